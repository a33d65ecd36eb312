## Le fil des mentions et une mention en entier.

mentions-title = Mentions
mentions-count = { $n ->
    [one] { $n_words } mention
   *[other] { $n_words } mentions
 }
mentions-count-none-yet = aucune parmi les plus récentes
mentions-count-more = plus de { $n_words } mentions
mentions-filters = Filtres
mentions-filter = Filtrer
mentions-more-filters = Plus de filtres
mentions-filters-clear = Retirer tous les filtres
mentions-words = Mots dans ces mentions
mentions-topic = Sujet
mentions-period = Quand
mentions-kind = Type
mentions-language = Langue
mentions-state = État
mentions-tag = Étiquette
mentions-folder = Dossier
mentions-assignee = Confiée à
mentions-from = Du
mentions-to = Au
mentions-starred = Avec étoile
mentions-any-topic = Tous les sujets
mentions-any-time = Toujours
mentions-any-kind = Tous les types
mentions-any-language = Toutes les langues
mentions-any-tag = Toutes les étiquettes
mentions-any-folder = Tous les dossiers
mentions-anybody = N’importe qui
mentions-nobody = Personne
mentions-state-any = Ouvertes et traitées
mentions-state-open = Ouvertes
mentions-state-done = Traitées
mentions-period-1 = Aujourd’hui
mentions-period-7 = 7 derniers jours
mentions-period-30 = 30 derniers jours
mentions-period-56 = 8 dernières semaines
mentions-period-365 = Un an
mentions-period-days = { $n } derniers jours
mentions-period-since = Depuis le { $day }
mentions-period-until = Jusqu’au { $day }
mentions-chip-tag = étiquette : { $tag }
mentions-chip-assignee = confiées à { $name }
mentions-chip-words = « { $words } »

mentions-kind-news = Presse
mentions-kind-blog = Blog
mentions-kind-forum = Forum
mentions-kind-review = Avis
mentions-kind-social = Réseau
mentions-kind-video = Vidéo
mentions-kind-comment = Commentaire
mentions-kind-mail = Courriel
mentions-kind-other = Autre

mentions-language-none = Non déclarée
mentions-language-af = afrikaans
mentions-language-az = azéri
mentions-language-be = biélorusse
mentions-language-bg = bulgare
mentions-language-bn = bengali
mentions-language-br = breton
mentions-language-bs = bosnien
mentions-language-co = corse
mentions-language-cy = gallois
mentions-language-eo = espéranto
mentions-language-et = estonien
mentions-language-eu = basque
mentions-language-fa = persan
mentions-language-ga = irlandais
mentions-language-gl = galicien
mentions-language-gu = gujarati
mentions-language-hi = hindi
mentions-language-hr = croate
mentions-language-hy = arménien
mentions-language-id = indonésien
mentions-language-is = islandais
mentions-language-ka = géorgien
mentions-language-kk = kazakh
mentions-language-km = khmer
mentions-language-ku = kurde
mentions-language-la = latin
mentions-language-lb = luxembourgeois
mentions-language-lt = lituanien
mentions-language-lv = letton
mentions-language-mk = macédonien
mentions-language-mn = mongol
mentions-language-mr = marathi
mentions-language-ms = malais
mentions-language-mt = maltais
mentions-language-ne = népalais
mentions-language-nn = norvégien (nynorsk)
mentions-language-oc = occitan
mentions-language-pa = pendjabi
mentions-language-sk = slovaque
mentions-language-sl = slovène
mentions-language-so = somali
mentions-language-sq = albanais
mentions-language-sr = serbe
mentions-language-sw = swahili
mentions-language-ta = tamoul
mentions-language-te = télougou
mentions-language-th = thaï
mentions-language-tl = tagalog
mentions-language-ur = ourdou
mentions-language-uz = ouzbek
mentions-language-vi = vietnamien
mentions-language-ar = arabe
mentions-language-ca = catalan
mentions-language-cs = tchèque
mentions-language-da = danois
mentions-language-de = allemand
mentions-language-el = grec
mentions-language-en = anglais
mentions-language-es = espagnol
mentions-language-fi = finnois
mentions-language-fr = français
mentions-language-he = hébreu
mentions-language-hu = hongrois
mentions-language-it = italien
mentions-language-ja = japonais
mentions-language-ko = coréen
mentions-language-nb = norvégien
mentions-language-nl = néerlandais
mentions-language-no = norvégien
mentions-language-pl = polonais
mentions-language-pt = portugais
mentions-language-ro = roumain
mentions-language-ru = russe
mentions-language-sv = suédois
mentions-language-tr = turc
mentions-language-uk = ukrainien
mentions-language-zh = chinois

mentions-views = Vues
mentions-view-save = Enregistrer cette vue
mentions-view-save-do = Enregistrer
mentions-view-name = Nom de la vue
mentions-view-saved = « { $name } » est enregistrée. Vous la retrouvez sous Vues.
mentions-view-nameless = La vue n’a pas été enregistrée : donnez-lui un nom.
mentions-view-remove = Supprimer la vue
mentions-view-remove-confirm = La vue et les alertes qui en dépendent sont supprimées pour tout le monde. Les mentions restent.
mentions-view-removed = La vue est supprimée.
mentions-view-alert = M’en alerter
mentions-export = Exporter
mentions-export-csv = CSV à virgules, pour un tableur anglais
mentions-export-semicolon = CSV, pour un tableur
mentions-export-json = JSON Lines, pour un programme

mentions-none-title = Rien sous ces filtres
mentions-none = Aucune mention ne les passe tous. Retirez-en un, ou regardez une période plus longue.
mentions-none-yet-judged = Aucune des candidates les plus récentes ne dit cela. Passez aux suivantes pour chercher plus loin.
mentions-quiet-title = Rien n’a encore été dit
mentions-quiet = Vos sujets écoutent. Dès qu’une source apporte ce que l’un d’eux demande, vous le lisez ici.
mentions-empty-title = Ce qu’on dit de vous se lira ici
mentions-empty = Dites d’abord quoi écouter : un sujet est le nom de votre marque, un produit, un concurrent, un thème.
mentions-empty-do = Créer le premier sujet

mentions-tag-with = Étiqueter…
mentions-tag-do = Étiqueter
mentions-assign-do = Confier
mentions-assign-to = Confier à…
mentions-assign-empty = Choisissez à qui confier les mentions cochées ; rien n’a été changé.
mentions-none-ticked = Rien n’était coché, rien n’a donc été fait.
mentions-tag-empty = Rien n’a été étiqueté : écrivez d’abord l’étiquette.
mentions-done-many = { $n ->
    [one] { $n } mention est traitée.
   *[other] { $n } mentions sont traitées.
 }
mentions-reopened-many = { $n ->
    [one] { $n } mention est rouverte.
   *[other] { $n } mentions sont rouvertes.
 }
mentions-starred-many = { $n ->
    [one] { $n } mention porte une étoile.
   *[other] { $n } mentions portent une étoile.
 }
mentions-unstarred-many = { $n ->
    [one] L’étoile est retirée de { $n } mention.
   *[other] L’étoile est retirée de { $n } mentions.
 }
mentions-tagged-many = { $n ->
    [one] { $n } mention est étiquetée.
   *[other] { $n } mentions sont étiquetées.
 }
mentions-untagged-many = { $n ->
    [one] L’étiquette est retirée de { $n } mention.
   *[other] L’étiquette est retirée de { $n } mentions.
 }
mentions-assigned-many = { $n ->
    [one] { $n } mention a changé de mains.
   *[other] { $n } mentions ont changé de mains.
 }
mentions-tagged-one = L’étiquette est posée.
mentions-untagged-one = L’étiquette est retirée.
mentions-assigned-one = La mention est confiée.
mentions-unassigned-one = La mention n’est plus à personne.
mentions-noted = La note est gardée.
mentions-note-removed = La note est supprimée.

mentions-back = Toutes les mentions
mentions-newer = Plus récente
mentions-older = Plus ancienne
mentions-reopen = Rouvrir
mentions-rating = { $stars } étoiles sur 5
mentions-no-text = La source n’a pas donné de texte. Lisez-le là où il a été dit.
mentions-versions = { $n ->
    [one] Modifié une fois depuis : ce qui était dit avant
   *[other] Modifié { $n } fois depuis : ce qui était dit avant
 }
mentions-version = Texte { $n }
mentions-why = Pourquoi elle est ici
mentions-why-version = texte { $n } du sujet
mentions-why-archived = Ce sujet n’écoute plus.
mentions-why-no-more = Le sujet a changé depuis et ne la retiendrait plus.
mentions-why-none = Aucun sujet ne la demande en ce moment.
mentions-why-hit = { $n ->
    [0] « { $words } »
    [1] « { $words } »
   *[other] « { $words } », { $n } fois
 }
mentions-team = L’équipe
mentions-done-by = Traitée par { $name }
mentions-untag = Retirer « { $tag } »
mentions-note = Note pour l’équipe
mentions-note-do = Garder la note
mentions-note-remove = Supprimer la note
mentions-note-remove-confirm = Votre note est supprimée pour tout le monde.
mentions-found = Comment elle a été trouvée
mentions-published = Dite
mentions-published-unknown = la source ne dit pas quand
mentions-found-at = Trouvée
mentions-latency = { $span } plus tard
mentions-changed-at = Vue modifiée
mentions-brought-by = { $n ->
    [one] Apportée par
   *[other] Apportée par { $n } sources
 }
mentions-source-gone = une source supprimée depuis
mentions-history = Ce qui a été fait

mentions-event-corrected = a corrigé ce qu’elle dit
mentions-event-starred = a mis une étoile
mentions-event-unstarred = a retiré l’étoile
mentions-event-done = l’a traitée
mentions-event-reopened = l’a rouverte
mentions-event-tagged = l’a étiquetée « { $tag } »
mentions-event-untagged = a retiré l’étiquette « { $tag } »
mentions-event-assigned = l’a confiée à { $to }
mentions-event-unassigned = l’a reprise
mentions-event-found-relevant = l’a jugée pertinente pour « { $topic } »
mentions-event-found-irrelevant = l’a jugée hors sujet pour « { $topic } »
mentions-event-unlabelled = a repris son jugement pour « { $topic } »
mentions-event-noted = a écrit une note
mentions-event-note-removed = a supprimé une note

invalid-tag-empty = Écrivez d’abord une étiquette.
invalid-tag-too-long = Une étiquette compte d’un à soixante caractères.
invalid-note-empty = Écrivez d’abord quelque chose.
invalid-mention-too-many = C’est trop à la fois. Procédez en plusieurs fois.
invalid-assignee-unknown = Cette personne n’est pas membre de l’espace de travail. Rien n’a été changé.

## Sources : la liste, une source, l’ajout, les dossiers, les listes importées.

sources-count = { $n ->
    [one] { $n_words } source
   *[other] { $n_words } sources
 }
sources-add = Ajouter une source
sources-opml = OPML
sources-back = Retour aux sources
sources-empty-title = Rien n’est encore écouté
sources-empty = Une source est un lieu lu pour vous : un journal, un blog, un forum. Donnez l’adresse d’une page quelconque, ou la liste de votre lecteur de flux, et ce qui s’y dit arrive tout seul.
sources-none-title = Aucune source de ce genre
sources-none = Aucune source ne répond à ces filtres.
sources-all-show = Montrer toutes les sources
sources-states = État des sources
sources-folders = Dossiers
sources-all = Toutes les sources
sources-no-folder = Aucun dossier
sources-source = Source
sources-state = État
sources-documents = Documents
sources-newest = Dernière parution
sources-next = Prochaine visite
sources-words = Nom ou adresse
sources-filter = Filtrer
sources-any-state = Tous
sources-shown = { $n ->
    [one] { $n_words } source correspond
   *[other] { $n_words } sources correspondent
 }
sources-nothing-yet = rien encore
sources-every = ≈ { $span } d’écart
sources-due = dès que possible
sources-in = dans { $span }
sources-never = aucune
sources-tick = Cocher « { $title } »
sources-ticked-ones = Celles cochées :
sources-move = Déplacer
sources-pause = Mettre en pause
sources-resume = Reprendre
sources-visit = Visiter maintenant
sources-remove = Supprimer
sources-remove-many-confirm = Les sources cochées et le journal de leurs visites disparaissent ; ce qu’elles ont apporté reste. C’est irréversible.
sources-remove-title = Supprimer « { $title } » ?
sources-remove-confirm = La source et le journal de ses visites disparaissent ; ce qu’elle a apporté reste. C’est irréversible.

sources-state-new = Pas encore visitée
sources-state-as-expected = Comme prévu
sources-state-late = En retard
sources-state-waiting = Demande d’attendre
sources-state-blocked = Nous bloque
sources-state-failing = En échec
sources-state-gone = Disparue
sources-state-paused = En pause
sources-count-new = { $n ->
    [one] { $n_words } pas encore visitée
   *[other] { $n_words } pas encore visitées
 }
sources-count-as-expected = { $n_words } comme prévu
sources-count-late = { $n_words } en retard
sources-count-waiting = { $n ->
    [one] { $n_words } demande d’attendre
   *[other] { $n_words } demandent d’attendre
 }
sources-count-blocked = { $n ->
    [one] { $n_words } nous bloque
   *[other] { $n_words } nous bloquent
 }
sources-count-failing = { $n_words } en échec
sources-count-gone = { $n ->
    [one] { $n_words } disparue
   *[other] { $n_words } disparues
 }
sources-count-paused = { $n_words } en pause

sources-kind-news = Presse
sources-kind-blog = Blog
sources-kind-forum = Forum
sources-kind-review = Avis
sources-kind-social = Réseau social
sources-kind-video = Vidéo
sources-kind-comment = Commentaires
sources-kind-mail = E-mail
sources-kind-other = Autre

sources-language-declared = Celle que le flux déclare
sources-language-unknown = non déclarée

sources-chart = Ce qu’elle publie
sources-chart-unit = documents par jour, 30 jours
sources-chart-none = Rien encore. Le graphique vient avec les premiers documents.
sources-brought = Ce qu’elle vient d’apporter
sources-brought-mentions = Ses mentions
sources-brought-none = Rien encore.
sources-caught = mention
sources-untitled = Sans titre
sources-visits = Visites
sources-visits-last = les 25 dernières
sources-visits-none = Pas encore de visite.
sources-visit-unchanged = Rien n’a changé.
sources-visit-new = { $n ->
    [one] { $n_words } nouveauté
   *[other] { $n_words } nouveautés
 }
sources-visit-changed = { $n ->
    [one] { $n_words } modifiée
   *[other] { $n_words } modifiées
 }
sources-visit-of = { $n ->
    [one] sur { $n_words } entrée
   *[other] sur { $n_words } entrées
 }
sources-visit-nothing = { $n ->
    [0] Le flux est vide.
    [one] Rien de nouveau dans { $n_words } entrée.
   *[other] Rien de nouveau dans { $n_words } entrées.
 }
sources-visit-took = { $n_words } ms
sources-rhythm = Rythme
sources-expected = Publie
sources-expected-every = à environ { $span } d’intervalle
sources-expected-unknown = trop peu pour le savoir
sources-succeeded = Dernière réponse
sources-succeeded-never = jamais
sources-next-paused = aucune : elle est en pause
sources-about = À propos
sources-address = Flux
sources-address-hint = Une autre adresse est visitée aussitôt. Ce qui a été apporté reste.
sources-site = Site
sources-folder = Dossier
sources-kind = Type de lieu
sources-kind-hint = Les filtres et les requêtes s’en servent.
sources-language = Langue
sources-added-on = Ajoutée
sources-name = Nom
sources-edit = Modifier
sources-edit-title = Modifier la source
sources-save = Enregistrer
sources-saved = C’est enregistré.
sources-paused = En pause. Rien n’est lu jusqu’à la reprise.
sources-resumed = C’est reparti. Elle est visitée aussitôt.
sources-visit-asked = Elle est visitée dès que son site a un tour pour nous.
sources-removed = Supprimée. Ce qu’elle a apporté est toujours là.

sources-new-title = Ajouter des sources
sources-by-address = Par une adresse
sources-any-address = L’adresse d’une page quelconque
sources-any-address-hint = Un journal, un blog, une chaîne, un forum : les flux auxquels la page mène sont cherchés. L’adresse d’un flux convient aussi.
sources-find = Chercher des flux
sources-find-later = Rien n’a été ajouté. Réessayez plus tard.
sources-by-list = Par une liste
sources-list = Fichier OPML
sources-list-hint = Tout lecteur de flux sait en exporter un. Un fichier texte avec une adresse par ligne convient aussi.
sources-paste = Ou coller des adresses
sources-pasted = Une adresse par ligne
sources-import = Importer
sources-imports = Derniers imports
sources-import-lines = { $n ->
    [one] { $n_words } ligne
   *[other] { $n_words } lignes
 }
sources-import-open = en cours

sources-found-title = Ce qui s’y trouve
sources-found = { $n ->
    [one] { $n_words } flux
   *[other] { $n_words } flux
 }
sources-found-legend = Flux à ajouter
sources-known-already = Vous le lisez déjà
sources-entries = { $n ->
    [one] { $n_words } entrée
   *[other] { $n_words } entrées
 }
sources-newest-of = la dernière :
sources-unread = Il n’a pas pu être lu à l’instant ; la page dit qu’il existe.
sources-where = Où le ranger
sources-folder-or-new = Ou un nouveau dossier
sources-add-these = Ajouter ceux cochés
sources-another = Essayer une autre adresse
sources-added-one = Ajoutée. La première visite est en cours ; cette page se remplit toute seule.
sources-added-many = { $n } sources ont été ajoutées. Leurs premières visites sont en cours.
sources-added-none = Rien n’a été ajouté : vous lisez déjà tout cela.

sources-folder-new = Nouveau dossier
sources-folder-name = Nom
sources-folder-hint = « Presse / Régionale » se range dans « Presse ».
sources-folder-add = Créer le dossier
sources-folder-edit = Renommer ou supprimer
sources-folder-title = Dossier
sources-folder-remove = Supprimer le dossier
sources-folder-remove-what = { $n ->
    [0] Le dossier disparaît. Il est vide.
    [one] Le dossier disparaît ; sa source reste, sans dossier.
   *[other] Le dossier disparaît ; ses { $n_words } sources restent, sans dossier.
 }
sources-folder-added = Le dossier est là.
sources-folder-unnamed = Un dossier a besoin d’un nom de 120 caractères au plus. Rien n’a été créé.
sources-folder-renamed = Le dossier a son nouveau nom.
sources-folder-removed = Le dossier a disparu ; ses sources restent.

sources-none-ticked = Rien n’a été fait : cochez d’abord des sources.
sources-bulk-paused = { $n ->
    [one] Une source est en pause.
   *[other] { $n } sources sont en pause.
 }
sources-bulk-resumed = { $n ->
    [one] Une source est de nouveau visitée.
   *[other] { $n } sources sont de nouveau visitées.
 }
sources-bulk-visits = { $n ->
    [one] Une source est visitée dès que possible.
   *[other] { $n } sources sont visitées dès que possible.
 }
sources-bulk-moved = { $n ->
    [one] Une source a été déplacée.
   *[other] { $n } sources ont été déplacées.
 }
sources-bulk-removed = { $n ->
    [one] Une source a été supprimée. Ce qu’elle a apporté est toujours là.
   *[other] { $n } sources ont été supprimées. Ce qu’elles ont apporté est toujours là.
 }

sources-import-title = Import
sources-import-begun = La liste est là. Ses lignes sont parcourues maintenant.
sources-import-pasted = Adresses collées
sources-import-running = La liste est parcourue
sources-import-done-of = { $n_words } sur { $total }
sources-import-note = Vous pouvez quitter cette page ; le travail continue.
sources-import-stop = Arrêter
sources-import-stop-confirm = Les lignes en attente sont laissées. Ce qui a été ajouté reste.
sources-import-stopped = L’import est arrêté. Ce qui a été ajouté reste.
sources-import-was-stopped = Arrêté après { $n_words } lignes sur { $total }. Ce qui a été ajouté reste ; redonnez la liste pour continuer.
sources-import-was-done = { $n ->
    [0] Chaque ligne a été examinée. Il n’y avait rien à ajouter.
    [one] Chaque ligne a été examinée. La nouvelle source est en cours de visite.
   *[other] Chaque ligne a été examinée. Les nouvelles sources sont visitées l’une après l’autre.
 }
sources-import-added = { $n ->
    [one] { $n_words } ajoutée
   *[other] { $n_words } ajoutées
 }
sources-import-known = { $n ->
    [one] { $n_words } déjà connue
   *[other] { $n_words } déjà connues
 }
sources-import-refused = { $n ->
    [one] { $n_words } refusée
   *[other] { $n_words } refusées
 }
sources-import-outcomes = Ce que chaque ligne est devenue
sources-import-no-lines = Aucune ligne de ce genre.
sources-import-csv = Rapport en CSV
sources-line = Ligne
sources-outcome = Résultat
sources-outcome-all = Toutes
sources-outcome-added = Ajoutée
sources-outcome-known = Déjà connue
sources-outcome-refused = Refusée
sources-outcome-waiting = En attente
sources-outcome-left = Laissée
sources-line-no-address = Elle n’a pas d’adresse de flux.
sources-line-bad-address = « { $written } » n’est pas une adresse du web.
sources-line-twice = Ce flux est déjà à la ligne { $first }.
sources-line-rubbish = « { $written } » ne veut rien dire ici.
sources-line-truncated = La liste s’arrête au milieu.
sources-line-too-many = La liste est trop longue ; la suite est laissée.
sources-line-more-problems = Lignes suivantes tout aussi illisibles : { $count }. Elles ne sont pas nommées.
sources-line-has-password = L’adresse contient un nom ou un mot de passe, qui serait affiché et journalisé. Donnez-la sans eux.
sources-line-too-long = L’adresse est trop longue.

invalid-address-has-password = L’adresse contient un nom ou un mot de passe, qui serait affiché et journalisé. Donnez-la sans eux.
invalid-address-no-feed = La page a été lue et ne mène à aucun flux. Essayez l’adresse de ses actualités ou de son blog ; les sites nomment souvent leur flux « RSS » ou « Suivez-nous ».
invalid-pick-empty = Cochez au moins un flux.
invalid-list-empty = Choisissez un fichier, ou collez des adresses.
invalid-list-cut-short = Le fichier n’est pas arrivé entier, ou dépasse 32 Mo. Rien n’a été gardé ; réessayez.
invalid-source-paused = La source est en pause : reprenez-la d’abord, elle sera visitée aussitôt.
invalid-source-too-many = C’est trop de sources pour un seul acte : 10 000 au plus.

## Programmation : créneaux, meilleures heures, répétitions, listes permanentes, flux, tableaux et fichiers.

plan-more = Plus sur la programmation
plan-lists = Listes permanentes
plan-feeds = Publications tirées de flux
plan-import = Publications d’un tableau
plan-comes-again = Revient selon une règle
plan-move-again = Cette publication part selon une règle. Ouvrez-la pour changer ses heures ; rien n’a été déplacé.
plan-gap = Un créneau libre de { $name } : écrire une publication pour lui
plan-gap-short = Créneau libre

plan-day-0 = Lundi
plan-day-1 = Mardi
plan-day-2 = Mercredi
plan-day-3 = Jeudi
plan-day-4 = Vendredi
plan-day-5 = Samedi
plan-day-6 = Dimanche

# Créneaux et meilleures heures.
plan-slots-title = Créneaux et meilleures heures
plan-slots = Créneaux
plan-slots-what = Les heures auxquelles ce canal publie d’habitude. « Programmer aux prochains créneaux libres » prend le premier dans la minute duquel rien d’autre ne part. Écrivez les heures séparées par des espaces, par exemple 09:00 12:30 ; rien veut dire aucun créneau ce jour-là.
plan-slots-saved = Les créneaux sont enregistrés. Ce qui est programmé reste où il est.
plan-next-free = Prochain créneau libre
plan-no-free = Aucun créneau libre.
plan-set-slots = Définir des créneaux
plan-in-slots = Programmer aux prochains créneaux libres
plan-best = Meilleures heures
plan-best-see = Comment on le sait
plan-best-how = D’après les publications du canal sur un an : réactions, réponses, partages et enregistrements, heure par heure de la semaine. Les heures qui ont peu de publications sont ramenées vers la moyenne, pour que la chance ne décide pas.
plan-best-not-enough = Pas assez d’historique pour nommer de meilleures heures : { $n ->
    [0] aucune publication
    [one] { $n_words } publication
   *[other] { $n_words } publications
 } sur au moins { $min } qui puissent se comparer.
plan-best-no-difference = D’après { $n_words } publications : aucune heure ne se distingue du hasard.
plan-best-from = D’après { $n_words } publications de ce canal.
plan-best-hour = { $weekday }, { $hour } : { $more } % de plus ({ $n ->
    [one] { $n_words } publication
   *[other] { $n_words } publications
 })
plan-history = Lire un an de publications
plan-history-what = Demande au réseau ce que ce compte a dit depuis un an et ce qui est revenu. Ce qui part désormais est compté tout seul.
plan-history-not-told = Ce réseau ne dit pas ce qu’un compte a publié auparavant ; seul ce qui part d’ici est compté.
plan-history-read = { $n ->
    [0] Le réseau n’a fait connaître aucune publication.
    [one] { $n } publication a été lue.
   *[other] { $n } publications ont été lues.
 }

# Ce qui revient.
plan-repeat = Revient
plan-every-once = Une seule fois
plan-every-daily = Chaque jour
plan-every-workdays = Du lundi au vendredi
plan-every-weekly = Chaque semaine
plan-every-fortnightly = Une semaine sur deux
plan-every-monthly = Chaque mois
plan-every-yearly = Chaque année
plan-every-own = Selon ma propre règle
plan-until = Jusqu’au
plan-own-rule = Ma propre règle
plan-rule = Règle
plan-rule-hint = Comme l’écrivent les agendas (RFC 5545) : FREQ=MONTHLY;BYDAY=-1FR veut dire chaque dernier vendredi. Compte quand « Selon ma propre règle » est choisi.
plan-repeat-no-time = Donnez un jour et une heure : c’est à partir de là que cela revient.
plan-dates = Prochaines dates, à l’heure de { $zone } :
plan-dates-more = et ainsi de suite
plan-dates-none = Cette règle ne donne plus aucune date à venir.
plan-dates-moved = plus tard ce jour-là : la montre saute l’heure habituelle
plan-clock-changes = D’ici au { $day }, l’heure de { $zone } aura changé ; l’envoi garde la même heure à la montre.
plan-is-listed = C’est un texte d’une liste permanente, qui l’envoie d’elle-même. Enregistrez ici vos changements ; retirez-le de la liste pour le programmer.

# Listes permanentes.
plan-lists-what = Des textes qui restent vrais, envoyés encore et encore : chaque fois celui qu’un canal n’a pas dit depuis le plus longtemps, jamais le même deux fois de suite.
plan-lists-empty-title = Aucune liste permanente
plan-lists-empty = Une liste a des textes, des canaux et un rythme. Créez-en une, puis cochez les brouillons qui en font partie.
plan-list-new = Nouvelle liste
plan-list-make = Créer la liste
plan-list-made = La liste est créée. Cochez maintenant les textes qu’elle envoie.
plan-list-name = Nom
plan-list-texts = Textes
plan-list-next = Prochain envoi
plan-list-over = plus aucun
plan-list-from = À partir du
plan-list-zone = À l’heure de { $zone }.
plan-list-inside = { $n ->
    [0] Aucun texte
    [one] { $n_words } texte
   *[other] { $n_words } textes
 }
plan-list-in = dans la liste
plan-list-open = Ouvrir
plan-list-texts-what = Les brouillons cochés font partie de la liste ; ce qui est décoché redevient un brouillon. Chacun part dans ses propres mots là où il en a pour un canal.
plan-list-fill = Garder ces textes
plan-list-filled = Les textes de la liste sont enregistrés.
plan-list-no-drafts = Il n’y a aucun brouillon à prendre.
plan-list-no-channels = Cette liste n’a aucun canal : rien ne part. Cochez-en un ci-dessous.
plan-list-too-few = Avec moins de deux textes il n’y aurait que le même à envoyer, ce qui n’est jamais fait.
plan-list-dates = Quand elle envoie
plan-list-change = Modifier la liste
plan-list-saved = La liste est enregistrée.
plan-list-remove = Supprimer la liste
plan-list-remove-confirm = Ses textes redeviennent des brouillons. Ce qui a été envoyé reste où il est.
plan-list-removed = « { $name } » est supprimée ; ses textes redeviennent des brouillons.

# Ce que deviennent les flux.
plan-feeds-what = Ce qui arrive d’une source devient de soi-même un brouillon ou une publication programmée, chaque entrée une seule fois pour toujours.
plan-feeds-empty-title = Aucune règle
plan-feeds-empty = Choisissez une source, par exemple le flux de votre blog, et dites ce que deviennent ses entrées.
plan-feed-new = Nouvelle règle
plan-feed-source = Source
plan-feed-choose = Choisissez une source
plan-feed-template = Texte
plan-feed-template-hint = { "{title}" }, { "{link}" } et { "{summary}" } sont remplis d’après chaque entrée.
plan-feed-becomes = Chaque entrée devient
plan-feed-draft = un brouillon
plan-feed-draft-hint = Quelqu’un le regarde avant qu’il ne parte.
plan-feed-planned = une publication programmée
plan-feed-planned-hint = Elle part d’elle-même, au moins 15 minutes après la précédente. Ce qui ne peut pas partir tel quel attend en brouillon.
plan-feed-from = À partir de (heure)
plan-feed-to = Avant (heure)
plan-feed-add = Commencer
plan-feed-added = La règle est créée. Elle commence avec ce qui arrive désormais.
plan-feed-becomes-planned = Programmées d’elles-mêmes
plan-feed-becomes-draft = Brouillons
plan-feed-hours = de { $from } h à { $to } h
plan-feed-made = { $n ->
    [0] aucune publication créée
    [one] { $n_words } publication créée
   *[other] { $n_words } publications créées
 }
plan-feed-remove = Supprimer
plan-feed-remove-confirm = Plus rien ne naît des entrées de cette source. Les publications créées restent.
plan-feed-removed = La règle est supprimée ; les publications qu’elle a créées restent.

# Tableaux et fichiers.
plan-import-what = Un fichier CSV d’au plus { $n_words } lignes et { $mb } Mo. Chaque ligne est vérifiée et montrée avant que rien ne soit créé.
plan-import-table = Le tableau
plan-import-again = Un autre tableau
plan-import-file = Fichier CSV
plan-import-pasted = Ou collez-le
plan-import-check = Vérifier le tableau
plan-import-bad = { $n ->
    [one] { $n_words } ligne sur { $total } a un problème et est laissée de côté.
   *[other] { $n_words } lignes sur { $total } ont des problèmes et sont laissées de côté.
 } Rien n’a encore été créé.
plan-import-all-good = { $n ->
    [one] La ligne est bonne.
   *[other] Les { $n_words } lignes sont bonnes.
 } Rien n’a encore été créé.
plan-import-no-rows = Le tableau n’a aucune ligne hors les noms de colonnes.
plan-import-drafts = { $n ->
    [one] Créer { $n_words } brouillon
   *[other] Créer { $n_words } brouillons
 }
plan-import-planned = { $n ->
    [one] Créer les bonnes lignes et en programmer { $n_words }
   *[other] Créer les bonnes lignes et en programmer { $n_words }
 }
plan-import-undated = { $n ->
    [one] { $n_words } bonne ligne n’a pas d’heure ou pas de canal et devient un brouillon dans tous les cas.
   *[other] { $n_words } bonnes lignes n’ont pas d’heure ou pas de canal et deviennent des brouillons dans tous les cas.
 }
plan-import-made = { $n ->
    [one] { $n } publication a été créée.
   *[other] { $n } publications ont été créées.
 }
plan-import-made-but = { $n ->
    [one] { $n } publication a été créée
   *[other] { $n } publications ont été créées
 }, { $left } laissées de côté pour leurs problèmes.
plan-import-columns = Colonnes
plan-csv-line = Ligne
plan-csv-problems = Avec des problèmes
plan-csv-good = Bonnes
plan-csv-column-date = Le jour : 2026-12-01 ou 01/12/2026.
plan-csv-column-time = L’heure : 09:30.
plan-csv-column-zone = Le fuseau horaire, tel que Europe/Paris ; { $zone } quand c’est vide.
plan-csv-column-channels = Noms ou numéros de canaux, séparés par une virgule, un point-virgule ou |.
plan-csv-column-title = Un titre, là où le réseau en a un.
plan-csv-column-text = Le texte. Cette colonne est obligatoire.
plan-csv-column-link = Une adresse qui suit le texte.
plan-csv-column-image = Le numéro d’une image ou d’un film de la médiathèque.
plan-csv-column-alt = Ce que montre l’image ; de plusieurs, séparés par |.
plan-csv-column-labels = Des mots pour retrouver la publication.
plan-csv-against = Sur { $channel } : { $words }
plan-csv-text-empty = Il n’y a ni texte, ni titre, ni image.
plan-csv-link-not-an-address = « { $about } » n’est pas une adresse du web.
plan-csv-image-no-number = « { $about } » n’est pas le numéro d’un fichier de la médiathèque. Ajoutez-y l’image et donnez son numéro.
plan-csv-image-unknown = La médiathèque n’a pas de fichier numéro { $about }.
plan-csv-labels-too-many = Plus de 20 étiquettes.
plan-csv-channels-unknown = Il n’y a pas de canal « { $about } ».
plan-csv-channels-ambiguous = Plusieurs canaux s’appellent « { $about } » : donnez plutôt le numéro.
plan-csv-channels-too-many = Plus de 50 canaux.
plan-csv-zone-unknown = « { $about } » n’est pas un fuseau horaire.
plan-csv-date-empty = Il y a une heure et pas de jour.
plan-csv-date-not-a-date = « { $about } » n’est pas un jour : 2026-12-01 est attendu.
plan-csv-date-past = Le { $about } à cette heure est passé.
plan-csv-date-too-far = Le { $about } est à plus de cinq ans.
plan-csv-time-empty = Il y a un jour et pas d’heure.
plan-csv-time-not-a-time = « { $about } » n’est pas une heure : 09:30 est attendu.
plan-export = Toutes les publications en fichier
plan-export-what = Chaque publication avec ses canaux, ses heures et ce qu’elle est devenue.

# Jours du calendrier.
plan-days = Notes et jours fériés
plan-days-what = Ce qui figure sur les jours du calendrier, outre les publications.
plan-days-empty-title = Ni note ni embargo
plan-days-empty = Une note dit ce qui se passe ; un embargo avertit qui programme quelque chose pour ses jours.
plan-mark-new = Nouveau
plan-mark-kind = Sorte
plan-mark-note = Note
plan-mark-note-hint = Une chose à savoir : un salon, un lancement, des vacances scolaires.
plan-mark-embargo = Embargo
plan-mark-embargo-hint = Rien ne devrait partir : qui écrit pour ces jours est averti.
plan-mark-from = Du
plan-mark-to = Au
plan-mark-words = Ce qui est dit
plan-mark-add = Mettre au calendrier
plan-mark-added = C’est au calendrier.
plan-mark-remove = Enlever
plan-mark-removed = Ce n’est plus au calendrier.
plan-countries = Jours fériés
plan-countries-which = Pays
plan-countries-saved = Le calendrier montre les jours fériés de ces pays.

## S’occuper d’un sujet : ses textes, les jugements, ce qu’une modification change, ce qui a été manqué, les requêtes d’autres outils.

care-tab-show = Vue d’ensemble
care-tab-versions = Textes
care-tab-leaves = Clauses
care-tab-missed = Peut-être manqué
care-tab-why = Pourquoi, pourquoi pas
care-tabs = Pages du sujet

care-reason = Pourquoi
care-reason-hint = Reste dans l’histoire des textes, pour qui le demandera dans trois mois.
care-compare = Voir ce qui change
care-compared = Ce qui changerait
care-compared-not-saved = Rien n’est encore enregistré.
care-compared-same = Rien ne change : les deux textes retiennent la même chose.
care-gained = Gagné
care-lost = Perdu
care-both = { $n ->
    [one] { $n_words } document reste retenu.
   *[other] { $n_words } documents restent retenus.
 }
care-compared-sample = { $complete ->
    [yes] Sur les { $judged_words } documents des { $days } derniers jours que l’un des textes pourrait retenir, tous, et { $labelled_words } documents jugés.
   *[no] Sur les { $judged_words } documents les plus récents des { $days } derniers jours que l’un des textes pourrait retenir, et { $labelled_words } documents jugés.
 }
care-gained-none = Rien de plus ne serait retenu.
care-lost-none = Rien ne serait perdu.
care-side-labels = parmi les jugés : { $relevant_words } pertinents, { $irrelevant_words } hors sujet
care-searched-to = Cherché jusqu’au { $moment }.
care-go-on = Chercher plus loin
care-difference = Entre le texte enregistré et celui-ci
care-gone = retiré :
care-new = ajouté :

care-versions-about = Tous les textes que ce sujet a eus, avec leur auteur et la raison. Chaque mention garde le numéro du texte qui l’a retenue.
care-version-now = écoute en ce moment
care-version-by-form = par des noms
care-version-restores = reprend le texte { $n }
care-version-whole = Le texte entier
care-version-first = Le premier texte
care-revert = Reprendre ce texte
care-revert-do = Le reprendre
care-revert-note = Il devient un nouveau texte, et l’archive est cherchée de nouveau. Ce qui a été retenu reste.
care-reverted = Le texte { $n } écoute de nouveau, comme nouveau texte. L’archive est en train d’être cherchée.
care-revert-unaskable = Le texte { $n } ne peut plus être posé : il nomme un autre sujet qui a disparu. Rien n’a été changé.
care-precision = Précision
care-recall = Rappel, estimé
care-precision-words = { $held_words } pertinents sur { $of_words } jugés qu’il retient
care-recall-words = retient { $held_words } des { $of_words } jugés pertinents
care-interval = intervalle à 95 % : de { $low } à { $high }
care-unmeasured = pas mesuré
care-measure = Comment les textes sont mesurés
care-measure-none = Personne n’a encore jugé de mention. Dans le fil, p dit qu’une mention est pertinente et i qu’elle est hors sujet ; une trentaine en dit déjà long.
care-measure-precision = Précision : parmi les documents jugés qu’un texte retient, combien sont pertinents. L’intervalle est celui de Wilson : la vraie part s’y trouve 95 fois sur 100.
care-measure-recall = Le rappel est une estimation : de tous les documents jugés pertinents, quel que soit le texte qui les a retenus ou s’ils ont été trouvés parmi les presque retenus, combien un texte en retient. Ce que personne n’a jamais vu n’y est pas ; le vrai rappel est donc plutôt plus bas. Juger les presque retenus le rend plus vrai.
care-measure-how = Chaque texte est posé de nouveau à tous les documents jugés, au plus les { $max_words } derniers, y compris ceux arrivés après lui.
care-judged = { $n ->
    [one] { $n_words } document jugé
   *[other] { $n_words } documents jugés
 }
care-relevant-count = { $n ->
    [one] { $n_words } pertinente
   *[other] { $n_words } pertinentes
 }
care-irrelevant-count = { $n_words } hors sujet
care-judge-mentions = Juger des mentions
care-judge-missed = Juger les presque retenus
care-labels = Jugées
care-labels-note = pertinentes · hors sujet

care-relevant = Pertinente
care-irrelevant = Hors sujet
care-label-for = Pour « { $topic } » :
care-label-choose = Pertinente ou hors sujet ? L’ouvrir pour dire pour quel sujet
care-label-by = par { $name }
care-label-back = appuyer encore pour le reprendre
care-label-title = Parle-t-elle du sujet ?
care-filter-label = Jugement
care-filter-any = Jugées ou non
care-filter-none = Pas encore jugées

care-missed-about = Ce qui contient une partie des mots de ce sujet sans être retenu, le plus récent d’abord : ici un mot suffit là où la requête les veut tous. Dites lesquels sont pertinents, et le rappel de chaque texte devient plus vrai.
care-missed-none-title = Rien n’a failli être retenu
care-missed-none = Aucun document de l’archive ne contient une partie des mots sans le reste.
care-missed-none-yet = Aucun parmi les candidats les plus récents. Continuez pour chercher plus loin.
care-killer = A fait obstacle :
care-missed-why = Clause par clause

care-why-about = Trouvez un document par son adresse, ou par des mots qu’il contient, et voyez ce que chaque clause de la requête en dit.
care-why-field = Adresse ou mots
care-why-do = Trouver
care-why-choose = Lequel ?
care-why-none = Rien dans l’archive n’a cette adresse ni ne contient ces mots : aucune source ne l’a apporté. Ajoutez la source qui le publie, et la question lui sera posée désormais.
care-why-sources = Ajouter une source
care-why-holds = Le sujet le retient
care-why-fails = Le sujet ne le retient pas
care-why-caught = Retenu par le texte { $n }, le { $at }.
care-why-caught-no-more = Il a été retenu par le texte { $n } ; celui qui écoute en ce moment ne le retiendrait pas.
care-why-will = Il serait retenu, et n’est pas encore parmi les mentions : l’archive est peut-être encore en train d’être cherchée.
care-why-tree = Ce que dit chaque clause
care-why-not-in = Pourquoi n’est-elle pas dans un autre sujet ?
care-tree-found = y est
care-tree-absent = n’y est pas
care-tree-holds = est vrai
care-tree-fails = n’est pas vrai
care-tree-killer = c’est elle : elle { $reason }
care-tree-more = { $n ->
    [one] Une autre clause n’est pas dessinée.
   *[other] { $n } autres clauses ne sont pas dessinées.
 }

care-leaves-about = Dans combien de documents chaque clause a été trouvée : parmi ceux que le sujet retient ; derrière NOT, parmi ceux qu’elle a écartés.
care-leaves-sample = { $complete ->
    [yes] Les { $judged_words } documents des 30 derniers jours qui contiennent les mots de la requête ; { $caught_words } sont retenus.
   *[no] Les { $judged_words } documents les plus récents qui contiennent les mots de la requête ; { $caught_words } sont retenus.
 }
care-leaves-none-title = Aucun document des 30 derniers jours
care-leaves-none = Rien de ces jours-ci ne contient les mots de cette requête.
care-leaves-unaskable = Cette requête ne peut plus être posée : elle nomme un autre sujet qui a disparu. Modifiez-la d’abord.
care-leaf-found = { $n ->
    [0] dans aucun
    [one] dans { $n_words } document
   *[other] dans { $n_words } documents
 }
care-leaf-kept-out = { $n ->
    [0] n’en a écarté aucun
    [one] a écarté { $n_words } document
   *[other] a écarté { $n_words } documents
 }
care-leaf-dead = ne sert à rien
care-leaf-dominant = fait presque tout

care-exclude = Écarter de telles mentions
care-exclude-about = Un clic montre ce que la requête perdrait sans ce mot ; rien n’est enregistré avant que vous ne le disiez.
care-exclude-word = NOT { $word }
care-exclude-wrong = { $n ->
    [one] dans { $n_words } document hors sujet
   *[other] dans { $n_words } documents hors sujet
 }
care-exclude-other = Un autre mot
care-exclude-do = Écarter

care-import = Reprendre les requêtes d’un autre outil
care-import-do = Reprendre des requêtes
care-import-about = Collez une requête, ou une liste, telle que Brandwatch, Talkwalker, Meltwater, Google Alertes, Mention ou X l’écrivent. Vous voyez chacune comme Parvis la lit avant que rien ne soit créé.
care-import-from = Écrites pour
care-import-shape = Ce qui est collé
care-import-one = Une requête
care-import-list = Une liste : une requête par ligne, ou nom;requête
care-import-name = Nom du sujet
care-import-name-hint = Pour une seule requête. Vide : ses premiers mots.
care-import-queries = Requête ou liste
care-import-file = Ou un fichier
care-import-file-hint = CSV ou texte, { $max } requêtes au plus.
care-import-read = Lire
care-import-lines = { $n ->
    [one] { $n_words } requête lue
   *[other] { $n_words } requêtes lues
 }
care-import-line = Ligne { $n }
care-import-take = En faire un sujet
care-import-theirs = Telle qu’elle y est écrite
care-import-ours = Telle que Parvis la pose
care-import-taken = Un sujet porte déjà ce nom. Donnez-lui-en un autre.
care-import-unsound = Elle ne peut être posée tant que ce qui est souligné n’est pas corrigé.
care-import-make = Faire des sujets de celles qui sont cochées
care-import-made = { $n ->
    [0] Aucun sujet n’a été créé
    [one] { $n_words } sujet créé
   *[other] { $n_words } sujets créés
 }
care-import-made-note = L’archive est en train d’être cherchée pour chacun.
care-import-more = En reprendre d’autres
care-import-line-made = créé

care-archive = L’archive
care-archive-about = Tout ce que vos sources ont apporté, retenu par un sujet ou non, le plus récent d’abord.
care-archive-field = Des mots ou une requête
care-archive-do = Chercher dans l’archive
care-archive-none-title = Rien ne dit cela
care-archive-none = Aucun document de l’archive ne contient cela. Vérifiez l’orthographe, ou ajoutez des sources où cela pourrait se dire.
care-archive-none-yet = Rien parmi les candidats les plus récents. Continuez pour chercher plus loin.
care-archive-topic = En faire un sujet
care-archive-see = Les voir tous

care-suggest = Suggestions
care-suggest-field = champ
care-suggest-value = valeur
care-suggest-topic = sujet
care-suggest-count = { $n } suggestions, les flèches pour choisir

invalid-reason-too-long = Une raison compte au plus 300 caractères. Rien n’a été enregistré.
invalid-version-current = Ce texte est celui qui écoute en ce moment. Rien n’a été changé.
invalid-queries-empty = Collez d’abord une requête ou choisissez un fichier. Dans une liste, cochez au moins une ligne.
invalid-queries-too-many = C’est trop à la fois : 500 requêtes au plus. Procédez en plusieurs fois ; rien n’a été créé.
invalid-queries-cut-short = L’envoi n’est pas arrivé entier. Recommencez ; rien n’a été créé.
invalid-dialect-unknown = Dites pour quel outil les requêtes sont écrites : parvis, brandwatch, talkwalker, meltwater, google, mention ou x. Rien n’a été créé.

## Les sujets et la pièce Veille.

topics-listen = Veille
topics-title = Sujets
topics-topic = Sujet
topics-count = { $n ->
    [0] rien n’est encore écouté
    [one] { $n_words } sujet
   *[other] { $n_words } sujets
 }
topics-period = Période
topics-period-7 = 7 j
topics-period-30 = 30 j
topics-period-56 = 8 semaines
topics-period-365 = Un an
topics-period-words-7 = 7 derniers jours
topics-period-words-30 = 30 derniers jours
topics-period-words-56 = 8 dernières semaines
topics-period-words-365 = sur un an
topics-mentions = Mentions
topics-change = Évolution
topics-trend = Jour après jour
topics-all = Tous les sujets
topics-share = Part de voix
topics-open = À traiter
topics-open-note = mentions que personne n’a encore traitées
topics-fresh = Depuis votre dernière visite
topics-fresh-note = retenues en votre absence
topics-each-day = Chaque jour
topics-each-day-note = en moyenne
topics-more = de plus
topics-less = de moins
topics-same = autant
topics-before = { $n ->
    [one] contre { $n_words } avant
   *[other] contre { $n_words } avant
 }
topics-none-before = aucune à la période précédente
topics-spark = { $name }, jour après jour : { $n_words } en tout
topics-last = Ce qui vient d’être dit
topics-all-mentions = Toutes les mentions
topics-kinds = Où on en parle
topics-languages = En quelle langue
topics-rest = autres

topics-chart-peak = { $times ->
    [2] Deux fois plus que d’habitude le { $day }
    [3] Trois fois plus que d’habitude le { $day }
   *[other] { $times } fois plus que d’habitude le { $day }
 }
topics-chart-plain = { $n ->
    [one] Une mention en tout
   *[other] { $n_words } mentions en tout
 }
topics-chart-plain-days = { $n ->
    [one] Une mention en tout
   *[other] { $n_words } mentions, environ { $each } par jour
 }
topics-chart-plain-hours = { $n ->
    [one] Une mention en tout
   *[other] { $n_words } mentions, environ { $each } par heure
 }
topics-chart-per-day = mentions par jour
topics-chart-per-day-of = mentions par jour, { $weeks } dernières semaines
topics-chart-not-collected = aucune mention avant le { $day }
topics-chart-not-looked = pas encore examiné avant le { $day }
topics-chart-so-far = { $when }, pour l’instant
topics-chart-per-hour = mentions par heure
topics-chart-series = Mentions

topics-kind = Nature
topics-kind-own-brand = notre marque
topics-kind-own_brand = Notre marque
topics-kind-product = Produit
topics-kind-competitor = Concurrent
topics-kind-theme = Thème
topics-kind-person = Personne

topics-new = Nouveau sujet
topics-edit = Modifier le sujet
topics-edit-do = Modifier
topics-name = Nom du sujet
topics-by = Comment dire ce qu’il faut écouter
topics-by-form = Par des noms
topics-by-query = Par une requête
topics-as-query = Continuer en requête
topics-names = Noms
topics-names-hint = Les noms mêmes de la marque, du produit ou de la personne, un par ligne.
topics-spellings = Autres graphies
topics-spellings-hint = Comment d’autres l’écrivent : abréviations, fautes fréquentes.
topics-handles = Noms sur les réseaux
topics-handles-hint = Avec ou sans @.
topics-hashtags = Mots-dièse
topics-products = Produits qui la désignent
topics-context = Seulement auprès d’un de ces mots
topics-context-hint = Pour un nom qui a d’autres sens : « veste », « montagne ». L’un d’eux doit aussi être dans le texte.
topics-exclude = À ne pas confondre avec
topics-exclude-hint = Un texte qui contient l’un d’eux est écarté : un homonyme, un prénom, un saxophone.
topics-languages-field = Seulement dans ces langues
topics-languages-hint = Des noms ou des codes, comme français, en. Vide : toutes, déclarées ou non.
topics-more-fields = Écouter davantage
topics-query = Requête
topics-query-hint = Des mots, des "expressions", AND, OR, NOT, NEAR/5, title:, lang:, [[un autre sujet]]. Ce qui ne va pas est souligné pendant que vous écrivez.
topics-made = La requête que cela donne
topics-try = Voir ce qu’il retiendrait
topics-save = Enregistrer et écouter
topics-save-again = Enregistrer
topics-tried = Ce qu’il aurait retenu
topics-would-catch = { $more ->
    [yes] Plus de { $n_words } documents des 30 derniers jours
   *[no] { $n ->
        [0] Rien dans les 30 derniers jours
        [one] { $n_words } document des 30 derniers jours
       *[other] { $n_words } documents des 30 derniers jours
    }
 }
topics-tried-none = Rien de ce que vos sources ont apporté ne dit cela. Vérifiez l’orthographe, ou ajoutez des sources où cela pourrait se dire.
topics-kept-note = Ce qui a déjà été retenu reste, avec le texte qui l’a retenu. L’archive est cherchée de nouveau.
topics-saved = « { $name } » écoute. L’archive est en train d’être cherchée.
topics-saved-but = « { $name } » écoute. { $remarks }

topics-help = Comment écoute un sujet
topics-help-1 = Il interroge chaque document qu’une source apporte, dès qu’il arrive, et une fois toute l’archive.
topics-help-2 = Majuscules, accents et élisions ne comptent pas : « névé » trouve « NEVE ».
topics-help-3 = Regardez ce qu’il retiendrait avant d’enregistrer ; essayer ne fait rien perdre.

topics-empty-title = Dites ce qu’il faut écouter
topics-empty = Un sujet est un nom, ou une question posée à tout ce que vos sources apportent : votre marque, un produit, un concurrent, un thème. Ses mentions, ses chiffres et ses alertes se lisent ici.
topics-empty-sources = Ajouter des sources

topics-search = Chercher de nouveau dans l’archive
topics-searching = Recherche de { $name } dans l’archive
topics-searching-this = Recherche dans l’archive
topics-searched = { $n } documents sur { $total }
topics-search-stop = Arrêter la recherche
topics-search-note = Ce qui est trouvé se lit aussitôt ci-dessous. Vous pouvez quitter cette page.
topics-search-began = L’archive est en train d’être cherchée.
topics-search-stopped = La recherche est arrêtée. Ce qu’elle a trouvé reste.
topics-alert = M’alerter
topics-acts = Plus
topics-archive = Archiver
topics-archive-confirm = Le sujet n’écoute plus. Ses mentions et ses chiffres restent, et il pourra écouter de nouveau.
topics-archived = Ce sujet n’écoute plus.
topics-archived-done = Le sujet n’écoute plus. Ses mentions restent.
topics-archived-list = Sujets qui n’écoutent plus
topics-revive = Écouter de nouveau
topics-revived-done = Le sujet écoute de nouveau. Ce qui a été dit entre-temps est cherché.
topics-remove = Supprimer
topics-remove-confirm = Le sujet disparaît avec ses { $n } mentions de cette période, toutes les autres, ses chiffres et ses alertes. C’est irréversible.
topics-remove-title = Supprimer « { $name } » ?
topics-removed-done = Le sujet est supprimé.
topics-quiet = Rien n’a été dit pendant cette période.
topics-history = Ses textes
topics-version = Texte { $n }
topics-version-by = par { $name }

invalid-topic-named-by-others = La requête d’un autre sujet nomme celui-ci et ne pourrait plus être posée sans lui. Modifiez d’abord l’autre ; rien n’a été enregistré.
invalid-name-brackets = Un nom ne peut contenir ni [[ ni ]] : c’est par eux que d’autres requêtes le nomment.
invalid-names-empty = Donnez au moins un nom, une graphie, un compte, un mot-dièse ou un produit.
invalid-kind-unknown = Choisissez l’une des natures.
topics-find = Chercher un sujet
topics-find-none = Aucun sujet de ce nom.
topics-shown-most = Les { $n } qui ont le plus de mentions
topics-shown-found = { $n } sur { $total }
topics-shown-all = Montrer les { $n }

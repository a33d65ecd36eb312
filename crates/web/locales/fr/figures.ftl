## Les chiffres et leurs formules, les marques côte à côte, les auteurs.

care-tab-dashboard = Tableau de bord
figures-how = Formule
figures-see-mentions = Voir les mentions
figures-see-stories = Voir une mention par histoire
figures-empty-title = Rien à compter sur cette période
figures-empty = Dès que ce sujet retient des mentions, leur volume, leur tonalité, leurs lieux, leurs auteurs et leurs histoires s’affichent ici. Choisissez une période plus longue, ou relisez la requête du sujet.
figures-net = Tonalité nette
figures-net-note = de { $low } à { $high } dans 95 comptages sur 100, sur { $n ->
    [one] { $n_words } mention claire
   *[other] { $n_words } mentions claires
 }
figures-bounds = { $low } à { $high }
figures-was = { $before } avant
figures-unsure = Incertain
figures-of = { $part_words } sur { $n_words } lues
figures-reputation = Réputation
figures-aspects = De quoi on parle
figures-intents = Ce qui est voulu
figures-phrases = Expressions clés
figures-stories = Histoires les plus copiées
figures-sites = Sites
figures-sources = Sources
figures-authors = Auteurs
figures-all-authors = Tous les auteurs
figures-author = Auteur
figures-author-page = Auteur
figures-author-all = Tout de cet auteur
figures-author-outside = Sa propre page
figures-author-quiet = Rien de cet auteur n’a été retenu sur cette période. Choisissez-en une plus longue.
figures-felt-over-time = La tonalité au fil du temps
figures-over-all = Compté sur toutes les { $n_words } mentions de la période.
figures-over-newest = Compté sur les { $n_words } mentions les plus récentes de la période.
figures-over-named = Compté sur toutes les { $n_words } mentions de la période qui nomment leur auteur.
figures-over-newest-named = Compté sur les { $n_words } mentions les plus récentes de la période qui nomment leur auteur.
figures-nameless = { $n ->
    [one] Une autre ne nomme personne et n’est pas comptée.
   *[other] { $n_words } autres ne nomment personne et ne sont pas comptées.
 }
figures-how-volume = Le nombre de documents retenus par le sujet et publiés dans la période. L’évolution est celle par rapport à la période de même longueur juste avant ; elle n’est donnée que si celle-ci a été écoutée en entier.
figures-how-stories = De chaque histoire, c’est-à-dire de toutes les copies d’un même texte, seule la première retenue par le sujet est comptée.
figures-how-net = (positives − négatives) ÷ (positives + neutres + négatives) × 100, de −100 à +100. Les mentions sur lesquelles le modèle hésite sont laissées de côté. Les bornes sont l’intervalle d’Agresti et Min (2005) pour une différence de proportions.
figures-how-unsure = Incertaines ÷ (positives + neutres + négatives + incertaines) : la part de ce qui a été lu sur laquelle le modèle ne se prononce pas.
figures-how-reputation = 50 + 50 × Σ p (positives − négatives) ÷ (Σ p (positives + neutres + négatives) + 10), sur les 30 jours (UTC) qui finissent avec la période. Le poids p d’un jour est divisé par deux tous les 7 jours ; les 10 sont des mentions neutres supposées, pour que quelques-unes ne décident pas de tout. 50 n’est ni bon ni mauvais.
figures-how-share = Mentions des sujets de la marque ÷ mentions de la marque et de ses concurrents. Une mention retenue par deux sujets compte pour les deux.
figures-how-felt = Les mentions de chaque heure ou de chaque jour selon leur tonalité. Au-delà de 60 jours, les jours sont ceux d’UTC.
figures-how-facet = Toutes les mentions de la période, exactement, selon ce qu’on sait de chacune.
figures-how-aspects = Les mentions qui en parlent ; les couleurs sont la tonalité de la proposition où il en est d’abord question.
figures-how-intents = Les mentions selon ce qu’elles veulent, quand c’est clair.
figures-how-phrases = Les mentions dont c’est une des expressions clés ; les couleurs sont la tonalité des mentions. Le lien cherche l’expression dans tout le texte, et peut en trouver davantage.
figures-how-copied = Les histoires des mentions comptées ici, selon le nombre total de leurs documents, sur tout site, retenus par un sujet ou non.
figures-how-sites = Les mentions selon le site où elles ont été publiées.
figures-how-sources = Les mentions selon la source qui les a apportées en premier.
figures-how-authors = Les mentions selon le nom de leur auteur sur un site ; celles sans nom sont laissées de côté.
figures-how-topics = Les mentions selon les sujets qui les ont retenues ; plusieurs peuvent en retenir une même.
figures-how-languages = Les mentions selon la langue dans laquelle elles sont écrites.
figures-brand = Marque et concurrents
figures-brand-about = La marque à côté de ses concurrents, sur la même période et avec les mêmes formules.
figures-brand-empty-title = Pas encore de marque à regarder
figures-brand-empty = Créez un sujet de type « Notre marque » et d’autres de type « Concurrent » : volume, part de voix, tonalité et réputation s’affichent ici côte à côte.
figures-brand-no-own = Aucun sujet n’est de type « Notre marque ». Changez le type du sujet qui écoute votre nom.
figures-brand-no-competitor = Aucun sujet n’est de type « Concurrent » : il n’y a encore rien à comparer.
figures-brand-over-time = La marque et ses concurrents au fil du temps
figures-brand-left-out = { $n ->
    [one] { $n_words } autre sujet n’est pas affiché
   *[other] { $n_words } autres sujets ne sont pas affichés
 } : { $max } au plus sont mis côte à côte, la marque d’abord.
figures-brand-lines = L’image montre les { $max } premiers.
figures-side-by-side = Côte à côte
figures-how-brand-share = Part de voix : mentions du sujet ÷ somme de tous les sujets de ce tableau. Une mention retenue par deux sujets compte pour les deux.
figures-how-brand-chart = Les mentions de chaque sujet par jour, ou par heure sur une période courte. Un point mène aux mentions de ce moment, tous sujets confondus.
figures-influence = Influence
figures-by-influence = Par influence
figures-influence-parts = De quoi l’influence est faite
figures-influence-copies = Copies faites par d’autres
figures-influence-sites = Sites qui ont copié
figures-influence-begun = Histoires lancées
figures-influence-texts = Textes différents
figures-influence-weeks = Semaines avec un texte
figures-part = Élément
figures-figure = Chiffre
figures-points = Points
figures-how-influence = La somme de cinq éléments : copies faites par d’autres des histoires lancées ici, 40 × n ÷ (n + 10) ; sites qui ont copié, 20 × n ÷ (n + 5) ; histoires lancées et copiées, 15 × n ÷ (n + 3) ; textes différents, 15 × n ÷ (n + 20) ; semaines avec un texte, 10 × semaines ÷ semaines de la période. Un texte redit compte une fois ; les copies sur son propre site ou sous son propre nom ne comptent pas ; un site compte une fois par histoire.
figures-authors-count = { $n ->
    [0] Personne sous un nom
    [one] { $n_words } nom sur un site
   *[other] { $n_words } noms sur des sites
 }
figures-authors-listed = Les { $max } premiers sont affichés.
figures-authors-empty-title = Personne n’a parlé sous un nom
figures-authors-empty = Les auteurs s’affichent ici dès que des sources disent qui a écrit ce qu’elles apportent. Choisissez une période plus longue ou un autre sujet, ou ajoutez des sources comme des forums et des avis.
figures-begun-short = Lancées
figures-copies-short = Copiées
figures-copies-on = { $n_words } sur { $sites ->
    [one] { $sites_words } site
   *[other] { $sites_words } sites
 }
figures-of-us = De nous
figures-of-us-note = mentions de la marque, et leur tonalité
figures-of-us-none = aucun sujet n’est de type « Notre marque »
figures-how-of-us = Les mentions de cet auteur retenues par un sujet de type « Notre marque », selon leur tonalité.
figures-how-author = Les mentions de la période sous ce nom sur ce site. Deux personnes du même nom sur un site comptent pour une.
figures-followers = Abonnés
figures-followers-not-told = non communiqué : les flux ne le disent pas
figures-rhythm = Quand cet auteur parle
figures-weekday-1 = lu
figures-weekday-2 = ma
figures-weekday-3 = me
figures-weekday-4 = je
figures-weekday-5 = ve
figures-weekday-6 = sa
figures-weekday-7 = di
figures-begun = Histoires lancées
figures-joined = Histoires reprises
figures-how-begun = Les histoires copiées dont le document de cet auteur a été publié en premier.
figures-how-joined = Les histoires copiées que cet auteur a racontées après quelqu’un d’autre.
figures-matters = Qui compte dans cette histoire
figures-matters-first = En premier
figures-matters-loudest = Le plus fort
figures-matters-copied = Le plus copié
figures-matters-copies = { $n ->
    [one] { $n_words } copie
   *[other] { $n_words } copies
 }
figures-how-matters = En premier : qui l’a dit d’abord. Le plus fort : qui l’a dit le plus souvent. Le plus copié : qui a dit d’abord la version (titre et longueur du texte) que le plus de copies répètent. Qui n’a pas de nom est appelé par son site.

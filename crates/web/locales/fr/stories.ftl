## Les histoires : les copies d’un même texte.

stories-title = Histoires
stories-by = Compter
stories-by-mention = Tout
stories-by-story = Par histoire
stories-chip = une par histoire
stories-copied = { $n ->
    [one] { $n_words } copie
   *[other] { $n_words } copies
 } sur { $sites ->
    [one] { $sites_words } site
   *[other] { $sites_words } sites
 }
stories-first = La première
stories-best = À lire : la plus longue
stories-all = Toutes les copies
stories-copies = Copies
stories-spread = Comment elle s’est répandue
stories-per-hour = copies par heure
stories-per-day = copies par jour
stories-uncaught = retenue par aucun sujet
stories-cut = Les { $n_words } premières sont affichées.
stories-count = { $n ->
    [one] { $n_words } histoire
   *[other] { $n_words } histoires
 }
stories-series = Histoires
stories-note = chaque copie comptée une fois

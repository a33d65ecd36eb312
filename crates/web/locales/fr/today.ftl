## La page d’accueil.

today-morning = Bonjour { $name }
today-afternoon = Bonjour { $name }
today-evening = Bonsoir { $name }
today-left-today = votre dernière visite : { $clock }
today-left-yesterday = votre dernière visite : hier à { $clock }
today-left-on = votre dernière visite : le { $day } à { $clock }
today-new-topic = Nouveau sujet

today-mentions = { $n ->
    [0] Aucune mention
    [one] { $n_words } mention
   *[other] { $n_words } mentions
 }
today-since-left = depuis votre dernière visite
today-since-day = ces dernières 24 heures
today-standing-far-under = bien moins que d’ordinaire { $stretch } ({ $usual })
today-standing-under = moins que d’ordinaire { $stretch } ({ $usual })
today-standing-usual = autant que d’ordinaire { $stretch }
today-standing-over = plus que d’ordinaire { $stretch } ({ $usual })
today-standing-far-over = bien plus que d’ordinaire { $stretch } ({ $usual })
today-stretch-night = dans la nuit du { $day }
today-stretch-morning = un { $day } matin
today-stretch-afternoon = un { $day } après-midi
today-stretch-evening = un { $day } soir
today-stretch-day = en pareille journée
today-stretch-days = en autant de jours
today-weekday-0 = lundi
today-weekday-1 = mardi
today-weekday-2 = mercredi
today-weekday-3 = jeudi
today-weekday-4 = vendredi
today-weekday-5 = samedi
today-weekday-6 = dimanche
today-rising = En hausse :
today-and = et
today-rise = { $n_words } mentions, { $times } fois l’ordinaire
today-rise-from-none = { $n_words } mentions, contre presque aucune d’ordinaire
today-nothing-rises = Rien ne dépasse l’ordinaire.
today-lead-begins = { $n ->
    [one] Sur un jour,
   *[other] Sur { $n_words } jours,
 }
today-lead-is = représente
today-lead-ends = de ce qui se dit de la marque et de ses concurrents.

today-alert-waits = Alerte en attente
today-alert-failed = Alerte non envoyée
today-alert-mentions = { $n ->
    [one] { $n_words } mention devait être signalée.
   *[other] { $n_words } mentions devaient être signalées.
 }
today-alert-open = Ouvrir l’alerte

today-rises = En hausse
today-rise-title = { $name } : { $times } fois l’ordinaire
today-rise-title-from-none = { $name } : beaucoup, en partant de presque rien
today-rise-hours = en { $n_words } h
today-rise-chart = Mentions de { $name } par heure, sur deux jours
today-see = { $n ->
    [one] Voir la mention
   *[other] Voir les { $n_words } mentions
 }
today-see-topic = Ouvrir le sujet

today-open = À traiter
today-open-count = { $n ->
    [one] { $n_words } ouverte
   *[other] { $n_words } ouvertes
 }
today-open-many = { $n_words } ouvertes ou plus
today-open-none = Rien n’attend : chaque mention a été traitée.
today-done = Marquer « { $title } » comme traitée
today-mine = Confié à vous
today-mine-count = { $n ->
    [one] { $n_words } ouverte
   *[other] { $n_words } ouvertes
 }
today-mine-none = Rien ne vous attend. Ce que l’équipe vous confie se trouve ici.
today-shares = La marque et ses concurrents
today-shares-days = mentions, { $n_words } jours

today-under-way = En cours
today-import = Import de « { $name } »
today-search = Recherche de « { $name } » dans les archives
today-progress = { $done } sur { $total }
today-progress-open = { $n_words } jusqu’ici
today-progress-see = Voir où cela en est

today-listening = Écoute
today-sources = { $n ->
    [one] { $n_words } source
   *[other] { $n_words } sources
 }
today-sources-as-expected = { $n ->
    [one] { $n_words } comme prévu
   *[other] { $n_words } comme prévu
 }
today-sources-new = { $n ->
    [one] { $n_words } pas encore lue
   *[other] { $n_words } pas encore lues
 }
today-sources-late = { $n_words } en retard
today-sources-waiting = { $n ->
    [one] { $n_words } nous demande d’attendre
   *[other] { $n_words } nous demandent d’attendre
 }
today-sources-failing = { $n_words } en échec
today-sources-blocked = { $n ->
    [one] { $n_words } nous bloque
   *[other] { $n_words } nous bloquent
 }
today-sources-gone = { $n ->
    [one] { $n_words } disparue
   *[other] { $n_words } disparues
 }
today-sources-paused = { $n_words } en pause
today-sources-well = Aucun silence anormal.

today-steps = Premiers pas
today-steps-words = Trois pas, et cette page vous dit chaque matin ce qui se dit.
today-step-done = fait
today-step-source = Ajouter des sources
today-step-source-words = Sites, blogs, forums : donnez l’adresse de n’importe quelle page, ou apportez la liste de votre lecteur.
today-step-source-do = Ajouter une source
today-step-topic = Créer un sujet
today-step-topic-words = Un nom et ses graphies suffisent ; ce qui a déjà été lu est fouillé aussi.
today-step-topic-do = Créer un sujet
today-step-alert = Poser une alerte
today-step-alert-words = Par e-mail ou par webhook, aussitôt ou une fois par jour.
today-step-alert-do = Poser une alerte

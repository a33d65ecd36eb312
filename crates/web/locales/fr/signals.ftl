## Les signaux : ce qui s’est passé avec les sujets.

signals-title = Signaux
signals-lead = Un signal dit qu’il se passe quelque chose avec un sujet : une seule fois, avec ce qui l’explique.
signals-open = En cours
signals-ended = Terminés
signals-lasts = en cours
signals-over = terminé
signals-topic = Sujet
signals-kind = Sorte
signals-any = Tous
signals-narrow = Afficher
signals-none = Pas encore de signal
signals-none-here = Aucun signal de ce genre
signals-none-words = Parvis apprend ce qui est habituel pour chaque sujet et prévient quand on en parle bien plus, quand cela devient négatif, quand le silence se fait, quand un thème nouveau apparaît ou quand cela se répand. Un sujet nouveau est suivi dès son deuxième jour. Une alerte peut porter les signaux par e-mail ou webhook.
signals-topic-first = Créer un sujet
signals-kind-peak = Pic
signals-kind-negative-peak = Pic négatif
signals-kind-silence = Silence
signals-kind-new-theme = Thème nouveau
signals-kind-spread = Propagation
signals-buzz = Bad buzz
signals-buzz-short = bad buzz { $n }
signals-of-hundred = { $n } sur 100
signals-hindsight = après coup
signals-hindsight-long = trouvé après coup, annoncé à personne
signals-said-useful = utile
signals-said-noise = bruit
signals-mentions = Voir ses mentions
signals-replay = Rejouer
signals-began = Début
signals-known = Alarme
signals-peaked = Plus fort
signals-finished = Fin
signals-chart = Ce qui s’est dit, et ce qui est habituel
signals-per-five = mentions par cinq minutes
signals-expected = Attendu
signals-usual = Habituel
signals-alarm = Alarme { $when }
signals-band-peak = { $span ->
    [five] Dans ses cinq minutes les plus fortes
    [hour] Dans son heure la plus forte
   *[day] Dans sa journée la plus forte
 }, { $n ->
    [one] { $count } mention est arrivée
   *[other] { $count } mentions sont arrivées
 }, là où { $low } à { $high } sont habituelles.
signals-band-negative = { $span ->
    [five] Dans ses cinq minutes les plus fortes
    [hour] Dans son heure la plus forte
   *[day] Dans sa journée la plus forte
 }, { $n ->
    [one] { $count } mention était négative
   *[other] { $count } mentions étaient négatives
 } ; sur autant, { $low } à { $high } le sont d’habitude.
signals-how = Comment c’est calculé
signals-band-how = L’attendu est le niveau des dernières semaines du sujet multiplié par son rythme à cette heure de la semaine ; 95 % de tels points sont entre les bornes. Chaque point est jugé en ne connaissant que ce qui le précède.
signals-points = { $points } points sur { $most }
signals-part-volume = Volume
signals-part-volume-how = de combien au-dessus de la borne habituelle ; seize fois donnent tout
signals-part-negative = Négatif
signals-part-negative-how = de combien plus négatif que d’habitude, au moins ; 40 points de pour cent donnent tout
signals-part-speed = Vitesse
signals-part-speed-how = la dernière heure face à celle d’avant ; huit fois donnent tout
signals-part-spread = Propagation
signals-part-spread-how = les sites face au nombre habituel ; huit fois donnent tout
signals-part-authors = Voix
signals-part-authors-how = auteurs différents ; cent donnent tout
signals-part-reach = Portée
signals-part-reach-how = personnes qui ont pu le voir ; un million donne tout
signals-buzz-how = Le score est la somme des parts. Chaque part est sa proportion de ce qui serait grave, fois ses points, fois { $factor } pour la tonalité : de 0,3 quand ce n’est pas plus négatif que d’habitude à 1. Ce qui n’est pas connu est laissé de côté et le reste ramené à 100. Les poids sont un jugement, pas une mesure.
signals-judge = Était-ce bon à savoir ?
signals-judge-words = « Utile » abaisse d’un dixième ce qu’il faut pour le prochain signal de cette sorte dans ce sujet, « bruit » l’élève de 15 %.
signals-threshold = Il faut maintenant { $value } écarts types, { $factor } % de ce qu’il faudrait sans l’avis de personne.
signals-useful = Utile
signals-noise = Bruit
signals-judged-useful = Noté : il en faudra moins la prochaine fois.
signals-judged-noise = Noté : il en faudra plus la prochaine fois.
signals-judged-back = Avis retiré.
signals-first = Dit en premier
signals-negative = Part de négatif
signals-negative-words = { $negative } sur { $judged } dont la tonalité est connue : { $low } à { $high } % avec 95 % de confiance.
signals-negative-none = La tonalité d’aucune n’est connue.
signals-looked-at = { $n ->
    [one] { $n_words } mention a été regardée.
   *[other] { $n_words } mentions ont été regardées.
 }
signals-phrases = Expressions
signals-sites = Sites
signals-authors = Auteurs
signals-replay-of = { $name }, rejoué
signals-replay-lead = Une partie du passé lue comme en direct : chaque point en ne connaissant que ce qui le précède. Au plus { $n } jours.
signals-from = Premier jour
signals-to = Dernier jour
signals-at = Ce qui en est connu
signals-replay-go = Montrer ce moment
signals-replay-days = Montrer ces jours
signals-replay-play = Jouer le passé
signals-replay-pause = Suspendre
signals-replay-moment = Voir ce moment
signals-replay-outcome = Au bout du compte :
signals-state-begin = Rien n’est encore connu.
signals-state-said = { $n ->
    [one] { $count } mention
   *[other] { $count } mentions
 }, { $low } à { $high } sont habituelles
signals-state-calm = surprise à { $part } % de ce qu’il faut pour une alarme
signals-state-alarm = alarme
signals-state-lasts = une alarme a été donnée, et cela dure
signals-state-part = Surprise, en pour cent de ce qu’il faut pour une alarme
signals-replay-empty = Rien n’a été dit pendant ce temps, ou trop peu pour un dessin.
signals-replay-how = Les mêmes détecteurs qui veillent en direct lisent tout depuis le { $moment }, avec les seuils d’un sujet nouveau. Ce qui est arrivé en retard compte au moment où il a été dit.
signals-replay-found = Ce qui aurait été annoncé
signals-replay-none = Rien à ce moment-là.
signals-would-fire = L’alarme aurait sonné le { $moment }.
signals-recall = Garder le passé comme signaux
signals-recall-words = Note ce qui aurait été annoncé des six dernières semaines. Aucune alerte n’en parle.
signals-recalled = Le passé a été relu ; ce qui aurait été annoncé est listé.
signals-of-topic = Ses signaux
signals-today = Signaux
signals-today-lead = En cours, ou depuis votre départ
signals-on-chart = Signaux de cette période

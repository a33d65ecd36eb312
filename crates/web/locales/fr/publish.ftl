## Le calendrier, les diffusions, l’interrupteur.

publish-view-day = Jour
publish-view-week = Semaine
publish-view-month = Mois
publish-view-list = Liste
publish-views = Vue
publish-before = Avant
publish-after = Après
publish-today = Aujourd’hui
publish-weekday-0 = lun.
publish-weekday-1 = mar.
publish-weekday-2 = mer.
publish-weekday-3 = jeu.
publish-weekday-4 = ven.
publish-weekday-5 = sam.
publish-weekday-6 = dim.
publish-channel = Canal
publish-any-channel = Tous les canaux
publish-state = État
publish-any-state = Tous les états
publish-all = Tout montrer
publish-more = Il y en a plus qu’une page ne peut montrer. Choisissez un canal, un état ou une durée plus courte.
publish-more-of-day = { $n ->
    [one] { $n_words } de plus
   *[other] { $n_words } de plus
 }
publish-nothing = Rien ne part.
publish-drafts = Brouillons
publish-new-on = Nouvelle publication ce jour-là
publish-new-on-day = Nouvelle publication, { $day }
publish-move = Déplacer…
publish-move-of = Déplacer « { $title } » de { $clock }…
publish-move-do = Déplacer
publish-day = Jour
publish-time = Heure
publish-moving = Déplacement…
publish-moved = Déplacé au { $day }, { $clock }.
publish-move-unreadable = Ce jour ou cette heure n’existe pas. Rien n’a été déplacé.
publish-move-past = Cette heure est passée, et cela partirait aussitôt. Rien n’a été déplacé.
publish-keys = Sur une publication : Alt et une flèche la déplacent d’un jour ou d’une semaine. j et k tournent les pages.
publish-hold = Tout retenir
publish-hold-title = Tout retenir ?
publish-hold-confirm = Désormais plus rien ne part tout seul. Ce qui arrive à son heure est retenu jusqu’à ce que quelqu’un le libère ou l’abandonne, un par un.
publish-held-title = Tout est retenu
publish-held-by = { $name } retient tout : { $when } ({ $exact }). Ce qui arrive à son heure reste ici jusqu’à ce que quelqu’un le libère à la main.
publish-resume = Laisser repartir
publish-held-done = Tout est retenu. Plus rien ne part tout seul.
publish-resumed-done = Ce qui n’est pas encore à son heure reprend comme prévu. Ce qui a été retenu entre-temps vous attend.
publish-empty-title = Rien de programmé pour l’instant
publish-empty = Vous verrez ici ce qui part quand, sur quels canaux, et ce que c’est devenu.
publish-step-channel = Connectez un canal
publish-step-channel-words = Un compte à vous par lequel les publications peuvent partir.
publish-step-post = Écrivez une publication
publish-step-post-words = Un texte pour tous les canaux, et des mots propres là où il en faut.

deliveries-title = Diffusions
deliveries-wanting = Vous attendent
deliveries-none-title = Rien ici
deliveries-none = Aucune diffusion n’en est là.
deliveries-none-wanting = Tout va tout seul : rien n’est retenu, refusé ou en question.
deliveries-more = Les 200 premières sont montrées.

delivery-title = Diffusion
delivery-state-draft = Brouillon
delivery-state-waiting = Programmée
delivery-state-sending = En train de partir
delivery-state-published = Publiée
delivery-state-refused = Refusée
delivery-state-retrying = Réessaie
delivery-state-pending = Réseau au travail
delivery-state-unknown = Recherchée
delivery-state-asking = Vous demande
delivery-state-held = Retenue
delivery-state-cancelled = Abandonnée
delivery-about-waiting = { $step ->
    [1] Elle part toute seule vers { $channel } à son heure.
   *[other] La partie { $step } sur { $steps } est la prochaine à partir vers { $channel }.
 }
delivery-about-sending = Elle part vers { $channel } en ce moment.
delivery-about-published = Elle est sur { $channel }.
delivery-about-refused = { $channel } ne la prend pas ainsi. Elle reste ici jusqu’à ce que quelqu’un la change.
delivery-about-retrying = Elle n’est certainement pas encore sur { $channel }, et l’essai est répété.
delivery-about-pending = { $channel } l’a reçue et y travaille encore.
delivery-about-unknown = Elle a été envoyée à { $channel } et rien n’a répondu. Le compte est regardé avant toute autre chose.
delivery-about-asking = Elle n’a pas été trouvée sur { $channel } et y est peut-être tout de même. À vous de décider.
delivery-about-held = Elle est retenue et ne part pas toute seule vers { $channel }.
delivery-about-cancelled = Elle ne partira pas vers { $channel }.

delivery-reason-crisis = Tout était retenu quand son heure est venue.
delivery-reason-late = Son heure était passée de plus que votre espace ne le laisse passer, comme après un arrêt du programme.
delivery-reason-passed-over = Il a été manqué pendant un arrêt du programme, et un passage suivant a pris sa place.
delivery-reason-channel-broken = Le canal ne fonctionne pas en ce moment. Reconnectez-le, et elle repart toute seule.
delivery-reason-channel-disconnected = Le canal est déconnecté.
delivery-reason-channel-auth = Le réseau ne reconnaît plus notre clé, ou il lui manque un droit. Reconnectez le canal, et elle repart toute seule. Il a dit : { $said }
delivery-reason-channel-gone = Le réseau ne connaît plus ce compte ou cet endroit. Il a dit : { $said }
delivery-reason-channel-version = Le réseau ne parle plus la version que parle Parvis. Il a dit : { $said }
delivery-reason-problems = Regardée une dernière fois avant de partir, voici ce qui n’allait pas :
delivery-reason-content = Le réseau a refusé ce qui est dit : { $said }
delivery-reason-auth = Le réseau a refusé notre clé : { $said }
delivery-reason-rate = Le réseau demande moins d’appels ; son tour viendra.
delivery-reason-network = Le réseau est resté injoignable à maintes reprises : { $said }
delivery-reason-gone = Le réseau ne connaît pas cet endroit : { $said }
delivery-reason-unsupported-version = Le réseau ne parle plus la version que parle Parvis : { $said }
delivery-reason-not-there = Le dernier essai n’est certainement pas arrivé : réessayer est sans risque.
delivery-reason-no-answer = La réponse s’est perdue en route. Renvoyer aussitôt pourrait publier deux fois.
delivery-reason-at-work = Il dira quand il aura fini.
delivery-reason-left-behind = Le programme s’est arrêté pendant le départ : le compte est donc regardé d’abord.
delivery-reason-next-step = Les parties d’avant y sont.
delivery-reason-asks = Cela n’a pas pu être établi tout seul : { $said }
delivery-asks-not-found = Elle n’a pas été trouvée sur le compte après trois regards, et ce réseau n’empêche pas un second essai de devenir une seconde publication.
delivery-asks-no-window = Ce réseau ne se laisse pas regarder, et n’empêche pas un second essai de devenir une seconde publication.
delivery-asks-still-at-work = Le réseau y travaille depuis plus d’une heure.
delivery-asks-blind = Le compte n’a pas pu être regardé : { $said }

delivery-next = La suite à { $when }.
delivery-decide = À vous de décider
delivery-change = Changer la publication
delivery-see-channel = S’occuper du canal
delivery-do-release = La laisser partir
delivery-do-release-hint = Elle part aussitôt, en retard ou non, retenue ou non.
delivery-do-send-again = Renvoyer
delivery-do-send-again-hint = Regardez d’abord sur le réseau. Si elle y est tout de même, elle y sera deux fois.
delivery-do-is-there = Elle y est
delivery-do-is-there-hint = Vous l’avez vue sur le réseau : elle compte comme publiée, et rien n’est envoyé.
delivery-do-drop = L’abandonner
delivery-do-drop-hint = Elle ne part pas, ou pas plus loin. Ce qui y est reste.
delivery-confirm-send-again = Rien sur ce réseau n’empêche une double publication. Avez-vous regardé ?
delivery-confirm-send-again-guarded = Elle est renvoyée avec la même clé qu’avant. Avez-vous regardé ?
delivery-confirm-drop = Elle ne partira pas vers ce canal. Ses mots restent dans la publication.
delivery-did-release = Libérée. Elle part maintenant.
delivery-did-send-again = Elle est renvoyée.
delivery-did-is-there = Noté : elle y est.
delivery-did-drop = Abandonnée. Elle ne partira pas.

delivery-steps = Ce qui est envoyé
delivery-steps-count = { $n ->
    [one] { $n_words } étape
   *[other] { $n_words } étapes
 }
delivery-step-post = La publication
delivery-step-part = Partie { $n }
delivery-step-comment = Premier commentaire
delivery-step-there = y est
delivery-step-now = la suivante
delivery-step-waits = attend
delivery-see = La voir là-bas
delivery-key = clé
delivery-remote = identifiant là-bas
delivery-attempts = Ce qui a été fait
delivery-attempts-order = du plus récent au plus ancien
delivery-attempts-none = Rien encore. Chaque appel et chaque regard est écrit ici avant d’être fait.
delivery-at = Quand
delivery-act = Acte
delivery-answered = Réponse
delivery-took = Durée
delivery-decided = Ensuite
delivery-of-step = étape { $n }
delivery-ms = { $n_words } ms
delivery-act-publish = Envoyé
delivery-act-find = Compte regardé
delivery-act-check = Réseau interrogé
delivery-act-release = Libérée
delivery-act-send-again = Renvoyée à la main
delivery-act-is-there = Trouvée à la main
delivery-act-drop = Abandonnée
delivery-answer-none = pas encore de réponse
delivery-answer-by = { $name } a décidé
delivery-answer-accepted = elle y est
delivery-answer-pending = y travaille
delivery-answer-unknown = rien de croyable
delivery-answer-found = trouvée
delivery-answer-not-found = pas trouvée
delivery-answer-blind = regard impossible
delivery-answer-no-window = ne se regarde pas
delivery-answer-rejected-content = refusé : ce qui est dit
delivery-answer-rejected-auth = refusé : notre clé
delivery-answer-rejected-rate = refusé : trop vite
delivery-answer-rejected-network = n’est pas arrivé
delivery-answer-rejected-gone = refusé : pas de tel endroit
delivery-answer-rejected-unsupported-version = refusé : vieille version
delivery-what = À propos
delivery-due = Prévue
delivery-published = Publiée
delivery-hash = Empreinte
delivery-hash-what = De ce qui part, exactement : même empreinte, même publication.

publishing-what = Ce que cet espace de travail exige de tout ce qui part.
publishing-late = Retard encore permis au départ, en minutes
publishing-late-hint = Ce qui devait partir depuis plus longtemps, comme après un arrêt du programme, est retenu et vous demande. Au plus un jour.
publishing-alt = Une image sans texte alternatif
publishing-video-alt = Une vidéo sans texte alternatif
publishing-stops = ne peut pas partir
publishing-warns = part avec un avertissement
publishing-alt-stops-hint = Là où le réseau prend un tel texte.
publishing-saved = Enregistré. Cela vaut pour tout ce qui part désormais.

today-publishing = Publication
today-publishing-wants = { $n ->
    [one] { $n_words } diffusion vous attend
   *[other] { $n_words } diffusions vous attendent
 }
today-leaving = Part aujourd’hui
today-leaving-none = Plus rien ne part aujourd’hui.
today-leaving-all = Toute la journée
today-channel-broken = { $name } ne fonctionne pas : ce qui doit partir par lui est retenu.
today-channel-see = S’en occuper

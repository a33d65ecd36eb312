## Alertes : signaler des mentions à des gens et à des programmes.

alerts-title = Alertes
alerts-count = { $n ->
    [one] { $n_words } règle
   *[other] { $n_words } règles
 }
alerts-new = Nouvelle alerte
alerts-none = Pas encore d’alerte
alerts-none-how = Une alerte vous écrit quand quelque chose de nouveau se dit sur un sujet ou dans une vue enregistrée : aussitôt, ou une fois par jour.
alerts-none-topic = Une alerte signale les mentions d’un sujet ou d’une vue enregistrée : créez d’abord un sujet.
alerts-topic-first = Créer un sujet
alerts-alert = Alerte
alerts-about = Signale
alerts-about-gone = Son sujet n’écoute plus
alerts-about-hint = Chaque nouvelle mention du sujet, ou chacune que la vue enregistrée montrerait.
alerts-topics = Sujets
alerts-signals = Signaux d’un sujet
alerts-views = Vues enregistrées
alerts-when = Quand
alerts-where = Vers
alerts-latency = Délai
alerts-last = Dernier message
alerts-never = aucun encore
alerts-state = État
alerts-state-on = active
alerts-state-paused = en pause
alerts-owner = À qui
alerts-at-once = Aussitôt
alerts-at-once-hint = En quelques secondes ; les mentions qui arrivent ensemble sont dites ensemble, un message par minute au plus.
alerts-daily = Une fois par jour
alerts-daily-hint = Un message avec tout ce qui s’est dit depuis la veille ; aucun quand rien ne s’est dit.
alerts-daily-at = Chaque jour à { $hour }
alerts-hour = Heure du message quotidien
alerts-hour-hint = À l’heure de { $zone }. Les alertes immédiates n’en tiennent pas compte.
alerts-next = prochain : { $day }, { $clock }
alerts-way = Comment
alerts-way-mail = E-mail
alerts-way-mail-hint = Avec la phrase où cela s’est dit, les mots marqués.
alerts-way-webhook = Webhook
alerts-way-webhook-hint = Un message JSON signé, vers un programme à vous.
alerts-address = Adresse
alerts-address-hint = E-mail : une ou plusieurs adresses, séparées par des virgules. Webhook : l’adresse à appeler, comme https://hooks.example/parvis.
alerts-name = Nom
alerts-name-hint = Laissé vide, c’est celui du sujet ou de la vue.
alerts-make = Poser cette alerte
alerts-keep = Enregistrer
alerts-saved = L’alerte est enregistrée.
alerts-paused = L’alerte est en pause. Ce qui se dit entre-temps ne sera pas signalé plus tard.
alerts-resumed = L’alerte signale à nouveau.
alerts-removed = L’alerte « { $name } » est supprimée.
alerts-test-leaves = Un essai est parti. Le journal ci-dessous dira s’il est arrivé chez le serveur.

alerts-do-test = Envoyer un essai
alerts-do-edit = Modifier
alerts-do-pause = Mettre en pause
alerts-do-resume = Reprendre
alerts-do-remove = Supprimer
alerts-remove-title = Supprimer « { $name } » ?
alerts-remove-words = La règle et le journal de ce qu’elle a signalé sont perdus. Les mentions restent.

alerts-rule = La règle
alerts-log = Ce qui a été signalé
alerts-log-none = Rien n’a encore été signalé.
alerts-log-none-one = Rien n’a encore été signalé. Envoyez un essai pour voir s’il arrive.
alerts-messages = { $n ->
    [one] { $n_words } message
   *[other] { $n_words } messages
 }
alerts-test = essai
alerts-line-sent = { $n ->
    [0] Envoyé, aucune mention
    [one] { $n_words } mention signalée
   *[other] { $n_words } mentions signalées
 }
alerts-line-sending = { $n ->
    [one] { $n_words } mention, départ en cours
   *[other] { $n_words } mentions, départ en cours
 }
alerts-line-retrying = { $n ->
    [one] { $n_words } mention, en attente
   *[other] { $n_words } mentions, en attente
 }
alerts-line-failed = { $n ->
    [one] { $n_words } mention, non envoyée
   *[other] { $n_words } mentions, non envoyées
 }
alerts-line-latency = { $published } après publication, { $found } après lecture
alerts-line-latency-found = { $found } après lecture
alerts-line-attempts = { $n } tentatives
alerts-line-again = { $n ->
    [one] Une nouvelle tentative suivra.
   *[other] { $n } tentatives ; une autre suivra.
 }
alerts-short-sending = départ en cours
alerts-short-retrying = en attente
alerts-short-failed = non envoyé
alerts-latency-median = { $span }
alerts-latency-p90 = (9 sur 10 en { $span })
alerts-since-found = Depuis la lecture
alerts-since-published = Depuis la publication
alerts-latency-words = Le milieu des derniers messages, et la durée de neuf sur dix. Sans les essais.

alerts-no-mail-title = Pas encore de serveur d’e-mail
alerts-no-mail = Les e-mails attendent qu’un propriétaire de l’espace indique un serveur.
alerts-no-mail-governs = Les e-mails attendent que vous indiquiez par quel serveur ils partent.
alerts-no-mail-do = Indiquer le serveur d’e-mail

alerts-secret = Secret du webhook
alerts-secret-made = Le secret de ce webhook
alerts-secret-once = Copiez-le maintenant dans votre programme : il n’est montré que cette fois. Grâce à lui, votre programme voit qu’un message vient d’ici.
alerts-secret-renew = Nouveau secret
alerts-secret-renew-title = Faire un nouveau secret ?
alerts-secret-renew-words = L’ancien ne vaudra plus : votre programme refusera les messages tant qu’il ne connaîtra pas le nouveau.
alerts-signature = Les messages et leur signature
alerts-signature-words = Chaque message est un POST de JSON avec trois en-têtes. Répondez 2xx pour le prendre. Sans réponse, ou avec 408, 425, 429 ou 5xx, il est retenté pendant environ un jour sous le même identifiant ; toute autre réponse y met fin, et le journal le dit.
alerts-header-delivery = L’identifiant du message, le même à chaque tentative : laissez tomber ce que vous avez déjà.
alerts-header-timestamp = Le départ de cette tentative, en secondes depuis 1970. Refusez ce qui a plus de cinq minutes.
alerts-header-signature = v1= et le HMAC-SHA256, en hexadécimal, de l’horodatage, d’un point et du corps, avec le secret.
alerts-signature-example = La vérifier en Python

invalid-address-with-password = Retirez le nom et le mot de passe de l’adresse : tous ceux qui voient l’alerte les liraient. La signature montre qu’un message vient d’ici.
invalid-address-too-many = Dix adresses au plus.

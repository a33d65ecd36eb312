## Les canaux : les comptes sur lesquels on publie.

channels-title = Canaux
channels-count = { $n ->
    [0] Aucun pour l’instant
    [one] { $n_words } compte où vous publiez
   *[other] { $n_words } comptes où vous publiez
 }
channels-new = Connecter un canal
channels-choose = Sur quel réseau est le compte ?
channels-empty-title = Pas encore de canal
channels-empty = Un canal est un compte à vous sur un réseau : un compte Mastodon, un blog, un salon. Connectez le premier, et tout ce que vous écrivez pourra partir par lui.
channels-ask = Demandez à un propriétaire ou à un social media manager d’en connecter un.
channels-channel = Canal
channels-state = État
channels-state-connected = Connecté
channels-state-broken = Ne fonctionne pas
channels-state-disconnected = Déconnecté
channels-expires = Fin de l’accès
channels-expires-never = pas de fin connue
channels-checked = Dernière vérification
channels-proof = Preuve
channels-proof-server = Éprouvé avec le vrai serveur
channels-proof-contract = Éprouvé d’après la documentation seulement
channels-connect = Connecter
channels-connect-what = Le réseau est interrogé avant que quoi que ce soit soit gardé. Mots de passe et clés sont scellés ; ils ne sont plus jamais montrés.
channels-connect-again = Connecter à nouveau
channels-how = Comment faire
channels-keys-at = Créer la clé là-bas
channels-connected = Connecté. Vous pouvez y publier.
channels-kept = Laissez vide pour garder ce qui y est.
channels-test = Tester
channels-tested-good = Le réseau a répondu et connaît le compte.
channels-tested-bad = Le réseau ne nous a pas laissés entrer. Ce qu’il a dit est ci-dessous ; ce qui devait partir est retenu, rien n’est perdu.
channels-tested-unreached = Le réseau n’a pas pu être interrogé : { $said } Le canal reste comme il était ; réessayez dans un moment.
channels-disconnect = Déconnecter
channels-disconnect-title = Déconnecter { $name } ?
channels-disconnect-confirm = { $n ->
    [0] Sa clé est oubliée. Ce qui a été publié reste où il est, et dans le journal d’ici.
    [one] Sa clé est oubliée, et { $n_words } diffusion qui n’est pas partie est retenue. Ce qui a été publié reste où il est, et dans le journal d’ici.
   *[other] Sa clé est oubliée, et { $n_words } diffusions qui ne sont pas parties sont retenues. Ce qui a été publié reste où il est, et dans le journal d’ici.
 }
channels-disconnected = { $name } est déconnecté. Ce qu’il a publié reste dans le journal.
channels-is-disconnected = Déconnecté le { $when }. Ce qui a été publié par lui reste dans le journal.
channels-broken-title = Ce canal ne fonctionne pas en ce moment
channels-reconnect = Reconnecter
channels-reconnect-what = Avec une autre clé, ou avec la même pour réessayer. Ce qui était retenu faute de connexion repart tout seul.
channels-reconnect-do = Reconnecter
channels-reconnected = Il fonctionne à nouveau. Ce qu’il retenait repart.
channels-about = À propos
channels-server = Serveur
channels-connected-on = Connecté
channels-open = Encore à partir
channels-open-count = { $n ->
    [0] rien
    [one] { $n_words } diffusion
   *[other] { $n_words } diffusions
 }
channels-last = Dernières publications
channels-last-none = Rien ces trente derniers jours.

channels-problem-content = Il a refusé : { $said }. Vérifiez ce qui a été saisi et reconnectez.
channels-problem-auth = Il ne reconnaît plus notre clé, ou il lui manque un droit : { $said }. Créez-y une nouvelle clé et reconnectez.
channels-problem-rate = Il demande moins d’appels : { $said }. Testez à nouveau dans un moment.
channels-problem-network = Il est injoignable : { $said }. Testez à nouveau ; si cela n’aide pas, vérifiez l’adresse.
channels-problem-gone = Il ne connaît plus ce compte ou cet endroit : { $said }. Regardez sur le réseau s’il existe encore.
channels-problem-unsupported-version = Il ne parle plus la version que parle Parvis : { $said }. Il faut un Parvis plus récent.

channels-can = Ce qui y est possible
channels-can-short = Ce qui y est possible
channels-can-source = D’après la documentation du réseau, lue en novembre 2026. Ce qu’un serveur dit de ses propres limites l’emporte.
channels-can-told = D’après la documentation du réseau, et ce que ce serveur a dit de ses propres limites.
channels-can-yes = Oui
channels-can-no = Non
channels-can-required = obligatoire
channels-can-text = Texte
channels-can-text-max = jusqu’à { $n_words }, { $how }
channels-can-bytes = et { $n_words } octets
channels-counting-characters = compté en caractères
channels-counting-graphemes = compté en signes tels qu’on les voit
channels-counting-utf16 = compté en unités UTF-16 : la plupart des emojis comptent 2
channels-counting-mastodon = une adresse compte 23, un nom sans son serveur
channels-counting-weighted = une adresse compte 23, un emoji 2
channels-counting-emoji_bytes = un emoji compte ses octets
channels-can-title = Titre
channels-can-title-max = jusqu’à { $n_words } caractères
channels-can-title-required = obligatoire, jusqu’à { $n_words } caractères
channels-can-article = Articles longs
channels-can-images = Images
channels-can-images-max = jusqu’à { $n_words }, { $mb_words } Mo chacune
channels-can-videos = Vidéos
channels-can-videos-max = jusqu’à { $n_words }, { $mb_words } Mo et { $minutes_words } minutes
channels-can-alt = Texte alternatif
channels-can-alt-max = jusqu’à { $n_words } caractères
channels-can-thread = Fils
channels-can-thread-max = jusqu’à { $n_words } parties
channels-can-comment = Premier commentaire
channels-can-poll = Sondages
channels-can-poll-max = jusqu’à { $n_words } réponses de { $letters_words } caractères
channels-can-warning = Avertissement
channels-can-visibility = Qui peut le voir
channels-can-visibility-none = pas de choix
channels-can-edit = Modifier après coup
channels-can-delete = Supprimer après coup
channels-can-counts = Relire les compteurs
channels-can-settings = À préciser en plus
channels-can-guarantee = Contre les doublons
channels-guarantee-key = une clé : le serveur promet de ne faire qu’une publication de deux appels. Parvis regarde d’abord tout de même.
channels-guarantee-chosen-id = sûr : Parvis choisit l’identifiant, écrire deux fois écrit la même publication
channels-guarantee-nothing = rien : après une réponse perdue, Parvis regarde le compte, et vous demande s’il ne trouve rien
channels-can-rate = Rythme
channels-can-rate-words = { $n_words } d’un coup, puis une { $seconds ->
    [one] par seconde
   *[other] toutes les { $seconds_words } secondes
 }
channels-can-tags = Hashtags
channels-can-mentions = Mentions
channels-can-most = au plus { $n_words }
channels-can-quota = Quota
channels-quota-posts = { $n_words } publications en { $hours_words } heures
channels-quota-units = { $n_words } unités en { $hours_words } heures ; une publication en prend { $each_words }
channels-can-cost = Prix
channels-cost-post = { $price } la publication
channels-cost-post-with-link = { $price } avec une adresse dedans
channels-cost-read = { $price } par élément relu
channels-can-pulls = Fichiers
channels-can-pulls-words = le réseau vient les chercher sur cette installation, qui doit être joignable de l’extérieur
channels-can-version = Interface
channels-can-sunset = s’arrête le { $day }

channel-field-server = Adresse du serveur
channel-field-server-hint = Comme dans le navigateur : https://…
channel-field-token = Jeton d’accès
channel-field-secret = Secret de signature
channel-field-secret-hint = Un long texte que le destinataire connaît aussi : chaque appel est signé avec.
channel-field-handle = Identifiant
channel-field-handle-hint = Sans le @, par exemple solenne.bsky.social
channel-field-user = Nom d’utilisateur
channel-field-password = Mot de passe
channel-field-password-hint = Un mot de passe d’application là où le réseau en a ; il se révoque tout seul.
channel-field-key = Clé
channel-field-webhook = Adresse du webhook
channel-field-thread = Fil
channel-field-chat = Discussion ou canal
channel-field-chat-hint = Par exemple @solenne ou -1001234567890
channel-field-room = Salon
channel-field-room-hint = Par exemple #actus:solenne.example
channel-field-channel = Canal
channel-field-from = Expéditeur
channel-field-from-hint = Par exemple Solenne <news@solenne.example>
channel-field-unsubscribe = Adresse de désinscription
channel-field-unsubscribe-hint = Seulement si vous avez votre propre page ; {"{address}"} y tient lieu de l’adresse du lecteur. Laissée vide, chaque lettre porte un lien qui fonctionne ici.
channel-field-uid = Numéro d’utilisateur
channel-field-organization = Organisation
channel-field-scopes = Droits demandés
channel-field-page = Page
channel-field-community = Communauté

channels-guide-bluesky = Dans Bluesky, ouvrez Paramètres, Confidentialité et sécurité, Mots de passe d’application, et créez-en un pour Parvis. Ne donnez jamais votre mot de passe principal.
channels-guide-mastodon = Sur votre serveur, ouvrez Préférences, Développement, Nouvelle application. Il lui faut les droits read et write. Ouvrez l’application et copiez « Votre jeton d’accès ».
channels-guide-wordpress = Dans WordPress, ouvrez Comptes, Profil, Mots de passe d’application, et créez-en un pour Parvis. Le compte doit avoir au moins le rôle d’auteur.
channels-guide-ghost = Dans Ghost, ouvrez Settings, Integrations, Add custom integration, et copiez la clé « Admin API ».
channels-guide-discourse = Dans Discourse, ouvrez Administration, API, Nouvelle clé d’API, pour un seul utilisateur, avec le droit d’écrire sujets et messages.
channels-guide-nodebb = Dans NodeBB, ouvrez l’administration, API Access, et créez un jeton pour le compte qui écrira.
channels-guide-lemmy = Le nom et le mot de passe du compte qui écrira, et la communauté où il écrit.
channels-guide-matrix = Un compte propre à Parvis, invité dans le salon : son jeton se trouve dans Element sous Paramètres, Aide et à propos, Jeton d’accès.
channels-guide-telegram = Écrivez à @BotFather, créez un robot avec /newbot, nommez-le administrateur de votre canal, et copiez son jeton.
channels-guide-discord = Dans les paramètres du salon, ouvrez Intégrations, Webhooks, Nouveau webhook, et copiez son adresse.
channels-guide-slack = Créez une application sur api.slack.com avec le droit chat:write, installez-la, invitez-la dans le canal, et copiez le jeton qui commence par xoxb-.
channels-guide-mail = Le serveur d’où part la lettre, écrit smtps://mail.exemple ou smtp://mail.exemple:587, et son expéditeur. Vous ajoutez les lecteurs ensuite.
channels-guide-webhook = Une adresse à vous qui reçoit chaque publication en appel signé : pour tout ce à quoi Parvis ne parle pas lui-même.
channels-guide-facebook = Une page que vous gérez. Le jeton doit porter pages_manage_posts et pages_read_engagement.
channels-guide-instagram = Un compte professionnel, lié à une page. Le jeton doit porter instagram_content_publish.
channels-guide-threads = Le jeton doit porter threads_basic et threads_content_publish. Il s’éteint après soixante jours ; Parvis le dit à temps.
channels-guide-linkedin = Le jeton doit porter w_member_social pour vous-même, ou w_organization_social pour une organisation que vous gérez.
channels-guide-x = Une application avec le droit de lire et d’écrire, et un jeton de votre compte. X fait payer chaque publication.
channels-guide-youtube = Une application à vous chez Google où la YouTube Data API est active, et un jeton du compte de la chaîne.
channels-guide-tiktok = Une application à vous avec le droit video.publish. Tant que TikTok ne l’a pas contrôlée, les publications sont privées.
channels-guide-pinterest = Une application à vous avec le droit pins:write, et un jeton du compte.
channels-guide-reddit = Une application de type « script », ses clés, et un compte qui peut écrire dans le subreddit.
channels-guide-flickr = Une clé d’application à vous, et un jeton avec le droit d’écrire.

# Accès accordé auprès du réseau lui-même.
channels-consent-title = Accorder l’accès chez { $network }
channels-consent-keys = Clés de votre application
channels-consent-known = Les clés de votre application chez { $network } sont gardées. Ne les remplissez que pour les remplacer.
channels-consent-make = { $network } donne accès à des applications, non à des serveurs : chaque installation apporte la sienne. Créez-en une là-bas, une seule fois, puis recopiez ses deux clés.
channels-consent-given = Le serveur donne lui-même ses clés à Parvis. Ne les remplissez que si le vôtre veut que vous les créiez.
channels-consent-back = Là où l’application demande une adresse de retour (redirect, callback), donnez exactement :
channels-client-id = Clé publique (client id)
channels-client-secret = Clé secrète (client secret)
channels-consent-do = Continuer chez { $network }
channels-consent-token = J’ai déjà un jeton d’accès
channels-consent-leave = Vous quittez Parvis pour { $host }. Connectez-vous là-bas avec le compte sur lequel vous voulez publier et accordez l’accès ; vous reviendrez de vous-même, dans l’heure.
channels-consent-go = Continuer chez { $host }
channels-consent-stay = Pas maintenant
channels-consent-refused = L’accès n’a pas été accordé, donc rien n’a été connecté. Vous pouvez réessayer quand vous voulez.
channels-consent-failed = Rien n’a été connecté. { $said }

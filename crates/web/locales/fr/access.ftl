## Coming in, the person, the settings of a workspace.

access-first-title = Personne n’est encore entré
access-first-how = La première personne à entrer devient propriétaire, par un lien que seul quelqu’un devant la machine peut voir.
access-first-step-look = Regardez là où Parvis a été lancé : il a affiché une adresse qui commence comme celle-ci et contient /welcome/.
access-first-step-open = Ouvrez cette adresse ici, puis choisissez un nom et un mot de passe.
access-first-again = Le lien sert une fois, pendant un jour. Relancez Parvis pour en avoir un nouveau.
access-sign-in = Se connecter
access-sign-in-help = Mot de passe oublié ? Quelqu’un devant la machine peut en donner un nouveau : parvis user password.
access-email = Adresse e-mail
access-email-hint = Elle sert à vous connecter.
access-password = Mot de passe
access-password-hint = Au moins 10 caractères. Quelques mots qui vous plaisent valent mieux qu’un seul plein de signes.
access-your-name = Votre nom
access-language = Langue
access-zone = Fuseau horaire
access-zone-hint = Les heures et les résumés le suivent.
access-save = Enregistrer
access-welcome-title = Bienvenue dans Parvis
access-welcome-how = Vous êtes la première personne : voici votre compte et votre premier espace de travail.
access-welcome-workspace = Votre marque
access-welcome-workspace-hint = Le nom de l’espace de travail : une marque, un client, un lieu.
access-welcome-do = Commencer
access-join-title = Rejoindre { $workspace }
access-join-for = Une place est gardée pour { $email }.
access-join-hats = Vous serez : { $hats }.
access-join-password = Votre mot de passe
access-join-password-hint = Cette adresse e-mail a déjà un compte : son mot de passe montre que c’est bien vous.
access-join-do = Rejoindre
access-workspaces = Espaces de travail
access-workspaces-what = Chacun est un monde à part : rien ne passe de l’un à l’autre.
access-workspaces-none = Aucun espace de travail
access-workspaces-none-how = Vous n’appartenez à aucun pour l’instant. Demandez une invitation à un collègue, ou créez le vôtre.
access-workspace-new = Un nouvel espace de travail
access-workspace-add = Créer
access-workspace-added = « { $name } » est prêt.
access-workspace-saved = Enregistré.
access-workspace-name = Nom
access-workspace-language = Langue des nouveaux membres
access-workspace-language-hint = Les invitations sont écrites dans cette langue. Chacun choisit ensuite la sienne.
access-workspace-zone = Fuseau horaire
access-workspace-zone-hint = Les jours des graphiques commencent à minuit dans ce fuseau.
access-colour = Couleur
access-colour-0 = Mousse
access-colour-1 = Bleu ardoise
access-colour-2 = Brique
access-colour-3 = Violet
access-colour-4 = Lac
access-colour-5 = Ocre
access-colour-6 = Bruyère
access-colour-7 = Pierre
access-since = Créé
access-owner-changes = Un propriétaire peut changer cela.
access-leave = Partir
access-leave-what = Vous ne verrez plus { $name }, et vos alertes y seront mises en pause. Ce que vous y avez fait reste.
access-leave-do = Quitter cet espace
access-leave-confirm = Vous ne verrez plus { $name }. Un propriétaire devra vous inviter de nouveau.
access-left = Vous avez quitté { $name }.
access-seen = vu
access-never-opened = pas encore ouvert
access-never-came = pas encore vu
access-tab-workspace = Espace de travail
access-tab-team = Équipe
access-tab-tokens = Jetons
access-tab-mail = E-mail
access-tab-publishing = Publication
access-tab-approval = Validation
access-tab-snippets = Textes types
access-tab-learning = Apprentissage
access-tab-log = Journal
access-hats = Casquettes
access-hats-change = Changer les casquettes
access-hats-changed = Les casquettes sont changées.
access-hat-owner = propriétaire
access-hat-owner-hint = Tout : l’équipe, le serveur d’e-mail, les jetons.
access-hat-content-manager = responsable de contenu
access-hat-content-manager-hint = Lit et traite les mentions.
access-hat-social-media-manager = social media manager
access-hat-social-media-manager-hint = Décide de ce qui est écouté : sources et sujets de veille.
access-hat-community-manager = community manager
access-hat-community-manager-hint = Décide de ce qui est écouté, et traite les mentions.
access-hat-analyst = analyste
access-hat-analyst-hint = Lit et mesure ; ne change rien d’autre.
access-that-is-you = vous
access-closed = compte fermé
access-member-remove = Retirer { $name }
access-member-remove-confirm = { $name } ne verra plus cet espace de travail, ses jetons ne fonctionneront plus et ses alertes seront mises en pause. Ce qui a été fait reste.
access-member-removed = Retiré de l’équipe.
access-waiting = Invités, pas encore là
access-until = jusqu’au { $day }, { $time }
access-withdraw = Reprendre
access-invitation-withdrawn = L’invitation est reprise : son lien ne fonctionne plus.
access-invite = Inviter un collègue
access-invite-what = Vous recevez un lien à transmettre ; il part aussi par e-mail si l’espace a un serveur.
access-invite-do = Inviter
access-invited = { $email } est invité
access-invited-mailed = Le lien est parti par e-mail. Le voici aussi :
access-invited-not-mailed = L’e-mail n’est pas parti
access-invited-by-hand = Pas encore de serveur d’e-mail : transmettez ce lien vous-même :
access-invited-link = Lien de l’invitation
access-invited-once = Il sert une fois, pendant une semaine, et ne sera plus montré.
access-token = Jeton
access-token-made = Le jeton « { $name } »
access-token-once = Copiez-le maintenant : il n’est pas conservé, seulement reconnu, et ne pourra plus être montré.
access-token-name = Jeton
access-token-may = Peut
access-token-read = lire
access-token-read-hint = Mentions, sujets, sources, chiffres.
access-token-write = lire et écrire
access-token-write-hint = Tout ce que vos casquettes permettent.
access-token-maker = Créé par
access-token-maker-left = quelqu’un qui est parti
access-token-used = Dernier usage
access-token-unused = jamais
access-token-revoke = Révoquer
access-token-revoke-confirm = Les scripts qui utilisent « { $name } » s’arrêtent aussitôt. C’est définitif.
access-token-revoked = Le jeton est révoqué.
access-token-new = Un nouveau jeton
access-token-what = Un jeton permet à un script de faire dans cet espace ce que vos casquettes permettent, { $n_words } requêtes par minute au plus.
access-token-api = Ce que les scripts peuvent faire
access-token-for = À quoi sert-il ?
access-token-for-hint = Un nom qui vous dira plus tard ce que c’est, celui du script par exemple.
access-token-make = Créer un jeton
access-tokens-none = Pas encore de jeton
access-tokens-none-how = Avec un jeton, vos scripts lisent les mentions ou ajoutent des sources. Créez-en un ci-dessous.
access-mail-what = Les alertes et les invitations passent par ce serveur. Votre fournisseur ou votre administrateur connaît ces valeurs.
access-mail-host = Serveur
access-mail-security = Protection
access-mail-start-tls = STARTTLS
access-mail-start-tls-hint = D’ordinaire le port 587.
access-mail-tls = TLS
access-mail-tls-hint = D’ordinaire le port 465.
access-mail-plain = Aucune
access-mail-plain-hint = Pour un serveur sur la même machine.
access-mail-port = Port
access-mail-user = Utilisateur
access-mail-user-hint = Laissez vide si le serveur n’en demande pas.
access-mail-password-hint = Conservé chiffré ; plus jamais montré.
access-mail-password-kept = Un mot de passe est conservé. Laissez vide pour le garder.
access-mail-from = Expéditeur
access-mail-from-hint = L’adresse d’où viennent les alertes.
access-mail-saved = Le serveur d’e-mail est enregistré. Envoyez-vous un essai pour voir s’il fonctionne.
access-mail-test = Fonctionne-t-il ?
access-mail-test-what = Un court e-mail est envoyé à { $email }.
access-mail-test-do = M’envoyer un essai
access-mail-test-taken = Le serveur a pris un e-mail pour { $email }. S’il n’arrive pas, regardez parmi les indésirables.
access-mail-remove = Retirer le serveur
access-mail-remove-confirm = Les alertes par e-mail attendront qu’il y ait de nouveau un serveur.
access-mail-removed = L’espace de travail n’a plus de serveur d’e-mail.
access-log-what = Chaque acte dans cet espace de travail, le plus récent d’abord. Personne ne peut le modifier.
access-log-end = Rien avant cela.
access-actor-worker = Parvis
access-actor-machine = Quelqu’un devant la machine
access-me = Vous
access-profile = Nom, langue, heure
access-profile-saved = Enregistré.
access-looks = L’aspect des pages
access-density = Espace entre les lignes
access-density-comfortable = Confortable
access-density-compact = Compact
access-password-change = Changer le mot de passe
access-password-current = Mot de passe actuel
access-password-new = Nouveau mot de passe
access-sessions = Où vous êtes connecté
access-session-this = celle-ci
access-session-opened = connexion
access-session-ends = jusqu’au { $day }
access-session-end = Terminer
access-session-ended = Cette session est terminée.
access-sessions-end-others = Terminer les autres
access-browser-unknown = Navigateur inconnu
access-find-places = Aller à
access-find-verbs = Faire
access-find-you = Vous
access-find-do = Chercher
access-find-none = Rien de ce nom
access-find-none-how = Aucune page, aucun sujet, aucune source ne s’appelle « { $q } ». Essayez moins de lettres.
access-do-topic = Créer un sujet de veille
access-do-source = Ajouter une source
access-do-alert = Créer une alerte
access-do-invite = Inviter un collègue
access-do-token = Créer un jeton
invalid-email-member-already = Cette adresse e-mail est déjà celle d’un membre.
invalid-hats-empty = Choisissez au moins une casquette. Rien n’a changé.
invalid-current-wrong = Ce n’est pas le mot de passe actuel. Rien n’a changé.
invalid-security-password-in-clear = Le mot de passe traverserait le réseau en clair. Choisissez STARTTLS ou TLS, ou laissez l’utilisateur vide.
invalid-port-not-a-number = Un port est un nombre de 1 à 65535.
invalid-from-not-a-mail-address = Écrivez-la nom@example.org, ou Parvis <nom@example.org>.
access-password-changed = { $n ->
    [0] Le mot de passe est changé.
    [one] Le mot de passe est changé ; une autre session a pris fin.
   *[other] Le mot de passe est changé ; { $n } autres sessions ont pris fin.
 }
access-sessions-ended = { $n ->
    [0] Il n’y avait pas d’autre session.
    [one] Une autre session a pris fin.
   *[other] { $n } autres sessions ont pris fin.
 }
access-sessions-end-others-confirm = { $n ->
    [one] Un autre navigateur devra se reconnecter.
   *[other] { $n_words } autres navigateurs devront se reconnecter.
 }

## Les actes du journal, à la suite du nom de qui les a faits.
access-act-other = a fait { $verb }
access-act-workspace-added = a créé l’espace de travail « { $name } »
access-act-workspace-saved = a modifié l’espace de travail « { $name } »
access-act-member-invited = a invité { $email } comme { $hats }
access-act-member-uninvited = a repris une invitation
access-act-member-joined = a rejoint l’équipe comme { $hats }
access-act-member-hats-changed = a donné à { $name } : { $hats }
access-act-member-left = a quitté l’espace de travail
access-act-member-removed = a retiré { $name } de l’équipe
access-act-token-added = a créé le jeton « { $name } » ({ $scopes })
access-act-token-revoked = a révoqué le jeton « { $name } »
access-act-mail-saved = a indiqué le serveur d’e-mail { $host }, expéditeur { $from }
access-act-mail-removed = a retiré le serveur d’e-mail
access-act-mail-tested = a essayé le serveur d’e-mail
access-act-user-added = a créé le compte de { $name }
access-act-alert-composed = a préparé l’envoi de « { $name } » : { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-alert-delayed = n’a pas encore pu envoyer « { $name } » et réessaiera
access-act-alert-failed = n’a pas pu envoyer « { $name } »
access-act-alert-sent = a envoyé « { $name } » : { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-alert-paused = a suspendu l’alerte « { $name } »
access-act-alert-resumed = a repris l’alerte « { $name } »
access-act-alert-removed = a supprimé l’alerte « { $name } »
access-act-alert-saved = a enregistré l’alerte « { $name } »
access-act-alert-secret-renewed = a renouvelé le secret de l’alerte « { $name } »
access-act-alert-tested = a essayé l’alerte « { $name } »
access-act-documents-ingested = a lu une source : { $new } nouveautés sur { $seen } vues, { $mentions } retenues par un sujet
access-act-documents-reindexed = a refait l’index, les histoires et les chiffres de { $documents } documents, dont { $copies } copies
access-act-folder-added = a créé le dossier « { $name } »
access-act-folder-removed = a supprimé le dossier « { $name } »
access-act-folder-renamed = a renommé un dossier en « { $name } »
access-act-import-begun = a commencé l’import de « { $title } » : { $lines ->
    [one] { $lines } ligne
   *[other] { $lines } lignes
 }
access-act-import-advanced = importe « { $title } » : { $done } lignes sur { $lines }
access-act-import-ended = a terminé l’import de « { $title } » : { $lines ->
    [one] { $lines } ligne
   *[other] { $lines } lignes
 }
access-act-import-stopped = a arrêté l’import de « { $title } » à { $done } lignes sur { $lines }
access-act-mention-assigned = a confié { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } à { $to }
access-act-mention-found-irrelevant = a jugé { $mentions ->
    [one] une mention hors sujet
   *[other] { $mentions } mentions hors sujet
 } pour « { $topic } »
access-act-mention-found-relevant = a jugé { $mentions ->
    [one] une mention pertinente
   *[other] { $mentions } mentions pertinentes
 } pour « { $topic } »
access-act-mention-unlabelled = a repris son jugement sur { $mentions ->
    [one] une mention
   *[other] { $mentions } mentions
 }
access-act-mention-done = a marqué { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } comme faites
access-act-mention-reopened = a rouvert { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-starred = a mis une étoile à { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-unstarred = a retiré l’étoile de { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-tagged = a étiqueté { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } « { $tag } »
access-act-mention-untagged = a retiré l’étiquette « { $tag } » de { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-unassigned = a repris { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } à qui de droit
access-act-mention-corrected = a corrigé ce que { $mentions ->
    [one] dit une mention
   *[other] disent { $mentions } mentions
 }
access-act-reading-asked = a demandé la relecture des { $days } derniers jours
access-act-reading-stopped = a arrêté la relecture
access-act-reading-done = a relu { $read } documents, dont { $changed } compris autrement
access-act-private-masked = a fait masquer les données personnelles sur les pages
access-act-private-shown = a fait montrer les données personnelles sur les pages
access-act-learning-switched-on = a remis en service ce qui a été appris des corrections
access-act-learning-switched-off = a laissé les modèles parler seuls
access-act-mention-noted = a noté quelque chose sur une mention
access-act-mention-note-removed = a supprimé une note d’une mention
access-act-source-added = a ajouté la source « { $title } »
access-act-source-edited = a modifié la source « { $title } »
access-act-source-changed-state = a trouvé une source « { $to } » qui était « { $from } »
access-act-source-paused = a suspendu { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-resumed = a repris { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-visit-asked = a demandé une visite de { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-moved = a déplacé { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-removed = a supprimé { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-topic-archived = a archivé le sujet « { $name } »
access-act-topic-removed = a supprimé le sujet « { $name } »
access-act-topic-revived = a repris le sujet « { $name } »
access-act-topic-reverted = a repris le texte { $restores } du sujet « { $name } »
access-act-topic-saved = a enregistré le sujet « { $name } »
access-act-topic-search-asked = a demandé la recherche d’un sujet dans les archives
access-act-topic-search-stopped = a arrêté la recherche d’un sujet dans les archives
access-act-signal-ended = a noté la fin d’un signal de « { $name } »
access-act-signal-judged = a dit d’un signal s’il valait la peine
access-act-signal-raised = a signalé quelque chose dans « { $name } »
access-act-signal-recalled = a relu le passé de « { $name } » pour y trouver des signaux
access-act-topic-searched = a cherché un sujet dans les archives : { $judged } documents jugés, { $found } retenus
access-act-topic-searching = cherche un sujet dans les archives
access-act-view-saved = a enregistré la vue « { $name } »
access-act-view-removed = a supprimé la vue « { $name } »
access-act-channel-connected = a connecté le canal « { $name } »
access-act-channel-reconnected = a reconnecté le canal « { $name } »
access-act-channel-broke = a perdu l’accès au canal « { $name } »
access-act-channel-consent-asked = est allé sur un réseau accorder l’accès à un canal
access-act-channel-application-set = a indiqué les clés d’une application sur un réseau
access-act-channel-tested = a testé le canal « { $name } »
access-act-channel-disconnected = a déconnecté le canal « { $name } »
access-act-post-begun = a commencé une publication
access-act-post-written = a écrit une publication (version { $version })
access-act-post-planned = a programmé une publication sur { $channels ->
    [one] { $channels } canal
   *[other] { $channels } canaux
 }
access-act-post-dropped = a jeté une publication
access-act-post-approved = a validé une publication dans « { $chain } », étape { $step }
access-act-post-refused = a refusé une publication dans « { $chain } », étape { $step }
access-act-post-commented = a commenté une publication
access-act-comment-resolved = a réglé un commentaire
access-act-comment-reopened = a rouvert un commentaire
access-act-approval-link-made = a créé un lien de validation
access-act-chain-added = a ajouté le circuit « { $name } »
access-act-chain-changed = a modifié le circuit « { $name } »
access-act-chain-removed = a retiré le circuit « { $name } »
access-act-post-recurrence-set = a fait revenir une publication
access-act-post-recurrence-ended = a mis fin au retour d’une publication
access-act-post-rounds-made = a programmé { $rounds ->
    [one] { $rounds } nouveau passage
   *[other] { $rounds } nouveaux passages
 } d’une publication
access-act-channel-slots-set = a fixé les créneaux du canal « { $name } »
access-act-channel-history-read = a lu les retours de { $posts ->
    [one] { $posts } publication
   *[other] { $posts } publications
 } du canal « { $name } »
access-act-list-saved = a enregistré la liste « { $name } »
access-act-list-filled = a mis { $posts ->
    [one] { $posts } texte
   *[other] { $posts } textes
 } dans la liste « { $name } »
access-act-list-sent = a pris { $sent ->
    [one] { $sent } texte
   *[other] { $sent } textes
 } de la liste « { $name } »
access-act-feed-rule-added = a commencé à tirer des publications de « { $title } »
access-act-feed-rule-removed = a cessé de tirer des publications d’une source
access-act-feed-rule-followed = a tiré { $made ->
    [one] { $made } publication
   *[other] { $made } publications
 } de ce qui est arrivé d’une source
access-act-posts-imported = a créé { $made ->
    [one] { $made } publication
   *[other] { $made } publications
 } d’après un tableau
access-act-snippet-added = a créé le texte type « { $name } »
access-act-snippet-changed = a modifié le texte type « { $name } »
access-act-snippet-removed = a retiré le texte type « { $name } »
access-act-channel-link-place-set = a dit où les adresses se placent sur { $name }
access-act-channel-link-rules-set = a modifié ce qui est ajouté aux liens de { $name }
access-act-links-home-set = a choisi le nom de domaine des liens courts
access-act-calendar-subscribed = a abonné un agenda, « { $name } »
access-act-calendar-unsubscribed = a repris l’adresse d’un agenda
access-act-calendar-marked = a mis « { $words } » au calendrier
access-act-calendar-unmarked = a enlevé une note du calendrier
access-act-calendar-countries-set = a choisi de quels pays le calendrier montre les jours fériés
access-act-list-removed = a supprimé la liste « { $name } »
access-act-delivery-passed-over = a laissé tomber un passage manqué vers « { $channel } », un suivant étant dû
access-act-delivery-published = a publié sur « { $channel } »
access-act-delivery-refused = a été refusé par « { $channel } »
access-act-delivery-held = a retenu une diffusion vers « { $channel } »
access-act-delivery-asks = n’a pas pu établir si une diffusion est sur « { $channel } », et demande
access-act-delivery-edit-asked = a demandé un nouveau texte pour ce qui est en ligne sur « { $channel } »
access-act-delivery-delete-asked = a demandé le retrait d’une publication de « { $channel } »
access-act-delivery-edited = a modifié ce qui est en ligne sur « { $channel } »
access-act-delivery-deleted = a retiré une publication de « { $channel } »
access-act-delivery-not-amended = n’a pas pu { $act ->
    [edit] modifier ce qui est en ligne
   *[delete] retirer une publication
 } sur « { $channel } »
access-act-delivery-decided = a décidé d’une diffusion : { $act ->
    [release] la laisser partir
    [send_again] la renvoyer
    [is_there] elle y est
    [retry] réessayer la modification
    [overwrite] remplacer ce qui a été changé là-bas
   *[drop] l’abandonner
 }
access-act-campaign-added = a commencé la campagne « { $name } »
access-act-campaign-changed = a modifié la campagne « { $name } »
access-act-link-added = a créé le lien court { $slug }
access-act-link-switched-off = a coupé le lien court { $slug }
access-act-link-switched-on = a rétabli le lien court { $slug }
access-act-publishing-held = a retenu tout ce qui devait partir
access-act-publishing-resumed = a laissé repartir ce qui doit partir
access-act-publishing-policy-set = a changé ce qui est exigé de tout ce qui part

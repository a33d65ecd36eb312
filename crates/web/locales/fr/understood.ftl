## Ce qui a été compris d’un texte, et ce qu’on en dit.

understood-title = Ce que le texte dit
understood-sentiment = Tonalité
understood-any-sentiment = Toute tonalité
understood-sentiment-positive = Positif
understood-sentiment-neutral = Neutre
understood-sentiment-negative = Négatif
understood-sentiment-unsure = Incertain
understood-sentiment-none = Non lu
understood-intent = Intention
understood-any-intent = Toute intention
understood-intent-none = Rien de net
understood-intent-question = Question
understood-intent-complaint = Réclamation
understood-intent-praise = Éloge
understood-intent-suggestion = Suggestion
understood-intent-purchase = Envie d’acheter
understood-intent-leaving = Menace de partir
understood-intent-crisis = Crise
understood-rude = Injurieux
understood-rude-insult = insulte
understood-rude-threat = menace
understood-rude-hate = haine
understood-rude-harassment = harcèlement
understood-rude-sexual = sexuel
understood-hint = un indice, pas un verdict
understood-spam = Indésirable
understood-personal = Données personnelles
understood-personal-email = adresse e-mail
understood-personal-phone = numéro de téléphone
understood-personal-iban = compte bancaire
understood-personal-card = carte de paiement
understood-personal-nir = numéro de sécurité sociale
understood-personal-national_id = numéro de sécurité sociale
understood-personal-address = adresse postale
understood-personal-plate = plaque d’immatriculation
understood-personal-ip = adresse IP
understood-aspects = Il y est question de
understood-aspect-price = prix
understood-aspect-delivery = livraison
understood-aspect-quality = qualité
understood-aspect-staff = personnel
understood-aspect-service = service
understood-aspect-product = produit
understood-aspect-app = application et site
understood-aspect-site = application et site
understood-aspect-after_sales = après-vente
understood-aspect-payment = paiement
understood-aspect-place = lieu
understood-aspect-food = nourriture et boisson
understood-aspect-packaging = emballage
understood-aspect-looks = apparence
understood-aspect-safety = sécurité
understood-aspect-advertising = publicité
understood-aspect-waiting = attente
understood-phrases = Expressions clés
understood-scores = À quel point c’est sûr
understood-share = { $share } %
understood-place = Type de lieu
understood-say = Dire que c’est : { $said }
understood-correct = Corriger
understood-corrected = C’est maintenant « { $said } », et votre correction servira de leçon.
understood-corrected-to = corrigé en « { $said } »
understood-model-said = le modèle disait « { $said } »

understood-gain = sur vos { $n ->
    [one] { $n } correction
   *[other] { $n } corrections
 } : { $before } % → { $after } %
understood-gain-few = { $n ->
    [one] { $n } correction pour l’instant
   *[other] { $n } corrections pour l’instant
 } ; ce qui en a été appris se mesure à partir de { $least }
understood-gain-formula = La première part dit combien de fois le modèle seul avait dit comme vous ; la seconde, combien de fois avec ce qu’il avait appris avant chaque correction. Une confirmation compte aussi.
understood-learning-about = Chaque correction d’une tonalité ou d’une intention déplace une petite couche posée sur les modèles, dans cet espace de travail seulement. Elle change ce qui sera dit des mentions à venir ; ce que vous avez dit d’une mention reste.
understood-learning-on = Ce qui a été appris sert.
understood-learning-off = Ce qui a été appris ne sert pas ; les modèles parlent seuls.
understood-switch-on = Se servir de ce qui a été appris
understood-switch-off = Laisser parler les modèles seuls
understood-switched-on = Ce qui a été appris sert désormais.
understood-switched-off = Les modèles parlent seuls désormais. Vos corrections sont gardées.
understood-learning-none-title = Rien n’a encore été corrigé
understood-learning-none = Sur une mention, + = - disent qu’elle est positive, neutre, négative. Ce que vous dites est gardé et sert de leçon, et le gain s’affiche ici.

understood-private-show = Afficher les données personnelles
understood-private-hide = Masquer les données personnelles
understood-private-about = Les adresses e-mail, numéros de téléphone, comptes bancaires et semblables présents dans les textes d’autrui laissent place à des mots sur les pages. Qui peut traiter les mentions peut demander à les voir, page par page. Ce qui est gardé, exporté et signalé par les alertes reste entier.
understood-private-on = Les pages masquent les données personnelles.
understood-private-off = Les pages montrent les données personnelles.
understood-private-switch-on = Masquer sur les pages
understood-private-switch-off = Montrer sur les pages
understood-private-switched-on = Les pages masquent désormais les données personnelles.
understood-private-switched-off = Les pages montrent désormais les données personnelles, à toutes les personnes de l’espace de travail.

understood-reread = Ce qui a déjà été lu
understood-reread-about = Ce que l’on enseigne change ce qui est dit des mentions à venir. Relisez les { $days } derniers jours pour que cela vaille aussi pour eux, avec les modèles de cette version. Ce que des personnes ont dit de telle ou telle mention reste.
understood-reread-do = Relire les { $days } derniers jours
understood-reread-under-way = Relecture en cours
understood-reread-done-of = { $n } documents sur { $total }
understood-reread-note = Les chiffres suivent aussitôt. Vous pouvez quitter cette page.
understood-reread-stop = Arrêter la relecture
understood-reread-began = Ce qui a déjà été lu est en cours de relecture.
understood-reread-stopped = La relecture est arrêtée. Ce qui a été relu reste.

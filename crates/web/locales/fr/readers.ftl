## Lecteurs d’une lettre d’information.

readers-title = Lecteurs
readers-read = { $n ->
    [0] Personne ne la lit
    [one] { $n_words } lecteur
   *[other] { $n_words } lecteurs
 }
readers-left = { $n ->
    [0] Personne n’est parti
    [one] { $n_words } parti
   *[other] { $n_words } partis
 }
readers-email = Adresse
readers-name = Nom
readers-since = Ajout
readers-gone = Départ
readers-acts = Actions
readers-none = Pas encore de lecteurs
readers-none-what = Ajoutez les adresses des personnes qui ont demandé votre lettre. Chacune reçoit la sienne, avec un lien pour se désinscrire.
readers-none-left = Personne n’est parti
readers-none-left-what = Qui se désinscrit par le lien d’une lettre figure ici, et aucune liste ne le ramène.
readers-add = Ajouter des lecteurs
readers-list = Un par ligne
readers-list-hint = Une adresse, « Nom <adresse> », ou les lignes d’un tableau : l’adresse, puis le nom. Jusqu’à 20 000 lecteurs.
readers-add-do = Ajouter
readers-consent = N’ajoutez que des personnes qui l’ont demandé : la loi l’exige dans la plupart des pays.
readers-brought = { $n ->
    [0] Personne n’a été ajouté.
    [one] { $n_words } lecteur a été ajouté.
   *[other] { $n_words } lecteurs ont été ajoutés.
 }
readers-known = { $n ->
    [one] { $n_words } était déjà lecteur.
   *[other] { $n_words } étaient déjà lecteurs.
 }
readers-were-gone = { $n ->
    [one] { $n_words } s’était désinscrit et n’a pas été ramené.
   *[other] { $n_words } s’étaient désinscrits et n’ont pas été ramenés.
 }
readers-wrong = { $n ->
    [one] { $n_words } ligne n’a pas d’adresse utilisable. Elle est dans le formulaire, à corriger.
   *[other] { $n_words } lignes n’ont pas d’adresse utilisable. Elles sont dans le formulaire, à corriger.
 }
readers-line = Ligne { $n } :
readers-remove = Retirer
readers-remove-who = Retirer { $email }
readers-remove-confirm = { $email } est oublié, y compris son départ : une liste peut ajouter l’adresse à nouveau.
readers-removed = Retiré.
readers-bring-back = Ramener
readers-bring-back-confirm = Seulement à sa demande : la personne s’est désinscrite par le lien d’une lettre.
readers-brought-back = La personne est de nouveau lectrice.
refusal-no-such-reader = Ce lecteur n’existe pas, ou a été retiré. Si vous venez par le lien d’une lettre, vous n’en recevrez plus.
invalid-readers-too-many = Une lettre a au plus 20 000 lecteurs. Personne n’a été ajouté.
invalid-readers-too-long = La liste est plus longue que ce qui est lu en une fois. Importez-la par parties ; personne n’a été ajouté.
unsubscribe-title = Se désinscrire de { $name }
unsubscribe-what = Plus aucune lettre de { $name } ne sera envoyée à { $email }.
unsubscribe-do = Se désinscrire
unsubscribe-done = Vous êtes désinscrit de { $name }. Plus aucune lettre ne viendra.
letters-title = Lecteurs
letters-count = { $state ->
    [taken] Acceptées par leur serveur
    [refused] Refusées par leur serveur
    [unknown] Envoi incertain
    [waiting] Pas encore écrites
    [sending] En cours d’envoi
   *[left] Partis entre-temps
 }
letters-unknown = La lettre a été remise au serveur sans réponse, ou le programme s’est arrêté au milieu. « Envoyer à nouveau » n’écrit qu’à ces lecteurs ; « Elle y est » les laisse ainsi.
access-act-readers-added = a ajouté { $n ->
    [one] { $n_words } lecteur
   *[other] { $n_words } lecteurs
 } à « { $name } »
access-act-reader-removed = a retiré un lecteur de « { $name } »
access-act-reader-returned = a ramené un lecteur de « { $name } »
access-act-reader-left = s’est désinscrit de « { $name } »

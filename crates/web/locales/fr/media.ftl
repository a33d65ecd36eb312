# La médiathèque.

media-title = Médiathèque
media-count =
 { $n ->
    [one] { $n_words } fichier
   *[other] { $n_words } fichiers
 }
media-files = Images et vidéos
media-files-hint = JPEG, PNG, WebP, GIF, MP4, MOV, WebM ; jusqu’à { $most } chacun. Ce qu’un fichier dit du lieu et de l’appareil n’est pas publié.
media-drop = Déposez des fichiers ici, ou collez-les n’importe où sur cette page
media-address = Ou depuis une adresse
media-address-hint = L’adresse de l’image elle-même, pas de la page qui l’entoure.
media-add = Ajouter
media-refused = Certains fichiers n’ont pas été pris. Les autres ont été ajoutés.
media-empty-title = Encore rien ici
media-empty = Les images et les vidéos que vous publiez sont gardées ici, avec leur texte pour ceux qui ne les voient pas et le droit de les utiliser.
media-filters = Ce qui est montré
media-images = Images
media-films = Vidéos
media-without-alt = Sans texte
media-expiring = Droits bientôt échus
media-folders = Dossiers
media-folders-none = Un dossier naît quand on y range un fichier.
media-tags = Étiquettes
media-words = Chercher dans la médiathèque
media-filter = Filtrer
media-shown =
 { $n ->
    [one] { $n_words } trouvé
   *[other] { $n_words } trouvés
 }
media-none-title = Rien de tel
media-none = Aucun fichier ne réunit ces mots, ce dossier et ces marques.
media-all = Tout montrer
media-no-alt = sans texte
media-expired = échu le { $day }
media-ends = jusqu’au { $day }

media-download = Original
media-remove = Retirer
media-remove-title = Retirer { $name } ?
media-remove-words = On ne pourra plus le choisir pour une publication. Ce qui est publié reste en place. Le fichier est effacé un jour plus tard.
media-expired-words = Le droit de l’utiliser est échu : il ne part plus, dans aucune publication.
media-said = Ce qu’on en dit
media-alt-in = Texte pour ceux qui ne le voient pas ({ $language })
media-alt-hint = Ce qu’il y a à voir et pourquoi cela compte ici ; sans « image de ».
media-language-en = anglais
media-language-fr = français
media-name = Nom
media-folder = Dossier
media-tags-hint = Séparées par des virgules.
media-rights-owner = Appartient à
media-rights-note = Ce qu’on peut en faire
media-expires = Utilisable jusqu’au
media-expires-hint = Ce jour compris. Ensuite, il ne part plus.
media-tells = Laisser ce que le fichier dit du lieu et de l’appareil
media-tells-hint = Une photo contient souvent l’endroit où elle a été prise. Enlevé, sauf si vous le demandez.
media-keep = Enregistrer
media-replace = Un autre fichier à sa place
media-replace-file = Nouveau fichier
media-replace-hint = Les publications écrites avec celui d’aujourd’hui le gardent ; les nouvelles prennent le nouveau.
media-replace-do = Remplacer
media-facts = Le fichier
media-format = Format
media-moves = animée
media-size = Taille
media-added = Ajouté
media-versions = Versions
media-versions-count = { $n } fichiers jusqu’ici
media-used = Où il sert
media-used-none = Dans aucune publication pour l’instant.
media-post-untitled = Publication { $n }
media-post-draft = brouillon
media-post-planned = prévue
media-post-left = publiée
media-alike = Se ressemblent
media-renditions = Faits pour les réseaux
media-renditions-words = Faits au départ d’une publication, à la mesure de ce que prend le réseau, et gardés.

media-told-added-one = Il est dans la médiathèque. Décrivez-le maintenant pour ceux qui ne le voient pas.
media-told-added =
 { $fresh ->
    [one] { $fresh } fichier ajouté.
   *[other] { $fresh } fichiers ajoutés.
 } { $known ->
    [0] {""}
    [one] { $known } y était déjà.
   *[other] { $known } y étaient déjà.
 }
media-told-twin = Ce fichier même était déjà dans la médiathèque. Rien n’a été ajouté.
media-told-misnamed = Il est dans la médiathèque. Son nom finissait comme un autre format ; il a été corrigé d’après le contenu.
media-told-alike = Il est dans la médiathèque. Quelque chose de semblable y était déjà : voyez plus bas.
media-told-changed = Enregistré.
media-told-same = C’est le fichier même qui est déjà là. Rien n’a été changé.
media-told-replaced = Le nouveau fichier est à sa place.
media-told-removed = Il n’est plus dans la médiathèque.

problem-asset-gone = Le fichier { $file } n’est plus dans la médiathèque : choisissez-en un autre.
problem-asset-expired = Le droit d’utiliser le fichier { $file } sera échu avant le départ ; il serait refusé alors.
delivery-reason-asset-gone = Un de ses fichiers a été retiré de la médiathèque. Choisissez-en un autre et enregistrez la publication.
delivery-reason-asset-expired = Le droit d’utiliser un de ses fichiers est échu. Choisissez-en un autre, ou prolongez ce droit dans la médiathèque et libérez-la.
delivery-reason-asset-unfit = Le réseau ne prend rien de ce qu’on peut faire d’un de ses fichiers. Choisissez-en un autre et enregistrez la publication. ({ $said })
delivery-reason-files = La médiathèque ne répond pas. Elle est interrogée de nouveau dans une minute.

refusal-no-such-asset = Ce fichier n’est pas dans la médiathèque ; il a peut-être été retiré.
refusal-changed-asset = Quelqu’un d’autre a modifié ce fichier entre-temps. Ce que vous avez écrit est toujours là : voyez le sien dans une autre fenêtre et enregistrez de nouveau.
refusal-taken-asset = Ce fichier même est déjà dans la médiathèque, sous un autre nom. Rien n’a été remplacé.
refusal-held = Des publications prévues en ont encore besoin ({ $posts }). Rien n’a été retiré : choisissez d’abord un autre fichier pour elles, ou attendez leur départ.
refusal-shelf = L’endroit où sont les fichiers ne répond pas. Rien n’a été enregistré, rien n’est perdu ; réessayez dans un instant.
invalid-files-empty = Choisissez un fichier, ou donnez une adresse.
invalid-files-too-large = Le fichier est plus grand que ce que prend cette installation. Rien n’en a été gardé : réduisez-le.
invalid-files-cut-short = Le fichier n’est pas arrivé entier. Rien n’en a été gardé : envoyez-le de nouveau.
invalid-expires-not-a-day = Ce n’est pas un jour. Rien n’a été enregistré ; écrivez-le comme 2027-06-30.

access-act-asset-added = a ajouté { $name } à la médiathèque
access-act-asset-changed = a changé ce qui est dit de { $name } dans la médiathèque
access-act-asset-replaced = a mis un autre fichier à la place de { $name }
access-act-asset-removed = a retiré { $name } de la médiathèque

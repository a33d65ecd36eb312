## Écrire : fichiers d’un fil, cadrages, textes types, noms, émojis, place des adresses.

part-files = Images et vidéos de cette partie
part-cut = Retirer la partie { $n }

crop-title = Recadrer
crop-is = recadrée
crop-for = Recadrer pour { $name } seulement
crop-frame = Partie affichée
crop-keys = Faites glisser le cadre, ou son coin pour changer sa taille. Au clavier : les flèches le déplacent, avec Maj elles changent sa taille.
crop-shape = { $shape } : recadrer { $name }
crop-whole = Image entière
crop-keep = Garder sa forme en changeant sa taille
crop-left = Depuis la gauche (%)
crop-top = Depuis le haut (%)
crop-width = Largeur (%)
crop-height = Hauteur (%)

snippets-what = Des mots qui reviennent : des textes à trous, ce qui se tient sous un texte, des hashtags qui vont ensemble. On les insère en écrivant.
snippets-empty-title = Aucun texte type pour l’instant
snippets-template = Modèles
snippets-signature = Signatures
snippets-hashtags = Groupes de hashtags
snippet-new = Nouveau texte type
snippet-new-template = Nouveau modèle
snippet-new-signature = Nouvelle signature
snippet-new-hashtags = Nouveau groupe de hashtags
snippet-edit = Modifier le texte type
snippet-kind = Ce que c’est
snippet-kind-template = Modèle
snippet-kind-signature = Signature
snippet-kind-hashtags = Groupe de hashtags
snippet-what-template = Le début d’un texte, avec des trous à remplir.
snippet-what-signature = Ce qui se tient sous un texte.
snippet-what-hashtags = Des hashtags qui vont ensemble, insérés d’un clic.
snippet-name = Nom
snippet-text = Mots
snippet-text-hint = Les trous se mettent entre accolades. Ceux-ci se remplissent seuls : {"{"}date{"}"}, {"{"}heure{"}"}, {"{"}canal{"}"}, {"{"}campagne{"}"}, {"{"}lien{"}"} (la première adresse du texte), {"{"}marque{"}"}, {"{"}auteur{"}"}. Tout autre, comme {"{"}prénom{"}"}, est demandé. Hashtags : séparés par des espaces.
snippet-channels = Pour ces canaux
snippet-channels-hint = Aucun coché : pour tous.
snippet-always = Mettre cette signature sous tout ce qui y part
snippet-always-hint = Celle d’un canal remplace celle de tous. Une publication peut s’en passer.
snippet-is-always = toujours
snippet-saved = Le texte type est enregistré.
snippet-removed = Le texte type n’est plus là. Les textes où il a été inséré ne changent pas.
snippet-remove = Le retirer
snippet-remove-confirm = « { $name } » n’est plus proposé. Les textes où il a été inséré ne changent pas.
refusal-no-such-snippet = Ce texte type n’existe pas ; il a peut-être été retiré.
refusal-taken-snippet = Un texte type porte déjà ce nom. Rien n’a été changé ; choisissez un autre nom.
invalid-snippet-empty = Écrivez d’abord ses mots.
invalid-snippet-too-long = Un texte type a 5 000 caractères au plus. Rien n’a été changé.
invalid-snippet-too-many = L’espace de travail a autant de textes types qu’il peut en contenir. Retirez-en un d’abord.
invalid-snippet-not-hashtags = Un des mots ne peut pas être un hashtag : des lettres, des chiffres et _ seulement, et pas que des chiffres. Rien n’a été changé.

insert-title = Insérer : textes types, noms, émojis
insert-snippet = Texte type
insert-snippet-none = Choisissez
insert-do = Insérer
insert-hashtags = Groupes de hashtags
insert-hashtags-of = { $name }, { $n ->
    [one] un hashtag
   *[other] { $n } hashtags
 }
insert-ask = « { $name } » demande
insert-ask-do = Remplir et insérer
insert-ask-leave = Laisser
insert-keep = Gérer les textes types
count-tags = { $used } hashtags sur { $max }

post-links = Place de ses adresses
post-links-usual = Comme sur chaque canal
post-links-text = Dans le texte
post-links-end = À la fin
post-links-comment = Dans le premier commentaire
post-unsigned = Sans la signature
channel-links = Place des adresses
channel-links-what = Certains réseaux montrent un texte à moins de monde quand une adresse mène ailleurs. Dans le premier commentaire, ou à la fin là où il n’y en a pas. Une publication peut en décider autrement.
channel-links-saved = Enregistré. Ce qui est déjà programmé reste comme il a été jugé.

insert-find = Chercher
insert-account = Trouver un compte
insert-met = déjà croisé
insert-handle = Insérer { $handle }
insert-nobody = Personne de ce nom (« { $words } ») sur ces canaux.
insert-emoji = Trouver un émoji
insert-emoji-hint = Par son nom, en français ou en anglais. Dans le texte, : suivi de son nom fait de même, et @ propose des comptes.
insert-emoji-found = Émojis
insert-completion = Ce que cela pourrait être

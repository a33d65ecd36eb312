## Le cadre de chaque page et les pièces dont les pages sont faites.

rail-today = Aujourd’hui
rail-listen = Veille
rail-signals = Signaux
rail-inbox = Réception
rail-publish = Publier
rail-animate = Animer
rail-moderate = Modérer
rail-people = Personnes
rail-measure = Mesurer
rail-topics = Sujets
rail-mentions = Mentions
rail-sources = Sources
rail-alerts = Alertes

frame-skip = Aller à la page
frame-home = , accueil
frame-main = Principal
frame-more = Plus
frame-find = Commandes
frame-settings = Réglages
frame-you = , votre compte
frame-leave = Se déconnecter
frame-rail-fold = Replier la barre
frame-badge = vous attendent
frame-workspace = , changer d’espace de travail
frame-workspaces = Espaces de travail
frame-workspaces-all = Tous les espaces
frame-theme = Couleurs
frame-theme-light = Clair
frame-theme-auto = Comme le système
frame-theme-dark = Sombre

frame-cancel = Annuler
frame-close = Fermer
frame-undo = Défaire
frame-optional = facultatif
frame-copy = Copier
frame-copied = Copié
frame-drop = Déposez un fichier ici, ou choisissez-en un
frame-filter-remove = Retirer ce filtre
frame-loading = Chargement de la suite…
frame-list-end = C’est tout.
frame-list-failed = La suite n’est pas venue. Faites défiler encore ou ouvrez la page suivante.
frame-pages = Pages
frame-pages-start = Revenir aux plus récentes
frame-pages-previous = Précédente
frame-pages-next = Suivante

frame-confirm = Êtes-vous sûr ?
frame-confirm-yes = Oui, le faire

frame-palette-label = Une page, un sujet, une source, ou ce que vous voulez faire
frame-palette-none = Rien de ce nom. Essayez avec moins de lettres.
frame-palette-failed = La liste n’est pas venue. Vérifiez la connexion et rouvrez ceci.

frame-keys = Touches
frame-keys-off = Désactiver les touches d’une lettre sur cette machine
frame-key-help = Montrer les touches
frame-key-down = Suivante dans la liste
frame-key-up = Précédente dans la liste
frame-key-pick = La cocher
frame-key-range = Cocher de la dernière jusqu’ici
frame-key-open = L’ouvrir
frame-key-outside = La voir là où elle a été dite

frame-mention-pick = Cocher « { $title } »
frame-mention-unread = Non lue :
frame-mention-star = Étoile
frame-mention-done = Traitée
frame-mention-notes = notes
frame-mention-outside = La voir sur { $site }
frame-picked = { $count ->
    [one] { $count } cochée
   *[other] { $count } cochées
 }
frame-picked-none = Cochez des mentions pour agir sur plusieurs
frame-pick-all = Toutes celles affichées
frame-pick-none = Aucune
frame-bulk-done = Celles cochées sont traitées

## Graphiques

chart-table = Montrer les chiffres en tableau
chart-missing = pas de donnée
chart-when = Quand
chart-mark = Signal
chart-peak = { $value } le { $when }
chart-before = la période précédente

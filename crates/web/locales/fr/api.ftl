api-title = L’API
api-lede = Ce que font les pages, pour des scripts. Chaque appel porte un jeton créé dans les réglages d’un espace de travail.
api-document = Document OpenAPI
api-begin = Pour commencer
api-begin-words = Créez un jeton dans Réglages, Jetons, et envoyez-le avec chaque requête :
api-pages = Les dates sont en RFC 3339, UTC. Les listes viennent par pages de 200 au plus : redemandez avec cursor égal au « next » de la page précédente. Ce qui échoue répond en application/problem+json, avec un code stable et une phrase ; la phrase suit Accept-Language.
api-writes = écriture

api-title = The API
api-lede = What the pages can do, for scripts. Every call is made with a token that a workspace’s settings give.
api-document = OpenAPI document
api-begin = To begin
api-begin-words = Make a token under Settings, Tokens, and send it with each request:
api-pages = Times are RFC 3339 in UTC. Lists come in pages of up to 200: ask again with cursor set to the “next” of the page before. What goes wrong answers as application/problem+json with a stable code and a sentence; the sentence follows Accept-Language.
api-writes = needs write

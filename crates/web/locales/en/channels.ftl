## Channels: the accounts that we publish on.

channels-title = Channels
channels-count = { $n ->
    [0] None yet
    [one] { $n_words } account that you publish on
   *[other] { $n_words } accounts that you publish on
 }
channels-new = Connect a channel
channels-choose = Which network is the account on?
channels-empty-title = No channel yet
channels-empty = A channel is an account of yours on a network: a Mastodon account, a blog, a room. Connect the first one and everything you write can leave by it.
channels-ask = Ask an owner or a social media manager to connect one.
channels-channel = Channel
channels-state = State
channels-state-connected = Connected
channels-state-broken = Does not work
channels-state-disconnected = Disconnected
channels-expires = Access ends
channels-expires-never = not known to end
channels-checked = Last checked
channels-proof = Proven
channels-proof-server = Proven against the real server
channels-proof-contract = Proven against the documented contract only
channels-connect = Connect
channels-connect-what = The network is asked who you are before anything is kept. Passwords and keys are sealed; they are never shown again.
channels-connect-again = Connect again
channels-how = How to
channels-keys-at = Make the key there
channels-connected = Connected. You can publish on it now.
channels-kept = Leave it empty to keep the one that is there.
channels-test = Test
channels-tested-good = The network answered and knows the account.
channels-tested-bad = The network did not let us in. What it said stands below; what was to leave is held, nothing is lost.
channels-tested-unreached = The network could not be asked: { $said } The channel stays as it was; test again in a while.
channels-disconnect = Disconnect
channels-disconnect-title = Disconnect { $name }?
channels-disconnect-confirm = { $n ->
    [0] Its key is forgotten. What was published stays where it is and in the books here.
    [one] Its key is forgotten, and { $n_words } delivery that has not left is held. What was published stays where it is and in the books here.
   *[other] Its key is forgotten, and { $n_words } deliveries that have not left are held. What was published stays where it is and in the books here.
 }
channels-disconnected = { $name } is disconnected. What it published stays in the books.
channels-is-disconnected = Disconnected on { $when }. What was published by it stays in the books.
channels-broken-title = This channel does not work now
channels-reconnect = Connect anew
channels-reconnect-what = With another key, or with the same one to try again. What was held for want of a connection goes on by itself.
channels-reconnect-do = Connect anew
channels-reconnected = It works again. What it held back goes on.
channels-about = About
channels-server = Server
channels-connected-on = Connected
channels-open = Still to leave
channels-open-count = { $n ->
    [0] nothing
    [one] { $n_words } delivery
   *[other] { $n_words } deliveries
 }
channels-last = Last published
channels-last-none = Nothing yet in the last thirty days.

channels-problem-content = It refused: { $said }. Check what was filled in and connect anew.
channels-problem-auth = It no longer knows our key, or the key lacks a right: { $said }. Make a new key there and connect anew.
channels-problem-rate = It wants fewer calls: { $said }. Test again in a while.
channels-problem-network = It could not be reached: { $said }. Test again; if that does not help, check the address.
channels-problem-gone = It knows no such account or place any more: { $said }. Check on the network whether it is still there.
channels-problem-unsupported-version = It no longer speaks the version that Parvis speaks: { $said }. A newer Parvis is needed.

channels-can = What is possible there
channels-can-short = What is possible there
channels-can-source = From the documentation of the network, as read in November 2026. What a server tells of its own limits stands above this.
channels-can-told = From the documentation of the network, and what this server told of its own limits.
channels-can-yes = Yes
channels-can-no = No
channels-can-required = required
channels-can-text = Text
channels-can-text-max = up to { $n_words }, { $how }
channels-can-bytes = and { $n_words } bytes
channels-counting-characters = counted in characters
channels-counting-graphemes = counted in signs as one sees them
channels-counting-utf16 = counted in UTF-16 units: most emoji count 2
channels-counting-mastodon = an address counts 23, a name without its server
channels-counting-weighted = an address counts 23, an emoji 2
channels-counting-emoji_bytes = an emoji counts its bytes
channels-can-title = Title
channels-can-title-max = up to { $n_words } characters
channels-can-title-required = required, up to { $n_words } characters
channels-can-article = Long articles
channels-can-images = Images
channels-can-images-max = up to { $n_words }, { $mb_words } MB each
channels-can-videos = Videos
channels-can-videos-max = up to { $n_words }, { $mb_words } MB and { $minutes_words } minutes
channels-can-alt = Alternative text
channels-can-alt-max = up to { $n_words } characters
channels-can-thread = Threads
channels-can-thread-max = up to { $n_words } parts
channels-can-comment = First comment
channels-can-poll = Polls
channels-can-poll-max = up to { $n_words } answers of { $letters_words } characters
channels-can-warning = Content warning
channels-can-visibility = Who may see it
channels-can-visibility-none = no choice
channels-can-edit = Edit afterwards
channels-can-delete = Delete afterwards
channels-can-counts = Read counts back
channels-can-settings = Told besides
channels-can-guarantee = Against double posts
channels-guarantee-key = a key: the server promises to make one post of two calls. Parvis looks first all the same.
channels-guarantee-chosen-id = sure: Parvis chooses the id, writing twice writes the same post
channels-guarantee-nothing = none: after a lost answer Parvis looks at the account, and asks you when it finds nothing
channels-can-rate = Pace
channels-can-rate-words = { $n_words } at once, then one every { $seconds ->
    [one] second
   *[other] { $seconds_words } seconds
 }
channels-can-tags = Hashtags
channels-can-mentions = Mentions
channels-can-most = at most { $n_words }
channels-can-quota = Quota
channels-quota-posts = { $n_words } posts in { $hours_words } hours
channels-quota-units = { $n_words } units in { $hours_words } hours; a post takes { $each_words }
channels-can-cost = Price
channels-cost-post = { $price } a post
channels-cost-post-with-link = { $price } with an address in it
channels-cost-read = { $price } for each thing that is read back
channels-can-pulls = Files
channels-can-pulls-words = the network fetches them from this installation, which must be reachable from outside
channels-can-version = Interface
channels-can-sunset = ends on { $day }

channel-field-server = Address of the server
channel-field-server-hint = As in the browser: https://…
channel-field-token = Access token
channel-field-secret = Secret for signing
channel-field-secret-hint = Any long text that the receiver knows as well: each call is signed with it.
channel-field-handle = Handle
channel-field-handle-hint = Without the @, such as solenne.bsky.social
channel-field-user = User name
channel-field-password = Password
channel-field-password-hint = An application password where the network has them; it can be revoked by itself.
channel-field-key = Key
channel-field-webhook = Webhook address
channel-field-thread = Thread
channel-field-chat = Chat or channel
channel-field-chat-hint = Such as @solenne or -1001234567890
channel-field-room = Room
channel-field-room-hint = Such as #news:solenne.example
channel-field-channel = Channel
channel-field-from = Sender
channel-field-from-hint = Such as Solenne <news@solenne.example>
channel-field-unsubscribe = Address for unsubscribing
channel-field-unsubscribe-hint = Only when you have a page of your own for it; {"{address}"} stands for the reader’s. Left empty, each letter has a link that works here.
channel-field-uid = User number
channel-field-organization = Organisation
channel-field-scopes = Rights asked for
channel-field-page = Page
channel-field-community = Community

channels-guide-bluesky = In Bluesky open Settings, Privacy and security, App passwords, and make one for Parvis. Never give your main password.
channels-guide-mastodon = On your server open Preferences, Development, New application. It needs the rights read and write. Open the application and copy “Your access token”.
channels-guide-wordpress = In WordPress open Users, Profile, Application Passwords, and make one for Parvis. The user needs the role of an author or above.
channels-guide-ghost = In Ghost open Settings, Integrations, Add custom integration, and copy the Admin API key.
channels-guide-discourse = In Discourse open Admin, API, New API key, for one user, with the right to write topics and posts.
channels-guide-nodebb = In NodeBB open the admin panel, API access, and make a token for the user that will write.
channels-guide-lemmy = Name and password of the account that will write, and the community it writes in.
channels-guide-matrix = An account of its own for Parvis, invited to the room: its token stands in Element under Settings, Help & About, Access token.
channels-guide-telegram = Write to @BotFather, make a bot with /newbot, make it an administrator of your channel, and copy its token.
channels-guide-discord = In the channel’s settings open Integrations, Webhooks, New webhook, and copy its address.
channels-guide-slack = Make an application at api.slack.com with the right chat:write, install it, invite it to the channel, and copy the token that begins with xoxb-.
channels-guide-mail = The mail server the newsletter leaves by, written smtps://mail.example or smtp://mail.example:587, and its sender. You add the readers afterwards.
channels-guide-webhook = An address of yours that takes each post as a signed call: for anything that Parvis does not speak to by itself.
channels-guide-facebook = A page that you run. The access token needs pages_manage_posts and pages_read_engagement.
channels-guide-instagram = A professional account, linked to a page. The access token needs instagram_content_publish.
channels-guide-threads = The access token needs threads_basic and threads_content_publish. It ends after sixty days; Parvis says so in time.
channels-guide-linkedin = The access token needs w_member_social for yourself, or w_organization_social for an organisation that you run.
channels-guide-x = An application with the right to read and write, and a token of your account. X takes money for each post.
channels-guide-youtube = An application of yours at Google with the YouTube Data API switched on, and a token of the channel’s account.
channels-guide-tiktok = An application of yours with the right video.publish. Until TikTok has audited it, posts are private.
channels-guide-pinterest = An application of yours with the right pins:write, and a token of the account.
channels-guide-reddit = An application of the kind “script”, its keys, and an account that may write in the subreddit.
channels-guide-flickr = An application key of yours, and a token with the right to write.

# Access that is granted at the network itself.
channels-consent-title = Grant access at { $network }
channels-consent-keys = Keys of your application
channels-consent-known = The keys of your application at { $network } are kept. Fill them in only to replace them.
channels-consent-make = { $network } gives access to applications, not to servers: every installation brings its own. Make one there, once, then copy its two keys.
channels-consent-given = The server gives Parvis its keys by itself. Fill them in only if yours wants you to make them.
channels-consent-back = Where the application asks for a return address (redirect, callback), give exactly:
channels-client-id = Public key (client id)
channels-client-secret = Secret key (client secret)
channels-consent-do = Go on to { $network }
channels-consent-token = I have an access token already
channels-consent-leave = You leave Parvis for { $host }. Sign in there with the account you want to publish on and grant access; you come back by yourself, within the hour.
channels-consent-go = Go on to { $host }
channels-consent-stay = Not now
channels-consent-refused = Access was not granted, so nothing was connected. You can try again whenever you like.
channels-consent-failed = Nothing was connected. { $said }

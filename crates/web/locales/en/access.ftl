## Coming in, the person, the settings of a workspace.

access-first-title = Nobody has come in yet
access-first-how = The first person in becomes the owner, with a link that only somebody at the machine can see.
access-first-step-look = Look where Parvis was started: it printed an address that begins like this one and contains /welcome/.
access-first-step-open = Open that address here, and choose a name and a password.
access-first-again = The link works once, for a day. Start Parvis again to get a new one.
access-sign-in = Sign in
access-sign-in-help = Forgotten the password? Somebody at the machine can set a new one: parvis user password.
access-email = Mail address
access-email-hint = You sign in with it.
access-password = Password
access-password-hint = At least 10 characters. A few words you like are better than one with signs in it.
access-your-name = Your name
access-language = Language
access-zone = Time zone
access-zone-hint = Times and digests follow it.
access-save = Save
access-welcome-title = Welcome to Parvis
access-welcome-how = You are the first: this makes your account and your first workspace.
access-welcome-workspace = Your brand
access-welcome-workspace-hint = The name of the workspace: a brand, a client, a place.
access-welcome-do = Begin
access-join-title = Join { $workspace }
access-join-for = A place is kept for { $email }.
access-join-hats = You will be: { $hats }.
access-join-password = Your password
access-join-password-hint = This mail address has an account already: its password shows that it is you.
access-join-do = Join
access-workspaces = Workspaces
access-workspaces-what = Each is a world of its own: nothing crosses from one to another.
access-workspaces-none = No workspace
access-workspaces-none-how = You belong to none at the moment. Ask a colleague for an invitation, or make one of your own.
access-workspace-new = A new workspace
access-workspace-add = Make it
access-workspace-added = “{ $name }” is ready.
access-workspace-saved = Saved.
access-workspace-name = Name
access-workspace-language = Language of new members
access-workspace-language-hint = Invitations are written in it. Everybody chooses their own afterwards.
access-workspace-zone = Time zone
access-workspace-zone-hint = Days of the charts begin at its midnight.
access-colour = Colour
access-colour-0 = Moss
access-colour-1 = Slate blue
access-colour-2 = Brick
access-colour-3 = Violet
access-colour-4 = Lake
access-colour-5 = Ochre
access-colour-6 = Heather
access-colour-7 = Stone
access-since = Made
access-owner-changes = An owner can change this.
access-leave = Leave
access-leave-what = You will no longer see { $name }, and your alerts in it are paused. What you did in it stays.
access-leave-do = Leave this workspace
access-leave-confirm = You will no longer see { $name }. An owner would have to invite you again.
access-left = You have left { $name }.
access-seen = seen
access-never-opened = not opened yet
access-never-came = not seen yet
access-tab-workspace = Workspace
access-tab-team = Team
access-tab-tokens = Tokens
access-tab-mail = Mail
access-tab-publishing = Publishing
access-tab-approval = Approval
access-tab-snippets = Snippets
access-tab-learning = Learning
access-tab-log = Log of acts
access-hats = Hats
access-hats-change = Change hats
access-hats-changed = The hats are changed.
access-hat-owner = owner
access-hat-owner-hint = Everything: the team, the mail server, tokens.
access-hat-content-manager = content manager
access-hat-content-manager-hint = Reads and treats mentions.
access-hat-social-media-manager = social media manager
access-hat-social-media-manager-hint = Decides what is listened to: sources and topics.
access-hat-community-manager = community manager
access-hat-community-manager-hint = Decides what is listened to, and treats mentions.
access-hat-analyst = analyst
access-hat-analyst-hint = Reads and measures; changes nothing else.
access-that-is-you = you
access-closed = account closed
access-member-remove = Remove { $name }
access-member-remove-confirm = { $name } will no longer see this workspace, the tokens { $name } made stop working, and the alerts of { $name } are paused. What was done stays.
access-member-removed = Removed from the team.
access-waiting = Invited, not here yet
access-until = until { $day }, { $time }
access-withdraw = Take back
access-invitation-withdrawn = The invitation is taken back: its link no longer works.
access-invite = Invite a colleague
access-invite-what = You get a link to hand over; it is mailed too when the workspace has a mail server.
access-invite-do = Invite
access-invited = { $email } is invited
access-invited-mailed = The link was mailed. Here it is as well:
access-invited-not-mailed = The mail did not leave
access-invited-by-hand = There is no mail server yet, so hand this link over yourself:
access-invited-link = Link of the invitation
access-invited-once = It works once, for a week, and is not shown again.
access-token = Token
access-token-made = The token “{ $name }”
access-token-once = Copy it now: it is not kept, only recognised, and cannot be shown again.
access-token-name = Token
access-token-may = May
access-token-read = read
access-token-read-hint = Mentions, topics, sources, figures.
access-token-write = read and write
access-token-write-hint = Everything that your hats allow.
access-token-maker = Made by
access-token-maker-left = somebody who left
access-token-used = Last used
access-token-unused = never
access-token-revoke = Take back
access-token-revoke-confirm = Scripts that use “{ $name }” stop working at once. This cannot be undone.
access-token-revoked = The token is taken back.
access-token-new = A new token
access-token-what = A token lets a script do in this workspace what your hats allow, { $n_words } requests a minute at most.
access-token-api = What scripts can do
access-token-for = What is it for?
access-token-for-hint = A name by which you will know it again, such as the script’s.
access-token-make = Make a token
access-tokens-none = No token yet
access-tokens-none-how = With a token, a script of yours reads mentions or adds sources. Make one below.
access-mail-what = Alerts and invitations are sent through this server. Your provider or your administrator knows these values.
access-mail-host = Server
access-mail-security = Protection
access-mail-start-tls = STARTTLS
access-mail-start-tls-hint = Usually port 587.
access-mail-tls = TLS
access-mail-tls-hint = Usually port 465.
access-mail-plain = None
access-mail-plain-hint = For a server on the same machine.
access-mail-port = Port
access-mail-user = User
access-mail-user-hint = Leave it empty when the server asks for none.
access-mail-password-hint = Kept encrypted; never shown again.
access-mail-password-kept = One is kept. Leave this empty to keep it.
access-mail-from = Sender
access-mail-from-hint = The address that alerts come from.
access-mail-saved = The mail server is saved. Send yourself a test to see that it works.
access-mail-test = Does it work?
access-mail-test-what = A short mail is sent to { $email }.
access-mail-test-do = Send me a test
access-mail-test-taken = The server took a mail for { $email }. If it does not come, look among the unwanted ones.
access-mail-remove = Take the server away
access-mail-remove-confirm = Alerts by mail wait until there is a server again.
access-mail-removed = The workspace has no mail server any more.
access-log-what = Every act in this workspace, newest first. Nobody can change it.
access-log-end = Nothing before that.
access-actor-worker = Parvis
access-actor-machine = Somebody at the machine
access-me = You
access-profile = Name, language, time
access-profile-saved = Saved.
access-looks = How pages look
access-density = Room between lines
access-density-comfortable = Comfortable
access-density-compact = Compact
access-password-change = Change the password
access-password-current = Password up to now
access-password-new = New password
access-sessions = Where you are signed in
access-session-this = this one
access-session-opened = signed in
access-session-ends = until { $day }
access-session-end = End
access-session-ended = That session is over.
access-sessions-end-others = End the others
access-browser-unknown = Unknown browser
access-find-places = Go to
access-find-verbs = Do
access-find-you = You
access-find-do = Find
access-find-none = Nothing of that name
access-find-none-how = No page, topic or source is called “{ $q }”. Try fewer letters.
access-do-topic = Make a topic
access-do-source = Add a source
access-do-alert = Set an alert
access-do-invite = Invite a colleague
access-do-token = Make a token
invalid-email-member-already = This mail address belongs to a member already.
invalid-hats-empty = Choose at least one hat. Nothing was changed.
invalid-current-wrong = This is not the password up to now. Nothing was changed.
invalid-security-password-in-clear = The password would cross the network readable. Choose STARTTLS or TLS, or leave the user empty.
invalid-port-not-a-number = A port is a number from 1 to 65535.
invalid-from-not-a-mail-address = Write it as name@example.org, or as Parvis <name@example.org>.
access-password-changed = { $n ->
    [0] The password is changed.
    [one] The password is changed; one other session was ended.
   *[other] The password is changed; { $n } other sessions were ended.
 }
access-sessions-ended = { $n ->
    [0] There was no other session.
    [one] One other session was ended.
   *[other] { $n } other sessions were ended.
 }
access-sessions-end-others-confirm = { $n ->
    [one] One other browser will have to sign in again.
   *[other] { $n_words } other browsers will have to sign in again.
 }

## Acts in the log, as they follow the name of who did them.
access-act-other = did { $verb }
access-act-workspace-added = made the workspace “{ $name }”
access-act-workspace-saved = changed the workspace “{ $name }”
access-act-member-invited = invited { $email } as { $hats }
access-act-member-uninvited = took an invitation back
access-act-member-joined = joined as { $hats }
access-act-member-hats-changed = made { $name } { $hats }
access-act-member-left = left the workspace
access-act-member-removed = removed { $name } from the team
access-act-token-added = made the token “{ $name }” ({ $scopes })
access-act-token-revoked = took the token “{ $name }” back
access-act-mail-saved = set the mail server { $host }, sender { $from }
access-act-mail-removed = took the mail server away
access-act-mail-tested = tried the mail server
access-act-user-added = made the account of { $name }
access-act-alert-composed = prepared “{ $name }” for sending: { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-alert-delayed = could not send “{ $name }” yet and tries again
access-act-alert-failed = could not send “{ $name }”
access-act-alert-sent = sent “{ $name }”: { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-alert-paused = paused the alert “{ $name }”
access-act-alert-resumed = resumed the alert “{ $name }”
access-act-alert-removed = removed the alert “{ $name }”
access-act-alert-saved = saved the alert “{ $name }”
access-act-alert-secret-renewed = renewed the secret of the alert “{ $name }”
access-act-alert-tested = tried the alert “{ $name }”
access-act-documents-ingested = took in what a source said: { $new } new of { $seen } seen, { $mentions } caught by topics
access-act-documents-reindexed = made index, stories and figures of { $documents } documents again, { $copies } of them copies
access-act-folder-added = made the folder “{ $name }”
access-act-folder-removed = removed the folder “{ $name }”
access-act-folder-renamed = renamed a folder to “{ $name }”
access-act-import-begun = began to import “{ $title }”: { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
 }
access-act-import-advanced = imports “{ $title }”: { $done } of { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
 }
access-act-import-ended = finished the import of “{ $title }”: { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
 }
access-act-import-stopped = stopped the import of “{ $title }” at { $done } of { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
 }
access-act-mention-assigned = assigned { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } to { $to }
access-act-mention-found-irrelevant = found { $mentions ->
    [one] a mention
   *[other] { $mentions } mentions
 } off topic for “{ $topic }”
access-act-mention-found-relevant = found { $mentions ->
    [one] a mention
   *[other] { $mentions } mentions
 } relevant to “{ $topic }”
access-act-mention-unlabelled = took back what was said of { $mentions ->
    [one] a mention
   *[other] { $mentions } mentions
 }
access-act-mention-done = ticked { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } as done
access-act-mention-reopened = opened { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } again
access-act-mention-starred = starred { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-unstarred = took the star off { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-tagged = tagged { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } “{ $tag }”
access-act-mention-untagged = took the tag “{ $tag }” off { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }
access-act-mention-unassigned = took { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } off whom they were assigned to
access-act-mention-corrected = corrected what { $mentions ->
    [one] a mention is
   *[other] { $mentions } mentions are
 }
access-act-reading-asked = asked for what was read in the last { $days } days to be read again
access-act-reading-stopped = stopped the reading again
access-act-reading-done = read again: { $read } documents, { $changed } understood otherwise
access-act-private-masked = had pages mask personal data
access-act-private-shown = had pages show personal data
access-act-learning-switched-on = put to use what was learned from corrections
access-act-learning-switched-off = let the models speak alone
access-act-mention-noted = noted something on a mention
access-act-mention-note-removed = removed a note from a mention
access-act-source-added = added the source “{ $title }”
access-act-source-edited = changed the source “{ $title }”
access-act-source-changed-state = found a source { $to } that was { $from }
access-act-source-paused = paused { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-resumed = resumed { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-visit-asked = asked for a visit of { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-moved = moved { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-source-removed = removed { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }
access-act-topic-archived = archived the topic “{ $name }”
access-act-topic-removed = removed the topic “{ $name }”
access-act-topic-revived = took up the topic “{ $name }” again
access-act-topic-reverted = took up text { $restores } of the topic “{ $name }” again
access-act-topic-saved = saved the topic “{ $name }”
access-act-topic-search-asked = asked to search the archive for a topic
access-act-topic-search-stopped = stopped the search of the archive for a topic
access-act-signal-ended = noted the end of a signal of “{ $name }”
access-act-signal-judged = said of a signal whether it was worth telling
access-act-signal-raised = raised a signal of “{ $name }”
access-act-signal-recalled = read the past of “{ $name }” again for signals
access-act-topic-searched = searched the archive for a topic: { $judged } documents judged, { $found } caught
access-act-topic-searching = searches the archive for a topic
access-act-view-saved = saved the view “{ $name }”
access-act-view-removed = removed the view “{ $name }”
access-act-channel-connected = connected the channel “{ $name }”
access-act-channel-reconnected = connected the channel “{ $name }” anew
access-act-channel-broke = lost access to the channel “{ $name }”
access-act-channel-consent-asked = went to a network to grant access to a channel
access-act-channel-application-set = set the keys of an application at a network
access-act-channel-tested = tested the channel “{ $name }”
access-act-channel-disconnected = disconnected the channel “{ $name }”
access-act-post-begun = began a post
access-act-post-written = wrote a post (version { $version })
access-act-post-planned = planned a post for { $channels ->
    [one] { $channels } channel
   *[other] { $channels } channels
 }
access-act-post-dropped = threw a post away
access-act-post-approved = approved a post in “{ $chain }”, step { $step }
access-act-post-refused = refused a post in “{ $chain }”, step { $step }
access-act-post-commented = commented on a post
access-act-comment-resolved = resolved a comment
access-act-comment-reopened = opened a comment again
access-act-approval-link-made = made a link for approval
access-act-chain-added = added the chain “{ $name }”
access-act-chain-changed = changed the chain “{ $name }”
access-act-chain-removed = removed the chain “{ $name }”
access-act-post-recurrence-set = had a post come again
access-act-post-recurrence-ended = had a post come no more
access-act-post-rounds-made = planned { $rounds ->
    [one] { $rounds } more round
   *[other] { $rounds } more rounds
 } of a post
access-act-channel-slots-set = set the slots of the channel “{ $name }”
access-act-channel-history-read = read what came back to { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
 } of the channel “{ $name }”
access-act-list-saved = saved the list “{ $name }”
access-act-list-filled = put { $posts ->
    [one] { $posts } text
   *[other] { $posts } texts
 } into the list “{ $name }”
access-act-list-sent = took { $sent ->
    [one] { $sent } text
   *[other] { $sent } texts
 } of the list “{ $name }”
access-act-feed-rule-added = began to make posts of “{ $title }”
access-act-feed-rule-removed = ended making posts of a source
access-act-feed-rule-followed = made { $made ->
    [one] { $made } post
   *[other] { $made } posts
 } of what came in from a source
access-act-posts-imported = made { $made ->
    [one] { $made } post
   *[other] { $made } posts
 } from a table
access-act-snippet-added = made the snippet “{ $name }”
access-act-snippet-changed = changed the snippet “{ $name }”
access-act-snippet-removed = took the snippet “{ $name }” away
access-act-channel-link-place-set = said where addresses stand on { $name }
access-act-channel-link-rules-set = changed what is added to the links of { $name }
access-act-links-home-set = chose the host of short links
access-act-calendar-subscribed = subscribed a calendar program, “{ $name }”
access-act-calendar-unsubscribed = took the address of a calendar program back
access-act-calendar-marked = put “{ $words }” into the calendar
access-act-calendar-unmarked = took a note out of the calendar
access-act-calendar-countries-set = chose whose holidays the calendar shows
access-act-list-removed = removed the list “{ $name }”
access-act-delivery-passed-over = let a missed round for “{ $channel }” go, as a later one was due
access-act-delivery-published = published on “{ $channel }”
access-act-delivery-refused = was refused by “{ $channel }”
access-act-delivery-held = held back a delivery to “{ $channel }”
access-act-delivery-asks = could not find out whether a delivery is on “{ $channel }”, and asks
access-act-delivery-edit-asked = asked for new words for what stands on “{ $channel }”
access-act-delivery-delete-asked = asked for a post to be taken away from “{ $channel }”
access-act-delivery-edited = changed what stands on “{ $channel }”
access-act-delivery-deleted = took a post away from “{ $channel }”
access-act-delivery-not-amended = could not { $act ->
    [edit] change what stands
   *[delete] take a post away
 } on “{ $channel }”
access-act-delivery-decided = decided about a delivery: { $act ->
    [release] let it leave
    [send_again] send again
    [is_there] it is there
    [retry] try the change again
    [overwrite] write over what was changed there
   *[drop] drop it
 }
access-act-campaign-added = began the campaign “{ $name }”
access-act-campaign-changed = changed the campaign “{ $name }”
access-act-link-added = made the short link { $slug }
access-act-link-switched-off = switched the short link { $slug } off
access-act-link-switched-on = switched the short link { $slug } on again
access-act-publishing-held = held everything that was to leave
access-act-publishing-resumed = let go on what is to leave
access-act-publishing-policy-set = changed what is asked of everything that leaves

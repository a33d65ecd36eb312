## Alerts: telling people and programs of mentions.

alerts-title = Alerts
alerts-count = { $n ->
    [one] { $n_words } rule
   *[other] { $n_words } rules
 }
alerts-new = New alert
alerts-none = No alert yet
alerts-none-how = An alert writes to you when something new is said on a topic or in a saved view: at once, or once a day.
alerts-none-topic = An alert tells of the mentions of a topic or of a saved view: make a topic first.
alerts-topic-first = Make a topic
alerts-alert = Alert
alerts-about = Tells of
alerts-about-gone = Its topic does not listen any more
alerts-about-hint = Every new mention of the topic, or every one that the saved view would show.
alerts-topics = Topics
alerts-signals = Signals of a topic
alerts-views = Saved views
alerts-when = When
alerts-where = Where to
alerts-latency = Delay
alerts-last = Last message
alerts-never = none yet
alerts-state = State
alerts-state-on = on
alerts-state-paused = paused
alerts-owner = Whose
alerts-at-once = At once
alerts-at-once-hint = Within seconds; mentions that come together are told together, at most one message a minute.
alerts-daily = Once a day
alerts-daily-hint = One message with everything since the day before; none when nothing was said.
alerts-daily-at = Daily at { $hour }
alerts-hour = Hour of the daily message
alerts-hour-hint = In the time of { $zone }. Alerts that tell at once leave it alone.
alerts-next = next: { $day }, { $clock }
alerts-way = How
alerts-way-mail = Mail
alerts-way-mail-hint = With the sentence in which it was said, the words marked.
alerts-way-webhook = Webhook
alerts-way-webhook-hint = A signed JSON message to a program of yours.
alerts-address = Address
alerts-address-hint = Mail: one address or several, separated by commas. Webhook: the address to call, such as https://hooks.example/parvis.
alerts-name = Name
alerts-name-hint = Left empty, it has the name of the topic or view.
alerts-make = Set this alert
alerts-keep = Save
alerts-saved = The alert is saved.
alerts-paused = The alert is paused. What is said meanwhile is not told later.
alerts-resumed = The alert tells again.
alerts-removed = The alert “{ $name }” is removed.
alerts-test-leaves = A test is on its way. The log below says when it has left.

alerts-do-test = Send a test
alerts-do-edit = Change
alerts-do-pause = Pause
alerts-do-resume = Resume
alerts-do-remove = Remove
alerts-remove-title = Remove “{ $name }”?
alerts-remove-words = The rule and the log of what it told are lost. Mentions stay.

alerts-rule = The rule
alerts-log = What was told
alerts-log-none = Nothing has been told yet.
alerts-log-none-one = Nothing has been told yet. Send a test to see that it arrives.
alerts-messages = { $n ->
    [one] { $n_words } message
   *[other] { $n_words } messages
 }
alerts-test = test
alerts-line-sent = { $n ->
    [0] Sent, no mention
    [one] { $n_words } mention told
   *[other] { $n_words } mentions told
 }
alerts-line-sending = { $n ->
    [one] { $n_words } mention, leaving
   *[other] { $n_words } mentions, leaving
 }
alerts-line-retrying = { $n ->
    [one] { $n_words } mention, waiting
   *[other] { $n_words } mentions, waiting
 }
alerts-line-failed = { $n ->
    [one] { $n_words } mention, not sent
   *[other] { $n_words } mentions, not sent
 }
alerts-line-latency = { $published } after it was said, { $found } after we found it
alerts-line-latency-found = { $found } after we found it
alerts-line-attempts = { $n } attempts
alerts-line-again = { $n ->
    [one] It will be tried again.
   *[other] Tried { $n } times; it will be tried again.
 }
alerts-short-sending = leaving
alerts-short-retrying = waiting
alerts-short-failed = not sent
alerts-latency-median = { $span }
alerts-latency-p90 = (9 of 10 within { $span })
alerts-since-found = Since we found it
alerts-since-published = Since it was said
alerts-latency-words = The middle of the last messages, and how long nine of ten took. Tests are left out.

alerts-no-mail-title = No mail server yet
alerts-no-mail = Mails wait until an owner of the workspace sets a mail server.
alerts-no-mail-governs = Mails wait until you say through which server they leave.
alerts-no-mail-do = Set the mail server

alerts-secret = Secret of the webhook
alerts-secret-made = The secret of this webhook
alerts-secret-once = Copy it into your program now: it is shown this once. With it your program sees that a message comes from here.
alerts-secret-renew = New secret
alerts-secret-renew-title = Make a new secret?
alerts-secret-renew-words = The old one is believed no more: your program refuses messages until it knows the new one.
alerts-signature = Messages and their signature
alerts-signature-words = Each message is a POST of JSON with three headers. Answer 2xx to take it. When nobody answers, or with 408, 425, 429 or 5xx, it is tried again for about a day under the same id; any other answer ends it, and the log says so.
alerts-header-delivery = The id of the message, the same for every attempt: drop what you have already.
alerts-header-timestamp = When this attempt left, in seconds since 1970. Refuse what is older than five minutes.
alerts-header-signature = v1= and the HMAC-SHA256, in hexadecimal, of the timestamp, a full stop and the body, under the secret.
alerts-signature-example = Checking it in Python

invalid-address-with-password = Leave the name and password out of the address: everybody who sees the alert would read them. The signature shows that a message comes from here.
invalid-address-too-many = At most ten addresses.

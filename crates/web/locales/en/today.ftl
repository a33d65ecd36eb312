## The home page.

today-morning = Good morning, { $name }
today-afternoon = Good afternoon, { $name }
today-evening = Good evening, { $name }
today-left-today = you left at { $clock }
today-left-yesterday = you left yesterday at { $clock }
today-left-on = you left on { $day } at { $clock }
today-new-topic = New topic

today-mentions = { $n ->
    [0] No mention
    [one] { $n_words } mention
   *[other] { $n_words } mentions
 }
today-since-left = since you left
today-since-day = in the last 24 hours
today-standing-far-under = far fewer than usual { $stretch } ({ $usual })
today-standing-under = fewer than usual { $stretch } ({ $usual })
today-standing-usual = as usual { $stretch }
today-standing-over = more than usual { $stretch } ({ $usual })
today-standing-far-over = far more than usual { $stretch } ({ $usual })
today-stretch-night = for a { $day } night
today-stretch-morning = for a { $day } morning
today-stretch-afternoon = for a { $day } afternoon
today-stretch-evening = for a { $day } evening
today-stretch-day = for a day like this
today-stretch-days = for as many days
today-weekday-0 = Monday
today-weekday-1 = Tuesday
today-weekday-2 = Wednesday
today-weekday-3 = Thursday
today-weekday-4 = Friday
today-weekday-5 = Saturday
today-weekday-6 = Sunday
today-rising = Rising:
today-and = and
today-rise = { $n_words } mentions, { $times } times the usual
today-rise-from-none = { $n_words } mentions, where there are usually next to none
today-nothing-rises = Nothing rises above the usual.
today-lead-begins = { $n ->
    [one] Over a day,
   *[other] Over { $n_words } days,
 }
today-lead-is = makes up
today-lead-ends = of what is said of the brand and its competitors.

today-alert-waits = Alert waits
today-alert-failed = Alert not sent
today-alert-mentions = { $n ->
    [one] One mention was to be told.
   *[other] { $n_words } mentions were to be told.
 }
today-alert-open = Open the alert

today-rises = Rising
today-rise-title = { $name }: { $times } times the usual
today-rise-title-from-none = { $name }: much from next to nothing
today-rise-hours = in { $n_words } h
today-rise-chart = Mentions of { $name } by hour, two days
today-see = { $n ->
    [one] See the mention
   *[other] See the { $n_words } mentions
 }
today-see-topic = Open the topic

today-open = To be treated
today-open-count = { $n_words } open
today-open-many = { $n_words } or more open
today-open-none = Nothing waits: every mention has been treated.
today-done = Mark “{ $title }” as done
today-mine = Given to you
today-mine-count = { $n_words } open
today-mine-none = Nothing waits for you. What colleagues assign to you stands here.
today-shares = The brand and its competitors
today-shares-days = mentions, { $n_words } days

today-under-way = Under way
today-import = Import of “{ $name }”
today-search = Searching the archive for “{ $name }”
today-progress = { $done } of { $total }
today-progress-open = { $n_words } so far
today-progress-see = See how far it is

today-listening = Listening
today-sources = { $n ->
    [one] { $n_words } source
   *[other] { $n_words } sources
 }
today-sources-as-expected = { $n_words } as expected
today-sources-new = { $n_words } not read yet
today-sources-late = { $n_words } late
today-sources-waiting = { $n ->
    [one] { $n_words } asked us to wait
   *[other] { $n_words } asked us to wait
 }
today-sources-failing = { $n ->
    [one] { $n_words } fails
   *[other] { $n_words } fail
 }
today-sources-blocked = { $n ->
    [one] { $n_words } blocks us
   *[other] { $n_words } block us
 }
today-sources-gone = { $n_words } gone for good
today-sources-paused = { $n_words } paused
today-sources-well = Nothing silent that should speak.

today-steps = First steps
today-steps-words = Three steps, and this page tells you every morning what is said.
today-step-done = done
today-step-source = Add sources
today-step-source-words = Sites, blogs, forums: give any page’s address, or bring the list of your reader.
today-step-source-do = Add a source
today-step-topic = Make a topic
today-step-topic-words = A name and its spellings are enough; what was already read is searched too.
today-step-topic-do = Make a topic
today-step-alert = Set an alert
today-step-alert-words = By mail or webhook, at once or once a day.
today-step-alert-do = Set an alert

## Topics and the room Listen.

topics-listen = Listen
topics-title = Topics
topics-topic = Topic
topics-count = { $n ->
    [0] nothing is listened for yet
    [one] { $n_words } topic
   *[other] { $n_words } topics
 }
topics-period = Period
topics-period-7 = 7 d
topics-period-30 = 30 d
topics-period-56 = 8 weeks
topics-period-365 = Year
topics-period-words-7 = last 7 days
topics-period-words-30 = last 30 days
topics-period-words-56 = last 8 weeks
topics-period-words-365 = last year
topics-mentions = Mentions
topics-change = Change
topics-trend = Day by day
topics-all = All topics
topics-share = Share of voice
topics-open = To treat
topics-open-note = mentions that nobody has marked done
topics-fresh = Since your last visit
topics-fresh-note = caught while you were away
topics-each-day = Each day
topics-each-day-note = on average
topics-more = more
topics-less = less
topics-same = as many as
topics-before = { $n ->
    [one] against { $n_words } before
   *[other] against { $n_words } before
 }
topics-none-before = none in the period before
topics-spark = { $name }, day by day: { $n_words } in all
topics-last = What was said last
topics-all-mentions = All mentions
topics-kinds = Where it is said
topics-languages = In what language
topics-rest = others

topics-chart-peak = { $times ->
    [2] Twice the usual on { $day }
    [3] Three times the usual on { $day }
   *[other] { $times } times the usual on { $day }
 }
topics-chart-plain = { $n ->
    [one] One mention in all this time
   *[other] { $n_words } mentions in all this time
 }
topics-chart-plain-days = { $n ->
    [one] One mention in all this time
   *[other] { $n_words } mentions, some { $each } a day
 }
topics-chart-plain-hours = { $n ->
    [one] One mention in all this time
   *[other] { $n_words } mentions, some { $each } an hour
 }
topics-chart-per-day = mentions per day
topics-chart-per-day-of = mentions per day, last { $weeks } weeks
topics-chart-not-collected = no mention before { $day }
topics-chart-not-looked = not looked at before { $day }
topics-chart-so-far = { $when }, so far
topics-chart-per-hour = mentions per hour
topics-chart-series = Mentions

topics-kind = Kind
topics-kind-own-brand = own brand
topics-kind-own_brand = Own brand
topics-kind-product = Product
topics-kind-competitor = Competitor
topics-kind-theme = Theme
topics-kind-person = Person

topics-new = New topic
topics-edit = Change the topic
topics-edit-do = Change
topics-name = Name of the topic
topics-by = How to say what to listen for
topics-by-form = By names
topics-by-query = By a query
topics-as-query = Go on as a query
topics-names = Names
topics-names-hint = The brand’s, product’s or person’s own names, one a line.
topics-spellings = Other spellings
topics-spellings-hint = How others write it: abbreviations, frequent mistakes.
topics-handles = Names on networks
topics-handles-hint = With or without @.
topics-hashtags = Hashtags
topics-products = Products that stand for it
topics-context = Only beside one of these words
topics-context-hint = For a name that means other things too: “jacket”, “mountain”. One of them must be in the text as well.
topics-exclude = Not to be confused with
topics-exclude-hint = A text with one of these is left out: a namesake, a first name, a saxophone.
topics-languages-field = Only in these languages
topics-languages-hint = Names or codes, such as French, en. Empty: in any, declared or not.
topics-more-fields = More to listen for
topics-query = Query
topics-query-hint = Words, "phrases", AND, OR, NOT, NEAR/5, title:, lang:, [[another topic]]. What is wrong is underlined while you write.
topics-made = The query that this makes
topics-try = See what it would catch
topics-save = Save and listen
topics-save-again = Save
topics-tried = What it would have caught
topics-would-catch = { $more ->
    [yes] More than { $n_words } documents of the last 30 days
   *[no] { $n ->
        [0] Nothing of the last 30 days
        [one] One document of the last 30 days
       *[other] { $n_words } documents of the last 30 days
    }
 }
topics-tried-none = Nothing that your sources brought says this. Look at the spelling, or add sources where it could be said.
topics-kept-note = What was caught before stays, marked with the text that caught it. The archive is searched again.
topics-saved = “{ $name }” listens now. The archive is being searched for it.
topics-saved-but = “{ $name }” listens now. { $remarks }

topics-help = How a topic listens
topics-help-1 = It asks every document that a source brings, as it comes, and the whole archive once.
topics-help-2 = Capitals, accents and word endings with an apostrophe do not count: “névé” finds “NEVE”.
topics-help-3 = See what it would catch before you save; nothing is lost by trying.

topics-empty-title = Say what to listen for
topics-empty = A topic is a name, or a question to everything that your sources bring: your brand, a product, a competitor, a theme. Its mentions, figures and alerts stand here.
topics-empty-sources = Add sources

topics-search = Search the archive again
topics-searching = Searching the archive for { $name }
topics-searching-this = Searching the archive
topics-searched = { $n } of { $total } documents
topics-search-stop = Stop searching
topics-search-note = What is found stands below at once. You can leave this page.
topics-search-began = The archive is being searched.
topics-search-stopped = The search is stopped. What it found stays.
topics-alert = Alert me
topics-acts = More
topics-archive = Archive
topics-archive-confirm = The topic listens no more. Its mentions and figures stay, and it can listen again later.
topics-archived = This topic listens no more.
topics-archived-done = The topic listens no more. Its mentions stay.
topics-archived-list = Topics that listen no more
topics-revive = Listen again
topics-revived-done = The topic listens again. What was said meanwhile is being searched for.
topics-remove = Remove
topics-remove-confirm = The topic goes with its { $n } mentions of this period, all others, its figures and its alerts. This cannot be undone.
topics-remove-title = Remove “{ $name }”?
topics-removed-done = The topic is removed.
topics-quiet = Nothing was said in this period.
topics-history = Its texts
topics-version = Text { $n }
topics-version-by = by { $name }

invalid-topic-named-by-others = Another topic names this one in its query, and could not be asked without it. Change that one first; nothing was saved.
invalid-name-brackets = A name cannot hold [[ or ]]: other queries name it by them.
invalid-names-empty = Give at least one name, spelling, handle, hashtag or product.
invalid-kind-unknown = Choose one of the kinds.
topics-find = Find a topic
topics-find-none = No topic of that name.
topics-shown-most = The { $n } of most mentions
topics-shown-found = { $n } of { $total }
topics-shown-all = Show all { $n }

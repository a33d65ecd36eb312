## Planning: slots, best times, what comes again, evergreen lists, feeds, tables and files.

plan-more = More about planning
plan-lists = Evergreen lists
plan-feeds = Posts from feeds
plan-import = Posts from a table
plan-comes-again = Comes again by a rule
plan-move-again = This post leaves by a rule. Open it to change when; nothing was moved.
plan-gap = A free slot of { $name }: write a post for it
plan-gap-short = Free slot

plan-day-0 = Monday
plan-day-1 = Tuesday
plan-day-2 = Wednesday
plan-day-3 = Thursday
plan-day-4 = Friday
plan-day-5 = Saturday
plan-day-6 = Sunday

# Slots and best times.
plan-slots-title = Slots and best times
plan-slots = Slots
plan-slots-what = The times at which this channel usually publishes. “Plan in the next free slots” takes the first one in whose minute nothing else leaves. Write times of day with spaces between them, such as 09:00 12:30; nothing means no slot on that day.
plan-slots-saved = The slots are saved. What is planned stays where it is.
plan-next-free = Next free slot
plan-no-free = No free slot.
plan-set-slots = Set slots
plan-in-slots = Plan in the next free slots
plan-best = Best times
plan-best-see = How this is known
plan-best-how = From the channel’s own posts of the last year: reactions, answers, shares and saves, hour by hour of the week. Hours with few posts are drawn towards the mean, so that luck does not decide.
plan-best-not-enough = Not enough history to name best times: { $n ->
    [0] no post
    [one] { $n_words } post
   *[other] { $n_words } posts
 } of at least { $min } that can be compared.
plan-best-no-difference = From { $n_words } posts: no hour is better than another beyond chance.
plan-best-from = From { $n_words } posts of this channel.
plan-best-hour = { $weekday }, { $hour }: { $more }% more ({ $n ->
    [one] { $n_words } post
   *[other] { $n_words } posts
 })
plan-history = Read a year of posts
plan-history-what = Asks the network what this account said in the last year and what came back. What is said from now on is counted by itself.
plan-history-not-told = This network does not tell what an account said before; only what leaves from here is counted.
plan-history-read = { $n ->
    [0] The network told of no post.
    [one] { $n } post was read.
   *[other] { $n } posts were read.
 }

# What comes again.
plan-repeat = Comes again
plan-every-once = Only once
plan-every-daily = Every day
plan-every-workdays = Monday to Friday
plan-every-weekly = Every week
plan-every-fortnightly = Every second week
plan-every-monthly = Every month
plan-every-yearly = Every year
plan-every-own = By a rule of my own
plan-until = Until
plan-own-rule = A rule of my own
plan-rule = Rule
plan-rule-hint = As calendars write it (RFC 5545): FREQ=MONTHLY;BYDAY=-1FR is every last Friday. Counts where “By a rule of my own” is chosen.
plan-repeat-no-time = Give a day and a time: it is from there that it comes again.
plan-dates = Next dates, on the clock of { $zone }:
plan-dates-more = and so on
plan-dates-none = This rule gives no date from now on.
plan-dates-moved = later on this day: the clock jumps over its usual time
plan-clock-changes = By { $day } the clock of { $zone } has been changed; it leaves at the same time on the wall all the same.
plan-is-listed = This is a text of an evergreen list, which sends it by itself. Save changes here; take it out of the list to plan it.

# Evergreen lists.
plan-lists-what = Texts that stay true, sent again and again: each time the one that a channel has not said for longest, and never the same twice in a row.
plan-lists-empty-title = No evergreen list yet
plan-lists-empty = A list has texts, channels and a rhythm. Make one, then tick the drafts that belong to it.
plan-list-new = New list
plan-list-make = Make the list
plan-list-made = The list is made. Now tick the texts that it sends.
plan-list-name = Name
plan-list-texts = Texts
plan-list-next = Sends next
plan-list-over = no more
plan-list-from = From
plan-list-zone = On the clock of { $zone }.
plan-list-inside = { $n ->
    [0] No text
    [one] { $n_words } text
   *[other] { $n_words } texts
 }
plan-list-in = in the list
plan-list-open = Open
plan-list-texts-what = Ticked drafts belong to the list; what is unticked becomes a draft again. Each goes in its own words where it has some for a channel.
plan-list-fill = Keep these texts
plan-list-filled = The texts of the list are saved.
plan-list-no-drafts = There are no drafts to take.
plan-list-no-channels = This list has no channel, so nothing leaves. Tick one below.
plan-list-too-few = With fewer than two texts there is nothing to send but the same, which is never done.
plan-list-dates = When it sends
plan-list-change = Change the list
plan-list-saved = The list is saved.
plan-list-remove = Remove the list
plan-list-remove-confirm = Its texts become drafts again. What was sent stays where it is.
plan-list-removed = “{ $name }” is removed; its texts are drafts again.

# What feeds become.
plan-feeds-what = What comes in from a source becomes a draft or a planned post by itself, each entry once for ever.
plan-feeds-empty-title = No rule yet
plan-feeds-empty = Choose a source, such as the feed of your own blog, and say what becomes of its entries.
plan-feed-new = New rule
plan-feed-source = Source
plan-feed-choose = Choose a source
plan-feed-template = Text
plan-feed-template-hint = { "{title}" }, { "{link}" } and { "{summary}" } are filled in from each entry.
plan-feed-becomes = Each entry becomes
plan-feed-draft = a draft
plan-feed-draft-hint = Somebody looks at it before it leaves.
plan-feed-planned = a planned post
plan-feed-planned-hint = It leaves by itself, at least 15 minutes after the one before. What cannot leave as it is waits as a draft.
plan-feed-from = From (hour)
plan-feed-to = Before (hour)
plan-feed-add = Begin
plan-feed-added = The rule is made. It begins with what comes in from now on.
plan-feed-becomes-planned = Planned by itself
plan-feed-becomes-draft = Drafts
plan-feed-hours = from { $from }:00 to { $to }:00
plan-feed-made = { $n ->
    [0] no post made yet
    [one] { $n_words } post made
   *[other] { $n_words } posts made
 }
plan-feed-remove = Remove
plan-feed-remove-confirm = Nothing more becomes of this source’s entries. The posts that were made stay.
plan-feed-removed = The rule is removed; the posts that it made stay.

# Tables and files.
plan-import-what = A CSV file of at most { $n_words } rows and { $mb } MB. Every row is checked and shown before anything is made.
plan-import-table = The table
plan-import-again = Another table
plan-import-file = CSV file
plan-import-pasted = Or paste it
plan-import-check = Check the table
plan-import-bad = { $n ->
    [one] { $n_words } of { $total } rows has a problem and is left out.
   *[other] { $n_words } of { $total } rows have problems and are left out.
 } Nothing was made yet.
plan-import-all-good = { $n ->
    [one] The row is good.
   *[other] All { $n_words } rows are good.
 } Nothing was made yet.
plan-import-no-rows = The table has no rows but the names of the columns.
plan-import-drafts = { $n ->
    [one] Make { $n_words } draft
   *[other] Make { $n_words } drafts
 }
plan-import-planned = { $n ->
    [one] Make the good rows and plan { $n_words }
   *[other] Make the good rows and plan { $n_words }
 }
plan-import-undated = { $n ->
    [one] { $n_words } good row has no time or no channel and becomes a draft in any case.
   *[other] { $n_words } good rows have no time or no channel and become drafts in any case.
 }
plan-import-made = { $n ->
    [one] { $n } post was made.
   *[other] { $n } posts were made.
 }
plan-import-made-but = { $n ->
    [one] { $n } post was made
   *[other] { $n } posts were made
 }, { $left } left out for their problems.
plan-import-columns = Columns
plan-csv-line = Line
plan-csv-problems = With problems
plan-csv-good = Good
plan-csv-column-date = The day: 2026-12-01 or 01/12/2026.
plan-csv-column-time = The time of day: 09:30.
plan-csv-column-zone = The time zone, such as Europe/Paris; { $zone } when empty.
plan-csv-column-channels = Names or numbers of channels, with a comma, a semicolon or | between them.
plan-csv-column-title = A title, where the network has one.
plan-csv-column-text = The text. This column has to be there.
plan-csv-column-link = An address that follows the text.
plan-csv-column-image = The number of a picture or film of the library.
plan-csv-column-alt = What the picture shows; of several, with | between them.
plan-csv-column-labels = Words to find the post by.
plan-csv-against = On { $channel }: { $words }
plan-csv-text-empty = There is no text, title or picture.
plan-csv-link-not-an-address = “{ $about }” is no address of the web.
plan-csv-image-no-number = “{ $about }” is no number of a file of the library. Add the picture to the library and give its number.
plan-csv-image-unknown = The library has no file number { $about }.
plan-csv-labels-too-many = More than 20 labels.
plan-csv-channels-unknown = There is no channel “{ $about }”.
plan-csv-channels-ambiguous = Several channels are called “{ $about }”: give the number instead.
plan-csv-channels-too-many = More than 50 channels.
plan-csv-zone-unknown = “{ $about }” is no time zone.
plan-csv-date-empty = There is a time and no day.
plan-csv-date-not-a-date = “{ $about }” is no day: 2026-12-01 is expected.
plan-csv-date-past = { $about } with this time is past.
plan-csv-date-too-far = { $about } is more than five years ahead.
plan-csv-time-empty = There is a day and no time.
plan-csv-time-not-a-time = “{ $about }” is no time of day: 09:30 is expected.
plan-export = All posts as a file
plan-export-what = Every post with its channels, times and what became of it.

# Days of the calendar.
plan-days = Notes and holidays
plan-days-what = What stands on days of the calendar besides posts.
plan-days-empty-title = No note and no embargo
plan-days-empty = A note says what is going on; an embargo warns whoever plans something for its days.
plan-mark-new = New
plan-mark-kind = Kind
plan-mark-note = Note
plan-mark-note-hint = Something to know: a fair, a launch, a school holiday.
plan-mark-embargo = Embargo
plan-mark-embargo-hint = Nothing should leave: whoever writes for these days is warned.
plan-mark-from = From
plan-mark-to = To
plan-mark-words = What it says
plan-mark-add = Put it into the calendar
plan-mark-added = It stands in the calendar.
plan-mark-remove = Remove
plan-mark-removed = It no longer stands in the calendar.
plan-countries = Public holidays
plan-countries-which = Countries
plan-countries-saved = The calendar shows the holidays of these countries.

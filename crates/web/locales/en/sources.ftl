## Sources: the list, one source, adding, folders, lists handed in.

sources-count = { $n ->
    [one] { $n_words } source
   *[other] { $n_words } sources
 }
sources-add = Add a source
sources-opml = OPML
sources-back = Back to the sources
sources-empty-title = Nothing is listened to yet
sources-empty = A source is a place that is read for you: a newspaper, a blog, a forum. Give the address of any page, or hand in the list of your feed reader, and what is said there comes in by itself.
sources-none-title = No source like that
sources-none = No source fits these filters.
sources-all-show = Show all sources
sources-states = How the sources stand
sources-folders = Folders
sources-all = All sources
sources-no-folder = No folder
sources-source = Source
sources-state = State
sources-documents = Documents
sources-newest = Newest
sources-next = Next visit
sources-words = Name or address
sources-filter = Filter
sources-any-state = Any
sources-shown = { $n ->
    [one] { $n_words } source fits
   *[other] { $n_words } sources fit
 }
sources-nothing-yet = nothing yet
sources-every = every ≈ { $span }
sources-due = as soon as possible
sources-in = in { $span }
sources-never = none
sources-tick = Tick “{ $title }”
sources-ticked-ones = The ticked ones:
sources-move = Move
sources-pause = Pause
sources-resume = Resume
sources-visit = Visit now
sources-remove = Remove
sources-remove-many-confirm = The ticked sources and the log of their visits go; what they brought stays. This cannot be undone.
sources-remove-title = Remove “{ $title }”?
sources-remove-confirm = The source and the log of its visits go; what it brought stays. This cannot be undone.

sources-state-new = Not visited yet
sources-state-as-expected = As expected
sources-state-late = Late
sources-state-waiting = Asked us to wait
sources-state-blocked = Blocks us
sources-state-failing = Failing
sources-state-gone = Gone
sources-state-paused = Paused
sources-count-new = { $n_words } not visited yet
sources-count-as-expected = { $n_words } as expected
sources-count-late = { $n_words } late
sources-count-waiting = { $n ->
    [one] { $n_words } asks to wait
   *[other] { $n_words } ask to wait
 }
sources-count-blocked = { $n ->
    [one] { $n_words } blocks us
   *[other] { $n_words } block us
 }
sources-count-failing = { $n ->
    [one] { $n_words } fails
   *[other] { $n_words } fail
 }
sources-count-gone = { $n_words } gone
sources-count-paused = { $n_words } paused

sources-kind-news = Press
sources-kind-blog = Blog
sources-kind-forum = Forum
sources-kind-review = Reviews
sources-kind-social = Social network
sources-kind-video = Video
sources-kind-comment = Comments
sources-kind-mail = Mail
sources-kind-other = Other

sources-language-declared = As the feed says
sources-language-unknown = not declared

sources-chart = What it publishes
sources-chart-unit = documents per day, 30 days
sources-chart-none = Nothing yet. The chart comes with the first documents.
sources-brought = What it brought last
sources-brought-mentions = Its mentions
sources-brought-none = Nothing yet.
sources-caught = mention
sources-untitled = Untitled
sources-visits = Visits
sources-visits-last = the last 25
sources-visits-none = No visit yet.
sources-visit-unchanged = Nothing has changed.
sources-visit-new = { $n_words } new
sources-visit-changed = { $n_words } changed
sources-visit-of = { $n ->
    [one] of { $n_words } entry
   *[other] of { $n_words } entries
 }
sources-visit-nothing = { $n ->
    [0] The feed is empty.
    [one] Nothing new in { $n_words } entry.
   *[other] Nothing new in { $n_words } entries.
 }
sources-visit-took = { $n_words } ms
sources-rhythm = Rhythm
sources-expected = Publishes
sources-expected-every = about every { $span }
sources-expected-unknown = too little yet to know
sources-succeeded = Last answer
sources-succeeded-never = never
sources-next-paused = none: it is paused
sources-about = About
sources-address = Feed
sources-address-hint = Another address is visited at once. What was brought stays.
sources-site = Site
sources-folder = Folder
sources-kind = Kind of place
sources-kind-hint = Filters and queries ask by it.
sources-language = Language
sources-added-on = Added
sources-name = Name
sources-edit = Edit
sources-edit-title = Edit the source
sources-save = Save
sources-saved = Saved.
sources-paused = Paused. Nothing is fetched until you resume it.
sources-resumed = Resumed. It is visited at once.
sources-visit-asked = It is visited as soon as its site has a turn for us.
sources-removed = Removed. What it brought is still here.

sources-new-title = Add sources
sources-by-address = By an address
sources-any-address = The address of any page
sources-any-address-hint = A newspaper, a blog, a channel, a forum: the feeds it leads to are looked for. The address of a feed does as well.
sources-find = Look for feeds
sources-find-later = Nothing was added. Try again later.
sources-by-list = By a list
sources-list = OPML file
sources-list-hint = Every feed reader can export one. A text file with one address a line does as well.
sources-paste = Or paste addresses
sources-pasted = One address a line
sources-import = Import
sources-imports = Last imports
sources-import-lines = { $n ->
    [one] { $n_words } line
   *[other] { $n_words } lines
 }
sources-import-open = under way

sources-found-title = What was found there
sources-found = { $n ->
    [one] { $n_words } feed
   *[other] { $n_words } feeds
 }
sources-found-legend = Feeds to add
sources-known-already = You read this already
sources-entries = { $n ->
    [one] { $n_words } entry
   *[other] { $n_words } entries
 }
sources-newest-of = newest:
sources-unread = It could not be read just now; the page says that it is there.
sources-where = Where it goes
sources-folder-or-new = Or a new folder
sources-add-these = Add the ticked ones
sources-another = Try another address
sources-added-one = Added. The first visit is under way; this page fills by itself.
sources-added-many = { $n } sources were added. Their first visits are under way.
sources-added-none = Nothing was added: you read all of that already.

sources-folder-new = New folder
sources-folder-name = Name
sources-folder-hint = “Press / Regional” stands inside “Press”.
sources-folder-add = Make the folder
sources-folder-edit = Rename or remove
sources-folder-title = Folder
sources-folder-remove = Remove the folder
sources-folder-remove-what = { $n ->
    [0] The folder goes. It is empty.
    [one] The folder goes; its source stays, in no folder.
   *[other] The folder goes; its { $n_words } sources stay, in no folder.
 }
sources-folder-added = The folder is there.
sources-folder-unnamed = A folder needs a name of at most 120 characters. Nothing was made.
sources-folder-renamed = The folder has its new name.
sources-folder-removed = The folder is gone; its sources stay.

sources-none-ticked = Nothing was done: tick sources first.
sources-bulk-paused = { $n ->
    [one] One source is paused.
   *[other] { $n } sources are paused.
 }
sources-bulk-resumed = { $n ->
    [one] One source is visited again.
   *[other] { $n } sources are visited again.
 }
sources-bulk-visits = { $n ->
    [one] One source is visited as soon as possible.
   *[other] { $n } sources are visited as soon as possible.
 }
sources-bulk-moved = { $n ->
    [one] One source was moved.
   *[other] { $n } sources were moved.
 }
sources-bulk-removed = { $n ->
    [one] One source was removed. What it brought is still here.
   *[other] { $n } sources were removed. What they brought is still here.
 }

sources-import-title = Import
sources-import-begun = The list is here. Its lines are gone through now.
sources-import-pasted = Pasted addresses
sources-import-running = Going through the list
sources-import-done-of = { $n_words } of { $total }
sources-import-note = You can leave this page; the work goes on.
sources-import-stop = Stop
sources-import-stop-confirm = The lines that wait are left. What was added stays.
sources-import-stopped = The import was stopped. What was added stays.
sources-import-was-stopped = Stopped after { $n_words } of { $total } lines. What was added stays; hand the list in again to go on.
sources-import-was-done = { $n ->
    [0] Every line was looked at. There was nothing to add.
    [one] Every line was looked at. The new source is being visited.
   *[other] Every line was looked at. The new sources are being visited, one after the other.
 }
sources-import-added = { $n_words } added
sources-import-known = { $n_words } known already
sources-import-refused = { $n_words } refused
sources-import-outcomes = What each line came to
sources-import-no-lines = No line like that.
sources-import-csv = Report as CSV
sources-line = Line
sources-outcome = Outcome
sources-outcome-all = All
sources-outcome-added = Added
sources-outcome-known = Known already
sources-outcome-refused = Refused
sources-outcome-waiting = Waiting
sources-outcome-left = Left
sources-line-no-address = It has no feed address.
sources-line-bad-address = “{ $written }” is not an address of the web.
sources-line-twice = This feed stands on line { $first } already.
sources-line-rubbish = “{ $written }” means nothing here.
sources-line-truncated = The list ends in the middle.
sources-line-too-many = The list is too long; what comes after was left.
sources-line-more-problems = Lines after this one that could not be read either: { $count }. They are not named.
sources-line-has-password = The address carries a name or a password, which would be shown and logged. Give it without.
sources-line-too-long = The address is too long.

invalid-address-has-password = The address carries a name or a password, which would be shown and logged. Give it without.
invalid-address-no-feed = The page was read, and leads to no feed. Try the address of its news page or blog; sites often name their feed “RSS” or “Follow us”.
invalid-pick-empty = Tick at least one feed.
invalid-list-empty = Choose a file, or paste addresses.
invalid-list-cut-short = The file did not arrive whole, or is larger than 32 MB. Nothing was kept; try again.
invalid-source-paused = The source is paused: resume it first, then it is visited at once.
invalid-source-too-many = That is too many sources for one act: at most 10,000.

## The frame of every page and the parts that pages are made of.

rail-today = Today
rail-listen = Listen
rail-signals = Signals
rail-inbox = Inbox
rail-publish = Publish
rail-animate = Animate
rail-moderate = Moderate
rail-people = People
rail-measure = Measure
rail-topics = Topics
rail-mentions = Mentions
rail-sources = Sources
rail-alerts = Alerts

frame-skip = Skip to the page
frame-home = , home
frame-main = Main
frame-more = More
frame-find = Find or do
frame-settings = Settings
frame-you = , your account
frame-leave = Sign out
frame-rail-fold = Fold the side bar
frame-badge = need you
frame-workspace = , change workspace
frame-workspaces = Workspaces
frame-workspaces-all = All workspaces
frame-theme = Colours
frame-theme-light = Light
frame-theme-auto = As the system
frame-theme-dark = Dark

frame-cancel = Cancel
frame-close = Close
frame-undo = Undo
frame-optional = optional
frame-copy = Copy
frame-copied = Copied
frame-drop = Drop a file here, or choose one
frame-filter-remove = Remove this filter
frame-loading = Loading the next ones…
frame-list-end = That is all.
frame-list-failed = The next ones did not come. Scroll again or open the next page.
frame-pages = Pages
frame-pages-start = Back to the newest
frame-pages-previous = Previous
frame-pages-next = Next

frame-confirm = Are you sure?
frame-confirm-yes = Yes, do it

frame-palette-label = A page, a topic, a source, or what you want to do
frame-palette-none = Nothing of that name. Try fewer letters.
frame-palette-failed = The list did not come. Check the connection and open this again.

frame-keys = Keys
frame-keys-off = Turn single-letter keys off on this machine
frame-key-help = Show the keys
frame-key-down = Next in the list
frame-key-up = Previous in the list
frame-key-pick = Tick it
frame-key-range = Tick from the last one to here
frame-key-open = Open it
frame-key-outside = See it where it was said

frame-mention-pick = Tick “{ $title }”
frame-mention-unread = Unread:
frame-mention-star = Star
frame-mention-done = Done
frame-mention-notes = notes
frame-mention-outside = See it on { $site }
frame-picked = { $count ->
    [one] { $count } ticked
   *[other] { $count } ticked
 }
frame-picked-none = Tick mentions to act on several
frame-pick-all = All shown
frame-pick-none = None
frame-bulk-done = Ticked ones are done

## Charts

chart-table = Show the figures as a table
chart-missing = no data
chart-when = When
chart-mark = Signal
chart-peak = { $value } on { $when }
chart-before = the period before

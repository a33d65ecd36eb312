## Stories: the copies of one text.

stories-title = Stories
stories-by = Count
stories-by-mention = Raw
stories-by-story = By story
stories-chip = one of each story
stories-copied = { $n ->
    [one] One copy
   *[other] { $n_words } copies
 } on { $sites ->
    [one] one site
   *[other] { $sites_words } sites
 }
stories-first = First
stories-best = To read: the longest
stories-all = All copies
stories-copies = Copies
stories-spread = How it spread
stories-per-hour = copies an hour
stories-per-day = copies a day
stories-uncaught = caught by no topic
stories-cut = The first { $n_words } are listed.
stories-count = { $n ->
    [one] { $n_words } story
   *[other] { $n_words } stories
 }
stories-series = Stories
stories-note = copies counted once

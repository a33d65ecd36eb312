## The stream of mentions and one mention in full.

mentions-title = Mentions
mentions-count = { $n ->
    [one] { $n_words } mention
   *[other] { $n_words } mentions
 }
mentions-count-none-yet = none among the newest
mentions-count-more = more than { $n_words } mentions
mentions-filters = Filters
mentions-filter = Filter
mentions-more-filters = More filters
mentions-filters-clear = Remove all filters
mentions-words = Words in these mentions
mentions-topic = Topic
mentions-period = When
mentions-kind = Kind
mentions-language = Language
mentions-state = State
mentions-tag = Tag
mentions-folder = Folder
mentions-assignee = Given to
mentions-from = From
mentions-to = To
mentions-starred = Starred
mentions-any-topic = Any topic
mentions-any-time = Any time
mentions-any-kind = Any kind
mentions-any-language = Any language
mentions-any-tag = Any tag
mentions-any-folder = Any folder
mentions-anybody = Anybody
mentions-nobody = Nobody
mentions-state-any = Open and done
mentions-state-open = Open
mentions-state-done = Done
mentions-period-1 = Today
mentions-period-7 = Last 7 days
mentions-period-30 = Last 30 days
mentions-period-56 = Last 8 weeks
mentions-period-365 = Last year
mentions-period-days = Last { $n } days
mentions-period-since = Since { $day }
mentions-period-until = Until { $day }
mentions-chip-tag = tag: { $tag }
mentions-chip-assignee = given to { $name }
mentions-chip-words = “{ $words }”

mentions-kind-news = News
mentions-kind-blog = Blog
mentions-kind-forum = Forum
mentions-kind-review = Review
mentions-kind-social = Network
mentions-kind-video = Video
mentions-kind-comment = Comment
mentions-kind-mail = Mail
mentions-kind-other = Other

mentions-language-none = Not declared
mentions-language-af = Afrikaans
mentions-language-az = Azerbaijani
mentions-language-be = Belarusian
mentions-language-bg = Bulgarian
mentions-language-bn = Bengali
mentions-language-br = Breton
mentions-language-bs = Bosnian
mentions-language-co = Corsican
mentions-language-cy = Welsh
mentions-language-eo = Esperanto
mentions-language-et = Estonian
mentions-language-eu = Basque
mentions-language-fa = Persian
mentions-language-ga = Irish
mentions-language-gl = Galician
mentions-language-gu = Gujarati
mentions-language-hi = Hindi
mentions-language-hr = Croatian
mentions-language-hy = Armenian
mentions-language-id = Indonesian
mentions-language-is = Icelandic
mentions-language-ka = Georgian
mentions-language-kk = Kazakh
mentions-language-km = Khmer
mentions-language-ku = Kurdish
mentions-language-la = Latin
mentions-language-lb = Luxembourgish
mentions-language-lt = Lithuanian
mentions-language-lv = Latvian
mentions-language-mk = Macedonian
mentions-language-mn = Mongolian
mentions-language-mr = Marathi
mentions-language-ms = Malay
mentions-language-mt = Maltese
mentions-language-ne = Nepali
mentions-language-nn = Norwegian (Nynorsk)
mentions-language-oc = Occitan
mentions-language-pa = Punjabi
mentions-language-sk = Slovak
mentions-language-sl = Slovenian
mentions-language-so = Somali
mentions-language-sq = Albanian
mentions-language-sr = Serbian
mentions-language-sw = Swahili
mentions-language-ta = Tamil
mentions-language-te = Telugu
mentions-language-th = Thai
mentions-language-tl = Tagalog
mentions-language-ur = Urdu
mentions-language-uz = Uzbek
mentions-language-vi = Vietnamese
mentions-language-ar = Arabic
mentions-language-ca = Catalan
mentions-language-cs = Czech
mentions-language-da = Danish
mentions-language-de = German
mentions-language-el = Greek
mentions-language-en = English
mentions-language-es = Spanish
mentions-language-fi = Finnish
mentions-language-fr = French
mentions-language-he = Hebrew
mentions-language-hu = Hungarian
mentions-language-it = Italian
mentions-language-ja = Japanese
mentions-language-ko = Korean
mentions-language-nb = Norwegian
mentions-language-nl = Dutch
mentions-language-no = Norwegian
mentions-language-pl = Polish
mentions-language-pt = Portuguese
mentions-language-ro = Romanian
mentions-language-ru = Russian
mentions-language-sv = Swedish
mentions-language-tr = Turkish
mentions-language-uk = Ukrainian
mentions-language-zh = Chinese

mentions-views = Views
mentions-view-save = Save this view
mentions-view-save-do = Save
mentions-view-name = Name of the view
mentions-view-saved = “{ $name }” is saved. You find it under Views.
mentions-view-nameless = The view was not saved: give it a name.
mentions-view-remove = Remove the view
mentions-view-remove-confirm = The view and the alerts on it are removed for everybody. The mentions stay.
mentions-view-removed = The view is removed.
mentions-view-alert = Alert me of these
mentions-export = Export
mentions-export-csv = CSV, for a spreadsheet
mentions-export-semicolon = CSV with semicolons, for a French spreadsheet
mentions-export-json = JSON Lines, for a program

mentions-none-title = Nothing under these filters
mentions-none = No mention passes all of them. Take one away, or look at a longer time.
mentions-none-yet-judged = None of the newest candidates says this. Go on to the next ones to look further back.
mentions-quiet-title = Nothing was said yet
mentions-quiet = Your topics listen. As soon as a source brings something that one of them asks for, it stands here.
mentions-empty-title = What is said of you will stand here
mentions-empty = First say what to listen for: a topic is your brand’s name, a product, a competitor, a theme.
mentions-empty-do = Make the first topic

mentions-tag-with = Tag with…
mentions-tag-do = Tag
mentions-assign-do = Give
mentions-assign-to = Give to…
mentions-assign-empty = Choose whom the ticked mentions are given to; nothing was changed.
mentions-none-ticked = Nothing was ticked, so nothing was done.
mentions-tag-empty = Nothing was tagged: write the tag first.
mentions-done-many = { $n ->
    [one] One mention is done.
   *[other] { $n } mentions are done.
 }
mentions-reopened-many = { $n ->
    [one] One mention is open again.
   *[other] { $n } mentions are open again.
 }
mentions-starred-many = { $n ->
    [one] One mention is starred.
   *[other] { $n } mentions are starred.
 }
mentions-unstarred-many = { $n ->
    [one] The star is taken off one mention.
   *[other] The star is taken off { $n } mentions.
 }
mentions-tagged-many = { $n ->
    [one] One mention is tagged.
   *[other] { $n } mentions are tagged.
 }
mentions-untagged-many = { $n ->
    [one] The tag is taken off one mention.
   *[other] The tag is taken off { $n } mentions.
 }
mentions-assigned-many = { $n ->
    [one] One mention is in other hands.
   *[other] { $n } mentions are in other hands.
 }
mentions-tagged-one = The tag is on.
mentions-untagged-one = The tag is off.
mentions-assigned-one = The mention is given.
mentions-unassigned-one = The mention is nobody’s now.
mentions-noted = The note is kept.
mentions-note-removed = The note is removed.

mentions-back = All mentions
mentions-newer = Newer
mentions-older = Older
mentions-reopen = Open again
mentions-rating = { $stars } of 5 stars
mentions-no-text = The source gave no text. Read it where it was said.
mentions-versions = { $n ->
    [one] It was changed once since: what it said before
   *[other] It was changed { $n } times since: what it said before
 }
mentions-version = Text { $n }
mentions-why = Why it is here
mentions-why-version = text { $n } of the topic
mentions-why-archived = This topic listens no more.
mentions-why-no-more = The topic has changed since and would not catch it now.
mentions-why-none = No topic asks for it now.
mentions-why-hit = { $n ->
    [0] “{ $words }”
    [one] “{ $words }”
   *[other] “{ $words }”, { $n } times
 }
mentions-team = The team
mentions-done-by = Done by { $name }
mentions-untag = Take “{ $tag }” off
mentions-note = Note for the team
mentions-note-do = Keep the note
mentions-note-remove = Remove the note
mentions-note-remove-confirm = Your note is removed for everybody.
mentions-found = How it was found
mentions-published = Said
mentions-published-unknown = the source does not say when
mentions-found-at = Found
mentions-latency = { $span } later
mentions-changed-at = Seen changed
mentions-brought-by = { $n ->
    [one] Brought by
   *[other] Brought by { $n } sources
 }
mentions-source-gone = a source that was removed
mentions-history = What was done

mentions-event-corrected = said it is something else
mentions-event-starred = starred it
mentions-event-unstarred = took the star off
mentions-event-done = marked it done
mentions-event-reopened = opened it again
mentions-event-tagged = tagged it “{ $tag }”
mentions-event-untagged = took the tag “{ $tag }” off
mentions-event-assigned = gave it to { $to }
mentions-event-unassigned = took it back
mentions-event-found-relevant = found it relevant to “{ $topic }”
mentions-event-found-irrelevant = found it off topic for “{ $topic }”
mentions-event-unlabelled = took back the word on “{ $topic }”
mentions-event-noted = wrote a note
mentions-event-note-removed = removed a note

invalid-tag-empty = Write a tag first.
invalid-tag-too-long = A tag is one to sixty characters long.
invalid-note-empty = Write something first.
invalid-mention-too-many = That is too many at once. Do it in several parts.
invalid-assignee-unknown = This is no member of the workspace. Nothing was changed.

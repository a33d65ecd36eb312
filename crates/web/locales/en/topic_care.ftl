## Looking after a topic: its texts, labels, what an edit changes, what was missed, queries of other tools.

care-tab-show = Overview
care-tab-versions = Texts
care-tab-leaves = Clauses
care-tab-missed = Perhaps missed
care-tab-why = Why, why not
care-tabs = Pages of the topic

care-reason = Why
care-reason-hint = Stands in the history of texts, for whoever asks in three months.
care-compare = See what changes
care-compared = What would change
care-compared-not-saved = Nothing is saved yet.
care-compared-same = Nothing changes: both texts catch the same.
care-gained = Gained
care-lost = Lost
care-both = { $n ->
    [one] One document is caught as before.
   *[other] { $n_words } documents are caught as before.
 }
care-compared-sample = { $complete ->
    [yes] On all { $judged_words } documents of the last { $days } days that either text could catch, and { $labelled_words } judged ones.
   *[no] On the newest { $judged_words } documents of the last { $days } days that either text could catch, and { $labelled_words } judged ones.
 }
care-gained-none = Nothing would be caught that is not caught now.
care-lost-none = Nothing would be lost.
care-side-labels = of the judged ones: { $relevant_words } relevant, { $irrelevant_words } off topic
care-searched-to = Searched back to { $moment }.
care-go-on = Go on searching
care-difference = Between the saved text and this one
care-gone = taken out:
care-new = put in:

care-versions-about = Every text this topic had, with who wrote it and why. Each mention keeps the number of the text that caught it.
care-version-now = listening now
care-version-by-form = by names
care-version-restores = takes up text { $n } again
care-version-whole = The whole text
care-version-first = The first text
care-revert = Take this text up again
care-revert-do = Take it up again
care-revert-note = It becomes a new text, and the archive is searched for it. What was caught stays.
care-reverted = Text { $n } listens again, as a new text. The archive is being searched.
care-revert-unaskable = Text { $n } can be asked no more: it names another topic that is gone. Nothing was changed.
care-precision = Precision
care-recall = Recall, estimated
care-precision-words = { $held_words } relevant of { $of_words } judged that it catches
care-recall-words = catches { $held_words } of { $of_words } judged relevant
care-interval = 95% interval: { $low } to { $high }
care-unmeasured = not measured
care-measure = How the texts are measured
care-measure-none = Nobody has judged a mention yet. In the stream, p says that a mention is relevant and i that it is off topic; thirty of them already tell much.
care-measure-precision = Precision: of the judged documents that a text catches, how many are relevant. The interval is Wilson’s: the true share lies in it 95 times out of 100.
care-measure-recall = Recall is an estimate: of all documents judged relevant, whichever text caught them or found among the near misses, how many a text catches. What nobody ever saw is not in it, so the true recall is rather lower. Judging near misses makes it truer.
care-measure-how = Each text is asked anew of every judged document, at most the newest { $max_words }, also those that came after it.
care-judged = { $n ->
    [one] One document judged
   *[other] { $n_words } documents judged
 }
care-relevant-count = { $n_words } relevant
care-irrelevant-count = { $n_words } off topic
care-judge-mentions = Judge mentions
care-judge-missed = Judge near misses
care-labels = Judged
care-labels-note = relevant · off topic

care-relevant = Relevant
care-irrelevant = Off topic
care-label-for = For “{ $topic }”:
care-label-choose = Relevant or off topic? Open it to say for which topic
care-label-by = by { $name }
care-label-back = press again to take it back
care-label-title = Is it about the topic?
care-filter-label = Judged
care-filter-any = Judged or not
care-filter-none = Not judged yet

care-missed-about = What holds some of this topic’s words and is not caught, newest first: one word is enough here where the query wants all. Say which are relevant, and the recall of each text becomes truer.
care-missed-none-title = Nothing was nearly caught
care-missed-none = No document of the archive holds some of the words and lacks the rest.
care-missed-none-yet = None among the newest candidates. Go on to search further back.
care-killer = Stood in the way:
care-missed-why = Clause by clause

care-why-about = Find a document by its address, or by words in it, and see what each clause of the query says of it.
care-why-field = Address or words
care-why-do = Find
care-why-choose = Which one?
care-why-none = Nothing in the archive has this address or holds these words: no source brought it. Add the source that publishes it, and it will be asked from then on.
care-why-sources = Add a source
care-why-holds = The topic catches it
care-why-fails = The topic does not catch it
care-why-caught = Caught by text { $n } on { $at }.
care-why-caught-no-more = It was caught by text { $n }; the text that listens now would not catch it.
care-why-will = It would be caught, and is not among the mentions yet: the archive may still be searched.
care-why-tree = What each clause says
care-why-not-in = Why is this not in another topic?
care-tree-found = is there
care-tree-absent = is not there
care-tree-holds = holds
care-tree-fails = does not hold
care-tree-killer = this one: it { $reason }
care-tree-more = { $n ->
    [one] One more clause is not drawn.
   *[other] { $n } more clauses are not drawn.
 }

care-leaves-about = How many documents each clause was found in: of those that the topic catches; behind NOT, of those that it kept out.
care-leaves-sample = { $complete ->
    [yes] All { $judged_words } documents of the last 30 days that hold the words of the query; { $caught_words } of them are caught.
   *[no] The newest { $judged_words } documents that hold the words of the query; { $caught_words } of them are caught.
 }
care-leaves-none-title = No document of the last 30 days
care-leaves-none = Nothing of these days holds the words of this query.
care-leaves-unaskable = This query can be asked no more: it names another topic that is gone. Change it first.
care-leaf-found = { $n ->
    [0] in none
    [one] in one document
   *[other] in { $n_words } documents
 }
care-leaf-kept-out = { $n ->
    [0] kept none out
    [one] kept one document out
   *[other] kept { $n_words } documents out
 }
care-leaf-dead = does nothing
care-leaf-dominant = does most of the work

care-exclude = Keep such mentions out
care-exclude-about = One click shows what the query would lose without this word; nothing is saved before you say so.
care-exclude-word = NOT { $word }
care-exclude-wrong = { $n ->
    [one] in one off-topic document
   *[other] in { $n_words } off-topic documents
 }
care-exclude-other = Another word
care-exclude-do = Exclude

care-import = Bring queries from another tool
care-import-do = Bring queries in
care-import-about = Paste a query, or a list of them, as Brandwatch, Talkwalker, Meltwater, Google Alerts, Mention or X write it. You see each as Parvis reads it before anything is made.
care-import-from = Written for
care-import-shape = What is pasted
care-import-one = One query
care-import-list = A list: one query a line, or name;query
care-import-name = Name of the topic
care-import-name-hint = For one query. Empty: its first words.
care-import-queries = Query or list
care-import-file = Or a file
care-import-file-hint = CSV or text, at most { $max } queries.
care-import-read = Read
care-import-lines = { $n ->
    [one] One query was read
   *[other] { $n_words } queries were read
 }
care-import-line = Line { $n }
care-import-take = Make a topic of it
care-import-theirs = As written there
care-import-ours = As Parvis asks it
care-import-taken = There is a topic of this name already. Give it another.
care-import-unsound = It cannot be asked until what is underlined is mended.
care-import-make = Make topics of the ticked ones
care-import-made = { $n ->
    [0] No topic was made
    [one] One topic was made
   *[other] { $n_words } topics were made
 }
care-import-made-note = The archive is being searched for each of them.
care-import-more = Bring in more
care-import-line-made = made

care-archive = The archive
care-archive-about = Everything that your sources brought, caught by a topic or not, newest first.
care-archive-field = Words or a query
care-archive-do = Search the archive
care-archive-none-title = Nothing says this
care-archive-none = No document of the archive holds this. Look at the spelling, or add sources where it could be said.
care-archive-none-yet = Nothing among the newest candidates. Go on to search further back.
care-archive-topic = Make a topic of it
care-archive-see = See all of them

care-suggest = Suggestions
care-suggest-field = field
care-suggest-value = value
care-suggest-topic = topic
care-suggest-count = { $n } suggestions, arrow keys to choose

invalid-reason-too-long = A reason has at most 300 characters. Nothing was saved.
invalid-version-current = This text is the one that listens now. Nothing was changed.
invalid-queries-empty = Paste a query or choose a file first. With a list, tick at least one line.
invalid-queries-too-many = That is too much at once: at most 500 queries. Bring them in in parts; nothing was made.
invalid-queries-cut-short = What was sent did not arrive whole. Send it again; nothing was made.
invalid-dialect-unknown = Say which tool the queries were written for: parvis, brandwatch, talkwalker, meltwater, google, mention or x. Nothing was made.

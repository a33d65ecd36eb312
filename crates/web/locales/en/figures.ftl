## Figures with their formulas, brands side by side, authors.

care-tab-dashboard = Dashboard
figures-how = Formula
figures-see-mentions = See the mentions
figures-see-stories = See one of each story
figures-empty-title = Nothing to count in this period
figures-empty = As soon as this topic catches mentions, their volume, sentiment, places, authors and stories stand here. Choose a longer period, or look at the query of the topic.
figures-net = Net sentiment
figures-net-note = { $low } to { $high } in 95 of 100 such counts, on { $n ->
    [one] one clear mention
   *[other] { $n_words } clear mentions
 }
figures-bounds = { $low } to { $high }
figures-was = { $before } before
figures-unsure = Unsure
figures-of = { $part_words } of { $n_words } read
figures-reputation = Reputation
figures-aspects = What it speaks of
figures-intents = What it wants
figures-phrases = Key phrases
figures-stories = Most copied stories
figures-sites = Sites
figures-sources = Sources
figures-authors = Authors
figures-all-authors = All authors
figures-author = Author
figures-author-page = Author
figures-author-all = All by this author
figures-author-outside = Their own page
figures-author-quiet = Nothing of this author was caught in this period. Choose a longer one.
figures-felt-over-time = Sentiment over time
figures-over-all = Counted over all { $n_words } mentions of the period.
figures-over-newest = Counted over the newest { $n_words } mentions of the period.
figures-over-named = Counted over all { $n_words } mentions of the period that name their author.
figures-over-newest-named = Counted over the newest { $n_words } mentions of the period that name their author.
figures-nameless = { $n ->
    [one] One more names nobody and is not counted.
   *[other] { $n_words } more name nobody and are not counted.
 }
figures-how-volume = The number of documents that the topic caught and that were said in the period. The change is against the period of the same length just before, and is told only when all of that was heard.
figures-how-stories = Of each story, that is of all copies of one text, only the first that the topic caught is counted.
figures-how-net = (positive − negative) ÷ (positive + neutral + negative) × 100, from −100 to +100. Mentions of which the model is unsure are left out. The bounds are the interval of Agresti and Min (2005) for a difference of shares.
figures-how-unsure = Unsure ÷ (positive + neutral + negative + unsure): the part of what was read of which the model would not say what it is.
figures-how-reputation = 50 + 50 × Σ w (positive − negative) ÷ (Σ w (positive + neutral + negative) + 10), over the 30 days (UTC) that end with the period. The weight w of a day halves every 7 days; the 10 are neutral mentions thought to be there, so that a few do not decide. 50 is neither good nor bad.
figures-how-share = Mentions of the topics of the own brand ÷ mentions of the own brand and of competitors. A mention that two topics caught counts for both.
figures-how-felt = Mentions of each hour or day by what they were felt to be. Of more than 60 days the days are those of UTC.
figures-how-facet = All mentions of the period, exactly, by what is known of each.
figures-how-aspects = Mentions that speak of it; the colours are the sentiment of the clause where it is first spoken of.
figures-how-intents = Mentions by what they want, where that is clear.
figures-how-phrases = Mentions in which the phrase is one of the key phrases; the colours are the sentiment of the mentions. The link asks for the phrase in the whole text, and may find more.
figures-how-copied = Stories of the mentions counted here, by their documents in all, on any site, caught by a topic or not.
figures-how-sites = Mentions by the host that they were said on.
figures-how-sources = Mentions by the source that brought them first.
figures-how-authors = Mentions by the name of their author on a site; the nameless are left out.
figures-how-topics = Mentions by the topics that caught them; one may be caught by several.
figures-how-languages = Mentions by the language they are written in.
figures-brand = Brand and competitors
figures-brand-about = The own brand beside its competitors, in the same period and by the same formulas.
figures-brand-empty-title = No brand to look at yet
figures-brand-empty = Make a topic of the kind “own brand” and some of the kind “competitor”: volume, share of voice, sentiment and reputation stand here side by side.
figures-brand-no-own = No topic is of the kind “own brand”. Change the kind of the topic that listens to your name.
figures-brand-no-competitor = No topic is of the kind “competitor”: there is nothing to compare with yet.
figures-brand-over-time = Own brand and competitors over time
figures-brand-left-out = { $n ->
    [one] One more topic is not shown
   *[other] { $n_words } more topics are not shown
 }: at most { $max } stand side by side, own brand first.
figures-brand-lines = The picture shows the first { $max } of them.
figures-side-by-side = Side by side
figures-how-brand-share = Share of voice: mentions of the topic ÷ the sum of all topics of this table. A mention that two topics caught counts for both.
figures-how-brand-chart = Mentions of each topic by day, or by hour in short periods. A point leads to the mentions of that time, of all topics.
figures-influence = Influence
figures-by-influence = By influence
figures-influence-parts = What the influence is made of
figures-influence-copies = Copies that others made
figures-influence-sites = Sites that copied
figures-influence-begun = Stories begun
figures-influence-texts = Different texts
figures-influence-weeks = Weeks with a text
figures-part = Part
figures-figure = Figure
figures-points = Points
figures-how-influence = The sum of five parts: copies that others made of stories begun here, 40 × n ÷ (n + 10); sites that copied, 20 × n ÷ (n + 5); stories begun that were copied, 15 × n ÷ (n + 3); different texts, 15 × n ÷ (n + 20); weeks with a text, 10 × weeks ÷ weeks of the period. A text told twice counts once; copies on the own site or under the own name do not count; of each story a site counts once.
figures-authors-count = { $n ->
    [0] Nobody by name
    [one] One name on a site
   *[other] { $n_words } names on sites
 }
figures-authors-listed = The first { $max } are listed.
figures-authors-empty-title = Nobody spoke by name
figures-authors-empty = Authors stand here as soon as sources say who wrote what they bring. Choose a longer period or another topic, or add sources such as forums and reviews.
figures-begun-short = Begun
figures-copies-short = Copied
figures-copies-on = { $n_words } on { $sites ->
    [one] one site
   *[other] { $sites_words } sites
 }
figures-of-us = Of us
figures-of-us-note = mentions of the own brand, and what was felt
figures-of-us-none = no topic is of the kind “own brand”
figures-how-of-us = Mentions of this author that a topic of the kind “own brand” caught, by sentiment.
figures-how-author = Mentions of the period under this name on this site. Two people of the same name on one site count as one.
figures-followers = Followers
figures-followers-not-told = not told: feeds do not say it
figures-rhythm = When they speak
figures-weekday-1 = Mo
figures-weekday-2 = Tu
figures-weekday-3 = We
figures-weekday-4 = Th
figures-weekday-5 = Fr
figures-weekday-6 = Sa
figures-weekday-7 = Su
figures-begun = Stories begun
figures-joined = Stories joined
figures-how-begun = Copied stories of which this author's document was said first.
figures-how-joined = Copied stories that this author told after somebody else.
figures-matters = Who matters in this story
figures-matters-first = First
figures-matters-loudest = Loudest
figures-matters-copied = Most copied
figures-matters-copies = { $n ->
    [one] one copy
   *[other] { $n_words } copies
 }
figures-how-matters = First: who said it first. Loudest: who said it most often. Most copied: who first said the version (title and length of the text) that most copies repeat. Who has no name is called by the site.

## Signals: what happened with the topics.

signals-title = Signals
signals-lead = A signal says that something is happening with a topic: once, with what explains it.
signals-open = Going on
signals-ended = Over
signals-lasts = going on
signals-over = over
signals-topic = Topic
signals-kind = Kind
signals-any = All
signals-narrow = Show
signals-none = No signal yet
signals-none-here = No such signal
signals-none-words = Parvis learns what is usual for each topic and tells when far more is said, when it turns negative, when it falls silent, when a new theme comes up or when it spreads. A new topic is told after its first day. An alert can bring signals by mail or webhook.
signals-topic-first = Make a topic
signals-kind-peak = Peak
signals-kind-negative-peak = Negative peak
signals-kind-silence = Silence
signals-kind-new-theme = New theme
signals-kind-spread = Spread
signals-buzz = Bad buzz
signals-buzz-short = bad buzz { $n }
signals-of-hundred = { $n } of 100
signals-hindsight = in hindsight
signals-hindsight-long = found in hindsight, told to nobody
signals-said-useful = useful
signals-said-noise = noise
signals-mentions = See its mentions
signals-replay = Replay
signals-began = Began
signals-known = Alarm
signals-peaked = Strongest
signals-finished = Ended
signals-chart = What was said, and what is usual
signals-per-five = mentions per five minutes
signals-expected = Expected
signals-usual = Usual
signals-alarm = Alarm { $when }
signals-band-peak = { $span ->
    [five] In its strongest five minutes
    [hour] In its strongest hour
   *[day] On its strongest day
 } { $n ->
    [one] one mention came
   *[other] { $count } mentions came
 }, where { $low } to { $high } are usual.
signals-band-negative = { $span ->
    [five] In its strongest five minutes
    [hour] In its strongest hour
   *[day] On its strongest day
 } { $n ->
    [one] one mention was negative
   *[other] { $count } mentions were negative
 }; of as many, { $low } to { $high } usually are.
signals-how = How this is reckoned
signals-band-how = Expected is the level of the topic’s last weeks times its rhythm at this hour of the week; 95 % of such points lie within the bounds. Each point is judged with only what came before it known.
signals-points = { $points } of { $most } points
signals-part-volume = Volume
signals-part-volume-how = how far above the usual bound; sixteen times is all of it
signals-part-negative = Negative
signals-part-negative-how = how much more negative than usual, at least; 40 points of per cent are all of it
signals-part-speed = Speed
signals-part-speed-how = the last hour against the one before; eight times is all of it
signals-part-spread = Spread
signals-part-spread-how = sites against the usual number; eight times is all of it
signals-part-authors = Voices
signals-part-authors-how = different authors; a hundred are all of it
signals-part-reach = Reach
signals-part-reach-how = people who may have seen it; a million is all of it
signals-buzz-how = The score is the sum of the parts. Each part is its share of what would be grave, times its points, times { $factor } for the tone: from 0.3 when it is not more negative than usual to 1. What is not known is left out and the rest scaled to 100. The weights are a judgement, not a measurement.
signals-judge = Was this good to know?
signals-judge-words = “Useful” lowers what it takes for the next signal of this kind in this topic by a tenth, “noise” raises it by 15 %.
signals-threshold = It now takes { $value } standard deviations, { $factor } % of what it would take without anybody’s word.
signals-useful = Useful
signals-noise = Noise
signals-judged-useful = Noted: less will be enough next time.
signals-judged-noise = Noted: more will be needed next time.
signals-judged-back = Taken back.
signals-first = First said
signals-negative = Share of negative
signals-negative-words = { $negative } of { $judged } whose tone is known: { $low } to { $high } % with 95 % confidence.
signals-negative-none = The tone of none of them is known.
signals-looked-at = { $n ->
    [one] One mention was looked at.
   *[other] { $n_words } mentions were looked at.
 }
signals-phrases = Phrases
signals-sites = Sites
signals-authors = Authors
signals-replay-of = { $name }, replayed
signals-replay-lead = A part of the past read as if it were live: each point with only what came before it. At most { $n } days.
signals-from = First day
signals-to = Last day
signals-at = How much of it is known
signals-replay-go = Show this moment
signals-replay-days = Show these days
signals-replay-play = Play the past
signals-replay-pause = Pause
signals-replay-moment = See that moment
signals-replay-outcome = In the end:
signals-state-begin = Nothing is known yet.
signals-state-said = { $n ->
    [one] one mention
   *[other] { $count } mentions
 }, { $low } to { $high } are usual
signals-state-calm = surprise at { $part } % of what an alarm takes
signals-state-alarm = alarm
signals-state-lasts = an alarm was raised, and it goes on
signals-state-part = Surprise, in per cent of what an alarm takes
signals-replay-empty = Nothing was said in this time, or too little to draw.
signals-replay-how = The same detectors that watch live read everything from { $moment } on, with the thresholds of a new topic. What came in later than it was said counts when it was said.
signals-replay-found = What would have been told
signals-replay-none = Nothing by then.
signals-would-fire = The alarm would have fired at { $moment }.
signals-recall = Keep the past as signals
signals-recall-words = Writes down what would have been told of the last six weeks. No alert tells of it.
signals-recalled = The past was read again; what would have been told is listed.
signals-of-topic = Its signals
signals-today = Signals
signals-today-lead = Going on, or since you left
signals-on-chart = Signals in this time

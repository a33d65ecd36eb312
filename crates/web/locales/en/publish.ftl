## The calendar, deliveries, the switch.

publish-view-day = Day
publish-view-week = Week
publish-view-month = Month
publish-view-list = List
publish-views = View
publish-before = Before
publish-after = After
publish-today = Today
publish-weekday-0 = Mon
publish-weekday-1 = Tue
publish-weekday-2 = Wed
publish-weekday-3 = Thu
publish-weekday-4 = Fri
publish-weekday-5 = Sat
publish-weekday-6 = Sun
publish-channel = Channel
publish-any-channel = All channels
publish-state = State
publish-any-state = All states
publish-all = Show all
publish-more = There is more than one page can show. Choose a channel, a state or a shorter stretch.
publish-more-of-day = { $n ->
    [one] { $n_words } more
   *[other] { $n_words } more
 }
publish-nothing = Nothing leaves.
publish-drafts = Drafts
publish-new-on = New post on this day
publish-new-on-day = New post, { $day }
publish-move = Move to…
publish-move-of = Move “{ $title }” of { $clock } to…
publish-move-do = Move
publish-day = Day
publish-time = Time
publish-moving = Moving…
publish-moved = Moved to { $day }, { $clock }.
publish-move-unreadable = There is no such day or time. Nothing was moved.
publish-move-past = That time has passed, and it would leave at once. Nothing was moved.
publish-keys = With a post in focus: Alt and an arrow key moves it by a day or a week. j and k turn the pages.
publish-hold = Hold everything
publish-hold-title = Hold everything?
publish-hold-confirm = From now on nothing leaves by itself. What comes due is held until somebody releases or drops it, one by one.
publish-held-title = Everything is held
publish-held-by = { $name } holds everything: { $when } ({ $exact }). What comes due stays here until somebody releases it by hand.
publish-resume = Let it go on
publish-held-done = Everything is held. Nothing leaves by itself.
publish-resumed-done = What is not yet due goes on as planned. What was held meanwhile waits for you.
publish-empty-title = Nothing planned yet
publish-empty = Here you will see what leaves when, on which channels, and what became of it.
publish-step-channel = Connect a channel
publish-step-channel-words = An account of yours that posts can leave by.
publish-step-post = Write a post
publish-step-post-words = One text for all channels, and words of its own where one needs them.

deliveries-title = Deliveries
deliveries-wanting = Want you
deliveries-none-title = Nothing here
deliveries-none = No delivery stands there now.
deliveries-none-wanting = Everything goes by itself: nothing is held, refused or asking.
deliveries-more = The first 200 are shown.

delivery-title = Delivery
delivery-state-draft = Draft
delivery-state-waiting = Planned
delivery-state-sending = Leaving
delivery-state-published = Published
delivery-state-refused = Refused
delivery-state-retrying = Tries again
delivery-state-pending = Network at work
delivery-state-unknown = Being looked for
delivery-state-asking = Asks you
delivery-state-held = Held
delivery-state-cancelled = Dropped
delivery-about-waiting = { $step ->
    [1] It leaves for { $channel } by itself when its time comes.
   *[other] Part { $step } of { $steps } leaves for { $channel } next.
 }
delivery-about-sending = It is leaving for { $channel } right now.
delivery-about-published = It is on { $channel }.
delivery-about-refused = { $channel } does not take it like this. It stays here until somebody changes it.
delivery-about-retrying = It certainly is not on { $channel } yet, and is tried again.
delivery-about-pending = { $channel } has it and is still at work on it.
delivery-about-unknown = It was sent to { $channel } and nothing answered. The account is looked at before anything else is done.
delivery-about-asking = It was not found on { $channel } and may be there all the same. You decide.
delivery-about-held = It is held and does not leave for { $channel } by itself.
delivery-about-cancelled = It will not leave for { $channel }.

delivery-reason-crisis = Everything was held when its time came.
delivery-reason-late = Its time had passed by more than your workspace lets pass, as after the program stood still.
delivery-reason-passed-over = It was missed while the program stood still, and a later round took its place.
delivery-reason-channel-broken = The channel does not work now. Connect it anew, and this goes on by itself.
delivery-reason-channel-disconnected = The channel is disconnected.
delivery-reason-channel-auth = The network no longer knows our key, or the key lacks a right. Connect the channel anew, and this goes on by itself. It said: { $said }
delivery-reason-channel-gone = The network knows no such account or place any more. It said: { $said }
delivery-reason-channel-version = The network no longer speaks the version that Parvis speaks. It said: { $said }
delivery-reason-problems = Looked at once more before leaving, this was wrong:
delivery-reason-content = The network refused what is said: { $said }
delivery-reason-auth = The network refused our key: { $said }
delivery-reason-rate = The network wants fewer calls; its turn comes later.
delivery-reason-network = The network could not be reached, many times over: { $said }
delivery-reason-gone = The network knows no such place: { $said }
delivery-reason-unsupported-version = The network no longer speaks the version that Parvis speaks: { $said }
delivery-reason-not-there = The last try certainly did not arrive, so it is safe to try again.
delivery-reason-no-answer = The answer was lost on the way. Sending again at once could publish it twice.
delivery-reason-at-work = It says when it is done.
delivery-reason-left-behind = The program stopped while it was leaving, so the account is looked at first.
delivery-reason-next-step = The parts before are there.
delivery-reason-asks = It could not be found out by itself: { $said }
delivery-asks-not-found = It was not found on the account after three looks, and this network does not keep a second try from becoming a second post.
delivery-asks-no-window = This network cannot be looked at, and does not keep a second try from becoming a second post.
delivery-asks-still-at-work = The network has been at work on it for over an hour.
delivery-asks-blind = The account could not be looked at: { $said }

delivery-next = Next at { $when }.
delivery-decide = You decide
delivery-change = Change the post
delivery-see-channel = See to the channel
delivery-do-release = Let it leave now
delivery-do-release-hint = It leaves at once, late or not, held or not.
delivery-do-send-again = Send again
delivery-do-send-again-hint = Look on the network first. If it is there after all, it will be there twice.
delivery-do-is-there = It is there
delivery-do-is-there-hint = You saw it on the network: it counts as published, and nothing is sent.
delivery-do-drop = Drop it
delivery-do-drop-hint = It does not leave, or not any further. What is there stays.
delivery-confirm-send-again = Nothing on this network keeps it from being published twice. Have you looked?
delivery-confirm-send-again-guarded = It is sent with the same key as before. Have you looked?
delivery-confirm-drop = It will not leave for this channel. Its words stay in the post.
delivery-did-release = Let go. It leaves now.
delivery-did-send-again = It is sent again.
delivery-did-is-there = Noted: it is there.
delivery-did-drop = Dropped. It will not leave.

delivery-steps = What is sent
delivery-steps-count = { $n ->
    [one] { $n_words } step
   *[other] { $n_words } steps
 }
delivery-step-post = The post
delivery-step-part = Part { $n }
delivery-step-comment = First comment
delivery-step-there = there
delivery-step-now = next
delivery-step-waits = waits
delivery-see = See it there
delivery-key = key
delivery-remote = id there
delivery-attempts = What was done
delivery-attempts-order = newest first
delivery-attempts-none = Nothing yet. Each call and each look is written down here before it is made.
delivery-at = When
delivery-act = Act
delivery-answered = Answer
delivery-took = Took
delivery-decided = Then
delivery-of-step = step { $n }
delivery-ms = { $n_words } ms
delivery-act-publish = Sent
delivery-act-find = Looked at the account
delivery-act-check = Asked the network
delivery-act-release = Released
delivery-act-send-again = Sent again by hand
delivery-act-is-there = Found by hand
delivery-act-drop = Dropped
delivery-answer-none = no answer yet
delivery-answer-by = { $name } decided
delivery-answer-accepted = it is there
delivery-answer-pending = at work on it
delivery-answer-unknown = nothing that can be believed
delivery-answer-found = found
delivery-answer-not-found = not found
delivery-answer-blind = could not look
delivery-answer-no-window = cannot be looked at
delivery-answer-rejected-content = refused: what is said
delivery-answer-rejected-auth = refused: our key
delivery-answer-rejected-rate = refused: too fast
delivery-answer-rejected-network = did not arrive
delivery-answer-rejected-gone = refused: no such place
delivery-answer-rejected-unsupported-version = refused: old version
delivery-what = About
delivery-due = Due
delivery-published = Published
delivery-hash = Hash
delivery-hash-what = Of exactly what leaves: the same hash, the same post.

publishing-what = What this workspace asks of everything that leaves.
publishing-late = How late something may still leave, minutes
publishing-late-hint = What has been due for longer, as after the program stood still, is held and asks you. At most a day.
publishing-alt = An image without alternative text
publishing-video-alt = A video without alternative text
publishing-stops = cannot leave
publishing-warns = leaves with a warning
publishing-alt-stops-hint = Where the network takes such a text.
publishing-saved = Saved. It holds for everything that leaves from now on.

today-publishing = Publishing
today-publishing-wants = { $n ->
    [one] { $n_words } delivery wants you
   *[other] { $n_words } deliveries want you
 }
today-leaving = Leaves today
today-leaving-none = Nothing more leaves today.
today-leaving-all = The whole day
today-channel-broken = { $name } does not work: what is to leave by it is held.
today-channel-see = See to it

## What was understood from a text, and what people say of it.

understood-title = What it says
understood-sentiment = Sentiment
understood-any-sentiment = Any sentiment
understood-sentiment-positive = Positive
understood-sentiment-neutral = Neutral
understood-sentiment-negative = Negative
understood-sentiment-unsure = Unsure
understood-sentiment-none = Not read
understood-intent = Intent
understood-any-intent = Any intent
understood-intent-none = Nothing clear
understood-intent-question = Question
understood-intent-complaint = Complaint
understood-intent-praise = Praise
understood-intent-suggestion = Suggestion
understood-intent-purchase = Wish to buy
understood-intent-leaving = Threat of leaving
understood-intent-crisis = Crisis
understood-rude = Insulting
understood-rude-insult = insult
understood-rude-threat = threat
understood-rude-hate = hate
understood-rude-harassment = harassment
understood-rude-sexual = sexual
understood-hint = a hint, not a verdict
understood-spam = Spam
understood-personal = Personal data
understood-personal-email = e-mail address
understood-personal-phone = phone number
understood-personal-iban = bank account
understood-personal-card = payment card
understood-personal-nir = social security number
understood-personal-national_id = social security number
understood-personal-address = postal address
understood-personal-plate = number plate
understood-personal-ip = IP address
understood-aspects = It speaks of
understood-aspect-price = price
understood-aspect-delivery = delivery
understood-aspect-quality = quality
understood-aspect-staff = staff
understood-aspect-service = service
understood-aspect-product = product
understood-aspect-app = app and site
understood-aspect-site = app and site
understood-aspect-after_sales = after-sales
understood-aspect-payment = payment
understood-aspect-place = place
understood-aspect-food = food and drink
understood-aspect-packaging = packaging
understood-aspect-looks = looks
understood-aspect-safety = safety
understood-aspect-advertising = advertising
understood-aspect-waiting = waiting
understood-phrases = Key phrases
understood-scores = How sure that is
understood-share = { $share } %
understood-place = Sort of place
understood-say = Say it is: { $said }
understood-correct = Correct
understood-corrected = It counts as “{ $said }” now, and what you said is learned from.
understood-corrected-to = corrected to “{ $said }”
understood-model-said = the model said “{ $said }”

understood-gain = on your { $n ->
    [one] one correction
   *[other] { $n } corrections
 }: { $before } % → { $after } %
understood-gain-few = { $n ->
    [one] one correction so far
   *[other] { $n } corrections so far
 }; what was learned from them is measured from { $least } on
understood-gain-formula = The first share is how often the model alone had said what you said; the second how often it said it with what it had learned before each correction. A confirmation counts as well.
understood-learning-about = Each correction of a sentiment or an intent moves a small layer over the models, in this workspace only. It changes what is said of mentions to come; what you said of a mention stays.
understood-learning-on = What was learned is used.
understood-learning-off = What was learned is not used; the models speak alone.
understood-switch-on = Use what was learned
understood-switch-off = Let the models speak alone
understood-switched-on = What was learned is used from now on.
understood-switched-off = The models speak alone from now on. Your corrections are kept.
understood-learning-none-title = Nothing was corrected yet
understood-learning-none = On a mention, + = - say that it is positive, neutral, negative. What you say is kept and learned from, and the gain stands here.

understood-private-show = Show personal data
understood-private-hide = Mask personal data
understood-private-about = E-mail addresses, phone numbers, bank accounts and the like in what others wrote give way to words on pages. Whoever may treat mentions can ask to see them, page by page. What is kept, exported and told by alerts stays whole.
understood-private-on = Pages mask personal data.
understood-private-off = Pages show personal data.
understood-private-switch-on = Mask on pages
understood-private-switch-off = Show on pages
understood-private-switched-on = Pages mask personal data from now on.
understood-private-switched-off = Pages show personal data from now on, to everybody in the workspace.

understood-reread = What was read before
understood-reread-about = What people taught changes what is said of mentions to come. Read the last { $days } days again, and it is said of those too, with the models of this version. What people said of single mentions stays.
understood-reread-do = Read the last { $days } days again
understood-reread-under-way = Reading again
understood-reread-done-of = { $n } of { $total } documents
understood-reread-note = Figures follow at once. You can leave this page.
understood-reread-stop = Stop reading
understood-reread-began = What was read before is being read again.
understood-reread-stopped = The reading is stopped. What was read again stays.

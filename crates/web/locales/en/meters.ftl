## What publishing costs, and what is left of a quota.

meter-title = Money and quotas
meter-spent = Spent at { $network } in { $month }
meter-of-budget = { $spent } of { $budget }
meter-no-budget = { $spent }; no limit is set
meter-planned = Planned until the end of the month
meter-underway = On its way
meter-act-post = { $times ->
    [one] { $times_words } post
   *[other] { $times_words } posts
 }
meter-act-post-with-link = { $times ->
    [one] { $times_words } post with an address
   *[other] { $times_words } posts with an address
 }
meter-act-read = { $times ->
    [one] { $times_words } thing read back
   *[other] { $times_words } things read back
 }
meter-quota = Published of what may be
meter-quota-of = { $used } of { $amount }
meter-quota-rolls = Counted over the last 24 hours.
meter-quota-anew = Begins anew on { $when }.
meter-quota-told = Told by the network on { $when }, with what left since.
meter-quota-ours = What left from here; what is published elsewhere is not known.
meter-source = At the network’s published prices. What it bills stands in its own account.
meter-set = Set a limit
meter-costs = This post costs { $price } on { $network }.
meter-costs-budget = This post costs { $price } on { $network }; { $share }% of the month’s budget of { $budget } is used.
meter-costs-planned = This post costs { $price } on { $network }; { $share }% of the month’s budget of { $budget } is used, and { $planned }% is planned besides.
meter-left = { $name }: { $left } of { $amount } posts are left in these 24 hours.
meter-left-anew = { $name }: { $left } of { $amount } posts are left until { $when }.
problem-budget = { $about }: it costs { $amount } there, and { $limit } is left of this month’s budget.
delivery-reason-budget = It would go beyond this month’s budget for this network. Release it to let it leave all the same, or raise the budget in the settings and release it then.
budget-title = Budgets
budget-what = What may be spent in a month at networks that ask a price. What is on its way counts as spent.
budget-amount = { $network }, dollars a month
budget-amount-hint = { $spent } spent this month. Leave it empty for no limit.
budget-over = What would go beyond
budget-stops = is held until somebody releases it
budget-warns = leaves with a warning
budget-none = No limit
budget-saved = Saved. It holds for what leaves from now on.
invalid-budget-not-a-number = Write an amount in dollars, such as 50 or 12.50.
invalid-budget-empty = Write an amount above nothing, or leave it empty for no limit.
invalid-budget-out-of-range = A million dollars a month is the most.
access-act-publishing-budget-set = set what may be spent at { $network }

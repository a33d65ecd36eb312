## Ce que coûte la publication, et ce qui reste d’un quota.

meter-title = Argent et quotas
meter-spent = Dépensé sur { $network } en { $month }
meter-of-budget = { $spent } sur { $budget }
meter-no-budget = { $spent } ; aucune limite n’est fixée
meter-planned = Prévu d’ici la fin du mois
meter-underway = En route
meter-act-post = { $times ->
    [one] { $times_words } publication
   *[other] { $times_words } publications
 }
meter-act-post-with-link = { $times ->
    [one] { $times_words } publication avec une adresse
   *[other] { $times_words } publications avec une adresse
 }
meter-act-read = { $times ->
    [one] { $times_words } élément relu
   *[other] { $times_words } éléments relus
 }
meter-quota = Publié sur ce qui est permis
meter-quota-of = { $used } sur { $amount }
meter-quota-rolls = Compté sur les dernières 24 heures.
meter-quota-anew = Repart de zéro le { $when }.
meter-quota-told = Dit par le réseau le { $when }, avec ce qui est parti depuis.
meter-quota-ours = Ce qui est parti d’ici ; ce qui est publié ailleurs n’est pas connu.
meter-source = Aux prix publiés par le réseau. Ce qu’il facture figure dans son propre compte.
meter-set = Fixer une limite
meter-costs = Cette publication coûte { $price } sur { $network }.
meter-costs-budget = Cette publication coûte { $price } sur { $network } ; { $share } % du budget du mois ({ $budget }) sont utilisés.
meter-costs-planned = Cette publication coûte { $price } sur { $network } ; { $share } % du budget du mois ({ $budget }) sont utilisés, et { $planned } % sont en plus prévus.
meter-left = { $name } : il reste { $left } publications sur { $amount } pour ces 24 heures.
meter-left-anew = { $name } : il reste { $left } publications sur { $amount } jusqu’au { $when }.
problem-budget = { $about } : elle y coûte { $amount }, et il reste { $limit } du budget de ce mois.
delivery-reason-budget = Elle dépasserait le budget de ce mois pour ce réseau. Libérez-la pour qu’elle parte quand même, ou relevez le budget dans les réglages et libérez-la ensuite.
budget-title = Budgets
budget-what = Ce qui peut être dépensé en un mois sur les réseaux qui font payer. Ce qui est en route compte comme dépensé.
budget-amount = { $network }, dollars par mois
budget-amount-hint = { $spent } dépensés ce mois-ci. Laissez vide pour ne pas fixer de limite.
budget-over = Ce qui la dépasserait
budget-stops = est retenu jusqu’à ce que quelqu’un le libère
budget-warns = part avec un avertissement
budget-none = Aucune limite
budget-saved = Enregistré. Cela vaut pour tout ce qui part désormais.
invalid-budget-not-a-number = Écrivez un montant en dollars, comme 50 ou 12,50.
invalid-budget-empty = Écrivez un montant supérieur à zéro, ou laissez vide pour ne pas fixer de limite.
invalid-budget-out-of-range = Un million de dollars par mois est le maximum.
access-act-publishing-budget-set = a fixé ce qui peut être dépensé sur { $network }

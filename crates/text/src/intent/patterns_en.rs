//! What people write in English when they want something.

use super::Intent::{Complaint, Crisis, Leaving, Praise, Purchase, Question, Suggestion};
use super::pattern::Line;

/// The patterns of English.
pub(super) const LINES: &[Line] = &[
    (
        Question,
        0.75,
        "^how do|does|did|can|could|much|many|long|often|to|is|are|would|should|come, ^what is|are|does|do|did|was|were|time|kind|size|about|happens|happened|s, ^whats, ^wheres, ^hows, ^when is|are|does|do|will|can|did|was|would, ^where is|are|can|do|does|did|was, ^why is|are|does|do|did|cant|isnt|wont|was|were|has|have, ^who is|can|do|does|has|knows|was, ^which, \
        can|could|would|will you|someone|anyone|anybody|somebody ... tell|explain|help|confirm|advise|say|recommend|clarify, anyone|anybody know|knows|else, does|do|did anyone|anybody|someone|somebody, does anyone, any idea|ideas|clue|news|update|updates|recommendations|advice, id like to know, i would like to know, want|wanted|need to know, i wonder|wondering if|whether|why|how|when, wondering, please|pls tell|explain|advise|confirm, let me know if|when|how|whether|why, question about|for|regarding, quick question, i have a question, not sure if|whether|how, \
        ^is there|it|this|that|the, ^are there|you|the|these|those, ^do you|i|they|we, ^does the|this|it|that, ^did you|anyone, ^can i|you|we|it|this, ^could you|i, ^will there|the|it|you, ^has anyone|the|it, ^have you, ^should i, how do i, where can|do i|we|you, what are|is your|the, is it possible|normal|true, are you open|sure|closed",
    ),
    (Question, 0.45, "how, which one, whether, hi|hello ... is|are|do|does|can|what|when|where|how"),
    (
        Complaint,
        0.7,
        "doesnt|dont|didnt|wont|not|never|cant|isnt|stopped|stops|wouldnt|barely|hardly work|working|works|load|loading|open|connect|start|respond|charge|deliver|answer|arrive|function|turn, still havent|hasnt|no|not|waiting|nothing|broken, never arrived|received|came|showed|delivered|got|answered|replied|again, no one|nobody answers|answered|replies|replied|responds|helps|helped|cares|called|came|picks|knew, refuse|refuses|refused to, my money back, want|need|demand a|my refund, no refund, charged|billed me|us ... twice|double|wrong|extra|more, \
        rip off, ripoff, scam, scammed, scammers, waste of money|time, wasted, worst, terrible service|experience|quality|customer|product|company|app|food|support, horrible service|experience|quality|customer|product|food|support, awful service|experience|quality|customer|product|food|support, poor|bad|low|lousy|shoddy|crap|dreadful|appalling quality|service|support|experience|customer|communication|design|packaging, customer service ... bad|poor|terrible|awful|useless|rude|joke|horrible|nonexistent, \
        unacceptable, disappointed, disappointing, disappointment, disgraceful, disgusted, on hold for|since, been waiting, waited ... hours|hour|weeks|days|minutes|months, waiting for ... hours|weeks|days|months, hours|weeks|days|months late, late again, is|was|are|were late, is|was|were|arrived broken|damaged|faulty|defective|missing|cold|dirty|wrong|rude|unhelpful|useless|overpriced|stale|rotten|expired, arrived|came broken|damaged|late|empty|open|dirty|cold, broke after|down|within|the|on, fell apart, keeps|keep crashing|freezing|failing|breaking|disconnecting|stopping|asking, crashes, crashed, crashing, freezes, \
        lost|losing|damaged|broke|cancelled|canceled|delayed|forgot|ruined ... my|our luggage|parcel|package|order|flight|booking|bag|bags|holiday|trip|suitcase|phone|car, poor quality, complaint, i complain, complaining, fed up, sick of, ridiculous, is a joke, what a joke, what a mess, shame on, how is|can this ... acceptable|possible, ignored us|me|my, ignoring, overpriced, false advertising, misleading, lied to, useless, not happy|satisfied|impressed|good|acceptable|okay|ok, unhappy, never again, hidden fees, is|was rude, so|very|extremely|really|too slow|rude|bad|poor|frustrating|annoying|expensive|unprofessional|frustrated|angry|noisy",
    ),
    (
        Complaint,
        0.4,
        "problem|problems|issue|issues|bug|bugs|error|errors with|again|since|on, broken, faulty, defective, refund, late, missing, fail, failed, fails, failure, poor, slow, annoying, frustrating, frustrated, angry, since the update, three|four|five|six|two weeks|days|hours, rude, nothing happens|happened, again and again, unreliable, please fix, fix this|it|your|the, half of it",
    ),
    (
        Praise,
        0.7,
        "thank you|u so|very|for|all, thanks so|a|for|to|again|guys, many thanks, big|huge thanks|thank|shoutout|props|kudos, kudos, props to, shout out to, shoutout to, well done, good|great|nice|fantastic|amazing|excellent|brilliant|awesome job|work|service|experience|product|quality|team|staff|support|customer|communication|value|food|stay|app, i|we|really|absolutely|just|totally love|loved|loving|adore|enjoyed my|this|the|it|your|our|these|their|how|you|them, ^love my|this|the|it|these|your|how, highly|definitely|totally|would recommend|recommended, recommend ... to everyone|anyone|all, \
        very|so|really|extremely|super|more than happy|pleased|impressed|satisfied|helpful|friendly|good|nice|kind|delighted|professional|comfortable|grateful, you guys rock|are, you rock, the best ... ever|in|i|purchase|pizza|service|thing, best ... ever, best purchase|service|product|shop|decision|team|company|experience, honestly the best, works perfectly|great|like|well|fine|flawlessly|wonderfully, works like a charm, like a charm, was|were|is|are|been amazing|fantastic|excellent|perfect|great|awesome|brilliant|wonderful|outstanding|superb|delicious|incredible|lovely|flawless|fabulous|stunning|impeccable, five stars, 5 stars, 10 out of 10, 10/10, \
        everything ... perfect|great, what a wonderful|great|lovely|amazing|fantastic|nice|beautiful|brilliant, excellent, amazing, fantastic, outstanding, congratulations, congrats, bravo, hats off, love it, love you, so impressed, exceeded my|our|expectations, will be back, made my day, keep it up, keep up, worth every, cant fault, nothing to add, top notch, a pleasure, life saver, lifesaver, never disappoints",
    ),
    (
        Praise,
        0.35,
        "thanks, thank you, great, perfect, awesome, wonderful, brilliant, best, happy, love, recommend, impressed, delicious, beautiful, superb, nice, rock, good, helpful, friendly, comfortable, enjoyed",
    ),
    (
        Suggestion,
        0.75,
        "would|might|could be nice|great|good|better|cool|helpful|lovely|useful|awesome|amazing|handy|perfect|ideal if|to|having|for, would be nice|great|good|cool|helpful|awesome, would love|like to see|if|a, would help|helps|improve if|the, it would help, you should|could|might|must|ought ... add|open|make|offer|let|allow|bring|try|consider|include|sell|use|have|put|create|give|provide|change|improve|fix|think|introduce|build|support|do|start|stop|hire, please|pls ... add|bring back|consider|make|include|allow|let us|give us, please add|bring|consider|make|include|allow, bring back, i suggest, i would suggest, id suggest, suggestion, suggestions, my suggestion, feature request, i wish ... had|could|would|was|were|offered|made|there, wish you|there|they|it|the ... had|could|would|was|were|sold|offered|made, how about, what about adding|a|making, why dont|not|cant you|they|we ... offer|add|make|sell|open|have|let|use|put|create|do|try, why not offer|add|make|sell|open|let|use|put|create, just an|one|another idea, here is an idea, heres an idea, an idea for, \
        maybe|perhaps ... make|add|try|you|offer|consider, have you|ever considered|thought|tried, should be able|possible|an|a|more|easier|bigger|available|allowed, needs|need a|an|more|better ... option|button|mode|feature|filter|setting|support|version, there should|could be, it needs, lets have|get, could you|we have|please add|make|offer, consider making|adding|offering|opening, next time, it would be, better if, nice to have, could use a|an|some, you may want to",
    ),
    (Suggestion, 0.35, "should, idea, improve, option, add a|an, instead of"),
    (
        Purchase,
        0.75,
        "want|wanna|like|love|going|gonna|need|planning|plan|ready|about|hoping|looking|decided|tempted|dying|wait to buy|purchase|order|preorder|get|own one|a|an|this|it|the|two|these|that|my|some|another|both|three, want|wanna|like|going|gonna|need|planning|plan|ready|about|hoping|looking|decided|tempted|wait to buy|purchase|order|preorder, gonna|wanna buy|order|purchase|preorder|cop, where can|do|could|to|should|might i|we|you|one buy|get|order|purchase|find, where to buy|order|get, can i|we|you|it ... buy|order|preorder|purchase|reserve, how much is|are|does|do|for|would|will|it, whats|what is|are the price|prices|cost, price of|for, looking for a|an|some ... under|in|with|good|new|cheap, looking for a good|new|cheap, looking to buy|purchase|get, in the market for, thinking of|about buying|getting|ordering|purchasing|upgrading, considering buying|getting|purchasing, take my money, shut up and take, interested in the|a|buying|your|purchasing|one|this, im|am interested, \
        i need a|an|one|new|another ... new|phone|laptop|car|one|recommendations, need a new, which one|model|version should i ... buy|get|choose|take, should i buy|get|order, is it|this|that|still ... for sale|available|in stock, for sale, in stock, on sale, do you sell|have|stock|ship ... in, do you sell, preorder, pre order, ill take|buy|order, i will take|buy|order, adding|added to ... cart|basket|wishlist, on my wishlist, shopping for, i want one|two|this|these|it, want one, buy|order|get one|two|some for, to order, buy one, just ordered|bought|preordered, deal on, discount code|for, promo code, any discount|deals, quote for, would like to order|buy",
    ),
    (Purchase, 0.3, "price, buy, order, cost, recommendations, cheap, stock, purchase"),
    (
        Leaving,
        0.8,
        "cancel|cancelling|canceling|cancelled|canceled|cancels|end|ending|terminate|terminating ... my|our|the|this ... subscription|contract|account|membership|plan|order|policy|service, cancel|cancelling|canceling|cancelled my|our|it|everything, close|closing|closed|delete|deleting|deleted ... account|app|accounts, switching|switch|switched|moving|move|moved|going|changing|change|gone ... to|from|over|back ... competitor|competitors|another|bank|provider|brand|samsung|apple|other|rival|operator|network|company|different, moving|switching|switched|changing to another|a|your, switching to, going|go back to, last order|time|purchase|visit ... with|you|here|ever|from, that was|is my last, my last order, never buy|buying|use|using|order|ordering|shop|shopping|come|coming|go|going|fly|flying|return|returning|book|booking|again ... again|here|from|back|brand|there|with, never|not again, not|wont|never|no ... buying|buy|using|use|ordering|shopping|renew|renewing|coming back|return|returning ... again|here|anymore|from|my|back|membership, wont|not be back|renew|renewing|coming|return, not coming back, lost a|another|me customer|client|as|customers, losing a|customers|me, you lost a|me, \
        done with, im|i am done, through with, had enough, im out, unsubscribe|unsubscribed|unsubscribing, unfollow|unfollowed|unfollowing, uninstall|uninstalled|uninstalling|uninstalls, time to leave|switch|move|change|cancel|look|find, look|looking for another|an|a ... provider|alternative|bank|operator|company|brand|supplier|alternatives, looking for alternatives|alternative|another, find another, another provider, leaving you|your|the|this|for, i leave, we leave, goodbye, good bye, say goodbye, take|taking my|our business|money elsewhere|to, elsewhere, deleting the app, jump|jumping ship, customer for ... years|no, ex customer, former customer, stop using|buying|shopping, stopped using|buying|shopping, port my number",
    ),
    (Leaving, 0.3, "competitor, competitors, cancel, leave, bye, switch, subscription, years a customer, anymore"),
    (
        Crisis,
        0.8,
        "food poisoning, poisoned, in|to hospital, hospitalised, hospitalized, hospital, er last night, injured, injures, injury, injuries, caught|catches|catching|on|set|took fire, exploded, explosion, explodes, burned|burnt down|my|the|me, burst into flames, electric shock, electrocuted, choked on, choking hazard, allergic reaction, nearly|almost died|killed|dead, died after|from|because, death, deaths, killed, fatal, data leak|breach|leaked, leaked|leaks|leaking ... my|our|data|details|passwords|card|information|customers, breach, hacked, hackers, stolen ... passwords|data|details|customers|card, passwords|data|details ... stolen|leaked|exposed, identity theft, boycott, boycotting, boycotts, lawyer, lawyers, attorney, lawsuit, sue, suing, sued, legal action, court, class action, solicitor, trading standards, ombudsman, \
        police, investigation, investigating, investigated, fraud, arrested, prosecutor, criminal charges, indicted, raided, glass in|inside|pieces, pieces|piece|bits|shards of glass|metal|plastic, found ... glass|metal|insect|insects|worm|worms|mouse|rat|mold|mould|cockroach|maggots|blood, maggots, salmonella, listeria, contaminated, contamination, toxic, carcinogenic, asbestos, recall, recalled, recalls, brake|brakes failed, press|media|journalist|journalists|newspaper|tv about|contact|contacting|contacted|will, contact|contacting|call|calling|alert|alerting|go|going ... press|media|journalists|newspaper|newspapers|tv|bbc, scandal, cover up, coverup, whistleblower, racist employee|staff|ad|advert|comment|remark, \
        discrimination, discriminated, harassment, harassed, sexual assault, assaulted, customers are|were not welcome, not welcome, child labour|labor, slave labour, sweatshop, oil spill, pollution, polluting, layoffs, strike, bankruptcy, bankrupt, outrage, viral video, video is everywhere, going viral, petition, protest, protests, danger to, dangerous, unsafe, life threatening, health hazard, ambulance, emergency room, evacuated",
    ),
    (
        Crisis,
        0.3,
        "urgent, hazard, fire, smoke, blood, danger, illegal, unsafe, accident, crash, warning, emergency, victims, motorway, everywhere",
    ),
];

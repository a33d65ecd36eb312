//! What the invented brand is about to publish.

use std::collections::BTreeMap;

use app::{
    Actor, App, Refusal,
    publish::{
        chain_save::{ChainForm, StepForm},
        link::CampaignForm,
        post_save::PostDraft,
        snippet_save::SnippetForm,
    },
};
use domain::{
    Hat, Language,
    post::{Part, Variant},
    snippet::Kind,
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Time, tz::TimeZone};
use store::{Id, channel::Channel, link::Campaign};

use super::{
    brand::ZONE,
    words::{Words, same, words},
    world::{ACCOUNTS, World},
};

/// One post of the plan.
struct Planned {
    /// Days from today; the first leave while one looks.
    day: i32,
    /// The hour and the minute of the day in the team's zone; of today, minutes from now.
    at: (i8, i8),
    accounts: &'static [usize],
    text: Words,
    thread: &'static [Words],
    /// Words of its own for the second account.
    own: Words,
    /// Whether it belongs to [`CAMPAIGN`], which the owner approves.
    campaign: bool,
}

const POST: Planned =
    Planned { day: 0, at: (9, 0), accounts: &[0], text: Words::NONE, thread: &[], own: Words::NONE, campaign: false };

/// The campaign that is on, and its chain of approval.
const CAMPAIGN: Words = words("Dix ans de Givre", "Ten years of Givre");

/// What nobody has planned yet.
const IDEA: Words = words(
    "Idée\u{202f}: un carnet d’entretien imprimé, glissé dans chaque colis réparé\u{202f}?",
    "Idea: a printed care booklet, slipped into every mended parcel?",
);

/// What the team says again and again.
static SNIPPETS: [(Kind, Words, Words); 4] = [
    (
        Kind::Template,
        words("Portes ouvertes", "Open day"),
        words(
            "Le {jour}, portes ouvertes à l’atelier de {lieu}\u{202f}: venez avec ce qui craque, repartez avec ce qui tient.",
            "On {day}, open doors at the workshop in {place}: bring what is coming apart, leave with what holds.",
        ),
    ),
    (
        Kind::Template,
        words("Rappel de lot", "Recall of a batch"),
        words(
            "Un lot de {produit} nous revient\u{202f}: {raison}. Nous changeons tout, gratuitement, port compris\u{202f}: {lien}",
            "A batch of {product} comes back to us: {reason}. We replace every one, free, postage included: {link}",
        ),
    ),
    (Kind::Signature, words("Atelier", "Workshop"), words("— L’atelier Solenne, Grenoble", "— The Solenne workshop, Grenoble")),
    (Kind::Hashtags, words("Réparation", "Repair"), words("#réparation #durable #montagne", "#repair #madetolast #mountains")),
];

#[rustfmt::skip]
static PLAN: [Planned; 13] = [
    Planned {
        at: (0, 1),
        text: words("Fermetures d’Alto\u{202f}: ce que nous avons trouvé, et ce que nous faisons.", "Alto zips: what we found, and what we are doing."),
        thread: &[
            words("Le lot 0923, monté en septembre, a des curseurs trop tendres, qui cèdent sous tension. Son numéro est sur l’étiquette intérieure.", "Batch 0923, fitted in September, has sliders that are too soft and give under tension. Its number is on the inside label."),
            words("Nous changeons ces vestes, toutes, gratuitement, port compris. Le formulaire\u{202f}: https://solenne.example/alto", "We replace these jackets, every one, free, postage included. The form: https://solenne.example/alto"),
        ],
        ..POST
    },
    Planned { at: (0, 4), accounts: &[1], text: words("L’atelier est ouvert ce soir jusqu’à 20\u{a0}h pour les fermetures d’Alto.", "The workshop is open until 8 pm tonight for Alto zips."), ..POST },
    Planned {
        day: 1,
        at: (8, 30),
        accounts: &[0, 1],
        text: words("Samedi, portes ouvertes à l’atelier de Grenoble\u{202f}: venez avec ce qui craque, repartez avec ce qui tient. #réparation", "Open day at the Grenoble workshop this Saturday: bring what is coming apart, leave with what holds. #repair"),
        own: words("Samedi, c’est chez nous\u{202f}: amenez votre veste, on vous montre comment on change un zip.", "Saturday is at our place: bring your jacket, we show you how a zip is changed."),
        ..POST
    },
    Planned { day: 2, at: (18, 0), text: words("Quel est le plus vieux vêtement de votre sac\u{202f}? Montrez-le-nous.", "What is the oldest garment in your pack? Show us."), ..POST },
    Planned { day: 3, at: (9, 0), text: same("New in the shop: Sente trousers in a longer cut, by popular demand."), ..POST },
    Planned { day: 4, at: (12, 15), accounts: &[1], text: words("Trois gestes pour garder une membrane étanche\u{202f}: laver, rincer, chauffer doucement.", "Three habits that keep a membrane tight: wash, rinse, warm gently."), ..POST },
    Planned { day: 5, at: (10, 0), accounts: &[0, 1], text: words("L’atelier de Grenoble vous attend jusqu’à 17\u{a0}h.", "The Grenoble workshop awaits you until 5 pm."), ..POST },
    Planned { day: 7, at: (9, 0), text: words("La Givre fête ses dix ans. Racontez-nous sa plus belle nuit dehors. #Givre10ans", "The Givre turns ten. Tell us of its finest night out. #Givre10years"), campaign: true, ..POST },
    Planned {
        day: 8,
        at: (12, 30),
        accounts: &[0, 1],
        text: words("Dix Givre d’occasion, remises à neuf par l’atelier\u{202f}: la vente commence jeudi à midi. https://solenne.example/givre", "Ten second-hand Givre jackets, made good as new by the workshop: the sale starts on Thursday at noon. https://solenne.example/givre"),
        own: words("Dix Givre remises à neuf, à voir à l’atelier dès jeudi midi.", "Ten Givre jackets good as new, to be seen at the workshop from Thursday noon."),
        campaign: true,
        ..POST
    },
    Planned { day: 9, at: (18, 30), text: words("On cherche trente testeurs pour la prochaine Brume. Inscription jusqu’à vendredi\u{202f}: https://solenne.example/testeurs", "Thirty testers wanted for the next Brume. Sign up by Friday: https://solenne.example/testers"), ..POST },
    Planned { day: 11, at: (8, 0), text: words("Bulletin d’avalanche\u{202f}: prenez l’habitude de le lire la veille, pas au parking.", "Avalanche bulletin: make it a habit to read it the evening before, not in the car park."), ..POST },
    Planned { day: 13, at: (9, 0), accounts: &[1], text: words("Bilan du mois à l’atelier\u{202f}: les chiffres, et ce qu’ils nous apprennent.", "The month at the workshop: the figures, and what they teach us."), ..POST },
    Planned { day: 16, at: (10, 0), text: words("Le catalogue de printemps en avant-première pour celles et ceux qui nous suivent ici.", "The spring catalogue, first of all for those who follow us here."), ..POST },
];

/// Connects the brand's accounts and plans what it is about to say, in the language of whoever looks at the demo.
///
/// # Errors
/// When the little world does not answer or the database refuses.
pub(crate) async fn lay_out(app: &App, actor: &Actor, world: &World, language: Language, now: Timestamp) -> Result<(), Refusal> {
    let mut channels = Vec::new();
    for (key, _) in ACCOUNTS {
        let filled = BTreeMap::from([("server".to_owned(), world.network_address()), ("token".to_owned(), key.to_owned())]);
        channels.push(Box::pin(app.connect_channel(actor, "mastodon", &filled)).await?);
    }
    let campaign = campaign(app, actor, language, now).await?;
    for (kind, name, text) in SNIPPETS {
        let (name, text) = (name.said(language).to_owned(), text.said(language).to_owned());
        let form = SnippetForm { kind, name, text, channels: Vec::new(), always: false };
        app.add_snippet(actor, &form).await?;
    }
    for post in &PLAN {
        let draft = PostDraft { campaign: post.campaign.then_some(campaign), ..draft(post, &channels, language, now) };
        let saved = app.begin_post(actor, &draft).await?;
        Box::pin(app.plan_post(actor, saved.id, saved.version)).await?;
    }
    let idea = Variant { text: IDEA.said(language).to_owned(), ..Variant::default() };
    app.begin_post(actor, &PostDraft { content: idea, ..PostDraft::default() }).await?;
    Ok(())
}

/// Makes the campaign of the season, and the chain that its posts pass.
async fn campaign(app: &App, actor: &Actor, language: Language, now: Timestamp) -> Result<Id<Campaign>, Refusal> {
    let today = now.to_zoned(TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)).date();
    let name = CAMPAIGN.said(language);
    let form = CampaignForm {
        name: name.to_owned(),
        starts_on: today.to_string(),
        ends_on: today.saturating_add(30.days()).to_string(),
        ..CampaignForm::fresh()
    };
    let campaign = app.add_campaign(actor, &form).await?;
    let step = StepForm { hats: vec![Hat::Owner], ..StepForm::default() };
    let chain = ChainForm { name: name.to_owned(), campaigns: vec![campaign], steps: vec![step], ..ChainForm::default() };
    app.add_chain(actor, &chain).await?;
    Ok(campaign)
}

fn draft(post: &Planned, channels: &[Id<Channel>], language: Language, now: Timestamp) -> PostDraft {
    let said = |text: Words| Variant { text: text.said(language).to_owned(), ..Variant::default() };
    let part = |text: &Words| Part { text: text.said(language).to_owned(), ..Part::default() };
    let content = Variant { thread: post.thread.iter().map(part).collect(), ..said(post.text) };
    let own = |place: usize| (place == 1 && post.own != Words::NONE).then(|| said(post.own));
    let channels = post.accounts.iter().filter_map(|place| Some((*channels.get(*place)?, own(*place)))).collect();
    PostDraft { content, channels, due_at: Some(due(post, now).as_microsecond()), ..PostDraft::default() }
}

fn due(post: &Planned, now: Timestamp) -> Timestamp {
    let (hour, minute) = post.at;
    if post.day == 0 {
        return now.checked_add(SignedDuration::from_mins(i64::from(minute))).unwrap_or(now);
    }
    let zone = TimeZone::get(ZONE).unwrap_or(TimeZone::UTC);
    let day = now.to_zoned(zone.clone()).date().saturating_add(post.day.days());
    let moment = day.to_datetime(Time::new(hour, minute, 0, 0).unwrap_or(Time::midnight())).to_zoned(zone);
    moment.map_or(now, |moment| moment.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{brand, sites};

    #[test]
    fn all_that_the_workspace_is_labelled_with_is_there_in_both_languages() {
        let plan = PLAN.iter().flat_map(|post| [post.text, post.own].into_iter().chain(post.thread.iter().copied()));
        let labels = SNIPPETS.iter().flat_map(|(_, name, text)| [*name, *text]).chain([CAMPAIGN, IDEA]);
        let past = brand::PAST.iter().map(|(_, _, text)| *text);
        let folders = sites::sites().iter().map(|site| site.folder);
        let topics = brand::TOPICS.iter().map(|topic| topic.name);
        for Words { french, english } in plan.chain(labels).chain(past).chain(folders).chain(topics) {
            assert_eq!(french.is_empty(), english.is_empty(), "{french} {english}");
            // Addresses have colons of their own.
            let french = french.replace("https:", "");
            for sign in [':', ';', '?', '!'] {
                let unset = |(at, _)| !french[..at].ends_with('\u{202f}');
                assert!(french == english || !french.match_indices(sign).any(unset), "{french}");
            }
            assert!(!english.contains('\u{202f}') && !english.contains(" :"), "{english}");
        }
    }

    #[test]
    fn the_brands_own_posts_stand_in_the_order_of_their_time() {
        assert!(brand::PAST.windows(2).all(|pair| pair[0].1 > pair[1].1));
    }
}

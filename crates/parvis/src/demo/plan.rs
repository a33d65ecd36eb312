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
    Hat,
    post::{Part, Variant},
    snippet::Kind,
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Time, tz::TimeZone};
use store::{Id, channel::Channel, link::Campaign};

use super::{
    brand::ZONE,
    world::{ACCOUNTS, World},
};

/// One post of the plan.
struct Planned {
    /// Days from today; the first leave while one looks.
    day: i32,
    /// The hour and the minute of the day in the team's zone; of today, minutes from now.
    at: (i8, i8),
    accounts: &'static [usize],
    text: &'static str,
    thread: &'static [&'static str],
    /// Words of its own for the second account.
    own: &'static str,
    /// Whether it belongs to [`CAMPAIGN`], which the owner approves.
    campaign: bool,
}

const POST: Planned = Planned { day: 0, at: (9, 0), accounts: &[0], text: "", thread: &[], own: "", campaign: false };

/// The campaign that is on, and its chain of approval.
const CAMPAIGN: &str = "Dix ans de Givre";

/// What the team says again and again.
static SNIPPETS: [(Kind, &str, &str); 4] = [
    (
        Kind::Template,
        "Portes ouvertes",
        "Le {jour}, portes ouvertes à l’atelier de {lieu}\u{202f}: venez avec ce qui craque, repartez avec ce qui tient.",
    ),
    (
        Kind::Template,
        "Rappel de lot",
        "Un lot de {produit} nous revient\u{202f}: {raison}. Nous changeons tout, gratuitement, port compris\u{202f}: {lien}",
    ),
    (Kind::Signature, "Atelier", "— L’atelier Solenne, Grenoble"),
    (Kind::Hashtags, "Réparation", "#réparation #durable #montagne"),
];

#[rustfmt::skip]
static PLAN: [Planned; 13] = [
    Planned { at: (0, 1), text: "Fermetures d’Alto : ce que nous avons trouvé, et ce que nous faisons.", thread: &["Un lot de curseurs, livré en août, casse sous −10 °C. Il concerne les vestes dont le numéro finit par K.", "Nous les changeons toutes, gratuitement, port compris. Le formulaire : https://solenne.example/alto"], ..POST },
    Planned { at: (0, 4), accounts: &[1], text: "L’atelier est ouvert ce soir jusqu’à 20 h pour les fermetures d’Alto.", ..POST },
    Planned { day: 1, at: (8, 30), accounts: &[0, 1], text: "Samedi, portes ouvertes à l’atelier de Grenoble : venez avec ce qui craque, repartez avec ce qui tient. #réparation", own: "Samedi, c’est chez nous : amenez votre veste, on vous montre comment on change un zip.", ..POST },
    Planned { day: 2, at: (18, 0), text: "Quel est le plus vieux vêtement de votre sac ? Montrez-le-nous.", ..POST },
    Planned { day: 3, at: (9, 0), text: "New in the shop: Sente trousers in a longer cut, by popular demand.", ..POST },
    Planned { day: 4, at: (12, 15), accounts: &[1], text: "Trois gestes pour garder une membrane étanche : laver, rincer, chauffer doucement.", ..POST },
    Planned { day: 5, at: (10, 0), accounts: &[0, 1], text: "L’atelier de Grenoble vous attend jusqu’à 17 h.", ..POST },
    Planned { day: 7, at: (9, 0), text: "La Givre fête ses dix ans. Racontez-nous sa plus belle nuit dehors. #Givre10ans", campaign: true, ..POST },
    Planned { day: 8, at: (12, 30), accounts: &[0, 1], text: "Dix Givre d’occasion, remises à neuf par l’atelier : la vente commence jeudi à midi. https://solenne.example/givre", own: "Dix Givre remises à neuf, à voir à l’atelier dès jeudi midi.", campaign: true, ..POST },
    Planned { day: 9, at: (18, 30), text: "On cherche trente testeurs pour la prochaine Brume. Inscription jusqu’à vendredi : https://solenne.example/testeurs", ..POST },
    Planned { day: 11, at: (8, 0), text: "Bulletin d’avalanche : prenez l’habitude de le lire la veille, pas au parking.", ..POST },
    Planned { day: 13, at: (9, 0), accounts: &[1], text: "Bilan du mois à l’atelier : les chiffres, et ce qu’ils nous apprennent.", ..POST },
    Planned { day: 16, at: (10, 0), text: "Le catalogue de printemps en avant-première pour celles et ceux qui nous suivent ici.", ..POST },
];

/// Connects the brand's accounts and plans what it is about to say.
///
/// # Errors
/// When the little world does not answer or the database refuses.
pub(crate) async fn lay_out(app: &App, actor: &Actor, world: &World, now: Timestamp) -> Result<(), Refusal> {
    let mut channels = Vec::new();
    for (key, _) in ACCOUNTS {
        let filled = BTreeMap::from([("server".to_owned(), world.network_address()), ("token".to_owned(), key.to_owned())]);
        channels.push(Box::pin(app.connect_channel(actor, "mastodon", &filled)).await?);
    }
    let campaign = campaign(app, actor, now).await?;
    for (kind, name, text) in SNIPPETS {
        let form = SnippetForm { kind, name: name.to_owned(), text: text.to_owned(), channels: Vec::new(), always: false };
        app.add_snippet(actor, &form).await?;
    }
    for post in &PLAN {
        let draft = PostDraft { campaign: post.campaign.then_some(campaign), ..draft(post, &channels, now) };
        let saved = app.begin_post(actor, &draft).await?;
        Box::pin(app.plan_post(actor, saved.id, saved.version)).await?;
    }
    let idea = Variant {
        text: "Idée : un carnet d’entretien imprimé, glissé dans chaque colis réparé ?".to_owned(),
        ..Variant::default()
    };
    app.begin_post(actor, &PostDraft { content: idea, ..PostDraft::default() }).await?;
    Ok(())
}

/// Makes the campaign of the season, and the chain that its posts pass.
async fn campaign(app: &App, actor: &Actor, now: Timestamp) -> Result<Id<Campaign>, Refusal> {
    let today = now.to_zoned(TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)).date();
    let form = CampaignForm {
        name: CAMPAIGN.to_owned(),
        starts_on: today.to_string(),
        ends_on: today.saturating_add(30.days()).to_string(),
        ..CampaignForm::fresh()
    };
    let campaign = app.add_campaign(actor, &form).await?;
    let step = StepForm { hats: vec![Hat::Owner], ..StepForm::default() };
    let chain = ChainForm { name: CAMPAIGN.to_owned(), campaigns: vec![campaign], steps: vec![step], ..ChainForm::default() };
    app.add_chain(actor, &chain).await?;
    Ok(campaign)
}

fn draft(post: &Planned, channels: &[Id<Channel>], now: Timestamp) -> PostDraft {
    let said = |text: &str| Variant { text: text.to_owned(), ..Variant::default() };
    let part = |text: &&str| Part { text: (*text).to_owned(), ..Part::default() };
    let content = Variant { thread: post.thread.iter().map(part).collect(), ..said(post.text) };
    let own = |place: usize| (place == 1 && !post.own.is_empty()).then(|| said(post.own));
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

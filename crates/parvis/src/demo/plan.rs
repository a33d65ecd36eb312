//! What the invented brand is about to publish.

use std::collections::BTreeMap;

use app::{Actor, App, Refusal, publish::post_save::PostDraft};
use domain::post::{Part, Variant};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Time, tz::TimeZone};
use store::{Id, channel::Channel};

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
}

const POST: Planned = Planned { day: 0, at: (9, 0), accounts: &[0], text: "", thread: &[], own: "" };

#[rustfmt::skip]
static PLAN: [Planned; 12] = [
    Planned { at: (0, 1), text: "Fermetures d’Alto : ce que nous avons trouvé, et ce que nous faisons.", thread: &["Un lot de curseurs, livré en août, casse sous −10 °C. Il concerne les vestes dont le numéro finit par K.", "Nous les changeons toutes, gratuitement, port compris. Le formulaire : https://solenne.example/alto"], ..POST },
    Planned { at: (0, 4), accounts: &[1], text: "L’atelier est ouvert ce soir jusqu’à 20 h pour les fermetures d’Alto.", ..POST },
    Planned { day: 1, at: (8, 30), accounts: &[0, 1], text: "Samedi, portes ouvertes à l’atelier de Grenoble : venez avec ce qui craque, repartez avec ce qui tient. #réparation", own: "Samedi, c’est chez nous : amenez votre veste, on vous montre comment on change un zip.", ..POST },
    Planned { day: 2, at: (18, 0), text: "Quel est le plus vieux vêtement de votre sac ? Montrez-le-nous.", ..POST },
    Planned { day: 3, at: (9, 0), text: "New in the shop: Sente trousers in a longer cut, by popular demand.", ..POST },
    Planned { day: 4, at: (12, 15), accounts: &[1], text: "Trois gestes pour garder une membrane étanche : laver, rincer, chauffer doucement.", ..POST },
    Planned { day: 5, at: (10, 0), accounts: &[0, 1], text: "L’atelier de Grenoble vous attend jusqu’à 17 h.", ..POST },
    Planned { day: 7, at: (9, 0), text: "La Givre fête ses dix ans. Racontez-nous sa plus belle nuit dehors. #Givre10ans", ..POST },
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
    for post in &PLAN {
        let saved = app.begin_post(actor, &draft(post, &channels, now)).await?;
        Box::pin(app.plan_post(actor, saved.id, saved.version)).await?;
    }
    let idea = Variant {
        text: "Idée : un carnet d’entretien imprimé, glissé dans chaque colis réparé ?".to_owned(),
        ..Variant::default()
    };
    app.begin_post(actor, &PostDraft { content: idea, ..PostDraft::default() }).await?;
    Ok(())
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

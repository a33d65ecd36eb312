//! Laying the demo's workspace out: team, folders, sources, topics, alerts, and sixty days that were said before it began.
//!
//! The rows are put straight into an empty database in one transaction, so that the first page is there at once; what was said
//! goes through the same door as everything.

use std::collections::HashMap;

use app::{
    Actor, App, Means, Refusal,
    listen::{alert_save::AlertForm, signal_watch, visit},
    vault,
};
use domain::{Document, Hat, Language, address};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::{Id, Store, Tx, access::User, source::Source, topic::Topic, workspace::Workspace};

use super::{
    brand::{ALERTS, AlertRhythm, TEAM, TOPICS, Teammate, WORKSPACE, ZONE},
    sites::SourceKey,
    talk,
    world::{Place, World},
};

/// The password of everybody in the demo.
pub(crate) const PASSWORD: &str = "solenne-demo";
/// What has been said on the last so many days is taken in first, and the page shown meanwhile.
const RECENT: SignedDuration = SignedDuration::from_hours(24 * 7);
/// The first visits begin after so many microseconds, when the past is in, and are spread over as many more.
const FIRST_VISIT_US: i64 = 8_000_000;

/// The watch for signals begins when the past is in, at the latest after so many microseconds.
const WATCH_US: i64 = 3_600 * 1_000_000;

/// A workspace that was laid out.
pub(crate) struct Laid {
    /// The path that lets the first of the team in, once.
    pub entry: String,
    /// Who lays it out.
    pub actor: Actor,
    /// The first of the team.
    owner: Id<User>,
    sources: HashMap<SourceKey, Source>,
    /// By their French name.
    topics: HashMap<&'static str, Id<Topic>>,
}

/// Makes the team, the sources and the topics. The first of the team, who looks at the demo, reads `language`.
///
/// # Errors
/// When the database is not empty or refuses.
pub(crate) async fn lay_out(app: &App, store: &Store, world: &World, language: Language) -> Result<Laid, Refusal> {
    let hash = tokio::task::spawn_blocking(|| vault::hash_password(PASSWORD)).await.map_err(Refusal::from)??;
    let now = app.now();
    let tx = store.begin().await?;
    let workspace = tx.add_workspace(WORKSPACE, "4", language.code(), ZONE, now).await?;
    let actor = Actor::command_line(workspace);
    let mut owner = None;
    for teammate in &TEAM {
        let reads = if owner.is_none() { language } else { teammate.language };
        let user = add_teammate(&tx, workspace, teammate, reads, &hash, now).await?;
        owner.get_or_insert(user);
    }
    let owner = owner.ok_or(Refusal::NeedsPerson)?;
    let sources = add_sources(&tx, workspace, world, language, now).await?;
    // Nobody watches before the past is in.
    tx.enqueue(&signal_watch::job(workspace, now + WATCH_US), now).await?;
    let topics = add_topics(&tx, workspace, owner, language, now).await?;
    tx.record(&actor.event("workspace.added", "topic", None, &json!({ "name": WORKSPACE, "demo": true }), now)).await?;
    tx.commit().await?;
    let entry = app.make_entry(TEAM[0].mail).await?;
    Ok(Laid { entry: entry.reveal().to_owned(), actor, owner, sources, topics })
}

async fn add_teammate(
    tx: &Tx,
    workspace: Id<Workspace>,
    teammate: &Teammate,
    language: Language,
    hash: &str,
    now: i64,
) -> Result<Id<User>, Refusal> {
    let user = User {
        id: Id::new(0),
        email: teammate.mail.to_owned(),
        name: teammate.name.to_owned(),
        password_hash: hash.to_owned(),
        language: language.code().to_owned(),
        time_zone: ZONE.to_owned(),
        theme: "system".to_owned(),
        density: "comfortable".to_owned(),
        created_at: now,
        disabled_at: None,
    };
    let id = tx.add_user(&user).await?;
    let hats: &[Hat] = teammate.hats;
    tx.put_member(workspace, id, hats, now).await?;
    // The visit before this one ended last evening, so that Today has something to tell.
    tx.touch_member(workspace, id, now - 15 * 3_600 * 1_000_000, 0).await?;
    Ok(id)
}

async fn add_sources(
    tx: &Tx,
    workspace: Id<Workspace>,
    world: &World,
    language: Language,
    now: i64,
) -> Result<HashMap<SourceKey, Source>, Refusal> {
    let mut sources = HashMap::new();
    for (place, Place { site, home, feed }) in world.places().into_iter().enumerate() {
        let folder = tx.put_folder(workspace, site.folder.said(language)).await?;
        let first = now + FIRST_VISIT_US + i64::try_from(place).unwrap_or(0) * 200_000;
        let source = Source {
            folder_id: Some(folder),
            title: site.name.to_owned(),
            site_address: Some(home),
            kind: site.kind().name().to_owned(),
            language: Some(site.language.code().to_owned()),
            next_at: Some(first),
            ..Source::new(workspace, &feed, now)
        };
        let key = address::canonical(&feed).ok_or(Refusal::Invalid { field: "address", why: "not_an_address" })?;
        let id = tx.add_source(&source, &key).await?;
        tx.enqueue(&visit::job(workspace, id, &feed, first), now).await?;
        sources.insert(site.key, Source { id, ..source });
    }
    Ok(sources)
}

async fn add_topics(
    tx: &Tx,
    workspace: Id<Workspace>,
    owner: Id<User>,
    language: Language,
    now: i64,
) -> Result<HashMap<&'static str, Id<Topic>>, Refusal> {
    let mut topics = HashMap::new();
    for topic in &TOPICS {
        let row = Topic {
            id: Id::new(0),
            workspace_id: workspace,
            name: topic.name.said(language).to_owned(),
            kind: topic.purpose.name().to_owned(),
            query: topic.query.to_owned(),
            form: None,
            version: 1,
            created_at: now,
            changed_at: now,
            archived_at: None,
        };
        topics.insert(topic.name.french, tx.add_topic(&row, Some(owner)).await?);
    }
    Ok(topics)
}

/// Has the team told in its chat from now on: a real receiver on the loopback interface, so that the log of what was sent fills itself.
async fn add_alerts(app: &App, world: &World, laid: &Laid) -> Result<(), Refusal> {
    let actor = Actor { user: Some(laid.owner), hats: TEAM[0].hats.to_vec(), means: Means::Page, ..laid.actor.clone() };
    let address = world.chat_address();
    for alert in &ALERTS {
        let (rhythm, hour) = match alert.rhythm {
            AlertRhythm::AtOnce => ("at_once", String::new()),
            AlertRhythm::DailyAt(hour) => ("daily", hour.to_string()),
        };
        let Some(topic) = laid.topics.get(alert.topic) else { continue };
        let about = format!("topic:{topic}");
        let form = AlertForm { name: alert.topic, about: &about, rhythm, hour: &hour, way: "webhook", address: &address };
        app.save_alert(&actor, None, form).await?;
    }
    Ok(())
}

/// Takes in what was said before the demo began: the last week first, so that the page is full at once, then what came before.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn tell_the_past(
    app: &App,
    store: &Store,
    world: &World,
    laid: &Laid,
    seed: u64,
    started: Timestamp,
    days: u32,
) -> Result<(), Refusal> {
    let said: Vec<talk::Said> = talk::past(seed, started, days).collect();
    let (recent, older): (Vec<_>, Vec<_>) = said.into_iter().partition(|said| started.duration_since(said.published) < RECENT);
    for part in [recent, older] {
        let mut by_source: HashMap<SourceKey, Vec<Document>> = HashMap::new();
        for said in &part {
            by_source.entry(said.source).or_default().push(world.document(said));
        }
        for (key, documents) in by_source {
            if let Some(source) = laid.sources.get(key) {
                app.ingest(&laid.actor, source, documents).await?;
            }
        }
    }
    // The stories of the sixty days are signals from the first look on, and from here on somebody watches.
    for topic in laid.topics.values() {
        Box::pin(app.recall_signals(&laid.actor, *topic)).await?;
    }
    add_alerts(app, world, laid).await?;
    let (tx, now) = (store.begin().await?, app.now());
    tx.enqueue(&signal_watch::job(laid.actor.workspace, now), now).await?;
    Ok(tx.commit().await?)
}

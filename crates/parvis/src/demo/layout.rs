//! Laying the demo's workspace out: team, folders, sources, topics, alerts, and sixty days that were said before it began.

use std::collections::HashMap;

use app::{
    Actor, App, Refusal,
    access::{Browser, FirstOwner, NewAccount},
};
use domain::{Document, Language};
use jiff::Timestamp;
use store::{Id, source::Source, workspace::Workspace};

use super::{
    brand::{ALERTS, AlertRhythm, TEAM, TOPICS, WORKSPACE, ZONE},
    sites::SourceKey,
    talk::{self, Said},
    world::World,
};

/// The password of everybody in the demo.
pub(crate) const PASSWORD: &str = "solenne-demo";
/// How many documents are taken in between two looks of somebody at the page.
const PAST_BATCH: usize = 400;

/// A workspace that was laid out.
pub(crate) struct Laid {
    /// The path that lets the first of the team in, once.
    pub entry: String,
    actor: Actor,
    sources: HashMap<SourceKey, Source>,
}

/// Makes the team, the sources, the topics and the alerts.
///
/// # Errors
/// When the database is not empty or refuses.
pub(crate) async fn lay_out(app: &App, world: &World) -> Result<Laid, Refusal> {
    let workspace = make_owner(app).await?;
    let actor = Actor::command_line(workspace);
    for teammate in &TEAM[1..] {
        app.user_add(workspace, teammate.mail, teammate.name, PASSWORD, teammate.hats).await?;
    }
    let sources = add_sources(app, &actor, world).await?;
    add_topics_and_alerts(app, &actor).await?;
    let entry = app.make_entry(TEAM[0].mail).await?;
    Ok(Laid { entry: entry.reveal().to_owned(), actor, sources })
}

//! Whether the links of articles lead anywhere: each is looked at by a job of its own through the guarded client, and what was seen is kept
//! for a while.

use std::collections::BTreeMap;

use article::{LinkState, Outline};
use connect::fetch::{Client, FetchError, Request};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{
    Id, Tx,
    job::{Job, NewJob},
    link_sight::LinkSight,
    workspace::Workspace,
};
use url::Url;

use super::post_save::PostDraft;
use crate::{App, Refusal};

/// The kind of the job.
pub const LINK_JOB: &str = "link";
/// How long a look at a link holds, microseconds: a day.
pub const LINK_FRESH_US: i64 = 86_400 * 1_000_000;
/// The same for one whose site did not answer, microseconds: an hour.
pub const LINK_SILENT_US: i64 = 3_600 * 1_000_000;
/// How long a look is kept at all, microseconds.
pub const LINK_KEPT_US: i64 = 30 * 86_400 * 1_000_000;
/// The most links of one article that are looked at.
pub const LINKS_MAX: usize = 200;
/// The longest address that is looked at, bytes.
const ADDRESS_BYTES_MAX: usize = 2_000;
/// The longest that a busy site is waited for, microseconds.
const WAIT_US_MAX: i64 = 3_600 * 1_000_000;

/// What names a link in the store.
fn hash(address: &Url) -> String {
    Sha256::digest(address.as_str()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn state(sight: &LinkSight) -> LinkState {
    known(&sight.state, u16::try_from(sight.status).unwrap_or_default(), sight.moved_to.clone())
}

fn known(state: &str, status: u16, moved_to: String) -> LinkState {
    match state {
        "alive" => LinkState::Alive,
        "moved" => LinkState::Moved { to: moved_to },
        "dead" => LinkState::Dead { status },
        "silent" => LinkState::Silent,
        "private" => LinkState::Private,
        _ => LinkState::Unknown,
    }
}

fn is_fresh(sight: &LinkSight, now: i64) -> bool {
    let holds = if sight.state == "silent" { LINK_SILENT_US } else { LINK_FRESH_US };
    sight.seen_at > now - holds
}

/// The links of an article that can be looked at.
fn addresses(text: &str) -> Vec<Url> {
    let (_, body) = domain::post::front_matter(text);
    let mut all = Outline::read(domain::html::cut(body, article::ARTICLE_BYTES_MAX), 0).addresses();
    all.retain(|address| address.as_str().len() <= ADDRESS_BYTES_MAX);
    all.truncate(LINKS_MAX);
    all
}

/// What a visit to a link says of it; `None` when the site asks to be left alone for a while.
fn judged(address: &Url, answered: Result<connect::fetch::Response, FetchError>) -> Option<(&'static str, u16, String)> {
    Some(match answered {
        Ok(response) => match response.permanent_address.filter(|to| to != address) {
            Some(to) => ("moved", response.status, to.to_string()),
            None => ("alive", response.status, String::new()),
        },
        // What is too large for us is there all the same.
        Err(FetchError::TooLarge { .. } | FetchError::BadEncoding) => ("alive", 200, String::new()),
        Err(FetchError::NotFound) => ("dead", 404, String::new()),
        Err(FetchError::Gone) => ("dead", 410, String::new()),
        Err(FetchError::ForbiddenAddress { .. }) => ("private", 0, String::new()),
        Err(FetchError::RobotsDisallow { .. } | FetchError::BadAddress { .. }) => ("unasked", 0, String::new()),
        Err(
            FetchError::HostBusy { .. }
            | FetchError::HostResting { .. }
            | FetchError::RateLimited { .. }
            | FetchError::RobotsUnreachable { .. },
        ) => return None,
        Err(FetchError::Blocked { status, .. } | FetchError::ServerFault { status } | FetchError::Refused { status }) => {
            ("silent", status, String::new())
        }
        Err(_) => ("silent", 0, String::new()),
    })
}

/// Looks at a link now, without remembering it.
pub async fn look(client: &Client, address: &Url, now: Timestamp) -> LinkState {
    let answered = Box::pin(client.get(&Request::page(address.clone(), now))).await;
    let Some((state, status, moved_to)) = judged(address, answered) else { return LinkState::Unknown };
    known(state, status, moved_to)
}

fn until(error: &FetchError) -> Option<Timestamp> {
    match error {
        FetchError::HostBusy { until, .. }
        | FetchError::HostResting { until, .. }
        | FetchError::RobotsUnreachable { until, .. } => Some(*until),
        FetchError::RateLimited { until, .. } => *until,
        _ => None,
    }
}

impl App {
    /// What is known of where links lead.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn link_states(&self, workspace: Id<Workspace>, text: &str) -> Result<BTreeMap<Url, LinkState>, Refusal> {
        let addresses = addresses(text);
        let hashes: Vec<String> = addresses.iter().map(hash).collect();
        let sights = self.store.reader(workspace).link_sights(&hashes).await?;
        let known: BTreeMap<&str, &LinkSight> = sights.iter().map(|sight| (sight.hash.as_str(), sight)).collect();
        let of =
            |(address, hash): (Url, String)| (address, known.get(hash.as_str()).map(|sight| state(sight)).unwrap_or_default());
        Ok(addresses.into_iter().zip(hashes).map(of).collect())
    }

    /// Asks for a look at every link of a draft's articles that was not looked at lately.
    pub(super) async fn ask_links(&self, tx: &Tx, workspace: Id<Workspace>, draft: &PostDraft) -> Result<(), Refusal> {
        let now = self.now();
        let articles = std::iter::once(&draft.content).chain(draft.channels.values().flatten()).filter(|said| said.article);
        let wanted: BTreeMap<String, Url> =
            articles.flat_map(|said| addresses(&said.text)).map(|address| (hash(&address), address)).collect();
        let hashes: Vec<String> = wanted.keys().cloned().collect();
        let sights = self.store.reader(workspace).link_sights(&hashes).await?;
        for (hash, address) in wanted {
            if sights.iter().any(|sight| sight.hash == hash && is_fresh(sight, now)) {
                continue;
            }
            let job = NewJob {
                workspace_id: workspace,
                kind: LINK_JOB,
                key: format!("{workspace}:{hash}"),
                // As visits: one slow host never fills the worker.
                lane: format!("host {}", address.host_str().unwrap_or_default()),
                payload: json!({ "address": address }).to_string(),
                due_at: now,
            };
            tx.enqueue(&job, now).await?;
        }
        Ok(())
    }

    /// Looks at the link that a job is about, unless that was done lately.
    pub(crate) async fn look_at_link(&self, job: &Job) -> Result<(), Refusal> {
        let payload: serde_json::Value = serde_json::from_str(&job.payload).unwrap_or_default();
        let address: Option<Url> = payload["address"].as_str().and_then(|address| address.parse().ok());
        let Some(address) = address else { return self.end_link(job, None).await };
        let hash = hash(&address);
        let known = self.store.reader(job.workspace_id).link_sights(std::slice::from_ref(&hash)).await?;
        if known.iter().any(|sight| is_fresh(sight, self.now())) {
            return self.end_link(job, None).await;
        }
        let answered = Box::pin(self.client.get(&Request::page(address.clone(), self.clock.now()))).await;
        let again = answered.as_ref().err().and_then(until).map(Timestamp::as_microsecond);
        let Some((state, status, moved_to)) = judged(&address, answered) else {
            let now = self.now();
            let tx = self.store.begin().await?;
            tx.reschedule(job.id, again.unwrap_or(now + WAIT_US_MAX).clamp(now + 1, now + WAIT_US_MAX)).await?;
            return Ok(tx.commit().await?);
        };
        let (address, state) = (address.to_string(), state.to_owned());
        self.end_link(job, Some(LinkSight { hash, address, state, status: status.into(), moved_to, seen_at: self.now() })).await
    }

    async fn end_link(&self, job: &Job, sight: Option<LinkSight>) -> Result<(), Refusal> {
        let tx = self.store.begin().await?;
        if let Some(sight) = &sight {
            tx.put_link_sight(job.workspace_id, sight).await?;
        }
        tx.finish(job.id, self.now()).await?;
        Ok(tx.commit().await?)
    }
}

//! The watch over every topic: a job for each workspace reads on, every five minutes, in what was said, and writes down once what happens.
//!
//! What is known of the usual of a topic is kept as of three hours ago, and the last hours are read again each time: a document that
//! comes in within three hours of being said counts where it belongs. What is found in them is a signal; what is older than that, a
//! back-filled archive or the past of a new topic, is learnt from and tells nobody anything.

use std::collections::BTreeMap;

use domain::signal::{Feedback, Finding, Kind, STEP_S, Said, Slot, TopicWatch, Voices};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use store::{
    Id, Reader,
    job::{Job, NewJob},
    signal::{Settled, Watch},
    source::Source,
    topic::Topic,
    workspace::Workspace,
};

use crate::{
    Actor, App, Refusal,
    listen::{signal_raise::Raised, topic_search::SEARCH_JOB},
};

/// The kind of the job; its key is the workspace's id.
pub const SIGNAL_JOB: &str = "signal";
/// What is said may come in so late and still raise a signal, in seconds.
pub const LATE_S: i64 = 3 * 3_600;
/// So much of a topic's past is learnt from, in days: what is older has been forgotten by a detector anyway.
pub const HISTORY_DAYS: i64 = 42;
/// Sites and phrases are learnt from the last so many days …
const VOICES_DAYS: i64 = 14;
/// … and the first so many mentions of each.
const VOICES_DAY_MAX: u32 = 2_000;
/// A source that was to be visited so long ago and was not does not answer, microseconds.
const OVERDUE_US: i64 = 3_600 * SECOND_US;
/// A topic that is quiet is read on this often, in seconds beyond [`LATE_S`].
const QUIET_S: i64 = 3_600;
/// The usual part of each source is counted over so many days.
const HEARD_DAYS: i64 = 7;
pub(crate) const SECOND_US: i64 = 1_000_000;
const HOUR_S: i64 = 3_600;
const DAY_S: i64 = 24 * HOUR_S;

/// What the reading of one topic goes by.
pub(crate) struct Reads<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) zone: &'a TimeZone,
    pub(crate) now_s: i64,
    /// Sources that do not answer.
    pub(crate) ill: &'a [Id<Source>],
}

impl Reads<'_> {
    /// Everything before is settled.
    pub(crate) fn settle_s(&self) -> i64 {
        let late = self.now_s - LATE_S;
        late - late.rem_euclid(HOUR_S)
    }
}

/// What a topic's reading came to.
pub(crate) struct Read {
    /// As of [`Reads::settle_s`].
    pub(crate) settled: TopicWatch,
    /// As of now.
    pub(crate) live: TopicWatch,
    /// What began or ended since the watch was last kept, in order.
    pub(crate) findings: Vec<Finding>,
}

impl App {
    /// Asks for every workspace to be watched that is not yet.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn ask_for_signals(&self) -> Result<(), Refusal> {
        let now = self.now();
        for workspace in self.store.workspaces().await? {
            let key = workspace.id.to_string();
            if self.store.reader(workspace.id).open_job(SIGNAL_JOB, &key).await?.is_some() {
                continue;
            }
            let tx = self.store.begin().await?;
            tx.enqueue(&job(workspace.id, next(now)), now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Does the job: reads on in what was said of each topic.
    ///
    /// # Errors
    /// When the database refuses; what was read by then is kept.
    pub(crate) async fn watch_topics(&self, job: &Job) -> Result<(), Refusal> {
        let actor = Actor::worker(job.workspace_id);
        let reader = self.reader(&actor);
        let Some(workspace) = reader.workspace().await? else {
            let tx = self.store.begin().await?;
            tx.finish(job.id, self.now()).await?;
            return Ok(tx.commit().await?);
        };
        let now = self.now();
        let ill = reader.ill_sources(now - OVERDUE_US).await?;
        let zone = TimeZone::get(&workspace.time_zone).unwrap_or(TimeZone::UTC);
        let reads = Reads { actor: &actor, zone: &zone, now_s: now.div_euclid(SECOND_US), ill: &ill };
        let topics: BTreeMap<Id<Topic>, Topic> = reader.topics().await?.into_iter().map(|topic| (topic.id, topic)).collect();
        for settled in reader.settled(reads.settle_s() * SECOND_US).await? {
            if let Some(topic) = topics.get(&settled.topic_id).filter(|_| is_due(&settled, &reads)) {
                Box::pin(self.watch_topic(&reads, topic)).await?;
            }
        }
        let tx = self.store.begin().await?;
        tx.reschedule(job.id, next(self.now())).await?;
        Ok(tx.commit().await?)
    }

    async fn watch_topic(&self, reads: &Reads<'_>, topic: &Topic) -> Result<(), Refusal> {
        let reader = self.reader(reads.actor);
        let kept = reader.watch(topic.id).await?.and_then(|kept| serde_json::from_str::<TopicWatch>(&kept.state).ok());
        // While the archive is searched for it, nothing can be said of what is usual for it.
        if kept.is_none() && reader.open_job(SEARCH_JOB, &topic.id.to_string()).await?.is_some() {
            return Ok(());
        }
        let is_new = kept.is_none();
        let read = Box::pin(self.read_on(reads, topic, kept, voices_from(reads.settle_s()))).await?;
        let raised = self.raise(reads, topic, &read, false).await?;
        self.keep_watch(reads, topic, read.settled, is_new, &raised).await
    }

    /// Reads on from what is kept; without it, from the beginning of what the topic's past can teach, with its sites and phrases
    /// from `voices_from_s` on.
    pub(crate) async fn read_on(
        &self,
        reads: &Reads<'_>,
        topic: &Topic,
        kept: Option<TopicWatch>,
        voices_from_s: i64,
    ) -> Result<Read, Refusal> {
        let reader = self.reader(reads.actor);
        let settle_s = reads.settle_s();
        let heard = heard(&reader, topic.id, reads).await?;
        let is_new = kept.is_none();
        let mut settled = match kept {
            Some(kept) => kept,
            None => begin(&reader, topic.id, settle_s).await?,
        };
        let mut said = said(&reader, topic.id, settled.to_s(), reads.now_s, voices_from_s).await?;
        let (zone, now_s) = (reads.zone.clone(), reads.now_s);
        let read = tokio::task::spawn_blocking(move || {
            // The sources may be ill now; nothing is known of how they were before the topic was watched.
            said.heard = if is_new { 1.0 } else { heard };
            let mut findings = settled.advance(settle_s, &said, &zone, |_, _| {});
            said.heard = heard;
            let mut live = settled.clone();
            findings.extend(live.advance(now_s, &said, &zone, |_, _| {}));
            Read { settled, live, findings }
        });
        read.await.map_err(|_ended| Refusal::Interrupted)
    }

    /// Keeps what is known of a topic with what was raised, unless it became another topic meanwhile.
    pub(crate) async fn keep_watch(
        &self,
        reads: &Reads<'_>,
        topic: &Topic,
        mut watch: TopicWatch,
        is_new: bool,
        raised: &[Raised],
    ) -> Result<(), Refusal> {
        let workspace = reads.actor.workspace;
        let tx = self.store.begin().await?;
        let still = tx.lock_watch(workspace, topic.id).await?;
        let same =
            tx.topic(workspace, topic.id).await?.is_some_and(|now| now.version == topic.version && now.archived_at.is_none());
        if !same || (still.is_none() && !is_new) {
            return Ok(());
        }
        relearn(&mut watch, &tx.signal_feedback(workspace, topic.id).await?);
        let state = serde_json::to_string(&watch).or(Err(Refusal::Interrupted))?;
        tx.put_watch(workspace, &Watch { topic_id: topic.id, settled_to: watch.to_s(), state }).await?;
        let written = self.write_raised(&tx, topic, raised).await?;
        for (verb, ids) in [("signal.raised", written.new), ("signal.ended", written.ended)] {
            if let Some(first) = ids.first() {
                let detail = json!({ "name": topic.name, "signals": ids.len() });
                tx.record(&reads.actor.event(verb, "signal", Some(first.get()), &detail, self.now())).await?;
            }
        }
        tx.commit().await?;
        if raised.iter().any(Raised::is_new) {
            self.bell.notify_one();
        }
        Ok(())
    }
}

/// From when on sites and phrases are learnt by a watch that is to say something from `from_s` on: a whole hour.
pub(crate) const fn voices_from(from_s: i64) -> i64 {
    let from_s = from_s - VOICES_DAYS * DAY_S;
    from_s - from_s.rem_euclid(HOUR_S)
}

/// A watch that begins with the first of what a topic's past can teach.
pub(crate) async fn begin(reader: &Reader, topic: Id<Topic>, until_s: i64) -> Result<TopicWatch, Refusal> {
    let from = (until_s - HISTORY_DAYS * DAY_S) * SECOND_US;
    let first = reader.first_mention(topic, from).await?.map(|at| at.div_euclid(SECOND_US));
    Ok(TopicWatch::new(first.unwrap_or(until_s).min(until_s)))
}

/// Takes what people said of a topic's signals, kind by kind.
pub(crate) fn relearn(watch: &mut TopicWatch, feedback: &[(String, String)]) {
    for kind in KINDS {
        let said: Vec<Feedback> =
            feedback.iter().filter(|(of, _)| of == word(kind)).filter_map(|(_, said)| feedback_of(said)).collect();
        watch.relearn(kind, &said);
    }
}

/// Every kind of signal.
pub const KINDS: [Kind; 5] = [Kind::Peak, Kind::NegativePeak, Kind::Silence, Kind::NewTheme, Kind::Spread];

/// The stable word of a kind.
#[must_use]
pub const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Peak => "peak",
        Kind::NegativePeak => "negative_peak",
        Kind::Silence => "silence",
        Kind::NewTheme => "new_theme",
        Kind::Spread => "spread",
    }
}

/// The kind of a word.
#[must_use]
pub fn kind_of(said: &str) -> Option<Kind> {
    KINDS.into_iter().find(|kind| word(*kind) == said)
}

/// What `useful` and `noise` stand for.
#[must_use]
pub fn feedback_of(said: &str) -> Option<Feedback> {
    match said {
        "useful" => Some(Feedback::Useful),
        "noise" => Some(Feedback::Noise),
        _ => None,
    }
}

/// The job that watches a workspace, due at that moment (UTC microseconds).
#[must_use]
pub fn job(workspace: Id<Workspace>, due_at: i64) -> NewJob {
    NewJob {
        workspace_id: workspace,
        kind: SIGNAL_JOB,
        key: workspace.to_string(),
        lane: format!("signal {workspace}"),
        payload: "{}".to_owned(),
        due_at,
    }
}

/// The end of the five minutes that a moment is in, UTC microseconds.
fn next(now: i64) -> i64 {
    let step = STEP_S * SECOND_US;
    (now.div_euclid(step) + 1) * step
}

/// Whether there is anything to read: something was said of late or lasts, or it is an hour since it was last looked at.
fn is_due(settled: &Settled, reads: &Reads<'_>) -> bool {
    settled.lasts || settled.newest > 0 || settled.settled_to.is_none_or(|to| to + LATE_S + QUIET_S <= reads.now_s)
}

/// The part of what is usually said of a topic that comes from sources that answer.
async fn heard(reader: &Reader, topic: Id<Topic>, reads: &Reads<'_>) -> Result<f64, Refusal> {
    if reads.ill.is_empty() {
        return Ok(1.0);
    }
    let since = (reads.now_s - HEARD_DAYS * DAY_S) * SECOND_US;
    let (total, theirs) = reader.brought_by(topic, since, reads.ill).await?;
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    Ok(if total > 0 { 1.0 - theirs as f64 / total as f64 } else { 1.0 })
}

/// What was said of a topic between two moments, in seconds since 1970.
/// Sites and phrases are told from `voices_from_s` on.
pub(crate) async fn said(reader: &Reader, topic: Id<Topic>, from_s: i64, to_s: i64, voices_from_s: i64) -> Result<Said, Refusal> {
    let mut said = Said { heard: 1.0, voices_from_s, ..Said::default() };
    let small = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    for slot in reader.slots(topic, from_s * SECOND_US, to_s * SECOND_US).await? {
        let counted = Slot { mentions: small(slot.mentions), judged: small(slot.judged), negative: small(slot.negative) };
        said.slots.insert(slot.slot * STEP_S, counted);
    }
    if said.slots.is_empty() {
        return Ok(said);
    }
    let mut day_s = from_s.max(voices_from_s);
    while day_s < to_s {
        let end_s = (day_s - day_s.rem_euclid(DAY_S) + DAY_S).min(to_s);
        for voice in reader.voices(topic, day_s * SECOND_US, end_s * SECOND_US, VOICES_DAY_MAX).await? {
            let hour_s = voice.published_at.div_euclid(SECOND_US * HOUR_S) * HOUR_S;
            let voices: &mut Voices = said.hours.entry(hour_s).or_default();
            voices.mentions += 1;
            voices.sites.insert(voice.site);
            for phrase in phrases(&voice.reading) {
                *voices.phrases.entry(phrase).or_default() += 1;
            }
        }
        day_s = end_s;
    }
    Ok(said)
}

/// The key phrases of a reading, each once.
pub(crate) fn phrases(reading: &str) -> Vec<String> {
    let read: Option<Value> = serde_json::from_str(reading).ok();
    let listed = read.as_ref().and_then(|read| read.get("phrases")).and_then(Value::as_array);
    let mut phrases: Vec<String> = listed.into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect();
    phrases.sort_unstable();
    phrases.dedup();
    phrases
}

//! Signals read, judged by people, and the past replayed as if it were live.

use domain::{
    Language,
    hat::Act,
    signal::{Buzz, Evidence, Finding, Grain, Reading, Signal as Told, Threshold, TopicWatch},
};
use jiff::tz::TimeZone;
use serde_json::json;
use store::{
    Id,
    signal::{Signal, SignalFilter, Watch},
    topic::Topic,
};

use crate::{
    Actor, App, Noun, Refusal,
    listen::{
        signal_raise::{finding_of, latest},
        signal_watch::{Read, Reads, SECOND_US, begin, feedback_of, kind_of, relearn, said, voices_from},
    },
};

/// The most signals of one list.
pub const SIGNALS_MAX: u32 = 200;
/// The longest stretch that is replayed, in days.
pub const REPLAY_DAYS_MAX: i64 = 92;
/// Up to so many hours are shown by five minutes …
const FINE_HOURS_MAX: i64 = 30;
/// … and up to so many days by the hour.
const HOURLY_DAYS_MAX: i64 = 16;
const DAY_S: i64 = 86_400;

/// A part of the past, read as if it were live.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// From, seconds since 1970.
    pub from_s: i64,
    /// Up to, seconds since 1970.
    pub to_s: i64,
    /// Nothing after this was known, seconds since 1970.
    pub at_s: i64,
    /// The length of a shown point, in seconds.
    pub grain_s: i64,
    /// The points that were over by then.
    pub points: Vec<Reading>,
    /// What was found by then; the newest last.
    pub findings: Vec<Finding>,
    /// Since when was read so that the usual was known, seconds since 1970.
    pub learnt_from_s: i64,
}

/// A signal with its parts read.
#[derive(Clone, Debug)]
pub struct SignalRead {
    /// The row.
    pub signal: Signal,
    /// The topic.
    pub topic: Topic,
    /// What happened, as it is told.
    pub told: Told,
    /// How unusual such a thing has to be in this topic; none before the topic is watched.
    pub threshold: Option<Threshold>,
}

/// A signal as it is told in one sentence; none when its row cannot be read.
#[must_use]
pub fn told(signal: &Signal) -> Option<Told> {
    let finding = finding_of(signal)?;
    let evidence: Evidence = serde_json::from_str(&signal.evidence).ok()?;
    let buzz: Buzz = serde_json::from_str(&signal.parts).ok()?;
    Some(Told { episode: finding.episode, grain_s: finding.grain_s, band: finding.band, evidence, buzz })
}

/// A signal in one sentence; empty when its row cannot be read.
#[must_use]
pub fn sentence(signal: &Signal, language: Language) -> String {
    told(signal).map(|told| told.sentence(language)).unwrap_or_default()
}

impl App {
    /// Signals, those that last first.
    ///
    /// # Errors
    /// When the hats do not allow reading, or the database does not answer.
    pub async fn signals(&self, actor: &Actor, filter: &SignalFilter) -> Result<Vec<Signal>, Refusal> {
        actor.may(Act::Read)?;
        Ok(self.reader(actor).signals(filter, SIGNALS_MAX).await?)
    }

    /// A signal with what explains it.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such signal, or the database does not answer.
    pub async fn read_signal(&self, actor: &Actor, id: Id<Signal>) -> Result<SignalRead, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let signal = reader.signal(id).await?.ok_or(Refusal::NoSuch(Noun::Signal))?;
        let topic = reader.topic(signal.topic_id).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let told = told(&signal).ok_or(Refusal::NoSuch(Noun::Signal))?;
        let watch = reader.watch(topic.id).await?.and_then(|kept| serde_json::from_str::<TopicWatch>(&kept.state).ok());
        let threshold = watch.map(|watch| watch.threshold(told.episode.kind));
        Ok(SignalRead { signal, topic, told, threshold })
    }

    /// Says that a signal was `useful` or `noise`: the topic's threshold for its kind moves at once. Nothing takes it back.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such signal, or `said` is another word.
    pub async fn judge_signal(&self, actor: &Actor, id: Id<Signal>, said: &str) -> Result<(), Refusal> {
        actor.may(Act::Treat)?;
        let signal = self.reader(actor).signal(id).await?.ok_or(Refusal::NoSuch(Noun::Signal))?;
        if !said.is_empty() && feedback_of(said).is_none() {
            return Err(Refusal::Invalid { field: "feedback", why: "unknown" });
        }
        let now = self.now();
        let tx = self.store.begin().await?;
        let watch = tx.lock_watch(actor.workspace, signal.topic_id).await?;
        tx.put_signal_feedback(actor.workspace, id, said, actor.user, now).await?;
        if let Some(mut watch) = watch
            && let Ok(mut known) = serde_json::from_str::<TopicWatch>(&watch.state)
        {
            relearn(&mut known, &tx.signal_feedback(actor.workspace, signal.topic_id).await?);
            watch.state = serde_json::to_string(&known).or(Err(Refusal::Interrupted))?;
            tx.put_watch(actor.workspace, &watch).await?;
        }
        let detail = json!({ "kind": signal.kind, "feedback": said });
        tx.record(&actor.event("signal.judged", "signal", Some(id.get()), &detail, now)).await?;
        Ok(tx.commit().await?)
    }

    /// Reads a part of a topic's past as if it were live, and stops at `at_s`: what was known then, and nothing of what came later. All
    /// times are seconds since 1970. The thresholds begin where those of a new topic do.
    ///
    /// # Errors
    /// When the hats do not allow reading, there is no such topic, or the database does not answer.
    pub async fn replay_topic(
        &self,
        actor: &Actor,
        topic: Id<Topic>,
        from_s: i64,
        to_s: i64,
        at_s: i64,
    ) -> Result<Replayed, Refusal> {
        actor.may(Act::Read)?;
        let reader = self.reader(actor);
        let topic = reader.topic(topic).await?.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let zone = reader.workspace().await?.and_then(|workspace| TimeZone::get(&workspace.time_zone).ok());
        let zone = zone.unwrap_or(TimeZone::UTC);
        let to_s = to_s.min(self.now().div_euclid(SECOND_US));
        let from_s = from_s.clamp(to_s - REPLAY_DAYS_MAX * DAY_S, to_s);
        let at_s = at_s.clamp(from_s, to_s);
        let grain = match to_s - from_s {
            length if length <= FINE_HOURS_MAX * 3_600 => Grain::FIVE_MINUTES,
            length if length <= HOURLY_DAYS_MAX * DAY_S => Grain::HOUR,
            _ => Grain::DAY,
        };
        let watch = begin(&reader, topic.id, from_s).await?;
        let learnt_from_s = watch.to_s();
        let said = said(&reader, topic.id, learnt_from_s, at_s, voices_from(from_s)).await?;
        let replayed = tokio::task::spawn_blocking(move || {
            let (mut live, mut points) = (watch, Vec::new());
            let findings = live.advance(at_s, &said, &zone, |of, reading| {
                if of == grain && reading.at_s >= from_s {
                    points.push(*reading);
                }
            });
            let read = Read { settled: live.clone(), live, findings };
            let mut findings = latest(&read);
            findings.retain(|finding| finding.episode.end_s.is_none_or(|end_s| end_s >= from_s));
            (points, findings)
        });
        let (points, findings) = replayed.await.map_err(|_ended| Refusal::Interrupted)?;
        let grain_s = i64::from(grain.as_seconds());
        Ok(Replayed { from_s, to_s, at_s, grain_s, points, findings, learnt_from_s })
    }

    /// Writes down as signals what would have been told of a topic's past, and learns its usual again. They are marked as found in
    /// hindsight, and no alert tells of them.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no such topic that listens, or the database refuses.
    pub async fn recall_signals(&self, actor: &Actor, topic: Id<Topic>) -> Result<(), Refusal> {
        actor.may(Act::Listen)?;
        let reader = self.reader(actor);
        let topic = reader.topic(topic).await?.filter(|topic| topic.archived_at.is_none());
        let topic = topic.ok_or(Refusal::NoSuch(Noun::Topic))?;
        let zone = reader.workspace().await?.and_then(|workspace| TimeZone::get(&workspace.time_zone).ok());
        let zone = zone.unwrap_or(TimeZone::UTC);
        let reads = Reads { actor, zone: &zone, now_s: self.now().div_euclid(SECOND_US), ill: &[] };
        let read = Box::pin(self.read_on(&reads, &topic, None, 0)).await?;
        let raised = self.raise(&reads, &topic, &read, true).await?;
        let tx = self.store.begin().await?;
        tx.lock_watch(actor.workspace, topic.id).await?;
        let mut watch = read.settled;
        relearn(&mut watch, &tx.signal_feedback(actor.workspace, topic.id).await?);
        let state = serde_json::to_string(&watch).or(Err(Refusal::Interrupted))?;
        tx.put_watch(actor.workspace, &Watch { topic_id: topic.id, settled_to: watch.to_s(), state }).await?;
        let written = self.write_raised(&tx, &topic, &raised).await?;
        let detail = json!({ "name": topic.name, "signals": written.new.len() });
        tx.record(&actor.event("signal.recalled", "topic", Some(topic.id.get()), &detail, self.now())).await?;
        Ok(tx.commit().await?)
    }
}

/// The kind of a signal's row.
#[must_use]
pub fn kind(signal: &Signal) -> Option<domain::signal::Kind> {
    kind_of(&signal.kind)
}

//! From what was found to a signal: written once, brought up to date while it lasts, ended, and told to the alerts that asked.

use domain::signal::{Buzz, Evidence, Finding, Heard, Kind, STEP_S, Told};
use serde_json::json;
use store::{
    Id, Reader, Tx,
    signal::{Signal, Voice},
    topic::Topic,
};

use crate::{
    App, Refusal,
    listen::{
        alerting,
        signal_watch::{Read, Reads, SECOND_US, phrases, word},
    },
};

/// The most mentions that are looked at to explain a signal, from its first on.
pub(crate) const EVIDENCE_MENTIONS_MAX: u32 = 5_000;
/// A signal that ended so long ago is no longer brought up to date, in seconds.
const SETTLED_S: i64 = 24 * 3_600;

/// A signal to be written.
pub(crate) enum Raised {
    New(Box<Signal>),
    Changed(Box<Signal>),
    Ended(Box<Signal>),
}

impl Raised {
    /// Whether nobody knew of it before.
    pub(crate) fn is_new(&self) -> bool {
        matches!(self, Self::New(_))
    }
}

/// What was written.
pub(crate) struct Written {
    pub(crate) new: Vec<Id<Signal>>,
    pub(crate) ended: Vec<Id<Signal>>,
}

impl App {
    /// Holds what was found against the signals that are written. With `all`, what happened before anybody watched is a signal too.
    pub(crate) async fn raise(&self, reads: &Reads<'_>, topic: &Topic, read: &Read, all: bool) -> Result<Vec<Raised>, Refusal> {
        let reader = self.reader(reads.actor);
        let since = if all { 0 } else { (reads.settle_s() - SETTLED_S) * SECOND_US };
        let mut known = reader.late_signals(topic.id, since).await?;
        let mut raised = Vec::new();
        for finding in latest(read) {
            let is_late = finding.known_s <= reads.settle_s();
            let place = known.iter().position(|signal| is_of(signal, &finding));
            match place.map(|place| known.swap_remove(place)) {
                Some(before) if before.finding == written(&finding)? => {}
                Some(before) => {
                    let finding = grown(&before, finding);
                    let signal = explained(&reader, topic, &finding, read, before.hindsight).await?;
                    let signal = Box::new(Signal { id: before.id, alarmed_at: before.alarmed_at, ..signal });
                    let ends = before.ended_at.is_none() && signal.ended_at.is_some();
                    raised.push(if ends { Raised::Ended(signal) } else { Raised::Changed(signal) });
                }
                None if all || !is_late => {
                    raised.push(Raised::New(Box::new(explained(&reader, topic, &finding, read, is_late).await?)));
                }
                None => {}
            }
        }
        // What lasts by its row and is found no more: the counts were corrected, or the threshold rose over it.
        for signal in known.into_iter().filter(|signal| signal.ended_at.is_none()) {
            raised.push(Raised::Ended(Box::new(Signal { ended_at: Some(signal.last_at), ..signal })));
        }
        Ok(raised)
    }

    /// Writes the signals down with what alerts have to tell of them. Gives those that are new and those that ended.
    pub(crate) async fn write_raised(&self, tx: &Tx, topic: &Topic, raised: &[Raised]) -> Result<Written, Refusal> {
        let now = self.now();
        let (mut new, mut ended) = (Vec::new(), Vec::new());
        for one in raised {
            match one {
                Raised::New(signal) => {
                    let id = tx.add_signal(signal).await?;
                    new.push(id);
                    if !signal.hindsight {
                        self.tell_alerts(tx, topic, id, now).await?;
                    }
                }
                Raised::Changed(signal) => tx.save_signal(signal).await?,
                Raised::Ended(signal) => {
                    tx.save_signal(signal).await?;
                    ended.push(signal.id);
                }
            }
        }
        Ok(Written { new, ended })
    }

    async fn tell_alerts(&self, tx: &Tx, topic: &Topic, signal: Id<Signal>, now: i64) -> Result<(), Refusal> {
        for alert in tx.signal_alerts(topic.workspace_id, topic.id).await? {
            tx.add_alert_signal(alert.id, signal, now).await?;
            alerting::enqueue(tx, &alert, now).await?;
        }
        Ok(())
    }
}

/// Each finding as it is known last, once, in the order in which they began.
pub(crate) fn latest(read: &Read) -> Vec<Finding> {
    let mut latest: Vec<Finding> = Vec::new();
    for finding in read.findings.iter().chain(read.live.open()) {
        match latest.iter_mut().find(|known| known.is_same(finding)) {
            Some(known) if known.known_s <= finding.known_s => {
                let (known_s, start_s, score) = (known.known_s, known.episode.start_s, known.score);
                *known = Finding { known_s, score, ..finding.clone() };
                known.episode.start_s = start_s.min(known.episode.start_s);
            }
            Some(_) => {}
            None => latest.push(finding.clone()),
        }
    }
    latest
}

/// The finding that a signal was written from.
pub(crate) fn finding_of(signal: &Signal) -> Option<Finding> {
    serde_json::from_str(&signal.finding).ok()
}

fn is_of(signal: &Signal, finding: &Finding) -> bool {
    finding_of(signal).is_some_and(|known| known.is_same(finding))
}

/// A signal begins no later than it was said to begin, and was known when it was known.
fn grown(before: &Signal, mut finding: Finding) -> Finding {
    if let Some(known) = finding_of(before) {
        finding.episode.start_s = finding.episode.start_s.min(known.episode.start_s);
        finding.known_s = known.known_s;
        finding.score = known.score;
    }
    finding
}

fn written(finding: &Finding) -> Result<String, Refusal> {
    serde_json::to_string(finding).or(Err(Refusal::Interrupted))
}

/// A finding as a signal, with what explains it.
async fn explained(reader: &Reader, topic: &Topic, finding: &Finding, read: &Read, hindsight: bool) -> Result<Signal, Refusal> {
    let episode = &finding.episode;
    // A theme is told from the mentions of about three hours before.
    let from_s = if episode.kind == Kind::NewTheme { episode.start_s - 2 * 3_600 } else { episode.start_s };
    let to_s = episode.last_s.max(episode.alarm_s) + i64::from(finding.grain_s).max(STEP_S);
    let mut voices = reader.voices(topic.id, from_s * SECOND_US, to_s * SECOND_US, EVIDENCE_MENTIONS_MAX).await?;
    let mut said: Vec<Vec<String>> = voices.iter().map(|voice| phrases(&voice.reading)).collect();
    if let Some(phrase) = &finding.phrase {
        let keep: Vec<bool> = said.iter().map(|phrases| phrases.contains(phrase)).collect();
        let mut kept = keep.iter();
        voices.retain(|_| kept.next().copied().unwrap_or(false));
        let mut kept = keep.iter();
        said.retain(|_| kept.next().copied().unwrap_or(false));
    }
    // What the topic asks for stands in all of them, and explains nothing.
    let asked = topic.query.to_lowercase();
    let tells = |phrase: &String| finding.phrase.as_ref() == Some(phrase) || !asked.contains(&phrase.to_lowercase());
    said.iter_mut().for_each(|phrases| phrases.retain(tells));
    let evidence = Evidence::gather(voices.iter().zip(&said).map(|(voice, phrases)| heard(voice, phrases)));
    let told = Told {
        count: episode.peak_count,
        high: finding.band.1,
        usual_negative: read.settled.usual_negative(),
        usual_sites: read.settled.usual_sites(),
    };
    let buzz = Buzz::of(&told, &evidence);
    Ok(Signal {
        id: Id::new(0),
        workspace_id: topic.workspace_id,
        topic_id: topic.id,
        kind: word(episode.kind).to_owned(),
        phrase: finding.phrase.clone().unwrap_or_default(),
        started_at: episode.start_s * SECOND_US,
        alarmed_at: finding.known_s * SECOND_US,
        peak_at: episode.peak_s * SECOND_US,
        last_at: episode.last_s * SECOND_US,
        ended_at: episode.end_s.map(|end_s| (end_s + i64::from(finding.grain_s)) * SECOND_US),
        count: episode.peak_count,
        expected: episode.peak_expected,
        low: finding.band.0,
        high: finding.band.1,
        above: (episode.peak_count - finding.band.1).max(0.0),
        score: finding.score,
        buzz: buzz.score,
        parts: json!(buzz).to_string(),
        evidence: json!(evidence).to_string(),
        finding: written(finding)?,
        hindsight,
        feedback: String::new(),
        feedback_by: None,
        feedback_at: None,
    })
}

fn heard<'a>(voice: &'a Voice, phrases: &'a [String]) -> Heard<'a> {
    Heard {
        document: voice.document_id.get(),
        at_s: voice.published_at.div_euclid(SECOND_US),
        site: &voice.site,
        author: Some(voice.author.as_str()).filter(|author| !author.is_empty()),
        phrases,
        negative: match voice.sentiment.as_str() {
            "negative" => Some(true),
            "neutral" | "positive" => Some(false),
            _ => None,
        },
        // What feeds say does not tell how many people were reached.
        reach: None,
    }
}

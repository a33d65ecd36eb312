//! Signals: what happened with the topics, and the past replayed.

use app::listen::{
    signal_read::{Replayed, sentence},
    signal_watch::{kind_of, word},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{
    Id,
    signal::{Signal as Row, SignalFilter},
    topic::Topic,
};
use utoipa::ToSchema;

use super::{
    List, Operation, Param,
    handed_in::{fault, id, read, told_in},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{get, put},
};

/// A signal.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Signal {
    id: i64,
    topic: i64,
    /// `peak`, `negative_peak`, `silence`, `new_theme`, `spread`.
    kind: String,
    /// The phrase of a new theme.
    phrase: Option<String>,
    sentence: String,
    started_at: String,
    /// When it could first be known.
    alarmed_at: String,
    peak_at: String,
    /// None while it lasts.
    ended_at: Option<String>,
    count: f64,
    expected: f64,
    low: f64,
    high: f64,
    above: f64,
    score: f64,
    /// 0 to 100.
    bad_buzz: f64,
    /// Found in the past: told to nobody.
    hindsight: bool,
    /// `useful`, `noise`, or none.
    feedback: Option<String>,
}

/// A signal with what explains it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Explained {
    signal: Signal,
    /// The parts of the bad-buzz score, and the factor of the tone.
    #[schema(value_type = Object)]
    parts: Value,
    /// First document, phrases, sites, authors, share of negative with its 95 % bounds.
    #[schema(value_type = Object)]
    evidence: Value,
    /// How many standard deviations it now takes in this topic.
    threshold: Option<f64>,
}

/// What to say of a signal.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Judged {
    /// `useful`, `noise`, or empty to take it back.
    feedback: String,
}

/// Which signals.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    topic: Option<String>,
    kind: Option<String>,
}

/// What part of the past.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Stretch {
    from: Option<String>,
    to: Option<String>,
    at: Option<String>,
}

/// A point of a replay.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReplayedPoint {
    at: String,
    count: f64,
    expected: f64,
    low: f64,
    high: f64,
    score: f64,
}

/// Something that a replay found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReplayedFinding {
    kind: String,
    phrase: Option<String>,
    started_at: String,
    /// When the alarm would have fired.
    alarmed_at: String,
    peak_at: String,
    ended_at: Option<String>,
    score: f64,
}

/// A part of the past read as if it were live.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Replay {
    from: String,
    to: String,
    /// Nothing after this was known.
    at: String,
    /// The length of a point, in seconds.
    grain_seconds: i64,
    points: Vec<ReplayedPoint>,
    found: Vec<ReplayedFinding>,
}

const WHICH: [Param; 2] = [
    Param { name: "topic", about: "Of one topic: its id" },
    Param { name: "kind", about: "`peak`, `negative_peak`, `silence`, `new_theme` or `spread`" },
];
const STRETCH: [Param; 3] = [
    Param { name: "from", about: "The first moment, RFC 3339; a week before the last when left out" },
    Param { name: "to", about: "The last moment; now when left out" },
    Param { name: "at", about: "Up to when anything is known; the last moment when left out" },
];

/// The addresses of signals.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/signals", Gate::Token, list)
            .says(Operation::read("Signals, those that last first; at most 200").takes(&WHICH).lists_whole::<Signal>()),
        get("/api/v1/signals/{signal}", Gate::Token, show)
            .says(Operation::read("One signal with what explains it").answers::<Explained>()),
        put("/api/v1/signals/{signal}/feedback", Gate::Token, judge).says(
            Operation::write("Say that a signal was useful or noise: the topic's threshold moves").given::<Judged>().with(204),
        ),
        get("/api/v1/topics/{topic}/replay", Gate::Token, replay).says(
            Operation::read("A part of a topic's past read as if it were live; at most 92 days")
                .takes(&STRETCH)
                .answers::<Replay>(),
        ),
    ]
}

fn shown(row: &Row) -> Signal {
    let row = row.clone();
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Signal {
        id: row.id.get(),
        topic: row.topic_id.get(),
        sentence: sentence(&row, told_in()),
        kind: row.kind,
        phrase: some(row.phrase),
        started_at: Reader::iso(row.started_at),
        alarmed_at: Reader::iso(row.alarmed_at),
        peak_at: Reader::iso(row.peak_at),
        ended_at: row.ended_at.map(Reader::iso),
        count: row.count,
        expected: row.expected,
        low: row.low,
        high: row.high,
        above: row.above,
        score: row.score,
        bad_buzz: row.buzz,
        hindsight: row.hindsight,
        feedback: some(row.feedback),
    }
}

async fn list(State(web): State<Web>, script: Script, Query(which): Query<Which>) -> Result<List<Signal>, Fault> {
    let filter = SignalFilter {
        topic: which.topic.as_deref().map(id),
        kind: which.kind.map(|kind| kind_of(&kind).map_or("none", word).to_owned()),
        ..SignalFilter::default()
    };
    let signals = web.app.signals(&script.actor, &filter).await.map_err(fault(&web))?;
    Ok(List::whole(signals.iter().map(shown).collect()))
}

async fn show(State(web): State<Web>, script: Script, Path(signal): Path<String>) -> Result<Json<Explained>, Fault> {
    let read = web.app.read_signal(&script.actor, id(&signal)).await.map_err(fault(&web))?;
    let json = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
    Ok(Json(Explained {
        signal: shown(&read.signal),
        parts: json(&read.signal.parts),
        evidence: json(&read.signal.evidence),
        threshold: read.threshold.map(|threshold| threshold.value()),
    }))
}

async fn judge(State(web): State<Web>, script: Script, Path(signal): Path<String>, body: Bytes) -> Result<StatusCode, Fault> {
    let said: Judged = read(&web, &body)?;
    web.app.judge_signal(&script.actor, id(&signal), &said.feedback).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn replay(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    Query(stretch): Query<Stretch>,
) -> Result<Json<Replay>, Fault> {
    const WEEK_S: i64 = 7 * 86_400;
    let moment =
        |said: &Option<String>| said.as_deref().and_then(|text| text.parse::<Timestamp>().ok()).map(Timestamp::as_second);
    let to_s = moment(&stretch.to).unwrap_or(web.app.now() / 1_000_000);
    let from_s = moment(&stretch.from).unwrap_or(to_s - WEEK_S);
    let at_s = moment(&stretch.at).unwrap_or(to_s);
    let topic: Id<Topic> = id(&topic);
    let replayed = web.app.replay_topic(&script.actor, topic, from_s, to_s, at_s).await.map_err(fault(&web))?;
    Ok(Json(told(&replayed)))
}

fn told(replayed: &Replayed) -> Replay {
    let iso = |at_s: i64| Reader::iso(at_s.saturating_mul(1_000_000));
    let points = replayed.points.iter().map(|point| ReplayedPoint {
        at: iso(point.at_s),
        count: point.count,
        expected: point.expected,
        low: point.low,
        high: point.high,
        score: point.score,
    });
    let found = replayed.findings.iter().map(|finding| ReplayedFinding {
        kind: word(finding.episode.kind).to_owned(),
        phrase: finding.phrase.clone(),
        started_at: iso(finding.episode.start_s),
        alarmed_at: iso(finding.known_s),
        peak_at: iso(finding.episode.peak_s),
        ended_at: finding.episode.end_s.map(|end_s| iso(end_s + i64::from(finding.grain_s))),
        score: finding.score,
    });
    Replay {
        from: iso(replayed.from_s),
        to: iso(replayed.to_s),
        at: iso(replayed.at_s),
        grain_seconds: replayed.grain_s,
        points: points.collect(),
        found: found.collect(),
    }
}

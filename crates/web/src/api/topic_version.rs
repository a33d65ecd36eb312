//! The texts that a topic had, what the labels say of them, taking one up again, and what an edit would change.

use app::listen::topic_compare::Side as ComparedSide;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use domain::proportion::Proportion;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    List, Operation,
    archive::FoundDocument,
    handed_in::{fault, read},
    topic::{AskedQuery, QUERY, there},
};
use crate::{
    Gate, Route, Web,
    difference::{Change, difference},
    error::Fault,
    format::Reader,
    request::Script,
    router::{get, post},
};

/// A text that a topic had.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Version {
    /// 1 for the first.
    version: i64,
    query: String,
    /// Who wrote it; none when the account is gone.
    by: Option<String>,
    at: String,
    /// Why, in the writer's words; may be empty.
    reason: String,
    /// The number of the earlier text that it takes up again.
    restores: Option<i64>,
    /// What was taken out of the text before it and put in; none for the first.
    changes: Option<Vec<Piece>>,
    /// Of the labelled documents that it catches, those that are relevant.
    precision: Option<Share>,
    /// An estimate: of all documents labelled relevant, whichever text caught them or if they were found among the near misses,
    /// those that it catches. The true recall is rather lower.
    recall: Option<Share>,
}

/// A piece of a query and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Piece {
    /// `same`, `gone` or `new`.
    change: String,
    text: String,
}

/// A share that was counted, with the bounds of its 95 % interval (Wilson).
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Share {
    held: u32,
    of: u32,
    share: f64,
    low: f64,
    high: f64,
}

/// Which text to take up again, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Revert {
    version: i64,
    /// May be left out.
    #[serde(default)]
    reason: String,
}

/// What an edited query gains and loses.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Comparison {
    /// Documents of the last 30 days that were judged: those that either query's words find, newest first, at most 5,000.
    judged: usize,
    /// False when there are more of them.
    complete: bool,
    /// Documents that both queries catch.
    both: usize,
    /// Labelled documents that were judged, of any time.
    labelled: usize,
    gained: Side,
    lost: Side,
}

/// What one query catches and the other does not.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Side {
    /// Of the last 30 days.
    documents: usize,
    /// Of the labelled ones.
    relevant: usize,
    /// Of the labelled ones.
    irrelevant: usize,
    /// Labelled ones first, then the newest.
    samples: Vec<FoundDocument>,
}

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/topics/{topic}/versions", Gate::Token, versions).says(
            Operation::read("The texts that a topic had, newest first, with what the labels say of each")
                .lists_whole::<Version>(),
        ),
        post("/api/v1/topics/{topic}/revert", Gate::Token, revert).says(
            Operation::write("Take an earlier text up again, as a new one; the archive is searched for it")
                .given::<Revert>()
                .with(204),
        ),
        get("/api/v1/topics/{topic}/compare", Gate::Token, compare)
            .says(Operation::read("Say what an edited query would gain and lose").takes(&[QUERY]).answers::<Comparison>()),
    ]
}

fn share(proportion: Option<Proportion>) -> Option<Share> {
    proportion.map(|proportion| {
        let (low, high) = proportion.wilson_95();
        Share { held: proportion.held, of: proportion.of, share: proportion.share(), low, high }
    })
}

async fn versions(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<List<Version>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let texts = web.app.topic_quality(&script.actor, topic.id).await.map_err(fault(&web))?.versions;
    let version = |(at, judged): (usize, &app::listen::topic_quality::JudgedVersion)| {
        let text = &judged.version;
        let changes = texts.get(at + 1).map(|before| difference(&before.version.query, &text.query));
        let name = |change| match change {
            Change::Same => "same",
            Change::Gone => "gone",
            Change::New => "new",
        };
        Version {
            version: text.version,
            query: text.query.clone(),
            by: text.name.clone(),
            at: Reader::iso(text.at),
            reason: text.reason.clone(),
            restores: text.restores,
            changes: changes.map(|pieces| {
                pieces.into_iter().map(|piece| Piece { change: name(piece.change).to_owned(), text: piece.text }).collect()
            }),
            precision: share(judged.quality.and_then(|quality| quality.precision)),
            recall: share(judged.quality.and_then(|quality| quality.recall)),
        }
    };
    Ok(List::whole(texts.iter().enumerate().map(version).collect()))
}

async fn revert(State(web): State<Web>, script: Script, Path(topic): Path<String>, body: Bytes) -> Result<StatusCode, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let asked: Revert = read(&web, &body)?;
    web.app.revert_topic(&script.actor, topic.id, asked.version, &asked.reason).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn compare(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    Query(edited): Query<AskedQuery>,
) -> Result<Json<Comparison>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let compared = web.app.compare_query(&script.actor, topic.id, &topic.name, &edited.query).await.map_err(fault(&web))?;
    let side = |side: &ComparedSide| Side {
        documents: side.documents,
        relevant: side.relevant,
        irrelevant: side.irrelevant,
        samples: side.shown.iter().map(|moved| FoundDocument::from(&moved.shown)).collect(),
    };
    Ok(Json(Comparison {
        judged: compared.judged,
        complete: compared.complete,
        both: compared.both,
        labelled: compared.labelled,
        gained: side(&compared.gained),
        lost: side(&compared.lost),
    }))
}

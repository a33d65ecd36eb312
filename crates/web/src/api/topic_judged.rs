//! What a topic's query says of documents: why one is caught or not, what was nearly caught, what each clause does, and which words
//! would keep a wrong one out.

use app::{
    Noun, Refusal,
    listen::{topic_leaves::CountedClause, topic_missed::NearMiss},
};
use axum::Json;
use axum::extract::{Path, Query, State};
use query::{Explained, Killer};
use serde::{Deserialize, Serialize};
use store::{Id, document::Document};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging, Param,
    archive::{FoundDocument, after, next},
    handed_in::{fault, id, told_in},
    topic::there,
};
use crate::{
    Gate, Route, Web,
    error::{Fault, spoken},
    request::Script,
    router::get,
};

/// The clause that stood in the way.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Obstacle {
    clause: String,
    /// The first byte of it in the query.
    start: usize,
    /// The byte after the last.
    end: usize,
    /// The end of a sentence that begins with the clause.
    reason: String,
}

/// Why a topic catches a document, or not.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Explanation {
    document: FoundDocument,
    /// Whether the text that listens now holds.
    holds: bool,
    /// The text that caught it; none when it is no mention of the topic.
    caught_by: Option<i64>,
    /// How it is labelled.
    relevant: Option<bool>,
    obstacle: Option<Obstacle>,
    tree: Clause,
}

/// A clause of a query and its verdict.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Clause {
    /// A leaf as a query writes it; otherwise its operator.
    clause: String,
    start: usize,
    end: usize,
    holds: bool,
    /// How often it occurs.
    count: usize,
    #[schema(no_recursion)]
    parts: Vec<Clause>,
}

/// A document that a topic nearly caught.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Missed {
    document: FoundDocument,
    obstacle: Obstacle,
}

/// What each clause of a query did in the last 30 days.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Leaves {
    /// Documents that hold the query's words and were judged, newest first, at most 2,000.
    judged: usize,
    /// Of these, those that it catches.
    caught: usize,
    /// False when there are more.
    complete: bool,
    /// None when there was no such document.
    tree: Option<Counted>,
}

/// A clause and in how many documents it was found.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Counted {
    clause: String,
    /// Whether it stands under NOT: its documents are those that it kept out.
    forbidden: bool,
    documents: usize,
    #[schema(no_recursion)]
    parts: Vec<Counted>,
}

/// A word that would keep a document out of a topic.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Exclusion {
    word: String,
    /// In how many documents labelled not relevant it stands.
    wrong: usize,
}

#[derive(Debug, Deserialize)]
struct About {
    #[serde(default)]
    document: String,
    #[serde(default)]
    address: String,
}

const DOCUMENT: Param = Param { name: "document", about: "the id of a document" };

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/topics/{topic}/explain", Gate::Token, explain).says(
            Operation::read("Say why a topic catches a document, or which clause stands in the way")
                .takes(&[DOCUMENT, Param { name: "address", about: "or its address" }])
                .answers::<Explanation>(),
        ),
        get("/api/v1/topics/{topic}/missed", Gate::Token, missed).says(
            Operation::read("Documents that hold some of a topic's words and that it does not catch, newest first")
                .lists::<Missed>(),
        ),
        get("/api/v1/topics/{topic}/leaves", Gate::Token, leaves)
            .says(Operation::read("In how many documents of late each clause of a query was found").answers::<Leaves>()),
        get("/api/v1/topics/{topic}/exclusions", Gate::Token, exclusions).says(
            Operation::read("Words by which a document could be kept out of a topic")
                .takes(&[DOCUMENT])
                .lists_whole::<Exclusion>(),
        ),
    ]
}

fn obstacle(killer: &Killer) -> Obstacle {
    Obstacle {
        clause: killer.clause.clone(),
        start: killer.span.start,
        end: killer.span.end,
        reason: killer.reason.sentence(spoken(told_in())).to_owned(),
    }
}

fn clause(part: &Explained) -> Clause {
    Clause {
        clause: part.clause.clone(),
        start: part.span.start,
        end: part.span.end,
        holds: part.holds,
        count: part.count,
        parts: part.children.iter().map(clause).collect(),
    }
}

fn counted(part: &CountedClause) -> Counted {
    Counted {
        clause: part.clause.clone(),
        forbidden: part.forbidden,
        documents: part.documents,
        parts: part.children.iter().map(counted).collect(),
    }
}

async fn explain(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    Query(about): Query<About>,
) -> Result<Json<Explanation>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let document: Id<Document> = if about.address.is_empty() {
        id(&about.document)
    } else {
        let found = web.app.find_documents(&script.actor, &about.address).await.map_err(fault(&web))?;
        found.first().map(|one| one.id).ok_or_else(|| fault(&web)(Refusal::NoSuch(Noun::Mention)))?
    };
    let told = web.app.explain_topic(&script.actor, topic.id, document).await.map_err(fault(&web))?;
    Ok(Json(Explanation {
        document: FoundDocument::from(&told.shown),
        holds: told.explanation.holds,
        caught_by: told.catch.map(|catch| catch.topic_version),
        relevant: told.label.map(|label| label.relevant),
        obstacle: told.explanation.killer.as_ref().map(obstacle),
        tree: clause(&told.explanation.tree),
    }))
}

async fn missed(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<List<Missed>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let after = after(&web, &paging)?;
    let limit = usize::try_from(paging.limit()).unwrap_or(usize::MAX);
    let page = web.app.near_misses(&script.actor, topic.id, after, limit).await.map_err(fault(&web))?;
    let shown = |miss: &NearMiss| Missed { document: FoundDocument::from(&miss.shown), obstacle: obstacle(&miss.killer) };
    Ok(List { data: page.found.iter().map(shown).collect(), next: page.next.and_then(next) })
}

async fn leaves(State(web): State<Web>, script: Script, Path(topic): Path<String>) -> Result<Json<Leaves>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let hits = web.app.leaf_hits(&script.actor, topic.id).await.map_err(fault(&web))?;
    let tree = hits.tree.as_ref().map(counted);
    Ok(Json(Leaves { judged: hits.judged, caught: hits.caught, complete: hits.complete, tree }))
}

async fn exclusions(
    State(web): State<Web>,
    script: Script,
    Path(topic): Path<String>,
    Query(about): Query<About>,
) -> Result<List<Exclusion>, Fault> {
    let topic = there(&web, &script, &topic).await?;
    let words = web.app.exclusions(&script.actor, topic.id, id(&about.document)).await.map_err(fault(&web))?;
    Ok(List::whole(words.into_iter().map(|one| Exclusion { word: one.word, wrong: one.wrong }).collect()))
}

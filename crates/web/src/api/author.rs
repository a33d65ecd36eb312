//! Authors: who speaks, and with how much weight.

use app::listen::{
    author_read::{AuthorRead, RankedAuthor},
    figures_sample::AuthorKey,
};
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use domain::influence::Influence;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    List, Operation, Param,
    figures::{CopiedStory, FeltCounts, NamedCount, PERIOD, felt, only_period, stories, tallied},
    handed_in::{fault, filter},
};
use crate::{Gate, Route, Web, error::Fault, request::Script, router::get};

/// One part of an influence.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Part {
    /// `copies`, `sites`, `begun`, `texts` or `weeks`.
    name: String,
    figure: u32,
    points: f64,
    /// The most points that it can give.
    most: u32,
}

/// How much weight an author has.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Weight {
    /// The sum of the parts, 0 to 100.
    score: f64,
    parts: Vec<Part>,
    /// Weeks of the period.
    of_weeks: u32,
}

/// An author in the ranking: a name on a site.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Author {
    site: String,
    name: String,
    mentions: i64,
    felt: FeltCounts,
    influence: Weight,
}

/// One author.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuthorTold {
    site: String,
    name: String,
    /// Their own page, where a source says it.
    address: Option<String>,
    /// Mentions that were looked at, the newest of the period, at most 2,000.
    mentions: usize,
    /// Whether these are all of the period.
    complete: bool,
    /// None: no source tells it.
    followers: Option<i64>,
    felt: FeltCounts,
    /// In mentions that a topic of the own brand caught; none when there is no such topic.
    felt_of_own_brand: Option<FeltCounts>,
    influence: Weight,
    /// By weekday, Monday first, then by hour, where the workspace is.
    rhythm: Vec<Vec<u64>>,
    topics: Vec<NamedCount>,
    languages: Vec<NamedCount>,
    begun: Vec<CopiedStory>,
    joined: Vec<CopiedStory>,
}

const TOPIC: Param = Param { name: "topic", about: "the id of a topic that caught the mentions" };

/// The addresses.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/authors", Gate::Token, list).says(
            Operation::read("The hundred authors with the greatest influence")
                .lists_whole::<Author>()
                .takes(&PERIOD)
                .takes(&[TOPIC]),
        ),
        get("/api/v1/authors/{site}/{author}", Gate::Token, show)
            .says(Operation::read("One author, a name on a site").takes(&PERIOD).takes(&[TOPIC]).answers::<AuthorTold>()),
    ]
}

fn weight(influence: &Influence) -> Weight {
    let part = |part: domain::influence::Part| Part {
        name: part.name.to_owned(),
        figure: part.figure,
        points: part.points,
        most: part.most,
    };
    Weight { score: influence.score(), parts: influence.parts().into_iter().map(part).collect(), of_weeks: influence.of_weeks }
}

fn ranked(author: &RankedAuthor) -> Author {
    Author {
        site: author.key.site.clone(),
        name: author.key.name.clone(),
        mentions: author.mentions,
        felt: felt(&author.felt),
        influence: weight(&author.influence),
    }
}

async fn list(State(web): State<Web>, script: Script, RawQuery(query): RawQuery) -> Result<List<Author>, Fault> {
    let asked = only_period(filter(&web, &script, query.as_deref()).await?);
    let ranking = web.app.rank_authors(&script.actor, &asked).await.map_err(fault(&web))?;
    Ok(List::whole(ranking.authors.iter().map(ranked).collect()))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    Path((site, name)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Json<AuthorTold>, Fault> {
    let asked = only_period(filter(&web, &script, query.as_deref()).await?);
    let AuthorRead {
        key,
        address,
        mentions,
        complete,
        felt: all,
        felt_of_us,
        influence,
        rhythm,
        topics,
        languages,
        begun,
        joined,
    } = web.app.read_author(&script.actor, &AuthorKey { site, name }, &asked).await.map_err(fault(&web))?;
    Ok(Json(AuthorTold {
        site: key.site,
        name: key.name,
        address,
        mentions,
        complete,
        followers: None,
        felt: felt(&all),
        felt_of_own_brand: felt_of_us.as_ref().map(felt),
        influence: weight(&influence),
        rhythm: rhythm.iter().map(|hours| hours.to_vec()).collect(),
        topics: tallied(&topics, |(id, name)| (name.clone(), None, Some(id.get()))),
        languages: tallied(&languages, |code| (code.clone(), None, None)),
        begun: stories(&begun),
        joined: stories(&joined),
    }))
}

//! Sources, for scripts.

use app::{
    Noun, Refusal,
    listen::{
        source_add::NewSource,
        source_find::FeedChoice,
        visit::{Reason, next_sentence},
    },
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::{StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use domain::Language;
use serde::{Deserialize, Serialize};
use store::{Id, source, source::SourceFilter};
use utoipa::ToSchema;

use crate::{
    Gate, Route, Web,
    api::{List, Operation, Paging, Param, source_change},
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, post, put},
};

/// The most visits of one answer.
const VISITS_MAX: u32 = 200;

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    let filters = [
        Param { name: "state", about: "`new`, `as_expected`, `late`, `waiting`, `failing`, `blocked`, `gone` or `paused`" },
        Param { name: "folder", about: "the id of a folder, or `none`" },
        Param { name: "words", about: "letters of the title or address" },
    ];
    let mut routes = vec![
        get("/api/v1/sources", Gate::Token, list)
            .says(Operation::read("All sources by title, with how each stands").lists::<SourceView>().takes(&filters)),
        post("/api/v1/sources", Gate::Token, add).says(
            Operation::write("Add a source; it is visited at once").given::<SourceWish>().answers::<SourceView>().with(201),
        ),
        post("/api/v1/sources/find", Gate::Token, find)
            .says(Operation::write("Find the feeds that a page leads to; adds nothing").given::<Address>().answers::<Found>()),
        get("/api/v1/sources/opml", Gate::Token, opml)
            .says(Operation::read("All sources with their folders as OPML 2.0").answers_as("text/x-opml")),
        get("/api/v1/sources/{source}", Gate::Token, show).says(Operation::read("One source").answers::<SourceView>()),
        put("/api/v1/sources/{source}", Gate::Token, edit)
            .says(Operation::write("Change what is said of a source").given::<SourceWish>().answers::<SourceView>()),
        get("/api/v1/sources/{source}/visits", Gate::Token, visits)
            .says(Operation::read("The last visits to a source, newest first").lists::<VisitView>()),
    ];
    routes.extend([
        delete("/api/v1/sources/{source}", Gate::Token, source_change::remove)
            .says(Operation::write("Remove a source; what it brought stays").with(204)),
        post("/api/v1/sources/{source}/pause", Gate::Token, source_change::pause)
            .says(Operation::write("Visit it no more until it is resumed").with(204)),
        post("/api/v1/sources/{source}/resume", Gate::Token, source_change::resume)
            .says(Operation::write("Visit it again, at once first").with(204)),
        post("/api/v1/sources/{source}/visit", Gate::Token, source_change::visit)
            .says(Operation::write("Visit it as soon as its site has a turn").with(204)),
        post("/api/v1/sources/change", Gate::Token, source_change::many).says(
            Operation::write("Do one thing to many sources")
                .given::<source_change::ManyWish>()
                .answers::<source_change::Changed>(),
        ),
    ]);
    routes
}

/// In which language a script wants its faults told.
pub(super) struct Tongue(Language);

impl Tongue {
    /// Turns a refusal, or a fault of the store, into a problem document.
    pub(super) fn fault<'a, E: Into<Refusal>>(&'a self, web: &'a Web) -> impl Fn(E) -> Fault + 'a {
        move |error| Fault::api(web, self.0, error.into())
    }

    /// A body that must be JSON of a certain shape.
    pub(super) fn body<T>(&self, web: &Web, json: Result<Json<T>, JsonRejection>) -> Result<T, Fault> {
        json.map(|Json(body)| body).map_err(|rejection| {
            let status = rejection.status();
            if matches!(status, StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) {
                return Fault::unasked(web, self.0, status, &rejection.body_text(), true);
            }
            let said = rejection.body_text();
            let refusal = Refusal::Unreadable {
                english: format!("The body is not the JSON that is expected here, so nothing was done: {said}"),
                french: format!("Le corps n’est pas le JSON attendu ici, rien n’a été fait\u{202f}: {said}"),
            };
            self.fault(web)(refusal)
        })
    }

    /// The language itself.
    pub(super) const fn language(&self) -> Language {
        self.0
    }
}

impl FromRequestParts<Web> for Tongue {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Self::Rejection> {
        let header = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Ok(Self(header.and_then(Language::from_accept_language).unwrap_or_default()))
    }
}

/// An id of the address; one that is no number leads nowhere.
pub(super) fn id<N>(said: &str, noun: Noun) -> Result<Id<N>, Refusal> {
    said.parse().map_err(|_parse| Refusal::NoSuch(noun))
}

/// A source.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Source)]
pub(super) struct SourceView {
    id: i64,
    title: String,
    address: String,
    site_address: Option<String>,
    /// The id of its folder.
    folder: Option<i64>,
    /// news, blog, forum, review, social, video, comment, mail or other
    kind: String,
    /// ISO 639-1
    language: Option<String>,
    /// `new`, `as_expected`, `late`, `waiting`, `failing`, `blocked`, `gone` or `paused`
    state: String,
    /// Why, in words.
    state_reasons: Vec<String>,
    documents: i64,
    /// How long it is usually silent between two documents.
    expected_seconds: Option<i64>,
    visited_at: Option<String>,
    succeeded_at: Option<String>,
    newest_at: Option<String>,
    next_at: Option<String>,
    next_reason: Option<String>,
    created_at: String,
}

impl SourceView {
    fn of(web: &Web, language: Language, source: source::Source) -> Self {
        let reason = Reason::from_stored(&source.state_reason);
        Self {
            id: source.id.get(),
            state_reasons: reason.sentences(language, web.app.clock().now()),
            next_reason: next_sentence(&source.next_reason, language),
            folder: source.folder_id.map(Id::get),
            visited_at: source.visited_at.map(Reader::iso),
            succeeded_at: source.succeeded_at.map(Reader::iso),
            newest_at: source.newest_at.map(Reader::iso),
            next_at: source.next_at.map(Reader::iso),
            created_at: Reader::iso(source.created_at),
            title: source.title,
            address: source.address,
            site_address: source.site_address,
            kind: source.kind,
            language: source.language,
            state: source.state,
            documents: source.documents,
            expected_seconds: source.expected_seconds,
        }
    }
}

/// A source as it should be.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SourceWish {
    /// Where the feed is.
    address: String,
    /// Left out when adding: as the feed calls itself.
    #[serde(default)]
    title: String,
    site_address: Option<String>,
    /// The id of a folder.
    folder: Option<i64>,
    /// Left out: other.
    #[serde(default)]
    kind: String,
    /// Left out: as the feed declares.
    #[serde(default)]
    language: String,
}

impl From<SourceWish> for NewSource {
    fn from(wish: SourceWish) -> Self {
        let SourceWish { address, title, site_address, folder, kind, language } = wish;
        Self { address, title, site_address, folder: folder.map(Id::new), kind, language }
    }
}

/// The address of any page.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Address {
    address: String,
}

/// The feeds that a page leads to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Found {
    data: Vec<FoundView>,
}

/// A feed that can be added.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundFeed)]
pub(super) struct FoundView {
    address: String,
    title: String,
    site_address: Option<String>,
    language: Option<String>,
    /// How many entries it holds; null when it could not be read just now.
    entries: Option<usize>,
    newest_at: Option<String>,
    /// The titles of its last entries.
    titles: Vec<String>,
    /// The id of the source that reads it already.
    known: Option<i64>,
}

impl From<FeedChoice> for FoundView {
    fn from(choice: FeedChoice) -> Self {
        let FeedChoice { address, title, site_address, language, entries, newest_at, titles, known } = choice;
        Self {
            address,
            title,
            site_address,
            language,
            entries,
            newest_at: newest_at.map(Reader::iso),
            titles,
            known: known.map(Id::get),
        }
    }
}

/// A visit to a source.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub(super) struct VisitView {
    at: String,
    /// read, unchanged, or the class of the failure
    outcome: String,
    status: Option<i64>,
    seen: i64,
    new: i64,
    changed: i64,
    milliseconds: i64,
    /// What was wrong, in words.
    problems: Vec<String>,
}

/// What a list may be filtered by.
#[derive(Debug, Default, Deserialize)]
struct Filters {
    state: Option<String>,
    folder: Option<String>,
    words: Option<String>,
}

async fn list(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Query(paging): Query<Paging>,
    Query(filters): Query<Filters>,
) -> Result<List<SourceView>, Fault> {
    let after = paging.after::<(String, i64)>().map_err(tongue.fault(&web))?;
    let folder = match filters.folder.as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(said) => Some(Some(id(said, Noun::Folder).map_err(tongue.fault(&web))?)),
    };
    let after = after.map(|(title, id)| (title, Id::new(id)));
    let asked = SourceFilter { folder, state: filters.state, words: filters.words, after };
    let rows = script.reader.sources(&asked, paging.limit() + 1).await.map_err(tongue.fault(&web))?;
    let rows = rows.into_iter().map(|source| SourceView::of(&web, tongue.language(), source)).collect();
    Ok(List::of(rows, paging.limit(), |source: &SourceView| (source.title.clone(), source.id)))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<SourceWish>, JsonRejection>,
) -> Result<(StatusCode, Json<SourceView>), Fault> {
    let wish = tongue.body(&web, wish)?;
    let id = web.app.add_source(&script.actor, &wish.into()).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::CREATED, Json(one(&web, &script, &tongue, id).await?)))
}

async fn find(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<Address>, JsonRejection>,
) -> Result<Json<Found>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let found = web.app.find_feeds(&script.actor, &wish.address).await.map_err(tongue.fault(&web))?;
    Ok(Json(Found { data: found.into_iter().map(FoundView::from).collect() }))
}

async fn opml(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<Response, Fault> {
    let text = web.app.export_opml(&script.actor).await.map_err(tongue.fault(&web))?;
    Ok(([(header::CONTENT_TYPE, "text/x-opml; charset=utf-8")], text).into_response())
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(source): Path<String>,
) -> Result<Json<SourceView>, Fault> {
    let id = id(&source, Noun::Source).map_err(tongue.fault(&web))?;
    Ok(Json(one(&web, &script, &tongue, id).await?))
}

async fn edit(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(source): Path<String>,
    wish: Result<Json<SourceWish>, JsonRejection>,
) -> Result<Json<SourceView>, Fault> {
    let id = id(&source, Noun::Source).map_err(tongue.fault(&web))?;
    let wish = tongue.body(&web, wish)?;
    web.app.edit_source(&script.actor, id, &wish.into()).await.map_err(tongue.fault(&web))?;
    Ok(Json(one(&web, &script, &tongue, id).await?))
}

async fn visits(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(source): Path<String>,
    Query(paging): Query<Paging>,
) -> Result<List<VisitView>, Fault> {
    let id = id(&source, Noun::Source).map_err(tongue.fault(&web))?;
    one(&web, &script, &tongue, id).await?;
    let visits = script.reader.visits(id, paging.limit().min(VISITS_MAX)).await.map_err(tongue.fault(&web))?;
    let view = |visit: source::Visit| VisitView {
        at: Reader::iso(visit.at),
        problems: Reason::from_stored(&visit.problem).sentences(tongue.language(), web.app.clock().now()),
        outcome: visit.outcome,
        status: visit.status,
        seen: visit.seen,
        new: visit.new,
        changed: visit.changed,
        milliseconds: visit.milliseconds,
    };
    Ok(List::whole(visits.into_iter().map(view).collect()))
}

async fn one(web: &Web, script: &Script, tongue: &Tongue, id: Id<source::Source>) -> Result<SourceView, Fault> {
    let found = script.reader.source(id).await.map_err(tongue.fault(web))?;
    let source = found.ok_or(Refusal::NoSuch(Noun::Source)).map_err(tongue.fault(web))?;
    Ok(SourceView::of(web, tongue.language(), source))
}

//! Every address of the program, in one list. The list is data, so that a test can walk it and a page can print it.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::{Method, StatusCode};
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, on};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{
    CompressionLayer, CompressionLevel,
    predicate::{DefaultPredicate, NotForContentType, Predicate},
};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::{
    Web,
    api::{Operation, handed_in},
    assets, guard, live, pages,
};

/// The most bytes of a form or an uploaded list.
pub const REQUEST_BODY_BYTES_MAX: usize = 16 << 20;

/// How long what is sent may stand still before it is given up.
const BODY_PAUSE_MAX: Duration = Duration::from_secs(30);

/// How hard a page is compressed, of gzip's 1 to 9 and brotli's 0 to 11: a page is drawn for one reader and sent once, and 6 takes twice
/// the time of 3 to save an eighth of the bytes.
const PAGE_QUALITY: i32 = 3;

/// Who may come through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Anybody.
    Open,
    /// Whoever is signed in.
    Person,
    /// A member of the workspace in the address; a stranger gets 404.
    Member,
    /// A token of the workspace.
    Token,
}

/// One address and what answers there.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address, with its holes: `/w/{workspace}/topics/{topic}`.
    pub path: &'static str,
    /// Who may come through.
    pub gate: Gate,
    /// What an address of the API says of itself.
    pub says: Option<Operation>,
    answer: MethodRouter<Web>,
}

impl Route {
    /// Puts something around what answers here alone, such as a larger limit of what may be sent.
    #[must_use]
    pub(crate) fn layered(mut self, limit: DefaultBodyLimit) -> Self {
        self.answer = self.answer.layer(limit);
        self
    }

    /// Says what an address of the API takes and gives.
    #[must_use]
    pub(crate) fn says(mut self, operation: Operation) -> Self {
        self.says = Some(operation);
        self
    }
}

fn route<H: Handler<T, Web>, T: 'static>(method: Method, path: &'static str, gate: Gate, handler: H) -> Route {
    let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
    Route { method, path, gate, says: None, answer: on(filter, handler) }
}

/// `GET` of an address.
pub(crate) fn get<H: Handler<T, Web>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    route(Method::GET, path, gate, handler)
}

/// `POST` to an address.
pub(crate) fn post<H: Handler<T, Web>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    route(Method::POST, path, gate, handler)
}

/// `PUT` to an address.
pub(crate) fn put<H: Handler<T, Web>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    route(Method::PUT, path, gate, handler)
}

/// `DELETE` of an address.
pub(crate) fn delete<H: Handler<T, Web>, T: 'static>(path: &'static str, gate: Gate, handler: H) -> Route {
    route(Method::DELETE, path, gate, handler)
}

/// Every address, one room after the other. Each room lists its own in its `mod.rs`.
#[must_use]
pub fn routes() -> Vec<Route> {
    let mut routes = vec![
        get("/assets/{file}", Gate::Open, assets::serve),
        get("/health", Gate::Open, pages::health::show),
        get("/enter/{token}", Gate::Open, pages::entry::show),
        get("/w/{workspace}/live", Gate::Member, live::show),
    ];
    routes.extend(pages::routes());
    routes.extend(crate::api::routes());
    routes
}

/// The whole program as one service.
pub fn router(web: Web) -> Router {
    let mut router = Router::new();
    for Route { path, answer, .. } in routes() {
        router = router.route(path, answer);
    }
    // A stream of events is sent as it happens; gathering it for compression would hold it back.
    let compressed = DefaultPredicate::new().and(NotForContentType::const_new("text/event-stream"));
    router
        .fallback(pages::fault::missing)
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE_MAX))
        .layer(DefaultBodyLimit::max(REQUEST_BODY_BYTES_MAX))
        .layer(middleware::from_fn(handed_in::told_in_the_askers_language))
        .layer(middleware::from_fn(guard::to_its_end))
        .layer(middleware::from_fn_with_state(web.clone(), guard::in_our_words))
        .layer(middleware::from_fn_with_state(web.clone(), guard::same_origin))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(PAGE_QUALITY)).compress_when(compressed))
        .layer(middleware::from_fn_with_state(web.clone(), guard::headers))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            tracing::error!("a handler panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .with_state(web)
}

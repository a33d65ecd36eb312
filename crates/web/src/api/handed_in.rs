//! What a script hands in.

use app::{Refusal, listen::filter::MentionFilter};
use axum::{body::Bytes, extract::Request, middleware::Next, response::Response};
use domain::Language;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use store::Id;

use crate::{
    Web,
    error::Fault,
    request::{Script, wished_language},
};

tokio::task_local! {
    static ASKERS_LANGUAGE: Language;
}

/// Answers in the language that the request asks for (`Accept-Language`).
pub(crate) async fn told_in_the_askers_language(request: Request, next: Next) -> Response {
    let language = wished_language(request.headers());
    ASKERS_LANGUAGE.scope(language, next.run(request)).await
}

/// The language of what the script is told that is being answered.
pub(super) fn told_in() -> Language {
    ASKERS_LANGUAGE.try_with(|language| *language).unwrap_or_default()
}

/// Makes the problem document of a refusal.
pub(super) fn fault(web: &Web) -> impl Fn(Refusal) -> Fault + '_ {
    move |refusal| Fault::api(web, told_in(), refusal)
}

/// Reads a JSON body; what cannot be read is told with its line and column.
pub(super) fn read<T: DeserializeOwned>(web: &Web, body: &Bytes) -> Result<T, Fault> {
    serde_json::from_slice(body).map_err(|error| {
        let refusal = Refusal::Unreadable {
            english: format!("The body is not the JSON that is asked for here: {error}. Nothing was done."),
            french: format!("Le corps n’est pas le JSON demandé ici\u{202f}: {error}. Rien n’a été fait."),
        };
        fault(web)(refusal)
    })
}

/// Reads an id of the address; anything else is an id that nothing has.
pub(super) fn id<N>(text: &str) -> Id<N> {
    Id::new(text.parse().unwrap_or(-1))
}

/// The filter of an address, its days beginning where the workspace is.
pub(super) async fn filter(web: &Web, script: &Script, query: Option<&str>) -> Result<MentionFilter, Fault> {
    let workspace = script.reader.workspace().await.map_err(|error| fault(web)(error.into()))?;
    let zone = workspace.and_then(|workspace| TimeZone::get(&workspace.time_zone).ok()).unwrap_or(TimeZone::UTC);
    MentionFilter::strict(query.unwrap_or_default(), &zone).map_err(fault(web))
}

//! What a script hands in.

use app::{Refusal, listen::filter::MentionFilter};
use axum::body::Bytes;
use domain::Language;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use store::Id;

use crate::{Web, error::Fault, request::Script};

/// The language of what scripts are told.
pub(super) const TOLD_IN: Language = Language::English;

/// Makes the problem document of a refusal.
pub(super) fn fault(web: &Web) -> impl Fn(Refusal) -> Fault + '_ {
    move |refusal| Fault::api(web, TOLD_IN, refusal)
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
    let filter = MentionFilter::from_address(query.unwrap_or_default(), &zone);
    if filter.words.is_empty() || filter.query.is_some() { Ok(filter) } else { Err(fault(web)(Refusal::Query(filter.problems))) }
}

//! What scripts can do: `/api/v1`, with a token, cursor-paged. Each address says of itself what it takes and gives
//! ([`describe::Operation`]); the OpenAPI document and the page at `/api` are made from that, so they cannot lie.

mod alert;
mod approval;
mod archive;
mod article;
mod article_beside;
mod author;
mod calendar;
mod chain;
mod channel;
pub(crate) mod code;
mod delivery;
pub mod describe;
mod document;
mod evergreen;
mod feed_rule;
mod fields;
mod figures;
mod folder;
pub(crate) mod handed_in;
mod import;
mod link;
mod link_rules;
mod list;
mod media;
mod member;
mod mention;
mod meter;
mod planning;
mod post;
mod post_table;
mod read;
mod reader;
mod reading;
mod signal;
mod snippet;
mod source;
mod source_change;
mod story;
mod topic;
mod topic_import;
mod topic_judged;
mod topic_label;
mod topic_version;
mod view;

pub use describe::{Operation, Param};
pub use document::document;
pub use list::{List, Paging};

use crate::{Gate, Route, router::get};

/// The addresses of the API. Each noun lists its own.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = vec![get("/api/v1/openapi.json", Gate::Open, document::show), get("/api", Gate::Open, read::show)];
    routes.extend(nouns());
    routes
}

/// What takes a token, by noun.
fn nouns() -> Vec<Route> {
    let mut routes: Vec<Route> = Vec::new();
    routes.extend(source::routes());
    routes.extend(folder::routes());
    routes.extend(import::routes());
    routes.extend(topic::routes());
    routes.extend(topic_version::routes());
    routes.extend(topic_label::routes());
    routes.extend(figures::routes());
    routes.extend(author::routes());
    routes.extend(topic_judged::routes());
    routes.extend(topic_import::routes());
    routes.extend(archive::routes());
    routes.extend(mention::routes());
    routes.extend(reading::routes());
    routes.extend(signal::routes());
    routes.extend(story::routes());
    routes.extend(view::routes());
    routes.extend(member::routes());
    routes.extend(link::routes());
    routes.extend(link_rules::routes());
    routes.extend(media::routes());
    routes.extend(alert::routes());
    routes.extend(channel::routes());
    routes.extend(meter::routes());
    routes.extend(reader::routes());
    routes.extend(post::routes());
    routes.extend(snippet::routes());
    routes.extend(article::routes());
    routes.extend(article_beside::routes());
    routes.extend(planning::routes());
    routes.extend(calendar::routes());
    routes.extend(evergreen::routes());
    routes.extend(feed_rule::routes());
    routes.extend(post_table::routes());
    routes.extend(delivery::routes());
    routes.extend(chain::routes());
    routes.extend(approval::routes());
    routes
}

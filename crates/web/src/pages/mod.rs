//! The pages, one room a folder, one page or act a file. Each room lists its own addresses.

pub(crate) mod access;
mod alerts;
pub(crate) mod approvals;
pub(crate) mod authors;
pub(crate) mod channels;
pub mod entry;
pub mod fault;
pub mod health;
mod me;
pub(crate) mod media;
pub(crate) mod planning;
pub(crate) mod posts;
pub(crate) mod publish;
pub(crate) mod readers;
mod settings;
pub(crate) mod sources;

pub(crate) mod links;
pub(crate) mod listen;
pub(crate) mod mentions;
pub(crate) mod signals;
mod stories;
pub(crate) mod today;
pub(crate) mod topics;

use crate::Route;

/// The addresses of all rooms.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes: Vec<Route> = Vec::new();
    routes.extend(access::routes());
    routes.extend(alerts::routes());
    routes.extend(approvals::routes());
    routes.extend(authors::routes());
    routes.extend(channels::routes());
    routes.extend(me::routes());
    routes.extend(planning::routes());
    routes.extend(posts::routes());
    routes.extend(publish::routes());
    routes.extend(readers::routes());
    routes.extend(links::routes());
    routes.extend(media::routes());
    routes.extend(settings::routes());
    routes.extend(sources::routes());
    routes.extend(listen::routes());
    routes.extend(mentions::routes());
    routes.extend(signals::routes());
    routes.extend(stories::routes());
    routes.extend(topics::routes());
    routes.extend(today::routes());
    routes
}

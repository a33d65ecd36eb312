//! One command a file.

mod account;
mod article;
mod channel;
mod demo;
mod doctor;
mod feed;
mod matching;
mod page;
mod query;
mod reindex;
mod rollups;
mod said;
mod serve;
mod signal;
mod stories;
mod text;
mod text_in;
mod workspace;

use crate::{
    boot,
    line::{Command, Line},
};

/// Does what the command line asks for.
///
/// # Errors
/// With the sentence for standard error.
pub(crate) async fn run(line: Line) -> anyhow::Result<()> {
    match line.command {
        Command::Demo(demo) => {
            boot::log_to_standard_error();
            demo::run(demo).await
        }
        Command::Serve(serve) => {
            boot::log_to_standard_error();
            serve::run(serve).await
        }
        Command::Init(place) => serve::init(&place).await,
        Command::Migrate(place) => serve::migrate(&place).await,
        Command::Doctor(doctor) => doctor::run(doctor).await,
        Command::Reindex(place) => reindex::run(&place).await,
        Command::Rollups(rollups) => rollups::run(rollups).await,
        Command::User(user) => account::user(user).await,
        Command::Token(token) => account::token(token).await,
        Command::Workspace(workspace) => workspace::run(workspace).await,
        Command::Channel(channel) => Box::pin(channel::run(channel)).await,
        Command::Feed(feed) => feed::run(feed).await,
        Command::Page(page) => page::run(page).await,
        Command::Article(article) => article::run(article).await,
        Command::Query(query) => query::run(query),
        Command::Match(matching) => matching::run(matching),
        Command::Signal(signal) => signal::run(&signal),
        Command::Text(text) => text::run(&text),
        Command::Stories(stories) => stories::run(&stories),
    }
}

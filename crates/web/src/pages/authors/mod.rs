//! Authors: who speaks, and with how much weight.

mod list;
mod show;

use app::listen::{author_read::RankedAuthor, figures_sample::AuthorKey};
use domain::influence::Influence;
use minijinja::{Value, context};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    Route, Web,
    format::Reader,
    pages::listen::felt,
    request::Member,
    router::{Gate, get},
};

/// What may stand in a part of a path as it is.
const IN_A_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/authors", Gate::Member, list::show),
        get("/w/{workspace}/authors/{site}/{author}", Gate::Member, show::show),
    ]
}

/// The way to an author's page, inside the workspace.
pub(crate) fn author_path(key: &AuthorKey) -> String {
    format!("authors/{}/{}", utf8_percent_encode(&key.site, IN_A_PATH), utf8_percent_encode(&key.name, IN_A_PATH))
}

/// A score with its parts, each in words.
fn influence(web: &Web, reads: &Reader, influence: &Influence) -> Value {
    let parts: Vec<Value> = influence
        .parts()
        .iter()
        .map(|part| {
            let words = web.views.words.say(reads.language, &format!("figures-influence-{}", part.name), &[]);
            context! { words, figure => part.figure, points => felt::rounded(part.points), most => part.most, half_at => part.half_at }
        })
        .collect();
    context! { score => felt::rounded(influence.score()), parts, weeks => influence.weeks, of_weeks => influence.of_weeks }
}

/// An author in a ranking.
fn ranked(web: &Web, member: &Member, reads: &Reader, author: &RankedAuthor, query: &str) -> Value {
    context! {
        name => author.key.name.as_str(), site => author.key.site.as_str(), mentions => author.mentions, strip => felt::strip(web, reads, &author.felt),
        influence => influence(web, reads, &author.influence), texts => author.influence.texts, begun => author.influence.begun, copies => author.influence.copies,
        sites => author.influence.sites, href => member.href(&format!("{}?{query}", author_path(&author.key))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_is_one_part_of_a_path() {
        let path = |site: &str, name: &str| author_path(&AuthorKey { site: site.into(), name: name.into() });
        assert_eq!(path("one.example", "Léa M."), "authors/one.example/L%C3%A9a%20M.");
        assert_eq!(path("one.example", "a/b?c#d"), "authors/one.example/a%2Fb%3Fc%23d");
    }
}

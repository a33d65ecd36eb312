//! A document on a line of a file, for the commands that hold queries against documents.

use anyhow::Context;
use jiff::Timestamp;
use query::{Document, Fields};
use serde::Deserialize;

/// What a line says of a document: the keys of an export of mentions, or those of the query language. What is left out is not known.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    title: String,
    #[serde(alias = "body")]
    text: String,
    #[serde(alias = "url")]
    address: Option<String>,
    site: Option<String>,
    links: Vec<String>,
    author: Option<String>,
    followers: Option<u64>,
    #[serde(alias = "lang")]
    language: Option<String>,
    country: Option<String>,
    network: Option<String>,
    kind: Option<String>,
    source: Option<String>,
    tags: Vec<String>,
    thread: Option<String>,
    rating: Option<f32>,
    sentiment: Option<String>,
    toxicity: Option<f32>,
    reach: Option<u64>,
    #[serde(alias = "published")]
    published_at: Option<Timestamp>,
}

/// The lists of a document, borrowed.
pub(crate) struct Lists<'a> {
    links: Vec<&'a str>,
    tags: Vec<&'a str>,
}

impl Said {
    /// Reads a line: a title, a tab and a body, or a JSON object.
    ///
    /// # Errors
    /// For a line that begins like JSON and is none, or whose values are not what they should be.
    pub(crate) fn read(line: &str) -> anyhow::Result<Self> {
        if line.starts_with('{') {
            return serde_json::from_str(line).context("this is not a document as JSON");
        }
        let (title, text) = line.split_once('\t').unwrap_or((line, ""));
        Ok(Self { title: title.to_owned(), text: text.to_owned(), ..Self::default() })
    }

    /// What [`Said::document`] borrows.
    pub(crate) fn lists(&self) -> Lists<'_> {
        Lists { links: self.links.iter().map(String::as_str).collect(), tags: self.tags.iter().map(String::as_str).collect() }
    }

    /// The document as the query language sees it.
    pub(crate) fn document<'a>(&'a self, lists: &'a Lists<'a>) -> Document<'a> {
        let fields = Fields {
            url: self.address.as_deref(),
            site: self.site.as_deref(),
            links: &lists.links,
            author: self.author.as_deref(),
            followers: self.followers,
            lang: self.language.as_deref(),
            country: self.country.as_deref(),
            network: self.network.as_deref(),
            kind: self.kind.as_deref(),
            source: self.source.as_deref(),
            tags: &lists.tags,
            thread: self.thread.as_deref(),
            rating: self.rating,
            sentiment: self.sentiment.as_deref(),
            toxicity: self.toxicity,
            reach: self.reach,
            published: self.published_at.map(Timestamp::as_microsecond),
            ..Fields::default()
        };
        Document { title: &self.title, body: &self.text, fields }
    }
}

#[cfg(test)]
mod tests {
    use query::Analysis;

    use super::*;

    fn check(line: &str, query: &str, expected: bool) {
        let said = Said::read(line).unwrap();
        let lists = said.lists();
        let document = said.document(&lists);
        let mut analysis = Analysis::new();
        analysis.read(&document);
        assert_eq!(query::parse(query).query.unwrap().matches(&analysis, &document, 0), expected, "{line} {query}");
    }

    #[test]
    fn a_line_says_words_or_fields_too() {
        check("La veste\tElle est chaude", "veste AND chaude", true);
        check("La veste\tElle est chaude", "veste AND lang:fr", false);
        let line = r#"{"id":7,"title":"La veste","text":"chaude","language":"fr","site":"a.example","tags":["neige"],"rating":4,"published_at":"2026-11-21T09:00:00Z"}"#;
        check(line, "veste AND lang:fr AND site:a.example AND tag:neige AND rating:[3 TO *]", true);
        check(line, "published:2026-11-21", true);
        check(line, "lang:en", false);
        check(r#"{"title":"a","body":"b","lang":"en","url":"https://b.example/x"}"#, "b AND lang:en AND site:b.example", true);
    }

    #[test]
    fn what_is_no_json_is_told() {
        assert!(Said::read("{title").is_err());
        assert!(Said::read(r#"{"published_at":"yesterday"}"#).is_err());
    }
}

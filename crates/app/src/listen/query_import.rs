//! Queries of other tools made into topics: one, or a list of names and queries; each read, translated and told of by itself.

use domain::hat::Act;
use query::{Dialect, Problem};
use store::{Id, topic::Topic};

use crate::{
    Actor, App, Refusal,
    listen::topic_save::{Asked, TOPIC_NAME_CHARACTERS_MAX, TopicDraft, parse_among},
};

/// The most queries that are handed in at once.
pub const IMPORTED_QUERIES_MAX: usize = 500;
/// The longest text of queries that is handed in at once, in bytes.
pub const IMPORTED_BYTES_MAX: usize = 2_000_000;
/// The words of a query that become its name when it has none, in characters.
const STAND_IN_NAME_CHARACTERS_MAX: usize = 40;
/// How a list names its columns, folded.
const HEADS: [&str; 8] = ["name", "nom", "title", "titre", "query", "requete", "boolean", "topic"];

/// A query as it was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedQuery {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The name that its topic gets.
    pub name: String,
    /// The query in the dialect of its tool.
    pub query: String,
}

/// A query read in the dialect of its tool.
#[derive(Clone, Debug)]
pub struct ConvertedQuery {
    /// As it was handed in; the places of the problems are in its text.
    pub handed: HandedQuery,
    /// The same in our language; none when an error stands in the way.
    pub converted: Option<String>,
    /// Errors and warnings.
    pub problems: Vec<Problem>,
    /// Whether a topic of that name is there already, or the list has it twice.
    pub taken: bool,
}

/// Reads queries that were handed in: the whole text as one, or a list with one a line, `name;query`, `name<tab>query`, fields in
/// quotation marks as CSV writes them, or a query alone. Nothing in quotation marks is taken for CSV unless a separator follows it.
#[must_use]
pub fn read_queries(text: &str, is_list: bool, name: &str) -> Vec<HandedQuery> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_list {
        let query = text.trim();
        let name = if name.is_empty() { stand_in_name(query) } else { name };
        let one = (!query.is_empty()).then(|| HandedQuery { line: 1, name, query: query.to_owned() });
        return one.into_iter().collect();
    }
    let mut queries = Vec::new();
    let (mut rest, mut line) = (text.as_str(), 1);
    while !rest.is_empty() && queries.len() < IMPORTED_QUERIES_MAX {
        let (record, after) = next_record(rest);
        let lines = rest[..rest.len() - after.len()].matches('\n').count();
        let is_head = queries.is_empty() && line == 1 && record.is_head();
        if !record.query.trim().is_empty() && !is_head {
            let query = record.query.trim().to_owned();
            let name = record.name.split_whitespace().collect::<Vec<_>>().join(" ");
            queries.push(HandedQuery { line, name: if name.is_empty() { stand_in_name(&query) } else { name }, query });
        }
        line += lines;
        rest = after;
    }
    queries
}

/// A line of a list.
#[derive(Default)]
struct Record {
    name: String,
    query: String,
}

impl Record {
    fn is_head(&self) -> bool {
        let is_head = |text: &str| HEADS.contains(&query::fold(text.trim()).as_str());
        is_head(&self.name) && is_head(&self.query)
    }
}

const fn is_separator(letter: char) -> bool {
    matches!(letter, ';' | '\t')
}

/// The first record and what follows it.
fn next_record(text: &str) -> (Record, &str) {
    let end = text.find('\n').unwrap_or(text.len());
    let whole = || (Record { name: String::new(), query: text[..end].to_owned() }, &text[(end + 1).min(text.len())..]);
    let (name, rest) = match quoted(text) {
        Some((name, rest)) if rest.starts_with(is_separator) => (name, &rest[1..]),
        _ => match text[..end].find(is_separator) {
            Some(at) if !text[..at].contains('"') => (text[..at].to_owned(), &text[at + 1..]),
            _ => return whole(),
        },
    };
    match quoted(rest) {
        Some((query, after)) if after.trim_start_matches([' ', ';', '\t']).starts_with('\n') || after.trim().is_empty() => {
            let after = after.find('\n').map_or("", |at| &after[at + 1..]);
            (Record { name, query }, after)
        }
        _ => {
            let end = rest.find('\n').unwrap_or(rest.len());
            (Record { name, query: rest[..end].to_owned() }, &rest[(end + 1).min(rest.len())..])
        }
    }
}

/// A field in quotation marks, doubled ones made single, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut rest = inside;
    loop {
        let at = rest.find('"')?;
        value.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                value.push('"');
                rest = after;
            }
            None => return Some((value, rest)),
        }
    }
}

/// The first words of a query without its signs.
fn stand_in_name(query: &str) -> String {
    let mut name = String::new();
    for word in query.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if name.chars().count() + word.chars().count() >= STAND_IN_NAME_CHARACTERS_MAX {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

impl App {
    /// Reads queries in the dialect of a tool and says of each what becomes of it. Nothing is saved.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no query, or there are more than [`IMPORTED_QUERIES_MAX`].
    pub async fn convert_queries(
        &self,
        actor: &Actor,
        dialect: Dialect,
        handed: Vec<HandedQuery>,
    ) -> Result<Vec<ConvertedQuery>, Refusal> {
        actor.may(Act::Read)?;
        bounded(&handed)?;
        let reader = self.reader(actor);
        let (mut all, archived) = (reader.topics().await?, reader.archived_topics().await?);
        let mut names: std::collections::HashSet<String> = all.iter().chain(&archived).map(|topic| topic.name.clone()).collect();
        all.retain(|topic| topic.archived_at.is_none());
        let converted = tokio::task::spawn_blocking(move || {
            let convert = |handed: HandedQuery| {
                let parsed = match dialect {
                    Dialect::Parvis => parse_among(&handed.query, None, &all),
                    other => query::parse_as(other, &handed.query),
                };
                let taken = !names.insert(handed.name.clone());
                ConvertedQuery {
                    converted: parsed.query.map(|query| query.to_string()),
                    problems: parsed.problems,
                    taken,
                    handed,
                }
            };
            handed.into_iter().map(convert).collect()
        });
        Ok(converted.await?)
    }

    /// Makes a topic of each query, as [`App::save_topic`] does of one; says of each what became of it. One that is refused does not
    /// keep the others.
    ///
    /// # Errors
    /// When the hats do not allow it, there is no query, there are more than [`IMPORTED_QUERIES_MAX`], or the database does not
    /// answer; what was made before stays.
    pub async fn make_topics(
        &self,
        actor: &Actor,
        dialect: Dialect,
        kind: &str,
        handed: Vec<HandedQuery>,
    ) -> Result<Vec<(HandedQuery, Result<Id<Topic>, Refusal>)>, Refusal> {
        actor.may(Act::Listen)?;
        let mut made = Vec::new();
        for one in self.convert_queries(actor, dialect, handed).await? {
            let ConvertedQuery { handed, converted, problems, .. } = one;
            let outcome = match converted {
                Some(query) => {
                    let name = handed.name.chars().take(TOPIC_NAME_CHARACTERS_MAX).collect();
                    let draft = TopicDraft { name, kind: kind.to_owned(), asked: Asked::Text(query) };
                    self.save_topic(actor, None, &draft).await
                }
                None => Err(Refusal::Query(problems)),
            };
            match outcome {
                Err(refusal @ (Refusal::Store(_) | Refusal::Interrupted | Refusal::NotAllowed(_))) => return Err(refusal),
                outcome => made.push((handed, outcome)),
            }
        }
        Ok(made)
    }
}

fn bounded(handed: &[HandedQuery]) -> Result<(), Refusal> {
    let why = if handed.is_empty() {
        "empty"
    } else if handed.len() > IMPORTED_QUERIES_MAX || handed.iter().map(|one| one.query.len()).sum::<usize>() > IMPORTED_BYTES_MAX
    {
        "too_many"
    } else {
        return Ok(());
    };
    Err(Refusal::Invalid { field: "queries", why })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str, &str)]) {
        let read = read_queries(text, true, "");
        let read: Vec<(usize, &str, &str)> = read.iter().map(|one| (one.line, one.name.as_str(), one.query.as_str())).collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn a_list_is_read_as_csv_or_as_lines() {
        check("name;query\r\nUn;a AND b\r\n\r\nDeux;\"c d\"~5", &[(2, "Un", "a AND b"), (4, "Deux", "\"c d\"~5")]);
        check("Un\ta;b", &[(1, "Un", "a;b")]);
        check("\"Un;e\";\"a \"\"b c\"\"\nOR d\"\nDeux;e", &[(1, "Un;e", "a \"b c\"\nOR d"), (3, "Deux", "e")]);
        check(
            "\"veste alto\" OR solenne\nkarst",
            &[(1, "veste alto OR solenne", "\"veste alto\" OR solenne"), (2, "karst", "karst")],
        );
        check("\"veste alto\"", &[(1, "veste alto", "\"veste alto\"")]);
        check("\"a; b\" OR c", &[(1, "a b OR c", "\"a; b\" OR c")]);
        check("a;", &[]);
        check("\"never closed;a", &[(1, "never closed a", "\"never closed;a")]);
    }

    #[test]
    fn one_query_may_have_many_lines() {
        let read = read_queries("\u{feff}a\nOR b;c\n", false, " La  marque ");
        assert_eq!(read, [HandedQuery { line: 1, name: "La marque".to_owned(), query: "a\nOR b;c".to_owned() }]);
        assert_eq!(read_queries(" \n", false, ""), []);
    }
}

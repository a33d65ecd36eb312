//! The stream as a file: CSV for spreadsheets, JSON Lines for programs. Written while it is read, so that its length costs no memory.

use std::collections::BTreeMap;

use domain::hat::Act;
use futures_util::{Stream, stream};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{
    Id,
    access::User,
    document::Document,
    stream::{Place, STREAM_TEXT_CHARACTERS_MAX},
};

use crate::{
    Actor, App, Refusal,
    listen::{
        filter::MentionFilter,
        stream::{Mention, STREAM_PAGE_MAX},
    },
};

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets take it for another encoding.
    Csv(Separator),
    /// One JSON object a line.
    JsonLines,
}

/// What stands between the cells of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// As RFC 4180 has it.
    #[default]
    Comma,
    /// For spreadsheets of countries that write decimals with a comma, such as France.
    Semicolon,
}

impl Separator {
    const fn sign(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
        }
    }
}

/// The columns of the CSV and the keys of the JSON, in order.
pub const COLUMNS: [&str; 25] = [
    "id",
    "published_at",
    "found_at",
    "title",
    "text",
    "address",
    "site",
    "author",
    "author_address",
    "language",
    "kind",
    "sentiment",
    "intent",
    "toxicity",
    "spam",
    "rating",
    "source",
    "topics",
    "tags",
    "starred",
    "done_at",
    "assignee",
    "story",
    "copies",
    "sites",
];

/// The byte order mark, then the heads of the columns.
fn head(format: Format) -> Vec<u8> {
    match format {
        Format::Csv(separator) => format!("\u{feff}{}\r\n", COLUMNS.join(separator.sign())).into_bytes(),
        Format::JsonLines => Vec::new(),
    }
}

/// A mention as programs get it, in files and from the API.
#[must_use]
pub fn json(mention: &Mention, names: &BTreeMap<Id<User>, String>) -> Value {
    let row = &mention.row;
    let topics: Vec<Value> = mention.topics.iter().map(|catch| json!({ "id": catch.topic_id, "name": catch.name })).collect();
    json!({
        "id": row.id,
        "published_at": time(row.published_at),
        "published_known": row.published_known,
        "found_at": time(row.found_at),
        "title": row.title,
        "text": row.text,
        "address": row.address,
        "site": row.site,
        "author": row.author,
        "author_address": row.author_address,
        "language": Some(&row.language).filter(|language| !language.is_empty()),
        "kind": row.kind,
        "sentiment": Some(&row.understood.sentiment).filter(|sentiment| !sentiment.is_empty()),
        "intent": Some(&row.understood.intent).filter(|intent| !intent.is_empty()),
        "toxicity": share(row.understood.toxicity),
        "spam": share(row.understood.spam),
        "reading": serde_json::from_str::<Value>(&row.understood.reading).unwrap_or_default(),
        "rating": row.rating,
        "source": mention.source,
        "source_id": row.source_id,
        "topics": topics,
        "tags": mention.tags,
        "starred": row.starred,
        "done_at": row.done_at.map(time),
        "assignee": row.assignee_id.and_then(|id| names.get(&id)),
        "notes": mention.notes,
        // What nobody copied is its own story.
        "story": mention.story.map_or(row.id.get(), |story| story.id.get()),
        "copies": mention.story.map_or(1, |story| story.copies),
        "sites": mention.story.map_or(1, |story| story.sites),
    })
}

fn csv_line(mention: &Mention, names: &BTreeMap<Id<User>, String>, separator: Separator) -> String {
    let row = &mention.row;
    let topics: Vec<&str> = mention.topics.iter().map(|catch| catch.name.as_str()).collect();
    let cells: [String; 25] = [
        row.id.to_string(),
        time(row.published_at),
        time(row.found_at),
        row.title.clone(),
        row.text.clone(),
        row.address.clone().unwrap_or_default(),
        row.site.clone(),
        row.author.clone(),
        row.author_address.clone().unwrap_or_default(),
        row.language.clone(),
        row.kind.clone(),
        row.understood.sentiment.clone(),
        row.understood.intent.clone(),
        share(row.understood.toxicity).to_string(),
        share(row.understood.spam).to_string(),
        row.rating.map(|stars| stars.to_string()).unwrap_or_default(),
        mention.source.clone().unwrap_or_default(),
        topics.join("; "),
        mention.tags.join("; "),
        row.starred.to_string(),
        row.done_at.map(time).unwrap_or_default(),
        row.assignee_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default(),
        mention.story.map_or(row.id.get(), |story| story.id.get()).to_string(),
        mention.story.map_or(1, |story| story.copies).to_string(),
        mention.story.map_or(1, |story| story.sites).to_string(),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    format!("{}\r\n", cells.join(separator.sign()))
}

/// Per mille as a share of one.
#[expect(clippy::cast_precision_loss, reason = "at most a thousand")]
fn share(per_mille: i64) -> f64 {
    per_mille as f64 / 1_000.0
}

/// A cell in quotation marks. What a spreadsheet would take for a formula gets an apostrophe in front, which makes it words: a
/// stranger's title must not become a command on the reader's machine (CWE-1236). Where a spreadsheet splits at other signs than commas,
/// as French ones do at semicolons, a cell may also begin behind one of these.
pub(crate) fn csv_cell(text: &str) -> String {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let mut cell = String::with_capacity(text.len() + 2);
    cell.push('"');
    if text.starts_with(['\t', '\r', '\n']) {
        cell.push('\'');
    }
    for (at, piece) in text.split_inclusive([';', '\t', '\n', '\r']).enumerate() {
        let said = piece.trim_start_matches(|sign: char| sign == '"' || sign.is_whitespace());
        // Lines of a text often begin with a dash or a name; behind a line break only the plain sign is taken for a formula.
        let behind_break = at > 0 && cell.ends_with(['\n', '\r']);
        let is_formula = if behind_break { said.starts_with(['=', '＝']) } else { said.starts_with(FORMULA) };
        if is_formula && !cell.ends_with('\'') {
            cell.push('\'');
        }
        cell.push_str(&piece.replace('"', "\"\""));
    }
    cell.push('"');
    cell
}

/// RFC 3339 in UTC.
fn time(at: i64) -> String {
    Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// Where the writing of a file stands.
enum Step {
    Head,
    From(Option<Place>),
    End,
}

impl App {
    /// Puts the whole text into mentions of a list, which has the beginning of long ones.
    async fn make_whole(&self, actor: &Actor, mentions: &mut [Mention]) -> Result<(), Refusal> {
        let is_cut = |mention: &&mut Mention| mention.row.text.chars().count() >= STREAM_TEXT_CHARACTERS_MAX;
        let long: Vec<Id<Document>> = mentions.iter_mut().filter(is_cut).map(|mention| mention.row.id).collect();
        if long.is_empty() {
            return Ok(());
        }
        let whole = self.reader(actor).documents(&long).await?;
        let whole: BTreeMap<Id<Document>, String> = whole.into_iter().map(|document| (document.id, document.text)).collect();
        for mention in mentions {
            if let Some(text) = whole.get(&mention.row.id) {
                mention.row.text.clone_from(text);
            }
        }
        Ok(())
    }

    /// Every mention that passes the filter as pieces of a file, newest first. Mentions that come in meanwhile are not in it.
    ///
    /// # Errors
    /// When the hats do not allow reading, the filter's words cannot be asked, or the database does not answer, in the beginning
    /// or in the middle: then the file breaks off.
    pub async fn export(
        &self,
        actor: &Actor,
        filter: MentionFilter,
        format: Format,
    ) -> Result<impl Stream<Item = Result<Vec<u8>, Refusal>> + use<>, Refusal> {
        actor.may(Act::Read)?;
        if crate::listen::stream::is_unaskable(&filter) {
            return Err(Refusal::Query(filter.problems));
        }
        let members = self.reader(actor).members().await?;
        let names: BTreeMap<Id<User>, String> = members.into_iter().map(|member| (member.user_id, member.name)).collect();
        let (app, actor) = (self.clone(), actor.clone());
        Ok(stream::try_unfold(Step::Head, move |step| {
            let (app, actor, filter, names) = (app.clone(), actor.clone(), filter.clone(), names.clone());
            async move {
                let after = match step {
                    Step::Head => return Ok(Some((head(format), Step::From(None)))),
                    Step::From(after) => after,
                    Step::End => return Ok(None),
                };
                let mut page = app.stream(&actor, &filter, after, STREAM_PAGE_MAX).await?;
                app.make_whole(&actor, &mut page.mentions).await?;
                let mut piece = String::new();
                for mention in &page.mentions {
                    match format {
                        Format::Csv(separator) => piece.push_str(&csv_line(mention, &names, separator)),
                        Format::JsonLines => {
                            piece.push_str(&json(mention, &names).to_string());
                            piece.push('\n');
                        }
                    }
                }
                let next = page.next.map_or(Step::End, |place| Step::From(Some(place)));
                Ok(Some((piece.into_bytes(), next)))
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_becomes_a_formula() {
        let check = |text: &str, cell: &str| assert_eq!(csv_cell(text), cell, "{text:?}");
        check("plain", "\"plain\"");
        check("say \"hi\", all", "\"say \"\"hi\"\", all\"");
        check("=HYPERLINK(\"http://evil.example\")", "\"'=HYPERLINK(\"\"http://evil.example\"\")\"");
        check("+33 1", "\"'+33 1\"");
        check("-2", "\"'-2\"");
        check("@solenne", "\"'@solenne\"");
        check("  =1", "\"'  =1\"");
        check("\t=1", "\"'\t'=1\"");
        check("Solenne;=HYPERLINK(1)", "\"Solenne;'=HYPERLINK(1)\"");
        check("a; b; \"-2\"", "\"a; b;' \"\"-2\"\"\"");
        check("- one\n- two\n=3", "\"'- one\n- two\n'=3\"");
        check("a\nb", "\"a\nb\"");
    }
}

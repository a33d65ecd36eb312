//! The stream of mentions: caught documents, newest first, under any filter that an address can hold.

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{
    Id, Reader, StoreError,
    access::User,
    document::{Document, Understood},
    mention::HOUR_US,
    rollup::CellsOf,
    row,
    source::{Folder, Source},
    topic::Topic,
};

/// The most characters of a document's text that a list reads, to find what to show of it.
pub const STREAM_TEXT_CHARACTERS_MAX: usize = 20_000;

/// Which mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamFilter {
    /// Caught by this topic; by any when none.
    pub topic: Option<Id<Topic>>,
    /// Said at or after, UTC microseconds.
    pub from: Option<i64>,
    /// Said before, UTC microseconds.
    pub to: Option<i64>,
    /// How long after the whole hour of UTC an hour of the reader begins, microseconds; the rollups know whole hours only.
    pub past: i64,
    /// The language they are written in; empty for not known.
    pub language: Option<String>,
    /// What they were felt to be; empty for not read.
    pub sentiment: Option<String>,
    /// What they want.
    pub intent: Option<String>,
    /// At least so rude, per mille.
    pub toxicity: Option<i64>,
    /// What sort of place.
    pub kind: Option<String>,
    /// First brought by.
    pub source: Option<Id<Source>>,
    /// First brought by a source that is in this folder now.
    pub folder: Option<Id<Folder>>,
    /// Said on this host.
    pub site: Option<String>,
    /// Said by this author.
    pub author: Option<String>,
    /// Speaking of this aspect.
    pub aspect: Option<String>,
    /// Wearing this tag of the team.
    pub tag: Option<String>,
    /// Done, or not done.
    pub done: Option<bool>,
    /// Starred.
    pub starred: bool,
    /// Given to this member.
    pub assignee: Option<Id<User>>,
    /// Of each story only the first that the topic of the filter caught, or any.
    pub by_story: bool,
    /// Labelled so, for the topic of the filter or for any.
    pub label: Option<LabelState>,
    /// Passing this candidate filter. The caller judges what passes.
    pub candidates: Option<query::Candidates>,
}

/// How a mention is labelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelState {
    /// Relevant.
    Relevant,
    /// Not relevant.
    Irrelevant,
    /// Not at all.
    None,
}

/// A mention in a list.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct StreamRow {
    /// The document.
    pub id: Id<Document>,
    /// Where it can be read.
    pub address: Option<String>,
    /// The host it was said on.
    pub site: String,
    /// One line.
    pub title: String,
    /// The beginning of the text.
    pub text: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// As declared; empty when not.
    pub language: String,
    /// What sort of place.
    pub kind: String,
    /// Stars, 0 to 5.
    pub rating: Option<f64>,
    /// The source that brought it first.
    pub source_id: Id<Source>,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// Whether the source said when.
    pub published_known: bool,
    /// When it was found, UTC microseconds.
    pub found_at: i64,
    /// The number of its text.
    pub version: i64,
    /// Starred.
    pub starred: bool,
    /// When it was marked done, UTC microseconds.
    pub done_at: Option<i64>,
    /// Who is to look after it.
    pub assignee_id: Option<Id<User>>,
    /// The source's own categories, a JSON list.
    pub tags: String,
    /// The page of who wrote it.
    pub author_address: Option<String>,
    /// What was understood from its text.
    #[sea_orm(nested)]
    #[serde(flatten)]
    pub understood: Understood,
    /// Whether it is the first of its story, in the topic of the filter or in any.
    #[serde(skip)]
    pub leads: bool,
}

/// The place between two mentions: those further on are older.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The last mention's moment, UTC microseconds.
    pub published_at: i64,
    /// The last mention's document.
    pub id: Id<Document>,
}

impl StreamFilter {
    /// The cells of the rollups that it asks for.
    pub(crate) fn cells(&self) -> CellsOf<'_> {
        CellsOf { kind: self.kind.as_deref(), language: self.language.as_deref(), sentiment: self.sentiment.as_deref() }
    }

    /// The table that says whether a mention is the first of its story: for the topic of the filter, or for any.
    pub(crate) const fn lead(&self) -> &'static str {
        if self.topic.is_some() { "m" } else { "d" }
    }

    /// Whether the hourly rollups can answer for it.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        let whole_hour = |at: Option<i64>| at.is_none_or(|at| at.rem_euclid(HOUR_US) == 0);
        self.source.is_none()
            && self.folder.is_none()
            && self.site.is_none()
            && self.author.is_none()
            && self.aspect.is_none()
            && self.tag.is_none()
            && self.done.is_none()
            && !self.starred
            && self.assignee.is_none()
            && self.label.is_none()
            && self.intent.is_none()
            && self.toxicity.is_none()
            && self.candidates.is_none()
            && self.past == 0
            && whole_hour(self.from)
            && whole_hour(self.to)
    }
}

/// A statement being put together.
pub(crate) struct Clauses {
    pub(crate) from: &'static str,
    pub(crate) time: &'static str,
    pub(crate) id: &'static str,
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Clauses {
    fn and(&mut self, words: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        self.sql.push_str(" AND ");
        self.sql.push_str(&words.replace('?', &format!("${}", self.values.len())));
    }
}

impl Reader {
    pub(crate) fn clauses(&self, filter: &StreamFilter) -> Clauses {
        let mut clauses = match filter.topic {
            Some(topic) => Clauses {
                from: "mentions m JOIN documents d ON d.id = m.document_id",
                time: "m.published_at",
                id: "m.document_id",
                sql: "m.workspace_id = $1 AND m.topic_id = $2".to_owned(),
                values: vec![self.workspace.into(), topic.into()],
            },
            None => Clauses {
                from: "documents d",
                time: "d.published_at",
                id: "d.id",
                sql: "d.workspace_id = $1 AND d.caught".to_owned(),
                values: vec![self.workspace.into()],
            },
        };
        // The mention carries these columns so that the document need not be looked at.
        let of = if filter.topic.is_some() { "m" } else { "d" };
        if let Some(from) = filter.from {
            clauses.and(&format!("{} >= ?", clauses.time), from);
        }
        if let Some(to) = filter.to {
            clauses.and(&format!("{} < ?", clauses.time), to);
        }
        if let Some(language) = &filter.language {
            clauses.and(&format!("{of}.language = ?"), language.as_str());
        }
        if let Some(sentiment) = &filter.sentiment {
            clauses.and(&format!("{of}.sentiment = ?"), sentiment.as_str());
        }
        if let Some(kind) = &filter.kind {
            clauses.and(&format!("{of}.kind = ?"), kind.as_str());
        }
        if let Some(source) = filter.source {
            // Whoever else brought it before: a copy of a feed shows what it says, too.
            clauses.and(&format!("{} IN (SELECT document_id FROM document_sources WHERE source_id = ?)", clauses.id), source);
        }
        if let Some(folder) = filter.folder {
            let brought = format!(
                "EXISTS (SELECT 1 FROM document_sources b JOIN sources s ON s.id = b.source_id WHERE b.document_id = {} AND s.folder_id = ?)",
                clauses.id
            );
            clauses.and(&brought, folder);
        }
        if filter.by_story {
            clauses.sql.push_str(&format!(" AND {of}.leads"));
        }
        self.treated(filter, &mut clauses);
        clauses
    }

    fn treated(&self, filter: &StreamFilter, clauses: &mut Clauses) {
        if let Some(intent) = &filter.intent {
            clauses.and("d.intent = ?", intent.as_str());
        }
        if let Some(toxicity) = filter.toxicity {
            clauses.and("d.toxicity >= ?", toxicity);
        }
        if let Some(site) = &filter.site {
            clauses.and("d.site = ?", site.as_str());
        }
        if let Some(author) = &filter.author {
            // What is said twice lets SQLite see that the index of authors, which leaves out the nameless, can answer.
            clauses.and("d.author = ? AND d.author <> ''", author.as_str());
        }
        if let Some(aspect) = &filter.aspect {
            clauses.and(
                "d.id IN (SELECT document_id FROM document_aspects WHERE workspace_id = $1 AND aspect = ?)",
                aspect.as_str(),
            );
        }
        if let Some(tag) = &filter.tag {
            clauses.and("d.id IN (SELECT document_id FROM document_tags WHERE workspace_id = $1 AND tag = ?)", tag.as_str());
        }
        match filter.done {
            Some(true) => clauses.sql.push_str(" AND d.done_at IS NOT NULL"),
            Some(false) => clauses.sql.push_str(" AND d.done_at IS NULL"),
            None => {}
        }
        if filter.starred {
            clauses.sql.push_str(" AND d.starred");
        }
        if let Some(assignee) = filter.assignee {
            clauses.and("d.assignee_id = ?", assignee);
        }
        if let Some(label) = filter.label {
            let of = if filter.topic.is_some() { "l.topic_id = m.topic_id AND " } else { "" };
            let (not, which) = match label {
                LabelState::Relevant => ("", " AND l.relevant"),
                LabelState::Irrelevant => ("", " AND NOT l.relevant"),
                LabelState::None => ("NOT ", ""),
            };
            clauses
                .sql
                .push_str(&format!(" AND {not}EXISTS (SELECT 1 FROM labels l WHERE {of}l.document_id = {}{which})", clauses.id));
        }
        if let Some(candidates) = &filter.candidates
            && let Some((subquery, text)) = self.engine.candidates(candidates, clauses.values.len() + 1)
        {
            clauses.values.push(text.into());
            clauses.sql.push_str(&format!(" AND d.id IN ({subquery})"));
        }
    }

    /// A page of the stream: up to `limit` mentions further on than `after`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn stream(&self, filter: &StreamFilter, after: Option<Place>, limit: u32) -> Result<Vec<StreamRow>, StoreError> {
        self.stream_from(filter, after, "<", "DESC", limit).await
    }

    /// The other way: up to `limit` mentions newer than `before`, the nearest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn stream_newer(&self, filter: &StreamFilter, before: Place, limit: u32) -> Result<Vec<StreamRow>, StoreError> {
        self.stream_from(filter, Some(before), ">", "ASC", limit).await
    }

    async fn stream_from(
        &self,
        filter: &StreamFilter,
        from: Option<Place>,
        beyond: &str,
        order: &str,
        limit: u32,
    ) -> Result<Vec<StreamRow>, StoreError> {
        let mut clauses = self.clauses(filter);
        if let Some(place) = from {
            clauses.values.push(place.published_at.into());
            clauses.values.push(place.id.into());
            let n = clauses.values.len();
            clauses.sql.push_str(&format!(" AND ({}, {}) {beyond} (${}, ${n})", clauses.time, clauses.id, n - 1));
        }
        let sql = format!(
            "SELECT d.id, d.address, d.site, d.title, SUBSTR(d.text, 1, {STREAM_TEXT_CHARACTERS_MAX}) AS text, d.author, d.language, d.kind, d.rating, \
             d.source_id, d.published_at, d.published_known, d.found_at, d.version, d.starred, d.done_at, d.assignee_id, d.tags, d.author_address, {}.leads, \
             d.sentiment, d.intent, d.toxicity, d.spam, d.personal, d.reading \
             FROM {} WHERE {} ORDER BY {} {order}, {} {order} LIMIT {limit}",
            filter.lead(),
            clauses.from,
            clauses.sql,
            clauses.time,
            clauses.id
        );
        row::all(&self.connection, &sql, clauses.values).await
    }

    /// Which of these documents pass the filter; its candidate part is left to the caller.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn holds(&self, filter: &StreamFilter, id: Id<Document>) -> Result<bool, StoreError> {
        let mut clauses = self.clauses(filter);
        clauses.and(&format!("{} = ?", clauses.id), id);
        let sql = format!("SELECT COUNT(*) AS n FROM {} WHERE {}", clauses.from, clauses.sql);
        Ok(row::number(&self.connection, &sql, clauses.values).await? > 0)
    }
}

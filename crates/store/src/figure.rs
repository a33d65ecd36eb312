//! What figures are made of: sentiment over time from the rollups, and the newest mentions with what was understood of each, for what
//! no rollup counts.

use std::collections::BTreeSet;

use sea_orm::FromQueryResult;

use crate::{
    Id, Reader, StoreError,
    document::Document,
    row,
    source::Source,
    story::Story,
    stream::{StreamFilter, StreamRow},
    topic::Topic,
};

/// Mentions of a topic in a stretch of time under one sentiment.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FeltCount {
    /// The topic.
    pub topic_id: Id<Topic>,
    /// Hours or days since 1970, UTC.
    pub at: i64,
    /// What they were felt to be; empty for not read.
    pub sentiment: String,
    /// How many.
    pub mentions: i64,
    /// Of these, the first of their stories.
    pub stories: i64,
}

/// The width of a stretch of time that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// An hour.
    Hour,
    /// A day of UTC.
    Day,
}

/// What a figure needs of one mention.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sampled {
    /// The document.
    pub id: Id<Document>,
    /// Its story, called by itself when nobody copied it.
    pub story_id: Id<Story>,
    /// The host it was said on.
    pub site: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The source that brought it first.
    pub source_id: Id<Source>,
    /// What it is written in; empty when not known.
    pub language: String,
    /// What it was felt to be; empty for not read.
    pub sentiment: String,
    /// What it wants; empty for nothing clear.
    pub intent: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
    /// The whole reading, a JSON object; empty when it was not read or not asked for.
    pub reading: String,
}

/// Who spoke, when, and how that was felt.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Spoken {
    /// The document.
    pub id: Id<Document>,
    /// Its story, called by itself when nobody copied it.
    pub story_id: Id<Story>,
    /// The host it was said on.
    pub site: String,
    /// Who wrote it.
    pub author: String,
    /// What it was felt to be; empty for not read.
    pub sentiment: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
}

/// Who told a story, and when.
#[derive(Clone, Debug, FromQueryResult, PartialEq, Eq)]
pub struct Teller {
    /// The story.
    pub story_id: Id<Story>,
    /// The document.
    pub id: Id<Document>,
    /// The host it was said on.
    pub site: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// When it was said, UTC microseconds.
    pub published_at: i64,
}

/// How a reading, as it is kept, says that a text speaks of an aspect.
#[must_use]
pub fn spoken_of(aspect: &str) -> String {
    format!("\"aspect\":\"{aspect}\"")
}

/// The aspects that a reading, as it is kept, says that a text speaks of.
pub(crate) fn aspects_of(reading: &str) -> BTreeSet<&str> {
    reading.split(&spoken_of("")[..SPOKEN_BYTES]).skip(1).filter_map(|after| after.split('"').next()).collect()
}

/// The bytes of [`spoken_of`] before the aspect.
const SPOKEN_BYTES: usize = "\"aspect\":\"".len();

impl Reader {
    /// Mentions of these topics by time and sentiment in `[from, to)`, hours or days since 1970 by the grain, in the order of time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn felt(&self, topics: &[Id<Topic>], grain: Grain, from: i64, to: i64) -> Result<Vec<FeltCount>, StoreError> {
        let (table, column) = match grain {
            Grain::Hour => ("rollups", "hour"),
            Grain::Day => ("rollup_days", "day"),
        };
        let sql = format!(
            "SELECT topic_id, {column} AS at, sentiment, CAST(SUM(mentions) AS BIGINT) AS mentions, CAST(SUM(stories) AS BIGINT) AS stories \
             FROM {table} WHERE workspace_id = $1 AND topic_id IN ({}) AND {column} >= $3 AND {column} < $4 \
             GROUP BY topic_id, {column}, sentiment ORDER BY topic_id, {column}",
            self.engine.numbers(2)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(topics), from.into(), to.into()]).await
    }

    /// The newest mentions that pass a filter, at most `limit`; their readings only when asked for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sample(&self, filter: &StreamFilter, readings: bool, limit: usize) -> Result<Vec<Sampled>, StoreError> {
        let reading = if readings { "d.reading" } else { "'' AS reading" };
        let clauses = self.clauses(filter);
        let (from, time, id) = (clauses.from, clauses.time, clauses.id);
        let sql = format!(
            "SELECT d.id, COALESCE((SELECT c.story_id FROM copies c WHERE c.document_id = d.id), d.id) AS story_id, d.site, d.author, d.source_id, \
             d.language, d.sentiment, d.intent, d.published_at, {reading} \
             FROM {from} WHERE {} ORDER BY {time} DESC, {id} DESC LIMIT {limit}",
            clauses.sql
        );
        row::all(&self.connection, &sql, clauses.values).await
    }

    /// The newest mentions that pass a filter and name their author, at most `limit`: who spoke, when, and how that was felt.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn spoken(&self, filter: &StreamFilter, limit: usize) -> Result<Vec<Spoken>, StoreError> {
        let clauses = self.clauses(filter);
        let (from, time, id) = (clauses.from, clauses.time, clauses.id);
        let sql = format!(
            "SELECT d.id, COALESCE((SELECT c.story_id FROM copies c WHERE c.document_id = d.id), d.id) AS story_id, d.site, d.author, \
             d.sentiment, d.published_at FROM {from} WHERE {} AND d.caught AND d.author <> '' ORDER BY {time} DESC, {id} DESC LIMIT {limit}",
            clauses.sql
        );
        row::all(&self.connection, &sql, clauses.values).await
    }

    /// The newest mention of an author, to know who that is; none when nothing of theirs was caught here.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_of_author(&self, site: &str, author: &str) -> Result<Option<StreamRow>, StoreError> {
        let filter = StreamFilter { site: Some(site.to_owned()), author: Some(author.to_owned()), ..StreamFilter::default() };
        Ok(self.stream(&filter, None, 1).await?.pop())
    }

    /// Everybody who told one of these stories, whether a topic caught it or not, at most `limit`; first ones first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tellers(&self, stories: &[Id<Story>], limit: usize) -> Result<Vec<Teller>, StoreError> {
        if stories.is_empty() {
            return Ok(Vec::new());
        }
        let among = self.engine.numbers(2);
        // SQLite takes a CROSS JOIN in the order in which it is written; it would look through all documents of the workspace otherwise.
        let sql = format!(
            "SELECT s.story_id, d.id, d.site, d.author, d.published_at FROM (\
               SELECT story_id, document_id FROM copies WHERE story_id IN ({among}) UNION \
               SELECT story_id, story_id FROM copies WHERE story_id IN ({among})) AS s \
             CROSS JOIN documents d WHERE d.id = s.document_id AND d.workspace_id = $1 ORDER BY d.published_at, d.id LIMIT {limit}"
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), row::ids(stories)]).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_aspects_of_a_reading_are_those_that_it_speaks_of() {
        let reading = format!(
            "{{\"aspects\":[{{{},\"x\":1}},{{{}}}],\"phrases\":[\"\\\"aspect\\\":\\\"no\"]}}",
            spoken_of("price"),
            spoken_of("delivery")
        );
        assert_eq!(aspects_of(&reading).into_iter().collect::<Vec<_>>(), ["delivery", "price"]);
        assert!(aspects_of("").is_empty() && aspects_of("{}").is_empty());
    }
}

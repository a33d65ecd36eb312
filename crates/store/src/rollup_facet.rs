//! Mentions by the words of a choice: the kinds of places, the languages, the tones.

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{Id, Reader, StoreError, row, topic::Topic};

/// Mentions under one word of a choice, such as a language.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct WordCount {
    /// The word; empty when not known.
    pub word: String,
    /// How many.
    pub mentions: i64,
    /// Of these, the first of their stories.
    pub stories: i64,
}

/// The columns of the rollups that a choice can be counted by.
#[derive(Clone, Copy, Debug)]
pub enum Facet {
    /// What sort of place.
    Kind,
    /// What it is written in.
    Language,
    /// What it was felt to be.
    Sentiment,
}

impl Reader {
    /// Mentions by word of a choice in `[from, to)` (hours since 1970), most first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn facet(&self, facet: Facet, topic: Option<Id<Topic>>, from: i64, to: i64) -> Result<Vec<WordCount>, StoreError> {
        let column = match facet {
            Facet::Kind => "kind",
            Facet::Language => "language",
            Facet::Sentiment => "sentiment",
        };
        // Whole days are read by the day, what stands out of them at either end by the hour.
        let (first, last) = (-(-from).div_euclid(24), to.div_euclid(24));
        let (whole_from, whole_to) = if first < last { (first * 24, last * 24) } else { (to, to) };
        let of = "workspace_id = $1 AND topic_id = $2";
        let sql = format!(
            "SELECT word, CAST(SUM(mentions) AS BIGINT) AS mentions, CAST(SUM(stories) AS BIGINT) AS stories FROM ( \
               SELECT {column} AS word, mentions, stories FROM rollups WHERE {of} AND hour >= $3 AND hour < $4 UNION ALL \
               SELECT {column}, mentions, stories FROM rollup_days WHERE {of} AND day >= $5 AND day < $6 UNION ALL \
               SELECT {column}, mentions, stories FROM rollups WHERE {of} AND hour >= $7 AND hour < $8) AS counted \
             GROUP BY word ORDER BY SUM(mentions) DESC, word"
        );
        let topic = topic.map_or(0, Id::get);
        let bounds = [topic, from, whole_from, first, last, whole_to, to];
        let values = std::iter::once(self.workspace.into()).chain(bounds.into_iter().map(Value::from));
        row::all(&self.connection, &sql, values.collect()).await
    }

    /// The languages of all mentions of the workspace, those of most first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn languages(&self) -> Result<Vec<WordCount>, StoreError> {
        let sql = "SELECT language AS word, mentions, stories FROM rollup_languages WHERE workspace_id = $1 AND topic_id = 0 \
                   ORDER BY mentions DESC, language";
        row::all(&self.connection, sql, vec![self.workspace.into()]).await
    }
}

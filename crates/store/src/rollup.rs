//! Hourly counts of mentions, kept in step by the transaction that keeps the mentions, so that no chart scans them.
//! Topic 0 counts documents that any topic caught, once each.

use std::collections::BTreeMap;

use sea_orm::{FromQueryResult, Value};
use serde::Serialize;

use crate::{
    Id, Reader, Store, StoreError, Tx,
    mention::HOUR_US,
    rollup_cell::{Cell, Counted, RollupCounts},
    row,
    topic::Topic,
    workspace::Workspace,
};
pub use crate::{
    rollup_cell::CellsOf,
    rollup_facet::{Facet, WordCount},
};

/// Mentions of a topic in one hour.
#[derive(Clone, Copy, Debug, FromQueryResult, Serialize)]
pub struct HourCount {
    /// Hours since 1970, UTC.
    pub hour: i64,
    /// How many.
    pub mentions: i64,
    /// Of these, the first of their stories.
    pub stories: i64,
    /// How long after the whole hour of UTC it begins, microseconds: 0 in the rollups, more where the reader's zone is half an hour off.
    #[sea_orm(skip)]
    #[serde(skip)]
    pub past: i64,
}

impl HourCount {
    /// Its first microsecond, UTC.
    #[must_use]
    pub const fn begins(&self) -> i64 {
        self.hour.saturating_mul(HOUR_US).saturating_add(self.past)
    }
}

/// Mentions of a topic in a stretch of time.
#[derive(Clone, Copy, Debug, FromQueryResult, Serialize)]
pub struct TopicCount {
    /// The topic.
    pub topic_id: Id<Topic>,
    /// How many.
    pub mentions: i64,
    /// Of these, the first of their stories.
    pub stories: i64,
}

/// What a recount found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recount {
    /// Rows of the rollups.
    pub rows: i64,
    /// Rows that differ from the count of the mentions themselves, missing and superfluous ones too.
    pub wrong: i64,
}

/// What the rollups must hold, counted from the mentions themselves.
const TRUTH: &str = "SELECT workspace_id, topic_id, published_at / 3600000000 AS hour, kind, language, sentiment, COUNT(*) AS mentions, \
                     SUM(CASE WHEN leads THEN 1 ELSE 0 END) AS stories FROM mentions GROUP BY workspace_id, topic_id, published_at / 3600000000, kind, language, sentiment UNION ALL \
                     SELECT workspace_id, 0, published_at / 3600000000, kind, language, sentiment, COUNT(*), SUM(CASE WHEN leads THEN 1 ELSE 0 END) FROM documents WHERE caught \
                     GROUP BY workspace_id, published_at / 3600000000, kind, language, sentiment";
/// The rollups and the sums of them that are kept beside: a chart without a choice reads one row an hour, a share one a day, a list of
/// languages one a language.
const TABLES: [Table; 4] = [
    Table { name: "rollups", columns: "workspace_id, topic_id, hour, kind, language, sentiment, mentions, stories" },
    Table { name: "rollup_hours", columns: "workspace_id, topic_id, hour, mentions, stories" },
    Table { name: "rollup_days", columns: "workspace_id, topic_id, day, kind, language, sentiment, mentions, stories" },
    Table { name: "rollup_languages", columns: "workspace_id, topic_id, language, mentions, stories" },
];

/// A table of counts.
struct Table {
    name: &'static str,
    columns: &'static str,
}

impl Table {
    /// What it must hold by the rows of `rollups`, a table or a subquery with the columns of the first table.
    fn sums(&self, rollups: &str) -> String {
        let by = self.columns.trim_end_matches(", mentions, stories");
        format!(
            "SELECT {by}, CAST(SUM(mentions) AS BIGINT) AS mentions, CAST(SUM(stories) AS BIGINT) AS stories FROM \
             (SELECT workspace_id, topic_id, hour, hour / 24 AS day, kind, language, sentiment, mentions, stories FROM {rollups}) AS r GROUP BY {by}"
        )
    }
}

/// Hours and their counts, mentions and stories, as one text, `495720 4 3 495721 1 1`: a row each would have to be handed over a thousand times.
const TOGETHER: &str = "string_agg(CAST(hour AS TEXT) || ' ' || CAST(mentions AS TEXT) || ' ' || CAST(stories AS TEXT), ' ')";

/// Reads what [`TOGETHER`] wrote, in the order of time.
fn apart(text: &str) -> Result<Vec<HourCount>, StoreError> {
    let numbers: Result<Vec<i64>, _> = text.split_ascii_whitespace().map(str::parse).collect();
    let numbers = numbers.map_err(|_not_a_number| StoreError::Unreadable { what: "hourly figures" })?;
    let (pairs, _) = numbers.as_chunks::<3>();
    let mut hours: Vec<HourCount> =
        pairs.iter().map(|&[hour, mentions, stories]| HourCount { hour, mentions, stories, past: 0 }).collect();
    hours.sort_unstable_by_key(|count| count.hour);
    Ok(hours)
}

impl Store {
    /// Holds the rollups of all workspaces, and the sums of them, against a recount of the mentions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn check_rollups(&self) -> Result<Recount, StoreError> {
        let rows = row::number(self.readers(), "SELECT COUNT(*) AS n FROM rollups", vec![]).await?;
        let mut wrong = 0;
        for table in &TABLES {
            let (truth, columns, name) = (table.sums(&format!("({TRUTH}) AS t")), table.columns, table.name);
            let sql = format!(
                "SELECT (SELECT COUNT(*) FROM (SELECT {columns} FROM ({truth}) AS t EXCEPT SELECT {columns} FROM {name}) AS missing) + \
                 (SELECT COUNT(*) FROM (SELECT {columns} FROM {name} EXCEPT SELECT {columns} FROM ({truth}) AS t) AS extra) AS n"
            );
            wrong += row::number(self.readers(), &sql, vec![]).await?;
        }
        Ok(Recount { rows, wrong })
    }
}

impl Reader {
    /// Mentions by hour in `[from, to)` (hours since 1970), of a topic or of all, of some cells or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hours(
        &self,
        topic: Option<Id<Topic>>,
        from: i64,
        to: i64,
        of: CellsOf<'_>,
    ) -> Result<Vec<HourCount>, StoreError> {
        if of == CellsOf::default() {
            let topic = topic.unwrap_or(Id::new(0));
            return Ok(self.topic_hours(&[topic], from, to).await?.remove(&topic).unwrap_or_default());
        }
        let mut sql =
            "SELECT hour, CAST(SUM(mentions) AS BIGINT) AS mentions, CAST(SUM(stories) AS BIGINT) AS stories FROM rollups \
                       WHERE workspace_id = $1 AND topic_id = $2 AND hour >= $3 AND hour < $4"
                .to_owned();
        let mut values: Vec<Value> = vec![self.workspace.into(), topic.map_or(0, Id::get).into(), from.into(), to.into()];
        for (column, word) in [("kind", of.kind), ("language", of.language), ("sentiment", of.sentiment)] {
            if let Some(word) = word {
                values.push(word.into());
                sql.push_str(&format!(" AND {column} = ${}", values.len()));
            }
        }
        sql.push_str(" GROUP BY hour ORDER BY hour");
        row::all(&self.connection, &sql, values).await
    }

    /// The first hour (since 1970) that has a mention, of a topic or of all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn first_hour(&self, topic: Option<Id<Topic>>) -> Result<Option<i64>, StoreError> {
        #[derive(FromQueryResult)]
        struct First {
            hour: Option<i64>,
        }
        let sql = "SELECT MIN(hour) AS hour FROM rollup_hours WHERE workspace_id = $1 AND topic_id = $2";
        let first: Option<First> =
            row::one(&self.connection, sql, vec![self.workspace.into(), topic.map_or(0, Id::get).into()]).await?;
        Ok(first.and_then(|first| first.hour))
    }

    /// Mentions of each of these topics by hour in `[from, to)` (hours since 1970); topic 0 is any of them. Those without any are
    /// left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn topic_hours(
        &self,
        topics: &[Id<Topic>],
        from: i64,
        to: i64,
    ) -> Result<BTreeMap<Id<Topic>, Vec<HourCount>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Hours {
            topic_id: Id<Topic>,
            hours: String,
        }
        let sql = format!(
            "SELECT topic_id, {TOGETHER} AS hours FROM rollup_hours \
             WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND topic_id IN ({}) GROUP BY topic_id",
            self.engine.numbers(4)
        );
        let rows: Vec<Hours> =
            row::all(&self.connection, &sql, vec![self.workspace.into(), from.into(), to.into(), row::ids(topics)]).await?;
        rows.into_iter().map(|row| Ok((row.topic_id, apart(&row.hours)?))).collect()
    }

    /// Mentions of each of these topics in `[from, to)` (hours since 1970); topic 0 is any of them. Those without any are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts_of_topics(&self, topics: &[Id<Topic>], from: i64, to: i64) -> Result<Vec<TopicCount>, StoreError> {
        // The topics are named so that the index is entered once for each, not read through for the whole workspace.
        let sql = format!(
            "SELECT topic_id, CAST(SUM(mentions) AS BIGINT) AS mentions, CAST(SUM(stories) AS BIGINT) AS stories FROM rollup_hours \
             WHERE workspace_id = $1 AND hour >= $2 AND hour < $3 AND topic_id IN ({}) GROUP BY topic_id ORDER BY topic_id",
            self.engine.numbers(4)
        );
        row::all(&self.connection, &sql, vec![self.workspace.into(), from.into(), to.into(), row::ids(topics)]).await
    }

    /// The same for several stretches `[from, to)` in one question; the counts are in the order of the stretches.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counts_of_stretches(
        &self,
        topics: &[Id<Topic>],
        stretches: &[(i64, i64)],
    ) -> Result<Vec<BTreeMap<Id<Topic>, i64>>, StoreError> {
        #[derive(FromQueryResult)]
        struct Counted {
            place: i64,
            topic_id: Id<Topic>,
            mentions: i64,
        }
        let mut counts = vec![BTreeMap::new(); stretches.len()];
        if stretches.is_empty() {
            return Ok(counts);
        }
        let mut values: Vec<Value> = vec![self.workspace.into(), row::ids(topics)];
        let mut parts = Vec::new();
        for (place, &(from, to)) in stretches.iter().enumerate() {
            values.extend([from.into(), to.into()]);
            parts.push(format!(
                "SELECT CAST({place} AS BIGINT) AS place, topic_id, CAST(SUM(mentions) AS BIGINT) AS mentions FROM rollup_hours \
                 WHERE workspace_id = $1 AND hour >= ${} AND hour < ${} AND topic_id IN ({}) GROUP BY topic_id",
                values.len() - 1,
                values.len(),
                self.engine.numbers(2)
            ));
        }
        let counted: Vec<Counted> = row::all(&self.connection, &parts.join(" UNION ALL "), values).await?;
        for Counted { place, topic_id, mentions } in counted {
            if let Some(of_stretch) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
                of_stretch.insert(topic_id, mentions);
            }
        }
        Ok(counts)
    }
}

impl Tx {
    /// Adds to the rollups and the sums of them; what comes to nothing is dropped.
    pub(crate) async fn add_to_rollups(&self, workspace: Id<Workspace>, counts: &RollupCounts<'_>) -> Result<(), StoreError> {
        let mut hours: BTreeMap<(i64, i64), Counted> = BTreeMap::new();
        let mut days: RollupCounts<'_> = BTreeMap::new();
        let mut languages: BTreeMap<(i64, &str), Counted> = BTreeMap::new();
        for (cell, counted) in counts {
            *languages.entry((cell.topic, cell.language)).or_default() += *counted;
            *hours.entry((cell.topic, cell.hour)).or_default() += *counted;
            *days.entry(Cell { hour: cell.hour.div_euclid(24), ..*cell }).or_default() += *counted;
        }
        let more = |table: &str, key: &[&str]| {
            format!(
                "ON CONFLICT ({}) DO UPDATE SET mentions = {table}.mentions + excluded.mentions, stories = {table}.stories + excluded.stories",
                key.join(", ")
            )
        };
        let row = |(cell, n): (&Cell<'_>, &Counted)| {
            let [kind, language, sentiment] = [cell.kind, cell.language, cell.sentiment].map(Value::from);
            let (topic, hour) = (cell.topic.into(), cell.hour.into());
            [workspace.into(), topic, hour, kind, language, sentiment, n.mentions.into(), n.stories.into()]
        };
        let columns = ["workspace_id", "topic_id", "hour", "kind", "language", "sentiment", "mentions", "stories"];
        let mut statements =
            self.engine.inserts("rollups", columns, counts.iter().map(row).collect(), &more("rollups", &columns[..6]));
        let columns = ["workspace_id", "topic_id", "day", "kind", "language", "sentiment", "mentions", "stories"];
        let rows = days.iter().map(row).collect();
        statements.extend(self.engine.inserts("rollup_days", columns, rows, &more("rollup_days", &columns[..6])));
        let columns = ["workspace_id", "topic_id", "hour", "mentions", "stories"];
        let rows = hours.iter().filter(|(_, n)| **n != Counted::default());
        let rows =
            rows.map(|(&(topic, hour), n)| [workspace.into(), topic.into(), hour.into(), n.mentions.into(), n.stories.into()]);
        statements.extend(self.engine.inserts("rollup_hours", columns, rows.collect(), &more("rollup_hours", &columns[..3])));
        let columns = ["workspace_id", "topic_id", "language", "mentions", "stories"];
        let rows = languages.iter().filter(|(_, n)| **n != Counted::default());
        let rows = rows.map(|(&(topic, language), n)| {
            [workspace.into(), topic.into(), language.into(), n.mentions.into(), n.stories.into()]
        });
        statements.extend(self.engine.inserts(
            "rollup_languages",
            columns,
            rows.collect(),
            &more("rollup_languages", &columns[..3]),
        ));
        row::run_each(self.connection(), statements).await?;
        if counts.values().any(|n| n.mentions < 0) {
            self.drop_empty_cells(workspace, counts).await?;
        }
        Ok(())
    }

    /// A recount knows no cell without mentions, so none may stay.
    async fn drop_empty_cells(&self, workspace: Id<Workspace>, counts: &RollupCounts<'_>) -> Result<(), StoreError> {
        let topics: Vec<Id<Topic>> = counts.keys().map(|cell| Id::new(cell.topic)).collect();
        let first = counts.keys().map(|cell| cell.hour).min().unwrap_or(0);
        let last = counts.keys().map(|cell| cell.hour).max().unwrap_or(0);
        for (table, column, hours) in [("rollups", "hour", 1), ("rollup_days", "day", 24), ("rollup_hours", "hour", 1)] {
            let sql = format!(
                "DELETE FROM {table} WHERE workspace_id = $1 AND {column} >= $2 AND {column} <= $3 AND mentions = 0 AND topic_id IN ({})",
                self.engine.numbers(4)
            );
            let values = vec![workspace.into(), first.div_euclid(hours).into(), last.div_euclid(hours).into(), row::ids(&topics)];
            row::run(self.connection(), &sql, values).await?;
        }
        let sql = format!(
            "DELETE FROM rollup_languages WHERE workspace_id = $1 AND mentions = 0 AND topic_id IN ({})",
            self.engine.numbers(2)
        );
        row::run(self.connection(), &sql, vec![workspace.into(), row::ids(&topics)]).await?;
        Ok(())
    }

    /// Counts everything again from the mentions; says how many rows there are now.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rebuild_rollups(&self) -> Result<u64, StoreError> {
        let [rollups, sums @ ..] = &TABLES;
        let truth = rollups.sums(&format!("({TRUTH}) AS t"));
        row::run(self.connection(), "DELETE FROM rollups", vec![]).await?;
        let rows = row::run(self.connection(), &format!("INSERT INTO rollups ({}) {truth}", rollups.columns), vec![]).await?;
        for table in sums {
            let (name, columns, sums) = (table.name, table.columns, table.sums("rollups"));
            row::run(self.connection(), &format!("DELETE FROM {name}"), vec![]).await?;
            row::run(self.connection(), &format!("INSERT INTO {name} ({columns}) {sums}"), vec![]).await?;
        }
        Ok(rows)
    }

    /// Sums the rollups of all topics together again, after some of them were taken away, and drops the sums of one topic.
    pub(crate) async fn sum_rollups_without(&self, workspace: Id<Workspace>, topic: Id<Topic>) -> Result<(), StoreError> {
        let [_, sums @ ..] = &TABLES;
        for table in sums {
            let (name, columns) = (table.name, table.columns);
            let sql = format!("DELETE FROM {name} WHERE workspace_id = $1 AND topic_id IN (0, $2)");
            row::run(self.connection(), &sql, vec![workspace.into(), topic.into()]).await?;
            let sums = table.sums("rollups WHERE workspace_id = $1 AND topic_id = 0");
            row::run(self.connection(), &format!("INSERT INTO {name} ({columns}) {sums}"), vec![workspace.into()]).await?;
        }
        Ok(())
    }
}

//! How many mentions pass a filter, and when they were said.

use crate::{Reader, StoreError, mention::HOUR_US, rollup::HourCount, row, stream::StreamFilter};

impl Reader {
    /// How many mentions, but not beyond `limit`. What the rollups know is exact and costs nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, filter: &StreamFilter, limit: u32) -> Result<i64, StoreError> {
        if filter.is_counted() {
            let (from, to) = hours_of(filter);
            let hours = self.hours(filter.topic, from, to, filter.cells()).await?;
            return Ok(hours.iter().map(|hour| if filter.by_story { hour.stories } else { hour.mentions }).sum());
        }
        let clauses = self.clauses(filter);
        let sql = format!(
            "SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM {} WHERE {} LIMIT {limit}) AS counted",
            clauses.from, clauses.sql
        );
        row::number(&self.connection, &sql, clauses.values).await
    }

    /// Mentions by hour of the reader. What the rollups know is read there; other filters are counted from the mentions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn volume(&self, filter: &StreamFilter) -> Result<Vec<HourCount>, StoreError> {
        if filter.is_counted() {
            let (from, to) = hours_of(filter);
            let mut hours = self.hours(filter.topic, from, to, filter.cells()).await?;
            if filter.by_story {
                hours.retain_mut(|hour| {
                    hour.mentions = hour.stories;
                    hour.stories > 0
                });
            }
            return Ok(hours);
        }
        let clauses = self.clauses(filter);
        let hour = format!("({} - {}) / {HOUR_US}", clauses.time, filter.past);
        let of = filter.lead();
        let sql = format!(
            "SELECT {hour} AS hour, COUNT(*) AS mentions, SUM(CASE WHEN {of}.leads THEN 1 ELSE 0 END) AS stories FROM {} WHERE {} \
             GROUP BY {hour} ORDER BY {hour}",
            clauses.from, clauses.sql
        );
        let mut hours: Vec<HourCount> = row::all(&self.connection, &sql, clauses.values).await?;
        for hour in &mut hours {
            hour.past = filter.past;
        }
        Ok(hours)
    }
}

fn hours_of(filter: &StreamFilter) -> (i64, i64) {
    (
        filter.from.map_or(i64::MIN / HOUR_US, |at| at.div_euclid(HOUR_US)),
        filter.to.map_or(i64::MAX / HOUR_US, |at| at.div_euclid(HOUR_US)),
    )
}

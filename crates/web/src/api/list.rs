//! Lists in pages.

use app::Refusal;
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

/// How many of a list when nothing is said.
const LIMIT: u32 = 50;
/// The most of a list in one page.
const LIMIT_MAX: u32 = 200;

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Paging {
    limit: Option<u32>,
    cursor: Option<String>,
}

impl Paging {
    /// How many at most.
    #[must_use]
    pub fn limit(&self) -> u32 {
        self.limit.unwrap_or(LIMIT).clamp(1, LIMIT_MAX)
    }

    /// Where the page before ended; the cursor is what the list made of its last row.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] for a cursor that no list gave.
    pub fn after<T: for<'de> Deserialize<'de>>(&self) -> Result<Option<T>, Refusal> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        match serde_json::from_str(cursor) {
            Ok(place) => Ok(Some(place)),
            Err(_) => Err(Refusal::Invalid { field: "cursor", why: "unknown" }),
        }
    }
}

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct List<T> {
    /// The rows.
    pub data: Vec<T>,
    /// The cursor of the next page; none at the end.
    pub next: Option<String>,
}

impl<T> List<T> {
    /// A page from one row more than was asked for: the surplus tells that there is more. `place` makes a row's cursor.
    #[must_use]
    pub fn of<P: Serialize>(mut rows: Vec<T>, limit: u32, place: impl Fn(&T) -> P) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| more);
        let next = last.and_then(|row| serde_json::to_string(&place(row)).ok());
        Self { data: rows, next }
    }

    /// A list that is always whole.
    #[must_use]
    pub const fn whole(rows: Vec<T>) -> Self {
        Self { data: rows, next: None }
    }
}

impl<T: Serialize> IntoResponse for List<T> {
    fn into_response(self) -> Response {
        Json(self).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_leads_to_the_next_and_the_last_to_none() {
        let list = List::of(vec![3, 2, 1], 2, |row| *row);
        assert_eq!((list.data, list.next.as_deref()), (vec![3, 2], Some("2")));
        let paging = Paging { limit: None, cursor: Some("2".to_owned()) };
        assert_eq!(paging.after::<i32>().unwrap(), Some(2));
        assert_eq!(List::of(vec![1], 2, |row| *row).next, None);
        assert!(Paging { limit: Some(0), cursor: Some("x".to_owned()) }.after::<i32>().is_err());
    }
}

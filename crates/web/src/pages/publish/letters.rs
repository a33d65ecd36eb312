//! What became of a newsletter for each of its readers.

use minijinja::{Value, context};
use store::{Id, StoreError, delivery::Delivery};

use super::say_with;
use crate::{Web, request::Member};

/// The most readers who are named.
const NAMED: u32 = 200;

/// How many letters stand where, and whose did not arrive; none where nothing goes to readers.
pub(super) async fn letters(web: &Web, member: &Member, delivery: Id<Delivery>) -> Result<Option<Value>, StoreError> {
    let counts = member.reader.letter_counts(delivery).await?;
    if counts.is_empty() {
        return Ok(None);
    }
    let words = |state: &str| say_with(web, member, "letters-count", &[("state", state.to_owned().into())]);
    let counted: Vec<Value> = counts
        .iter()
        .map(|count| context! { state => count.state.as_str(), words => words(&count.state), n => count.n })
        .collect();
    let named = member.reader.letters(delivery, &["unknown", "refused"], NAMED).await?;
    let named: Vec<Value> = named
        .iter()
        .map(|letter| context! { email => letter.email.as_str(), words => words(&letter.state), said => letter.said.as_str() })
        .collect();
    let has_unknown = counts.iter().any(|count| count.state == "unknown");
    Ok(Some(context! { counted, named, has_unknown }))
}

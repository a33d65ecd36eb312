//! `parvis feed`.

use anyhow::bail;
use connect::feed::{self, FeedContext};
use domain::Language;
use serde_json::json;

use crate::{boot, command::text_in, line::Feed};

/// Writes what a feed says as JSON Feed, or the feeds of a page.
///
/// # Errors
/// When there is nothing of a feed in it.
pub(crate) async fn run(line: Feed) -> anyhow::Result<()> {
    let input = text_in::read(&line.from, line.url).await?;
    let headers: Vec<(&str, &str)> = line
        .headers
        .iter()
        .filter_map(|header| header.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect();
    let header = |name: &str| headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
    let context = FeedContext {
        content_type: header("content-type").or(input.content_type.as_deref()),
        address: input.address.as_ref(),
        content_location: header("content-location"),
        content_language: header("content-language"),
    };
    if line.discover {
        let found: Vec<_> = feed::discover(&input.bytes, &context)
            .into_iter()
            .map(|found| json!({ "url": found.address, "title": found.title, "guess": found.guess }))
            .collect();
        return Ok(boot::say(&serde_json::to_string_pretty(&found)?)?);
    }
    match feed::parse(&input.bytes, &context) {
        Ok(feed) => Ok(boot::say(&serde_json::to_string_pretty(&feed::to_json_feed(&feed))?)?),
        Err(error) => bail!("{}", error.sentence(Language::English)),
    }
}

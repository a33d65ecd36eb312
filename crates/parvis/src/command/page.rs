//! `parvis page`.

use anyhow::bail;
use connect::{charset, page};
use domain::Language;

use crate::{boot, command::text_in, line::Page};

/// Writes the article of a page, or the entries that it lists, as JSON.
///
/// # Errors
/// When the page is too long to be read.
pub(crate) async fn run(line: Page) -> anyhow::Result<()> {
    let input = text_in::read(&line.from, line.url).await?;
    let decoded = charset::decode(&input.bytes, input.content_type.as_deref());
    let json = if line.items {
        page::propose_items(&decoded.text, input.address.as_ref())
            .map(|proposals| proposals.iter().map(page::EntriesProposal::to_json).collect())
    } else {
        page::article(&decoded.text, input.address.as_ref()).map(|article| article.to_json())
    };
    match json {
        Ok(json) => Ok(boot::say(&serde_json::to_string_pretty::<serde_json::Value>(&json)?)?),
        Err(error) => bail!("{}", error.sentence(Language::English)),
    }
}

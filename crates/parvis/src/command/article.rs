//! `parvis article`.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use article::{ARTICLE_BYTES_MAX, Draft, Front, LinkState, Outline, Report, Weight};
use domain::{Clock, Language};
use jiff::tz::TimeZone;
use serde_json::json;
use web::{article_words, format::Reader, words::Words};

use crate::{
    boot,
    command::text_in,
    line::{Article, Format},
};

/// Checks an article, and says what could be better.
///
/// # Errors
/// When it cannot be read, or something in it is wrong.
pub(crate) async fn run(command: Article) -> anyhow::Result<()> {
    let Article::Check { from, links, format, language } = command;
    let input = text_in::read(&from, None).await?;
    if input.bytes.len() > ARTICLE_BYTES_MAX {
        bail!("{from} is longer than an article is read: {ARTICLE_BYTES_MAX} bytes");
    }
    let text = String::from_utf8(input.bytes).with_context(|| format!("{from} is no text in UTF-8"))?;
    let (front, body) = Front::read(text.trim_start_matches('\u{feff}'));
    let known = if links { look_at(&Outline::read(body, 0)).await? } else { BTreeMap::new() };
    let state = |address: &url::Url| known.get(address).cloned().unwrap_or_default();
    let report = article::check(&Draft::of_file(&front, body, &state));
    let language = Language::from_code(&language).unwrap_or_default();
    tell(&report, format, language)?;
    let wrong = report.findings.iter().filter(|one| one.weight() == Weight::Wrong).count();
    if wrong > 0 {
        bail!("{wrong} of the findings are wrong");
    }
    Ok(())
}

/// Looks at the links of an article, one after the other.
async fn look_at(outline: &Outline) -> anyhow::Result<BTreeMap<url::Url, LinkState>> {
    let client = text_in::client()?;
    let mut known = BTreeMap::new();
    for address in outline.addresses().into_iter().take(app::publish::article_links::LINKS_MAX) {
        let state = app::publish::article_links::look(&client, &address, Clock::machine().now()).await;
        known.insert(address, state);
    }
    Ok(known)
}

fn tell(report: &Report, format: Format, language: Language) -> anyhow::Result<()> {
    let words = Words::load();
    let reads = Reader { language, zone: TimeZone::UTC, now: Clock::machine().now() };
    let told = report.findings.iter().map(|one| (one, article_words::told(&words, &reads, one)));
    if format == Format::Json {
        let findings: Vec<_> = told
            .map(|(one, told)| {
                let mut finding = one.facts();
                finding.insert("weight".to_owned(), one.weight().code().into());
                finding.insert("message".to_owned(), told.what.into());
                finding
            })
            .collect();
        let outline = &report.outline;
        let all = json!({
            "findings": findings, "outline": outline.headings, "links": outline.links, "images": outline.images, "words": outline.words,
            "reading_ease": report.level.map(|level| level.score), "snippet": report.snippet, "structured": report.structured,
        });
        return Ok(boot::say(&serde_json::to_string_pretty(&all)?)?);
    }
    for (one, told) in told {
        let place = told.line.map(|line| format!("{line}: ")).unwrap_or_default();
        boot::say(&format!("{}\t{place}{}", one.weight().code(), told.what))?;
    }
    Ok(())
}

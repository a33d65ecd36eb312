//! Articles, for scripts: checked, as a text that is handed in or as a post that is kept.

use std::collections::BTreeMap;

use app::{Noun, Refusal};
use article::{Finding, Report};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use domain::post::Variant;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{Id, post::Post};
use utoipa::ToSchema;

use super::{
    Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web, article_words,
    error::Fault,
    format::Reader,
    request::Script,
    router::{get, post},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        post("/api/v1/articles/check", Gate::Token, check).says(
            Operation::write("Check an article in Markdown, without keeping it; links are told as they were last looked at")
                .given::<ArticleWish>()
                .answers::<ArticleReport>(),
        ),
        get("/api/v1/posts/{post}/check", Gate::Token, check_kept)
            .says(Operation::read("What the check says of an article that is kept").answers::<ArticleReport>()),
    ]
}

/// An article to check.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ArticleWish {
    /// The article: Markdown, with what is told of it before it between two lines `---` if need be.
    text: String,
    /// Its title, where the text does not tell it.
    title: String,
    /// What search engines show under the title.
    description: String,
    /// The end of its address.
    slug: String,
    /// Where it was first published.
    canonical: String,
    /// The language it is written in, BCP 47.
    language: String,
}

/// Something that could be better.
#[derive(Debug, Serialize, ToSchema)]
struct FindingView {
    /// What it is, such as `title_too_wide`.
    code: String,
    /// `wrong`, `better` or `hint`.
    weight: &'static str,
    /// The line it stands in, from 1; none when it is about the whole.
    line: Option<u64>,
    /// What was found, in the language asked for.
    what: String,
    /// Why it matters, and what to do.
    why: String,
    /// Its facts by name.
    facts: BTreeMap<String, Value>,
}

/// A heading.
#[derive(Debug, Serialize, ToSchema)]
struct HeadingView {
    /// 1 to 6.
    level: u8,
    /// What it says.
    words: String,
    /// The line it stands in, from 1.
    line: usize,
}

/// A phrase that people say of the workspace's brands and products.
#[derive(Debug, Serialize, ToSchema)]
struct PhraseView {
    /// The phrase.
    phrase: String,
    /// In how many of the newest mentions.
    mentions: u64,
    /// Whether title or description have it.
    in_title: bool,
    /// Whether the text has it.
    in_text: bool,
}

/// What the check of an article says.
#[derive(Debug, Serialize, ToSchema)]
struct ArticleReport {
    /// What could be better, the gravest first.
    findings: Vec<FindingView>,
    /// Its headings.
    outline: Vec<HeadingView>,
    /// How many words it has.
    words: usize,
    /// How easy it is to read, by Flesch or Kandel and Moles; none for other languages and short texts.
    reading_ease: Option<f64>,
    /// The title as a page of results cuts it.
    title_shown: String,
    /// Its whole width there, pixels.
    title_px: u32,
    /// The description as a page of results cuts it.
    description_shown: String,
    /// Its whole width there, pixels.
    description_px: u32,
    /// Links that nobody looked at yet: they are when the article is kept as a post.
    unknown_links: usize,
    /// What people say of the workspace's brands and products.
    phrases: Vec<PhraseView>,
    /// What search engines are told, JSON-LD.
    structured: Value,
}

fn view(web: &Web, tongue: &Tongue, report: Report) -> ArticleReport {
    let reads = Reader { language: tongue.language(), zone: TimeZone::UTC, now: web.app.clock().now() };
    let finding = |one: &Finding| {
        let mut facts: BTreeMap<String, Value> = one.facts().into_iter().collect();
        let code = facts.remove("code").and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_default();
        facts.remove("line");
        let told = article_words::told(&web.views.words, &reads, one);
        FindingView { code, weight: one.weight().code(), line: told.line, what: told.what, why: told.why, facts }
    };
    let snippet = report.snippet;
    let heading = |one: article::Heading| HeadingView { level: one.level, words: one.words, line: one.line };
    let phrase = |one: article::Use| PhraseView {
        phrase: one.phrase,
        mentions: one.mentions,
        in_title: one.in_title,
        in_text: one.in_text,
    };
    ArticleReport {
        findings: report.findings.iter().map(finding).collect(),
        words: report.outline.words,
        outline: report.outline.headings.into_iter().map(heading).collect(),
        reading_ease: report.level.map(|level| level.score),
        title_shown: snippet.title,
        title_px: snippet.title_px,
        description_shown: snippet.description,
        description_px: snippet.description_px,
        unknown_links: report.unknown_links,
        phrases: report.phrases.into_iter().map(phrase).collect(),
        structured: report.structured,
    }
}

async fn check(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<ArticleWish>, JsonRejection>,
) -> Result<Json<ArticleReport>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let named = [("excerpt", wish.description), ("slug", wish.slug), ("canonical", wish.canonical)];
    let settings = named.into_iter().filter(|(_, said)| !said.is_empty()).map(|(name, said)| (name.to_owned(), said));
    let said = Variant {
        title: wish.title,
        text: wish.text,
        language: wish.language,
        settings: settings.collect(),
        article: true,
        ..Variant::default()
    };
    let report = web.app.check_article(&script.actor, &said).await.map_err(tongue.fault(&web))?;
    Ok(Json(view(&web, &tongue, report)))
}

async fn check_kept(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(post): Path<String>,
) -> Result<Json<ArticleReport>, Fault> {
    let post: Id<Post> = id(&post, Noun::Post).map_err(tongue.fault(&web))?;
    let found = web.app.post_draft(&script.actor, post).await.map_err(tongue.fault(&web))?;
    let none = || tongue.fault(&web)(Refusal::NoSuch(Noun::Post));
    let (_, draft) = found.filter(|(_, draft)| draft.content.article).ok_or_else(none)?;
    let report = web.app.check_article(&script.actor, &draft.content).await.map_err(tongue.fault(&web))?;
    Ok(Json(view(&web, &tongue, report)))
}

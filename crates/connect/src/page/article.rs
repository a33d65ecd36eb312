//! The article of a page: its body without what stands around it, and what the page says of it.

use dom_smoothie::{CandidateSelectMode, Config, Readability};
use domain::SafeHtml;
use jiff::Timestamp;
use scraper::{Html, Selector};
use serde_json::{Value, json};
use url::Url;

use super::{PAGE_ELEMENTS_MAX, PageError, metadata};

/// What a page says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The title, one line.
    pub title: String,
    /// Who wrote it, names joined by commas.
    pub byline: Option<String>,
    /// When it was published, by its own word.
    pub published: Option<Timestamp>,
    /// When it was last changed, by its own word.
    pub updated: Option<Timestamp>,
    /// The language as declared, such as `fr-FR`.
    pub language: Option<String>,
    /// The body as plain text; empty when no body could be told from the rest of the page.
    pub text: String,
    /// The body, sanitised.
    pub html: SafeHtml,
    /// The page's own short description.
    pub description: Option<String>,
    /// The image that stands for it, absolute.
    pub image: Option<String>,
    /// The address that it calls its own, absolute.
    pub canonical: Option<String>,
    /// The name of the site.
    pub site_name: Option<String>,
}

impl Article {
    /// The article as JSON, for `parvis page`: dates RFC 3339 in UTC, what is not known `null`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let date = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
        json!({
            "title": self.title,
            "byline": self.byline,
            "published": date(self.published),
            "updated": date(self.updated),
            "language": self.language,
            "text": self.text,
            "html": self.html.as_str(),
            "description": self.description,
            "image": self.image,
            "canonical": self.canonical,
            "site_name": self.site_name,
        })
    }
}

/// Reads the article of a page. The body is found by Readability's rules (`dom_smoothie`); title, author and dates come
/// from what the page declares to machines, and where it declares nothing from what it shows.
///
/// # Errors
/// [`PageError`] for a page that is too long, too intricate or empty. A page without an article is no error: its body is empty.
pub fn article(html: &str, address: Option<&Url>) -> Result<Article, PageError> {
    super::check(html)?;
    let page = Html::parse_document(html);
    let said = metadata::read(&page, address);
    let base = metadata::base(&page, address);
    let found = body(html, address);
    let (body, shown_title, shown_byline) = found.map_or_else(Default::default, |found| (found.html, found.title, found.byline));
    let html = SafeHtml::sanitise(&body, base.as_deref());
    let title =
        said.title.or_else(|| Some(shown_title).filter(|title| !title.is_empty())).or_else(|| heading(&page)).unwrap_or_default();
    Ok(Article {
        title,
        byline: said.byline.or(shown_byline),
        published: said.published,
        updated: said.updated,
        language: said.language,
        text: html.to_text(),
        html,
        description: said.description,
        image: said.image,
        canonical: said.canonical,
        site_name: said.site_name,
    })
}

fn heading(page: &Html) -> Option<String> {
    ["h1", "title"].iter().find_map(|name| {
        let selector = Selector::parse(name).ok()?;
        page.select(&selector).map(metadata::line).find(|text| !text.is_empty())
    })
}

#[derive(Default)]
struct Body {
    html: String,
    title: String,
    byline: Option<String>,
}

fn body(html: &str, address: Option<&Url>) -> Option<Body> {
    let config = Config {
        max_elements_to_parse: PAGE_ELEMENTS_MAX * 2,
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        disable_json_ld: true,
        ..Config::default()
    };
    let address = address.filter(|address| matches!(address.scheme(), "http" | "https")).map(Url::as_str);
    let article = Readability::new(html, address, Some(config)).ok()?.parse().ok()?;
    let title = article.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let byline =
        article.byline.map(|byline| byline.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|byline| !byline.is_empty());
    Some(Body { html: article.content.to_string(), title, byline })
}

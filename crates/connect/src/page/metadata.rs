//! What a page says of itself to machines: JSON-LD, Open Graph, `<meta>`, `<link>` and `<time>`.

use std::sync::Arc;

use jiff::Timestamp;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use url::Url;

use crate::feed::{self, address};

/// How deep JSON-LD is followed.
const JSON_LD_DEPTH_MAX: usize = 6;
/// How many JSON-LD objects are looked at.
const JSON_LD_OBJECTS_MAX: usize = 500;

/// How many places are searched for a date that is shown.
const SHOWN_DATES_MAX: usize = 200;
/// The longest text in which a date is looked for, bytes.
const SHOWN_DATE_BYTES_MAX: usize = 100;

/// What was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<Timestamp>,
    pub(crate) updated: Option<Timestamp>,
    pub(crate) language: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) image: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) site_name: Option<String>,
}

/// The names under which `<meta>` gives the date of publication, the surest first.
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dc.date.created",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
    "article:created_time",
];
const UPDATED: [&str; 6] =
    ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod"];

/// Reads the metadata of a page.
pub(crate) fn read(page: &Html, address: Option<&Url>) -> Metadata {
    let base = base(page, address);
    let meta = Meta::gather(page);
    let linked = linked_data(page);
    let text = |name: &str| linked.text(name);
    let absolute = |written: String| address::resolve(base.as_ref(), &written).filter(|it| address::is_web(it) || base.is_none());
    let date = |names: &[&str]| names.iter().filter_map(|name| meta.get(name)).find_map(|written| feed::read_date(&written));
    let canonical = first_attribute(page, "link[rel~=canonical]", "href").or_else(|| meta.get("og:url"));
    let published = text("datePublished")
        .or_else(|| text("dateCreated"))
        .and_then(|written| feed::read_date(&written))
        .or_else(|| date(&PUBLISHED))
        .or_else(|| date_of_time(page))
        .or_else(|| date_of_address(canonical.as_deref().or(address.map(Url::as_str))))
        .or_else(|| shown_date(page));
    Metadata {
        title: text("headline").or_else(|| meta.first(&["og:title", "twitter:title", "dc.title", "dcterms.title"])),
        byline: linked.names("author").or_else(|| {
            let named =
                meta.first(&["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator"]);
            named.filter(|name| !address::is_web(name)).or_else(|| first_text(page, "[rel~=author], [itemprop~=author]"))
        }),
        published,
        updated: text("dateModified").and_then(|written| feed::read_date(&written)).or_else(|| date(&UPDATED)),
        language: first_attribute(page, "html", "lang")
            .or_else(|| first_attribute(page, "html", "xml:lang"))
            .or_else(|| meta.first(&["content-language", "language", "dc.language"]))
            .or_else(|| text("inLanguage"))
            .or_else(|| meta.get("og:locale").map(|locale| locale.replace('_', "-"))),
        description: meta
            .first(&["og:description", "description", "twitter:description", "dc.description"])
            .or_else(|| text("description")),
        image: meta
            .first(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"])
            .or_else(|| linked.address("image"))
            .and_then(absolute),
        canonical: canonical.and_then(absolute),
        site_name: meta.first(&["og:site_name", "application-name"]).or_else(|| linked.names("publisher")),
    }
}

/// The address against which a page's relative addresses are meant.
pub(crate) fn base(page: &Html, address: Option<&Url>) -> Option<Arc<Url>> {
    let written = first_attribute(page, "base[href]", "href");
    let outer = address.cloned().map(Arc::new);
    written.map_or_else(|| outer.clone(), |written| address::inner_base(outer.as_ref(), &written))
}

/// The text of an element on one line.
pub(crate) fn line(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn first_attribute(page: &Html, selector: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    page.select(&selector)
        .filter_map(|element| element.attr(name))
        .map(str::trim)
        .find(|value| !value.is_empty())
        .map(str::to_owned)
}

fn first_text(page: &Html, selector: &str) -> Option<String> {
    let selector = Selector::parse(selector).ok()?;
    page.select(&selector).map(line).find(|text| !text.is_empty() && text.len() < 200)
}

/// The date of the first `<time>` that is said to be that of publication, else of the first inside an article.
fn date_of_time(page: &Html) -> Option<Timestamp> {
    ["[itemprop~=datePublished]", "time[pubdate]", "article time[datetime]", "main time[datetime]", "time[datetime]"]
        .iter()
        .find_map(|selector| {
            let selector = Selector::parse(selector).ok()?;
            let written = page.select(&selector).next()?;
            let written =
                written.attr("datetime").or_else(|| written.attr("content")).map_or_else(|| line(written), str::to_owned);
            feed::read_date(&written)
        })
}

/// The date in the first short text that stands where pages show theirs, such as `<p class="meta">Paris, 31 mars 2003</p>`.
fn shown_date(page: &Html) -> Option<Timestamp> {
    const PLACES: &str = "[class*=date], [class*=Date], [class*=datum], [class*=time], [class*=publi], [class*=posted], [class*=meta], \
        [class*=byline], [class*=info], [class*=subtitle], [id*=date]";
    let selector = Selector::parse(PLACES).ok()?;
    page.select(&selector).take(SHOWN_DATES_MAX).find_map(|element| {
        let length: usize = element.text().map(str::len).sum();
        if !(6..=SHOWN_DATE_BYTES_MAX).contains(&length) {
            return None;
        }
        let line = line(element);
        let words: Vec<&str> = line.split([' ', '|', '•', '\u{a0}']).filter(|word| !word.is_empty()).collect();
        (0..words.len()).find_map(|start| {
            // A day, a month and a year, or one word such as 31.03.2003.
            [3, 1].iter().find_map(|length| {
                let written = words.get(start..start + length)?.join(" ");
                let has_year = written.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
                let has_more = written.bytes().filter(u8::is_ascii_digit).count() > 4;
                feed::read_date(&written).filter(|_| has_year && has_more)
            })
        })
    })
}

/// The day in an address such as `/2026/11/21/title`.
fn date_of_address(address: Option<&str>) -> Option<Timestamp> {
    let steps: Vec<&str> = address?.split('/').collect();
    steps.windows(3).find_map(|steps| {
        let is_number = |step: &str, digits: std::ops::RangeInclusive<usize>| {
            digits.contains(&step.len()) && step.bytes().all(|b| b.is_ascii_digit())
        };
        let is_date = is_number(steps[0], 4..=4) && is_number(steps[1], 1..=2) && is_number(steps[2], 1..=2);
        is_date.then(|| feed::read_date(&steps.join("-")))?
    })
}

/// All `<meta>` of a page, names in lower case.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn gather(page: &Html) -> Self {
        let Ok(selector) = Selector::parse("meta[content]") else { return Self(Vec::new()) };
        let found = page.select(&selector).filter_map(|element| {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| element.attr(name))?;
            let content = element.attr("content")?.split_whitespace().collect::<Vec<_>>().join(" ");
            (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
        });
        Self(found.collect())
    }

    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, content)| content.clone())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(name))
    }
}

/// The JSON-LD object that speaks of the article; empty when there is none.
struct Linked(Value);

fn linked_data(page: &Html) -> Linked {
    let mut objects = Vec::new();
    if let Ok(selector) = Selector::parse("script[type='application/ld+json']") {
        for script in page.select(&selector) {
            let written: String = script.text().collect();
            if let Ok(value) = serde_json::from_str::<Value>(written.trim()) {
                gather_objects(value, 0, &mut objects);
            }
        }
    }
    let is_article = |object: &&Value| {
        let kinds = object.get("@type");
        let named = |kind: &Value| {
            kind.as_str().is_some_and(|kind| {
                kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report" || kind == "Review"
            })
        };
        kinds.is_some_and(|kinds| named(kinds) || kinds.as_array().is_some_and(|kinds| kinds.iter().any(named)))
    };
    let article = objects
        .iter()
        .find(is_article)
        .or_else(|| objects.iter().find(|object| object.get("headline").is_some() || object.get("datePublished").is_some()));
    Linked(article.cloned().unwrap_or(Value::Null))
}

fn gather_objects(value: Value, depth: usize, objects: &mut Vec<Value>) {
    if depth > JSON_LD_DEPTH_MAX || objects.len() >= JSON_LD_OBJECTS_MAX {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| gather_objects(value, depth + 1, objects)),
        Value::Object(mut object) => {
            let inner = object.remove("@graph").or_else(|| object.get("mainEntity").cloned());
            objects.push(Value::Object(object));
            if let Some(inner) = inner {
                gather_objects(inner, depth + 1, objects);
            }
        }
        _ => {}
    }
}

impl Linked {
    fn text(&self, name: &str) -> Option<String> {
        let value = self.0.get(name)?;
        let written = value.as_str().or_else(|| value.get(0).and_then(Value::as_str))?;
        let mut entities = crate::feed::entity::Entities::default();
        let line = entities.resolve(written).split_whitespace().collect::<Vec<_>>().join(" ");
        (!line.is_empty()).then_some(line)
    }

    /// The names of persons or organisations, which may be texts or objects, one or several.
    fn names(&self, name: &str) -> Option<String> {
        let value = self.0.get(name)?;
        let one = |value: &Value| {
            value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).map(|name| name.trim().to_owned())
        };
        let mut names: Vec<String> = match value {
            Value::Array(values) => values.iter().take(10).filter_map(one).collect(),
            value => one(value).into_iter().collect(),
        };
        names.retain(|name| !name.is_empty() && !address::is_web(name));
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The address of a picture, which may be a text, an object with `url`, or several.
    fn address(&self, name: &str) -> Option<String> {
        let value = self.0.get(name)?;
        let value = value.get(0).unwrap_or(value);
        value.as_str().or_else(|| value.get("url").and_then(Value::as_str)).map(str::to_owned)
    }
}

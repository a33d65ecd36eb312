//! Proposes which repeated parts of a page are its entries, so that a page without a feed can be followed without code.
//!
//! Entries of a list look alike to the tree: same tag, same classes, same ancestors. All elements are put together by
//! that likeness; each group is judged by whether its members have a link of their own with words on it, a heading, a date.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use url::Url;

use super::entries::{Parts, date_of};
use super::{EntrySelectors, PageEntry, PageError, metadata, selector};
use crate::feed;

/// The most proposals that are made.
pub const PROPOSALS_MAX: usize = 5;
/// How many entries a proposal shows.
const SAMPLES_MAX: usize = 5;
/// Fewer alike are no list.
const MEMBERS_MIN: usize = 3;
/// How many members of a group are looked at.
const MEMBERS_MAX: usize = 40;
/// A link with fewer characters on it is a button, not a title.
const TITLE_CHARACTERS_MIN: usize = 12;
/// How many elements of one member are looked at.
const PARTS_MAX: usize = 400;
/// A proposal below this score is not made.
const SCORE_MIN: f64 = 0.3;

/// A part of a page that repeats, with where its pieces are.
#[derive(Clone, Debug, PartialEq)]
pub struct EntriesProposal {
    /// The selectors, for [`super::read_entries`].
    pub selectors: EntrySelectors,
    /// How many entries they find.
    pub count: usize,
    /// How sure it is, from 0 to 1.
    pub score: f64,
    /// The first few entries.
    pub samples: Vec<PageEntry>,
}

impl EntriesProposal {
    /// The proposal as JSON, for `parvis page --items`.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let samples: Vec<Value> = self
            .samples
            .iter()
            .map(|sample| json!({ "title": sample.title, "url": sample.address, "date": sample.published.map(|moment| moment.to_string()), "text": sample.text }))
            .collect();
        json!({
            "item": self.selectors.item,
            "title": self.selectors.title,
            "link": self.selectors.link,
            "date": self.selectors.date,
            "text": self.selectors.text,
            "count": self.count,
            "score": (self.score * 1_000.0).round() / 1_000.0,
            "samples": samples,
        })
    }
}

/// The parts of a page that may be its entries, the likeliest first, at most [`PROPOSALS_MAX`].
///
/// # Errors
/// [`PageError`] for a page that is too long, too intricate or empty.
pub fn propose_items(html: &str, address: Option<&Url>) -> Result<Vec<EntriesProposal>, PageError> {
    super::check(html)?;
    let page = Html::parse_document(html);
    let base = metadata::base(&page, address);
    let looker = Looker::new()?;
    let mut judged: Vec<(f64, Vec<ElementRef<'_>>, Vec<Look>)> = Vec::new();
    for members in groups(&page) {
        let looks: Vec<Look> = members.iter().take(MEMBERS_MAX).map(|member| looker.look(*member)).collect();
        let score = judge(&looks);
        if score >= SCORE_MIN {
            judged.push((score, members, looks));
        }
    }
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut proposals: Vec<EntriesProposal> = Vec::new();
    for (score, members, looks) in judged.into_iter().take(4 * PROPOSALS_MAX) {
        let Some(proposal) = proposal(&page, base.as_ref(), score, &members, &looks) else { continue };
        if proposals.len() < PROPOSALS_MAX && proposals.iter().all(|known| !is_same_list(known, &proposal)) {
            proposals.push(proposal);
        }
    }
    Ok(proposals)
}

/// Elements outside navigation, put together by their tag, classes and ancestors.
fn groups(page: &Html) -> Vec<Vec<ElementRef<'_>>> {
    const AROUND: [&str; 9] = ["nav", "footer", "aside", "form", "head", "script", "style", "svg", "select"];
    let mut places: HashMap<(String, String, String), usize> = HashMap::new();
    let mut groups: Vec<Vec<ElementRef<'_>>> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut around = 0_usize;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let Some(element) = ElementRef::wrap(node) else { continue };
                around += usize::from(AROUND.contains(&element.value().name()));
                let name = selector::of(element);
                if around == 0 && names.len() >= 2 {
                    let ancestor = |up: usize| names.len().checked_sub(up).map(|at| names[at].clone()).unwrap_or_default();
                    let place = *places.entry((ancestor(2), ancestor(1), name.clone())).or_insert_with(|| {
                        groups.push(Vec::new());
                        groups.len() - 1
                    });
                    groups[place].push(element);
                }
                names.push(name);
            }
            Edge::Close(node) => {
                if let Some(element) = ElementRef::wrap(node) {
                    around -= usize::from(AROUND.contains(&element.value().name()));
                    names.pop();
                }
            }
        }
    }
    groups.retain(|members| members.len() >= MEMBERS_MIN);
    groups
}

/// What one member of a group has, each part by the selector that names it.
#[derive(Clone, Debug, Default)]
struct Look {
    title: Option<String>,
    link: Option<String>,
    /// The member is the link.
    is_link: bool,
    href: String,
    title_characters: usize,
    has_heading: bool,
    headings: usize,
    date: Option<String>,
    text: Option<String>,
    characters: usize,
}

struct Looker {
    all: Selector,
    link: Selector,
}

impl Looker {
    fn new() -> Result<Self, PageError> {
        let one =
            |written: &str| Selector::parse(written).map_err(|_reason| PageError::BadSelector { selector: written.to_owned() });
        Ok(Self { all: one("*")?, link: one("a[href]")? })
    }

    fn look(&self, member: ElementRef<'_>) -> Look {
        let mut look = Look { is_link: member.value().name() == "a" && member.attr("href").is_some(), ..Look::default() };
        look.characters = member.text().map(|text| text.trim().chars().count()).take(PARTS_MAX).sum();
        let (mut heading, mut longest_link, mut longest_text) = (None, None, None);
        for part in member.select(&self.all).take(PARTS_MAX) {
            let name = part.value().name();
            let words = || metadata::line(part).chars().count();
            match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    look.headings += 1;
                    heading.get_or_insert(part);
                }
                "a" if part.attr("href").is_some() => keep_longer(&mut longest_link, part, words()),
                _ if look.date.is_none() && is_date(part) => look.date = Some(selector::of(part)),
                _ if is_teaser(part) => keep_longer(&mut longest_text, part, words()),
                _ => {}
            }
        }
        let link = heading.and_then(|heading| heading.select(&self.link).next().or_else(|| link_around(heading, member)));
        let link = link.or(longest_link.map(|(link, _)| link)).filter(|_| !look.is_link);
        look.href = if look.is_link { member.attr("href") } else { link.and_then(|link| link.attr("href")) }
            .unwrap_or_default()
            .to_owned();
        look.link = link.map(|link| format!("{}[href]", selector::of(link)));
        let title = heading.or(link);
        look.title_characters = title.unwrap_or(member).text().map(|text| text.trim().chars().count()).sum();
        look.title = title.map(selector::of);
        look.has_heading = heading.is_some();
        look.text = longest_text.filter(|(_, length)| *length > 20).map(|(text, _)| selector::of(text));
        look
    }
}

fn keep_longer<'a>(kept: &mut Option<(ElementRef<'a>, usize)>, part: ElementRef<'a>, length: usize) {
    if kept.as_ref().is_none_or(|(_, known)| length > *known) {
        *kept = Some((part, length));
    }
}

/// The link that a heading stands in, inside the member.
fn link_around<'a>(heading: ElementRef<'a>, member: ElementRef<'a>) -> Option<ElementRef<'a>> {
    let inside = heading.ancestors().take_while(|node| node.id() != member.id());
    inside.filter_map(ElementRef::wrap).find(|element| element.value().name() == "a" && element.attr("href").is_some())
}

/// Whether an element shows a date: a `<time>`, or a few characters that read as one.
fn is_date(part: ElementRef<'_>) -> bool {
    if part.value().name() == "time" {
        return true;
    }
    let is_named = part.value().classes().any(|class| {
        let class = class.to_ascii_lowercase();
        ["date", "time", "publi", "posted"].iter().any(|word| class.contains(word))
    });
    let is_leaf = part.children().all(|child| child.value().is_text());
    (is_named || is_leaf)
        && (6..=40).contains(&part.text().map(str::len).sum::<usize>())
        && feed::read_date(&date_of(part)).is_some()
}

fn is_teaser(part: ElementRef<'_>) -> bool {
    part.value().name() == "p"
        || part.value().classes().any(|class| {
            let class = class.to_ascii_lowercase();
            ["excerpt", "summary", "desc", "teaser", "intro", "lead", "chapo", "snippet"].iter().any(|word| class.contains(word))
        })
}

/// How much a group is like a list of entries, from 0 to 1.
fn judge(looks: &[Look]) -> f64 {
    let share = |is: &dyn Fn(&Look) -> bool| ratio(looks.iter().filter(|look| is(look)).count(), looks.len());
    let titled = share(&|look| !look.href.is_empty() && look.title_characters >= TITLE_CHARACTERS_MIN);
    let addresses: HashSet<&str> =
        looks.iter().map(|look| look.href.as_str()).filter(|href| !href.is_empty() && !href.starts_with('#')).collect();
    let distinct = ratio(addresses.len(), looks.len());
    let single = 1.0 - share(&|look| look.headings > 2);
    let substance = ratio(looks.iter().map(|look| look.characters.min(300)).sum(), 300 * looks.len());
    let many = ratio(looks.len().min(20), 20);
    let parts = 0.35
        + 0.20 * share(&|look| look.has_heading)
        + 0.20 * share(&|look| look.date.is_some())
        + 0.10 * share(&|look| look.text.is_some())
        + 0.10 * substance
        + 0.05 * many;
    titled * distinct * single * parts
}

#[expect(clippy::cast_precision_loss, reason = "counts of a page, far below 2^52")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The proposal that a group makes, when selectors can name it.
fn proposal(
    page: &Html,
    base: Option<&Arc<Url>>,
    score: f64,
    members: &[ElementRef<'_>],
    looks: &[Look],
) -> Option<EntriesProposal> {
    let item = shortest_selector(page, members)?;
    let is_link = looks.iter().filter(|look| look.is_link).count() * 2 > looks.len();
    let title = most_common(looks.iter().filter_map(|look| look.title.as_deref()), looks.len() / 2);
    let selectors = EntrySelectors {
        item,
        link: if is_link {
            None
        } else {
            Some(most_common(looks.iter().filter_map(|look| look.link.as_deref()), looks.len() / 2)?)
        },
        date: most_common(looks.iter().filter_map(|look| look.date.as_deref()), looks.len() / 2),
        text: most_common(looks.iter().filter_map(|look| look.text.as_deref()), looks.len() / 3),
        title,
    };
    let entries = Parts::read(&selectors).ok()?.entries(page, base, super::entries::PAGE_ENTRIES_MAX);
    let count = entries.len();
    (count >= MEMBERS_MIN).then(|| EntriesProposal {
        selectors,
        count,
        score,
        samples: entries.into_iter().take(SAMPLES_MAX).collect(),
    })
}

/// The commonest of some selectors, when more than `than` members have it.
fn most_common<'a>(found: impl Iterator<Item = &'a str>, than: usize) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for selector in found {
        *counts.entry(selector).or_default() += 1;
    }
    let (selector, count) = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)))?;
    (count > than).then(|| selector.to_owned())
}

/// The shortest selector that finds the members and hardly anything else.
fn shortest_selector(page: &Html, members: &[ElementRef<'_>]) -> Option<String> {
    let first = members.first()?;
    let own = selector::of(*first);
    let mut written = own.clone();
    let mut best = None;
    let ancestors = first.ancestors().filter_map(ElementRef::wrap).take(4).map(Some);
    for ancestor in std::iter::once(None).chain(ancestors) {
        if let Some(ancestor) = ancestor {
            written = format!("{} > {written}", selector::of(ancestor));
        }
        let Ok(selector) = Selector::parse(&written) else { continue };
        let found = page.select(&selector).count();
        let is_named = written.contains('.') || ancestor.is_some();
        if is_named && found >= MEMBERS_MIN && found * 10 <= members.len() * 11 {
            return Some(written);
        }
        best = Some(written.clone()).filter(|_| found <= members.len() * 2).or(best);
    }
    best
}

/// Whether two proposals mostly lead to the same places, as an entry and the element around it do.
fn is_same_list(known: &EntriesProposal, other: &EntriesProposal) -> bool {
    let addresses: HashSet<&str> = known.samples.iter().filter_map(|sample| sample.address.as_deref()).collect();
    let shared = other.samples.iter().filter(|sample| sample.address.as_deref().is_some_and(|it| addresses.contains(it))).count();
    shared * 2 >= other.samples.len()
}

//! What is said of Solenne and of everything else: a generator of documents that gives the same talk for the same seed.
//!
//! [`past`] is the sixty days before the demo is looked at, [`live`] what is said while one looks. A document belongs to one
//! site and one day and depends on nothing else but the seed, so any of them can be written again alone ([`find`]).

mod advert;
mod aside;
mod chance;
mod compose;
mod day;
mod episodes;
mod grammar;
mod live;
mod phrasing;
mod rhythm;
mod subject;
#[cfg(test)]
mod tests;
mod typeset;
mod voices;

use domain::{Kind, Language};
use jiff::{SignedDuration, Timestamp};

use self::{
    chance::Chance,
    day::{Era, Written},
    phrasing::Phrasing,
    typeset::Hand,
    voices::slug,
};
use super::sites::{self, Flavour, Site, SourceKey};

/// The most days that [`past`] goes back.
pub(crate) const PAST_DAYS_MAX: u32 = 3_660;

/// One document as its author published it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// The site that says it.
    pub source: SourceKey,
    /// The site's own id of it.
    pub guid: String,
    /// Its path on the site, which begins with `/`; the host is the world's affair.
    pub path: String,
    /// The headline, plain text; empty for a short post.
    pub title: String,
    /// The body.
    pub html: String,
    /// Who wrote it.
    pub author: String,
    /// The path of the author's page on the site, when there is one.
    pub author_path: Option<String>,
    /// When it was said.
    pub published: Timestamp,
    /// What it is written in.
    pub language: Language,
    /// What sort of place it was said in.
    pub kind: Kind,
    /// Stars from 1 to 5, for a review.
    pub rating: Option<u8>,
    /// The tags in a short post, without their `#`.
    pub tags: Vec<String>,
    /// Whether it is deliberately somebody else's text (an agency's item, a statement).
    pub reprint: bool,
}

impl Said {
    /// The document of those words, typed by the hand of their author.
    fn typed(site: &Site, at: Timestamp, code: String, written: Written, chance: &mut Chance) -> Self {
        let Written { draft, voice, thread, reprint, aside } = written;
        let hand = if reprint { Hand::Careful } else { voice.hand };
        // A title is read twice before it is sent.
        let title_hand = if hand == Hand::Hasty { Hand::Plain } else { hand };
        let title = typeset::typed(&draft.title, site.language, title_hand, chance);
        let mut paragraphs: Vec<String> =
            draft.paragraphs.iter().map(|words| typeset::typed(words, site.language, hand, chance)).collect();
        // Copied from elsewhere or written in a temper: nobody's hand changes it.
        if let (Some(words), Some(last)) = (aside, paragraphs.last_mut()) {
            last.push(' ');
            last.push_str(&words);
        }
        // A reply stands at its thread's address.
        let label = slug(title.trim_start_matches(Phrasing::of(site.language).reply_mark.trim_end_matches([':', ' '])));
        let path = match site.flavour {
            Flavour::Forum => format!("/t/{label}{}/{code}", thread.map(|number| format!("-{number}")).unwrap_or_default()),
            Flavour::Social => format!("{}/{code}", voice.path.clone().unwrap_or_default()),
            Flavour::Video => format!("/watch/{label}/{code}"),
            _ => format!("/{}/{label}/{code}", rhythm::date_of(at).strftime("%Y/%m")),
        };
        Self {
            source: site.key,
            guid: format!("{}:{code}", site.key),
            path,
            title,
            html: html(&paragraphs, draft.rating, site.language),
            author: voice.name,
            author_path: voice.path,
            published: at,
            language: site.language,
            kind: site.kind(),
            rating: draft.rating,
            tags: tags(&paragraphs),
            reprint,
        }
    }

    /// The code at the end of the path, by which [`find`] knows the document.
    pub(crate) fn code(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// The text with the three letters that mean something in HTML and XML written as references.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn html(paragraphs: &[String], rating: Option<u8>, language: Language) -> String {
    let mut html = String::new();
    if let Some(stars) = rating {
        let word = if language == Language::French { "Note\u{a0}:" } else { "Rating:" };
        html.push_str(&format!("<p>{word} {stars}/5</p>\n"));
    }
    for words in paragraphs {
        html.push_str(&format!("<p>{}</p>\n", escape(words)));
    }
    html
}

fn tags(paragraphs: &[String]) -> Vec<String> {
    let words = paragraphs.iter().flat_map(|words| words.split_whitespace());
    let mut tags: Vec<String> = words
        .filter_map(|word| word.strip_prefix('#'))
        .map(|tag| tag.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
        .collect();
    tags.sort();
    tags.dedup();
    tags
}

/// Everything that was said in the `days` days before `now` (at most [`PAST_DAYS_MAX`]), oldest first.
pub(crate) fn past(seed: u64, now: Timestamp, days: u32) -> impl Iterator<Item = Said> {
    let era = era(seed, now);
    let days = days.min(PAST_DAYS_MAX);
    let from = now.saturating_sub(SignedDuration::from_hours(i64::from(days) * 24)).unwrap_or(Timestamp::MIN);
    (0..=days).rev().flat_map(move |ago| {
        let date = era.today.saturating_sub(SignedDuration::from_hours(i64::from(ago) * 24));
        let mut said: Vec<Said> = sites::sites().iter().flat_map(|site| day::day_of_site(&era, date, site)).collect();
        said.retain(|said| said.published >= from && said.published <= now);
        said.sort_by(|one, other| one.published.cmp(&other.published).then_with(|| one.guid.cmp(&other.guid)));
        said
    })
}

/// What one site said in the past, newest first, at most `count` documents and no older than `days` days.
pub(crate) fn past_of_site(seed: u64, now: Timestamp, days: u32, site: &Site, count: usize) -> Vec<Said> {
    let era = era(seed, now);
    let mut found = Vec::new();
    for ago in 0..=days.min(PAST_DAYS_MAX) {
        let date = era.today.saturating_sub(SignedDuration::from_hours(i64::from(ago) * 24));
        let mut said = day::day_of_site(&era, date, site);
        said.retain(|said| said.published <= now);
        said.sort_by(|one, other| other.published.cmp(&one.published).then_with(|| one.guid.cmp(&other.guid)));
        found.extend(said);
        if found.len() >= count {
            break;
        }
    }
    found.truncate(count);
    found
}

/// What is said from `from` (the start of the demo, the same at every call) until `to`, oldest first. A few
/// are said within the first minutes, so that the page moves; from then on as many as on any day.
#[cfg(test)]
pub(crate) fn live(seed: u64, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Said> {
    live::between(era(seed, from), from, to)
}

/// What one site says live, newest first, at most `count` documents.
pub(crate) fn live_of_site(seed: u64, from: Timestamp, to: Timestamp, site: &Site, count: usize) -> Vec<Said> {
    live::of_site(era(seed, from), from, to, site, count)
}

/// The document of that code on that site, when it was said by `now`, in a demo that started at `started`.
pub(crate) fn find(seed: u64, started: Timestamp, now: Timestamp, site: &Site, code: &str) -> Option<Said> {
    let era = era(seed, started);
    let said = match live::slot_of(code) {
        Some(slot) => live::in_slot(&era, started, slot).filter(|said| said.source == site.key),
        None => day::find(&era, site, code).filter(|said| said.published <= started),
    };
    said.filter(|said| said.published <= now && said.code() == code)
}

fn era(seed: u64, now: Timestamp) -> Era {
    Era { seed, today: rhythm::date_of(now) }
}

//! The check of an article before it leaves: how it will be found, whether it leads where it says, whether everybody can read it.
//!
//! Search engines publish no limits of length; those here are what is known to be shown, and each names its source.

use std::collections::BTreeSet;

use domain::{
    Language,
    readable::{self, ALT_GRAPHEMES_MAX, Ease, Finding as Reading, Level, Picture, is_vague_link, reading_level},
};
use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{
    Draft, Finding, LinkState, Outline, Product, Report, Snippet, Told, Use, cut_px, lacking, outline::web_address,
    structured::structured, width_px,
};

/// Bytes of an article that are looked at, from its beginning.
pub const ARTICLE_BYTES_MAX: usize = 1 << 20;
/// The size of the font of a title in Google's results on a desk, pixels.
pub const TITLE_FONT_PX: u32 = 20;
/// The size of the font of a description there, pixels.
pub const DESCRIPTION_FONT_PX: u32 = 14;
/// The width of a title that is shown whole, and below which most of its place stays empty, pixels; of a description as well. From the filters
/// of the Screaming Frog SEO Spider's user guide ("Page Titles", "Meta Description"), which measured Google's page of results.
pub const TITLE_PX_MAX: u32 = 561;
/// See [`TITLE_PX_MAX`].
pub const TITLE_PX_MIN: u32 = 200;
/// See [`TITLE_PX_MAX`].
pub const DESCRIPTION_PX_MAX: u32 = 985;
/// See [`TITLE_PX_MAX`].
pub const DESCRIPTION_PX_MIN: u32 = 400;
/// Words beyond which a text wants headings (Yoast SEO, "Subheading distribution": 300).
pub const HEADINGLESS_WORDS_MAX: usize = 300;
/// Bytes that all pictures together should stay under: what a whole page should weigh (Lighthouse, "Avoid enormous network payloads": 1,600 KiB).
pub const IMAGES_BYTES_MAX: u64 = 1_600 << 10;
/// Width of a picture that is shown large, pixels (Google, "Get on Discover": 1,200).
pub const IMAGE_PX_MIN: u32 = 1_200;
/// Words beyond which a sentence is hard to follow (GOV.UK, "Writing for GOV.UK": 25).
pub const SENTENCE_WORDS_MAX: usize = 25;
/// Long sentences that are named; of more, the first.
const SENTENCES_NAMED_MAX: usize = 3;
/// Words of a sentence that are shown of it.
const SENTENCE_WORDS_SHOWN: usize = 6;
/// Unused phrases that are named, the most said first.
const PHRASES_NAMED_MAX: usize = 5;

/// Checks an article. Of one longer than [`ARTICLE_BYTES_MAX`] the beginning is looked at.
#[must_use]
pub fn check(draft: &Draft<'_>) -> Report {
    let body = domain::html::cut(draft.body, ARTICLE_BYTES_MAX);
    let outline = Outline::read(body, draft.lines_before);
    let mut found = Vec::new();
    found.extend(draft.front_faults.iter().map(|fault| Finding::FrontUnused {
        line: fault.line,
        said: fault.said.clone(),
        why: fault.why.code(),
    }));
    let snippet = snippet(draft, &outline, &mut found);
    headings(draft, &outline, &mut found);
    let unknown_links = links(draft, &outline, &mut found);
    images(draft, &outline, &mut found);
    let structured = told(draft, &mut found);
    let level = reading(draft, &outline, &mut found);
    let phrases = phrases(draft, &outline, &mut found);
    // The sort keeps the order of what weighs the same: that of the page.
    found.sort_by_key(|finding| std::cmp::Reverse(finding.weight()));
    Report { findings: found, outline, snippet, level, phrases, unknown_links, structured }
}

fn snippet(draft: &Draft<'_>, outline: &Outline, found: &mut Vec<Finding>) -> Snippet {
    let (title, description) = (draft.title(outline), draft.description.trim());
    let (title_px, description_px) = (width_px(title, TITLE_FONT_PX), width_px(description, DESCRIPTION_FONT_PX));
    found.extend(match title_px {
        0 => Some(Finding::TitleMissing),
        px if px > TITLE_PX_MAX => Some(Finding::TitleTooWide { px, most: TITLE_PX_MAX }),
        px if px < TITLE_PX_MIN => Some(Finding::TitleTooNarrow { px, least: TITLE_PX_MIN }),
        _ => None,
    });
    found.extend(match description_px {
        0 => Some(Finding::DescriptionMissing),
        px if px > DESCRIPTION_PX_MAX => Some(Finding::DescriptionTooWide { px, most: DESCRIPTION_PX_MAX }),
        px if px < DESCRIPTION_PX_MIN => Some(Finding::DescriptionTooNarrow { px, least: DESCRIPTION_PX_MIN }),
        _ => None,
    });
    let slug = draft.slug.trim();
    let is_clean = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    if !slug.chars().all(is_clean) {
        found.push(Finding::SlugUnclean { slug: slug.to_owned() });
    }
    let canonical = draft.canonical.trim();
    if !canonical.is_empty() && web_address(canonical).is_none() {
        found.push(Finding::CanonicalUnreadable { address: canonical.to_owned() });
    }
    let from_text: String = outline.text.split_whitespace().take(60).collect::<Vec<_>>().join(" ");
    let shown = if description.is_empty() { from_text.as_str() } else { description };
    Snippet {
        title: cut_px(title, TITLE_FONT_PX, TITLE_PX_MAX),
        title_px,
        description: cut_px(shown, DESCRIPTION_FONT_PX, DESCRIPTION_PX_MAX),
        description_px,
    }
}

/// The title is the page's first heading; those of the text begin below it and leave no level out.
fn headings(draft: &Draft<'_>, outline: &Outline, found: &mut Vec<Finding>) {
    let mut is_topped = !draft.title.trim().is_empty();
    let mut level = u8::from(is_topped);
    for heading in &outline.headings {
        if heading.words.is_empty() {
            found.push(Finding::HeadingEmpty { line: heading.line });
        }
        if heading.level == 1 {
            if is_topped {
                found.push(Finding::TopHeadingAgain { line: heading.line, words: heading.words.clone() });
            }
            is_topped = true;
        } else if level > 0 && heading.level > level + 1 {
            let (from, to) = (level, heading.level);
            found.push(Finding::HeadingSkips { line: heading.line, words: heading.words.clone(), from, to });
        }
        level = heading.level;
    }
    if !is_topped {
        found.push(Finding::TopHeadingMissing);
    }
    let is_parted = outline.headings.iter().any(|heading| heading.level > 1);
    if outline.words > HEADINGLESS_WORDS_MAX && !is_parted {
        found.push(Finding::HeadingsMissing { words: outline.words, most: HEADINGLESS_WORDS_MAX });
    }
}

fn links(draft: &Draft<'_>, outline: &Outline, found: &mut Vec<Finding>) -> usize {
    let mut unknown = BTreeSet::new();
    for link in &outline.links {
        let (line, written) = (link.line, link.address.trim());
        if written.is_empty() || written == "#" {
            found.push(Finding::LinkEmpty { line, words: link.words.clone() });
            continue;
        }
        // An address that stands for itself is what was meant.
        if is_vague_link(&link.words) && link.words != written {
            found.push(Finding::LinkVague { line, words: link.words.clone() });
        }
        let Some(address) = web_address(written) else { continue };
        let address_said = written.to_owned();
        match (draft.links)(&address) {
            LinkState::Unknown => {
                unknown.insert(address);
            }
            LinkState::Alive => {}
            LinkState::Moved { to } => found.push(Finding::LinkMoved { line, address: address_said, to }),
            LinkState::Dead { status } => found.push(Finding::LinkDead { line, address: address_said, status }),
            LinkState::Silent => found.push(Finding::LinkSilent { line, address: address_said }),
            LinkState::Private => found.push(Finding::LinkPrivate { line, address: address_said }),
        }
    }
    unknown.len()
}

fn images(draft: &Draft<'_>, outline: &Outline, found: &mut Vec<Finding>) {
    for image in &outline.images {
        let line = image.line;
        let file = image.number.and_then(|number| draft.files.get(number - 1));
        if let (Some(number), None) = (image.number, file) {
            found.push(Finding::ImageUnknown { line, number });
            continue;
        }
        let alt = if image.alt.is_empty() { file.map_or("", |file| file.alt.as_str()) } else { image.alt.as_str() };
        for one in readable::check_picture(Picture { alt: Some(alt), is_decorative: false, alt_graphemes_max: ALT_GRAPHEMES_MAX })
        {
            found.extend(match one {
                Reading::AltMissing => Some(Finding::AltMissing { line }),
                Reading::AltTooLong { graphemes, most } => Some(Finding::AltTooLong { line, amount: graphemes, most }),
                Reading::AltSaysImage => Some(Finding::AltSaysImage { line }),
                Reading::AltIsFileName => Some(Finding::AltIsFileName { line }),
                _ => None,
            });
        }
    }
    let within: BTreeSet<usize> = outline.images.iter().filter_map(|image| image.number).collect();
    let pictures = || (1..).zip(draft.files).filter(|(_, file)| !file.is_film);
    let featured = pictures().find(|(number, _)| !within.contains(number)).or_else(|| pictures().next());
    match featured {
        Some((_, file)) if (1..IMAGE_PX_MIN).contains(&file.width) => {
            found.push(Finding::ImageNarrow { width: file.width, least: IMAGE_PX_MIN });
        }
        None if outline.images.is_empty() => found.push(Finding::ImageMissing),
        _ => {}
    }
    let bytes: u64 = pictures().map(|(_, file)| file.bytes).sum();
    if let Some((heaviest, _)) = pictures().max_by_key(|(_, file)| file.bytes).filter(|_| bytes > IMAGES_BYTES_MAX) {
        found.push(Finding::ImagesHeavy { bytes, most: IMAGES_BYTES_MAX, heaviest });
    }
}

fn told(draft: &Draft<'_>, found: &mut Vec<Finding>) -> Value {
    let product = (!draft.product.is_empty()).then_some(draft.product);
    let files = (1..).zip(draft.files).filter(|(_, file)| !file.is_film);
    let outline = Outline::read(domain::html::cut(draft.body, ARTICLE_BYTES_MAX), 0);
    let outside = outline.images.iter().filter(|image| image.number.is_none()).map(|image| image.address.clone());
    // Where a file will be is known once it has left; until then it stands there by its number.
    let images: Vec<String> = files.map(|(number, _)| format!("media:{number}")).chain(outside).collect();
    let made = structured(&Told {
        title: draft.title(&outline),
        description: draft.description,
        author: draft.author,
        language: draft.language,
        images: &images,
        product,
        ..Told::default()
    });
    let faults = product.map(Product::faults).unwrap_or_default();
    for (field, why) in &faults {
        found.push(Finding::ProductWrong { field, why: why.code() });
    }
    for one in lacking(&made) {
        // What was said of the sheet, the title or the pictures is not said again.
        let of_sheet = match one.property {
            "priceCurrency" => "currency",
            other => other,
        };
        let is_said = faults.iter().any(|(field, _)| *field == of_sheet)
            || matches!((one.kind, one.property), ("BlogPosting", "headline" | "image") | (_, "description"));
        if !is_said {
            let (kind, property) = (one.kind, one.property);
            found.push(if one.required {
                Finding::StructuredLacks { kind, property }
            } else {
                Finding::StructuredPoorer { kind, property }
            });
        }
    }
    made
}

fn reading(draft: &Draft<'_>, outline: &Outline, found: &mut Vec<Finding>) -> Option<Level> {
    for one in readable::check_text(&outline.text, &|_| false) {
        let at = match &one {
            Reading::Capitals { at } | Reading::EmojiRow { at, .. } | Reading::Lookalikes { at, .. } => at.clone(),
            Reading::EmojiBullets { .. } => 0..0,
            // Hashtags are no matter of articles, links and pictures have their own findings.
            _ => continue,
        };
        let said = outline.text.get(at).unwrap_or_default().to_owned();
        found.push(Finding::Unreadable { kind: one.code(), said });
    }
    let language = Language::from_code(draft.language)?;
    let level = reading_level(&outline.text, language)?;
    if level.ease() < Ease::FairlyHard {
        #[expect(clippy::cast_possible_truncation, reason = "a score is between minus a few thousand and 207")]
        let score = level.score.round() as i32;
        found.push(Finding::HardToRead { score, words: level.words, sentences: level.sentences });
    }
    let long = sentences(&outline.text).filter_map(|sentence| {
        let words: Vec<&str> = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
        (words.len() > SENTENCE_WORDS_MAX).then(|| (words.len(), words[..SENTENCE_WORDS_SHOWN].join(" ")))
    });
    for (words, begins) in long.take(SENTENCES_NAMED_MAX) {
        found.push(Finding::SentenceLong { words, most: SENTENCE_WORDS_MAX, begins });
    }
    Some(level)
}

/// The sentences of a text: each ends at its line's end, or at a sign that ends one before a space.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split_inclusive(". ").flat_map(|part| part.split_inclusive(['!', '?', '…'])))
}

fn phrases(draft: &Draft<'_>, outline: &Outline, found: &mut Vec<Finding>) -> Vec<Use> {
    let title = folded(&format!("{} {}", draft.title(outline), draft.description));
    let text = folded(&outline.text);
    let has = |within: &str, phrase: &str| !phrase.trim().is_empty() && within.contains(phrase);
    let uses: Vec<Use> = draft
        .phrases
        .iter()
        .map(|one| {
            let phrase = folded(&one.phrase);
            let (in_title, in_text) = (has(&title, &phrase), has(&text, &phrase));
            Use { phrase: one.phrase.clone(), mentions: one.mentions, in_title, in_text }
        })
        .collect();
    // An empty page lacks everything: that is not worth saying.
    if outline.words > 0 {
        let unused = uses.iter().filter(|one| !one.in_title && !one.in_text).take(PHRASES_NAMED_MAX);
        found.extend(unused.map(|one| Finding::PhraseUnused { phrase: one.phrase.clone(), mentions: one.mentions }));
    }
    uses
}

/// Small letters without accents, every run of other signs one space, a space at both ends: words are found as wholes.
fn folded(text: &str) -> String {
    let mut made = String::with_capacity(text.len() + 2);
    made.push(' ');
    for sign in text.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase) {
        if sign.is_alphanumeric() {
            made.push(sign);
        } else if !made.ends_with(' ') {
            made.push(' ');
        }
    }
    if !made.ends_with(' ') {
        made.push(' ');
    }
    made
}

#[cfg(test)]
mod tests;

//! Documents that say nothing, at the length and with the words of real ones; one of five names a brand.

use super::ground::words::{Chance, brand, word};
use domain::document::Author;
use domain::{Document, Kind, SafeHtml};
use jiff::{SignedDuration, Timestamp};

/// Of so many documents one names a brand.
const BRAND_EVERY: u64 = 5;
/// Words of a text, at least and at most.
const TEXT_WORDS: (u64, u64) = (40, 200);
/// The days that the talk goes back.
const DAYS: i64 = 60;

/// A document that was said at some moment of the last days. `number` makes its address.
pub(crate) fn document(chance: &mut Chance, number: usize, now: Timestamp) -> Document {
    let (least, most) = TEXT_WORDS;
    let length = least + chance.below(most - least);
    let mut words: Vec<String> = (0..length).map(|_| word(chance.rank())).collect();
    if chance.below(BRAND_EVERY) == 0 {
        let at = chance.below(length) as usize;
        words[at] = brand(chance.next());
    }
    let title = words[..8].join(" ");
    let text = words.join(" ");
    let back = SignedDuration::from_secs(i64::try_from(chance.below((DAYS * 86_400) as u64)).unwrap_or_default());
    let author = Author { name: format!("Author {}", chance.below(2_000)), address: None };
    Document {
        guid: Some(format!("urn:bench:{number}")),
        address: Some(format!("https://site{}.example/{number}", number % 200)),
        title,
        html: SafeHtml::from_store(format!("<p>{text}</p>")),
        text,
        author: Some(author),
        published_at: now.checked_sub(back).ok(),
        language: Some(if chance.below(3) == 0 { "fr" } else { "en" }.to_owned()),
        kind: Kind::ALL[chance.below(Kind::ALL.len() as u64) as usize],
        ..Document::default()
    }
}

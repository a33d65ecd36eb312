//! Warnings before a post: the same text went, or goes, to the same channel; something else goes there in the same hour.
//!
//! Two texts are the same when nothing differs but what readers do not see as a difference: case, accents of writing, punctuation,
//! white space, emoji, and what was added to links for counting. They are nearly the same when the sets of their runs of three
//! words have at least nine tenths in common (A. Broder, "On the resemblance and containment of documents", 1997: the measure of
//! P. Jaccard on shingles).

use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::{SignedDuration, Timestamp};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Words of a run that texts are compared by.
pub const SHINGLE_WORDS: usize = 3;
/// Share of runs in common from which two texts are nearly the same.
pub const NEARLY_SAME_MIN: f64 = 0.9;
/// Days before and after in which a text is looked for, where nobody set others.
pub const SAME_TEXT_DAYS_DEFAULT: u16 = 30;
/// Minutes before and after in which another post is looked for, where nobody set others.
pub const SAME_HOUR_MINUTES_DEFAULT: u16 = 60;
/// Words of a text that are compared, from its beginning.
pub const WORDS_COMPARED_MAX: usize = 5_000;

/// A text as others are compared with it: its words without what readers do not see as a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    words: Vec<String>,
    /// Hashes of its runs of words, sorted, each once: a text is compared with many.
    runs: Vec<u64>,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        for piece in text.split_whitespace() {
            // Of an address only the place counts: what is asked of it is how clicks are told apart.
            let is_link = ["http://", "https://"]
                .iter()
                .any(|start| piece.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
            let seen = if is_link { piece.split(['?', '#']).next().unwrap_or(piece) } else { piece };
            let mut word = String::new();
            for sign in seen.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase) {
                if sign.is_alphanumeric() {
                    word.push(sign);
                } else if !is_joint(sign) && !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            if !word.is_empty() {
                words.push(word);
            }
            if words.len() >= WORDS_COMPARED_MAX {
                words.truncate(WORDS_COMPARED_MAX);
                break;
            }
        }
        let mut runs: Vec<u64> = words.windows(SHINGLE_WORDS).map(hash_of).collect();
        runs.sort_unstable();
        runs.dedup();
        Self { words, runs }
    }

    /// Whether nothing is left of it: emoji and punctuation only. Such texts are like no other.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The share of runs of words that both have, of those that either has, 0 to 1. Texts shorter than a run are the same or are not.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        if self == other {
            return 1.0;
        }
        let shared = self.runs.iter().filter(|run| other.runs.binary_search(run).is_ok()).count();
        let of = self.runs.len() + other.runs.len() - shared;
        if of == 0 { 0.0 } else { count(shared) / count(of) }
    }
}

/// A hash that is the same in every process: the hasher without a seed.
fn hash_of(run: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    run.hash(&mut hasher);
    hasher.finish()
}

/// Signs inside a word that do not part it: what joins and shapes, of no width.
const fn is_joint(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}')
}

/// Another post to the same channel.
#[derive(Clone, Debug)]
pub struct Other<'a> {
    /// When it was or will be published.
    pub at: Timestamp,
    /// Its text.
    pub text: &'a Folded,
}

/// A text that is the same or nearly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SameText {
    /// Which of the others it is, by its place among them.
    pub place: usize,
    /// From [`NEARLY_SAME_MIN`] to 1; 1 is the same.
    pub likeness: f64,
    /// How far it is in time, whichever comes first.
    pub apart: SignedDuration,
}

/// The posts among `others`, within `days` before and after `at`, whose text is the same or nearly; the most alike first.
#[must_use]
pub fn same_text(text: &Folded, at: Timestamp, others: &[Other<'_>], days: u16) -> Vec<SameText> {
    let within = SignedDuration::from_hours(24 * i64::from(days));
    let mut found: Vec<SameText> = others
        .iter()
        .enumerate()
        .map(|(place, other)| (place, other, at.duration_since(other.at).abs()))
        .filter(|(_, _, apart)| *apart <= within)
        .map(|(place, other, apart)| SameText { place, likeness: text.likeness(other.text), apart })
        .filter(|same| same.likeness >= NEARLY_SAME_MIN)
        .collect();
    found.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.apart.cmp(&other.apart)));
    found
}

/// The places of the posts among `others` that are less than `minutes` before or after `at`, the nearest first.
#[must_use]
pub fn same_hour(at: Timestamp, others: &[Timestamp], minutes: u16) -> Vec<usize> {
    let within = SignedDuration::from_mins(i64::from(minutes));
    let mut found: Vec<(SignedDuration, usize)> = others
        .iter()
        .enumerate()
        .map(|(place, other)| (at.duration_since(*other).abs(), place))
        .filter(|(apart, _)| *apart < within)
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(one: &str, other: &str) -> f64 {
        Folded::of(one).likeness(&Folded::of(other))
    }

    fn words(count: usize) -> String {
        (0..count).map(|number| format!("word{number} ")).collect()
    }

    #[test]
    fn what_readers_do_not_see_makes_no_difference() {
        for (one, other) in [
            ("Nos horaires d’été !", "nos horaires d'ete"),
            ("Soldes 🎉 -20 %", "SOLDES −20%"),
            ("New: https://a.example/shop?utm_source=x#top", "new https://a.example/shop"),
            ("𝗕𝗼𝗹𝗱 news", "bold news"),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert!((likeness(one, other) - 1.0).abs() < f64::EPSILON, "{one:?} and {other:?}: {:?}", Folded::of(one));
        }
    }

    #[test]
    fn what_readers_see_does() {
        assert!(likeness("Open on Monday", "Open on Tuesday") < NEARLY_SAME_MIN);
        assert!(likeness("Open", "Closed") < NEARLY_SAME_MIN);
        assert!(likeness("https://a.example/shop", "https://a.example/blog") < NEARLY_SAME_MIN);
        assert!(likeness("🎉", "🎉") < NEARLY_SAME_MIN);
        assert!(likeness("", "") < NEARLY_SAME_MIN);
    }

    #[test]
    fn a_word_in_sixty_is_nearly_the_same_and_in_twenty_is_not() {
        let (long, short) = (words(60), words(20));
        assert!(likeness(&long, &long.replace("word30 ", "other ")) >= NEARLY_SAME_MIN);
        assert!(likeness(&long, &format!("{long} more")) >= NEARLY_SAME_MIN);
        assert!(likeness(&short, &short.replace("word10 ", "other ")) < NEARLY_SAME_MIN);
    }

    #[test]
    fn a_text_is_warned_of_within_its_days_on_both_sides() {
        let at = Timestamp::UNIX_EPOCH;
        let day = SignedDuration::from_hours(24);
        let text = Folded::of(&words(60));
        let near = Folded::of(&words(60).replace("word30 ", "other "));
        let else_where = Folded::of("something else entirely");
        let others = [
            Other { at: at - day * 31, text: &text },
            Other { at: at - day * 30, text: &near },
            Other { at: at + day * 2, text: &text },
            Other { at, text: &else_where },
        ];
        let found: Vec<_> = same_text(&text, at, &others, 30).iter().map(|same| (same.place, same.apart)).collect();
        assert_eq!(found, [(2, day * 2), (1, day * 30)]);
        assert!(same_text(&else_where, at, &others[..3], 30).is_empty());
    }

    #[test]
    fn a_post_in_the_same_hour_is_warned_of() {
        let at = Timestamp::UNIX_EPOCH;
        let minute = SignedDuration::from_mins(1);
        let others = [at - minute * 60, at - minute * 59, at, at + minute * 10];
        assert_eq!(same_hour(at, &others, 60), [2, 3, 1]);
        assert!(same_hour(at, &others, 0).is_empty());
        assert_eq!(same_hour(Timestamp::MAX, &[Timestamp::MIN], 60), [0usize; 0]);
    }

    proptest! {
        #[test]
        fn likeness_is_a_share_that_is_the_same_from_both_sides(one in "[a-c ]{0,40}", other in "\\PC{0,40}") {
            let (ours, theirs) = (likeness(&one, &other), likeness(&other, &one));
            prop_assert!((ours - theirs).abs() < f64::EPSILON && (0.0..=1.0).contains(&ours));
            let same = likeness(&other, &other);
            prop_assert!((same - 1.0).abs() < f64::EPSILON || Folded::of(&other).is_empty());
        }
    }
}

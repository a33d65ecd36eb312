//! Proposing how a long text becomes a thread.

use unicode_segmentation::UnicodeSegmentation;

use super::{count::count, validate::THREAD_PARTS_MAX};
use crate::network::TextRule;

/// Parts a text into pieces of which each fits the rule: at empty lines first, then at ends of sentences, then between words, and
/// inside a word only where one word is longer than the rule. Nothing but space at the seams is lost. What is beyond
/// [`THREAD_PARTS_MAX`] pieces stays in the last one, which then does not fit.
#[must_use]
pub fn split(text: &str, rule: &TextRule) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if pieces.len() + 1 == THREAD_PARTS_MAX || count(rest, rule).fits {
            pieces.push(rest.to_owned());
            break;
        }
        let end = longest_that_fits(rest, rule);
        let at = seam(rest, end);
        pieces.push(rest[..at].trim_end().to_owned());
        rest = rest[at..].trim_start();
    }
    pieces
}

/// The end of the longest beginning that fits, in bytes, at a border of graphemes; at least one grapheme.
fn longest_that_fits(text: &str, rule: &TextRule) -> usize {
    let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).collect();
    // A longer beginning may count less (an address that is whole counts 23): near enough, since a seam is sought before it anyway.
    let fitting = ends.partition_point(|&end| count(&text[..end], rule).fits);
    ends[fitting.saturating_sub(1)]
}

/// The best place to part a text at or before `end`: the later half of it is searched for the end of a paragraph, then of a sentence,
/// then any of it for the end of a word.
fn seam(text: &str, end: usize) -> usize {
    let head = &text[..end];
    let from = floor(text, end / 2);
    if let Some(at) = head[from..].rfind("\n\n") {
        return from + at;
    }
    let sentence = head[from..].char_indices().rfind(|&(at, c)| {
        let after = &text[from + at + c.len_utf8()..];
        matches!(c, '.' | '!' | '?' | '…' | '\n' | '。') && (c == '\n' || c == '。' || after.starts_with(char::is_whitespace))
    });
    if let Some((at, c)) = sentence {
        return from + at + c.len_utf8();
    }
    if text[end..].starts_with(char::is_whitespace) {
        return end;
    }
    match head.rfind(char::is_whitespace) {
        Some(at) if at > 0 => at,
        _ => end,
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Counting, Network};
    use proptest::prelude::*;

    const SHORT: TextRule = TextRule { counting: Counting::Graphemes, max: 40, bytes_max: None, required: true };

    #[test]
    fn a_text_is_parted_where_a_writer_would() {
        let text = "Première neige au refuge. Les chiens sont ravis !\n\nRendez-vous samedi à neuf heures devant la gare.";
        let pieces = split(text, &SHORT);
        assert_eq!(
            pieces,
            ["Première neige au refuge.", "Les chiens sont ravis !", "Rendez-vous samedi à neuf heures devant", "la gare."]
        );
    }

    #[test]
    fn a_word_longer_than_the_rule_is_cut_and_what_fits_is_left_alone() {
        assert_eq!(split(&"x".repeat(90), &SHORT).iter().map(String::len).collect::<Vec<_>>(), [40, 40, 10]);
        assert_eq!(split(" court ", &SHORT), ["court"]);
        assert!(split("  ", &SHORT).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_piece_fits(text in "([a-zé👨‍👩‍👧]{1,12}[ .\n]{1,2}){0,60}") {
            for network in [Network::Bluesky, Network::X] {
                let rule = TextRule { max: 60, ..network.capabilities().text };
                let pieces = split(&text, &rule);
                let squeeze = |text: &str| text.split_whitespace().collect::<String>();
                prop_assert_eq!(squeeze(&pieces.concat()), squeeze(&text));
                for piece in &pieces[..pieces.len().saturating_sub(1)] {
                    prop_assert!(count(piece, &rule).fits, "{:?}", piece);
                }
            }
        }
    }
}

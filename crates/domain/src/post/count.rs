//! How long a text is, as a network counts.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::links::{Span, links, mentions};
use crate::network::{Counting, TextRule};

/// How many characters an address counts on Mastodon and X, however long it is.
const LINK_COUNTS: u32 = 23;

/// How long a text is by one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The count, in what the rule counts.
    pub used: u32,
    /// Its UTF-8 bytes.
    pub bytes: u32,
    /// The most that the rule allows.
    pub max: u32,
    /// Whether the rule allows it.
    pub fits: bool,
}

/// Counts a text by a network's rule.
///
/// Sources: Mastodon's `StatusLengthValidator` (graphemes, addresses as 23, names without their server); X's published weights (version 3
/// of the configuration of twitter-text: four ranges that weigh one, everything else and any emoji two); Threads' documentation (an emoji
/// counts its UTF-8 bytes); Bluesky's lexicon (`maxGraphemes` and `maxLength` in bytes).
#[must_use]
pub fn count(text: &str, rule: &TextRule) -> Count {
    let used = match rule.counting {
        Counting::Characters => length(text.chars().count()),
        Counting::Graphemes => length(text.graphemes(true).count()),
        Counting::Utf16 => length(text.encode_utf16().count()),
        Counting::Mastodon => mastodon(text),
        Counting::Weighted => weighted(text),
        Counting::EmojiBytes => text.graphemes(true).map(emoji_bytes).fold(0, u32::saturating_add),
    };
    let bytes = length(text.len());
    let fits = used <= rule.max && rule.bytes_max.is_none_or(|max| bytes <= max);
    Count { used, bytes, max: rule.max, fits }
}

fn length(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn mastodon(text: &str) -> u32 {
    let links = links(text);
    let named = mentions(text);
    let saved = |span: &Span| {
        let full = length(text[span.at.clone()].graphemes(true).count());
        let counted = span.said.split('@').next().map_or(0, |name| length(name.graphemes(true).count()) + 1);
        full.saturating_sub(counted)
    };
    let remote: u32 = named.iter().map(saved).sum();
    let outside = without(text, &links).graphemes(true).count();
    (length(outside) + LINK_COUNTS * length(links.len())).saturating_sub(remote)
}

/// The text with its addresses left out.
fn without(text: &str, spans: &[Span]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        rest.push_str(&text[from..span.at.start]);
        from = span.at.end;
    }
    rest.push_str(&text[from..]);
    rest
}

fn weighted(text: &str) -> u32 {
    let text: String = text.nfc().collect();
    let links = links(&text);
    let rest = without(&text, &links);
    let letters: u32 = rest.graphemes(true).map(weight).fold(0, u32::saturating_add);
    letters.saturating_add(LINK_COUNTS * length(links.len()))
}

fn weight(grapheme: &str) -> u32 {
    if is_emoji(grapheme) {
        return 2;
    }
    let one = |c: char| matches!(u32::from(c), 0..=4351 | 8192..=8205 | 8208..=8223 | 8242..=8247);
    grapheme.chars().map(|c| if one(c) { 1 } else { 2 }).sum()
}

fn emoji_bytes(grapheme: &str) -> u32 {
    if is_emoji(grapheme) { length(grapheme.len()) } else { length(grapheme.chars().count()) }
}

/// Whether a grapheme is shown as a picture: its first character is one, or it is made one by a variation selector or a keycap.
fn is_emoji(grapheme: &str) -> bool {
    let Some(first) = grapheme.chars().next() else { return false };
    let made = grapheme.contains('\u{fe0f}') || grapheme.contains('\u{20e3}');
    let always = matches!(u32::from(first), 0x1f000..=0x1faff);
    always || made || (is_shown_as_emoji(first) && !grapheme.contains('\u{fe0e}'))
}

/// The characters outside the emoji blocks that are shown as pictures without being asked (`Emoji_Presentation` of Unicode 16).
fn is_shown_as_emoji(c: char) -> bool {
    matches!(
        u32::from(c),
        0x231a..=0x231b | 0x23e9..=0x23ec | 0x23f0 | 0x23f3 | 0x25fd..=0x25fe | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x267f | 0x2693
            | 0x26a1 | 0x26aa..=0x26ab | 0x26bd..=0x26be | 0x26c4..=0x26c5 | 0x26ce | 0x26d4 | 0x26ea | 0x26f2..=0x26f3 | 0x26f5
            | 0x26fa | 0x26fd | 0x2705 | 0x270a..=0x270b | 0x2728 | 0x274c | 0x274e | 0x2753..=0x2755 | 0x2757 | 0x2795..=0x2797
            | 0x27b0 | 0x27bf | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::Network;

    fn used(network: Network, text: &str) -> u32 {
        count(text, &network.capabilities().text).used
    }

    const FAMILY: &str = "👨‍👩‍👧‍👦";

    #[test]
    fn each_network_counts_in_its_own_way() {
        // A family is seven code points, one picture.
        assert_eq!(used(Network::Bluesky, FAMILY), 1);
        assert_eq!(used(Network::Mastodon, FAMILY), 1);
        assert_eq!(used(Network::X, FAMILY), 2);
        assert_eq!(used(Network::Discord, FAMILY), 7);
        assert_eq!(used(Network::Telegram, FAMILY), 11);
        assert_eq!(used(Network::Threads, FAMILY), 25);
        assert_eq!(used(Network::X, "日本"), 4);
        assert_eq!(used(Network::X, "e\u{301}té"), 3);
        assert_eq!(used(Network::X, "«l’été» – “oui”"), 15);
        assert_eq!(used(Network::Bluesky, "e\u{301}"), 1);
    }

    #[test]
    fn an_address_counts_twenty_three_where_it_does() {
        let text = "Lire https://solenne.example/une/adresse/tres/longue/vraiment/tres/longue !";
        assert_eq!(used(Network::Mastodon, text), 5 + 23 + 2);
        assert_eq!(used(Network::X, text), 5 + 23 + 2);
        assert_eq!(used(Network::Bluesky, text), u32::try_from(text.chars().count()).unwrap());
        assert_eq!(used(Network::Mastodon, "@lea@mastodon.example salut"), 4 + 6);
        assert_eq!(used(Network::Mastodon, "@lea salut"), 10);
    }

    #[test]
    fn bytes_are_a_limit_of_their_own() {
        let rule = Network::Bluesky.capabilities().text;
        let text = FAMILY.repeat(121);
        let counted = count(&text, &rule);
        assert_eq!((counted.used, counted.bytes, counted.fits), (121, 3_025, false));
        assert!(count(&FAMILY.repeat(120), &rule).fits);
    }
}

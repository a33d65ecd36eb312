//! Addresses, mentions and hashtags in a text that we wrote, as byte ranges.

use std::ops::Range;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it stands, bytes.
    pub at: Range<usize>,
    /// What it says: the address, the mention without its `@`, the tag without its `#`.
    pub said: String,
}

/// What may follow an address in a sentence without belonging to it.
const AFTER_LINK: [char; 14] = ['.', ',', ';', ':', '!', '?', '\'', '"', '…', '»', '”', '’', '*', '_'];

/// The web addresses of a text: what begins with `http://` or `https://` up to the next space, without the punctuation after it. A
/// closing bracket belongs to the address only when it was opened within.
#[must_use]
pub fn links(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_scheme(text, from) {
        let scheme = if text[start..].to_ascii_lowercase().starts_with("https") { 8 } else { 7 };
        let end =
            text[start..].find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).map_or(text.len(), |n| start + n);
        let kept = trimmed(&text[start..end]);
        if kept.len() > scheme && !text[..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            found.push(Span { at: start..start + kept.len(), said: kept.to_owned() });
            from = start + kept.len();
        } else {
            from = start + scheme;
        }
    }
    found
}

/// Where the next `http://` or `https://` begins, at or after a place.
fn next_scheme(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&at| {
        let rest = &bytes[at..];
        let begins = |with: &[u8]| rest.len() >= with.len() && rest[..with.len()].eq_ignore_ascii_case(with);
        begins(b"https://") || begins(b"http://")
    })
}

fn trimmed(address: &str) -> &str {
    let mut kept = address;
    loop {
        let without = kept.trim_end_matches(AFTER_LINK);
        let closes =
            |open: char, close: char| without.ends_with(close) && without.matches(close).count() > without.matches(open).count();
        let shorter = if closes('(', ')') || closes('[', ']') { &without[..without.len() - 1] } else { without };
        if shorter.len() == kept.len() {
            return kept;
        }
        kept = shorter;
    }
}

/// The mentions of a text: `@name`, `@name@server`, `@name.server`.
#[must_use]
pub fn mentions(text: &str) -> Vec<Span> {
    marked(
        text,
        '@',
        |c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'),
        |said| said.trim_end_matches(['.', '-', '@']).trim_end_matches('_'),
    )
}

/// The hashtags of a text: `#` and letters, digits or underscores of which one at least is no digit.
#[must_use]
pub fn tags(text: &str) -> Vec<Span> {
    let found = marked(text, '#', |c| c.is_alphanumeric() || c == '_' || is_joined(c), |said| said);
    found.into_iter().filter(|tag| tag.said.chars().any(|c| !c.is_numeric())).collect()
}

/// Marks that belong to the letter before them, as in Hindi, and the joiner of some scripts.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0900}'..='\u{0903}' | '\u{093a}'..='\u{094f}' | '\u{064b}'..='\u{065f}' | '\u{200c}')
}

fn marked(text: &str, mark: char, belongs: impl Fn(char) -> bool, trim: impl Fn(&str) -> &str) -> Vec<Span> {
    let links = links(text);
    let mut found: Vec<Span> = Vec::new();
    for (start, _) in text.match_indices(mark) {
        let inside = |range: &Range<usize>| range.contains(&start);
        let after_word =
            text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '/' | '&' | '@' | '#'));
        if after_word || links.iter().any(|link| inside(&link.at)) || found.last().is_some_and(|last| inside(&last.at)) {
            continue;
        }
        let rest = &text[start + mark.len_utf8()..];
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let said = trim(&rest[..end]);
        if !said.is_empty() {
            found.push(Span { at: start..start + mark.len_utf8() + said.len(), said: said.to_owned() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(spans: &[Span]) -> Vec<&str> {
        spans.iter().map(|span| span.said.as_str()).collect()
    }

    #[test]
    fn an_address_ends_where_a_reader_ends_it() {
        let text =
            "Voir https://solenne.example/neige, (https://a.example/b_(c)) et HTTP://x.example/?a=1#é… fin «https://y.example».";
        let found = links(text);
        assert_eq!(
            said(&found),
            ["https://solenne.example/neige", "https://a.example/b_(c)", "HTTP://x.example/?a=1#é", "https://y.example"]
        );
        assert!(links("xhttps://a.example https:// http://").is_empty());
    }

    #[test]
    fn mentions_and_tags_are_told_from_mails_and_addresses() {
        let text = "Merci @lea@mastodon.example et @solenne.bsky.social. a@b.example https://x.example/@no #PremièreNeige #2026 #2026neige, #été_indien!";
        assert_eq!(said(&mentions(text)), ["lea@mastodon.example", "solenne.bsky.social"]);
        assert_eq!(said(&tags(text)), ["PremièreNeige", "2026neige", "été_indien"]);
    }

    proptest! {
        #[test]
        fn every_span_says_what_stands_there(text in ".{0,200}") {
            for span in links(&text) {
                prop_assert_eq!(&text[span.at.clone()], span.said.as_str());
            }
            for span in mentions(&text).into_iter().chain(tags(&text)) {
                prop_assert_eq!(&text[span.at.start + 1..span.at.end], span.said.as_str());
            }
        }
    }
}

//! From characters to tokens: UAX #29 words, then what people write around them (tags, names, tickers, addresses, emoji).
//!
//! A text is cut at white space, which no word crosses. A piece that holds only Latin letters and usual punctuation is read by a
//! plain loop that follows the same rules as UAX #29; any other piece goes through `unicode-segmentation`. A test holds the two
//! against each other. Where the rules are tailored: apostrophes, hyphens, middle dots and colons split (UAX #29 allows
//! tailoring, and CLDR's root does so for the colon), and underscores at the ends of a word do not belong to it.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    analysis::{Analysis, Written},
    fold::fold_into,
    letters::{Class, class_of, is_combining, is_emoji, is_mark, is_spaceless, splits_word},
    place::{self, Ending},
};

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// Where the letters of a piece stand in the original text.
#[derive(Clone, Copy)]
pub(crate) enum Origin {
    /// Byte 0 of the piece is this byte of the text.
    Offset(u32),
    /// The piece is a rewriting of these bytes as a whole.
    Whole(u32, u32),
}

impl Origin {
    fn span(self, start: usize, end: usize) -> (u32, u32) {
        match self {
            Self::Offset(offset) => (offset + start as u32, offset + end as u32),
            Self::Whole(start, end) => (start, end),
        }
    }
}

impl Analysis {
    /// Reads a whole part.
    pub(crate) fn segment(&mut self, text: &str) {
        let mut ending = Ending::None;
        let mut at = 0;
        while at < text.len() {
            let (blank, has_line_end) = blank_before(&text[at..]);
            at += blank;
            let rest = &text[at..];
            let piece = &rest[..piece_len(rest)];
            if piece.is_empty() {
                break;
            }
            if self.is_sentence_begun() && (has_line_end || place::begins_sentence(ending, piece)) {
                self.sentence += 1;
            }
            self.piece(piece, at as u32);
            ending = place::ending_of(piece);
            at += piece.len();
        }
    }

    /// Reads what stands between two white spaces.
    fn piece(&mut self, piece: &str, offset: u32) {
        if let Some(word) = lone_word(piece.as_bytes()) {
            return self.ascii_word(&piece[word.clone()], offset + word.start as u32);
        }
        // Most pieces hold nothing that a tag, a name or an address begins with.
        if !piece.bytes().any(|byte| matches!(byte, b'#' | b'@' | b'$' | b'/' | b'w' | b'W' | 0xEF)) {
            return self.plain(piece, Origin::Offset(offset));
        }
        let mut plain_start = 0;
        let mut at = 0;
        let mut before = ' ';
        while let Some(letter) = piece[at..].chars().next() {
            let is_start = !before.is_alphanumeric() && before != '_';
            let special = if is_start { self.special_len(piece, at, letter) } else { None };
            let Some(len) = special else {
                before = letter;
                at += letter.len_utf8();
                continue;
            };
            self.plain(&piece[plain_start..at], Origin::Offset(offset + plain_start as u32));
            self.special(&piece[at..at + len], offset + at as u32);
            at += len;
            plain_start = at;
            before = ' ';
        }
        self.plain(&piece[plain_start..], Origin::Offset(offset + plain_start as u32));
    }

    /// Puts a word of ASCII letters and digits.
    fn ascii_word(&mut self, text: &str, start: u32) {
        let mut folded = std::mem::take(&mut self.word);
        folded.clear();
        folded.push_str(text);
        folded.make_ascii_lowercase();
        self.put(&folded, Written::Same(text), (start, start + text.len() as u32), false);
        self.word = folded;
        self.advance();
    }

    pub(crate) fn plain(&mut self, text: &str, origin: Origin) {
        self.plain_with(text, origin, false);
    }

    /// Reads plain words. `is_rewritten` says that the text was normalised already and must not be again.
    pub(crate) fn plain_with(&mut self, text: &str, origin: Origin, is_rewritten: bool) {
        if !text.is_ascii() && text.chars().any(|letter| class_of(letter) == Class::Other) {
            self.by_full_rules(text, origin, is_rewritten);
        } else {
            self.by_latin_rules(text, origin);
        }
    }

    fn by_latin_rules(&mut self, text: &str, origin: Origin) {
        let mut start = None;
        let mut classes = text.char_indices().map(|(at, letter)| (at, class_of(letter)));
        let mut next = classes.next();
        let mut before = Class::Break;
        while let Some((at, class)) = next {
            next = classes.next();
            let after = next.map_or(Class::Break, |(_, class)| class);
            let stays = match class {
                Class::Letter | Class::Digit | Class::Underscore => true,
                Class::Dot => before == after && matches!(after, Class::Letter | Class::Digit),
                Class::Comma => before == after && after == Class::Digit,
                Class::Break | Class::Other => false,
            };
            if stays {
                start.get_or_insert(at);
            } else if let Some(start) = start.take() {
                self.word_token(text, start, at, origin);
            }
            before = class;
        }
        if let Some(start) = start {
            self.word_token(text, start, text.len(), origin);
        }
    }

    fn by_full_rules(&mut self, text: &str, origin: Origin, is_rewritten: bool) {
        let mut start = 0;
        while start < text.len() {
            let end = text[start..].find(splits_word).map_or(text.len(), |len| start + len);
            for (at, segment) in text[start..end].split_word_bound_indices() {
                self.segment_token(text, start + at, segment, origin, is_rewritten);
            }
            start = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
    }

    fn segment_token(&mut self, text: &str, at: usize, segment: &str, origin: Origin, is_rewritten: bool) {
        if !is_rewritten && is_nfkc_quick(segment.chars()) != IsNormalized::Yes {
            let (start, end) = origin.span(at, at + segment.len());
            self.rewritten(segment, start, end);
        } else if place::ends_sentence_alone(segment) {
            self.sentence += u32::from(self.is_sentence_begun());
        } else if is_emoji(segment) {
            self.emoji(segment, origin.span(at, at + segment.len()));
        } else if let Some(joint) =
            segment.match_indices(ZERO_WIDTH_JOINER).find(|(joint, _)| is_emoji(&segment[joint + ZERO_WIDTH_JOINER.len_utf8()..]))
        {
            // UAX #29 joins a letter and a picture across this character, whatever the letter.
            let picture = joint.0 + ZERO_WIDTH_JOINER.len_utf8();
            self.split_segment(text, at, &segment[..picture], origin);
            self.emoji(&segment[picture..], origin.span(at + picture, at + segment.len()));
        } else {
            self.split_segment(text, at, segment, origin);
        }
    }

    /// Reads a segment that NFKC may spell otherwise (`ﬁ`, `㍿`, `½`, a letter with a separate accent).
    fn rewritten(&mut self, segment: &str, start: u32, end: u32) {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        scratch.extend(segment.nfkc());
        if segment.chars().any(|letter| letter.is_alphanumeric()) {
            for piece in scratch.split(char::is_whitespace) {
                self.plain_with(piece, Origin::Whole(start, end), true);
            }
        }
        self.scratch = scratch;
    }

    /// Puts a UAX #29 segment, as characters where the script has no spaces.
    fn split_segment(&mut self, text: &str, at: usize, segment: &str, origin: Origin) {
        let mut start = at;
        let mut was_spaceless = false;
        for (inner, letter) in segment.char_indices() {
            let is_spaceless = is_spaceless(letter);
            if !is_mark(letter) && (is_spaceless || was_spaceless) {
                self.word_token(text, start, at + inner, origin);
                start = at + inner;
                was_spaceless = is_spaceless;
            }
        }
        self.word_token(text, start, at + segment.len(), origin);
    }

    /// Puts the word `text[start..end]` and moves on, unless there is no letter or digit in it.
    fn word_token(&mut self, text: &str, start: usize, end: usize, origin: Origin) {
        let word = &text[start..end];
        // A mark that has no letter before it belongs to no word, nor does what joined it to a character that is a word of its own.
        let trimmed = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let start = end - trimmed.len();
        let trimmed = trimmed.trim_end_matches(|letter: char| !letter.is_alphanumeric() && !is_mark(letter));
        let span = origin.span(start, start + trimmed.len());
        let mut folded = std::mem::take(&mut self.word);
        folded.clear();
        fold_into(trimmed, &mut folded);
        while let Some(mark) = folded.chars().next().filter(|letter| is_combining(*letter)) {
            folded.drain(..mark.len_utf8());
        }
        // An accent that stood on the last underscore is gone now, and the underscore is the word's end.
        folded.truncate(folded.trim_end_matches('_').len());
        if !folded.chars().any(char::is_alphanumeric) {
            folded.clear();
        }
        let is_composed = trimmed.is_ascii() || trimmed.chars().all(|letter| (letter as u32) < 0x300);
        let written = if is_composed { Written::Same(trimmed) } else { Written::Normalised(None, trimmed) };
        self.put(&folded, written, span, false);
        if !folded.is_empty() {
            self.advance();
        }
        self.word = folded;
    }

    /// An emoji without its presentation selectors; one with a skin tone is also found without it.
    fn emoji(&mut self, segment: &str, span: (u32, u32)) {
        let mut word = std::mem::take(&mut self.word);
        word.clear();
        word.extend(segment.chars().filter(|letter| !matches!(letter, '\u{FE0E}' | '\u{FE0F}')));
        self.put(&word, Written::Same(segment), span, true);
        word.retain(|letter| !matches!(letter, '\u{1F3FB}'..='\u{1F3FF}'));
        self.put(&word, Written::Same(&word), span, false);
        self.word = word;
        self.advance();
    }
}

/// The length of the white space at the beginning, in bytes, and whether a line ends in it. Most often it is one space.
fn blank_before(text: &str) -> (usize, bool) {
    if let [b' ', b'!'..=b'~', ..] = text.as_bytes() {
        return (1, false);
    }
    let blank = &text[..text.len() - text.trim_start().len()];
    (blank.len(), blank.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']))
}

/// The one word of a piece that is nothing but ASCII letters and digits among usual punctuation, as most pieces are.
fn lone_word(piece: &[u8]) -> Option<Range<usize>> {
    // What a tag, a name, a ticker or an address begins or goes on with, and what may belong to a word.
    let is_punctuation = |byte: &u8| byte.is_ascii_punctuation() && !matches!(byte, b'#' | b'@' | b'$' | b'/' | b'_');
    let start = piece.iter().position(u8::is_ascii_alphanumeric)?;
    let len = piece[start..].iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(piece.len() - start);
    let is_lone = piece[..start].iter().chain(&piece[start + len..]).all(is_punctuation);
    is_lone.then_some(start..start + len)
}

/// The length of what stands before the next white space. In bytes.
fn piece_len(text: &str) -> usize {
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            if matches!(byte, b' ' | b'\t'..=b'\r') {
                return at;
            }
            at += 1;
        } else {
            let letter = text[at..].chars().next().unwrap_or(' ');
            if letter.is_whitespace() {
                return at;
            }
            at += letter.len_utf8();
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Analysis, Origin};

    fn tokens(analysis: &Analysis) -> Vec<String> {
        let one = |token: usize| format!("{}:{}", analysis.tokens()[token].position, analysis.folded(&analysis.tokens()[token]));
        (0..analysis.tokens().len()).map(one).collect()
    }

    fn check(text: &str, expect: &str) {
        let mut analysis = Analysis::new();
        analysis.read_alone(text);
        assert_eq!(tokens(&analysis).join(" "), expect, "{text}");
    }

    #[test]
    fn words_are_split_folded_and_numbered() {
        check("L'Oréal aujourd’hui, porte-clés", "0:l 1:oreal 2:aujourd 3:hui 4:porte 5:cles");
        check("3,14 et 1.000 a.b 2;3 _mot_ a_b AT&T", "0:3,14 1:et 2:1.000 3:a.b 4:2;3 5:mot 6:a_b 7:at 8:t");
        check("#Été @Marque.fr $AAPL $50", "0:#ete 0:ete 1:@marque.fr 1:@marque 1:marque 2:fr 3:$aapl 3:aapl 4:50");
        check("@a@b.social x@y.fr C#", "0:@a@b.social 0:@a 0:a 1:b.social 2:x 3:y.fr 4:c");
        check(
            "(https://www.Example.com/blog/super-produit?x=1).",
            "0://example.com/blog/super-produit?x=1 0:example.com 1:blog 2:super 3:produit",
        );
        check("https://a.fr/caf%C3%A9", "0://a.fr/caf%c3%a9 0:a.fr 1:cafe");
        check("東京タワー กข é", "0:東 1:京 2:タ 3:ワ 4:ー 5:ก 6:ข 7:e");
        check("j❤️u 😀😀 👍🏽 🇫🇷", "0:j 1:❤ 2:u 3:😀 4:😀 5:👍🏽 5:👍 6:🇫🇷");
        check("Marque™ étudiant·e", "0:marque 1:etudiant 2:e");
        check("#東京", "0:#東京 0:東 1:京");
        check("½ ﬁn m² ＃Tag", "0:1⁄2 1:fin 2:m 3:2 4:#tag 4:tag");
    }

    #[test]
    fn sentences_end_where_a_reader_says() {
        let mut analysis = Analysis::new();
        analysis.read_alone("M. Dupont dit non. Mais oui ! si\nfin. et 3.5 ok (bien.) Là");
        let sentences: Vec<u32> = analysis.tokens().iter().map(|token| token.sentence).collect();
        assert_eq!(sentences, [0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 3, 4]);
    }

    proptest! {
        #[test]
        fn the_latin_loop_reads_as_uax_29_does(text in "[a-cé .,;'’_:0-9«»!-]{0,30}") {
            let (mut quick, mut full) = (Analysis::new(), Analysis::new());
            quick.read_alone("");
            full.read_alone("");
            quick.by_latin_rules(&text, Origin::Offset(0));
            full.by_full_rules(&text, Origin::Offset(0), false);
            prop_assert_eq!(tokens(&quick), tokens(&full));
        }

        #[test]
        fn a_lone_word_is_read_as_uax_29_does(text in "[(\"'.,;:!?*+-]{0,2}[a-zA-Z0-9]{1,6}[)\"'.,;:!?*+-]{0,3}") {
            let (mut quick, mut full) = (Analysis::new(), Analysis::new());
            quick.read_alone(&text);
            prop_assert!(super::lone_word(text.as_bytes()).is_some());
            full.read_alone("");
            full.by_full_rules(&text, Origin::Offset(0), false);
            prop_assert_eq!(tokens(&quick), tokens(&full));
            let span = |analysis: &Analysis| analysis.tokens().iter().map(|token| token.span).collect::<Vec<_>>();
            prop_assert_eq!(span(&quick).len(), span(&full).len());
            prop_assert_eq!(span(&quick)[0].start, span(&full)[0].start);
            prop_assert_eq!(span(&quick)[0].end, span(&full)[0].end);
        }

        #[test]
        fn any_text_is_read_without_harm(text in "\\PC{0,60}|[#@$.a1é/東😀\u{301}\u{200d}\u{fe0f}ﬁ½ ]{0,40}") {
            let mut analysis = Analysis::new();
            analysis.read_alone(&text);
            for token in analysis.tokens() {
                prop_assert!(text.get(token.span.start as usize..token.span.end as usize).is_some());
            }
            prop_assert!(analysis.tokens().is_sorted_by_key(|token| token.position));
        }
    }
}

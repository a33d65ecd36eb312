//! Which charset bytes are in, when what is said of them is missing, contradictory or wrong.

use std::borrow::Cow;

use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, ISO_8859_13, ISO_8859_16, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252,
    WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};

/// How many first bytes are searched for a declaration inside the text. The HTML standard looks at 1,024; feeds put
/// comments and style sheets before.
const DECLARATION_BYTES_MAX: usize = 4_096;
/// How many bytes the guess by letter frequency looks at.
const GUESS_BYTES_MAX: usize = 256 << 10;
/// How many bytes beyond ASCII may follow each other and still be no word: words of other alphabets are longer, and so is a
/// pair of characters in the charsets of East Asia.
const LONE_BYTES_MAX: usize = 2;

/// Bytes made text.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The charset that was used, by its WHATWG name.
    pub charset: &'static str,
    /// The label that was declared, when another charset was used.
    pub wrong_label: Option<String>,
    /// Whether some bytes meant nothing and were replaced by U+FFFD.
    pub has_bad_bytes: bool,
}

/// Decodes by, in this order: byte order mark, the shape of UTF-16 and UTF-32, the `charset` of `content_type`, the
/// declaration inside (`<?xml encoding`, `<meta charset`), then by the bytes themselves. A label gives way when the bytes
/// are valid UTF-8 beyond ASCII (which no other charset produces by chance), or when they mean nothing under the label. Not
/// so UTF-8, declared or for want of a declaration, when only a few places are broken: there U+FFFD stands in the text.
#[must_use]
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    if let Some(text) = utf_32(bytes) {
        return Decoded { text: Cow::Owned(text), charset: "UTF-32", wrong_label: None, has_bad_bytes: false };
    }
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return decode_as(&bytes[mark_bytes..], encoding, None);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return decode_as(bytes, encoding, None);
    }
    let labels: Vec<String> = [content_type.and_then(charset_parameter), declared_inside(bytes)].into_iter().flatten().collect();
    decode_by_labels(bytes, &labels)
}

fn decode_by_labels<'a>(bytes: &'a [u8], labels: &[String]) -> Decoded<'a> {
    if let Ok(text) = str::from_utf8(bytes) {
        let is_plain = text.is_ascii();
        let escapes = labels
            .iter()
            .find_map(|label| Encoding::for_label(label.as_bytes()))
            .filter(|encoding| !encoding.is_ascii_compatible());
        // ISO-2022-JP hides its letters in ASCII bytes; UTF-16 is excluded because its shape was looked for already.
        if let Some(encoding) = escapes.filter(|encoding| is_plain && **encoding != *UTF_16LE && **encoding != *UTF_16BE) {
            return decode_as(bytes, encoding, None);
        }
        let wrong = labels.first().filter(|label| !is_plain && Encoding::for_label(label.as_bytes()) != Some(UTF_8));
        return Decoded { text: Cow::Borrowed(text), charset: UTF_8.name(), wrong_label: wrong.cloned(), has_bad_bytes: false };
    }
    for label in labels {
        let Some(encoding) = Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible()) else {
            continue;
        };
        let decoded = decode_as(bytes, encoding, None);
        if !decoded.has_bad_bytes {
            let wrong_label = labels.first().filter(|first| *first != label).cloned();
            return Decoded { wrong_label, ..decoded };
        }
    }
    let is_called_utf_8 = labels.is_empty() || labels.iter().any(|label| Encoding::for_label(label.as_bytes()) == Some(UTF_8));
    if is_called_utf_8 && is_mostly_utf_8(bytes) {
        return decode_as(bytes, UTF_8, None);
    }
    let guessed = guess(bytes);
    // A stray `é` in an English text says nothing of an alphabet; what then is guessed is chance.
    let is_chance = is_called_utf_8 && is_not_latin(guessed) && is_nearly_ascii(&bytes[..bytes.len().min(GUESS_BYTES_MAX)]);
    decode_as(bytes, if is_chance { WINDOWS_1252 } else { guessed }, labels.first().cloned())
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding, wrong_label: Option<String>) -> Decoded<'a> {
    let (text, has_bad_bytes) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, charset: encoding.name(), wrong_label, has_bad_bytes }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    let sample = &bytes[..bytes.len().min(GUESS_BYTES_MAX)];
    detector.feed(sample, true);
    let guessed = detector.guess(None, chardetng::Utf8Detection::Deny);
    if guessed.is_ascii_compatible() { guessed } else { WINDOWS_1252 }
}

/// Whether the bytes are UTF-8 with a few broken places, such as texts cut in the middle of a character. Every whole character
/// beyond ASCII speaks for UTF-8, and so does what is left of one that was cut; every other byte beyond ASCII speaks for another
/// charset. Among many it takes one for twenty to be sure; where little is broken, as in an English text with a single `…`,
/// the majority has it.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut cut, mut stray) = (0_usize, 0_usize, 0_usize);
    let (mut at, mut counted_to) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() && at >= counted_to {
            match cut_character(&bytes[at..]) {
                Some(length) => (cut, counted_to) = (cut + 1, at + length),
                None => stray += 1,
            }
        }
        at += chunk.invalid().len();
    }
    let for_utf_8 = whole + cut;
    stray * 20 <= for_utf_8 || (is_few(cut + stray, bytes.len()) && stray <= for_utf_8)
}

/// The length of what is left of a character of UTF-8, of a kind that is cut in texts otherwise in ASCII: typographic marks
/// (`E2`), emoji (`F0`, and `ED` where they were written as two halves of UTF-16), selectors and byte order marks (`EF`). The
/// same bytes in windows-1252 would be a letter that stands before a mark, and `â`, `ï`, `ð` and `í` end no words there, while
/// `é` does. Alone, before something other than a letter, only the most frequent first bytes count: `Â`, `Ã` and `â`.
fn cut_character(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..] => Some(3),
        [0xe2 | 0xef | 0xf0, 0x80..=0xbf, 0x80..=0xbf, ..] => Some(3),
        [0xe2 | 0xef | 0xf0, 0x80..=0xbf, ..] => Some(2),
        [0xc2 | 0xc3 | 0xe2, rest @ ..] if rest.first().is_none_or(|next| next.is_ascii() && !next.is_ascii_alphabetic()) => {
            Some(1)
        }
        _ => None,
    }
}

/// Whether so many places are few in a text of that length: nothing that a guess by letter frequency could build on.
const fn is_few(places: usize, bytes: usize) -> bool {
    places <= 3 || places.saturating_mul(1_000) < bytes
}

/// Whether bytes beyond ASCII are so few and stand so much alone that no word of another alphabet can be among them.
fn is_nearly_ascii(bytes: &[u8]) -> bool {
    let mut runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let mut count = 0_usize;
    runs.all(|run| {
        count += 1;
        run.len() <= LONE_BYTES_MAX
    }) && is_few(count, bytes.len())
}

/// Whether a charset, of those that are guessed, is one of letters other than Latin ones.
fn is_not_latin(encoding: &'static Encoding) -> bool {
    const LATIN: [&Encoding; 9] =
        [WINDOWS_1252, WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258, ISO_8859_2, ISO_8859_4, ISO_8859_13, ISO_8859_16];
    !LATIN.contains(&encoding)
}

/// The `charset` parameter of a `Content-Type`, without quotes.
#[must_use]
pub fn charset_parameter(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The label after `encoding=` or `charset=` among the first bytes.
fn declared_inside(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES_MAX)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if let Some(start) = head.find("<?xml") {
        let declaration = &head[start..];
        let declaration = &declaration[..declaration.find("?>").unwrap_or(declaration.len())];
        return label_after(declaration, "encoding");
    }
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        label_after(&tag[..tag.find('>').unwrap_or(tag.len())], "charset")
    })
}

fn label_after(text: &str, name: &str) -> Option<String> {
    let rest = text[text.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
    (end > 0).then(|| rest[..end].to_owned())
}

/// Whether the bytes begin as pictures, archives, sounds or programs do.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 12] = [
        b"\x89PNG",
        b"GIF8",
        b"\xff\xd8\xff",
        b"PK\x03\x04",
        b"%PDF-",
        b"\x1f\x8b",
        b"\x7fELF",
        b"ID3",
        b"OggS",
        b"RIFF",
        b"\x28\xb5\x2f\xfd",
        b"BZh9",
    ];
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let is_markup = |byte: u8| matches!(byte, b'<' | b'{' | b' ' | b'\n' | b'\r' | b'\t');
    match bytes {
        [first, 0, second, 0, ..] if is_markup(*first) && *second != 0 => Some(UTF_16LE),
        [0, first, 0, second, ..] if is_markup(*first) && *second != 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32, which browsers no longer read and `encoding_rs` leaves out, by its mark or by the zeros around a first `<`.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (is_little, start) = match bytes {
        [0xff, 0xfe, 0, 0, ..] => (true, 4),
        [0, 0, 0xfe, 0xff, ..] => (false, 4),
        [b'<', 0, 0, 0, ..] => (true, 0),
        [0, 0, 0, b'<', ..] => (false, 0),
        _ => return None,
    };
    let text = bytes[start..].chunks(4).map(|unit| {
        let number = <[u8; 4]>::try_from(unit)
            .map(|unit| if is_little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) })
            .unwrap_or(u32::MAX);
        char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
    });
    Some(text.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], content_type: Option<&str>, text: &str, charset: &str) {
        let decoded = decode(bytes, content_type);
        assert_eq!((decoded.text.as_ref(), decoded.charset), (text, charset), "{bytes:?} {content_type:?}");
    }

    #[test]
    fn the_label_is_believed_unless_the_bytes_say_otherwise() {
        check(b"caf\xe9", Some("text/xml; charset=iso-8859-1"), "café", "windows-1252");
        check("café".as_bytes(), Some("text/xml; charset=iso-8859-1"), "café", "UTF-8");
        check(b"<?xml version='1.0' encoding='koi8-r'?>\xf0", None, "<?xml version='1.0' encoding='koi8-r'?>П", "KOI8-R");
        check(b"<?xml encoding='utf-8'?>caf\xe9 et \xe9t\xe9", None, "<?xml encoding='utf-8'?>café et été", "windows-1252");
        check(b"\xff\xfe<\0a\0", Some("text/xml; charset=utf-8"), "<a", "UTF-16LE");
        check(b"\0<\0a", None, "<a", "UTF-16BE");
        check(b"<\0\0\0a\0\0\0", None, "<a", "UTF-32");
        check(b"plain", Some("text/html; charset=nonsense"), "plain", "UTF-8");
        check(b"<meta charset=\"windows-1251\">\xcf", None, "<meta charset=\"windows-1251\">П", "windows-1251");
    }

    #[test]
    fn a_wrong_label_is_told() {
        assert_eq!(decode("é".as_bytes(), Some("text/xml;charset=latin1")).wrong_label.as_deref(), Some("latin1"));
        assert_eq!(decode(b"e", Some("text/xml;charset=latin1")).wrong_label, None);
    }

    #[test]
    fn utf_8_that_is_cut_in_a_character_stays_utf_8() {
        let decoded = decode(b"d\xc3\xa9j\xc3\xa0 vu \xc3", None);
        assert_eq!((decoded.text.as_ref(), decoded.has_bad_bytes), ("déjà vu \u{fffd}", true));
    }

    #[test]
    fn a_few_broken_places_do_not_change_the_alphabet() {
        let english = "The quick brown fox jumps over the lazy dog, and nothing else is to be said of it today. ".repeat(20);
        let check_piece = |piece: &[u8], text: &str, charset: &str| {
            for around in ["", "<rss><title>", &english] {
                let bytes = [around.as_bytes(), piece, b" <", around.as_bytes()].concat();
                let text = format!("{around}{text} <{around}");
                check(&bytes, None, &text, charset);
                check(&bytes, Some("text/xml; charset=utf-8"), &text, charset);
            }
        };
        check_piece(b"cut \xf0\x9f\x98", "cut \u{fffd}", "UTF-8");
        check_piece(b"cut \xf0\x9f", "cut \u{fffd}", "UTF-8");
        check_piece(b"cut\xe2\x80", "cut\u{fffd}", "UTF-8");
        check_piece(b"cut\xe2", "cut\u{fffd}", "UTF-8");
        check_piece(b"\xed\xa0\xbd\xed\xb8\x80", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}", "UTF-8");
        check_piece(b"it\xe2\x80\x99s \xe9", "it’s \u{fffd}", "UTF-8");
        check_piece(b"caf\xe9", "café", "windows-1252");
        check_piece(b"\xe9 \xff\xfe", "é ÿþ", "windows-1252");
        check_piece(b"\x98\x80", "˜€", "windows-1252");
        check_piece(b"a \x93caf\xe9\x94", "a “café”", "windows-1252");
        check_piece(b"b\xe2tir, d\xe9j\xe0 vu \xe0 No\xebl", "bâtir, déjà vu à Noël", "windows-1252");
        // A whole word of another alphabet is no chance.
        check_piece(b"\xcf\xf0\xe8\xe2\xe5\xf2", "Привет", "windows-1251");
    }

    #[test]
    fn what_is_in_another_alphabet_and_called_utf_8_is_read_in_its_own() {
        let russian = "Вчера в Москве прошёл дождь, и всё вокруг стало зелёным. «Я его ждал», — сказал он. ".repeat(5);
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&russian);
        check(&bytes, Some("text/xml; charset=utf-8"), &russian, "windows-1251");
        let japanese = "昨日は東京で雨が降りました。日本語の文章です。".repeat(3);
        let (bytes, _, _) = encoding_rs::EUC_JP.encode(&japanese);
        check(&bytes, Some("text/xml; charset=utf-8"), &japanese, "EUC-JP");
        let greek = "Χθες έβρεξε στην Αθήνα και όλα έγιναν πράσινα.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1253.encode(greek);
        check(&bytes, Some("text/xml; charset=utf-8"), greek, "windows-1253");
    }
}

//! Which charset bytes are in, when what is said of them is missing, contradictory or wrong.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many first bytes are searched for a declaration inside the text. The HTML standard looks at 1,024; feeds put
/// comments and style sheets before.
const DECLARATION_BYTES_MAX: usize = 4_096;
/// How many bytes the guess by letter frequency looks at.
const GUESS_BYTES_MAX: usize = 256 << 10;

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
/// are valid UTF-8 beyond ASCII (which no other charset produces by chance), or when they mean nothing under the label.
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
    decode_as(bytes, guess(bytes), labels.first().cloned())
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

/// Whether the bytes are UTF-8 with a few broken places, such as a text cut in the middle of a character: at most one
/// broken sequence for each twenty good characters beyond ASCII.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 20 <= good || (broken == 1 && good > 0)
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
}

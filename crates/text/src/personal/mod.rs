//! What is private in a text: addresses of mail and of streets, telephone and account numbers, plates, addresses of the net.
//!
//! One pass over the bytes; only a digit, an `@`, a colon or the word `at` makes it look closer, and then at a bounded number of
//! bytes around. What has a check sum is held against it; what has none must have the shape of its country, and a name
//! beside it (`order no.`, `tel.`) decides where the shape is of several things.

mod address;
mod address_english;
mod context;
mod dialling;
mod iban;
mod ip;
mod mail;
mod number;
mod phone;
mod plate;

use std::ops::Range;

/// Of a text so many bytes are read at most.
pub const BYTES_MAX: usize = 1 << 18;

/// What kind of private thing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// An address of mail, also when it is written in words.
    Email,
    /// A telephone number.
    Phone,
    /// An account number with a right check sum (ISO 13616).
    Iban,
    /// The number of a payment card with a right check sum (ISO/IEC 7812).
    Card,
    /// The French social security number with its key.
    Nir,
    /// Where somebody lives or gets post.
    Address,
    /// The registration of a vehicle.
    Plate,
    /// An address of the net, version 4 or 6.
    Ip,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] =
        [Self::Email, Self::Phone, Self::Iban, Self::Card, Self::Nir, Self::Address, Self::Plate, Self::Ip];

    /// Its name in what the program writes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Iban => "iban",
            Self::Card => "card",
            Self::Nir => "nir",
            Self::Address => "address",
            Self::Plate => "plate",
            Self::Ip => "ip",
        }
    }
}

/// Something private, where it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Personal {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Finds what is private, in order, without overlaps. Reads [`BYTES_MAX`] bytes at most.
pub fn find(text: &str) -> Vec<Personal> {
    let text = &text[..text.floor_char_boundary(BYTES_MAX)];
    let bytes = text.as_bytes();
    let mut found: Vec<Personal> = Vec::new();
    let mut at = 0;
    while let Some(sign) = bytes.get(at) {
        let next = match SIGNS[usize::from(*sign)] {
            Sign::Plain => at + 1,
            Sign::Digit => at_digit(text, at, &mut found),
            Sign::At => take(mail::plain(text, at), Kind::Email, at + 1, &mut found),
            Sign::A => at_word(text, at, &mut found),
            Sign::Colon => at_colon(text, at, &mut found),
            Sign::W if bytes[at..].starts_with(b"www.") && !is_word(bytes, at) => end_of_token(bytes, at),
            Sign::W => at + 1,
        };
        at = next.max(at + 1);
    }
    found
}

/// The text with a sign `[kind]` in the place of each thing that is private. What lies behind [`BYTES_MAX`] stays as it is.
pub fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut written = 0;
    for Personal { kind, start, end } in find(text) {
        masked.push_str(&text[written..start]);
        masked.push('[');
        masked.push_str(kind.name());
        masked.push(']');
        written = end;
    }
    masked.push_str(&text[written..]);
    masked
}

/// What a byte may be the beginning, or the middle, of.
#[derive(Clone, Copy)]
enum Sign {
    Plain,
    Digit,
    At,
    A,
    Colon,
    W,
}

const SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Plain; 256];
    let mut digit = b'0';
    while digit <= b'9' {
        signs[digit as usize] = Sign::Digit;
        digit += 1;
    }
    signs[b'@' as usize] = Sign::At;
    signs[b'a' as usize] = Sign::A;
    signs[b'A' as usize] = Sign::A;
    signs[b':' as usize] = Sign::Colon;
    signs[b'w' as usize] = Sign::W;
    signs
};

/// Enters what was found, unless it overlaps with what is there, and says where to read on.
fn take(range: Option<Range<usize>>, kind: Kind, otherwise: usize, found: &mut Vec<Personal>) -> usize {
    let Some(Range { start, end }) = range else { return otherwise };
    // An address that is read backwards from its `@` may begin in what was taken for something else.
    while found.last().is_some_and(|last| last.start >= start) {
        found.pop();
    }
    if found.last().is_none_or(|last| last.end <= start) {
        found.push(Personal { kind, start, end });
    }
    end.max(otherwise)
}

/// A run of digits: whatever is written with numbers, the surest first.
fn at_digit(text: &str, at: usize, found: &mut Vec<Personal>) -> usize {
    let bytes = text.as_bytes();
    let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = found.last().map_or(0, |last| last.end);
    let found_one = iban::at(text, at)
        .map(|range| (range, Kind::Iban))
        .or_else(|| plate::at(text, at, end).map(|range| (range, Kind::Plate)))
        .or_else(|| ip::four(text, at).map(|range| (range, Kind::Ip)))
        .or_else(|| address::at(text, at, end).map(|range| (range, Kind::Address)))
        .or_else(|| number::at(text, at, behind));
    match found_one {
        Some((range, kind)) if range.start >= behind => take(Some(range), kind, end, found),
        _ => end,
    }
}

/// The word `at`, or its French fellow: an address of mail in words.
fn at_word(text: &str, at: usize, found: &mut Vec<Personal>) -> usize {
    let bytes = text.as_bytes();
    if is_word(bytes, at) {
        return at + 1;
    }
    let end = at + bytes[at..].iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &bytes[at..end];
    if !(word.eq_ignore_ascii_case(b"at") || word.eq_ignore_ascii_case(b"arobase") || word.eq_ignore_ascii_case(b"arrobase")) {
        return end;
    }
    take(mail::in_words(text, at..end), Kind::Email, end, found)
}

/// A colon: of a web address, which is passed over but for its host, or of an address of the net.
fn at_colon(text: &str, at: usize, found: &mut Vec<Personal>) -> usize {
    let bytes = text.as_bytes();
    if bytes[at..].starts_with(b"://") {
        let end = end_of_token(bytes, at);
        let host = at + 3;
        return match ip::four(text, host) {
            Some(range) => take(Some(range), Kind::Ip, end, found).max(end),
            None => end,
        };
    }
    take(ip::six(text, at), Kind::Ip, at + 1, found)
}

/// Whether the byte before is of a word.
fn is_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] >= 0x80 || bytes[at - 1] == b'_')
}

fn end_of_token(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace() && !b"<>\"".contains(byte)).count()
}

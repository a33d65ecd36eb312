//! Groups of digits: cards, social security numbers, telephones.

use super::{Kind, context, phone};
use std::ops::Range;

/// The first digits of a number lie within so many bytes.
const REACH_BYTES: usize = 24;
/// Digits that a number has at least.
const DIGITS_MIN: usize = 7;
/// Digits that are read of one number.
const DIGITS_MAX: usize = 20;
/// Groups that are read of one number.
const GROUPS_MAX: usize = 12;
/// What is counted or paid, behind a number that is no telephone.
const UNITS: [&str; 21] = [
    "€",
    "$",
    "£",
    "%",
    "euro",
    "dollar",
    "vues",
    "views",
    "habitant",
    "abonn",
    "people",
    "personnes",
    "tonnes",
    "fans",
    "votes",
    "items",
    "followers",
    "km",
    "ans",
    "fcfa",
    "chf",
];

/// Groups of digits, one sign between each and the next.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    pub(super) text: &'a str,
    /// The first byte, with a `+` or a bracket.
    pub(super) start: usize,
    pub(super) has_plus: bool,
    pub(super) has_bracket: bool,
    pub(super) groups: Vec<Range<usize>>,
    /// The signs between, one fewer than groups; a bracket counts as a blank.
    pub(super) between: Vec<char>,
    pub(super) digits: Vec<u8>,
}

/// The bytes of one sign that may stand between groups.
pub(super) fn blank_bytes(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b' ' | b'-' | b'.', ..] => Some(1),
        [0xc2, 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0xaf | 0x89 | 0x90 | 0x91, ..] => Some(3),
        _ => None,
    }
}

/// The number whose digits begin here, if it is private. What lies before `behind` belongs to something else.
pub(super) fn at(text: &str, at: usize, behind: usize) -> Option<(Range<usize>, Kind)> {
    // Most numbers of a text are short, and are passed over before anything is made of them.
    if text.as_bytes()[at..].iter().take(REACH_BYTES).filter(|byte| byte.is_ascii_digit()).count() < DIGITS_MIN {
        return None;
    }
    if let Some(range) =
        corsican(text, at).filter(|range| at >= behind && !super::is_word(text.as_bytes(), at) && is_cut(text, range.end))
    {
        return Some((range, Kind::Nir));
    }
    let groups = Groups::read(text, at)?;
    if groups.start < behind || !(groups.is_free() || follows(text, behind, groups.start)) {
        return None;
    }
    groups.card().or_else(|| groups.nir()).or_else(|| phone::of(&groups).map(|range| (range, Kind::Phone)))
}

/// Whether one number follows another at once, parted by a stroke: `06 … / 06 …`.
fn follows(text: &str, behind: usize, start: usize) -> bool {
    behind > 0 && text[behind..start].trim_matches(' ') == "/"
}

impl<'a> Groups<'a> {
    fn read(text: &'a str, at: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let mut start = at;
        let (mut has_plus, mut has_bracket) = (false, false);
        // A bracket is the number's when it closes within: `(202) 555`.
        if start > 0 && bytes[start - 1] == b'(' && bytes[at..].iter().take(6).find(|byte| !byte.is_ascii_digit()) == Some(&b')')
        {
            has_bracket = true;
            start -= 1;
        }
        if start > 0 && bytes[start - 1] == b'+' {
            has_plus = true;
            start -= 1;
        }
        let mut read = Self {
            text,
            start,
            has_plus,
            has_bracket,
            groups: Vec::new(),
            between: Vec::new(),
            digits: Vec::with_capacity(DIGITS_MAX),
        };
        let mut place = at;
        loop {
            let length = bytes[place..].iter().take(DIGITS_MAX + 1).take_while(|byte| byte.is_ascii_digit()).count();
            if length == 0 || read.digits.len() + length > DIGITS_MAX || read.groups.len() == GROUPS_MAX {
                return None;
            }
            read.digits.extend(&bytes[place..place + length]);
            read.groups.push(place..place + length);
            place += length;
            let Some((sign, next)) = between(text, place) else { break };
            // A stroke behind a whole number written otherwise parts it from the next.
            if sign == '/' && read.digits.len() >= 9 && !read.between.contains(&'/') {
                break;
            }
            read.between.push(sign);
            place = next;
        }
        (read.digits.len() >= DIGITS_MIN).then_some(read)
    }

    pub(super) fn end(&self) -> usize {
        self.groups.last().map_or(self.start, |group| group.end)
    }

    /// Whether it is no part of a longer word, a decimal, a path.
    fn is_free(&self) -> bool {
        let before = self.text[..self.start].chars().next_back();
        let is_joined = before.is_some_and(|sign| {
            sign.is_alphanumeric() && !(sign.is_alphabetic() && self.has_plus) || "#@_/=$€£%.,+*'".contains(sign)
        });
        // `tel:06…` and `Tel.06…` are written, `1,06…` and `a=06…` are something else.
        let is_named = before.is_some_and(|sign| sign == '.' || sign == '=') && context::is_called_phone(self.text, self.start);
        let is_card_named = before == Some('=') && context::has_before(self.text, self.start, &["card", "carte", "cb", "pan"]);
        let hangs_on = before == Some('-') && self.text[..self.start - 1].ends_with(char::is_alphanumeric);
        (!is_joined || is_named || is_card_named) && !hangs_on && !self.continues_digits()
    }

    /// Whether the same number began earlier: `12 06 …` is read from its start or not at all.
    fn continues_digits(&self) -> bool {
        let rest = &self.text[..self.start];
        let mut signs = rest.chars().rev();
        let (Some(sign), Some(before)) = (signs.next(), signs.next()) else { return false };
        let run = rest[..rest.len() - sign.len_utf8()].bytes().rev().take_while(u8::is_ascii_digit).count();
        matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/') && before.is_ascii_digit() && !self.has_plus && run < 3
    }

    /// Whether it ends here.
    pub(super) fn is_cut_at(&self, end: usize) -> bool {
        is_cut(self.text, end)
    }

    pub(super) fn has_unit_at(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        UNITS.iter().any(|unit| rest.starts_with(unit))
    }

    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().map(Range::len)
    }

    fn shape(&self, wanted: &[usize]) -> bool {
        self.lengths().eq(wanted.iter().copied()) && self.between.iter().all(|sign| *sign == self.between[0])
    }

    fn number(&self, from: usize, count: usize) -> u64 {
        self.digits.iter().skip(from).take(count).fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
    }

    /// A payment card: the ranges of its issuers, how it is written, and Luhn's check sum.
    fn card(&self) -> Option<(Range<usize>, Kind)> {
        let count = self.digits.len();
        let (two, three, four) = (self.number(0, 2), self.number(0, 3), self.number(0, 4));
        let is_solid = self.groups.len() == 1;
        let (is_issued, is_rare) = match count {
            16 if two / 10 == 4 || (51..=55).contains(&two) || (2221..=2720).contains(&four) => (true, false),
            16 if four == 6011 || two == 65 || (644..=649).contains(&three) || (3528..=3589).contains(&four) => (true, false),
            15 if two == 34 || two == 37 => (true, false),
            14 if two == 36 || two == 38 || two == 39 || (300..=305).contains(&three) => (true, is_solid),
            16..=19 if matches!(two, 50 | 56..=58 | 62 | 63 | 67) => (true, is_solid),
            19 if two / 10 == 4 => (true, is_solid),
            _ => (false, false),
        };
        let shapes: [&[usize]; 7] =
            [&[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 2], &[4, 4, 4, 4, 3], &[4, 4, 4, 3], &[6, 13]];
        if !is_issued || self.has_plus || !(is_solid || shapes.iter().any(|shape| self.shape(shape))) || !luhn(&self.digits) {
            return None;
        }
        let names = [
            "carte",
            "card",
            "cb",
            "visa",
            "mastercard",
            "maestro",
            "amex",
            "diners",
            "unionpay",
            "kreditkarte",
            "tarjeta",
            "carta",
        ];
        if context::is_reference(self.text, self.start)
            || (is_rare && !context::speaks_of(self.text, self.start, self.end(), &names))
        {
            return None;
        }
        self.is_cut_at(self.end()).then(|| (self.start..self.end(), Kind::Card))
    }

    /// A social security number: sex, year, month, place, order, and the key of INSEE. Of Corsica the number is read by [`corsican`].
    fn nir(&self) -> Option<(Range<usize>, Kind)> {
        let names = ["sécu", "secu", "nir", "sécurité", "securite", "social", "ameli", "cpam", "vitale", "assuré", "insee", "ss"];
        let is_named = || context::has_before(self.text, self.start, &names);
        if self.has_plus || !(self.digits.len() == 13 || self.digits.len() == 15) {
            return None;
        }
        let (sex, month, place) = (self.number(0, 1), self.number(3, 2), self.number(5, 2));
        let is_dated = (1..=12).contains(&month) || (matches!(month, 20..=42 | 50..=99) && is_named());
        if !matches!(sex, 1 | 2) || !is_dated || place == 0 {
            return None;
        }
        let is_right = match self.digits.len() {
            15 => self.number(13, 2) == 97 - self.number(0, 13) % 97,
            _ => is_named(),
        };
        (is_right && self.is_cut_at(self.end())).then(|| (self.start..self.end(), Kind::Nir))
    }
}

/// Whether neither a letter or digit follows at once, nor a decimal.
fn is_cut(text: &str, end: usize) -> bool {
    let mut signs = text[end..].chars();
    match (signs.next(), signs.next()) {
        (Some(sign), _) if sign.is_alphanumeric() || "_@%°".contains(sign) => false,
        (Some('.' | ',' | '-' | ':'), Some(next)) if next.is_ascii_digit() => false,
        _ => true,
    }
}

/// The sign between two groups, and where the next begins. `(0)` is passed over, and so is a bracket with a blank or stroke.
fn between(text: &str, place: usize) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let mut next = place;
    let mut sign = ' ';
    if bytes.get(next) == Some(&b')') {
        next += 1;
        if bytes.get(next).is_some_and(u8::is_ascii_digit) {
            return Some((' ', next));
        }
    } else if bytes.get(next) == Some(&b'/') {
        return bytes.get(next + 1).is_some_and(u8::is_ascii_digit).then_some(('/', next + 1));
    }
    if let Some(length) = bytes.get(next..).and_then(blank_bytes) {
        sign = text[next..].chars().next()?;
        next += length;
    } else if bytes.get(next) != Some(&b'(') {
        return None;
    }
    if bytes[next..].starts_with(b"(0)") {
        next += 3;
        next += bytes.get(next..).and_then(blank_bytes).unwrap_or(0);
    } else if bytes.get(next) == Some(&b'(') {
        next += 1;
    }
    let sign = if matches!(sign, '\u{a0}' | '\u{202f}' | '\u{2009}') { ' ' } else { sign };
    bytes.get(next).is_some_and(u8::is_ascii_digit).then_some((sign, next))
}

/// The sum of ISO/IEC 7812.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0');
            match (place % 2, value * 2) {
                (0, _) => value,
                (_, double) => double / 10 + double % 10,
            }
        })
        .sum();
    sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != digits[0])
}

/// A number of somebody born in Corsica: `2A` counts as 19, `2B` as 18.
fn corsican(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut signs, mut place) = (Vec::with_capacity(15), start);
    while signs.len() < 15 {
        let byte = *bytes.get(place)?;
        if byte.is_ascii_digit() || (signs.len() == 6 && matches!(byte, b'A' | b'B' | b'a' | b'b')) {
            signs.push(byte.to_ascii_uppercase());
            place += 1;
        } else {
            place += blank_bytes(&bytes[place..])?;
        }
    }
    let department = match signs[5..7] {
        [b'2', b'A'] => 19,
        [b'2', b'B'] => 18,
        _ => return None,
    };
    let read =
        |range: Range<usize>| signs[range].iter().fold(0_u64, |number, digit| number * 10 + u64::from(digit.wrapping_sub(b'0')));
    let number = (read(0..5) * 100 + department) * 1_000_000 + read(7..13);
    (matches!(signs[0], b'1' | b'2') && read(13..15) == 97 - number % 97).then_some(start..place)
}

//! English addresses of streets: number, name, kind of way, and after them town and postcode of Britain or North America.

use super::{address, context};
use std::ops::Range;

const BYTES_MAX: usize = 140;
/// Words between the number and the kind of way.
const NAME_WORDS_MAX: usize = 4;
const WAYS: [&str; 14] =
    ["Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Boulevard", "Blvd", "Terrace", "Crescent", "Parkway", "Pkwy"];
/// Ways that are other things too.
const DOUBTFUL_WAYS: [&str; 20] = [
    "Drive", "Dr", "Court", "Ct", "Close", "Way", "Place", "Pl", "Square", "Sq", "Gardens", "Grove", "Highway", "Hwy", "Circle",
    "Mews", "Row", "Hill", "Park", "Walk",
];
/// The states, for whoever writes no capitals.
const STATES: &str = "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri \
                      sc sd tn tx ut vt va wa wv wi wy dc";
const DWELLING: [&str; 25] = [
    "live",
    "lives",
    "living",
    "address",
    "house",
    "flat",
    "deliver",
    "ship",
    "send",
    "home",
    "reside",
    "resides",
    "doxx",
    "visit",
    "moved",
    "pick",
    "apartment",
    "office",
    "place",
    "lives",
    "at",
    "from",
    "located",
    "near",
    "parcel",
];

/// The address whose number is this.
pub(super) fn at(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let limit = text.floor_char_boundary((end + BYTES_MAX).min(text.len()));
    let bounded = &text[..limit];
    let (way, is_sure, is_large) = way(bounded, end)?;
    let town = town(bounded, way);
    let number = &text[start..end];
    let is_year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let is_dwelling = || context::has_before(text, start, &DWELLING);
    let is_good = match town {
        Some((_, true)) => true,
        Some((_, false)) => is_large && !is_year && (is_sure || is_dwelling()),
        None => is_large && !is_year && (is_sure && !is_counted(text, start, way) || is_dwelling()),
    };
    is_good.then(|| start..town.map_or(way, |town| town.0))
}

/// The end of the kind of way behind a name of one to four words; whether it is one of those that are nothing else, and
/// whether all is written large.
fn way(text: &str, number_end: usize) -> Option<(usize, bool, bool)> {
    let rest = &text[number_end..];
    // `23B`
    let mut place =
        number_end + usize::from(rest.len() > 1 && rest.as_bytes()[0].is_ascii_uppercase() && rest.as_bytes()[1] == b' ');
    if text[place..].starts_with(',') {
        place += 1;
    }
    if !text[place..].starts_with(' ') {
        return None;
    }
    let (mut is_large, mut found) = (true, None);
    for number in 0..=NAME_WORDS_MAX {
        let Some((range, large)) = address::word(text, place).or_else(|| ordinal(text, place)) else { break };
        let word = &text[range.clone()];
        let is_sure = is_one_of(word, &WAYS);
        if number > 0 && (is_sure || is_one_of(word, &DOUBTFUL_WAYS)) {
            found =
                Some((range.end + usize::from(text[range.end..].starts_with('.') && word.len() < 5), is_sure, is_large && large));
            // `Harbour View Road`: a later word may be the way, if it is one for certain.
            if is_sure {
                break;
            }
        } else if found.is_some() {
            break;
        }
        is_large &= large;
        place = range.end;
        if text[place..].starts_with('.') && word.len() < 3 {
            place += 1;
        }
    }
    found.filter(|found| found.2 || !is_sentence(text, number_end, found.0))
}

/// Small letters are an address only with a code behind, which the caller demands; words like `a` or `the` make it a sentence.
fn is_sentence(text: &str, from: usize, to: usize) -> bool {
    text[from..to].split(' ').any(|word| ["a", "the", "of", "to", "in", "way", "minute", "best", "and"].contains(&word))
}

fn ordinal(text: &str, from: usize) -> Option<(Range<usize>, bool)> {
    let rest = &text[from..];
    let trimmed = rest.trim_start_matches(' ');
    let digits = trimmed.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let is_ordinal = digits > 0 && ["st", "nd", "rd", "th"].iter().any(|ending| trimmed[digits..].starts_with(ending));
    let start = from + rest.len() - trimmed.len();
    is_ordinal.then(|| (start..start + digits + 2, true))
}

fn is_one_of(word: &str, ways: &[&str]) -> bool {
    ways.iter().any(|way| word.eq_ignore_ascii_case(way))
}

/// `top 10 Main Street bands`: counted things go on in small letters, or follow `top`.
fn is_counted(text: &str, start: usize, way: usize) -> bool {
    let before = context::word_before(text, start);
    let follows_number = text[..start].ends_with(|sign: char| sign.is_ascii_digit());
    let goes_on = address::word(text, way).is_some_and(|(range, is_large)| {
        is_large
            || text[range.clone()].ends_with('s') && !["is", "was", "this", "as", "has", "always", "us"].contains(&&text[range])
    });
    follows_number || goes_on || ["top", "the", "best", "of"].contains(&before.as_str())
}

/// The end of town and code behind a street, and whether there is a code.
fn town(text: &str, from: usize) -> Option<(usize, bool)> {
    let mut place = from;
    let mut plain = None;
    for _ in 0..5 {
        let rest = &text[place..];
        let trimmed = rest.trim_start_matches([' ', ',', '\n', '\u{a0}']);
        let start = text.len() - trimmed.len();
        if let Some(length) = british_code(trimmed).or_else(|| american_code(trimmed)) {
            return Some((start + length, true));
        }
        let has_comma = rest[..start - place].contains([',', '\n']);
        let Some((range, is_large)) = address::word(text, start) else { break };
        if ["apt", "suite", "unit", "flat", "floor"].iter().any(|part| text[range.clone()].eq_ignore_ascii_case(part)) {
            let number = text[range.end..].trim_start_matches([' ', '.', '#']);
            place = text.len() - number.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric()).len();
            continue;
        }
        let behind = text[range.end..].trim_start_matches([' ', ',']);
        if !is_large && !behind.starts_with(char::is_uppercase) && american_code(behind).is_none() {
            break;
        }
        if is_large && (has_comma || plain.is_some()) {
            plain = Some(range.end);
        }
        place = range.end;
    }
    plain.map(|end| (end, false))
}

/// A postcode of Britain: `SW1A 1AA`.
fn british_code(text: &str) -> Option<usize> {
    let outward = text.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count();
    let bytes = text.as_bytes();
    let inward = outward + usize::from(bytes.get(outward) == Some(&b' '));
    let is_out = (2..=4).contains(&outward) && bytes[0].is_ascii_uppercase() && bytes[1..outward].iter().any(u8::is_ascii_digit);
    let rest = bytes.get(inward..inward + 3)?;
    let is_in = rest[0].is_ascii_digit() && rest[1].is_ascii_uppercase() && rest[2].is_ascii_uppercase();
    (is_out && is_in && !bytes.get(inward + 3).is_some_and(u8::is_ascii_alphanumeric)).then_some(inward + 3)
}

/// State and ZIP code: `IL 62704`, or the code of Canada behind a province.
fn american_code(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_known = text.get(..2).is_some_and(|state| STATES.split(' ').any(|known| known == state));
    let is_state = bytes.len() > 7 && bytes[..2].iter().all(u8::is_ascii_uppercase) && bytes[2] == b' '
        || is_known && bytes.get(2) == Some(&b' ');
    let digits = bytes.get(3..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if is_state && digits == 5 {
        let extra = bytes.get(8..).unwrap_or_default();
        let has_extra = extra.len() > 4 && extra[0] == b'-' && extra[1..5].iter().all(u8::is_ascii_digit);
        return Some(if has_extra { 13 } else { 8 });
    }
    let is_canadian = is_state
        && bytes.len() >= 10
        && bytes[3].is_ascii_uppercase()
        && bytes[4].is_ascii_digit()
        && bytes[5].is_ascii_uppercase()
        && bytes[7].is_ascii_digit();
    is_canadian.then_some(10)
}

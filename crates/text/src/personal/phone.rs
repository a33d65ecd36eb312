//! Telephone numbers: behind a country code by length, within a country by how its people group the digits.

use super::{context, dialling, number::Groups};
use std::ops::Range;

/// Draws of lots, which are five or six numbers of two digits too.
const DRAWS: [&str; 12] =
    ["loto", "lotto", "tirage", "gagnants", "gagnant", "euromillions", "keno", "fdj", "lottery", "draw", "étoiles", "joker"];

/// The telephone number that these groups are, or begin with.
pub(super) fn of(groups: &Groups<'_>) -> Option<Range<usize>> {
    let digits = std::str::from_utf8(&groups.digits).ok()?;
    let end = groups.end();
    let range = if groups.has_plus {
        (dialling::is_number(digits) && is_written_well(groups)).then_some(groups.start..end)
    } else if let Some(behind) = digits.strip_prefix("00") {
        let is_french = behind.starts_with("33") && behind.len() == 11 && !context::is_reference(groups.text, groups.start);
        let is_named = groups.groups.len() > 1 || is_french || context::is_phone(groups.text, groups.start);
        (is_named && dialling::is_number(behind) && is_written_well(groups)).then_some(groups.start..end)
    } else {
        within(groups, digits)
    }?;
    (groups.is_cut_at(range.end) && !groups.has_unit_at(range.end)).then_some(range)
}

/// No more than three kinds of signs, and no group of a single digit but the first.
fn is_written_well(groups: &Groups<'_>) -> bool {
    groups.lengths().skip(1).filter(|length| *length == 1).count() <= 1 && !groups.between.contains(&'/')
        || groups.groups.len() == 2
}

/// A number as it is dialled within a country.
fn within(groups: &Groups<'_>, digits: &str) -> Option<Range<usize>> {
    let end = groups.end();
    let is_reference = || context::is_reference(groups.text, groups.start);
    if is_french(groups, digits) {
        return (!is_reference()).then_some(groups.start..end);
    }
    let lengths: Vec<usize> = groups.lengths().collect();
    let is_alike = groups.between.windows(2).all(|pair| pair[0] == pair[1]);
    let first = groups.between.first().copied();
    let is_date_like = has_year(groups, digits) && lengths.iter().all(|length| *length <= 2 || *length == 4);
    let is_shaped = match (lengths.as_slice(), digits.as_bytes()) {
        // North America, with or without its 1.
        // Invented ones have any exchange, so strokes and brackets are enough.
        ([3, 3, 4], [b'2'..=b'9', ..]) if groups.has_bracket || (first == Some('-') && is_alike) => true,
        ([3, 3, 4], _) if dialling::is_north_american(digits) => is_alike,
        ([1, 3, 3, 4], [b'1', b'2'..=b'9', ..]) => true,
        ([3, 4], [b'5', b'5', b'5', ..]) => first == Some('-') && context::is_phone(groups.text, groups.start),
        // Britain: mobile, London, other large towns, small towns.
        ([5, 6], [b'0', b'1' | b'7', ..]) | ([5, 3, 3], [b'0', b'1' | b'7', ..]) => true,
        ([3, 4, 4], [b'0', b'2', ..]) | ([4, 3, 4], [b'0', b'1' | b'7', ..]) => true,
        ([11], [b'0', b'7', _, ..]) => true,
        // Belgium, Switzerland, Australia, the Netherlands.
        ([4, 2, 2, 2], [b'0', b'4', ..]) | ([3, 2, 2, 2] | [2, 3, 2, 2], [b'0', b'1'..=b'9', ..]) => true,
        ([3, 3, 2, 2] | [4, 3, 3], [b'0', b'1'..=b'9', ..]) => first == Some(' '),
        ([2, 8], [b'0', b'6', ..]) => true,
        // Spain and Portugal: the mobile as it is read out.
        ([3, 2, 2, 2], [b'6'..=b'9', ..]) => is_alike && first == Some(' '),
        // Italy and Germany: mobile.
        ([3, 7] | [3, 3, 4], [b'3', b'2'..=b'9', ..]) => true,
        ([4, 6..=8], [b'0', b'1', b'5'..=b'7', ..]) => true,
        ([3..=5, 5..=8], [b'0', b'2'..=b'9', ..]) => first == Some('/'),
        _ => false,
    };
    let is_french_service =
        digits.len() == 10 && digits.starts_with("08") && matches!(lengths[..], [10] | [2, 2, 2, 2, 2] | [1, 3, 3, 3] | [4, ..]);
    if is_french_service {
        return None;
    }
    if is_shaped {
        return (!is_reference()).then_some(groups.start..end);
    }
    let is_possible = (8..=12).contains(&digits.len()) && !is_date_like && groups.groups.len() <= 6;
    let is_dialled =
        digits.starts_with('0') && !digits.starts_with("00") || digits.len() == 9 || digits.len() == 8 || digits.len() == 10;
    let is_iberian = digits.len() == 9 && digits.starts_with(['6', '7', '8', '9', '2']) && matches!(lengths[0], 3 | 9);
    // Thousands are grouped by threes too.
    let is_amount = lengths.len() > 1
        && lengths[0] <= 3
        && lengths[1..].iter().all(|length| *length == 3)
        && !is_iberian
        && !digits.starts_with('0');
    let is_named = is_possible
        && !is_amount
        && is_dialled
        && !is_reference()
        && (context::is_called_phone(groups.text, groups.start)
            || ((digits.starts_with('0') || is_iberian) && digits.len() > 8 && context::is_phone(groups.text, groups.start)));
    is_named.then_some(groups.start..end)
}

/// Whether one of the groups is a year, as in a date with its time.
fn has_year(groups: &Groups<'_>, digits: &str) -> bool {
    let mut from = 0;
    groups.lengths().any(|length| {
        let group = &digits[from..from + length];
        from += length;
        length == 4 && (group.starts_with("19") || group.starts_with("20"))
    })
}

/// Ten digits from 0, by twos or in one; no service (08), no draw of lots, no row of days.
fn is_french(groups: &Groups<'_>, digits: &str) -> bool {
    let lengths: Vec<usize> = groups.lengths().collect();
    let is_alike = groups.between.windows(2).all(|pair| pair[0] == pair[1]);
    let is_shaped = matches!(lengths.as_slice(), [10] | [2, 2, 2, 2, 2] | [4, 2, 2, 2] | [2, 4, 4] | [2, 8]) && is_alike;
    let is_numbered = matches!(digits.as_bytes(), [b'0', b'1'..=b'7' | b'9', ..]) && digits.len() == 10;
    if !is_shaped || !is_numbered {
        return false;
    }
    let pairs: Vec<u32> =
        digits.as_bytes().chunks(2).map(|two| u32::from(two[0] - b'0') * 10 + u32::from(two[1] - b'0')).collect();
    if lengths.len() == 5 {
        let rises = pairs.windows(2).all(|pair| pair[0] < pair[1]);
        let is_row = pairs.windows(2).all(|pair| pair[1] == pair[0] + 1);
        let is_days = groups.between.contains(&'/') && pairs.iter().all(|pair| *pair <= 31);
        let is_draw = rises && pairs.iter().all(|pair| *pair <= 50);
        if is_days || (is_row && !context::is_phone(groups.text, groups.start)) {
            return false;
        }
        if is_draw && context::speaks_of(groups.text, groups.start, groups.end(), &DRAWS) {
            return false;
        }
    }
    // Ten digits in one are many things: a mobile may stand alone, the others need a word.
    lengths.len() > 1 || matches!(digits.as_bytes()[1], b'6' | b'7') || context::is_phone(groups.text, groups.start)
}

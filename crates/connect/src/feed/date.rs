//! Dates as feeds write them: RFC 822 with its usual faults, RFC 3339, ISO 8601, W3CDTF, and some local habits.

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// The longest text that can be a date, bytes.
const DATE_BYTES_MAX: usize = 100;
/// The years that are believed. Before the first there was no web; zero seconds since 1970 means that no date was set.
const YEARS: std::ops::RangeInclusive<i16> = 1971..=2100;

/// Month names by their first letters, lower case, in the languages in which feeds write them against the standard:
/// English, French, German, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Greek, Hungarian.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "sty", "янв", "ιαν"],
    &["feb", "fév", "fev", "lut", "фев", "φεβ", "febr"],
    &["mar", "mär", "mrt", "maa", "мар", "μάρ", "μαρ", "márc"],
    &["apr", "avr", "abr", "kwi", "апр", "απρ", "ápr"],
    &["may", "mai", "mag", "mei", "maj", "мая", "май", "μάι", "μαϊ", "máj"],
    &["jun", "juin", "giu", "cze", "июн", "ιούν", "ιουν", "jún"],
    &["jul", "juil", "lug", "lip", "июл", "ιούλ", "ιουλ", "júl"],
    &["aug", "aoû", "aou", "ago", "sie", "авг", "αύγ", "αυγ"],
    &["sep", "set", "wrz", "сен", "σεπ", "szept"],
    &["oct", "okt", "ott", "out", "paź", "окт", "οκτ"],
    &["nov", "lis", "ноя", "νοέ", "νοε"],
    &["dec", "déc", "dez", "dic", "gru", "дек", "δεκ"],
];

/// Names of zones, minutes east of Greenwich: those of RFC 822 and the ones that publishing programs write.
const ZONES: [(&str, i32); 45] = [
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("wet", 0),
    ("west", 60),
    ("bst", 60),
    ("ist", 330),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("eet", 120),
    ("eest", 180),
    ("sast", 120),
    ("msk", 180),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("et", -300),
    ("ct", -360),
    ("mt", -420),
    ("pt", -480),
    ("ast", -240),
    ("adt", -180),
    ("nst", -210),
    ("ndt", -150),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("brt", -180),
    ("jst", 540),
    ("kst", 540),
    ("hkt", 480),
    ("sgt", 480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
];

/// A number of a date in words, before it is known what it counts.
#[derive(Clone, Copy, Debug)]
struct Written {
    value: i32,
    /// With how many digits it is written, zeros in front too.
    digits: usize,
}

/// A date in parts, before it is known to be one.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    year: Option<i32>,
    month: Option<i32>,
    day: Option<i32>,
    hour: i32,
    minute: i32,
    second: i32,
    nanosecond: i32,
    is_afternoon: Option<bool>,
    /// Minutes east of Greenwich.
    offset: Option<i32>,
}

/// Reads a date. `None` when it is no date, or one outside 1971 to 2100, which nobody can have meant. A date
/// without a zone is taken as UTC, a day without a time as its first moment.
#[must_use]
pub fn read_date(written: &str) -> Option<Timestamp> {
    let written = written.trim();
    if written.is_empty() || written.len() > DATE_BYTES_MAX {
        return None;
    }
    if written.bytes().all(|byte| byte.is_ascii_digit()) && matches!(written.len(), 10 | 13) {
        return of_number(written);
    }
    iso(written).or_else(|| in_words(written)).and_then(Parts::moment)
}

/// Seconds or milliseconds since 1970.
fn of_number(digits: &str) -> Option<Timestamp> {
    let number: i64 = digits.parse().ok()?;
    let moment = if digits.len() == 13 { Timestamp::from_millisecond(number) } else { Timestamp::from_second(number) }.ok()?;
    believable(moment)
}

fn believable(moment: Timestamp) -> Option<Timestamp> {
    YEARS.contains(&moment.to_zoned(TimeZone::UTC).year()).then_some(moment)
}

impl Parts {
    fn moment(self) -> Option<Timestamp> {
        let hour = match self.is_afternoon {
            Some(true) if self.hour < 12 => self.hour + 12,
            Some(false) if self.hour == 12 => 0,
            _ => self.hour,
        };
        let narrow = |number: i32| i8::try_from(number).ok();
        let date =
            civil::Date::new(i16::try_from(self.year?).ok()?, narrow(self.month.unwrap_or(1))?, narrow(self.day.unwrap_or(1))?)
                .ok()?;
        // Midnight is written as 24:00 by some, and a leap second as :60.
        let next_day = i64::from(hour == 24);
        let time =
            civil::Time::new(narrow(hour % 24)?, narrow(self.minute)?, narrow(self.second.min(59))?, self.nanosecond).ok()?;
        if hour > 24 || self.second > 61 {
            return None;
        }
        let offset = Offset::from_seconds(self.offset.unwrap_or(0) * 60).ok()?;
        let moment = offset.to_timestamp(date.to_datetime(time)).ok()?;
        believable(moment.checked_add(SignedDuration::from_hours(24 * next_day)).ok()?)
    }
}

/// The ISO 8601 family: `2004`, `2004-02`, `20040228`, `2004-02-28T18:14:55.5+01:00`, `2004-059`, with a blank for `T`.
fn iso(written: &str) -> Option<Parts> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let mut parts = Parts::default();
    let rest = match digits {
        4 => {
            parts.year = number(&written[..4]);
            let rest = &written[4..];
            match rest.strip_prefix(['-', '/', '.']) {
                Some(rest) => month_and_day(rest, &mut parts)?,
                None => rest,
            }
        }
        7 => {
            parts.year = number(&written[..4]);
            day_of_year(&written[4..7], &mut parts)?;
            &written[7..]
        }
        6 | 8 if written.is_char_boundary(8.min(written.len())) => {
            parts.year = number(&written[..4]);
            parts.month = number(&written[4..6]);
            parts.day = if digits == 8 { number(&written[6..8]) } else { None };
            &written[digits..]
        }
        _ => return None,
    };
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['T', 't', ',', ':']).unwrap_or(rest).trim_start();
    if rest.is_empty() {
        return Some(parts);
    }
    let rest = match rest.strip_prefix(|c: char| c.is_ascii_digit()) {
        Some(_) => clock(rest, &mut parts)?,
        None => rest,
    };
    tail(rest, &mut parts)?;
    Some(parts)
}

/// `02-28`, `2-8`, `02`, or the three digits of a day of the year.
fn month_and_day<'a>(rest: &'a str, parts: &mut Parts) -> Option<&'a str> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 3 {
        day_of_year(&rest[..3], parts)?;
        return Some(&rest[3..]);
    }
    if digits == 0 || digits > 2 {
        return None;
    }
    parts.month = number(&rest[..digits]);
    let Some(rest) = rest[digits..].strip_prefix(['-', '/', '.']) else { return Some(&rest[digits..]) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    parts.day = number(&rest[..digits]);
    Some(&rest[digits..])
}

fn day_of_year(digits: &str, parts: &mut Parts) -> Option<()> {
    let year = i16::try_from(parts.year?).ok()?;
    let day = i16::try_from(number(digits)?).ok()?;
    let date = civil::Date::new(year, 1, 1).ok()?.with().day_of_year(day).build().ok()?;
    parts.month = Some(i32::from(date.month()));
    parts.day = Some(i32::from(date.day()));
    Some(())
}

/// `18:14:55.123`, `18:14`, `181455`, `18`; gives what follows.
fn clock<'a>(written: &'a str, parts: &mut Parts) -> Option<&'a str> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = &written[digits..];
    match digits {
        1 | 2 => {
            parts.hour = number(&written[..digits])?;
            for unit in [&mut parts.minute, &mut parts.second] {
                let Some(after) = rest.strip_prefix([':', '.', 'h', 'H']) else { break };
                let digits = after.bytes().take_while(u8::is_ascii_digit).count();
                if digits == 0 || digits > 2 {
                    break;
                }
                *unit = number(&after[..digits])?;
                rest = &after[digits..];
            }
        }
        4 | 6 => {
            parts.hour = number(&written[..2])?;
            parts.minute = number(&written[2..4])?;
            parts.second = if digits == 6 { number(&written[4..6])? } else { 0 };
        }
        _ => return None,
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',', ':']) {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let nine: String = fraction[..digits].chars().chain("000000000".chars()).take(9).collect();
        parts.nanosecond = number(&nine)?;
        rest = &fraction[digits..];
    }
    Some(rest)
}

/// What may follow a time: half of the day and zone, as a number or by name.
fn tail(written: &str, parts: &mut Parts) -> Option<()> {
    for word in written.split([' ', '(', ')', '[', ']', '\t', '\n']).filter(|word| !word.is_empty()) {
        if let Some(half) = half_of_day(word) {
            parts.is_afternoon = Some(half);
        } else if let Some(offset) = zone(word) {
            // `GMT+2` and `GMT +0200`: the number tells more than the name.
            if parts.offset.is_none_or(|known| known == 0) {
                parts.offset = Some(offset);
            }
        } else if word.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
    }
    Some(())
}

fn half_of_day(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "am" | "a.m." | "오전" | "上午" | "午前" => Some(false),
        "pm" | "p.m." | "오후" | "下午" | "午後" => Some(true),
        _ => None,
    }
}

/// Minutes east of Greenwich: `+0100`, `-05:00`, `+1`, `GMT+2`, `EST`, `Etc/GMT`.
fn zone(word: &str) -> Option<i32> {
    let lower = word.to_ascii_lowercase();
    let lower = lower.strip_prefix("etc/").unwrap_or(&lower);
    if let Some(sign_at) = lower.find(['+', '-', '−']) {
        let (name, signed) = lower.split_at(sign_at);
        if !name.is_empty() && !matches!(name, "gmt" | "utc" | "ut" | "z") {
            return None;
        }
        let is_west = !signed.starts_with('+');
        let digits: String = signed.chars().skip(1).filter(|c| *c != ':').collect();
        if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let value = number(&digits)?;
        let minutes = if digits.len() <= 2 { value * 60 } else { value / 100 * 60 + value % 100 };
        return (minutes <= 15 * 60).then_some(if is_west { -minutes } else { minutes });
    }
    ZONES.iter().find(|(name, _)| *name == lower).map(|(_, offset)| *offset)
}

/// Dates in words and those that begin with a day: `Thu, 01 Jan 2004 19:48:21 GMT`, `January 5, 2004 3:30 PM`,
/// `Thu Jan  1 19:48:21 2004`, `01-Jan-04`, `28.02.2004`, `2004년 05월 28일 오후 11:31`.
fn in_words(written: &str) -> Option<Parts> {
    let eastern = ['年', '月', '日', '년', '월', '일'];
    let spaced: String = written.chars().map(|c| if c == ',' || eastern.contains(&c) { ' ' } else { c }).collect();
    let mut parts = Parts::default();
    let mut numbers: Vec<Written> = Vec::new();
    let mut has_time = false;
    let mut after_time = String::new();
    for word in spaced.split_whitespace() {
        let starts_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
        if starts_with_digit && word.contains(':') && !has_time {
            after_time.push_str(clock(word, &mut parts)?);
            has_time = true;
        } else if starts_with_digit {
            day_word(word, &mut numbers, &mut parts)?;
        } else if let Some(month) = month(word).filter(|_| parts.month.is_none()) {
            parts.month = Some(month);
        } else {
            after_time.push(' ');
            after_time.push_str(word);
        }
        if has_time && after_time.len() > DATE_BYTES_MAX {
            return None;
        }
    }
    tail(&after_time, &mut parts)?;
    place_numbers(&numbers, &mut parts)?;
    Some(parts)
}

/// A word that begins with a digit: `1`, `1st`, `2004`, `01-Jan-2004`, `28.02.2004`, `2/28/2004`.
fn day_word(word: &str, numbers: &mut Vec<Written>, parts: &mut Parts) -> Option<()> {
    for piece in word.split(['-', '/', '.']).filter(|piece| !piece.is_empty()) {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            numbers.push(Written { value: number(&piece[..digits])?, digits });
        } else if let Some(month) = month(piece) {
            parts.month = Some(month);
        }
    }
    (numbers.len() <= 3).then_some(())
}

/// Tells day, month and year apart among the numbers found.
fn place_numbers(numbers: &[Written], parts: &mut Parts) -> Option<()> {
    let (year, month, day) = match (numbers, parts.month) {
        ([year, month, day], None) if year.is_no_day() => (year, Some(month.value), day.value),
        // Days before months, as most of the world writes, unless the numbers forbid it.
        ([month, day, year], None) if day.value > 12 => (year, Some(month.value), day.value),
        ([day, month, year], None) => (year, Some(month.value), day.value),
        ([year, day], month @ Some(_)) if year.is_no_day() => (year, month, day.value),
        ([day, year], month @ Some(_)) => (year, month, day.value),
        ([year], month @ Some(_)) if year.is_no_day() => (year, month, 1),
        _ => return None,
    };
    (parts.year, parts.month, parts.day) = (Some(year.full_year()), month, Some(day));
    Some(())
}

impl Written {
    const fn is_no_day(self) -> bool {
        self.value > 31 || self.digits > 3
    }

    /// A year written in two digits, or in three by programs that count from 1900 (RFC 2822 section 4.3). One in four digits
    /// stands as written: the `0001` of an empty date in .NET is no 2001.
    const fn full_year(self) -> i32 {
        match (self.digits, self.value) {
            (2, 0..=68) => 2000 + self.value,
            (2, _) | (3, 100..=150) => 1900 + self.value,
            _ => self.value,
        }
    }
}

fn month(word: &str) -> Option<i32> {
    let lower = word.to_lowercase();
    let found = MONTHS.iter().position(|names| names.iter().any(|name| lower.starts_with(name)))?;
    // `Mardi` and `mar.` both begin like March; a weekday is a longer word of the same beginning.
    let is_weekday = ["mardi", "martes", "martedì", "marti", "mercoledì", "maandag"].iter().any(|day| lower.starts_with(day));
    if is_weekday {
        return None;
    }
    i32::try_from(found + 1).ok()
}

fn number(digits: &str) -> Option<i32> {
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: &str) {
        let found = read_date(written).map_or_else(|| "none".to_owned(), |moment| moment.to_string());
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn rfc_822_and_its_faults() {
        check("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z");
        check("Thu, 01 Jan 04 19:48:21 +0200", "2004-01-01T17:48:21Z");
        check("1 Jan 2004 19:48 EST", "2004-01-02T00:48:00Z");
        check("Thu,  1 January 2004 7:48:21 PM", "2004-01-01T19:48:21Z");
        check("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21Z");
        check("Thu, 01-Jan-2004 19:48:21 GMT+2", "2004-01-01T17:48:21Z");
        check("Sat, 31 Dec 2016 23:59:60 GMT", "2016-12-31T23:59:59Z");
        check("Thu, 31 Dec 2003 24:00:00 GMT", "2004-01-01T00:00:00Z");
        check("Thu, 01 Jan 2004 00:00:00 PT", "2004-01-01T08:00:00Z");
        check("Jan 5th, 2004", "2004-01-05T00:00:00Z");
        check("Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z");
    }

    #[test]
    fn iso_8601_and_its_relatives() {
        check("2004-02-28T18:14:55-08:00", "2004-02-29T02:14:55Z");
        check("2004-02-28 18:14:55.25Z", "2004-02-28T18:14:55.25Z");
        check("20040228T181455", "2004-02-28T18:14:55Z");
        check("2004-02", "2004-02-01T00:00:00Z");
        check("2004", "2004-01-01T00:00:00Z");
        check("2004-060", "2004-02-29T00:00:00Z");
        check("2004/2/8 8:05 +0100", "2004-02-08T07:05:00Z");
        check("1077992095", "2004-02-28T18:14:55Z");
        check("1077992095123", "2004-02-28T18:14:55.123Z");
    }

    #[test]
    fn local_habits() {
        check("jeu., 1 janv. 2004 19:48:21 +0100", "2004-01-01T18:48:21Z");
        check("Mardi 9 mars 2004", "2004-03-09T00:00:00Z");
        check("Do, 1 Jänner 2004 19:48:21 MEZ", "2004-01-01T18:48:21Z");
        check("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z");
        check("2004-július-13T9:15-05:00", "none");
        check("2004년 05월 28일 오후 11:31:25", "2004-05-28T23:31:25Z");
        check("28.02.2004", "2004-02-28T00:00:00Z");
        check("2/28/2004 3:30 PM", "2004-02-28T15:30:00Z");
        check("15 août 2024 à 10:00", "2024-08-15T10:00:00Z");
    }

    #[test]
    fn only_years_in_two_or_three_digits_are_completed() {
        check("Sat, 01 Jan 00 00:00:00 GMT", "2000-01-01T00:00:00Z");
        check("Thu, 01 Jan 26 00:00:00 GMT", "2026-01-01T00:00:00Z");
        check("01-Jan-99", "1999-01-01T00:00:00Z");
        check("1 Jan 104", "2004-01-01T00:00:00Z");
        check("28.02.04", "2004-02-28T00:00:00Z");
        for written in [
            "Sat, 01 Jan 0000 00:00:00 GMT",
            "Mon, 01 Jan 0001 00:00:00 GMT",
            "Thu, 01 Jan 0026 00:00:00 GMT",
            "01/01/0001 00:00:00",
            "Mon Jan  1 00:00:00 0001",
            "0026 Jan 01",
            "1 Jan 026",
        ] {
            check(written, "none");
        }
    }

    #[test]
    fn what_nobody_can_have_meant_is_none() {
        for written in
            ["", "yesterday", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z"]
        {
            check(written, "none");
        }
        for written in
            ["2004-13-01", "Thu, 32 Jan 2004", "2004-02-30", "99:99", "1 2 3 4 5", "2004-02-28T99:00:00Z", "é2004", "12345678é"]
        {
            check(written, "none");
        }
    }
}

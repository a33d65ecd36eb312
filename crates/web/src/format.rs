//! Numbers and times as the reader's language writes them, in the reader's zone.

use domain::Language;
use jiff::{Timestamp, Zoned, tz::TimeZone};

/// Whom something is written for.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The language of the page.
    pub language: Language,
    /// The zone of the times on it.
    pub zone: TimeZone,
    /// When the page is drawn.
    pub now: Timestamp,
}

const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_FR: [&str; 12] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
const MONTHS_LONG_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const MONTHS_LONG_FR: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

impl Reader {
    /// A moment (UTC microseconds) in the reader's zone.
    #[must_use]
    pub fn zoned(&self, at: i64) -> Zoned {
        Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone())
    }

    /// A size, from bytes: `640 kB`, `1,6 Mo`.
    #[must_use]
    pub fn bytes(&self, bytes: i64) -> String {
        let french = self.language == Language::French;
        if bytes < 1_000_000 {
            return format!("{}\u{a0}{}", self.number(bytes.div_euclid(1_000).max(1)), if french { "ko" } else { "kB" });
        }
        let tenths = bytes / 100_000;
        let (comma, unit) = if french { (',', "Mo") } else { ('.', "MB") };
        format!("{}{comma}{}\u{a0}{unit}", self.number(tenths / 10), tenths % 10)
    }

    /// `1,942`, or `1 942` with the narrow no-break space of French.
    #[must_use]
    pub fn number(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let between = match self.language {
            Language::English => ',',
            Language::French => '\u{202f}',
        };
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if n < 0 {
            text.push('−');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(between);
            }
            text.push(digit);
        }
        text
    }

    /// `4 Nov`, `4 nov.`; with the year when it is not this one.
    #[must_use]
    pub fn day(&self, at: i64) -> String {
        let at = self.zoned(at);
        let months = match self.language {
            Language::English => MONTHS_EN,
            Language::French => MONTHS_FR,
        };
        let month = months[usize::try_from(at.month() - 1).unwrap_or(0)];
        let day = self.day_of_month(&at);
        if at.year() == self.now.to_zoned(self.zone.clone()).year() {
            format!("{day} {month}")
        } else {
            format!("{day} {month} {}", at.year())
        }
    }

    /// `Saturday 21 November`, `samedi 21 novembre`.
    #[must_use]
    pub fn long_day(&self, at: i64) -> String {
        let at = self.zoned(at);
        let (days, months) = match self.language {
            Language::English => (DAYS_EN, MONTHS_LONG_EN),
            Language::French => (DAYS_FR, MONTHS_LONG_FR),
        };
        let weekday = days[usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or(0)];
        format!("{weekday} {} {}", self.day_of_month(&at), months[usize::try_from(at.month() - 1).unwrap_or(0)])
    }

    /// `November 2026`, `novembre 2026`.
    #[must_use]
    pub fn month(&self, at: i64) -> String {
        let at = self.zoned(at);
        let months = match self.language {
            Language::English => MONTHS_LONG_EN,
            Language::French => MONTHS_LONG_FR,
        };
        format!("{} {}", months[usize::try_from(at.month() - 1).unwrap_or(0)], at.year())
    }

    /// French writes the first of a month as an ordinal.
    fn day_of_month(&self, at: &Zoned) -> String {
        if self.language == Language::French && at.day() == 1 { "1er".to_owned() } else { at.day().to_string() }
    }

    /// `21:48`.
    #[must_use]
    pub fn clock(&self, at: i64) -> String {
        let at = self.zoned(at);
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// The exact moment, for a hover: `4 Nov 2026, 21:48:05 CET`.
    #[must_use]
    pub fn exact(&self, at: i64) -> String {
        let zoned = self.zoned(at);
        let months = match self.language {
            Language::English => MONTHS_EN,
            Language::French => MONTHS_FR,
        };
        let month = months[usize::try_from(zoned.month() - 1).unwrap_or(0)];
        let (day, year) = (self.day_of_month(&zoned), zoned.year());
        format!("{day} {month} {year}, {}:{:02} {}", self.clock(at), zoned.second(), zoned.strftime("%Z"))
    }

    /// `just now`, `5 min`, `3 h`, then the day with its time, then the day.
    #[must_use]
    pub fn ago(&self, at: i64) -> String {
        const MINUTE: i64 = 60;
        const HOUR: i64 = 60 * MINUTE;
        const DAY: i64 = 24 * HOUR;
        let seconds = (self.now.as_microsecond() - at) / 1_000_000;
        match (seconds, self.language) {
            (0..MINUTE, Language::English) => "just now".to_owned(),
            (0..MINUTE, Language::French) => "à l’instant".to_owned(),
            (MINUTE..HOUR, _) => format!("{}\u{a0}min", seconds / MINUTE),
            (HOUR..DAY, _) => format!("{}\u{a0}h", seconds / HOUR),
            (DAY.., _) if seconds < 7 * DAY => format!("{} {}", self.day(at), self.clock(at)),
            (DAY.., _) => self.day(at),
            (_, _) if seconds > -DAY => self.clock(at),
            _ => self.day(at),
        }
    }

    /// A length of time to come or gone: `45 s`, `12 min`, `3 h`, `2 d`.
    #[must_use]
    pub fn span(&self, seconds: i64) -> String {
        let day = match self.language {
            Language::English => "d",
            Language::French => "j",
        };
        match seconds.max(0) {
            s @ 0..60 => format!("{s}\u{a0}s"),
            s @ 60..3_600 => format!("{}\u{a0}min", s / 60),
            s @ 3_600..172_800 if s % 3_600 < 60 || s >= 36_000 => format!("{}\u{a0}h", s / 3_600),
            s @ 3_600..172_800 => format!("{}\u{a0}h\u{a0}{:02}", s / 3_600, s % 3_600 / 60),
            s => format!("{}\u{a0}{day}", s / 86_400),
        }
    }

    /// The machine's form, for `<time datetime>` and the API: RFC 3339 in UTC.
    #[must_use]
    pub fn iso(at: i64) -> String {
        Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(language: Language) -> Reader {
        Reader { language, zone: TimeZone::get("Europe/Paris").unwrap(), now: "2026-11-21T10:00:00Z".parse().unwrap() }
    }

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn each_language_writes_its_own_way() {
        let (en, fr) = (reader(Language::English), reader(Language::French));
        assert_eq!(en.number(1_234_567), "1,234,567");
        assert_eq!(fr.number(-1_942), "−1\u{202f}942");
        assert_eq!(en.day(at("2026-11-04T21:48:00Z")), "4 Nov");
        assert_eq!(fr.day(at("2025-08-01T12:00:00Z")), "1er août 2025");
        assert_eq!(fr.long_day(at("2026-11-21T10:00:00Z")), "samedi 21 novembre");
        assert_eq!(en.clock(at("2026-11-04T21:48:00Z")), "22:48");
        assert_eq!(
            (en.month(at("2026-11-04T21:48:00Z")), fr.month(at("2026-08-04T21:48:00Z"))),
            ("November 2026".to_owned(), "août 2026".to_owned())
        );
    }

    #[test]
    fn times_are_relative_up_to_a_day() {
        let fr = reader(Language::French);
        assert_eq!(fr.ago(at("2026-11-21T09:59:30Z")), "à l’instant");
        assert_eq!(fr.ago(at("2026-11-21T07:00:00Z")), "3\u{a0}h");
        assert_eq!(fr.ago(at("2026-11-19T07:00:00Z")), "19 nov. 08:00");
        assert_eq!(fr.ago(at("2026-10-01T07:00:00Z")), "1er oct.");
        assert_eq!(fr.span(3_725), "1\u{a0}h\u{a0}02");
    }
}

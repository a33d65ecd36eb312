//! Public holidays of a few countries, by their rules.
//!
//! Rules and names, not lists of dates: a fixed day, a day so far from Easter, the third Monday of a month, and what the law says when
//! it falls on a weekend. They are the rules of today, so that years before [`YEAR_MIN`] are not answered. What a government
//! decides for one year is not in them, nor are days that only the moon decides (Aïd in Morocco).
//!
//! The crates there are for it know five countries (`public_holidays`), or were made once from another list (`py-holidays-rs`,
//! `unical`), none of them looked after.

mod names;
mod places;

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use crate::Language;

/// The first year that is answered.
pub const YEAR_MIN: i16 = 2024;
/// The last year that is answered.
pub const YEAR_MAX: i16 = 2099;
/// Days that are asked for at once.
pub const DAYS_ASKED_MAX: i32 = 3 * 366;

/// Names by the ISO 639-1 code of their language; English and French are always there.
pub type Names = &'static [(&'static str, &'static str)];

/// A country, or a part of one, whose holidays are known.
#[derive(Debug)]
pub struct Place {
    /// The code of ISO 3166-1, or -2 for a part; `FR-AM` for Alsace-Moselle, which has none.
    pub code: &'static str,
    names: Names,
    /// The languages of its laws, ISO 639-1.
    languages: &'static [&'static str],
    rules: &'static [Rule],
    /// The place whose holidays it has too.
    also: Option<&'static Place>,
}

/// One holiday of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    names: Names,
    languages: &'static [&'static str],
    /// The day that this one stands in for, because that is on a weekend.
    pub instead_of: Option<Date>,
}

/// One rule of a place.
#[derive(Debug)]
struct Rule {
    names: Names,
    when: When,
    weekend: Weekend,
    /// The first year that it holds in; always where 0.
    since: i16,
}

/// The day of a rule in a year.
#[derive(Clone, Copy, Debug)]
enum When {
    /// A month and a day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i32),
    /// The nth such weekday of a month, from its end where negative.
    Nth(i8, i8, Weekday),
    /// The last such weekday before a month and day.
    Before(i8, i8, Weekday),
    /// The first of a month where it is that weekday, its first Monday otherwise (Irish Organisation of Working Time Act, 2023).
    FirstIfOrMonday(i8, Weekday),
}

/// What becomes of a day that falls on a weekend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weekend {
    /// Nothing.
    Stays,
    /// A Sunday becomes so many days later.
    SundayMoves(i32),
    /// A Saturday has the Friday before, a Sunday the Monday after beside it (5 U.S.C. 6103 and Executive Order 11582).
    Nearest,
    /// The next day that is neither of a weekend nor a holiday stands in (Banking and Financial Dealings Act 1971, and
    /// the proclamations under it).
    Next,
}

impl Place {
    /// All of them, by the order of their codes.
    #[must_use]
    pub fn all() -> &'static [&'static Self] {
        places::ALL
    }

    /// The place of that code, in any case of letters.
    #[must_use]
    pub fn from_code(code: &str) -> Option<&'static Self> {
        Self::all().iter().copied().find(|place| place.code.eq_ignore_ascii_case(code))
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        named(self.names, language.code())
    }

    /// Its holidays of a year in the order of days; none outside [`YEAR_MIN`] to [`YEAR_MAX`].
    #[must_use]
    pub fn holidays(&self, year: i16) -> Vec<Holiday> {
        if !(YEAR_MIN..=YEAR_MAX).contains(&year) {
            return Vec::new();
        }
        // The New Year of the year after may be kept on the last day of this one.
        let mut all: Vec<Holiday> = [year - 1, year, year + 1].into_iter().flat_map(|year| self.of_rules(year)).collect();
        all.retain(|holiday| holiday.date.year() == year);
        all.sort_by_key(|holiday| (holiday.date, holiday.instead_of));
        all
    }

    /// Its holidays from one day to another, both counted, at most [`DAYS_ASKED_MAX`] days.
    #[must_use]
    pub fn holidays_between(&self, from: Date, to: Date) -> Vec<Holiday> {
        let last = from.checked_add(Span::new().days(DAYS_ASKED_MAX)).unwrap_or(Date::MAX).min(to);
        (from.year()..=last.year())
            .flat_map(|year| self.holidays(year))
            .filter(|holiday| (from..=last).contains(&holiday.date))
            .collect()
    }

    fn of_rules(&self, year: i16) -> Vec<Holiday> {
        let rules = self.rules.iter().chain(self.also.into_iter().flat_map(|place| place.rules));
        let days: Vec<(&Rule, Date)> = rules
            .filter(|rule| rule.since <= year)
            .filter_map(|rule| Some((rule, moved(rule.weekend, day_of(rule.when, year)?))))
            .collect();
        let mut all: Vec<Holiday> = Vec::new();
        let mut taken: Vec<Date> = days.iter().map(|(_, date)| *date).collect();
        for (rule, date) in days {
            let holiday = |date, instead_of| Holiday { date, names: rule.names, languages: self.languages, instead_of };
            all.push(holiday(date, None));
            let stands_in = match rule.weekend {
                Weekend::Stays | Weekend::SundayMoves(_) => None,
                Weekend::Nearest => match date.weekday() {
                    Weekday::Saturday => date.yesterday().ok(),
                    Weekday::Sunday => date.tomorrow().ok(),
                    _ => None,
                },
                Weekend::Next if is_weekend(date) => {
                    date.series(Span::new().days(1)).take(7).find(|day| !is_weekend(*day) && !taken.contains(day))
                }
                Weekend::Next => None,
            };
            if let Some(day) = stands_in {
                taken.push(day);
                all.push(holiday(day, Some(date)));
            }
        }
        all
    }
}

impl Holiday {
    /// Its name in a language of the program.
    #[must_use]
    pub fn name(&self, language: Language) -> &'static str {
        named(self.names, language.code())
    }

    /// Its name in the languages of the place, several with ` / ` between.
    #[must_use]
    pub fn own_name(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for language in self.languages {
            let name = named(self.names, language);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(" / ")
    }
}

/// The name in that language, in English where there is none.
fn named(names: Names, code: &str) -> &'static str {
    let of = |code: &str| names.iter().find(|(language, _)| *language == code).map(|(_, name)| *name);
    of(code).or_else(|| of("en")).unwrap_or_default()
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn moved(weekend: Weekend, date: Date) -> Date {
    match weekend {
        Weekend::SundayMoves(days) if date.weekday() == Weekday::Sunday => plus(date, days).unwrap_or(date),
        _ => date,
    }
}

fn day_of(when: When, year: i16) -> Option<Date> {
    match when {
        When::Fixed(month, day) => Date::new(year, month, day).ok(),
        When::Easter(days) => plus(easter(year)?, days),
        When::Nth(month, nth, weekday) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
        When::Before(month, day, weekday) => Date::new(year, month, day).ok()?.nth_weekday(-1, weekday).ok(),
        When::FirstIfOrMonday(month, weekday) => {
            let first = Date::new(year, month, 1).ok()?;
            if first.weekday() == weekday { Some(first) } else { first.nth_weekday_of_month(1, Weekday::Monday).ok() }
        }
    }
}

fn plus(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().days(days)).ok()
}

/// Easter Sunday of the Gregorian calendar, by the method that J. Meeus gives in "Astronomical Algorithms" (1991), chapter 8, after
/// Butcher's Ecclesiastical Calendar of 1876. None before 1583.
#[must_use]
pub fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests;

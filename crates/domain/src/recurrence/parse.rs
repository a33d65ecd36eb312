//! Reading a rule's text. What is not kept is refused by its name rather than left out: a rule that is half understood
//! publishes on the wrong day.

use std::str::FromStr;

use jiff::civil::{Date, DateTime, Weekday};

use super::{COUNT_MAX, End, Frequency, INTERVAL_MAX, OnWeekday, Problem, RULE_BYTES_MAX, Recurrence, WEEKDAYS};

/// Values that a list of a rule may have: the weeks of a year, and as many from its end.
const LIST_MAX: usize = 106;

impl Recurrence {
    /// Reads a rule such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`, with or without `RRULE:` before it, in any case of letters.
    ///
    /// # Errors
    /// A [`Problem`] that names the part which is wrong or not kept (BYHOUR, BYMINUTE, BYSECOND, BYWEEKNO, BYYEARDAY, what comes
    /// more often than daily, and every part that the RFC does not have).
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.len() > RULE_BYTES_MAX {
            return Err(Problem::TooLong);
        }
        let upper = text.trim().to_ascii_uppercase();
        let body = upper.strip_prefix("RRULE:").unwrap_or(&upper);
        let mut frequency = None;
        let (mut count, mut until) = (None, None);
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            end: End::Never,
            months: Vec::new(),
            month_days: Vec::new(),
            weekdays: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut seen: Vec<&str> = Vec::new();
        for part in body.split(';').filter(|part| !part.is_empty()) {
            let pair = part.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty());
            let (name, value) = pair.ok_or_else(|| Problem::NoPair(part.to_owned()))?;
            if seen.contains(&name) {
                return Err(Problem::Twice(name.to_owned()));
            }
            seen.push(name);
            match name {
                "FREQ" => frequency = Some(frequency_of(value)?),
                "INTERVAL" => rule.interval = number("INTERVAL", value, 1, INTERVAL_MAX)?,
                "COUNT" => count = Some(number("COUNT", value, 1, COUNT_MAX)?),
                "UNTIL" => until = Some(until_of(value)?),
                "BYMONTH" => rule.months = list("BYMONTH", value, |one| number("BYMONTH", one, 1, 12))?,
                "BYMONTHDAY" => rule.month_days = list("BYMONTHDAY", value, |one| from_either_end("BYMONTHDAY", one, 31))?,
                "BYDAY" => rule.weekdays = list("BYDAY", value, on_weekday)?,
                "BYSETPOS" => rule.positions = list("BYSETPOS", value, |one| from_either_end("BYSETPOS", one, 366))?,
                "WKST" => rule.week_start = weekday("WKST", value)?,
                _ => return Err(Problem::NotKept(name.to_owned())),
            }
        }
        rule.frequency = frequency.ok_or(Problem::NoFrequency)?;
        rule.end = match (count, until) {
            (Some(_), Some(_)) => return Err(Problem::TwoEnds),
            (Some(count), None) => End::Count(count),
            (None, until) => until.unwrap_or(End::Never),
        };
        rule.months.sort_unstable();
        rule.judged()
    }

    /// The rule, if its parts go together (the notes below the table of RFC 5545, section 3.3.10).
    fn judged(self) -> Result<Self, Problem> {
        let is_below_month = matches!(self.frequency, Frequency::Daily | Frequency::Weekly);
        if is_below_month && self.weekdays.iter().any(|on| on.nth.is_some()) {
            return Err(Problem::NotWithFrequency("BYDAY"));
        }
        if self.frequency == Frequency::Weekly && !self.month_days.is_empty() {
            return Err(Problem::NotWithFrequency("BYMONTHDAY"));
        }
        let is_in_month = self.frequency == Frequency::Monthly || !self.months.is_empty();
        let last = if is_in_month { 5 } else { 53 };
        if let Some(on) = self.weekdays.iter().find(|on| on.nth.is_some_and(|nth| nth.abs() > last)) {
            let value = on.nth.map_or_else(String::new, |nth| nth.to_string()) + super::letters(on.weekday);
            return Err(Problem::Value { part: "BYDAY", value });
        }
        if !self.positions.is_empty() && self.months.is_empty() && self.month_days.is_empty() && self.weekdays.is_empty() {
            return Err(Problem::NothingToChoose);
        }
        Ok(self)
    }
}

fn frequency_of(value: &str) -> Result<Frequency, Problem> {
    match value {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(Problem::NotKept(format!("FREQ={value}"))),
        _ => Err(wrong("FREQ", value)),
    }
}

fn until_of(value: &str) -> Result<End, Problem> {
    let end = if let Some(utc) = value.strip_suffix('Z') {
        let wall = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok();
        wall.and_then(|wall| jiff::tz::TimeZone::UTC.to_timestamp(wall).ok()).map(End::Moment)
    } else if value.contains('T') {
        DateTime::strptime("%Y%m%dT%H%M%S", value).ok().map(End::Wall)
    } else {
        Date::strptime("%Y%m%d", value).ok().map(End::Day)
    };
    end.ok_or_else(|| wrong("UNTIL", value))
}

fn list<T: PartialEq>(part: &'static str, value: &str, one: impl Fn(&str) -> Result<T, Problem>) -> Result<Vec<T>, Problem> {
    let mut all = Vec::new();
    for word in value.split(',') {
        let read = one(word)?;
        if !all.contains(&read) {
            all.push(read);
        }
    }
    if all.len() > LIST_MAX { Err(wrong(part, value)) } else { Ok(all) }
}

fn number<T: FromStr + PartialOrd>(part: &'static str, value: &str, low: T, high: T) -> Result<T, Problem> {
    value.parse().ok().filter(|number| (low..=high).contains(number)).ok_or_else(|| wrong(part, value))
}

/// A number from 1 to `most`, or from the end, -1 to -`most`.
fn from_either_end<T: FromStr + PartialOrd + std::ops::Neg<Output = T> + Copy + Default>(
    part: &'static str,
    value: &str,
    most: T,
) -> Result<T, Problem> {
    let number = number(part, value, -most, most)?;
    if number == T::default() { Err(wrong(part, value)) } else { Ok(number) }
}

fn weekday(part: &'static str, value: &str) -> Result<Weekday, Problem> {
    WEEKDAYS.iter().find(|(letters, _)| *letters == value).map(|(_, weekday)| *weekday).ok_or_else(|| wrong(part, value))
}

fn on_weekday(value: &str) -> Result<OnWeekday, Problem> {
    let (nth, letters) =
        value.len().checked_sub(2).and_then(|at| value.split_at_checked(at)).ok_or_else(|| wrong("BYDAY", value))?;
    let nth = if nth.is_empty() { None } else { Some(from_either_end("BYDAY", nth, 53)?) };
    Ok(OnWeekday { nth, weekday: weekday("BYDAY", letters)? })
}

fn wrong(part: &'static str, value: &str) -> Problem {
    Problem::Value { part, value: value.to_owned() }
}

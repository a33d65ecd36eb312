//! How often something comes again, as a form asks it: by a word, with a last day, or by a rule of one's own.

use domain::recurrence::Recurrence;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use minijinja::{Value, context};

use crate::{
    Web,
    format::Reader,
    pages::{
        mentions::fields::Fields,
        publish::{reads, say, say_with},
    },
    request::Member,
};

/// The words of the form and the rules that they stand for.
const RHYTHMS: [(&str, &str); 6] = [
    ("daily", "FREQ=DAILY"),
    ("workdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("weekly", "FREQ=WEEKLY"),
    ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
    ("monthly", "FREQ=MONTHLY"),
    ("yearly", "FREQ=YEARLY"),
];
/// The word for a rule of one's own.
const OWN: &str = "own";
/// The dates that are shown.
const SHOWN: usize = 5;
/// The dates in which a change of the clock is looked for: more than a year of days.
const LOOKED_AT: usize = 400;

/// What somebody chose, also what cannot be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// A word of [`RHYTHMS`], [`OWN`], or empty for once.
    pub(crate) every: String,
    /// The last day; empty for no end.
    pub(crate) until: String,
    /// The rule of one's own.
    pub(crate) rule: String,
}

impl Asked {
    /// Reads the form; nothing when it does not ask.
    pub(crate) fn read(fields: &Fields) -> Option<Self> {
        fields.all("repeat").next()?;
        let text = |name: &str| fields.text(name).trim().to_owned();
        Some(Self { every: text("repeat"), until: text("repeat_until"), rule: text("repeat_rule") })
    }

    /// A rule as the form shows it.
    pub(crate) fn of(rule: &str) -> Self {
        if rule.is_empty() {
            return Self::default();
        }
        let (until, rest): (Vec<&str>, Vec<&str>) = rule.split(';').partition(|part| part.starts_with("UNTIL="));
        let until = until.first().map_or(Ok(None), |part| Date::strptime("%Y%m%d", &part["UNTIL=".len()..]).map(Some));
        let same = |known: &str| Recurrence::parse(known).ok() == Recurrence::parse(&rest.join(";")).ok();
        match (RHYTHMS.iter().find(|(_, known)| same(known)), until) {
            (Some((word, _)), Ok(until)) => {
                let until = until.map(|day| day.to_string()).unwrap_or_default();
                Self { every: (*word).to_owned(), until, rule: String::new() }
            }
            _ => Self { every: OWN.to_owned(), until: String::new(), rule: rule.to_owned() },
        }
    }

    /// The rule (RFC 5545); empty for once. What cannot be read is given as it is, so that whoever keeps it says what is wrong.
    pub(crate) fn rule(&self) -> String {
        let Some((_, rule)) = RHYTHMS.iter().find(|(word, _)| *word == self.every) else {
            return if self.every == OWN { self.rule.clone() } else { String::new() };
        };
        match self.until.as_str() {
            "" => (*rule).to_owned(),
            day => format!("{rule};UNTIL={}", day.replace('-', "")),
        }
    }

    /// What the fields are drawn from; `once` offers not to come again at all.
    pub(crate) fn value(&self, web: &Web, member: &Member, once: bool) -> Value {
        let words = once.then_some("once").into_iter().chain(RHYTHMS.iter().map(|(word, _)| *word)).chain([OWN]);
        let choice = |word: &str| {
            let value = if word == "once" { "" } else { word };
            context! { value, label => say(web, member, &format!("plan-every-{word}")) }
        };
        context! {
            every => self.every.as_str(), until => self.until.as_str(), rule => self.rule.as_str(), is_own => self.every == OWN,
            choices => words.map(choice).collect::<Vec<_>>(),
        }
    }
}

/// The next dates of a rule as they fall on the wall of its zone, and what becomes of them when the clock is changed.
pub(crate) fn dates(web: &Web, member: &Member, rule: &str, zone_name: &str, start: i64) -> Value {
    let (Ok(rule), Ok(zone)) = (Recurrence::parse(rule), TimeZone::get(zone_name)) else { return Value::UNDEFINED };
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
    let now = web.app.now();
    let found = rule.occurrences(zone.to_datetime(at(start)), &zone, at(now.max(start) - 1), LOOKED_AT);
    let wall = Reader { zone: zone.clone(), ..reads(web, member) };
    let shown = found.iter().take(SHOWN).map(|one| {
        let micros = one.at.as_microsecond();
        let moved = zone.to_datetime(one.at).time() != one.wall.time();
        context! { at => micros, day => with_year(&wall, micros), clock => wall.clock(micros), moved }
    });
    let offset = |at: Timestamp| zone.to_offset(at);
    let changes = found.windows(2).find(|pair| offset(pair[0].at) != offset(pair[1].at)).map(|pair| {
        let day = with_year(&wall, pair[1].at.as_microsecond());
        let place = zone_name.replace('_', " ");
        say_with(web, member, "plan-clock-changes", &[("day", day.into()), ("zone", place.into())])
    });
    context! {
        dates => shown.collect::<Vec<_>>(), changes, zone => zone_name.replace('_', " "), more => found.len() > SHOWN,
        total => found.len(), none => found.is_empty(),
    }
}

/// A day in words; with its year when that is not this one.
fn with_year(wall: &Reader, at: i64) -> String {
    let year = wall.zoned(at).year();
    let day = wall.long_day(at);
    if year == wall.zoned(wall.now.as_microsecond()).year() { day } else { format!("{day} {year}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_rules_and_rules_are_words_again() {
        for (word, rule) in RHYTHMS {
            let asked = Asked::of(&Recurrence::parse(rule).unwrap().to_string());
            assert_eq!((asked.every.as_str(), asked.until.as_str()), (word, ""));
            let until = Asked { until: "2027-03-31".to_owned(), ..asked };
            let kept = Recurrence::parse(&until.rule()).unwrap().to_string();
            assert_eq!(Asked::of(&kept), until, "{kept}");
        }
    }

    #[test]
    fn a_rule_of_ones_own_stays_as_it_is() {
        let rule = "FREQ=MONTHLY;BYDAY=-1FR";
        assert_eq!(Asked::of(rule), Asked { every: "own".to_owned(), until: String::new(), rule: rule.to_owned() });
        assert_eq!(Asked::of(rule).rule(), rule);
        assert_eq!(
            (Asked::of("").rule(), Asked::of("FREQ=DAILY;UNTIL=20270331T090000").every),
            (String::new(), "own".to_owned())
        );
    }
}

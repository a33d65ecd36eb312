//! A rule as a sentence, in both languages: "every second Tuesday at 09:00", "un mardi sur deux à 09:00".

use jiff::civil::{Date, DateTime, Weekday};

use super::{End, Frequency, OnWeekday, Recurrence};
use crate::Language::{self, English, French};

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Monday", "lundi"],
    ["Tuesday", "mardi"],
    ["Wednesday", "mercredi"],
    ["Thursday", "jeudi"],
    ["Friday", "vendredi"],
    ["Saturday", "samedi"],
    ["Sunday", "dimanche"],
];
const MONTHS: [[&str; 2]; 12] = [
    ["January", "janvier"],
    ["February", "février"],
    ["March", "mars"],
    ["April", "avril"],
    ["May", "mai"],
    ["June", "juin"],
    ["July", "juillet"],
    ["August", "août"],
    ["September", "septembre"],
    ["October", "octobre"],
    ["November", "novembre"],
    ["December", "décembre"],
];
const NUMBERED: [[&str; 2]; 5] =
    [["first", "premier"], ["second", "deuxième"], ["third", "troisième"], ["fourth", "quatrième"], ["fifth", "cinquième"]];

const fn side(language: Language) -> usize {
    match language {
        English => 0,
        French => 1,
    }
}

impl Recurrence {
    /// The rule in words, without a full stop, for a rule that starts at `start` on the wall: its time, and its day where the
    /// rule names none, are those of the start.
    #[must_use]
    pub fn sentence(&self, start: DateTime, language: Language) -> String {
        let mut words = self.how_often(start.date(), language);
        if !self.positions.is_empty() {
            words.push_str(&self.chosen(language));
        }
        let time = start.time().strftime("%H:%M");
        words.push_str(&match language {
            English => format!(" at {time}"),
            French => format!(" à {time}"),
        });
        words.push_str(&ending(self.end, language));
        words
    }

    fn how_often(&self, start: Date, language: Language) -> String {
        let months = self.only_months(language);
        match self.frequency {
            Frequency::Daily => self.every(["day", "jour"], false, language) + &self.days_of_month(language) + &months,
            Frequency::Weekly => self.weekly(start, language) + &months,
            Frequency::Monthly => {
                let days = if self.has_days() { self.days_of_month(language) } else { on_day(&[start.day()], language) };
                self.every(["month", "mois"], false, language) + &days + &months
            }
            Frequency::Yearly => {
                let year = self.every(["year", "an"], false, language);
                match (self.has_days(), self.months.is_empty()) {
                    (false, true) => year + &on_date(start, language),
                    (false, false) => year + &on_day(&[start.day()], language) + &months,
                    (true, false) => year + &self.days_of_month(language) + &months,
                    (true, true) => {
                        let of_year = self.month_days.is_empty() && self.weekdays.iter().any(|on| on.nth.is_some());
                        let of_year = if of_year { [" of the year", " de l’année"][side(language)] } else { "" };
                        year + &self.days_of_month(language) + of_year
                    }
                }
            }
        }
    }

    fn has_days(&self) -> bool {
        !self.month_days.is_empty() || !self.weekdays.is_empty()
    }

    /// "every week", "every second week", "every 3 weeks".
    fn every(&self, unit: [&str; 2], is_feminine: bool, language: Language) -> String {
        let unit = unit[side(language)];
        let all = if is_feminine { "toutes" } else { "tous" };
        // « Mois » has its s already.
        let s = if unit.ends_with('s') { "" } else { "s" };
        match (language, self.interval) {
            (English, 1) => format!("every {unit}"),
            (English, 2) => format!("every second {unit}"),
            (English, more) => format!("every {more}\u{a0}{unit}s"),
            (French, 1) => format!("{all} les {unit}{s}"),
            (French, 2) => format!("{} {unit} sur deux", if is_feminine { "une" } else { "un" }),
            (French, more) => format!("{all} les {more}\u{a0}{unit}{s}"),
        }
    }

    fn weekly(&self, start: Date, language: Language) -> String {
        let mut days: Vec<Weekday> = self.weekdays.iter().map(|on| on.weekday).collect();
        if days.is_empty() {
            days.push(start.weekday());
        }
        days.sort_by_key(|day| day.to_monday_zero_offset());
        let all = days.len() == 7;
        let names: Vec<String> = days.iter().map(|day| weekday(*day, language).to_owned()).collect();
        let list = joined(&names, language);
        match (language, self.interval, all) {
            (_, 1, true) => self.every(["day", "jour"], false, language),
            (English, 1, false) => format!("every {list}"),
            (French, 1, false) => {
                let names: Vec<String> = names.iter().map(|name| format!("{name}s")).collect();
                format!("tous les {}", joined(&names, French))
            }
            (English, 2, false) if days.len() == 1 => format!("every second {list}"),
            (French, 2, false) if days.len() == 1 => format!("un {list} sur deux"),
            (English, _, _) => self.every(["week", "semaine"], true, English) + " on " + &list,
            (French, _, _) => {
                let names: Vec<String> = names.iter().map(|name| format!("le {name}")).collect();
                self.every(["week", "semaine"], true, French) + ", " + &joined(&names, French)
            }
        }
    }

    /// " on the 1st and the last Friday": the days that BYMONTHDAY and BYDAY name, with the space before.
    fn days_of_month(&self, language: Language) -> String {
        if self.month_days.is_empty() && self.weekdays.is_empty() {
            return String::new();
        }
        let weekdays: Vec<String> = self.weekdays.iter().map(|on| on_weekday(*on, language)).collect();
        if self.month_days.is_empty() {
            let on = if language == English { " on " } else { ", " };
            return on.to_owned() + &joined(&weekdays, language);
        }
        let days = on_day(&self.month_days, language);
        if weekdays.is_empty() {
            return days;
        }
        // Both are there: the day counts only where it is such a weekday.
        let names: Vec<String> = self.weekdays.iter().map(|on| weekday(on.weekday, language).to_owned()).collect();
        match language {
            English => format!("{days} where that is a {}", either(&names, "or")),
            French => format!("{days} quand c’est un {}", either(&names, "ou")),
        }
    }

    /// " in January and June only".
    fn only_months(&self, language: Language) -> String {
        if self.months.is_empty() {
            return String::new();
        }
        let names: Vec<String> = self.months.iter().map(|month| month_name(*month, language).to_owned()).collect();
        match language {
            English => format!(" in {}", joined(&names, English)),
            French => format!(" en {}", joined(&names, French)),
        }
    }

    /// ", of these only the last".
    fn chosen(&self, language: Language) -> String {
        let which: Vec<String> = self.positions.iter().map(|at| numbered(*at, language)).collect();
        match language {
            English => format!(", of these days only the {},", joined(&which, English)),
            French => format!(", de ces jours seulement le {},", joined(&which, French)),
        }
    }
}

fn weekday(day: Weekday, language: Language) -> &'static str {
    let at = usize::try_from(day.to_monday_zero_offset()).unwrap_or_default();
    WEEKDAYS[at][side(language)]
}

fn month_name(month: i8, language: Language) -> &'static str {
    let at = usize::try_from(month - 1).unwrap_or_default();
    MONTHS[at.min(11)][side(language)]
}

/// "first", "12th", "last", "second to last"; « premier », « 12e », « dernier », « avant-dernier ».
fn numbered(number: i16, language: Language) -> String {
    let count = number.unsigned_abs();
    let plain = usize::from(count).checked_sub(1).and_then(|at| NUMBERED.get(at)).map_or_else(
        || match language {
            English => format!("{count}{}", english_suffix(count)),
            French => format!("{count}e"),
        },
        |words| words[side(language)].to_owned(),
    );
    match (language, number) {
        (English, -1) => "last".to_owned(),
        (French, -1) => "dernier".to_owned(),
        (French, -2) => "avant-dernier".to_owned(),
        (English, ..0) => format!("{plain} to last"),
        (French, ..0) => format!("{plain} avant la fin"),
        _ => plain,
    }
}

const fn english_suffix(number: u16) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn on_weekday(on: OnWeekday, language: Language) -> String {
    let name = weekday(on.weekday, language);
    match (language, on.nth) {
        (English, None) => format!("every {name}"),
        (French, None) => format!("tous les {name}s"),
        (English, Some(nth)) => format!("the {} {name}", numbered(i16::from(nth), English)),
        // « Le lundi, troisième avant la fin »: the words of a number from the end stand behind the day.
        (French, Some(nth @ ..=-3)) => format!("le {name}, {}", numbered(i16::from(nth), French)),
        (French, Some(nth)) => format!("le {} {name}", numbered(i16::from(nth), French)),
    }
}

/// " on the 1st and the 15th", " on the last day".
fn on_day(days: &[i8], language: Language) -> String {
    let days: Vec<String> = days
        .iter()
        .map(|day| match (language, *day) {
            (English, 1..) => format!("the {day}{}", english_suffix(u16::from(day.unsigned_abs()))),
            (English, _) => format!("the {} day", numbered(i16::from(*day), English)),
            (French, 1) => "le 1er".to_owned(),
            (French, 2..) => format!("le {day}"),
            (French, -2..) => format!("le {} jour", numbered(i16::from(*day), French)),
            (French, _) => format!("le {} jour avant la fin", numbered(i16::from(day.unsigned_abs()), French)),
        })
        .collect();
    match language {
        English => format!(" on {}", joined(&days, English)),
        French => format!(", {}", joined(&days, French)),
    }
}

/// " on 14 July".
fn on_date(date: Date, language: Language) -> String {
    match language {
        English => format!(" on {}", day_and_month(date, English)),
        French => format!(", le {}", day_and_month(date, French)),
    }
}

fn day_and_month(date: Date, language: Language) -> String {
    let month = month_name(date.month(), language);
    match (language, date.day()) {
        (French, 1) => format!("1er\u{a0}{month}"),
        (_, day) => format!("{day}\u{a0}{month}"),
    }
}

fn ending(end: End, language: Language) -> String {
    let until = |date: Date| match language {
        English => format!(", until {} {}", day_and_month(date, English), date.year()),
        French => format!(", jusqu’au {} {}", day_and_month(date, French), date.year()),
    };
    match (end, language) {
        (End::Never, _) => String::new(),
        (End::Count(1), English) => ", once".to_owned(),
        (End::Count(count), English) => format!(", {count}\u{a0}times"),
        (End::Count(count), French) => format!(", {count}\u{a0}fois"),
        (End::Day(day), _) => until(day),
        (End::Wall(wall), _) => format!("{} {}", until(wall.date()), wall.time().strftime("%H:%M")),
        (End::Moment(at), _) => {
            let wall = jiff::tz::TimeZone::UTC.to_datetime(at);
            format!("{} {} UTC", until(wall.date()), wall.time().strftime("%H:%M"))
        }
    }
}

fn joined(words: &[String], language: Language) -> String {
    either(words, ["and", "et"][side(language)])
}

/// "a, b and c".
fn either(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

//! What part of the calendar is asked for, and the addresses of the others.

use std::ops::Range;

use jiff::{
    ToSpan, Zoned,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use store::delivery::DeliveryFilter;
use url::form_urlencoded;

use super::calendar_filter::Filters;
use crate::request::Member;

/// How much of time is shown, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    Month,
    Week,
    Day,
    List,
}

impl View {
    /// In the order of the buttons.
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::List];

    /// Its name in addresses and in the translations.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::List => "list",
        }
    }
}

/// What the address asks for.
pub(super) struct Wish {
    pub(super) view: View,
    /// A day of the stretch that is shown.
    pub(super) at: Date,
    pub(super) filters: Filters,
    /// The zone of the reader.
    pub(super) zone: TimeZone,
    pub(super) today: Date,
}

impl Wish {
    /// Reads it; what cannot be read means the month that is now.
    pub(super) fn read(query: &str, now: &Zoned) -> Self {
        let asked = |name: &str| {
            form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        let view = asked("view").and_then(|said| View::ALL.into_iter().find(|view| view.name() == said));
        let today = now.date();
        Self {
            view: view.unwrap_or(View::Month),
            at: asked("at").and_then(|said| said.parse().ok()).unwrap_or(today),
            filters: Filters::read(query),
            zone: now.time_zone().clone(),
            today,
        }
    }

    /// The days that are drawn: the first, and the one after the last.
    pub(super) fn days(&self) -> (Date, Date) {
        let monday = |day: Date| day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        match self.view {
            View::Month => {
                let last = self.at.last_of_month();
                let after = last.saturating_add(i64::from(7 - last.weekday().to_monday_zero_offset()).days());
                (monday(self.at.first_of_month()), after)
            }
            View::Week => (monday(self.at), monday(self.at).saturating_add(7.days())),
            View::Day => (self.at, self.at.saturating_add(1.days())),
            View::List => (self.at.first_of_month(), self.at.last_of_month().saturating_add(1.days())),
        }
    }

    /// The day that the stretch before or after is asked for by.
    pub(super) fn step(&self, forward: bool) -> Date {
        let one = if forward { 1 } else { -1 };
        match self.view {
            View::Month | View::List => self.at.first_of_month().saturating_add(one.months()),
            View::Week => self.at.saturating_add((one * 7).days()),
            View::Day => self.at.saturating_add(one.days()),
        }
    }

    /// Whether a day stands outside of the month that is shown.
    pub(super) fn is_outside(&self, day: Date) -> bool {
        self.view == View::Month && day.month() != self.at.month()
    }

    /// When a day begins, UTC microseconds.
    pub(super) fn begins(&self, day: Date) -> i64 {
        day.to_zoned(self.zone.clone()).map_or(0, |zoned| zoned.timestamp().as_microsecond())
    }

    /// What deliveries are asked for by.
    pub(super) fn filter(&self) -> DeliveryFilter {
        let during = self.during();
        self.filters.deliveries(during.start, during.end)
    }

    /// From when to when that is, UTC microseconds.
    pub(super) fn during(&self) -> Range<i64> {
        let (from, to) = self.days();
        self.begins(from)..self.begins(to)
    }

    /// The address of the calendar under this wish, at another day or in another view.
    pub(super) fn href(&self, member: &Member, view: View, at: Date) -> String {
        self.href_as(member, view, at, &self.filters)
    }

    /// The page of addresses for other programs, with these filters.
    pub(super) fn subscribe_href(&self, member: &Member) -> String {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        asked.extend_pairs(self.filters.pairs());
        member.href(&format!("publish/subscribe?{}", asked.finish()))
    }

    /// The same with other filters.
    pub(super) fn href_as(&self, member: &Member, view: View, at: Date, filters: &Filters) -> String {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        if view != View::Month {
            asked.append_pair("view", view.name());
        }
        if at != self.today {
            asked.append_pair("at", &at.to_string());
        }
        asked.extend_pairs(filters.pairs());
        let asked = asked.finish();
        member.href(&if asked.is_empty() { "publish".to_owned() } else { format!("publish?{asked}") })
    }
}

/// Whether nobody works on that day in most of the countries that write dates as we do.
pub(super) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(query: &str) -> Wish {
        let now: jiff::Timestamp = "2026-11-21T10:00:00Z".parse().unwrap();
        Wish::read(query, &now.to_zoned(TimeZone::get("Europe/Paris").unwrap()))
    }

    fn check(query: &str, from: &str, to: &str, next: &str) {
        let wish = wish(query);
        let (first, after) = wish.days();
        assert_eq!((first.to_string().as_str(), after.to_string().as_str()), (from, to), "{query}");
        assert_eq!(wish.step(true).to_string(), next, "{query}");
    }

    #[test]
    fn each_view_has_its_days() {
        check("", "2026-10-26", "2026-12-07", "2026-12-01");
        check("view=month&at=2027-02-14", "2027-02-01", "2027-03-01", "2027-03-01");
        check("view=week", "2026-11-16", "2026-11-23", "2026-11-28");
        check("view=day&at=2026-10-25", "2026-10-25", "2026-10-26", "2026-10-26");
        check("view=list&at=nonsense", "2026-11-01", "2026-12-01", "2026-12-01");
    }

    #[test]
    fn a_day_of_a_clock_change_has_25_hours() {
        let wish = wish("view=day&at=2026-10-25");
        let (from, to) = wish.days();
        assert_eq!(wish.begins(to) - wish.begins(from), 25 * 3_600_000_000);
    }
}

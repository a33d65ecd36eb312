//! What stands on the days of the calendar besides posts: notes, embargoes, public holidays.

use std::collections::BTreeMap;

use app::Refusal;
use domain::holiday::Place;
use jiff::{ToSpan, civil::Date};
use minijinja::{Value, context};

use super::calendar_wish::Wish;
use crate::{Web, request::Member};

/// What stands on each day that is drawn: its kind and its words.
pub(super) async fn marks(web: &Web, member: &Member, wish: &Wish) -> Result<BTreeMap<Date, Vec<Value>>, Refusal> {
    let (from, after) = wish.days();
    let to = after.saturating_sub(1.days());
    let mut days: BTreeMap<Date, Vec<Value>> = BTreeMap::new();
    for code in web.app.calendar_countries(&member.actor).await? {
        let Some(place) = Place::from_code(&code) else { continue };
        for holiday in place.holidays_between(from, to) {
            let words = format!("{} ({})", holiday.name(member.language()), place.code);
            days.entry(holiday.date).or_default().push(context! { kind => "holiday", words });
        }
    }
    for mark in web.app.marks_between(&member.actor, from, to).await? {
        let (Ok(first), Ok(last)) = (mark.from_day.parse::<Date>(), mark.to_day.parse::<Date>()) else { continue };
        let mut day = first.max(from);
        while day <= last.min(to) {
            days.entry(day).or_default().push(context! { kind => mark.kind.as_str(), words => mark.words.as_str() });
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }
    Ok(days)
}

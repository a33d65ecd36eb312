//! The slots of a week or a day in which nothing stands yet: the gaps of the plan.

use std::collections::BTreeMap;

use domain::slot::{SLOTS_FOUND_MAX, Slot, next_free_several};
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use minijinja::{Value, context};
use store::{Id, channel::Channel, delivery::Delivery};

use super::{
    calendar_day::Drawing,
    calendar_wish::{View, Wish},
    mark,
};
use crate::request::Member;

/// The gaps by day, each with its hour.
pub(super) type Gaps = BTreeMap<Date, Vec<(i8, Value)>>;

/// The free slots of the days that are drawn; none in a month, where they would hide what stands.
pub(super) async fn gaps(
    wish: &Wish,
    member: &Member,
    drawing: &Drawing<'_>,
    deliveries: &[Delivery],
) -> Result<Gaps, store::StoreError> {
    let mut gaps = Gaps::new();
    if !matches!(wish.view, View::Week | View::Day) || wish.filters.state.is_some() || !drawing.may_publish {
        return Ok(gaps);
    }
    // A slot in which something stands is taken, also when that is filtered away.
    let all = match wish.filters == wish.filters.of_channel() {
        true => None,
        false => {
            let during = wish.during();
            let filter = wish.filters.of_channel().deliveries(during.start, during.end);
            Some(member.reader.deliveries(&filter, super::calendar::DELIVERIES_MAX).await?)
        }
    };
    let deliveries = all.as_deref().unwrap_or(deliveries);
    let channels: Vec<&Channel> =
        drawing.channels.values().filter(|channel| wish.filters.channel.is_none_or(|wanted| wanted == channel.id)).collect();
    let ids: Vec<Id<Channel>> = channels.iter().map(|channel| channel.id).collect();
    let slots = member.reader.channel_slots(&ids).await?;
    let zone = TimeZone::get(&member.workspace.time_zone).unwrap_or(TimeZone::UTC);
    let (from, to) = wish.days();
    let ends = wish.begins(to);
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
    let after = at(drawing.reads.now.as_microsecond().max(wish.begins(from) - 1));
    let mut found: Vec<(i64, &Channel)> = Vec::new();
    for channel in channels {
        let own: Vec<Slot> = slots.iter().filter(|slot| slot.channel_id == channel.id).filter_map(read).collect();
        let here = deliveries.iter().filter(|one| one.channel_id == channel.id && one.state != "cancelled");
        let taken: Vec<Timestamp> = here.map(|one| at(one.due_at)).collect();
        let free = next_free_several(&own, &zone, &taken, after, SLOTS_FOUND_MAX.min(own.len() * 2));
        found.extend(free.into_iter().map(Timestamp::as_microsecond).filter(|at| *at < ends).map(|at| (at, channel)));
    }
    found.sort_by_key(|(at, channel)| (*at, channel.id));
    for (at, channel) in found {
        let (zoned, clock) = (drawing.reads.zoned(at), drawing.reads.clock(at));
        let href = format!("posts/new?day={}&time={}&channel={}", zoned.date(), zoned.strftime("%H:%M"), channel.id);
        let gap =
            context! { at, clock, href => member.href(&href), mark => mark(&channel.network), name => channel.name.as_str() };
        gaps.entry(zoned.date()).or_default().push((zoned.hour(), gap));
    }
    Ok(gaps)
}

fn read(slot: &store::slot::Slot) -> Option<Slot> {
    let weekday = i8::try_from(slot.weekday).ok().and_then(|day| Weekday::from_monday_zero_offset(day).ok())?;
    Slot::new(weekday, u16::try_from(slot.minute).ok()?)
}

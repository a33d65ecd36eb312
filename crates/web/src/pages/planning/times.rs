//! When a post could leave: the next free slot and the best hours of each channel, for the composer and the pages of channels.

use std::collections::BTreeMap;

use app::Refusal;
use domain::best_time::{BestTime, Hour, POSTS_MIN};
use jiff::{Timestamp, ToSpan, civil::Time, tz::TimeZone};
use minijinja::{Value, context};
use store::{Id, channel::Channel};

use crate::{
    Web,
    pages::publish::{mark, reads, say, say_with},
    request::Member,
};

/// The best hours that are named.
const HOURS_SHOWN: usize = 3;

/// The free slot and the best hours of each of these channels.
pub(crate) async fn suggestions(web: &Web, member: &Member, channels: &[&Channel]) -> Result<Vec<Value>, Refusal> {
    let ids: Vec<Id<Channel>> = channels.iter().map(|channel| channel.id).collect();
    let free: BTreeMap<Id<Channel>, Option<i64>> = web.app.next_free_slot(&member.actor, &ids, web.app.now()).await?;
    let reads = reads(web, member);
    let mut rows = Vec::new();
    for channel in channels {
        let slot = free.get(&channel.id).copied().flatten();
        rows.push(context! {
            name => channel.name.as_str(), network => mark(&channel.network), href => member.href(&format!("channels/{}/slots", channel.id)),
            free => slot.map(|at| context! { at, day => reads.long_day(at), clock => reads.clock(at) }),
            best => best(web, member, channel.id).await?,
        });
    }
    Ok(rows)
}

/// What the posts of a channel say of the hours of the week, in words.
pub(crate) async fn best(web: &Web, member: &Member, channel: Id<Channel>) -> Result<Value, Refusal> {
    let told = web.app.best_times(&member.actor, channel).await?;
    let figure = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let reads = reads(web, member);
    let sentence = |key: &str, posts: usize| {
        let args =
            [("n", figure(posts).into()), ("n_words", reads.number(figure(posts)).into()), ("min", figure(POSTS_MIN).into())];
        say_with(web, member, key, &args)
    };
    Ok(match told {
        BestTime::NotEnough { posts } => context! { words => sentence("plan-best-not-enough", posts) },
        BestTime::NoDifference { posts } => context! { words => sentence("plan-best-no-difference", posts) },
        BestTime::Hours { posts, hours } => {
            let zone = TimeZone::get(&member.workspace.time_zone).unwrap_or(TimeZone::UTC);
            let hour = |hour: &Hour| {
                #[expect(clippy::cast_possible_truncation, reason = "a share, as per cent, of what is finite")]
                let more = ((hour.lift - 1.0) * 100.0).round() as i64;
                let args = [
                    ("weekday", say(web, member, &format!("plan-day-{}", hour.weekday.to_monday_zero_offset())).into()),
                    ("hour", format!("{:02}:00", hour.hour).into()),
                    ("more", reads.number(more).into()),
                    ("n", figure(hour.posts).into()),
                    ("n_words", reads.number(figure(hour.posts)).into()),
                ];
                context! { words => say_with(web, member, "plan-best-hour", &args), at => next(hour, &zone, web.app.clock().now()) }
            };
            context! { words => sentence("plan-best-from", posts), hours => hours.iter().take(HOURS_SHOWN).map(hour).collect::<Vec<_>>() }
        }
    })
}

/// The next time that an hour of the week begins, UTC microseconds.
fn next(hour: &Hour, zone: &TimeZone, now: Timestamp) -> Option<i64> {
    let begins = Time::new(hour.hour, 0, 0, 0).ok()?;
    let today = zone.to_datetime(now).date();
    (0..=7).find_map(|days: i64| {
        let day = today.checked_add(days.days()).ok().filter(|day| day.weekday() == hour.weekday)?;
        let at = zone.to_timestamp(day.to_datetime(begins)).ok()?;
        (at > now).then(|| at.as_microsecond())
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;

    #[test]
    fn an_hour_of_the_week_comes_again_after_now() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let check = |now: &str, expect: &str| {
            let hour = Hour { weekday: Weekday::Monday, hour: 9, posts: 3, typical: 1.0, lift: 2.0 };
            let at = next(&hour, &paris, now.parse().unwrap()).unwrap();
            assert_eq!(Timestamp::from_microsecond(at).unwrap().to_string(), expect, "{now}");
        };
        check("2026-11-22T15:00:00Z", "2026-11-23T08:00:00Z");
        check("2026-11-23T07:59:00Z", "2026-11-23T08:00:00Z");
        check("2026-11-23T08:00:00Z", "2026-11-30T08:00:00Z");
        check("2027-03-27T08:00:00Z", "2027-03-29T07:00:00Z");
    }
}

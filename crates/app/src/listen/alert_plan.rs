//! When an alert tells next, and what it forgets when it is paused.

use jiff::{Timestamp, Zoned, civil::Time, tz::TimeZone};
use store::{Id, Tx, access::User, alert::Alert, job::NewJob, workspace::Workspace};

use crate::{
    Refusal,
    listen::alerting::{COMPOSE_JOB, compose_lane},
};

/// Pauses the alerts of somebody who leaves the workspace or whose account is closed, so that nothing said from now on is told to
/// them; says how many. Who governs may resume one.
pub(crate) async fn pause_alerts_of(tx: &Tx, workspace: Id<Workspace>, user: Id<User>) -> Result<usize, Refusal> {
    let paused = tx.pause_alerts(workspace, user).await?;
    for alert in &paused {
        tx.cancel_job(COMPOSE_JOB, &alert.to_string()).await?;
        drop_gathered(tx, *alert).await?;
    }
    Ok(paused.len())
}

/// Plans the digests of a user anew: whose zone changed gets them at the same hour of the new clock. What they gathered stays.
pub(crate) async fn replan_digests(tx: &Tx, user: Id<User>, zone: &TimeZone, now: i64) -> Result<(), Refusal> {
    for alert in tx.digests_of(user).await? {
        plan(tx, &alert, zone, now).await?;
    }
    Ok(())
}

pub(super) async fn drop_gathered(tx: &Tx, alert: Id<Alert>) -> Result<(), Refusal> {
    tx.take_hits(alert).await?;
    tx.take_alert_signals(alert).await?;
    Ok(())
}

/// Asks for the next digest, or for none. What a paused alert had gathered is dropped.
pub(super) async fn plan(tx: &Tx, alert: &Alert, zone: &TimeZone, now: i64) -> Result<(), Refusal> {
    let key = alert.id.to_string();
    tx.cancel_job(COMPOSE_JOB, &key).await?;
    if alert.state != "on" {
        return drop_gathered(tx, alert.id).await;
    }
    // An alert that tells at once has nothing to say yet, unless it gathered something as a digest: then it says that now.
    let due_at = if alert.rhythm == "daily" { next_digest(alert.hour, zone, now) } else { now };
    let job = NewJob {
        workspace_id: alert.workspace_id,
        kind: COMPOSE_JOB,
        lane: compose_lane(alert.id),
        key,
        payload: "{}".to_owned(),
        due_at,
    };
    Ok(tx.enqueue(&job, now).await?)
}

/// The next moment after `now` at which the clock of the zone shows the hour, UTC microseconds. On the day the clocks go forward over
/// the hour, it is the hour after; on the day they show it twice, the first one.
#[must_use]
pub(crate) fn next_digest(hour: i64, zone: &TimeZone, now: i64) -> i64 {
    let time = i8::try_from(hour).ok().and_then(|hour| Time::new(hour, 0, 0, 0).ok()).unwrap_or(Time::midnight());
    let today = Timestamp::from_microsecond(now).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).date();
    let at = |zoned: Zoned| zoned.timestamp().as_microsecond();
    let days = [Ok(today), today.tomorrow(), today.tomorrow().and_then(jiff::civil::Date::tomorrow)];
    let moments = days.into_iter().flatten().filter_map(|day| day.to_datetime(time).to_zoned(zone.clone()).ok()).map(at);
    moments.into_iter().find(|at| *at > now).unwrap_or(now + 24 * store::mention::HOUR_US)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    #[test]
    fn a_digest_leaves_at_the_owners_hour_whatever_the_clocks_do() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let check = |hour, now: &str, expect: &str| assert_eq!(next_digest(hour, &paris, at(now)), at(expect), "{hour} {now}");
        check(8, "2026-11-21T06:00:00Z", "2026-11-21T07:00:00Z");
        check(8, "2026-11-21T07:00:00Z", "2026-11-22T07:00:00Z");
        // Summer time ends on 25 October 2026: eight o'clock is an hour later in UTC, the day in between has 25 hours.
        check(8, "2026-10-24T06:00:00Z", "2026-10-25T07:00:00Z");
        // … and begins on 29 March 2026.
        check(8, "2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z");
        // Half past two is not shown that night: the digest of two o'clock leaves at three.
        check(2, "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z");
        // Two o'clock is shown twice: the digest leaves once.
        check(2, "2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z");
        check(2, "2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z");
        check(2, "2026-10-25T01:00:00Z", "2026-10-26T01:00:00Z");
    }
}

//! `/w/{workspace}/channels/{channel}/slots`: when a channel publishes, and when it did best.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{hat::Act, slot::Slot};
use jiff::civil::{Time, Weekday};
use minijinja::{Value, context};
use store::channel::Channel;

use super::times;
use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id, mark, mendable, say},
    },
    request::Member,
};

/// What was typed, by weekday from Monday, and what is wrong with it.
#[derive(Default)]
struct Typed {
    days: [String; 7],
    errors: [String; 7],
    problem: String,
}

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel = found(&web, &member, &said).await?;
    let typed = kept(&web, &member, &channel).await?;
    draw(&web, &member, &headers, StatusCode::OK, &channel, &typed).await
}

/// Puts what was typed in place of the slots.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let channel = found(&web, &member, &said).await?;
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let fields = Fields::read(&body);
    let mut typed = Typed::default();
    let mut slots = Vec::new();
    for (place, offset) in (0..7_i8).enumerate() {
        fields.text(&format!("day_{place}")).trim().clone_into(&mut typed.days[place]);
        let Ok(weekday) = Weekday::from_monday_zero_offset(offset) else { continue };
        for word in typed.days[place].split([' ', ',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
            match minute(word).and_then(|minute| Slot::new(weekday, minute)) {
                Some(slot) => slots.push(slot),
                None => typed.errors[place] = invalid(&web, member.language(), "slot", "not_a_time"),
            }
        }
    }
    if typed.errors.iter().any(|error| !error.is_empty()) {
        return draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &channel, &typed).await;
    }
    match Box::pin(web.app.set_slots(&member.actor, channel.id, slots)).await {
        Ok(()) => Ok(page::go(&web, &member.href(&format!("channels/{}/slots", channel.id)), "good", "plan-slots-saved", &[])),
        Err(refusal) => {
            let (status, problem) = mendable(&web, &member, refusal)?;
            draw(&web, &member, &headers, status, &channel, &Typed { problem, ..typed }).await
        }
    }
}

/// Reads what came back to a year of the channel's posts.
pub(super) async fn history(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel = found(&web, &member, &said).await?;
    match Box::pin(web.app.read_history(&member.actor, channel.id)).await {
        Ok(posts) => {
            let to = member.href(&format!("channels/{}/slots", channel.id));
            Ok(page::go(&web, &to, "good", "plan-history-read", &[("n", &posts.to_string())]))
        }
        Err(refusal @ (Refusal::Channel(_) | Refusal::Invalid { .. })) => {
            let (_, problem) = mendable(&web, &member, refusal)?;
            let typed = Typed { problem, ..kept(&web, &member, &channel).await? };
            draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, &channel, &typed).await
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// The slots as the form shows them.
async fn kept(web: &Web, member: &Member, channel: &Channel) -> Result<Typed, Fault> {
    let slots = web.app.slots(&member.actor, channel.id).await.map_err(fault(web, member))?;
    let mut typed = Typed::default();
    for slot in slots {
        let day = usize::try_from(slot.weekday().to_monday_zero_offset()).unwrap_or(0);
        let words = &mut typed.days[day];
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&slot.time().strftime("%H:%M").to_string());
    }
    Ok(typed)
}

async fn found(web: &Web, member: &Member, said: &str) -> Result<Channel, Fault> {
    let found = member.reader.channel(id(web, member, said, Noun::Channel)?).await.map_err(fault(web, member))?;
    found.ok_or_else(|| fault(web, member)(Refusal::NoSuch(Noun::Channel)))
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    channel: &Channel,
    typed: &Typed,
) -> Result<Response, Fault> {
    let best = times::best(web, member, channel.id).await.map_err(fault(web, member))?;
    let free = web.app.next_free_slot(&member.actor, &[channel.id], web.app.now()).await.map_err(fault(web, member))?;
    let days = (0..7_usize).map(|day| {
        context! {
            name => format!("day_{day}"), label => say(web, member, &format!("plan-day-{day}")), value => typed.days[day].as_str(),
            error => typed.errors[day].as_str(),
        }
    });
    let can = app::publish::channel_open::capabilities(channel);
    let own = context! {
        days => days.collect::<Vec<Value>>(), problem => typed.problem.as_str(), best, name => channel.name.as_str(), network => mark(&channel.network),
        free => free.values().next().copied().flatten(), zone => member.workspace.time_zone.replace('_', " "),
        base => member.href(&format!("channels/{}", channel.id)), may_publish => member.actor.allows(Act::Publish),
        tells => can.is_some_and(|can| can.history) && channel.disconnected_at.is_none(), list_href => member.href("channels"),
    };
    let title = say(web, member, "plan-slots-title");
    Ok(page::show_as(web, member, headers, status, "publish", &title, "planning/slots.html", own))
}

/// A time of day as people write it, `9:00`, `09h30` or `18h`, in minutes after midnight.
fn minute(word: &str) -> Option<u16> {
    let (hour, minute) = word.split_once([':', 'h', 'H', '.'])?;
    let minute = if minute.is_empty() { "0" } else { minute };
    let digits =
        |text: &str| (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i8>().ok())?;
    let time = Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()?;
    u16::try_from(i16::from(time.hour()) * 60 + i16::from(time.minute())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        let check = |word: &str, expect: Option<u16>| assert_eq!(minute(word), expect, "{word}");
        check("9:00", Some(540));
        check("09h30", Some(570));
        check("18h", Some(1_080));
        check("23.59", Some(1_439));
        check("24:00", None);
        check("9h61", None);
        check("neuf", None);
        check("+9:00", None);
    }
}

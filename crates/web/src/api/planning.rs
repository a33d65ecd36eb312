//! When things leave, for scripts: slots and best times of channels, what comes again.

use app::{Noun, publish::recurrence_set::Repeat};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use domain::{best_time::BestTime, recurrence::Recurrence, slot::Slot};
use jiff::{Timestamp, civil::Weekday, tz::TimeZone};
use serde::{Deserialize, Serialize};
use store::post::Post;
use utoipa::ToSchema;

use super::{
    Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, post, put},
};

/// The next dates that are told.
const NEXT: usize = 5;

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/channels/{channel}/slots", Gate::Token, slots)
            .says(Operation::read("When a channel publishes, and its next free slot").answers::<SlotsView>()),
        put("/api/v1/channels/{channel}/slots", Gate::Token, set_slots)
            .says(Operation::write("Put slots in place of those a channel had").given::<SlotsWish>().answers::<SlotsView>()),
        get("/api/v1/channels/{channel}/best-times", Gate::Token, best_times)
            .says(Operation::read("The hours of the week at which a channel's own posts did best").answers::<BestView>()),
        post("/api/v1/channels/{channel}/history", Gate::Token, history)
            .says(Operation::write("Read what a channel said in the last year and what came back").answers::<HistoryView>()),
        post("/api/v1/posts/{post}/plan-in-slots", Gate::Token, plan)
            .says(Operation::write("Plan a post in the next free slot of each of its channels").answers::<PlannedView>()),
        put("/api/v1/posts/{post}/recurrence", Gate::Token, again)
            .says(Operation::write("Have a post come again by a rule").given::<RepeatWish>().answers::<PlannedView>()),
        delete("/api/v1/posts/{post}/recurrence", Gate::Token, once)
            .says(Operation::write("Have a post come no more; what has left stays").answers::<PlannedView>()),
    ]
}

/// A moment of the week at which a channel publishes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Slot)]
pub(super) struct SlotView {
    /// The day of the week: 1 for Monday to 7 for Sunday.
    weekday: i8,
    /// Minutes after midnight on the wall, 0 to 1,439.
    minute: u16,
}

/// When a channel publishes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Slots)]
pub(super) struct SlotsView {
    /// The zone of the wall.
    zone: String,
    /// By weekday and minute.
    slots: Vec<SlotView>,
    /// The next one in which nothing stands.
    next_free: Option<String>,
}

/// The slots of a channel as they should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotsWish {
    /// All of them; at most 336.
    slots: Vec<SlotView>,
}

/// An hour of the week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BestHour)]
pub(super) struct HourView {
    /// The day of the week: 1 for Monday to 7 for Sunday.
    weekday: i8,
    /// The hour on the wall at which it begins.
    hour: i8,
    /// Posts that this is said from.
    posts: usize,
    /// Its engagement divided by that of a typical hour.
    lift: f64,
}

/// What a channel's own posts say of the hours of the week.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BestTimes)]
pub(super) struct BestView {
    /// `not_enough`, `no_difference` or `hours`.
    told: &'static str,
    /// Posts that took part.
    posts: usize,
    /// Hours that are better than the mean, the best one first.
    hours: Vec<HourView>,
}

/// What was read of a channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelHistory)]
pub(super) struct HistoryView {
    /// How many posts the network told of.
    posts: usize,
}

/// How often a post comes again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RepeatWish {
    /// The rule (RFC 5545), such as `FREQ=WEEKLY;BYDAY=MO`.
    rule: String,
    /// The IANA zone of its wall; the workspace's when left out.
    #[serde(default)]
    zone: String,
}

/// When a post leaves.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PostPlan)]
pub(super) struct PlannedView {
    id: i64,
    /// `draft`, `planned`, `listed` or `dropped`.
    state: String,
    /// Its first time.
    due_at: Option<String>,
    /// The rule by which it comes again; nothing when it goes once.
    rule: Option<String>,
    /// The zone of that rule's wall.
    zone: Option<String>,
    /// The next dates by the rule, at most five.
    next: Vec<String>,
    version: i64,
}

async fn slots(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<Json<SlotsView>, Fault> {
    let channel = id(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let slots = web.app.slots(&script.actor, channel).await.map_err(tongue.fault(&web))?;
    let free = web.app.next_free_slot(&script.actor, &[channel], web.app.now()).await.map_err(tongue.fault(&web))?;
    let workspace = script.reader.workspace().await.map_err(tongue.fault(&web))?;
    let view = |slot: &Slot| SlotView { weekday: slot.weekday().to_monday_one_offset(), minute: slot.minute() };
    Ok(Json(SlotsView {
        zone: workspace.map(|workspace| workspace.time_zone).unwrap_or_default(),
        slots: slots.iter().map(view).collect(),
        next_free: free.get(&channel).copied().flatten().map(Reader::iso),
    }))
}

async fn set_slots(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
    wish: Result<Json<SlotsWish>, JsonRejection>,
) -> Result<Json<SlotsView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let channel = id(&said, Noun::Channel).map_err(tongue.fault(&web))?;
    let read = |slot: &SlotView| {
        let weekday = Weekday::from_monday_one_offset(slot.weekday).ok();
        let slot = weekday.and_then(|weekday| Slot::new(weekday, slot.minute));
        slot.ok_or(app::Refusal::Invalid { field: "slots", why: "unknown" })
    };
    let slots: Vec<Slot> = wish.slots.iter().map(read).collect::<Result<_, _>>().map_err(tongue.fault(&web))?;
    Box::pin(web.app.set_slots(&script.actor, channel, slots)).await.map_err(tongue.fault(&web))?;
    self::slots(State(web), script, tongue, Path(said)).await
}

async fn best_times(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<Json<BestView>, Fault> {
    let channel = id(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let best = web.app.best_times(&script.actor, channel).await.map_err(tongue.fault(&web))?;
    let told = best.code();
    let (posts, hours) = match best {
        BestTime::NotEnough { posts } | BestTime::NoDifference { posts } => (posts, Vec::new()),
        BestTime::Hours { posts, hours } => (posts, hours),
    };
    let hours = hours.iter().map(|hour| HourView {
        weekday: hour.weekday.to_monday_one_offset(),
        hour: hour.hour,
        posts: hour.posts,
        lift: hour.lift,
    });
    Ok(Json(BestView { told, posts, hours: hours.collect() }))
}

async fn history(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<Json<HistoryView>, Fault> {
    let channel = id(&channel, Noun::Channel).map_err(tongue.fault(&web))?;
    let posts = Box::pin(web.app.read_history(&script.actor, channel)).await.map_err(tongue.fault(&web))?;
    Ok(Json(HistoryView { posts }))
}

async fn found(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<Post, Fault> {
    let found = script.reader.post(id(said, Noun::Post).map_err(tongue.fault(web))?).await.map_err(tongue.fault(web))?;
    found.ok_or_else(|| tongue.fault(web)(app::Refusal::NoSuch(Noun::Post)))
}

async fn view(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<Json<PlannedView>, Fault> {
    let post = found(web, script, tongue, said).await?;
    let again = Some(&post).filter(|post| !post.recurrence.is_empty());
    Ok(Json(PlannedView {
        id: post.id.get(),
        due_at: post.due_at.map(Reader::iso),
        rule: again.map(|post| post.recurrence.clone()),
        zone: again.map(|post| post.zone.clone()),
        next: again.map(|post| next(post, web.app.now())).unwrap_or_default(),
        version: post.version,
        state: post.state,
    }))
}

/// The next dates of a post that comes again.
fn next(post: &Post, now: i64) -> Vec<String> {
    let (Ok(rule), Ok(zone), Some(start)) = (Recurrence::parse(&post.recurrence), TimeZone::get(&post.zone), post.due_at) else {
        return Vec::new();
    };
    let at = |micros| Timestamp::from_microsecond(micros).unwrap_or(Timestamp::MAX);
    let found = rule.occurrences(zone.to_datetime(at(start)), &zone, at(now.max(start) - 1), NEXT);
    found.into_iter().map(|one| Reader::iso(one.at.as_microsecond())).collect()
}

async fn plan(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
) -> Result<Json<PlannedView>, Fault> {
    let post = found(&web, &script, &tongue, &said).await?;
    Box::pin(web.app.plan_post_in_slots(&script.actor, post.id, post.version)).await.map_err(tongue.fault(&web))?;
    view(&web, &script, &tongue, &said).await
}

async fn again(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
    wish: Result<Json<RepeatWish>, JsonRejection>,
) -> Result<Json<PlannedView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let post = found(&web, &script, &tongue, &said).await?;
    let repeat = Some(Repeat { rule: &wish.rule, zone: &wish.zone });
    Box::pin(web.app.set_recurrence(&script.actor, post.id, post.version, repeat)).await.map_err(tongue.fault(&web))?;
    view(&web, &script, &tongue, &said).await
}

async fn once(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(said): Path<String>,
) -> Result<Json<PlannedView>, Fault> {
    let post = found(&web, &script, &tongue, &said).await?;
    Box::pin(web.app.set_recurrence(&script.actor, post.id, post.version, None)).await.map_err(tongue.fault(&web))?;
    view(&web, &script, &tongue, &said).await
}

//! When a post leaves: how often it comes again and on which dates, free slots, the hours at which its channels did best.

use app::{
    Refusal,
    publish::{post_save::Saved, recurrence_set::Repeat},
};
use domain::recurrence::Recurrence;
use minijinja::{Value, context};
use store::post::Post;

use super::{form::Typed, panel::Channels};
use crate::{
    Web,
    pages::planning::{repeat, times},
    request::Member,
};

/// What the part of the form is drawn from; `suggests` asks for free slots and best hours too, which change with the channels alone.
pub(super) async fn when(
    web: &Web,
    member: &Member,
    typed: &Typed,
    channels: &Channels,
    post: Option<&Post>,
    suggests: bool,
) -> Result<Value, Refusal> {
    let asked = typed.repeat.clone().unwrap_or_default();
    let rule = asked.rule();
    let zone = post.map(|post| post.zone.as_str()).filter(|zone| !zone.is_empty()).unwrap_or(&member.workspace.time_zone);
    let dates = typed.draft.due_at.filter(|_| !rule.is_empty()).map(|start| repeat::dates(web, member, &rule, zone, start));
    let channels = if suggests { times::suggestions(web, member, &channels.chosen_channels(typed)).await? } else { Vec::new() };
    Ok(context! {
        repeat => asked.value(web, member, true), dates, no_time => !rule.is_empty() && typed.draft.due_at.is_none(),
        zone => zone.replace('_', " "), channels,
    })
}

/// Has the post that was saved come again as the form asks, where that is another rule than before.
pub(super) async fn keep(
    web: &Web,
    member: &Member,
    typed: &Typed,
    before: Option<&Post>,
    saved: Saved,
) -> Result<Saved, Refusal> {
    let Some(asked) = &typed.repeat else { return Ok(saved) };
    let rule = asked.rule();
    if asked.every == "own" && rule.is_empty() {
        return Err(Refusal::Invalid { field: "recurrence", why: "no_pair" });
    }
    let kept = before.map_or("", |post| post.recurrence.as_str());
    let same = Recurrence::parse(&rule).is_ok_and(|rule| Recurrence::parse(kept).is_ok_and(|kept| kept == rule));
    if same || rule.is_empty() && kept.is_empty() {
        return Ok(saved);
    }
    let zone = before.map_or("", |post| post.zone.as_str());
    let wanted = (!rule.is_empty()).then_some(Repeat { rule: &rule, zone });
    Box::pin(web.app.set_recurrence(&member.actor, saved.id, saved.version, wanted)).await
}

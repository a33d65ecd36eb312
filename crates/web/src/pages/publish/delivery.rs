//! `GET` and `POST /w/{workspace}/deliveries/{delivery}`: where one delivery stands, why, what was done for it, and what a person decides.

use app::{Noun, Refusal, publish::delivery_act::DeliveryAct};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{
    delivery::State as Stands,
    hat::Act,
    network::{Guarantee, Network},
    post::{Problem, Variant},
};
use minijinja::{Value, context, value::Serde};
use store::{
    channel::Channel,
    delivery::{Attempt, Delivery, Step},
};

use super::{fault, id, letters, mark, problem, published, say, say_with, state, title_of};
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// The most attempts that are shown, newest first.
const ATTEMPTS_MAX: u32 = 200;
/// The letters of a hash that are shown; all of it stands in its title.
const HASH_LETTERS: usize = 12;
/// What a person can decide, in the order of the buttons.
const ACTS: [(&str, DeliveryAct); 4] = [
    ("release", DeliveryAct::Release),
    ("send_again", DeliveryAct::SendAgain),
    ("is_there", DeliveryAct::IsThere),
    ("drop", DeliveryAct::Drop),
];

/// The page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(&web, &member);
    let found = member.reader.delivery(id(&web, &member, &said, Noun::Delivery)?).await.map_err(&failed)?;
    let delivery = found.ok_or_else(|| fault(&web, &member)(Refusal::NoSuch(Noun::Delivery)))?;
    let channel = member.reader.channel(delivery.channel_id).await.map_err(&failed)?;
    let steps = member.reader.delivery_steps(delivery.id).await.map_err(&failed)?;
    let attempts = member.reader.attempts(delivery.id, ATTEMPTS_MAX).await.map_err(&failed)?;
    let aftermath = published::aftermath(&web, &member, &delivery, channel.as_ref(), &steps).await.map_err(&failed)?;
    let letters = letters::letters(&web, &member, delivery.id).await.map_err(&failed)?;
    let variant: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
    let title = title_of(&variant);
    let base = member.href(&format!("deliveries/{}", delivery.id));
    let own = context! {
        title => title.as_str(), state => state(&web, &member, &delivery.state), why => why(&web, &member, &delivery), problems => problems(&web, &member, &delivery),
        about => about(&web, &member, &delivery, channel.as_ref()), due_at => delivery.due_at, next_at => delivery.next_at,
        published_at => delivery.published_at, is_open => Stands::from_name(&delivery.state).is_some_and(|state| !state.is_over()),
        channel => channel.as_ref().map(|channel| context! {
            name => channel.name.as_str(), handle => channel.handle.as_str(), network => mark(&channel.network),
            href => member.href(&format!("channels/{}", channel.id)), is_broken => channel.state == "broken",
            address => channel.address.as_str(), account => channel.name.as_str(),
        }),
        said => Value::from(Serde(&variant)), hash => delivery.hash.get(..HASH_LETTERS), whole_hash => delivery.hash.as_str(),
        steps => steps_drawn(&delivery, &variant, &steps), attempts => attempts.iter().map(|one| attempt(&web, &member, one)).collect::<Vec<_>>(),
        acts => acts(&web, &member, &delivery, channel.as_ref()), base, post_href => member.href(&format!("posts/{}", delivery.post_id)),
        letters, aftermath, calendar_href => member.href("publish"), may_publish => member.actor.allows(Act::Publish),
    };
    let title = if title.is_empty() { say(&web, &member, "delivery-title") } else { title };
    Ok(page::show(&web, &member, &headers, "publish", &title, "publish/delivery.html", own))
}

/// Does what a person decided.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let delivery = id(&web, &member, &said, Noun::Delivery)?;
    let here = member.href(&format!("deliveries/{delivery}"));
    if member.reader.delivery(delivery).await.map_err(fault(&web, &member))?.is_none() {
        return Err(fault(&web, &member)(Refusal::NoSuch(Noun::Delivery)));
    }
    let Some(act) = DeliveryAct::from_name(fields.text("act")) else { return Ok(page::go_on(&here)) };
    Box::pin(web.app.act_on_delivery(&member.actor, delivery, act)).await.map_err(fault(&web, &member))?;
    let key = format!("delivery-did-{}", fields.text("act").replace('_', "-"));
    Ok(page::go(&web, fields.way_back(&here), "good", &key, &[]))
}

/// Where it stands, as a sentence.
fn about(web: &Web, member: &Member, delivery: &Delivery, channel: Option<&Channel>) -> String {
    let name = channel.map(|channel| channel.name.clone()).unwrap_or_default();
    let step = i32::try_from(delivery.step + 1).unwrap_or(i32::MAX);
    let steps = i32::try_from(delivery.steps).unwrap_or(i32::MAX);
    let args = [("channel", name.into()), ("step", f64::from(step).into()), ("steps", f64::from(steps).into())];
    say_with(web, member, &format!("delivery-about-{}", delivery.state), &args)
}

/// Why it stands there, as a sentence.
pub(crate) fn why(web: &Web, member: &Member, delivery: &Delivery) -> Option<String> {
    if delivery.reason.is_empty() {
        return None;
    }
    let key = format!("delivery-reason-{}", delivery.reason.replace('_', "-"));
    let said = if delivery.reason == "problems" { "" } else { &delivery.said };
    let words = say_with(web, member, &key, &[("said", said.into())]);
    // What asks a person names why in a word of ours, or tells what the look came to.
    if delivery.reason == "asks" {
        let (name, rest) = delivery.said.split_once(": ").unwrap_or((&delivery.said, ""));
        let own = web.views.words.find(
            member.language(),
            &format!("delivery-asks-{}", name.replace('_', "-")),
            &[("said", rest.into())],
        );
        return Some(own.unwrap_or(words));
    }
    Some(words)
}

/// What kept it from leaving, when that was found at the last look before.
fn problems(web: &Web, member: &Member, delivery: &Delivery) -> Vec<Value> {
    if delivery.reason != "problems" {
        return Vec::new();
    }
    let found: Vec<Problem> = serde_json::from_str(&delivery.said).unwrap_or_default();
    problem::problems(web, member, &found)
}

/// Each step: what it says, whether it is there, and where.
fn steps_drawn(delivery: &Delivery, variant: &Variant, steps: &[Step]) -> Vec<Value> {
    let total = usize::try_from(delivery.steps).unwrap_or(1);
    (0..total)
        .map(|place| {
            let number = i64::try_from(place).unwrap_or_default();
            let step = steps.iter().find(|step| step.step == number);
            let (kind, text) = match place.checked_sub(1).map(|part| variant.thread.get(part)) {
                None => ("post", variant.text.as_str()),
                Some(Some(part)) => ("part", part.text.as_str()),
                Some(None) => ("comment", variant.first_comment.as_str()),
            };
            context! {
                number => place + 1, kind, text, is_there => number < delivery.step, is_now => number == delivery.step,
                address => step.map(|step| step.remote_address.as_str()), remote => step.map(|step| step.remote_id.as_str()),
                key => step.map(|step| step.key.as_str()), attempts => step.map(|step| step.attempts), looks => step.map(|step| step.looks),
            }
        })
        .collect()
}

/// One line of what was done.
fn attempt(web: &Web, member: &Member, attempt: &Attempt) -> Value {
    let answered: serde_json::Value = serde_json::from_str(&attempt.answered).unwrap_or_default();
    let text = |name: &str| answered[name].as_str().unwrap_or_default().to_owned();
    let outcome = [text("outcome"), text("sight")].into_iter().find(|one| !one.is_empty());
    let said = [text("said"), text("why"), text("handle")].into_iter().find(|one| !one.is_empty()).unwrap_or_default();
    let class = text("class").replace('_', "-");
    let answer = match (outcome.as_deref(), answered["by"].as_str()) {
        (_, Some(by)) => say_with(web, member, "delivery-answer-by", &[("name", by.into())]),
        (Some("rejected"), _) => say_with(web, member, &format!("delivery-answer-rejected-{class}"), &[]),
        (Some(outcome), _) => say(web, member, &format!("delivery-answer-{}", outcome.replace('_', "-"))),
        (None, None) => say(web, member, "delivery-answer-none"),
    };
    context! {
        at => attempt.at, act => say(web, member, &format!("delivery-act-{}", attempt.act.replace('_', "-"))), step => attempt.step + 1,
        answer, said, took => attempt.milliseconds, hash => attempt.hash.get(..HASH_LETTERS), is_person => answered["by"].is_string(),
        decided => (!attempt.decided.is_empty()).then(|| state(web, member, &attempt.decided)),
    }
}

/// What can be decided now; sending again says what it risks.
fn acts(web: &Web, member: &Member, delivery: &Delivery, channel: Option<&Channel>) -> Vec<Value> {
    let stands = Stands::from_name(&delivery.state).unwrap_or(Stands::Cancelled);
    let guarantee =
        channel.and_then(|channel| Network::from_name(&channel.network)).map(|network| network.capabilities().guarantee);
    let fitting = ACTS.into_iter().filter(|(_, act)| act.fits(stands));
    fitting
        .map(|(name, act)| {
            let key = name.replace('_', "-");
            let confirm = match act {
                DeliveryAct::SendAgain if guarantee == Some(Guarantee::Nothing) => "delivery-confirm-send-again",
                DeliveryAct::SendAgain => "delivery-confirm-send-again-guarded",
                DeliveryAct::Drop => "delivery-confirm-drop",
                DeliveryAct::Release | DeliveryAct::IsThere => "",
            };
            let confirm = (!confirm.is_empty()).then(|| say(web, member, confirm));
            let (kind, symbol) = match act {
                DeliveryAct::Release => ("main", "play"),
                DeliveryAct::SendAgain => ("", "refresh"),
                DeliveryAct::IsThere => ("main", "done"),
                DeliveryAct::Drop => ("bad", "trash"),
            };
            context! { name, words => say(web, member, &format!("delivery-do-{key}")), hint => say(web, member, &format!("delivery-do-{key}-hint")), confirm, kind, symbol }
        })
        .collect()
}

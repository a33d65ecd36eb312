//! `GET` and `POST /w/{workspace}/deliveries/{delivery}/edit`, `…/delete`, `…/amendments/{amendment}`: what stands on a channel gets new
//! words or is taken away, and what became of such wishes.

use app::{
    Noun, Refusal,
    publish::{
        aftermath::{AmendmentAct, standing},
        channel_open::capabilities,
    },
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{
    delivery::State as Stands,
    hat::Act,
    network::Capabilities,
    post::{Medium, StepKind, Variant},
};
use minijinja::{Value, context};
use store::{
    amendment::Amendment,
    channel::Channel,
    delivery::{Delivery, Step},
};

use super::{fault, id, mark, mendable, problem, say, say_with, title_of};
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// The form with what stands there.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (delivery, channel) = found(&web, &member, &said).await?;
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let variant: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
    let wrong = Wrong { status: StatusCode::OK, sentence: String::new(), problems: Vec::new() };
    Ok(draw(&web, &member, &headers, (&delivery, &channel), &variant, wrong))
}

/// Asks for the new words.
pub(super) async fn edit(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let (delivery, channel) = found(&web, &member, &said).await?;
    let kept: Variant = serde_json::from_str(&delivery.content).unwrap_or_default();
    let wished = read(&Fields::read(&body), kept);
    let here = member.href(&format!("deliveries/{}", delivery.id));
    match Box::pin(web.app.edit_published(&member.actor, delivery.id, &wished)).await {
        Ok(0) => Ok(page::go(&web, &here, "info", "amendment-nothing", &[])),
        Ok(_) => Ok(page::go(&web, &here, "good", "amendment-asked", &[])),
        Err(refusal) => {
            let problems = match &refusal {
                Refusal::Problems { problems, .. } => problem::problems(&web, &member, problems),
                _ => Vec::new(),
            };
            let (status, sentence) = mendable(&web, &member, refusal)?;
            let wrong = Wrong { status, sentence, problems };
            Ok(draw(&web, &member, &headers, (&delivery, &channel), &wished, wrong))
        }
    }
}

/// Asks for all of it to be taken away.
pub(super) async fn delete(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let (delivery, _) = found(&web, &member, &said).await?;
    Box::pin(web.app.delete_published(&member.actor, delivery.id)).await.map_err(fault(&web, &member))?;
    let here = member.href(&format!("deliveries/{}", delivery.id));
    Ok(page::go(&web, &here, "good", "amendment-delete-asked", &[]))
}

/// Does what a person decided of a wish that could not be done.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, said, amendment)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let (delivery, _) = found(&web, &member, &said).await?;
    let here = member.href(&format!("deliveries/{}", delivery.id));
    let fields = Fields::read(&body);
    let Some(act) = AmendmentAct::from_name(fields.text("act")) else { return Ok(page::go_on(&here)) };
    let amendment = id(&web, &member, &amendment, Noun::Delivery)?;
    Box::pin(web.app.act_on_amendment(&member.actor, amendment, act)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &here, "good", &format!("amendment-did-{}", fields.text("act")), &[]))
}

/// What is wrong with what was typed.
struct Wrong {
    status: StatusCode,
    sentence: String,
    problems: Vec<Value>,
}

async fn found(web: &Web, member: &Member, said: &str) -> Result<(Delivery, Channel), Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let none = || fault(web, member)(Refusal::NoSuch(Noun::Delivery));
    let delivery = member.reader.delivery(id(web, member, said, Noun::Delivery)?).await.map_err(&failed)?.ok_or_else(none)?;
    let channel = member.reader.channel(delivery.channel_id).await.map_err(&failed)?.ok_or_else(none)?;
    Ok((delivery, channel))
}

/// The fields over what is kept: what has no field stays.
fn read(fields: &Fields, kept: Variant) -> Variant {
    let named = |name: &str, before: &str| {
        let told = fields.all(name).next();
        told.map_or_else(|| before.to_owned(), |text| text.replace("\r\n", "\n"))
    };
    let mut wished = kept;
    wished.title = named("title", &wished.title).trim().to_owned();
    wished.text = named("text-0", &wished.text);
    wished.warning = named("warning", &wished.warning).trim().to_owned();
    describe(&mut wished.media, 0, &named);
    for (place, part) in wished.thread.iter_mut().enumerate() {
        part.text = named(&format!("text-{}", place + 1), &part.text);
        describe(&mut part.media, place + 1, &named);
    }
    wished.first_comment = named(&format!("text-{}", wished.thread.len() + 1), &wished.first_comment);
    wished
}

fn describe(media: &mut [Medium], step: usize, named: &impl Fn(&str, &str) -> String) {
    for (place, medium) in media.iter_mut().enumerate() {
        medium.alt = named(&format!("alt-{step}-{place}"), &medium.alt).trim().to_owned();
    }
}

fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    (delivery, channel): (&Delivery, &Channel),
    said: &Variant,
    wrong: Wrong,
) -> Response {
    let alts = |step: usize, media: &[Medium]| -> Vec<Value> {
        let alt = |(place, medium): (usize, &Medium)| context! { name => format!("alt-{step}-{place}"), text => medium.alt.as_str(), number => place + 1 };
        media.iter().enumerate().map(alt).collect()
    };
    let steps: Vec<Value> = (0..said.steps())
        .map(|place| {
            let step = said.step(place);
            let key = match step.kind {
                StepKind::Post => "delivery-step-post",
                StepKind::Part => "delivery-step-part",
                StepKind::Comment => "delivery-step-comment",
            };
            let number = f64::from(i32::try_from(place + 1).unwrap_or(i32::MAX));
            let label = say_with(web, member, key, &[("n", number.into())]);
            context! { name => format!("text-{place}"), label, text => step.text, alts => alts(place, step.media) }
        })
        .collect();
    let base = member.href(&format!("deliveries/{}", delivery.id));
    let title = title_of(said);
    let own = context! {
        steps, title => said.title.as_str(), heading => title.as_str(), warning => said.warning.as_str(), base, sentence => wrong.sentence, problems => wrong.problems,
        calendar_href => member.href("publish"), channel => context! { name => channel.name.as_str(), network => mark(&channel.network) },
    };
    let title = say(web, member, "amendment-title");
    page::show_as(web, member, headers, wrong.status, "publish", &title, "publish/edit.html", own)
}

/// What the delivery's page says of what stands there: what can be done with it and what was wanted of it.
pub(super) async fn aftermath(
    web: &Web,
    member: &Member,
    delivery: &Delivery,
    channel: Option<&Channel>,
    steps: &[Step],
) -> Result<Option<Value>, store::StoreError> {
    if Stands::from_name(&delivery.state) != Some(Stands::Published) {
        return Ok(None);
    }
    let wishes = member.reader.amendments(delivery.id).await?;
    let there = standing(steps, member.reader.publications_of(delivery.id).await?);
    let can: Option<Capabilities> = channel.and_then(capabilities);
    let gone = !steps.is_empty() && there.is_empty();
    if wishes.is_empty() && !gone && !can.as_ref().is_some_and(|can| can.edit || can.delete) {
        return Ok(None);
    }
    let is_open = |wish: &&Amendment| wish.state == "waiting";
    Ok(Some(context! {
        gone, can_edit => !there.is_empty() && can.as_ref().is_some_and(|can| can.edit),
        can_delete => !there.is_empty() && can.as_ref().is_some_and(|can| can.delete),
        at_work => wishes.iter().filter(is_open).count(),
        wishes => wishes.iter().rev().filter(|wish| wish.state != "dropped").take(WISHES_MAX).map(|wish| wish_drawn(web, member, wish)).collect::<Vec<_>>(),
    }))
}

/// The most wishes that are shown, newest first.
const WISHES_MAX: usize = 20;

fn wish_drawn(web: &Web, member: &Member, wish: &Amendment) -> Value {
    let why = (!wish.reason.is_empty()).then(|| {
        let key = format!("amendment-reason-{}", wish.reason.replace('_', "-"));
        say_with(web, member, &key, &[("said", wish.said.as_str().into())])
    });
    let acts: &[&str] = match wish.state.as_str() {
        "conflict" => &["overwrite", "drop"],
        "refused" => &["retry", "drop"],
        _ => &[],
    };
    let said: Variant = serde_json::from_str(&wish.content).unwrap_or_default();
    let step = said.step(usize::try_from(wish.step).unwrap_or_default());
    context! {
        id => wish.id.get(), words => say(web, member, &format!("amendment-{}-{}", wish.act, wish.state)), why, at => wish.changed_at,
        health => match wish.state.as_str() { "done" => "good", "waiting" => "late", _ => "bad" },
        is_beside => wish.act == "edit" && wish.state == "conflict" && said.article,
        text => (wish.act == "edit" && wish.state != "done").then_some(step.text), step => wish.step + 1,
        acts => acts.iter().map(|act| context! { name => *act, words => say(web, member, &format!("amendment-do-{act}")) }).collect::<Vec<_>>(),
    }
}

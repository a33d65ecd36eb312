//! Connecting a channel: which network, then what it asks for.

use std::collections::BTreeMap;

use app::{
    Noun, Refusal,
    publish::{FieldKind, channel_connect::Connectable},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::{Value, context};

use super::{field, network};
use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, mark, mendable, say},
    },
    request::Member,
};

/// The networks to choose from.
pub(super) async fn choose(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    member.actor.may(domain::hat::Act::Connect).map_err(fault(&web, &member))?;
    let networks: Vec<Value> = app::publish::channel_connect::connectable()
        .iter()
        .map(|one| {
            let name = one.can.name;
            context! {
                network => mark(name), href => member.href(&format!("channels/new/{name}")), proof => network::proof(name),
                about => say(&web, &member, &format!("channels-guide-{name}")),
                can_href => member.href(&format!("networks/{name}")),
            }
        })
        .collect();
    let own = context! { networks, list_href => member.href("channels") };
    Ok(page::show(&web, &member, &headers, "publish", &say(&web, &member, "channels-new"), "channels/choose.html", own))
}

/// What went wrong with a form of a channel.
#[derive(Default)]
pub(super) struct Wrong {
    status: Option<StatusCode>,
    errors: BTreeMap<&'static str, String>,
    problem: String,
}

impl Wrong {
    /// A refusal, beside its field where it has one.
    pub(super) fn of(web: &Web, member: &Member, refusal: Refusal) -> Result<Self, Fault> {
        if let Refusal::Invalid { field, why } = &refusal {
            let sentence = invalid(web, member.language(), field, why);
            return Ok(Self {
                status: Some(StatusCode::UNPROCESSABLE_ENTITY),
                errors: BTreeMap::from([(*field, sentence.clone())]),
                problem: if *field == "account" { sentence } else { String::new() },
            });
        }
        let (status, problem) = mendable(web, member, refusal)?;
        Ok(Self { status: Some(status), errors: BTreeMap::new(), problem })
    }

    /// The status to answer with.
    pub(super) fn status(&self) -> StatusCode {
        self.status.unwrap_or(StatusCode::OK)
    }

    /// For the template.
    pub(super) fn value(&self) -> Value {
        context! { errors => self.errors.clone(), problem => self.problem.as_str() }
    }
}

/// The form of a network.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    member.actor.may(domain::hat::Act::Connect).map_err(fault(&web, &member))?;
    draw(&web, &member, &headers, &said, &Fields::default(), &Wrong::default()).await
}

/// Connects.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let connectable = one(&web, &member, &said)?;
    let filled = filled(connectable.fields, &fields);
    match Box::pin(web.app.connect_channel(&member.actor, &said, &filled)).await {
        Ok(id) => Ok(page::go(&web, &member.href(&format!("channels/{id}")), "good", "channels-connected", &[])),
        Err(refusal) => draw(&web, &member, &headers, &said, &fields, &Wrong::of(&web, &member, refusal)?).await,
    }
}

/// What was filled in, by the names of the fields that the network has.
pub(super) fn filled(wanted: &[app::publish::Field], fields: &Fields) -> BTreeMap<String, String> {
    wanted.iter().map(|field| (field.name.to_owned(), fields.text(field.name).to_owned())).collect()
}

/// The network of an address, when a channel can be connected to it.
pub(super) fn one(web: &Web, member: &Member, name: &str) -> Result<Connectable, Fault> {
    let found = app::publish::channel_connect::connectable().into_iter().find(|one| one.can.name == name);
    found.ok_or_else(|| fault(web, member)(Refusal::NoSuch(Noun::Network)))
}

/// The page, with what was typed.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    name: &str,
    fields: &Fields,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let one = one(web, member, name)?;
    // Secrets are typed anew: a page never holds one.
    let typed =
        one.fields.iter().filter(|field| field.kind != FieldKind::Secret).map(|field| (field.name, fields.text(field.name)));
    let typed: Vec<(&str, &str)> = typed.chain([("client_id", fields.text("client_id"))]).collect();
    let known = member.reader.applications().await.map_err(fault(web, member))?;
    let consent = one.keys_at.map(|keys_at| {
        let known = known.iter().any(|application| application.network == name);
        context! {
            keys_at, known, wants_keys => !known && !keys_at.is_empty(), back => web.app.consent_address(),
            action => member.href(&format!("channels/new/{name}/consent")),
        }
    });
    let own = context! {
        network => mark(name), fields => one.fields.iter().map(|one| field(web, member, one)).collect::<Vec<_>>(),
        typed => Value::from_pairs(typed), wrong => wrong.value(), consent,
        guide => say(web, member, &format!("channels-guide-{name}")), proof => network::proof(name),
        action => member.href(&format!("channels/new/{name}")), list_href => member.href("channels"),
        new_href => member.href("channels/new"), can_href => member.href(&format!("networks/{name}")),
    };
    Ok(page::show_as(web, member, headers, wrong.status(), "publish", one.can.label, "channels/connect.html", own))
}

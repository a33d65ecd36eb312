//! Access that is granted at the network itself: sent there, and back.

use std::collections::BTreeMap;

use app::{Noun, Refusal, publish::channel_consent::ConsentForm};
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Language;
use minijinja::context;
use serde::Deserialize;

use super::connect::{Wrong, draw, filled, one};
use crate::{
    Web,
    error::{Fault, told},
    page,
    pages::{mentions::fields::Fields, publish::mark},
    request::{Member, Person},
};

/// Keeps what was filled in and shows where to go on.
pub(super) async fn begin(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let connectable = one(&web, &member, &said)?;
    let filled: BTreeMap<String, String> = filled(connectable.fields, &fields);
    let form = ConsentForm {
        network: &said,
        filled: &filled,
        client_id: fields.text("client_id"),
        client_secret: fields.text("client_secret"),
    };
    match Box::pin(web.app.begin_consent(&member.actor, &form)).await {
        Ok(address) => {
            let own = context! {
                network => mark(&said), address => address.as_str(), host => address.host_str().unwrap_or_default(),
                back_href => member.href(&format!("channels/new/{said}")), list_href => member.href("channels"),
                new_href => member.href("channels/new"),
            };
            Ok(page::show(&web, &member, &headers, "publish", connectable.can.label, "channels/consent.html", own))
        }
        Err(refusal) => draw(&web, &member, &headers, &said, &fields, &Wrong::of(&web, &member, refusal)?).await,
    }
}

/// What somebody comes back with: a code by the newer standard, a verifier by the older one, or why there is none.
#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    oauth_verifier: String,
}

/// Connects what was granted.
pub(super) async fn back(State(web): State<Web>, person: Person, Query(back): Query<Back>) -> Result<Response, Fault> {
    let language = Language::from_code(&person.signed.user.language).unwrap_or_default();
    let fault = |refusal: Refusal| Fault::page(&web, language, refusal);
    let workspace = web.app.consent_workspace(person.signed.user.id, &back.state).await.map_err(fault)?;
    let workspace = workspace.ok_or_else(|| fault(Refusal::NoSuch(Noun::Consent)))?;
    let actor = person.signed.actor(workspace).map_err(fault)?;
    let channels = format!("/w/{workspace}/channels");
    let code = if back.code.is_empty() { &back.oauth_verifier } else { &back.code };
    if code.is_empty() {
        return Ok(page::go(&web, &channels, "warn", "channels-consent-refused", &[]));
    }
    match Box::pin(web.app.finish_consent(&actor, &back.state, code)).await {
        Ok(id) => Ok(page::go(&web, &format!("{channels}/{id}"), "good", "channels-connected", &[])),
        Err(refusal @ (Refusal::Channel(_) | Refusal::Invalid { .. } | Refusal::Taken(_))) => {
            let (_, said) = told(&web, language, &refusal);
            Ok(page::go(&web, &channels, "bad", "channels-consent-failed", &[("said", &said)]))
        }
        Err(refusal) => Err(fault(refusal)),
    }
}

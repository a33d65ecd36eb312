//! `POST /w/{workspace}/channels/{channel}/links`: what is added to the links of a channel. The form stands on the channel's page.

use std::collections::BTreeMap;

use app::{Noun, Refusal, publish::link::PARAMETERS};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::channel::Channel;

use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id, say},
    },
    request::Member,
};

/// Changes them; a template that cannot be read comes back on a page of its own.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let found = member.reader.channel(id(&web, &member, &said, Noun::Channel)?).await.map_err(fault(&web, &member))?;
    let channel = found.ok_or_else(|| fault(&web, &member)(Refusal::NoSuch(Noun::Channel)))?;
    let fields = Fields::read(&body);
    let rules = PARAMETERS.iter().map(|name| ((*name).to_owned(), fields.text(name).trim().to_owned())).collect();
    let here = member.href(&format!("channels/{}", channel.id));
    match web.app.set_channel_rules(&member.actor, channel.id, &rules).await {
        Ok(()) => Ok(page::go(&web, &here, "good", "channel-rules-saved", &[])),
        Err(Refusal::Invalid { field, why }) => {
            let errors = Value::from_pairs([(field, invalid(&web, member.language(), field, why))]);
            let own = context! { channel => channel.name.as_str(), channel_href => here, link_rules => form(&web, &member, &channel, &rules, errors) };
            let title = say(&web, &member, "channel-rules");
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(page::show_as(&web, &member, &headers, status, "publish", &title, "links/channel.html", own))
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// The form with what is kept, for the page of the channel.
pub(crate) async fn kept(web: &Web, member: &Member, channel: &Channel) -> Result<Value, Fault> {
    let rules = web.app.channel_rules(&member.actor, channel.id).await.map_err(fault(web, member))?;
    Ok(form(web, member, channel, &rules, context! {}))
}

fn form(web: &Web, member: &Member, channel: &Channel, rules: &BTreeMap<String, String>, errors: Value) -> Value {
    let rule = |name: &&str| {
        context! { name => *name, label => say(web, member, &format!("campaign-{name}")), value => rules.get(*name) }
    };
    context! {
        rules => PARAMETERS.iter().map(rule).collect::<Vec<_>>(), errors, action => member.href(&format!("channels/{}/links", channel.id)),
        may_change => member.actor.allows(Act::Publish), is_any => rules.values().any(|rule| !rule.is_empty()),
    }
}

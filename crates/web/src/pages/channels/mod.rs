//! Channels: the accounts that we publish on, how they stand, and what each network can do.

mod act;
mod connect;
mod consent;
mod list;
mod meter;
mod network;
mod show;

pub(crate) use network::dollars;

use app::{Noun, publish::Field};
use minijinja::{Value, context, value::Serde};
use store::channel::Channel;

use crate::{
    Route, Web,
    error::Fault,
    pages::publish::{fault, id, mark},
    request::Member,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/w/{workspace}/channels", Gate::Member, list::show),
        get("/w/{workspace}/channels/new", Gate::Member, connect::choose),
        get("/w/{workspace}/channels/new/{network}", Gate::Member, connect::show),
        post("/w/{workspace}/channels/new/{network}", Gate::Member, connect::act),
        post("/w/{workspace}/channels/new/{network}/consent", Gate::Member, consent::begin),
        get(app::publish::channel_consent::CONSENT_PATH, Gate::Person, consent::back),
        get("/w/{workspace}/channels/{channel}", Gate::Member, show::show),
        post("/w/{workspace}/channels/{channel}/test", Gate::Member, act::test),
        post("/w/{workspace}/channels/{channel}/reconnect", Gate::Member, act::reconnect),
        post("/w/{workspace}/channels/{channel}/disconnect", Gate::Member, act::disconnect),
        post("/w/{workspace}/channels/{channel}/link-place", Gate::Member, act::set_link_place),
        get("/w/{workspace}/networks/{network}", Gate::Member, network::show),
    ]
}

/// The channel of an address, also one that was disconnected.
async fn channel(web: &Web, member: &Member, said: &str) -> Result<Channel, Fault> {
    let found = member.reader.channel(id(web, member, said, Noun::Channel)?).await.map_err(fault(web, member))?;
    found.ok_or_else(|| fault(web, member)(app::Refusal::NoSuch(Noun::Channel)))
}

/// A channel as a list shows it.
fn row(member: &Member, channel: &Channel) -> Value {
    let health = match channel.state.as_str() {
        "connected" => "good",
        "broken" => "bad",
        _ => "paused",
    };
    context! {
        id => channel.id.get(), href => member.href(&format!("channels/{}", channel.id)), name => channel.name.as_str(),
        handle => channel.handle.as_str(), address => channel.address.as_str(), state => channel.state.as_str(), health,
        expires_at => channel.expires_at, checked_at => channel.checked_at, network => mark(&channel.network),
        proof => network::proof(&channel.network),
    }
}

/// A field that is filled in to connect, in words: its own where it has some, its name otherwise.
fn field(web: &Web, member: &Member, field: &Field) -> Value {
    let name = field.name.replace('_', "-");
    let find = |key: String| web.views.words.find(member.language(), &key, &[]);
    let label = find(format!("channel-field-{name}")).unwrap_or_else(|| field.name.replace('_', " "));
    let hint = find(format!("channel-field-{name}-hint")).unwrap_or_default();
    context! { name => field.name, label, hint, kind => Value::from(Serde(field.kind)), required => field.required }
}

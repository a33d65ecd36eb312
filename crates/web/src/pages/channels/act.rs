//! What is done with a channel that stands: tested, connected anew, disconnected.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{delivery::Class, post::LinkPlace};

use super::{
    channel,
    connect::{Wrong, filled, one},
    show::draw,
};
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, pages::publish::fault, request::Member};

/// Asks the network who we are.
pub(super) async fn test(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel = channel(&web, &member, &said).await?;
    let told = Box::pin(web.app.test_channel(&member.actor, channel.id)).await.map_err(fault(&web, &member))?;
    let to = member.href(&format!("channels/{}", channel.id));
    Ok(match told {
        Ok(()) => page::go(&web, &to, "good", "channels-tested-good", &[]),
        Err(said) if matches!(said.class, Class::Network | Class::Rate) => {
            page::go(&web, &to, "warn", "channels-tested-unreached", &[("said", &said.said)])
        }
        Err(_) => page::go(&web, &to, "bad", "channels-tested-bad", &[]),
    })
}

/// Connects anew, with what was filled in or as before.
pub(super) async fn reconnect(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let channel = channel(&web, &member, &said).await?;
    let fields = Fields::read(&body);
    let connectable = one(&web, &member, &channel.network)?;
    let filled = filled(connectable.fields, &fields);
    match Box::pin(web.app.reconnect_channel(&member.actor, channel.id, &filled)).await {
        Ok(()) => Ok(page::go(&web, &member.href(&format!("channels/{}", channel.id)), "good", "channels-reconnected", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, &member, refusal)?;
            draw(&web, &member, &headers, &channel, &fields, &wrong).await
        }
    }
}

/// Says where the addresses of a text stand there.
pub(super) async fn set_link_place(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let channel = channel(&web, &member, &said).await?;
    let place = LinkPlace::from_name(Fields::read(&body).text("place")).unwrap_or_default();
    Box::pin(web.app.set_link_place(&member.actor, channel.id, place)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href(&format!("channels/{}", channel.id)), "good", "channel-links-saved", &[]))
}

/// Forgets its secrets; what was to leave by it is held.
pub(super) async fn disconnect(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let channel = channel(&web, &member, &said).await?;
    Box::pin(web.app.disconnect_channel(&member.actor, channel.id)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("channels"), "good", "channels-disconnected", &[("name", &channel.name)]))
}

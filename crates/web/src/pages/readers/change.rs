//! Readers added, one or a list, removed, and brought back.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use store::{Id, newsletter::Subscriber};

use super::list::{Told, Wish, draw, newsletter};
use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id},
    },
    request::Member,
};

/// Adds what was written, and shows line by line what could not be.
pub(super) async fn add(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let channel = newsletter(&web, &member, &said).await?;
    let fields = Fields::read(&body);
    let typed = fields.text("readers");
    let told = match Box::pin(web.app.add_readers(&member.actor, channel.id, typed)).await {
        Ok(brought) => {
            let wrong: Vec<&str> = brought.wrong.iter().map(|(_, line)| line.as_str()).collect();
            Told { typed: wrong.join("\n"), brought: Some(brought), ..Told::default() }
        }
        Err(Refusal::Invalid { field, why }) => {
            let error = invalid(&web, member.language(), field, why);
            Told { status: StatusCode::UNPROCESSABLE_ENTITY, typed: typed.to_owned(), error, brought: None }
        }
        Err(refusal) => return Err(fault(&web, &member)(refusal)),
    };
    draw(&web, &member, &headers, &channel, &Wish::default(), told).await
}

/// Removes a reader, or brings one back who left.
pub(super) async fn act(
    State(web): State<Web>,
    member: Member,
    Path((_, channel, reader)): Path<(String, String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let channel = newsletter(&web, &member, &channel).await?;
    let reader: Id<Subscriber> = id(&web, &member, &reader, Noun::Reader)?;
    let base = member.href(&format!("channels/{}/readers", channel.id));
    if Fields::read(&body).text("act") == "bring_back" {
        Box::pin(web.app.bring_back_reader(&member.actor, channel.id, reader)).await.map_err(fault(&web, &member))?;
        return Ok(page::go(&web, &format!("{base}?left=1"), "good", "readers-brought-back", &[]));
    }
    Box::pin(web.app.remove_reader(&member.actor, channel.id, reader)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &base, "good", "readers-removed", &[]))
}

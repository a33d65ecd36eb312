//! `POST /w/{workspace}/settings/publishing/links`: the host that short links are told with. The form stands beside what is asked of
//! everything that leaves.

use app::Refusal;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};

use super::publishing::{Back, draw};
use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{mentions::fields::Fields, publish::fault},
    request::Member,
};

/// Changes it.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    member.actor.may(Act::Govern).map_err(fault(&web, &member))?;
    let fields = Fields::read(&body);
    let said = fields.text("link_home").trim();
    match web.app.set_link_home(&member.actor, said).await {
        Ok(()) => Ok(page::go(&web, &member.href("settings/publishing"), "good", "link-home-saved", &[])),
        Err(Refusal::Invalid { field, why }) => {
            let error = invalid(&web, member.language(), field, why);
            let links = drawn(&web, said, &error);
            let back = Back { links: Some(links), ..Back::default() };
            draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, back).await
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// The form as it is kept.
pub(super) async fn kept(web: &Web, member: &Member) -> Result<Value, Fault> {
    let home = web.app.link_home(member.workspace.id).await.map_err(fault(web, member))?.unwrap_or_default();
    let bare = home.strip_prefix("https://").unwrap_or(&home);
    Ok(drawn(web, bare, ""))
}

fn drawn(web: &Web, said: &str, error: &str) -> Value {
    let address = &web.app.config().public_address;
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    context! { home => said, error, address => address.as_str(), host }
}

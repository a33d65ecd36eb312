//! `/w/{workspace}/settings/tokens`: keys for scripts.

use app::Noun;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};

use super::{id, tabs};
use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Fields, Wrong},
    request::Member,
};

/// The tokens and the form of a new one.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    draw(&web, &member, &headers, context! { scopes => "read" }, &Wrong::nothing(), context! {}).await
}

/// Makes a token, and shows it this once.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, fields: Fields) -> Result<Response, Fault> {
    match web.app.add_token(&member.actor, fields.text("name"), fields.text("scopes") == "read,write").await {
        Ok(token) => {
            let made = context! { name => fields.text("name"), secret => token.secret.reveal() };
            draw(&web, &member, &headers, context! { scopes => "read" }, &Wrong::nothing(), made).await
        }
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, fields.typed(), &wrong, context! {}).await
        }
    }
}

/// Takes a token back.
pub(super) async fn revoke(
    State(web): State<Web>,
    member: Member,
    Path((_, token)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let token = id(&web, &member, &token, Noun::Token)?;
    let done = web.app.revoke_token(&member.actor, token).await;
    done.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(page::go(&web, &member.href("settings/tokens"), "good", "access-token-revoked", &[]))
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    typed: Value,
    wrong: &Wrong,
    made: Value,
) -> Result<Response, Fault> {
    let language = member.language();
    member.actor.may(Act::Govern).map_err(|refusal| Fault::page(web, language, refusal))?;
    let fault = |error: store::StoreError| Fault::page(web, language, error.into());
    let (tokens, members) = (member.reader.tokens().await.map_err(fault)?, member.reader.members().await.map_err(fault)?);
    let rows: Vec<Value> = tokens
        .iter()
        .map(|token| {
            let maker = members.iter().find(|member| member.user_id == token.user_id);
            context! {
                id => token.id.get(), name => token.name.as_str(), may_write => token.scopes.contains("write"),
                maker => maker.map(|maker| maker.name.as_str()), created_at => token.created_at, used_at => token.used_at,
            }
        })
        .collect();
    let title = web.views.words.say(language, "access-tab-tokens", &[]);
    let own = context! {
        tabs => tabs(web, member, "tokens"), rows, typed, errors => wrong.errors.clone(), problem => wrong.problem.as_str(), made,
        base => member.href("settings/tokens"), per_minute => app::access::API_ALLOWANCE.times,
    };
    Ok(page::show_as(web, member, headers, wrong.status, "settings", &title, "settings/tokens.html", own))
}

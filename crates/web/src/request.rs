//! What a handler is given: who asks, in which workspace, by which cookie or token.

use app::{
    Actor, Refusal,
    access::{Entered, Signed, SignedToken},
};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts};
use domain::Language;
use store::{Id, Reader, workspace::Workspace};

use crate::{
    Web,
    error::Fault,
    private::{self, Sight},
};

/// The cookie of a session.
pub const SESSION_COOKIE: &str = "parvis_session";
/// The cookie that carries one sentence to the next page.
pub const FLASH_COOKIE: &str = "parvis_flash";
/// The header of an open page that draws itself again after news: it is not the page that the sentence was left for.
pub const REDRAW_HEADER: HeaderName = HeaderName::from_static("parvis-redraw");

/// Anybody, signed in or not.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The user, when signed in.
    pub signed: Option<Signed>,
    /// The language of the page.
    pub language: Language,
    /// The address asked for, to come back to.
    pub here: String,
}

/// Somebody signed in, outside of any workspace.
#[derive(Clone, Debug)]
pub struct Person {
    /// The user, the session, the workspaces.
    pub signed: Signed,
    /// The address asked for.
    pub here: String,
}

/// A member in the workspace that the address names.
#[derive(Clone, Debug)]
pub struct Member {
    /// The user, the session, the workspaces.
    pub signed: Signed,
    /// Who acts.
    pub actor: Actor,
    /// The workspace, readable.
    pub reader: Reader,
    /// The workspace itself.
    pub workspace: Workspace,
    /// The address asked for.
    pub here: String,
    /// How this page shows what is private in foreign texts.
    pub(crate) sight: Sight,
    /// How far the log of acts had been told when the request came, before anything was read for it.
    pub told: i64,
    /// How many deliveries do nothing more until a person does something.
    pub wanting: i64,
}

/// A script with a token, in the token's workspace.
#[derive(Clone, Debug)]
pub struct Script {
    /// Who acts.
    pub actor: Actor,
    /// The workspace, readable.
    pub reader: Reader,
}

impl Member {
    /// The language of the page.
    #[must_use]
    pub fn language(&self) -> Language {
        Language::from_code(&self.signed.user.language).unwrap_or_default()
    }

    /// An address inside the workspace: `member.href("topics/3")`.
    #[must_use]
    pub fn href(&self, rest: &str) -> String {
        format!("/w/{}/{rest}", self.workspace.id)
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs =
        headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// A header that sets or, with no value, clears a cookie for our pages only.
#[must_use]
pub fn set_cookie(web: &Web, name: &str, value: &str, seconds: i64) -> (HeaderName, HeaderValue) {
    let secure = if web.options.secure_cookies { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    (header::SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}

/// The address that a request came from, for the list of sessions and the count of tries.
#[must_use]
pub fn remote_address(web: &Web, parts: &Parts) -> String {
    // A proxy that adds a line of its own puts it after what the client sent.
    let forwarded = parts.headers.get_all("x-forwarded-for").into_iter().next_back().and_then(|value| value.to_str().ok());
    if let (true, Some(forwarded)) = (web.options.behind_proxy, forwarded) {
        // The last one is what our own proxy saw.
        return forwarded.rsplit(',').next().unwrap_or_default().trim().to_owned();
    }
    parts
        .extensions
        .get::<axum::extract::ConnectInfo<std::net::SocketAddr>>()
        .map(|info| info.0.ip().to_string())
        .unwrap_or_default()
}

fn asked(parts: &Parts) -> String {
    parts
        .extensions
        .get::<axum::extract::OriginalUri>()
        .map_or(&parts.uri, |uri| &uri.0)
        .path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default()
}

async fn signed(parts: &Parts, web: &Web) -> Result<Option<Signed>, Refusal> {
    match cookie(&parts.headers, SESSION_COOKIE) {
        Some(token) => web.app.signed(token).await,
        None => Ok(None),
    }
}

/// The language that a browser or script asks for.
pub(crate) fn wished_language(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.and_then(Language::from_accept_language).unwrap_or_default()
}

impl FromRequestParts<Web> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let here = asked(parts);
        let language = wished_language(&parts.headers);
        let signed = signed(parts, web).await.map_err(|refusal| Fault::page(web, language, refusal))?;
        let language = signed.as_ref().and_then(|signed| Language::from_code(&signed.user.language)).unwrap_or(language);
        Ok(Self { signed, language, here })
    }
}

impl FromRequestParts<Web> for Person {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let Visitor { signed, here, .. } = Visitor::from_request_parts(parts, web).await?;
        match signed {
            Some(signed) => Ok(Self { signed, here }),
            None => Err(Fault::sign_in(&here)),
        }
    }
}

impl FromRequestParts<Web> for Member {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let told = web.app.last_told();
        let Person { signed, here } = Person::from_request_parts(parts, web).await?;
        let language = Language::from_code(&signed.user.language).unwrap_or_default();
        let params = RawPathParams::from_request_parts(parts, web).await.ok();
        let id = params
            .as_ref()
            .and_then(|params| params.iter().find(|(name, _)| *name == "workspace"))
            .and_then(|(_, value)| value.parse().ok());
        let no_such = || Fault::page(web, language, Refusal::NoSuch(app::Noun::Workspace));
        let id: Id<Workspace> = id.ok_or_else(no_such)?;
        let actor = signed.actor(id).map_err(|refusal| Fault::page(web, language, refusal))?;
        let reader = web.app.reader(&actor);
        let entered = web.app.come_into(&actor).await.map_err(|refusal| Fault::page(web, language, refusal))?;
        let Entered { workspace, masks, wanting } = entered.ok_or_else(no_such)?;
        let seen = signed.memberships.iter().find(|membership| membership.workspace_id == id).and_then(|here| here.seen_at);
        web.app.note_visit(&actor, seen).await;
        let sight = Sight::of(masks, actor.allows(private::ASKING), &here);
        Ok(Self { signed, actor, reader, workspace, here, sight, told, wanting })
    }
}

impl FromRequestParts<Web> for Script {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Fault> {
        let language = wished_language(&parts.headers);
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        // The name of a scheme has no case (RFC 9110, section 11.1).
        let shown = header.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let secret = shown.map(|(_, secret)| secret.trim());
        let found = match secret {
            Some(secret) => web.app.signed_token(secret).await.map_err(|refusal| Fault::api(web, language, refusal))?,
            None => None,
        };
        let SignedToken { actor, token } = found.ok_or_else(|| Fault::no_token(web, language))?;
        web.app.count_api_request(token.id).map_err(|refusal| Fault::api(web, language, refusal))?;
        let reader = web.app.reader(&actor);
        Ok(Self { actor, reader })
    }
}

//! `GET /l/{slug}` and `GET /l/{slug}/about`: a short link followed, and the page for those who first want to know where it leads.

use app::{Noun, Refusal};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::click::Visit;
use minijinja::context;
use store::link::Link;

use crate::{Web, error::Fault, page, request::Visitor};

/// Leads on, and counts the visit. Nothing is kept of who came, and nothing is left in their browser.
pub(super) async fn go(
    State(web): State<Web>,
    visitor: Visitor,
    method: Method,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let link = open(&web, &visitor, &slug).await?;
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let purpose = ["sec-purpose", "purpose", "x-moz", "x-purpose"].map(|name| text(&HeaderName::from_static(name)));
    let visit = Visit {
        agent: text(&header::USER_AGENT),
        accept: text(&header::ACCEPT),
        purpose: purpose.into_iter().find(|said| !said.is_empty()).unwrap_or_default(),
        head_only: method == Method::HEAD,
    };
    // Whoever follows a link gets where they wanted, also when the database is busy: then this visit is not in the figures.
    if let Err(error) = web.app.count_visit(&link, &visit).await {
        tracing::warn!(link = %link.id, %error, "a visit could not be counted");
    }
    let to = HeaderValue::from_str(&link.target).map_err(|_not_a_header| gone(&web, &visitor))?;
    let kept = HeaderValue::from_static("no-store");
    let unlisted = HeaderValue::from_static("noindex");
    let headers = [(header::LOCATION, to), (header::CACHE_CONTROL, kept), (HeaderName::from_static("x-robots-tag"), unlisted)];
    Ok((StatusCode::FOUND, headers).into_response())
}

/// Where it leads, who says so, and what is counted.
pub(super) async fn about(State(web): State<Web>, visitor: Visitor, Path(slug): Path<String>) -> Result<Response, Fault> {
    let link = open(&web, &visitor, &slug).await?;
    let failed = |refusal| Fault::page(&web, visitor.language, refusal);
    let workspace = web.app.workspace(link.workspace_id).await.map_err(failed)?;
    let short = web.app.short_home(link.workspace_id).await.map_err(failed)? + &link.slug;
    let host = url::Url::parse(&link.target).ok().and_then(|url| url.host_str().map(str::to_owned));
    let title = web.views.words.say(visitor.language, "link-about-title", &[]);
    let own = context! {
        short, target => link.target.as_str(), host, workspace => workspace.name.as_str(), created_at => link.created_at,
    };
    Ok(page::show_gate(&web, &visitor, StatusCode::OK, &title, "links/about.html", own))
}

async fn open(web: &Web, visitor: &Visitor, slug: &str) -> Result<Link, Fault> {
    let found = web.app.link_of(slug).await.map_err(|refusal| Fault::page(web, visitor.language, refusal))?;
    found.filter(|link| link.off_at.is_none()).ok_or_else(|| gone(web, visitor))
}

fn gone(web: &Web, visitor: &Visitor) -> Fault {
    Fault::page(web, visitor.language, Refusal::NoSuch(Noun::Link))
}

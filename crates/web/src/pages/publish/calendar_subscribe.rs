//! `/w/{workspace}/publish/subscribe`: addresses of one's own from which other programs read the calendar, by the filters of the page.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use minijinja::{Value, context};
use store::subscription::Subscription;
use url::form_urlencoded;

use super::{calendar_choices::choices, calendar_day::Drawing, calendar_filter::Filters, fault, id, mendable, say};
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// What the page is drawn with besides the addresses that there are.
struct Around {
    status: StatusCode,
    /// What an address shows.
    filters: Filters,
    /// What somebody typed.
    name: String,
    problem: String,
    /// The address that was just made, shown this once.
    made: Option<String>,
}

/// The addresses, and the form of a new one with the filters that the calendar had.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let filters = Filters::read(&query.unwrap_or_default());
    let around = Around { status: StatusCode::OK, filters, name: String::new(), problem: String::new(), made: None };
    draw(&web, &member, &headers, around).await
}

/// Makes one.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    // The fields of the form are called as in an address.
    let filters = Filters::read(std::str::from_utf8(&body).unwrap_or_default());
    let name = Fields::read(&body).text("name").trim().to_owned();
    let mut around = Around { status: StatusCode::OK, filters, name, problem: String::new(), made: None };
    match web.app.subscribe_calendar(&member.actor, &around.name).await {
        Ok(address) => around.made = Some(whole(address.reveal(), &around.filters)),
        Err(refusal @ Refusal::Invalid { .. }) => (around.status, around.problem) = mendable(&web, &member, refusal)?,
        Err(refusal) => return Err(fault(&web, &member)(refusal)),
    }
    draw(&web, &member, &headers, around).await
}

/// Takes one back.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let subscription = id(&web, &member, &said, Noun::Subscription)?;
    web.app.unsubscribe_calendar(&member.actor, subscription).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("publish/subscribe"), "good", "calendar-unsubscribed", &[]))
}

/// An address with what it shows.
fn whole(address: &str, filters: &Filters) -> String {
    let mut asked = form_urlencoded::Serializer::new(String::new());
    asked.extend_pairs(filters.pairs());
    let asked = asked.finish();
    if asked.is_empty() { address.to_owned() } else { format!("{address}?{asked}") }
}

async fn draw(web: &Web, member: &Member, headers: &HeaderMap, around: Around) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let user = member.actor.person().map_err(fault(web, member))?;
    let kept = member.reader.subscriptions(user).await.map_err(&failed)?;
    let channels = member.reader.channels().await.map_err(&failed)?;
    let words = Drawing::all_words(web, member);
    let offered = choices(web, member, &around.filters, &channels, &words).await.map_err(&failed)?;
    let row = |one: &Subscription| {
        context! {
            name => one.name.as_str(), created_at => one.created_at, read_at => one.read_at,
            remove_href => member.href(&format!("publish/subscribe/{}/remove", one.id)),
        }
    };
    // Programs that know `webcal:` open their own question whether to subscribe.
    let opens = around.made.as_ref().and_then(|made| Some(format!("webcal://{}", made.split_once("://")?.1)));
    let own = context! {
        rows => kept.iter().map(row).collect::<Vec<Value>>(), selects => offered, hides_elsewhere => around.filters.is_ours_only,
        typed => around.name, problem => around.problem, made => around.made, opens, base => member.href("publish/subscribe"), publish_href => member.href("publish"),
    };
    let title = say(web, member, "calendar-subscribe");
    Ok(page::show_as(web, member, headers, around.status, "publish", &title, "publish/subscribe.html", own))
}

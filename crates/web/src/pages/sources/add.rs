//! Adding: an address, the feeds it leads to, the ones that are wanted.

use app::{
    Refusal,
    listen::{source_add::NewSource, source_find::FeedChoice},
};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::{Id, source::Source};

use super::{Wrong, asked::Asked, choices, fault, say};
use crate::{Web, error::Fault, page, request::Member};

/// How many of the last imports are shown.
const IMPORTS: u32 = 5;
/// The most feeds of one form.
const CHOICES_MAX: usize = 100;

/// `GET /w/{workspace}/sources/new`.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    draw(&web, &member, &headers, context! {}, Wrong::nothing()).await
}

/// The page on which an address is typed or a list handed in, with what was wrong with either.
pub(super) async fn draw(web: &Web, member: &Member, headers: &HeaderMap, typed: Value, wrong: Wrong) -> Result<Response, Fault> {
    member.actor.may(Act::Listen).map_err(fault(web, member))?;
    let imports = member.reader.imports(IMPORTS).await.map_err(fault(web, member))?;
    let imports: Vec<Value> = imports
        .iter()
        .map(|import| {
            context! {
                title => import.title.as_str(), href => member.href(&format!("sources/imports/{}", import.id)), at => import.created_at,
                state => import.state.as_str(), done => import.done, total => import.total,
            }
        })
        .collect();
    let own = context! { typed, errors => wrong.errors, imports, base => member.href("sources") };
    let title = say(web, member, "sources-new-title");
    Ok(page::show_as(web, member, headers, wrong.status, "sources", &title, "sources/new.html", own))
}

/// `POST /w/{workspace}/sources/find`: visits the address and shows the feeds it leads to.
pub(super) async fn find(State(web): State<Web>, member: Member, headers: HeaderMap, asked: Asked) -> Result<Response, Fault> {
    let found = match web.app.find_feeds(&member.actor, asked.text("address")).await {
        Ok(found) if found.is_empty() => Err(Refusal::Invalid { field: "address", why: "no_feed" }),
        found => found,
    };
    match found {
        Ok(found) => draw_found(&web, &member, &headers, &found, &asked, Wrong::nothing()).await,
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, asked.typed(), wrong).await
        }
    }
}

async fn draw_found(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    found: &[FeedChoice],
    asked: &Asked,
    wrong: Wrong,
) -> Result<Response, Fault> {
    let folders = member.reader.folders().await.map_err(fault(web, member))?;
    let first = found.iter().position(|choice| choice.known.is_none());
    let rows: Vec<Value> = found
        .iter()
        .enumerate()
        .map(|(place, choice)| {
            context! {
                place, address => choice.address.as_str(), title => choice.title.as_str(), site => choice.site_address.as_deref(),
                language => choice.language.as_deref(), language_words => choice.language.as_deref().map(|code| super::show::language_words(web, member, code)),
                entries => choice.entries, newest_at => choice.newest_at, titles => choice.titles.clone(), picked => first == Some(place),
                known_href => choice.known.map(|id| member.href(&format!("sources/{id}"))),
            }
        })
        .collect();
    let own = context! {
        rows, errors => wrong.errors, typed => asked.typed(), asked => asked.text("address"), can_add => first.is_some(),
        folders => choices::folders(web, member, &folders), kinds => choices::kinds(web, member), languages => choices::languages(web, member, None),
        base => member.href("sources"),
    };
    let title = say(web, member, "sources-found-title");
    Ok(page::show_as(web, member, headers, wrong.status, "sources", &title, "sources/found.html", own))
}

/// `POST /w/{workspace}/sources`: adds the feeds that were ticked.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, asked: Asked) -> Result<Response, Fault> {
    let handed = handed_back(&asked);
    let picked: Vec<&FeedChoice> = asked
        .all("pick")
        .filter_map(|place| place.parse::<usize>().ok())
        .filter_map(|place| handed.iter().find(|(at, _)| *at == place).map(|(_, choice)| choice))
        .collect();
    let added = if picked.is_empty() {
        Err(Refusal::Invalid { field: "pick", why: "empty" })
    } else {
        add_each(&web, &member, &asked, &picked).await
    };
    match added {
        Ok((one, 1)) if picked.len() == 1 => {
            let to = one.map_or_else(|| member.href("sources"), |id| member.href(&format!("sources/{id}")));
            Ok(page::go(&web, &to, "good", "sources-added-one", &[]))
        }
        Ok((_, 0)) => Ok(page::go(&web, &member.href("sources"), "warn", "sources-added-none", &[])),
        Ok((_, added)) => {
            let args = [("n", &*added.to_string())];
            Ok(page::go(&web, &member.href("sources"), "good", "sources-added-many", &args))
        }
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            let choices: Vec<FeedChoice> = handed.into_iter().map(|(_, choice)| choice).collect();
            if choices.is_empty() {
                return draw(&web, &member, &headers, asked.typed(), Wrong { status: StatusCode::UNPROCESSABLE_ENTITY, ..wrong })
                    .await;
            }
            draw_found(&web, &member, &headers, &choices, &asked, wrong).await
        }
    }
}

/// Adds them; those that are read already are passed over. Gives the last one added and how many there were.
async fn add_each(
    web: &Web,
    member: &Member,
    asked: &Asked,
    picked: &[&FeedChoice],
) -> Result<(Option<Id<Source>>, usize), Refusal> {
    let folder = choices::folder_of(web, member, asked).await?;
    let (mut last, mut added) = (None, 0);
    for choice in picked {
        let new = NewSource {
            address: choice.address.clone(),
            title: choice.title.clone(),
            site_address: choice.site_address.clone(),
            folder,
            kind: asked.text("kind").to_owned(),
            language: asked.text("language").to_owned(),
        };
        match web.app.add_source(&member.actor, &new).await {
            Ok(id) => (last, added) = (Some(id), added + 1),
            Err(Refusal::Taken(_)) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok((last, added))
}

/// The feeds as the form carries them, with the number under which each can be ticked.
fn handed_back(asked: &Asked) -> Vec<(usize, FeedChoice)> {
    let choice = |place: usize| FeedChoice {
        address: asked.text(&format!("address-{place}")).to_owned(),
        title: asked.text(&format!("title-{place}")).to_owned(),
        site_address: Some(asked.text(&format!("site-{place}"))).filter(|site| !site.is_empty()).map(str::to_owned),
        ..FeedChoice::default()
    };
    (0..CHOICES_MAX).map(|place| (place, choice(place))).filter(|(_, choice)| !choice.address.is_empty()).collect()
}

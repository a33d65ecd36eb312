//! Finding accounts to mention, and emoji: for scripts as one types, and within the form by a field and a button.

use app::{Refusal, publish::accounts_find::FoundAccount};
use axum::Json;
use axum::extract::{RawQuery, State};
use domain::{hat::Act, network::Network};
use minijinja::{Value, context};
use serde::Serialize;
use store::{Id, channel::Channel};
use url::form_urlencoded;

use super::{
    form::Typed,
    insert::{Inserts, channels_here},
};
use crate::{
    Web, emoji,
    error::Fault,
    pages::{
        mentions::fields::Fields,
        publish::{fault, mark},
    },
    request::Member,
};

/// What a button found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) ending: String,
    words: String,
    accounts: Option<Vec<FoundAccount>>,
    emoji: Vec<(&'static str, &'static str)>,
}

/// An account as the script shows it.
#[derive(Serialize)]
pub(super) struct AccountShown {
    handle: String,
    name: String,
    network: &'static str,
}

/// `GET /w/{workspace}/posts/accounts?words=lea&channel=7`: who can be mentioned on these channels.
pub(super) async fn accounts(
    State(web): State<Web>,
    member: Member,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<AccountShown>>, Fault> {
    let query = query.unwrap_or_default();
    let asked = |name: &'static str| form_urlencoded::parse(query.as_bytes()).filter(move |(key, _)| key == name);
    let words = asked("words").next().map(|(_, words)| words.into_owned()).unwrap_or_default();
    let channels: Vec<Id<Channel>> = asked("channel").filter_map(|(_, id)| id.parse().ok()).collect();
    let found = Box::pin(web.app.find_accounts(&member.actor, &channels, &words)).await.map_err(fault(&web, &member))?;
    let shown = |one: FoundAccount| AccountShown { network: label(&one.network), handle: one.handle, name: one.name };
    Ok(Json(found.into_iter().map(shown).collect()))
}

/// `GET /w/{workspace}/posts/emoji?words=snow`: emoji and what they are called.
pub(super) async fn emoji(
    State(web): State<Web>,
    member: Member,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<(&'static str, &'static str)>>, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let query = query.unwrap_or_default();
    let words = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "words").map(|(_, words)| words.into_owned());
    Ok(Json(called(&member, &words.unwrap_or_default())))
}

fn called(member: &Member, words: &str) -> Vec<(&'static str, &'static str)> {
    let language = member.language();
    emoji::find(words, language).into_iter().map(|emoji| (emoji.sign, emoji.name(language))).collect()
}

fn label(network: &str) -> &'static str {
    Network::from_name(network).map_or("", |network| network.capabilities().label)
}

/// Does what the buttons `find:…:accounts` and `find:…:emoji` ask; otherwise nothing.
pub(super) async fn find(web: &Web, member: &Member, typed: &mut Typed, fields: &Fields) -> Result<(), Refusal> {
    let act = typed.act.clone();
    let ["find", ending, what] = act.splitn(3, ':').collect::<Vec<_>>()[..] else { return Ok(()) };
    let words = fields.text(&format!("{what}{ending}")).trim().to_owned();
    let accounts = if what == "accounts" {
        Some(Box::pin(web.app.find_accounts(&member.actor, &channels_here(typed, ending), &words)).await?)
    } else {
        None
    };
    let emoji = if what == "emoji" { called(member, &words) } else { Vec::new() };
    typed.opened = format!("insert{ending}");
    typed.found = Some(Found { ending: ending.to_owned(), words, accounts, emoji });
    Ok(())
}

impl Inserts {
    /// What a button found for a panel.
    pub(super) fn found(typed: &Typed, ending: &str) -> Option<Value> {
        let found = typed.found.as_ref().filter(|found| found.ending == ending)?;
        let account = |one: &FoundAccount| {
            context! { handle => one.handle.as_str(), name => one.name.as_str(), network => mark(&one.network), is_met => one.is_met }
        };
        Some(context! {
            words => found.words.as_str(), by_account => found.accounts.is_some(),
            accounts => found.accounts.iter().flatten().map(account).collect::<Vec<_>>(),
            emoji => found.emoji.iter().map(|(sign, name)| context! { sign => *sign, name => *name }).collect::<Vec<_>>(),
        })
    }
}

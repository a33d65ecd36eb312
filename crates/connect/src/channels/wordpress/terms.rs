//! Categories and tags by their names.

use domain::delivery::Class;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::{
    Connection, Fault,
    connection::escaped,
    json::{number_at, text_at},
};
use super::{ask, at, judge, who};
use crate::fetch::Call;

/// The numbers of names that stand between commas. A tag that the site does not know is made; a category is a choice of its editors and is
/// not.
pub(super) async fn ids(to: &Connection<'_>, taxonomy: &str, names: &str, makes: bool) -> Result<Vec<u64>, Fault> {
    let mut ids = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let id = match known(to, taxonomy, name).await? {
            Some(id) => id,
            None if makes => make(to, taxonomy, name).await?,
            None => return Err(Fault::content(format!("this site has no category “{name}”"))),
        };
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

async fn known(to: &Connection<'_>, taxonomy: &str, name: &str) -> Result<Option<u64>, Fault> {
    #[derive(Deserialize)]
    struct Term {
        id: u64,
        name: String,
        slug: String,
    }
    let terms: Vec<Term> = ask(to, taxonomy, &format!("search={}&per_page=100", escaped(name))).await?;
    let is = |term: &&Term| {
        // Names come with their characters written as entities.
        super::super::mastodon::plain(&term.name).to_lowercase() == name.to_lowercase() || term.slug == name
    };
    Ok(terms.iter().find(is).map(|term| term.id))
}

async fn make(to: &Connection<'_>, taxonomy: &str, name: &str) -> Result<u64, Fault> {
    let call = Call::json(Method::POST, at(to, taxonomy, "")?, &json!({ "name": name }), to.now).with("authorization", who(to)?);
    let reply = to.client.call(call).await?;
    let told: Value = reply.json().unwrap_or_default();
    // A name with a sign that is written as an entity is there, but is not found by searching for it.
    let is_there = text_at(&told, "/code") == "term_exists";
    match number_at(&told, if is_there { "/data/term_id" } else { "/id" }) {
        Some(id) if is_there || reply.is_success() => Ok(id),
        _ if reply.is_success() => Err(Fault::unbelievable(format!("the site did not say which number “{name}” has"))),
        _ => {
            let fault = judge(&told, Fault::of_reply(&reply));
            // One who may write may yet not be allowed to make tags: that is about the tag.
            Err(if fault.class == Class::Auth { fault.as_class(Class::Content) } else { fault })
        }
    }
}

//! What may be spent in a month, on the page of publishing.

use std::collections::BTreeMap;

use app::Refusal;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{budget::Budget, network::Network, post::Gravity};
use minijinja::{Value, context};

use super::publishing::{Back, draw};
use crate::{
    Web,
    error::{Fault, invalid},
    page,
    pages::{
        channels::dollars,
        mentions::fields::Fields,
        publish::{fault, say_with},
    },
    request::Member,
};

/// Keeps the budget of one network.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let fields = Fields::read(&body);
    let (network, said) = (fields.text("network").to_owned(), fields.text("amount").trim().to_owned());
    let over = if fields.text("over") == "warns" { Gravity::Warns } else { Gravity::Stops };
    let done = match micros(&said) {
        Some(micros) => {
            let budget = micros.map(|micros| Budget { micros, over });
            Box::pin(web.app.set_budget(&member.actor, &network, budget)).await
        }
        None => Err(Refusal::Invalid { field: "budget", why: "not_a_number" }),
    };
    match done {
        Ok(()) => Ok(page::go(&web, &member.href("settings/publishing"), "good", "budget-saved", &[])),
        Err(Refusal::Invalid { field, why }) => {
            member.actor.may(domain::hat::Act::Govern).map_err(fault(&web, &member))?;
            let error = invalid(&web, member.language(), field, why);
            let wrong = Wrong { network, said, over, error };
            let back = Back { budget: Some(&wrong), ..Back::default() };
            draw(&web, &member, &headers, StatusCode::UNPROCESSABLE_ENTITY, back).await
        }
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

/// What was typed of a budget that could not be kept.
pub(super) struct Wrong {
    network: String,
    said: String,
    over: Gravity,
    error: String,
}

/// The networks that ask a price, each with what may be spent there and what was.
pub(super) async fn budgets(web: &Web, member: &Member, wrong: Option<&Wrong>) -> Result<Vec<Value>, Refusal> {
    let kept: BTreeMap<String, Budget> = web.app.budgets(member.workspace.id).await?;
    let mut shown = Vec::new();
    for network in Network::ALL {
        let can = network.capabilities();
        if can.costs.is_empty() {
            continue;
        }
        let money = web.app.money(member.workspace.id, can.name, web.app.clock().now(), None).await?;
        let budget = kept.get(can.name);
        let wrong = wrong.filter(|wrong| wrong.network == can.name);
        let said =
            wrong.map_or_else(|| budget.map(|budget| written(budget.micros)).unwrap_or_default(), |wrong| wrong.said.clone());
        let over = wrong.map(|wrong| wrong.over).or_else(|| budget.map(|budget| budget.over)).unwrap_or(Gravity::Stops);
        shown.push(context! {
            network => can.name, said, over => if over == Gravity::Warns { "warns" } else { "stops" },
            error => wrong.map(|wrong| wrong.error.as_str()), limit => budget.map(|budget| dollars(budget.micros)),
            label => say_with(web, member, "budget-amount", &[("network", can.label.into())]),
            hint => say_with(web, member, "budget-amount-hint", &[("spent", dollars(money.spent).into())]),
        });
    }
    Ok(shown)
}

/// An amount in dollars as a field holds it.
fn written(micros: u64) -> String {
    dollars(micros).trim_start_matches('$').to_owned()
}

/// Millionths of a dollar of what was typed, with a point or a comma; `Some(None)` when nothing was, `None` when it is no amount.
fn micros(said: &str) -> Option<Option<u64>> {
    let said = said.trim_start_matches('$').trim();
    if said.is_empty() {
        return Some(None);
    }
    let (whole, part) = said.split_once(['.', ',']).unwrap_or((said, ""));
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 6 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let part: u64 = format!("{part:0<6}").parse().ok()?;
    Some(Some(whole * 1_000_000 + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for (said, expect) in [
            ("50", Some(Some(50_000_000))),
            ("$12.50", Some(Some(12_500_000))),
            ("12,5", Some(Some(12_500_000))),
            ("0.015", Some(Some(15_000))),
            ("", Some(None)),
            ("-3", None),
            ("1e9", None),
            ("1.2.3", None),
            ("9999999999", None),
        ] {
            assert_eq!(micros(said), expect, "{said}");
        }
        assert_eq!(micros(&written(12_500_000)), Some(Some(12_500_000)));
    }
}

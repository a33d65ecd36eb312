//! `GET /w/{workspace}/networks/{network}`: what a network can do, and how we know.

use app::{Noun, Refusal};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::network::{Capabilities, Network, Proof};
use minijinja::{Value, context, value::Serde};

use crate::{
    Web,
    error::Fault,
    page,
    pages::publish::{fault, mark},
    request::Member,
};

/// The key of how the adapter of a network was proven.
pub(super) fn proof(network: &str) -> &'static str {
    match Network::from_name(network).map(|network| network.capabilities().proof) {
        Some(Proof::Server) => "channels-proof-server",
        _ => "channels-proof-contract",
    }
}

/// What can be done, for the template that says it in words.
pub(super) fn table(can: &Capabilities) -> Value {
    let costs: Vec<Value> =
        can.costs.iter().map(|cost| context! { of => Value::from(Serde(cost.of)), price => dollars(cost.micros) }).collect();
    context! { can => Value::from(Serde(can)), costs, rate_seconds => rounded(can.rate.interval_ms) }
}

/// A price as the networks write theirs: `$0.20`, `$0.015`.
pub(crate) fn dollars(micros: u64) -> String {
    let (whole, part) = (micros / 1_000_000, micros % 1_000_000);
    let mut digits = format!("{part:06}");
    while digits.len() > 2 && digits.ends_with('0') {
        digits.pop();
    }
    format!("${whole}.{digits}")
}

/// Milliseconds as seconds, at least one.
fn rounded(ms: u64) -> u64 {
    (ms + 500).div_euclid(1_000).max(1)
}

/// Draws the page.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let none = || fault(&web, &member)(Refusal::NoSuch(Noun::Network));
    let network = Network::from_name(&said).ok_or_else(none)?;
    let can = network.capabilities();
    let own = context! {
        table => table(can), network => mark(can.name), proof => proof(can.name), list_href => member.href("channels"),
        connect_href => member.href(&format!("channels/new/{}", can.name)),
        may_connect => member.actor.allows(domain::hat::Act::Connect),
    };
    Ok(page::show(&web, &member, &headers, "publish", can.label, "channels/network.html", own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_written_as_the_networks_do() {
        assert_eq!(dollars(200_000), "$0.20");
        assert_eq!(dollars(15_000), "$0.015");
        assert_eq!(dollars(3_000_000), "$3.00");
    }
}

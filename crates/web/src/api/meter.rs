//! What publishing costs and what is left of quotas, for scripts.

use app::{Noun, Refusal};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{budget::Budget, network::Network, post::Gravity};
use serde::{Deserialize, Serialize};
use store::channel::Channel;
use utoipa::ToSchema;

use super::{
    List, Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{delete, get, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/budgets", Gate::Token, list).says(
            Operation::read("What is spent this month at networks that ask a price, and what may be").lists_whole::<MoneyView>(),
        ),
        put("/api/v1/budgets/{network}", Gate::Token, set)
            .says(Operation::write("Say what may be spent in a month").given::<BudgetWish>().answers::<MoneyView>()),
        delete("/api/v1/budgets/{network}", Gate::Token, remove).says(Operation::write("Take the limit away").with(204)),
        get("/api/v1/channels/{channel}/quota", Gate::Token, quota)
            .says(Operation::read("What was taken of a channel's quota").answers::<QuotaView>()),
    ]
}

/// The money of a network in this month, in millionths of a United States dollar.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Money)]
struct MoneyView {
    /// The network.
    network: &'static str,
    /// The first moment of the month.
    from: String,
    /// The first moment of the next.
    to: String,
    /// What was spent.
    spent_micros: u64,
    /// What is on its way.
    underway_micros: u64,
    /// What is planned besides.
    planned_micros: u64,
    /// What may be spent; null when there is no limit.
    budget_micros: Option<u64>,
    /// What becomes of what would go beyond: `stops` or `warns`; null when there is no limit.
    over: Option<&'static str>,
}

/// A limit as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BudgetWish {
    /// What may be spent in a month, millionths of a dollar.
    budget_micros: u64,
    /// What becomes of what would go beyond: `stops` (it is held) or `warns`.
    over: String,
}

/// The quota of a channel.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Quota)]
struct QuotaView {
    /// What it is counted in; null when the network has no quota.
    unit: Option<&'static str>,
    /// How much there is.
    amount: u32,
    /// How much was taken.
    used: u32,
    /// When it begins anew; null where it counts back from each moment.
    anew: Option<String>,
    /// When the network itself told what was taken; null where only what left from here is known.
    told_at: Option<String>,
}

async fn view(web: &Web, script: &Script, network: Network) -> Result<MoneyView, Refusal> {
    let money = web.app.money(script.actor.workspace, network.name(), web.app.clock().now(), None).await?;
    Ok(MoneyView {
        network: network.name(),
        from: Reader::iso(money.month.0.as_microsecond()),
        to: Reader::iso(money.month.1.as_microsecond()),
        spent_micros: money.spent,
        underway_micros: money.underway,
        planned_micros: money.planned,
        budget_micros: money.budget.map(|budget| budget.micros),
        over: money.budget.map(|budget| if budget.over == Gravity::Stops { "stops" } else { "warns" }),
    })
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<MoneyView>, Fault> {
    let mut views = Vec::new();
    for network in Network::ALL.into_iter().filter(|network| !network.capabilities().costs.is_empty()) {
        views.push(view(&web, &script, network).await.map_err(tongue.fault(&web))?);
    }
    Ok(List::whole(views))
}

async fn set(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(network): Path<String>,
    wish: Result<Json<BudgetWish>, JsonRejection>,
) -> Result<Json<MoneyView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let over = match wish.over.as_str() {
        "stops" => Gravity::Stops,
        "warns" => Gravity::Warns,
        _ => return Err(tongue.fault(&web)(Refusal::Invalid { field: "over", why: "unknown" })),
    };
    let budget = Budget { micros: wish.budget_micros, over };
    Box::pin(web.app.set_budget(&script.actor, &network, Some(budget))).await.map_err(tongue.fault(&web))?;
    let network = Network::from_name(&network).ok_or_else(|| tongue.fault(&web)(Refusal::NoSuch(Noun::Network)))?;
    Ok(Json(view(&web, &script, network).await.map_err(tongue.fault(&web))?))
}

async fn remove(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(network): Path<String>,
) -> Result<StatusCode, Fault> {
    Box::pin(web.app.set_budget(&script.actor, &network, None)).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn quota(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(channel): Path<String>,
) -> Result<Json<QuotaView>, Fault> {
    let found = script.reader.channel(id::<Channel>(&channel, Noun::Channel).map_err(tongue.fault(&web))?).await;
    let found = found.map_err(tongue.fault(&web))?.ok_or_else(|| tongue.fault(&web)(Refusal::NoSuch(Noun::Channel)))?;
    let taken = web.app.quota_taken(&found).await.map_err(tongue.fault(&web))?;
    let moment = |at: Option<jiff::Timestamp>| at.map(|at| Reader::iso(at.as_microsecond()));
    Ok(Json(QuotaView {
        unit: taken.map(|taken| taken.unit),
        amount: taken.map_or(0, |taken| taken.amount),
        used: taken.map_or(0, |taken| taken.used),
        anew: moment(taken.and_then(|taken| taken.anew)),
        told_at: moment(taken.and_then(|taken| taken.told_at)),
    }))
}

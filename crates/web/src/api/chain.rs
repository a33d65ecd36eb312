//! Chains of approval, for scripts.

use app::{
    Noun, Refusal,
    publish::{
        approval::steps,
        chain_save::{ChainForm, StepForm},
    },
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Hat, approval::Who};
use serde::{Deserialize, Serialize};
use store::{
    Id,
    chain::{Chain, Outsider},
};
use utoipa::ToSchema;

use super::{
    List, Operation,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    request::Script,
    router::{delete, get, post, put},
};

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/api/v1/chains", Gate::Token, list)
            .says(Operation::read("Who has to say yes before what leaves").lists_whole::<ChainView>()),
        post("/api/v1/chains", Gate::Token, add).says(
            Operation::write("Make a chain; what is planned and passes it waits from now on")
                .given::<ChainWish>()
                .answers::<ChainView>()
                .with(201),
        ),
        get("/api/v1/chains/{chain}", Gate::Token, show).says(Operation::read("One chain").answers::<ChainView>()),
        put("/api/v1/chains/{chain}", Gate::Token, change)
            .says(Operation::write("Change a chain").given::<ChainWish>().answers::<ChainView>()),
        delete("/api/v1/chains/{chain}", Gate::Token, remove)
            .says(Operation::write("Take a chain away; what was decided in it is kept").with(204)),
    ]
}

/// A step of a chain.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StepWords {
    /// `any` or `all` of those who are named has to say yes.
    #[serde(default)]
    need: String,
    /// Hats, such as `owner`: whoever wears one.
    #[serde(default)]
    hats: Vec<String>,
    /// Members.
    #[serde(default)]
    users: Vec<i64>,
    /// Mail addresses of people without an account, who get a link.
    #[serde(default)]
    emails: Vec<String>,
}

/// A chain as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChainWish {
    /// Its name.
    name: String,
    /// Whether everything that is published passes it.
    #[serde(default)]
    everything: bool,
    /// Channels of which everything passes it.
    #[serde(default)]
    channels: Vec<i64>,
    /// Labels of which everything passes it.
    #[serde(default)]
    labels: Vec<String>,
    /// Campaigns of which everything passes it.
    #[serde(default)]
    campaigns: Vec<i64>,
    /// Up to five steps, asked one after the other.
    steps: Vec<StepWords>,
}

/// A chain.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Chain)]
struct ChainView {
    /// Its id.
    id: i64,
    /// Its name.
    name: String,
    /// Whether everything that is published passes it.
    everything: bool,
    /// Channels of which everything passes it.
    channels: Vec<i64>,
    /// Labels of which everything passes it.
    labels: Vec<String>,
    /// Campaigns of which everything passes it.
    campaigns: Vec<i64>,
    /// Its steps.
    steps: Vec<StepWords>,
}

fn form(wish: ChainWish) -> Result<ChainForm, Refusal> {
    let mut steps = Vec::new();
    for step in wish.steps {
        let all = match step.need.as_str() {
            "" | "any" => false,
            "all" => true,
            _ => return Err(Refusal::Invalid { field: "need", why: "unknown" }),
        };
        let hat = |name: &String| Hat::from_name(name).ok_or(Refusal::Invalid { field: "hats", why: "unknown" });
        let hats = step.hats.iter().map(hat).collect::<Result<Vec<_>, _>>()?;
        steps.push(StepForm { all, hats, users: step.users.into_iter().map(Id::new).collect(), emails: step.emails });
    }
    Ok(ChainForm {
        name: wish.name,
        everything: wish.everything,
        channels: wish.channels.into_iter().map(Id::new).collect(),
        labels: wish.labels,
        campaigns: wish.campaigns.into_iter().map(Id::new).collect(),
        steps,
    })
}

fn view(chain: &Chain, outsiders: &[Outsider]) -> Result<ChainView, Refusal> {
    let step = |step: &domain::approval::Step| {
        let mut words = StepWords { need: step.need.code().to_owned(), hats: Vec::new(), users: Vec::new(), emails: Vec::new() };
        for who in &step.who {
            match who {
                Who::Hat(hat) => words.hats.push(hat.name().to_owned()),
                Who::User(user) => words.users.push(*user),
                Who::Outsider(one) => {
                    words.emails.extend(outsiders.iter().find(|known| known.id.get() == *one).map(|known| known.email.clone()));
                }
            }
        }
        words
    };
    Ok(ChainView {
        id: chain.id.get(),
        name: chain.name.clone(),
        everything: chain.everything,
        channels: serde_json::from_str(&chain.channels).unwrap_or_default(),
        labels: serde_json::from_str(&chain.labels).unwrap_or_default(),
        campaigns: serde_json::from_str(&chain.campaigns).unwrap_or_default(),
        steps: steps(chain)?.steps().iter().map(step).collect(),
    })
}

async fn one(web: &Web, script: &Script, tongue: &Tongue, chain: Id<Chain>) -> Result<ChainView, Fault> {
    let chain = web.app.chain(&script.actor, chain).await.map_err(tongue.fault(web))?;
    let outsiders = script.reader.outsiders().await.map_err(tongue.fault(web))?;
    view(&chain, &outsiders).map_err(tongue.fault(web))
}

async fn list(State(web): State<Web>, script: Script, tongue: Tongue) -> Result<List<ChainView>, Fault> {
    let outsiders = script.reader.outsiders().await.map_err(tongue.fault(&web))?;
    let chains = script.reader.chains().await.map_err(tongue.fault(&web))?;
    let views = chains.iter().map(|chain| view(chain, &outsiders)).collect::<Result<Vec<_>, _>>();
    Ok(List::whole(views.map_err(tongue.fault(&web))?))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(chain): Path<String>,
) -> Result<Json<ChainView>, Fault> {
    let chain = id(&chain, Noun::Chain).map_err(tongue.fault(&web))?;
    Ok(Json(one(&web, &script, &tongue, chain).await?))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    wish: Result<Json<ChainWish>, JsonRejection>,
) -> Result<(StatusCode, Json<ChainView>), Fault> {
    let form = form(tongue.body(&web, wish)?).map_err(tongue.fault(&web))?;
    let chain = Box::pin(web.app.add_chain(&script.actor, &form)).await.map_err(tongue.fault(&web))?;
    Ok((StatusCode::CREATED, Json(one(&web, &script, &tongue, chain).await?)))
}

async fn change(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(chain): Path<String>,
    wish: Result<Json<ChainWish>, JsonRejection>,
) -> Result<Json<ChainView>, Fault> {
    let chain = id(&chain, Noun::Chain).map_err(tongue.fault(&web))?;
    let form = form(tongue.body(&web, wish)?).map_err(tongue.fault(&web))?;
    Box::pin(web.app.change_chain(&script.actor, chain, &form)).await.map_err(tongue.fault(&web))?;
    Ok(Json(one(&web, &script, &tongue, chain).await?))
}

async fn remove(State(web): State<Web>, script: Script, tongue: Tongue, Path(chain): Path<String>) -> Result<StatusCode, Fault> {
    let chain = id(&chain, Noun::Chain).map_err(tongue.fault(&web))?;
    web.app.remove_chain(&script.actor, chain).await.map_err(tongue.fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

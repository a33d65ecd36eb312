//! `/w/{workspace}/settings/approval`: the chains, each with what passes it and its steps.

use app::{
    Noun, Refusal,
    publish::{
        approval::steps,
        chain_save::{ChainForm, StepForm},
    },
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{
    Hat,
    approval::{Need, STEPS_MAX, Who},
    hat::Act,
};
use minijinja::{Value, context};
use store::{Id, chain::Chain};

use super::{id, tabs};
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, mark, mendable, say},
    },
    request::Member,
};

/// The most labels that are offered.
const LABELS_SHOWN: u32 = 200;

/// All chains.
pub(super) async fn list(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let chains = member.reader.chains().await.map_err(fault(&web, &member))?;
    let mut rows: Vec<Value> = Vec::new();
    for chain in &chains {
        let form = form_of(&web, &member, chain).await?;
        let names = named(&web, &member, &form).await?;
        rows.push(
            context! { name => chain.name.as_str(), href => member.href(&format!("settings/approval/{}", chain.id)), ..names },
        );
    }
    let own = context! {
        tabs => tabs(&web, &member, "approval"), rows, new_href => member.href("settings/approval/new"), record_href => member.href("approvals"),
    };
    Ok(page::show(&web, &member, &headers, "settings", &say(&web, &member, "access-tab-approval"), "settings/approval.html", own))
}

/// An empty form.
pub(super) async fn new(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    member.actor.may(Act::Govern).map_err(fault(&web, &member))?;
    draw(&web, &member, &headers, None, &ChainForm::default(), StatusCode::OK, "").await
}

/// A chain as it is.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let chain = found(&web, &member, &said).await?;
    member.actor.may(Act::Govern).map_err(fault(&web, &member))?;
    let form = form_of(&web, &member, &chain).await?;
    draw(&web, &member, &headers, Some(chain.id), &form, StatusCode::OK, "").await
}

/// Makes one.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    let form = read(&Fields::read(&body));
    match Box::pin(web.app.add_chain(&member.actor, &form)).await {
        Ok(_) => Ok(page::go(&web, &member.href("settings/approval"), "good", "chain-saved", &[])),
        Err(refusal) => again(&web, &member, &headers, None, &form, refusal).await,
    }
}

/// Changes one.
pub(super) async fn change(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, said)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let chain = found(&web, &member, &said).await?;
    let form = read(&Fields::read(&body));
    match Box::pin(web.app.change_chain(&member.actor, chain.id, &form)).await {
        Ok(()) => Ok(page::go(&web, &member.href("settings/approval"), "good", "chain-saved", &[])),
        Err(refusal) => again(&web, &member, &headers, Some(chain.id), &form, refusal).await,
    }
}

/// Takes one away.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let chain = found(&web, &member, &said).await?;
    web.app.remove_chain(&member.actor, chain.id).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("settings/approval"), "good", "chain-removed", &[]))
}

async fn found(web: &Web, member: &Member, said: &str) -> Result<Chain, Fault> {
    let chain = id(web, member, said, Noun::Chain)?;
    web.app.chain(&member.actor, chain).await.map_err(fault(web, member))
}

/// The form, read: five steps, of which those that name nobody are none.
fn read(fields: &Fields) -> ChainForm {
    let words = |name: &str| -> Vec<String> {
        let said = fields.text(name).to_owned();
        said.split([',', ';', '\n']).map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let step = |number: usize| StepForm {
        all: fields.text(&format!("need-{number}")) == "all",
        hats: fields.all(&format!("hats-{number}")).filter_map(Hat::from_name).collect(),
        users: fields.ids(&format!("users-{number}")),
        emails: words(&format!("emails-{number}")),
    };
    let steps =
        (1..=STEPS_MAX).map(step).filter(|step| !(step.hats.is_empty() && step.users.is_empty() && step.emails.is_empty()));
    ChainForm {
        name: fields.text("name").to_owned(),
        everything: fields.text("passes") == "everything",
        channels: if fields.text("passes") == "everything" { Vec::new() } else { fields.ids("channels") },
        labels: if fields.text("passes") == "everything" { Vec::new() } else { words("labels") },
        campaigns: if fields.text("passes") == "everything" { Vec::new() } else { fields.ids("campaigns") },
        steps: steps.collect(),
    }
}

/// What a chain's form shows.
async fn form_of(web: &Web, member: &Member, chain: &Chain) -> Result<ChainForm, Fault> {
    let outsiders = member.reader.outsiders().await.map_err(fault(web, member))?;
    let kept = steps(chain).map_err(fault(web, member))?;
    let step = |step: &domain::approval::Step| {
        let mut form = StepForm { all: step.need == Need::All, ..StepForm::default() };
        for who in &step.who {
            match who {
                Who::Hat(hat) => form.hats.push(*hat),
                Who::User(user) => form.users.push(Id::new(*user)),
                Who::Outsider(one) => {
                    form.emails.extend(outsiders.iter().find(|known| known.id.get() == *one).map(|known| known.email.clone()))
                }
            }
        }
        form
    };
    Ok(ChainForm {
        name: chain.name.clone(),
        everything: chain.everything,
        channels: serde_json::from_str(&chain.channels).unwrap_or_default(),
        labels: serde_json::from_str(&chain.labels).unwrap_or_default(),
        campaigns: serde_json::from_str(&chain.campaigns).unwrap_or_default(),
        steps: kept.steps().iter().map(step).collect(),
    })
}

/// What passes a chain and whom it asks, in words.
async fn named(web: &Web, member: &Member, form: &ChainForm) -> Result<Value, Fault> {
    let team = member.reader.members().await.map_err(fault(web, member))?;
    let channels = member.reader.channels().await.map_err(fault(web, member))?;
    let campaigns = member.reader.campaigns().await.map_err(fault(web, member))?;
    let hat = |hat: &Hat| say(web, member, &format!("access-hat-{}", hat.name().replace('_', "-")));
    let steps = form.steps.iter().map(|step| {
        let users = step.users.iter().map(|id| {
            team.iter().find(|one| one.user_id == *id).map_or_else(|| say(web, member, "approval-gone"), |one| one.name.clone())
        });
        let who: Vec<String> = step.hats.iter().map(hat).chain(users).chain(step.emails.iter().cloned()).collect();
        context! { need => say(web, member, if step.all && who.len() > 1 { "approval-all" } else { "approval-any" }), several => who.len() > 1, who => who.join(", ") }
    });
    let of: Vec<&str> = channels.iter().filter(|one| form.channels.contains(&one.id)).map(|one| one.name.as_str()).collect();
    let for_campaigns: Vec<&str> =
        campaigns.iter().filter(|one| form.campaigns.contains(&one.id)).map(|one| one.name.as_str()).collect();
    Ok(
        context! { everything => form.everything, channels => of.join(", "), campaigns => for_campaigns.join(", "), labels => form.labels.join(", "), steps => steps.collect::<Vec<_>>() },
    )
}

async fn again(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    chain: Option<Id<Chain>>,
    form: &ChainForm,
    refusal: Refusal,
) -> Result<Response, Fault> {
    let (status, problem) = mendable(web, member, refusal)?;
    draw(web, member, headers, chain, form, status, &problem).await
}

async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    chain: Option<Id<Chain>>,
    form: &ChainForm,
    status: StatusCode,
    problem: &str,
) -> Result<Response, Fault> {
    let team = member.reader.members().await.map_err(fault(web, member))?;
    let channels = member.reader.channels().await.map_err(fault(web, member))?;
    let campaigns = member.reader.campaigns().await.map_err(fault(web, member))?;
    let labels = member.reader.labels_in_use(LABELS_SHOWN).await.map_err(fault(web, member))?;
    let none = StepForm::default();
    let steps = (0..STEPS_MAX).map(|at| {
        let step = form.steps.get(at).unwrap_or(&none);
        let hats = Hat::ALL.map(|hat| {
            let label = say(web, member, &format!("access-hat-{}", hat.name().replace('_', "-")));
            context! { name => hat.name(), label, on => step.hats.contains(&hat) }
        });
        let users = team.iter().filter(|one| one.disabled_at.is_none()).map(|one| {
            context! { id => one.user_id.get(), name => one.name.as_str(), on => step.users.contains(&one.user_id) }
        });
        context! {
            number => at + 1, all => step.all, hats => hats.to_vec(), users => users.collect::<Vec<_>>(), emails => step.emails.join(", "),
            is_open => at == 0 || at < form.steps.len(), is_next => at == form.steps.len().max(1),
        }
    });
    let own = context! {
        tabs => tabs(web, member, "approval"), name => form.name.as_str(), everything => form.everything || (chain.is_none() && form.channels.is_empty() && form.labels.is_empty() && form.campaigns.is_empty()),
        channels => channels.iter().map(|one| context! { id => one.id.get(), name => one.name.as_str(), network => mark(&one.network), on => form.channels.contains(&one.id) }).collect::<Vec<_>>(),
        campaigns => campaigns.iter().map(|one| context! { id => one.id.get(), name => one.name.as_str(), on => form.campaigns.contains(&one.id) }).collect::<Vec<_>>(),
        labels => form.labels.join(", "), known_labels => labels.join(", "), steps => steps.collect::<Vec<_>>(), problem,
        base => chain.map_or_else(|| member.href("settings/approval"), |id| member.href(&format!("settings/approval/{id}"))),
        list_href => member.href("settings/approval"), is_new => chain.is_none(),
    };
    let title = say(web, member, if chain.is_none() { "chain-new" } else { "chain-edit" });
    Ok(page::show_as(web, member, headers, status, "settings", &title, "settings/approval_edit.html", own))
}

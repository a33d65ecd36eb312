//! Deliveries and what became of them, for scripts.

use app::{
    Noun, Refusal,
    publish::{aftermath::AmendmentAct, delivery_act::DeliveryAct},
};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, State};
use domain::{delivery::State as Stands, post::Variant};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{
    Id,
    amendment::Amendment,
    delivery::{Attempt, Delivery, DeliveryFilter, Step},
};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging, Param,
    post::moment,
    source::{Tongue, id},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{get, post},
};

/// The most attempts that are told of one delivery.
const ATTEMPTS_MAX: u32 = 200;

/// The addresses of this noun.
pub(super) fn routes() -> Vec<Route> {
    let filter = [
        Param { name: "state", about: "only in this state, such as `held`; several with commas" },
        Param { name: "channel", about: "only to this channel" },
        Param { name: "post", about: "only of this post" },
        Param { name: "campaign", about: "only of posts of this campaign" },
        Param { name: "author", about: "only of posts that this user began" },
        Param { name: "label", about: "only of posts that are filed under this label" },
        Param { name: "from", about: "due at or after this time" },
        Param { name: "to", about: "due before this time" },
    ];
    vec![
        get("/api/v1/deliveries", Gate::Token, list)
            .says(Operation::read("Deliveries, as they are due").lists::<DeliveryView>().takes(&filter)),
        get("/api/v1/deliveries/{delivery}", Gate::Token, show)
            .says(Operation::read("One delivery, with its steps and everything that was done for it").answers::<DeliveryWhole>()),
        post("/api/v1/deliveries/{delivery}/edit", Gate::Token, edit).says(
            Operation::write("Give new words to what was published; its page tells what became of that")
                .given::<EditWish>()
                .answers::<DeliveryWhole>(),
        ),
        post("/api/v1/deliveries/{delivery}/delete", Gate::Token, delete)
            .says(Operation::write("Take away what was published").answers::<DeliveryWhole>()),
        post("/api/v1/deliveries/{delivery}/amendments/{amendment}/act", Gate::Token, decide).says(
            Operation::write("Decide about a change of what was published that could not be done")
                .given::<ActWish>()
                .answers::<DeliveryWhole>(),
        ),
        post("/api/v1/deliveries/{delivery}/act", Gate::Token, act).says(
            Operation::write("Decide about a delivery that does not go on by itself")
                .given::<ActWish>()
                .answers::<DeliveryView>(),
        ),
    ]
}

/// One post leaving for one channel.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeliveryView {
    /// Its id.
    id: i64,
    /// The post.
    post: i64,
    /// The channel.
    channel: i64,
    /// `waiting`, `sending`, `retrying`, `pending`, `unknown`, `asking`, `held`, `refused`, `published` or `cancelled`.
    state: String,
    /// Why it is there; empty when there is nothing to say.
    reason: String,
    /// What the network said; may be empty.
    said: String,
    /// When it is to leave.
    due_at: String,
    /// When its first step was there.
    published_at: Option<String>,
    /// How many of its steps are there, and how many it has.
    step: i64,
    /// How many steps it has: the post, its thread, its first comment.
    steps: i64,
    /// The hash of what leaves.
    hash: String,
    /// Whether a person has to do something.
    wants_person: bool,
}

impl DeliveryView {
    fn of(delivery: &Delivery) -> Self {
        Self {
            id: delivery.id.get(),
            post: delivery.post_id.get(),
            channel: delivery.channel_id.get(),
            state: delivery.state.clone(),
            reason: delivery.reason.clone(),
            said: delivery.said.clone(),
            due_at: Reader::iso(delivery.due_at),
            published_at: delivery.published_at.map(Reader::iso),
            step: delivery.step,
            steps: delivery.steps,
            hash: delivery.hash.clone(),
            wants_person: Stands::from_name(&delivery.state).is_some_and(Stands::wants_person),
        }
    }
}

/// One call of a delivery.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StepView {
    /// Which, from 0.
    step: i64,
    /// Its key, the same at every try.
    key: String,
    /// How often it was sent.
    attempts: i64,
    /// Its id on the network; empty as long as it has none.
    remote_id: String,
    /// Where a person sees it.
    remote_address: String,
}

/// What was done for a delivery.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AttemptView {
    /// For which step.
    step: i64,
    /// `publish`, `find`, `check`, or what a person did.
    act: String,
    /// When.
    at: String,
    /// How long it took.
    milliseconds: i64,
    /// What was answered; nothing as long as nothing was.
    #[schema(value_type = Object)]
    answered: Value,
    /// The state that came of it.
    decided: String,
}

/// What was wanted of something that was published.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AmendmentView {
    /// Its id.
    id: i64,
    /// `edit` or `delete`.
    act: String,
    /// Which step of the delivery.
    step: i64,
    /// `waiting`, `done`, `conflict`, `refused` or `dropped`.
    state: String,
    /// Why it could not be done; empty otherwise.
    reason: String,
    /// What the network said; may be empty.
    said: String,
    /// When it was asked for.
    asked_at: String,
}

/// New words for what was published.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct EditWish {
    /// All that is to be said, as in a post: what says the same stays untouched.
    #[schema(value_type = Object)]
    content: Variant,
}

/// A delivery with everything that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeliveryWhole {
    /// It.
    delivery: DeliveryView,
    /// What leaves.
    #[schema(value_type = Object)]
    content: Value,
    /// Its steps that were begun.
    steps: Vec<StepView>,
    /// What was done, newest first.
    attempts: Vec<AttemptView>,
    /// What was wanted of it since it was published, in the order in which it was asked.
    amendments: Vec<AmendmentView>,
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ActWish {
    /// `release`, `send_again`, `is_there` or `drop`; about a change, `retry`, `overwrite` or `drop`.
    act: String,
}

/// What the list is asked for by.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    state: Option<String>,
    channel: Option<i64>,
    post: Option<i64>,
    campaign: Option<i64>,
    author: Option<i64>,
    label: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

async fn list(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Result<List<DeliveryView>, Fault> {
    // Where the page before ended: a time, and how many due at that time were given already.
    let after: Option<(i64, usize)> = paging.after().map_err(tongue.fault(&web))?;
    let (at, given) = after.unwrap_or((i64::MIN, 0));
    let time = |said: &Option<String>, field| said.as_deref().map(|said| moment(said, field)).transpose();
    let from = time(&asked.from, "from").map_err(tongue.fault(&web))?;
    let filter = DeliveryFilter {
        from: Some(from.unwrap_or(i64::MIN).max(at)),
        to: time(&asked.to, "to").map_err(tongue.fault(&web))?,
        channel: asked.channel.map(Id::new),
        states: asked.state.iter().flat_map(|said| said.split(',')).map(|state| state.trim().to_owned()).collect(),
        post: asked.post.map(Id::new),
        campaign: asked.campaign.map(Id::new),
        author: asked.author.map(Id::new),
        label: asked.label.clone(),
    };
    let limit = paging.limit();
    let most = limit.saturating_add(1).saturating_add(u32::try_from(given).unwrap_or(u32::MAX >> 1));
    let found = script.reader.deliveries(&filter, most.min(u32::MAX >> 1)).await.map_err(tongue.fault(&web))?;
    let rows: Vec<Delivery> = found.into_iter().skip(given).collect();
    let shown = rows.get(..limit as usize).unwrap_or(&rows);
    let last = shown.last().map_or(0, |last| last.due_at);
    let same = shown.iter().filter(|row| row.due_at == last).count() + if last == at { given } else { 0 };
    Ok(List::of(rows.iter().map(DeliveryView::of).collect(), limit, |_| (last, same)))
}

async fn show(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(delivery): Path<String>,
) -> Result<Json<DeliveryWhole>, Fault> {
    let found = found(&web, &script, &tongue, &delivery).await?;
    whole(&web, &script, &tongue, found).await
}

/// A delivery with everything that is known of it.
async fn whole(web: &Web, script: &Script, tongue: &Tongue, found: Delivery) -> Result<Json<DeliveryWhole>, Fault> {
    let wishes = script.reader.amendments(found.id).await.map_err(tongue.fault(web))?;
    let steps = script.reader.delivery_steps(found.id).await.map_err(tongue.fault(web))?;
    let attempts = script.reader.attempts(found.id, ATTEMPTS_MAX).await.map_err(tongue.fault(web))?;
    let step = |step: &Step| StepView {
        step: step.step,
        key: step.key.clone(),
        attempts: step.attempts,
        remote_id: step.remote_id.clone(),
        remote_address: step.remote_address.clone(),
    };
    let attempt = |attempt: &Attempt| AttemptView {
        step: attempt.step,
        act: attempt.act.clone(),
        at: Reader::iso(attempt.at),
        milliseconds: attempt.milliseconds,
        answered: serde_json::from_str(&attempt.answered).unwrap_or_default(),
        decided: attempt.decided.clone(),
    };
    let amendment = |wish: &Amendment| AmendmentView {
        id: wish.id.get(),
        act: wish.act.clone(),
        step: wish.step,
        state: wish.state.clone(),
        reason: wish.reason.clone(),
        said: wish.said.clone(),
        asked_at: Reader::iso(wish.asked_at),
    };
    Ok(Json(DeliveryWhole {
        content: serde_json::from_str(&found.content).unwrap_or_default(),
        steps: steps.iter().map(step).collect(),
        attempts: attempts.iter().map(attempt).collect(),
        amendments: wishes.iter().map(amendment).collect(),
        delivery: DeliveryView::of(&found),
    }))
}

async fn edit(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(delivery): Path<String>,
    wish: Result<Json<EditWish>, JsonRejection>,
) -> Result<Json<DeliveryWhole>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let one = found(&web, &script, &tongue, &delivery).await?;
    Box::pin(web.app.edit_published(&script.actor, one.id, &wish.content)).await.map_err(tongue.fault(&web))?;
    whole(&web, &script, &tongue, one).await
}

async fn delete(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(delivery): Path<String>,
) -> Result<Json<DeliveryWhole>, Fault> {
    let one = found(&web, &script, &tongue, &delivery).await?;
    Box::pin(web.app.delete_published(&script.actor, one.id)).await.map_err(tongue.fault(&web))?;
    whole(&web, &script, &tongue, one).await
}

async fn decide(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path((delivery, amendment)): Path<(String, String)>,
    wish: Result<Json<ActWish>, JsonRejection>,
) -> Result<Json<DeliveryWhole>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let one = found(&web, &script, &tongue, &delivery).await?;
    let unknown = Refusal::Invalid { field: "act", why: "unknown" };
    let act = AmendmentAct::from_name(&wish.act).ok_or(unknown).map_err(tongue.fault(&web))?;
    let amendment = id(&amendment, Noun::Delivery).map_err(tongue.fault(&web))?;
    Box::pin(web.app.act_on_amendment(&script.actor, amendment, act)).await.map_err(tongue.fault(&web))?;
    whole(&web, &script, &tongue, one).await
}

async fn act(
    State(web): State<Web>,
    script: Script,
    tongue: Tongue,
    Path(delivery): Path<String>,
    wish: Result<Json<ActWish>, JsonRejection>,
) -> Result<Json<DeliveryView>, Fault> {
    let wish = tongue.body(&web, wish)?;
    let one = found(&web, &script, &tongue, &delivery).await?;
    let unknown = Refusal::Invalid { field: "act", why: "unknown" };
    let act = DeliveryAct::from_name(&wish.act).ok_or(unknown).map_err(tongue.fault(&web))?;
    Box::pin(web.app.act_on_delivery(&script.actor, one.id, act)).await.map_err(tongue.fault(&web))?;
    Ok(Json(DeliveryView::of(&found(&web, &script, &tongue, &delivery).await?)))
}

async fn found(web: &Web, script: &Script, tongue: &Tongue, said: &str) -> Result<Delivery, Fault> {
    let found = script.reader.delivery(id(said, Noun::Delivery).map_err(tongue.fault(web))?).await.map_err(tongue.fault(web))?;
    found.ok_or_else(|| tongue.fault(web)(Refusal::NoSuch(Noun::Delivery)))
}

//! `POST …/signals/{signal}/judge`: useful or noise; and `POST …/topics/{topic}/recall`: the past written down as signals.

use app::{Noun, Refusal};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use store::{Id, signal::Signal, topic::Topic};

use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// Takes what somebody said of a signal.
pub(super) async fn judge(
    State(web): State<Web>,
    member: Member,
    Path((_, signal)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<Signal> = signal.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Signal)))?;
    let fields = Fields::read(&body);
    let said = fields.text("feedback");
    web.app.judge_signal(&member.actor, id, said).await.map_err(fault)?;
    let key = match said {
        "useful" => "signals-judged-useful",
        "noise" => "signals-judged-noise",
        _ => "signals-judged-back",
    };
    Ok(page::go(&web, &member.href(&format!("signals/{id}")), "good", key, &[]))
}

/// Writes the past of a topic down as signals.
pub(super) async fn recall(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(&web, member.language(), refusal);
    let id: Id<Topic> = topic.parse().map_err(|_not_a_number| fault(Refusal::NoSuch(Noun::Topic)))?;
    Box::pin(web.app.recall_signals(&member.actor, id)).await.map_err(fault)?;
    Ok(page::go(&web, &member.href(&format!("signals?topic={id}")), "good", "signals-recalled", &[]))
}

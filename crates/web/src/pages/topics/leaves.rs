//! `GET …/{topic}/leaves`: in how many documents of late each clause of a topic's query was found.

use app::{Refusal, listen::topic_leaves::LEAVES_JUDGED_MAX};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context};

use super::{
    edit::read,
    found::{self, fault},
    query_markup::markup,
    tree,
};
use crate::{Web, error::Fault, pages::mentions::row, request::Member};

/// Draws the tree with its counts.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    let reads = row::reads(&web, &member);
    let edit_href = member.href(&format!("topics/{}/edit", topic.id));
    let own = match web.app.leaf_hits(&member.actor, topic.id).await {
        Ok(hits) => context! {
            tree => hits.tree.as_ref().map(|tree| Value::from_safe_string(tree::counts(&web, &reads, &hits, tree))), judged => hits.judged,
            caught => hits.caught, complete => hits.complete, judged_max => LEAVES_JUDGED_MAX, edit_href,
            searched => found::searched_words(&web, &member, hits.searched_to), query => Value::from_safe_string(markup(&topic.query)),
        },
        // Another topic that it names was removed since: the page says so rather than fail.
        Err(Refusal::Query(_)) => {
            context! { unaskable => true, edit_href, query => Value::from_safe_string(markup(&topic.query)) }
        }
        Err(refusal) => return Err(fault(&web, &member)(refusal)),
    };
    Ok(found::show(&web, &member, &headers, &topic, "leaves", own))
}

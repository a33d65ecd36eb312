//! Live pages: a stream of server-sent events that asks open pages to draw themselves again.

use std::{convert::Infallible, time::Duration};

use app::live::News;
use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use serde::Deserialize;
use store::{Id, workspace::Workspace};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use crate::{Web, request::Member};

/// News within so long are told at once, so that a page is not drawn again for each of a hundred documents.
const GATHER: Duration = Duration::from_millis(700);

/// How far the log of acts had been told when the page was drawn.
#[derive(Debug, Deserialize)]
pub struct Since {
    #[serde(default)]
    after: i64,
}

/// `GET /w/{workspace}/live`: a Turbo Stream `refresh` whenever something happened in the workspace, and one at once when
/// something happened between the drawing of the page and the opening of its stream.
pub async fn show(
    State(web): State<Web>,
    member: Member,
    Query(since): Query<Since>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (news, workspace) = (web.app.news(), member.workspace.id);
    // Listening has begun: what is told from here on is not missed.
    let behind = web.app.last_told() > since.after;
    let events = stream::unfold((news, behind), move |(mut news, behind)| async move {
        if !behind && !hear(&mut news, workspace).await {
            return None;
        }
        tokio::time::sleep(GATHER).await;
        let news = news.resubscribe();
        Some((Ok(Event::default().data("<turbo-stream action=\"refresh\"></turbo-stream>")), (news, false)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// Waits until something happened in a workspace; false when the program ends.
async fn hear(news: &mut Receiver<News>, workspace: Id<Workspace>) -> bool {
    loop {
        match news.recv().await {
            Ok(one) if one.workspace == Some(workspace) => return true,
            Ok(_) => {}
            // So much happened that some of it was dropped: ours may have been among it.
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}

//! Live pages: a stream of server-sent events that asks open pages to draw themselves again.

use std::{convert::Infallible, time::Duration};

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use tokio::sync::broadcast::error::RecvError;

use crate::{Web, request::Member};

/// News within so long are told at once, so that a page is not drawn again for each of a hundred documents.
const GATHER: Duration = Duration::from_millis(700);

/// `GET /w/{workspace}/live`: a Turbo Stream `refresh` whenever something happened in the workspace.
pub async fn show(State(web): State<Web>, member: Member) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (news, workspace) = (web.app.news(), member.workspace.id);
    let events = stream::unfold(news, move |mut news| async move {
        loop {
            match news.recv().await {
                Ok(one) if one.workspace == Some(workspace) => break,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => break,
                Err(RecvError::Closed) => return None,
            }
        }
        tokio::time::sleep(GATHER).await;
        let news = news.resubscribe();
        Some((Ok(Event::default().data("<turbo-stream action=\"refresh\"></turbo-stream>")), news))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

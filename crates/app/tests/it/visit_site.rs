//! A site on loopback that answers each path as a test told it last.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use app::App;
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinHandle,
    time::timeout,
};

/// How long a test waits for what must happen.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

#[derive(Clone, Default)]
struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: axum::body::Bytes,
    gate: Option<Arc<Semaphore>>,
}

/// The site.
pub(crate) struct Site {
    origin: String,
    replies: Arc<Mutex<HashMap<String, Reply>>>,
    asked: watch::Sender<Vec<(String, HeaderMap)>>,
    task: JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Site {
    pub(crate) async fn start() -> Self {
        Self::start_at("127.0.0.1").await
    }

    pub(crate) async fn start_at(host: &str) -> Self {
        let replies: Arc<Mutex<HashMap<String, Reply>>> = Arc::default();
        let (asked, _) = watch::channel(Vec::new());
        let (told, seen) = (replies.clone(), asked.clone());
        let router = Router::new().fallback(move |request: Request| {
            let path = request.uri().path().to_owned();
            seen.send_modify(|seen| seen.push((path.clone(), request.headers().clone())));
            let reply = told.lock().unwrap().get(&path).cloned().unwrap_or(Reply { status: 404, ..Reply::default() });
            answer(reply, request)
        });
        let listener = TcpListener::bind((host, 0)).await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { origin, replies, asked, task }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    pub(crate) fn says(&self, path: &str, status: u16, headers: &[(&'static str, &str)], body: impl Into<Vec<u8>>) {
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let reply = Reply { status, headers, body: body.into().into(), gate: None };
        self.replies.lock().unwrap().insert(path.to_owned(), reply);
    }

    pub(crate) fn says_feed(&self, path: &str, body: impl Into<Vec<u8>>) {
        self.says(path, 200, &[("content-type", "application/rss+xml")], body);
    }

    /// Keeps the answer to a path back until the semaphore is given a permit.
    pub(crate) fn hold(&self, path: &str) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        self.replies.lock().unwrap().get_mut(path).unwrap().gate = Some(gate.clone());
        gate
    }

    /// How many times a path was asked for.
    pub(crate) fn count(&self, path: &str) -> usize {
        self.asked.borrow().iter().filter(|(asked, _)| asked == path).count()
    }

    /// A header of the last request for a path.
    pub(crate) fn last_header(&self, path: &str, name: &str) -> Option<String> {
        let asked = self.asked.borrow();
        let (_, headers) = asked.iter().rev().find(|(asked, _)| asked == path)?;
        Some(headers.get(name)?.to_str().unwrap().to_owned())
    }

    /// Waits until a path was asked for so many times.
    pub(crate) async fn asked(&self, path: &str, times: usize) {
        let mut seen = self.asked.subscribe();
        let often = seen.wait_for(|asked| asked.iter().filter(|(asked, _)| asked == path).count() >= times);
        timeout(PATIENCE, often).await.unwrap_or_else(|_| panic!("{path} was not asked for {times} times")).unwrap();
    }
}

async fn answer(reply: Reply, request: Request) -> Response {
    if let Some(gate) = reply.gate {
        gate.acquire().await.unwrap().forget();
    }
    let etag = reply.headers.iter().find(|(name, _)| *name == "etag").map(|(_, value)| value.as_bytes());
    let same = etag.is_some() && request.headers().get(header::IF_NONE_MATCH).map(|value| value.as_bytes()) == etag;
    let mut response = Response::new(Body::from(if same { axum::body::Bytes::new() } else { reply.body }));
    *response.status_mut() = StatusCode::from_u16(if same { 304 } else { reply.status }).unwrap();
    for (name, value) in reply.headers {
        response.headers_mut().append(name, value.parse().unwrap());
    }
    response
}

/// A worker at its work until it is told to stop.
pub(crate) struct AtWork {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl AtWork {
    pub(crate) fn start(app: &App) -> Self {
        let (stop, stopped) = watch::channel(false);
        let app = app.clone();
        Self { stop, task: tokio::spawn(async move { app.work(stopped).await }) }
    }

    /// Lets what is under way come to its end.
    pub(crate) async fn end(self) {
        self.stop.send_replace(true);
        timeout(PATIENCE, self.task).await.expect("the work comes to its end").unwrap();
    }
}

/// One entry of [`rss`]: its id and address are made from `name`.
pub(crate) fn entry(name: &str, title: &str) -> String {
    format!(
        "<item><guid isPermaLink=\"false\">{name}</guid><link>https://site.example/{name}</link><title>{title}</title>\
         <description>Texte de {name}.</description><pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate></item>"
    )
}

/// A feed with these entries.
pub(crate) fn rss(entries: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Le site</title><link>https://site.example/</link>{}</channel></rss>",
        entries.concat()
    )
}

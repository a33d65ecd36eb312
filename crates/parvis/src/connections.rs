//! Taking the connections of browsers and scripts, each with an end.

use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
};
use tower::ServiceExt;

/// The most connections at once; who comes then waits until one ends. An open page holds one, for its news.
pub(crate) const CONNECTIONS_MAX: usize = 4_000;
/// How long the head of a request may take, and a connection be idle between two.
const HEAD_TIME_MAX: Duration = Duration::from_secs(30);
/// How long to wait after a connection could not be taken, as when the machine has no files left.
const TAKE_AGAIN_AFTER: Duration = Duration::from_millis(100);
/// Open files besides those of connections: the database's, the library's, and connections to sources and networks.
const OTHER_FILES_MAX: usize = 1_000;

/// What connections may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// How many there may be at once.
    connections: usize,
    /// How long the head of a request may take, and a connection be idle between two.
    head_time: Duration,
}

impl Limits {
    /// As many connections as there is room for: the system's limit of open files is raised as far as it lets us, and some are kept back.
    pub(crate) fn of_system() -> Self {
        use rustix::process::{Resource, getrlimit, setrlimit};
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        let _ = setrlimit(Resource::Nofile, limit);
        let files = getrlimit(Resource::Nofile).current.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX));
        let connections = files.saturating_sub(OTHER_FILES_MAX).max(files / 2).clamp(1, CONNECTIONS_MAX);
        Self { connections, head_time: HEAD_TIME_MAX }
    }
}

/// Answers connections until `stopped` says so, then ends those that are idle and waits for the others.
pub(crate) async fn serve(listener: TcpListener, pages: Router, limits: Limits, mut stopped: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let underway = GracefulShutdown::new();
    loop {
        let taken = tokio::select! {
            taken = take(&listener, &places) => taken,
            told = stopped.changed() => if told.is_err() || *stopped.borrow() { break } else { continue },
        };
        match taken {
            Ok((place, stream, remote)) => answer(stream, remote, pages.clone(), limits.head_time, &underway, place),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(TAKE_AGAIN_AFTER).await;
            }
        }
    }
    drop(listener);
    underway.shutdown().await;
}

/// Waits for a place, then for somebody to take it.
async fn take(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, remote) = listener.accept().await?;
    Ok((place, stream, remote))
}

fn answer(
    stream: TcpStream,
    remote: SocketAddr,
    pages: Router,
    head_time: Duration,
    underway: &GracefulShutdown,
    place: OwnedSemaphorePermit,
) {
    // Without it the last part of an answer waits for the browser to confirm the one before.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(remote));
        let pages = pages.clone();
        async move { Ok::<_, Infallible>(pages.oneshot(request).await.unwrap_or_else(|never| match never {})) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_time);
    let connection = underway.watch(builder.serve_connection(TokioIo::new(stream), service));
    tokio::spawn(async move {
        // A connection that breaks is the other side's affair.
        let _ = connection.await;
        drop(place);
    });
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    /// A program that says “here”, and its address.
    async fn program(limits: Limits) -> (SocketAddr, watch::Sender<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(serve(listener, Router::new().route("/", get(async || "here")), limits, stopped));
        (address, stop)
    }

    /// What is answered until the connection is closed.
    async fn said(address: SocketAddr, request: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    }

    #[tokio::test]
    async fn who_does_not_end_a_request_is_let_go() {
        let (address, _stop) = program(Limits { connections: 8, head_time: Duration::from_millis(100) }).await;
        for begun in ["", "GET / HTTP/1.1\r\nX: ", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
            // It ends, or the test never does.
            let answer = said(address, begun).await;
            assert_eq!(answer.contains("here"), begun.ends_with("\r\n\r\n"), "{begun}: {answer}");
        }
    }

    #[tokio::test]
    async fn connections_that_say_nothing_do_not_keep_others_out_for_good() {
        let (address, _stop) = program(Limits { connections: 2, head_time: Duration::from_millis(100) }).await;
        let mut idle = Vec::new();
        for _ in 0..20 {
            idle.push(TcpStream::connect(address).await.unwrap());
        }
        let answer = said(address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        assert!(answer.ends_with("here"), "{answer}");
    }

    #[tokio::test]
    async fn what_was_asked_is_answered_before_the_end() {
        let (address, stop) = program(Limits { connections: 2, head_time: HEAD_TIME_MAX }).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut byte = [0];
        stream.read_exact(&mut byte).await.unwrap();
        stop.send_replace(true);
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.unwrap();
        assert!(rest.ends_with("here"), "{rest}");
    }
}

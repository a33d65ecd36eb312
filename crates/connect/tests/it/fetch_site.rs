//! A loopback web site that answers as a test tells it, well or badly.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use url::Url;

/// What a client asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What the site does then.
pub(crate) enum Reply {
    /// Writes this and awaits the next request.
    Whole(Vec<u8>),
    /// Writes this and closes.
    Closing(Vec<u8>),
    /// Writes this, then nothing, until the client leaves.
    Silent(Vec<u8>),
    /// Writes this, then a byte now and then for ever.
    Dripping(Vec<u8>),
    /// Writes this, then as much as the client takes.
    Endless(Vec<u8>),
}

/// An answer with a length.
pub(crate) fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Reply {
    Reply::Whole(written(status, headers, body.as_ref()))
}

pub(crate) fn written(status: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len()).into_bytes();
    for header in headers {
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) struct Site {
    pub(crate) address: Url,
    seen: Arc<Mutex<Vec<Asked>>>,
    most_at_once: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Site {
    pub(crate) async fn start(reply: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let (seen, most_at_once) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicUsize::new(0)));
        let (reply, open) = (Arc::new(reply), Arc::new(AtomicUsize::new(0)));
        let (seen_by, most) = (Arc::clone(&seen), Arc::clone(&most_at_once));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (reply, seen, open, most) = (Arc::clone(&reply), Arc::clone(&seen_by), Arc::clone(&open), Arc::clone(&most));
                tokio::spawn(async move {
                    most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    converse(stream, &*reply, &seen).await;
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { address, seen, most_at_once, task }
    }

    pub(crate) fn at(&self, path: &str) -> Url {
        self.address.join(path).unwrap()
    }

    pub(crate) fn seen(&self) -> Vec<Asked> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.seen().into_iter().map(|asked| asked.path).collect()
    }

    pub(crate) fn most_at_once(&self) -> usize {
        self.most_at_once.load(Ordering::SeqCst)
    }
}

async fn converse(mut stream: TcpStream, reply: &(impl Fn(&Asked) -> Reply + Sync), seen: &Mutex<Vec<Asked>>) {
    let mut buffer = Vec::new();
    while let Some(asked) = read_request(&mut stream, &mut buffer).await {
        seen.lock().unwrap().push(asked.clone());
        let (bytes, rest) = match reply(&asked) {
            Reply::Whole(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
                continue;
            }
            Reply::Closing(bytes) => {
                stream.write_all(&bytes).await.unwrap_or_default();
                return;
            }
            Reply::Silent(bytes) => (bytes, None),
            Reply::Dripping(bytes) => (bytes, Some((1, Duration::from_millis(10)))),
            Reply::Endless(bytes) => (bytes, Some((64 << 10, Duration::ZERO))),
        };
        stream.write_all(&bytes).await.unwrap_or_default();
        match rest {
            None => {
                let mut left = [0; 16];
                while stream.read(&mut left).await.is_ok_and(|read| read > 0) {}
            }
            Some((size, every)) => {
                let mut drips = tokio::time::interval(every.max(Duration::from_millis(1)));
                while stream.write_all(&vec![b'a'; size]).await.is_ok() {
                    if !every.is_zero() {
                        drips.tick().await;
                    }
                }
            }
        }
        return;
    }
}

async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Asked> {
    let mut chunk = [0; 4096];
    loop {
        if let Some(asked) = take_request(buffer) {
            return Some(asked);
        }
        match stream.read(&mut chunk).await {
            Ok(read) if read > 0 => buffer.extend_from_slice(&chunk[..read]),
            _ => return None,
        }
    }
}

fn take_request(buffer: &mut Vec<u8>) -> Option<Asked> {
    let head_end = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&buffer[..head_end]).into_owned();
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let headers: Vec<(String, String)> =
        lines.filter_map(|line| line.split_once(": ")).map(|(key, value)| (key.to_ascii_lowercase(), value.to_owned())).collect();
    let length = headers.iter().find(|(key, _)| key == "content-length").map_or(0, |(_, value)| value.parse().unwrap());
    let body_start = head_end + 4;
    let body = buffer.get(body_start..body_start + length)?.to_vec();
    buffer.drain(..body_start + length);
    let path = line.split(' ').nth(1)?.to_owned();
    Some(Asked { line, path, headers, body })
}

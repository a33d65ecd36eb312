//! The built program while it is measured, and a visitor of its pages.

use crate::shell;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long the program may take to say where it listens, in milliseconds.
const ADDRESS_WAIT_MS_MAX: u64 = 60_000;
/// How long the program may take to end when asked to, in milliseconds, and how often it is looked whether it has.
const END_WAIT_MS_MAX: u64 = 10_000;
const END_LOOK_MS: u64 = 20;
/// How long a page may take, in seconds.
const PAGE_SECONDS_MAX: u64 = 60;
/// How many redirects a visitor follows.
const REDIRECTS_MAX: usize = 5;

/// A started program. Dropping it ends it.
pub(crate) struct Running {
    child: Child,
    lines: Receiver<String>,
    /// When it was started.
    pub(crate) began: Instant,
}

impl Running {
    /// Starts it.
    pub(crate) fn start(program: &Path, arguments: &[&str]) -> Result<Self> {
        let began = Instant::now();
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} could not be started", program.display()))?;
        let (sender, lines) = mpsc::channel();
        let streams: [Option<Box<dyn Read + Send>>; 2] =
            [child.stdout.take().map(|out| Box::new(out) as _), child.stderr.take().map(|out| Box::new(out) as _)];
        for stream in streams.into_iter().flatten() {
            let sender = sender.clone();
            thread::spawn(move || {
                // It is read to its end even when nobody listens any more: a full pipe would stop the program.
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { child, lines, began })
    }

    /// The first address of the loopback interface that it prints, with what follows it up to a space.
    pub(crate) fn address(&self) -> Result<String> {
        let deadline = Instant::now() + Duration::from_millis(ADDRESS_WAIT_MS_MAX);
        let mut said = Vec::new();
        while let Ok(line) = self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if let Some(at) = line.find("http://127.0.0.1:") {
                let address = line[at..].split_whitespace().next().unwrap_or_default();
                return Ok(address.to_owned());
            }
            said.push(line);
        }
        bail!("the program never said where it listens; it said: {}", said.join("\n"))
    }

    /// The memory that it holds now and the most that it ever held, in MB.
    pub(crate) fn memory_mb(&self) -> Result<(f64, f64)> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let field = |name: &str| -> Option<f64> {
            let line = status.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().nth(1)?.parse().ok()
        };
        let (Some(now), Some(most)) = (field("VmRSS:"), field("VmHWM:")) else {
            bail!("the system does not tell the program's memory");
        };
        Ok((now * 1024.0 / 1e6, most * 1024.0 / 1e6))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Asked first, so that it can remove what it made; each of these can only fail when it is gone already.
        let _ = shell::run(Command::new("kill").args(["-TERM", &self.child.id().to_string()]));
        for _ in 0..END_WAIT_MS_MAX / END_LOOK_MS {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            thread::sleep(Duration::from_millis(END_LOOK_MS));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody who looks at pages, and keeps the cookies they are given.
#[derive(Clone, Default)]
pub(crate) struct Visitor {
    cookies: Vec<(String, String)>,
}

/// What came back for one request.
pub(crate) struct Page {
    /// The status of HTTP.
    pub(crate) status: u16,
    /// Where it sends on to, if it does.
    location: Option<String>,
    /// From the request to the last byte.
    pub(crate) time: Duration,
}

impl Visitor {
    /// Opens an address `http://HOST:PORT/…` and follows where it sends.
    pub(crate) fn open(&mut self, address: &str) -> Result<Page> {
        let mut address = address.to_owned();
        for _ in 0..REDIRECTS_MAX {
            let page = self.get(&address)?;
            let Some(location) = &page.location else { return Ok(page) };
            address = match location.starts_with('/') {
                true => format!("http://{}{location}", split(&address)?.0),
                false => location.clone(),
            };
        }
        bail!("{address} sends on and on")
    }

    /// Looks at one page.
    pub(crate) fn get(&mut self, address: &str) -> Result<Page> {
        self.ask(address, "GET", "")
    }

    /// Sends a form whose values need no escaping but `@` and spaces.
    pub(crate) fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Result<Page> {
        let escaped = |value: &str| value.replace('@', "%40").replace(' ', "+");
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        self.ask(address, "POST", &pairs.join("&"))
    }

    /// One request on a connection of its own, as a browser makes it.
    fn ask(&mut self, address: &str, method: &str, form: &str) -> Result<Page> {
        let (host, path) = split(address)?;
        let began = Instant::now();
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(PAGE_SECONDS_MAX)))?;
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n\
             Connection: close\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            cookies.join("; "),
            form.len()
        )?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let time = began.elapsed();
        let head_end = bytes.windows(4).position(|four| four == b"\r\n\r\n").context("an answer without an end of its head")?;
        let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
        let mut page = Page { status: 0, location: None, time };
        page.status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("an answer without a status")?;
        for line in head.lines().skip(1) {
            match line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value)) {
                Some((name, value)) if name == "location" => page.location = Some(value.to_owned()),
                Some((name, value)) if name == "set-cookie" => self.keep(value),
                _ => {}
            }
        }
        Ok(page)
    }

    fn keep(&mut self, cookie: &str) {
        let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        self.cookies.retain(|(known, _)| known != name);
        self.cookies.push((name.to_owned(), value.to_owned()));
    }
}

/// The host with its port, and the path.
fn split(address: &str) -> Result<(&str, &str)> {
    let rest = address.strip_prefix("http://").with_context(|| format!("{address} is no address of ours"))?;
    Ok(rest.find('/').map_or((rest, "/"), |at| rest.split_at(at)))
}

#[cfg(test)]
mod tests {
    use super::Visitor;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;
    use std::thread;

    #[test]
    fn a_visitor_follows_and_keeps_cookies() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/first", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let mut heads = Vec::new();
            for answer in ["302 Found\r\nLocation: /second\r\nSet-Cookie: s=1; Path=/", "200 OK", "204 Done"] {
                let (mut stream, _) = listener.accept().unwrap();
                let lines: Vec<String> =
                    BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
                heads.push(lines);
                write!(stream, "HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n").unwrap();
            }
            heads
        });
        let mut visitor = Visitor::default();
        assert_eq!(visitor.open(&address).unwrap().status, 200);
        assert_eq!(visitor.post(&address, &[("a", "b@c d")]).unwrap().status, 204);
        let heads = server.join().unwrap();
        assert_eq!(heads[1][0], "GET /second HTTP/1.1");
        assert!(heads[2].contains(&"Content-Length: 9".to_owned()), "{heads:?}");
        assert!(heads[1].contains(&"Cookie: s=1".to_owned()), "{heads:?}");
    }
}

//! A network's interface that was recorded: what is called in which order, and what is answered. A call that the record does not hold is
//! answered 599 and fails the test; so does one that never came.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use connect::{
    channels::{Adapter, Application, Asking, Connection, Fault, File, Sending, adapter},
    fetch::Client,
    notify::Secret,
};
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    network::Network,
    post::{Medium, Variant},
};
use jiff::Timestamp;
use serde_json::Value;
use url::Url;

use crate::{
    fetch::loopback,
    fetch_site::{Asked, Reply, Site, written},
};

/// The moment of every test.
pub(crate) const NOW: &str = "2026-11-20T10:00:00Z";
/// The key of every sending.
pub(crate) const KEY: &str = "d41-0";

/// One call of the record and its answer.
#[derive(Clone)]
pub(crate) struct Expected {
    line: String,
    status: u16,
    headers: Vec<String>,
    /// `None` for a connection that is cut after the call arrived. `{SELF}` becomes the server's address without its last slash.
    body: Option<Vec<u8>>,
}

/// A call of this method and path; a path that ends with `*` goes on as it likes.
pub(crate) fn expect(method: &str, path: &str) -> Expected {
    Expected { line: format!("{method} {path}"), status: 200, headers: Vec::new(), body: Some(Vec::new()) }
}

impl Expected {
    /// Is answered this JSON.
    #[expect(clippy::needless_pass_by_value, reason = "a value made by json! reads better where it is made")]
    pub(crate) fn json(self, body: Value) -> Self {
        let headers = [self.headers, vec!["content-type: application/json".to_owned()]].concat();
        Self { body: Some(body.to_string().into_bytes()), headers, ..self }
    }

    /// Of another method and path.
    pub(crate) fn at(self, method: &str, path: &str) -> Self {
        Self { line: format!("{method} {path}"), ..self }
    }

    /// Is answered this text.
    pub(crate) fn text(self, body: &str) -> Self {
        Self { body: Some(body.as_bytes().to_vec()), ..self }
    }

    /// Is answered with this status.
    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Is answered with this header too.
    pub(crate) fn header(mut self, header: &str) -> Self {
        self.headers.push(header.to_owned());
        self
    }

    /// Is answered a page, as by something that stands before the interface.
    pub(crate) fn page(self) -> Self {
        self.header("content-type: text/html").text("<!doctype html><title>Just a moment</title>")
    }

    /// Is taken, and never answered.
    pub(crate) fn cut(self) -> Self {
        Self { body: None, ..self }
    }

    fn is(&self, asked: &Asked) -> bool {
        let line = asked.line.trim_end_matches(" HTTP/1.1");
        self.line.strip_suffix('*').map_or(self.line == line, |begins| line.starts_with(begins))
    }

    fn reply(&self, host: &str) -> Reply {
        let Some(body) = &self.body else { return Reply::Closing(Vec::new()) };
        let body = match std::str::from_utf8(body) {
            Ok(text) => text.replace("{SELF}", &format!("http://{host}")).into_bytes(),
            Err(_) => body.clone(),
        };
        let headers: Vec<String> =
            self.headers.iter().map(|header| header.replace("{SELF}", &format!("http://{host}"))).collect();
        let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
        Reply::Whole(written(&format!("{} X", self.status), &headers, &body))
    }
}

/// A server that speaks as the record says.
pub(crate) struct Server {
    site: Site,
    record: Arc<Vec<Expected>>,
    strange: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) async fn start(record: impl Into<Vec<Expected>>) -> Self {
        let record = Arc::new(record.into());
        let strange = Arc::new(Mutex::new(Vec::new()));
        let (told, noted, place) = (Arc::clone(&record), Arc::clone(&strange), Mutex::new(0));
        let site = Site::start(move |asked| {
            let mut place = place.lock().unwrap();
            match told.get(*place).filter(|expected| expected.is(asked)) {
                Some(expected) => {
                    *place += 1;
                    expected.reply(asked.header("host").unwrap())
                }
                None => {
                    noted.lock().unwrap().push(asked.line.clone());
                    Reply::Whole(written("599 X", &[], b"this call is not in the record"))
                }
            }
        })
        .await;
        Self { site, record, strange }
    }

    /// The calls, after it is clear that they are those of the record.
    pub(crate) fn calls(&self) -> Vec<Asked> {
        let wanted: Vec<&str> = self.record.iter().map(|expected| expected.line.as_str()).collect();
        let seen = self.site.seen();
        let came: Vec<&str> = seen.iter().map(|asked| asked.line.trim_end_matches(" HTTP/1.1")).collect();
        assert!(self.strange.lock().unwrap().is_empty() && wanted.len() == came.len(), "wanted {wanted:#?}\n came {came:#?}");
        seen
    }
}

/// The body of a call as JSON.
pub(crate) fn json_of(asked: &Asked) -> Value {
    serde_json::from_slice(&asked.body).unwrap_or_else(|error| panic!("{}: {error}: {}", asked.line, text_of(asked)))
}

/// The body of a call as the fields of a form.
pub(crate) fn form_of(asked: &Asked) -> BTreeMap<String, String> {
    url::form_urlencoded::parse(&asked.body).into_owned().collect()
}

/// The body of a call as text.
pub(crate) fn text_of(asked: &Asked) -> String {
    String::from_utf8_lossy(&asked.body).into_owned()
}

/// A field of a form with files.
pub(crate) fn part_of(asked: &Asked, name: &str) -> Option<String> {
    let text = text_of(asked);
    let (_, rest) = text.split_once(&format!("name=\"{name}\""))?;
    let (_, value) = rest.split_once("\r\n\r\n")?;
    value.split_once("\r\n--").map(|(value, _)| value.to_owned())
}

/// A channel of a network.
pub(crate) struct Kit {
    network: Network,
    client: Client,
    account: String,
    secrets: BTreeMap<String, Secret>,
    settings: BTreeMap<String, String>,
    application: Option<Application>,
}

impl Kit {
    pub(crate) fn new(network: Network, account: &str, secrets: &[(&str, &str)]) -> Self {
        let secret = |(name, value): &(&str, &str)| ((*name).to_owned(), Secret::new((*value).to_owned()));
        Self {
            network,
            client: Client::new(&loopback()).unwrap(),
            account: account.to_owned(),
            secrets: secrets.iter().map(secret).collect(),
            settings: BTreeMap::new(),
            application: None,
        }
    }

    pub(crate) fn setting(mut self, name: &str, value: &str) -> Self {
        self.settings.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn application(mut self, id: &str, secret: &str) -> Self {
        self.application = Some(Application { id: id.to_owned(), secret: Secret::new(secret.to_owned()) });
        self
    }

    pub(crate) fn adapter(&self) -> &'static dyn Adapter {
        adapter(self.network)
    }

    pub(crate) fn to(&self, server: &Server) -> Connection<'_> {
        self.to_address(server.site.address.clone())
    }

    pub(crate) fn to_address(&self, server: Url) -> Connection<'_> {
        Connection {
            client: &self.client,
            now: NOW.parse().unwrap(),
            server,
            account: &self.account,
            secrets: &self.secrets,
            settings: &self.settings,
            application: self.application.as_ref(),
        }
    }

    /// Publishes against a record, and gives what came of it with the calls.
    pub(crate) async fn publish(&self, record: impl Into<Vec<Expected>>, sending: &Sending<'_>) -> (Outcome, Vec<Asked>) {
        let server = Server::start(record).await;
        let outcome = self.adapter().publish(&self.to(&server), sending).await;
        (outcome, server.calls())
    }

    /// Publishes against a record by which it is taken.
    pub(crate) async fn published(&self, record: impl Into<Vec<Expected>>, sending: &Sending<'_>) -> (Remote, Vec<Asked>) {
        let (outcome, calls) = self.publish(record, sending).await;
        let Outcome::Accepted { remote } = outcome else { panic!("{outcome:?}") };
        (remote, calls)
    }

    /// Looks for a step against a record.
    pub(crate) async fn find(&self, record: impl Into<Vec<Expected>>, sought: &Sending<'_>) -> Sight {
        let server = Server::start(record).await;
        let sight = self.adapter().find(&self.to(&server), sought).await;
        server.calls();
        sight
    }

    /// Takes something away against a record.
    pub(crate) async fn delete(&self, record: impl Into<Vec<Expected>>, remote: &Remote) -> Result<(), Fault> {
        let server = Server::start(record).await;
        let done = self.adapter().delete(&self.to(&server), remote).await;
        server.calls();
        done
    }

    /// What the call that publishes is refused with, in kind: `answers` are the last call of the record.
    pub(crate) async fn refusals(
        &self,
        before: &[Expected],
        sending: &Sending<'_>,
        answers: impl IntoIterator<Item = (Expected, Class, Option<i64>)>,
    ) {
        for (answer, class, again_s) in answers {
            let (line, status) = (answer.line.clone(), answer.status);
            let (outcome, _) = self.publish([before, &[answer]].concat(), sending).await;
            let Outcome::Rejected { class: judged, said, again_at } = outcome else { panic!("{line} {status}: {outcome:?}") };
            assert_eq!(judged, class, "{line} {status}: {said}");
            let at = again_s.map(|seconds| NOW.parse::<Timestamp>().unwrap().as_microsecond() + seconds * 1_000_000);
            // A wait that was told in seconds begins when the answer came, a moment after the call.
            let near = again_at.zip(at).is_none_or(|(judged, at)| (0..5_000_000).contains(&(judged - at)));
            assert!(near && again_at.is_some() == at.is_some(), "{line} {status}: {again_at:?}, not {at:?}");
            assert!(!said.trim().is_empty() && !said.contains('<'), "{line} {status}: {said}");
        }
    }

    /// A call that publishes and whose answer is a page, a fault of the server or nothing may have been done.
    pub(crate) async fn lost(&self, before: &[Expected], sending: &Sending<'_>, call: &Expected) {
        for answer in [call.clone().page(), call.clone().status(500).text("oops"), call.clone().cut()] {
            let (outcome, _) = self.publish([before, &[answer]].concat(), sending).await;
            assert!(matches!(outcome, Outcome::Unknown { .. }), "{}: {outcome:?}", call.line);
        }
    }

    /// A call before the one that publishes, whose answer is lost: nothing was said.
    pub(crate) async fn unsaid(&self, before: &[Expected], sending: &Sending<'_>, call: &Expected) {
        for answer in [call.clone().page(), call.clone().status(500).text("oops"), call.clone().cut()] {
            let (outcome, _) = self.publish([before, &[answer]].concat(), sending).await;
            assert!(matches!(outcome, Outcome::Rejected { .. }), "{}: {outcome:?}", call.line);
        }
    }
}

/// What a person is sent away with.
pub(crate) const fn asking<'a>(redirect: &'a str, state: &'a str) -> Asking<'a> {
    Asking { redirect, state, verifier: "verifier" }
}

/// A text.
pub(crate) fn text(text: &str) -> Variant {
    Variant { text: text.to_owned(), ..Variant::default() }
}

/// A text with as many pictures as there are files.
pub(crate) fn shown(said: &str, files: &[File]) -> Variant {
    let medium = |file: &File| Medium {
        alt: file.alt.clone(),
        mime: file.mime.clone(),
        width: file.width,
        height: file.height,
        kind: if file.mime.starts_with("video/") { domain::post::MediumKind::Video } else { domain::post::MediumKind::Image },
        ..Medium::default()
    };
    Variant { media: files.iter().map(medium).collect(), ..text(said) }
}

/// A picture.
pub(crate) fn picture() -> File {
    File {
        name: "neige.jpg".to_owned(),
        mime: "image/jpeg".to_owned(),
        bytes: b"the bytes of a picture".to_vec(),
        alt: "Une veste sous la neige".to_owned(),
        width: 1_200,
        height: 800,
        address: Some("https://parvis.example/m/neige.jpg".parse().unwrap()),
    }
}

/// A film.
pub(crate) fn film() -> File {
    File {
        name: "neige.mp4".to_owned(),
        mime: "video/mp4".to_owned(),
        bytes: b"the bytes of a film".to_vec(),
        alt: "On marche dans la neige".to_owned(),
        width: 1_080,
        height: 1_920,
        address: Some("https://parvis.example/m/neige.mp4".parse().unwrap()),
    }
}

/// The first step of a delivery.
pub(crate) fn first<'a>(variant: &'a Variant, files: &'a [File]) -> Sending<'a> {
    let at = NOW.parse::<Timestamp>().unwrap().as_microsecond();
    Sending { variant, step: 0, files, key: KEY, root: None, parent: None, at, others: &[] }
}

/// A step that follows another.
pub(crate) fn after<'a>(variant: &'a Variant, step: usize, parent: &'a Remote) -> Sending<'a> {
    Sending { step, root: Some(parent), parent: Some(parent), ..first(variant, &[]) }
}

/// Where something is.
pub(crate) fn remote(id: &str) -> Remote {
    Remote { id: id.to_owned(), address: String::new() }
}

/// What was found.
pub(crate) fn found(sight: Sight) -> String {
    let Sight::Found { remote } = sight else { panic!("{sight:?}") };
    remote.id
}

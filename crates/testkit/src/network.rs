//! An honest network to prove deliveries against: it speaks the interfaces of Mastodon, of Bluesky and of `NodeBB`, remembers all that it
//! was told, and is as unreliable as it is asked to be.

mod bluesky;
mod files;
mod nodebb;
mod x;

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use axum::{
    Form, Json, Router,
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};

/// What the network does with a call that says something, beside or instead of doing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It does it and says so.
    Well,
    /// It does it, and the answer is lost.
    LosesAnswer,
    /// It does nothing, and no answer comes either.
    LosesCall,
    /// It does it, and answers with a page that says nothing.
    AnswersPage,
    /// It does nothing and answers 500.
    Fails,
    /// It does it and answers 500 all the same.
    FailsAfter,
    /// It does nothing and wants fewer calls, for so many seconds.
    Hurried(u32),
    /// It does not like the text.
    Dislikes,
    /// It does it, and takes so many milliseconds to say so.
    Slow(u32),
    /// No answer comes; it does it so many milliseconds later all the same.
    Later(u32),
}

/// What somebody said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// By which token.
    pub token: String,
    /// What.
    pub text: String,
    /// Under which key.
    pub key: String,
    /// In answer to what; empty for nothing.
    pub parent: String,
    /// How often it was edited.
    pub edits: u32,
}

/// Whether the network keeps its promise that one key makes one post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// It does.
    Kept,
    /// It makes another post each time.
    Ignored,
}

/// Says what the network does with its nth call that says something.
type Temper = Box<dyn FnMut(u64) -> Mood + Send>;

struct World {
    told: Vec<Told>,
    /// The ids of what was said, by token and key.
    by_key: HashMap<(String, String), String>,
    /// How much was ever said.
    made: usize,
    calls: u64,
    looks: u64,
    keys: Keys,
    temper: Temper,
    dead: Vec<String>,
    files: Vec<Vec<u8>>,
}

/// A network at work on a loopback address. It stops when it is dropped.
pub struct FakeNetwork {
    /// Where it is.
    pub address: SocketAddr,
    world: Arc<Mutex<World>>,
    server: JoinHandle<()>,
}

impl Drop for FakeNetwork {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl FakeNetwork {
    /// Starts one.
    pub async fn start(keys: Keys) -> Self {
        let world = World {
            told: Vec::new(),
            by_key: HashMap::new(),
            made: 0,
            calls: 0,
            looks: 0,
            keys,
            temper: Box::new(|_| Mood::Well),
            dead: Vec::new(),
            files: Vec::new(),
        };
        let world = Arc::new(Mutex::new(world));
        let router = Router::new()
            .route("/api/v1/accounts/verify_credentials", get(me))
            .route("/api/v2/instance", get(instance))
            .route("/api/v2/search", get(search))
            .route("/api/v1/apps", post(give_keys))
            .route("/oauth/token", post(grant))
            .route("/api/v1/accounts/{id}/statuses", get(statuses))
            .route("/api/v1/statuses", post(say))
            .route("/api/v1/statuses/{id}", get(one).delete(forget).put(change))
            .merge(files::routes())
            .merge(bluesky::routes())
            .merge(nodebb::routes())
            .merge(x::routes())
            .with_state(world.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, world, server }
    }

    /// Where it is, as a person fills it in.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Sets what it does with calls that say something, the first of which is number 0 from now on.
    pub fn behave(&self, temper: impl FnMut(u64) -> Mood + Send + 'static) {
        let mut world = lock(&self.world);
        world.calls = 0;
        world.temper = Box::new(temper);
    }

    /// Sets what it does with the next calls that say something, after which it does well.
    pub fn next(&self, moods: &[Mood]) {
        let moods = moods.to_vec();
        self.behave(move |n| usize::try_from(n).ok().and_then(|n| moods.get(n)).copied().unwrap_or(Mood::Well));
    }

    /// No longer knows a token.
    pub fn kill(&self, token: &str) {
        lock(&self.world).dead.push(token.to_owned());
    }

    /// All that was said there, in order.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        lock(&self.world).told.clone()
    }

    /// Somebody says something by hand, with the network's own application.
    pub fn say_by_hand(&self, token: &str, text: &str) {
        let saying =
            Saying { token: token.to_owned(), text: text.to_owned(), key: String::new(), parent: String::new(), chosen: false };
        keep(&mut lock(&self.world), saying);
    }

    /// Somebody changes what was said there by hand.
    pub fn edit_by_hand(&self, id: &str, text: &str) {
        for told in lock(&self.world).told.iter_mut().filter(|told| told.id == id) {
            text.clone_into(&mut told.text);
            told.edits += 1;
        }
    }

    /// Takes away all that was said.
    pub fn forget_all(&self) {
        lock(&self.world).told.clear();
    }

    /// How many calls said something, done or not, since it was last told how to behave.
    #[must_use]
    pub fn calls(&self) -> u64 {
        lock(&self.world).calls
    }

    /// How often an account was looked at.
    #[must_use]
    pub fn looks(&self) -> u64 {
        lock(&self.world).looks
    }
}

type Shared = State<Arc<Mutex<World>>>;

fn lock(world: &Arc<Mutex<World>>) -> MutexGuard<'_, World> {
    world.lock().unwrap()
}

/// The token of a call, when it is one that the network knows: any but those that were killed.
fn token(world: &World, headers: &HeaderMap) -> Result<String, Box<Response>> {
    let given =
        headers.get("authorization").and_then(|value| value.to_str().ok()).and_then(|value| value.strip_prefix("Bearer "));
    match given.filter(|token| !token.is_empty() && !world.dead.iter().any(|dead| dead == token)) {
        Some(token) => Ok(token.to_owned()),
        None => Err(Box::new(refuse(StatusCode::UNAUTHORIZED, "The access token is invalid"))),
    }
}

fn refuse(status: StatusCode, why: &str) -> Response {
    (status, Json(json!({ "error": why }))).into_response()
}

async fn me(State(world): Shared, headers: HeaderMap) -> Response {
    match token(&lock(&world), &headers) {
        Ok(token) => {
            Json(json!({ "id": token, "acct": token, "display_name": format!("Compte {token}"), "url": format!("http://fake.example/@{token}") }))
                .into_response()
        }
        Err(refused) => *refused,
    }
}

/// Keys for whoever asks.
async fn give_keys() -> Json<Value> {
    Json(json!({ "client_id": "parvis-app", "client_secret": "parvis-app-secret" }))
}

/// Grants the token that the code names, to who shows the verifier.
async fn grant(Form(asked): Form<HashMap<String, String>>) -> Response {
    let of = |name: &str| asked.get(name).map_or("", String::as_str);
    if of("client_secret") != "parvis-app-secret" || of("code_verifier").is_empty() || of("code").is_empty() {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_grant");
    }
    Json(json!({ "access_token": of("code"), "token_type": "Bearer" })).into_response()
}

async fn instance() -> Json<Value> {
    Json(json!({ "configuration": { "statuses": { "max_characters": 500, "max_media_attachments": 4 } } }))
}

/// Everybody who is looked for is called Léa and is at home here.
async fn search() -> Json<Value> {
    Json(json!({ "accounts": [{ "acct": "lea", "display_name": "Léa" }], "statuses": [], "hashtags": [] }))
}

fn shown(told: &Told) -> Value {
    let text = told.text.replace('&', "&amp;").replace('<', "&lt;");
    json!({
        "id": told.id, "url": format!("http://fake.example/@{}/{}", told.token, told.id), "uri": "", "content": format!("<p>{text}</p>"),
        "created_at": "2999-01-01T00:00:00Z", "in_reply_to_id": (!told.parent.is_empty()).then_some(&told.parent), "media_attachments": [],
        "edited_at": (told.edits > 0).then(|| format!("2999-01-01T00:00:{:02}Z", told.edits)), "replies_count": 1, "reblogs_count": 2, "favourites_count": 3,
    })
}

async fn statuses(State(world): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let mut world = lock(&world);
    if let Err(refused) = token(&world, &headers) {
        return *refused;
    }
    world.looks += 1;
    let of = world.told.iter().rev().filter(|told| told.token == id).take(40).map(shown).collect::<Vec<_>>();
    Json(Value::from(of)).into_response()
}

async fn one(State(world): Shared, Path(id): Path<String>) -> Response {
    let world = lock(&world);
    let found = world.told.iter().find(|told| told.id == id);
    found.map_or_else(|| refuse(StatusCode::NOT_FOUND, "Record not found"), |told| Json(shown(told)).into_response())
}

async fn forget(State(world): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let mut world = lock(&world);
    if let Err(refused) = token(&world, &headers) {
        return *refused;
    }
    let before = world.told.len();
    world.told.retain(|told| told.id != id);
    if world.told.len() == before { refuse(StatusCode::NOT_FOUND, "Record not found") } else { Json(json!({})).into_response() }
}

async fn change(State(world): Shared, Path(id): Path<String>, headers: HeaderMap, Json(body): Json<Value>) -> Response {
    let mut world = lock(&world);
    if let Err(refused) = token(&world, &headers) {
        return *refused;
    }
    let Some(told) = world.told.iter_mut().find(|told| told.id == id) else {
        return refuse(StatusCode::NOT_FOUND, "Record not found");
    };
    body["status"].as_str().unwrap_or_default().clone_into(&mut told.text);
    told.edits += 1;
    Json(shown(told)).into_response()
}

/// Something that is said, whichever interface says it.
struct Saying {
    token: String,
    text: String,
    key: String,
    parent: String,
    /// Whether the same key can only ever be one post, because it is the id of it.
    chosen: bool,
}

async fn say(State(world): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let token = match token(&lock(&world), &headers) {
        Ok(token) => token,
        Err(refused) => return *refused,
    };
    let said: Value = serde_json::from_slice(&body).unwrap_or_default();
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let saying = Saying { token, text: text("status"), key, parent: text("in_reply_to_id"), chosen: false };
    do_in_mood(&world, saying, shown).await
}

/// Does what is said in the mood of the moment, and answers what `answer` makes of it.
async fn do_in_mood(world: &Arc<Mutex<World>>, saying: Saying, answer: fn(&Told) -> Value) -> Response {
    let mood = {
        let mut world = lock(world);
        let call = world.calls;
        world.calls += 1;
        (world.temper)(call)
    };
    match mood {
        Mood::LosesCall => break_off(),
        Mood::Fails => return refuse(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong"),
        Mood::Dislikes => return refuse(StatusCode::UNPROCESSABLE_ENTITY, "Validation failed: Text contains a forbidden word"),
        Mood::Hurried(seconds) => {
            let told = [("retry-after", seconds.to_string())];
            return (StatusCode::TOO_MANY_REQUESTS, told, Json(json!({ "error": "Too many requests" }))).into_response();
        }
        Mood::Later(milliseconds) => {
            let world = world.clone();
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
                keep(&mut lock(&world), saying);
            });
            break_off()
        }
        Mood::Well | Mood::LosesAnswer | Mood::AnswersPage | Mood::FailsAfter | Mood::Slow(_) => {}
    }
    let told = keep(&mut lock(world), saying);
    match mood {
        // The connection breaks off before the answer's head: the server's task ends.
        Mood::LosesAnswer => break_off(),
        Mood::AnswersPage => return "<!doctype html><title>Maintenance</title><p>Soon back.".into_response(),
        Mood::FailsAfter => return refuse(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong"),
        Mood::Slow(milliseconds) => tokio::time::sleep(Duration::from_millis(milliseconds.into())).await,
        _ => {}
    }
    Json(answer(&told)).into_response()
}

/// Ends the task that serves the connection, which breaks off; without the words that a panic says.
fn break_off() -> ! {
    std::panic::resume_unwind(Box::new("the connection breaks off, as was asked"))
}

fn keep(world: &mut World, saying: Saying) -> Told {
    let by = (saying.token.clone(), saying.key.clone());
    let kept = saying.chosen || (world.keys == Keys::Kept && !saying.key.is_empty());
    let known = world.by_key.get(&by).filter(|_| kept);
    if let Some(told) = known.and_then(|id| world.told.iter().find(|told| told.id == *id)) {
        return told.clone();
    }
    // An id is never given twice, not even that of something that was taken away.
    let id = format!("{}", 1_000 + world.made);
    world.made += 1;
    let Saying { token, text, key, parent, .. } = saying;
    let told = Told { id: id.clone(), token, text, key, parent, edits: 0 };
    world.by_key.insert(by, id);
    world.told.push(told.clone());
    told
}

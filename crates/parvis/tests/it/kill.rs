//! `kill -9` at a random moment of ingest, many times over.
#![expect(clippy::print_stderr, reason = "the seed of a failure must be known")]

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use app::listen::visit::VISIT_JOB;
use axum::{Router, extract::Request, http::header};
use domain::Clock;
use store::{Id, Store, source::Source, stream::StreamFilter, topic::Topic, workspace::Workspace};
use tokio::net::TcpListener;

use crate::installation::{self, Running};

/// How often the program is killed.
const ROUNDS: u64 = 50;
/// Feeds, each on a host of its own so that they are visited at once.
const FEEDS: u64 = 6;
/// What each feed publishes in a round.
const ENTRIES_A_ROUND: u64 = 4;
/// The longest life of a process after its first request, milliseconds.
const LIFE_MS_MAX: u64 = 300;
/// How long the program may take until it asks for a feed, and in the end for all of them.
const PATIENCE: Duration = Duration::from_secs(60);

/// A world of feeds that goes on publishing.
struct World {
    port: u16,
    published: Arc<AtomicU64>,
    requests: Arc<AtomicU64>,
}

impl World {
    async fn start() -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (published, requests) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (entries, asked) = (published.clone(), requests.clone());
        let router = Router::new().fallback(move |request: Request| {
            let is_feed = request.uri().path() == "/feed";
            let host = request.headers()[header::HOST].to_str().unwrap().to_owned();
            if is_feed {
                asked.fetch_add(1, Ordering::SeqCst);
            }
            let body = if is_feed { feed(&host, entries.load(Ordering::SeqCst)) } else { String::new() };
            async move { ([(header::CONTENT_TYPE, "application/rss+xml")], body) }
        });
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { port, published, requests }
    }

    fn addresses(&self) -> Vec<String> {
        (1..=FEEDS).map(|host| format!("http://127.0.0.{host}:{}/feed", self.port)).collect()
    }
}

/// Everything that a host published so far. Each entry is a mention; some entries are the same on all hosts.
fn feed(host: &str, entries: u64) -> String {
    let items = (0..entries).map(|n| {
        let place = if n % 4 == 0 { "shared.example" } else { host };
        format!(
            "<item><guid>{host} {n}</guid><link>http://{place}/{n}</link><title>Solenne {n} {place}</title>\
             <description>Texte de {n}.</description></item>"
        )
    });
    format!("<rss version=\"2.0\"><channel><title>{host}</title>{}</channel></rss>", items.collect::<String>())
}

/// Xorshift64 (Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

async fn add_topic(store: &Store, workspace: Id<Workspace>, now: i64) {
    let topic = Topic {
        id: Id::new(0),
        workspace_id: workspace,
        name: "Solenne".to_owned(),
        kind: "own_brand".to_owned(),
        query: "solenne".to_owned(),
        form: None,
        version: 1,
        created_at: now,
        changed_at: now,
        archived_at: None,
    };
    let tx = store.begin().await.unwrap();
    tx.add_topic(&topic, None).await.unwrap();
    tx.commit().await.unwrap();
}

/// Makes every visit due, as if its time had come, and frees what the dead process held.
async fn make_due(data: &std::path::Path, workspace: Id<Workspace>, sources: &[Id<Source>], now: i64) {
    let store = installation::open(data).await;
    for source in sources {
        let job = store.reader(workspace).open_job(VISIT_JOB, &source.to_string()).await.unwrap();
        let tx = store.begin().await.unwrap();
        tx.reschedule(job.expect("every source has its next visit").id, now).await.unwrap();
        tx.commit().await.unwrap();
    }
    store.close().await.unwrap();
}

fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        thread::park_timeout(Duration::from_millis(2));
    }
}

/// What is kept: each address with how often.
async fn kept(store: &Store, workspace: Id<Workspace>) -> BTreeMap<String, u64> {
    let rows = store.reader(workspace).stream(&StreamFilter::default(), None, 100_000).await.unwrap();
    let mut kept = BTreeMap::new();
    for row in rows {
        *kept.entry(row.address.unwrap()).or_default() += 1;
    }
    kept
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_random_moments_it_loses_nothing_and_keeps_nothing_twice() {
    let seed = u64::from_le_bytes(app::vault::random::<8>().unwrap()) | 1;
    eprintln!("seed {seed}");
    let mut chance = Chance(seed);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let now = Clock::machine().now().as_microsecond();
    let world = World::start().await;
    let (store, workspace) = installation::make(&data, now).await;
    add_topic(&store, workspace, now).await;
    let mut sources = Vec::new();
    for address in world.addresses() {
        sources.push(installation::add_source(&store, workspace, &address, now).await);
    }
    store.close().await.unwrap();
    for _ in 0..ROUNDS {
        world.published.fetch_add(ENTRIES_A_ROUND, Ordering::SeqCst);
        make_due(&data, workspace, &sources, now).await;
        let before = world.requests.load(Ordering::SeqCst);
        let running = Running::start(&data, "worker");
        wait_for("the program asks for a feed", || world.requests.load(Ordering::SeqCst) > before);
        thread::park_timeout(Duration::from_millis(chance.below(LIFE_MS_MAX)));
        running.kill();
    }
    finish(&world, &data, workspace, &sources, now).await;
}

/// A quiet run to the end, then the count.
async fn finish(world: &World, data: &std::path::Path, workspace: Id<Workspace>, sources: &[Id<Source>], now: i64) {
    make_due(data, workspace, sources, now).await;
    let running = Running::start(data, "worker");
    let store = installation::open(data).await;
    let began = Instant::now();
    loop {
        let mut waiting = 0;
        for source in sources {
            let job = store.reader(workspace).open_job(VISIT_JOB, &source.to_string()).await.unwrap().unwrap();
            waiting += usize::from(job.due_at <= now);
        }
        if waiting == 0 {
            break;
        }
        assert!(began.elapsed() < PATIENCE, "{waiting} feeds are still to be visited: {}", installation::log_text(data));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    running.kill();
    let published = world.published.load(Ordering::SeqCst);
    let mut expected = BTreeMap::new();
    for n in 0..published {
        for host in 1..=FEEDS {
            let place = if n % 4 == 0 { "shared.example".to_owned() } else { format!("127.0.0.{host}:{}", world.port) };
            expected.insert(format!("http://{place}/{n}"), 1);
        }
    }
    let kept = kept(&store, workspace).await;
    assert_eq!(kept.len(), expected.len());
    assert_eq!(kept, expected);
    for source in sources {
        let brought = store.reader(workspace).source(*source).await.unwrap().unwrap().documents;
        assert_eq!(u64::try_from(brought).unwrap(), published, "each feed brought all, also what another brought before");
    }
    store.close().await.unwrap();
    let (equal, said) = installation::command(data, &["rollups", "--check"]);
    assert!(equal, "{said}");
}

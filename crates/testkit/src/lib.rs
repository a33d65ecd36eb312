//! A whole Parvis in a test: a real database, the real router, a clock that stands still, builders for what must be there first.
//!
//! A kit for tests only: it panics where a test should stop.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a test that cannot be set up must stop and say why"
)]

mod browser;
mod build;
mod mail;
mod network;
mod picture;

use std::future::Future;

use app::{Actor, App, Config, Means, Vault, publish::library::Library};
use connect::{
    fetch::{Client, FetchPolicy},
    shelf::Shelf,
};
use domain::{Clock, Hat};
use jiff::{SignedDuration, Timestamp};
use sea_orm::ConnectionTrait;
use store::{Engine, Id, Store, access::User, workspace::Workspace};
use tempfile::TempDir;

pub use browser::{Answer, Browser};
pub use build::said;
pub use mail::{MailSink, Post};
pub use network::{FakeNetwork, Keys, Mood, Told};
pub use picture::{PLACE, film, photograph, png_bomb};

/// Where a test's clock stands at first: a Saturday morning.
pub const NOW: &str = "2026-11-21T09:00:00Z";

/// The largest file of a test's library, bytes.
pub const LIBRARY_BYTES_MAX: u64 = 50_000_000;

/// A whole Parvis with one workspace and its owner.
pub struct TestApp {
    /// The verbs.
    pub app: App,
    /// The database, for what a test must arrange or see behind the verbs' back.
    pub store: Store,
    /// The hand of the clock.
    pub clock: Clock,
    /// Which database this is.
    pub engine: Engine,
    /// The workspace.
    pub workspace: Id<Workspace>,
    /// Its owner.
    pub owner: Id<User>,
    /// What the library is kept on.
    pub library: Library,
    router: axum::Router,
    /// The folder with the SQLite file; kept until the test ends.
    folder: TempDir,
}

impl TestApp {
    /// On SQLite.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("parvis.db").display());
        Self::on(&address, folder).await
    }

    /// On PostgreSQL, in a schema of its own; none when `PARVIS_TEST_POSTGRES` names no server.
    pub async fn on_postgres() -> Option<Self> {
        #[expect(clippy::disallowed_methods, reason = "the address of the test server comes from the test runner")]
        let server = std::env::var("PARVIS_TEST_POSTGRES").ok()?;
        let schema =
            format!("t{}", app::vault::new_token().unwrap().to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), ""));
        let admin = sea_orm::Database::connect(&server).await.expect("the test server answers");
        admin.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.unwrap();
        admin.close().await.unwrap();
        let joint = if server.contains('?') { '&' } else { '?' };
        let address = format!("{server}{joint}options[search_path]={schema}");
        Some(Self::on(&address, tempfile::tempdir().unwrap()).await)
    }

    /// Runs a test on SQLite and, where there is a server, on PostgreSQL.
    pub async fn each<F: Future<Output = ()>>(test: impl Fn(Self) -> F) {
        test(Self::new().await).await;
        match Self::on_postgres().await {
            Some(kit) => test(kit).await,
            None => eprintln!("skipped on PostgreSQL: PARVIS_TEST_POSTGRES is not set"),
        }
    }

    async fn on(address: &str, folder: TempDir) -> Self {
        let store = Store::open(address).await.expect("the test database opens");
        let clock = Clock::standing_at(NOW.parse().unwrap());
        let shelf = Shelf::folder(&folder.path().join("media")).expect("a folder for the library");
        let library = Library::new(shelf, LIBRARY_BYTES_MAX);
        let app = Self::app_on(&store, &clock, &library);
        let options = web::Options { secure_cookies: false, behind_proxy: false };
        let router = web::router(web::Web::new(app.clone(), options).expect("the templates are sound"));
        let engine = store.engine();
        let (workspace, owner) = build::workspace(&store, "Solenne", "lea@solenne.example", &clock).await;
        Self { app, store, clock, engine, workspace, owner, library, router, folder }
    }

    /// The verbs over a database, as a process that starts has them.
    fn app_on(store: &Store, clock: &Clock, library: &Library) -> App {
        let policy = FetchPolicy {
            allowed_ranges: vec!["127.0.0.0/8".parse().unwrap()],
            host_interval: std::time::Duration::ZERO,
            user_agent_contact: "tests@parvis.example".to_owned(),
            ..FetchPolicy::default()
        };
        let client = Client::new(&policy).unwrap();
        let config = Config {
            public_address: "http://parvis.example".to_owned(),
            rhythm: domain::rhythm::Bounds::default(),
            library: library.clone(),
        };
        App::new(store.clone(), clock.clone(), client, Vault::new(&build::KEY), config)
    }

    /// The same installation as another process has it: the same database and time, and nothing in memory.
    #[must_use]
    pub fn another_process(&self) -> App {
        Self::app_on(&self.store, &self.clock, &self.library)
    }

    /// Runs a statement on the file of SQLite from a connection of its own, as a damage does that no part of Parvis would do.
    pub async fn behind_its_back(&self, sql: &str) {
        let file = self.folder.path().join("parvis.db");
        let connection = sea_orm::Database::connect(format!("sqlite:{}", file.display())).await.unwrap();
        connection.execute_unprepared(sql).await.unwrap();
        connection.close().await.unwrap();
    }

    /// The present moment, UTC microseconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.clock.now().as_microsecond()
    }

    /// Moves the clock on.
    pub fn wait(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    /// Sets the clock to a moment after the present one, such as `2026-11-21T22:10:00Z`.
    pub fn wait_until(&self, moment: &str) {
        let moment: Timestamp = moment.parse().unwrap();
        self.clock.advance(moment.duration_since(self.clock.now()));
    }

    /// The owner as an actor.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.actor_with(self.owner, &[Hat::Owner])
    }

    /// A user as an actor in the workspace, wearing these hats whatever the database says.
    #[must_use]
    pub fn actor_with(&self, user: Id<User>, hats: &[Hat]) -> Actor {
        Actor { user: Some(user), name: "Léa".to_owned(), workspace: self.workspace, hats: hats.to_vec(), means: Means::Page }
    }

    /// A reader of the workspace.
    #[must_use]
    pub fn reader(&self) -> store::Reader {
        self.store.reader(self.workspace)
    }

    /// A browser in which the owner is signed in.
    pub async fn browser(&self) -> Browser {
        self.browser_of(self.owner).await
    }

    /// A browser in which a user is signed in.
    pub async fn browser_of(&self, user: Id<User>) -> Browser {
        Browser::new(self.router.clone(), Some(build::session(&self.store, user, &self.clock).await))
    }

    /// A browser in which nobody is signed in.
    #[must_use]
    pub fn stranger(&self) -> Browser {
        Browser::new(self.router.clone(), None)
    }

    /// Another workspace with an owner of its own.
    pub async fn another_workspace(&self, name: &str) -> (Id<Workspace>, Id<User>) {
        build::workspace(&self.store, name, &format!("{}@elsewhere.example", name.to_lowercase()), &self.clock).await
    }

    /// Another member of the workspace.
    pub async fn member(&self, email: &str, hats: &[Hat]) -> Id<User> {
        build::member(&self.store, self.workspace, email, hats, &self.clock).await
    }

    /// A secret of an API token of the owner, with these scopes (`read`, `read,write`).
    pub async fn token(&self, scopes: &str) -> String {
        build::token(&self.store, self.workspace, self.owner, scopes, &self.clock).await
    }

    /// A source of the workspace that is read from `address`.
    pub async fn source(&self, address: &str) -> store::source::Source {
        build::source(&self.store, self.workspace, address, &self.clock).await
    }

    /// A topic of the workspace.
    pub async fn topic(&self, name: &str, query: &str) -> store::topic::Topic {
        build::topic(&self.store, &self.actor(), name, query, &self.clock).await
    }

    /// A channel of a network whose access is granted at the network itself, as if it had been, on a server of the test's own. The token is
    /// the account.
    pub async fn granted_channel(&self, network: &str, server: &str, account: &str) -> Id<store::channel::Channel> {
        build::channel(self, network, server, account).await
    }

    /// Does everything that is due; says how many jobs.
    pub async fn run_due_jobs(&self) -> usize {
        self.app.run_due_jobs().await.expect("the jobs can be looked for")
    }
}

//! Putting the parts together: folder, key, database, client, verbs, pages.

use std::{fs, io::Write, path::Path, time::Duration};

use anyhow::{Context, bail};
use app::{
    App, Config, Vault,
    live::NewsRead,
    publish::library::{ASSET_BYTES_MAX, Library},
    vault,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use connect::{
    fetch::{Client, FetchPolicy},
    shelf::Shelf,
};
use domain::{Clock, rhythm::Bounds};
use store::Store;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use crate::{
    config::{self, Settings},
    connections::{self, Limits},
    line::{Place, Role},
};

/// How often a process looks at the log of acts for what others did.
const NEWS_EVERY: Duration = Duration::from_millis(500);
/// How often it is looked whether every workspace is watched.
const SIGNALS_ASKED_EVERY: Duration = Duration::from_secs(60);
/// How often old visits and ended work are dropped.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);
/// How long open pages may keep a process from ending.
const FAREWELL: Duration = Duration::from_secs(3);

/// The log goes to standard error; `PARVIS_LOG` says how much.
pub(crate) fn log_to_standard_error() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("PARVIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,parvis=info,app=info,web=info,html5ever=error,sqlx=error"));
    // A second call, as a test may make, changes nothing.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).try_init();
}

/// Makes the data folder, readable by its owner only.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn make_folder(data: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(data).with_context(|| format!("the data folder {} cannot be made", data.display()))?;
    only_owner(data, 0o700)
}

#[cfg(unix)]
fn only_owner(path: &Path, mode: u32) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .with_context(|| format!("the permissions of {} cannot be set", path.display()))
}

#[cfg(not(unix))]
fn only_owner(_: &Path, _: u32) -> anyhow::Result<()> {
    Ok(())
}

/// Opens the database of a data folder.
///
/// # Errors
/// When it cannot be reached, is held by another program or was made by a newer Parvis.
pub(crate) async fn open_store(place: &Place, settings: &Settings) -> anyhow::Result<Store> {
    Store::open(&database_address(place, settings)).await.context("the database cannot be opened")
}

/// Where the database of a data folder is.
pub(crate) fn database_address(place: &Place, settings: &Settings) -> String {
    let address = place.database.clone().or_else(|| settings.database.clone());
    address.unwrap_or_else(|| format!("sqlite:{}", place.data.join("parvis.db").display()))
}

/// The key that seals secrets: from the settings, or from the file that the first start makes.
///
/// # Errors
/// When the key is not 32 bytes in base64, or the file can be neither read nor made.
pub(crate) fn open_vault(data: &Path, settings: &Settings) -> anyhow::Result<Vault> {
    let file = data.join("key");
    let text = match &settings.key {
        Some(key) => key.clone(),
        None if file.exists() => {
            fs::read_to_string(&file).with_context(|| format!("the key {} cannot be read", file.display()))?
        }
        None => make_key(&file)?,
    };
    let bytes = STANDARD.decode(text.trim()).context("the key that seals secrets is not base64")?;
    let Ok(key) = <[u8; vault::KEY_BYTES]>::try_from(bytes) else {
        bail!("the key that seals secrets must be {} bytes long", vault::KEY_BYTES)
    };
    Ok(Vault::new(&key))
}

fn make_key(file: &Path) -> anyhow::Result<String> {
    let text = STANDARD.encode(vault::random::<{ vault::KEY_BYTES }>()?);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut opened = options.open(file).with_context(|| format!("the key {} cannot be made", file.display()))?;
    opened.write_all(text.as_bytes()).with_context(|| format!("the key {} cannot be written", file.display()))?;
    Ok(text)
}

/// The library of pictures and films: a folder beside the database, or a bucket.
///
/// # Errors
/// When the folder cannot be made or the settings of the bucket cannot be used.
fn open_library(data: &Path, settings: &Settings) -> anyhow::Result<Library> {
    let shelf = match &settings.bucket {
        Some(bucket) => Shelf::bucket(bucket).context("the bucket of the library cannot be used")?,
        None => {
            let folder = settings.library_folder.clone().unwrap_or_else(|| data.join("media"));
            Shelf::folder(&folder).with_context(|| format!("the folder {} of the library cannot be used", folder.display()))?
        }
    };
    Ok(Library::new(shelf, settings.library_bytes_max.unwrap_or(ASSET_BYTES_MAX)))
}

/// What the demo and the benches change of an ordinary installation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Haste {
    /// The shortest and longest time between two visits of a source.
    pub rhythm: Option<Bounds>,
    /// Visits a host without pause.
    pub no_pause: bool,
}

/// Everything that verbs need.
///
/// # Errors
/// When a part cannot be made; the sentence says which.
pub(crate) async fn open_app(place: &Place, settings: &Settings, public_address: String, haste: Haste) -> anyhow::Result<App> {
    make_folder(&place.data)?;
    let store = open_store(place, settings).await?;
    app_over(store, place, settings, public_address, haste)
}

/// The same over a database that is open already.
///
/// # Errors
/// When a part cannot be made; the sentence says which.
pub(crate) fn app_over(
    store: Store,
    place: &Place,
    settings: &Settings,
    public_address: String,
    haste: Haste,
) -> anyhow::Result<App> {
    let vault = open_vault(&place.data, settings)?;
    let mut policy = FetchPolicy {
        user_agent_contact: settings.contact.clone(),
        allowed_ranges: settings.allowed_ranges.clone(),
        ..FetchPolicy::default()
    };
    if haste.no_pause {
        policy.host_interval = Duration::ZERO;
    }
    let client = Client::new(&policy).context("the web client cannot be made")?;
    let rhythm = haste.rhythm.unwrap_or_default();
    let library = open_library(&place.data, settings)?;
    Ok(App::new(store, Clock::machine(), client, vault, Config { public_address, rhythm, library }))
}

/// The verbs for a command that does one thing and ends.
///
/// # Errors
/// As [`open_app`].
pub(crate) async fn open_app_for_command(place: &Place) -> anyhow::Result<App> {
    let settings = config::read(&place.data)?;
    let address = settings.public_address.clone().unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    open_app(place, &settings, address, Haste::default()).await
}

/// A process at work.
pub(crate) struct Running {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Starts what the role asks for: pages on `listener`, work, news.
    ///
    /// # Errors
    /// When a template that the program carries has a fault.
    pub(crate) fn start(app: &App, role: Role, listener: TcpListener, behind_proxy: bool) -> anyhow::Result<Self> {
        let (stop, stopped) = watch::channel(false);
        let mut tasks = Vec::new();
        if role != Role::Worker {
            let secure_cookies = app.config().public_address.starts_with("https://");
            let web =
                web::Web::new(app.clone(), web::Options { secure_cookies, behind_proxy }).context("the pages cannot be made")?;
            tasks.push(tokio::spawn(connections::serve(listener, web::router(web), Limits::of_system(), stopped.clone())));
            tasks.push(tokio::spawn(tell_news(app.clone(), stopped.clone())));
        }
        if role != Role::Web {
            let app = app.clone();
            let stopped = stopped.clone();
            tasks.push(tokio::spawn(sweep(app.clone(), stopped.clone())));
            tasks.push(tokio::spawn(ask_for_signals(app.clone(), stopped.clone())));
            tasks.push(tokio::spawn(async move { app.work(stopped).await }));
        }
        Ok(Self { stop, tasks })
    }

    /// Ends everything: what is under way is finished first, open pages are let go.
    pub(crate) async fn end(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            let _ = tokio::time::timeout(FAREWELL, task).await;
        }
    }
}

async fn sweep(app: App, mut stopped: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
        if let Err(error) = app.sweep().await {
            tracing::warn!(%error, "old visits and ended work could not be dropped");
        }
    }
}

/// Sees to it that every workspace is watched, a new one too.
async fn ask_for_signals(app: App, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = app.ask_for_signals().await {
            tracing::warn!(%error, "signals could not be asked for");
        }
        tokio::select! {
            () = tokio::time::sleep(SIGNALS_ASKED_EVERY) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
    }
}

async fn tell_news(app: App, mut stopped: watch::Receiver<bool>) {
    let mut read = NewsRead::after(app.last_event().await.unwrap_or_default());
    loop {
        tokio::select! {
            () = tokio::time::sleep(NEWS_EVERY) => {}
            _ = stopped.wait_for(|stop| *stop) => return,
        }
        if let Err(error) = app.tell_news(&mut read).await {
            tracing::warn!(%error, "the log of acts could not be read");
        }
    }
}

/// Waits for Ctrl-C or, where there is one, the signal by which a system ends a service.
pub(crate) async fn wait_for_the_end() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminated) = signal(SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
    }
    #[cfg(not(unix))]
    {
        let _ = interrupted.await;
    }
}

/// Says something on standard output: a result, or an address to open.
///
/// # Errors
/// When nobody reads it.
pub(crate) fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

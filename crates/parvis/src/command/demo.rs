//! `parvis demo`: the workspace of an invented brand, and a little world that goes on talking while one looks.

use std::{net::Ipv4Addr, process::Stdio, time::Duration};

use anyhow::Context;
use domain::{Clock, Language, rhythm::Bounds};
use jiff::SignedDuration;
use tokio::{net::TcpListener, process::Command};

use crate::{
    boot::{self, Haste, Running},
    config::{self, Settings},
    demo::{
        brand::TEAM,
        layout, plan,
        world::{Naming, World},
    },
    line::{Demo, Place, Role},
};

/// The sources of the demo are visited this often, so that the page moves while one looks.
const RHYTHM: Bounds = Bounds { min: SignedDuration::from_secs(6), max: SignedDuration::from_secs(20) };
/// How long the browser may take to be started.
const BROWSER_START: Duration = Duration::from_secs(5);

/// Runs the demo until it is told to end. The data is gone afterwards.
///
/// # Errors
/// When a part cannot be made, or the port cannot be listened on.
pub(crate) async fn run(demo: Demo) -> anyhow::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, demo.port))
        .await
        .with_context(|| format!("port {} cannot be listened on; give another with --port", demo.port))?;
    let here = format!("http://{}", listener.local_addr()?);
    let folder = tempfile::tempdir().context("a throw-away folder cannot be made")?;
    let place = Place { data: folder.path().to_owned(), database: demo.database.clone() };
    let settings = Settings {
        allowed_ranges: vec!["127.0.0.0/8".parse()?],
        contact: "demo@parvis.example".to_owned(),
        ..Settings::default()
    };
    let store = boot::open_store(&place, &settings).await?;
    let app = boot::app_over(store.clone(), &place, &settings, here.clone(), Haste { rhythm: Some(RHYTHM), no_pause: true })?;
    let clock = Clock::machine();
    let started = clock.now();
    let language = demo.language.as_deref().and_then(Language::from_code).unwrap_or_else(of_the_system);
    let world = World::start(demo.seed, started, demo.days, clock, Naming::Names, language)
        .await
        .context("the demo's sites cannot be served")?;
    let laid = layout::lay_out(&app, &store, world.world(), language).await?;
    let running = Running::start(&app, Role::All, listener, false)?;
    boot::say(&format!("The demo of Parvis is at {here}{}", laid.entry))?;
    boot::say(&format!("To sign in again: {} with the password {}", TEAM[0].mail, layout::PASSWORD))?;
    boot::say("Everything in it is invented and gone when you press Ctrl-C.")?;
    if !demo.no_open {
        open_browser(&format!("{here}{}", laid.entry)).await;
    }
    plan::lay_out(&app, &laid.actor, world.world(), language, started).await?;
    layout::tell_the_past(&app, &store, world.world(), &laid, demo.seed, started, demo.days).await?;
    boot::say("All that was said before is in.")?;
    boot::wait_for_the_end().await;
    running.end().await;
    world.stop();
    Ok(())
}

/// English where the system speaks it, French otherwise: the brand is French.
fn of_the_system() -> Language {
    if config::system_language().is_some_and(|said| said.starts_with("en")) { Language::English } else { Language::French }
}

/// Asks the desktop to open an address; on a machine without one nothing happens, and the address was printed.
async fn open_browser(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Ok(mut child) = started {
        let _ = tokio::time::timeout(BROWSER_START, child.wait()).await;
    }
}

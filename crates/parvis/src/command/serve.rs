//! `parvis serve`, `init`, `migrate`.

use anyhow::Context;
use tokio::net::TcpListener;

use crate::{
    boot::{self, Haste, Running},
    config,
    line::{Place, Serve},
};

/// Serves the pages and does the work until it is told to end.
///
/// # Errors
/// When a part cannot be made, or the address cannot be listened on.
pub(crate) async fn run(serve: Serve) -> anyhow::Result<()> {
    let settings = config::read(&serve.place.data)?;
    let listener = TcpListener::bind(serve.listen).await.with_context(|| format!("{} cannot be listened on", serve.listen))?;
    let here = format!("http://{}", listener.local_addr()?);
    let public_address = settings.public_address.clone().unwrap_or_else(|| here.clone());
    let app = boot::open_app(&serve.place, &settings, public_address.trim_end_matches('/').to_owned(), Haste::default()).await?;
    let running = Running::start(&app, serve.role, listener, settings.behind_proxy)?;
    boot::say(&format!("Parvis is at {here}"))?;
    say_first_link(&app, &here).await?;
    if settings.contact.is_empty() {
        tracing::warn!(
            "no contact is set: give one in parvis.toml (contact = \"you@brand.example\"), so that owners of sites can reach you"
        );
    }
    boot::wait_for_the_end().await;
    running.end().await;
    Ok(())
}

async fn say_first_link(app: &app::App, here: &str) -> anyhow::Result<()> {
    if let Some(path) = app.first_start().await? {
        boot::say(&format!("First start: open {here}{} to make the owner. The link works once, for a day.", path.reveal()))?;
    }
    Ok(())
}

/// Makes the folder and the tables. The link that makes the owner is printed by the program that serves it.
///
/// # Errors
/// When a part cannot be made.
pub(crate) async fn init(place: &Place) -> anyhow::Result<()> {
    let app = boot::open_app_for_command(place).await?;
    let data = place.data.display();
    boot::say(&format!("The data folder is {data}."))?;
    if app.has_no_user().await? {
        boot::say(&format!("Start `parvis serve --data {data}`: it prints the link that makes the owner."))?;
    }
    Ok(())
}

/// Brings the tables up to date.
///
/// # Errors
/// When the database cannot be opened.
pub(crate) async fn migrate(place: &Place) -> anyhow::Result<()> {
    boot::make_folder(&place.data)?;
    boot::open_store(place, &config::read(&place.data)?).await?;
    Ok(boot::say("The tables are up to date.")?)
}

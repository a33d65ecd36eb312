//! `parvis reindex`.

use std::io::{IsTerminal, Write};

use app::{Actor, listen::reindex::Reindexed};

use crate::{boot, config, line::Place};

/// Makes again what is made of the documents of every workspace.
///
/// # Errors
/// When the database cannot be opened or refuses.
pub(crate) async fn run(place: &Place) -> anyhow::Result<()> {
    let settings = config::read(&place.data)?;
    let store = boot::open_store(place, &settings).await?;
    let app = boot::app_over(store.clone(), place, &settings, String::new(), boot::Haste::default())?;
    if store.mend_words().await? {
        boot::say("The index of words was damaged; it is made from nothing.")?;
    }
    for workspace in store.workspaces().await? {
        let shown = std::io::stderr().is_terminal();
        let tell = |done: &Reindexed| {
            // How far it is concerns whoever watches; nobody watching is no failure.
            let far = (done.words + done.told) * 100 / (done.of * 2).max(1);
            if shown {
                let _ = write!(std::io::stderr(), "\r{}: {far} %", workspace.name);
            }
        };
        let done = app.reindex(&Actor::command_line(workspace.id), tell).await?;
        if shown {
            writeln!(std::io::stderr())?;
        }
        boot::say(&format!("{}: {} documents, {} of them copies.", workspace.name, done.words, done.copies))?;
    }
    Ok(())
}

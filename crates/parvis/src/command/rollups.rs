//! `parvis rollups`.

use anyhow::bail;

use crate::{boot, config, line::Rollups};

/// Checks the hourly figures or counts them anew.
///
/// # Errors
/// When they differ, or the database cannot be opened.
pub(crate) async fn run(rollups: Rollups) -> anyhow::Result<()> {
    let store = boot::open_store(&rollups.place, &config::read(&rollups.place.data)?).await?;
    if !rollups.check {
        let tx = store.begin().await?;
        let rows = tx.rebuild_rollups().await?;
        tx.commit().await?;
        return Ok(boot::say(&format!("{rows} hourly figures were counted anew."))?);
    }
    let recount = store.check_rollups().await?;
    if recount.wrong > 0 {
        bail!(
            "{} of {} hourly figures differ from a recount; `parvis rollups` without --check counts them anew",
            recount.wrong,
            recount.rows
        );
    }
    Ok(boot::say(&format!("{} hourly figures, all equal to a recount.", recount.rows))?)
}

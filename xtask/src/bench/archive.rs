//! `archive`: how long the first page of an answer takes over a million documents in SQLite, to questions of three words of which
//! two stand near each other.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use anyhow::Result;
use std::process::Command;

/// Documents that are there.
const DOCUMENTS: usize = 1_000_000;
/// What the first page may take, in milliseconds.
const FIRST_PAGE_MS_MAX: f64 = 150.0;

pub(super) fn measure() -> Result<Measured> {
    let archive = inside::build("xtask", "archive")?;
    let folder = tempfile::Builder::new().prefix("parvis-archive-").tempdir()?;
    let database = format!("sqlite:{}", folder.path().join("parvis.db").display());
    let printed = Printed::by(Command::new(archive).args([&database, &DOCUMENTS.to_string()]))?;
    Ok(Measured::Figures(vec![
        Figure::new("archive.first_page_median", printed.value("median")?, "ms", Goal::AtMost(FIRST_PAGE_MS_MAX)),
        Figure::new("archive.first_page_p95", printed.value("p95")?, "ms", Goal::None),
        Figure::new("archive.found", printed.value("found")?, "a page", Goal::None),
    ]))
}

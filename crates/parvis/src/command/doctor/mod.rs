//! `parvis doctor`: whether an installation is well, in a sentence each.
//!
//! What is on this machine is looked at before anything is opened, since opening mends or makes some of it; then the database, then what
//! lies outside: the work, the mail servers, the channels.

mod outside;
mod place;

use std::io::{IsTerminal, Write};

use anyhow::bail;
use serde::Serialize;
use serde_json::json;

use crate::{
    boot,
    line::{Doctor, Format},
};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Health {
    /// It is well.
    Well,
    /// It works, and will not for long or not as it should.
    Care,
    /// It does not work.
    Broken,
}

impl Health {
    const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Care => "care",
            Self::Broken => "broken",
        }
    }
}

/// What was found of one thing.
#[derive(Clone, Debug, Serialize)]
struct Finding {
    /// What was looked at: a stable word.
    check: &'static str,
    /// Which one, where there are several; empty otherwise.
    about: String,
    /// How it stands.
    health: Health,
    /// What is so, and what to do otherwise.
    message: String,
}

/// All that was found so far, and where the examination is, told on a terminal.
struct Chart {
    findings: Vec<Finding>,
    told: bool,
}

impl Chart {
    fn new() -> Self {
        Self { findings: Vec::new(), told: std::io::stderr().is_terminal() }
    }

    fn note(&mut self, check: &'static str, about: &str, health: Health, message: String) {
        self.findings.push(Finding { check, about: about.to_owned(), health, message });
    }

    /// Says what is being looked at, in place of what was said before.
    fn looking_at(&self, what: &str) {
        if self.told {
            // Whoever does not see it misses nothing that counts.
            let _ = write!(std::io::stderr(), "\r\u{1b}[K{what}");
        }
    }

    fn count(&self, health: Health) -> usize {
        self.findings.iter().filter(|finding| finding.health == health).count()
    }
}

/// Examines an installation.
///
/// # Errors
/// When something is broken, after everything was told.
pub(crate) async fn run(doctor: Doctor) -> anyhow::Result<()> {
    let mut chart = Chart::new();
    chart.looking_at("The data folder…");
    if let Some(app) = place::examine(&mut chart, &doctor.place).await {
        Box::pin(outside::examine(&mut chart, &app)).await?;
    }
    chart.looking_at("");
    tell(&chart, doctor.format)?;
    match chart.count(Health::Broken) {
        0 => Ok(()),
        1 => bail!("one thing of {} is broken", chart.findings.len()),
        broken => bail!("{broken} things of {} are broken", chart.findings.len()),
    }
}

fn tell(chart: &Chart, format: Format) -> anyhow::Result<()> {
    if format == Format::Json {
        let all = json!({
            "findings": chart.findings, "well": chart.count(Health::Well), "care": chart.count(Health::Care),
            "broken": chart.count(Health::Broken),
        });
        return Ok(boot::say(&serde_json::to_string_pretty(&all)?)?);
    }
    for finding in &chart.findings {
        let about = if finding.about.is_empty() { String::new() } else { format!("{}: ", finding.about) };
        boot::say(&format!("{}\t{}\t{about}{}", finding.health.word(), finding.check, finding.message))?;
    }
    Ok(())
}

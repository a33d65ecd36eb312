//! Benches that look inside are examples of a package, built for release when asked for. They print `name value` lines.

use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Builds the example of a package and says where it is. Ours are built beside the program, as the program is beside them: what both
/// stand on then has the same features, and is built once.
pub(crate) fn build(package: &str, example: &str) -> Result<PathBuf> {
    let beside: &[&str] = if package == "xtask" { &["--package", "parvis"] } else { &[] };
    shell::run(
        ground::cargo()?.args(["build", "--release", "--quiet", "--package", package, "--example", example]).args(beside),
    )?;
    Ok(ground::target_folder()?.join("release/examples").join(example))
}

/// What an example printed.
pub(crate) struct Printed(String);

impl Printed {
    /// Runs it to its end; what it says on standard error is shown.
    pub(crate) fn by(command: &mut Command) -> Result<Self> {
        Self::by_reading(command, File::open("/dev/null")?)
    }

    /// The same, with the file as its standard input.
    pub(crate) fn by_reading(command: &mut Command, input: File) -> Result<Self> {
        let output = command.stdin(input).stderr(Stdio::inherit()).output().context("the bench could not be started")?;
        if !output.status.success() {
            bail!("the bench ended with {}", output.status);
        }
        Ok(Self(String::from_utf8_lossy(&output.stdout).into_owned()))
    }

    /// The value that it printed under this name.
    pub(crate) fn value(&self, name: &str) -> Result<f64> {
        let value = self.0.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        value.with_context(|| format!("the bench printed no `{name}`"))?.parse().with_context(|| format!("`{name}` is no number"))
    }
}

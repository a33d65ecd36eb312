//! Where we stand: the repository, the build folder, the surroundings.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The repository's top folder.
pub(crate) fn repository() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).context("the folder of xtask has no parent")
}

/// A variable of the environment; nothing when it is unset, empty or not UTF-8.
#[expect(clippy::disallowed_methods, reason = "the program's configuration is not read here, only the tasks' surroundings")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A cargo command in the repository, run by the cargo that runs us.
pub(crate) fn cargo() -> Result<Command> {
    let mut command = Command::new(variable("CARGO").unwrap_or_else(|| "cargo".to_owned()));
    command.current_dir(repository()?);
    // These name the package that `cargo run` started, us, and would make every build script run again.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PKG_") || name_text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    Ok(command)
}

/// What cargo knows of the workspace and everything that it depends on.
pub(crate) fn metadata() -> Result<Value> {
    let text = crate::shell::read(cargo()?.args(["metadata", "--format-version", "1"]))?;
    serde_json::from_str(&text).context("the answer of `cargo metadata` is not JSON")
}

/// The folder that cargo builds into.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let text = crate::shell::read(cargo()?.args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&text).context("the answer of `cargo metadata` is not JSON")?;
    metadata["target_directory"].as_str().map(PathBuf::from).context("`cargo metadata` names no target folder")
}

/// The folder of labelled sets that some benches read: `PARVIS_DATA`, or `../shared/data` from the repository.
pub(crate) fn labelled_sets() -> Result<PathBuf> {
    Ok(match variable("PARVIS_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => repository()?.join("../shared/data"),
    })
}

/// Whether we may install packages: the user is root.
pub(crate) fn is_root() -> bool {
    crate::shell::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

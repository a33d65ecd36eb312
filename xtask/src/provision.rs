//! What the tests need on the machine: found, or installed from Debian when we are root, or asked for in one sentence.

use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Node that the web assets and the journeys are built with.
const NODE_MAJOR_MIN: u32 = 20;
/// The oldest PostgreSQL that the store speaks to.
const POSTGRES_MAJOR_MIN: u32 = 15;
/// Where Debian puts each PostgreSQL, in a folder named by its major version.
const POSTGRES_FOLDER: &str = "/usr/lib/postgresql";
/// The cargo-deny that is built where there is none.
const CARGO_DENY_VERSION: &str = "0.20.2";
/// What a Chromium may be called.
const CHROMIUM_NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What was found.
pub(crate) struct Provision {
    /// The folder with `initdb` and `postgres`.
    pub(crate) postgres: PathBuf,
    /// The browser.
    pub(crate) chromium: PathBuf,
}

/// Finds everything, installs what is missing when we may. Fails with one sentence that names all that is to be installed.
pub(crate) fn provide() -> Result<Provision> {
    node()?;
    let mut missing = Vec::new();
    if postgres().is_none() {
        missing.push("postgresql");
    }
    if chromium().is_none() {
        missing.push("chromium");
    }
    if !missing.is_empty() {
        install(&missing)?;
    }
    let postgres = postgres().with_context(|| {
        format!("PostgreSQL {POSTGRES_MAJOR_MIN} or later is not under {POSTGRES_FOLDER}: install Debian's `postgresql`")
    })?;
    let chromium = chromium().context("Chromium is not in the search path: install Debian's `chromium`")?;
    println!("PostgreSQL in {}, Chromium at {}", postgres.display(), chromium.display());
    Ok(Provision { postgres, chromium })
}

/// Node and npm in the search path, Node recent enough.
pub(crate) fn node() -> Result<()> {
    let wanted = format!("install Node {NODE_MAJOR_MIN} or later with npm: it bundles the web assets and drives the browser");
    let version = shell::read(Command::new("node").arg("--version")).with_context(|| wanted.clone())?;
    let major = major_of(&version).with_context(|| format!("`node --version` says {version:?}"))?;
    if major < NODE_MAJOR_MIN {
        bail!("Node {} is too old: {wanted}", version.trim());
    }
    shell::read(Command::new("npm").arg("--version")).context(wanted)?;
    println!("Node {}", version.trim());
    Ok(())
}

/// The folder of the newest PostgreSQL that is recent enough and complete.
fn postgres_folder(place: &Path) -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir(place)
        .ok()?
        .filter_map(Result::ok)
        .filter_map(|folder| Some((folder.file_name().to_str()?.parse().ok()?, folder.path().join("bin"))))
        .filter(|(major, bin): &(u32, PathBuf)| {
            *major >= POSTGRES_MAJOR_MIN && ["initdb", "postgres", "pg_isready"].iter().all(|name| bin.join(name).is_file())
        })
        .collect();
    found.sort();
    found.pop().map(|(_, bin)| bin)
}

/// The folder with the programs of this machine's newest PostgreSQL that is recent enough.
pub(crate) fn postgres() -> Option<PathBuf> {
    postgres_folder(Path::new(POSTGRES_FOLDER))
}

fn chromium() -> Option<PathBuf> {
    CHROMIUM_NAMES.iter().find_map(|name| shell::find(name))
}

/// The first number of a version such as `v20.20.2`.
fn major_of(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

/// `cargo-deny`, which judges licences and sources: found, or built into the target folder with the version that the
/// repository was last judged by.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let own = ground::target_folder()?.join("tools");
    let program = own.join("bin/cargo-deny");
    if let Some(program) = shell::find("cargo-deny").or_else(|| program.is_file().then_some(program.clone())) {
        return Ok(program);
    }
    println!("building cargo-deny {CARGO_DENY_VERSION}, once");
    let build = own.join("build");
    shell::run(
        ground::cargo()?
            .args(["install", "cargo-deny", "--version", CARGO_DENY_VERSION, "--locked", "--quiet", "--root"])
            .arg(&own)
            .arg("--target-dir")
            .arg(&build),
    )?;
    // Half a gigabyte that is not needed again.
    std::fs::remove_dir_all(build)?;
    Ok(program)
}

/// Installs Debian packages. Fails at once when we are not root or this is no Debian.
fn install(packages: &[&str]) -> Result<()> {
    if !ground::is_root() || shell::find("apt-get").is_none() {
        bail!("Install what the tests need and start again: apt-get install {}", packages.join(" "));
    }
    println!("installing {}", packages.join(" "));
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq");
        command
    };
    shell::run(apt().arg("update"))?;
    shell::run(apt().args(["install", "-y", "--no-install-recommends"]).args(packages))
}

#[cfg(test)]
mod tests {
    use super::{major_of, postgres_folder};
    use std::fs;

    #[test]
    fn a_version_begins_with_its_major_number() {
        let check = |version, expect| assert_eq!(major_of(version), expect, "{version:?}");
        check("v20.20.2\n", Some(20));
        check("8.1", Some(8));
        check("nightly", None);
        check("", None);
    }

    #[test]
    fn the_newest_complete_postgres_is_taken() {
        let place = tempfile::tempdir().unwrap();
        for (major, names) in [
            ("9", &["initdb", "postgres", "pg_isready"][..]),
            ("15", &["initdb", "postgres", "pg_isready"]),
            ("17", &["pg_isready"]),
        ] {
            let bin = place.path().join(major).join("bin");
            fs::create_dir_all(&bin).unwrap();
            for name in names {
                fs::write(bin.join(name), "").unwrap();
            }
        }
        assert_eq!(postgres_folder(place.path()), Some(place.path().join("15/bin")));
    }
}

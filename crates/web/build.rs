//! Bundles the style and the script of the pages with esbuild, in a copy of `assets/` under `OUT_DIR`, so that the program carries them.
//!
//! The packages come from the lock file with `npm ci`, once per lock. The source tree is never written to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `assets/` gives to the bundle; a change in any of them bundles again.
const PARTS: &[&str] = &["package.json", "package-lock.json", ".npmrc", "build.mjs", "icon.svg", "css", "js"];

/// What to do when Node is not there, in one sentence.
const NODE_MISSING: &str = "Parvis bundles its style and script with Node while it is built: install Node.js 20 or later with npm (https://nodejs.org, or `apt-get install nodejs npm`) and build again.";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for part in PARTS {
        println!("cargo::rerun-if-changed=assets/{part}");
    }
    for folder in ["templates", "locales"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    if let Err(sentence) = bundle().and_then(|()| embed()) {
        println!("cargo::error={}", sentence.replace('\n', " "));
        std::process::exit(1);
    }
}

/// Copies the parts, installs the packages of the lock, and bundles.
fn bundle() -> Result<(), String> {
    let out = std::env::var_os("OUT_DIR").ok_or("Cargo gave no OUT_DIR to the build script.")?;
    let work = PathBuf::from(out).join("assets");
    for part in PARTS {
        let target = work.join(part);
        if target.is_dir() {
            fs::remove_dir_all(&target).map_err(|error| told(&target, &error))?;
        }
        copy(&Path::new("assets").join(part), &target)?;
    }
    install(&work)?;
    run(&work, "node", &["build.mjs"])
}

/// Copies a file, or a folder of files with all that is in it. Depth is that of our own source tree.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if from.is_dir() {
        fs::create_dir_all(to).map_err(|error| told(to, &error))?;
        for entry in fs::read_dir(from).map_err(|error| told(from, &error))? {
            let entry = entry.map_err(|error| told(from, &error))?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(|error| told(parent, &error))?;
    }
    fs::copy(from, to).map(drop).map_err(|error| told(from, &error))
}

/// Runs `npm ci` unless the packages of this very lock are there already.
fn install(work: &Path) -> Result<(), String> {
    let lock = fs::read(work.join("package-lock.json")).map_err(|error| told(work, &error))?;
    let stamp = work.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(work, "npm", &["ci", "--no-audit", "--no-fund", "--loglevel=error"])?;
    fs::write(&stamp, lock).map_err(|error| told(&stamp, &error))
}

/// Runs a program in `work`; its failure is told with what it said last.
fn run(work: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(work)
        .output()
        .map_err(|error| format!("{NODE_MISSING} ({program}: {error})"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{program} {}` did not succeed while the web assets were bundled: {}", arguments.join(" "), said.trim()))
}

/// A sentence for a file that could not be read or written.
fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{} could not be read or written while the web assets were bundled: {error}.", path.display())
}

/// Writes two tables of the templates and of the words, `(name, text)` each, so that a new file needs no second place to be named in.
fn embed() -> Result<(), String> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("Cargo gave no OUT_DIR to the build script.")?);
    for (folder, ending) in [("templates", "html"), ("locales", "ftl")] {
        let root = std::path::absolute(folder).map_err(|error| told(Path::new(folder), &error))?;
        let mut files = Vec::new();
        list(&root, &mut files)?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == ending));
        files.sort();
        let mut table = String::from("&[\n");
        for file in &files {
            let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
            table.push_str(&format!("    ({name:?}, include_str!({:?})),\n", file.to_string_lossy()));
        }
        table.push_str("]\n");
        let target = out.join(format!("{folder}.rs"));
        fs::write(&target, table).map_err(|error| told(&target, &error))?;
    }
    Ok(())
}

/// All files under a folder of our own source tree.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(|error| told(folder, &error))? {
        let path = entry.map_err(|error| told(folder, &error))?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

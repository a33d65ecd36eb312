//! `train_language`: learns the tables of `text::language` from the labelled texts and writes them to `models/language.bin`.
//! Seeded: the same sets give the same file. `docs/models.md` says what is read and what is kept out.
#![expect(clippy::print_stderr, reason = "it tells how far it is")]

mod corpus;
#[path = "../ground/mod.rs"]
mod ground;
mod learn;

use corpus::Corpus;
use std::{error::Error, fs};
use text::language::model::GROUPS;

/// The languages of each table, in the order of `text::language::model`; `und` is what is no language. Those that are read most where
/// Parvis is used are likelier beforehand: the number is the logarithm that is added to their score.
const LANGUAGES: [&[(&str, f32)]; GROUPS] = [
    &[
        ("en", 1.0),
        ("fr", 1.0),
        ("de", 0.8),
        ("es", 0.8),
        ("it", 0.8),
        ("nl", 1.0),
        ("pt", 0.6),
        ("ca", 0.2),
        ("af", -0.8),
        ("az", -0.3),
        ("bs", -0.1),
        ("cs", 0.0),
        ("cy", -0.3),
        ("da", 0.0),
        ("eo", -0.6),
        ("et", -0.3),
        ("eu", -0.3),
        ("fi", 0.0),
        ("ga", -0.3),
        ("hr", 0.1),
        ("hu", 0.0),
        ("id", 0.3),
        ("is", -0.3),
        ("la", -0.6),
        ("lg", -0.8),
        ("lt", -0.3),
        ("lv", -0.3),
        ("mi", -0.8),
        ("ms", -0.1),
        ("nb", 0.2),
        ("nn", -0.2),
        ("pl", 0.3),
        ("ro", 0.2),
        ("sk", -0.2),
        ("sl", -0.2),
        ("sn", -0.8),
        ("so", -0.5),
        ("sq", -0.3),
        ("st", -0.8),
        ("sv", 0.2),
        ("sw", -0.2),
        ("tl", -0.2),
        ("tn", -0.8),
        ("tr", 0.3),
        ("ts", -0.8),
        ("vi", 0.0),
        ("xh", -0.8),
        ("yo", -0.5),
        ("zu", -0.6),
        ("sr", -0.6),
        ("hi", -1.5),
        ("und", -0.5),
    ],
    &[("ru", 0.5), ("uk", 0.2), ("be", -0.3), ("bg", 0.0), ("mk", -0.2), ("sr", 0.0), ("mn", 0.0), ("kk", 0.0)],
    &[("ar", 0.5), ("fa", 0.0), ("ur", 0.0)],
    &[("hi", 0.5), ("mr", 0.0)],
    &[("zh", 0.3), ("ja", 0.0)],
];
/// The rows that each table may have.
const ROWS_MAX: [usize; GROUPS] = [65_000, 16_000, 4_000, 4_000, 4_000];

fn main() -> Result<(), Box<dyn Error>> {
    let sets = ground::texts_folder();
    let mut bytes = b"PVLG".to_vec();
    for (number, (languages, rows_max)) in LANGUAGES.iter().zip(ROWS_MAX).enumerate() {
        let codes: Vec<&str> = languages.iter().map(|language| language.0).collect();
        let corpus = Corpus::read(&sets, number, &codes)?;
        eprintln!("table {number}: {} languages, {} texts", codes.len(), corpus.size());
        let priors: Vec<f32> = languages.iter().map(|language| language.1).collect();
        learn::table(&corpus, &codes, &priors, rows_max, &mut bytes);
    }
    fs::write(ground::model_path("language"), &bytes)?;
    eprintln!("{} bytes", bytes.len());
    Ok(())
}

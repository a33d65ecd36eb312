//! `text`: how right and how fast the reading of texts is, on the labelled texts that are here and were kept from training.
//!
//! Each subject is an example `measure_<what>` of `crates/text`, which says at its top what it measures on and prints
//! `name<TAB>value` lines. The goals are what must be reached; `docs/models.md` has the figures by language.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside;
use crate::{ground, shell, train};
use anyhow::Result;
use std::process::Command;

/// One figure that a measuring program prints.
struct Wanted {
    /// The program: `measure_<what>` of `crates/text`.
    what: &'static str,
    /// The name that it prints.
    name: &'static str,
    unit: &'static str,
    goal: Goal,
}

/// Short for the table below.
const fn wanted(what: &'static str, name: &'static str, unit: &'static str, goal: Goal) -> Wanted {
    Wanted { what, name, unit, goal }
}

/// What is measured, by program; the programs run in the order in which they stand here.
const WANTED: &[Wanted] = &[
    wanted("tone", "tone.f1_fr", "%", Goal::AtLeast(62.0)),
    wanted("tone", "tone.f1_en", "%", Goal::AtLeast(63.0)),
    wanted("tone", "tone.f1_mean", "%", Goal::AtLeast(57.0)),
    wanted("tone", "tone.f1_rated_en", "%", Goal::AtLeast(60.0)),
    wanted("tone", "tone.reviews_fr", "%", Goal::AtLeast(88.0)),
    wanted("tone", "tone.calibration", "", Goal::AtMost(0.06)),
    wanted("tone", "tone.f1_ar", "%", Goal::None),
    wanted("tone", "tone.f1_de", "%", Goal::None),
    wanted("tone", "tone.f1_es", "%", Goal::None),
    wanted("tone", "tone.f1_hi", "%", Goal::None),
    wanted("tone", "tone.f1_it", "%", Goal::None),
    wanted("tone", "tone.f1_pt", "%", Goal::None),
    wanted("tone", "tone.verdict_given", "%", Goal::None),
    wanted("tone", "tone.verdict_right", "%", Goal::None),
    wanted("tone", "tone.micros", "µs", Goal::AtMost(25.0)),
    wanted("read", "read.rate", "texts/s", Goal::AtLeast(12_000.0)),
    wanted("read", "read.micros_article", "µs", Goal::None),
    wanted("read", "read.times_vader", "×", Goal::AtLeast(10.0)),
    wanted("rude", "rude.olid_en_f1", "%", Goal::AtLeast(74.0)),
    wanted("rude", "rude.olid_en_calibration", "", Goal::AtMost(0.06)),
    wanted("rude", "rude.jigsaw_fr_accuracy", "%", Goal::AtLeast(66.0)),
    wanted("rude", "rude.frames_en_by_hate", "%", Goal::AtLeast(60.0)),
    wanted("rude", "rude.frames_fr_by_hate", "%", Goal::AtLeast(57.0)),
    wanted("rude", "rude.frames_en_by_toxicity", "%", Goal::AtLeast(60.0)),
    wanted("rude", "rude.frames_fr_by_toxicity", "%", Goal::AtLeast(57.0)),
    wanted("rude", "spam.unseen_video_f1", "%", Goal::AtLeast(88.0)),
    wanted("rude", "intent.aside_precision_en", "%", Goal::AtLeast(80.0)),
    wanted("rude", "intent.aside_recall_en", "%", Goal::AtLeast(80.0)),
    wanted("rude", "intent.aside_precision_fr", "%", Goal::AtLeast(80.0)),
    wanted("rude", "intent.aside_recall_fr", "%", Goal::AtLeast(80.0)),
    wanted("rude", "rude.microseconds", "µs a text", Goal::AtMost(15.0)),
    wanted("rude", "spam.microseconds", "µs a text", Goal::AtMost(5.0)),
    wanted("language", "language.tweets.six", "%", Goal::AtLeast(97.5)),
    wanted("language", "language.words.en", "%", Goal::AtLeast(50.0)),
    wanted("language", "language.words.fr", "%", Goal::AtLeast(50.0)),
    wanted("language", "language.words.all", "%", Goal::None),
    wanted("language", "language.sentences.all", "%", Goal::None),
    wanted("language", "language.calibration", "", Goal::AtMost(0.06)),
    wanted("language", "language.micros", "µs", Goal::AtMost(12.0)),
    wanted("personal", "personal.all.precision", "%", Goal::AtLeast(97.0)),
    wanted("personal", "personal.all.recall", "%", Goal::AtLeast(95.0)),
    wanted("personal", "personal.aside.precision", "%", Goal::AtLeast(97.0)),
    wanted("personal", "personal.aside.recall", "%", Goal::AtLeast(95.0)),
    wanted("personal", "personal.fresh.precision", "%", Goal::AtLeast(97.0)),
    wanted("personal", "personal.fresh.recall", "%", Goal::AtLeast(95.0)),
    wanted("personal", "personal.micros", "µs", Goal::AtMost(8.0)),
    wanted("stories", "stories.crises.f1", "", Goal::AtLeast(0.93)),
    wanted("stories", "stories.crises.f1_mean", "", Goal::AtLeast(0.93)),
    wanted("stories", "stories.corrupted.f1", "", Goal::AtLeast(0.93)),
    wanted("stories", "stories.corrupted_again.f1", "", Goal::AtLeast(0.93)),
    wanted("stories", "stories.rate", "documents/s", Goal::AtLeast(20_000.0)),
    wanted("stories", "stories.rate.bytes_each", "B", Goal::AtMost(1_000.0)),
    wanted("stories", "stories.fingerprint.us_per_200_bytes", "µs", Goal::AtMost(3.0)),
];

pub(super) fn measure() -> Result<Measured> {
    let texts = ground::labelled_sets()?;
    if !texts.is_dir() {
        return Ok(Measured::Skipped(format!("there is no {}", texts.display())));
    }
    let python = train::python()?;
    let mut figures = Vec::new();
    let mut done = Vec::new();
    for first in WANTED {
        if done.contains(&first.what) {
            continue;
        }
        done.push(first.what);
        let program = inside::build("text", &format!("measure_{}", first.what))?;
        let printed = shell::read(
            Command::new(program)
                .current_dir(ground::repository()?)
                .env("PARVIS_DATA", &texts)
                .env("PARVIS_TRAIN_PYTHON", &python),
        )?;
        for wanted in WANTED.iter().filter(|wanted| wanted.what == first.what) {
            // A program says `skipped` for what it does not find; the figure then is not there, never reached.
            let value = printed.lines().find_map(|line| line.strip_prefix(wanted.name)?.strip_prefix('\t'));
            match value.and_then(|value| value.parse().ok()) {
                Some(value) => figures.push(Figure::new(format!("text.{}", wanted.name), value, wanted.unit, wanted.goal)),
                None => println!("text.{}\tskipped: not printed by measure_{}\t\t", wanted.name, wanted.what),
            }
        }
    }
    Ok(Measured::Figures(figures))
}

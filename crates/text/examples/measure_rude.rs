//! Measures toxicity, spam, intents, and how fast they and aspects and phrases are.
//!
//! Toxicity on what `train_rude` keeps out: the validation part of OLID, a half of Jigsaw in French, and one frame of eight of the
//! made sentences, where a kind counts as much as another. Spam on each video in turn, by a layer that has not seen it. Intents
//! on the half of the sentences of `tests/intents.txt` that the patterns were not written with.
#![expect(clippy::print_stdout, reason = "what a program of the house prints is its result")]

#[path = "ground/mod.rs"]
mod ground;
#[path = "ground/spam.rs"]
mod learning;
#[allow(dead_code, clippy::allow_attributes, reason = "the training uses the other part of it")]
#[path = "train_rude/lessons.rs"]
mod lessons;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use ground::{Dice, Outcome};
use lessons::Text;
use text::intent::{self, Leaning};
use text::rude::{self, Kind};
use text::spam::Layer;

fn main() -> Outcome<()> {
    toxicity()?;
    spam()?;
    intents()?;
    speed()
}

fn toxicity() -> Outcome<()> {
    let texts: Vec<Text> = lessons::gathered()?.into_iter().filter(|text| text.is_kept).collect();
    for (from, language, name) in [
        ("olid", "en", "rude.olid_en"),
        ("surge", "en", "rude.surge_en"),
        ("jigsaw", "fr", "rude.jigsaw_fr"),
        ("mlma", "fr", "rude.mlma_fr"),
    ] {
        let of: Vec<&Text> = texts.iter().filter(|text| text.from == from && text.language == language).collect();
        let right: Vec<usize> = of.iter().map(|text| usize::from(text.right[0] > 0.5)).collect();
        let scores: Vec<f32> = of.iter().map(|text| rude::judge(&text.text, language).toxicity).collect();
        let said: Vec<usize> = scores.iter().map(|score| usize::from(*score >= 0.5)).collect();
        let hits = right.iter().zip(&said).filter(|(right, said)| right == said).count();
        println!("{name}_f1\t{:.1}", ground::macro_f1(&right, &said, 2));
        println!("{name}_accuracy\t{:.1}", 100.0 * hits as f64 / of.len().max(1) as f64);
        let shares: Vec<Vec<f32>> = scores.iter().map(|score| vec![1.0 - score, *score]).collect();
        println!("{name}_calibration\t{:.3}", ground::calibration_error(&right, &shares));
    }
    frames();
    Ok(())
}

/// The made sentences of the kept frames: for each answer the mean of the shares right among hateful and not hateful kinds.
fn frames() {
    let made: Vec<Text> =
        lessons::made(1, 1.0, &mut Dice(20)).into_iter().filter(|text| text.is_kept && !text.right[1].is_nan()).collect();
    // Menace, hounding and what is lewd are no part of these tests: they are toxic, and hateful or not.
    let made: Vec<Text> = made.into_iter().filter(|text| !["threat_you", "harassed", "lewd"].contains(&text.from)).collect();
    for language in ["en", "fr"] {
        let mut kinds: BTreeMap<(bool, &str), [f64; 3]> = BTreeMap::new();
        for text in made.iter().filter(|text| text.language == language) {
            let is_hate = text.right[1] > 0.5;
            let rudeness = rude::judge(&text.text, language);
            let hate = rudeness.kinds.iter().find(|(kind, _)| *kind == Kind::Hate).map_or(0.0, |(_, score)| *score);
            let counts = kinds.entry((is_hate, text.from)).or_default();
            counts[0] += 1.0;
            counts[1] += f64::from(u8::from((rudeness.toxicity >= 0.5) == is_hate));
            counts[2] += f64::from(u8::from((hate >= 0.5) == is_hate));
        }
        for (at, name) in [(1, "toxicity"), (2, "hate")] {
            let mean = |hateful: bool| {
                let shares: Vec<f64> = kinds
                    .iter()
                    .filter(|((is_hate, _), _)| *is_hate == hateful)
                    .map(|(_, counts)| counts[at] / counts[0])
                    .collect();
                100.0 * shares.iter().sum::<f64>() / shares.len().max(1) as f64
            };
            println!("rude.frames_{language}_by_{name}\t{:.1}", (mean(true) + mean(false)) / 2.0);
            println!("rude.frames_{language}_by_{name}_hateful\t{:.1}", mean(true));
            println!("rude.frames_{language}_by_{name}_not\t{:.1}", mean(false));
        }
    }
}

fn spam() -> Outcome<()> {
    let mut scores = Vec::new();
    for left_out in learning::VIDEOS {
        let file = learning::learn(&learning::rows(|from| from != left_out)?, &mut Dice(7));
        let layer = Layer::read(&file)?;
        let kept = learning::rows(|from| from == left_out)?;
        let right: Vec<usize> = kept.iter().map(|row| usize::from(row.is_spam)).collect();
        let said: Vec<usize> = kept.iter().map(|row| usize::from(layer.judge(&row.text) >= 0.5)).collect();
        scores.push(ground::macro_f1(&right, &said, 2));
    }
    println!("spam.unseen_video_f1\t{:.1}", scores.iter().sum::<f64>() / scores.len() as f64);
    println!("spam.unseen_video_worst\t{:.1}", scores.iter().copied().fold(100.0, f64::min));
    Ok(())
}

fn intents() -> Outcome<()> {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/intents.txt"))?;
    for (aside, name) in [(1, "aside"), (0, "seen")] {
        for language in ["en", "fr"] {
            let (mut hits, mut said, mut right) = (0.0, 0.0, 0.0);
            for (_, line) in table.lines().enumerate().filter(|(number, _)| number % 2 == aside) {
                let mut parts = line.split('\t');
                let (Some(code), Some(labels), Some(text)) = (parts.next(), parts.next(), parts.next()) else { continue };
                if code != language {
                    continue;
                }
                let labels: Vec<&str> = labels.split(',').filter(|label| *label != "none").collect();
                let scores = intent::judge(text, language, Leaning::default());
                let found: Vec<&str> =
                    scores.iter().filter(|(_, score)| *score >= 0.5).map(|(intent, _)| intent.name()).collect();
                hits += found.iter().filter(|found| labels.contains(found)).count() as f64;
                said += found.len() as f64;
                right += labels.len() as f64;
            }
            println!("intent.{name}_precision_{language}\t{:.1}", 100.0 * hits / f64::max(said, 1.0));
            println!("intent.{name}_recall_{language}\t{:.1}", 100.0 * hits / f64::max(right, 1.0));
        }
    }
    Ok(())
}

/// Microseconds a text of 200 letters, the best of five rounds.
fn speed() -> Outcome<()> {
    let mut texts = Vec::new();
    for language in ["en", "fr"] {
        for row in ground::rows(&format!("language/sentences/{language}.txt"))? {
            let mut text = row.concat();
            while text.len() < 200 {
                text = format!("{text} {text}");
            }
            text.truncate(text.floor_char_boundary(200));
            texts.push((text, language));
        }
    }
    texts.truncate(4000);
    let time = |judge: &mut dyn FnMut(&str, &str)| {
        let mut best = f64::MAX;
        for _ in 0..5 {
            let start = Instant::now();
            texts.iter().for_each(|(text, language)| judge(text, language));
            best = best.min(start.elapsed().as_secs_f64());
        }
        1e6 * best / texts.len() as f64
    };
    // As `text::read` has it: with one desk for all.
    let (mut rude, mut spam) = (rude::Judge::default(), text::spam::Judge::default());
    println!("rude.microseconds\t{:.1}", time(&mut |text, language| drop(black_box(rude.judge(text, language)))));
    println!("spam.microseconds\t{:.1}", time(&mut |text, _| _ = black_box(spam.judge(text))));
    println!(
        "intent.microseconds\t{:.1}",
        time(&mut |text, language| _ = black_box(intent::judge(text, language, Leaning::default())))
    );
    println!(
        "aspect.microseconds\t{:.1}",
        time(&mut |text, language| drop(black_box(text::aspect::find(text, language, str::len))))
    );
    println!("phrases.microseconds\t{:.1}", time(&mut |text, language| drop(black_box(text::phrases::find(text, language)))));
    Ok(())
}

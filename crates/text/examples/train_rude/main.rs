//! Makes `models/rude.bin` from the labelled texts and from sentences made of frames of our own.
//!
//! Kept out of the training and used for the scales alone: the validation part of OLID, a quarter of Surge and a half of Jigsaw
//! by the hash of the text, a sixth of MLMA, and one frame of eight.
#![expect(clippy::print_stdout, reason = "what a program of the house prints is its result")]

#[path = "../ground/mod.rs"]
mod ground;
mod lessons;
mod meanings;

use ground::{Dice, Outcome};
use lessons::{ANSWERS, Lesson, Text};
use text::model::{Blocks, Writing};
use text::rude::layer::{BITS, MEANING, Meanings, VERSION, WIDTH};

const ROUNDS: usize = 8;
const STEP: f32 = 0.05;
const DECAY: f32 = 2e-6;
/// Made sentences of each kind and language.
const MADE: usize = 900;
/// How much a made sentence counts beside a labelled text.
const MADE_WEIGHT: f32 = 0.35;
/// What a weight is cut at before it is rounded.
const LARGEST: f32 = 4.0;

struct Weights {
    hashed: Vec<f32>,
    dense: Vec<f32>,
}

fn main() -> Outcome<()> {
    let mut dice = Dice(20);
    let mut texts = lessons::gathered()?;
    texts.extend(lessons::harmless()?);
    let for_words: Vec<(String, &'static str)> = texts.iter().map(|text| (text.text.clone(), text.language)).collect();
    texts.extend(lessons::words()?);
    texts.extend(lessons::made(MADE, MADE_WEIGHT, &mut dice));
    let mut table = Writing::new(VERSION);
    meanings::write(&mut table, &for_words, &mut dice)?;
    let table_bytes = table.finish();
    let meanings = Meanings::read(&mut Blocks::open(&table_bytes, VERSION)?)?;
    let learnt: Vec<Lesson> = texts.iter().filter(|text| !text.is_kept).map(|text| Lesson::of(text, &meanings)).collect();
    println!("lessons\t{}", learnt.len());
    let weights = train(&learnt, &mut dice);
    let kept: Vec<(&Text, [f32; ANSWERS])> =
        texts.iter().filter(|text| text.is_kept).map(|text| (text, sums(&weights, &Lesson::of(text, &meanings)))).collect();
    report(&kept);
    let scales = scales(&kept);
    let mut writing = Writing::new(VERSION);
    let mut file = writing.finish();
    file.extend_from_slice(&table_bytes[file.len()..]);
    writing = Writing::new(VERSION);
    let head = writing.clone().finish().len();
    writing.rounded(&weights.hashed, Some(LARGEST));
    writing.numbers(&weights.dense);
    writing.numbers(&scales);
    file.extend_from_slice(&writing.finish()[head..]);
    std::fs::write(ground::model_path("rude"), &file)?;
    println!("bytes\t{}", file.len());
    Ok(())
}

fn sums(weights: &Weights, lesson: &Lesson) -> [f32; ANSWERS] {
    let mut sums = [0.0; ANSWERS];
    let mask = (1_u32 << BITS) - 1;
    for (feature, share) in &lesson.features {
        let at = (feature & mask) as usize * WIDTH;
        sums.iter_mut().zip(&weights.hashed[at..at + ANSWERS]).for_each(|(sum, weight)| *sum += weight * share);
    }
    for (number, row) in dense(lesson).zip(weights.dense.chunks(WIDTH)) {
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * number);
    }
    sums
}

fn dense(lesson: &Lesson) -> impl Iterator<Item = f32> {
    lesson.meaning.into_iter().chain([1.0, f32::from(u8::from(lesson.is_french))])
}

/// Logistic regression by AdaGrad, all answers at once; an answer that is not said is not learnt from.
fn train(lessons: &[Lesson], dice: &mut Dice) -> Weights {
    let mask = (1_u32 << BITS) - 1;
    let (step, decay) = (STEP, DECAY);
    let mut weights = Weights { hashed: vec![0.0; WIDTH << BITS], dense: vec![0.0; (MEANING + 2) * WIDTH] };
    let mut paces = vec![1e-3_f32; WIDTH << BITS];
    let mut dense_paces = vec![1e-2_f32; (MEANING + 2) * WIDTH];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for lesson in order.iter().map(|at| &lessons[*at]) {
            let said = sums(&weights, lesson);
            let mut slopes = [0.0; ANSWERS];
            for answer in 0..ANSWERS {
                if !lesson.right[answer].is_nan() {
                    slopes[answer] = (1.0 / (1.0 + (-said[answer]).exp()) - lesson.right[answer]) * lesson.weight;
                }
            }
            for (feature, share) in &lesson.features {
                let at = (feature & mask) as usize * WIDTH;
                for answer in (0..ANSWERS).filter(|answer| slopes[*answer] != 0.0) {
                    let slope = slopes[answer] * share + decay * weights.hashed[at + answer];
                    paces[at + answer] += slope * slope;
                    weights.hashed[at + answer] -= step * slope / paces[at + answer].sqrt();
                }
            }
            for (place, number) in dense(lesson).enumerate() {
                for answer in (0..ANSWERS).filter(|answer| slopes[*answer] != 0.0) {
                    let at = place * WIDTH + answer;
                    let slope = slopes[answer] * number;
                    dense_paces[at] += slope * slope;
                    weights.dense[at] -= 0.5 * step * slope / dense_paces[at].sqrt();
                }
            }
        }
    }
    weights
}

/// Steepness and distance of each answer's logistic, for English and French, learnt from what was kept (Platt 1999), with both
/// sides counted alike: where one speaks of toxic and not, neither is presumed.
fn scales(kept: &[(&Text, [f32; ANSWERS])]) -> Vec<f32> {
    let mut scales = Vec::new();
    for language in ["en", "fr"] {
        for answer in 0..WIDTH {
            let of: Vec<(f32, f32)> = kept
                .iter()
                .filter(|(text, sums)| text.language == language && sums.len() > answer && !text.right[answer].is_nan())
                .filter(|(text, _)| answer > 0 || ["olid", "surge", "jigsaw"].contains(&text.from))
                .map(|(text, sums)| (sums[answer], text.right[answer]))
                .collect();
            let (mut steep, mut far) = (1.0_f32, 0.0_f32);
            let rude = of.iter().filter(|(_, right)| *right > 0.5).count().max(1) as f32;
            let other = (of.len() as f32 - rude).max(1.0);
            for _ in 0..400 {
                let (mut steep_slope, mut far_slope) = (0.0, 0.0);
                for (sum, right) in &of {
                    let weight = if *right > 0.5 { 0.5 / rude } else { 0.5 / other };
                    let slope = (1.0 / (1.0 + (-(sum * steep + far)).exp()) - right) * weight;
                    steep_slope += slope * sum;
                    far_slope += slope;
                }
                steep -= 0.5 * steep_slope;
                far -= 0.5 * far_slope;
            }
            if answer < ANSWERS {
                println!("scale {language} {answer}\t{steep:.2}\t{far:.2}");
            }
            // The half of Jigsaw is too small to move the border of French by; threats and their like are rarer than among
            // what was kept, so that their border stays half as far.
            let border = match answer {
                0 if language == "fr" => 0.0,
                0 | 1 => far,
                _ => far * 0.5,
            };
            scales.extend([steep, border]);
        }
    }
    scales
}

fn report(kept: &[(&Text, [f32; ANSWERS])]) {
    for (from, language) in [
        ("olid", "en"),
        ("surge", "en"),
        ("jigsaw", "en"),
        ("jigsaw", "fr"),
        ("mlma", "en"),
        ("mlma", "fr"),
        ("sentences", "en"),
        ("sentences", "fr"),
    ] {
        let of: Vec<_> = kept.iter().filter(|(text, _)| text.from == from && text.language == language).collect();
        for border in [-0.5, 0.0, 0.5] {
            let right: Vec<usize> = of.iter().map(|(text, _)| usize::from(text.right[0] > 0.5)).collect();
            let said: Vec<usize> = of.iter().map(|(_, sums)| usize::from(sums[0] > border)).collect();
            let hits = right.iter().zip(&said).filter(|(right, said)| right == said).count();
            println!(
                "{from}_{language} {border}\tf1 {:.1}\taccuracy {:.1}\tsaid {:.2}",
                ground::macro_f1(&right, &said, 2),
                100.0 * hits as f64 / of.len() as f64,
                said.iter().sum::<usize>() as f64 / of.len() as f64
            );
        }
    }
    for language in ["en", "fr"] {
        let mut shares = [[Vec::new(), Vec::new()], [Vec::new(), Vec::new()]];
        let mut kinds: Vec<&str> = kept
            .iter()
            .filter(|(text, _)| {
                text.language == language
                    && !text.right[1].is_nan()
                    && !["olid", "surge", "jigsaw", "sentences", "davidson", "mlma", "threat_you", "harassed", "lewd"]
                        .contains(&text.from)
            })
            .map(|(text, _)| text.from)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let of: Vec<_> = kept.iter().filter(|(text, _)| text.from == kind && text.language == language).collect();
            let hate = usize::from(of[0].0.right[1] > 0.5);
            let share = |answer: usize| {
                of.iter().filter(|(_, sums)| (sums[answer] > 0.0) == (hate == 1)).count() as f64 / of.len() as f64 * 100.0
            };
            println!("  {language} {kind} ({hate})\ttoxic {:.0}\thate {:.0}", share(0), share(1));
            shares[0][hate].push(share(0));
            shares[1][hate].push(share(1));
        }
        for (answer, name) in ["toxic", "hate"].iter().enumerate() {
            let mean = |shares: &[f64]| shares.iter().sum::<f64>() / shares.len().max(1) as f64;
            println!("frames_{language}_{name}\thateful {:.1}\tnot {:.1}", mean(&shares[answer][1]), mean(&shares[answer][0]));
        }
    }
}

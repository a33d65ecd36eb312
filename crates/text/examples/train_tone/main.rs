//! Makes `models/tone.bin`: a small network that learns from what people said of texts and from what a large teacher says of
//! many more. Run by `cargo xtask train tone`; `ground/tones.rs` says which texts, `docs/models.md` how right it became.
#![expect(clippy::print_stderr, reason = "a training tells how it goes")]

#[path = "../ground/mod.rs"]
mod ground;
mod learning;
mod teacher;

use ground::tones::{self, Part, Text};
use ground::{Dice, Outcome, macro_f1, model_path};
use learning::{Lesson, Student};
use std::collections::HashMap;
use text::grams::Folded;
use text::tone::features::{Features, number_of};
use text::tone::network::{self, BITS, CLASSES, LANGUAGE_COUNT, LANGUAGES};
use text::tone::vocabulary::Vocabulary;

/// A word that occurs less often gets no vector unless the teacher has it as one piece.
const WORD_COUNT_MIN: u32 = 3;
/// Words that have a vector.
const WORDS_MAX: usize = 78_000;
/// How often all texts are gone through.
const ROUNDS: usize = 6;
/// The seed of everything that is random.
const SEED: u64 = 20_26;
/// How much people count beside the teacher, where both spoke, by set; and how much a text of the set counts.
const TRUST: [(&str, f32, f32); 5] =
    [("tweets", 0.55, 2.0), ("semeval", 0.3, 1.0), ("rated tweets", 0.5, 1.0), ("rated", 0.5, 0.7), ("reviews", 0.85, 3.0)];
/// How much a text counts of which only the teacher spoke.
const SILENT_WEIGHT: f32 = 0.6;

fn main() -> Outcome<()> {
    let texts = tones::all()?;
    let words = words_of(&texts, &teacher::pieces()?);
    eprintln!("{} texts, {} words", texts.len(), words.len());
    let taught = teacher::ask(&texts, &words)?;
    let numbers: Vec<u32> = words.iter().map(|word| number_of(word)).collect();
    let vocabulary = Vocabulary::new(numbers.iter().copied());
    let lessons: Vec<Lesson> = texts.iter().zip(&taught.shares).map(|(text, shares)| lesson(text, shares, &vocabulary)).collect();
    let of = |wanted: &dyn Fn(&Text) -> bool| -> Vec<usize> { (0..texts.len()).filter(|at| wanted(&texts[*at])).collect() };
    let held = of(&|text| text.part == Part::Held);
    let tuning = of(&|text| text.part == Part::Tuning);
    let mut lessons: Vec<Option<Lesson>> = lessons.into_iter().map(Some).collect();
    let mut taken = |places: &[usize]| -> Vec<Lesson> { places.iter().filter_map(|at| lessons[*at].take()).collect() };
    let (held_lessons, tuning_lessons) = (taken(&held), taken(&tuning));
    let training: Vec<Lesson> = lessons.into_iter().flatten().collect();
    let mut dice = Dice(SEED);
    let mut student = Student::new(1 << BITS, taught.vectors, &mut dice);
    for round in 0..ROUNDS {
        let pace = |share: f32| (1.0 - (round as f32 + share) / ROUNDS as f32).max(0.01);
        let loss = student.round(&training, pace, &mut dice);
        eprintln!(
            "round {round}: loss {loss:.4}; tuning {}; held {}",
            tell(&student, &texts, &tuning, &tuning_lessons),
            tell(&student, &texts, &held, &held_lessons)
        );
    }
    sureness(&mut student, &texts, &tuning, &tuning_lessons);
    std::fs::write(model_path("tone"), network::write(&student.linear, &numbers, &student.vectors, &student.dense))?;
    Ok(())
}

/// The words that get a vector: those that are frequent in the texts, then the teacher's pieces.
fn words_of(texts: &[Text], pieces: &[String]) -> Vec<String> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    let mut folded = Folded::default();
    for text in texts.iter().filter(|text| text.part == Part::Training) {
        folded.fill(&text.text);
        for word in folded.words.iter().filter(|word| word.at.len() <= 30) {
            *counts.entry(folded.signs_of(word).iter().collect()).or_default() += 1;
        }
    }
    let mut words: Vec<(String, u32)> = counts.into_iter().filter(|(_, count)| *count >= WORD_COUNT_MIN).collect();
    words.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut words: Vec<String> = words.into_iter().map(|(word, _)| word).collect();
    let mut known: std::collections::HashSet<String> = words.iter().cloned().collect();
    for piece in pieces {
        folded.fill(piece);
        if let [word] = &folded.words[..] {
            let word: String = folded.signs_of(word).iter().collect();
            if word.chars().count() <= 30 && known.insert(word.clone()) {
                words.push(word);
            }
        }
    }
    words.truncate(WORDS_MAX);
    words
}

fn lesson(text: &Text, teacher: &[f32; CLASSES], vocabulary: &Vocabulary) -> Lesson {
    let folded = Folded::of(&text.text);
    let mut features = Features::new();
    features.fill(&folded);
    let mut places = Vec::new();
    vocabulary.places(&folded, &features.words, &mut places);
    // The teacher does not read Hindi.
    let certain = if text.language == "hi" { 1.0 } else { 0.0 };
    let trust = TRUST.iter().find(|(set, _, _)| *set == text.set);
    let (shares, weight) = match (trust, text.shares) {
        (Some((_, trust, weight)), Some(shares)) => {
            let trust = trust.max(certain);
            (std::array::from_fn(|class| trust * shares[class] + (1.0 - trust) * teacher[class]), *weight)
        }
        _ => (*teacher, SILENT_WEIGHT * (1.0 - certain)),
    };
    let language = LANGUAGES.iter().position(|known| *known == text.language).unwrap_or(0);
    let mask = (1u32 << BITS) - 1;
    Lesson { features: features.all.iter().map(|feature| feature & mask).collect(), places, language, shares, weight }
}

fn largest(shares: &[f32]) -> usize {
    (0..shares.len()).fold(0, |best, at| if shares[at] > shares[best] { at } else { best })
}

/// How right the student is: macro-F1 by language of the tweets, then accuracy in two classes of the reviews, macro-F1 of rated texts.
fn tell(student: &Student, texts: &[Text], places: &[usize], lessons: &[Lesson]) -> String {
    let mut told = String::new();
    let mut all = 0.0;
    let answers: Vec<(usize, usize, Vec<f32>)> = places
        .iter()
        .zip(lessons)
        .map(|(at, lesson)| (*at, largest(&texts[*at].shares.unwrap_or_default()), student.say(lesson)))
        .collect();
    let score = |wanted: &dyn Fn(&Text) -> bool| {
        let (right, said): (Vec<usize>, Vec<usize>) =
            answers.iter().filter(|(at, _, _)| wanted(&texts[*at])).map(|(_, right, shares)| (*right, largest(shares))).unzip();
        macro_f1(&right, &said, CLASSES)
    };
    for language in LANGUAGES {
        let f1 = score(&|text| text.set.ends_with("tweets") && !text.set.starts_with("rated") && text.language == language);
        all += f1;
        told += &format!("{language} {f1:.1} ");
    }
    let reviews: Vec<bool> = answers
        .iter()
        .filter(|(at, _, _)| texts[*at].set == "reviews")
        .map(|(_, right, shares)| (shares[2] > shares[0]) == (*right == 2))
        .collect();
    let hits = reviews.iter().filter(|hit| **hit).count() as f64 * 100.0 / reviews.len().max(1) as f64;
    told + &format!(
        "mean {:.1}, reviews {hits:.1}, rated {:.1}",
        all / LANGUAGE_COUNT as f64,
        score(&|text| text.set.starts_with("rated"))
    )
}

/// Sets what sums are multiplied with, by language, so that the likelihood of the tweets kept for tuning is largest; languages are
/// drawn towards what fits all of them.
fn sureness(student: &mut Student, texts: &[Text], places: &[usize], lessons: &[Lesson]) {
    let loss = |language: Option<usize>, sureness: f32| -> (f64, f64) {
        let mut sum = (0.0, 0.0);
        for (at, lesson) in places.iter().zip(lessons) {
            if texts[*at].set != "tweets" || language.is_some_and(|language| lesson.language != language) {
                continue;
            }
            let sums: Vec<f32> = student.say(lesson).iter().map(|share| share.max(1e-9).ln() * sureness).collect();
            let right = largest(&texts[*at].shares.unwrap_or_default());
            sum.0 -= f64::from(ground::linear::softmax(&sums)[right].max(1e-9).ln());
            sum.1 += 1.0;
        }
        sum
    };
    let steps: Vec<f32> = (0..41).map(|step| 0.4 + 0.04 * step as f32).collect();
    let all: Vec<f64> = steps
        .iter()
        .map(|step| {
            let (sum, count) = loss(None, *step);
            sum / count
        })
        .collect();
    let found: Vec<f32> = (0..LANGUAGE_COUNT)
        .map(|language| {
            // What all languages say counts as much as 300 texts of this one.
            let cost = |at: &usize| loss(Some(language), steps[*at]).0 + 300.0 * all[*at];
            let best = (0..steps.len()).min_by(|one, other| cost(one).total_cmp(&cost(other))).unwrap_or(0);
            steps[best]
        })
        .collect();
    eprintln!("sureness {found:?}");
    student.dense.sureness = found;
}

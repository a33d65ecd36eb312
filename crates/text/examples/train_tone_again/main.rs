//! Goes on learning from the weights in `models/tone.bin`, so that long French reviews are judged better: each review of the training
//! is learned whole and in halves, for a half says most of what the whole does and there are few reviews. What people said of the other
//! texts, and what the weights themselves say of texts of which nobody said anything, is learned along with it, so that it is not
//! forgotten. Run by `cargo xtask train tone_again` after `tone`; it asks no teacher. `docs/models.md` says what came of it.
#![expect(clippy::print_stderr, reason = "a training tells how it goes")]

#[path = "../ground/mod.rs"]
mod ground;
#[path = "../train_tone/learning.rs"]
mod learning;

use ground::tones::{self, Part, Text};
use ground::{Dice, Outcome, macro_f1, model_path};
use learning::{Lesson, Student};
use text::grams::Folded;
use text::model::{Blocks, Rounded};
use text::tone::features::Features;
use text::tone::network::{self, BITS, CLASSES, DENSE_SIZES, Dense, LANGUAGES, VERSION, WIDTH};
use text::tone::vocabulary::Vocabulary;

/// How often all texts are gone through: of three rounds the second left the tweets kept for tuning at their best (mean macro-F1).
const ROUNDS: usize = 2;
/// How quickly is learned at the beginning, of the pace of a training from nothing.
const PACE: f32 = 0.1;
/// The seed of everything that is random.
const SEED: u64 = 20_26;
/// Texts of which nobody said anything.
const SILENT: usize = 24_000;
/// How much they count.
const SILENT_WEIGHT: f32 = 0.6;
/// How much people count beside what the weights say, by set; and how much a text of the set counts.
const TRUST: [(&str, f32, f32); 4] =
    [("tweets", 0.55, 2.0), ("semeval", 0.3, 1.0), ("rated tweets", 0.5, 1.0), ("rated", 0.5, 0.7)];
/// The same of a review as a whole, of its first half and of its second, which more often says what the whole comes to.
const TRUST_WHOLE: (f32, f32) = (0.85, 2.0);
const TRUST_HALVES: [(f32, f32); 2] = [(0.5, 1.0), (0.6, 1.0)];
/// A review of fewer words is learned as a whole alone.
const HALVED_WORDS_MIN: usize = 40;

/// What learns, and the words it has vectors for.
struct Class {
    student: Student,
    words: Vec<u32>,
    vocabulary: Vocabulary,
}

fn main() -> Outcome<()> {
    let file = std::fs::read(model_path("tone"))?;
    let mut dice = Dice(SEED);
    let mut class = Class::read(&file, &mut dice)?;
    let texts = tones::all()?;
    let lessons = class.lessons(&texts, &mut dice);
    eprintln!("{} lessons; before {}", lessons.len(), class.tell(&texts));
    for round in 0..ROUNDS {
        let pace = |share: f32| PACE * (1.0 - (round as f32 + share) / ROUNDS as f32).max(0.01);
        let loss = class.student.round(&lessons, pace, &mut dice);
        eprintln!("round {round}: loss {loss:.4}; {}", class.tell(&texts));
    }
    let Class { student, words, .. } = class;
    std::fs::write(model_path("tone"), network::write(&student.linear, &words, &student.vectors, &student.dense))?;
    Ok(())
}

fn wide(rounded: Rounded<'_>) -> Vec<f32> {
    (0..rounded.bytes.len()).map(|at| rounded.whole(at) as f32 * rounded.scale).collect()
}

impl Class {
    /// Reads the file that the training wrote.
    fn read(file: &[u8], dice: &mut Dice) -> Outcome<Self> {
        let mut blocks = Blocks::open(file, VERSION)?;
        let linear = wide(blocks.rounded(CLASSES << BITS)?);
        let words: Vec<u32> = blocks.bytes()?.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four)).collect();
        let vectors = wide(blocks.rounded(words.len() * WIDTH)?);
        let mut parts = Vec::new();
        for size in DENSE_SIZES {
            parts.push(blocks.numbers(size)?);
        }
        let [filters, filters_bias, hidden, hidden_bias, out, out_bias, sureness] =
            parts.try_into().map_err(|_other: Vec<Vec<f32>>| "the model has other parts")?;
        let mut student = Student::new(1 << BITS, vectors, dice);
        student.linear = linear;
        student.dense = Dense { filters, filters_bias, hidden, hidden_bias, out, out_bias, sureness };
        let vocabulary = Vocabulary::new(words.iter().copied());
        Ok(Self { student, words, vocabulary })
    }

    /// A text with what the weights say of it.
    fn lesson(&self, text: &str, language: &str) -> Lesson {
        let folded = Folded::of(text);
        let (mut features, mut places) = (Features::new(), Vec::new());
        features.fill(&folded);
        self.vocabulary.places(&folded, &features.words, &mut places);
        let language = LANGUAGES.iter().position(|known| *known == language).unwrap_or(0);
        let features = features.all.iter().map(|feature| feature & ((1 << BITS) - 1)).collect();
        let mut lesson = Lesson { features, places, language, shares: [0.0; CLASSES], weight: SILENT_WEIGHT };
        let said = self.student.say(&lesson);
        lesson.shares.iter_mut().zip(said).for_each(|(share, said)| *share = said);
        lesson
    }

    /// The same with what people said, trusted so far and counting so much.
    fn corrected(&self, text: &str, language: &str, right: &[f32; CLASSES], (trust, weight): (f32, f32)) -> Lesson {
        let mut lesson = self.lesson(text, language);
        lesson.weight = weight;
        lesson.shares.iter_mut().zip(right).for_each(|(share, right)| *share = trust * right + (1.0 - trust) * *share);
        lesson
    }

    fn lessons(&self, texts: &[Text], dice: &mut Dice) -> Vec<Lesson> {
        let mut kept: Vec<&Text> = texts.iter().filter(|text| text.part == Part::Training && text.set != "reviews").collect();
        dice.shuffle(&mut kept);
        let (spoken, silent): (Vec<&Text>, Vec<&Text>) = kept.into_iter().partition(|text| text.shares.is_some());
        let mut lessons: Vec<Lesson> = silent.iter().take(SILENT).map(|text| self.lesson(&text.text, text.language)).collect();
        for text in spoken {
            let trust = TRUST.iter().find(|(set, ..)| *set == text.set);
            if let (Some((_, trust, weight)), Some(right)) = (trust, text.shares) {
                lessons.push(self.corrected(&text.text, text.language, &right, (*trust, *weight)));
            }
        }
        for text in texts.iter().filter(|text| text.part == Part::Training && text.set == "reviews") {
            let Some(right) = text.shares else { continue };
            lessons.push(self.corrected(&text.text, text.language, &right, TRUST_WHOLE));
            let words: Vec<&str> = text.text.split_whitespace().collect();
            if words.len() >= HALVED_WORDS_MIN {
                let (first, second) = words.split_at(words.len() / 2);
                for (half, trust) in [first, second].into_iter().zip(TRUST_HALVES) {
                    lessons.push(self.corrected(&half.join(" "), text.language, &right, trust));
                }
            }
        }
        lessons
    }

    /// How right it is on the tweets kept for tuning: macro-F1 by language and their mean.
    fn tell(&self, texts: &[Text]) -> String {
        let largest = |shares: &[f32]| (0..shares.len()).fold(0, |best, at| if shares[at] > shares[best] { at } else { best });
        let score = |language: &str| {
            let asked =
                texts.iter().filter(|text| text.set == "tweets" && text.part == Part::Tuning && text.language == language);
            let both =
                asked.map(|text| (largest(&text.shares.unwrap_or_default()), largest(&self.lesson(&text.text, language).shares)));
            let (right, said): (Vec<usize>, Vec<usize>) = both.unzip();
            macro_f1(&right, &said, CLASSES)
        };
        let by_language = LANGUAGES.map(|language| (language, score(language)));
        let mean = by_language.iter().map(|(_, f1)| f1).sum::<f64>() / by_language.len() as f64;
        let told: String = by_language.iter().map(|(language, f1)| format!("{language} {f1:.1} ")).collect();
        format!("tuning {told}mean {mean:.2}")
    }
}

//! What a workspace teaches: a small layer over a fixed model, moved a little by every word of a person.
//!
//! The model's probabilities stay what is begun from; each word and pair of words of a text adds to or takes from a class what it
//! did in the texts that were corrected. Weights move by `AdaGrad` (Duchi, Hazan and Singer, "Adaptive Subgradient Methods for
//! Online Learning and Stochastic Optimization", JMLR 12, 2011) on the logistic loss, so that a word seen once moves quickly and one
//! seen often hardly at all. Nothing is kept but the corrections themselves: the same ones in the same order give the same layer.

use std::collections::HashMap;

use crate::signs;

/// The most words of a text that are looked at.
const WORDS_MAX: usize = 400;
/// How far one correction moves the weights of words not seen before.
const RATE: f32 = 0.5;
/// Keeps the first steps finite.
const BEGINNING: f32 = 1e-2;
/// A probability is never taken for less than this, so that its logarithm is finite.
const LEAST: f32 = 1e-3;

/// The words and pairs of words of a text, hashed, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features(Vec<u64>);

/// A weight and the sum of the squares of its steps.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    value: f32,
    squares: f32,
}

/// The layer over a model that chooses between `CLASSES` classes.
#[derive(Clone, Debug)]
pub struct Lesson<const CLASSES: usize> {
    weights: HashMap<u64, [Weight; CLASSES]>,
    learned: u32,
}

impl Features {
    /// Reads a text: its words in small letters, and each two that follow each other.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hashes = vec![hash(0, "")];
        let mut before = None;
        let words = text.split(|letter: char| !signs::is_alphanumeric(letter)).filter(|word| !word.is_empty());
        for word in words.take(WORDS_MAX) {
            let word = hash(1, &word.to_lowercase());
            hashes.push(word);
            hashes.extend(before.map(|before: u64| before.rotate_left(23).wrapping_add(word)));
            before = Some(word);
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }

    /// What each feature counts for: a long text must not weigh more than a short one.
    fn share(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let count = self.0.len() as f32;
        1.0 / count.sqrt()
    }
}

/// FNV-1a (Fowler, Noll and Vo).
fn hash(seed: u64, word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325 ^ seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

impl<const CLASSES: usize> Default for Lesson<CLASSES> {
    fn default() -> Self {
        Self { weights: HashMap::new(), learned: 0 }
    }
}

impl<const CLASSES: usize> Lesson<CLASSES> {
    /// How many words of people it has heard.
    #[must_use]
    pub const fn learned(&self) -> u32 {
        self.learned
    }

    /// The probabilities of the classes, from those of the model and what was learned; they sum to 1. Without a lesson they are
    /// the model's own.
    #[must_use]
    pub fn scores(&self, model: [f32; CLASSES], features: &Features) -> [f32; CLASSES] {
        if self.learned == 0 {
            return model;
        }
        let mut scores = model.map(|probability| probability.max(LEAST).ln());
        let share = features.share();
        for weights in features.0.iter().filter_map(|feature| self.weights.get(feature)) {
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight.value * share);
        }
        softmax(scores)
    }

    /// Learns that a text of these features is of this class, whatever the model says.
    pub fn learn(&mut self, model: [f32; CLASSES], features: &Features, right: usize) {
        self.learned += 1;
        let scores = self.scores(model, features);
        let share = features.share();
        for feature in &features.0 {
            let weights = self.weights.entry(*feature).or_insert([Weight::default(); CLASSES]);
            for (class, (weight, score)) in weights.iter_mut().zip(scores).enumerate() {
                let slope = (score - if class == right { 1.0 } else { 0.0 }) * share;
                weight.squares += slope * slope;
                weight.value -= RATE * slope / (BEGINNING + weight.squares).sqrt();
            }
        }
    }
}

fn softmax<const CLASSES: usize>(scores: [f32; CLASSES]) -> [f32; CLASSES] {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers = scores.map(|score| (score - most).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNSURE: [f32; 3] = [0.3, 0.4, 0.3];

    fn best(scores: [f32; 3]) -> usize {
        (0..3).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap()
    }

    #[test]
    fn nothing_learned_changes_nothing() {
        assert_eq!(Lesson::<3>::default().scores(UNSURE, &Features::of("trop fort")), UNSURE);
    }

    #[test]
    fn what_people_say_of_a_word_is_learned_and_other_words_are_left_alone() {
        let mut lesson = Lesson::<3>::default();
        for (text, right) in [
            ("c'est chanmé cette veste", 2),
            ("chanmé le bonnet", 2),
            ("la veste est arrivée", 1),
            ("le bonnet est bleu", 1),
            ("vraiment chanmé", 2),
            ("bof la taille", 0),
            ("bof", 0),
        ] {
            lesson.learn(UNSURE, &Features::of(text), right);
        }
        assert_eq!(best(lesson.scores(UNSURE, &Features::of("trop chanmé ces gants"))), 2);
        assert_eq!(best(lesson.scores(UNSURE, &Features::of("bof ces gants"))), 0);
        assert_eq!(best(lesson.scores([0.9, 0.05, 0.05], &Features::of("une honte"))), 0);
        assert_eq!(lesson.learned(), 7);
    }

    #[test]
    fn one_correction_is_remembered_and_the_same_ones_give_the_same_layer() {
        let text = Features::of("Le service client m'a rappelée dans l'heure");
        let taught = || {
            let mut lesson = Lesson::<3>::default();
            lesson.learn([0.5, 0.3, 0.2], &text, 2);
            lesson
        };
        assert_eq!(best(taught().scores([0.5, 0.3, 0.2], &text)), 2);
        assert_eq!(taught().scores(UNSURE, &text), taught().scores(UNSURE, &text));
    }

    #[test]
    fn any_text_has_finite_scores_that_sum_to_one() {
        let mut lesson = Lesson::<3>::default();
        for text in ["", "😀😀", "a", &"mot ".repeat(100_000), "\u{202E}\u{200B}"] {
            let features = Features::of(text);
            for _ in 0..50 {
                lesson.learn([1.0, 0.0, 0.0], &features, 2);
            }
            let scores = lesson.scores([0.0, 0.0, 1.0], &features);
            assert!(
                (scores.iter().sum::<f32>() - 1.0).abs() < 1e-4 && scores.iter().all(|score| score.is_finite()),
                "{scores:?}"
            );
        }
    }
}

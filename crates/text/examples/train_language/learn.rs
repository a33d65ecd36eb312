//! Softmax regression over n-grams: learnt on all that were seen twice, then on the rows that are worth keeping.

use crate::corpus::{Chance, Corpus};
use std::collections::HashMap;
use text::language::{
    grams::each_gram,
    model::{LEVELS, TEMPERATURE_STEPS, WEIGHT_MAX},
};

/// Examples of each language in a round.
const EXAMPLES: usize = 14_000;
/// Rounds over all n-grams, and afterwards over those that are kept.
const ROUNDS: [usize; 2] = [4, 3];
/// The first step of `AdaGrad`.
const STEP: f32 = 0.5;
/// N-grams that are left out of an example, of a hundred: words never seen must be told by their parts.
const DROPPED_PERCENT: u64 = 25;
/// How hard weights are drawn to zero, for each example that they took part in.
const DECAY: f32 = 2e-5;
/// N-grams that are learnt at first.
const GRAMS_MAX: usize = 400_000;
/// What calibration is measured on, for each language.
const HELD_EXAMPLES: usize = 2_000;

struct Weights {
    width: usize,
    row_of: HashMap<u32, u32>,
    keys: Vec<u32>,
    rows: Vec<f32>,
    steps: Vec<f32>,
    biases: Vec<f32>,
}

impl Weights {
    fn scores(&self, rows: &[u32], grams: usize, scores: &mut [f32]) {
        scores.fill(0.0);
        for &row in rows {
            let row = &self.rows[row as usize * self.width..][..self.width];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        let factor = 1.0 / (grams.max(1) as f32).sqrt();
        for (score, bias) in scores.iter_mut().zip(&self.biases) {
            *score = *score * factor + bias;
        }
    }

    fn learn(&mut self, corpus: &Corpus, chance: &mut Chance, rounds: usize) {
        let classes = corpus.tongues.len();
        let (mut grams, mut rows, mut scores) = (Vec::new(), Vec::new(), vec![0.0; self.width]);
        for round in 0..rounds {
            let step = STEP * (1.0 - round as f32 / rounds as f32).max(0.1);
            let mut loss = 0.0_f64;
            for _ in 0..EXAMPLES {
                for right in 0..classes {
                    corpus.example(right, chance, &mut grams);
                    rows.clear();
                    let kept = grams.iter().filter(|_| chance.next() % 100 >= DROPPED_PERCENT);
                    rows.extend(kept.filter_map(|key| self.row_of.get(key)));
                    let read = (grams.len() * (100 - DROPPED_PERCENT as usize) / 100).max(1);
                    self.scores(&rows, read, &mut scores);
                    softmax(&mut scores[..classes], 1.0);
                    loss -= f64::from(scores[right].max(1e-9)).ln();
                    scores[right] -= 1.0;
                    let factor = 1.0 / (read as f32).sqrt();
                    let size: f32 = scores[..classes].iter().map(|error| error * error).sum::<f32>() * factor * factor;
                    for &row in &rows {
                        self.steps[row as usize] += size;
                        let rate = step * factor / (self.steps[row as usize] / 8.0 + 1e-3).sqrt();
                        let weights = &mut self.rows[row as usize * self.width..][..self.width];
                        for (weight, error) in weights.iter_mut().zip(&scores) {
                            *weight = *weight * (1.0 - DECAY) - rate * error;
                        }
                    }
                    for (bias, error) in self.biases.iter_mut().zip(&scores) {
                        *bias -= 0.002 * step * error;
                    }
                }
            }
            eprintln!("  round {round}: loss {:.4}", loss / (EXAMPLES * classes) as f64);
        }
    }

    /// Keeps the rows that say most: how often one is met, times how far its weights lie apart.
    fn prune(&mut self, counts: &HashMap<u32, f32>, rows_max: usize) {
        let mut worth: Vec<(f32, u32)> = (0..self.keys.len())
            .map(|row| {
                let weights = &self.rows[row * self.width..][..self.width];
                let mean = weights.iter().sum::<f32>() / self.width as f32;
                let spread: f32 = weights.iter().map(|weight| (weight - mean).powi(2)).sum();
                (counts[&self.keys[row]].sqrt() * spread.sqrt(), row as u32)
            })
            .collect();
        worth.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        worth.truncate(rows_max);
        let rows = worth.iter().flat_map(|&(_, row)| self.rows[row as usize * self.width..][..self.width].to_vec()).collect();
        self.keys = worth.iter().map(|&(_, row)| self.keys[row as usize]).collect();
        self.steps = worth.iter().map(|&(_, row)| self.steps[row as usize] * 0.2).collect();
        self.rows = rows;
        self.row_of = self.keys.iter().enumerate().map(|(row, &key)| (key, row as u32)).collect();
    }
}

fn softmax(scores: &mut [f32], temperature: f32) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    for score in scores.iter_mut() {
        *score = ((*score - top) / temperature).exp();
    }
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// Learns a table and appends it to the file.
pub(crate) fn table(corpus: &Corpus, codes: &[&str], priors: &[f32], rows_max: usize, bytes: &mut Vec<u8>) {
    let counts = counts(corpus);
    let mut seen: Vec<(&u32, &f32)> = counts.iter().collect();
    seen.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    seen.truncate(GRAMS_MAX);
    let keys: Vec<u32> = seen.iter().map(|(key, _)| **key).collect();
    let width = codes.len();
    let mut weights = Weights {
        width,
        row_of: keys.iter().enumerate().map(|(row, &key)| (key, row as u32)).collect(),
        rows: vec![0.0; keys.len() * width],
        steps: vec![0.0; keys.len()],
        biases: vec![0.0; width],
        keys,
    };
    let mut chance = Chance(20_260 + width as u64);
    weights.learn(corpus, &mut chance, ROUNDS[0]);
    weights.prune(&counts, rows_max);
    weights.learn(corpus, &mut chance, ROUNDS[1]);
    let temperatures = temperatures(&weights, corpus, &mut chance);
    eprintln!("  {} rows, temperatures {temperatures:?}", weights.keys.len());
    for (bias, prior) in weights.biases.iter_mut().zip(priors) {
        *bias += prior;
    }
    write(&weights, codes, temperatures, bytes);
}

/// How often each n-gram is met when all languages are read alike, at least twice.
fn counts(corpus: &Corpus) -> HashMap<u32, f32> {
    let mut sizes = vec![0_u32; corpus.tongues.len()];
    corpus.each_word(|number, _| sizes[number] += 1);
    let mut counts: HashMap<u32, (f32, u32)> = HashMap::new();
    corpus.each_word(|number, word| {
        let share = 1e5 / sizes[number] as f32;
        each_gram(word, |key| {
            let count = counts.entry(key).or_default();
            *count = (count.0 + share, count.1 + 1);
        });
    });
    counts.into_iter().filter(|(_, count)| count.1 >= 2).map(|(key, count)| (key, count.0)).collect()
}

/// For each number of n-grams the temperature under which what was kept out is likeliest.
fn temperatures(weights: &Weights, corpus: &Corpus, chance: &mut Chance) -> [f32; TEMPERATURE_STEPS.len() + 1] {
    let classes = corpus.tongues.len();
    let mut by_step: Vec<Vec<(usize, Vec<f32>)>> = vec![Vec::new(); TEMPERATURE_STEPS.len() + 1];
    for (right, tongue) in corpus.tongues.iter().enumerate().filter(|(_, tongue)| !tongue.held.is_empty()) {
        for _ in 0..HELD_EXAMPLES {
            let words = &tongue.held[chance.below(tongue.held.len())];
            let wanted = 1 + chance.below(20);
            let start = if words.len() > wanted { chance.below(words.len() - wanted + 1) } else { 0 };
            let mut grams = Vec::new();
            words[start..].iter().take(wanted).for_each(|word| each_gram(word, |key| grams.push(key)));
            let rows: Vec<u32> = grams.iter().filter_map(|key| weights.row_of.get(key).copied()).collect();
            let mut scores = vec![0.0; weights.width];
            weights.scores(&rows, grams.len(), &mut scores);
            let step = TEMPERATURE_STEPS.iter().position(|&most| grams.len() <= most).unwrap_or(TEMPERATURE_STEPS.len());
            by_step[step].push((right, scores[..classes].to_vec()));
        }
    }
    std::array::from_fn(|step| {
        let tried = (0..40).map(|try_| 0.15 * 1.08_f32.powi(try_));
        let loss = |temperature: f32| -> f64 {
            let of_one = |(right, scores): &(usize, Vec<f32>)| {
                let mut scores = scores.clone();
                softmax(&mut scores, temperature);
                -f64::from(scores[*right].max(1e-9)).ln()
            };
            by_step[step].iter().map(of_one).sum()
        };
        tried.map(|temperature| (loss(temperature), temperature)).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(1.0, |best| best.1)
    })
}

fn write(weights: &Weights, codes: &[&str], temperatures: [f32; TEMPERATURE_STEPS.len() + 1], bytes: &mut Vec<u8>) {
    let mut sorted = weights.rows.clone();
    sorted.sort_by(f32::total_cmp);
    // The few largest are cut, so that the many small ones are told apart.
    let most = sorted[sorted.len() / 2_000].abs().max(sorted[sorted.len() - 1 - sorted.len() / 2_000].abs()).max(1e-6);
    let scale = most / WEIGHT_MAX;
    let levels = levels(&sorted, most).map(|level| (level / scale).round().clamp(-WEIGHT_MAX, WEIGHT_MAX));
    bytes.extend((codes.len() as u32).to_le_bytes());
    bytes.extend((weights.keys.len() as u32).to_le_bytes());
    for code in codes {
        let mut four = [0; 4];
        four[..code.len()].copy_from_slice(code.as_bytes());
        bytes.extend(four);
    }
    weights.biases.iter().chain(&temperatures).for_each(|number| bytes.extend(number.to_le_bytes()));
    bytes.extend(levels.map(|level| level as i8 as u8));
    bytes.extend(scale.to_le_bytes());
    weights.keys.iter().for_each(|key| bytes.extend(key.to_le_bytes()));
    for row in weights.rows.chunks_exact(weights.width) {
        let numbers: Vec<u8> = row.iter().map(|weight| nearest(&levels, weight / scale) as u8).collect();
        bytes.extend(numbers.chunks(2).map(|two| two[0] | two.get(1).map_or(0, |high| high << 4)));
    }
}

/// The levels from which the weights lie least far in the mean of squares (Lloyd 1982).
fn levels(sorted: &[f32], most: f32) -> [f32; LEVELS] {
    let mut levels: [f32; LEVELS] = std::array::from_fn(|number| most * (2.0 * number as f32 / (LEVELS - 1) as f32 - 1.0) * 0.6);
    let sample: Vec<f32> =
        sorted.iter().step_by((sorted.len() / 100_000).max(1)).map(|weight| weight.clamp(-most, most)).collect();
    for _ in 0..40 {
        let mut sums = [(0.0_f32, 0.0_f32); LEVELS];
        for &weight in &sample {
            let sum = &mut sums[nearest(&levels, weight)];
            *sum = (sum.0 + weight, sum.1 + 1.0);
        }
        for (level, (sum, count)) in levels.iter_mut().zip(sums) {
            if count > 0.0 {
                *level = sum / count;
            }
        }
    }
    levels
}

fn nearest(levels: &[f32; LEVELS], weight: f32) -> usize {
    (0..LEVELS).min_by(|&a, &b| (levels[a] - weight).abs().total_cmp(&(levels[b] - weight).abs())).unwrap_or(0)
}

//! Learning of the network of the tone: the gradient written out, Adam for the dense numbers, AdaGrad for what is looked up.

use crate::ground::Dice;
use crate::ground::linear::softmax;
use text::tone::network::{CLASSES, DENSE_SIZES, Dense, EVENNESS, FILTERS, HIDDEN, POOLED, WIDTH, WINDOW};

/// One text to learn from.
pub(crate) struct Lesson {
    /// Hashed features, cut to the bits that count.
    pub(crate) features: Vec<u32>,
    /// Places of its words' vectors; `u32::MAX` where there is none.
    pub(crate) places: Vec<u32>,
    /// Place of its language.
    pub(crate) language: usize,
    /// Shares that are right.
    pub(crate) shares: [f32; CLASSES],
    /// How much it counts.
    pub(crate) weight: f32,
}

/// Lessons that one step of the dense numbers is made of.
const LESSONS_A_STEP: usize = 16;
/// Share of words that are left out at random, so that no single one is relied on.
const WORDS_LEFT_OUT: f32 = 0.12;
/// Share of numbers of the hidden layer's input that are left out.
const POOLED_LEFT_OUT: f32 = 0.2;
/// First step of each kind of numbers.
const DENSE_STEP: f32 = 1.5e-3;
const VECTOR_STEP: f32 = 0.02;
const LINEAR_STEP: f32 = 0.12;
/// How strongly vectors are drawn back to the teacher's, and weights of features to 0, each time they are used.
const VECTOR_PULL: f32 = 2e-4;
const LINEAR_PULL: f32 = 4e-5;

/// The network while it learns.
pub(crate) struct Student {
    pub(crate) linear: Vec<f32>,
    linear_pace: Vec<f32>,
    pub(crate) vectors: Vec<f32>,
    taught: Vec<f32>,
    vectors_pace: Vec<f32>,
    pub(crate) dense: Dense,
    slopes: Dense,
    moments: [Dense; 2],
    steps: i32,
}

/// What is kept of a text's way through the network.
struct Pass {
    vectors: Vec<[f32; WIDTH]>,
    filtered: Vec<[f32; FILTERS]>,
    pooled: [f32; POOLED],
    hidden: [f32; HIDDEN],
    shares: Vec<f32>,
}

fn empty() -> Dense {
    let [filters, filters_bias, hidden, hidden_bias, out, out_bias, sureness] = DENSE_SIZES.map(|size| vec![0.0; size]);
    Dense { filters, filters_bias, hidden, hidden_bias, out, out_bias, sureness }
}

fn parts(dense: &mut Dense) -> [&mut Vec<f32>; 6] {
    [&mut dense.filters, &mut dense.filters_bias, &mut dense.hidden, &mut dense.hidden_bias, &mut dense.out, &mut dense.out_bias]
}

impl Student {
    pub(crate) fn new(features: usize, vectors: Vec<f32>, dice: &mut Dice) -> Self {
        let mut dense = empty();
        let mut fill = |part: &mut Vec<f32>, inputs: usize| {
            let size = (2.0 / inputs as f32).sqrt();
            part.iter_mut().for_each(|number| *number = size * 1.7 * (2.0 * dice.share() - 1.0));
        };
        fill(&mut dense.filters, WINDOW * WIDTH);
        fill(&mut dense.hidden, POOLED);
        fill(&mut dense.out, HIDDEN);
        dense.sureness.fill(1.0);
        Self {
            linear: vec![0.0; features * CLASSES],
            linear_pace: vec![0.05; features * CLASSES],
            vectors_pace: vec![0.02; vectors.len() / WIDTH],
            taught: vectors.clone(),
            vectors,
            dense,
            slopes: empty(),
            moments: [empty(), empty()],
            steps: 0,
        }
    }

    /// Goes once through all lessons. `pace` goes from 1 towards 0 as the learning ends.
    pub(crate) fn round(&mut self, lessons: &[Lesson], pace: impl Fn(f32) -> f32, dice: &mut Dice) -> f64 {
        let mut order: Vec<usize> = (0..lessons.len()).collect();
        dice.shuffle(&mut order);
        let mut loss = 0.0;
        for (done, at) in order.iter().enumerate() {
            let pace = pace(done as f32 / order.len() as f32);
            loss += self.learn(&lessons[*at], pace, dice);
            if (done + 1) % LESSONS_A_STEP == 0 {
                self.step(pace);
            }
        }
        loss / lessons.len() as f64
    }

    fn vector(&self, place: u32) -> [f32; WIDTH] {
        let at = place as usize * WIDTH;
        if place == u32::MAX { [0.0; WIDTH] } else { std::array::from_fn(|number| self.vectors[at + number]) }
    }

    /// The shares that are said of a text.
    pub(crate) fn say(&self, lesson: &Lesson) -> Vec<f32> {
        self.pass(lesson, &lesson.places, &[1.0; POOLED]).shares
    }

    fn pass(&self, lesson: &Lesson, places: &[u32], kept: &[f32; POOLED]) -> Pass {
        let vectors: Vec<[f32; WIDTH]> = places.iter().map(|place| self.vector(*place)).collect();
        let filtered: Vec<[f32; FILTERS]> = (0..vectors.len()).map(|at| self.dense.filtered(&vectors, at)).collect();
        let mut pooled = self.dense.pooled(&vectors);
        pooled.iter_mut().zip(kept).for_each(|(number, kept)| *number *= kept);
        let hidden = self.dense.hidden_of(&pooled);
        let mut sums = self.dense.deep(&hidden, lesson.language);
        let scale = 1.0 / (lesson.features.len() as f32 + EVENNESS).sqrt();
        for feature in &lesson.features {
            let row = &self.linear[*feature as usize * CLASSES..][..CLASSES];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += scale * weight);
        }
        Pass { vectors, filtered, pooled, hidden, shares: softmax(&sums) }
    }

    fn learn(&mut self, lesson: &Lesson, pace: f32, dice: &mut Dice) -> f64 {
        let places: Vec<u32> =
            lesson.places.iter().map(|place| if dice.share() < WORDS_LEFT_OUT { u32::MAX } else { *place }).collect();
        let kept: [f32; POOLED] =
            std::array::from_fn(|_| if dice.share() < POOLED_LEFT_OUT { 0.0 } else { 1.0 / (1.0 - POOLED_LEFT_OUT) });
        let pass = self.pass(lesson, &places, &kept);
        let mut slope = [0.0; CLASSES];
        let mut loss = 0.0;
        for (slope, (found, right)) in slope.iter_mut().zip(pass.shares.iter().zip(&lesson.shares)) {
            *slope = (found - right) * lesson.weight;
            loss -= f64::from(right * found.max(1e-6).ln());
        }
        self.learn_linear(lesson, &slope, pace);
        let slopes_pooled = self.slope_top(lesson, &pass, &slope, &kept);
        self.slope_filters(&places, &pass, &slopes_pooled, pace);
        loss
    }

    fn learn_linear(&mut self, lesson: &Lesson, slope: &[f32; CLASSES], pace: f32) {
        let scale = 1.0 / (lesson.features.len() as f32 + EVENNESS).sqrt();
        for feature in &lesson.features {
            let at = *feature as usize * CLASSES;
            for (here, slope) in (at..).zip(slope) {
                let slope = slope * scale + LINEAR_PULL * self.linear[here];
                self.linear_pace[here] += slope * slope;
                self.linear[here] -= LINEAR_STEP * pace * slope / self.linear_pace[here].sqrt();
            }
        }
    }

    /// The slopes of the output and the hidden layer; gives those of what the hidden layer reads.
    fn slope_top(&mut self, lesson: &Lesson, pass: &Pass, slope: &[f32; CLASSES], kept: &[f32; POOLED]) -> [f32; POOLED] {
        let mut hidden = [0.0; HIDDEN];
        for (at, (hidden, passed)) in hidden.iter_mut().zip(&pass.hidden).enumerate() {
            for (here, slope) in (at * CLASSES..).zip(slope) {
                self.slopes.out[here] += passed * slope;
                *hidden += self.dense.out[here] * slope;
            }
            if *passed <= 0.0 {
                *hidden = 0.0;
            }
            self.slopes.hidden_bias[at] += *hidden;
        }
        (0..CLASSES).for_each(|class| self.slopes.out_bias[lesson.language * CLASSES + class] += slope[class]);
        let mut pooled = [0.0; POOLED];
        for (at, sum) in pooled.iter_mut().enumerate() {
            let weights = &self.dense.hidden[at * HIDDEN..][..HIDDEN];
            let slopes = &mut self.slopes.hidden[at * HIDDEN..][..HIDDEN];
            for number in 0..HIDDEN {
                slopes[number] += pass.pooled[at] * hidden[number];
                *sum += weights[number] * hidden[number];
            }
            *sum *= kept[at];
        }
        pooled
    }

    /// The slopes of the filters, and a step of the words' vectors.
    fn slope_filters(&mut self, places: &[u32], pass: &Pass, pooled: &[f32; POOLED], pace: f32) {
        let count = pass.vectors.len();
        let share = 1.0 / count.max(1) as f32;
        let mut largest = [(0usize, 0.0f32); FILTERS];
        for (at, filtered) in pass.filtered.iter().enumerate() {
            for (best, number) in largest.iter_mut().zip(filtered) {
                if *number > best.1 {
                    *best = (at, *number);
                }
            }
        }
        let mut vectors: Vec<[f32; WIDTH]> = vec![std::array::from_fn(|number| pooled[2 * FILTERS + number] * share); count];
        for at in 0..count {
            let filtered = &pass.filtered[at];
            let slope: [f32; FILTERS] = std::array::from_fn(|filter| {
                let most = if largest[filter].0 == at { pooled[FILTERS + filter] } else { 0.0 };
                if filtered[filter] > 0.0 { pooled[filter] * share + most } else { 0.0 }
            });
            self.slopes.filters_bias.iter_mut().zip(&slope).for_each(|(sum, slope)| *sum += slope);
            for place in 0..WINDOW {
                let Some(from) = (at + place).checked_sub(WINDOW / 2).filter(|from| *from < count) else { continue };
                for (number, value) in pass.vectors[from].iter().enumerate() {
                    let row = (place * WIDTH + number) * FILTERS;
                    let slopes = &mut self.slopes.filters[row..row + FILTERS];
                    slopes.iter_mut().zip(&slope).for_each(|(sum, slope)| *sum += value * slope);
                    let weights = &self.dense.filters[row..row + FILTERS];
                    vectors[from][number] += weights.iter().zip(&slope).map(|(weight, slope)| weight * slope).sum::<f32>();
                }
            }
        }
        for (place, slope) in places.iter().zip(&vectors).filter(|(place, _)| **place != u32::MAX) {
            let at = *place as usize;
            let pace_of = &mut self.vectors_pace[at];
            *pace_of += slope.iter().map(|slope| slope * slope).sum::<f32>() / WIDTH as f32;
            let step = VECTOR_STEP * pace / pace_of.sqrt();
            for (here, slope) in (at * WIDTH..).zip(slope) {
                let pull = VECTOR_PULL * (self.vectors[here] - self.taught[here]);
                self.vectors[here] -= step * (slope + pull);
            }
        }
    }

    /// A step of the dense numbers, by Adam (Kingma and Ba 2015).
    fn step(&mut self, pace: f32) {
        self.steps += 1;
        let (first_share, second_share) = (1.0 - 0.9f32.powi(self.steps), 1.0 - 0.999f32.powi(self.steps));
        let [first, second] = &mut self.moments;
        let all = parts(&mut self.dense).into_iter().zip(parts(&mut self.slopes)).zip(parts(first)).zip(parts(second));
        for (((numbers, slopes), first), second) in all {
            for at in 0..numbers.len() {
                let slope = slopes[at] / LESSONS_A_STEP as f32;
                slopes[at] = 0.0;
                first[at] = 0.9 * first[at] + 0.1 * slope;
                second[at] = 0.999 * second[at] + 0.001 * slope * slope;
                let step = (first[at] / first_share) / ((second[at] / second_share).sqrt() + 1e-8);
                numbers[at] -= DENSE_STEP * pace * (step + 0.01 * numbers[at]);
            }
        }
    }
}

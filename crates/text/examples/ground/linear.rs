//! A trainer of linear layers over hashed features, with soft labels: logistic regression by AdaGrad.

use super::Dice;

/// One text to learn from.
pub struct Lesson {
    /// Its features, with how much each counts.
    pub features: Vec<(u32, f32)>,
    /// The share of each class that is right; they sum to 1.
    pub shares: Vec<f32>,
    /// How much it counts.
    pub weight: f32,
}

/// How to learn.
pub struct Method {
    /// 2^bits features.
    pub bits: u32,
    /// How many classes there are.
    pub classes: usize,
    /// How often all lessons are gone through.
    pub rounds: usize,
    /// How far one step goes at first.
    pub step: f32,
    /// How strongly weights are drawn to 0 whenever their feature occurs.
    pub decay: f32,
}

/// The weights, `classes` numbers a feature, and behind them one a class that counts for every text.
pub fn train(lessons: &[Lesson], method: &Method, dice: &mut Dice) -> Vec<f32> {
    let size = (method.classes << method.bits) + method.classes;
    let bias = size - method.classes;
    let mask = (1u32 << method.bits) - 1;
    let mut weights = vec![0.0f32; size];
    let mut paces = vec![1e-3f32; size];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    for _ in 0..method.rounds {
        dice.shuffle(&mut order);
        for lesson in order.iter().map(|at| &lessons[*at]) {
            let mut shares = say(&weights, &lesson.features, method);
            for (share, right) in shares.iter_mut().zip(&lesson.shares) {
                *share = (*share - right) * lesson.weight;
            }
            let mut learn = |at: usize, slope: f32| {
                let slope = slope + method.decay * weights[at];
                paces[at] += slope * slope;
                weights[at] -= method.step * slope / paces[at].sqrt();
            };
            for (feature, count) in &lesson.features {
                let at = (feature & mask) as usize * method.classes;
                shares.iter().enumerate().for_each(|(class, slope)| learn(at + class, slope * count));
            }
            shares.iter().enumerate().for_each(|(class, slope)| learn(bias + class, *slope));
        }
    }
    weights
}

/// The shares of the classes as these weights see them.
pub fn say(weights: &[f32], features: &[(u32, f32)], method: &Method) -> Vec<f32> {
    let mask = (1u32 << method.bits) - 1;
    let mut sums = weights[weights.len() - method.classes..].to_vec();
    for (feature, count) in features {
        let at = (feature & mask) as usize * method.classes;
        sums.iter_mut().zip(&weights[at..]).for_each(|(sum, weight)| *sum += weight * count);
    }
    softmax(&sums)
}

/// Shares out of sums.
pub fn softmax(sums: &[f32]) -> Vec<f32> {
    let most = sums.iter().fold(f32::MIN, |most, sum| most.max(*sum));
    let powers: Vec<f32> = sums.iter().map(|sum| (sum - most).exp()).collect();
    let all: f32 = powers.iter().sum();
    powers.iter().map(|power| power / all).collect()
}

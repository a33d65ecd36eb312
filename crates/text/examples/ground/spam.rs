//! Learning what spam is, for the program that trains and the one that measures.

use text::model::Writing;
use text::spam::{BITS, SORTS, VERSION, features, share_of};

use crate::ground::{self, Dice, Outcome};

/// The videos whose comments are here.
pub(crate) const VIDEOS: [&str; 4] =
    ["en.youtube.02-katyperry", "en.youtube.03-lmfao", "en.youtube.04-eminem", "en.youtube.05-shakira"];

/// One comment or message.
pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) is_spam: bool,
    pub(crate) weight: f32,
}

/// The rows of the sets that are wanted.
pub(crate) fn rows(is_wanted: impl Fn(&str) -> bool) -> Outcome<Vec<Row>> {
    let mut all = Vec::new();
    for set in VIDEOS.into_iter().chain(["en.sms"]).filter(|set| is_wanted(set)) {
        for row in ground::rows(&format!("spam/{set}.tsv"))? {
            let is_spam = row[0] == "spam";
            // Seven of eight messages are none.
            let weight = if set == "en.sms" { if is_spam { 0.4 } else { 0.15 } } else { 1.0 };
            all.push(Row { text: row[1].clone(), is_spam, weight });
        }
    }
    Ok(all)
}

/// Logistic regression by AdaGrad; gives the file of the model.
pub(crate) fn learn(rows: &[Row], dice: &mut Dice) -> Vec<u8> {
    const ROUNDS: usize = 12;
    const STEP: f32 = 0.15;
    const DECAY: f32 = 3e-5;
    let mask = (1_u32 << BITS) - 1;
    let lessons: Vec<Vec<(usize, f32)>> = rows
        .iter()
        .map(|row| {
            let mut parts: [Vec<u32>; SORTS] = Default::default();
            features(&row.text, |sort, feature| parts[sort].push(feature & mask));
            let with_share = |(sort, part): (usize, Vec<u32>)| {
                let share = share_of(sort, part.len());
                part.into_iter().map(move |feature| (feature as usize, share))
            };
            parts.into_iter().enumerate().flat_map(with_share).collect()
        })
        .collect();
    let mut weights = vec![0.0_f32; 1 << BITS];
    let mut paces = vec![1e-3_f32; 1 << BITS];
    let (mut always, mut always_pace) = (0.0_f32, 1e-2_f32);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    for _ in 0..ROUNDS {
        dice.shuffle(&mut order);
        for at in &order {
            let sum: f32 = lessons[*at].iter().map(|(feature, share)| weights[*feature] * share).sum::<f32>() + always;
            let slope = (1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(rows[*at].is_spam))) * rows[*at].weight;
            for (feature, share) in &lessons[*at] {
                let slope = slope * share + DECAY * weights[*feature];
                paces[*feature] += slope * slope;
                weights[*feature] -= STEP * slope / paces[*feature].sqrt();
            }
            always_pace += slope * slope;
            always -= STEP * slope / always_pace.sqrt();
        }
    }
    let mut writing = Writing::new(VERSION);
    writing.rounded(&weights, None);
    writing.numbers(&[always, 1.0]);
    writing.finish()
}

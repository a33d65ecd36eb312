//! What a text wants: question, complaint, praise, suggestion, wish to buy, threat of leaving, crisis.
//!
//! Patterns of words in French and English (`patterns`) each say with how much trust they speak for an intent; what speaks for
//! the same adds up as chances do (one minus the product of the doubts). What the models of tone and rudeness say raises or
//! lowers complaint and praise.

mod pattern;
mod patterns_en;
mod patterns_fr;

use pattern::Patterns;

use crate::clause::Clauses;

/// What a text wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Intent {
    /// Wants to know something.
    Question,
    /// Says what went wrong.
    Complaint,
    /// Says what was good.
    Praise,
    /// Says what should be otherwise.
    Suggestion,
    /// Wants to buy.
    Purchase,
    /// Leaves, or says it will.
    Leaving,
    /// Speaks of what can become a crisis: harm, law, police, press, boycott, a leak.
    Crisis,
}

impl Intent {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Question, Self::Complaint, Self::Praise, Self::Suggestion, Self::Purchase, Self::Leaving, Self::Crisis];

    /// The word for it in what programs read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Complaint => "complaint",
            Self::Praise => "praise",
            Self::Suggestion => "suggestion",
            Self::Purchase => "purchase",
            Self::Leaving => "leaving",
            Self::Crisis => "crisis",
        }
    }
}

/// What the models say of the text, each from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Leaning {
    /// The share of negative.
    pub negative: f32,
    /// The share of positive.
    pub positive: f32,
}

/// The score of each intent, from 0 to 1, in the order of [`Intent::ALL`]; 0.5 and more counts. Patterns are those of French for
/// `fr`, of English for `en`, of both for everything else.
#[must_use]
pub fn judge(text: &str, language: &str, leaning: Leaning) -> [(Intent, f32); 7] {
    scores(&Clauses::of(text), language, leaning)
}

pub(crate) fn scores(clauses: &Clauses, language: &str, leaning: Leaning) -> [(Intent, f32); 7] {
    let mut doubts = [1.0_f32; 7];
    for patterns in Patterns::of(language) {
        patterns.find(clauses, |intent, trust| {
            let doubt = &mut doubts[intent as usize];
            *doubt *= 1.0 - trust;
        });
    }
    let is_asked =
        clauses.questions.iter().any(|sentence| clauses.words.iter().filter(|word| word.sentence == *sentence).count() >= 2);
    if is_asked {
        doubts[Intent::Question as usize] *= 0.25;
    }
    let mut scores = doubts.map(|doubt| 1.0 - doubt);
    lean(&mut scores, leaning);
    let mut intents = Intent::ALL.map(|intent| (intent, 0.0));
    intents.iter_mut().zip(scores).for_each(|(intent, score)| intent.1 = score);
    intents
}

/// Lets the models speak, and the intents that exclude each other.
fn lean(scores: &mut [f32; 7], leaning: Leaning) {
    let sure = |share: f32| ((share - 0.5) * 2.0).clamp(0.0, 1.0);
    let complaint = Intent::Complaint as usize;
    let praise = Intent::Praise as usize;
    for (at, share, against) in [(complaint, leaning.negative, leaning.positive), (praise, leaning.positive, leaning.negative)] {
        let score = &mut scores[at];
        // Half a pattern and a model that is sure are enough; the model alone is not.
        *score = if *score > 0.2 { 1.0 - (1.0 - *score) * (1.0 - 0.5 * sure(share)) } else { score.max(0.45 * sure(share)) };
        *score *= 1.0 - 0.4 * sure(against);
    }
    // A fault told plainly is no praise, a suggestion or a wish to buy put as a question is no question of the desk.
    scores[praise] *= 1.0 - 0.6 * scores[complaint].max(scores[Intent::Leaving as usize]).max(scores[Intent::Crisis as usize]);
    scores[Intent::Question as usize] *= 1.0 - 0.5 * scores[Intent::Suggestion as usize];
    scores[Intent::Purchase as usize] *= 1.0 - 0.8 * scores[Intent::Leaving as usize];
}

#[cfg(test)]
mod tests;

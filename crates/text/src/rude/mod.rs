//! What is rude in a text: insult, threat, hate, harassment, sexual; how toxic it is in all, and the words that say so.
//!
//! A text is folded ([`crate::disguise`]), cut into words, each word looked up for what it does in a sentence about people
//! ([`cue`]), and a linear layer sums words, letters, rows of what words do, and the meanings of words.

pub mod cue;
pub mod layer;
pub mod reading;
mod words;

use std::ops::Range;
use std::sync::LazyLock;

use cue::{Cue, Cues, Table};
use layer::Layer;
use reading::Row;

use crate::memory::Memory;

/// A kind of rudeness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Contempt for a person.
    Insult,
    /// Harm announced or wished.
    Threat,
    /// Contempt or harm for people because of the group they belong to.
    Hate,
    /// Hounding somebody: to harm themselves, to leave, in the sight of others.
    Harassment,
    /// Of sex, said outright.
    Sexual,
}

impl Kind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Insult, Self::Threat, Self::Hate, Self::Harassment, Self::Sexual];

    /// The word for it in what programs read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Insult => "insult",
            Self::Threat => "threat",
            Self::Hate => "hate",
            Self::Harassment => "harassment",
            Self::Sexual => "sexual",
        }
    }

    /// The answer of the layer.
    const fn answer(self) -> usize {
        match self {
            Self::Hate => 1,
            Self::Threat => 2,
            Self::Insult => 3,
            Self::Harassment => 4,
            Self::Sexual => 5,
        }
    }
}

/// What is rude in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Rudeness {
    /// How sure it is that people would call the text toxic, from 0 to 1.
    pub toxicity: f32,
    /// The same for each kind.
    pub kinds: [(Kind, f32); 5],
    /// The words that say so, in bytes of the text, in order; empty where the text is not toxic.
    pub spans: Vec<Range<usize>>,
}

/// From here on a text counts as toxic and its words are told.
pub const TOXIC_FROM: f32 = 0.5;

/// What a word must add to the sum to be told, if it is not rude by itself.
const TELLING_SUM: f32 = 0.6;

static LAYER: LazyLock<Option<Layer<'static>>> = LazyLock::new(|| Layer::read(include_bytes!("../../models/rude.bin")).ok());

/// Judges texts one after another, with one desk for all.
#[derive(Debug, Clone, Default)]
pub struct Judge {
    row: Row,
    /// For the other language, where it is not clear which.
    other: Row,
    desk: layer::Desk,
}

/// What a score is multiplied with where neither English nor French knows the text.
const STRANGE_SHARE: f32 = 0.6;

/// Judges a text in a language. What is said to be neither English nor French is read as whichever of them knows more of its
/// words, and where few are known its scores are drawn to 0. Reads [`crate::disguise::READ_BYTES_MAX`] bytes.
#[must_use]
pub fn judge(text: &str, language: &str) -> Rudeness {
    Judge::default().judge(text, language)
}

impl Judge {
    /// As [`judge`].
    pub fn judge(&mut self, text: &str, language: &str) -> Rudeness {
        let kinds = Kind::ALL.map(|kind| (kind, 0.0));
        let Some(layer) = LAYER.as_ref() else { return Rudeness { toxicity: 0.0, kinds, spans: Vec::new() } };
        let (is_french, share) = self.read(text, language, layer);
        let row = &self.row;
        if row.words.is_empty() {
            return Rudeness { toxicity: 0.0, kinds, spans: Vec::new() };
        }
        let sums = layer.sums(row, is_french, &mut self.desk);
        let score = |answer: usize| layer.score(answer, sums[answer], is_french) * share;
        let kinds = Kind::ALL.map(|kind| (kind, score(kind.answer())));
        let toxicity = score(0);
        let spans = if toxicity >= TOXIC_FROM { spans(row, &layer.told(row)) } else { Vec::new() };
        Rudeness { toxicity, kinds, spans }
    }

    /// Takes a text as the row, and says whether it is French and what its scores are multiplied with.
    fn read(&mut self, text: &str, language: &str, layer: &Layer) -> (bool, f32) {
        let heard = &mut self.desk.memory;
        if matches!(language, "en" | "fr") {
            let is_french = language == "fr";
            self.row.fill(text, is_french);
            tell(&mut self.row, is_french, layer, heard);
            return (is_french, 1.0);
        }
        let is_same = self.row.fill_for_both(text);
        tell(&mut self.row, false, layer, heard);
        if is_same {
            let cues = &mut self.other.cues;
            fill_cues(cues, &self.row, [false, true], layer, heard);
        } else {
            self.other.fill(text, true);
            tell(&mut self.other, true, layer, heard);
        }
        let known = |row: &Row| row.cues.iter().filter(|cues| cues.first() < cue::CUES).count();
        let is_french = known(&self.other) > known(&self.row);
        if is_french && is_same {
            std::mem::swap(&mut self.row.cues, &mut self.other.cues);
            self.row.set_french(true);
        } else if is_french {
            std::mem::swap(&mut self.row, &mut self.other);
        }
        let row = &self.row;
        let is_known = known(row) * 4 > row.words.len() || row.cues.iter().any(|cues| cues.any(&RUDE));
        (is_french, if is_known { 1.0 } else { STRANGE_SHARE })
    }
}

/// Puts down what the words of a row do in English or in French.
fn tell(row: &mut Row, is_french: bool, layer: &Layer, heard: &mut Memory<layer::Heard>) {
    let mut cues = std::mem::take(&mut row.cues);
    fill_cues(&mut cues, row, [is_french; 2], layer, heard);
    row.cues = cues;
}

/// What the words of a row, cut as of the first language, do in the second; each is French or else English.
fn fill_cues(cues: &mut Vec<Cues>, row: &Row, is_french: [bool; 2], layer: &Layer, heard: &mut Memory<layer::Heard>) {
    cues.clear();
    cues.extend((0..row.words.len()).map(|at| layer.heard(row, at, is_french[0], heard).cues[usize::from(is_french[1])]));
    Table::of(if is_french[1] { "fr" } else { "en" }).mark_phrases(cues, |at| row.word(at));
}

/// Words that are rude by themselves.
const RUDE: [Cue; 5] = [Cue::Slur, Cue::SelfHarm, Cue::Vulgar, Cue::Insult, Cue::Profane];

/// The words that make a text toxic: those that are rude by themselves, those of the company they keep (a group and what it is
/// called), else whichever added most. Words side by side are one span.
fn spans(row: &Row, told: &[f32]) -> Vec<Range<usize>> {
    let meets_group = |at: usize| {
        let sentence = row.words[at].sentence;
        (0..row.words.len())
            .any(|other| row.words[other].sentence == sentence && row.cues[other].any(&[Cue::Group, Cue::You, Cue::Outsider]))
    };
    let ugly = [Cue::Hate, Cue::Dehuman, Cue::Violence, Cue::Exclude, Cue::Implied, Cue::Lewd];
    // Pronouns and other small words add much, but tell a reader nothing.
    let is_small =
        |at: usize| row.word(at).len() < 3 || row.cues[at].any(&[Cue::You, Cue::I, Cue::They, Cue::Not, Cue::Should, Cue::All]);
    let is_told = |at: usize| {
        row.cues[at].any(&RUDE) && told[at] > -TELLING_SUM
            || told[at] > TELLING_SUM && !is_small(at)
            || row.cues[at].any(&ugly) && told[at] > 0.0 && meets_group(at)
    };
    let mut words: Vec<usize> = (0..row.words.len()).filter(|at| is_told(*at)).collect();
    if words.is_empty() {
        let most = |one: &usize, other: &usize| told[*one].total_cmp(&told[*other]);
        words.extend((0..told.len()).filter(|at| !is_small(*at)).max_by(most).or_else(|| (0..told.len()).max_by(most)));
    }
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    for at in words {
        let origin = row.folded.origin(row.words[at].at.clone());
        match spans.last_mut() {
            Some(span) if last == Some(at.wrapping_sub(1)) && row.words[at].sentence == row.words[at - 1].sentence => {
                span.end = origin.end
            }
            _ => spans.push(origin),
        }
        last = Some(at);
    }
    spans
}

#[cfg(test)]
mod tests;

//! The table of meanings: what the teacher says of single words, brought to few numbers.

use std::collections::HashMap;

use text::model::Writing;
use text::rude::cue::hash;
use text::rude::layer::MEANING;
use text::rude::reading::Row;

use crate::ground::{self, Dice, Outcome, TEACHER_NUMBERS};

/// How often a word must occur to be in the table.
const OCCURS_MIN: usize = 5;
/// Rounds in which the directions of the most difference settle.
const ROUNDS: usize = 12;

/// Appends the table of the words of these texts.
pub(crate) fn write(writing: &mut Writing, texts: &[(String, &'static str)], dice: &mut Dice) -> Outcome<()> {
    let words = usual(texts);
    let asked: Vec<String> = words.iter().map(|(_, written)| written.clone()).collect();
    let mut numbers = ground::teach(&asked)?;
    centre(&mut numbers);
    let axes = main_axes(&numbers, dice);
    let mut reduced = Vec::with_capacity(words.len() * MEANING);
    for row in numbers.chunks(TEACHER_NUMBERS) {
        reduced.extend(axes.iter().map(|axis| dot(axis, row)));
    }
    writing.bytes(&words.iter().flat_map(|(word, _)| hash(word).to_le_bytes()).collect::<Vec<u8>>());
    let largest = reduced.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
    writing.rounded(&reduced, Some(largest * 0.7));
    println!("meanings\t{}", words.len());
    Ok(())
}

/// The folded words that occur often enough, with the way they are mostly written.
fn usual(texts: &[(String, &'static str)]) -> Vec<(String, String)> {
    let mut counts: HashMap<String, HashMap<String, usize>> = HashMap::new();
    for (text, language) in texts {
        let row = Row::read(text, language);
        for at in 0..row.words.len() {
            let word = row.word(at);
            let range = row.folded.origin(row.words[at].at.clone());
            if word.chars().count() >= 2 && word.len() <= 24 && word.chars().all(char::is_alphabetic) {
                *counts.entry(word.to_owned()).or_default().entry(text[range].to_lowercase()).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(String, String)> = counts
        .into_iter()
        .filter(|(_, forms)| forms.values().sum::<usize>() >= OCCURS_MIN)
        .filter_map(|(word, forms)| {
            let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
            forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            Some((word, forms.into_iter().next()?.0))
        })
        .collect();
    words.sort();
    words
}

fn centre(numbers: &mut [f32]) {
    let rows = (numbers.len() / TEACHER_NUMBERS).max(1) as f32;
    let mut mean = vec![0.0; TEACHER_NUMBERS];
    for row in numbers.chunks(TEACHER_NUMBERS) {
        mean.iter_mut().zip(row).for_each(|(mean, number)| *mean += number / rows);
    }
    for row in numbers.chunks_mut(TEACHER_NUMBERS) {
        row.iter_mut().zip(&mean).for_each(|(number, mean)| *number -= mean);
    }
}

/// The [`MEANING`] directions of the most difference, by repeated multiplication with the covariance.
fn main_axes(numbers: &[f32], dice: &mut Dice) -> Vec<Vec<f32>> {
    let mut covariance = vec![0.0_f32; TEACHER_NUMBERS * TEACHER_NUMBERS];
    // Every other word is enough for the directions.
    for row in numbers.chunks(TEACHER_NUMBERS).step_by(2) {
        for (place, number) in row.iter().enumerate() {
            let line = &mut covariance[place * TEACHER_NUMBERS..(place + 1) * TEACHER_NUMBERS];
            line.iter_mut().zip(row).for_each(|(sum, other)| *sum += number * other);
        }
    }
    let mut axes: Vec<Vec<f32>> = (0..MEANING).map(|_| (0..TEACHER_NUMBERS).map(|_| dice.share() - 0.5).collect()).collect();
    for _ in 0..ROUNDS {
        for at in 0..MEANING {
            let mut next: Vec<f32> = covariance.chunks(TEACHER_NUMBERS).map(|line| dot(line, &axes[at])).collect();
            for before in &axes[..at] {
                let share = dot(before, &next);
                next.iter_mut().zip(before).for_each(|(number, other)| *number -= share * other);
            }
            let length = dot(&next, &next).sqrt().max(1e-12);
            axes[at] = next.iter().map(|number| number / length).collect();
        }
    }
    axes
}

fn dot(one: &[f32], other: &[f32]) -> f32 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

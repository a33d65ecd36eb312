//! The texts that the tone is learned from, and how they are cut into parts.

use super::{Outcome, number_of, rows, texts_folder};
use std::collections::HashSet;
use std::fs;

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// To learn from.
    Training,
    /// To choose settings and sureness by: a tenth of what could be learned from.
    Tuning,
    /// To measure on; nothing is chosen by it.
    Held,
}

/// What somebody said of a text's tone: shares of negative, neutral, positive.
#[derive(Clone, Debug)]
pub struct Text {
    /// The set it is of.
    pub set: &'static str,
    /// Its language, as a code of ISO 639-1.
    pub language: &'static str,
    /// The text.
    pub text: String,
    /// What people said of it, if they did.
    pub shares: Option<[f32; 3]>,
    /// What it is for.
    pub part: Part,
}

/// The languages of the tweets.
pub const LANGUAGES: [&str; 8] = ["ar", "de", "en", "es", "fr", "hi", "it", "pt"];
/// One text in so many of what could be learned from is kept for tuning.
const TUNING_EVERY: u64 = 10;
/// One review in so many is kept for measuring.
const REVIEWS_HELD_EVERY: u64 = 5;
/// One rated text in so many is kept for measuring.
const RATED_HELD_EVERY: u64 = 8;
/// Where rated texts (−4 to 4) begin to praise or blame, and how gradually.
const RATED_BORDER: f32 = 0.55;
const RATED_BREADTH: f32 = 0.25;

/// Sets whose texts nobody said a tone of: folder and name, language, column.
const SILENT: [(&str, &str, usize); 13] = [
    ("toxicity/en.olid.train.tsv", "en", 1),
    ("toxicity/en.davidson.tsv", "en", 1),
    ("toxicity/en.surge.tsv", "en", 1),
    ("toxicity/fr.mlma.tsv", "fr", 1),
    ("toxicity/en.mlma.tsv", "en", 1),
    ("toxicity/ar.mlma.tsv", "ar", 1),
    ("toxicity/en_fr.jigsaw.tsv", "en", 1),
    ("toxicity/en_fr.jigsaw.tsv", "fr", 2),
    ("spam/en.sms.tsv", "en", 1),
    ("spam/en.youtube.02-katyperry.tsv", "en", 1),
    ("spam/en.youtube.03-lmfao.tsv", "en", 1),
    ("spam/en.youtube.04-eminem.tsv", "en", 1),
    ("spam/en.youtube.05-shakira.tsv", "en", 1),
];

/// All texts, each once.
pub fn all() -> Outcome<Vec<Text>> {
    let mut texts = Vec::new();
    let every = |text: &str, one_in: u64| number_of(text).is_multiple_of(one_in);
    let learned = |text: &str| if every(text, TUNING_EVERY) { Part::Tuning } else { Part::Training };
    let mut add = |set, language, text: &str, shares, part: &dyn Fn(&str) -> Part| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let part = part(&text);
        texts.push(Text { set, language, text, shares, part });
    };
    let (held, training) = (|_: &str| Part::Held, |_: &str| Part::Training);
    let rating = |text: &str| if every(text, RATED_HELD_EVERY) { Part::Held } else { Part::Training };
    // What is left of a number after one question answers the next: every tenth review is a fifth one, too.
    let review = |text: &str| match number_of(text) {
        number if number.is_multiple_of(REVIEWS_HELD_EVERY) => Part::Held,
        number if (number / REVIEWS_HELD_EVERY).is_multiple_of(TUNING_EVERY) => Part::Tuning,
        _ => Part::Training,
    };
    for language in LANGUAGES {
        for row in rows(&format!("sentiment/tweets/{language}.val.tsv"))? {
            add("held tweets", language, &row[1], Some(class(&row[0])), &held);
        }
        for row in rows(&format!("sentiment/tweets/{language}.train.tsv"))? {
            add("tweets", language, &row[1], Some(class(&row[0])), &learned);
        }
    }
    for row in rows("sentiment/tweets/en.semeval.tsv")? {
        add("semeval", "en", &row[1], Some(class(&row[0])), &training);
    }
    for name in ["amazonReviewSnippets", "movieReviewSnippets", "nytEditorialSnippets", "tweets"] {
        for row in rows(&format!("sentiment/rated/en.{name}.tsv"))? {
            let set = if name == "tweets" { "rated tweets" } else { "rated" };
            add(set, "en", &row[1], Some(rated(row[0].parse()?)), &rating);
        }
    }
    for row in rows("sentiment/reviews/fr.train.tsv")? {
        add("reviews", "fr", &row[1], Some(class(&row[0])), &review);
    }
    for (path, language, column) in SILENT {
        for row in rows(path)? {
            if let Some(text) = row.get(column) {
                add("silent", language, text, None, &training);
            }
        }
    }
    for row in rows("matching/agnews.tsv")? {
        add("silent", "en", &row.join(" "), None, &training);
    }
    for (folder, name, language) in LANGUAGES.map(|code| ("sentences", code, code)).into_iter().chain(TATOEBA) {
        for row in rows(&format!("language/{folder}/{name}.txt"))? {
            add("silent", language, &row[0], None, &training);
        }
    }
    for (text, language) in crises()? {
        add("silent", language, &text, None, &training);
    }
    // What is measured on comes first among copies, so that none is learned from.
    texts.sort_by_key(|text| text.part != Part::Held);
    let mut seen = HashSet::new();
    texts.retain(|text| !text.text.is_empty() && (seen.insert(text.text.clone()) || text.set == "held tweets"));
    Ok(texts)
}

const TATOEBA: [(&str, &str, &str); 5] = [
    ("tatoeba", "eng", "en"),
    ("tatoeba", "fra", "fr"),
    ("tatoeba", "ita", "it"),
    ("tatoeba", "por", "pt"),
    ("tatoeba", "spa", "es"),
];

/// The labelled tweets of the crises: the second column of files of comma-separated values.
fn crises() -> Outcome<Vec<(String, &'static str)>> {
    let mut folders: Vec<_> =
        fs::read_dir(texts_folder().join("signals/crisislex"))?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let language = match name.split('_').nth(1).unwrap_or_default() {
            "Italy" => "it",
            "Brazil" => "pt",
            "Costa" | "Guatemala" | "Venezuela" | "Spain" => "es",
            _ => "en",
        };
        let text = String::from_utf8_lossy(&fs::read(folder.join(format!("{name}-tweets_labeled.csv")))?).into_owned();
        texts.extend(text.lines().skip(1).filter_map(|line| Some((second_of_values(line)?, language))));
    }
    Ok(texts)
}

/// The second of comma-separated values, out of its quotes.
fn second_of_values(line: &str) -> Option<String> {
    let (_, rest) = line.split_once(',')?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.replace("\"\"", "\u{1}").split_once('"').map(|(value, _)| value.replace('\u{1}', "\"")),
        None => rest.split_once(',').map(|(value, _)| value.to_owned()),
    }
}

fn class(name: &str) -> [f32; 3] {
    match name {
        "negative" => [1.0, 0.0, 0.0],
        "positive" => [0.0, 0.0, 1.0],
        _ => [0.0, 1.0, 0.0],
    }
}

/// Shares out of the mean of ratings from −4 to 4.
fn rated(mean: f32) -> [f32; 3] {
    let share = |over: f32| 1.0 / (1.0 + (-(over - RATED_BORDER) / RATED_BREADTH).exp());
    let (negative, positive) = (share(-mean), share(mean));
    [negative, (1.0 - negative - positive).max(0.0), positive]
}

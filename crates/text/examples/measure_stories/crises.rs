//! The labelled tweets of a crisis, in the order of their file. Nobody has labelled which are copies, so that is worked out by
//! brute force over all pairs, on a reading of words that shares no code with what is measured: links, `@names` and `RT` go, what
//! is no letter or digit parts words. Two tweets are copies when
//!
//! - their words are the same and at least [`WORDS_MIN`], or
//! - at least [`SHARED_MIN`] of their pairs of neighbouring words, taken together, stand in both, or
//! - one, of at least [`QUOTED_WORDS_MIN`] words, stands word for word in the other and makes half of it or more (a retweet with
//!   a comment, a cut);
//!
//! and copies of copies are copies. `crises.f1_words_50` to `_80` take another measure instead of the second and third: that share
//! of single words. They show how much the figure hangs on the definition.

use std::{
    collections::BTreeSet,
    error::Error,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use crate::pairs::{Groups, Pairs, stories};

const WORDS_MIN: usize = 3;
const SHARED_MIN: f64 = 0.6;
const QUOTED_WORDS_MIN: usize = 6;

type Words = Vec<String>;

pub(crate) fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut crises: Vec<_> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    crises.sort();
    let shares = [0.5, 0.6, 0.7, 0.8];
    let (mut total, mut by_words, mut worst, mut tweets) = (Pairs::default(), [Pairs::default(); 4], 1.0_f64, 0);
    let mut f1s = Vec::new();
    for crisis in &crises {
        let name = crisis.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let texts = read(&fs::read_to_string(crisis.join(format!("{name}-tweets_labeled.csv")))?);
        let words: Vec<Said> = texts.iter().map(|text| Said::new(words(text))).collect();
        let found = stories(texts.iter().map(|text| ("", text.as_str())));
        let wanted = groups(&words, copies);
        let pairs = Pairs::of(&found, &wanted);
        if std::env::var_os("SHOW").is_some() {
            show(&texts, &found, &wanted);
        }
        for (share, sum) in shares.iter().zip(&mut by_words) {
            *sum += Pairs::of(&found, &groups(&words, |a, b| same(a, b) || jaccard(&a.single, &b.single) >= *share));
        }
        tweets += texts.len();
        worst = worst.min(pairs.f1());
        f1s.push(pairs.f1());
        println!("crises.{name}.f1\t{:.4}\t{:.3} {:.3} {}", pairs.f1(), pairs.precision(), pairs.recall(), pairs.wanted);
        total += pairs;
    }
    println!("crises.tweets\t{tweets}");
    println!("crises.precision\t{:.4}", total.precision());
    println!("crises.recall\t{:.4}", total.recall());
    println!("crises.f1\t{:.4}", total.f1());
    println!("crises.f1_mean\t{:.4}", f1s.iter().sum::<f64>() / f1s.len().max(1) as f64);
    println!("crises.f1_worst\t{worst:.4}");
    for (share, pairs) in shares.iter().zip(by_words) {
        println!("crises.f1_words_{:.0}\t{:.4}\t{:.3} {:.3}", share * 100.0, pairs.f1(), pairs.precision(), pairs.recall());
    }
    Ok(())
}

fn show(texts: &[String], found: &[u64], wanted: &[u64]) {
    let mut shown = 0;
    for b in 0..texts.len() {
        for a in 0..b {
            if (found[a] == found[b]) != (wanted[a] == wanted[b]) && shown < 12 {
                let kind = if found[a] == found[b] { "WRONG" } else { "MISSED" };
                println!("{kind}\n   {}\n   {}", texts[a].replace('\n', " "), texts[b].replace('\n', " "));
                shown += 1;
            }
        }
    }
}

/// The second field of each record but the first, with quotes taken away.
fn read(csv: &str) -> Vec<String> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = csv.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '"' if quoted && chars.peek() == Some(&'"') => field.push(chars.next().unwrap_or('"')),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            other => field.push(other),
        }
    }
    records.into_iter().skip(1).filter_map(|record: Vec<String>| record.into_iter().nth(1)).collect()
}

fn words(text: &str) -> Words {
    let spoken = text.split_whitespace().filter(|word| !word.starts_with("http") && !word.contains("://") && *word != "RT");
    let named = spoken.map(|word| match word.find('@') {
        Some(at) => &word[..at],
        None => word,
    });
    let joined = named.collect::<Vec<_>>().join(" ").to_lowercase();
    joined.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What is compared of a text.
struct Said {
    words: Words,
    single: BTreeSet<u64>,
    neighbours: BTreeSet<u64>,
}

impl Said {
    fn new(words: Words) -> Self {
        let hash = |said: &[String]| {
            let mut hasher = DefaultHasher::new();
            said.hash(&mut hasher);
            hasher.finish()
        };
        let runs = |length: usize| words.windows(length).map(hash).collect();
        Self { single: runs(1), neighbours: runs(2), words }
    }
}

fn groups(texts: &[Said], copies: impl Fn(&Said, &Said) -> bool) -> Vec<u64> {
    let mut groups = Groups::new(texts.len());
    for b in 0..texts.len() {
        for a in 0..b {
            if groups.of(a) != groups.of(b) && copies(&texts[a], &texts[b]) {
                groups.join(a, b);
            }
        }
    }
    groups.all()
}

fn same(a: &Said, b: &Said) -> bool {
    a.words.len() >= WORDS_MIN && a.words == b.words
}

fn copies(a: &Said, b: &Said) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (&a.words, &b.words) } else { (&b.words, &a.words) };
    let long_enough = short.len() >= QUOTED_WORDS_MIN && short.len() * 2 >= long.len();
    let quoted = || long_enough && long.windows(short.len()).any(|part| part == &short[..]);
    same(a, b) || jaccard(&a.neighbours, &b.neighbours) >= SHARED_MIN || quoted()
}

fn jaccard(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // Of sets so unlike in size too little can be shared.
    if short.len() * 2 < long.len() {
        return 0.0;
    }
    let both = short.iter().filter(|one| long.contains(one)).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}

//! `measure_language [CODE…]`: how often `text::language` is right on what its training left out, how sure it may be, and how
//! long it takes, beside the crate `whatlang`. Prints `name<TAB>value` lines; with codes also the confusions of these languages on single words.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "what it prints is its result")]

mod ground;

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    hint::black_box,
    path::Path,
    time::Instant,
};
use text::language::{Detector, detect};

/// The rule of `train_language`: sentences whose hash divides by this were not learnt from.
const HELD_EVERY: u64 = 20;
/// Letters that a single word has at least, as in the lists of Lingua.
const WORD_LETTERS_MIN: usize = 5;
/// The languages of the tweets that are compared elsewhere.
const SIX: [&str; 6] = ["de", "en", "es", "fr", "it", "nl"];
/// Rounds of each timing; the least is taken, since other programs run too.
const ROUNDS: usize = 7;
/// The bins of the calibration error.
const BINS: usize = 15;

type Texts = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let sets = ground::texts_folder();
    let sentences = held_sentences(&sets)?;
    let tweets = tweets(&sets, &sentences)?;
    let words = pieces(&sentences, 1);
    let by_language = accuracies(&tweets, own);
    for (code, accuracy) in &by_language {
        println!("language.tweets.{code}\t{accuracy:.2}");
    }
    println!("language.tweets.six\t{:.2}", mean_of(&by_language, &SIX));
    for (name, texts) in [("words", &words), ("pairs", &pieces(&sentences, 2)), ("sentences", &sentences)] {
        let accuracies = accuracies(texts, own);
        for code in ["en", "fr"] {
            println!("language.{name}.{code}\t{:.2}", accuracies[code]);
        }
        let rest: Vec<String> = accuracies.iter().map(|(code, accuracy)| format!("{code}={accuracy:.0}")).collect();
        eprintln!("{name}: {}", rest.join(" "));
        println!("language.{name}.all\t{:.2}", accuracies.values().sum::<f64>() / accuracies.len() as f64);
    }
    let everything: Texts = tweets.iter().chain(&words).chain(&sentences).cloned().collect();
    println!("language.calibration\t{:.4}", calibration_error(&everything));
    others(&tweets, &words);
    times(&tweets);
    arguments.iter().for_each(|code| show(code, &words, &tweets));
    Ok(())
}

fn own(text: &str) -> String {
    detect(text).code.to_owned()
}

/// FNV-1a of 64 bits, as in the training.
fn hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    hash >> 17
}

fn held_sentences(sets: &Path) -> Result<Texts, Box<dyn Error>> {
    let mut texts = Texts::new();
    let mut files: Vec<_> = fs::read_dir(sets.join("language/sentences"))?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let code = file.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(file.path())?;
        texts.extend(
            text.lines().filter(|line| hash(line).is_multiple_of(HELD_EVERY)).map(|line| (code.clone(), line.to_owned())),
        );
    }
    Ok(texts)
}

/// The parts of the sets of tweets that were kept out. Of Dutch there are none here: its sentences cut to the length of a tweet stand for them.
fn tweets(sets: &Path, sentences: &Texts) -> Result<Texts, Box<dyn Error>> {
    let mut texts = Texts::new();
    for code in ["ar", "de", "en", "es", "fr", "hi", "it", "pt"] {
        let text = fs::read_to_string(sets.join(format!("sentiment/tweets/{code}.val.tsv")))?;
        texts.extend(text.lines().filter_map(|line| line.split_once('\t')).map(|(_, tweet)| (code.to_owned(), tweet.to_owned())));
    }
    let dutch = sentences.iter().filter(|(code, _)| code == "nl");
    texts.extend(dutch.map(|(code, text)| (code.clone(), text.chars().take(80).collect())));
    Ok(texts)
}

/// Different runs of so many long words, of each language.
fn pieces(sentences: &Texts, count: usize) -> Texts {
    let mut found = BTreeSet::new();
    for (code, text) in sentences {
        let words = text.split(|sign: char| !sign.is_alphabetic()).filter(|word| word.chars().count() >= WORD_LETTERS_MIN);
        let words: Vec<String> = words.map(str::to_lowercase).collect();
        found.extend(words.chunks_exact(count).map(|words| (code.clone(), words.join(" "))));
    }
    found.into_iter().collect()
}

/// The share that is right of each language, in percent.
fn accuracies(texts: &Texts, judge: impl Fn(&str) -> String) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (code, text) in texts {
        let count = counts.entry(code.clone()).or_default();
        count.0 += usize::from(judge(text) == *code);
        count.1 += 1;
    }
    counts.into_iter().map(|(code, (right, all))| (code, 100.0 * right as f64 / all as f64)).collect()
}

fn mean_of(accuracies: &BTreeMap<String, f64>, codes: &[&str]) -> f64 {
    codes.iter().filter_map(|code| accuracies.get(*code)).sum::<f64>() / codes.len() as f64
}

/// How far confidence and the share that is right lie apart, weighed by how many there are.
fn calibration_error(texts: &Texts) -> f64 {
    let mut bins = [(0.0, 0.0, 0_usize); BINS];
    for (code, text) in texts {
        let guess = detect(text);
        let bin = &mut bins[((guess.confidence * BINS as f32) as usize).min(BINS - 1)];
        *bin = (bin.0 + f64::from(guess.confidence), bin.1 + f64::from(u8::from(guess.code == code)), bin.2 + 1);
    }
    bins.iter().map(|(sure, right, _)| (sure - right).abs()).sum::<f64>() / texts.len() as f64
}

fn whatlang_says(text: &str) -> String {
    let code = whatlang::detect_lang(text).map_or("", |language| language.code());
    let codes = [("deu", "de"), ("eng", "en"), ("spa", "es"), ("fra", "fr"), ("ita", "it"), ("nld", "nl")];
    codes.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two).to_owned()
}

/// The same with another crate.
fn others(tweets: &Texts, words: &Texts) {
    println!("language.whatlang.tweets.six\t{:.2}", mean_of(&accuracies(tweets, whatlang_says), &SIX));
    let words = accuracies(words, whatlang_says);
    println!("language.whatlang.words.en\t{:.2}", words["en"]);
    println!("language.whatlang.words.fr\t{:.2}", words["fr"]);
}

/// Microseconds for each text of 200 letters, of all languages that tweets are here of.
fn times(tweets: &Texts) {
    let joined: String = tweets.iter().map(|(_, text)| format!("{text} ")).collect();
    let signs: Vec<char> = joined.chars().collect();
    let texts: Vec<String> = signs.chunks_exact(200).map(|signs| signs.iter().collect()).collect();
    let time = |judge: &mut dyn FnMut(&str)| {
        let mut rounds: Vec<f64> = (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                texts.iter().for_each(|text| judge(text));
                start.elapsed().as_secs_f64() * 1e6 / texts.len() as f64
            })
            .collect();
        rounds.sort_by(f64::total_cmp);
        rounds[0]
    };
    // As `text::read` has it: with one desk for all.
    let mut detector = Detector::default();
    println!(
        "language.micros\t{:.2}",
        time(&mut |text| {
            black_box(detector.detect(text));
        })
    );
    println!(
        "language.micros.reading\t{:.2}",
        time(&mut |text| {
            black_box(text::language::grams::Letters::read(text, text::language::LETTERS_MAX));
        })
    );
    println!(
        "language.whatlang.micros\t{:.2}",
        time(&mut |text| {
            black_box(whatlang::detect(text));
        })
    );
}

/// What the words of a language are taken for, and which tweets.
fn show(code: &str, words: &Texts, tweets: &Texts) {
    let mut taken: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, word) in words.iter().filter(|(right, _)| right == code) {
        taken.entry(detect(word).code).or_default().push(word);
    }
    for (as_code, words) in taken {
        println!("# {code} as {as_code}: {} {}", words.len(), words.iter().take(12).copied().collect::<Vec<_>>().join(" "));
    }
    for (_, tweet) in tweets.iter().filter(|(right, tweet)| right == code && detect(tweet).code != code) {
        println!("# {:?} {tweet}", detect(tweet));
    }
}

//! `matching TEXTS QUERIES…`: how fast that many standing queries are held against the texts of a file, one a line, title and
//! body parted by a tab. Prints `name value` lines; what they mean stands beside each.
#![expect(clippy::print_stdout, reason = "what it prints is its result")]

mod mix;
mod other;

use std::{
    collections::BTreeSet,
    error::Error,
    fs, iter,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use mix::{Chance, Mix};
use query::{Analysis, Document, Frequencies, Matcher, Query, Standing, StandingQueries, parse};

/// Of each timing the median of so many is taken.
const ROUNDS: usize = 7;
/// Short texts joined to one long one.
const JOINED: usize = 10;
/// Queries that the plain evaluator and the other crate are asked with.
const COMPARED: usize = 100_000;
/// Texts that the plain evaluator is asked about: it takes a hundred milliseconds for each.
const NAIVE_TEXTS: usize = 10;
/// Texts that a thread takes at once.
const SHARED: usize = 100;
/// Edits that are timed.
const EDITS: usize = 2_000;

type Texts = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, sizes @ ..] = &arguments[..] else { return Err("usage: matching TEXTS QUERIES…".into()) };
    let read = fs::read_to_string(file)?;
    let short: Texts = read.lines().filter_map(|line| line.split_once('\t')).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let long: Texts = short.chunks(JOINED).map(joined).collect();
    let mix = Mix::of(&short);
    println!("texts {}", short.len());
    let bytes: usize = short.iter().map(|(title, body)| title.len() + body.len()).sum();
    let mut alone = [Vec::new(), Vec::new()];
    for size in sizes {
        measure(size.parse()?, &mix, [&short, &long], &mut alone);
    }
    for (name, seconds) in ["analysis", "analysis.long"].into_iter().zip(alone) {
        println!("{name} {}", bytes as f64 / 1e6 / median(seconds));
    }
    if sizes.iter().any(|size| size.parse() == Ok(COMPARED)) {
        other::measure(&mix, &short);
    }
    Ok(())
}

fn joined(texts: &[(String, String)]) -> (String, String) {
    let title = texts.first().map(|(title, _)| title.clone()).unwrap_or_default();
    (title, texts.iter().map(|(title, body)| format!("{title}. {body}")).collect::<Vec<_>>().join(" "))
}

fn document((title, body): &(String, String)) -> Document<'_> {
    Document { title, body, ..Document::default() }
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The time to read all texts.
fn analysis_time(texts: &Texts) -> Duration {
    let mut analysis = Analysis::new();
    let began = Instant::now();
    let mut words = 0;
    for text in texts {
        analysis.read(&document(text));
        words += analysis.words();
    }
    assert!(words > 0);
    began.elapsed()
}

/// The time to read and match all texts, and how many pairs of a text and a query hold.
fn match_time<'t>(standing: &Standing, texts: impl IntoIterator<Item = &'t (String, String)>) -> (Duration, usize) {
    let (mut analysis, mut matcher) = (Analysis::new(), Matcher::default());
    let began = Instant::now();
    let mut found = 0;
    for text in texts {
        let document = document(text);
        analysis.read(&document);
        found += standing.matches(&analysis, &document, 0, &mut matcher).len();
    }
    (began.elapsed(), found)
}

/// Memory of this process, in bytes.
fn resident() -> f64 {
    let pages = fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|text| text.split(' ').nth(1)?.parse::<f64>().ok());
    pages.unwrap_or(f64::NAN) * 4_096.0
}

/// What is compared is timed in turn, round by round, so that a machine that is slow for a while is slow for both. The times of
/// reading alone, in seconds, go to `alone`.
fn measure(size: usize, mix: &Mix, texts: [&Texts; 2], alone: &mut [Vec<f64>; 2]) {
    let queries: Vec<String> = mix.queries(size).map(|asked| asked.text).collect();
    let mut standing = StandingQueries::new(learnt(texts[0]));
    let before = resident();
    let began = Instant::now();
    let numbers: Vec<u32> = queries.iter().filter_map(|query| Some(standing.add(&parse(query).query?))).collect();
    println!("build.{size} {}", began.elapsed().as_secs_f64());
    println!("kept.{size} {}", standing.len());
    println!("memory.{size} {}", (resident() - before) / 1e6);
    println!("bytes_per_query.{size} {}", standing.bytes() as f64 / size as f64);
    let snapshot = standing.standing();
    for ((name, texts), alone) in ["", ".long"].into_iter().zip(texts).zip(alone) {
        let (_, found) = match_time(&snapshot, texts);
        let once = || [analysis_time(texts), match_time(&snapshot, texts).0].map(|time| time.as_secs_f64());
        let rounds: Vec<[f64; 2]> = (0..ROUNDS).map(|_| once()).collect();
        alone.extend(rounds.iter().map(|[alone, _]| alone));
        println!("found{name}.{size} {}", found as f64 / texts.len() as f64);
        println!("rate{name}.{size} {}", texts.len() as f64 / median(rounds.iter().map(|[_, matching]| *matching).collect()));
        println!("cost{name}.{size} {}", median(rounds.iter().map(|[alone, matching]| matching / alone - 1.0).collect()));
    }
    let ratio = || match_time(&snapshot, texts[0]).0.as_secs_f64() / two_threads(&snapshot, texts[0]).as_secs_f64();
    println!("threads.{size} {}", median((0..ROUNDS).map(|_| ratio()).collect()));
    edits(&mut standing, &queries, &numbers);
    drop(snapshot);
    if size == COMPARED {
        naive(&queries, texts[0], &standing.standing());
    }
}

/// How often words are in the texts.
fn learnt(texts: &Texts) -> Arc<Frequencies> {
    let frequencies = Frequencies::new();
    let mut analysis = Analysis::new();
    for text in texts {
        analysis.read(&document(text));
        frequencies.learn(&analysis);
    }
    Arc::new(frequencies)
}

/// Each of the two takes the next few texts when it has done with the last, as whoever matches what comes in does.
fn two_threads(standing: &Standing, texts: &Texts) -> Duration {
    let next = Mutex::new(texts.chunks(SHARED));
    let taken = || iter::from_fn(|| next.lock().ok()?.next()).flatten();
    let began = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| match_time(standing, taken()));
        scope.spawn(|| match_time(standing, taken()));
    });
    began.elapsed()
}

/// The mean time of taking a query away, adding it again and replacing one, each seen at once by whoever asks for what stands.
fn edits(standing: &mut StandingQueries, queries: &[String], numbers: &[u32]) {
    let mut chance = Chance::new(5);
    let chosen: BTreeSet<usize> = (0..EDITS).map(|_| chance.below(numbers.len())).collect();
    let parsed: Vec<(u32, Query)> = chosen.into_iter().filter_map(|at| Some((numbers[at], parse(&queries[at]).query?))).collect();
    let mut held = standing.standing();
    let mut time = |name: &str, edit: &mut dyn FnMut(&mut StandingQueries, u32, &Query)| {
        let began = Instant::now();
        for (number, query) in &parsed {
            edit(standing, *number, query);
            held = standing.standing();
        }
        println!("{name}.{} {}", numbers.len(), began.elapsed().as_secs_f64() * 1e6 / parsed.len() as f64);
    };
    time("replace", &mut |standing, number, query| assert!(standing.replace(number, query)));
    time("remove", &mut |standing, number, _| assert!(standing.remove(number)));
    time("add", &mut |standing, _, query| assert!((standing.add(query) as usize) < numbers.len()));
}

/// How many times the time of the index the plain evaluator takes, which looks at every query; both with the analysis.
fn naive(queries: &[String], texts: &Texts, standing: &Standing) {
    let parsed: Vec<Query> = queries.iter().filter_map(|query| parse(query).query).collect();
    let step = (texts.len() / NAIVE_TEXTS).max(1);
    let sample: Texts = texts.iter().step_by(step).take(NAIVE_TEXTS).cloned().collect();
    let mut analysis = Analysis::new();
    let began = Instant::now();
    let mut found = 0;
    for text in &sample {
        let document = document(text);
        analysis.read(&document);
        found += parsed.iter().filter(|query| query.matches(&analysis, &document, 0)).count();
    }
    let naive = began.elapsed().as_secs_f64() / sample.len() as f64;
    let (_, indexed) = match_time(standing, &sample);
    assert_eq!(found, indexed, "the index and the plain evaluator do not agree");
    let each = match_time(standing, texts).0.as_secs_f64() / texts.len() as f64;
    println!("naive {}", naive / each);
}

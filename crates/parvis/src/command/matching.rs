//! `parvis match`: which queries of a file hold for which documents of another.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Instant,
};

use anyhow::{Context, bail};
use domain::Clock;
use query::{Analysis, Document, Frequencies, Matcher, Query, Severity, Standing, StandingQueries};
use serde_json::json;

use crate::{
    command::{said::Said, text_in::file_or_input},
    line::Match,
};

/// Documents that one thread judges before it looks for the next part; their answers are written in order.
const PART_DOCUMENTS: usize = 256;

/// Of so many documents the index learns which words are rare before it files the queries.
const LEARN_DOCUMENTS: usize = 5_000;

/// The queries, and how they are held against a document.
enum Asked {
    /// One after the other, by the plain evaluator.
    Naive(Vec<Query>),
    /// By the index.
    Standing(Standing),
}

/// Judges and writes `document<TAB>query` pairs, then one line of figures on standard error.
///
/// # Errors
/// For a query that cannot be asked, with its line; for a file that cannot be read.
pub(crate) fn run(line: Match) -> anyhow::Result<()> {
    let documents = read_documents(&line.documents)?;
    let begun = Instant::now();
    let (queries, asked) = read_queries(&line.queries, line.naive, &documents)?;
    let build_seconds = begun.elapsed().as_secs_f64();
    let analyse_seconds = analyse(&documents);
    let begun = Instant::now();
    let matches = judge(&asked, &documents, usize::from(line.threads), line.count)?;
    let match_seconds = begun.elapsed().as_secs_f64();
    if line.count {
        writeln!(std::io::stdout(), "{matches}")?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let figures = json!({
        "documents": documents.len(), "queries": queries, "matches": matches, "build_seconds": build_seconds, "match_seconds": match_seconds,
        "documents_per_second": documents.len() as f64 / match_seconds.max(f64::MIN_POSITIVE), "analyse_seconds": analyse_seconds,
        "memory_bytes": memory_bytes(),
    });
    writeln!(std::io::stderr(), "{figures}")?;
    Ok(())
}

/// The number of queries, and them.
fn read_queries(file: &Path, naive: bool, documents: &[Said]) -> anyhow::Result<(usize, Asked)> {
    let text = file_or_input(file)?;
    let parsed = text.lines().enumerate().map(|(place, line)| read_query(line, place + 1, file));
    if naive {
        let queries: Vec<Query> = parsed.collect::<anyhow::Result<_>>()?;
        return Ok((queries.len(), Asked::Naive(queries)));
    }
    let mut standing = StandingQueries::new(Arc::new(learnt(documents)));
    for query in parsed {
        standing.add(&query?);
    }
    Ok((standing.len(), Asked::Standing(standing.standing())))
}

fn read_query(text: &str, line: usize, file: &Path) -> anyhow::Result<Query> {
    let parsed = query::parse(text);
    let Some(query) = parsed.query else {
        let problem = parsed.problems.iter().find(|problem| problem.severity() == Severity::Error);
        let why = problem.map(|problem| problem.sentence(query::Language::English)).unwrap_or_default();
        bail!("line {line} of {}: {why}", file.display());
    };
    Ok(query)
}

/// How often words are in the documents, from some of them.
fn learnt(documents: &[Said]) -> Frequencies {
    let frequencies = Frequencies::new();
    let mut analysis = Analysis::new();
    for said in documents.iter().step_by(documents.len().div_ceil(LEARN_DOCUMENTS).max(1)) {
        analysis.read(&said.document(&said.lists()));
        frequencies.learn(&analysis);
    }
    frequencies
}

fn read_documents(file: &Path) -> anyhow::Result<Vec<Said>> {
    let text = file_or_input(file)?;
    let read =
        |(place, line): (usize, &str)| Said::read(line).with_context(|| format!("line {} of {}", place + 1, file.display()));
    text.lines().enumerate().map(read).collect()
}

/// How long reading the words of all documents takes, without any query.
fn analyse(documents: &[Said]) -> f64 {
    let begun = Instant::now();
    let mut analysis = Analysis::new();
    for said in documents {
        analysis.read(&said.document(&said.lists()));
    }
    begun.elapsed().as_secs_f64()
}

/// Judges on so many threads; each takes the next part that nobody has, and parts are written in order.
fn judge(asked: &Asked, documents: &[Said], threads: usize, count_only: bool) -> anyhow::Result<u64> {
    let (next, matches) = (AtomicUsize::new(0), AtomicU64::new(0));
    let now = Clock::machine().now().as_microsecond();
    let parts = documents.len().div_ceil(PART_DOCUMENTS);
    let (sender, receiver) = std::sync::mpsc::sync_channel::<(usize, String)>(threads * 2);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next, matches) = (sender.clone(), &next, &matches);
            scope.spawn(move || {
                let (mut analysis, mut matcher) = (Analysis::new(), Matcher::default());
                loop {
                    let part = next.fetch_add(1, Ordering::Relaxed);
                    if part >= parts {
                        return;
                    }
                    let from = part * PART_DOCUMENTS;
                    let to = documents.len().min(from + PART_DOCUMENTS);
                    let mut pairs = String::new();
                    let mut found = 0;
                    for (place, said) in documents[from..to].iter().enumerate() {
                        let lists = said.lists();
                        let said = said.document(&lists);
                        analysis.read(&said);
                        asked.each_holding(&analysis, &said, now, &mut matcher, |number| {
                            found += 1;
                            if !count_only {
                                let _ = writeln!(pairs, "{}\t{number}", from + place);
                            }
                        });
                    }
                    matches.fetch_add(found, Ordering::Relaxed);
                    if sender.send((part, pairs)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        write_in_order(&receiver)
    })?;
    Ok(matches.into_inner())
}

impl Asked {
    /// Calls with the number of each query that holds, ascending.
    fn each_holding(
        &self,
        analysis: &Analysis,
        said: &Document<'_>,
        now_us: i64,
        matcher: &mut Matcher,
        mut call: impl FnMut(usize),
    ) {
        match self {
            Self::Naive(queries) => {
                let holding = queries.iter().enumerate().filter(|(_, query)| query.matches(analysis, said, now_us));
                holding.for_each(|(number, _)| call(number));
            }
            Self::Standing(standing) => {
                standing.matches(analysis, said, now_us, matcher).iter().for_each(|number| call(*number as usize));
            }
        }
    }
}

fn write_in_order(receiver: &std::sync::mpsc::Receiver<(usize, String)>) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut due, mut early) = (0, std::collections::BTreeMap::new());
    for (part, pairs) in receiver {
        early.insert(part, pairs);
        while let Some(pairs) = early.remove(&due) {
            out.write_all(pairs.as_bytes())?;
            due += 1;
        }
    }
    out.flush()
}

/// The most memory that the process held so far, from the system's own count; 0 where it does not tell.
fn memory_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kib| kib * 1024)
}

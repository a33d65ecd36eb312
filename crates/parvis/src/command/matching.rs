//! `parvis match`: which queries of a file hold for which documents of another.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::Path,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    time::Instant,
};

use anyhow::{Context, bail};
use domain::Clock;
use query::{Analysis, Document, Query, Severity};
use serde::Deserialize;
use serde_json::json;

use crate::line::Match;

/// Documents that one thread judges before it looks for the next part; their answers are written in order.
const PART_DOCUMENTS: usize = 256;

/// Judges and writes `document<TAB>query` pairs, then one line of figures on standard error.
///
/// # Errors
/// For a query that cannot be asked, with its line; for a file that cannot be read.
pub(crate) fn run(line: Match) -> anyhow::Result<()> {
    let begun = Instant::now();
    let queries = read_queries(&line.queries)?;
    let build_seconds = begun.elapsed().as_secs_f64();
    let documents = read_documents(&line.documents)?;
    let analyse_seconds = analyse(&documents);
    let begun = Instant::now();
    let matches = judge(&queries, &documents, usize::from(line.threads), line.count)?;
    let match_seconds = begun.elapsed().as_secs_f64();
    if line.count {
        writeln!(std::io::stdout(), "{matches}")?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let figures = json!({
        "documents": documents.len(), "queries": queries.len(), "matches": matches, "build_seconds": build_seconds, "match_seconds": match_seconds,
        "documents_per_second": documents.len() as f64 / match_seconds.max(f64::MIN_POSITIVE), "analyse_seconds": analyse_seconds,
        "memory_bytes": memory_bytes(),
    });
    writeln!(std::io::stderr(), "{figures}")?;
    Ok(())
}

fn read_queries(file: &Path) -> anyhow::Result<Vec<Query>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let mut queries = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let parsed = query::parse(line);
        match parsed.query {
            Some(query) => queries.push(query),
            None => {
                let problem = parsed.problems.iter().find(|problem| problem.severity() == Severity::Error);
                let why = problem.map(|problem| problem.sentence(query::Language::English)).unwrap_or_default();
                bail!("line {} of {}: {why}", place + 1, file.display());
            }
        }
    }
    Ok(queries)
}

fn read_documents(file: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let read =
        |(place, line): (usize, &str)| title_and_body(line).with_context(|| format!("line {} of {}", place + 1, file.display()));
    text.lines().enumerate().map(read).collect()
}

/// A document of one line: a title, a tab and a body, or JSON with `title` and `text`.
///
/// # Errors
/// For a line that begins like JSON and is none.
pub(crate) fn title_and_body(line: &str) -> anyhow::Result<(String, String)> {
    #[derive(Deserialize)]
    struct Said {
        #[serde(default)]
        title: String,
        #[serde(default, alias = "body")]
        text: String,
    }
    if line.starts_with('{') {
        let said: Said = serde_json::from_str(line).context("this is not a JSON document with `title` and `text`")?;
        return Ok((said.title, said.text));
    }
    Ok(line
        .split_once('\t')
        .map_or_else(|| (line.to_owned(), String::new()), |(title, body)| (title.to_owned(), body.to_owned())))
}

fn document<'a>((title, body): &'a (String, String)) -> Document<'a> {
    Document { title, body, ..Document::default() }
}

/// How long reading the words of all documents takes, without any query.
fn analyse(documents: &[(String, String)]) -> f64 {
    let begun = Instant::now();
    let mut analysis = Analysis::new();
    for said in documents {
        analysis.read(&document(said));
    }
    begun.elapsed().as_secs_f64()
}

/// Judges on so many threads; each takes the next part that nobody has, and parts are written in order.
fn judge(queries: &[Query], documents: &[(String, String)], threads: usize, count_only: bool) -> anyhow::Result<u64> {
    let (next, matches) = (AtomicUsize::new(0), AtomicU64::new(0));
    let now = Clock::machine().now().as_microsecond();
    let parts = documents.len().div_ceil(PART_DOCUMENTS);
    let (sender, receiver) = std::sync::mpsc::sync_channel::<(usize, String)>(threads * 2);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, next, matches) = (sender.clone(), &next, &matches);
            scope.spawn(move || {
                let mut analysis = Analysis::new();
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
                        let asked = document(said);
                        analysis.read(&asked);
                        for (number, _) in queries.iter().enumerate().filter(|(_, query)| query.matches(&analysis, &asked, now)) {
                            found += 1;
                            if !count_only {
                                let _ = writeln!(pairs, "{}\t{number}", from + place);
                            }
                        }
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

//! `feed`: the share of the checks of the feedparser cases that `parvis feed` answers rightly.
//!
//! Of each case the checks are taken that JSON Feed can answer: the feed's title, address, description and language, an
//! entry's title, address, id, summary and content, where the case wants equality with a text. Cases about which markup
//! is let through are left out: what is safe to show is Parvis' own decision. The lines `Header: …` at the head of a case
//! are the HTTP headers that it is to be served with; they are handed on.

use super::Measured;
use super::figures::{Figure, Goal};
use crate::ground;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

/// The share of the checks that is the goal, in percent.
const SHARE_GOAL: f64 = 97.0;
/// How many programs run at once.
const THREADS: usize = 2;
/// Where the cases are said to come from; their relative addresses are resolved against it.
const CASE_ADDRESS: &str = "http://127.0.0.1:8097/";
/// How much of a case is searched for its headers, in bytes.
const HEAD_BYTES_MAX: usize = 4096;
/// How many wrong answers are shown.
const SHOWN_MAX: usize = 15;

/// One thing that the answer must hold.
#[derive(Debug, PartialEq)]
struct Wanted<'a> {
    /// The entry's place in the feed; nothing for the feed itself.
    entry: Option<usize>,
    /// The fields of JSON Feed of which one has to hold the value.
    fields: &'static [&'static str],
    value: &'a str,
}

pub(super) fn measure() -> Result<Measured> {
    let folder = ground::labelled_sets()?.join("feeds/feedparser");
    let expectations = folder.join("expectations.json");
    let Ok(text) = std::fs::read_to_string(&expectations) else {
        return Ok(Measured::Skipped("the feedparser cases were not found under PARVIS_DATA".to_owned()));
    };
    let cases: Vec<Value> = serde_json::from_str(&text).context("expectations.json is not a list")?;
    let program = super::release_program()?;
    let began = Instant::now();
    let next = AtomicUsize::new(0);
    let results: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let runners: Vec<_> = (0..THREADS).map(|_| scope.spawn(|| judge_some(&program, &folder, &cases, &next))).collect();
        runners.into_iter().flat_map(|runner| runner.join().unwrap_or_default()).collect()
    });
    let checks: usize = results.iter().map(|(checks, _)| checks).sum();
    let wrong: Vec<&String> = results.iter().flat_map(|(_, wrong)| wrong).collect();
    for line in wrong.iter().take(SHOWN_MAX) {
        eprintln!("  {line}");
    }
    let share = 100.0 * (checks - wrong.len()) as f64 / checks.max(1) as f64;
    Ok(Measured::Figures(vec![
        Figure::new("feed.checks", share, "%", Goal::AtLeast(SHARE_GOAL)),
        Figure::new("feed.checked", checks as f64, "checks", Goal::None),
        Figure::new("feed.time", began.elapsed().as_secs_f64(), "s", Goal::None),
    ]))
}

/// Takes cases until none is left: for each the number of its checks and a line for each wrong answer.
fn judge_some(program: &Path, folder: &Path, cases: &[Value], next: &AtomicUsize) -> Vec<(usize, Vec<String>)> {
    let mut results = Vec::new();
    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
        let wanted = wanted_of(case);
        let file = case["file"].as_str().unwrap_or_default();
        if wanted.is_empty() || file.contains("/sanitize/") {
            continue;
        }
        let answer = answer_of(program, folder, file);
        let wrong = wanted
            .iter()
            .filter(|wanted| !answer.as_ref().is_some_and(|answer| is_held(answer, wanted)))
            .map(|wanted| format!("{file}: {wanted:?}{}", if answer.is_none() { ": no answer" } else { "" }))
            .collect();
        results.push((wanted.len(), wrong));
    }
    results
}

/// What `parvis feed` says of the file, if it says JSON.
fn answer_of(program: &Path, folder: &Path, file: &str) -> Option<Value> {
    let case = std::fs::read(folder.join(file)).ok()?;
    let output = Command::new(program)
        .arg("feed")
        .arg(folder.join(file))
        .args(["--url", &format!("{CASE_ADDRESS}{file}")])
        .args(headers_of(&case).iter().flat_map(|header| ["--header", header]))
        .stdin(Stdio::null())
        .output()
        .ok()?;
    serde_json::from_str(&String::from_utf8_lossy(&output.stdout)).ok()
}

/// The HTTP headers that a case names, one a line after `Header:`.
fn headers_of(case: &[u8]) -> Vec<String> {
    let head = String::from_utf8_lossy(&case[..case.len().min(HEAD_BYTES_MAX)]);
    head.lines().filter_map(|line| line.strip_prefix("Header:")).map(|header| header.trim().to_owned()).collect()
}

fn wanted_of(case: &Value) -> Vec<Wanted<'_>> {
    case["checks"].as_array().into_iter().flatten().filter_map(wanted).collect()
}

/// What a check asks of JSON Feed; nothing for checks that it cannot answer.
fn wanted(check: &Value) -> Option<Wanted<'_>> {
    if check["op"] != "==" || check["negate"] == true {
        return None;
    }
    let path = check["path"].as_array()?;
    let step = |place: usize| path.get(place).and_then(Value::as_str).unwrap_or_default();
    let value = check["value"].as_str()?;
    let entry = || path.get(1).and_then(Value::as_u64).and_then(|entry| usize::try_from(entry).ok());
    match (path.len(), step(0)) {
        (2, "feed" | "channel") => Some(Wanted { entry: None, fields: feed_fields(step(1))?, value }),
        (3, "entries" | "items") => Some(Wanted { entry: Some(entry()?), fields: entry_fields(step(2))?, value }),
        (5, "entries") if step(2) == "content" && step(4) == "value" => {
            Some(Wanted { entry: Some(entry()?), fields: &["content_html", "content_text"], value })
        }
        _ => None,
    }
}

fn feed_fields(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "title" => &["title"],
        "link" => &["home_page_url"],
        "subtitle" | "description" | "tagline" => &["description"],
        "language" => &["language"],
        _ => return None,
    })
}

fn entry_fields(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "title" => &["title"],
        "link" => &["url"],
        "id" | "guid" => &["id"],
        "summary" | "description" => &["summary", "content_html", "content_text"],
        _ => return None,
    })
}

fn is_held(answer: &Value, wanted: &Wanted<'_>) -> bool {
    let place = match wanted.entry {
        None => answer,
        Some(entry) => &answer["items"][entry],
    };
    wanted.fields.iter().any(|field| match &place[*field] {
        Value::Null => false,
        Value::String(text) => one_spaced(text) == one_spaced(wanted.value),
        other => one_spaced(&other.to_string()) == one_spaced(wanted.value),
    })
}

/// The text with each run of white space as one space.
fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Wanted, headers_of, is_held, wanted};
    use serde_json::json;

    #[test]
    fn a_check_asks_for_a_field() {
        let check = |given, expect| assert_eq!(wanted(&given), expect);
        check(
            json!({ "op": "==", "path": ["feed", "tagline"], "value": "x" }),
            Some(Wanted { entry: None, fields: &["description"], value: "x" }),
        );
        check(
            json!({ "op": "==", "path": ["entries", 1, "content", 0, "value"], "value": "x" }),
            Some(Wanted { entry: Some(1), fields: &["content_html", "content_text"], value: "x" }),
        );
        check(json!({ "op": "==", "path": ["feed", "title"], "value": "x", "negate": true }), None);
        check(json!({ "op": "==", "path": ["feed", "title"], "value": 3 }), None);
        check(json!({ "op": "truthy", "path": ["bozo"] }), None);
    }

    #[test]
    fn a_case_names_its_headers() {
        let case = b"<!--\nHeader:   Content-Location: http://x.example/\nDescription: Header: no\n-->";
        assert_eq!(headers_of(case), ["Content-Location: http://x.example/"]);
    }

    #[test]
    fn white_space_does_not_tell_answers_apart() {
        let answer = json!({ "title": "a", "items": [{ "summary": "one\n two", "id": 7 }] });
        let check =
            |entry, fields, value, expect| assert_eq!(is_held(&answer, &Wanted { entry, fields, value }), expect, "{value}");
        check(None, &["title"][..], "a", true);
        check(Some(0), &["summary", "content_html"], "one two", true);
        check(Some(0), &["id"], "7", true);
        check(Some(0), &["title"], "a", false);
        check(Some(9), &["id"], "7", false);
    }
}

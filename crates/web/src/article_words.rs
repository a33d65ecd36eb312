//! What the check of an article found, in sentences: for the editor, the API and the command line.

use article::{Finding, Use};
use domain::Language;
use fluent_bundle::FluentValue;
use serde_json::Value;

use crate::{format::Reader, words::Words};

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What was found.
    pub what: String,
    /// Why it matters, and what to do.
    pub why: String,
    /// The line it stands in, from 1; none when it is about the whole.
    pub line: Option<u64>,
}

/// The sentences of a finding, with figures as the reader writes them.
#[must_use]
pub fn told(words: &Words, reads: &Reader, finding: &Finding) -> Told {
    let facts = finding.facts();
    let code = facts.get("code").and_then(Value::as_str).unwrap_or_default().replace('_', "-");
    let language = reads.language;
    let args: Vec<(&str, FluentValue<'_>)> =
        facts.iter().map(|(name, fact)| (name.as_str(), said(words, reads, &code, name, fact).into())).collect();
    Told {
        what: words.say(language, &format!("article-finding-{code}"), &args),
        why: words.say(language, &format!("article-why-{code}"), &args),
        line: facts.get("line").and_then(Value::as_u64),
    }
}

/// A fact as a sentence has it.
fn said(words: &Words, reads: &Reader, code: &str, name: &str, fact: &Value) -> String {
    if let Some(number) = fact.as_i64() {
        return match (code, name) {
            ("images-heavy", "bytes" | "most") => reads.bytes(number),
            _ => reads.number(number),
        };
    }
    let text = fact.as_str().unwrap_or_default();
    let list = match (code, name) {
        ("front-unused", "why") => "front",
        ("product-wrong", "why") => "product-fault",
        ("product-wrong", "field") => "product",
        ("unreadable", "kind") => "reading",
        _ => return text.to_owned(),
    };
    words.say(reads.language, &format!("article-{list}-{}", text.replace('_', "-")), &[])
}

/// Where the article has what people say, in a few words.
#[must_use]
pub fn used(words: &Words, language: Language, one: &Use) -> String {
    let key = match (one.in_title, one.in_text) {
        (true, _) => "article-phrase-title",
        (false, true) => "article-phrase-text",
        (false, false) => "article-phrase-nowhere",
    };
    words.say(language, key, &[])
}

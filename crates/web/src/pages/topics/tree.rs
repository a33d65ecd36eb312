//! The tree of a query as nested lists: each clause with its verdict, or with how often it was found. A verdict is a sign and a word,
//! never a colour alone.

use app::listen::topic_leaves::{CountedClause, LeafHits};
use domain::Language;
use fluent_bundle::FluentValue;
use query::{Explained, Explanation, Killer};

use super::query_markup::{escape, markup};
use crate::{Web, error::spoken, format::Reader};

/// The most clauses that are drawn; a query may have ten thousand.
const CLAUSES_DRAWN_MAX: usize = 400;
/// A leaf that was found in more than this share of what the topic caught does most of the work.
const DOMINANT_SHARE: f64 = 0.8;
/// In fewer documents than these nothing is told of a leaf but its count.
const TOLD_LEAST: usize = 10;

/// A sentence by its key, as markup.
type Say<'a> = dyn Fn(&str, &[(&str, FluentValue<'_>)]) -> String + 'a;

/// A clause as markup, with its parts.
struct Drawn {
    head: String,
    parts: Vec<Drawn>,
}

/// Writes a list of clauses, as many as may still be drawn; gives how many were not.
fn write(list: &[Drawn], left: &mut usize, out: &mut String) -> usize {
    let mut undrawn = 0;
    out.push_str("<ul>");
    for clause in list {
        if *left == 0 {
            undrawn += size(clause);
            continue;
        }
        *left -= 1;
        out.push_str("<li>");
        out.push_str(&clause.head);
        if !clause.parts.is_empty() {
            undrawn += write(&clause.parts, left, out);
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    undrawn
}

fn size(clause: &Drawn) -> usize {
    1 + clause.parts.iter().map(size).sum::<usize>()
}

fn drawn(web: &Web, language: Language, root: Drawn) -> String {
    let mut out = String::from("<div class=\"clauses\">");
    let mut left = CLAUSES_DRAWN_MAX;
    let undrawn = write(&[root], &mut left, &mut out);
    if undrawn > 0 {
        let words = web.views.words.say(language, "care-tree-more", &[("n", counted_number(undrawn))]);
        out.push_str(&format!("<p class=\"faint\">{}</p>", escape(&words)));
    }
    out.push_str("</div>");
    out
}

fn counted_number(n: usize) -> FluentValue<'static> {
    FluentValue::from(f64::from(u32::try_from(n).unwrap_or(u32::MAX)))
}

/// A leaf as code, an operator as a word.
fn clause_markup(clause: &str, is_leaf: bool) -> String {
    if is_leaf { format!("<code>{}</code>", markup(clause)) } else { format!("<b>{}</b>", markup(clause)) }
}

/// The tree with each clause's verdict on one document.
pub(super) fn verdicts(web: &Web, language: Language, explanation: &Explanation) -> String {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| escape(&web.views.words.say(language, key, args));
    let root = verdict(&explanation.tree, explanation.killer.as_ref(), false, language, &say);
    drawn(web, language, root)
}

fn verdict(part: &Explained, killer: Option<&Killer>, forbidden: bool, language: Language, say: &Say<'_>) -> Drawn {
    let is_leaf = part.children.is_empty();
    let stands_at = |part: &Explained| killer.is_some_and(|killer| killer.span == part.span && !part.holds);
    // A saved query's clauses all stand at the place of its name: the innermost one that fails is meant.
    let killer_here = killer.filter(|_| stands_at(part) && !part.children.iter().any(stands_at));
    // Under NOT, what is found is what is not wanted.
    let (class, sign) = if part.holds != forbidden { ("good", "✓") } else { ("bad", "✗") };
    let words = say(
        match (part.holds, is_leaf) {
            (true, true) => "care-tree-found",
            (false, true) => "care-tree-absent",
            (true, false) => "care-tree-holds",
            (false, false) => "care-tree-fails",
        },
        &[],
    );
    let times =
        if is_leaf && part.count > 1 { format!(" <span class=\"faint\">×\u{202f}{}</span>", part.count) } else { String::new() };
    let why = killer_here.map_or_else(String::new, |killer| {
        let reason = say("care-tree-killer", &[("reason", killer.reason.sentence(spoken(language)).into())]);
        format!(" <strong class=\"bad\">← {reason}</strong>")
    });
    let head = format!(
        "<span class=\"clause{}\"><span class=\"{class}\" aria-hidden=\"true\">{sign}</span> {} <span class=\"mute\">{words}</span>{times}{why}</span>",
        if killer_here.is_some() { " clause-killer" } else { "" },
        clause_markup(&part.clause, is_leaf),
    );
    let below = forbidden != (part.clause == "NOT");
    // One clause is told of, once.
    let killer = killer.filter(|_| killer_here.is_none());
    Drawn { head, parts: part.children.iter().map(|child| verdict(child, killer, below, language, say)).collect() }
}

/// The tree with the number of documents in which each clause was found.
pub(super) fn counts(web: &Web, reads: &Reader, hits: &LeafHits, tree: &CountedClause) -> String {
    let say = |key: &str, args: &[(&str, FluentValue<'_>)]| escape(&web.views.words.say(reads.language, key, args));
    let root = counted(tree, reads, hits, &say);
    drawn(web, reads.language, root)
}

fn counted(part: &CountedClause, reads: &Reader, hits: &LeafHits, say: &Say<'_>) -> Drawn {
    let is_leaf = part.children.is_empty();
    let clause = clause_markup(&part.clause, is_leaf);
    let head = if is_leaf {
        let of = if part.forbidden { hits.judged - hits.caught } else { hits.caught };
        let written = reads.number(i64::try_from(part.documents).unwrap_or(i64::MAX));
        let key = if part.forbidden { "care-leaf-kept-out" } else { "care-leaf-found" };
        let words = say(key, &[("n", counted_number(part.documents)), ("n_words", written.into())]);
        let told =
            told_of(part, hits, of).map_or_else(String::new, |key| format!(" <span class=\"tag\">{}</span>", say(key, &[])));
        let meter =
            format!("<meter min=\"0\" max=\"{}\" value=\"{}\" aria-hidden=\"true\"></meter>", of.max(1), part.documents.min(of));
        format!("<span class=\"clause\">{clause} {meter} <span class=\"mute\">{words}</span>{told}</span>")
    } else {
        format!("<span class=\"clause\">{clause}</span>")
    };
    Drawn { head, parts: part.children.iter().map(|child| counted(child, reads, hits, say)).collect() }
}

/// What is worth saying of a leaf beside its count.
fn told_of(part: &CountedClause, hits: &LeafHits, of: usize) -> Option<&'static str> {
    let is_dominant = part.documents as f64 > DOMINANT_SHARE * of as f64 && !part.forbidden;
    if hits.judged < TOLD_LEAST {
        None
    } else if part.documents == 0 {
        Some("care-leaf-dead")
    } else if is_dominant && of >= TOLD_LEAST {
        Some("care-leaf-dominant")
    } else {
        None
    }
}

//! A query written back in its canonical form, which reads as the same query again.

use std::fmt::{Display, Formatter, Result, Write};

use crate::{
    date::Period,
    field::FieldTest,
    lexer, place,
    syntax::{Clause, Node, Query, Term},
};

/// The canonical text of a query: operators spelled out, words folded, parentheses where a reader needs them.
#[must_use]
pub fn print(query: &Query) -> String {
    query.to_string()
}

impl Display for Query {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        self.root.fmt(out)
    }
}

impl Display for Clause {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match &self.node {
            Node::And(parts) => joined(out, parts, " AND "),
            Node::Or(parts) => joined(out, parts, " OR "),
            Node::Not(of) => {
                out.write_str("NOT ")?;
                inner(out, of)
            }
            Node::Term(term) => write_word(out, term),
            Node::Phrase(terms) => phrase(out, terms),
            Node::Stretch { terms, slack } => {
                phrase(out, terms)?;
                write!(out, "~{slack}")
            }
            Node::Near { left, right, distance, ordered } => {
                inner(out, left)?;
                write!(out, " NEAR/{distance}{} ", if *ordered { "f" } else { "" })?;
                inner(out, right)
            }
            Node::Sentence { left, right } => {
                inner(out, left)?;
                out.write_str(" SENTENCE ")?;
                inner(out, right)
            }
            Node::AtLeast { count, of } => {
                write!(out, "ATLEAST/{count} ")?;
                inner(out, of)
            }
            Node::Within { title, of } => {
                out.write_str(if *title { "title:" } else { "text:" })?;
                inner(out, of)
            }
            Node::Field(test) => test.fmt(out),
            Node::Saved { name, .. } => write!(out, "[[{name}]]"),
        }
    }
}

fn joined(out: &mut Formatter<'_>, parts: &[Clause], joint: &str) -> Result {
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.write_str(joint)?;
        }
        match part.node {
            Node::Not(_) => part.fmt(out)?,
            _ => inner(out, part)?,
        }
    }
    Ok(())
}

/// A clause as part of another: in parentheses unless it is one piece.
fn inner(out: &mut Formatter<'_>, clause: &Clause) -> Result {
    match clause.node {
        Node::Term(_) | Node::Phrase(_) | Node::Stretch { .. } | Node::Field(_) | Node::Saved { .. } | Node::Within { .. } => {
            clause.fmt(out)
        }
        Node::And(_) | Node::Or(_) | Node::Not(_) | Node::Near { .. } | Node::Sentence { .. } | Node::AtLeast { .. } => {
            write!(out, "({clause})")
        }
    }
}

/// A word that stands alone; in quotation marks when it would read as something else.
fn write_word(out: &mut Formatter<'_>, term: &Term) -> Result {
    match term {
        Term::Word(word) if !word.starts_with("//") && word.contains(|letter| "(){}[]<>:/-|+".contains(letter)) => {
            write!(out, "\"{word}\"")
        }
        _ => term.fmt(out),
    }
}

impl Display for Term {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Word(word) if word.starts_with("//") => write!(out, "https:{word}"),
            Self::Word(word) => out.write_str(word),
            Self::Wild(wild) => out.write_str(wild.pattern()),
            Self::Exact { written, .. } => write!(out, "{{{written}}}"),
            Self::Regex(regex) => write!(out, "/{}/", regex.source()),
            Self::Stem(stem) => write!(out, "stem({})", stem.word()),
            Self::Any => out.write_char('*'),
        }
    }
}

fn phrase(out: &mut Formatter<'_>, terms: &[Term]) -> Result {
    let is_exact = terms.iter().all(|term| matches!(term, Term::Exact { .. }));
    out.write_char(if is_exact { '{' } else { '"' })?;
    for (index, term) in terms.iter().enumerate() {
        if index > 0 {
            out.write_char(' ')?;
        }
        match term {
            Term::Exact { written, .. } => out.write_str(written)?,
            other => other.fmt(out)?,
        }
    }
    out.write_char(if is_exact { '}' } else { '"' })
}

impl Display for FieldTest {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{}:", self.field().name())?;
        match self {
            Self::Is(_, value) | Self::Letters(value) | Self::Address(_, value) | Self::Tld(value) => plain(out, value),
            Self::Words(_, terms) => match terms.as_slice() {
                [one] => write_word(out, one),
                many => phrase(out, many),
            },
            Self::Number(_, Some(low), Some(high)) if low == high => write!(out, "{low}"),
            Self::Number(_, low, high) => range(out, low.map(|low| low.to_string()), high.map(|high| high.to_string())),
            Self::Published(Period::Last(span)) => span.fmt(out),
            Self::Published(Period::Between(Some(from), Some(to))) if from == to => plain(out, from.written()),
            Self::Published(Period::Between(from, to)) => {
                range(out, from.as_ref().map(|date| date.written().to_owned()), to.as_ref().map(|date| date.written().to_owned()))
            }
        }
    }
}

fn plain(out: &mut Formatter<'_>, value: &str) -> Result {
    let is_plain = value.chars().all(|letter| letter.is_alphanumeric() || "._/-:@?=&%~+#*".contains(letter));
    let begins_plainly = value.starts_with(char::is_alphanumeric);
    if is_plain && begins_plainly && place::address_len(value).is_none() {
        out.write_str(value)
    } else {
        debug_assert!(!value.contains(lexer::is_quote), "a value with a quotation mark: {value}");
        write!(out, "\"{value}\"")
    }
}

fn range(out: &mut Formatter<'_>, low: Option<String>, high: Option<String>) -> Result {
    write!(out, "[{} TO {}]", low.as_deref().unwrap_or("*"), high.as_deref().unwrap_or("*"))
}

//! From a query's text to its signs.

mod doubts;

use std::ops::Range;

use crate::{
    dialect::{Asked, Dialect, Rules},
    field::Field,
    place,
    problem::{PROBLEMS_MAX, Problem, ProblemKind},
    sign::{Placed, Sign},
    syntax::BOUND_MAX,
};

/// Problems of single signs that are kept; with so many, the query is refused whatever the rest says.
const LEXER_PROBLEMS_MAX: usize = 4 * PROBLEMS_MAX;

pub(crate) struct Lexer<'a> {
    text: &'a str,
    rules: &'static Rules,
    dialect: Dialect,
    at: usize,
    pub(crate) signs: Vec<Placed>,
    pub(crate) problems: Vec<Problem>,
    /// For each open parenthesis, whether it holds the values of a field.
    groups: Vec<bool>,
}

pub(crate) fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn ends_word(letter: char) -> bool {
    letter.is_whitespace() || is_quote(letter) || matches!(letter, '(' | ')' | '{' | '}')
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self { text, rules: dialect.rules(), dialect, at: 0, signs: Vec::new(), problems: Vec::new(), groups: Vec::new() }
    }

    /// Reads the whole text. Linear in its length.
    pub(crate) fn run(&mut self) {
        while let Some(letter) = self.rest().chars().next() {
            if letter.is_whitespace() {
                self.at += letter.len_utf8();
            } else {
                self.sign(letter);
            }
        }
        self.warn_of_lower_case();
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, sign: Sign, end: usize) {
        self.signs.push(Placed { sign, span: self.at..end });
        self.at = end;
    }

    fn problem(&mut self, kind: ProblemKind, span: Range<usize>) {
        if self.problems.len() < LEXER_PROBLEMS_MAX {
            self.problems.push(Problem { kind, span });
        }
    }

    /// The field whose value comes next, if one was just named.
    fn asked(&self) -> Option<Asked> {
        match self.signs.last() {
            Some(Placed { sign: Sign::Field(asked), span }) if span.end == self.at => Some(*asked),
            _ => None,
        }
    }

    fn is_value(&self) -> bool {
        self.asked().is_some_and(|asked| !asked.is_text()) || self.groups.last() == Some(&true)
    }

    fn sign(&mut self, letter: char) {
        let rest = self.rest();
        if rest.starts_with("<<<") {
            self.comment();
        } else if rest.starts_with("[[") {
            self.saved();
        } else if letter == '(' {
            let holds_values = self.is_value();
            self.groups.push(holds_values);
            self.push(Sign::Open, self.at + 1);
        } else if letter == ')' {
            self.groups.pop();
            self.push(Sign::Close, self.at + 1);
        } else if is_quote(letter) {
            self.quoted(letter);
        } else if letter == '{' && self.rules.has_braces {
            self.braced();
        } else if matches!(letter, '{' | '}') {
            self.problem(ProblemKind::UnclosedBrace, self.at..self.at + 1);
            self.at += 1;
        } else if letter == '[' && self.asked().is_some() {
            self.range();
        } else if letter == '-' && self.rules.has_dash && self.asked().is_none() && self.begins_operand(1) {
            self.push(Sign::Not, self.at + 1);
        } else if letter == '-' && self.begins_operand(1) && self.asks_for_words() {
            self.not_behind(1);
        } else if letter == '|' && self.rules.has_pipe {
            self.push(Sign::Or, self.at + 1);
        } else if self.is_value() && !self.is_field_among_values() {
            self.word_or_operator();
        } else if rest.starts_with("++") && self.rules.has_plus_plus && self.begins_operand(2) {
            let end = self.word_end(self.at + 2);
            self.push(Sign::Exact(self.at + 2..end), end);
        } else if let Some(end) = self.regex_end(letter) {
            self.push(Sign::Regex(self.at + 1..end - 1), end);
        } else {
            self.warn_of_spaced_regex(letter);
            self.word_or_field();
        }
    }

    fn begins_operand(&self, skipped: usize) -> bool {
        self.rest()[skipped..].chars().next().is_some_and(|letter| !letter.is_whitespace() && letter != ')')
    }

    fn comment(&mut self) {
        match self.rest().find(">>>") {
            Some(len) => self.at += len + 3,
            None => {
                self.problem(ProblemKind::UnclosedComment, self.at..self.at + 3);
                self.at = self.text.len();
            }
        }
    }

    fn saved(&mut self) {
        match self.rest().find("]]") {
            Some(len) => self.push(Sign::Saved(self.at + 2..self.at + len), self.at + len + 2),
            None => {
                self.problem(ProblemKind::UnclosedName, self.at..self.at + 2);
                self.at = self.text.len();
            }
        }
    }

    fn quoted(&mut self, mark: char) {
        let start = self.at + mark.len_utf8();
        let Some(closing) = self.text[start..].char_indices().find(|(_, letter)| is_quote(*letter)) else {
            self.problem(ProblemKind::UnclosedQuote, self.at..start);
            self.at = self.text.len();
            return;
        };
        let inner = start..start + closing.0;
        let end = inner.end + closing.1.len_utf8();
        let Some(digits) = self.text[end..].strip_prefix('~') else {
            return self.push(Sign::Quoted { inner, slack: None }, end);
        };
        let len = digits.find(ends_word).unwrap_or(digits.len());
        let end = end + 1 + len;
        let bound = digits[..len].parse().ok().filter(|bound| *bound <= BOUND_MAX);
        if bound.is_none() {
            self.problem(ProblemKind::BadBound("~", digits[..len].to_owned()), end - len - 1..end);
        }
        self.push(Sign::Quoted { inner, slack: Some(bound.unwrap_or(1)) }, end);
    }

    fn braced(&mut self) {
        match self.rest().find('}') {
            Some(len) => self.push(Sign::Exact(self.at + 1..self.at + len), self.at + len + 1),
            None => {
                self.problem(ProblemKind::UnclosedBrace, self.at..self.at + 1);
                self.at = self.text.len();
            }
        }
    }

    fn range(&mut self) {
        let Some(len) = self.rest().find(']') else {
            self.problem(ProblemKind::BadRange(self.rest().chars().take(40).collect()), self.at..self.text.len());
            self.at = self.text.len();
            return;
        };
        let (start, end) = (self.at + 1, self.at + len);
        let inner = &self.text[start..end];
        let joint = inner.find(" TO ").or_else(|| inner.find(" to "));
        match joint {
            Some(joint) => self.push(Sign::Range { low: start..start + joint, high: start + joint + 4..end }, end + 1),
            None => {
                self.problem(ProblemKind::BadRange(self.text[self.at..=end].to_owned()), self.at..end + 1);
                self.push(Sign::Range { low: start..start, high: start..start }, end + 1);
            }
        }
    }

    /// The end of a regular expression: a `/` that white space, a parenthesis or the end of the text follows.
    fn regex_end(&self, letter: char) -> Option<usize> {
        if letter != '/' || !self.rules.has_regexes {
            return None;
        }
        let mut is_escaped = false;
        for (inner, letter) in self.rest().char_indices().skip(1) {
            if letter.is_whitespace() {
                return None;
            }
            let end = self.at + inner + 1;
            let closes = letter == '/' && !is_escaped && inner > 1;
            if closes && self.text[end..].chars().next().is_none_or(|next| next.is_whitespace() || next == ')') {
                return Some(end);
            }
            is_escaped = letter == '\\' && !is_escaped;
        }
        None
    }

    fn word_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        let end = rest.find(ends_word).unwrap_or(rest.len());
        let end = rest[..end].find("[[").into_iter().chain(rest[..end].find("<<<")).min().unwrap_or(end);
        from + end.max(rest.chars().next().map_or(0, char::len_utf8))
    }

    fn word_or_field(&mut self) {
        if let Some(len) = place::address_len(self.rest()) {
            return self.push(Sign::Word, self.at + len);
        }
        let Some((name, colon)) = self.field_name() else { return self.word_or_operator() };
        let after = self.at + colon + 1;
        let next = self.text[after..].chars().next();
        let has_value = next.is_some_and(|letter| !letter.is_whitespace() && letter != ')');
        match self.rules.field(name) {
            Some(Asked::Nothing) => {
                self.problem(ProblemKind::NoEquivalent(self.dialect, format!("{name}:")), self.at..after);
                self.at = after;
            }
            Some(asked) => {
                if let (false, Asked::Field(field)) = (has_value, asked) {
                    self.problem(ProblemKind::FieldWithoutValue(field), self.at..after);
                }
                self.push(Sign::Field(asked), after);
            }
            None if has_value => {
                if self.problems.len() < LEXER_PROBLEMS_MAX {
                    self.problem(ProblemKind::UnknownField(name.to_owned(), Field::nearest(name)), self.at..after);
                }
                self.at = after;
            }
            None => self.push(Sign::Word, after),
        }
    }

    /// What looks like the name of a field here, and where its colon stands.
    fn field_name(&self) -> Option<(&'a str, usize)> {
        let rest = self.rest();
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
        let colon = rest.bytes().position(|byte| !is_inner(byte)).filter(|at| rest.as_bytes()[*at] == b':')?;
        let name = &rest[..colon];
        name.bytes().any(|byte| !byte.is_ascii_digit()).then_some((name, colon))
    }

    /// True for a field named among the values of another one.
    fn is_field_among_values(&self) -> bool {
        self.asked().is_none() && self.field_name().is_some_and(|(name, _)| Field::from_name(name).is_some())
    }

    fn word_or_operator(&mut self) {
        let end = if self.asked().is_some() { self.value_end() } else { self.word_end(self.at) };
        let word = &self.text[self.at..end];
        let upper;
        let name = if self.rules.has_any_case {
            upper = word.to_ascii_uppercase();
            &upper
        } else {
            word
        };
        if let Some(asked) = self.asked() {
            if name == "NOT" {
                return self.not_behind(end - self.at);
            }
            if asked.is_text() && word.starts_with("stem(") && self.rules.has_stem {
                return self.stem(self.at + "stem".len());
            }
            return self.push(Sign::Word, end);
        }
        let (head, bound) = name.split_once('/').map_or((name, None), |(head, bound)| (head, Some(bound)));
        match (head, bound) {
            ("AND", None) => self.push(Sign::And, end),
            ("OR", None) => self.push(Sign::Or, end),
            ("NOT", None) => self.push(Sign::Not, end),
            ("SENTENCE", None) => self.push(Sign::Sentence, end),
            ("NEAR", bound) => self.near("NEAR", bound, false, end),
            ("ONEAR", bound) => self.near("ONEAR", bound, true, end),
            ("ATLEAST", bound) => {
                let count = self.bound("ATLEAST", bound.unwrap_or_default(), end);
                self.push(Sign::AtLeast(count), end);
            }
            ("AROUND", None) if self.rules.has_around => self.around(end),
            ("stem", None) if self.text[end..].starts_with('(') && self.rules.has_stem => self.stem(end),
            _ => self.push(Sign::Word, end),
        }
    }

    /// A field's value goes on over parentheses that it opened itself.
    fn value_end(&self) -> usize {
        let rest = self.rest();
        let mut open = 0_u32;
        for (at, letter) in rest.char_indices() {
            let ends = match letter {
                '(' => {
                    open += 1;
                    false
                }
                ')' if open > 0 => {
                    open -= 1;
                    false
                }
                ')' => true,
                _ => letter.is_whitespace() || is_quote(letter),
            };
            if ends {
                return self.at + at;
            }
        }
        self.text.len()
    }

    fn near(&mut self, operator: &'static str, bound: Option<&str>, ordered: bool, end: usize) {
        let written = bound.unwrap_or_default();
        let (digits, is_forward) = match written.strip_suffix(['f', 'F']) {
            Some(digits) => (digits, true),
            None => (written, false),
        };
        let distance = self.bound(operator, digits, end);
        self.push(Sign::Near { distance, ordered: ordered || is_forward }, end);
    }

    fn bound(&mut self, operator: &'static str, digits: &str, end: usize) -> u32 {
        let bound = digits.parse().ok().filter(|bound| (1..=BOUND_MAX).contains(bound));
        if bound.is_none() {
            self.problem(ProblemKind::BadBound(operator, digits.to_owned()), self.at..end);
        }
        bound.unwrap_or(1)
    }

    /// Google's `AROUND(5)`.
    fn around(&mut self, end: usize) {
        let inner = self.text[end..].strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or("", |(inner, _)| inner);
        let end = if inner.is_empty() { end } else { end + inner.len() + 2 };
        let distance = self.bound("AROUND", inner.trim(), end);
        self.push(Sign::Near { distance, ordered: false }, end);
    }

    fn stem(&mut self, open: usize) {
        match self.text[open..].find(')') {
            Some(len) => self.push(Sign::Stem(open + 1..open + len), open + len + 1),
            None => {
                self.problem(ProblemKind::UnclosedParenthesis, open..open + 1);
                self.at = self.text.len();
            }
        }
    }
}

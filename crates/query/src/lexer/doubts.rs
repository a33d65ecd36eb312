//! What reads as a query but perhaps not as the one that was meant.

use super::Lexer;
use crate::{
    dialect::Asked,
    field::Field,
    problem::{PROBLEMS_MAX, Problem, ProblemKind},
    sign::Sign,
};

/// `near/5` and the like in another case than the operators have: nobody writes that of a text.
fn is_measured_operator(word: &str) -> bool {
    let Some((name, bound)) = word.split_once('/') else { return false };
    let digits = bound.trim_end_matches(['f', 'F']);
    let is_bound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_bound && ["near", "onear", "atleast"].iter().any(|operator| operator.eq_ignore_ascii_case(name))
}

impl Lexer<'_> {
    /// Whether a field that is looked for in words was just named: a dash before those would fall away as punctuation.
    pub(super) fn asks_for_words(&self) -> bool {
        let of_words = [Field::Title, Field::Text, Field::Author, Field::Source, Field::Tag];
        matches!(self.asked(), Some(Asked::Field(field)) if of_words.contains(&field))
    }

    /// Leaves out what says NOT behind a field's colon, and says so.
    pub(super) fn not_behind(&mut self, len: usize) {
        let field = self.signs.last().map(|placed| self.text[placed.span.clone()].to_owned()).unwrap_or_default();
        self.problem(ProblemKind::NotBehind(field), self.at..self.at + len);
        self.at += len;
        // The value begins here now.
        if let Some(placed) = self.signs.last_mut() {
            placed.span.end = self.at;
        }
    }

    /// `/two words/` is no regular expression, though it looks like one.
    pub(super) fn warn_of_spaced_regex(&mut self, letter: char) {
        if letter != '/' || !self.rules.has_regexes {
            return;
        }
        let rest = self.rest();
        let Some(len) = rest[1..].find('/').map(|inner| inner + 2) else { return };
        let inner = &rest[1..len - 1];
        let is_closed = rest[len..].chars().next().is_none_or(|next| next.is_whitespace() || next == ')');
        let is_whole = !inner.is_empty() && inner.trim() == inner && inner.contains(char::is_whitespace) && !inner.contains('\n');
        if is_closed && is_whole {
            self.problem(ProblemKind::SpacedRegex(rest[..len].to_owned()), self.at..self.at + len);
        }
    }

    pub(super) fn warn_of_lower_case(&mut self) {
        if self.rules.has_any_case {
            return;
        }
        let mut warnings = Vec::new();
        let measured = self.signs.iter().filter(|placed| matches!(placed.sign, Sign::Word));
        for placed in measured.filter(|placed| is_measured_operator(&self.text[placed.span.clone()])) {
            let kind = ProblemKind::LowercaseOperator(self.text[placed.span.clone()].to_owned());
            warnings.push(Problem { kind, span: placed.span.clone() });
        }
        for window in self.signs.windows(3) {
            let [before, word, after] = window else { continue };
            let written = &self.text[word.span.clone()];
            let is_between = !matches!(before.sign, Sign::Open | Sign::Field(_)) && !matches!(after.sign, Sign::Close);
            if matches!(word.sign, Sign::Word) && is_between && matches!(written, "and" | "or" | "not") {
                let kind = ProblemKind::LowercaseOperator(written.to_owned());
                warnings.push(Problem { kind, span: word.span.clone() });
            }
        }
        self.problems.extend(warnings.into_iter().take(PROBLEMS_MAX));
    }
}

//! From signs to a tree. Every loop takes at least one sign a turn, and every recursion carries its depth.

use std::{ops::Range, sync::Arc};

use crate::{
    checks,
    dialect::{Asked, Dialect},
    field::Field,
    lexer::Lexer,
    problem::{Around, PROBLEMS_MAX, Problem, ProblemKind, Severity},
    sign::{Placed, Sign},
    syntax::{Clause, DEPTH_MAX, Node, Place, QUERY_BYTES_MAX, Query},
    terms::TermReader,
    tree::{Joint, holds_field, join, obstacle_in, relocate},
};

/// How many saved queries one query may pull in, each counted as often as it is named.
pub const SAVED_QUERIES_MAX: usize = 1_000;

/// What became of a text: a query unless an error stands in the way, and what there is to say.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The query; `None` when a problem is an error.
    pub query: Option<Query>,
    /// Errors and warnings in the order of the text, at most [`PROBLEMS_MAX`].
    pub problems: Vec<Problem>,
}

/// Reads a query that names no saved query.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse_as(Dialect::Parvis, text)
}

/// Reads a query as another tool's language writes it. What has no equivalent is an error that names it.
#[must_use]
pub fn parse_as(dialect: Dialect, text: &str) -> Parsed {
    parse_with(dialect, text, &|_| None)
}

/// Reads a query whose `[[names]]` are looked up by `saved`, which gives the text of the saved query of that name.
#[must_use]
pub fn parse_with(dialect: Dialect, text: &str, saved: &dyn Fn(&str) -> Option<String>) -> Parsed {
    let mut shared = Shared { reader: TermReader::new(), leaves: 0, regexes: 0, expansions: 0, names: Vec::new(), saved };
    let (root, mut problems) = read(&mut shared, dialect, text, 1);
    if let Some(root) = root.as_ref().filter(|_| !has_error(&problems)) {
        checks::check(root, &mut problems);
    }
    problems.sort_by_key(|problem| (problem.span.start, std::cmp::Reverse(problem.severity())));
    if problems.len() > PROBLEMS_MAX {
        problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity()));
        problems.truncate(PROBLEMS_MAX);
    }
    let query = root.filter(|_| !has_error(&problems)).map(|root| Query { root });
    Parsed { query, problems }
}

fn has_error(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity() == Severity::Error)
}

/// What the text of a query and those of its saved queries share.
pub(crate) struct Shared<'a> {
    pub(crate) reader: TermReader,
    pub(crate) leaves: usize,
    pub(crate) regexes: usize,
    expansions: usize,
    names: Vec<String>,
    saved: &'a dyn Fn(&str) -> Option<String>,
}

fn read(shared: &mut Shared<'_>, dialect: Dialect, text: &str, depth: u16) -> (Option<Clause>, Vec<Problem>) {
    if text.len() > QUERY_BYTES_MAX {
        return (None, vec![Problem { kind: ProblemKind::TooLong, span: 0..text.len() }]);
    }
    let mut lexer = Lexer::new(text, dialect);
    lexer.run();
    let Lexer { signs, problems, .. } = lexer;
    let mut parser = Parser { text, dialect, signs, at: 0, problems, shared, within: None };
    let root = parser.whole(depth);
    (root, parser.problems)
}

pub(crate) struct Parser<'a, 'b> {
    pub(crate) text: &'a str,
    pub(crate) dialect: Dialect,
    signs: Vec<Placed>,
    at: usize,
    problems: Vec<Problem>,
    pub(crate) shared: &'a mut Shared<'b>,
    /// The field whose value is being read.
    pub(crate) within: Option<Asked>,
}

impl Parser<'_, '_> {
    pub(crate) fn problem(&mut self, kind: ProblemKind, span: Range<usize>) {
        let is_once = matches!(kind, ProblemKind::TooDeep | ProblemKind::TooManyLeaves | ProblemKind::TooManyRegexes);
        if is_once && self.problems.iter().any(|problem| problem.kind == kind) {
            return;
        }
        // A few more than are shown, so that errors are not crowded out by warnings.
        if self.problems.len() < 4 * PROBLEMS_MAX
            || (kind.severity() == Severity::Error && self.problems.len() < 8 * PROBLEMS_MAX)
        {
            self.problems.push(Problem { kind, span });
        }
    }

    fn peek(&self) -> Option<&Sign> {
        self.signs.get(self.at).map(|placed| &placed.sign)
    }

    /// The span of the next sign, or the end of the text.
    fn span(&self) -> Range<usize> {
        self.signs.get(self.at).map_or(self.text.len()..self.text.len(), |placed| placed.span.clone())
    }

    /// The end of the sign before this one.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.signs.get(at)).map_or(0, |placed| placed.span.end)
    }

    fn is_at_operand(&self) -> bool {
        !matches!(self.peek(), None | Some(Sign::Close | Sign::And | Sign::Or | Sign::Near { .. } | Sign::Sentence))
    }

    fn whole(&mut self, depth: u16) -> Option<Clause> {
        let mut parts = Vec::new();
        loop {
            parts.extend(self.group(depth));
            if self.peek().is_none() {
                break;
            }
            self.problem(ProblemKind::ExtraParenthesis, self.span());
            self.at += 1;
        }
        let root = join(parts, Joint::And, 0..self.text.len());
        if root.is_none() && !has_error(&self.problems) {
            self.problem(ProblemKind::Empty, 0..self.text.len());
        }
        if root.as_ref().is_some_and(|root| root.depth > DEPTH_MAX) {
            self.problem(ProblemKind::TooDeep, 0..self.text.len());
        }
        root
    }

    /// All up to a closing parenthesis or the end.
    fn group(&mut self, depth: u16) -> Option<Clause> {
        while self.peek().is_some_and(|sign| !matches!(sign, Sign::Close)) && !self.is_at_operand() {
            let written = self.text[self.span()].to_owned();
            self.problem(ProblemKind::MissingOperand(written), self.span());
            self.at += 1;
        }
        let joints = if self.dialect.rules().or_binds_tighter { [Joint::And, Joint::Or] } else { [Joint::Or, Joint::And] };
        self.level(depth, &joints).0
    }

    /// Operands joined by the first of the joints, each made of operands joined by the next one; and how many they are.
    fn level(&mut self, depth: u16, joints: &[Joint]) -> (Option<Clause>, usize) {
        let Some((joint, tighter)) = joints.split_first() else { return (self.negation(depth), 1) };
        let start = self.span().start;
        let (mut parts, mut count, mut inner_most) = (Vec::new(), 0, 0);
        while self.is_at_operand() {
            let (part, inner) = self.level(depth, tighter);
            parts.extend(part);
            count += 1;
            inner_most = inner_most.max(inner);
            let is_written = matches!((joint, self.peek()), (Joint::And, Some(Sign::And)) | (Joint::Or, Some(Sign::Or)));
            if is_written {
                let span = self.span();
                self.at += 1;
                if !self.is_at_operand() {
                    self.problem(ProblemKind::MissingOperand(self.text[span.clone()].to_owned()), span);
                }
            } else if *joint == Joint::Or {
                break;
            }
        }
        let span = start..self.end().max(start);
        if *joint == Joint::Or && count > 1 && inner_most > 1 {
            self.problem(ProblemKind::MixedAndOr, span.clone());
        }
        (join(parts, *joint, span), count)
    }

    fn negation(&mut self, depth: u16) -> Option<Clause> {
        let start = self.span();
        let mut is_negative = false;
        while let Some(Sign::Not) = self.peek() {
            is_negative = !is_negative;
            self.at += 1;
            if !self.is_at_operand() {
                self.problem(ProblemKind::MissingOperand(self.text[start.clone()].to_owned()), start);
                return None;
            }
        }
        let clause = self.proximity(depth)?;
        if !is_negative {
            return Some(clause);
        }
        let span = start.start..self.end();
        Some(match clause.node {
            Node::Not(of) => *of,
            _ => Clause::new(Node::Not(Box::new(clause)), span),
        })
    }

    fn proximity(&mut self, depth: u16) -> Option<Clause> {
        let start = self.span().start;
        let mut left = self.primary(depth);
        while let Some(Sign::Near { .. } | Sign::Sentence) = self.peek() {
            let (span, sign) = (self.span(), self.peek().cloned());
            let name = if matches!(sign, Some(Sign::Sentence)) { "SENTENCE" } else { "NEAR" };
            self.at += 1;
            while let Some(Sign::Not) = self.peek() {
                self.problem(ProblemKind::ProximityAround(name, Around::Not), self.span());
                self.at += 1;
            }
            if !self.is_at_operand() {
                self.problem(ProblemKind::MissingOperand(self.text[span.clone()].to_owned()), span);
                break;
            }
            let right = self.primary(depth);
            let (Some(before), Some(after)) = (left.take(), right) else { continue };
            left = self.measured(name, sign, before, after, start);
        }
        left
    }

    fn measured(&mut self, name: &'static str, sign: Option<Sign>, left: Clause, right: Clause, start: usize) -> Option<Clause> {
        let mut is_measurable = true;
        for side in [&left, &right] {
            if let Some(obstacle) = obstacle_in(side) {
                self.problem(ProblemKind::ProximityAround(name, obstacle), side.place.0.clone());
                is_measurable = false;
            }
        }
        if left.depth.max(right.depth) >= DEPTH_MAX {
            self.problem(ProblemKind::TooDeep, start..self.end());
            return None;
        }
        let (left, right) = (Box::new(left), Box::new(right));
        let node = match sign {
            Some(Sign::Near { distance, ordered }) => Node::Near { left, right, distance, ordered },
            _ => Node::Sentence { left, right },
        };
        is_measurable.then(|| Clause::new(node, start..self.end()))
    }

    fn primary(&mut self, depth: u16) -> Option<Clause> {
        let (span, sign) = (self.span(), self.peek()?.clone());
        if depth > DEPTH_MAX {
            self.problem(ProblemKind::TooDeep, span);
            self.skip_operand();
            return None;
        }
        self.at += 1;
        match sign {
            Sign::Open => self.parenthesis(depth, span),
            Sign::AtLeast(count) => self.at_least(depth, count, span),
            Sign::Field(asked) => self.field(depth, asked, span),
            Sign::Saved(name) => self.saved(depth, name, span),
            sign => self.leaf(&sign, span),
        }
    }

    /// Leaves out one operand that stands too deep, without recursion.
    fn skip_operand(&mut self) {
        let mut open = 0_usize;
        while let Some(sign) = self.peek() {
            match sign {
                Sign::Open => open += 1,
                Sign::Close if open == 0 => return,
                Sign::Close => open -= 1,
                _ => {}
            }
            let goes_on = matches!(sign, Sign::Field(_) | Sign::AtLeast(_) | Sign::Not);
            self.at += 1;
            if open == 0 && !goes_on {
                return;
            }
        }
    }

    fn parenthesis(&mut self, depth: u16, span: Range<usize>) -> Option<Clause> {
        if let Some(Sign::Close) = self.peek() {
            self.at += 1;
            self.problem(ProblemKind::EmptyGroup, span.start..self.end());
            return None;
        }
        let inner = self.group(depth + 1);
        match self.peek() {
            Some(Sign::Close) => self.at += 1,
            _ => self.problem(ProblemKind::UnclosedParenthesis, span.clone()),
        }
        inner.map(|clause| Clause { place: Place(span.start..self.end()), ..clause })
    }

    fn at_least(&mut self, depth: u16, count: u32, span: Range<usize>) -> Option<Clause> {
        if !self.is_at_operand() {
            self.problem(ProblemKind::MissingOperand("ATLEAST".to_owned()), span);
            return None;
        }
        self.refuse_not(&span);
        let of = self.primary(depth + 1)?;
        if let Some(obstacle) = obstacle_in(&of) {
            self.problem(ProblemKind::ProximityAround("ATLEAST", obstacle), of.place.0);
            return None;
        }
        Some(Clause::new(Node::AtLeast { count, of: Box::new(of) }, span.start..self.end()))
    }

    /// Says that NOT belongs before what it stands behind, and goes on without it.
    fn refuse_not(&mut self, before: &Range<usize>) {
        while let Some(Sign::Not) = self.peek() {
            self.problem(ProblemKind::NotBehind(self.text[before.clone()].to_owned()), self.span());
            self.at += 1;
        }
    }

    fn field(&mut self, depth: u16, asked: Asked, span: Range<usize>) -> Option<Clause> {
        if let Some(outer) = self.within {
            self.problem(ProblemKind::FieldInsideField(outer.field()), span);
            return None;
        }
        if !self.is_at_operand() {
            self.problem(ProblemKind::FieldWithoutValue(asked.field()), span);
            return None;
        }
        self.refuse_not(&span);
        self.within = Some(asked);
        let of = self.primary(depth + 1);
        self.within = None;
        let title = match asked {
            Asked::Field(Field::Title) => true,
            Asked::Field(Field::Text) => false,
            _ => return of,
        };
        Some(Clause::new(Node::Within { title, of: Box::new(of?) }, span.start..self.end()))
    }

    fn saved(&mut self, depth: u16, name: Range<usize>, span: Range<usize>) -> Option<Clause> {
        let name = self.text[name].trim().to_owned();
        if self.within.is_some_and(|asked| !asked.is_text()) {
            self.problem(ProblemKind::BadValue(self.within.map_or(Field::Title, Asked::field), name), span);
            return None;
        }
        let Some(text) = (self.shared.saved)(&name) else {
            self.problem(ProblemKind::NoSuchQuery(name), span);
            return None;
        };
        if self.shared.names.contains(&name) {
            self.problem(ProblemKind::SavedLoop(name), span);
            return None;
        }
        self.shared.expansions += 1;
        if self.shared.expansions > SAVED_QUERIES_MAX {
            self.problem(ProblemKind::TooManyLeaves, span);
            return None;
        }
        self.shared.names.push(name.clone());
        let (root, problems) = read(self.shared, Dialect::Parvis, &text, depth + 1);
        self.shared.names.pop();
        // What a saved query shares with the one that names it is told as it is; the rest is the saved query's own affair.
        let told = problems.into_iter().map(|problem| problem.kind).find(|kind| kind.severity() == Severity::Error);
        if let Some(kind) = told {
            let is_shared = matches!(kind, ProblemKind::TooDeep | ProblemKind::TooManyLeaves | ProblemKind::SavedLoop(_));
            self.problem(if is_shared { kind } else { ProblemKind::SavedBroken(name) }, span);
            return None;
        }
        let mut of = root?;
        if self.within.is_some() && holds_field(&of) {
            self.problem(ProblemKind::FieldInsideField(self.within.map_or(Field::Title, Asked::field)), span);
            return None;
        }
        relocate(&mut of, &span);
        Some(Clause::new(Node::Saved { name: name.into(), of: Arc::new(of) }, span))
    }
}

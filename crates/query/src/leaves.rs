//! The leaves of a query: words, patterns and the values of fields.

use std::ops::Range;

use crate::{
    dialect::{Asked, Dialect},
    field::Field,
    parser::Parser,
    problem::ProblemKind,
    sign::Sign,
    syntax::{Clause, LEAVES_MAX, Node, PHRASE_WORDS_MAX, REGEXES_MAX, Term},
    values,
    word_regex::WordRegex,
};

impl Parser<'_, '_> {
    /// The clause of one sign that holds no other clause.
    pub(crate) fn leaf(&mut self, sign: &Sign, span: Range<usize>) -> Option<Clause> {
        self.shared.leaves += 1;
        if self.shared.leaves > LEAVES_MAX {
            self.problem(ProblemKind::TooManyLeaves, span);
            return None;
        }
        let node = match self.within.filter(|asked| !asked.is_text()) {
            Some(asked) => self.value(asked, sign, &span),
            None => self.words(sign, &span),
        };
        match node {
            Ok(Some(node)) => Some(Clause::new(node, span)),
            Ok(None) => {
                self.problem(ProblemKind::NothingToFind(self.text[span.clone()].chars().take(40).collect()), span);
                None
            }
            Err(kind) => {
                self.problem(kind, span);
                None
            }
        }
    }

    fn value(&mut self, asked: Asked, sign: &Sign, span: &Range<usize>) -> Result<Option<Node>, ProblemKind> {
        let field = asked.field();
        let written = match sign {
            Sign::Quoted { inner, .. } => &self.text[inner.clone()],
            Sign::Range { low, high } => {
                let test = values::range_of(field, &self.text[low.clone()], &self.text[high.clone()])?;
                return Ok(Some(Node::Field(test)));
            }
            _ => &self.text[span.clone()],
        };
        let test = match asked {
            Asked::Field(field) => values::test_of(field, written, &mut self.shared.reader)?,
            Asked::Translated(_, translate) => {
                let no_equivalent = || ProblemKind::NoEquivalent(self.dialect, written.to_owned());
                let (field, value) = translate(written).ok_or_else(no_equivalent)?;
                match value.split_once(" TO ") {
                    Some((low, high)) => values::range_of(field, low, high)?,
                    None => values::test_of(field, &value, &mut self.shared.reader)?,
                }
            }
            Asked::Nothing => return Ok(None),
        };
        Ok(Some(Node::Field(test)))
    }

    fn words(&mut self, sign: &Sign, span: &Range<usize>) -> Result<Option<Node>, ProblemKind> {
        let written = &self.text[span.clone()];
        let reader = &mut self.shared.reader;
        let (terms, slack) = match sign {
            Sign::Quoted { inner, slack } => (reader.terms(&self.text[inner.clone()])?, *slack),
            Sign::Exact(inner) => (reader.exact_terms(&self.text[inner.clone()]), None),
            Sign::Regex(inner) => {
                self.shared.regexes += 1;
                if self.shared.regexes > REGEXES_MAX {
                    return Err(ProblemKind::TooManyRegexes);
                }
                let regex = WordRegex::new(&self.text[inner.clone()]).map_err(ProblemKind::BadRegex)?;
                (vec![Term::Regex(regex)], None)
            }
            Sign::Stem(inner) => {
                let word = &self.text[inner.clone()];
                (vec![reader.stem(word).ok_or_else(|| ProblemKind::NotOneWord(word.to_owned()))?], None)
            }
            Sign::Range { .. } => return Err(ProblemKind::NoRange(self.within.map_or(Field::Text, Asked::field))),
            _ => (reader.terms(written)?, None),
        };
        if matches!(sign, Sign::Word | Sign::Quoted { .. }) {
            if let Some(piece) = terms.iter().find_map(ending_mark) {
                self.problem(ProblemKind::EndingQuestionMark(piece), span.clone());
            }
            if self.dialect == Dialect::X && written.contains('*') {
                return Err(ProblemKind::NoEquivalent(self.dialect, "*".to_owned()));
            }
        }
        node_of(terms, slack)
    }
}

fn node_of(mut terms: Vec<Term>, slack: Option<u32>) -> Result<Option<Node>, ProblemKind> {
    if terms.len() > PHRASE_WORDS_MAX {
        return Err(ProblemKind::TooManyWords);
    }
    if terms.len() <= 1 {
        return Ok(terms.pop().map(Node::Term));
    }
    Ok(Some(match slack {
        None => Node::Phrase(terms),
        Some(_) if terms.contains(&Term::Any) => return Err(ProblemKind::StarInStretch),
        Some(slack) => Node::Stretch { terms, slack },
    }))
}

fn ending_mark(term: &Term) -> Option<String> {
    match term {
        Term::Wild(wild) if wild.pattern().ends_with('?') && wild.pattern().matches('?').count() == 1 => {
            Some(wild.pattern().to_owned())
        }
        _ => None,
    }
}

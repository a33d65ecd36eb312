//! From the words of a query to what is looked for, by the same reading as texts get.

use crate::{
    analysis::{Analysis, Token, WORD_BYTES_MAX},
    fold::{cut, fold},
    letters::{is_mark, is_spaceless},
    place,
    problem::ProblemKind,
    stem::Stem,
    syntax::Term,
    wildcard::Wildcard,
};

/// Reads the words of queries. Keep one for a whole query.
pub(crate) struct TermReader {
    analysis: Analysis,
}

impl TermReader {
    pub(crate) fn new() -> Self {
        Self { analysis: Analysis::new() }
    }

    /// The terms of words that stand side by side.
    pub(crate) fn terms(&mut self, words: &str) -> Result<Vec<Term>, ProblemKind> {
        let mut terms = Vec::new();
        let mut pieces = words.split_whitespace().peekable();
        while let Some(piece) = pieces.next() {
            let is_last = pieces.peek().is_none();
            if piece == "*" {
                if terms.is_empty() {
                    return Err(ProblemKind::WildcardFirst(words.to_owned()));
                }
                terms.push(Term::Any);
            } else if piece.contains(['*', '?']) && place::address_len(piece).is_none() {
                self.wild_terms(piece, is_last, &mut terms)?;
            } else {
                self.plain_terms(piece, is_last, &mut terms);
            }
        }
        Ok(terms)
    }

    fn plain_terms(&mut self, piece: &str, is_last: bool, terms: &mut Vec<Term>) {
        self.each_token(piece, is_last, |folded, _| terms.push(Term::Word(folded.into())));
    }

    /// The terms of words that must stand as they are written.
    pub(crate) fn exact_terms(&mut self, words: &str) -> Vec<Term> {
        let mut terms = Vec::new();
        self.each_token(words, true, |folded, exact| terms.push(Term::Exact { written: exact.into(), folded: folded.into() }));
        terms
    }

    /// The word whose inflections are asked for, if it is one.
    pub(crate) fn stem(&mut self, word: &str) -> Option<Term> {
        if word.contains(['*', '?']) {
            return None;
        }
        let mut words = Vec::new();
        self.each_token(word, true, |_, exact| words.push(exact.to_owned()));
        match words.as_slice() {
            [one] if one.starts_with(char::is_alphanumeric) => Some(Term::Stem(Stem::new(one))),
            _ => None,
        }
    }

    /// Calls for the most telling token of each position, folded and as written.
    ///
    /// A tag or an address whose bare words take several positions stands for them only where nothing follows it, since a phrase
    /// counts positions.
    fn each_token(&mut self, text: &str, is_last: bool, mut call: impl FnMut(&str, &str)) {
        self.analysis.read_alone(text);
        let tokens = self.analysis.tokens();
        let (mut position, mut covered) = (None, 0);
        for (index, token) in tokens.iter().enumerate() {
            if position == Some(token.position) || token.span.start < covered {
                continue;
            }
            if token.literal {
                let inside = |other: &&Token| other.span.start < token.span.end;
                let last = tokens[index..].iter().take_while(inside).last().unwrap_or(token);
                let ends_text = is_last && tokens.last().is_some_and(|end| end.position == last.position);
                if last.position > token.position && !ends_text {
                    continue;
                }
                covered = token.span.end;
            }
            position = Some(token.position);
            call(self.analysis.folded(token), self.analysis.exact(token));
        }
    }

    /// A piece with `*` or `?`: what apostrophes and hyphens separate are words of their own.
    fn wild_terms(&mut self, piece: &str, is_last: bool, terms: &mut Vec<Term>) -> Result<(), ProblemKind> {
        let is_inner = |letter: char| letter.is_alphanumeric() || is_mark(letter) || matches!(letter, '_' | '*' | '?');
        let mut at = 0;
        while let Some(skipped) = piece[at..].find(is_inner) {
            let start = at + skipped;
            let end = piece[start..].find(|letter| !is_inner(letter)).map_or(piece.len(), |len| start + len);
            let run = &piece[start..end];
            let sigil = piece[at..start].chars().next_back().filter(|letter| matches!(letter, '#' | '@' | '$'));
            if run.contains(['*', '?']) {
                self.wild_run(run, sigil, piece, terms)?;
            } else {
                self.plain_terms(&piece[start - usize::from(sigil.is_some())..end], is_last && end == piece.len(), terms);
            }
            at = end;
        }
        Ok(())
    }

    fn wild_run(&mut self, run: &str, sigil: Option<char>, piece: &str, terms: &mut Vec<Term>) -> Result<(), ProblemKind> {
        if run.starts_with(['*', '?']) {
            return Err(ProblemKind::WildcardFirst(piece.to_owned()));
        }
        let leads = |letter: char| letter == '_' || is_mark(letter);
        let mut folded = fold(run.trim_start_matches(leads));
        if folded.chars().any(is_spaceless) {
            return self.spaceless_run(run, piece, terms);
        }
        folded.retain(|letter| letter.is_alphanumeric() || is_mark(letter) || matches!(letter, '_' | '*' | '?'));
        // What a mark stood on may have folded away.
        folded.drain(..folded.len() - folded.trim_start_matches(leads).len());
        let before = folded.split(['*', '?']).next().unwrap_or_default();
        if before.chars().count() < 2 {
            return Err(ProblemKind::WildcardTooEarly(piece.to_owned()));
        }
        if let Some(sigil) = sigil {
            folded.insert(0, sigil);
        }
        terms.push(Term::Wild(Wildcard::new(cut(&folded, WORD_BYTES_MAX))));
        Ok(())
    }

    /// In a script without spaces each character is a word: `?` is any one of them, and a `*` at the end says nothing.
    fn spaceless_run(&mut self, run: &str, piece: &str, terms: &mut Vec<Term>) -> Result<(), ProblemKind> {
        let run = run.trim_end_matches('*');
        if run.contains('*') {
            return Err(ProblemKind::WildcardInside(piece.to_owned()));
        }
        for (index, part) in run.split('?').enumerate() {
            if index > 0 {
                if terms.is_empty() {
                    return Err(ProblemKind::WildcardFirst(piece.to_owned()));
                }
                terms.push(Term::Any);
            }
            self.plain_terms(part, false, terms);
        }
        Ok(())
    }
}

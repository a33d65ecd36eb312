//! `/colou?r(ed)?/`: a regular expression over one folded word.

use regex::{Regex, RegexBuilder};

use crate::fold::fold_into;

/// The most memory one compiled expression may take. In bytes.
pub const REGEX_BYTES_MAX: usize = 1 << 18;
/// How deep groups of an expression may stand inside one another.
pub const REGEX_DEPTH_MAX: u32 = 32;
/// The longest text of an expression. In bytes.
pub const REGEX_TEXT_BYTES_MAX: usize = 500;

/// A compiled expression that must fit the whole folded word. Matching is linear in the word.
#[derive(Clone, Debug)]
pub(crate) struct WordRegex {
    source: Box<str>,
    regex: Regex,
}

impl PartialEq for WordRegex {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

/// Why an expression cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegexFault {
    /// It is not written as expressions are.
    Syntax,
    /// It looks around or back, which cannot be answered in linear time.
    LooksAround,
    /// It is too long, too deep or would take too much memory.
    TooBig,
}

impl WordRegex {
    /// Compiles the text between the slashes, its letters folded as words are.
    ///
    /// # Errors
    /// The fault found.
    pub(crate) fn new(source: &str) -> Result<Self, RegexFault> {
        if source.len() > REGEX_TEXT_BYTES_MAX {
            return Err(RegexFault::TooBig);
        }
        let source = folded_source(source);
        let anchored = format!("^(?:{source})$");
        let built = RegexBuilder::new(&anchored)
            .size_limit(REGEX_BYTES_MAX)
            .dfa_size_limit(REGEX_BYTES_MAX)
            .nest_limit(REGEX_DEPTH_MAX)
            .build();
        match built {
            Ok(regex) => Ok(Self { source: source.into(), regex }),
            Err(regex::Error::CompiledTooBig(_)) => Err(RegexFault::TooBig),
            Err(_) => Err(fault_of(&source)),
        }
    }

    /// The expression as a query writes it between slashes.
    #[must_use]
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    /// True when the whole folded word fits.
    #[must_use]
    pub(crate) fn matches(&self, word: &str) -> bool {
        self.regex.is_match(word)
    }
}

fn fault_of(source: &str) -> RegexFault {
    let kind = match regex_syntax::ast::parse::ParserBuilder::new().nest_limit(REGEX_DEPTH_MAX).build().parse(source) {
        Err(error) => error.kind().clone(),
        Ok(_) => return RegexFault::Syntax,
    };
    match kind {
        regex_syntax::ast::ErrorKind::UnsupportedLookAround | regex_syntax::ast::ErrorKind::UnsupportedBackreference => {
            RegexFault::LooksAround
        }
        regex_syntax::ast::ErrorKind::NestLimitExceeded(_) => RegexFault::TooBig,
        _ => RegexFault::Syntax,
    }
}

/// Folds the letters that stand for themselves; escapes (`\S`, `\p{…}`) and group heads (`(?i:`) stay as they are.
fn folded_source(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut letters = source.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let rest = &source[at..];
        let kept = if letter == '\\' {
            escape_len(rest)
        } else if rest.starts_with("(?") {
            rest.find([')', ':', '>']).unwrap_or(rest.len() - 1) + 1
        } else {
            0
        };
        if kept == 0 {
            fold_into(letter.encode_utf8(&mut [0; 4]), &mut out);
            continue;
        }
        out.push_str(&rest[..kept]);
        while letters.next_if(|(next, _)| *next < at + kept).is_some() {}
    }
    out
}

fn escape_len(rest: &str) -> usize {
    let mut letters = rest.chars().skip(1);
    let Some(letter) = letters.next() else { return rest.len() };
    let head = 1 + letter.len_utf8();
    match letters.next() {
        Some('{') if matches!(letter, 'p' | 'P' | 'x' | 'u' | 'U' | 'b') => rest.find('}').map_or(head, |end| end + 1),
        Some(class) if matches!(letter, 'p' | 'P') => head + class.len_utf8(),
        _ => head,
    }
}

#[cfg(test)]
mod tests {
    use super::{RegexFault, WordRegex};

    #[test]
    fn an_expression_fits_whole_folded_words() {
        let check = |source: &str, word: &str, expect: bool| {
            assert_eq!(WordRegex::new(source).unwrap().matches(word), expect, "{source} {word}");
        };
        check("colou?r(ed)?", "colored", true);
        check("colou?r", "colorful", false);
        check("Été", "ete", true);
        check(r"\D+", "abc", true);
        check(r"\p{Lu}", "a", false);
        check("a|b", "ab", false);
    }

    #[test]
    fn what_would_explode_is_refused() {
        let check = |source: &str, expect: RegexFault| assert_eq!(WordRegex::new(source), Err(expect), "{source}");
        check(r"(\w{100}){100}", RegexFault::TooBig);
        check("a(?=b)", RegexFault::LooksAround);
        check(r"(a)\1", RegexFault::LooksAround);
        check("a(", RegexFault::Syntax);
        check(&format!("{}a{}", "(".repeat(200), ")".repeat(200)), RegexFault::TooBig);
        check(&"a".repeat(501), RegexFault::TooBig);
    }
}

//! `appl*` and `customi?e`.

/// A folded word in which `*` stands for any run of letters and `?` for one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Wildcard {
    pattern: Box<str>,
}

impl Wildcard {
    /// Takes a folded pattern; runs of `*` become one.
    pub(crate) fn new(pattern: &str) -> Self {
        let mut kept = String::with_capacity(pattern.len());
        for letter in pattern.chars() {
            if letter != '*' || !kept.ends_with('*') {
                kept.push(letter);
            }
        }
        Self { pattern: kept.into() }
    }

    /// The pattern as a query writes it.
    #[must_use]
    pub(crate) fn pattern(&self) -> &str {
        &self.pattern
    }

    /// What every word it matches begins with.
    #[must_use]
    pub(crate) fn prefix(&self) -> &str {
        self.pattern.split(['*', '?']).next().unwrap_or_default()
    }

    /// True when the folded word fits. At most the product of both lengths in steps.
    #[must_use]
    pub(crate) fn matches(&self, word: &str) -> bool {
        word.starts_with(self.prefix()) && fits(&self.pattern, word)
    }
}

/// The usual greedy walk: after a mismatch go back to the last `*` and let it swallow one letter more.
pub(crate) fn fits(pattern: &str, word: &str) -> bool {
    let (mut in_pattern, mut in_word) = (pattern.chars(), word.chars());
    let mut star = None;
    loop {
        match (in_pattern.next(), in_word.clone().next()) {
            (Some('*'), _) => star = Some((in_pattern.clone(), in_word.clone())),
            (Some('?'), Some(_)) => {
                in_word.next();
            }
            (Some(wanted), Some(found)) if wanted == found => {
                in_word.next();
            }
            (None, None) => return true,
            _ => {
                let Some((after, swallowed)) = star.as_mut() else { return false };
                if swallowed.next().is_none() {
                    return false;
                }
                in_pattern = after.clone();
                in_word = swallowed.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wildcard;

    #[test]
    fn stars_are_runs_and_question_marks_letters() {
        let check = |pattern: &str, word: &str, expect: bool| {
            assert_eq!(Wildcard::new(pattern).matches(word), expect, "{pattern} {word}");
        };
        check("appl*", "appl", true);
        check("appl*", "apple", true);
        check("appl*", "app", false);
        check("customi?e", "customise", true);
        check("customi?e", "customie", false);
        check("ab*cd*ef", "abxcdcdyef", true);
        check("ab*cd*ef", "abxcdcdye", false);
        check("ab**c", "abc", true);
        check("ab?", "abé", true);
        check("ab*a*b", "abab", true);
    }
}

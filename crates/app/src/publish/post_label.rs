//! The words that posts are filed under.

use crate::Refusal;

/// Labels of a post, or of a chain.
const LABELS_MAX: usize = 20;
/// Characters of a label.
const LABEL_CHARS_MAX: usize = 40;

/// Labels as they are kept: without white space around them, each once whatever its case, in order.
///
/// # Errors
/// When there are too many, or one is too long.
pub(crate) fn labels(said: &[String]) -> Result<Vec<String>, Refusal> {
    let mut kept: Vec<String> = Vec::new();
    for label in said {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let label: String = label.chars().filter(|c| !c.is_control() && *c != ',').collect();
        if label.chars().count() > LABEL_CHARS_MAX {
            return Err(Refusal::Invalid { field: "labels", why: "too_long" });
        }
        let folded = label.to_lowercase();
        if !label.is_empty() && !kept.iter().any(|known| known.to_lowercase() == folded) {
            kept.push(label);
        }
    }
    if kept.len() > LABELS_MAX {
        return Err(Refusal::Invalid { field: "labels", why: "too_many" });
    }
    kept.sort();
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &[&str], expected: Option<&[&str]>) {
        let said: Vec<String> = said.iter().map(ToString::to_string).collect();
        let kept = labels(&said).ok();
        assert_eq!(
            kept.as_deref().map(|kept| kept.iter().map(String::as_str).collect::<Vec<_>>()).as_deref(),
            expected,
            "{said:?}"
        );
    }

    #[test]
    fn a_label_is_kept_once_whatever_its_case() {
        check(&[" Noël  2026", "noël 2026", "", "Presse"], Some(&["Noël 2026", "Presse"]));
        check(&[&"x".repeat(LABEL_CHARS_MAX)], Some(&[&"x".repeat(LABEL_CHARS_MAX)]));
        check(&[&"x".repeat(LABEL_CHARS_MAX + 1)], None);
        let many: Vec<String> = (0..=LABELS_MAX).map(|n| n.to_string()).collect();
        check(&many.iter().map(String::as_str).collect::<Vec<_>>(), None);
    }
}

//! Parts of a whole, as one segmented bar with its words.

use super::{ChartWords, escape};

/// What a part means, hence its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The n-th series, from 1 to 5; other numbers wrap round.
    Series(u8),
    /// Said in favour.
    Good,
    /// Said against.
    Bad,
    /// What is left.
    Rest,
}

impl Tone {
    pub(super) fn class(self) -> String {
        match self {
            Self::Series(number) => format!("s{}", number.saturating_sub(1) % 5 + 1),
            Self::Good => "s-good".into(),
            Self::Bad => "s-bad".into(),
            Self::Rest => "s-rest".into(),
        }
    }
}

/// One part of a whole.
#[derive(Clone, Debug)]
pub struct Share {
    /// Its name, in the reader's language.
    pub name: String,
    /// Its size, in the unit of the whole.
    pub value: u64,
    /// Where what is behind it can be read.
    pub href: Option<String>,
    /// What it means.
    pub tone: Tone,
}

/// A bar of the parts, and under it each part in words with its value and its per cent.
#[must_use]
pub fn share_bar(title: &str, parts: &[Share], words: &ChartWords) -> String {
    let per_cents = whole_per_cents(&parts.iter().map(|part| part.value).collect::<Vec<_>>());
    let mut markup =
        format!(r#"<div class="chart share">{}<ul class="chart-words" aria-label="{}">"#, strip(parts), escape(title));
    for (part, per_cent) in parts.iter().zip(per_cents) {
        let name = escape(&part.name);
        let name = match &part.href {
            Some(href) => format!(r#"<a class="link" href="{}">{name}</a>"#, escape(href)),
            None => name,
        };
        markup.push_str(&format!(
            r#"<li><span class="swatch {}"></span>{name} <b>{per_cent}&#8239;%</b> <span class="faint">{}</span></li>"#,
            part.tone.class(),
            words.number(part.value)
        ));
    }
    markup.push_str("</ul></div>");
    markup
}

/// The bar alone, for where words stand beside it; `label` says in words what it shows.
#[must_use]
pub fn share_strip(label: &str, parts: &[Share]) -> String {
    format!(r#"<span class="share" role="img" aria-label="{}">{}</span>"#, escape(label), strip(parts))
}

#[expect(clippy::cast_precision_loss, reason = "a picture has fewer pixels than an f64 has exact integers")]
fn strip(parts: &[Share]) -> String {
    let whole: f64 = parts.iter().map(|part| part.value as f64).sum();
    let mut markup = String::from(r#"<svg aria-hidden="true" focusable="false">"#);
    let mut from = 0.0;
    for part in parts {
        let width = if whole > 0.0 { part.value as f64 * 100.0 / whole } else { 0.0 };
        markup.push_str(&format!(
            r#"<rect class="chart-share {}" x="{from:.2}%" width="{width:.2}%" height="100%"/>"#,
            part.tone.class()
        ));
        from += width;
    }
    markup.push_str("</svg>");
    markup
}

/// Whole per cents of the parts that add up to a hundred: each is rounded down, and what is missing goes to the greatest remainders (Hamilton's method).
#[must_use]
pub fn whole_per_cents(parts: &[u64]) -> Vec<u64> {
    let whole: u128 = parts.iter().map(|part| u128::from(*part)).sum();
    if whole == 0 {
        return vec![0; parts.len()];
    }
    let exact: Vec<u128> = parts.iter().map(|part| u128::from(*part) * 100).collect();
    let mut floors: Vec<u64> = exact.iter().map(|part| u64::try_from(part / whole).unwrap_or(100)).collect();
    let missing = 100 - floors.iter().sum::<u64>().min(100);
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(exact.get(*place).map(|part| part % whole)));
    for place in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        if let Some(floor) = floors.get_mut(place) {
            *floor += 1;
        }
    }
    floors
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn part(name: &str, value: u64, tone: Tone) -> Share {
        Share { name: name.into(), value, href: (value > 40).then(|| format!("/t?a=1&n={name}")), tone }
    }

    #[test]
    fn parts_are_named_and_linked() {
        let parts = [part("Solenne", 1942, Tone::Series(1)), part("Névé & co", 35, Tone::Good), part("Karst", 24, Tone::Rest)];
        insta::assert_snapshot!(share_bar("Share of voice", &parts, &super::super::tests::english()));
        insta::assert_snapshot!(share_strip("Solenne 41 %", &parts));
    }

    #[test]
    fn a_whole_of_nothing_has_no_parts() {
        assert_eq!(whole_per_cents(&[0]), [0]);
        assert!(!share_strip("", &[part("a", 0, Tone::Bad)]).contains("NaN"));
    }

    proptest! {
        #[test]
        fn per_cents_add_up(values in prop::collection::vec(0_u64.., 1..9)) {
            let sum: u64 = whole_per_cents(&values).iter().sum();
            prop_assert_eq!(sum, if values.iter().all(|value| *value == 0) { 0 } else { 100 });
        }
    }
}

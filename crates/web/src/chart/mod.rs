//! Charts, drawn here as SVG so that every page shows the same picture without a script.
//!
//! Bars and lines start at zero; a missing value is a gap, never a zero; series are labelled where they are rather than in a legend; the period
//! before is grey; every point is a link to what lies behind it and tells its value on hover and on focus; a table twin stands beside each picture
//! for screen readers and for copying. Widths are shares of the space there is, so letters keep their size on a phone. Colours are classes of
//! the style sheet: the markup holds no style.

mod band;
mod gap;
mod mark;
mod path;
mod rhythm;
mod said;
mod share;
mod spark;
mod twin;
mod volume;

pub use band::Band;
pub use mark::Mark;
pub use rhythm::{Rhythm, rhythm};
pub use share::{Share, Tone, share_bar, share_strip, whole_per_cents};
pub use spark::sparkline;
pub use volume::{Form, Note, Point, Series, VolumeChart, volume, volume_in};

/// Most points one chart draws; older ones are left out. A screen has fewer columns than this to tell apart.
pub const POINTS_MAX: usize = 400;

/// Most horizontal lines of a scale, zero included.
pub const TICKS_MAX: u64 = 5;

/// The few words of a chart in the reader's language (`chart-…` in `frame.ftl`), and how the language groups digits.
#[derive(Clone, Debug)]
pub struct ChartWords {
    /// Opens the table twin: "Show the figures as a table".
    pub table: String,
    /// Stands for a value that is not there: "no data".
    pub missing: String,
    /// Heads the column of times: "When".
    pub when: String,
    /// Heads what happened at a point: "Signal".
    pub mark: String,
    /// Between two groups of three digits: a comma in English, a narrow no-break space in French.
    pub thousands: char,
}

impl ChartWords {
    /// Takes the words from `t`, which gives the text of a key, and the grouping from the language (`"fr"`, `"en"`).
    pub fn new(language: &str, t: impl Fn(&str) -> String) -> Self {
        let thousands = if language.starts_with("fr") { '\u{202f}' } else { ',' };
        Self { table: t("chart-table"), missing: t("chart-missing"), when: t("chart-when"), mark: t("chart-mark"), thousands }
    }

    /// A count as the reader writes it: `1,204` or `1 204`.
    #[must_use]
    pub fn number(&self, value: u64) -> String {
        let digits = value.to_string();
        let mut written = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                written.push(self.thousands);
            }
            written.push(digit);
        }
        written
    }

    /// A value, or the words for its absence.
    fn value(&self, value: Option<u64>) -> String {
        value.map_or_else(|| self.missing.clone(), |value| self.number(value))
    }
}

/// Text made safe inside markup and inside double-quoted attributes; control characters that XML forbids are left out.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            control if control.is_control() => {}
            other => safe.push(other),
        }
    }
    safe
}

/// The lines of a scale from zero up to `greatest`: at most [`TICKS_MAX`], a whole step of 1, 2 or 5 times a power of ten apart.
fn ticks(greatest: u64) -> Vec<u64> {
    let steps = TICKS_MAX - 1;
    let mut power: u64 = 1;
    let step = loop {
        let fits = [1, 2, 5].into_iter().filter_map(|factor| power.checked_mul(factor)).find(|step| greatest / step <= steps);
        match (fits, power.checked_mul(10)) {
            (Some(step), _) => break step,
            (None, Some(greater)) => power = greater,
            (None, None) => break power,
        }
    };
    (0..=greatest / step).map(|number| number.saturating_mul(step)).collect()
}

/// The last [`POINTS_MAX`] of a list.
fn newest<T>(all: &[T]) -> &[T] {
    all.get(all.len().saturating_sub(POINTS_MAX)..).unwrap_or_default()
}

/// A share of a whole in per cent with two decimals, as coordinates are written.
#[expect(clippy::cast_precision_loss, reason = "a picture has fewer pixels than an f64 has exact integers")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// A count of columns as a coordinate.
#[expect(clippy::cast_precision_loss, reason = "a picture has fewer pixels than an f64 has exact integers")]
const fn units(count: usize) -> f64 {
    count as f64
}

/// Height of `value` on a scale of `height` units that ends at `top`.
#[expect(clippy::cast_precision_loss, reason = "a picture has fewer pixels than an f64 has exact integers")]
fn scaled(value: u64, top: u64, height: f64) -> f64 {
    if top == 0 { 0.0 } else { value as f64 / top as f64 * height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(super) fn english() -> ChartWords {
        ChartWords::new("en", |key| match key {
            "chart-table" => "Show the figures as a table".into(),
            "chart-missing" => "no data".into(),
            _ => "When".into(),
        })
    }

    #[test]
    fn counts_are_written_as_the_language_does() {
        let check = |value, expect: &str| assert_eq!(english().number(value), expect);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
        assert_eq!(ChartWords::new("fr", str::to_owned).number(12_345), "12\u{202f}345");
    }

    #[test]
    fn scales_are_round() {
        let check = |greatest, expect: &[u64]| assert_eq!(ticks(greatest), expect, "{greatest}");
        check(0, &[0]);
        check(1, &[0, 1]);
        check(3, &[0, 1, 2, 3]);
        check(7, &[0, 2, 4, 6]);
        check(17, &[0, 5, 10, 15]);
        check(202, &[0, 50, 100, 150, 200]);
        check(9_710, &[0, 2_000, 4_000, 6_000, 8_000]);
    }

    #[test]
    fn what_is_written_cannot_become_markup() {
        assert_eq!(escape("<a onx='1'>\"&\u{0}"), "&lt;a onx=&#39;1&#39;&gt;&quot;&amp;");
    }

    proptest! {
        #[test]
        fn a_scale_is_short_and_holds_its_values(greatest in any::<u64>()) {
            let lines = ticks(greatest);
            let highest = *lines.last().unwrap();
            prop_assert!(lines[0] == 0 && highest <= greatest && highest >= greatest / 2);
            prop_assert!(greatest > u64::MAX / 10 || lines.len() as u64 <= TICKS_MAX);
        }
    }
}

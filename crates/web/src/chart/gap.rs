//! What a volume shows where little or nothing is known: pale columns with a word on them, and a dot for a value that stands alone.

use super::escape;
use super::share::Tone;
use super::volume::{Form, HEAD, PLOT, VolumeChart, class, column, left, level, middle};

/// Radius of a dot that stands for a value without neighbours, in pixels.
const DOT: f64 = 4.0;
/// A gap at the beginning that is narrower than this share of the width, in per cent, has no room for words.
const WORDS_WIDTH_MIN: f64 = 40.0;

/// A pale column wherever the first series knows nothing: a gap is not a zero. A wide one at the beginning says why.
pub(super) fn gaps(chart: &VolumeChart) -> String {
    let known = chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
    let width = column(chart);
    let mut markup: String = known
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_none())
        .map(|(at, _)| {
            format!(r#"<rect class="chart-gap" x="{:.2}%" y="{HEAD}" width="{width:.2}%" height="{PLOT}"/>"#, left(chart, at))
        })
        .collect();
    let wide = known.iter().take_while(|value| value.is_none()).count();
    let end = left(chart, wide);
    if let Some(words) = chart.unknown_before.as_ref().filter(|_| end >= WORDS_WIDTH_MIN) {
        let (x, y) = (end / 2.0, HEAD + PLOT / 2.0);
        markup.push_str(&format!(
            r#"<text class="chart-gap-words" x="{x:.2}%" y="{y:.1}" text-anchor="middle">{}</text>"#,
            escape(words)
        ));
    }
    markup
}

/// A line needs two values: one that stands alone is a dot.
pub(super) fn dots(chart: &VolumeChart, tones: &[Tone], top: u64) -> String {
    if chart.form != Form::Line {
        return String::new();
    }
    let mut markup = String::new();
    for (number, series) in chart.series.iter().enumerate() {
        let value = |at: usize| series.values.get(at).copied().flatten();
        for at in 0..series.values.len() {
            let alone = (at == 0 || value(at - 1).is_none()) && value(at + 1).is_none();
            if let Some(lone) = value(at).filter(|_| alone) {
                let (x, y) = (middle(chart, at), level(lone, top));
                markup.push_str(&format!(
                    r#"<circle class="chart-dot {}" cx="{x:.2}%" cy="{y:.1}" r="{DOT}"/>"#,
                    class(tones, number)
                ));
            }
        }
    }
    markup
}

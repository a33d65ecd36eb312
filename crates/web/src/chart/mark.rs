//! Marks on the time axis: what happened then, each leading to its page.

use super::escape;

/// Half the width of a mark, in pixels.
const REACH: f64 = 5.0;
/// Half the width of what can be hit of it, in pixels.
const HIT: f64 = 12.0;

/// Something that happened at a point.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Which point, counted from the first.
    pub at: usize,
    /// What happened, in the reader's language.
    pub words: String,
    /// Where more is said of it.
    pub href: String,
}

/// Draws a mark `x` per cent from the left, at the height `y` in pixels. Whoever points at it, or comes to it by keys, is told its words.
pub(super) fn drawn(mark: &Mark, x: f64, y: f64) -> String {
    let (words, href) = (escape(&mark.words), escape(&mark.href));
    let diamond = format!("M0 {:.1}L{REACH:.1} 0L0 {REACH:.1}L{:.1} 0Z", -REACH, -REACH);
    format!(
        r#"<a class="chart-mark" href="{href}" data-tip="{words}" aria-label="{words}"><svg x="{x:.2}%" y="{y:.1}" overflow="visible"><circle class="chart-hit" r="{HIT}"/><path d="{diamond}"/></svg></a>"#
    )
}

//! A line as small as a word.

use super::{escape, newest, percent, scaled};

/// Units of the picture: wide and high. The style sheet gives it the same proportions in letters.
const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 26.0;
/// Room round the line, so that neither its ends nor its dot are cut.
const MARGIN: f64 = 2.5;

/// A sparkline of `values`, zero-based, with a dot on the last one that is known. `label` says in words what it shows; it is the whole of it for
/// who cannot see.
#[must_use]
pub fn sparkline(values: &[Option<u64>], label: &str) -> String {
    let values = newest(values);
    let top = values.iter().flatten().max().copied().unwrap_or(0);
    let steps = values.len().saturating_sub(1);
    let place = |at: usize, value: u64| {
        let x = MARGIN + percent(at, steps) / 100.0 * (WIDTH - 2.0 * MARGIN);
        (x, HEIGHT - MARGIN - scaled(value, top, HEIGHT - 2.0 * MARGIN))
    };
    let mut path = String::new();
    let mut pen_down = false;
    for (at, value) in values.iter().enumerate() {
        if let Some(value) = value {
            let (x, y) = place(at, *value);
            path.push_str(&format!("{}{x:.1} {y:.1}", if pen_down { "L" } else { "M" }));
        }
        pen_down = value.is_some();
    }
    let last = values.iter().enumerate().rev().find_map(|(at, value)| value.map(|value| place(at, value)));
    let dot =
        last.map_or_else(String::new, |(x, y)| format!(r#"<circle class="chart-dot s1" cx="{x:.1}" cy="{y:.1}" r="2.5"/>"#));
    format!(
        r#"<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{}"><path class="chart-line s1" d="{path}"/>{dot}</svg>"#,
        escape(label)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_gaps_and_ends_with_a_dot() {
        insta::assert_snapshot!(sparkline(&[Some(0), Some(5), None, Some(10), None], "ten <b>"));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        let markup = sparkline(&[], "none");
        assert!(markup.contains(r#"d="""#) && !markup.contains("circle"));
        assert!(!sparkline(&[Some(0)], "one").contains("NaN"));
    }
}

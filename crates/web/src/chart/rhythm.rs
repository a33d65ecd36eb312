//! When people speak: a square for each hour of each weekday, darker where more was said.

use super::twin::{Line, twin};
use super::{ChartWords, escape, percent};

/// Hours of a day and days of a week.
const HOURS: usize = 24;
const DAYS: usize = 7;
/// Shades above nothing; the style sheet names them `h1` to `h5`.
const SHADES: u64 = 5;
/// Height of a row and of the line of hours under the rows, in pixels.
const ROW: usize = 22;
const FOOT: usize = 20;
/// Width kept for the names of days, as a share of the width, in per cent.
const NAMES: f64 = 9.0;

/// Counts by weekday and hour.
#[derive(Clone, Debug)]
pub struct Rhythm {
    /// What the picture says, as its title.
    pub title: String,
    /// What is counted: "mentions".
    pub unit: String,
    /// Short names of the days in the order of the reader's week.
    pub days: [String; DAYS],
    /// A count for each hour of each of those days.
    pub counts: [[u64; HOURS]; DAYS],
}

/// Draws a [`Rhythm`], with its table.
#[must_use]
pub fn rhythm(chart: &Rhythm, words: &ChartWords) -> String {
    let greatest = chart.counts.iter().flatten().max().copied().unwrap_or(0);
    let height = DAYS * ROW + FOOT;
    let mut markup = format!(
        r#"<chart-tip class="chart heat"><svg width="100%" height="{height}" role="img" aria-label="{}">"#,
        escape(&chart.title)
    );
    for (day, (name, hours)) in chart.days.iter().zip(&chart.counts).enumerate() {
        markup.push_str(&format!(r#"<text x="0" y="{}">{}</text>"#, day * ROW + 15, escape(name)));
        for (hour, count) in hours.iter().enumerate() {
            let x = NAMES + percent(hour, HOURS) * (100.0 - NAMES) / 100.0;
            let width = (100.0 - NAMES) / 24.0 - 0.4;
            let tip = format!("{name} {hour}:00 · {} {}", words.number(*count), chart.unit);
            markup.push_str(&format!(
                r#"<rect class="h{}" x="{x:.2}%" y="{}" width="{width:.2}%" height="{}" rx="2" data-tip="{tip}"/>"#,
                shade(*count, greatest),
                day * ROW + 1,
                ROW - 3,
                tip = escape(&tip)
            ));
        }
    }
    for hour in [0_usize, 6, 12, 18] {
        let x = NAMES + percent(hour, HOURS) * (100.0 - NAMES) / 100.0;
        markup.push_str(&format!(r#"<text x="{x:.2}%" y="{}">{hour}:00</text>"#, height - 5));
    }
    markup.push_str("</svg>");
    markup.push_str(&table(chart, words));
    markup.push_str("</chart-tip>");
    markup
}

/// The shade of a count: 0 for nothing, then [`SHADES`] equal steps up to the greatest.
fn shade(count: u64, greatest: u64) -> u64 {
    if greatest == 0 {
        0
    } else {
        u64::try_from((u128::from(count) * u128::from(SHADES)).div_ceil(u128::from(greatest))).unwrap_or(SHADES)
    }
}

fn table(chart: &Rhythm, words: &ChartWords) -> String {
    let names: Vec<String> = (0..HOURS).map(|hour| format!("{hour}:00")).collect();
    let lines: Vec<Line<'_>> = names
        .iter()
        .enumerate()
        .map(|(hour, name)| Line {
            name,
            href: None,
            values: chart.counts.iter().map(|hours| words.value(hours.get(hour).copied())).collect(),
            later: false,
        })
        .collect();
    let heads: Vec<&str> = chart.days.iter().map(String::as_str).collect();
    twin(words, &chart.title, &words.when, &heads, &lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_rise_with_the_count() {
        let check = |count, expect| assert_eq!(shade(count, 100), expect, "{count}");
        check(0, 0);
        check(1, 1);
        check(20, 1);
        check(21, 2);
        check(100, 5);
        assert_eq!(shade(0, 0), 0);
        assert_eq!(shade(u64::MAX, u64::MAX), SHADES);
    }

    #[test]
    fn every_hour_has_its_square_and_its_line() {
        let mut counts = [[0; 24]; 7];
        counts[6][20] = 12;
        let days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "<Su>"].map(str::to_owned);
        let chart = Rhythm { title: "Evenings".into(), unit: "mentions".into(), days, counts };
        let markup = rhythm(&chart, &super::super::tests::english());
        assert_eq!(markup.matches("<rect").count(), 168);
        assert_eq!(markup.matches("<tr>").count(), 25);
        assert!(markup.contains(r#"<rect class="h5""#) && markup.contains("&lt;Su&gt; 20:00 · 12 mentions"));
        assert!(!markup.contains("<Su>") && !markup.contains("style="));
    }
}

//! How much over time: lines or bars, with the period before in grey.

use super::band::{Band, above, filled};
use super::gap::{dots, gaps};
use super::mark::{self, Mark};
use super::path::{closed, parted, runs};
use super::said::{table, tip};
use super::share::Tone;
use super::{ChartWords, POINTS_MAX, escape, newest, percent, scaled, ticks, units};

/// Height of the picture, and of the room above (for the note) and below (for the times), in pixels.
const HEIGHT: f64 = 232.0;
pub(super) const HEAD: f64 = 30.0;
const FOOT: f64 = 24.0;
/// Height of the plot itself, in pixels.
pub(super) const PLOT: f64 = HEIGHT - HEAD - FOOT;
/// Most names of times under the plot, and most of long ones, so that they stand side by side on a phone.
const NAMES_MAX: usize = 5;
const LONG_NAMES_MAX: usize = 3;
/// A name of more characters is long: one with the hour.
const NAME_CHARACTERS_MAX: usize = 9;
/// Width of a column in the inner picture, in its own units: it is stretched to the space there is.
pub(super) const COLUMN: f64 = 10.0;
/// Share of a column that a bar leaves free, in per cent of the column.
const BAR_GAP: f64 = 22.0;
/// Share of the width kept at the end of the lines for the names of series, in per cent.
const NAMES_WIDTH: f64 = 14.0;
/// Least distance between the base lines of two labels, in pixels.
const LABEL_LINE: f64 = 14.0;

/// Lines join values that follow one another; bars stand for themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// One line a series, for many points.
    #[default]
    Line,
    /// One bar a point, of the first series; for few points.
    Bars,
}

/// A moment of the time axis.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its name in the reader's language: "4 Nov".
    pub name: String,
    /// Its name under the plot, where that one says more than there is room for.
    pub short: Option<String>,
    /// The mentions behind it.
    pub href: Option<String>,
}

/// Values over the points of the chart, in the same order.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name, in the reader's language.
    pub name: String,
    /// Its values; `None` where nothing is known.
    pub values: Vec<Option<u64>>,
}

/// A remark at one point: "4 Nov · bad buzz".
#[derive(Clone, Debug)]
pub struct Note {
    /// Which point, counted from the first.
    pub at: usize,
    /// What to say of it.
    pub words: String,
}

/// What to draw.
#[derive(Clone, Debug, Default)]
pub struct VolumeChart {
    /// What the picture says, in a sentence; the page shows it as a heading above.
    pub title: String,
    /// What is counted, per what: "mentions per day".
    pub unit: String,
    /// Lines or bars.
    pub form: Form,
    /// The moments, from the oldest.
    pub points: Vec<Point>,
    /// At least one series; a line chart tells up to five apart.
    pub series: Vec<Series>,
    /// The period before, drawn in grey under the rest.
    pub comparison: Option<Series>,
    /// What is usual, filled under the rest; what the first line has above it is filled as well.
    pub band: Option<Band>,
    /// A remark on one point.
    pub note: Option<Note>,
    /// What happened, on the axis of time; at most one mark a point.
    pub marks: Vec<Mark>,
    /// Points from this one on are still to come: they are under a curtain, which a script of the page may draw aside.
    pub curtain: Option<usize>,
    /// What to say over a wide stretch at the beginning of which nothing is known: "nothing was collected before 21 Nov".
    pub unknown_before: Option<String>,
    /// True when the last point is not over yet: a line goes there dashed, so that what is still to come does not look like a fall.
    pub unfinished: bool,
}

/// Draws a [`VolumeChart`], with its table. Ids are not used, so any number of charts may stand on a page.
#[must_use]
pub fn volume(chart: &VolumeChart, words: &ChartWords) -> String {
    volume_in(chart, &[], words)
}

/// The same with colours that mean something, in the order of the series; those beyond have the usual ones.
#[must_use]
pub fn volume_in(chart: &VolumeChart, tones: &[Tone], words: &ChartWords) -> String {
    let chart = trimmed(chart);
    let highs = chart.band.iter().flat_map(|band| band.high.iter().flatten());
    let greatest = all_series(&chart).flat_map(|series| series.values.iter().flatten()).chain(highs).max().copied().unwrap_or(0);
    let scale = ticks(greatest);
    let top = greatest.max(1);
    let mut markup = format!(
        r#"<chart-tip class="chart"><svg width="100%" height="{HEIGHT}" role="group" aria-label="{}, {}">"#,
        escape(&chart.title),
        escape(&chart.unit)
    );
    markup.push_str(&grid(&scale, top));
    markup.push_str(&gaps(&chart));
    markup.push_str(&shapes(&chart, tones, top));
    markup.push_str(&dots(&chart, tones, top));
    markup.push_str(&figures(&scale, top, words));
    markup.push_str(&names(&chart));
    markup.push_str(&labels(&chart, tones, top));
    markup.push_str(&curtain(&chart));
    markup.push_str(&links(&chart, tones, top, words));
    // On the line of zero.
    markup.extend(chart.marks.iter().map(|mark| mark::drawn(mark, middle(&chart, mark.at), level(0, 1))));
    markup.push_str("</svg>");
    markup.push_str(&table(&chart, words));
    markup.push_str("</chart-tip>");
    markup
}

/// The newest points only, and every series as long as the points, lacking values unknown.
fn trimmed(chart: &VolumeChart) -> VolumeChart {
    let dropped = chart.points.len().saturating_sub(POINTS_MAX);
    let length = chart.points.len() - dropped;
    let fitted = |values: &[Option<u64>]| (0..length).map(|at| values.get(dropped + at).copied().flatten()).collect();
    let fit = |series: &Series| Series { name: series.name.clone(), values: fitted(&series.values) };
    let fit_band = |band: &Band| Band { name: band.name.clone(), low: fitted(&band.low), high: fitted(&band.high) };
    let kept = |mark: &Mark| Some(Mark { at: mark.at.checked_sub(dropped).filter(|at| *at < length)?, ..mark.clone() });
    VolumeChart {
        points: newest(&chart.points).to_vec(),
        series: chart.series.iter().map(fit).collect(),
        comparison: chart.comparison.as_ref().map(fit),
        band: chart.band.as_ref().map(fit_band),
        marks: chart.marks.iter().filter_map(kept).collect(),
        curtain: chart.curtain.map(|from| from.saturating_sub(dropped)),
        note: chart.note.as_ref().and_then(|note| Some(Note { at: note.at.checked_sub(dropped)?, words: note.words.clone() })),
        ..chart.clone()
    }
}

pub(super) fn all_series(chart: &VolumeChart) -> impl Iterator<Item = &Series> {
    chart.series.iter().chain(chart.comparison.as_ref())
}

/// Height from the top of the picture at which a value lies.
pub(super) fn level(value: u64, top: u64) -> f64 {
    HEAD + PLOT - scaled(value, top, PLOT)
}

/// Share of the width, in per cent, that the plot takes: room is left for the names of series when they are shown.
fn span(chart: &VolumeChart) -> f64 {
    if names_series(chart) { 100.0 - NAMES_WIDTH } else { 100.0 }
}

/// Series are named when there is more than one to tell apart.
fn names_series(chart: &VolumeChart) -> bool {
    let lines = if chart.form == Form::Line { chart.series.len() } else { 0 };
    lines + chart.comparison.iter().len() + chart.band.iter().len() > 1
}

/// Left edge of a column, as a share of the width in per cent.
pub(super) fn left(chart: &VolumeChart, at: usize) -> f64 {
    percent(at, chart.points.len()) * span(chart) / 100.0
}

/// Width of a column, as a share of the width in per cent.
pub(super) fn column(chart: &VolumeChart) -> f64 {
    percent(1, chart.points.len()) * span(chart) / 100.0
}

/// Middle of a column, as a share of the width in per cent.
pub(super) fn middle(chart: &VolumeChart, at: usize) -> f64 {
    left(chart, at) + column(chart) / 2.0
}

/// The lines of the scale.
fn grid(scale: &[u64], top: u64) -> String {
    let line = |value: &u64| {
        let class = if *value == 0 { "chart-zero" } else { "chart-grid" };
        format!(r#"<line class="{class}" x1="0" x2="100%" y1="{y:.1}" y2="{y:.1}"/>"#, y = level(*value, top))
    };
    scale.iter().map(line).collect()
}

/// The figures of the scale, on its lines as newspapers set them, so that no room is lost at the side.
fn figures(scale: &[u64], top: u64, words: &ChartWords) -> String {
    let figure = |value: &u64| {
        format!(r#"<text class="chart-halo" x="0" y="{:.1}">{}</text>"#, level(*value, top) - 4.0, words.number(*value))
    };
    let figures: String = scale.iter().filter(|value| **value > 0).map(figure).collect();
    format!(r#"<g aria-hidden="true">{figures}</g>"#)
}

/// The class of the colour of a series.
pub(super) fn class(tones: &[Tone], number: usize) -> String {
    tones.get(number).copied().unwrap_or(Tone::Series(u8::try_from(number % 5 + 1).unwrap_or(1))).class()
}

/// Lines are drawn in an inner picture that is stretched to the width; its strokes keep their weight (`vector-effect` in the style sheet).
fn shapes(chart: &VolumeChart, tones: &[Tone], top: u64) -> String {
    let count = chart.points.len();
    let mut markup = String::new();
    if chart.form == Form::Bars {
        let column = column(chart);
        for (at, value) in chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default().iter().enumerate() {
            if let Some(value) = value {
                let (x, width) = (left(chart, at) + column * BAR_GAP / 200.0, column * (100.0 - BAR_GAP) / 100.0);
                let y = level(*value, top);
                markup.push_str(&format!(
                    r#"<rect class="chart-bar s1" x="{x:.2}%" y="{y:.1}" width="{width:.2}%" height="{:.1}" rx="1.5"/>"#,
                    HEAD + PLOT - y
                ));
            }
        }
    }
    let width = units(count) * COLUMN;
    markup.push_str(&format!(
        r#"<svg x="0" y="{HEAD}" width="{}%" height="{PLOT}" viewBox="0 0 {width:.0} {PLOT}" preserveAspectRatio="none" overflow="visible" aria-hidden="true">"#,
        span(chart)
    ));
    if let Some(band) = &chart.band {
        markup.push_str(&format!(r#"<path class="chart-band" d="{}"/>"#, filled(band, count, top)));
        let values = chart.series.first().map(|series| series.values.as_slice()).unwrap_or_default();
        markup.push_str(&format!(r#"<path class="chart-above" d="{}"/>"#, above(band, values, top)));
    }
    if let Some(before) = &chart.comparison {
        markup.push_str(&format!(r#"<path class="chart-ghost" d="{}"/>"#, runs(&before.values, top).join("")));
    }
    if chart.form == Form::Line {
        for (number, series) in chart.series.iter().enumerate() {
            let (over, last) = parted(&series.values, chart.unfinished);
            if let Some(last) = last {
                let dashes = runs(&last, top).join("");
                markup.push_str(&format!(r#"<path class="chart-line chart-so-far {}" d="{dashes}"/>"#, class(tones, number)));
            }
            let runs = runs(&over, top);
            if chart.series.len() == 1 && chart.band.is_none() {
                let areas: String = runs.iter().map(|run| closed(run)).collect();
                markup.push_str(&format!(r#"<path class="chart-area s1" d="{areas}"/>"#));
            }
            markup.push_str(&format!(r#"<path class="chart-line {}" d="{}"/>"#, class(tones, number), runs.join("")));
        }
    }
    markup.push_str("</svg>");
    markup
}

/// Names of times under the plot: the first, the last, and some evenly between.
fn names(chart: &VolumeChart) -> String {
    let points = &chart.points;
    let last = points.len().saturating_sub(1);
    let is_long = points.first().is_some_and(|point| point.name.chars().count() > NAME_CHARACTERS_MAX);
    let shown = if is_long { LONG_NAMES_MAX } else { NAMES_MAX }.min(points.len());
    let mut markup = String::from(r#"<g aria-hidden="true">"#);
    for number in 0..shown {
        let at = if shown > 1 { number * last / (shown - 1) } else { 0 };
        let Some(point) = points.get(at) else { continue };
        let (x, anchor) = match number {
            0 if shown > 1 => (0.0, "start"),
            _ if number + 1 == shown && shown > 1 => (span(chart), "end"),
            _ => (middle(chart, at), "middle"),
        };
        let (y, name) = (HEIGHT - 7.0, escape(point.short.as_ref().unwrap_or(&point.name)));
        markup.push_str(&format!(r#"<text x="{x:.2}%" y="{y:.1}" text-anchor="{anchor}">{name}</text>"#));
    }
    markup.push_str("</g>");
    markup
}

/// Names of series at the end of each, moved apart where they would meet, and the note.
fn labels(chart: &VolumeChart, tones: &[Tone], top: u64) -> String {
    let mut markup = String::from(r#"<g aria-hidden="true">"#);
    let lines = if chart.form == Form::Line { chart.series.as_slice() } else { &[] };
    let mut ends: Vec<(f64, String, &str)> = lines
        .iter()
        .enumerate()
        .map(|(number, series)| (class(tones, number), series))
        .chain(chart.comparison.iter().map(|series| ("chart-ghost-label".to_owned(), series)))
        .filter_map(|(class, series)| {
            let value = series.values.iter().rev().flatten().next()?;
            Some((level(*value, top) + 4.0, class, series.name.as_str()))
        })
        .collect();
    if let Some((band, high)) = chart.band.as_ref().and_then(|band| Some((band, band.last_high()?))) {
        ends.push((level(high, top) + 4.0, "chart-band-label".to_owned(), band.name.as_str()));
    }
    if !names_series(chart) {
        ends.clear();
    }
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut lowest = HEAD - LABEL_LINE;
    for (y, class, name) in ends {
        let y = y.max(lowest + LABEL_LINE);
        lowest = y;
        markup.push_str(&format!(
            r#"<text class="chart-halo {class}" x="100%" y="{y:.1}" text-anchor="end">{}</text>"#,
            escape(name)
        ));
    }
    if let Some((note, value)) =
        chart.note.as_ref().and_then(|note| Some((note, chart.series.first()?.values.get(note.at).copied().flatten()?)))
    {
        let (x, y) = (middle(chart, note.at), level(value, top));
        let anchor = if x < 25.0 {
            "start"
        } else if x > 75.0 {
            "end"
        } else {
            "middle"
        };
        markup.push_str(&format!(
            r#"<circle class="chart-dot chart-peak s-bad" cx="{x:.2}%" cy="{y:.1}" r="5"/><text class="chart-halo chart-peak-label" x="{x:.2}%" y="{:.1}" text-anchor="{anchor}">{}</text>"#,
            y - 11.0,
            escape(&note.words)
        ));
    }
    markup.push_str("</g>");
    markup
}

/// A link over each column, which shows the column and its dots when it is pointed at, and says the values.
fn links(chart: &VolumeChart, tones: &[Tone], top: u64, words: &ChartWords) -> String {
    let width = column(chart);
    let mut markup = String::new();
    for (at, point) in chart.points.iter().enumerate() {
        let tip = escape(&tip(chart, at, words));
        let later = if is_later(chart, at) { " chart-later" } else { "" };
        match &point.href {
            Some(href) => markup.push_str(&format!(
                r#"<a class="chart-point{later}" href="{}" data-tip="{tip}" aria-label="{tip}">"#,
                escape(href)
            )),
            None => markup.push_str(&format!(
                r#"<g class="chart-point{later}" tabindex="0" role="img" data-tip="{tip}" aria-label="{tip}">"#
            )),
        }
        markup.push_str(&format!(
            r#"<title>{tip}</title><rect class="chart-hit" x="{:.2}%" y="{:.1}" width="{width:.2}%" height="{:.1}"/>"#,
            left(chart, at),
            HEAD - 8.0,
            PLOT + 8.0
        ));
        if chart.form == Form::Line {
            for (number, series) in chart.series.iter().enumerate() {
                if let Some(value) = series.values.get(at).copied().flatten() {
                    let (x, y) = (middle(chart, at), level(value, top));
                    markup.push_str(&format!(
                        r#"<circle class="chart-dot {}" cx="{x:.2}%" cy="{y:.1}" r="4.5"/>"#,
                        class(tones, number)
                    ));
                }
            }
        }
        markup.push_str(if point.href.is_some() { "</a>" } else { "</g>" });
    }
    markup
}

/// Whether a point is under the curtain.
pub(super) fn is_later(chart: &VolumeChart, at: usize) -> bool {
    chart.curtain.is_some_and(|from| at >= from)
}

/// Covers what is still to come.
fn curtain(chart: &VolumeChart) -> String {
    let Some(from) = chart.curtain else { return String::new() };
    let x = left(chart, from.min(chart.points.len()));
    format!(
        r#"<rect class="chart-curtain" x="{x:.2}%" y="0" width="{:.2}%" height="{:.1}" data-end="{:.2}"/>"#,
        span(chart) - x,
        HEAD + PLOT,
        span(chart)
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::english;
    use super::*;
    use proptest::prelude::*;

    fn chart(form: Form, values: &[Option<u64>]) -> VolumeChart {
        let points = (1..=values.len())
            .map(|day| Point { name: format!("{day} Nov"), short: None, href: Some(format!("/m?day={day}&t=1")) })
            .collect();
        VolumeChart {
            title: "Twice the <usual>".into(),
            unit: "mentions per day".into(),
            form,
            points,
            series: vec![Series { name: "Solenne".into(), values: values.to_vec() }],
            ..VolumeChart::default()
        }
    }

    #[test]
    fn a_line_with_a_gap_and_a_note() {
        let mut chart = chart(Form::Line, &[Some(12), Some(30), None, Some(142), Some(8)]);
        chart.note = Some(Note { at: 3, words: "4 Nov · bad buzz".into() });
        insta::assert_snapshot!(volume(&chart, &english()).replace("><", ">\n<"));
    }

    #[test]
    fn bars_stand_on_zero() {
        let mut chart = chart(Form::Bars, &[Some(4), Some(0)]);
        chart.points[0].href = None;
        insta::assert_snapshot!(volume(&chart, &english()).replace("><", ">\n<"));
    }

    #[test]
    fn under_the_plot_stands_the_short_name() {
        let mut chart = chart(Form::Bars, &[Some(4), Some(2)]);
        chart.points[1] = Point { name: "2 Nov, so far".into(), short: Some("2 Nov".into()), href: None };
        let markup = volume(&chart, &english());
        assert!(markup.contains(r#"text-anchor="end">2 Nov</text>"#));
        assert!(markup.contains("2 Nov, so far"));
    }

    #[test]
    fn the_period_before_is_named_and_in_the_table() {
        let mut chart = chart(Form::Line, &[Some(4), Some(2)]);
        chart.comparison = Some(Series { name: "the period before".into(), values: vec![Some(3)] });
        let markup = volume(&chart, &english());
        assert!(markup.contains(r#"class="chart-ghost""#));
        assert!(markup.contains("chart-ghost-label"));
        assert!(markup.contains(r#"<th scope="col" class="number">the period before</th>"#));
        assert!(markup.contains("2 Nov · mentions per day\nSolenne 2\nthe period before no data"));
    }

    #[test]
    fn what_is_usual_is_a_band_and_what_is_above_it_is_filled() {
        let mut chart = chart(Form::Line, &[Some(4), Some(30), None]);
        chart.band = Some(Band { name: "usual".into(), low: vec![Some(1); 3], high: vec![Some(8), Some(9), None] });
        let markup = volume(&chart, &english());
        assert!(markup.contains(r#"class="chart-band" d="M"#) && markup.contains(r#"class="chart-above" d="M"#));
        assert!(markup.contains("2 Nov · mentions per day\nSolenne 30\nusual 1–9"), "{markup}");
        assert!(
            markup.contains(r#"<th scope="col" class="number">usual</th>"#) && markup.contains(r#"<td class="number">1–8</td>"#)
        );
    }

    #[test]
    fn a_mark_leads_on_and_stands_in_the_table() {
        let mut chart = chart(Form::Bars, &[Some(4), Some(30)]);
        chart.marks = vec![
            Mark { at: 1, words: "Peak".into(), href: "/signals/7".into() },
            Mark { at: 9, words: "lost".into(), href: String::new() },
        ];
        let markup = volume(&chart, &english());
        assert!(markup.contains(r#"<a class="chart-mark" href="/signals/7" data-tip="Peak" aria-label="Peak">"#));
        assert!(markup.contains(r#"<td class="number">Peak</td>"#) && !markup.contains("lost"));
    }

    #[test]
    fn what_is_to_come_is_under_a_curtain() {
        let mut chart = chart(Form::Line, &[Some(4), Some(30), Some(5), Some(6)]);
        chart.curtain = Some(2);
        let markup = volume(&chart, &english());
        assert!(markup.contains(r#"<rect class="chart-curtain" x="50.00%" y="0" width="50.00%""#), "{markup}");
        assert_eq!(markup.matches(r#"class="chart-point chart-later""#).count(), 2);
        assert_eq!(markup.matches(r#"<tr class="chart-later">"#).count(), 2);
    }

    #[test]
    fn colours_that_mean_something_are_kept() {
        let markup = volume_in(&chart(Form::Line, &[Some(4), Some(2)]), &[Tone::Bad], &english());
        assert!(markup.contains(r#"class="chart-line s-bad""#) && !markup.contains("chart-line s1"));
    }

    #[test]
    fn only_the_newest_points_are_drawn() {
        let mut chart = chart(Form::Line, &vec![Some(1); POINTS_MAX + 7]);
        chart.note = Some(Note { at: 3, words: "too old".into() });
        let markup = volume(&chart, &english());
        assert_eq!(markup.matches("chart-hit").count(), POINTS_MAX);
        assert!(!markup.contains("too old") && !markup.contains(">7 Nov<") && markup.contains(">8 Nov<"));
    }

    proptest! {
        #[test]
        fn any_figures_are_drawn_without_style_or_nonsense(values in prop::collection::vec(prop::option::of(any::<u64>()), 0..40), bars: bool) {
            let markup = volume(&chart(if bars { Form::Bars } else { Form::Line }, &values), &english());
            for forbidden in ["NaN", "inf", "style=", "<usual>"] {
                prop_assert!(!markup.contains(forbidden), "{forbidden}");
            }
            prop_assert_eq!(markup.matches("chart-gap").count(), values.iter().filter(|value| value.is_none()).count());
        }
    }
}

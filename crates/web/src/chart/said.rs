//! A chart in words: what is told of a point, and all of it as a table.

use super::ChartWords;
use super::twin::{Line, twin};
use super::volume::{VolumeChart, all_series, is_later};

/// The bounds of the band at a point: "2–14".
fn bounds(chart: &VolumeChart, at: usize, words: &ChartWords) -> Option<String> {
    let (low, high) = chart.band.as_ref()?.at(at)?;
    Some(format!("{}–{}", words.number(low), words.number(high)))
}

/// "4 Nov" and a line for each series, and for the band when there is one.
pub(super) fn tip(chart: &VolumeChart, at: usize, words: &ChartWords) -> String {
    let name = chart.points.get(at).map(|point| point.name.as_str()).unwrap_or_default();
    let values: Vec<(&str, Option<u64>)> =
        all_series(chart).map(|series| (series.name.as_str(), series.values.get(at).copied().flatten())).collect();
    let band = chart.band.as_ref().zip(bounds(chart, at, words));
    match values.as_slice() {
        // The value of one point is no rate: "21 Nov, so far" had so many, not so many a day.
        [("", Some(value))] if band.is_none() => format!("{name} · {} {}", words.number(*value), chart.unit),
        [(series, Some(value))] if band.is_none() => format!("{name}\n{series} {}", words.number(*value)),
        [(_, None)] if band.is_none() => format!("{name} · {}", words.missing),
        several => {
            let lines: String = several.iter().map(|(series, value)| format!("\n{series} {}", words.value(*value))).collect();
            let band = band.map(|(band, bounds)| format!("\n{} {bounds}", band.name)).unwrap_or_default();
            format!("{name} · {}{lines}{band}", chart.unit)
        }
    }
}

/// What happened at a point; nothing mostly.
fn marked(chart: &VolumeChart, at: usize) -> String {
    chart.marks.iter().filter(|mark| mark.at == at).map(|mark| mark.words.as_str()).collect::<Vec<_>>().join(", ")
}

/// All values as a table.
pub(super) fn table(chart: &VolumeChart, words: &ChartWords) -> String {
    let single = chart.series.len() == 1 && chart.comparison.is_none() && chart.band.is_none();
    let mut heads: Vec<&str> =
        if single { vec![chart.unit.as_str()] } else { all_series(chart).map(|series| series.name.as_str()).collect() };
    heads.extend(chart.band.iter().map(|band| band.name.as_str()));
    if !chart.marks.is_empty() {
        heads.push(&words.mark);
    }
    let lines: Vec<Line<'_>> = chart
        .points
        .iter()
        .enumerate()
        .map(|(at, point)| Line {
            name: &point.name,
            href: point.href.as_deref(),
            later: is_later(chart, at),
            values: all_series(chart)
                .map(|series| words.value(series.values.get(at).copied().flatten()))
                .chain(chart.band.iter().map(|_| bounds(chart, at, words).unwrap_or_else(|| words.missing.clone())))
                .chain((!chart.marks.is_empty()).then(|| marked(chart, at)))
                .collect(),
        })
        .collect();
    twin(words, &chart.title, &words.when, &heads, &lines)
}

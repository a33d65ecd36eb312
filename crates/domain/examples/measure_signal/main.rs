//! `measure_signal FOLDER [RESULTS]`: what `domain::signal` finds in the series of `signals/` beside the labelled sets. Prints
//! `name value` lines. With RESULTS a file a series is written there, for `nabscore.py`. `docs/signals.md` explains the figures.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "what it prints is its result")]

mod crises;
mod disturbed;
mod nab;

use std::{error::Error, fmt::Write as _, fs, path::Path, time::Instant};

use domain::signal::{
    Detector, Grain, NegativeWatch, PHRASE_BYTES_MAX, PHRASES_MAX, Reading, SPREAD_SITES_MAX, SilenceWatch, SpreadWatch,
    ThemeWatch, replay,
};
use nab::{Score, Series};

/// The benchmark's series of mentions of companies.
const COMPANIES: &str = "realTweets/";
/// Times that a series is read for the time of a point.
const ROUNDS: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first() else { return Err("usage: measure_signal FOLDER [RESULTS]".into()) };
    let companies = nab::read(&Path::new(folder).join("nab"), COMPANIES)?;
    let mut all = Score::default();
    for series in &companies {
        all.add(measure(series, arguments.get(1).map(Path::new))?);
    }
    println!("nab.score {:.2}", all.normalised());
    println!("nab.hit {}", all.hit);
    println!("nab.windows {}", all.windows);
    println!("nab.false {}", all.false_rows);
    println!("nab.alarms_a_week {:.2}", all.alarms_a_week());
    let mut disturbed = Score::default();
    for copy in companies.iter().flat_map(disturbed::copies) {
        let replay = replay(copy.grain, copy.points.iter().copied());
        disturbed.add(nab::score(&copy, &alarms(&replay.readings)));
    }
    println!("nab.disturbed {:.2}", disturbed.normalised());
    println!("nab.disturbed_alarms_a_week {:.2}", disturbed.alarms_a_week());
    others(&Path::new(folder).join("nab"))?;
    crises(&Path::new(folder).join("crisislex"))?;
    if let Some(series) = companies.first() {
        println!("point_us {:.3}", time_of_a_point(series));
        println!("kept_bytes {}", kept_bytes(series)?);
        println!("topic_bytes {}", topic_bytes(series)?);
    }
    Ok(())
}

fn alarms(readings: &[Reading]) -> Vec<bool> {
    readings.iter().map(|reading| reading.score >= 0.5).collect()
}

/// The benchmark's other series are no counts of mentions; they are run so that nothing absurd is said of them.
fn others(folder: &Path) -> Result<(), Box<dyn Error>> {
    let (mut all, mut most) = (Score::default(), 0);
    for series in nab::read(folder, "")?.iter().filter(|series| !series.name.starts_with(COMPANIES)) {
        let replay = replay(series.grain, series.points.iter().copied());
        let score = nab::score(series, &alarms(&replay.readings));
        most = most.max(score.alarms);
        eprintln!("{}/{} windows {:3} alarms {:4.1} weeks  {}", score.hit, score.windows, score.alarms, score.weeks, series.name);
        all.add(score);
    }
    println!("others.score {:.2}", all.normalised());
    println!("others.alarms_a_week {:.2}", all.alarms_a_week());
    println!("others.alarms_most {most}");
    Ok(())
}

fn crises(folder: &Path) -> Result<(), Box<dyn Error>> {
    let crises = crises::all(folder)?;
    for crisis in &crises {
        let alarm = crisis.alarm_min.map_or_else(|| "never".to_owned(), |minutes| minutes.to_string());
        eprintln!(
            "alarm after {alarm} min and {} of {} posts; a twentieth of them after {} min; {} alarms  {}",
            crisis.posts_before, crisis.posts, crisis.there_min, crisis.alarms, crisis.name
        );
    }
    let mut delays: Vec<i64> = crises.iter().filter_map(|crisis| crisis.alarm_min).collect();
    delays.sort_unstable();
    println!("crises {}", crises.len());
    println!("crises.told {}", delays.len());
    println!("crises.early {}", crises.iter().filter(|crisis| crisis.alarm_min.is_some_and(|at| at <= crisis.there_min)).count());
    println!("crises.median_min {}", delays.get(delays.len() / 2).copied().unwrap_or(-1));
    let mut posts: Vec<usize> = crises.iter().map(|crisis| crisis.posts_before).collect();
    posts.sort_unstable();
    println!("crises.posts_median {}", posts.get(posts.len() / 2).copied().unwrap_or(0));
    Ok(())
}

fn measure(series: &Series, results: Option<&Path>) -> Result<Score, Box<dyn Error>> {
    let replay = replay(series.grain, series.points.iter().copied());
    if let Some(results) = results {
        let mut text = "timestamp,score\n".to_owned();
        for (time, reading) in series.times.iter().zip(&replay.readings) {
            writeln!(text, "{time},{}", reading.score)?;
        }
        let file = results.join(&series.name);
        fs::create_dir_all(file.parent().ok_or("a series without a folder")?)?;
        fs::write(file, text)?;
    }
    let score = nab::score(series, &alarms(&replay.readings));
    #[expect(clippy::cast_precision_loss, reason = "a few points")]
    let covered = replay.readings.iter().filter(|reading| (reading.low..=reading.high).contains(&reading.count)).count() as f64
        / replay.readings.len().max(1) as f64;
    eprintln!(
        "{:6.2}  {}/{} windows  {:3} false  {:3} alarms  {:4.1} weeks  {:.1} % in the band  {}",
        score.normalised(),
        score.hit,
        score.windows,
        score.false_rows,
        score.alarms,
        score.weeks,
        100.0 * covered,
        series.name
    );
    Ok(score)
}

/// Microseconds a point takes.
fn time_of_a_point(series: &Series) -> f64 {
    let began = Instant::now();
    let mut told = 0.0;
    for _ in 0..ROUNDS {
        let mut detector = Detector::new(series.grain);
        told += series.points.iter().filter_map(|point| detector.read(point).ok()).map(|reading| reading.score).sum::<f64>();
    }
    assert!(told > 0.0);
    #[expect(clippy::cast_precision_loss, reason = "a few thousand points")]
    let points = series.points.len() as f64 * f64::from(ROUNDS);
    began.elapsed().as_secs_f64() * 1e6 / points
}

/// The bytes of JSON that a detector is kept in.
fn kept_bytes(series: &Series) -> Result<usize, Box<dyn Error>> {
    let mut detector = Detector::new(series.grain);
    let read = series.points.iter().filter(|point| detector.read(point).is_ok()).count();
    assert_eq!(read, series.points.len());
    Ok(serde_json::to_string(&detector)?.len())
}

/// The bytes of memory that a topic takes with everything on: detectors of three grains and all watches, the sketches full.
fn topic_bytes(series: &Series) -> Result<usize, Box<dyn Error>> {
    let mut bytes = size_of::<NegativeWatch>() + size_of::<SilenceWatch>();
    for grain in [Grain::FIVE_MINUTES, Grain::HOUR, Grain::DAY] {
        let mut detector = Detector::new(grain);
        for point in &series.points {
            detector.read(point)?;
        }
        bytes += detector.memory_bytes();
    }
    let (mut themes, mut spread) = (ThemeWatch::new(Grain::HOUR), SpreadWatch::new(Grain::HOUR));
    for (at_s, number) in (0..).zip(0..PHRASES_MAX.max(SPREAD_SITES_MAX) * 2) {
        let name = format!("{number:0>width$}", width = PHRASE_BYTES_MAX);
        themes.read(at_s, 1, [(name.as_str(), 1)]);
        spread.read(at_s, [name.as_str()])?;
    }
    Ok(bytes + themes.memory_bytes() + spread.memory_bytes())
}

//! `parvis signal`: peaks in a series of counts, row by row as they come.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
};

use anyhow::Context;
use domain::signal::{Detector, Episode, Point, Reading};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde_json::json;

use crate::line::{Format, Signal};

/// A longer row is none; the rest of it is skipped, so that no input fills the memory.
const ROW_BYTES_MAX: usize = 4096;
/// So many troubles are told with their line; of the rest only the number.
const TOLD_MAX: u64 = 100;
/// A bad row is shown up to so many characters.
const SHOWN_CHARS_MAX: usize = 40;
/// A time as a plain number is in seconds since 1970, up to the year 2286.
const EPOCH_S_MAX: f64 = 1e10;

/// Reads, judges and writes row by row, and says on standard error what could not be used.
///
/// # Errors
/// For a file that cannot be read, a zone that does not exist, and an output that cannot be written.
pub(crate) fn run(line: &Signal) -> anyhow::Result<()> {
    let zone = TimeZone::get(&line.zone).with_context(|| format!("there is no time zone `{}`", line.zone))?;
    let input: Box<dyn Read> = match line.from.as_str() {
        "-" => Box::new(io::stdin()),
        file => Box::new(File::open(file).with_context(|| format!("{file} cannot be read"))?),
    };
    let out = BufWriter::new(io::stdout().lock());
    let mut judge =
        Judge { detector: Detector::new(line.every), zone, last: None, said: Said::default(), out, format: line.format };
    judge.run(BufReader::new(input))
}

/// What is told on standard error.
#[derive(Default)]
struct Said {
    rows: u64,
    left_out: u64,
    told: u64,
    gaps: u64,
    alarms: u64,
}

impl Said {
    fn tell(&mut self, sentence: &str) -> io::Result<()> {
        self.told += 1;
        match self.told {
            ..=TOLD_MAX => writeln!(io::stderr(), "{sentence}"),
            _ => Ok(()),
        }
    }

    fn leave_out(&mut self, line: u64, why: &str) -> io::Result<()> {
        self.left_out += 1;
        self.tell(&format!("line {line} is left out: {why}"))
    }

    fn end(&self) -> io::Result<()> {
        let mut err = io::stderr();
        if self.told > TOLD_MAX {
            writeln!(err, "… and {} more of the kind", self.told - TOLD_MAX)?;
        }
        writeln!(err, "{} rows judged, {} left out, {} gaps, {} alarms", self.rows, self.left_out, self.gaps, self.alarms)
    }
}

struct Judge<W: Write> {
    detector: Detector,
    zone: TimeZone,
    /// The last row that was used: its line and its time.
    last: Option<(u64, i64)>,
    said: Said,
    out: W,
    format: Format,
}

impl<W: Write> Judge<W> {
    fn run(&mut self, mut input: BufReader<impl Read>) -> anyhow::Result<()> {
        if self.format == Format::Human {
            writeln!(self.out, "timestamp,value,expected,score,alarm")?;
        }
        let mut row = Vec::new();
        let mut line = 0;
        loop {
            // What is judged goes out before the next row is waited for: rows come as they are counted.
            if input.buffer().is_empty() {
                self.out.flush()?;
            }
            if !next_row(&mut input, &mut row)? {
                break;
            }
            line += 1;
            let text = String::from_utf8_lossy(&row);
            self.row(line, text.trim().trim_start_matches('\u{feff}'))?;
        }
        if let (Format::Json, Some(episode)) = (self.format, self.detector.alarm().episode()) {
            writeln!(self.out, "{}", json!({ "episode": told(episode) }))?;
        }
        self.out.flush()?;
        self.said.end()?;
        Ok(())
    }

    fn row(&mut self, line: u64, text: &str) -> anyhow::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if text.len() >= ROW_BYTES_MAX {
            return Ok(self.said.leave_out(line, "it is too long to be a time and a value")?);
        }
        let mut fields = text.split(',').map(|field| field.trim().trim_matches('"').trim());
        let (time, value) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if line == 1 && second(time, &self.zone).is_none() && value.parse::<f64>().is_err() {
            return Ok(());
        }
        let Some(at_s) = second(time, &self.zone) else {
            return Ok(self.said.leave_out(line, &format!("`{}` is not a time", shown(time)))?);
        };
        let Ok(count) = value.parse::<f64>() else {
            return Ok(self.said.leave_out(line, &format!("`{}` is not a number", shown(value)))?);
        };
        let point = Point { at_s, hour_of_week: hour_of_week(at_s, &self.zone), count, heard: 1.0 };
        match self.detector.read(&point) {
            Ok(reading) => {
                self.tell_gap(line, at_s)?;
                self.last = Some((line, at_s));
                self.said.rows += 1;
                self.said.alarms += u64::from(reading.alarm.is_some());
                self.write(time, value, &reading)
            }
            Err(domain::signal::Refused::NoCount) => {
                Ok(self.said.leave_out(line, &format!("`{}` is not a count from 0 to 1e12", shown(value)))?)
            }
            Err(domain::signal::Refused::NotLater) => {
                let (before, last_s) = self.last.unwrap_or_default();
                let what = if at_s == last_s { "the same time again as" } else { "the clock goes back behind" };
                Ok(self.said.leave_out(line, &format!("{what} line {before}"))?)
            }
        }
    }

    fn tell_gap(&mut self, line: u64, at_s: i64) -> io::Result<()> {
        let Some((before, last_s)) = self.last else { return Ok(()) };
        let step = i64::from(self.detector.grain().as_seconds());
        let missing = at_s.saturating_sub(last_s).saturating_add(step / 2) / step - 1;
        if missing < 1 {
            return Ok(());
        }
        self.said.gaps += 1;
        self.said.tell(&format!(
            "between lines {before} and {line} there is a gap of {missing} rows: they count as unknown, not as nothing"
        ))
    }

    fn write(&mut self, time: &str, value: &str, reading: &Reading) -> anyhow::Result<()> {
        let Reading { expected, score, low, high, alarm, over, .. } = reading;
        if self.format == Format::Human {
            writeln!(self.out, "{time},{value},{expected:.4},{score:.6},{}", u8::from(alarm.is_some()))?;
            return Ok(());
        }
        let row = json!({
            "timestamp": time, "value": reading.count, "expected": expected, "low": low, "high": high, "score": score, "alarm": alarm.is_some(),
        });
        writeln!(self.out, "{row}")?;
        if let Some(episode) = over {
            writeln!(self.out, "{}", json!({ "episode": told(episode) }))?;
        }
        Ok(())
    }
}

/// The next row, up to [`ROW_BYTES_MAX`] of it; false at the end.
fn next_row(input: &mut impl BufRead, row: &mut Vec<u8>) -> anyhow::Result<bool> {
    row.clear();
    let mut any = false;
    loop {
        let part = input.fill_buf().context("the rows cannot be read")?;
        if part.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = part.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(part.len(), |end| end + 1);
        let room = ROW_BYTES_MAX - row.len().min(ROW_BYTES_MAX);
        row.extend_from_slice(&part[..end.unwrap_or(used).min(room)]);
        input.consume(used);
        if end.is_some() {
            return Ok(true);
        }
    }
}

/// A time in seconds since 1970: with a zone, without one (then of `zone`), a day alone, or the number itself.
fn second(text: &str, zone: &TimeZone) -> Option<i64> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    if let Ok(civil) = text.parse::<DateTime>() {
        return Some(civil.to_zoned(zone.clone()).ok()?.timestamp().as_second());
    }
    #[expect(clippy::cast_possible_truncation, reason = "the bounds are those of the seconds that are read")]
    text.parse::<f64>().ok().filter(|number| (0.0..=EPOCH_S_MAX).contains(number)).map(|number| number as i64)
}

fn hour_of_week(at_s: i64, zone: &TimeZone) -> u8 {
    let Ok(moment) = Timestamp::from_second(at_s) else { return 0 };
    let civil = zone.to_datetime(moment);
    let hour = i32::from(civil.weekday().to_monday_zero_offset()) * 24 + i32::from(civil.hour());
    u8::try_from(hour).unwrap_or(0)
}

fn shown(text: &str) -> String {
    let short: String = text.chars().filter(|letter| !letter.is_control()).take(SHOWN_CHARS_MAX).collect();
    if text.chars().count() > SHOWN_CHARS_MAX { format!("{short}…") } else { short }
}

fn told(episode: &Episode) -> serde_json::Value {
    let moment = |second| Timestamp::from_second(second).map(|moment| moment.to_string()).ok();
    json!({
        "kind": episode.kind, "start": moment(episode.start_s), "alarm": moment(episode.alarm_s), "peak": moment(episode.peak_s),
        "end": episode.end_s.and_then(moment), "peak_value": episode.peak_count, "peak_expected": episode.peak_expected,
        "total": episode.total, "total_expected": episode.total_expected, "strength": episode.strength,
    })
}

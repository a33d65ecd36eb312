//! `parvis text`: what each of many texts says, as one JSON object a line.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write as _},
    time::Instant,
};

use anyhow::Context;
use app::listen::reading_line::ReadingLine;
use serde::Deserialize;
use text::Reader;

use crate::line::{Text, TextInput};

/// A text with its language, as JSON Lines have it.
#[derive(Deserialize)]
struct Said {
    text: String,
    language: Option<String>,
}

/// Reads the texts and writes what they say, in order, then one line of figures on standard error.
///
/// # Errors
/// For input that cannot be read, and for a line that is not JSON where JSON is expected, with its number.
pub(crate) fn run(line: &Text) -> anyhow::Result<()> {
    let input: Box<dyn BufRead> = match line.from.as_deref().filter(|from| *from != "-") {
        Some(from) => Box::new(BufReader::new(File::open(from).with_context(|| format!("{from} cannot be read"))?)),
        None => Box::new(std::io::stdin().lock()),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut reader = Reader::default();
    let (mut texts, mut seconds) = (0u64, 0.0);
    let begun = Instant::now();
    for (place, bytes) in input.split(b'\n').enumerate() {
        let bytes = bytes.context("the input cannot be read")?;
        let read = String::from_utf8_lossy(&bytes);
        let read = read.strip_suffix('\r').unwrap_or(&read);
        let said = match line.input {
            TextInput::Lines => Said { text: read.to_owned(), language: None },
            TextInput::Jsonl if read.trim().is_empty() => continue,
            TextInput::Jsonl => {
                serde_json::from_str(read).with_context(|| format!("line {} is not JSON with a `text`", place + 1))?
            }
        };
        let reading = reader.read(&said.text, said.language.as_deref());
        serde_json::to_writer(&mut out, &ReadingLine::whole(&reading, &text::fingerprint::of(&said.text)))?;
        out.write_all(b"\n")?;
        texts += 1;
        seconds = begun.elapsed().as_secs_f64();
    }
    out.flush()?;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = texts as f64 / f64::max(seconds, f64::MIN_POSITIVE);
    writeln!(std::io::stderr(), "{texts} texts, {seconds:.3} seconds, {rate:.0} texts per second")?;
    Ok(())
}

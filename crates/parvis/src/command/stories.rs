//! `parvis stories`: texts that are copies of one another, grouped.

use std::{
    fs::File,
    io::{BufRead, BufReader, BufWriter, Write as _},
    time::Instant,
};

use anyhow::{Context, bail};
use serde::Deserialize;
use text::{fingerprint, stories::Stories};

use crate::line;

/// One line of the input.
#[derive(Deserialize)]
struct Said {
    id: serde_json::Value,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

/// Places the texts in their order, then writes `id<TAB>story`, with merged stories under the older name.
///
/// # Errors
/// For a line that is no text with an id, with its number; for a file that cannot be read.
pub(crate) fn run(line: &line::Stories) -> anyhow::Result<()> {
    let input: Box<dyn BufRead> = match line.from.as_str() {
        "-" => Box::new(std::io::stdin().lock()),
        file => Box::new(BufReader::new(File::open(file).with_context(|| format!("{file} cannot be read"))?)),
    };
    let begun = Instant::now();
    let mut stories = Stories::default();
    let mut ids: Vec<String> = Vec::new();
    let mut placed: Vec<u64> = Vec::new();
    for (number, text) in (1_u64..).zip(input.lines()) {
        let text = text.with_context(|| format!("line {number} cannot be read"))?;
        if text.trim().is_empty() {
            continue;
        }
        let Ok(said) = serde_json::from_str::<Said>(&text) else {
            bail!("line {number} is not a JSON object with `id`, `title` and `text`");
        };
        let fingerprint = fingerprint::of_document(&said.title.unwrap_or_default(), &said.text.unwrap_or_default());
        placed.push(stories.place(ids.len() as u64, fingerprint).story);
        ids.push(said.id.as_str().map_or_else(|| said.id.to_string(), str::to_owned));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (id, story) in ids.iter().zip(&placed) {
        let first = usize::try_from(stories.called(*story)).ok().and_then(|place| ids.get(place)).unwrap_or(id);
        writeln!(out, "{id}\t{first}")?;
    }
    out.flush()?;
    let seconds = begun.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    let rate = ids.len() as f64 / seconds.max(f64::MIN_POSITIVE);
    writeln!(std::io::stderr(), "{} texts, {seconds:.2} s, {rate:.0} texts/s", ids.len())?;
    Ok(())
}

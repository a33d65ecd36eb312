//! Reads a feed from a file, as `parvis feed FILE --url URL --header 'Content-Type: …'` does, for measuring the reader alone.

use std::process::ExitCode;

use connect::feed::{self, FeedContext};
use url::Url;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match answer(&arguments) {
        Ok(json) => {
            use std::io::Write as _;
            let written = writeln!(std::io::stdout(), "{json}");
            if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(sentence) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stderr(), "{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn answer(arguments: &[String]) -> Result<String, String> {
    let (mut file, mut url, mut headers) = (None, None, Vec::new());
    let mut words = arguments.iter().filter(|word| *word != "feed");
    while let Some(word) = words.next() {
        match word.as_str() {
            "--url" => url = words.next().and_then(|url| Url::parse(url).ok()),
            "--header" => headers.extend(words.next().and_then(|header| header.split_once(':'))),
            _ => file = Some(word),
        }
    }
    let header =
        |name: &str| headers.iter().find(|(known, _)| known.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
    let bytes = std::fs::read(file.ok_or("which file?")?).map_err(|error| error.to_string())?;
    let context = FeedContext {
        content_type: header("Content-Type"),
        address: url.as_ref(),
        content_location: header("Content-Location"),
        content_language: header("Content-Language"),
    };
    let feed = feed::parse(&bytes, &context).map_err(|error| error.sentence(domain::Language::English))?;
    serde_json::to_string_pretty(&feed::to_json_feed(&feed)).map_err(|error| error.to_string())
}

//! The commands that think alone, on files and pipes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Format;

/// `parvis feed`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Feed {
    /// A file, `-` for standard input, or an address.
    pub from: String,
    /// The address that a file came from, against which relative addresses are resolved.
    #[arg(long, value_name = "URL")]
    pub url: Option<url::Url>,
    /// A header that a file came with: 'Content-Type: application/xml; charset=iso-8859-1'. May be repeated.
    #[arg(long = "header", value_name = "HEADER")]
    pub headers: Vec<String>,
    /// Lists the feeds of a page instead.
    #[arg(long)]
    pub discover: bool,
}

/// `parvis page`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Page {
    /// A file, `-` for standard input, or an address.
    pub from: String,
    /// The address that a file came from.
    #[arg(long, value_name = "URL")]
    pub url: Option<url::Url>,
    /// Proposes the repeated entries of a list page with their selectors.
    #[arg(long)]
    pub items: bool,
}

/// `parvis article`.
#[derive(Debug, Subcommand)]
pub(crate) enum Article {
    /// Says what could be better in an article: title and description in pixels, headings, links, pictures, product sheet, reading; exit code
    /// 1 when something is wrong.
    #[command(
        after_help = "Examples:\n  parvis article check article.md\n  parvis article check --links --language fr article.md"
    )]
    Check {
        /// A file, `-` for standard input, or an address.
        from: String,
        /// Looks whether the links lead anywhere.
        #[arg(long)]
        links: bool,
        /// How the findings are written.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// The language of the sentences: en or fr.
        #[arg(long, default_value = "en")]
        language: String,
    },
}

/// `parvis query`.
#[derive(Debug, Subcommand)]
pub(crate) enum Query {
    /// Says what is wrong with a query, and where; exit code 1 when it cannot be asked.
    #[command(after_help = "Example:\n  parvis query check '(marque OR @marque) NOT emploi'")]
    Check {
        /// The query; standard input when left out.
        query: Option<String>,
        /// How the problems are written.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
        /// The language of the sentences: en or fr.
        #[arg(long, default_value = "en")]
        language: String,
    },
    /// Writes a query in its canonical form.
    #[command(after_help = "Example:\n  parvis query print 'a and  (b OR c)'")]
    Print {
        /// The query; standard input when left out.
        query: Option<String>,
    },
    /// Says for one document which clause of a query holds and which killed it, as JSON.
    #[command(after_help = "Example:\n  parvis query explain 'veste NEAR/3 alto' --document text.txt")]
    Explain {
        /// The query; standard input when left out.
        query: Option<String>,
        /// A file: a title, a tab and a body, or JSON with `title` and `text`.
        #[arg(long)]
        document: PathBuf,
    },
    /// Translates a query of another tool; what has no equivalent is named, nothing is dropped.
    #[command(after_help = "Example:\n  parvis query convert --from talkwalker '+\"p&t\" AND lang:fr'")]
    Convert {
        /// The query; standard input when left out.
        query: Option<String>,
        /// The tool: brandwatch, talkwalker, meltwater, google or x.
        #[arg(long)]
        from: String,
    },
}

/// `parvis match`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Match {
    /// One query a line; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub queries: PathBuf,
    /// One document a line: a title, a tab and a body, or JSON with `title`, `text` and any field of the query language, as an export of
    /// mentions has them; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub documents: PathBuf,
    /// How many threads judge.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: u16,
    /// Judges every query on every document, without the index.
    #[arg(long)]
    pub naive: bool,
    /// Writes only the number of pairs.
    #[arg(long)]
    pub count: bool,
}

/// `parvis stories`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Stories {
    /// A file, or `-` for standard input.
    #[arg(default_value = "-")]
    pub from: String,
}

/// What a line of the input of `parvis text` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextInput {
    /// A text.
    Lines,
    /// JSON with `text` and, where it is known, `language`.
    Jsonl,
}

/// `parvis text`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Text {
    /// A file; standard input when left out or `-`.
    pub from: Option<String>,
    /// What a line of it is.
    #[arg(long, value_enum, default_value_t = TextInput::Lines)]
    pub input: TextInput,
}

/// `parvis signal`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Signal {
    /// A file of `timestamp,value` rows, or `-` for standard input.
    #[arg(default_value = "-")]
    pub from: String,
    /// How long a row counts: 5m, 90s, 1h, 1d.
    #[arg(long, default_value = "5m", value_name = "LENGTH", value_parser = grain)]
    pub every: domain::signal::Grain,
    /// The time zone whose hours have a rhythm, and in which times without a zone are read.
    #[arg(long, default_value = "UTC", value_name = "ZONE")]
    pub zone: String,
    /// How results are written: rows of CSV, or JSON Lines with the band and the episodes.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

fn grain(text: &str) -> Result<domain::signal::Grain, String> {
    domain::signal::Grain::parse(text).ok_or_else(|| "it is written like 5m, 90s, 1h or 1d, from a minute to a day".to_owned())
}

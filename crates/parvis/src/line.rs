//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The workbench of a community manager: listens to what is said of a brand, tells whoever must know.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, about, propagate_version = true)]
pub(crate) struct Line {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// A full workspace of an invented brand in a throw-away folder; opens the browser. Nothing to set up.
    #[command(after_help = "Example:\n  parvis demo --days 30 --port 9000")]
    Demo(Demo),
    /// Serves the pages and does the work.
    #[command(after_help = "Example:\n  parvis serve --data /var/lib/parvis --listen 127.0.0.1:8080")]
    Serve(Serve),
    /// Makes the data folder and the tables, and prints the link that makes the owner.
    #[command(after_help = "Example:\n  parvis init --data /var/lib/parvis")]
    Init(Place),
    /// Brings the tables up to date.
    #[command(after_help = "Example:\n  parvis migrate --data /var/lib/parvis")]
    Migrate(Place),
    /// Holds the hourly figures against a recount of the mentions, or counts them anew.
    #[command(after_help = "Example:\n  parvis rollups --check --data /var/lib/parvis")]
    Rollups(Rollups),
    /// Accounts.
    #[command(subcommand)]
    User(User),
    /// Tokens for scripts.
    #[command(subcommand)]
    Token(Token),
    /// Workspaces.
    #[command(subcommand)]
    Workspace(WorkspaceCommand),
    /// What a feed says, as JSON Feed 1.1.
    #[command(
        after_help = "Examples:\n  parvis feed https://site.example/feed\n  curl -s https://site.example/feed | parvis feed - --url https://site.example/feed\n  parvis feed --discover https://site.example/"
    )]
    Feed(Feed),
    /// The article of a page, or with --items the entries that it lists.
    #[command(
        after_help = "Examples:\n  parvis page https://site.example/article\n  parvis page saved.html --url https://site.example/news --items"
    )]
    Page(Page),
    /// Articles in Markdown.
    #[command(subcommand)]
    Article(Article),
    /// Checks, prints, explains or translates a query.
    #[command(subcommand)]
    Query(Query),
    /// Which queries of a file hold for which documents of another.
    #[command(name = "match", after_help = "Example:\n  parvis match --queries queries.txt --documents texts.tsv > pairs.tsv")]
    Match(Match),
    /// Groups texts that are copies of one another: JSON Lines of id, title and text in, `id<TAB>story` out.
    ///
    /// In the order of the input; a story is called by the id of its first text. Nothing is written before the end of the input,
    /// since a text may show that two stories are one; then all texts of the younger bear the name of the older.
    #[command(after_help = "Example:\n  parvis stories tweets.jsonl > stories.tsv")]
    Stories(Stories),
    /// What each text says: language, sentiment, what is rude or private in it, intents, aspects; one JSON object a line.
    #[command(
        after_help = "Examples:\n  echo 'Livraison en retard, je suis déçu' | parvis text\n  parvis text --input jsonl texts.jsonl > read.jsonl"
    )]
    Text(Text),
    /// Peaks in a series of counts, each row judged with only the rows before it known.
    #[command(
        after_help = "Examples:\n  parvis signal --every 5m < counts.csv > judged.csv\n  parvis signal --every 1h --zone Europe/Paris counts.csv"
    )]
    Signal(Signal),
}

/// Where the data is.
#[derive(Args, Clone, Debug)]
pub(crate) struct Place {
    /// The folder with the database, the key and the configuration.
    #[arg(long, default_value = "parvis-data", value_name = "DIR")]
    pub data: PathBuf,
    /// A PostgreSQL database instead of the SQLite file, such as `postgres://user@host/name`.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// `parvis demo`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Demo {
    /// The port of the pages; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// How many days of the past are written.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,
    /// The seed of everything that is said.
    #[arg(long, default_value_t = crate::demo::SEED)]
    pub seed: u64,
    /// Leaves the browser alone.
    #[arg(long)]
    pub no_open: bool,
    /// A PostgreSQL database instead of a throw-away file; it must be empty.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Role {
    /// Pages and work.
    All,
    /// Pages only.
    Web,
    /// Work only.
    Worker,
}

/// `parvis serve`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Serve {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// The address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    pub listen: std::net::SocketAddr,
    /// What this process does.
    #[arg(long, value_enum, default_value_t = Role::All)]
    pub role: Role,
}

/// `parvis rollups`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Rollups {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// Only holds them against a recount; exit code 1 when they differ.
    #[arg(long)]
    pub check: bool,
}

/// `parvis user`.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Makes an account that belongs to a workspace; the password is read from standard input.
    #[command(
        after_help = "Example:\n  echo 'a long password' | parvis user add lea@solenne.example --name Léa --workspace 1 --hat owner"
    )]
    Add {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The mail address to sign in with.
        email: String,
        /// The name shown.
        #[arg(long)]
        name: String,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
        /// A hat: `owner`, `content_manager`, `social_media_manager`, `community_manager`, `analyst`. May be repeated.
        #[arg(long = "hat", required = true)]
        hats: Vec<String>,
    },
    /// Sets a new password, read from standard input, and ends the account's sessions.
    #[command(after_help = "Example:\n  echo 'a long password' | parvis user password lea@solenne.example")]
    Password {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The mail address of the account.
        email: String,
    },
    /// Closes an account and ends its sessions.
    #[command(after_help = "Example:\n  parvis user disable lea@solenne.example")]
    Disable {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The mail address of the account.
        email: String,
    },
}

/// `parvis token`.
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    /// Makes a token in the name of a member and prints it once.
    #[command(after_help = "Example:\n  parvis token create --workspace 1 --email lea@solenne.example --name export --write")]
    Create {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The id of the workspace that it opens.
        #[arg(long)]
        workspace: i64,
        /// The mail address of the member whose hats bound it.
        #[arg(long)]
        email: String,
        /// What it is for.
        #[arg(long)]
        name: String,
        /// Lets it write; without, it reads only.
        #[arg(long)]
        write: bool,
    },
}

/// `parvis workspace`.
#[derive(Debug, Subcommand)]
pub(crate) enum WorkspaceCommand {
    /// Lists them: id, name.
    #[command(after_help = "Example:\n  parvis workspace list --format json")]
    List {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// How they are written.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// For scripts.
    Json,
}

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
    /// One query a line.
    #[arg(long, value_name = "FILE")]
    pub queries: PathBuf,
    /// One document a line: a title, a tab and a body, or JSON with `title` and `text`.
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

//! The command line.

mod channel;
mod place;
mod thinking;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use channel::{ChannelCommand, Filled};
pub(crate) use place::Doctor;
pub(crate) use thinking::{Article, Feed, Match, Page, Query, Signal, Stories, Text, TextInput};

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
    /// Makes the data folder and the tables.
    #[command(after_help = "Example:\n  parvis init --data /var/lib/parvis")]
    Init(Place),
    /// Brings the tables up to date.
    #[command(after_help = "Example:\n  parvis migrate --data /var/lib/parvis")]
    Migrate(Place),
    /// Examines an installation: folder, key, disk, database, clock, work, mail, and every channel; exit code 1 when something is broken.
    #[command(
        after_help = "Examples:\n  parvis doctor --data /var/lib/parvis\n  parvis doctor --format json | jq '.findings[] | select(.health != \"well\")'"
    )]
    Doctor(Doctor),
    /// Makes the full-text index, the stories and the hourly figures again, out of the documents as they are kept.
    ///
    /// Nothing that people wrote or said is touched. A service may run meanwhile and is best started again afterwards.
    #[command(after_help = "Example:\n  parvis reindex --data /var/lib/parvis")]
    Reindex(Place),
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
    /// Channels: the accounts that are published on.
    #[command(subcommand)]
    Channel(ChannelCommand),
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
    /// The language of the pages, `fr` or `en`: that of the system when it says English, French otherwise.
    #[arg(long, value_parser = ["fr", "en"])]
    pub language: Option<String>,
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

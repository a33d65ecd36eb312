//! The commands about channels.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Format, Place};

/// What is filled in of a channel. Secrets are never arguments, which others on the machine can read.
#[derive(Args, Clone, Debug)]
pub(crate) struct Filled {
    /// Something that is no secret, as `name=value`. May be repeated; `parvis channel networks` has the names.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = pair)]
    pub set: Vec<(String, String)>,
    /// A file with the secrets, one `name=value` a line; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub secrets: Option<PathBuf>,
}

/// `parvis channel`.
#[derive(Debug, Subcommand)]
pub(crate) enum ChannelCommand {
    /// What a channel can be connected to, what each network asks for, and how its adapter was proven.
    #[command(after_help = "Example:\n  parvis channel networks --format json")]
    Networks {
        /// How they are written.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Lists the channels of a workspace: id, network, name, state.
    #[command(after_help = "Example:\n  parvis channel list --workspace 1")]
    List {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
        /// How they are written.
        #[arg(long, value_enum, default_value_t = Format::Human)]
        format: Format,
    },
    /// Keeps the keys of your own application at a network; its secret is read from a file or standard input.
    #[command(after_help = "Example:\n  parvis channel application linkedin --workspace 1 --id 77abc --secret - < secret.txt")]
    Application {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The network.
        network: String,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
        /// The server, for networks of many.
        #[arg(long, default_value = "")]
        server: String,
        /// The public id of the application.
        #[arg(long)]
        id: String,
        /// A file with its secret; `-` for standard input.
        #[arg(long, value_name = "FILE")]
        secret: PathBuf,
    },
    /// Connects a channel and prints its id: by secrets, or by access that you grant at the network itself.
    ///
    /// Without secrets, where the network has it, an address is shown: open it, grant access, and paste the address that your browser ends
    /// at, or the code that it shows.
    #[command(
        after_help = "Examples:\n  parvis channel connect mastodon --workspace 1 --set server=https://social.example --secrets - <<< token=…\n  parvis channel connect linkedin --workspace 1"
    )]
    Connect {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The network.
        network: String,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
        /// What is filled in.
        #[command(flatten)]
        filled: Filled,
    },
    /// Asks the network of a channel who we are; exit code 1 when it does not let us in.
    #[command(after_help = "Example:\n  parvis channel test 3 --workspace 1")]
    Test {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The id of the channel.
        channel: i64,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
    },
    /// Connects a channel anew, with other secrets or as before; what it held back goes on.
    #[command(after_help = "Example:\n  parvis channel reconnect 3 --workspace 1 --secrets - <<< token=…")]
    Reconnect {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The id of the channel.
        channel: i64,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
        /// What is filled in.
        #[command(flatten)]
        filled: Filled,
    },
    /// Disconnects a channel: its secrets are forgotten, what was to leave by it is held.
    #[command(after_help = "Example:\n  parvis channel disconnect 3 --workspace 1")]
    Disconnect {
        /// Where the data is.
        #[command(flatten)]
        place: Place,
        /// The id of the channel.
        channel: i64,
        /// The id of the workspace.
        #[arg(long)]
        workspace: i64,
    },
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it is written like name=value")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

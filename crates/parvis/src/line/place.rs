//! The commands about an installation that stands.

use clap::Args;

use super::{Format, Place};

/// `parvis doctor`.
#[derive(Args, Clone, Debug)]
pub(crate) struct Doctor {
    /// Where the data is.
    #[command(flatten)]
    pub place: Place,
    /// How the findings are written: a line each (health, check, sentence), or JSON.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

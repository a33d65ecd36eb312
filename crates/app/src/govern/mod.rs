//! The workspace itself: its name and colour, its team, its mail server; and what is done at the machine.

mod examine;
mod machine;
pub(crate) mod mail;
mod member;
mod workspace;

pub use examine::MailSigns;
pub use mail::{MailForm, MailShown, Posted};
pub use workspace::WorkspaceForm;

//! The workspace itself: its name and colour, its team, its mail server; and what is done at the machine.

mod machine;
pub(crate) mod mail;
mod member;
mod workspace;

pub use mail::{MailForm, MailShown, Posted};
pub use workspace::WorkspaceForm;

//! Who may come in: the first owner, signing in, sessions, invitations, tokens.

mod account;
mod entry;
pub(crate) mod field;
mod first_owner;
mod invitation;
mod invitation_mail;
pub(crate) mod password;
mod session;
mod session_end;
pub(crate) mod sign_in;
mod token;
pub mod tries;

pub use account::{NewPassword, Preferences, Profile, THEMES};
pub use entry::ENTRY_SECONDS;
pub use field::{NAME_CHARS_MAX, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, WORKSPACE_COLOURS, time_zones};
pub use first_owner::{FIRST_LINK_SECONDS, FirstOwner};
pub use invitation::{Acceptance, INVITATION_SECONDS, Invite, Invited, Joined};
pub use session::{Entered, Signed, SignedToken};
pub use sign_in::{Browser, NewAccount, Opened, SESSION_SECONDS};
pub use token::NewToken;

/// A password, token or link that is shown once or handed in: it has neither `Debug` nor `Serialize` (invariant I8).
pub use connect::notify::Secret;

use store::{Id, access::Token};

use crate::{App, Refusal, access::tries::Allowance};

/// What one token may ask in a minute.
pub const API_ALLOWANCE: Allowance = Allowance { times: 600, window_us: 60_000_000 };

impl App {
    /// Counts a request of a token.
    ///
    /// # Errors
    /// [`Refusal::TooOften`] when there were too many in a minute.
    pub fn count_api_request(&self, token: Id<Token>) -> Result<(), Refusal> {
        let counted = self.tries.count(&format!("token {token}"), API_ALLOWANCE, self.now());
        counted.map_err(|seconds| Refusal::TooOften { seconds })
    }
}

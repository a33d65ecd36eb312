//! Who may come in: the first owner, signing in, sessions, the team, tokens.

mod session;
pub mod tries;

pub use session::{Signed, SignedToken};

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

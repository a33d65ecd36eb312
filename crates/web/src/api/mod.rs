//! What scripts can do: `/api/v1`, with a token, cursor-paged.

use crate::Route;

/// The addresses of the API.
pub(crate) fn routes() -> Vec<Route> {
    Vec::new()
}

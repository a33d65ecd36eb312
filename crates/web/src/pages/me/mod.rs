//! The signed-in person: name, looks, password, sessions.

mod password_change;
mod preferences_save;
mod profile_save;
mod session_end;
mod show;

use crate::{
    Route,
    router::{Gate, get, post},
};

/// The addresses of this room.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        get("/me", Gate::Person, show::show),
        post("/me", Gate::Person, profile_save::act),
        post("/me/preferences", Gate::Person, preferences_save::act),
        post("/me/password", Gate::Person, password_change::act),
        post("/me/sessions/{session}/end", Gate::Person, session_end::act),
        post("/me/sessions/end-others", Gate::Person, session_end::act_on_others),
    ]
}

//! `POST /me`: name, language, zone.

use app::access::Profile;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::show::{Form, draw, language};
use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Fields, Wrong},
    request::Person,
};

/// Saves them.
pub(super) async fn act(State(web): State<Web>, person: Person, headers: HeaderMap, fields: Fields) -> Result<Response, Fault> {
    let said = Profile { name: fields.text("name"), language: fields.text("language"), time_zone: fields.text("time_zone") };
    match web.app.save_profile(&person.signed, said).await {
        Ok(()) => Ok(page::go(&web, "/me", "good", "access-profile-saved", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, language(&person), refusal)?;
            draw(&web, &person, &headers, Form::Profile, fields.typed(), &wrong).await
        }
    }
}

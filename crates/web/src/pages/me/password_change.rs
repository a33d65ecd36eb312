//! `POST /me/password`.

use app::access::NewPassword;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::context;

use super::show::{Form, draw, language};
use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Caller, Fields, Wrong},
    request::Person,
};

/// Changes the password and ends the other sessions.
pub(super) async fn act(
    State(web): State<Web>,
    person: Person,
    headers: HeaderMap,
    caller: Caller,
    fields: Fields,
) -> Result<Response, Fault> {
    let said = NewPassword { current: fields.secret("current"), password: fields.secret("password") };
    match web.app.change_password(&person.signed, said, caller.address()).await {
        Ok(ended) => Ok(page::go(&web, "/me", "good", "access-password-changed", &[("n", &ended.to_string())])),
        Err(refusal) => {
            let user = &person.signed.user;
            let typed =
                context! { name => user.name.as_str(), language => user.language.as_str(), time_zone => user.time_zone.as_str() };
            let wrong = Wrong::of(&web, language(&person), refusal)?;
            draw(&web, &person, &headers, Form::Password, typed, &wrong).await
        }
    }
}

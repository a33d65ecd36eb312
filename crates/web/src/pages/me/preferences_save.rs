//! `POST /me/preferences`: theme, density or rail, from any page.

use app::access::Preferences;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::show::language;
use crate::{Web, error::Fault, page, pages::access::fields::Fields, request::Person};

/// How long a browser keeps how its rail is folded, seconds: a year.
const RAIL_SECONDS: i64 = 365 * 24 * 3_600;

/// Saves what was given and goes back to the page it came from. The rail is the browser's own: a phone and a desk differ.
pub(super) async fn act(State(web): State<Web>, person: Person, fields: Fields) -> Result<Response, Fault> {
    let said = Preferences { theme: fields.given("theme"), density: fields.given("density") };
    let saved = web.app.save_preferences(&person.signed, said).await;
    saved.map_err(|refusal| Fault::page(&web, language(&person), refusal))?;
    let back = fields.given("return_to").or_else(|| fields.given("here")).filter(|back| !back.is_empty()).unwrap_or("/me");
    let response = page::go_on(back);
    match fields.given("rail").filter(|rail| matches!(*rail, "narrow" | "wide")) {
        // Not `HttpOnly`: the page's script reads it to fold the rail before the first line is drawn.
        Some(rail) => {
            let cookie = format!("rail={rail}; Path=/; SameSite=Lax; Max-Age={RAIL_SECONDS}");
            Ok(([(axum::http::header::SET_COOKIE, cookie)], response).into_response())
        }
        None => Ok(response),
    }
}

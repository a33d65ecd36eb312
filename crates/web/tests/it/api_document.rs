//! The OpenAPI document.

use web::{Gate, api::document};

/// A change of what scripts see is a change of this file, and is read by whoever reviews it.
#[test]
fn the_document_is_the_one_that_was_agreed_on() {
    insta::assert_json_snapshot!("openapi", document());
}

#[test]
fn every_address_that_takes_a_token_says_what_it_does() {
    let silent: Vec<String> = web::routes()
        .iter()
        .filter(|route| route.gate == Gate::Token && route.says.is_none())
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn a_read_token_never_meets_a_get_that_writes() {
    let wrong: Vec<&str> = web::routes()
        .iter()
        .filter_map(|route| route.says.as_ref().map(|says| (route, says)))
        .filter(|(route, says)| (route.method == axum::http::Method::GET) == says.writes)
        .map(|(route, _)| route.path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

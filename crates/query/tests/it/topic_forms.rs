//! From a filled form to a query.

use proptest::prelude::*;
use query::{TopicForm, parse};

fn list(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn a_form_makes_a_canonical_query() {
    let form = TopicForm {
        names: list(&["Décathlon", "Decathlon", "L'Atelier du Vélo"]),
        spellings: list(&["décatlon", " "]),
        handles: list(&["@Decathlon", "DecathlonFR", "https://mastodon.social/@deca"]),
        hashtags: list(&["#aFondLaForme"]),
        products: list(&["Quechua \"2 seconds\"", "Rockrider AND Co"]),
        context: list(&["sport", "vélo"]),
        exclude: list(&["marathon de Paris", "NOT"]),
        languages: list(&["fr", "en", "français!"]),
    };
    insta::assert_snapshot!(form.to_query());
}

#[test]
fn empty_parts_vanish() {
    let check = |form: TopicForm, expect: &str| assert_eq!(form.to_query(), expect);
    check(TopicForm::default(), "");
    check(TopicForm { names: list(&["Acme"]), ..TopicForm::default() }, "acme");
    check(TopicForm { names: list(&["Acme", "ACME", "???", ""]), ..TopicForm::default() }, "acme");
    check(TopicForm { exclude: list(&["a"]), languages: list(&["fr"]), ..TopicForm::default() }, "");
    check(TopicForm { names: list(&["a"]), languages: list(&["fr"]), ..TopicForm::default() }, "a AND lang:fr");
    check(TopicForm { names: list(&["a b"]), exclude: list(&["c"]), ..TopicForm::default() }, "\"a b\" AND NOT c");
}

proptest! {
    #[test]
    fn whatever_is_typed_makes_a_query_that_reads(names in prop::collection::vec(any::<String>(), 0..3), other in any::<String>()) {
        let form = TopicForm { names, handles: vec![other.clone()], exclude: vec![other.clone()], languages: vec![other], ..TopicForm::default() };
        let text = form.to_query();
        if !text.is_empty() {
            let parsed = parse(&text);
            prop_assert_eq!(parsed.query.map(|query| query.to_string()), Some(text));
        }
    }
}

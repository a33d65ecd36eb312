//! From a filled form to a query.

use proptest::prelude::*;
use query::{Field, ProblemKind, Remark, TopicForm, parse};

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

#[test]
fn languages_are_read_by_code_and_by_name() {
    let query =
        |languages: &[&str]| TopicForm { names: list(&["a"]), languages: list(languages), ..TopicForm::default() }.to_query();
    assert_eq!(query(&["français, anglais"]), "a AND (lang:fr OR lang:en)");
    assert_eq!(query(&["FR; en", "German\nFR"]), "a AND (lang:fr OR lang:en OR lang:de)");
    assert_eq!(query(&["fr en"]), "a AND (lang:fr OR lang:en)");
    let unknown = query(&["klingon"]);
    let problems = parse(&unknown).problems;
    let [problem] = problems.as_slice() else { panic!("one problem: {problems:?}") };
    assert!(matches!(&problem.kind, query::ProblemKind::BadValue(query::Field::Lang, value) if value == "klingon"));
    assert!(unknown[problem.span.clone()].contains("klingon"));
    assert_eq!(parse("a lang:Français").query, parse("a lang:fr").query);
}

#[test]
fn a_copied_address_gives_the_handle() {
    for handle in ["https://instagram.com/solenne/?hl=fr", "@solenne/", "https://x.com/@solenne?s=20", "solenne"] {
        assert_eq!(TopicForm { handles: list(&[handle]), ..TopicForm::default() }.to_query(), "@solenne", "{handle}");
    }
}

#[test]
fn what_cannot_be_asked_as_it_was_written_is_told() {
    let remarks = |names: &[&str]| TopicForm { names: list(names), ..TopicForm::default() }.remarks();
    assert_eq!(remarks(&["Solenne", "L'Atelier", "Yahoo!", "A&B", "St. Jean", "#solenne", "", "https://a.example/"]), []);
    assert_eq!(remarks(&["C++"]), [Remark::ReadAs("C++".to_owned(), "c".to_owned())]);
    assert_eq!(remarks(&[".NET Core"]), [Remark::ReadAs(".NET Core".to_owned(), "\"net core\"".to_owned())]);
    assert_eq!(remarks(&["+++"]), [Remark::LeftOut("+++".to_owned())]);
    assert_eq!(TopicForm { handles: list(&["@"]), ..TopicForm::default() }.remarks(), [Remark::LeftOut("@".to_owned())]);
}

proptest! {
    #[test]
    fn whatever_is_typed_as_a_language_is_read_or_told(language in any::<String>()) {
        let text = TopicForm { names: list(&["a"]), languages: vec![language], ..TopicForm::default() }.to_query();
        let parsed = parse(&text);
        let is_told = parsed.problems.iter().all(|problem| matches!(problem.kind, ProblemKind::BadValue(Field::Lang, _)));
        prop_assert!(parsed.query.is_some() || is_told, "{} {:?}", text, parsed.problems);
    }

    #[test]
    fn whatever_is_typed_makes_a_query_that_reads(names in prop::collection::vec(any::<String>(), 0..3), other in any::<String>()) {
        let form = TopicForm { names, handles: vec![other.clone()], exclude: vec![other], languages: vec!["fr".to_owned()], ..TopicForm::default() };
        let text = form.to_query();
        if !text.is_empty() {
            let parsed = parse(&text);
            prop_assert_eq!(parsed.query.map(|query| query.to_string()), Some(text));
        }
    }
}

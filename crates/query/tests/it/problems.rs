//! What is refused and warned of, with its place and its sentences.

use query::{Dialect, Language, Parsed, Severity, Statistics, parse, parse_with};

fn told(text: &str, parsed: &Parsed) -> String {
    let mut lines = vec![text.to_owned()];
    for problem in &parsed.problems {
        let severity = if problem.severity() == Severity::Error { "error" } else { "warning" };
        lines.push(format!("  {severity} {:?} “{}”", problem.span, &text[problem.span.clone()]));
        lines.push(format!("    {}", problem.sentence(Language::English)));
        lines.push(format!("    {}", problem.sentence(Language::French)));
    }
    if parsed.problems.is_empty() {
        lines.push("  nothing to say".to_owned());
    }
    lines.join("\n")
}

/// Good and bad queries, each told below with all there is to say of it.
const TEXTS: [&str; 97] = [
    "title:-a",
    "title:NOT a",
    "author:-lea",
    "ATLEAST/2 NOT a",
    "title:stem(run)",
    "stem(ab*)",
    "/a b/ AND c",
    "a near/5 b",
    "lang:klingon",
    "et /r/rust /u/x/",
    "",
    "   ",
    "<<<rien>>>",
    "NOT a",
    "-a -b",
    "a OR NOT b",
    "*a",
    "a*",
    "#a*",
    "\"* a\"",
    "\"a *\"~3",
    "東*京",
    "(a AND b) NEAR/5 c",
    "a NEAR/5 NOT b",
    "a NEAR/5 lang:fr",
    "(ATLEAST/2 a) NEAR/5 b",
    "(a b) SENTENCE c",
    "ATLEAST/2 (a b)",
    "a NEAR/x b",
    "a NEAR b",
    "a NEAR/0 b",
    "a NEAR/99999 b",
    "\"a b\"~",
    "\"a b\"~x",
    "ATLEAST a",
    "titel:a",
    "auteur:x",
    "re:invent",
    "a \"b c",
    "(a",
    "a)",
    "{a",
    "a}",
    "a <<<b",
    "[[a",
    "rating:[1 2]",
    "rating:[1 TO",
    "a AND",
    "OR a",
    "a AND OR b",
    "NOT",
    "a NEAR/5",
    "()",
    "title:",
    "title: a",
    "site:(a OR lang:fr)",
    "title:(site:a)",
    "rating:bon",
    "kind:journal",
    "published:hier",
    "published:[2026 TO demain]",
    "published:2026-02-30",
    "lang:[a TO b]",
    "a /b(/",
    "a /b(?=c)/",
    "a /(\\w{99}){99}/",
    "/a+/",
    "a OR /b+/",
    "stem(a b)",
    "stem()",
    "[[inconnue]]",
    "[[moi]]",
    "[[cassée]]",
    "[[concurrents]] avis",
    "a & b",
    "R&D",
    "- a",
    "\"\"",
    "a or b",
    "a and b",
    "a not b",
    "or",
    "a b OR c",
    "(a b) OR c",
    "a OR b NOT c",
    "vraiment?",
    "a OR a",
    "a (a OR b)",
    "a OR (a b)",
    "a OR \"a b\"",
    "app* OR apple",
    "a -a",
    "rating:[5 TO 1]",
    "a AND published:[2027 TO 2026]",
    "site:",
    "a é",
    "l'Oréal OR loreal",
];

#[test]
fn every_problem_has_its_place_and_its_sentences() {
    let saved = |name: &str| match name {
        "concurrents" => Some("acme OR globex".to_owned()),
        "moi" => Some("a OR [[moi]]".to_owned()),
        "cassée" => Some("(a".to_owned()),
        _ => None,
    };
    let all: Vec<String> = TEXTS.iter().map(|text| told(text, &parse_with(Dialect::Parvis, text, &saved))).collect();
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn an_unknown_field_names_the_nearest() {
    for (written, expect) in
        [("titel", "title"), ("langue", "lang"), ("autor", "author"), ("publised", "published"), ("sit", "site")]
    {
        let problems = parse(&format!("{written}:a")).problems;
        let sentence = problems.first().map(|problem| problem.sentence(Language::English)).unwrap_or_default();
        assert!(sentence.contains(&format!("“{expect}:”")), "{written}: {sentence}");
    }
}

#[test]
fn the_archive_warns_of_common_and_absent_terms() {
    let query = parse("bonjour AND marqe AND \"bonjour toi\" NOT absent").query.unwrap();
    assert_eq!(query.terms(), ["bonjour", "marqe", "toi"]);
    let counts = [("bonjour", 60), ("marqe", 0), ("toi", 500), ("absent", 0)];
    let counts = counts.map(|(term, count)| (term.to_owned(), count)).into_iter().collect();
    let warnings = query.warnings(&Statistics { documents: 1000, counts });
    let told: Vec<String> = warnings.iter().map(|warning| warning.sentence(Language::French)).collect();
    assert_eq!(
        told,
        [
            "« bonjour » est dans 6,0 % de l’archive : il ramènera énormément.",
            "« marqe » n’a jamais été trouvé dans l’archive : vérifiez son orthographe.",
        ]
    );
    assert!(warnings.iter().all(|warning| warning.severity() == Severity::Warning));
    assert_eq!(query.warnings(&Statistics::default()), []);
}

#[test]
fn french_sentences_show_french_examples() {
    for text in ["a NEAR/x b", "\"a b\"~x", "ATLEAST/x a"] {
        for problem in parse(text).problems {
            let sentence = problem.sentence(Language::French);
            assert!(!sentence.contains("delivery") && !sentence.contains("word"), "{sentence}");
        }
    }
}

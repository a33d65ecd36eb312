//! What would break a careless parser or evaluator must end soon and say so.

use query::{
    Analysis, Candidates, DEPTH_MAX, Dialect, Document, INDEX_TERM_BYTES_MAX, LEAVES_MAX, Matcher, Parsed, ProblemKind,
    QUERY_BYTES_MAX, StandingQueries, candidates, parse, parse_with,
};

fn is_refused(parsed: &Parsed, kind: &ProblemKind) -> bool {
    parsed.query.is_none() && parsed.problems.iter().any(|problem| &problem.kind == kind)
}

/// What the plain evaluator says, which the index must say too.
fn matches(query: &str, body: &str) -> bool {
    let parsed = parse(query).query.expect(query);
    let document = Document { body, ..Document::default() };
    let mut analysis = Analysis::new();
    analysis.read(&document);
    let holds = parsed.matches(&analysis, &document, 0);
    let mut standing = StandingQueries::default();
    standing.add(&parsed);
    let found = standing.standing().matches(&analysis, &document, 0, &mut Matcher::default()).len();
    assert_eq!(found, usize::from(holds), "the index says otherwise of {query}");
    holds
}

#[test]
fn ten_thousand_leaves_work_and_one_more_does_not() {
    let words = |count: usize| (0..count).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" OR ");
    let query = parse(&words(LEAVES_MAX)).query.unwrap();
    assert_eq!(query.leaves(), LEAVES_MAX);
    assert!(is_refused(&parse(&words(LEAVES_MAX + 1)), &ProblemKind::TooManyLeaves));
}

#[test]
fn nesting_is_refused_beyond_its_limit_however_it_is_made() {
    let nested = |count: usize| format!("{}a{}", "(".repeat(count), ")".repeat(count));
    assert!(parse(&nested(usize::from(DEPTH_MAX) - 1)).query.is_some());
    for text in [
        nested(10_000),
        "(".repeat(10_000),
        ")".repeat(10_000),
        "title:".repeat(10_000),
        format!("{}a", "ATLEAST/2 ".repeat(10_000)),
        format!("a{}", " NEAR/5 a".repeat(9_000)),
        "(a OR (b AND ".repeat(5_000),
    ] {
        assert!(parse(&text).query.is_none(), "{}", &text[..40]);
    }
    assert!(is_refused(&parse(&nested(10_000)), &ProblemKind::TooDeep));
    assert!(is_refused(&parse(&format!("a{}", " NEAR/5 a".repeat(100))), &ProblemKind::TooDeep));
    assert!(parse(&format!("{}a", "NOT ".repeat(10_000))).query.is_some());
    assert!(parse(&format!("{}a", "-".repeat(10_000))).query.is_some());
}

#[test]
fn a_query_longer_than_its_limit_is_refused() {
    let long = "a ".repeat(QUERY_BYTES_MAX / 2 + 1);
    assert!(is_refused(&parse(&long), &ProblemKind::TooLong));
}

#[test]
fn saved_queries_cannot_loop_or_multiply_without_end() {
    let loops = |name: &str| Some(format!("[[{}]] OR a", if name == "one" { "two" } else { "one" }));
    let parsed = parse_with(Dialect::Parvis, "[[one]]", &loops);
    assert!(is_refused(&parsed, &ProblemKind::SavedLoop("one".to_owned())), "{:?}", parsed.problems);
    let chain = |name: &str| Some(format!("[[{}]] OR a", name.parse::<u32>().ok()? + 1));
    assert!(is_refused(&parse_with(Dialect::Parvis, "[[0]]", &chain), &ProblemKind::TooDeep));
    let doubling = |name: &str| match name.parse::<u32>().ok()? {
        20 => Some("a".to_owned()),
        level => Some(format!("[[{}]] OR [[{}]]", level + 1, level + 1)),
    };
    assert!(is_refused(&parse_with(Dialect::Parvis, "[[0]]", &doubling), &ProblemKind::TooManyLeaves));
}

#[test]
fn a_word_of_a_megabyte_is_known_by_its_beginning() {
    let word = "a".repeat(1 << 20);
    assert!(matches("ab* OR aa*", &word));
    assert!(matches(&"a".repeat(5_000), &word));
    assert!(!matches("a", &word));
    let query = parse(&"é".repeat(500)).query.unwrap();
    assert_eq!(candidates(&query), Candidates::Term("e".repeat(INDEX_TERM_BYTES_MAX)));
}

#[test]
fn everything_near_everything_ends() {
    let text = "a ".repeat(40_000);
    assert!(matches("a NEAR/100 a NEAR/100 a NEAR/100 a", &text));
    assert!(!matches("(a NEAR/100 a NEAR/100 a) NEAR/100 b", &text));
    assert!(!matches("(a SENTENCE a) NEAR/5 b", &text));
    assert!(matches("\"a a a a a\"~100", &text));
    assert!(!matches("\"a a a a b\"", &text));
    assert!(matches("ATLEAST/10000 (a NEAR/5 a)", &text));
    assert!(matches("a AND /(a|b)*/", &text));
}

#[test]
fn a_text_of_one_word_for_five_megabytes_ends_proximities() {
    let text = "a ".repeat(5 << 19);
    assert!(matches("a NEAR/5 a NEAR/5 a NEAR/5 a", &text));
    assert!(!matches("(a NEAR/5 a) NEAR/5 b", &text));
    assert!(matches("\"a a a\" SENTENCE (a OR b)", &text));
    assert!(!matches("a NOT {a}", &text));
}

#[test]
fn ten_thousand_queries_about_one_word_stand() {
    let text = "a ".repeat(10_000);
    let document = Document { body: &text, ..Document::default() };
    let mut analysis = Analysis::new();
    analysis.read(&document);
    let mut standing = StandingQueries::default();
    for number in 0..10_000 {
        let text = if number % 2 == 0 { format!("a NOT b{number}") } else { format!("a AND b{number}") };
        standing.add(&parse(&text).query.unwrap());
    }
    assert_eq!(standing.standing().matches(&analysis, &document, 0, &mut Matcher::default()).len(), 5_000);
    let words = (0..LEAVES_MAX).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" OR ");
    let number = standing.add(&parse(&words).query.unwrap());
    let document = Document { body: "w9999", ..Document::default() };
    analysis.read(&document);
    assert_eq!(standing.standing().matches(&analysis, &document, 0, &mut Matcher::default()), [number]);
}

#[test]
fn one_letter_for_five_megabytes_is_read() {
    let mut analysis = Analysis::new();
    let text = "a".repeat(5 << 20);
    analysis.read(&Document { body: &text, ..Document::default() });
    assert_eq!(analysis.words(), 1);
    let text = "東".repeat(1 << 20);
    analysis.read(&Document { body: &text, ..Document::default() });
    assert_eq!(analysis.words(), 1 << 20);
}

#[test]
fn nul_and_broken_characters_are_no_words() {
    assert!(matches("a", "\0a\u{FFFD} \u{FFFE}"));
    assert!(is_refused(&parse("\0"), &ProblemKind::Empty));
}

//! Queries, one a line, and after an empty line a title and a body: the index says what the plain evaluator says, also after
//! every second query was replaced by its neighbour.
#![no_main]

use libfuzzer_sys::fuzz_target;
use query::{Analysis, Document, Matcher, Query, StandingQueries, parse};

fn check(standing: &StandingQueries, queries: &[Query], document: &Document<'_>) {
    let mut analysis = Analysis::new();
    analysis.read(document);
    let expected: Vec<u32> =
        (0_u32..).zip(queries).filter(|(_, query)| query.matches(&analysis, document, 0)).map(|(number, _)| number).collect();
    let standing = standing.standing();
    assert_eq!(standing.matches(&analysis, document, 0, &mut Matcher::default()), expected);
}

fuzz_target!(|text: &str| {
    let Some((queries, said)) = text.split_once("\n\n") else { return };
    let mut queries: Vec<Query> = queries.lines().take(16).filter_map(|line| parse(line).query).collect();
    let (title, body) = said.split_once('\n').unwrap_or(("", said));
    let document = Document { title, body, ..Document::default() };
    let mut standing = StandingQueries::default();
    for query in &queries {
        standing.add(query);
    }
    check(&standing, &queries, &document);
    for at in (1..queries.len()).step_by(2) {
        queries[at] = queries[at - 1].clone();
        assert!(standing.replace(at as u32, &queries[at]));
    }
    check(&standing, &queries, &document);
});

//! Any text in any dialect: problems have their place and their sentence, and what is read is read again from what is printed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use query::{Dialect, Language, parse, parse_as, print};

fuzz_target!(|data: &[u8]| {
    let Some((dialect, text)) = data.split_first() else { return };
    let dialect = Dialect::ALL[usize::from(*dialect) % Dialect::ALL.len()];
    let Ok(text) = std::str::from_utf8(text) else { return };
    let parsed = parse_as(dialect, text);
    for problem in &parsed.problems {
        assert!(text.get(problem.span.clone()).is_some());
        assert!([Language::English, Language::French].iter().all(|language| !problem.sentence(*language).is_empty()));
    }
    match parsed.query {
        Some(query) => {
            let printed = print(&query);
            assert_eq!(parse(&printed).query.as_ref(), Some(&query), "{printed}");
        }
        None => assert!(!parsed.problems.is_empty()),
    }
});

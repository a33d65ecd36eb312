//! Any text: it is read without harm, and again into the same buffer to the same words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use query::{Analysis, Document, fold};

fuzz_target!(|text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or(("", text));
    let document = Document { title, body, ..Document::default() };
    let mut analysis = Analysis::new();
    analysis.read(&document);
    let words = analysis.words();
    let terms: Vec<String> = analysis.index_terms().map(str::to_owned).collect();
    analysis.read(&document);
    assert_eq!(analysis.words(), words);
    assert!(analysis.index_terms().eq(terms.iter().map(String::as_str)));
    for term in &terms {
        assert_eq!(&fold(&fold(term)), &fold(term));
    }
});

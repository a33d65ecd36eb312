//! The same Booleans of words held by the crate `mokaccino`, in the same run. Neither side's time has the reading of texts in it,
//! nor the making of the other crate's documents.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use mokaccino::prelude::{CNFQueryable, Document as Words, Percolator, Query as Cnf};
use query::{Analysis, Matcher, StandingQueries, parse};

use crate::{
    COMPARED, ROUNDS, Texts, document, learnt, median,
    mix::{Boolean, Mix},
};

/// Texts that both are asked about.
const TEXTS: usize = 500;

fn any(words: &[String]) -> Option<Cnf> {
    words.iter().map(|word| "word".has_value(word.as_str())).reduce(|all, word| all | word)
}

fn cnf(boolean: &Boolean) -> Option<Cnf> {
    let groups = boolean.groups.iter().filter_map(|words| any(words));
    let others = boolean.others.iter().map(|word| !"word".has_value(word.as_str()));
    groups.chain(others).reduce(|all, clause| all & clause)
}

/// How many times the time of the standing queries the other crate takes for the Booleans of words among so many queries.
pub(crate) fn measure(mix: &Mix, texts: &Texts) {
    let booleans: Vec<Boolean> = mix.queries(COMPARED).filter_map(|asked| asked.boolean).collect();
    let sample: Texts = texts.iter().step_by((texts.len() / TEXTS).max(1)).take(TEXTS).cloned().collect();
    let mut standing = StandingQueries::new(learnt(texts));
    let mut percolator = Percolator::default();
    for boolean in &booleans {
        if let (Some(query), Some(cnf)) = (parse(&boolean.text()).query, cnf(boolean)) {
            standing.add(&query);
            percolator.add_query(cnf);
        }
    }
    let percolator = percolator.optimized();
    let standing = standing.standing();
    let (mut analysis, mut matcher) = (Analysis::new(), Matcher::default());
    // One after the other, so that neither pushes the other out of the processor's caches.
    let mut once = || {
        let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
        let (mut found, mut percolated) = (0, 0);
        for text in &sample {
            let document = document(text);
            analysis.read(&document);
            let began = Instant::now();
            found += standing.matches(&analysis, &document, 0, &mut matcher).len();
            ours += began.elapsed();
        }
        for text in &sample {
            analysis.read(&document(text));
            let words: BTreeSet<&str> = analysis.index_terms().collect();
            let words = words.into_iter().fold(Words::default(), |all, word| all.with_value("word", word));
            let began = Instant::now();
            percolated += percolator.percolate(&words).count();
            theirs += began.elapsed();
        }
        assert_eq!(found, percolated, "the two do not agree");
        theirs.as_secs_f64() / ours.as_secs_f64()
    };
    let ratios = (0..ROUNDS).map(|_| once()).collect();
    println!("booleans {}", booleans.len());
    println!("mokaccino {}", median(ratios));
}

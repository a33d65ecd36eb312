//! The standing queries hold for what the plain evaluator says, whatever was added, replaced and taken away before.

use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;
use query::{Analysis, Document, Fields, Frequencies, HasFlags, IsFlags, Matcher, Query, Standing, StandingQueries, parse};

use crate::properties::{asked, text};

/// Clauses that are filed and guarded by something else than a word.
const OTHERS: [&str; 27] = [
    "lang:fr",
    "lang:fr aa",
    "country:fr-ca OR bb",
    "kind:review",
    "is:reply ab",
    "has:image",
    "site:example.com",
    "site:example.com/blog cc",
    "tld:com aa",
    "link:other.fr",
    "url:blog",
    "author:jeanne",
    "author:\"jeanne aa\" OR cc",
    "source:aa",
    "tag:bb",
    "rating:[4 TO *]",
    "rating:[* TO 2] bb",
    "followers:[10 TO 20]",
    "published:7d aa",
    "published:[2026-01-01 TO *]",
    "aa NOT lang:fr",
    "a*b OR ab?",
    "aa*",
    "abc* lang:en",
    "stem(ab) OR cc",
    "/a+b?/ bb",
    "(aa OR /b+/) cc",
];

fn query() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => asked().prop_map(|asked| asked.text()),
        2 => prop::sample::select(&OTHERS[..]).prop_map(str::to_owned),
        1 => (asked(), prop::sample::select(&OTHERS[..])).prop_map(|(asked, other)| format!("({}) ({other})", asked.text())),
        1 => (asked(), prop::sample::select(&OTHERS[..])).prop_map(|(asked, other)| format!("({}) OR ({other})", asked.text())),
    ]
}

/// A document's texts and what is known of it.
#[derive(Clone, Debug)]
struct Said {
    title: String,
    body: String,
    url: Option<&'static str>,
    link: Option<&'static str>,
    author: Option<&'static str>,
    tag: Option<&'static str>,
    lang: Option<&'static str>,
    country: Option<&'static str>,
    kind: Option<&'static str>,
    rating: Option<f32>,
    followers: Option<u64>,
    published: Option<i64>,
    flag: bool,
}

fn said() -> impl Strategy<Value = Said> {
    let one_of = |values: &'static [&'static str]| prop::option::of(prop::sample::select(values));
    let addresses = (
        one_of(&["https://www.Example.com/blog/1", "http://a.example.com", "https://example.org/", "mailto:x@example.com"]),
        one_of(&["https://other.fr/x", "http://sub.other.fr", "other.fr"]),
    );
    let names = (one_of(&["Jeanne Aa", "aa", "Jean"]), one_of(&["bb", "Bb cc"]));
    let codes = (one_of(&["fr", "FR-ca", "en"]), one_of(&["fr-CA", "fr", "be"]), one_of(&["review", "news"]));
    let numbers = (
        prop::option::of(prop::sample::select(vec![1.0_f32, 4.0, 5.0])),
        prop::option::of(5_u64..25),
        prop::option::of(prop::sample::select(vec![0_i64, NOW_US - 1, NOW_US - 864_000_000_000])),
    );
    (text(), text(), addresses, names, codes, numbers, any::<bool>()).prop_map(
        |(title, body, (url, link), (author, tag), (lang, country, kind), (rating, followers, published), flag)| Said {
            title,
            body,
            url,
            link,
            author,
            tag,
            lang,
            country,
            kind,
            rating,
            followers,
            published,
            flag,
        },
    )
}

/// 2026-11-22, in microseconds.
const NOW_US: i64 = 1_795_305_600_000_000;

impl Said {
    /// Reads the document and calls with what was read.
    fn read(&self, analysis: &mut Analysis, mut call: impl FnMut(&Analysis, &Document<'_>)) {
        let links: Vec<&str> = self.link.into_iter().collect();
        let tags: Vec<&str> = self.tag.into_iter().collect();
        let fields = Fields {
            url: self.url,
            links: &links,
            author: self.author,
            tags: &tags,
            lang: self.lang,
            country: self.country,
            kind: self.kind,
            source: self.author,
            rating: self.rating,
            followers: self.followers,
            published: self.published,
            is: IsFlags { reply: self.flag, ..IsFlags::default() },
            has: HasFlags { image: self.flag, ..HasFlags::default() },
            ..Fields::default()
        };
        let document = Document { title: &self.title, body: &self.body, fields };
        analysis.read(&document);
        call(analysis, &document);
    }
}

/// What the plain evaluator and the standing queries say of a document.
fn both(queries: &BTreeMap<u32, Query>, standing: &Standing, said: &Said, matcher: &mut Matcher) -> (Vec<u32>, Vec<u32>) {
    let mut verdicts = (Vec::new(), Vec::new());
    said.read(&mut Analysis::new(), |analysis, document| {
        let holding = queries.iter().filter(|(_, query)| query.matches(analysis, document, NOW_US));
        verdicts = (holding.map(|(number, _)| *number).collect(), standing.matches(analysis, document, NOW_US, matcher).to_vec());
    });
    verdicts
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(600),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_index_says_what_the_evaluator_says(
        edits in prop::collection::vec((any::<prop::sample::Index>(), prop::option::weighted(0.8, query())), 1..30),
        learned in prop::collection::vec(said(), 0..6),
        documents in prop::collection::vec(said(), 1..6),
    ) {
        let frequencies = Arc::new(Frequencies::new());
        learned.iter().for_each(|said| said.read(&mut Analysis::new(), |analysis, _| frequencies.learn(analysis)));
        let mut standing = StandingQueries::new(frequencies);
        let mut matcher = Matcher::default();
        let mut queries: BTreeMap<u32, Query> = BTreeMap::new();
        let middle = edits.len() / 2;
        let mut before = None;
        for (at, (which, edit)) in edits.iter().enumerate() {
            if at == middle {
                before = Some((queries.clone(), standing.standing()));
            }
            // Now one that stands, now one that does not.
            let number = which.index(queries.len() + 2) as u32;
            match edit.as_deref().map(|text| parse(text).query) {
                Some(Some(query)) if queries.contains_key(&number) => {
                    prop_assert!(standing.replace(number, &query));
                    queries.insert(number, query);
                }
                Some(Some(query)) => {
                    prop_assert!(!standing.replace(number, &query));
                    prop_assert!(queries.insert(standing.add(&query), query).is_none());
                }
                Some(None) => {}
                None => prop_assert_eq!(standing.remove(number), queries.remove(&number).is_some()),
            }
        }
        prop_assert_eq!(standing.len(), queries.len());
        let mut fresh = StandingQueries::default();
        let numbered: BTreeMap<u32, Query> = queries.values().map(|query| (fresh.add(query), query.clone())).collect();
        for said in &documents {
            let (expected, found) = both(&queries, &standing.standing(), said, &mut matcher);
            prop_assert_eq!(&found, &expected, "{:?}", queries);
            let (expected, found) = both(&numbered, &fresh.standing(), said, &mut Matcher::default());
            prop_assert_eq!(found, expected);
            let (queries, standing) = before.as_ref().unwrap();
            let (expected, found) = both(queries, standing, said, &mut matcher);
            prop_assert_eq!(found, expected, "an edit reached a copy made before it");
        }
    }
}

#[test]
fn nothing_is_left_of_queries_that_were_taken_away() {
    let mut standing = StandingQueries::default();
    let empty = standing.bytes();
    for round in 0..3 {
        let text = |id: u32| format!("w{id} OR \"a{round} b{id}\" OR p{id}*");
        let numbers: Vec<u32> = (0..500).map(|id| standing.add(&parse(&text(id)).query.unwrap())).collect();
        assert!(numbers.iter().all(|number| *number < 500 && standing.remove(*number)));
        assert!(standing.is_empty() && !standing.remove(0));
    }
    let said = Document { body: "w1 w2 a1 b1 p11", ..Document::default() };
    let mut analysis = Analysis::new();
    analysis.read(&said);
    assert!(standing.standing().matches(&analysis, &said, 0, &mut Matcher::default()).is_empty());
    assert!(standing.bytes() < empty + (1 << 20), "{} bytes after all were taken away", standing.bytes());
}

#[test]
fn matching_allocates_nothing_once_it_is_warm() {
    let queries = [
        "brand AND (price OR quality)",
        "\"customer service\"",
        "\"customer * service\" OR absent",
        "customer NEAR/5 (service OR \"the price\")",
        "service SENTENCE price",
        "ATLEAST/2 service",
        "pri* AND custom?r",
        "{Brand} NOT absent",
        "title:brand",
        "\"one two\" OR brand",
    ];
    let mut standing = StandingQueries::default();
    for query in queries {
        standing.add(&parse(query).query.unwrap());
    }
    let standing = standing.standing();
    let document = Document {
        title: "Brand and its price",
        body: "The customer service of Brand is good. Its service tells the price to each customer. Quality, l'été, 東京!",
        ..Document::default()
    };
    let (mut analysis, mut matcher) = (Analysis::new(), Matcher::default());
    let mut once = || {
        analysis.read(&document);
        standing.matches(&analysis, &document, 0, &mut matcher).len()
    };
    let warm = once();
    assert_eq!(warm, 9);
    let mut again = 0;
    let counted = allocation_counter::measure(|| again = once());
    assert_eq!((again, counted.count_total), (warm, 0));
}

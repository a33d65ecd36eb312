//! The brand's topics read against sixty days of talk, by the judge that the program itself uses.

#![expect(clippy::print_stdout, reason = "the figures are there to be read")]

use std::sync::LazyLock;

use domain::SafeHtml;
use query::{Analysis, Document, Fields, Query};

use super::{
    brand::TOPICS,
    talk::{self, Said},
};

/// Every document with its plain text, told once for all tests.
static TOLD: LazyLock<Vec<(Said, String)>> = LazyLock::new(|| {
    let now = "2026-11-21T21:00:00Z".parse().unwrap();
    talk::past(super::SEED, now, 60)
        .map(|said| {
            let text = SafeHtml::sanitise(&said.html, None).to_text();
            (said, text)
        })
        .collect()
});

/// For each topic, the places in [`TOLD`] of what it catches. Each text is analysed once, as the program does.
static CAUGHT: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let queries: Vec<Query> = TOPICS.iter().map(|topic| query_of(topic.name.french, topic.query)).collect();
    let mut caught = vec![Vec::new(); queries.len()];
    let mut analysis = Analysis::new();
    for (place, (said, text)) in TOLD.iter().enumerate() {
        let fields = Fields { lang: Some(said.language.code()), ..Fields::default() };
        let document = Document { title: &said.title, body: text, fields };
        analysis.read(&document);
        for (query, caught) in queries.iter().zip(&mut caught) {
            if query.matches(&analysis, &document, said.published.as_microsecond()) {
                caught.push(place);
            }
        }
    }
    caught
});

fn query_of(name: &str, query: &str) -> Query {
    let parsed = query::parse(query);
    assert!(parsed.problems.is_empty(), "{name}: {:?}", parsed.problems);
    parsed.query.unwrap()
}

fn caught(topic: &str) -> Vec<&'static (Said, String)> {
    let place = TOPICS.iter().position(|other| other.name.french == topic).unwrap();
    CAUGHT[place].iter().map(|place| &TOLD[*place]).collect()
}

fn whole((said, text): &(Said, String)) -> String {
    format!("{} {text}", said.title)
}

/// That the topic catches a share of the talk between two bounds (in percent), and nothing that holds one of those words.
fn check(topic: &str, percent: (f64, f64), never: &[&str]) {
    let caught = caught(topic);
    let share = 100.0 * caught.len() as f64 / TOLD.len() as f64;
    println!("{topic}: {} mentions, {share:.1} %", caught.len());
    for document in &caught {
        let text = whole(document);
        assert!(never.iter().all(|word| !text.contains(word)), "{topic} caught: {text}");
    }
    assert!((percent.0..percent.1).contains(&share), "{topic}: {share:.1} %");
}

#[test]
fn the_topics_catch_a_lifelike_share_and_no_trap() {
    check("Solenne", (15.0, 45.0), &["Solenne Martin", "prénom", "first name"]);
    check("Alto", (4.0, 20.0), &["saxophone", "Quatuor", "pupitre", "Chorale"]);
    check("Brume", (1.0, 10.0), &["météo", "Météo", "visibilité", "brume se"]);
    check("Lisière 28 L", (1.0, 10.0), &[]);
    check("Névé", (4.0, 20.0), &["Glaciologie", "névé du", "un névé"]);
    check("Karst", (3.0, 20.0), &["Spéléologie", "Grottes", "spéléo", "Cave survey"]);
    check("Réparation", (2.0, 15.0), &[]);
    check("Camille Aubry", (0.2, 3.0), &["handball", "Handball"]);
}

#[test]
fn the_zip_is_heard_as_soon_as_it_is_said() {
    let first = caught("Alto").into_iter().find(|(_, text)| text.contains("la fermeture lâche encore")).unwrap();
    assert_eq!(first.0.source, "forum-rando");
    assert!(caught("Alto").iter().any(|(said, _)| said.author == "Grand Pas"));
}

#[test]
fn who_names_the_jacket_of_the_brand_is_heard() {
    let heard: Vec<&str> = caught("Alto").iter().map(|(said, _)| said.guid.as_str()).collect();
    let named: Vec<_> =
        TOLD.iter().filter(|told| whole(told).contains("veste Alto") || whole(told).contains("Alto jacket")).collect();
    let missed = named.iter().filter(|(said, _)| !heard.contains(&said.guid.as_str())).count();
    println!("the jacket is named {} times, {missed} of them unheard", named.len());
    assert_eq!(missed, 0);
}

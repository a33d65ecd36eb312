//! A topic that is looked after: its texts and why, what an edit changes, labels and what they say, what was missed, what came from
//! other tools.

use app::{
    Noun, Refusal,
    listen::{
        filter::MentionFilter,
        query_import::read_queries,
        topic_save::{Asked, TopicDraft},
    },
};
use domain::{Hat, proportion::Proportion};
use jiff::tz::TimeZone;
use query::Dialect;
use store::{Id, document::Document, topic::Topic};
use testkit::{TestApp, said};

const DAY_US: i64 = 24 * 3_600_000_000;

fn draft(name: &str, query: &str) -> TopicDraft {
    TopicDraft { name: name.to_owned(), kind: "theme".to_owned(), asked: Asked::Text(query.to_owned()) }
}

/// Says these at the site, each an hour before the one before it.
async fn tell(t: &TestApp, documents: &[(&str, &str)]) {
    let source = t.source("https://site.example/feed").await;
    let documents = documents.iter().enumerate().map(|(at, (title, text))| {
        let place = i64::try_from(at).unwrap();
        said(&format!("https://site.example/{at}"), title, text, t.now() - 3_600_000_000 * place)
    });
    t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
}

async fn document(t: &TestApp, n: usize) -> Id<Document> {
    let found = t.app.find_documents(&t.actor(), &format!("https://site.example/{n}")).await.unwrap();
    found[0].id
}

async fn label(t: &TestApp, topic: Id<Topic>, n: usize, relevant: Option<bool>) {
    let id = document(t, n).await;
    assert_eq!(t.app.label_documents(&t.actor(), topic, &[id], relevant).await.unwrap(), 1);
}

#[tokio::test]
async fn texts_are_kept_with_who_and_why_and_an_earlier_one_comes_back_as_a_new_one() {
    TestApp::each(|t| async move {
        let (app, actor) = (&t.app, t.actor());
        let id = app.save_topic(&actor, None, &draft("Solenne", "solenne")).await.unwrap();
        let edited = draft("Solenne", "solenne NOT prénom");
        app.save_topic_because(&actor, Some(id), &edited, " des  prénoms ").await.unwrap();
        let texts = t.reader().topic_versions(id).await.unwrap();
        assert_eq!((texts[0].version, texts[0].reason.as_str(), texts[0].restores), (2, "des prénoms", None));
        assert_eq!(texts[0].user_id, Some(t.owner));
        app.revert_topic(&actor, id, 1, "trop étroit").await.unwrap();
        let texts = t.reader().topic_versions(id).await.unwrap();
        assert_eq!((texts[0].version, texts[0].query.as_str(), texts[0].restores), (3, "solenne", Some(1)));
        assert!(t.reader().open_job("search", &id.to_string()).await.unwrap().is_some());
        let again = app.revert_topic(&actor, id, 1, "").await;
        assert!(matches!(again, Err(Refusal::Invalid { field: "version", why: "current" })));
        assert!(matches!(app.revert_topic(&actor, id, 9, "").await, Err(Refusal::NoSuch(Noun::Version))));
        let long = "x".repeat(301);
        let refused = app.save_topic_because(&actor, Some(id), &draft("Solenne", "karst"), &long).await;
        assert!(matches!(refused, Err(Refusal::Invalid { field: "reason", why: "too_long" })));
        let analyst = t.actor_with(t.owner, &[Hat::Analyst]);
        assert!(matches!(app.revert_topic(&analyst, id, 2, "").await, Err(Refusal::NotAllowed(_))));
        assert_eq!(t.reader().topic_versions(id).await.unwrap().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_earlier_text_does_not_come_back_when_another_topic_could_not_be_asked_by_it() {
    TestApp::each(|t| async move {
        let (app, actor) = (&t.app, t.actor());
        let zip = app.save_topic(&actor, None, &draft("Zip", "zip")).await.unwrap();
        let both = app.save_topic(&actor, None, &draft("Panne", "[[Zip]] AND casse")).await.unwrap();
        app.save_topic(&actor, Some(both), &draft("Panne", "panne")).await.unwrap();
        app.save_topic(&actor, Some(zip), &draft("Zip", "[[Panne]] OR zip")).await.unwrap();
        assert!(matches!(app.revert_topic(&actor, both, 1, "").await, Err(Refusal::Query(_) | Refusal::Invalid { .. })));
        assert_eq!(t.reader().topic(both).await.unwrap().unwrap().query, "panne");
    })
    .await;
}

#[tokio::test]
async fn an_edit_is_told_before_it_is_saved() {
    TestApp::each(|t| async move {
        tell(
            &t,
            &[
                ("Solenne, un prénom", "Rare."),
                ("La veste Solenne", "Chaude."),
                ("Karst ouvre", "Un magasin."),
                ("Rien", "Rien de tout cela."),
            ],
        )
        .await;
        let source = t.source("https://old.example/feed").await;
        let old = said("https://old.example/1", "Solenne, prénom d’hier", "Ancien.", t.now() - 90 * DAY_US);
        t.app.ingest(&t.actor(), &source, vec![old]).await.unwrap();
        let id = t.app.save_topic(&t.actor(), None, &draft("Marque", "solenne")).await.unwrap();
        label(&t, id, 0, Some(false)).await;
        label(&t, id, 1, Some(true)).await;
        let old = t.app.find_documents(&t.actor(), "https://old.example/1").await.unwrap()[0].id;
        t.app.label_documents(&t.actor(), id, &[old], Some(false)).await.unwrap();
        let compared = t.app.compare_query(&t.actor(), id, "Marque", "(solenne OR karst) NOT prénom").await.unwrap();
        assert_eq!((compared.judged, compared.complete, compared.both, compared.labelled), (3, true, 1, 3));
        assert_eq!((compared.gained.documents, compared.gained.relevant, compared.gained.irrelevant), (1, 0, 0));
        assert_eq!(compared.gained.shown[0].shown.title.markup(), "<mark>Karst</mark> ouvre");
        // The old one is no document of the sample, and a labelled one all the same.
        assert_eq!((compared.lost.documents, compared.lost.relevant, compared.lost.irrelevant), (1, 0, 2));
        assert_eq!(compared.lost.shown.len(), 2);
        assert!(compared.lost.shown.iter().all(|moved| moved.label == Some(false)));
        assert_eq!(t.reader().topic(id).await.unwrap().unwrap().query, "solenne");
        assert!(matches!(t.app.compare_query(&t.actor(), id, "Marque", "(").await, Err(Refusal::Query(_))));
        assert!(matches!(t.app.compare_query(&t.actor(), Id::new(99), "a", "a").await, Err(Refusal::NoSuch(Noun::Topic))));
    })
    .await;
}

#[tokio::test]
async fn labels_measure_every_text_by_the_evaluator() {
    TestApp::each(|t| async move {
        tell(
            &t,
            &[
                ("La veste Solenne", "Chaude."),
                ("Solenne, un prénom", "Rare."),
                ("Le manteau Solène", "Bien coupé."),
                ("Solenne ouvre", "Un magasin."),
            ],
        )
        .await;
        let id = t.app.save_topic(&t.actor(), None, &draft("Marque", "solenne")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        let unlabelled = t.app.topic_quality(&t.actor(), id).await.unwrap().versions.remove(0).quality.unwrap();
        assert_eq!((unlabelled.precision, unlabelled.recall), (None, None));
        for (n, relevant) in [(0, true), (1, false), (2, true), (3, true)] {
            label(&t, id, n, Some(relevant)).await;
        }
        t.app.save_topic(&t.actor(), Some(id), &draft("Marque", "(solenne OR solène) NOT prénom")).await.unwrap();
        let measured = t.app.topic_quality(&t.actor(), id).await.unwrap();
        assert_eq!((measured.relevant, measured.irrelevant), (3, 1));
        let of = |at: usize| measured.versions[at].quality.unwrap();
        assert_eq!((of(0).precision, of(0).recall), (Proportion::new(3, 3), Proportion::new(3, 3)));
        assert_eq!((of(1).precision, of(1).recall), (Proportion::new(2, 3), Proportion::new(2, 3)));
        // Another word on the same document stands in place of the first; taken back, it is gone.
        label(&t, id, 1, Some(true)).await;
        label(&t, id, 2, None).await;
        let counts = t.reader().label_counts(id).await.unwrap();
        assert_eq!((counts.relevant, counts.irrelevant), (3, 0));
    })
    .await;
}

#[tokio::test]
async fn labels_filter_the_stream_and_stay_in_their_workspace() {
    TestApp::each(|t| async move {
        tell(&t, &[("Solenne 1", "a"), ("Solenne 2", "b"), ("Solenne 3", "c")]).await;
        let id = t.app.save_topic(&t.actor(), None, &draft("Marque", "solenne")).await.unwrap();
        let other = t.app.save_topic(&t.actor(), None, &draft("Autre", "solenne")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        label(&t, id, 0, Some(true)).await;
        label(&t, id, 1, Some(false)).await;
        for (address, expected) in [
            (format!("topic={id}&label=relevant"), vec!["Solenne 1"]),
            (format!("topic={id}&label=irrelevant"), vec!["Solenne 2"]),
            (format!("topic={id}&label=none"), vec!["Solenne 3"]),
            (format!("topic={other}&label=relevant"), vec![]),
            ("label=relevant".to_owned(), vec!["Solenne 1"]),
            ("label=none".to_owned(), vec!["Solenne 3"]),
        ] {
            let filter = MentionFilter::from_address(&address, &TimeZone::UTC);
            let page = t.app.stream(&t.actor(), &filter, None, 10).await.unwrap();
            let titles: Vec<&str> = page.mentions.iter().map(|mention| mention.row.title.as_str()).collect();
            assert_eq!(titles, expected, "{address}");
            assert_eq!(t.app.survey(&t.actor(), &filter).await.unwrap().count, i64::try_from(expected.len()).unwrap());
        }
        let page = t.app.stream(&t.actor(), &MentionFilter::all(TimeZone::UTC), None, 10).await.unwrap();
        let labels: Vec<Option<bool>> =
            page.mentions[0].topics.iter().filter(|catch| catch.topic_id == id).map(|catch| catch.label).collect();
        assert_eq!(labels, [Some(true)]);
        let (elsewhere, stranger) = t.another_workspace("Brume").await;
        let them = app::Actor { workspace: elsewhere, user: Some(stranger), ..t.actor() };
        let first = document(&t, 0).await;
        let refused = t.app.label_documents(&them, id, &[first], None).await;
        assert!(matches!(refused, Err(Refusal::NoSuch(Noun::Topic))));
        let analyst = t.actor_with(t.owner, &[Hat::Analyst]);
        assert!(matches!(t.app.label_documents(&analyst, id, &[first], None).await, Err(Refusal::NotAllowed(_))));
        assert!(matches!(
            t.app.label_documents(&t.actor(), id, &[Id::new(999_999)], Some(true)).await,
            Err(Refusal::NoSuch(Noun::Mention))
        ));
    })
    .await;
}

#[tokio::test]
async fn what_stood_in_the_way_is_named() {
    TestApp::each(|t| async move {
        tell(
            &t,
            &[
                ("La veste Solenne", "Chaude."),
                ("Solenne, un prénom", "Une veste aussi."),
                ("Solenne ouvre", "Un magasin."),
                ("Neige", "Il neige."),
            ],
        )
        .await;
        let id = t.app.save_topic(&t.actor(), None, &draft("Marque", "solenne AND veste NOT prénom")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        let misses = t.app.near_misses(&t.actor(), id, None, 10).await.unwrap();
        let killers: Vec<(&str, &str)> =
            misses.found.iter().map(|miss| (miss.shown.title.text.as_str(), miss.killer.clause.as_str())).collect();
        assert_eq!(killers, [("Solenne, un prénom", "prenom"), ("Solenne ouvre", "veste")]);
        assert_eq!((misses.next, misses.searched_to), (None, None));
        let told = t.app.explain_topic(&t.actor(), id, document(&t, 2).await).await.unwrap();
        assert!(!told.explanation.holds && told.catch.is_none());
        assert_eq!(told.explanation.killer.unwrap().clause, "veste");
        let told = t.app.explain_topic(&t.actor(), id, document(&t, 0).await).await.unwrap();
        assert_eq!((told.explanation.holds, told.catch.unwrap().topic_version), (true, 1));
        // By an address in any of its forms, by words, and what is not there.
        for (about, found) in [
            ("https://www.site.example/2?utm_source=x", vec!["Solenne ouvre"]),
            ("site.example/2/", vec!["Solenne ouvre"]),
            ("magasin", vec!["Solenne ouvre"]),
            ("https://site.example/77", vec![]),
        ] {
            let documents = t.app.find_documents(&t.actor(), about).await.unwrap();
            assert_eq!(documents.iter().map(|one| one.title.text.as_str()).collect::<Vec<_>>(), found, "{about}");
        }
        let hits = t.app.leaf_hits(&t.actor(), id).await.unwrap();
        assert_eq!((hits.judged, hits.caught, hits.complete), (2, 1, true));
        let tree = hits.tree.unwrap();
        let counts: Vec<(&str, usize)> = tree.children.iter().map(|part| (part.clause.as_str(), part.documents)).collect();
        assert_eq!(counts, [("solenne", 1), ("veste", 1), ("NOT", 1)]);
        assert_eq!((tree.children[2].children[0].forbidden, tree.children[2].children[0].documents), (true, 1));
    })
    .await;
}

#[tokio::test]
async fn words_of_wrong_mentions_are_proposed_as_exclusions() {
    TestApp::each(|t| async move {
        tell(
            &t,
            &[
                ("Solenne, prénom celtique", "Origine du prénom."),
                ("Solenne, prénom de l’année", "Un prénom rare."),
                ("La veste Solenne", "Une origine italienne."),
            ],
        )
        .await;
        let id = t.app.save_topic(&t.actor(), None, &draft("Marque", "solenne")).await.unwrap();
        label(&t, id, 0, Some(false)).await;
        label(&t, id, 1, Some(false)).await;
        label(&t, id, 2, Some(true)).await;
        let proposed = t.app.exclusions(&t.actor(), id, document(&t, 0).await).await.unwrap();
        assert_eq!((proposed[0].word.as_str(), proposed[0].wrong), ("prénom", 2));
        let words: Vec<&str> = proposed.iter().map(|one| one.word.as_str()).collect();
        assert!(words.contains(&"celtique") && !words.contains(&"origine") && !words.contains(&"solenne"), "{words:?}");
    })
    .await;
}

#[tokio::test]
async fn the_archive_is_answered_in_time_a_page_after_the_other() {
    TestApp::each(|t| async move {
        let source = t.source("https://site.example/feed").await;
        // Found in another order than said, and half of them caught.
        t.app.save_topic(&t.actor(), None, &draft("Pairs", "pair")).await.unwrap();
        let documents = (0..450_i64).map(|n| {
            let text = if n % 2 == 0 { "Un zip pair." } else { "Un zip impair." };
            said(&format!("https://site.example/{n}"), &format!("{n}"), text, t.now() - (n * 7 % 450) * 60_000_000)
        });
        t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        let (mut times, mut place, mut pages) = (Vec::new(), None, 0);
        loop {
            let page = t.app.ask_archive(&t.actor(), "zip", place, 100).await.unwrap();
            times.extend(page.found.iter().map(|one| one.published_at));
            pages += 1;
            place = page.next;
            if place.is_none() {
                break;
            }
        }
        assert_eq!((times.len(), pages), (450, 5));
        assert!(times.is_sorted_by(|one, next| one > next));
        let page = t.app.ask_archive(&t.actor(), "\"pair zip\"", None, 100).await.unwrap();
        assert_eq!((page.found.len(), page.next, page.searched_to), (0, None, None));
        let tried = t.app.try_query(&t.actor(), "zip", None).await.unwrap();
        assert_eq!((tried.caught, tried.complete, tried.searched_to), (450, true, None));
    })
    .await;
}

#[tokio::test]
async fn a_page_that_judges_much_and_finds_nothing_says_how_far_it_looked() {
    TestApp::each(|t| async move {
        let source = t.source("https://site.example/feed").await;
        for part in 0..5_i64 {
            let documents = (0..500_i64).map(|n| {
                let at = t.now() - (part * 500 + n) * 1_000_000;
                said(&format!("https://site.example/{part}/{n}"), "Le zip", "Il casse loin du début.", at)
            });
            t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        }
        let page = t.app.ask_archive(&t.actor(), "\"casse zip\"", None, 10).await.unwrap();
        assert!(page.found.is_empty());
        assert_eq!(page.searched_to, Some(t.now() - 1_999 * 1_000_000));
        let page = t.app.ask_archive(&t.actor(), "\"casse zip\"", page.next, 10).await.unwrap();
        assert_eq!((page.next, page.searched_to), (None, None));
    })
    .await;
}

#[tokio::test]
async fn words_are_counted_in_the_newest_of_the_archive() {
    TestApp::each(|t| async move {
        let source = t.source("https://site.example/feed").await;
        let documents = (0..200_i64).map(|n| {
            let title = if n < 5 { "Rare et courant" } else { "Courant" };
            said(&format!("https://site.example/{n}"), title, "Texte.", t.now() - n * 1_000_000)
        });
        t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
        let parsed = t.app.check_query(&t.actor(), "rare OR courant OR inouï", None).await.unwrap();
        let kinds: Vec<String> = parsed.problems.iter().map(|problem| format!("{:?}", problem.kind)).collect();
        assert_eq!(kinds, ["TermCommon(\"courant\", 100.0)", "TermAbsent(\"inoui\")"]);
    })
    .await;
}

#[tokio::test]
async fn queries_of_another_tool_become_topics_line_by_line() {
    TestApp::each(|t| async move {
        let text = "name;query\nMarque;(solenne OR karst) NEAR/3 veste\nFaux;(solenne\nDéjà;solenne";
        t.app.save_topic(&t.actor(), None, &draft("Déjà", "solenne")).await.unwrap();
        let handed = read_queries(text, true, "");
        let converted = t.app.convert_queries(&t.actor(), Dialect::Brandwatch, handed.clone()).await.unwrap();
        let sound: Vec<(bool, bool)> = converted.iter().map(|one| (one.converted.is_some(), one.taken)).collect();
        assert_eq!(sound, [(true, false), (false, false), (true, true)]);
        assert_eq!(t.reader().topics().await.unwrap().len(), 1);
        let made = t.app.make_topics(&t.actor(), Dialect::Brandwatch, "theme", handed).await.unwrap();
        assert!(matches!(
            made.iter().map(|(_, outcome)| outcome).collect::<Vec<_>>()[..],
            [Ok(_), Err(Refusal::Query(_)), Err(Refusal::Taken(Noun::Topic))]
        ));
        assert_eq!(t.reader().topics().await.unwrap().len(), 2);
        assert!(matches!(
            t.app.convert_queries(&t.actor(), Dialect::X, Vec::new()).await,
            Err(Refusal::Invalid { field: "queries", why: "empty" })
        ));
    })
    .await;
}

//! Topics, their search of the archive, the stream and what the team does about it.

use app::{
    Noun, Refusal,
    listen::{
        export::{Format, Separator},
        filter::MentionFilter,
        mention_treat::Treatment,
        topic_save::{Asked, TopicDraft},
        topic_search::SEARCH_JOB,
    },
};
use domain::Hat;
use futures_util::TryStreamExt;
use jiff::tz::TimeZone;
use query::TopicForm;
use store::{Id, stream::StreamFilter};
use testkit::{TestApp, said};

fn draft(name: &str, query: &str) -> TopicDraft {
    TopicDraft { name: name.to_owned(), kind: "theme".to_owned(), asked: Asked::Text(query.to_owned()) }
}

fn filter(address: &str) -> MentionFilter {
    MentionFilter::from_address(address, &TimeZone::UTC)
}

async fn tell(t: &TestApp, documents: &[(&str, &str)]) {
    let source = t.source("https://site.example/feed").await;
    let documents = documents.iter().enumerate().map(|(at, (title, text))| {
        let place = i64::try_from(at).unwrap();
        said(&format!("https://site.example/{at}"), title, text, t.now() - 1_000_000 * place)
    });
    t.app.ingest(&t.actor(), &source, documents.collect()).await.unwrap();
}

async fn titles(t: &TestApp, address: &str) -> Vec<String> {
    let page = t.app.stream(&t.actor(), &filter(address), None, 100).await.unwrap();
    page.mentions.into_iter().map(|mention| mention.row.title).collect()
}

#[tokio::test]
async fn a_new_topic_finds_what_was_said_before_it() {
    TestApp::each(|t| async move {
        tell(&t, &[("Solenne ouvre", "Un magasin."), ("Solenne, prénom", "Son origine."), ("Neige", "Il neige.")]).await;
        assert!(titles(&t, "").await.is_empty());
        let id = t.app.save_topic(&t.actor(), None, &draft("Solenne", "solenne NOT prénom")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        assert_eq!(titles(&t, &format!("topic={id}")).await, ["Solenne ouvre"]);
        assert!(t.reader().open_job(SEARCH_JOB, &id.to_string()).await.unwrap().is_none());
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
        t.app.search_archive(&t.actor(), id).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        assert_eq!(titles(&t, "").await.len(), 1);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn a_changed_topic_keeps_what_it_caught_and_marks_it() {
    TestApp::each(|t| async move {
        tell(&t, &[("Solenne ouvre", "Un magasin."), ("Karst ferme", "Un magasin.")]).await;
        let id = t.app.save_topic(&t.actor(), None, &draft("Marque", "solenne")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        t.app.save_topic(&t.actor(), Some(id), &draft("Marque", "karst")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        assert_eq!(titles(&t, "").await, ["Solenne ouvre", "Karst ferme"]);
        let page = t.app.stream(&t.actor(), &filter(""), None, 10).await.unwrap();
        let versions: Vec<i64> = page.mentions.iter().map(|mention| mention.topics[0].topic_version).collect();
        assert_eq!(versions, [1, 2]);
        let read = t.app.read_mention(&t.actor(), page.mentions[0].row.id, &filter("")).await.unwrap();
        assert!(!read.whys[0].holds && read.whys[0].changed);
        let read = t.app.read_mention(&t.actor(), page.mentions[1].row.id, &filter("")).await.unwrap();
        assert_eq!((read.whys[0].hits[0].clause.as_str(), read.whys[0].hits[0].words.as_deref()), ("karst", Some("Karst")));
        assert!(read.mention.title.markup().contains("<mark>Karst</mark>"));
        assert_eq!(t.reader().topic_versions(id).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_query_that_cannot_be_asked_is_refused_with_all_its_problems() {
    TestApp::each(|t| async move {
        let Err(Refusal::Query(problems)) = t.app.save_topic(&t.actor(), None, &draft("a", "(zip lagn:fr")).await else {
            panic!("it was saved")
        };
        assert!(problems.len() >= 2, "{problems:?}");
        assert!(problems.iter().all(|problem| problem.span.end <= "(zip lagn:fr".len()));
        let refused = t.app.save_topic(&t.actor(), None, &draft(" ", "zip")).await;
        assert!(matches!(refused, Err(Refusal::Invalid { field: "name", why: "empty" })));
        let nameless = TopicDraft { asked: Asked::Form(TopicForm::default()), ..draft("a", "") };
        assert!(matches!(t.app.save_topic(&t.actor(), None, &nameless).await, Err(Refusal::Invalid { field: "names", .. })));
        t.app.save_topic(&t.actor(), None, &draft("Zip", "zip")).await.unwrap();
        assert!(matches!(t.app.save_topic(&t.actor(), None, &draft("Zip", "zip")).await, Err(Refusal::Taken(Noun::Topic))));
        let analyst = t.actor_with(t.owner, &[Hat::Analyst]);
        assert!(matches!(t.app.save_topic(&analyst, None, &draft("b", "zip")).await, Err(Refusal::NotAllowed(_))));
        assert_eq!(t.reader().topics().await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn topics_may_name_each_other_but_neither_in_a_ring_nor_into_the_void() {
    TestApp::each(|t| async move {
        let zip = t.app.save_topic(&t.actor(), None, &draft("Zip", "zip OR curseur")).await.unwrap();
        let both = t.app.save_topic(&t.actor(), None, &draft("Panne", "[[Zip]] AND casse")).await.unwrap();
        assert!(matches!(t.app.save_topic(&t.actor(), Some(zip), &draft("Zip", "[[Panne]]")).await, Err(Refusal::Query(_))));
        assert!(matches!(t.app.save_topic(&t.actor(), Some(zip), &draft("Zip", "[[Zip]] OR a")).await, Err(Refusal::Query(_))));
        let named = |done: Result<(), Refusal>| matches!(done, Err(Refusal::Invalid { field: "topic", why: "named_by_others" }));
        assert!(named(t.app.archive_topic(&t.actor(), zip).await));
        assert!(named(t.app.remove_topic(&t.actor(), zip).await));
        assert!(named(t.app.save_topic(&t.actor(), Some(zip), &draft("Fermeture", "zip")).await.map(|_| ())));
        t.app.remove_topic(&t.actor(), both).await.unwrap();
        t.app.remove_topic(&t.actor(), zip).await.unwrap();
        assert!(t.reader().topics().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_archived_topic_hears_nothing_until_it_listens_again() {
    TestApp::each(|t| async move {
        let id = t.app.save_topic(&t.actor(), None, &draft("Solenne", "solenne")).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        t.app.archive_topic(&t.actor(), id).await.unwrap();
        tell(&t, &[("Solenne ouvre", "Un magasin.")]).await;
        assert!(titles(&t, "").await.is_empty());
        t.app.revive_topic(&t.actor(), id).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        assert_eq!(titles(&t, "").await, ["Solenne ouvre"]);
    })
    .await;
}

#[tokio::test]
async fn a_search_longer_than_one_batch_reads_the_whole_archive_and_can_be_stopped() {
    TestApp::each(|t| async move {
        let documents: Vec<(String, String)> = (0..900).map(|n| (format!("Solenne {n}"), "Texte.".to_owned())).collect();
        let borrowed: Vec<(&str, &str)> = documents.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
        tell(&t, &borrowed).await;
        let id = t.app.save_topic(&t.actor(), None, &draft("Solenne", "solenne")).await.unwrap();
        let waiting = t.reader().open_job(SEARCH_JOB, &id.to_string()).await.unwrap();
        assert_eq!(waiting.map(|job| job.done), Some(0));
        t.app.run_due_jobs().await.unwrap();
        let count = t.reader().count(&StreamFilter { topic: Some(id), ..StreamFilter::default() }, 10_000).await.unwrap();
        assert_eq!(count, 900);
        let other = t.app.save_topic(&t.actor(), None, &draft("Autre", "texte")).await.unwrap();
        t.app.stop_search(&t.actor(), other).await.unwrap();
        t.app.run_due_jobs().await.unwrap();
        let count = t.reader().count(&StreamFilter { topic: Some(other), ..StreamFilter::default() }, 10_000).await.unwrap();
        assert_eq!(count, 0);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn words_are_judged_not_only_looked_up() {
    TestApp::each(|t| async move {
        t.topic("Tout", "alto OR brume").await;
        tell(
            &t,
            &[
                ("Alto", "Le zip casse vite."),
                ("Alto bis", "Il casse. Mais pas le zip, loin de là, non."),
                ("Alto ter", "Solide."),
                ("Brume", "Le zip casse vite aussi."),
            ],
        )
        .await;
        assert_eq!(titles(&t, "words=%22zip+casse%22").await, ["Alto", "Brume"]);
        assert_eq!(titles(&t, "words=%22zip+casse%22+NOT+brume").await, ["Alto"]);
        assert_eq!(titles(&t, "words=(zip").await, Vec::<String>::new());
        let survey = t.app.survey(&t.actor(), &filter("words=%22zip+casse%22")).await.unwrap();
        assert_eq!((survey.count, survey.exact), (2, true));
        let tried = t.app.try_query(&t.actor(), "zip NEAR/1 casse", None).await.unwrap();
        assert_eq!((tried.caught, tried.complete), (2, true));
    })
    .await;
}

#[tokio::test]
async fn pages_lose_nothing_while_documents_come_in() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let documents: Vec<(String, String)> = (0..50).map(|n| (format!("Solenne {n}"), "Texte.".to_owned())).collect();
        let borrowed: Vec<(&str, &str)> = documents.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
        tell(&t, &borrowed).await;
        let source = t.source("https://other.example/feed").await;
        for words in ["", "words=texte"] {
            let (mut seen, mut place, mut turns) = (Vec::new(), None, 0);
            loop {
                let page = t.app.stream(&t.actor(), &filter(words), place, 7).await.unwrap();
                seen.extend(
                    page.mentions.iter().map(|mention| mention.row.title.clone()).filter(|title| !title.starts_with("Nouveau")),
                );
                let newer = said(&format!("https://other.example/{words}{turns}"), "Nouveau Solenne", "Texte.", t.now());
                t.app.ingest(&t.actor(), &source, vec![newer]).await.unwrap();
                turns += 1;
                place = page.next;
                if place.is_none() {
                    break;
                }
            }
            let all: Vec<String> = documents.iter().map(|(title, _)| title.clone()).collect();
            assert_eq!(seen, all, "{words}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_act_on_many_is_one_event_and_leaves_strangers_alone() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        tell(&t, &[("Solenne 1", "a"), ("Solenne 2", "b")]).await;
        let rows = t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap();
        let mut ids: Vec<Id<_>> = rows.iter().map(|row| row.id).collect();
        let (_, stranger) = t.another_workspace("Brume").await;
        let other = t.app.workspaces().await.unwrap().into_iter().find(|one| one.id != t.workspace).unwrap();
        let them = app::Actor { workspace: other.id, user: Some(stranger), ..t.actor() };
        let refused = t.app.treat_mentions(&them, &ids, &Treatment::Done(true)).await;
        assert!(matches!(refused, Err(Refusal::NoSuch(Noun::Mention))));
        assert!(matches!(t.app.add_note(&them, ids[0], "Bonjour").await, Err(Refusal::NoSuch(Noun::Mention))));
        assert!(t.reader().stream(&StreamFilter::default(), None, 10).await.unwrap().iter().all(|row| row.done_at.is_none()));
        ids.push(Id::new(999_999));
        let before = t.app.last_event().await.unwrap();
        for treatment in [
            Treatment::Done(true),
            Treatment::Star(true),
            Treatment::Tag(" à  suivre ".to_owned()),
            Treatment::Assign(Some(t.owner)),
        ] {
            assert_eq!(t.app.treat_mentions(&t.actor(), &ids, &treatment).await.unwrap(), 2);
        }
        assert_eq!(t.app.last_event().await.unwrap() - before, 4);
        assert_eq!(titles(&t, &format!("state=done&starred=1&tag=%C3%A0+suivre&assignee={}", t.owner)).await.len(), 2);
        let refused = t.app.treat_mentions(&t.actor(), &ids, &Treatment::Assign(Some(stranger))).await;
        assert!(matches!(refused, Err(Refusal::Invalid { field: "assignee", .. })));
        t.app.treat_mentions(&t.actor(), &ids[..1], &Treatment::Done(false)).await.unwrap();
        assert_eq!(titles(&t, "state=open").await.len(), 1);
        let analyst = t.actor_with(t.owner, &[Hat::Analyst]);
        assert!(matches!(t.app.treat_mentions(&analyst, &ids, &Treatment::Star(true)).await, Err(Refusal::NotAllowed(_))));
    })
    .await;
}

#[tokio::test]
async fn a_file_holds_the_whole_filter_and_no_formula() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let documents: Vec<(String, String)> =
            (0..600).map(|n| (format!("=cmd|'/C calc'!{n} Solenne"), format!("Ligne \"{n}\"\nfin."))).collect();
        let borrowed: Vec<(&str, &str)> = documents.iter().map(|(title, text)| (title.as_str(), text.as_str())).collect();
        tell(&t, &borrowed).await;
        let whole = |format| {
            let app = t.app.clone();
            let actor = t.actor();
            async move {
                let pieces: Vec<Vec<u8>> = app.export(&actor, filter(""), format).await.unwrap().try_collect().await.unwrap();
                String::from_utf8(pieces.concat()).unwrap()
            }
        };
        let csv = whole(Format::Csv(Separator::Comma)).await;
        assert!(csv.starts_with("\u{feff}id,published_at,"));
        assert_eq!(csv.matches("\"'=cmd|'/C calc'!").count(), 600);
        assert_eq!(csv.matches("\"=").count(), 0);
        assert!(whole(Format::Csv(Separator::Semicolon)).await.starts_with("\u{feff}id;published_at;"));
        let lines = whole(Format::JsonLines).await;
        assert_eq!(lines.lines().count(), 600);
        let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        assert_eq!(first["title"], "=cmd|'/C calc'!0 Solenne");
    })
    .await;
}

#[tokio::test]
async fn a_file_holds_long_texts_whole() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let long = format!("{}fin", "mot ".repeat(10_000));
        tell(&t, &[("Solenne", &long)]).await;
        let pieces: Vec<Vec<u8>> =
            t.app.export(&t.actor(), filter(""), Format::JsonLines).await.unwrap().try_collect().await.unwrap();
        let line: serde_json::Value = serde_json::from_slice(&pieces.concat()).unwrap();
        assert_eq!(line["text"].as_str(), Some(long.as_str()));
    })
    .await;
}

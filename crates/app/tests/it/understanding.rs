//! What is understood from texts, corrected by people, and learned from.

use app::listen::{filter::MentionFilter, reread::REREAD_DAYS, taught::About};
use domain::Hat;
use jiff::tz::TimeZone;
use store::{
    Id,
    document::{Document, Understood},
    rollup::Facet,
    source::Source,
    stream::StreamFilter,
};
use testkit::{TestApp, said};

const PRAISE: &str = "J'adore cette veste, elle est magnifique et très bien coupée. Merci Solenne, je suis ravie !";
const GRIEF: &str =
    "Quelle honte, Solenne : la fermeture a cassé au bout de deux jours et le service client ne répond jamais. Je suis furieuse.";

async fn brought(t: &TestApp, texts: &[&str]) -> (Source, Vec<Id<Document>>) {
    let source = t.source("https://site.example/feed").await;
    let documents = texts
        .iter()
        .enumerate()
        .map(|(n, text)| said(&format!("https://site.example/{n}"), &format!("Avis {n}"), text, t.now() - n as i64 * 60_000_000))
        .collect();
    t.app.ingest(&t.actor(), &source, documents).await.unwrap();
    let rows = t.reader().stream(&StreamFilter::default(), None, 100).await.unwrap();
    (source, rows.iter().map(|row| row.id).collect())
}

async fn felt(t: &TestApp, id: Id<Document>) -> String {
    t.reader().document(id).await.unwrap().unwrap().understood.sentiment
}

async fn count(t: &TestApp, filter: &str) -> i64 {
    let filter = MentionFilter::from_address(filter, &TimeZone::UTC);
    t.app.survey(&t.actor(), &filter).await.unwrap().count
}

#[tokio::test]
async fn a_text_is_read_as_it_comes_in_and_counted_by_what_it_says() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (_, ids) = brought(&t, &[PRAISE, GRIEF]).await;
        let read = t.reader().document(ids[0]).await.unwrap().unwrap();
        assert_eq!((read.understood.sentiment.as_str(), read.language.as_str()), ("positive", "fr"), "{:?}", read.understood);
        assert_eq!(felt(&t, ids[1]).await, "negative");
        assert_eq!((count(&t, "sentiment=negative").await, count(&t, "sentiment=positive").await), (1, 1));
        let hours = t.now() / store::mention::HOUR_US;
        let facet = t.reader().facet(Facet::Sentiment, None, hours - 2, hours + 1).await.unwrap();
        assert_eq!(facet.iter().map(|part| part.mentions).sum::<i64>(), 2);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn a_topic_may_ask_for_what_is_felt() {
    TestApp::each(|t| async move {
        t.topic("Colère", "solenne sentiment:negative").await;
        let (_, ids) = brought(&t, &[PRAISE, GRIEF]).await;
        assert_eq!(ids.len(), 1);
        assert_eq!(felt(&t, ids[0]).await, "negative");
    })
    .await;
}

#[tokio::test]
async fn what_a_person_says_counts_at_once_and_outlives_a_changed_text() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (source, ids) = brought(&t, &[PRAISE, GRIEF]).await;
        t.app.correct_mentions(&t.actor(), &[ids[0]], About::Sentiment, "neutral").await.unwrap();
        t.app.correct_mentions(&t.actor(), &[ids[0]], About::Kind, "review").await.unwrap();
        t.app.correct_mentions(&t.actor(), &[ids[0]], About::Intent, "praise").await.unwrap();
        assert_eq!(
            (count(&t, "sentiment=neutral").await, count(&t, "sentiment=positive").await, count(&t, "kind=review").await),
            (1, 0, 1)
        );
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
        let changed = said("https://site.example/0", "Avis 0", &format!("{PRAISE} Vraiment parfait."), t.now());
        assert_eq!(t.app.ingest(&t.actor(), &source, vec![changed]).await.unwrap().changed, 1);
        let read = t.reader().document(ids[0]).await.unwrap().unwrap();
        assert_eq!((read.understood.sentiment.as_str(), read.understood.intent.as_str()), ("neutral", "praise"));
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
        let said_of = t.reader().corrections_of(ids[0]).await.unwrap();
        assert_eq!(said_of.iter().map(|one| one.about.as_str()).collect::<Vec<_>>(), ["intent", "kind", "sentiment"]);
        assert_eq!(said_of[2].model, "positive");
    })
    .await;
}

#[tokio::test]
async fn a_changed_text_is_read_again_and_counted_anew() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (source, ids) = brought(&t, &[PRAISE]).await;
        let changed = said("https://site.example/0", "Avis 0", GRIEF, t.now());
        t.app.ingest(&t.actor(), &source, vec![changed]).await.unwrap();
        assert_eq!(felt(&t, ids[0]).await, "negative");
        assert_eq!((count(&t, "sentiment=negative").await, count(&t, "sentiment=positive").await), (1, 0));
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn corrections_teach_and_the_gain_is_measured() {
    TestApp::each(|t| async move {
        let topic = t.topic("Solenne", "solenne").await;
        let texts: Vec<String> =
            (0..24).map(|n| format!("Solenne, le bonnet numéro {n} est trop stylax, on en parle au bureau.")).collect();
        let (source, ids) = brought(&t, &texts.iter().map(String::as_str).collect::<Vec<_>>()).await;
        // Whatever the model says of a word that nobody knows, people say it is something else.
        let said_by_people = if felt(&t, ids[0]).await == "positive" { "negative" } else { "positive" };
        for id in &ids {
            t.app.correct_mentions(&t.actor(), &[*id], About::Sentiment, said_by_people).await.unwrap();
        }
        let gain = t.reader().gain("sentiment", Some(topic.id)).await.unwrap();
        assert_eq!(gain.corrections, 24);
        assert!(gain.learned >= gain.model + 12, "{gain:?}");
        // What comes in afterwards is read with what was learned, in this workspace only.
        let later =
            said("https://site.example/later", "", "Solenne : le bonnet est trop stylax, on en parle au bureau.", t.now());
        t.app.ingest(&t.actor(), &source, vec![later.clone()]).await.unwrap();
        let rows = t.reader().stream(&StreamFilter::default(), None, 1).await.unwrap();
        assert_eq!(rows[0].understood.sentiment, said_by_people);
        t.app.switch_learning(&t.actor(), false).await.unwrap();
        let alone = said(
            "https://site.example/alone",
            "",
            "Solenne : le bonnet gris est trop stylax, on en parle au bureau.",
            t.now() + 1,
        );
        t.app.ingest(&t.actor(), &source, vec![alone]).await.unwrap();
        let rows = t.reader().stream(&StreamFilter::default(), None, 1).await.unwrap();
        let alone: serde_json::Value = serde_json::from_str(&rows[0].understood.reading).unwrap();
        assert_eq!(alone["sentiment"], rows[0].understood.sentiment);
    })
    .await;
}

#[tokio::test]
async fn what_was_read_before_is_read_again_with_what_was_taught_since() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let texts: Vec<String> =
            (0..24).map(|n| format!("Solenne, le bonnet numéro {n} est trop stylax, on en parle au bureau.")).collect();
        let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        texts.push("Solenne : le bonnet est trop stylax, on en parle au bureau.");
        let (_, ids) = brought(&t, &texts).await;
        let [taught @ .., earlier] = &ids[..] else { unreachable!("there are some") };
        let model = felt(&t, *earlier).await;
        let said_by_people = if model == "positive" { "negative" } else { "positive" };
        for id in taught {
            t.app.correct_mentions(&t.actor(), &[*id], About::Sentiment, said_by_people).await.unwrap();
        }
        t.app.correct_mentions(&t.actor(), &[taught[0]], About::Sentiment, "neutral").await.unwrap();
        assert_eq!(felt(&t, *earlier).await, model, "what was read already keeps what was said of it");
        t.app.reread(&t.actor()).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(felt(&t, *earlier).await, said_by_people);
        assert_eq!(felt(&t, taught[0]).await, "neutral", "people have the last word");
        assert_eq!(count(&t, &format!("sentiment={said_by_people}")).await, 24);
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
        t.app.switch_learning(&t.actor(), false).await.unwrap();
        t.app.reread(&t.actor()).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!((felt(&t, *earlier).await, felt(&t, taught[0]).await.as_str()), (model, "neutral"));
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
    })
    .await;
}

#[tokio::test]
async fn what_an_older_model_said_gives_way_and_figures_follow() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (_, ids) = brought(&t, &[PRAISE, GRIEF]).await;
        let now = t.reader().document(ids[1]).await.unwrap().unwrap().understood;
        let before = count(&t, "aspect=service").await;
        assert_eq!((before, now.sentiment.as_str()), (1, "negative"), "{}", now.reading);
        let older = Understood { sentiment: "positive".to_owned(), reading: "{}".to_owned(), ..Understood::default() };
        let tx = t.store.begin().await.unwrap();
        tx.put_understood(t.workspace, ids[1], &older).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((count(&t, "aspect=service").await, count(&t, "sentiment=positive").await), (0, 2));
        t.app.reread(&t.actor()).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(t.reader().document(ids[1]).await.unwrap().unwrap().understood, now);
        assert_eq!((count(&t, "aspect=service").await, count(&t, "sentiment=positive").await), (1, 1));
        assert_eq!(t.store.check_rollups().await.unwrap().wrong, 0);
        // What was said longer ago than the stretch stays as it was read.
        let tx = t.store.begin().await.unwrap();
        tx.put_understood(t.workspace, ids[1], &older).await.unwrap();
        tx.commit().await.unwrap();
        t.wait((REREAD_DAYS + 1) * 86_400);
        t.app.reread(&t.actor()).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(felt(&t, ids[1]).await, "positive");
        let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        assert!(t.app.reread(&t.actor_with(analyst, &[Hat::Analyst])).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn who_may_not_treat_may_not_correct_and_a_stranger_finds_nothing() {
    TestApp::each(|t| async move {
        t.topic("Solenne", "solenne").await;
        let (_, ids) = brought(&t, &[PRAISE]).await;
        let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let actor = t.actor_with(analyst, &[Hat::Analyst]);
        assert!(t.app.correct_mentions(&actor, &ids, About::Sentiment, "negative").await.is_err());
        assert!(t.app.correct_mentions(&t.actor(), &ids, About::Sentiment, "superbe").await.is_err());
        let (elsewhere, stranger) = t.another_workspace("Brume").await;
        let stranger = app::Actor { workspace: elsewhere, ..t.actor_with(stranger, &[Hat::Owner]) };
        assert!(t.app.correct_mentions(&stranger, &ids, About::Sentiment, "negative").await.is_err());
    })
    .await;
}

//! Figures against a count by hand.

use app::{
    Noun, Refusal,
    listen::{
        author_read::RankedAuthor,
        figures_sample::AuthorKey,
        filter::MentionFilter,
        topic_save::{Asked, TopicDraft},
    },
};
use domain::{Document, document::Author, feeling::Felt};
use jiff::tz::TimeZone;
use store::{
    Id,
    stream::{StreamFilter, StreamRow},
    topic::Topic,
};
use testkit::{TestApp, said};

const PRAISE: &str = "J’adore ma veste Solenne, la qualité est magnifique, merci à toute l’équipe, je suis vraiment ravie !";
const GRIEF: &str = "Solenne : livraison en retard, fermeture cassée, service client nul, je suis très déçue et en colère.";
const NEWS: &str =
    "The maker Solenne calls back four thousand jackets of last winter because the zip may open by itself when it freezes.";
const DAY_US: i64 = 86_400_000_000;

fn by(author: &str, document: Document) -> Document {
    Document { author: Some(Author { name: author.to_owned(), ..Author::default() }), ..document }
}

fn filter(text: &str) -> MentionFilter {
    MentionFilter::from_address(text, &TimeZone::UTC)
}

/// Praise, grief twice, and a piece of news that two other sites copied; one of them is older than the period.
async fn talk(t: &TestApp) -> Id<Topic> {
    let draft = TopicDraft { name: "Solenne".into(), kind: "own_brand".into(), asked: Asked::Text("solenne".into()) };
    let topic = t.app.save_topic(&t.actor(), None, &draft).await.unwrap();
    let source = t.source("https://site.example/feed").await;
    let at = |days: i64| t.now() - days * DAY_US - 60_000_000;
    let documents = vec![
        by("Léa", said("https://one.example/1", "Avis", PRAISE, at(0))),
        by("Paul", said("https://one.example/2", "Retard", GRIEF, at(1))),
        by(
            "Paul",
            said(
                "https://one.example/3",
                "Encore",
                "Toujours rien reçu de Solenne, quelle honte, je suis furieux et déçu, à fuir !",
                at(2),
            ),
        ),
        by("Zoé", said("https://two.example/1", "Solenne calls jackets back", NEWS, at(5))),
        by("Yan", said("https://three.example/1", "Four thousand zips", &format!("{NEWS} Read also: ten pictures."), at(4))),
        by("Zoé", said("https://four.example/1", "Again", NEWS, at(3))),
        said("https://three.example/2", "Jackets", NEWS, at(3)),
        by(
            "Paul",
            said("https://one.example/4", "Vieux", "Solenne ouvre une boutique place du marché au printemps prochain.", at(40)),
        ),
    ];
    for document in documents {
        t.app.ingest(&t.actor(), &source, vec![document]).await.unwrap();
    }
    topic
}

fn counted<'a>(rows: impl Iterator<Item = &'a StreamRow>) -> Felt {
    let mut felt = Felt::default();
    rows.for_each(|row| felt.add(&row.understood.sentiment, 1));
    felt
}

#[tokio::test]
async fn the_figures_of_a_topic_equal_a_recount() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let all = t.reader().stream(&StreamFilter::default(), None, 100).await.unwrap();
        let week = t.now() - 6 * DAY_US;
        let of_week: Vec<&StreamRow> = all.iter().filter(|row| row.published_at >= week).collect();
        assert_eq!((all.len(), of_week.len()), (8, 7));
        let told = t.app.topic_figures(&t.actor(), &filter(&format!("topic={topic}&period=7d"))).await.unwrap();
        let by_hand = counted(of_week.iter().copied());
        assert_eq!(told.feeling.felt, by_hand);
        assert!(by_hand.negative >= 2 && by_hand.positive >= 1, "{by_hand:?}");
        assert_eq!(told.feeling.before, Some(Felt::default()), "that week was heard and nothing was said");
        let over_time: u64 = told.over_time.iter().flat_map(|(_, buckets)| buckets).filter_map(|bucket| bucket.mentions).sum();
        assert_eq!(over_time, 7);
        let sample = &told.sample;
        assert!(sample.complete && sample.mentions == 7);
        let site = |name: &str| sample.sites.iter().find(|tally| tally.key == name).unwrap();
        assert_eq!((site("one.example").mentions, site("three.example").mentions), (3, 2));
        assert_eq!(sample.sources.len(), 1);
        let paul = AuthorKey { site: "one.example".into(), name: "Paul".into() };
        let tally = sample.authors.iter().find(|tally| tally.key == paul).unwrap();
        assert_eq!((tally.mentions, tally.felt), (2, counted(of_week.iter().copied().filter(|row| row.author == "Paul"))));
        assert_eq!((sample.stories.len(), sample.stories[0].story.copies, sample.stories[0].story.sites), (1, 4, 3));
        assert!(!sample.phrases.is_empty() && !sample.aspects.is_empty());
        // Each line leads to what it counted.
        let aspect = &sample.aspects[0];
        let found = t.app.survey(&t.actor(), &filter(&format!("topic={topic}&period=7d&aspect={}", aspect.key))).await.unwrap();
        assert_eq!(found.count, aspect.mentions);
        let found = t.app.survey(&t.actor(), &filter("period=7d&site=one.example&author=Paul")).await.unwrap();
        assert_eq!(found.count, 2);
        let by_story = t.app.topic_figures(&t.actor(), &filter(&format!("topic={topic}&period=7d&by=story"))).await.unwrap();
        assert_eq!((by_story.feeling.felt.all(), by_story.sample.mentions), (4, 4));
        assert_eq!(by_story.kinds.iter().map(|kind| kind.mentions).sum::<i64>(), 4);
        // A year is read by the day of UTC and says the same.
        let year = t.app.topic_figures(&t.actor(), &filter(&format!("topic={topic}&period=365d"))).await.unwrap();
        let over_time: u64 = year.over_time.iter().flat_map(|(_, buckets)| buckets).filter_map(|bucket| bucket.mentions).sum();
        assert_eq!((over_time, year.feeling.felt.all()), (8, 8));
        let nobodys = t.app.topic_figures(&t.actor(), &filter("topic=999999")).await;
        assert!(matches!(nobodys, Err(Refusal::NoSuch(Noun::Topic))));
    })
    .await;
}

#[tokio::test]
async fn a_brand_stands_beside_its_competitors() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let brand = t.app.brand_figures(&t.actor(), &filter("period=7d")).await.unwrap();
        let own = brand.topics.iter().find(|one| one.topic.id == topic).unwrap();
        assert_eq!(own.feeling.felt.all(), 7);
        assert_eq!(own.volume.iter().filter_map(|bucket| bucket.mentions).sum::<u64>(), 7);
        let by_story = t.app.brand_figures(&t.actor(), &filter("period=7d&by=story")).await.unwrap();
        assert_eq!(by_story.topics[0].volume.iter().filter_map(|bucket| bucket.mentions).sum::<u64>(), 4);
    })
    .await;
}

#[tokio::test]
async fn who_was_copied_by_others_leads_the_authors() {
    TestApp::each(|t| async move {
        let topic = talk(&t).await;
        let ranking = t.app.rank_authors(&t.actor(), &filter(&format!("topic={topic}&period=7d"))).await.unwrap();
        assert!(
            ranking.complete && ranking.mentions + usize::try_from(ranking.nameless.unwrap()).unwrap() == 7 && ranking.count == 5
        );
        let first: &RankedAuthor = &ranking.authors[0];
        assert_eq!((first.key.site.as_str(), first.key.name.as_str()), ("two.example", "Zoé"));
        // Two copies on three.example count once; the one under her own name on four.example not at all.
        assert_eq!((first.influence.begun, first.influence.copies, first.influence.sites), (1, 1, 1));
        assert_eq!((first.influence.texts, first.influence.weeks, first.influence.of_weeks), (1, 1, 1));
        assert!(ranking.authors[1..].iter().all(|author| author.influence.begun == 0));
        let read = t.app.read_author(&t.actor(), &first.key, &filter("period=7d")).await.unwrap();
        assert_eq!((read.mentions, read.influence), (1, first.influence));
        assert_eq!((read.begun.len(), read.joined.len()), (1, 0));
        assert_eq!(read.topics[0].key.0, topic);
        assert_eq!(read.felt_of_us, Some(read.felt), "its one topic is the own brand");
        assert_eq!(read.rhythm.iter().flatten().sum::<u64>(), 1);
        let yan = AuthorKey { site: "three.example".into(), name: "Yan".into() };
        let read = t.app.read_author(&t.actor(), &yan, &filter("period=7d")).await.unwrap();
        assert_eq!((read.begun.len(), read.joined.len()), (0, 1));
        for (site, name) in [("one.example", "Zoé"), ("one.example", ""), ("", "Paul")] {
            let nobody = AuthorKey { site: site.into(), name: name.into() };
            let read = t.app.read_author(&t.actor(), &nobody, &filter("")).await;
            assert!(matches!(read, Err(Refusal::NoSuch(Noun::Author))), "{nobody:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_story_says_who_matters_in_it() {
    TestApp::each(|t| async move {
        talk(&t).await;
        let rows = t.reader().stream(&StreamFilter::default(), None, 100).await.unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let story = t.reader().stories(&ids).await.unwrap().into_values().next().unwrap();
        let told = t.app.read_story(&t.actor(), story.id).await.unwrap();
        let voices = told.voices().unwrap();
        assert_eq!((voices.first.site.as_str(), voices.first.author.as_str()), ("two.example", "Zoé"));
        assert_eq!(voices.loudest.1, 1, "each name on a site spoke once, so the first is the loudest");
        assert_eq!(voices.loudest.0.id, voices.first.id);
        assert_eq!((voices.most_copied.0.id, voices.most_copied.1), (voices.first.id, 1));
    })
    .await;
}

//! Sources: found, added, changed, one or many.

use std::{net::SocketAddr, sync::Arc, sync::Mutex};

use app::{
    Noun, Refusal,
    listen::{source_add::NewSource, source_change::SourceAct},
};
use axum::{
    Router,
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use domain::Hat;
use store::source::SourceFilter;
use testkit::TestApp;

/// A site on this machine that answers as it is told and remembers what it was asked.
struct Site {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    async fn answering(answer: impl Fn(&str) -> Response + Clone + Send + Sync + 'static) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let seen = asked.clone();
        let router = Router::new().fallback(move |uri: Uri| {
            seen.lock().unwrap().push(uri.to_string());
            let answered = answer(uri.path());
            async move { answered }
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { at, asked }
    }

    fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    fn asked(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }
}

fn html(body: &str) -> Response {
    ([(header::CONTENT_TYPE, "text/html")], body.to_owned()).into_response()
}

fn feed(title: &str, entries: &[&str]) -> Response {
    let mut xml = format!("<rss version=\"2.0\"><channel><title>{title}</title><language>fr-FR</language>");
    for (entry, day) in entries.iter().zip(1..) {
        let at = format!("<pubDate>{day:02} Nov 2026 10:00:00 GMT</pubDate>");
        xml.push_str(&format!("<item><title>{entry}</title><guid>{entry}</guid>{at}</item>"));
    }
    xml.push_str("</channel></rss>");
    ([(header::CONTENT_TYPE, "application/rss+xml")], xml).into_response()
}

fn missing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn at(address: &str) -> NewSource {
    NewSource { address: address.to_owned(), ..NewSource::default() }
}

fn why(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Invalid { why, .. } => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_page_leads_to_the_feeds_it_declares_each_read_before_it_is_offered() {
    let site = Site::answering(|path| match path {
        "/" => html(
            "<link rel=alternate type='application/rss+xml' href='/posts' title='Posts'>\
             <link rel=alternate type='application/rss+xml' href='/broken' title='Broken'>",
        ),
        "/posts" => feed("Le blog", &["Un", "Deux"]),
        _ => missing(),
    })
    .await;
    let t = TestApp::new().await;
    let known = t.app.add_source(&t.actor(), &at(&site.address("/broken"))).await.unwrap();
    let found = t.app.find_feeds(&t.actor(), &site.address("/")).await.unwrap();
    let told: Vec<_> = found.iter().map(|feed| (feed.title.as_str(), feed.entries, feed.known)).collect();
    assert_eq!(told, [("Le blog", Some(2), None), ("Broken", None, Some(known))]);
    assert_eq!(found[0].language.as_deref(), Some("fr"));
    assert_eq!(found[0].titles, ["Un", "Deux"]);
    assert_eq!(found[0].newest_at, Some("2026-11-02T10:00:00Z".parse::<jiff::Timestamp>().unwrap().as_microsecond()));
}

#[tokio::test]
async fn a_page_that_declares_nothing_is_tried_where_feeds_often_are() {
    let site = Site::answering(|path| match path {
        "/" => html("<h1>Journal</h1>"),
        "/rss.xml" => feed("Journal", &[]),
        _ => missing(),
    })
    .await;
    let t = TestApp::new().await;
    let found = t.app.find_feeds(&t.actor(), &site.address("/")).await.unwrap();
    assert_eq!(found.iter().map(|feed| feed.address.clone()).collect::<Vec<_>>(), [site.address("/rss.xml")]);
}

#[tokio::test]
async fn a_page_without_feeds_gives_none_and_one_that_is_not_there_a_reason() {
    let site = Site::answering(|path| if path == "/" { html("<h1>Rien</h1>") } else { missing() }).await;
    let t = TestApp::new().await;
    assert_eq!(t.app.find_feeds(&t.actor(), &site.address("/")).await.unwrap(), []);
    let refusal = t.app.find_feeds(&t.actor(), &site.address("/gone")).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Fetch(_)), "{refusal:?}");
    assert_eq!(why(t.app.find_feeds(&t.actor(), "deux mots").await.unwrap_err()), "not_an_address");
}

#[tokio::test]
async fn an_address_without_its_scheme_is_tried_without_encryption_too() {
    let site = Site::answering(|_| feed("Local", &["Un"])).await;
    let t = TestApp::new().await;
    let found = t.app.find_feeds(&t.actor(), &site.at.to_string()).await.unwrap();
    assert_eq!(found[0].address, site.address("/"));
}

#[tokio::test]
async fn a_new_source_is_visited_at_once_and_takes_the_name_of_its_feed() {
    TestApp::each(|t| async move {
        let site = Site::answering(|path| if path == "/feed" { feed("Le blog", &["Un", "Deux"]) } else { missing() }).await;
        let id = t.app.add_source(&t.actor(), &at(&site.address("/feed"))).await.unwrap();
        assert_eq!(t.run_due_jobs().await, 1);
        let source = t.reader().source(id).await.unwrap().unwrap();
        assert_eq!((source.title.as_str(), source.documents, source.state.as_str()), ("Le blog", 2, "as_expected"));
        let brought = t.reader().source_brought(id, 10).await.unwrap();
        assert_eq!(brought.iter().map(|document| document.title.as_str()).collect::<Vec<_>>(), ["Deux", "Un"]);
        assert_eq!(t.reader().source_hours(id, 0).await.unwrap().iter().map(|hour| hour.mentions).sum::<i64>(), 2);
        let visits = t.reader().visits(id, 10).await.unwrap();
        assert_eq!((visits[0].outcome.as_str(), visits[0].seen, visits[0].new), ("read", 2, 2));
    })
    .await;
}

#[tokio::test]
async fn the_same_address_written_otherwise_is_taken() {
    TestApp::each(|t| async move {
        t.app.add_source(&t.actor(), &at("https://www.site.example/feed/")).await.unwrap();
        let refusal = t.app.add_source(&t.actor(), &at("http://site.example/feed?utm_source=x")).await.unwrap_err();
        assert!(matches!(refusal, Refusal::Taken(Noun::Source)), "{refusal:?}");
        let events = t.reader().events(None, 10).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.verb == "source.added").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_feed_that_moved_for_good_is_followed_and_one_that_blocks_us_is_told() {
    let site = Site::answering(|path| match path {
        "/old" => (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, "/new")]).into_response(),
        "/new" => feed("Nouvelle adresse", &["Un"]),
        "/wall" => StatusCode::FORBIDDEN.into_response(),
        _ => missing(),
    })
    .await;
    let t = TestApp::new().await;
    let moved = t.app.add_source(&t.actor(), &at(&site.address("/old"))).await.unwrap();
    let wall = t.app.add_source(&t.actor(), &at(&site.address("/wall"))).await.unwrap();
    t.run_due_jobs().await;
    let moved = t.reader().source(moved).await.unwrap().unwrap();
    assert_eq!((moved.address, moved.state.as_str()), (site.address("/new"), "as_expected"));
    let wall = t.reader().source(wall).await.unwrap().unwrap();
    assert_eq!(wall.state, "blocked");
    assert!(wall.next_at.is_some_and(|at| at > t.now()), "it is asked again, rarely");
}

#[tokio::test]
async fn another_address_begins_anew_and_what_was_brought_stays() {
    let site = Site::answering(|path| match path {
        "/one" => feed("Un", &["A"]),
        "/two" => feed("Deux", &["B"]),
        _ => missing(),
    })
    .await;
    let t = TestApp::new().await;
    let id = t.app.add_source(&t.actor(), &at(&site.address("/one"))).await.unwrap();
    t.run_due_jobs().await;
    let edit =
        NewSource { title: "À moi".to_owned(), kind: "blog".to_owned(), language: "en".to_owned(), ..at(&site.address("/two")) };
    t.app.edit_source(&t.actor(), id, &edit).await.unwrap();
    t.run_due_jobs().await;
    let source = t.reader().source(id).await.unwrap().unwrap();
    assert_eq!((source.title.as_str(), source.kind.as_str(), source.language.as_deref()), ("À moi", "blog", Some("en")));
    assert_eq!((source.documents, site.asked("/two")), (2, 1));
    assert_eq!(why(t.app.edit_source(&t.actor(), id, &at("https://site.example/")).await.unwrap_err()), "empty");
}

#[tokio::test]
async fn a_paused_source_is_left_alone_until_it_is_resumed() {
    TestApp::each(|t| async move {
        let site = Site::answering(|_| feed("Le blog", &["Un"])).await;
        let id = t.app.add_source(&t.actor(), &at(&site.address("/feed"))).await.unwrap();
        t.run_due_jobs().await;
        t.app.change_source(&t.actor(), id, SourceAct::Pause).await.unwrap();
        t.wait(7 * 86_400);
        t.run_due_jobs().await;
        assert_eq!(site.asked("/feed"), 1);
        assert_eq!(why(t.app.change_source(&t.actor(), id, SourceAct::VisitNow).await.unwrap_err()), "paused");
        t.app.change_source(&t.actor(), id, SourceAct::Resume).await.unwrap();
        assert_eq!(t.reader().source(id).await.unwrap().unwrap().state, "as_expected", "it stands as it stood");
        t.run_due_jobs().await;
        assert_eq!(site.asked("/feed"), 2);
    })
    .await;
}

#[tokio::test]
async fn many_sources_are_changed_by_one_act_and_one_line_of_the_log() {
    TestApp::each(|t| async move {
        let mut ids = Vec::new();
        for n in 0..1_200 {
            ids.push(t.source(&format!("https://site.example/{n}")).await.id);
        }
        let folder = t.app.add_folder(&t.actor(), "Presse").await.unwrap();
        assert_eq!(t.app.change_sources(&t.actor(), &ids, SourceAct::Move(Some(folder))).await.unwrap(), 1_200);
        assert_eq!(t.reader().folders().await.unwrap()[0].sources, 1_200);
        assert_eq!(t.app.change_sources(&t.actor(), &ids[..700], SourceAct::Pause).await.unwrap(), 700);
        assert_eq!(t.app.change_sources(&t.actor(), &ids, SourceAct::Pause).await.unwrap(), 500, "the others were paused");
        assert!(t.reader().open_job("visit", &ids[0].to_string()).await.unwrap().is_none());
        assert_eq!(t.app.change_sources(&t.actor(), &ids[..10], SourceAct::Resume).await.unwrap(), 10);
        let last = t.reader().open_job("visit", &ids[9].to_string()).await.unwrap().unwrap();
        assert!(last.due_at > t.now(), "visits of many are spread");
        let (other, stranger) = t.another_workspace("Karst").await;
        let elsewhere = app::Actor { workspace: other, ..t.actor_with(stranger, &[Hat::Owner]) };
        assert_eq!(t.app.change_sources(&elsewhere, &ids, SourceAct::Remove).await.unwrap(), 0);
        assert_eq!(t.app.change_sources(&t.actor(), &ids, SourceAct::Remove).await.unwrap(), 1_200);
        assert_eq!(t.reader().count_sources(&SourceFilter::default()).await.unwrap(), 0);
        let events = t.reader().events(None, 100).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.verb == "source.removed").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn folders_are_named_once_and_their_sources_outlive_them() {
    TestApp::each(|t| async move {
        let (press, blogs) =
            (t.app.add_folder(&t.actor(), "Presse").await.unwrap(), t.app.add_folder(&t.actor(), "Blogs").await.unwrap());
        assert_eq!(t.app.add_folder(&t.actor(), " Presse ").await.unwrap(), press);
        let refusal = t.app.rename_folder(&t.actor(), blogs, "Presse").await.unwrap_err();
        assert!(matches!(refusal, Refusal::Taken(Noun::Folder)), "{refusal:?}");
        let id =
            t.app.add_source(&t.actor(), &NewSource { folder: Some(press), ..at("https://site.example/feed") }).await.unwrap();
        t.app.remove_folder(&t.actor(), press).await.unwrap();
        assert_eq!(t.reader().source(id).await.unwrap().unwrap().folder_id, None);
        let new = NewSource { folder: Some(press), ..at("https://other.example/feed") };
        let refusal = t.app.add_source(&t.actor(), &new).await.unwrap_err();
        assert!(matches!(refusal, Refusal::NoSuch(Noun::Folder)), "{refusal:?}");
    })
    .await;
}

#[tokio::test]
async fn who_only_analyses_changes_nothing() {
    let t = TestApp::new().await;
    let analyst = t.actor_with(t.owner, &[Hat::Analyst]);
    let source = t.source("https://site.example/feed").await;
    let refused = [
        t.app.find_feeds(&analyst, "https://site.example").await.err(),
        t.app.add_source(&analyst, &at("https://site.example/b")).await.err(),
        t.app.edit_source(&analyst, source.id, &at("https://site.example/b")).await.err(),
        t.app.change_source(&analyst, source.id, SourceAct::Remove).await.err(),
        t.app.add_folder(&analyst, "Presse").await.err(),
        t.app.import_opml(&analyst, b"https://site.example/c".to_vec(), "list.txt").await.err(),
    ];
    for refusal in refused {
        assert!(matches!(refusal, Some(Refusal::NotAllowed(_))), "{refusal:?}");
    }
    assert!(t.reader().events(None, 10).await.unwrap().is_empty());
}

//! What comes in and goes out: posts from tables and from feeds, and all posts as a file. On real databases.

use app::{
    listen::export::{Format, Separator},
    publish::{
        calendar_days::{MarkKind, MarkWish},
        feed_post::FeedWish,
    },
};
use domain::Hat;
use store::post::Post;
use testkit::{FakeNetwork, Keys, TestApp, said};

use crate::leaving::channel;

const MINUTE_US: i64 = 60_000_000;
const HOUR_S: i64 = 3_600;

async fn posts(t: &TestApp) -> Vec<Post> {
    t.reader().posts_after(0, 10_000).await.unwrap()
}

fn text(post: &Post) -> String {
    serde_json::from_str::<domain::post::Variant>(&post.content).unwrap().text
}

#[tokio::test]
async fn every_row_is_told_of_before_anything_is_made() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        let name = t.reader().channel(one).await.unwrap().unwrap().name;
        let long = "x".repeat(501);
        let table = format!(
            "\u{feff}Date;Time;Zone;Channels;Text;Link;Image;Labels\r\n\
             2026-12-01;09:30;Europe/Paris;{name};\"Deux\nlignes; et un point\";https://solenne.example/a;;neige, hiver\r\n\
             01/12/2026;18:00;;{one};Le soir;;;\r\n\
             ;;;;Sans date;;;\r\n\
             ;;;;;;;\r\n\
             2026-12-01;;;{name};Sans heure;;;\r\n\
             2020-01-01;09:00;;{name};Passé;;;\r\n\
             2026-13-01;9 h;Mars/Olympus;Personne;Faux;ftp://x;photo.jpg;\r\n\
             2026-12-02;09:00;;{name};{long};;;\r\n\
             2026-12-02;10:00;;{name};Image;;999;\r\n"
        );
        let rows = t.app.check_posts_csv(&t.actor(), table.as_bytes()).await.unwrap();
        let told: Vec<(u64, Vec<String>)> = rows
            .iter()
            .map(|row| (row.line, row.problems.iter().map(|one| format!("{} {}", one.column, one.why)).collect()))
            .collect();
        let none: Vec<String> = Vec::new();
        let of = |said: &[&str]| said.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let expect = vec![
            (2, none.clone()),
            (4, none.clone()),
            (5, none),
            (7, of(&["time empty"])),
            (8, of(&["date past"])),
            (
                9,
                of(&[
                    "link not_an_address",
                    "image no_number",
                    "channels unknown",
                    "zone unknown",
                    "date not_a_date",
                    "time not_a_time",
                ]),
            ),
            (10, of(&["text text_too_long"])),
            (11, of(&["image unknown"])),
        ];
        assert_eq!(told, expect);
        assert!(posts(&t).await.is_empty(), "looking makes nothing");
        assert_eq!(rows[0].draft.content.text, "Deux\nlignes; et un point\n\nhttps://solenne.example/a");
        assert_eq!(rows[0].draft.labels, ["neige", "hiver"]);
        let due = jiff::Timestamp::from_microsecond(rows[0].draft.due_at.unwrap()).unwrap();
        assert_eq!(due.to_string(), "2026-12-01T08:30:00Z");
        let made = t.app.import_posts_csv(&t.actor(), table.as_bytes(), true).await.unwrap();
        let lines: Vec<u64> = made.made.iter().map(|(line, _)| *line).collect();
        assert_eq!((lines, made.left.len()), (vec![2, 4, 5], 5));
        let states: Vec<String> = posts(&t).await.into_iter().map(|post| post.state).collect();
        assert_eq!(states, ["planned", "planned", "draft"]);
        t.wait_until("2026-12-01T08:30:00Z");
        t.run_due_jobs().await;
        assert_eq!(network.told().len(), 1, "what was planned leaves");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_table_is_refused_whole() {
    TestApp::each(|t| async move {
        let refused = async |bytes: &[u8]| t.app.check_posts_csv(&t.actor(), bytes).await.unwrap_err().code();
        assert_eq!(refused(b"a,b\n1,2\n").await, "invalid_table_no_columns");
        assert_eq!(refused(&[b't', b'e', b'x', b't', b'\n', 0xe9]).await, "invalid_table_not_utf8");
        let many = format!("text\n{}", "x\n".repeat(5_001));
        assert_eq!(refused(many.as_bytes()).await, "invalid_table_too_many");
        assert_eq!(refused(&vec![b'x'; (10 << 20) + 1]).await, "invalid_table_too_long");
        let full = format!("text\n{}", "x\n".repeat(5_000));
        let made = t.app.import_posts_csv(&t.actor(), full.as_bytes(), false).await.unwrap();
        assert_eq!(made.made.len(), 5_000);
        let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let analyst = t.actor_with(analyst, &[Hat::Analyst]);
        assert_eq!(t.app.import_posts_csv(&analyst, b"text\nx\n", false).await.unwrap_err().code(), "not_allowed");
    })
    .await;
}

#[tokio::test]
async fn an_entry_becomes_a_post_once_for_ever() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let source = t.source("https://blog.example/feed").await;
        let other = t.source("https://planet.example/feed").await;
        let now = t.now();
        let before = said("https://blog.example/0", "Avant", "Déjà là.", now);
        t.app.ingest(&t.actor(), &source, vec![before.clone()]).await.unwrap();
        t.wait(60);
        let wish =
            |plans, hours| FeedWish { source: source.id, channels: vec![channel], template: "{title} {link} {x}", plans, hours };
        let drafts = t.app.add_feed_rule(&t.actor(), &wish(false, (0, 24))).await.unwrap();
        t.app.add_feed_rule(&t.actor(), &wish(true, (8, 20))).await.unwrap();
        assert_eq!(t.app.add_feed_rule(&t.actor(), &wish(true, (20, 8))).await.unwrap_err().code(), "invalid_hours_unknown");
        t.wait(60);
        // One comes by another source first, one is old, one says braces of its own, one is too long to leave.
        let shared = said("https://blog.example/1", "Neige", "Il neige.", t.now());
        t.app.ingest(&t.actor(), &other, vec![shared.clone()]).await.unwrap();
        t.run_due_jobs().await;
        assert!(posts(&t).await.is_empty(), "the other source has no rule");
        let old = said("https://blog.example/2", "Vieux", "Il y a longtemps.", now - 40 * 86_400 * 1_000_000);
        let braces = said("https://blog.example/3", "{link} {title}", "Accolades.", t.now());
        let long = said("https://blog.example/4", &"x".repeat(600), "Long.", t.now());
        for _ in 0..2 {
            let all = vec![before.clone(), shared.clone(), old.clone(), braces.clone(), long.clone()];
            t.app.ingest(&t.actor(), &source, all).await.unwrap();
            t.run_due_jobs().await;
            t.wait(60);
        }
        let made = posts(&t).await;
        let of = |state: &str| made.iter().filter(|post| post.state == state).map(text).collect::<Vec<_>>();
        let long = format!("{} https://blog.example/4 {{x}}", "x".repeat(600));
        let (neige, braces) = ("Neige https://blog.example/1 {x}", "{link} {title} https://blog.example/3 {x}");
        let mut drafts_made = of("draft");
        drafts_made.sort();
        let mut expect = vec![neige.to_owned(), braces.to_owned(), long.clone(), long];
        expect.sort();
        assert_eq!(drafts_made, expect, "what cannot leave waits as a draft");
        let mut planned = of("planned");
        planned.sort();
        assert_eq!(planned, [neige, braces]);
        let due: Vec<i64> = made.iter().filter(|post| post.state == "planned").filter_map(|post| post.due_at).collect();
        assert!((due[1] - due[0]).abs() >= 15 * MINUTE_US, "no flood: {due:?}");
        // The old entry is seen again after a year, and a removed rule makes nothing more.
        t.app.remove_feed_rule(&t.actor(), drafts).await.unwrap();
        t.wait(24 * HOUR_S);
        let fresh = said("https://blog.example/5", "Encore", "Neuf.", t.now());
        t.app.ingest(&t.actor(), &source, vec![shared, fresh]).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(posts(&t).await.len(), made.len() + 1);
        let (elsewhere, user) = t.another_workspace("Brume").await;
        let mut stranger = t.actor_with(user, &[Hat::Owner]);
        stranger.workspace = elsewhere;
        assert_eq!(t.app.add_feed_rule(&stranger, &wish(true, (0, 24))).await.unwrap_err().code(), "no_such_source");
        let rule = t.reader().feed_rules().await.unwrap()[0].id;
        assert_eq!(t.app.remove_feed_rule(&stranger, rule).await.unwrap_err().code(), "no_such_feed_rule");
    })
    .await;
}

#[tokio::test]
async fn all_posts_are_a_file_with_what_became_of_them() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        let table = format!("date,time,channels,text,labels\n2026-12-01,09:30,{one},=1+1,\"a;b\"\n,,,Brouillon,\n");
        t.app.import_posts_csv(&t.actor(), table.as_bytes(), true).await.unwrap();
        let csv = String::from_utf8(t.app.export_posts(&t.actor(), Format::Csv(Separator::Comma)).await.unwrap()).unwrap();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 3, "{csv}");
        assert!(lines[0].starts_with("\u{feff}post,state,title,text"));
        assert!(lines[1].contains("planned") && lines[1].contains("'=1+1") && lines[1].contains("waiting"), "{}", lines[1]);
        let json = String::from_utf8(t.app.export_posts(&t.actor(), Format::JsonLines).await.unwrap()).unwrap();
        let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
        assert_eq!(first["content"]["text"], "=1+1");
        assert_eq!((&first["labels"], &first["deliveries"][0]["state"]), (&serde_json::json!(["a", "b"]), &"waiting".into()));
    })
    .await;
}

#[tokio::test]
async fn verbs_of_tables_write_one_line_each() {
    TestApp::each(|t| async move {
        let source = t.source("https://blog.example/feed").await;
        let before = t.store.last_event().await.unwrap();
        t.app.import_posts_csv(&t.actor(), b"text\nBonjour\n", false).await.unwrap();
        let wish = FeedWish { source: source.id, channels: Vec::new(), template: "{title}", plans: false, hours: (0, 24) };
        let rule = t.app.add_feed_rule(&t.actor(), &wish).await.unwrap();
        t.wait(1);
        t.app.ingest(&t.actor(), &source, vec![said("https://blog.example/1", "Un", "Un.", t.now())]).await.unwrap();
        t.run_due_jobs().await;
        t.app.remove_feed_rule(&t.actor(), rule).await.unwrap();
        let (from, to) = (jiff::civil::date(2026, 12, 24), jiff::civil::date(2026, 12, 26));
        let mark =
            t.app.mark_days(&t.actor(), &MarkWish { kind: MarkKind::Embargo, from, to, words: "Inventaire" }).await.unwrap();
        t.app.unmark_days(&t.actor(), mark).await.unwrap();
        t.app.set_calendar_countries(&t.actor(), &["fr".to_owned()]).await.unwrap();
        let written = t.store.events_after(before, &[], 100).await.unwrap();
        let verbs: Vec<&str> = written.iter().map(|event| event.verb.as_str()).collect();
        for verb in [
            "posts.imported",
            "feed_rule.added",
            "feed_rule.followed",
            "feed_rule.removed",
            "calendar.marked",
            "calendar.unmarked",
            "calendar.countries_set",
        ] {
            assert_eq!(verbs.iter().filter(|one| **one == verb).count(), 1, "{verb} in {verbs:?}");
        }
    })
    .await;
}

/// A site with one picture, which says how often it was asked for it; anything else is not there.
async fn site(picture: Vec<u8>) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = asked.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = vec![0; 8_192];
            let n = stream.read(&mut read).await.unwrap_or(0);
            let asked_for = String::from_utf8_lossy(&read[..n]).lines().next().unwrap_or_default().to_owned();
            let (status, body) = if asked_for.contains("/neige.jpg") {
                counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                ("200 OK", picture.clone())
            } else if asked_for.contains("/page.jpg") {
                ("200 OK", b"<html>no picture</html>".to_vec())
            } else {
                ("404 Not Found", Vec::new())
            };
            let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(&[head.into_bytes(), body].concat()).await;
        }
    });
    (address, asked)
}

#[tokio::test]
async fn pictures_by_address_come_into_the_library_when_the_posts_are_made() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let one = channel(&t, &network, "one").await;
        let (site, asked) = site(testkit::photograph(120, 80, 3)).await;
        let table = format!(
            "text,channels,image_address,alt\n\
             Un,{one},{site}/neige.jpg,Un sommet\n\
             Deux,{one},{site}/neige.jpg,Le même\n\
             Trois,{one},{site}/absente.jpg,Rien\n\
             Quatre,{one},{site}/page.jpg,Une page\n\
             Cinq,{one},ftp://site.example/neige.jpg,Rien\n\
             Six,{one},{site}/a.jpg {site}/b.jpg {site}/c.jpg {site}/d.jpg {site}/e.jpg,A|B|C|D|E\n"
        );
        let told = |rows: &[app::publish::post_csv::CsvRow]| -> Vec<(u64, Vec<String>)> {
            let of = |row: &app::publish::post_csv::CsvRow| {
                row.problems.iter().map(|one| format!("{} {}", one.column, one.why)).collect()
            };
            rows.iter().map(|row| (row.line, of(row))).collect()
        };
        let rows = t.app.check_posts_csv(&t.actor(), table.as_bytes()).await.unwrap();
        let said = |words: &str| vec![words.to_owned()];
        let known = [(6, said("image_address not_an_address")), (7, said("text too_many_images"))];
        let bad: Vec<_> = told(&rows).into_iter().filter(|(_, problems)| !problems.is_empty()).collect();
        assert_eq!(bad, known);
        assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 0, "looking fetches nothing");
        let made = t.app.import_posts_csv(&t.actor(), table.as_bytes(), false).await.unwrap();
        assert_eq!(made.made.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3]);
        let unreachable = said("image_address unreachable");
        let left = [(4, unreachable.clone()), (5, unreachable), known[0].clone(), known[1].clone()];
        assert_eq!(told(&made.left), left);
        assert_eq!(asked.load(std::sync::atomic::Ordering::Relaxed), 1, "one address is fetched once");
        let posts = posts(&t).await;
        let media: Vec<_> = posts
            .iter()
            .map(|post| serde_json::from_str::<domain::post::Variant>(&post.content).unwrap().media.remove(0))
            .collect();
        assert_eq!((media[0].asset, media[0].width, media[0].alt.as_str()), (media[1].asset, 120, "Un sommet"));
        let many: String = (0..101).map(|n| format!("Post {n},{one},{site}/{n}.jpg,x\n")).collect();
        let rows =
            t.app.check_posts_csv(&t.actor(), format!("text,channels,image_address,alt\n{many}").as_bytes()).await.unwrap();
        assert_eq!(told(&rows).last().unwrap().1, said("image_address too_many"));
        assert!(told(&rows)[99].1.is_empty());
    })
    .await;
}

//! What hostile and broken feeds get: an answer, soon, with the good part kept.

use std::time::{Duration, Instant};

use connect::feed::{self, FEED_BYTES_MAX, FEED_ENTRIES_MAX, Feed, FeedContext, FeedError, FeedProblem};
use proptest::prelude::*;

/// What one hostile feed may take in a build without optimisation; a reader that grows with the square of its input takes minutes.
const PATIENCE: Duration = Duration::from_secs(20);

fn parse(bytes: &[u8]) -> Result<Feed, FeedError> {
    feed::parse(bytes, &FeedContext::default())
}

fn soon(name: &str, text: &str) -> Result<Feed, FeedError> {
    let start = Instant::now();
    let feed = parse(text.as_bytes());
    assert!(start.elapsed() < PATIENCE, "{name} took {:?}", start.elapsed());
    feed
}

#[test]
fn fifty_megabytes_are_refused_at_once() {
    let bytes = vec![b'<'; 50 << 20];
    let start = Instant::now();
    assert_eq!(parse(&bytes), Err(FeedError::TooLong { bytes: 50 << 20, bytes_max: FEED_BYTES_MAX }));
    assert!(start.elapsed() < Duration::from_millis(500));
}

#[test]
fn entity_bombs_do_not_go_off() {
    let mut definitions = String::from("<!ENTITY l0 \"lol lol lol lol\">");
    for level in 1..12 {
        let inside = format!("&l{};", level - 1).repeat(10);
        definitions.push_str(&format!("<!ENTITY l{level} \"{inside}\">"));
    }
    let text = format!(
        "<!DOCTYPE rss [{definitions}]><rss><channel><title>safe</title><item><title>&l11;</title></item><item><title>after</title></item></channel></rss>"
    );
    let feed = soon("bomb", &text).unwrap();
    assert_eq!((feed.title.line().as_str(), feed.entries[1].title.line().as_str()), ("safe", "after"));
    assert!(feed.problems.contains(&FeedProblem::EntityBomb));
}

#[test]
fn outside_files_are_never_read() {
    let feed =
        parse(b"<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/hostname'>]><rss><channel><title>[&f;]</title></channel></rss>")
            .unwrap();
    assert_eq!(feed.title.line(), "[]");
    assert_eq!(feed.problems, [FeedProblem::ExternalEntity { name: "f".to_owned() }]);
}

#[test]
fn what_would_take_time_or_stack_does_not() {
    let nested = format!(
        "<rss><channel><item><description>{}x{}</description><title>t</title></item></channel></rss>",
        "<div>".repeat(200_000),
        "</div>".repeat(200_000)
    );
    let feed = soon("nested", &nested).unwrap();
    assert!(feed.problems.iter().any(|problem| matches!(problem, FeedProblem::TooDeep { line: 1 })));
    let _ = feed::to_json_feed(&feed);
    let _ = soon("unclosed tags", &format!("<rss><channel><item>{}", "<a ".repeat(500_000)));
    let _ = soon("unclosed quotes", &format!("<rss><channel><item>{}", "<a b=\"".repeat(500_000)));
    let _ = soon("stray ends", &format!("<rss><channel>{}", "</a>".repeat(500_000)));
    let _ = soon("lone ampersands", &format!("<rss><channel><title>{}", "&".repeat(2_000_000)));
    let _ = soon("comments", &format!("<rss><channel>{}", "<!--".repeat(500_000)));
    let _ = soon("document types", &format!("<!DOCTYPE{}", "<!DOCTYPE [".repeat(300_000)));
    let _ = soon("whole document types", &"<!DOCTYPE [>".repeat(300_000));
    let _ = soon("instructions", &format!("<rss>{}", "<?a>".repeat(300_000)));
    let _ = soon("attributes", &format!("<rss><channel><item {}></item>", "a=b ".repeat(500_000)));
    let _ =
        soon("namespaces", &format!("<rss {}><channel>", (0..50_000).map(|n| format!("xmlns:n{n}='u' ")).collect::<String>()));
    let _ = soon("brackets", &format!("{{\"items\": {}", "[".repeat(1_000_000)));
    let word = "x".repeat(1 << 20);
    assert_eq!(
        soon("one word", &format!("<rss><channel><item><title>{word}</title></item></channel></rss>")).unwrap().entries.len(),
        1
    );
}

#[test]
fn more_entries_than_are_read_are_told() {
    let text = format!("<rss><channel>{}</channel></rss>", "<item><title>t</title></item>".repeat(FEED_ENTRIES_MAX + 5));
    let feed = soon("entries", &text).unwrap();
    assert_eq!(feed.entries.len(), FEED_ENTRIES_MAX);
    assert!(feed.problems.contains(&FeedProblem::TooManyEntries { kept: FEED_ENTRIES_MAX }));
}

/// A valid feed of three entries, and where each ends.
fn three_entries() -> (String, Vec<usize>) {
    let mut text = String::from("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>T</title>");
    let mut ends = Vec::new();
    for number in 1..=3 {
        text.push_str(&format!(
            "<item><guid isPermaLink=\"false\">{number}</guid><title>é {number} &amp; co</title><description><![CDATA[<p>body {number}</p>]]></description></item>"
        ));
        ends.push(text.len());
    }
    text.push_str("</channel></rss>");
    (text, ends)
}

#[test]
fn wherever_a_feed_is_cut_the_entries_before_are_whole() {
    let (text, ends) = three_entries();
    let whole = parse(text.as_bytes()).unwrap();
    for cut in text.find("<rss").unwrap() + 5..text.len() {
        let Ok(feed) = parse(&text.as_bytes()[..cut]) else {
            assert!(cut < ends[0], "cut at {cut}");
            continue;
        };
        let kept = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(feed.entries[..kept], whole.entries[..kept], "cut at {cut}");
        assert!(feed.entries[kept..].iter().all(|entry| entry.cut), "cut at {cut}");
        assert!(feed.problems.iter().any(|problem| matches!(problem, FeedProblem::Truncated { .. })), "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = parse(&bytes);
        let _ = feed::discover(&bytes, &FeedContext::default());
    }

    #[test]
    fn any_markup_gets_an_answer(text in "(<|>|/|&|;|\"|'|=| |a|é|<item>|</item>|<rss>|<channel>|<feed>|<entry>|<title>|<!\\[CDATA\\[|\\]\\]>|<!--|<!DOCTYPE|xmlns:a=|#x|\u{0}){0,60}") {
        for before in ["", "<rss><channel>", "<feed>"] {
            if let Ok(feed) = parse(format!("{before}{text}").as_bytes()) {
                let _ = feed::to_json_feed(&feed);
            }
        }
    }

    #[test]
    fn damage_never_costs_more_than_what_it_touches(at in 0_usize..400, byte in any::<u8>()) {
        let (text, _) = three_entries();
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = parse(&bytes);
    }

    #[test]
    fn any_date_gets_an_answer(text in "\\PC{0,40}") {
        let _ = feed::read_date(&text);
    }

    #[test]
    fn anything_like_a_date_gets_an_answer(text in "[0-9]{1,4}[-/. ][0-9a-zéû]{1,4}[-/. ][0-9]{1,4}[T ][0-9]{0,2}:?[0-9]{0,3}[.:]?[0-9]{0,12} ?[+-]?[0-9]{0,5}[A-Z]{0,3}") {
        let _ = feed::read_date(&text);
    }
}

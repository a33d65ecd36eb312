//! Which feeds a page leads to.

use connect::feed::{FeedContext, FeedKind, discover};
use url::Url;

fn check(address: &str, html: &str, expected: &[(&str, bool)]) {
    let url = Url::parse(address).unwrap();
    let found = discover(html.as_bytes(), &FeedContext { address: Some(&url), ..FeedContext::default() });
    let found: Vec<(&str, bool)> = found.iter().map(|feed| (feed.address.as_str(), feed.guess)).collect();
    assert_eq!(found, expected, "{address}");
}

#[test]
fn declared_feeds_come_first_and_those_of_comments_last() {
    check(
        "https://site.example/blog/post",
        r#"<!doctype html><html><head><base href="https://site.example/blog/">
        <link rel="alternate" type="application/rss+xml" title="Comments" href="comments/feed">
        <LINK REL='alternate' TYPE='application/atom+xml' HREF='atom.xml?a=1&amp;b=2'>
        <link rel="alternate" type="application/json+oembed" href="oembed.json"><link rel="alternate" hreflang="fr" href="/fr">
        <!-- <link rel="alternate" type="application/rss+xml" href="hidden"> -->
        <script>var x = '<link rel="alternate" type="application/rss+xml" href="scripted">';</script></head>
        <body><a href="/feed/news.rss">News <b>feed</b></a><a href="/feeding">no</a><a href="mailto:a@b.example">no</a></body></html>"#,
        &[
            ("https://site.example/blog/atom.xml?a=1&b=2", false),
            ("https://site.example/blog/comments/feed", false),
            ("https://site.example/feed/news.rss", true),
        ],
    );
}

#[test]
fn a_feed_finds_itself() {
    let url = Url::parse("https://site.example/feed").unwrap();
    let found = discover(
        b"<rss><channel><title>T</title></channel></rss>",
        &FeedContext { address: Some(&url), ..FeedContext::default() },
    );
    assert_eq!((found.len(), found[0].address.as_str(), found[0].title.as_deref()), (1, "https://site.example/feed", Some("T")));
    assert_eq!((found[0].format, found[0].guess), (Some(FeedKind::Rss), false));
}

#[test]
fn sites_of_a_known_kind_keep_their_feeds_where_they_do() {
    let page = "<html><head><title>x</title></head></html>";
    check("https://www.youtube.com/channel/UCabc", page, &[("https://www.youtube.com/feeds/videos.xml?channel_id=UCabc", true)]);
    check(
        "https://www.youtube.com/playlist?list=PL1",
        page,
        &[("https://www.youtube.com/feeds/videos.xml?playlist_id=PL1", true)],
    );
    check(
        "https://www.youtube.com/@name",
        r#"<html><script>{"externalId":"UCxyz_-1"}</script></html>"#,
        &[("https://www.youtube.com/feeds/videos.xml?channel_id=UCxyz_-1", true)],
    );
    check(
        "https://github.com/a/b/issues",
        page,
        &[
            ("https://github.com/a/b/releases.atom", true),
            ("https://github.com/a/b/commits.atom", true),
            ("https://github.com/a/b/tags.atom", true),
        ],
    );
    check("https://www.reddit.com/r/rust/", page, &[("https://www.reddit.com/r/rust/.rss", true)]);
    check("https://social.example/@ada", page, &[("https://social.example/@ada.rss", true)]);
    check("https://x.tumblr.com/post/1", page, &[("https://x.tumblr.com/rss", true)]);
    check("https://medium.com/@ada/story", page, &[("https://medium.com/feed/@ada", true)]);
    check("https://x.blogspot.com/2020", page, &[("https://x.blogspot.com/feeds/posts/default", true)]);
    check(
        "https://site.example/",
        r#"<html><meta name="generator" content="WordPress 6.9"></html>"#,
        &[("https://site.example/feed/", true)],
    );
}

#[test]
fn any_other_page_gives_places_to_try() {
    let url = Url::parse("https://site.example/a/b").unwrap();
    let found = discover(b"<html></html>", &FeedContext { address: Some(&url), ..FeedContext::default() });
    assert!(found.iter().all(|feed| feed.guess) && found[0].address == "https://site.example/feed");
    assert!(discover(b"<html></html>", &FeedContext::default()).is_empty());
}

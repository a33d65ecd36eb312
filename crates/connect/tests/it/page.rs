//! What pages without a feed say.

use std::time::{Duration, Instant};

use connect::page::{self, PAGE_BYTES_MAX, PageError};
use domain::Language;
use proptest::prelude::*;
use url::Url;

/// What one hostile page may take in a build without optimisation.
const PATIENCE: Duration = Duration::from_secs(30);

fn address() -> Url {
    Url::parse("https://site.example/news/2026/11/20/title").unwrap()
}

fn story() -> String {
    let paragraph = "<p>The river rose by two metres in the night, and the people of the lower town carried what they could to the hill, \
        where the school had been opened for them, with soup, blankets and the radio on.</p>";
    format!(
        r#"<!doctype html><html lang="en-GB"><head><title>The river | Site</title>
        <meta property="og:site_name" content="Site"><meta name="description" content="What the river did.">
        <meta property="og:image" content="/river.jpg"><link rel="canonical" href="/river">
        <script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Site"}},
        {{"@type":["NewsArticle"],"headline":"The river rose","author":[{{"@type":"Person","name":"Ada"}},{{"name":"Bob"}}],
        "datePublished":"2026-11-21T08:00:00+01:00","dateModified":"2026-11-21T09:00:00+01:00"}}]}}</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <article><h1>The river rose</h1>{}<p onclick="x()">See <a href="map">the map</a>.</p><script>alert(1)</script></article>
        <footer>All rights reserved, cookies, newsletter</footer></body></html>"#,
        paragraph.repeat(6)
    )
}

#[test]
fn an_article_is_told_from_what_stands_around_it() {
    let article = page::article(&story(), Some(&address())).unwrap();
    assert_eq!(article.title, "The river rose");
    assert_eq!(article.byline.as_deref(), Some("Ada, Bob"));
    assert_eq!(article.published.unwrap().to_string(), "2026-11-21T07:00:00Z");
    assert_eq!(article.updated.unwrap().to_string(), "2026-11-21T08:00:00Z");
    assert_eq!(article.language.as_deref(), Some("en-GB"));
    assert_eq!(article.description.as_deref(), Some("What the river did."));
    assert_eq!(article.image.as_deref(), Some("https://site.example/river.jpg"));
    assert_eq!(article.canonical.as_deref(), Some("https://site.example/river"));
    assert_eq!(article.site_name.as_deref(), Some("Site"));
    assert!(
        article.text.contains("lower town") && !article.text.contains("newsletter") && !article.text.contains("Sport"),
        "{}",
        article.text
    );
    assert!(article.html.as_str().contains("href=\"https://site.example/news/2026/11/20/map\""));
    assert!(!article.html.as_str().contains("onclick") && !article.html.as_str().contains("alert"));
    assert_eq!(article.to_json()["published"], "2026-11-21T07:00:00Z");
}

#[test]
fn a_page_that_declares_nothing_is_read_by_what_it_shows() {
    let html = "<html><head><title>T</title></head><body><h1>Shown</h1><p>Too short to be an article.</p></body></html>";
    let article = page::article(html, Some(&address())).unwrap();
    assert_eq!(article.published.unwrap().to_string(), "2026-11-20T00:00:00Z", "the day stands in the address");
    assert!(!article.title.is_empty());
    assert_eq!((article.byline, article.image), (None, None));
}

#[test]
fn a_date_that_is_only_shown_is_found() {
    let check = |shown: &str, expected: Option<&str>| {
        let html = format!("<html><body><h1>T</h1>{shown}<p>Text</p></body></html>");
        let published = page::article(&html, None).unwrap().published.map(|moment| moment.to_string());
        assert_eq!(published.as_deref(), expected, "{shown}");
    };
    check("<p class='article-metadata'>Lübeck, 31. März 2003</p>", Some("2003-03-31T00:00:00Z"));
    check("<span class='recipe-date'>10.10.2006</span>", Some("2006-10-10T00:00:00Z"));
    check("<p class='info'>Publié le 3 février 2026 à 10:00 par Ada</p>", Some("2026-02-03T00:00:00Z"));
    check("<time datetime='2026-02-03T10:00Z'>hier</time>", Some("2026-02-03T10:00:00Z"));
    check("<p class='info'>Room 2026, from 9 to 5</p><p class='meta'>ISBN 1234</p>", None);
    check("<p>In May 2003 nothing happened</p>", None);
}

fn list(entries: usize) -> String {
    let entries: String = (1..=entries)
        .map(|n| {
            format!(
                r#"<div class="card card-{n} {}"><div class="inner"><h2 class="card-title"><a class="more" href="/n/{n}">News number {n} of the town</a></h2>
                <time datetime="2026-11-{n:02}T10:00:00Z">day {n}</time><p class="excerpt">What happened on day {n}, told in a few words.</p>
                <a href="/tag/x">tag</a></div></div>"#,
                if n == 1 { "first" } else { "" }
            )
        })
        .collect();
    let menu: String = (0..12).map(|n| format!("<li><a href='/menu/{n}'>A long entry of the menu {n}</a></li>")).collect();
    format!("<html><body><nav><ul>{menu}</ul></nav><main><section class='list'>{entries}</section></main></body></html>")
}

#[test]
fn repeated_entries_of_a_list_are_proposed_with_their_selectors() {
    let html = list(9);
    let proposals = page::propose_items(&html, Some(&address())).unwrap();
    let best = &proposals[0];
    assert_eq!(best.count, 9, "{best:?}");
    let sample = &best.samples[1];
    assert_eq!(
        (sample.title.as_str(), sample.address.as_deref()),
        ("News number 2 of the town", Some("https://site.example/n/2"))
    );
    assert_eq!(sample.published.unwrap().to_string(), "2026-11-02T10:00:00Z");
    assert_eq!(sample.text, "What happened on day 2, told in a few words.");
    assert!(best.score > 0.7 && best.score <= 1.0);
    let entries = page::read_entries(&html, Some(&address()), &best.selectors).unwrap();
    assert_eq!(entries.len(), 9);
    assert_eq!(page::propose_items(&html, Some(&address())).unwrap(), proposals, "the same page gives the same proposals");
}

#[test]
fn entries_that_are_links_themselves_and_bare_lists_are_proposed_too() {
    let links: String = (1..=5).map(|n| format!("<a class='story' href='s{n}'><h3>A story with number {n}</h3></a>")).collect();
    let proposals = page::propose_items(&format!("<body><div id='all'>{links}</div></body>"), Some(&address())).unwrap();
    assert_eq!((proposals[0].count, proposals[0].selectors.link.as_deref()), (5, None));
    assert_eq!(proposals[0].samples[0].address.as_deref(), Some("https://site.example/news/2026/11/20/s1"));
    let rows: String = (1..=4).map(|n| format!("<li><a href='/r/{n}'>The report of the year {n}</a></li>")).collect();
    let proposals = page::propose_items(
        &format!("<body><h1>x</h1><ul class='reports'>{rows}</ul><ul><li>a</li><li>b</li><li>c</li></ul></body>"),
        None,
    )
    .unwrap();
    assert_eq!((proposals[0].count, proposals[0].samples[3].title.as_str()), (4, "The report of the year 4"));
}

#[test]
fn a_page_without_a_list_gives_no_proposal() {
    assert_eq!(page::propose_items(&story(), Some(&address())), Ok(Vec::new()));
}

#[test]
fn what_cannot_be_read_is_said_soon() {
    let start = Instant::now();
    assert_eq!(page::article(&"x".repeat(50 << 20), None), Err(PageError::TooLong { bytes: 50 << 20 }));
    assert_eq!(page::article(" ", None), Err(PageError::Empty));
    assert_eq!(page::article(&"<div>".repeat(100_000), None), Err(PageError::TooIntricate));
    assert_eq!(page::propose_items(&"<b>x</b>".repeat(100_000), None), Err(PageError::TooIntricate));
    let wrong = page::EntrySelectors { item: "][".to_owned(), ..page::EntrySelectors::default() };
    assert_eq!(page::read_entries("<p>x", None, &wrong), Err(PageError::BadSelector { selector: "][".to_owned() }));
    let deep = format!("{}x{}", "<div>".repeat(page::PAGE_DEPTH_MAX - 10), "</div>".repeat(page::PAGE_DEPTH_MAX - 10));
    assert!(page::article(&deep, None).is_ok() && page::propose_items(&deep, None).is_ok());
    let long = format!("<p>{}</p>", "word ".repeat(PAGE_BYTES_MAX / 5 - 100));
    assert!(page::article(&long, None).is_ok());
    let links = format!("<body>{}</body>", "<li><a href='/x'>twelve letters and more</a></li>".repeat(25_000));
    assert!(page::propose_items(&links, None).is_ok());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
    assert_ne!(PageError::Empty.sentence(Language::English), PageError::Empty.sentence(Language::French));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_gets_an_answer(html in "(<|>|/|\"|=| |a|é|<div class='x'>|</div>|<a href='/b'>|</a>|<h2>|<time>|<script>|<table>|<svg>|<template>|<base href='//'>){0,80}") {
        let _ = page::article(&html, None);
        let _ = page::propose_items(&html, Some(&address()));
    }
}

//! Lists of feeds, good and bad, there and back.

use connect::opml::{self, OPML_BYTES_MAX, OPML_PROBLEMS_MAX, OpmlError, OpmlFault, OpmlFeed};
use domain::Language;
use proptest::prelude::*;

#[test]
fn folders_titles_and_attributes_of_others_are_kept() {
    let reading = opml::read(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><head><title>My &amp; list</title></head><body>
<outline text="News"><outline text="France">
<outline type="rss" text="A" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>
</outline>
<outline text="B" XMLURL='https://b.example/feed' frss:xPathItem="//div[@class=&quot;x&quot;]"></outline>
</outline>
<outline xmlUrl="https://c.example/feed"/>
</body></opml>"#,
    )
    .unwrap();
    assert_eq!(reading.title.as_deref(), Some("My & list"));
    assert_eq!(reading.problems, []);
    let feeds: Vec<_> = reading
        .outlines
        .iter()
        .map(|feed| (feed.title.as_str(), feed.address.as_str(), feed.folders.join("/"), feed.line))
        .collect();
    assert_eq!(
        feeds,
        [
            ("A", "https://a.example/feed?x=1&y=2", "News/France".to_owned(), 4),
            ("B", "https://b.example/feed", "News".to_owned(), 6),
            ("https://c.example/feed", "https://c.example/feed", String::new(), 8),
        ]
    );
    assert_eq!(reading.outlines[1].extras, [("frss:xPathItem".to_owned(), "//div[@class=\"x\"]".to_owned())]);
}

#[test]
fn each_bad_line_is_named_and_the_others_are_taken() {
    let reading = opml::read(
        br#"<opml><body>
<outline text="good" xmlUrl="https://a.example/1"/>
<outline text="nothing"/>
<outline text="bad" xmlUrl="not an address"/>
%%% rubbish & <<< more
<outline text="again" xmlUrl="https://a.example/1"/>
<outline text="no end" xmlUrl="https://a.example/2"
<outline text="no quote" xmlUrl="https://a.example/3/>
<outline text="script" xmlUrl="javascript:alert(1)"/>
<outline text="empty folder"></outline>
<outline text="last" xmlUrl="https://a.example/4"/>
</body></opml>"#,
    )
    .unwrap();
    let addresses: Vec<&str> = reading.outlines.iter().map(|feed| feed.address.as_str()).collect();
    assert_eq!(addresses, ["https://a.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/4"]);
    let problems: Vec<(usize, &OpmlFault)> = reading.problems.iter().map(|problem| (problem.line, &problem.fault)).collect();
    assert_eq!(
        problems,
        [
            (3, &OpmlFault::NoAddress { title: "nothing".to_owned() }),
            (4, &OpmlFault::BadAddress { written: "not an address".to_owned() }),
            (5, &OpmlFault::Rubbish { written: "%%% rubbish & <<< more".to_owned() }),
            (6, &OpmlFault::Twice { first_line: 2 }),
            (9, &OpmlFault::BadAddress { written: "javascript:alert(1)".to_owned() }),
            (10, &OpmlFault::NoAddress { title: "empty folder".to_owned() }),
        ]
    );
    assert_eq!(reading.problems[3].sentence(Language::French), "Ligne 6 : ce flux est déjà à la ligne 2.");
}

#[test]
fn html_with_its_quotes_in_a_description_does_not_hide_the_address() {
    let reading = opml::read(
        br#"<opml><body><outline text="F">
<outline text="A" description="By the makers of <a href="https://x.example" rel="y">X</a>. Since 1999." xmlUrl="https://a.example/feed" type="rss" />
<outline text="B" description="one <br>
<br>two" xmlUrl="https://b.example/feed"/>
</outline></body></opml>"#,
    )
    .unwrap();
    let feeds: Vec<_> =
        reading.outlines.iter().map(|feed| (feed.title.as_str(), feed.address.as_str(), feed.folders.len())).collect();
    assert_eq!(feeds, [("A", "https://a.example/feed", 1), ("B", "https://b.example/feed", 1)]);
    assert_eq!(reading.problems, []);
}

#[test]
fn ten_thousand_lines_with_rubbish_lose_none_of_the_good_ones() {
    let mut text = String::from("<opml><body>\n");
    for number in 0..10_000 {
        match number % 10 {
            7 => text.push_str("<outline text=\"\u{1}\" nothing=\"here\"/>\n"),
            9 => text.push_str("\u{fffd}<<>> & what\n"),
            _ => text.push_str(&format!("<outline text=\"n\" xmlUrl=\"https://a.example/{number}\"/>\n")),
        }
    }
    text.push_str("</body></opml>");
    let reading = opml::read(text.as_bytes()).unwrap();
    assert_eq!((reading.outlines.len(), reading.problems.len()), (8_000, 2_000));
    assert_eq!(reading.problems[0].line, 9);
}

#[test]
fn a_plain_list_of_addresses_will_do() {
    let reading = opml::read(b"# mine\nhttps://a.example/feed\n\nfeed://b.example/rss\nnonsense\n").unwrap();
    assert_eq!(
        reading.outlines.iter().map(|feed| feed.address.as_str()).collect::<Vec<_>>(),
        ["https://a.example/feed", "http://b.example/rss"]
    );
    assert_eq!(reading.problems[0].line, 5);
}

#[test]
fn a_plain_list_may_leave_the_scheme_out() {
    let check = |line: &str, address: Option<&str>| {
        let reading = opml::read(format!("https://first.example/\n{line}\n").as_bytes()).unwrap();
        assert_eq!(reading.outlines.get(1).map(|feed| feed.address.as_str()), address, "{line}");
        assert_eq!(reading.problems.len(), usize::from(address.is_none()), "{line}");
    };
    check("site.example/feed", Some("https://site.example/feed"));
    check("127.0.3.1:7901/s/p1", Some("https://127.0.3.1:7901/s/p1"));
    check(" localhost:8080/a ", Some("https://localhost:8080/a"));
    check("[::1]:8080/a", Some("https://[::1]:8080/a"));
    check("site.example:8443?a=https://b.example/", Some("https://site.example:8443?a=https://b.example/"));
    check("feed:site.example/rss", Some("https://site.example/rss"));
    check("météo.example", Some("https://météo.example"));
    check("http://site.example/", Some("http://site.example/"));
    for line in ["nonsense", "Bonjour.", "two words.example", "site.example/feed and more", "你好。世界", "a..b", "{\"a\":1.5}"]
    {
        check(line, None);
    }
    for line in ["12:30", "28.02.2004", "3.14", "lea@site.example", "mailto:lea@site.example", "javascript:alert(1)"] {
        check(line, None);
    }
    for line in ["ftp://site.example/feed", "/feed.xml", "./feed.xml", "https://"] {
        check(line, None);
    }
    let file = opml::read(b"<opml><body><outline xmlUrl='feed.xml'/></body></opml>").unwrap();
    assert_eq!((file.outlines.len(), file.problems.len()), (0, 1));
}

#[test]
fn problems_beyond_those_that_are_named_are_counted() {
    let mut text = "rubbish\n".repeat(OPML_PROBLEMS_MAX + 7);
    text.push_str("https://a.example/feed\n");
    let reading = opml::read(text.as_bytes()).unwrap();
    assert_eq!((reading.outlines.len(), reading.problems.len(), reading.problems_left), (1, OPML_PROBLEMS_MAX, 7));
    let reading = opml::read(b"https://a.example/feed\nrubbish\n").unwrap();
    assert_eq!((reading.problems.len(), reading.problems_left), (1, 0));

    let text =
        format!("<opml><body>{}<outline xmlUrl='https://a.example/'/>", "<outline text='n'/>".repeat(OPML_PROBLEMS_MAX + 1));
    let cut = opml::read(text.as_bytes()).unwrap();
    assert_eq!((cut.problems.len(), cut.problems_left), (OPML_PROBLEMS_MAX + 1, 1));
    assert_eq!(cut.problems.last().unwrap().fault, OpmlFault::Truncated);
}

#[test]
fn what_is_no_list_is_said() {
    assert_eq!(opml::read(b" \n"), Err(OpmlError::Empty));
    assert_eq!(opml::read(b"<html><body>hello</body></html>"), Err(OpmlError::NotAList));
    assert_eq!(opml::read(&vec![b' '; OPML_BYTES_MAX + 1]), Err(OpmlError::TooLong { bytes: OPML_BYTES_MAX + 1 }));
    let cut = opml::read(b"<opml><body>\n<outline xmlUrl='https://a.example/'/>\n<outline xmlUrl='https://b.exa").unwrap();
    assert_eq!((cut.outlines.len(), cut.problems[0].line, &cut.problems[0].fault), (1, 3, &OpmlFault::Truncated));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(feeds in proptest::collection::vec(("[a-zé<&\"' ]{0,8}", "[a-z]{1,6}", proptest::collection::vec("[a-z&<]{1,4}", 0..3), "[a-z\"/<]{0,5}"), 0..12)) {
        let mut written: Vec<OpmlFeed> = Vec::new();
        for (number, (title, path, folders, extra)) in feeds.into_iter().enumerate() {
            let title = title.trim().to_owned();
            let address = format!("https://a.example/{path}{number}");
            let title = if title.is_empty() { address.clone() } else { title };
            written.push(OpmlFeed { title, address, site_address: None, folders, line: 0, extras: vec![("frss:xPathItem".to_owned(), extra)] });
        }
        let reading = opml::read(opml::write("List", &written).as_bytes()).unwrap();
        prop_assert_eq!(reading.problems, []);
        let sorted = |mut feeds: Vec<OpmlFeed>| {
            feeds.iter_mut().for_each(|feed| feed.line = 0);
            feeds.sort_by(|a, b| a.address.cmp(&b.address));
            feeds
        };
        prop_assert_eq!(sorted(reading.outlines), sorted(written));
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = opml::read(&bytes);
    }
}

//! What feeds say, format by format, written by hand as publishers write them.

use connect::feed::{self, Entry, Feed, FeedContext, FeedError, FeedFormat, FeedProblem, to_json_feed};
use domain::Language;
use url::Url;

fn read(text: &str) -> Feed {
    let address = Url::parse("https://site.example/blog/feed").unwrap();
    feed::parse(text.as_bytes(), &FeedContext { address: Some(&address), ..FeedContext::default() }).unwrap()
}

fn only_entry(text: &str) -> Entry {
    let feed = read(text);
    assert_eq!(feed.entries.len(), 1, "{text}");
    feed.entries.into_iter().next().unwrap()
}

fn item(inside: &str) -> Entry {
    only_entry(&format!("<rss version='2.0'><channel><item>{inside}</item></channel></rss>"))
}

fn atom_entry(inside: &str) -> Entry {
    only_entry(&format!("<feed xmlns='http://www.w3.org/2005/Atom'><entry>{inside}</entry></feed>"))
}

#[test]
fn rss_2_with_the_usual_modules() {
    let feed = read(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
  xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel>
  <title>Le Quotidien &amp; Cie</title><link>https://site.example</link><description>Tout &lt;b&gt;dire&lt;/b&gt;</description>
  <atom:link rel="self" href="/feed"/><atom:link rel="hub" href="https://hub.example/"/>
  <language>fr-FR</language><ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
  <skipHours><hour>0</hour><hour>24</hour><hour>99</hour></skipHours><skipDays><day>Sunday</day></skipDays>
  <image><url>/logo.png</url><title>not this</title><link>https://not.example</link></image>
  <item>
    <title>Un titre</title><link>/a/1</link><guid isPermaLink="false">tag:1</guid>
    <pubDate>Sat, 21 Nov 2026 10:00:00 +0100</pubDate><dc:creator>Ada Lovelace</dc:creator>
    <category>eau</category><category> eau </category><category>prix</category>
    <description>court</description><content:encoded><![CDATA[<p>long <img src="i.png"></p>]]></content:encoded>
    <comments>https://site.example/a/1#c</comments><slash:comments>3</slash:comments><wfw:commentRss>/a/1/feed</wfw:commentRss>
    <enclosure url="/son.mp3" type="audio/mpeg" length="12"/><itunes:duration>1:00</itunes:duration>
    <media:thumbnail url="/petite.jpg"/>
  </item>
</channel></rss>"#,
    );
    assert_eq!(feed.problems, []);
    assert_eq!((feed.format, feed.title.line().as_str()), (FeedFormat::Rss20, "Le Quotidien & Cie"));
    assert_eq!(feed.site_address.as_deref(), Some("https://site.example"));
    assert_eq!(feed.address.as_deref(), Some("https://site.example/feed"));
    assert_eq!(feed.hubs, ["https://hub.example/"]);
    assert_eq!(feed.image.as_deref(), Some("https://site.example/logo.png"));
    assert_eq!((feed.rhythm.ttl_minutes, feed.rhythm.every_minutes), (Some(30), Some(30)));
    assert_eq!((feed.rhythm.skip_hours.as_slice(), feed.rhythm.skip_days.as_slice()), ([0, 0].as_slice(), [7].as_slice()));
    insta::assert_json_snapshot!(to_json_feed(&feed)["items"][0], @r#"
    {
      "_comments_url": "https://site.example/a/1#c",
      "attachments": [
        {
          "duration_in_seconds": 60,
          "mime_type": "audio/mpeg",
          "size_in_bytes": 12,
          "url": "https://site.example/son.mp3"
        }
      ],
      "authors": [
        {
          "name": "Ada Lovelace"
        }
      ],
      "content_html": "<p>long <img src=\"https://site.example/blog/i.png\" /></p>",
      "date_published": "2026-11-21T09:00:00Z",
      "id": "tag:1",
      "image": "https://site.example/petite.jpg",
      "language": "fr-FR",
      "summary": "court",
      "tags": [
        "eau",
        "prix"
      ],
      "title": "Un titre",
      "url": "https://site.example/a/1"
    }
    "#);
    assert_eq!(
        (feed.entries[0].comments_count, feed.entries[0].comments_feed.as_deref()),
        (Some(3), Some("https://site.example/a/1/feed"))
    );
}

#[test]
fn atom_1_with_all_kinds_of_text() {
    let feed = read(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://other.example/x/">
<title type="text">1 &lt; 2</title><subtitle type="html">a &lt;em&gt;b&lt;/em&gt;</subtitle><id>urn:f</id><updated>2026-11-21T00:00:00Z</updated>
<link href="./"/><link rel="self" href="f.atom"/><author><name>Ada</name><uri>ada</uri></author>
<entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Less: <em>&lt;</em></div></title>
 <link rel="alternate" type="application/json" href="1.json"/><link rel="alternate" type="text/html" href="1"/>
 <link rel="enclosure" href="1.ogg" length="9" type="audio/ogg"/><link rel="replies" type="application/atom+xml" href="1/c"/>
 <published>2026-11-20T12:00:00.5-05:00</published><updated>2026-11-21T00:00:00Z</updated>
 <category term="w" label="Water"/><summary>plain &lt;b&gt;</summary>
 <content type="xhtml" xml:base="y/"><div xmlns="http://www.w3.org/1999/xhtml"><a href="z">z</a></div></content></entry></feed>"#,
    );
    assert_eq!(feed.title.line(), "1 < 2");
    assert_eq!(feed.description.line(), "a b");
    assert_eq!(feed.address.as_deref(), Some("https://other.example/x/f.atom"));
    assert_eq!(feed.authors[0].address.as_deref(), Some("https://other.example/x/ada"));
    let entry = &feed.entries[0];
    assert_eq!(entry.title.line(), "Less: <");
    assert_eq!(entry.address.as_deref(), Some("https://other.example/x/1"));
    assert_eq!(entry.comments_feed.as_deref(), Some("https://other.example/x/1/c"));
    assert_eq!((entry.summary.is_html, entry.summary.line().as_str()), (false, "plain <b>"));
    assert_eq!(
        entry.content.safe().as_str(),
        r#"<a href="https://other.example/x/y/z" rel="noopener noreferrer nofollow">z</a>"#
    );
    assert_eq!(entry.published.unwrap().to_string(), "2026-11-20T17:00:00.5Z");
    assert_eq!((entry.language.as_deref(), entry.categories.as_slice()), (Some("en"), ["Water".to_owned()].as_slice()));
}

#[test]
fn rss_1_and_older_put_entries_beside_the_channel() {
    let feed = read(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://site.example/"><title>R</title><link>https://site.example/</link></channel>
<item rdf:about="https://site.example/1"><title>One</title><link>https://site.example/1</link><dc:date>2026-01-02</dc:date></item></rdf:RDF>"#,
    );
    assert_eq!((feed.format, feed.title.line().as_str()), (FeedFormat::Rss10, "R"));
    assert_eq!(feed.entries[0].guid.as_deref(), Some("https://site.example/1"));
    assert_eq!(feed.entries[0].published.unwrap().to_string(), "2026-01-02T00:00:00Z");
}

#[test]
fn json_feed_with_numbers_for_ids_and_relative_addresses() {
    let feed = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[
{"id":7,"url":"/7","content_text":"a <b","date_published":"2026-11-21T00:00:00+01:00","authors":[{"name":"Ada"}],"tags":["x","x"],
 "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","duration_in_seconds":61}]},
"rubbish",{"id":"8","content_html":"<p>b"}]}"#,
    );
    assert_eq!(feed.format, FeedFormat::Json11);
    assert_eq!(feed.problems, [FeedProblem::WrongType { entry: 2 }]);
    let entry = &feed.entries[0];
    assert_eq!((entry.guid.as_deref(), entry.address.as_deref()), (Some("7"), Some("https://site.example/7")));
    assert_eq!((entry.content.text().as_str(), entry.categories.len()), ("a <b", 1));
    assert_eq!(entry.enclosures[0].duration_seconds, Some(61));
    assert_eq!(feed.entries[1].content.text(), "b");
}

#[test]
fn channel_definition_format() {
    let feed = read(
        r#"<CHANNEL HREF="https://site.example/"><TITLE>C</TITLE><ITEM HREF="/1" LASTMOD="2026-01-02T03:04"><ABSTRACT>a</ABSTRACT><TITLE>One</TITLE></ITEM></CHANNEL>"#,
    );
    assert_eq!((feed.format, feed.title.line().as_str()), (FeedFormat::Cdf, "C"));
    assert_eq!(feed.entries[0].address.as_deref(), Some("https://site.example/1"));
    assert_eq!(feed.entries[0].updated.unwrap().to_string(), "2026-01-02T03:04:00Z");
}

#[test]
fn the_address_is_found_wherever_it_stands() {
    let check = |inside: &str, expected: Option<&str>| assert_eq!(item(inside).address.as_deref(), expected, "{inside}");
    check("<guid>https://a.example/1</guid>", Some("https://a.example/1"));
    check("<guid isPermaLink='false'>https://a.example/1</guid>", None);
    check("<link>https://a.example/1</link><guid>https://b.example/</guid>", Some("https://a.example/1"));
    check("<link href='/2'/>", Some("https://site.example/2"));
    check("<atom:link href='/3'/>", Some("https://site.example/3"));
    check(
        "<link>https://feeds.example/~r/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
        Some("https://a.example/1"),
    );
    check("<link>javascript:alert(1)</link>", None);
    check("<link><![CDATA[ https://a.example/?a=1&b=2 ]]></link>", Some("https://a.example/?a=1&b=2"));
    check("<link>https://a.example/?a=1&b=2&amp;c=3</link>", Some("https://a.example/?a=1&b=2&c=3"));
}

#[test]
fn names_of_unknown_modules_never_pass_for_the_formats_own() {
    let entry = item(
        "<title>right</title><x:title xmlns:x='urn:unknown'>wrong</x:title><media:group xmlns:media='http://search.yahoo.com/mrss/'><media:title>wrong</media:title></media:group>",
    );
    assert_eq!(entry.title.line(), "right");
    assert_eq!(item("<x:title xmlns:x='urn:unknown'>wrong</x:title>").title.line(), "");
}

#[test]
fn scripts_never_come_out() {
    let feed = read(
        "<rss><channel><title>&lt;script&gt;alert(1)&lt;/script&gt;T</title><item><title>&lt;img src=x onerror=alert(1)&gt;t&lt;/b&gt;</title><description>&lt;svg&gt;&lt;a xlink:href='javascript:x()'&gt;&lt;text&gt;y&lt;/text&gt;&lt;/a&gt;&lt;/svg&gt;&lt;p onclick='x()'&gt;d&lt;/p&gt;</description></item></channel></rss>",
    );
    let json = to_json_feed(&feed).to_string();
    for bad in ["<script", "alert", "onerror", "onclick", "javascript"] {
        assert!(!json.contains(bad), "{bad} in {json}");
    }
    assert_eq!(feed.title.line(), "T");
}

#[test]
fn what_a_drawing_is_said_to_show_is_kept_and_never_leaves_its_place() {
    let written = |html: &str| {
        let html = html.replace('<', "&lt;").replace('&', "&amp;").replace("&amp;lt;", "&lt;");
        let feed = read(&format!("<rss><channel><item><description>{html}</description></item></channel></rss>"));
        to_json_feed(&feed)["items"][0]["content_html"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(
        written("<svg><desc>Un <b>chat</b><script>x()</script></desc><g></g></svg>"),
        "<svg><desc>Un <b>chat</b></desc><g></g></svg>"
    );
    assert_eq!(written("<svg><desc>Un chat</desc></svg>"), "<svg><desc>Un chat</desc></svg>");
    // Within a value it is a text like any other, and outside of a drawing there is no such element.
    let attack = written("<img src='http://a.example/i.png' alt='<desc><a href=\"x\">a</a></desc> onerror=x()'>");
    assert!(!attack.contains("<a ") && attack.contains("onerror=x()\""), "{attack}");
    let outside = written("<b>Vu</b><desc><a href='http://a.example/'>a</a></desc>");
    assert_eq!(outside, "<b>Vu</b>");
}

#[test]
fn faults_of_markup_are_read_as_they_were_meant() {
    let check = |text: &str, title: &str| {
        let feed = read(text);
        assert_eq!(feed.entries.first().map(|entry| entry.title.line()).as_deref(), Some(title), "{text}");
    };
    check(
        "\n\u{feff} <b>Warning</b>: in line 3<br />\n<?xml version='1.0'?><rss><channel><item><title>a</title></item></channel></rss>",
        "a",
    );
    check("<rss><channel><item><title>R&D &nbsp;&eacute;</title></item></channel></rss>", "R&D é");
    check("<rss><channel><item><title>1 < 2 and 3 <4</title></item></channel></rss>", "1 < 2 and 3 <4");
    check("<rss><channel><item><title>a\u{0}\u{8}b</title></item></channel></rss>", "ab");
    check(
        "<rss><channel><item><title>open<link>https://a.example/</link></item><item><title>b</title></item></channel></rss>",
        "open",
    );
    check("<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>", "a");
    check("<rss><channel><item><title a='b>a</title></item></channel></rss>", "a");
    check("<RSS><Channel><Item><Title>a</title></ITEM></channel></rss>", "a");
}

#[test]
fn a_feed_that_is_cut_keeps_what_came_before() {
    let feed = read("<rss><channel><item><title>whole</title></item>\n<item><title>half</title><description>and th");
    assert_eq!(
        feed.entries.iter().map(|entry| (entry.title.line(), entry.cut)).collect::<Vec<_>>(),
        [("whole".to_owned(), false), ("half".to_owned(), true)]
    );
    assert_eq!(feed.problems, [FeedProblem::Truncated { line: 2 }]);
    let feed = read(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","title":"whole"},{"id":"2","title":"ha"#,
    );
    assert_eq!((feed.entries.len(), feed.problems.as_slice()), (1, [FeedProblem::Truncated { line: 1 }].as_slice()));
}

#[test]
fn control_characters_are_removed_and_told_once() {
    let feed = read(
        "<rss><channel><title>a\u{1}b</title><item><title>c\u{b}d\u{7f}</title></item><item><title>e&#8;f</title></item></channel></rss>",
    );
    let titles: Vec<String> = feed.entries.iter().map(|entry| entry.title.line()).collect();
    assert_eq!((feed.title.line().as_str(), titles[0].as_str()), ("ab", "cd"));
    assert_eq!(feed.problems, [FeedProblem::ControlCharacters]);
    let sentences = Language::ALL.map(|language| FeedProblem::ControlCharacters.sentence(language));
    assert!(sentences[0] != sentences[1], "{sentences:?}");
    assert_eq!(read("<rss><channel><item><title>a\tb\r\nc\u{85}d</title></item></channel></rss>").problems, []);
}

#[test]
fn dates_that_nobody_can_have_meant_are_told() {
    let feed = read(
        "<rss><channel><item><pubDate>0000-00-00</pubDate></item><item><title>x</title><pubDate>Fri, 31 Dec 9999 23:59:59 GMT</pubDate></item></channel></rss>",
    );
    assert!(feed.entries.iter().all(|entry| entry.published.is_none()));
    assert_eq!(feed.problems.len(), 2);
    let sentences: Vec<String> = feed.problems.iter().map(|problem| problem.sentence(Language::French)).collect();
    let empty = read("<rss><channel><item><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate></item></channel></rss>");
    assert_eq!(empty.entries[0].published, None);
    let written = "Mon, 01 Jan 0001 00:00:00 GMT".to_owned();
    assert_eq!(empty.problems, [FeedProblem::BadDate { entry: Some(1), written }]);
    assert_eq!(sentences[0], "L’entrée 1 porte une date peu croyable\u{202f}: «\u{202f}0000-00-00\u{202f}».");
}

#[test]
fn charsets_are_found_when_mislabelled() {
    let check = |bytes: &[u8], content_type: Option<&str>, title: &str| {
        let feed = feed::parse(bytes, &FeedContext { content_type, ..FeedContext::default() }).unwrap();
        assert_eq!(feed.title.line(), title, "{content_type:?}");
        feed
    };
    let utf_8 = "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>été</title></channel></rss>";
    let feed = check(utf_8.as_bytes(), Some("text/xml; charset=iso-8859-1"), "été");
    assert_eq!(feed.problems, [FeedProblem::WrongCharset { declared: "iso-8859-1".to_owned(), used: "UTF-8" }]);
    check(b"<?xml version='1.0' encoding='utf-8'?><rss><channel><title>\xe9t\xe9</title></channel></rss>", None, "été");
    let utf_16: Vec<u8> =
        "\u{feff}<rss><channel><title>été</title></channel></rss>".encode_utf16().flat_map(u16::to_be_bytes).collect();
    check(&utf_16, Some("text/xml; charset=utf-8"), "été");
    let (sjis, _, _) = encoding_rs::SHIFT_JIS
        .encode("<?xml version='1.0' encoding='Shift_JIS'?><rss><channel><title>日本語</title></channel></rss>");
    check(&sjis, None, "日本語");
}

#[test]
fn what_is_no_feed_is_said_in_two_languages() {
    let check = |bytes: &[u8], expected: FeedError| {
        assert_eq!(feed::parse(bytes, &FeedContext::default()), Err(expected.clone()));
        assert_ne!(expected.sentence(Language::English), expected.sentence(Language::French));
    };
    check(b"", FeedError::Empty);
    check(b" \n\xef\xbb\xbf", FeedError::Empty);
    check(b"<!DOCTYPE html><html><body>hello</body></html>", FeedError::Page);
    check(b"<html><head><title>x</title></head></html>", FeedError::Page);
    check(b"\x89PNG\r\n", FeedError::Binary);
    check(b"<opml version='2.0'></opml>", FeedError::NotAFeed { found: "opml".to_owned() });
    check(b"{\"error\": 1}", FeedError::NotAFeed { found: "{\"error\": 1}".to_owned() });
    check(b"{\"version\": ", FeedError::BrokenJson { line: 1 });
    check(b"not found", FeedError::NotAFeed { found: "not found".to_owned() });
}

#[test]
fn what_http_says_stands_behind_what_the_feed_says() {
    let address = Url::parse("https://site.example/feed").unwrap();
    let context = FeedContext {
        address: Some(&address),
        content_location: Some("/deep/er/"),
        content_language: Some("fr, en"),
        content_type: None,
    };
    let feed = feed::parse(b"<rss><channel><link>x</link></channel></rss>", &context).unwrap();
    assert_eq!((feed.site_address.as_deref(), feed.language.as_deref()), (Some("https://site.example/deep/er/x"), Some("fr")));
}

#[test]
fn an_atom_entry_without_link_is_read_at_its_id() {
    assert_eq!(atom_entry("<id>https://a.example/1</id>").address.as_deref(), Some("https://a.example/1"));
    assert_eq!(atom_entry("<id>urn:uuid:1</id>").address, None);
}

//! Other tools' queries: what they become, and what is refused by name.

use query::{Dialect, Language, parse_as};

fn check(dialect: Dialect, text: &str, expect: &str) {
    let parsed = parse_as(dialect, text);
    let printed = parsed.query.map(|query| query.to_string());
    assert_eq!(printed.as_deref(), Some(expect), "{text}: {:?}", parsed.problems);
}

/// The word named is in the first problem's sentence and under its span.
fn check_refused(dialect: Dialect, text: &str, word: &str) {
    let parsed = parse_as(dialect, text);
    assert!(parsed.query.is_none(), "{text}");
    let problem = parsed.problems.first().expect(text);
    let sentence = problem.sentence(Language::English);
    assert!(sentence.contains(word) && sentence.contains(dialect.name()), "{text}: {sentence}");
    assert!(text[problem.span.clone()].contains(word), "{text}: {:?}", problem.span);
}

#[test]
fn brandwatch_is_read() {
    let check = |text, expect| check(Dialect::Brandwatch, text, expect);
    check(
        "(brand OR {BT}) NEAR/5f \"customer service\"~3 NOT job*",
        "((brand OR {BT}) NEAR/5f \"customer service\"~3) AND NOT job*",
    );
    check("site:reddit.com AND author:jean AND language:fr", "site:reddit.com AND author:jean AND lang:fr");
    check("authorFollowers:[100 TO 500] brand", "followers:[100 TO 500] AND brand");
    check("brand engagementType:RETWEET", "brand AND is:repost");
    check("subreddit:rust brand", "site:reddit.com/r/rust AND brand");
    check("country:fr <<<France>>> brand", "country:fr AND brand");
    check("title:(a OR b) -links:example.com", "title:(a OR b) AND NOT link:example.com");
    check_refused(Dialect::Brandwatch, "brand AND authorGender:F", "authorGender");
    check_refused(Dialect::Brandwatch, "raw:Brand", "raw");
    check_refused(Dialect::Brandwatch, "brand engagementType:LIKE", "LIKE");
}

#[test]
fn talkwalker_is_read() {
    let check = |text, expect| check(Dialect::Talkwalker, text, expect);
    check("++BT AND (broadband OR fibre)", "{BT} AND (broadband OR fibre)");
    check("a ONEAR/5 b", "a NEAR/5f b");
    check("a SENTENCE b", "a SENTENCE b");
    check("content:retard AND lang:fr", "text:retard AND lang:fr");
    check("brand AND reach:>100", "brand AND reach:[101 TO *]");
    check("brand AND followers:<=50", "brand AND followers:[* TO 50]");
    check("brand AND published:>now-7d", "brand AND published:7d");
    check("brand AND sourcetype:BLOG", "brand AND kind:blog");
    check_refused(Dialect::Talkwalker, "brand AND engagement:>100", "engagement");
    check_refused(Dialect::Talkwalker, "brand AND gender:male", "gender");
}

#[test]
fn meltwater_is_read() {
    let check = |text, expect| check(Dialect::Meltwater, text, expect);
    check("brand and (a or b) not c", "brand AND (a OR b) AND NOT c");
    check("a near/5 b", "a NEAR/5 b");
    check("title:brand AND language:en", "title:brand AND lang:en");
    check_refused(Dialect::Meltwater, "ingress:brand", "ingress");
}

#[test]
fn google_is_read() {
    let check = |text, expect| check(Dialect::Google, text, expect);
    check("brand review OR test -job", "brand AND (review OR test) AND NOT job");
    check("brand | marque", "brand OR marque");
    check("\"a * b\" site:example.com", "\"a * b\" AND site:example.com");
    check("intitle:brand inurl:blog", "title:brand AND url:blog");
    check("a AROUND(5) b", "a NEAR/5 b");
    check("brand after:2026-01-01 before:2026-03-01", "brand AND published:[2026-01-01 TO *] AND published:[* TO 2026-02-28]");
    check_refused(Dialect::Google, "brand filetype:pdf", "filetype");
    check_refused(Dialect::Google, "related:example.com", "related");
}

#[test]
fn x_is_read() {
    let check = |text, expect| check(Dialect::X, text, expect);
    check("(brand OR #marque) from:jean -is:retweet lang:fr", "(brand OR #marque) AND author:jean AND NOT is:repost AND lang:fr");
    check("brand has:images", "brand AND has:image");
    check("brand since:2026-01-01", "brand AND published:[2026-01-01 TO *]");
    check("$AAPL conversation_id:12", "$aapl AND thread:12");
    check_refused(Dialect::X, "brand min_faves:10", "min_faves");
    check_refused(Dialect::X, "brand to:jean", "to:");
    check_refused(Dialect::X, "bran* x", "*");
    check_refused(Dialect::X, "brand is:quote", "quote");
}

#[test]
fn dialects_are_known_by_name() {
    for dialect in Dialect::ALL {
        assert_eq!(Dialect::from_name(&dialect.name().to_lowercase()), Some(dialect));
    }
    assert_eq!(Dialect::from_name("mention"), Some(Dialect::Google));
    assert_eq!(Dialect::from_name("altavista"), None);
}

/// What Brandwatch accepts, by the word of a linter of its dialect, is read or refused by name; what it does not accept is not read.
#[test]
fn brandwatch_is_read_as_a_linter_of_it_reads_it() {
    let check = |text: &str, is_accepted: bool| {
        let linted = bwq_linter::analyze_query(text);
        assert_eq!(linted.errors.is_empty(), is_accepted, "the linter on {text}: {:?}", linted.errors);
        let parsed = parse_as(Dialect::Brandwatch, text);
        let is_named = |problem: &query::Problem| problem.sentence(Language::English).contains(Dialect::Brandwatch.name());
        if is_accepted {
            assert!(parsed.query.is_some() || parsed.problems.iter().any(is_named), "{text}: {:?}", parsed.problems);
        } else {
            assert!(parsed.query.is_none(), "{text} is read as {:?}", parsed.query.map(|query| query.to_string()));
        }
    };
    for text in [
        "brand",
        "\"brand name\"",
        "brand AND (price OR quality)",
        "(brand OR marque) NOT (job OR hiring)",
        "brand NEAR/5 service",
        "(brand OR marque) NEAR/10f (price OR \"customer service\")",
        "\"brand service\"~5",
        "bran* AND servic?",
        "{Brand} AND {UPS}",
        "title:brand",
        "title:(brand OR marque)",
        "site:example.com AND brand",
        "url:\"example.com/blog\"",
        "author:jeanne brand",
        "links:\"example.com\"",
        "country:fr AND brand",
        "region:usa.ca AND brand",
        "city:\"usa.ca.san francisco\" AND brand",
        "continent:europe AND brand",
        "language:fr AND brand",
        "authorGender:F AND brand",
        "authorVerified:true AND brand",
        "authorFollowers:[100 TO 1000] AND brand",
        "latitude:[41 TO 44] AND brand",
        "rating:[2 TO 4] AND brand",
        "sentiment:negative AND brand",
        "minuteOfDay:[1110 TO 1140] AND brand",
        "subreddit:france AND brand",
        "redditSpoiler:true AND brand",
        "sensitiveContent:false AND brand",
        "engagementType:RETWEET AND brand",
        "imageType:custom AND brand",
        "guid:\"123_456\" AND brand",
        "pubType:print AND brand",
        "#brand OR @brand",
        "<<<brand>>> brand",
        "brand <<<the house>>> AND price",
    ] {
        check(text, true);
    }
    for text in ["", "brand AND", "(brand", "brand)", "OR brand", "\"brand", "NOT brand", "{brand", "rating:[2 TO"] {
        check(text, false);
    }
}

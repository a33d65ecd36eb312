//! Why a query holds, why it does not, and what is highlighted.

use query::{Analysis, Document, Explained, Fields, Reason, Span, TITLE, parse};

fn highlighted(query: &str, title: &str, body: &str) -> Vec<String> {
    let document = Document { title, body, ..Document::default() };
    let mut analysis = Analysis::new();
    analysis.read(&document);
    let cut = |span: &Span| {
        let text = if span.part == TITLE { title } else { body };
        text[span.start as usize..span.end as usize].to_owned()
    };
    parse(query).query.unwrap().hits(&analysis, &document, 0).iter().map(cut).collect()
}

#[test]
fn what_made_it_hold_is_highlighted_as_written() {
    let check = |query: &str, title: &str, body: &str, expect: &[&str]| {
        assert_eq!(highlighted(query, title, body), expect, "{query}");
    };
    check("oreal", "", "chez L’Oréal.", &["Oréal"]);
    check("l'oréal", "L'ORÉAL", "chez L’Oréal.", &["L'ORÉAL", "L’Oréal"]);
    check("a OR b", "", "a c b", &["a", "b"]);
    check("a NOT d", "", "a c", &["a"]);
    check("a NEAR/2 b", "", "a x b, x x a x x x b", &["a", "b"]);
    check("(a NEAR/2 b) NEAR/3 c", "", "a x b x x c x x x x a b", &["a", "b", "c"]);
    check("\"a b\"~2", "", "b x a x x x x x x a", &["b", "a"]);
    check("\"service client\"", "", "le Service  Client ici", &["Service  Client"]);
    check("a OR (b AND d)", "", "a b", &["a"]);
    check("title:a", "a", "a", &["a"]);
    check("#été", "", "vive #Été!", &["#Été"]);
    check("lang:fr OR a", "", "b a", &["a"]);
    check("z", "a", "b", &[]);
    check("a SENTENCE b", "", "a b! a c! b", &["a", "b"]);
    check("😀", "", "bien😀", &["😀"]);
    check("e\u{301}te\u{301}", "", "l'e\u{301}te\u{301}!", &["e\u{301}te\u{301}"]);
    check("ATLEAST/2 a", "", "a b a", &["a", "a"]);
    check("東京", "", "私は東京に", &["東京"]);
}

#[test]
fn the_clause_that_stood_in_the_way_is_named() {
    let check = |query: &str, body: &str, clause: &str, reason: Reason| {
        let document = Document { body, fields: Fields { lang: Some("en"), ..Fields::default() }, ..Document::default() };
        let mut analysis = Analysis::new();
        analysis.read(&document);
        let explanation = parse(query).query.unwrap().explain(&analysis, &document, 0);
        let killer = explanation.killer.expect(query);
        assert_eq!((killer.clause.as_str(), killer.reason), (clause, reason), "{query}");
        assert!(query.get(killer.span).is_some());
    };
    check("a AND b", "a c", "b", Reason::Missing);
    check("a AND (b OR c)", "a d", "b OR c", Reason::Missing);
    check("a NOT b", "a b", "b", Reason::Forbidden);
    check("a AND b NEAR/2 c", "a b x x x c", "b NEAR/2 c", Reason::TooFar);
    check("b NEAR/2 c", "b x", "c", Reason::Missing);
    check("b NEAR/2f c", "c b", "b NEAR/2f c", Reason::TooFar);
    check("a SENTENCE b", "a! b", "a SENTENCE b", Reason::OtherSentence);
    check("ATLEAST/3 a", "a a", "ATLEAST/3 a", Reason::TooFew);
    check("a lang:fr", "a", "lang:fr", Reason::Field);
    check("title:a", "a", "a", Reason::Missing);
}

fn drawn(explained: &Explained, depth: usize, out: &mut String) {
    let mark = if explained.holds { "+" } else { "-" };
    out.push_str(&format!("{}{mark} {} ×{} {:?}\n", "  ".repeat(depth), explained.clause, explained.count, explained.span));
    for child in &explained.children {
        drawn(child, depth + 1, out);
    }
}

#[test]
fn the_tree_shows_each_verdict_and_serialises() {
    let document = Document { title: "Marque", body: "le client de la marque", ..Document::default() };
    let mut analysis = Analysis::new();
    analysis.read(&document);
    let query = parse("marque AND (\"service client\" OR client NEAR/3 marque) NOT stage").query.unwrap();
    let explanation = query.explain(&analysis, &document, 0);
    let mut out = String::new();
    drawn(&explanation.tree, 0, &mut out);
    insta::assert_snapshot!(out);
    let json = serde_json::to_value(&explanation).unwrap();
    assert_eq!(json["holds"], true);
    assert_eq!(json["tree"]["children"][0]["hits"][1], serde_json::json!({"part": 1, "start": 16, "end": 22}));
}

use proptest::prelude::*;

use super::*;

fn template(text: &str) -> Option<Template> {
    Some(Template::parse(text).unwrap())
}

fn rules() -> Rules {
    Rules {
        source: template("{network}"),
        medium: template("social"),
        campaign: template("{campaign}"),
        excluded_hosts: vec!["Example.org".to_owned(), "*.café.example".to_owned()],
        ..Rules::default()
    }
}

fn values() -> Values<'static> {
    Values { channel: "La page de Zoé", network: "Mastodon", campaign: None, date: jiff::civil::date(2026, 3, 29), post: "P-12" }
}

fn check(text: &str, expect: &str) {
    let tagged = rules().tag(text, &values());
    assert_eq!(tagged, expect.replace("⊕", "utm_source=mastodon&utm_medium=social"));
}

#[test]
fn every_link_gets_them_before_its_fragment() {
    check("See https://a.example.", "See https://a.example?⊕.");
    check("https://a.example/b?c=d#e and HTTP://f.example", "https://a.example/b?c=d&⊕#e and HTTP://f.example?⊕");
    check("https://a.example/?#b", "https://a.example/?⊕#b");
    check("Seen https://a.example/?", "Seen https://a.example/?⊕?");
    check("https://a.example/?b&", "https://a.example/?b&⊕");
    check("(https://a.example/w_(x)), « https://b.example »", "(https://a.example/w_(x)?⊕), « https://b.example?⊕ »");
    check("[x](https://a.example/b)![y](https://c.example/d.png)", "[x](https://a.example/b?⊕)![y](https://c.example/d.png?⊕)");
    check("<https://a.example>\u{a0}!", "<https://a.example?⊕>\u{a0}!");
    check("https://été.example/ça?où=là", "https://été.example/ça?où=là&⊕");
}

#[test]
fn what_carries_some_or_is_excluded_stays_byte_for_byte() {
    for text in [
        "https://a.example/?utm_source=x",
        "https://a.example/?b=c&UTM_Medium=#d",
        "https://example.org/a",
        "https://www.EXAMPLE.org/a",
        "https://shop.café.example/a",
        "no link, http:// and https://, ftp://a.example, mailto:a@a.example, xhttps://a.example",
        "https://[broken",
        "a.example/b",
    ] {
        check(text, text);
    }
    check("https://notexample.org", "https://notexample.org?⊕");
    let long = format!("https://a.example/{}", "a".repeat(LINK_BYTES_MAX - 30));
    check(&long, &long);
}

#[test]
fn values_are_folded_and_empty_ones_left_out() {
    let all = Rules { content: template("{channel}/{post}"), term: template("{date}"), ..rules() };
    let campaign = Values { campaign: Some("Soldes d’Été 2026 !"), ..values() };
    assert_eq!(
        all.tag("https://a.example", &campaign),
        "https://a.example?utm_source=mastodon&utm_medium=social&utm_campaign=soldes-d-ete-2026&utm_term=2026-03-29\
         &utm_content=la-page-de-zoe-p-12"
    );
    for (value, expect) in [
        ("Œuvre & Straße", "oeuvre-strasse"),
        ("  --a--  ", "a"),
        ("Paid_Social", "paid_social"),
        ("ＦＵＬＬ", "full"),
        ("Привет", ""),
        ("İstanbul", "istanbul"),
        ("", ""),
    ] {
        assert_eq!(fold(value), expect);
    }
    assert_eq!(Rules::default().tag("https://a.example", &values()), "https://a.example");
}

#[test]
fn a_campaign_s_rules_stand_over_the_channel_s() {
    let campaign = Rules { medium: template("paid"), excluded_hosts: vec!["b.example".to_owned()], ..Rules::default() };
    let both = campaign.over(&rules());
    assert_eq!(
        both.tag("https://a.example https://b.example https://example.org", &values()),
        "https://a.example?utm_source=mastodon&utm_medium=paid https://b.example https://example.org"
    );
}

#[test]
fn a_template_names_what_is_wrong_with_it() {
    let refuse = |text: &str, problem: Problem| assert_eq!(Template::parse(text), Err(problem));
    refuse("{city}", Problem::UnknownHole("city".to_owned()));
    refuse("{channel", Problem::Unclosed);
    refuse("channel}", Problem::Unclosed);
    refuse("{{channel}}", Problem::UnknownHole("{channel".to_owned()));
    refuse(&"a".repeat(TEMPLATE_BYTES_MAX + 1), Problem::TooLong);
    assert_eq!(Template::parse("a-{ date }").unwrap().fill(&values()), "a-2026-03-29");
}

#[test]
fn links_are_looked_for_up_to_a_limit() {
    let many = "https://a.example ".repeat(LINKS_LOOKED_AT_MAX + 10);
    assert_eq!(links(&many).len(), LINKS_LOOKED_AT_MAX);
}

proptest! {
    #[test]
    fn tagging_twice_is_tagging_once_and_leaves_the_rest(
        text in "(\\PC{0,6}|https://a\\.example/[a-z?&#=()\\].]{0,12}| ){0,8}",
    ) {
        let once = rules().tag(&text, &values());
        prop_assert_eq!(rules().tag(&once, &values()), once.clone());
        // Taking out what was added gives the text again.
        let plain = once
            .replace("?utm_source=mastodon&utm_medium=social", "?")
            .replace("&utm_source=mastodon&utm_medium=social", "&")
            .replace("utm_source=mastodon&utm_medium=social", "");
        let bare = |text: &str| text.replace(['?', '&'], "");
        prop_assert_eq!(bare(&plain), bare(&text));
        for place in links(&once) {
            prop_assert!(once[place].contains("://"));
        }
    }

    #[test]
    fn a_folded_value_needs_no_escaping(value in "\\PC{0,200}") {
        let folded = fold(&value);
        prop_assert!(folded.len() <= VALUE_BYTES_MAX);
        prop_assert!(folded.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte)));
        prop_assert_eq!(fold(&folded), folded);
    }
}

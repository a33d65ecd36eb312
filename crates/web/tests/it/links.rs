//! Short links: made on pages, followed by anybody, counted without keeping anything of anybody.

use app::publish::link::LinkForm;
use axum::http::{Method, header};
use testkit::TestApp;

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
const PAGE: &str = "text/html,application/xhtml+xml";

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/").replace("&amp;", "&");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

#[tokio::test]
async fn a_link_leads_on_and_counts_people_apart_from_programs() {
    TestApp::each(|t| async move {
        let base = format!("/w/{}", t.workspace);
        let mut browser = t.browser().await;
        holds(&browser.get(&format!("{base}/links")).await.expect(200).body, &["No short link yet"]);
        let campaign = [("name", "Grand Hiver"), ("source", "{network}"), ("medium", "social"), ("campaign", "{campaign}")];
        let made = browser.post(&format!("{base}/campaigns"), &campaign).await.expect(303);
        let campaign = made.location().rsplit('/').next().unwrap().to_owned();
        let form = [("target", "https://solenne.example/alto?taille=m#fiche"), ("slug", "alto"), ("campaign", &campaign)];
        let place = browser.post(&format!("{base}/links"), &form).await.expect(303).location().to_owned();
        let target = "https://solenne.example/alto?taille=m&utm_medium=social&utm_campaign=grand-hiver#fiche";
        holds(
            &browser.get(&place).await.expect(200).body,
            &["http://parvis.example/l/alto", target, "Nobody has followed it yet"],
        );
        let visits = [(BROWSER, PAGE), (BROWSER, PAGE), ("Mastodon/4.4.1 (http.rb/5.2.2; +https://example.social/) Bot", "*/*")];
        for (agent, accept) in visits {
            let led = t.stranger().called(agent).accepting(accept).get("/l/alto").await.expect(302);
            assert_eq!(led.location(), target);
            assert_eq!(led.headers[header::CACHE_CONTROL], "no-store");
            assert!(!led.headers.contains_key(header::SET_COOKIE), "nothing is left in anybody's browser");
        }
        let mut anybody = t.stranger().called(BROWSER).accepting(PAGE);
        let _ = anybody.send(Method::HEAD, "/l/alto", None, Vec::new()).await.expect(302);
        let days = t.reader().link_days(place.rsplit('/').next().unwrap().parse().unwrap()).await.unwrap();
        assert_eq!((days.len(), days[0].humans, days[0].robots), (1, 2, 2));
        holds(&anybody.get("/l/alto/about").await.expect(200).body, &["solenne.example", "No cookie is set", target]);
        let code = browser.get(&format!("{place}/qr.svg")).await.expect(200);
        assert!(code.body.contains("<svg") && code.headers[header::CONTENT_TYPE] == "image/svg+xml");
        let _ = browser.post(&place, &[("act", "off")]).await.expect(303);
        let _ = anybody.get("/l/alto").await.expect(404);
        let again = browser.post(&format!("{base}/links"), &[("target", "https://solenne.example/"), ("slug", "alto")]).await;
        holds(&again.expect(422).body, &["never goes to another link"]);
        let wrong = browser.post(&format!("{base}/links"), &[("target", "javascript:alert(1)")]).await.expect(422).body;
        holds(&wrong, &["This is not an address of the web"]);
    })
    .await;
}

#[tokio::test]
async fn the_composer_makes_the_links_of_a_text_short() {
    TestApp::each(|t| async move {
        let channel = crate::publishing::channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let text = "Voir https://solenne.example/alto, et http://parvis.example/l/deja.";
        let form = [("text", text), ("channel", channel.as_str()), ("version", "0"), ("act", "short")];
        let page = browser.post(&format!("/w/{}/posts", t.workspace), &form).await.expect(200).body;
        let links = t.reader().links(None, None, 9).await.unwrap();
        assert_eq!((links.len(), links[0].target.as_str()), (1, "https://solenne.example/alto"));
        let short = t.app.short_address(&links[0].slug);
        holds(&page, &[&format!("Voir {short}, et http://parvis.example/l/deja.")]);
    })
    .await;
}

#[tokio::test]
async fn addresses_that_nobody_chose_differ_and_are_easy_to_read() {
    let t = TestApp::new().await;
    let form = LinkForm { target: "https://solenne.example/".to_owned(), ..LinkForm::default() };
    let mut slugs = std::collections::BTreeSet::new();
    for _ in 0..50 {
        let slug = t.app.add_link(&t.actor(), &form).await.unwrap().slug;
        assert!(slug.len() == 7 && !slug.contains(['a', 'e', 'i', 'o', 'u', '0', '1', 'l']), "{slug}");
        slugs.insert(slug);
    }
    assert_eq!(slugs.len(), 50);
}

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
        let short = format!("http://parvis.example/l/{}", links[0].slug);
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

#[tokio::test]
async fn a_channel_says_what_is_added_to_its_links_over_its_campaign() {
    TestApp::each(|t| async move {
        let channel = crate::publishing::channel(&t, "mastodon", "Solenne Atelier").await;
        let mut browser = t.browser().await;
        let here = format!("/w/{}/channels/{channel}", t.workspace);
        holds(&browser.get(&here).await.expect(200).body, &["What is added to its links", "name=\"source\""]);
        let rules = format!("{here}/links");
        let wrong = browser.post(&rules, &[("source", "{nothing}"), ("medium", "fediverse")]).await.expect(422).body;
        holds(&wrong, &["nothing is called like this", "value=\"{nothing}\"", "value=\"fediverse\""]);
        let _ = browser.post(&rules, &[("medium", "fediverse"), ("content", "{channel}")]).await.expect(303);
        holds(&browser.get(&here).await.expect(200).body, &["value=\"fediverse\""]);
        let campaign = app::publish::link::CampaignForm { name: "Hiver".to_owned(), ..app::publish::link::CampaignForm::fresh() };
        let campaign = t.app.add_campaign(&t.actor(), &campaign).await.unwrap();
        let target = async |campaign, channel| {
            let form = LinkForm { target: "https://solenne.example/a".to_owned(), campaign, channel, ..LinkForm::default() };
            t.app.add_link(&t.actor(), &form).await.unwrap().target
        };
        let own = "utm_medium=fediverse&utm_content=solenne-atelier";
        assert_eq!(target(None, Some(channel)).await, format!("https://solenne.example/a?{own}"));
        let both = "utm_source=mastodon&utm_medium=fediverse&utm_campaign=hiver&utm_content=solenne-atelier";
        assert_eq!(target(Some(campaign), Some(channel)).await, format!("https://solenne.example/a?{both}"));
        assert!(target(Some(campaign), None).await.contains("utm_medium=social"));
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let path = format!("/api/v1/channels/{channel}/link-rules");
        assert_eq!(script.get(&path).await.expect(200).json()["rules"]["medium"], "fediverse");
        let wish = serde_json::json!({ "rules": { "medium": "social", "colour": "red" } });
        let _ = script.json(Method::PUT, &path, &wish).await.expect(422);
        let wish = serde_json::json!({ "rules": {} });
        assert_eq!(script.json(Method::PUT, &path, &wish).await.expect(200).json(), wish);
        assert_eq!(target(None, Some(channel)).await, "https://solenne.example/a");
    })
    .await;
}

#[tokio::test]
async fn short_links_are_told_with_a_host_of_ones_own_and_lead_on_under_both() {
    TestApp::each(|t| async move {
        let mut browser = t.browser().await;
        let settings = format!("/w/{}/settings/publishing", t.workspace);
        holds(&browser.get(&settings).await.expect(200).body, &["Host of your own", "CNAME", "parvis.example"]);
        let wrong = browser.post(&format!("{settings}/links"), &[("link_home", "go.solenne.fr/l")]).await.expect(422).body;
        holds(&wrong, &["no name of a host", "value=\"go.solenne.fr/l\"", "late_minutes"]);
        let _ = browser.post(&format!("{settings}/links"), &[("link_home", "go.solenne.fr")]).await.expect(303);
        holds(&browser.get(&settings).await.expect(200).body, &["value=\"go.solenne.fr\""]);
        let form = LinkForm { target: "https://solenne.example/".to_owned(), slug: "alto".to_owned(), ..LinkForm::default() };
        let link = t.app.add_link(&t.actor(), &form).await.unwrap();
        for page in ["links".to_owned(), format!("links/{}", link.id)] {
            let page = browser.get(&format!("/w/{}/{page}", t.workspace)).await.expect(200).body;
            holds(&page, &["https://go.solenne.fr/l/alto"]);
        }
        holds(&t.stranger().get("/l/alto/about").await.expect(200).body, &["https://go.solenne.fr/l/alto"]);
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let told = script.get(&format!("/api/v1/links/{}", link.id)).await.expect(200).json();
        assert_eq!(told["link"]["address"], "https://go.solenne.fr/l/alto");
        // A short link is not made shorter, by whichever host it is told.
        for short in ["https://go.solenne.fr/l/alto", "http://parvis.example/l/alto"] {
            let form = LinkForm { target: short.to_owned(), ..LinkForm::default() };
            assert_eq!(t.app.add_link(&t.actor(), &form).await.unwrap_err().code(), "invalid_target_short_already");
        }
        let (elsewhere, _) = t.another_workspace("Brume").await;
        assert_eq!(t.app.short_home(elsewhere).await.unwrap(), "http://parvis.example/l/");
        let wish = serde_json::json!({ "host": "" });
        let home = script.json(Method::PUT, "/api/v1/link-home", &wish).await.expect(200).json();
        assert_eq!(home["begins"], "http://parvis.example/l/");
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.post(&format!("{settings}/links"), &[("link_home", "x.example")]).await.expect(403);
    })
    .await;
}

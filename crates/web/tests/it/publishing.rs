//! The pages of publishing: channels, posts, the calendar, deliveries, and their twins of the API.

use app::publish::post_save::PostDraft;
use axum::{
    Json, Router,
    http::{HeaderMap, Method, StatusCode},
    routing::get,
};
use domain::post::Variant;
use serde_json::{Value, json};
use store::{
    Id,
    channel::Channel,
    delivery::{Delivery, DeliveryFilter},
    post::Post,
};
use testkit::{Browser, TestApp};

const DAY_US: i64 = 86_400_000_000;

/// A channel that stands, as connecting would have left it. It has no key, so nothing leaves by it.
pub(crate) async fn channel(t: &TestApp, network: &str, name: &str) -> Id<Channel> {
    let channel = Channel {
        id: Id::new(0),
        workspace_id: t.workspace,
        application_id: None,
        network: network.to_owned(),
        name: name.to_owned(),
        handle: format!("@{name}@social.example"),
        address: String::new(),
        server: "https://social.example/".to_owned(),
        account: name.to_owned(),
        settings: "{}".to_owned(),
        limits: "{}".to_owned(),
        state: "connected".to_owned(),
        problem: String::new(),
        expires_at: None,
        checked_at: t.now(),
        created_at: t.now(),
        disconnected_at: None,
    };
    let tx = t.store.begin().await.unwrap();
    let nothing = app::Vault::new(&[1; app::vault::KEY_BYTES]).seal("{}").unwrap();
    let id = tx.add_channel(&channel, nothing.stored()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A planned post on these channels.
pub(crate) async fn planned(t: &TestApp, text: &str, channels: &[Id<Channel>], due_at: i64) -> Id<Post> {
    let content = Variant { text: text.to_owned(), ..Variant::default() };
    let channels = channels.iter().map(|id| (*id, None)).collect();
    let saved = t
        .app
        .begin_post(&t.actor(), &PostDraft { content, channels, due_at: Some(due_at), ..PostDraft::default() })
        .await
        .unwrap();
    t.app.plan_post(&t.actor(), saved.id, saved.version).await.unwrap();
    saved.id
}

async fn speak(t: &TestApp, language: &str) {
    let form = [("name", "Léa"), ("language", language), ("time_zone", "Europe/Paris")];
    let _ = t.browser().await.post("/me", &form).await.expect(303);
}

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

/// A small server with Mastodon's interface: it knows one token.
async fn mastodon() -> String {
    let me = |headers: HeaderMap| async move {
        let known = headers.get("authorization").is_some_and(|said| said == "Bearer good");
        let me = json!({ "id": "7", "acct": "solenne", "display_name": "Solenne", "url": "https://social.example/@solenne" });
        if known {
            (StatusCode::OK, Json(me))
        } else {
            (StatusCode::UNAUTHORIZED, Json(json!({ "error": "The access token is invalid" })))
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/api/v1/accounts/verify_credentials", get(me));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test]
async fn a_channel_is_connected_tested_broken_mended_and_disconnected() {
    TestApp::each(|t| async move {
        let server = mastodon().await;
        let mut browser = t.browser().await;
        let base = format!("/w/{}/channels", t.workspace);
        holds(&browser.get(&base).await.expect(200).body, &["No channel yet", "Connect a channel"]);
        holds(&browser.get(&format!("{base}/new")).await.expect(200).body, &["Mastodon", "documented contract only"]);
        let form = format!("{base}/new/mastodon");
        holds(&browser.get(&form).await.expect(200).body, &["Address of the server", "Access token", "Development"]);
        let refused = browser.post(&form, &[("server", &server), ("token", "dead")]).await.expect(422).body;
        holds(&refused, &["does not know this key", &server]);
        assert!(!refused.contains("\"dead\""), "a secret is never written into a page");
        let empty = browser.post(&form, &[("server", ""), ("token", "good")]).await.expect(422).body;
        holds(&empty, &["server-error"]);
        let made = browser.post(&form, &[("server", &server), ("token", "good")]).await.expect(303);
        let one = made.location().to_owned();
        holds(&browser.get(&one).await.expect(200).body, &["Solenne", "@solenne@127.0.0.1", "Connected", "up to 500"]);
        let twice = browser.post(&form, &[("server", &server), ("token", "good")]).await.expect(409).body;
        holds(&twice, &["connected already"]);
        let _ = browser.post(&format!("{one}/test"), &[]).await.expect(303);
        let again = browser.post(&format!("{one}/reconnect"), &[("token", "dead")]).await.expect(422).body;
        holds(&again, &["does not know this key"]);
        let _ = browser.post(&format!("{one}/reconnect"), &[("token", "good")]).await.expect(303);
        let _ = browser.post(&format!("{one}/disconnect"), &[]).await.expect(303);
        holds(&browser.get(&one).await.expect(200).body, &["Disconnected on"]);
        holds(&browser.get(&base).await.expect(200).body, &["No channel yet"]);
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.get(&form).await.expect(403);
    })
    .await;
}

/// Sent to the network by the form, with the state that has to come back.
async fn sent_away(browser: &mut testkit::Browser, form: &str, server: &str) -> String {
    let page = browser.post(&format!("{form}/consent"), &[("server", server)]).await.expect(200).body.replace("&#x2f;", "/");
    let state = page.split("state=").nth(1).unwrap().split(['&', '"']).next().unwrap();
    assert!(page.contains(&format!("{server}/oauth/authorize")), "{page}");
    state.to_owned()
}

#[tokio::test]
async fn access_is_granted_at_the_network_and_one_comes_back() {
    TestApp::each(|t| async move {
        let network = testkit::FakeNetwork::start(testkit::Keys::Kept).await;
        let mut browser = t.browser().await;
        let form = format!("/w/{}/channels/new/mastodon", t.workspace);
        holds(
            &browser.get(&form).await.expect(200).body,
            &["Grant access at Mastodon", "http://parvis.example/channels/consent"],
        );
        let state = sent_away(&mut browser, &form, &network.url()).await;
        let refused = browser.get(&format!("/channels/consent?state={state}&error=access_denied")).await.expect(303);
        assert!(refused.location().ends_with("/channels"));
        let back = format!("/channels/consent?state={state}&code=lea");
        let mut other = t.browser_of(t.member("paul@solenne.example", &[domain::Hat::Owner]).await).await;
        let _ = other.get(&back).await.expect(404);
        let made = browser.get(&back).await.expect(303);
        holds(&browser.get(made.location()).await.expect(200).body, &["@lea@127.0.0.1"]);
        let _ = browser.get(&back).await.expect(404);
        let keys = browser.post(&format!("/w/{}/channels/new/x/consent", t.workspace), &[]).await.expect(422).body;
        holds(&keys, &["client_id-error"]);
        let flickr = browser.get(&format!("/w/{}/channels/new/flickr", t.workspace)).await.expect(200).body;
        holds(&flickr, &["Grant access at Flickr", "client_secret"]);
    })
    .await;
}

#[tokio::test]
async fn what_a_network_can_do_is_said_in_both_languages() {
    let t = TestApp::new().await;
    for (language, parts) in [("en", ["Against double posts", "Proven"]), ("fr", ["Contre les doublons", "Éprouvé"])] {
        speak(&t, language).await;
        let mut browser = t.browser().await;
        for network in domain::network::Network::ALL {
            let path = format!("/w/{}/networks/{}", t.workspace, network.name());
            let page = browser.get(&path).await.expect(200).body;
            holds(&page, &parts);
            for prefix in ["channels-", "post-setting-", "post-visibility-"] {
                assert!(!page.contains(&format!(">{prefix}")), "{path} in {language} lacks words: {page}");
            }
        }
    }
}

/// What a form of the composer hands in.
fn composed<'a>(text: &'a str, channel: &'a str, act: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("text", text), ("channel", channel), ("act", act), ("version", version)]
}

#[tokio::test]
async fn a_post_is_written_judged_planned_changed_and_dropped_by_forms() {
    TestApp::each(|t| async move {
        let id = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let posts = format!("/w/{}/posts", t.workspace);
        let long = "Une neige ".repeat(60);
        // A button that changes the form keeps what was typed, and keeps nothing else.
        let drawn = browser.post(&posts, &composed(&long, &id, "split", "0")).await.expect(200).body;
        holds(&drawn, &["part-1", "Part 2"]);
        assert!(t.reader().drafts(9).await.unwrap().is_empty());
        // Too long to leave: it is kept as a draft, and the form comes back with its problem.
        let mut form = composed(&long, &id, "plan", "0");
        form.extend([("due_day", "2026-11-27"), ("due_time", "17:30")]);
        let refused = browser.post(&posts, &form).await.expect(422).body;
        holds(&refused, &["It cannot leave like this", "100 too many: 600 of 500.", "value=\"2026-11-27\"", "class=\"over\""]);
        let draft = t.reader().drafts(9).await.unwrap().remove(0);
        let one = format!("{posts}/{}", draft.id);
        form = composed("Bonjour", &id, "plan", "1");
        form.extend([("due_day", "2026-11-27"), ("due_time", "")]);
        let timeless = browser.post(&one, &form).await.expect(422).body;
        holds(&timeless, &["At what time?", "Bonjour"]);
        form.pop();
        form.push(("due_time", "17:30"));
        let planned = browser.post(&one, &form).await.expect(303);
        assert_eq!(planned.location(), one);
        let page = browser.get(&one).await.expect(200).body;
        holds(&page, &["Planned", "value=\"17:30\"", "Take out of the plan", "What becomes of it"]);
        // A planned post that loses its time would leave at once.
        holds(&browser.post(&one, &composed("Bonsoir", &id, "save", "3")).await.expect(422).body, &["needs its time", "Bonsoir"]);
        let mut changed = composed("Bonsoir", &id, "save", "3");
        changed.extend([("due_day", "2026-11-28"), ("due_time", "09:00")]);
        let _ = browser.post(&one, &changed).await.expect(303);
        // Somebody who still sees the version before is shown both texts.
        let both = browser.post(&one, &changed).await.expect(409).body;
        holds(&both, &["Two people wrote at the same time", "name=\"version\" value=\"4\""]);
        let _ = browser.post(&format!("{one}/drop"), &[]).await.expect(303);
        holds(&browser.get(&one).await.expect(200).body, &["was thrown away", "Bonsoir"]);
        holds(&browser.get(&format!("{posts}/new?from={}", draft.id)).await.expect(200).body, &["Bonsoir"]);
    })
    .await;
}

#[tokio::test]
async fn the_script_judges_and_keeps_as_one_types() {
    TestApp::each(|t| async move {
        let id = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let posts = format!("/w/{}/posts", t.workspace);
        let mut own = composed("Bonjour https://solenne.example", &id, "own-1", "0");
        let act = format!("own-{id}");
        own[2] = ("act", &act);
        let drawn = browser.post(&format!("{posts}/preview"), &own).await.expect(200).json();
        holds(drawn["fields"].as_str().unwrap(), &[&format!("name=\"text-{id}\""), "customised"]);
        holds(drawn["judged"].as_str().unwrap(), &["31&nbsp;/&nbsp;500"]);
        holds(drawn["previews"].as_str().unwrap(), &["preview-link", "solenne.example"]);
        let kept = keep(&mut browser, &posts, composed("Bon", &id, "save", "0")).await;
        assert_eq!((kept.0, kept.1["version"].as_i64()), (StatusCode::OK, Some(1)));
        let here = kept.1["href"].as_str().unwrap().to_owned();
        assert_eq!(keep(&mut browser, &here, composed("Bonj", &id, "save", "1")).await.1["version"], 2);
        let conflict = keep(&mut browser, &here, composed("Bonjo", &id, "save", "1")).await;
        assert_eq!(conflict.0, StatusCode::CONFLICT);
        assert!(conflict.1["problem"].as_str().unwrap().contains("Somebody else"));
    })
    .await;
}

async fn keep(browser: &mut Browser, path: &str, mut form: Vec<(&str, &str)>) -> (StatusCode, Value) {
    form.push(("answer", "json"));
    let answer = browser.post(path, &form).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn the_calendar_shows_moves_filters_and_holds() {
    TestApp::each(|t| async move {
        let (one, other) = (channel(&t, "mastodon", "solenne").await, channel(&t, "bluesky", "brume").await);
        let post = planned(&t, "Première neige", &[one, other], t.now() + 6 * DAY_US).await;
        let mut browser = t.browser().await;
        let base = format!("/w/{}/publish", t.workspace);
        for (query, parts) in [
            ("", ["November 2026", "Première neige", "data-day=\"2026-11-27\""]),
            ("?view=week&at=2026-11-27", ["23 Nov", "Première neige", "data-day=\"2026-11-27\""]),
            ("?view=day&at=2026-11-27", ["Friday 27 November", "Première neige", "10:00"]),
            ("?view=list", ["November 2026", "Première neige", "Planned"]),
        ] {
            holds(&browser.get(&format!("{base}{query}")).await.expect(200).body, &parts);
        }
        assert!(!browser.get(&format!("{base}?state=held")).await.expect(200).body.contains("Première neige"));
        holds(&browser.get(&format!("{base}?channel={one}")).await.expect(200).body, &["Première neige"]);
        let move_it = format!("/w/{}/posts/{post}/move", t.workspace);
        let _ = browser.post(&move_it, &[("day", "2026-11-30"), ("time", "")]).await.expect(303);
        let page = browser.get(&format!("{base}?view=day&at=2026-11-30")).await.expect(200).body;
        holds(&page, &["Moved to Monday 30 November, 10:00.", "Première neige"]);
        let past = browser.post(&move_it, &[("day", "2026-11-01"), ("time", "10:00")]).await.expect(303);
        assert_eq!(past.location(), base);
        holds(&browser.get(&base).await.expect(200).body, &["would leave at once"]);
        let _ = browser.post(&format!("{base}/hold"), &[("hold", "1")]).await.expect(303);
        holds(&browser.get(&base).await.expect(200).body, &["holds everything", "Let it go on"]);
        holds(&browser.get(&format!("/w/{}/today", t.workspace)).await.expect(200).body, &["holds everything"]);
        let _ = browser.post(&format!("{base}/hold"), &[("hold", "0")]).await.expect(303);
        assert!(!browser.get(&base).await.expect(200).body.contains("holds everything"));
    })
    .await;
}

#[tokio::test]
async fn a_delivery_says_where_it_stands_and_what_can_be_decided() {
    TestApp::each(|t| async move {
        let id = channel(&t, "mastodon", "solenne").await;
        planned(&t, "Première neige", &[id], t.now() + DAY_US).await;
        t.wait(2 * 86_400);
        t.run_due_jobs().await;
        let filter = store::delivery::DeliveryFilter::default();
        let delivery = t.reader().deliveries(&filter, 9).await.unwrap().remove(0);
        let path = format!("/w/{}/deliveries/{}", t.workspace, delivery.id);
        assert_eq!((delivery.state.as_str(), delivery.reason.as_str()), ("held", "late"));
        for (language, parts) in [
            ("en", ["It is held and does not leave", "Its time had passed", "Let it leave now", "Drop it", &delivery.hash]),
            ("fr", ["Elle est retenue", "Son heure était passée", "La laisser partir", "L’abandonner", &delivery.hash]),
        ] {
            speak(&t, language).await;
            holds(&t.browser().await.get(&path).await.expect(200).body, &parts);
        }
        speak(&t, "en").await;
        let mut browser = t.browser().await;
        let today = browser.get(&format!("/w/{}/today", t.workspace)).await.expect(200).body;
        holds(&today, &["1 delivery wants you", "Première neige", "class=\"badge badge-hot\""]);
        holds(&browser.get(&format!("/w/{}/deliveries", t.workspace)).await.expect(200).body, &["Première neige", "Held"]);
        let _ = browser.post(&path, &[("act", "drop")]).await.expect(303);
        holds(&browser.get(&path).await.expect(200).body, &["It will not leave", "Léa decided", "Dropped"]);
        let _ = browser.post(&path, &[("act", "release")]).await.expect(409);
    })
    .await;
}

#[tokio::test]
async fn every_state_and_reason_has_words_in_both_languages() {
    let words = web::words::Words::load();
    let reasons = "crisis late channel-broken channel-disconnected channel-auth channel-gone channel-version problems content auth rate network \
                   gone unsupported-version not-there no-answer at-work left-behind next-step asks";
    let problems = include_str!("../../../domain/src/post/validate.rs");
    let codes =
        problems.split('"').filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
    let codes: Vec<&str> =
        codes.filter(|code| code.contains('_') && *code != "first_comment" && !code.contains("snake")).collect();
    assert!(codes.len() > 30, "{codes:?}");
    for language in domain::Language::ALL {
        for state in domain::delivery::State::ALL {
            for part in ["state", "about"] {
                assert!(words.find(language, &format!("delivery-{part}-{}", state.name()), &[]).is_some(), "{part} {state:?}");
            }
        }
        for reason in reasons.split_whitespace() {
            assert!(words.find(language, &format!("delivery-reason-{reason}"), &[]).is_some(), "{reason}");
        }
        for code in &codes {
            assert!(words.find(language, &format!("problem-{}", code.replace('_', "-")), &[]).is_some(), "{code}");
        }
        for network in domain::network::Network::ALL {
            assert!(words.find(language, &format!("channels-guide-{}", network.name()), &[]).is_some(), "{network:?}");
            for setting in network.capabilities().settings {
                assert!(words.find(language, &format!("post-setting-{}", setting.name), &[]).is_some(), "{}", setting.name);
            }
        }
    }
}

#[tokio::test]
async fn who_governs_says_what_is_asked_of_posts() {
    TestApp::each(|t| async move {
        let path = format!("/w/{}/settings/publishing", t.workspace);
        let mut browser = t.browser().await;
        let wrong =
            browser.post(&path, &[("late_minutes", "9999"), ("alt", "warns"), ("video_alt", "warns")]).await.expect(422).body;
        holds(&wrong, &["value=\"9999\"", "late_minutes-error"]);
        let _ = browser.post(&path, &[("late_minutes", "30"), ("alt", "warns"), ("video_alt", "stops")]).await.expect(303);
        let policy = t.app.publishing_policy(t.workspace).await.unwrap();
        assert_eq!((policy.late_minutes, policy.content.alt), (30, domain::post::Gravity::Warns));
    })
    .await;
}

#[tokio::test]
async fn scripts_write_plan_change_and_hold() {
    TestApp::each(|t| async move {
        let id = channel(&t, "mastodon", "solenne").await.get();
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let listed = script.get("/api/v1/channels").await.expect(200).json();
        assert_eq!((listed["data"][0]["id"].as_i64(), listed["data"][0]["can"]["text"]["max"].as_i64()), (Some(id), Some(500)));
        let wish = |text: &str, due: Value, version: Value| {
            json!({ "content": { "text": text }, "channels": [{ "channel": id, "content": { "text": format!("{text} !"), "thread": ["fin"] } }],
                    "due_at": due, "version": version })
        };
        let made = script.json(Method::POST, "/api/v1/posts", &wish("Neige", Value::Null, Value::Null)).await.expect(201).json();
        assert_eq!((made["state"].as_str(), made["channels"][0]["content"]["text"].as_str()), (Some("draft"), Some("Neige !")));
        let one = format!("/api/v1/posts/{}", made["id"]);
        let timeless = script.json(Method::POST, &format!("{one}/plan"), &json!({})).await.expect(422).json();
        assert_eq!(timeless["code"], "invalid_due_at_empty");
        let due = json!("2026-11-27T16:30:00Z");
        let _ = script.json(Method::PUT, &one, &wish("Neige", due.clone(), json!(1))).await.expect(200);
        let planned = script.json(Method::POST, &format!("{one}/plan"), &json!({})).await.expect(200).json();
        assert_eq!((planned["state"].as_str(), planned["version"].as_i64()), (Some("planned"), Some(3)));
        // A planned post is changed as well, over the version that was seen.
        let _ = script.json(Method::PUT, &one, &wish("Pluie", due.clone(), json!(2))).await.expect(409);
        let _ = script.json(Method::PUT, &one, &wish("Pluie", Value::Null, json!(3))).await.expect(422);
        let _ = script.json(Method::PUT, &one, &wish("Pluie", due, json!(3))).await.expect(200);
        let deliveries = script.get("/api/v1/deliveries?state=waiting&limit=1").await.expect(200).json();
        assert_eq!((deliveries["data"][0]["steps"].as_i64(), deliveries["next"].is_null()), (Some(2), true));
        let delivery = format!("/api/v1/deliveries/{}", deliveries["data"][0]["id"]);
        assert_eq!(script.get(&delivery).await.expect(200).json()["content"]["text"], "Pluie !");
        assert_eq!(script.json(Method::POST, &format!("{delivery}/act"), &json!({ "act": "drop" })).await.expect(200).json()["state"], "cancelled");
        let _ = script.json(Method::POST, &format!("{delivery}/act"), &json!({ "act": "dance" })).await.expect(422);
        let held = script.json(Method::PUT, "/api/v1/publishing/hold", &json!({ "held": true })).await.expect(200).json();
        assert_eq!((held["held"].as_bool(), held["by"].is_string()), (Some(true), true));
        let _ = script.send(Method::DELETE, &one, None, Vec::new()).await.expect(204);
        let mut reading = t.stranger().with_token(&t.token("read").await);
        let _ = reading.json(Method::PUT, "/api/v1/publishing/hold", &json!({ "held": false })).await.expect(403);
        assert_eq!(reading.get(&one).await.expect(200).json()["state"], "dropped");
    })
    .await;
}

#[tokio::test]
async fn deliveries_of_one_moment_come_in_pages() {
    let t = TestApp::new().await;
    let id = channel(&t, "mastodon", "solenne").await;
    for n in 0..5 {
        planned(&t, &format!("Neige {n}"), &[id], t.now() + DAY_US).await;
    }
    let mut script = t.stranger().with_token(&t.token("read").await);
    let (mut seen, mut path) = (Vec::new(), "/api/v1/deliveries?limit=2".to_owned());
    loop {
        let page = script.get(&path).await.expect(200).json();
        seen.extend(page["data"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/deliveries?limit=2&cursor={}", next.replace('[', "%5B").replace(']', "%5D"));
    }
    seen.dedup();
    assert_eq!(seen.len(), 5);
}

/// A planned post with one delivery, written without the verbs, which would take a test's time for thousands.
async fn written(t: &TestApp, tx: &store::Tx, channel: Id<Channel>, n: i64) {
    let due_at = t.now() + n * 400_000_000;
    let said = Variant { text: format!("Publication {n} de la saison : https://solenne.example/{n}"), ..Variant::default() };
    let content = json!(said).to_string();
    let post = Post {
        id: Id::new(0),
        workspace_id: t.workspace,
        author_id: None,
        state: "planned".to_owned(),
        content: content.clone(),
        due_at: Some(due_at),
        version: 1,
        created_at: t.now(),
        changed_at: t.now(),
        changed_by: None,
        recurrence: String::new(),
        zone: String::new(),
        campaign_id: None,
    };
    let delivery = Delivery {
        id: Id::new(0),
        workspace_id: t.workspace,
        post_id: tx.add_post(&post).await.unwrap(),
        channel_id: channel,
        round: 0,
        state: "waiting".to_owned(),
        reason: String::new(),
        said: String::new(),
        due_at,
        next_at: due_at,
        released: false,
        content,
        hash: "0".repeat(64),
        step: 0,
        steps: 1,
        handle: String::new(),
        published_at: None,
        created_at: t.now(),
        changed_at: t.now(),
    };
    tx.add_delivery(&delivery).await.unwrap();
}

#[tokio::test]
async fn a_full_month_shows_a_few_of_each_day_and_leads_to_the_rest() {
    let t = TestApp::new().await;
    let id = channel(&t, "mastodon", "solenne").await;
    let tx = t.store.begin().await.unwrap();
    for n in 0..2_000 {
        written(&t, &tx, id, n).await;
    }
    tx.commit().await.unwrap();
    let mut browser = t.browser().await;
    let path = format!("/w/{}/publish", t.workspace);
    let page = browser.get(&path).await.expect(200).body;
    holds(&page, &["more"]);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
}

#[tokio::test]
async fn what_was_published_is_changed_and_taken_away_from_its_page() {
    TestApp::each(|t| async move {
        let network = testkit::FakeNetwork::start(testkit::Keys::Kept).await;
        let filled =
            std::collections::BTreeMap::from([("server".to_owned(), network.url()), ("token".to_owned(), "solenne".to_owned())]);
        let channel = t.app.connect_channel(&t.actor(), "mastodon", &filled).await.unwrap();
        let post = planned(&t, "Neige demin", &[channel], t.now()).await;
        t.run_due_jobs().await;
        let filter = DeliveryFilter { post: Some(post), ..DeliveryFilter::default() };
        let delivery = t.reader().deliveries(&filter, 1).await.unwrap()[0].id;
        let here = format!("/w/{}/deliveries/{delivery}", t.workspace);
        let mut browser = t.browser().await;
        holds(&browser.get(&here).await.expect(200).body, &["What stands there", "Change it there", "Take it away"]);
        let edit = format!("{here}/edit");
        holds(&browser.get(&edit).await.expect(200).body, &["Neige demin", "Change it on the network"]);
        let long = "x".repeat(501);
        let wrong = browser.post(&edit, &[("text-0", &long)]).await.expect(422).body;
        holds(&wrong, &["501", &long]);
        let _ = browser.post(&edit, &[("text-0", "Neige demain")]).await.expect(303);
        holds(&browser.get(&here).await.expect(200).body, &["New words on their way", "Neige demain"]);
        t.run_due_jobs().await;
        holds(&browser.get(&here).await.expect(200).body, &["Neige demain", "Changed"]);
        assert_eq!(network.told()[0].text, "Neige demain");
        network.edit_by_hand(&network.told()[0].id, "Brume");
        let _ = browser.post(&edit, &[("text-0", "Vent")]).await.expect(303);
        t.wait(60);
        t.run_due_jobs().await;
        holds(&browser.get(&here).await.expect(200).body, &["somebody changed it there", "Write over theirs", "Vent"]);
        let today = format!("/w/{}/deliveries", t.workspace);
        holds(&browser.get(&today).await.expect(200).body, &["What was to be changed or taken away there was not"]);
        let wish = t.reader().amendments_wanting(1).await.unwrap()[0].id;
        let _ = browser.post(&format!("{here}/amendments/{wish}"), &[("act", "overwrite")]).await.expect(303);
        t.wait(60);
        t.run_due_jobs().await;
        assert_eq!(network.told()[0].text, "Vent");
        let _ = browser.post(&format!("{here}/delete"), &[]).await.expect(303);
        t.wait(60);
        t.run_due_jobs().await;
        holds(&browser.get(&here).await.expect(200).body, &["Taken away", "It is no longer there"]);
        let _ = browser.post(&edit, &[("text-0", "Trop tard")]).await.expect(409);
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.get(&edit).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn pictures_of_a_post_are_chosen_described_and_put_in_order() {
    TestApp::each(|t| async move {
        let channel = channel(&t, "mastodon", "solenne").await;
        let mut assets = Vec::new();
        for seed in 1..=2 {
            let name = format!("crête {seed}.jpg");
            let new = app::publish::asset_add::NewAsset { name, bytes: testkit::photograph(60, 40, seed), ..Default::default() };
            assets.push(t.app.add_asset(&t.actor(), new).await.unwrap().id.to_string());
        }
        let mut browser = t.browser().await;
        let base = format!("/w/{}/posts", t.workspace);
        let id = channel.to_string();
        let common = [("text", "Neige"), ("channel", id.as_str()), ("files", "1"), ("version", "0")];
        let with = |more: &[(&'static str, &str)]| -> Vec<(String, String)> {
            common.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let form = with(&[("add", &assets[1]), ("act", "attach")]);
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = browser.post(&base, &form).await.expect(200).body;
        holds(&page, &[&format!("name=\"media\" value=\"{}\"", assets[1]), "crête 2.jpg", "thumbnail"]);
        let alt = format!("alt-{}", assets[1]);
        let mut form = with(&[("media", &assets[0]), ("media", &assets[1]), ("act", &format!("up::{}", assets[1]))]);
        form.push((alt, "Une crête au matin".to_owned()));
        let drawn: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = browser.post(&base, &drawn).await.expect(200).body;
        let place = |id: &str| page.find(&format!("name=\"media\" value=\"{id}\"")).unwrap();
        assert!(place(&assets[1]) < place(&assets[0]), "the second went up");
        holds(&page, &["Une crête au matin"]);
        let kept: Vec<(String, String)> =
            form.into_iter().map(|(name, value)| if name == "act" { (name, "save".to_owned()) } else { (name, value) }).collect();
        let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = browser.post(&base, &kept).await.expect(303).location().to_owned();
        let post: Id<Post> = saved.rsplit('/').next().unwrap().parse().unwrap();
        let (_, draft) = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap();
        let media: Vec<(String, &str)> =
            draft.content.media.iter().map(|one| (one.asset.to_string(), one.alt.as_str())).collect();
        assert_eq!(media, [(assets[0].clone(), ""), (assets[1].clone(), "Une crête au matin")]);
        assert_eq!(draft.content.media[0].width, 60, "what the file is was found out when it was kept");
        let mut version = with(&[("media", &assets[1]), ("act", "save")]);
        version.retain(|(name, _)| name != "version");
        version.push(("version".to_owned(), "1".to_owned()));
        let out: Vec<(&str, &str)> = version.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let _ = browser.post(&saved, &out).await.expect(303);
        let (_, draft) = t.app.post_draft(&t.actor(), post).await.unwrap().unwrap();
        assert_eq!(draft.content.media.len(), 1);
        assert_eq!(draft.content.media[0].alt, "Une crête au matin", "a text without a field stays");
    })
    .await;
}

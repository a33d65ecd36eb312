//! Writing: files of a thread's parts, crops, snippets, accounts, emoji, where addresses stand; on pages without scripts and for scripts.

use app::publish::asset_add::NewAsset;
use axum::http::Method;
use serde_json::{Value, json};
use testkit::{TestApp, photograph};

use crate::publishing::channel;

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/").replace("&#x27;", "'");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

async fn picture(t: &TestApp) -> String {
    let new = NewAsset { name: "Crête.jpg".to_owned(), bytes: photograph(1_200, 900, 3), ..NewAsset::default() };
    t.app.add_asset(&t.actor(), new).await.unwrap().id.to_string()
}

#[tokio::test]
async fn a_part_has_pictures_of_its_own_which_are_cropped_for_one_channel() {
    TestApp::each(|t| async move {
        let (asset, one) = (picture(&t).await, channel(&t, "mastodon", "solenne").await.to_string());
        let mut browser = t.browser().await;
        let base = format!("/w/{}/posts", t.workspace);
        let part = [("text", "Un"), ("channel", one.as_str()), ("part", "Deux"), ("files.1", "1"), ("add.1", asset.as_str())];
        let form = [&part[..], &[("act", "attach.1")]].concat();
        let page = browser.post(&base, &form).await.expect(200).body;
        holds(&page, &["name=\"media.1\"", &format!("id=\"alt.1-{asset}\""), &format!("name=\"crop.1-{asset}\""), "4:5"]);
        // A shape is a button; the numbers follow, and the small picture.
        let shaped = format!("shape:.1:{asset}:1-1");
        let form = [&part[..], &[("act", shaped.as_str())]].concat();
        let page = browser.post(&base, &form).await.expect(200).body;
        holds(&page, &["value=\"12.5\"", "value=\"75.0\"", "crop=125-0-750-1000", "cropped"]);
        let (name, alt) = (format!("crop.1-{asset}"), format!("alt.1-{asset}"));
        let crop = ["12.5", "0", "75", "100"].map(|side| (name.as_str(), side));
        let saved = [&part[..], &crop, &[(alt.as_str(), "Une crête"), ("act", "save")]].concat();
        let made = browser.post(&base, &saved).await.expect(303);
        let post = made.location().to_owned();
        holds(&browser.get(&post).await.expect(200).body, &["crop=125-0-750-1000", "Une crête"]);
        let small = browser.get(&format!("/w/{}/media/{asset}/thumbnail?crop=125-0-750-1000", t.workspace)).await.expect(200);
        assert_eq!(small.headers["content-type"], "image/jpeg");
        for odd in ["1", "a-b-c-d", "4294967295-0-4294967295-4294967295", "0-0-0-0"] {
            let _shown = browser.get(&format!("/w/{}/media/{asset}/thumbnail?crop={odd}", t.workspace)).await.expect(200);
        }
        // For one channel: it has words of its own from then on.
        let act = format!("crop:-{one}:{asset}");
        let form = [("text", "Un"), ("channel", one.as_str()), ("files", "1"), ("media", asset.as_str()), ("act", act.as_str())];
        let page = browser.post(&base, &form).await.expect(200).body;
        holds(&page, &[&format!("name=\"own\" value=\"{one}\""), &format!("id=\"crop-{one}-{asset}\" open")]);
    })
    .await;
}

#[tokio::test]
async fn snippets_are_kept_on_their_page_and_put_into_a_text() {
    TestApp::each(|t| async move {
        let one = channel(&t, "instagram", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let base = format!("/w/{}/settings/snippets", t.workspace);
        holds(&browser.get(&base).await.expect(200).body, &["No snippet yet", "New signature"]);
        holds(&browser.get(&format!("{base}/new?kind=hashtags")).await.expect(200).body, &["value=\"hashtags\" checked"]);
        let wrong = [("kind", "hashtags"), ("name", "Hiver"), ("text", "fra-îche")];
        holds(&browser.post(&base, &wrong).await.expect(422).body, &["cannot be a hashtag", "fra-îche"]);
        for (kind, name, text) in [
            ("hashtags", "Hiver", "neige #Montagne"),
            ("template", "Début", "{channel}, bonjour {first name} : {link}"),
            ("signature", "Fin", "— Solenne"),
        ] {
            let form = [("kind", kind), ("name", name), ("text", text), ("always", "1")];
            let _made = browser.post(&base, &form).await.expect(303);
        }
        holds(&browser.get(&base).await.expect(200).body, &["#neige #Montagne", "Début", "always", "lea<br>"]);
        let ids: Vec<String> = t.reader().snippets().await.unwrap().iter().map(|one| one.id.to_string()).collect();
        let (tags, template) = (format!("insert::{}", ids[0]), format!("insert::{}", ids[2]));
        let posts = format!("/w/{}/posts", t.workspace);
        let one = one.as_str();
        let with = |act, text| vec![("text", text), ("channel", one), ("act", act)];
        let page = browser.post(&posts, &with(&tags, "Neige")).await.expect(200).body;
        // With the count against what the network takes; the signature is part of what is judged and shown.
        holds(&page, &["Neige #neige #Montagne </textarea>", "2 of 30 hashtags", "— Solenne", "Without the signature"]);
        let page = browser.post(&posts, &with(&template, "Voir https://solenne.example/")).await.expect(200).body;
        holds(&page, &["first name", &format!("name=\"asked\" value=\":{}\"", ids[2])]);
        let (mut told, asked) = (with(&template, "Voir https://solenne.example/"), format!(":{}", ids[2]));
        told.extend([("asked", asked.as_str()), ("hole", "Zoé")]);
        holds(
            &browser.post(&posts, &told).await.expect(200).body,
            &["solenne, bonjour Zoé : https://solenne.example/</textarea>"],
        );
        // From the select, too.
        let mut chosen = with("insert::", "Neige");
        chosen.push(("snippet", ids[1].as_str()));
        holds(&browser.post(&posts, &chosen).await.expect(200).body, &["Neige\n\n— Solenne</textarea>"]);
        let edit = format!("{base}/{}", ids[0]);
        let _changed = browser.post(&edit, &[("kind", "hashtags"), ("name", "Été"), ("text", "plage")]).await.expect(303);
        holds(&browser.get(&edit).await.expect(200).body, &["Été", "#plage"]);
        let _gone = browser.post(&format!("{edit}/remove"), &[]).await.expect(303);
        let _gone = browser.get(&edit).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn accounts_and_emoji_are_found_with_and_without_scripts() {
    TestApp::each(|t| async move {
        let network = testkit::FakeNetwork::start(testkit::Keys::Kept).await;
        let filled =
            std::collections::BTreeMap::from([("server".to_owned(), network.url()), ("token".to_owned(), "one".to_owned())]);
        let one = t.app.connect_channel(&t.actor(), "mastodon", &filled).await.unwrap().to_string();
        let mut browser = t.browser().await;
        let posts = format!("/w/{}/posts", t.workspace);
        let found = browser.get(&format!("{posts}/accounts?words=lea&channel={one}")).await.expect(200).body;
        let found: Value = serde_json::from_str(&found).unwrap();
        assert_eq!(found, json!([{ "handle": "@lea@127.0.0.1", "name": "Léa", "network": "Mastodon" }]));
        let found = browser.get(&format!("{posts}/emoji?words=flocon")).await.expect(200).body;
        assert!(found.starts_with("[[\"❄️\",\"snowflake\"]"), "{found}");
        let form = |act: &'static str, name: &'static str, words: &'static str| {
            [("text", "Merci"), ("channel", one.as_str()), ("act", act), (name, words)]
        };
        let page = browser.post(&posts, &form("find::accounts", "accounts", "lea")).await.expect(200).body;
        holds(&page, &["value=\"mention::@lea@127.0.0.1\""]);
        let page = browser.post(&posts, &form("find::accounts", "accounts", "")).await.expect(200).body;
        holds(&page, &["Nobody called"]);
        let page = browser.post(&posts, &form("mention::@lea@127.0.0.1:80", "x", "")).await.expect(200).body;
        holds(&page, &["Merci @lea@127.0.0.1:80 </textarea>"]);
        let page = browser.post(&posts, &form("find::emoji", "emoji", "snowflake")).await.expect(200).body;
        holds(&page, &["value=\"emoji::❄️\""]);
        let page = browser.post(&posts, &form("emoji::❄️", "at", "text:0")).await.expect(200).body;
        holds(&page, &["❄️Merci</textarea>"]);
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let mut other = t.browser_of(analyst).await;
        let _refused = other.get(&format!("{posts}/accounts?words=lea&channel={one}")).await.expect(403);
        let _refused = other.get(&format!("{posts}/emoji?words=lea")).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn addresses_stand_where_the_channel_or_the_post_says() {
    TestApp::each(|t| async move {
        let one = channel(&t, "linkedin", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let page = format!("/w/{}/channels/{one}", t.workspace);
        holds(&browser.get(&page).await.expect(200).body, &["Where addresses stand"]);
        let _set = browser.post(&format!("{page}/link-place"), &[("place", "comment")]).await.expect(303);
        holds(&browser.get(&page).await.expect(200).body, &["value=\"comment\" selected"]);
        let preview = format!("/w/{}/posts/preview", t.workspace);
        let form = [("text", "Neige https://a.example/x"), ("channel", one.as_str())];
        let drawn: Value = serde_json::from_str(&browser.post(&preview, &form).await.expect(200).body).unwrap();
        let shown = drawn["previews"].as_str().unwrap().replace("&#x2f;", "/");
        assert!(shown.contains("<p class=\"said\">Neige</p>") && shown.contains("First comment"), "{shown}");
        let form = [&form[..], &[("links", "text")]].concat();
        let drawn: Value = serde_json::from_str(&browser.post(&preview, &form).await.expect(200).body).unwrap();
        assert!(!drawn["previews"].as_str().unwrap().contains("First comment"));
    })
    .await;
}

#[tokio::test]
async fn scripts_keep_snippets_and_attach_files() {
    TestApp::each(|t| async move {
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let (asset, one) = (picture(&t).await, channel(&t, "mastodon", "solenne").await);
        let mut send = async |method: Method, path: &str, body: Value, status: u16| -> Value {
            let answer = script.json(method, path, &body).await.expect(status);
            serde_json::from_str(&answer.body).unwrap_or_default()
        };
        let wish = json!({ "kind": "hashtags", "name": "Hiver", "text": "neige", "channels": [one.get()] });
        let made = send(Method::POST, "/api/v1/snippets", wish, 201).await;
        assert_eq!((made["text"].as_str(), made["channels"][0].as_i64()), (Some("#neige"), Some(one.get())));
        let path = format!("/api/v1/snippets/{}", made["id"]);
        let changed =
            send(Method::PUT, &path, json!({ "kind": "signature", "name": "Fin", "text": "— S", "always": true }), 200).await;
        assert_eq!((changed["always"].as_bool(), changed["kind"].as_str()), (Some(true), Some("signature")));
        let wrong = send(Method::PUT, &path, json!({ "kind": "joke", "name": "Fin", "text": "x" }), 422).await;
        assert_eq!(wrong["code"], "invalid_kind_unknown");
        let place = format!("/api/v1/channels/{one}/link-place");
        assert_eq!(send(Method::PUT, &place, json!({ "place": "end" }), 200).await["place"], "end");
        assert_eq!(send(Method::GET, &place, Value::Null, 200).await["place"], "end");
        send(Method::PUT, &place, json!({ "place": "moon" }), 422).await;
        let asset: i64 = asset.parse().unwrap();
        let media = json!([{ "asset": asset, "alt": "Une crête", "part": 1, "crop": [0, 0, 500, 1_000] }]);
        let content = json!({ "text": "Un", "thread": ["Deux"], "media": media, "links": "text", "unsigned": true });
        let post =
            send(Method::POST, "/api/v1/posts", json!({ "content": content, "channels": [{ "channel": one.get() }] }), 201).await;
        assert_eq!(post["content"]["media"], media);
        assert_eq!((post["content"]["links"].as_str(), post["content"]["unsigned"].as_bool()), (Some("text"), Some(true)));
        // What is left out of a change stays.
        let path_of_post = format!("/api/v1/posts/{}", post["id"]);
        let change = json!({ "content": { "text": "Une", "thread": ["Deux"] }, "channels": [], "version": 1 });
        assert_eq!(send(Method::PUT, &path_of_post, change, 200).await["content"]["media"], media);
        let wrong = json!({ "content": { "text": "Un", "media": [{ "asset": asset, "part": 3 }] }, "channels": [] });
        send(Method::POST, "/api/v1/posts", wrong, 422).await;
        send(Method::DELETE, &path, Value::Null, 204).await;
        send(Method::GET, &path, Value::Null, 404).await;
    })
    .await;
}

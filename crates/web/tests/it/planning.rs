//! The pages of planning: slots, what comes again, evergreen lists, feeds, tables and files, and their twins of the API.

use axum::http::Method;
use serde_json::{Value, json};
use testkit::TestApp;

use crate::publishing::{channel, planned};

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&quot;", "\"");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

/// Sends a form with a file in it.
async fn multipart(browser: &mut testkit::Browser, path: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    let mut body = String::new();
    for (name, value) in fields {
        let file = if *name == "table" { "; filename=\"posts.csv\"\r\nContent-Type: text/csv" } else { "" };
        body.push_str(&format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"));
    }
    body.push_str("--part--\r\n");
    browser.send(Method::POST, path, Some("multipart/form-data; boundary=part"), body.into_bytes()).await
}

#[tokio::test]
async fn slots_are_typed_as_times_and_a_post_takes_the_next() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await;
        let mut browser = t.browser().await;
        let slots = format!("/w/{}/channels/{one}/slots", t.workspace);
        holds(
            &browser.get(&slots).await.expect(200).body,
            &["Monday", "No free slot", "Not enough history", "no post of at least 30"],
        );
        let wrong = browser.post(&slots, &[("day_0", "9:00 neuf")]).await.expect(422).body;
        holds(&wrong, &["no time of day", "9:00 neuf"]);
        let form: Vec<(String, &str)> = (0..7).map(|day| (format!("day_{day}"), "9h30, 18:00")).collect();
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let _ = browser.post(&slots, &form).await.expect(303);
        holds(&browser.get(&slots).await.expect(200).body, &["09:30 18:00"]);
        // The composer offers it, a button fills the date in, another plans.
        let new = format!("/w/{}/posts/new?channel={one}", t.workspace);
        let page = browser.get(&new).await.expect(200).body;
        holds(&page, &["Next free slot", "value=\"at-", "Not enough history"]);
        let at = page.split("value=\"at-").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let chosen = browser
            .post(
                &format!("/w/{}/posts", t.workspace),
                &[("text", "Neige"), ("channel", &one.to_string()), ("act", &format!("at-{at}"))],
            )
            .await;
        let zone = t.reader().workspace().await.unwrap().unwrap().time_zone;
        let day = jiff::Timestamp::from_microsecond(at.parse().unwrap()).unwrap().in_tz(&zone).unwrap().date().to_string();
        holds(&chosen.expect(200).body, &[&format!("name=\"due_day\" value=\"{day}\"")]);
        let posts = format!("/w/{}/posts", t.workspace);
        let form = [("text", "Neige"), ("channel", &*one.to_string()), ("act", "slots"), ("repeat", "")];
        let there = browser.post(&posts, &form).await.expect(303);
        let post: store::Id<store::post::Post> = there.location().rsplit('/').next().unwrap().parse().unwrap();
        assert_eq!(t.reader().post(post).await.unwrap().unwrap().due_at, at.parse().ok());
        // What is free is drawn in a day, what is taken is not.
        let day = browser.get(&format!("/w/{}/publish?view=week&at={day}", t.workspace)).await.expect(200).body;
        holds(&day, &["Free slot", "Neige"]);
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.post(&slots, &form).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn a_post_comes_again_by_words_and_ends() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let posts = format!("/w/{}/posts", t.workspace);
        let form = |act: &'static str, repeat: &'static str, rule: &'static str| {
            vec![
                ("text", "Bonjour".to_owned()),
                ("channel", one.clone()),
                ("due_day", "2027-03-20".to_owned()),
                ("due_time", "02:30".to_owned()),
                ("repeat", repeat.to_owned()),
                ("repeat_rule", rule.to_owned()),
                ("act", act.to_owned()),
            ]
        };
        let pairs = |form: &[(&'static str, String)]| form.iter().map(|(k, v)| (*k, v.clone())).collect::<Vec<_>>();
        let send = async |browser: &mut testkit::Browser, path: &str, form: Vec<(&'static str, String)>| {
            let borrowed: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(path, &borrowed).await
        };
        // The next dates are told before anything is kept.
        let shown = send(&mut browser, &posts, form("preview", "weekly", "")).await.expect(200).body;
        holds(&shown, &["Next dates", "20 March 2027", "27 March 2027", "3 April 2027", "has been changed"]);
        let wrong = send(&mut browser, &posts, form("plan", "own", "FREQ=HOURLY")).await.expect(422).body;
        holds(&wrong, &["FREQ=HOURLY", "Nothing was changed"]);
        let there = send(&mut browser, &posts, form("plan", "daily", "")).await.expect(303);
        let here = there.location().to_owned();
        let id: store::Id<store::post::Post> = here.rsplit('/').next().unwrap().parse().unwrap();
        let post = t.reader().post(id).await.unwrap().unwrap();
        assert_eq!((post.recurrence.as_str(), post.state.as_str()), ("FREQ=DAILY", "planned"));
        let rounds = t.reader().deliveries_of(id).await.unwrap().len();
        assert_eq!(rounds, 36, "five weeks stand ahead");
        let page = browser.get(&here).await.expect(200).body;
        holds(&page, &["<option value=\"daily\" selected>", "28 March 2027", "Next dates"]);
        // In the calendar it is not dragged about by one of its dates.
        let calendar = browser.get(&format!("/w/{}/publish?at=2027-03-22", t.workspace)).await.expect(200).body;
        holds(&calendar, &["Comes again by a rule"]);
        assert!(!calendar.contains(&format!("data-post=\"{id}\"")), "rounds of a rule are not moved one by one");
        let moved = browser.post(&format!("{here}/move"), &[("day", "2027-03-25"), ("time", "09:00")]).await.expect(303);
        assert_eq!(t.reader().post(id).await.unwrap().unwrap().due_at, post.due_at, "{}", moved.location());
        let mut ended = form("save", "", "");
        ended.push(("version", post.version.to_string()));
        let _ = send(&mut browser, &here, pairs(&ended)).await.expect(303);
        assert_eq!(t.reader().deliveries_of(id).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn warnings_stand_where_problems_stand() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await;
        let due = t.now() + 3_600_000_000;
        let first = planned(&t, "La veste Solenne est de retour en magasin", &[one], due).await;
        let mut browser = t.browser().await;
        let due = jiff::Timestamp::from_microsecond(due).unwrap().in_tz("UTC").unwrap();
        let form = [
            ("text", "La VESTE Solenne est de retour en magasin !"),
            ("channel", &*one.to_string()),
            ("due_day", &due.date().to_string()),
            ("due_time", &due.strftime("%H:%M").to_string()),
            ("act", "preview"),
        ];
        let page = browser.post(&format!("/w/{}/posts", t.workspace), &form).await.expect(200).body;
        holds(&page, &["The same words, or nearly (100%)"]);
        assert!(!page.contains(&due.timestamp().to_string()), "a time is written for people");
        let own = browser.get(&format!("/w/{}/posts/{first}", t.workspace)).await.expect(200).body;
        assert!(!own.contains("The same words"), "a post is no copy of itself");
    })
    .await;
}

#[tokio::test]
async fn a_list_is_made_filled_and_removed() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let lists = format!("/w/{}/publish/lists", t.workspace);
        holds(&browser.get(&lists).await.expect(200).body, &["No evergreen list yet"]);
        let empty = browser.post(&lists, &[("name", " "), ("repeat", "weekly")]).await.expect(422).body;
        holds(&empty, &["Please fill this in"]);
        let form = [
            ("name", "Conseils"),
            ("channel", &*one),
            ("repeat", "workdays"),
            ("start_day", "2027-03-01"),
            ("start_time", "09:00"),
        ];
        let here = browser.post(&lists, &form).await.expect(303).location().to_owned();
        let _ = browser.post(&lists, &form).await.expect(409);
        let mut ids = Vec::new();
        for text in ["Un", "Deux"] {
            let made = browser.post(&format!("/w/{}/posts", t.workspace), &[("text", text), ("act", "save")]).await.expect(303);
            ids.push(made.location().rsplit('/').next().unwrap().to_owned());
        }
        holds(&browser.get(&here).await.expect(200).body, &["Conseils", "Un", "Deux", "1 March 2027", "fewer than two"]);
        let _ = browser.post(&format!("{here}/texts"), &[("text", &*ids[0]), ("text", &*ids[1])]).await.expect(303);
        let page = browser.get(&here).await.expect(200).body;
        holds(&page, &["2 texts", "in the list", "Monday to Friday"]);
        holds(
            &browser.get(&format!("/w/{}/posts/{}", t.workspace, ids[0])).await.expect(200).body,
            &["text of an evergreen list"],
        );
        holds(&browser.get(&lists).await.expect(200).body, &["Conseils", "1 Mar 2027"]);
        let _ = browser.post(&format!("{here}/remove"), &[]).await.expect(303);
        let _ = browser.get(&here).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_rule_makes_posts_of_a_source() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let feeds = format!("/w/{}/publish/feeds", t.workspace);
        holds(&browser.get(&feeds).await.expect(200).body, &["No rule yet"]);
        let source = t.source("https://blog.example/feed").await;
        let form = |template: &'static str| {
            [
                ("source", source.id.to_string()),
                ("channel", one.clone()),
                ("template", template.to_owned()),
                ("becomes", "planned".to_owned()),
                ("from_hour", "8".to_owned()),
                ("to_hour", "20".to_owned()),
            ]
        };
        let send = async |browser: &mut testkit::Browser, form: [(&'static str, String); 6]| {
            let borrowed: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&feeds, &borrowed).await
        };
        let _ = send(&mut browser, form(" ")).await.expect(422);
        let _ = send(&mut browser, form("{title}")).await.expect(303);
        t.wait(60);
        t.app
            .ingest(&t.actor(), &source, vec![testkit::said("https://blog.example/1", "Neige", "Il neige.", t.now())])
            .await
            .unwrap();
        t.run_due_jobs().await;
        let page = browser.get(&feeds).await.expect(200).body;
        holds(&page, &["1 post made", "from 8:00 to 20:00"]);
        let remove = page.replace("&#x2f;", "/").split("/publish/feeds/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        let _ = browser.post(&format!("{feeds}/{remove}/remove"), &[]).await.expect(303);
        holds(&browser.get(&feeds).await.expect(200).body, &["No rule yet"]);
    })
    .await;
}

#[tokio::test]
async fn a_table_is_shown_row_by_row_and_made() {
    TestApp::each(|t| async move {
        let _ = channel(&t, "mastodon", "solenne").await;
        let mut browser = t.browser().await;
        let import = format!("/w/{}/publish/import", t.workspace);
        holds(&browser.get(&import).await.expect(200).body, &["Every row is checked", "01/12/2026"]);
        let table = "date;time;channels;text\n2027-12-01;09:30;solenne;Bonne ligne\n2027-12-01;09:30;personne;Mauvaise ligne\n;;;Brouillon\n";
        let shown = multipart(&mut browser, &import, &[("table", table)]).await.expect(200).body;
        holds(&shown, &["1 of 3 rows has a problem", "There is no channel “personne”", "Make 2 drafts", "Make the good rows and plan 1", "Mauvaise ligne"]);
        assert!(t.reader().posts_after(0, 10).await.unwrap().is_empty());
        let pasted = multipart(&mut browser, &import, &[("pasted", "titre\nx\n")]).await.expect(422).body;
        holds(&pasted, &["has to name the columns"]);
        let _ = multipart(&mut browser, &import, &[("pasted", " ")]).await.expect(422);
        let made = multipart(&mut browser, &import, &[("pasted", table), ("act", "planned")]).await.expect(303);
        let after = browser.get(made.location()).await.expect(200).body;
        holds(&after, &["2 posts were made, 1 left out"]);
        let csv = browser.get(&format!("/w/{}/publish/posts.csv", t.workspace)).await.expect(200);
        holds(&csv.body, &["Bonne ligne", "2027-12-01T"]);
        let lines = browser.get(&format!("/w/{}/publish/posts.jsonl", t.workspace)).await.expect(200).body;
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.get(&import).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn scripts_plan_as_people_do() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await;
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let slots = format!("/api/v1/channels/{one}/slots");
        let set =
            script.json(Method::PUT, &slots, &json!({ "slots": [{ "weekday": 1, "minute": 570 }] })).await.expect(200).json();
        assert_eq!(set["slots"], json!([{ "weekday": 1, "minute": 570 }]));
        assert!(set["next_free"].is_string(), "{set}");
        let wrong = json!({ "slots": [{ "weekday": 8, "minute": 0 }] });
        let _ = script.json(Method::PUT, &slots, &wrong).await.expect(422);
        let best = script.get(&format!("/api/v1/channels/{one}/best-times")).await.expect(200).json();
        assert_eq!((&best["told"], &best["posts"]), (&json!("not_enough"), &json!(0)));
        let wish =
            json!({ "content": { "text": "Bonjour" }, "channels": [{ "channel": one }], "due_at": "2027-03-27T08:00:00Z" });
        let post = script.json(Method::POST, "/api/v1/posts", &wish).await.expect(201).json()["id"].as_i64().unwrap();
        let again = format!("/api/v1/posts/{post}/recurrence");
        let told =
            script.json(Method::PUT, &again, &json!({ "rule": "FREQ=DAILY", "zone": "Europe/Paris" })).await.expect(200).json();
        assert_eq!(told["next"][1], json!("2027-03-28T07:00:00Z"), "the wall stays: {told}");
        let _ = script.json(Method::PUT, &again, &json!({ "rule": "FREQ=HOURLY" })).await.expect(422);
        let planned =
            script.json(Method::POST, &format!("/api/v1/posts/{post}/plan-in-slots"), &json!({})).await.expect(200).json();
        assert_eq!(planned["due_at"], set["next_free"]);
        let ended = script.send(Method::DELETE, &again, None, Vec::new()).await.expect(200).json();
        assert_eq!(ended["rule"], Value::Null);
        let draft = script.json(Method::POST, "/api/v1/posts", &json!({ "content": { "text": "Un" } })).await.expect(201).json()
            ["id"]
            .clone();
        let list = json!({ "name": "Conseils", "rule": "FREQ=WEEKLY", "channels": [one], "posts": [draft] });
        let list = script.json(Method::POST, "/api/v1/lists", &list).await.expect(201).json();
        assert_eq!(list["posts"], json!([draft]));
        assert_eq!(script.get("/api/v1/lists").await.expect(200).json()["data"][0]["name"], "Conseils");
        let path = format!("/api/v1/lists/{}", list["id"]);
        let edited =
            script.json(Method::PUT, &path, &json!({ "name": "Astuces", "rule": "FREQ=DAILY" })).await.expect(200).json();
        assert_eq!((&edited["name"], &edited["posts"]), (&json!("Astuces"), &json!([draft])));
        let _ = script.send(Method::DELETE, &path, None, Vec::new()).await.expect(204);
        let source = t.source("https://blog.example/feed").await;
        let rule = json!({ "source": source.id, "channels": [one], "template": "{title}" });
        let rule = script.json(Method::POST, "/api/v1/feed-rules", &rule).await.expect(201).json()["id"].clone();
        assert_eq!(script.get("/api/v1/feed-rules").await.expect(200).json()["data"].as_array().unwrap().len(), 1);
        let _ = script.send(Method::DELETE, &format!("/api/v1/feed-rules/{rule}"), None, Vec::new()).await.expect(204);
        let table = b"text,channels\nBonne,\nMauvaise,personne\n".to_vec();
        let import = async |script: &mut testkit::Browser, path: &str| {
            script.send(Method::POST, path, Some("text/csv"), table.clone()).await.expect(200).json()
        };
        let looked = import(&mut script, "/api/v1/posts/import").await;
        assert_eq!(
            (looked["rows"][1]["problems"][0]["code"].as_str(), looked["made"].as_array().unwrap().len()),
            (Some("unknown"), 0)
        );
        let made = import(&mut script, "/api/v1/posts/import?make=drafts").await;
        assert_eq!((made["made"].as_array().unwrap().len(), made["rows"].as_array().unwrap().len()), (1, 1));
        let mark = json!({ "kind": "note", "from": "2026-12-24", "words": "Salon" });
        let mark = script.json(Method::POST, "/api/v1/calendar/marks", &mark).await.expect(201).json()["id"].clone();
        assert_eq!(script.get("/api/v1/calendar/marks").await.expect(200).json()["data"][0]["to"], "2026-12-24");
        let _ = script.send(Method::DELETE, &format!("/api/v1/calendar/marks/{mark}"), None, Vec::new()).await.expect(204);
        let chosen =
            script.json(Method::PUT, "/api/v1/calendar/countries", &json!({ "countries": ["fr"] })).await.expect(200).json();
        assert_eq!(chosen["countries"], json!(["FR"]));
        holds(&script.get("/api/v1/posts.csv").await.expect(200).body, &["Bonne"]);
        holds(&script.get("/api/v1/posts.jsonl").await.expect(200).body, &["Bonne"]);
    })
    .await;
}

#[tokio::test]
async fn notes_embargoes_and_holidays_stand_in_the_calendar() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await.to_string();
        let mut browser = t.browser().await;
        let days = format!("/w/{}/publish/days", t.workspace);
        holds(&browser.get(&days).await.expect(200).body, &["No note and no embargo", "Alsace"]);
        let _ = browser.post(&format!("{days}/countries"), &[("country", "FR"), ("country", "BE")]).await.expect(303);
        let _ = browser.post(&format!("{days}/countries"), &[("country", "Atlantis")]).await.expect(422);
        let form = |from, to| [("kind", "embargo"), ("from", from), ("to", to), ("words", "Inventaire")];
        let _ = browser.post(&days, &form("2026-12-26", "2026-12-24")).await.expect(422);
        let _ = browser.post(&days, &form("soon", "")).await.expect(422);
        let _ = browser.post(&days, &form("2026-12-24", "2026-12-26")).await.expect(303);
        for view in ["month", "week", "list"] {
            let page = browser.get(&format!("/w/{}/publish?at=2026-12-25&view={view}", t.workspace)).await.expect(200).body;
            holds(&page, &["Christmas", "(FR)", "(BE)"]);
            assert_eq!(page.matches("Inventaire").count(), 3, "{view}: one a day");
        }
        let form = [("text", "Neige"), ("channel", &*one), ("due_day", "2026-12-24"), ("due_time", "10:00"), ("act", "preview")];
        let page = browser.post(&format!("/w/{}/posts", t.workspace), &form).await.expect(200).body;
        holds(&page, &["An embargo stands on this day: Inventaire"]);
        let page = browser.get(&days).await.expect(200).body.replace("&#x2f;", "/");
        let mark = page.split("/publish/days/").find_map(|rest| rest.split_once("/remove")).unwrap().0.to_owned();
        let _ = browser.post(&format!("{days}/{mark}/remove"), &[]).await.expect(303);
        holds(&browser.get(&days).await.expect(200).body, &["No note and no embargo"]);
        let analyst = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let _ = t.browser_of(analyst).await.post(&days, &[]).await.expect(403);
    })
    .await;
}

//! What publishing costs, on the pages and for scripts; and the readers of a newsletter.

use axum::http::Method;
use domain::{budget::Budget, post::Gravity};
use serde_json::json;
use testkit::{MailSink, TestApp};

const LINKED: &str = "Les premières neiges : https://solenne.example/neige";

#[tokio::test]
async fn a_budget_is_set_told_beside_the_text_and_drawn_on_the_channel() {
    TestApp::each(|t| async move {
        let channel = t.granted_channel("x", "https://social.example/", "solenne").await;
        let mut browser = t.browser().await;
        let w = format!("/w/{}", t.workspace);
        let wrong =
            browser.post(&format!("{w}/settings/publishing/budget"), &[("network", "x"), ("amount", "much")]).await.expect(422);
        assert!(wrong.body.contains("Write an amount in dollars") && wrong.body.contains("value=\"much\""), "{}", wrong.body);
        let form = [("network", "x"), ("amount", "0,50"), ("over", "stops")];
        let _ = browser.post(&format!("{w}/settings/publishing/budget"), &form).await.expect(303);
        assert!(browser.get(&format!("{w}/settings/publishing")).await.expect(200).body.contains("value=\"0.50\""));
        let kept = t.app.budgets(t.workspace).await.unwrap();
        assert_eq!(kept["x"], Budget { micros: 500_000, over: Gravity::Stops });

        let spent = store::spent::Spent {
            key: "step 0 of 1".to_owned(),
            workspace_id: t.workspace,
            channel_id: channel,
            network: "x".to_owned(),
            act: "post_with_link".to_owned(),
            times: 1,
            micros: 200_000,
            units: 0,
            at: t.now(),
        };
        let tx = t.store.begin().await.unwrap();
        tx.put_spent(&spent).await.unwrap();
        tx.commit().await.unwrap();
        let id = channel.to_string();
        let typed = [("text", LINKED), ("channel", id.as_str())];
        let drawn =
            browser.post(&format!("{w}/posts/preview"), &typed).await.expect(200).json()["judged"].as_str().unwrap().to_owned();
        let told = "This post costs $0.20 on X; 40% of the month’s budget of $0.50 is used.";
        assert!(drawn.replace("&#x27;", "'").contains(told), "{drawn}");
        crate::publishing::planned(&t, LINKED, &[channel], t.now() + 3_600_000_000).await;
        let over =
            browser.post(&format!("{w}/posts/preview"), &typed).await.expect(200).json()["judged"].as_str().unwrap().to_owned();
        assert!(over.contains("40% is planned besides") && over.contains("X: it costs $0.20 there, and $0.10 is left"), "{over}");
        let page = browser.get(&format!("{w}/channels/{channel}")).await.expect(200).body;
        for part in ["$0.20 of $0.50", "value=\"40\"", "1 post with an address", "Planned until the end of the month"] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let listed = script.get("/api/v1/budgets").await.expect(200).json();
        assert_eq!(
            (&listed["data"][0]["spent_micros"], &listed["data"][0]["over"]),
            (&json!(200_000), &json!("stops")),
            "{listed}"
        );
        let wish = json!({ "budget_micros": 1_000_000, "over": "warns" });
        let set = script.json(Method::PUT, "/api/v1/budgets/x", &wish).await.expect(200).json();
        assert_eq!(set["budget_micros"], 1_000_000);
        let _ = script.json(Method::PUT, "/api/v1/budgets/mastodon", &wish).await.expect(404);
        let _ = script.json(Method::DELETE, "/api/v1/budgets/x", &json!({})).await.expect(204);
        assert!(t.app.budgets(t.workspace).await.unwrap().is_empty());
        let quota = script.get(&format!("/api/v1/channels/{channel}/quota")).await.expect(200).json();
        assert_eq!(quota["unit"], json!(null));
    })
    .await;
}

#[tokio::test]
async fn readers_are_added_shown_and_leave_by_one_click() {
    TestApp::each(|t| async move {
        let sink = MailSink::start().await;
        let channel = t.granted_channel("mail", &format!("smtp://{}", sink.address), "news@solenne.example").await;
        let base = format!("/w/{}/channels/{channel}/readers", t.workspace);
        let mut browser = t.browser().await;
        assert!(browser.get(&base).await.expect(200).body.contains("No readers yet"));
        let list = "email,name\nzoe@home.example,Zoé\nmax at home\n<script>@home.example";
        let shown = browser.post(&base, &[("readers", list)]).await.expect(200).body;
        for part in ["1 reader was added", "Line 3:", "max at home", "zoe@home.example"] {
            assert!(shown.contains(part), "{part} is not in {shown}");
        }
        assert!(!shown.contains("<script>@"), "{shown}");
        let reader = t.reader().subscribers(channel, false, "", 9).await.unwrap().remove(0);
        let link = t.app.unsubscribe_address(&reader).replace("http://parvis.example", "");
        let asked = t.stranger().get(&link).await.expect(200).body;
        assert!(asked.contains("Leave news@solenne.example") && asked.contains("zoe@home.example"), "{asked}");
        assert!(t.reader().subscribers(channel, true, "", 9).await.unwrap().is_empty(), "programs open links too");
        // A mail program shows no origin; it may unsubscribe, and nothing else.
        let click = b"List-Unsubscribe=One-Click".to_vec();
        let program = async |path: &str| {
            t.stranger().without_origin().send(Method::POST, path, Some("application/x-www-form-urlencoded"), click.clone()).await
        };
        let _ = program(&link).await.expect(200);
        let _ = program("/sign-in").await.expect(403);
        let _ = program("/unsubscribe/1-00").await.expect(404);
        assert!(browser.get(&format!("{base}?left=1")).await.expect(200).body.contains("zoe@home.example"));
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let api = format!("/api/v1/channels/{channel}/readers");
        let again =
            script.json(Method::POST, &api, &json!({ "readers": "zoe@home.example\nmax@home.example\nx" })).await.expect(200);
        assert_eq!(again.json(), json!({ "added": 1, "known": 0, "left": 1, "wrong": [3] }));
        let listed = script.get(&api).await.expect(200).json();
        assert_eq!(listed["data"].as_array().unwrap().len(), 2, "{listed}");
        let _ = browser.post(&format!("{base}/{}", reader.id), &[("act", "bring_back")]).await.expect(303);
        let _ = browser.post(&format!("{base}/{}", reader.id), &[("act", "remove")]).await.expect(303);
        assert!(t.stranger().get(&link).await.expect(404).body.contains("There is no such reader"));
        let other = t.granted_channel("x", "https://social.example/", "solenne").await;
        let _ = browser.get(&format!("/w/{}/channels/{other}/readers", t.workspace)).await.expect(404);
    })
    .await;
}

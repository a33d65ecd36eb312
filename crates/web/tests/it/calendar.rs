//! The calendar by its filters, what was said elsewhere in it, and posts of campaigns on their pages.

use axum::http::Method;
use serde_json::json;
use store::{Id, channel::Channel, publication::Publication};
use testkit::TestApp;

use crate::publishing::{channel, planned};

const HOUR_US: i64 = 3_600_000_000;

fn holds(page: &str, parts: &[&str]) {
    let page = page.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    for part in parts {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
}

fn lacks(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(!page.contains(part), "{part} stands in {page}");
    }
}

async fn campaign(t: &TestApp, name: &str) -> Id<store::link::Campaign> {
    let form = app::publish::link::CampaignForm { name: name.to_owned(), ..app::publish::link::CampaignForm::fresh() };
    t.app.add_campaign(&t.actor(), &form).await.unwrap()
}

/// Something that stands on a channel and that no delivery of ours said.
async fn said_elsewhere(t: &TestApp, channel: Id<Channel>, text: &str, address: &str, at: i64) {
    let tx = t.store.begin().await.unwrap();
    let said = Publication {
        id: Id::new(0),
        workspace_id: t.workspace,
        channel_id: channel,
        delivery_id: None,
        remote_id: text.to_owned(),
        address: address.to_owned(),
        text: text.to_owned(),
        published_at: at,
        likes: None,
        replies: None,
        shares: None,
        views: None,
        saves: None,
        counted_at: None,
        gone_at: None,
        version: String::new(),
    };
    tx.put_publications(&[said]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_post_is_put_into_a_campaign_and_stands_on_its_page() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await;
        let (winter, going) = (campaign(&t, "Hiver").await.to_string(), one.to_string());
        let mut browser = t.browser().await;
        let page = format!("/w/{}/campaigns/{winter}", t.workspace);
        holds(&browser.get(&page).await.expect(200).body, &["No post belongs to it yet"]);
        let new = browser.get(&format!("/w/{}/posts/new?campaign={winter}", t.workspace)).await.expect(200).body;
        holds(&new, &[&format!("<option value=\"{winter}\" selected>Hiver")]);
        let posts = format!("/w/{}/posts", t.workspace);
        let due = jiff::Timestamp::from_microsecond(t.now() + 48 * HOUR_US).unwrap().to_string();
        let form = [
            ("text", "Neige https://solenne.example/a"),
            ("channel", &*one.to_string()),
            ("campaign", &winter),
            ("due_day", &due[..10]),
            ("due_time", "09:00"),
            ("act", "plan"),
        ];
        let here = browser.post(&posts, &form).await.expect(303).location().to_owned();
        holds(&browser.get(&here).await.expect(200).body, &[&format!("<option value=\"{winter}\" selected>Hiver")]);
        holds(&browser.get(&page).await.expect(200).body, &["Neige", "Planned", &format!("publish?campaign={winter}")]);
        // Links that are made short are links of the campaign.
        let form = [("text", "https://solenne.example/b"), ("campaign", &*winter), ("act", "short")];
        let _ = browser.post(&posts, &form).await.expect(200);
        let links = t.reader().links(Some(Id::new(winter.parse().unwrap())), None, 10).await.unwrap();
        assert_eq!(links.len(), 1);
        // Without the field nothing is changed; emptied, it belongs to none.
        let id = here.rsplit('/').next().unwrap().to_owned();
        let mut script = t.stranger().with_token(&t.token("read,write").await);
        let one = format!("/api/v1/posts/{id}");
        let post = script.get(&one).await.expect(200).json();
        assert_eq!(post["campaign"], json!(winter.parse::<i64>().unwrap()));
        let wish = json!({ "content": { "text": "Pluie" }, "version": post["version"], "due_at": post["due_at"], "channels": post["channels"] });
        let post = script.json(Method::PUT, &one, &wish).await.expect(200).json();
        assert_eq!(post["campaign"], json!(winter.parse::<i64>().unwrap()));
        let of = script.get(&format!("/api/v1/campaigns/{winter}/posts")).await.expect(200).json();
        assert_eq!(of["posts"][0]["state"], "planned");
        let found = script.get(&format!("/api/v1/deliveries?campaign={winter}")).await.expect(200).json();
        assert_eq!(found["data"].as_array().unwrap().len(), 1);
        let form = [("text", "Pluie"), ("version", &*post["version"].to_string()), ("channel", &*going), ("campaign", ""), ("act", "save"), ("due_day", &due[..10]), ("due_time", "09:00")];
        let _ = browser.post(&here, &form).await.expect(303);
        assert_eq!(script.get(&one).await.expect(200).json()["campaign"], json!(null));
        holds(&browser.get(&here).await.expect(200).body, &["Campaign: –"]);
    })
    .await;
}

#[tokio::test]
async fn filters_stand_in_the_address_and_stay_from_view_to_view() {
    TestApp::each(|t| async move {
        let (one, two) = (channel(&t, "mastodon", "solenne").await, channel(&t, "bluesky", "solenne").await);
        let winter = campaign(&t, "Hiver").await;
        let paul = t.member("paul@solenne.example", &[domain::Hat::CommunityManager]).await;
        let due = t.now() + 2 * HOUR_US;
        planned(&t, "Alto", &[one], due).await;
        let paul = t.actor_with(paul, &[domain::Hat::CommunityManager]);
        let content = domain::post::Variant { text: "Brume".to_owned(), ..Default::default() };
        let draft = app::publish::post_save::PostDraft {
            content: content.clone(),
            channels: [(two, None)].into(),
            due_at: Some(due),
            labels: vec!["Neige & vent".to_owned()],
            campaign: Some(winter),
        };
        let begun = t.app.begin_post(&paul, &draft).await.unwrap();
        t.app.plan_post(&paul, begun.id, begun.version).await.unwrap();
        let cirque = domain::post::Variant { text: "Cirque".to_owned(), ..Default::default() };
        t.app.begin_post(&paul, &app::publish::post_save::PostDraft { content: cirque, ..draft }).await.unwrap();
        let mut browser = t.browser().await;
        let base = format!("/w/{}/publish", t.workspace);
        holds(&browser.get(&base).await.expect(200).body, &["Alto", "Brume", "Cirque"]);
        let author = paul.user.unwrap().to_string();
        let label = "label=Neige+%26+vent".to_owned();
        for filter in [format!("campaign={winter}"), format!("author={author}"), format!("channel={two}"), label] {
            for view in ["", "view=week&", "view=day&", "view=list&"] {
                let page = browser.get(&format!("{base}?{view}{filter}")).await.expect(200).body;
                let shown = page.split("<plan-calendar").nth(1).unwrap();
                holds(shown, &["Brume", "Cirque"]);
                lacks(shown, &["Alto"]);
                // Every way to another view or stretch carries it.
                holds(&page, &[&format!("view=week&{filter}"), &format!("view=list&{filter}"), "Show all"]);
            }
        }
        let page = browser.get(&format!("{base}?state=waiting&campaign={winter}")).await.expect(200).body;
        holds(page.split("<plan-calendar").nth(1).unwrap().split("</plan-calendar").next().unwrap(), &["Brume"]);
        lacks(page.split("<plan-calendar").nth(1).unwrap().split("</plan-calendar").next().unwrap(), &["Alto", "Cirque"]);
        // What is nonsense filters nothing.
        holds(&browser.get(&format!("{base}?campaign=x&author=-&state=asleep")).await.expect(200).body, &["Alto", "Brume"]);
    })
    .await;
}

#[tokio::test]
async fn a_slot_stays_taken_when_its_post_is_filtered_away() {
    TestApp::each(|t| async move {
        let one = channel(&t, "mastodon", "solenne").await;
        let winter = campaign(&t, "Hiver").await;
        let mut browser = t.browser().await;
        let days: Vec<(String, &str)> = (0..7).map(|day| (format!("day_{day}"), "09:30")).collect();
        let form: Vec<(&str, &str)> = days.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let _ = browser.post(&format!("/w/{}/channels/{one}/slots", t.workspace), &form).await.expect(303);
        let (content, channels) =
            (domain::post::Variant { text: "Neige".to_owned(), ..Default::default() }, [(one, None)].into());
        let draft = app::publish::post_save::PostDraft { content, channels, ..Default::default() };
        let begun = t.app.begin_post(&t.actor(), &draft).await.unwrap();
        t.app.plan_post_in_slots(&t.actor(), begun.id, begun.version).await.unwrap();
        let due = t.reader().post(begun.id).await.unwrap().unwrap().due_at.unwrap();
        let zone = t.reader().workspace().await.unwrap().unwrap().time_zone;
        let day = jiff::Timestamp::from_microsecond(due).unwrap().in_tz(&zone).unwrap().date();
        let path = format!("/w/{}/publish?view=day&at={day}", t.workspace);
        lacks(&browser.get(&path).await.expect(200).body, &["Free slot"]);
        let filtered = browser.get(&format!("{path}&campaign={winter}")).await.expect(200).body;
        lacks(filtered.split("<plan-calendar").nth(1).unwrap(), &["Neige", "Free slot"]);
        let next = day.tomorrow().unwrap();
        let free = format!("/w/{}/publish?view=day&at={next}&campaign={winter}", t.workspace);
        holds(&browser.get(&free).await.expect(200).body, &["Free slot"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_said_elsewhere_is_shown_quietly_and_can_be_hidden() {
    TestApp::each(|t| async move {
        let (one, two) = (channel(&t, "mastodon", "solenne").await, channel(&t, "bluesky", "solenne").await);
        let at = t.now() - HOUR_US;
        said_elsewhere(&t, one, "Dit à la main", "https://social.example/1", at).await;
        said_elsewhere(&t, two, "Dit sans adresse", "javascript:alert(1)", at).await;
        let (elsewhere, _) = t.another_workspace("Brume").await;
        let mut browser = t.browser().await;
        let base = format!("/w/{}/publish", t.workspace);
        let page = browser.get(&format!("{base}?view=list")).await.expect(200).body;
        holds(&page, &["tile-elsewhere", "Dit à la main", "https://social.example/1", "Dit sans adresse", "Said elsewhere: 2"]);
        holds(&page, &["elsewhere=hidden", &format!("/w/{}/channels/{two}", t.workspace)]);
        lacks(&page, &["javascript:", "Move “Dit"]);
        let hidden = browser.get(&format!("{base}?view=list&elsewhere=hidden")).await.expect(200).body;
        lacks(&hidden, &["Dit à la main"]);
        holds(&hidden, &["Said elsewhere: hidden", "name=\"elsewhere\" value=\"hidden\""]);
        let of_two = browser.get(&format!("{base}?view=list&channel={two}")).await.expect(200).body;
        holds(&of_two, &["Dit sans adresse"]);
        lacks(&of_two, &["Dit à la main"]);
        lacks(&browser.get(&format!("{base}?view=list&state=published")).await.expect(200).body, &["Dit à la main"]);
        assert!(t.store.reader(elsewhere).publications_elsewhere(None, 0..i64::MAX, 10).await.unwrap().is_empty());
    })
    .await;
}

/// The events of a file by the beginning of their names, as another program reads them.
fn events(file: &str) -> std::collections::BTreeMap<String, icalendar::Event> {
    use icalendar::Component;
    let calendar: icalendar::Calendar = file.parse().unwrap();
    calendar.events().map(|event| (event.get_uid().unwrap().to_owned(), event.clone())).collect()
}

#[tokio::test]
async fn another_program_reads_the_calendar_by_an_address_of_ones_own() {
    use icalendar::Component;
    TestApp::each(|t| async move {
        let (one, two) = (channel(&t, "mastodon", "solenne").await, channel(&t, "bluesky", "atelier").await);
        let due = t.now() + 3 * HOUR_US;
        let post = planned(&t, "Neige, vent; et \\ plus\nDeuxième ligne", &[one, two], due).await;
        let other = planned(&t, "Alto", &[one], due).await;
        said_elsewhere(&t, one, "Dit à la main", "https://social.example/1", t.now() - HOUR_US).await;
        let mark = app::publish::calendar_days::MarkWish {
            kind: app::publish::calendar_days::MarkKind::Embargo,
            from: jiff::civil::date(2026, 12, 24),
            to: jiff::civil::date(2026, 12, 26),
            words: "Clôture",
        };
        let mark = t.app.mark_days(&t.actor(), &mark).await.unwrap();
        t.app.set_calendar_countries(&t.actor(), &["FR".to_owned()]).await.unwrap();
        let mut browser = t.browser().await;
        let base = format!("/w/{}/publish/subscribe", t.workspace);
        holds(
            &browser.get(&format!("/w/{}/publish?channel={two}", t.workspace)).await.expect(200).body,
            &[&format!("{base}?channel={two}")],
        );
        holds(
            &browser.get(&format!("{base}?channel={two}")).await.expect(200).body,
            &[&format!("<option value=\"{two}\" selected>")],
        );
        let _ = browser.post(&base, &[("name", " ")]).await.expect(422);
        let made = browser.post(&base, &[("name", "Mon téléphone"), ("channel", &two.to_string())]).await.expect(200).body;
        let made = made.replace("&#x2f;", "/").replace("&amp;", "&");
        let address = made.split("data-copy=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let path = address.strip_prefix("http://parvis.example").unwrap().to_owned();
        let (bare, asked) = path.split_once('?').unwrap();
        assert_eq!(asked, format!("channel={two}"));
        // It is told once.
        lacks(&browser.get(&base).await.expect(200).body, &[bare.rsplit('/').next().unwrap()]);
        let file = t.stranger().get(bare).await.expect(200);
        assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
        assert!(file.body.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
        let all = events(&file.body);
        let name = |what: &str| format!("{what}-{}@parvis.example", t.workspace);
        let neige = &all[&name(&format!("post-{post}-0"))];
        assert_eq!(neige.get_summary(), Some("Neige, vent; et \\ plus (atelier, solenne)"));
        assert!(neige.get_description().unwrap().starts_with("Neige, vent; et \\ plus\nDeuxième ligne\n\n"));
        assert_eq!(neige.get_status(), Some(icalendar::EventStatus::Confirmed));
        assert_eq!(neige.get_url(), Some(format!("http://parvis.example/w/{}/posts/{post}", t.workspace).as_str()));
        let at = jiff::Timestamp::from_microsecond(due).unwrap().strftime("%Y%m%dT%H%M%SZ").to_string();
        assert_eq!(neige.property_value("DTSTART"), Some(at.as_str()));
        let embargo = &all[&name(&format!("mark-{mark}"))];
        assert_eq!((embargo.property_value("DTSTART"), embargo.property_value("DTEND")), (Some("20261224"), Some("20261227")));
        assert!(all.contains_key(&name("holiday-FR-2026-12-25")) && all.keys().any(|uid| uid.starts_with("publication-")));
        // By the filters of the address.
        let some = events(&t.stranger().get(&path).await.expect(200).body);
        assert!(some.contains_key(&name(&format!("post-{post}-0"))) && !some.contains_key(&name(&format!("post-{other}-0"))));
        // A post that is moved keeps its name, and one that is dropped is not told any more: a program takes it away.
        let (kept, draft) = t.app.post_draft(&t.actor(), other).await.unwrap().unwrap();
        let later = app::publish::post_save::PostDraft { due_at: Some(due + HOUR_US), ..draft };
        t.app.write_post(&t.actor(), other, kept.version, &later).await.unwrap();
        let moved = events(&t.stranger().get(bare).await.expect(200).body);
        assert_ne!(moved[&name(&format!("post-{other}-0"))].property_value("DTSTART"), Some(at.as_str()));
        t.app.drop_post(&t.actor(), other, kept.version + 1).await.unwrap();
        let dropped = events(&t.stranger().get(bare).await.expect(200).body);
        assert!(!dropped.contains_key(&name(&format!("post-{other}-0"))));
        // Taken back, it is as if it had never been there.
        let id = t.reader().subscriptions(t.owner).await.unwrap()[0].clone();
        assert!(id.read_at.is_some());
        let remove = format!("{base}/{}/remove", id.id);
        let paul = t.member("paul@solenne.example", &[domain::Hat::Owner]).await;
        let _ = t.browser_of(paul).await.post(&remove, &[]).await.expect(404);
        let _ = browser.post(&remove, &[]).await.expect(303);
        for gone in [bare, "/calendar/made-up.ics", "/calendar/nothing"] {
            let _ = t.stranger().get(gone).await.expect(404);
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_ends_with_the_hat_of_its_person_and_is_not_guessed_at() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[domain::Hat::Analyst]).await;
        let actor = t.actor_with(paul, &[domain::Hat::Analyst]);
        let address = t.app.subscribe_calendar(&actor, "Bureau").await.unwrap();
        let path = address.reveal().strip_prefix("http://parvis.example").unwrap().to_owned();
        let _ = t.stranger().get(&path).await.expect(200);
        t.app.remove_member(&t.actor(), paul).await.unwrap();
        let _ = t.stranger().get(&path).await.expect(404);
        let mut guesser = t.stranger();
        let mut last = 0;
        for n in 0..130 {
            last = guesser.get(&format!("/calendar/guess-{n}.ics")).await.status.as_u16();
        }
        assert_eq!(last, 429);
        for n in 0..app::publish::calendar_subscribe::SUBSCRIPTIONS_MAX {
            t.app.subscribe_calendar(&t.actor(), &format!("N° {n}")).await.unwrap();
        }
        let refused = t.app.subscribe_calendar(&t.actor(), "De trop").await.err().map(|refusal| refusal.code());
        assert_eq!(refused.as_deref(), Some("invalid_name_too_many"));
    })
    .await;
}

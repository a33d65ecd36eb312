//! The pages of coming in, of the person and of the settings.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
};

use domain::Hat;
use testkit::TestApp;

const PASSWORD: &str = "seven green bottles";

async fn with_password(t: &TestApp) {
    t.app.user_password("lea@solenne.example", PASSWORD).await.unwrap();
}

#[tokio::test]
async fn signing_in_leads_to_where_one_wanted_to_go_and_never_elsewhere() {
    let t = TestApp::new().await;
    with_password(&t).await;
    let settings = format!("/w/{}/settings", t.workspace);
    let expected = [(settings.as_str(), settings.as_str()), ("//evil.example/", "/"), ("https://evil.example/", "/"), ("", "/")];
    for (next, to) in expected {
        let form = [("email", "Lea@solenne.example"), ("password", PASSWORD), ("next", next)];
        let mut browser = t.stranger();
        let answer = browser.post("/sign-in", &form).await.expect(303);
        assert_eq!(answer.location(), to, "{next}");
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let _page = browser.get(&settings).await.expect(200);
    }
}

#[tokio::test]
async fn a_wrong_password_keeps_the_address_and_loses_the_password() {
    let t = TestApp::new().await;
    with_password(&t).await;
    let form = [("email", "lea@solenne.example"), ("password", "open sesame"), ("next", "/me")];
    let answer = t.stranger().post("/sign-in", &form).await.expect(422);
    assert!(answer.body.contains("Mail address and password do not go together"), "{}", answer.body);
    assert!(answer.body.contains("lea@solenne.example") && answer.body.contains("&#x2f;me"), "{}", answer.body);
    assert!(!answer.body.contains("open sesame"));
}

#[tokio::test]
async fn signing_out_ends_the_session_for_good() {
    let t = TestApp::new().await;
    with_password(&t).await;
    let mut browser = t.stranger();
    let answer = browser.post("/sign-in", &[("email", "lea@solenne.example"), ("password", PASSWORD)]).await.expect(303);
    let cookie = answer.headers["set-cookie"].to_str().unwrap().split_once('=').unwrap().1.split(';').next().unwrap().to_owned();
    assert!(t.app.signed(&cookie).await.unwrap().is_some());
    assert_eq!(browser.post("/sign-out", &[]).await.expect(303).location(), "/sign-in");
    assert!(t.app.signed(&cookie).await.unwrap().is_none());
    assert_eq!(browser.get("/me").await.expect(303).location(), "/sign-in?next=%2Fme");
}

#[tokio::test]
async fn the_start_leads_to_the_workspace_seen_last() {
    let t = TestApp::new().await;
    assert_eq!(t.stranger().get("/").await.expect(303).location(), "/sign-in");
    let mut browser = t.browser().await;
    assert_eq!(browser.get("/").await.expect(303).location(), format!("/w/{}/today", t.workspace));
    let form = [("name", "Brume"), ("colour", "3"), ("language", "fr"), ("time_zone", "Europe/Paris")];
    let made = browser.post("/workspaces", &form).await.expect(303).location().to_owned();
    t.wait(120);
    let _page = browser.get(&made.replace("today", "settings")).await.expect(200);
    assert_eq!(browser.get("/").await.expect(303).location(), made);
}

#[tokio::test]
async fn an_invitation_is_shown_once_and_joined_by_its_page() {
    TestApp::each(|t| async move {
        let team = format!("/w/{}/settings/team", t.workspace);
        let mut owner = t.browser().await;
        let form = [("email", "paul@solenne.example"), ("hats", "analyst"), ("hats", "content_manager")];
        let page = owner.post(&team, &form).await.expect(200).body;
        let plain = page.replace("&#x2f;", "/");
        let at = plain.find("http://parvis.example/join/").expect("the link") + "http://parvis.example".len();
        let link: String = plain[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c)).collect();
        let again = owner.get(&team).await.expect(200).body;
        assert!(again.contains("paul@solenne.example") && !again.contains("join"), "{again}");

        let mut paul = t.stranger();
        let shown = paul.get(&link).await.expect(200).body;
        assert!(shown.contains("Join Solenne") && shown.contains("content manager, analyst"), "{shown}");
        let form = [("name", "Paul"), ("password", "tiny"), ("language", "fr"), ("time_zone", "Europe/Paris")];
        let wrong = paul.post(&link, &form).await.expect(422).body;
        assert!(wrong.contains("Use at least 10 characters") && wrong.contains("value=\"Paul\""), "{wrong}");
        let form = [("name", "Paul"), ("password", PASSWORD), ("language", "fr"), ("time_zone", "Europe/Paris")];
        assert_eq!(paul.post(&link, &form).await.expect(303).location(), format!("/w/{}/today", t.workspace));
        let _used = t.stranger().get(&link).await.expect(404);
        let page = paul.get(&team).await.expect(200).body;
        assert!(page.contains("Équipe") && !page.contains("Inviter un collègue"), "an analyst invites nobody: {page}");
    })
    .await;
}

#[tokio::test]
async fn hats_are_changed_and_the_last_owner_is_told_why_not() {
    let t = TestApp::new().await;
    let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
    let base = format!("/w/{}/settings/team", t.workspace);
    let mut owner = t.browser().await;
    let _go = owner.post(&format!("{base}/{paul}/hats"), &[("hats", "owner"), ("hats", "analyst")]).await.expect(303);
    assert_eq!(t.reader().member(paul).await.unwrap().unwrap().hats(), [Hat::Owner, Hat::Analyst]);
    let _go = owner.post(&format!("{base}/{paul}/hats"), &[("hats", "analyst")]).await.expect(303);
    let _go = owner.post(&format!("{base}/{}/hats", t.owner), &[("hats", "analyst")]).await.expect(303);
    let told = owner.get(&base).await.expect(200).body;
    assert!(told.contains("A workspace keeps at least one owner"), "{told}");
    let _no = t.browser_of(paul).await.post(&format!("{base}/{}/remove", t.owner), &[]).await.expect(403);
    let _go = owner.post(&format!("{base}/{paul}/remove"), &[]).await.expect(303);
    assert_eq!(t.reader().members().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_token_is_shown_by_the_answer_to_its_form_and_never_again() {
    let t = TestApp::new().await;
    let tokens = format!("/w/{}/settings/tokens", t.workspace);
    let mut owner = t.browser().await;
    let made = owner.post(&tokens, &[("name", "monday export"), ("scopes", "read,write")]).await.expect(200).body;
    let at = made.find("parvis_").expect("the token");
    let secret: String = made[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    assert!(t.app.signed_token(&secret).await.unwrap().is_some());
    let again = owner.get(&tokens).await.expect(200).body;
    assert!(again.contains("monday export") && !again.contains(&secret));
    let nameless = owner.post(&tokens, &[("name", " "), ("scopes", "read,write")]).await.expect(422).body;
    assert!(nameless.contains("Please fill this in"), "{nameless}");
    let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
    let _no = t.browser_of(analyst).await.get(&tokens).await.expect(403);
}

#[tokio::test]
async fn the_person_changes_name_looks_and_password() {
    let t = TestApp::new().await;
    with_password(&t).await;
    let mut browser = t.stranger();
    let _in = browser.post("/sign-in", &[("email", "lea@solenne.example"), ("password", PASSWORD)]).await.expect(303);
    let form = [("name", "Léa"), ("language", "fr"), ("time_zone", "America/Toronto")];
    let _go = browser.post("/me", &form).await.expect(303);
    let looks = [("theme", "dark"), ("return_to", "/workspaces")];
    assert_eq!(browser.post("/me/preferences", &looks).await.expect(303).location(), "/workspaces");
    let page = browser.get("/me").await.expect(200).body;
    assert!(page.contains("lang=\"fr\"") && page.contains("data-theme=\"dark\"") && page.contains("America&#x2f;Toronto"));
    let wrong = [("current", "not it"), ("password", "another long one")];
    let told = browser.post("/me/password", &wrong).await.expect(422).body;
    assert!(told.contains("Ce n’est pas le mot de passe actuel"), "{told}");
    let mut elsewhere = t.browser().await;
    let right = [("current", PASSWORD), ("password", "another long one")];
    let _go = browser.post("/me/password", &right).await.expect(303);
    assert_eq!(elsewhere.get("/me").await.expect(303).location(), "/sign-in?next=%2Fme");
    let nowhere = browser.post("/me", &[("name", ""), ("language", "fr"), ("time_zone", "Europe/Paris")]).await.expect(422);
    assert!(nowhere.body.contains("À remplir"), "{}", nowhere.body);
}

#[tokio::test]
async fn leaving_goes_back_where_it_came_from_only_within_our_pages() {
    let t = TestApp::new().await;
    let mut browser = t.browser().await;
    let looks = [("theme", "light"), ("return_to", "https://evil.example/")];
    assert_eq!(browser.post("/me/preferences", &looks).await.expect(303).location(), "/");
}

#[tokio::test]
async fn palette_and_find_name_topics_sources_and_what_the_hats_allow() {
    let t = TestApp::new().await;
    let topic = t.topic("Été à Solenne", "solenne").await;
    t.source("https://forum-rando.example/feed").await;
    let mut owner = t.browser().await;
    let palette = owner.get(&format!("/w/{}/palette", t.workspace)).await.expect(200).json();
    let all = palette.to_string();
    assert!(all.contains(&format!("/topics/{}\"", topic.id)) && all.contains("forum-rando.example"), "{all}");
    assert!(all.contains("settings/tokens#new") && all.contains("\"method\":\"post\""), "{all}");
    let found = owner.get(&format!("/w/{}/find?q=ete", t.workspace)).await.expect(200).body;
    assert!(found.contains("Été à Solenne") && !found.contains("forum-rando.example"), "{found}");
    let none = owner.get(&format!("/w/{}/find?q=%3Cscript%3E", t.workspace)).await.expect(200).body;
    assert!(none.contains("&lt;script&gt;") && !none.contains("<script>"), "{none}");
    let analyst = t.member("paul@solenne.example", &[Hat::Analyst]).await;
    let theirs = t.browser_of(analyst).await.get(&format!("/w/{}/palette", t.workspace)).await.expect(200).body;
    assert!(!theirs.contains("settings/tokens") && !theirs.contains("sources/new"), "{theirs}");
    let outside = owner.get("/palette").await.expect(200).body;
    assert!(outside.contains("Solenne") && outside.contains("/sign-out"), "{outside}");
}

#[tokio::test]
async fn the_log_says_acts_in_words_and_pages_through_them() {
    let t = TestApp::new().await;
    for n in 0..60 {
        t.app.add_token(&t.actor(), &format!("robot {n}"), false).await.unwrap();
    }
    let log = format!("/w/{}/settings/log", t.workspace);
    let mut owner = t.browser().await;
    let first = owner.get(&log).await.expect(200).body;
    assert!(first.contains("made the token “robot 59” (read)") && !first.contains("“robot 9”"), "{first}");
    let at = first.find("log?before=").expect("older ones");
    let before: String = first[at + "log?before=".len()..].chars().take_while(char::is_ascii_digit).collect();
    let second = owner.get(&format!("{log}?before={before}")).await.expect(200).body;
    assert!(second.contains("“robot 9”") && second.contains("“robot 0”") && !second.contains("“robot 10”"), "{second}");
}

/// Every verb that writes a line of the log has words for it in both languages. The verbs are read out of the sources: texts such as
/// `topic.saved` that begin with a noun of the log.
#[test]
fn every_verb_of_a_workspace_has_words_in_the_log() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src");
    let mut sources = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let words = web::words::Words::load();
    let mut verbs = 0;
    for source in &sources {
        for verb in source.split('"').filter(|text| is_verb(text)) {
            let key = format!("access-act-{}", verb.replace(['.', '_'], "-"));
            for language in domain::Language::ALL {
                assert!(words.find(language, &key, &[]).is_some(), "{key} has no words in {}", language.code());
            }
            verbs += 1;
        }
    }
    assert!(verbs >= 50, "{verbs}");
}

/// Whether a text of the sources is a verb of a workspace’s log, and not a host such as `mail.example`. What a user does to the own account is in no workspace.
fn is_verb(text: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "alert",
        "asset",
        "document",
        "documents",
        "folder",
        "import",
        "mail",
        "member",
        "mention",
        "source",
        "token",
        "topic",
        "view",
        "workspace",
    ];
    let Some((noun, act)) = text.split_once('.') else { return false };
    NOUNS.contains(&noun) && act != "example" && !act.is_empty() && act.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// A mail server that takes one mail and gives back what it was told.
fn sink() -> (u16, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let told = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap());
        let mut all = String::new();
        let mut inside = false;
        stream.write_all(b"220 sink\r\n").unwrap();
        loop {
            let mut line = String::new();
            if lines.read_line(&mut line).unwrap_or(0) == 0 {
                return all;
            }
            all.push_str(&line);
            let answer: &[u8] = match (inside, line.trim_end()) {
                (true, ".") => b"250 taken\r\n",
                (true, _) => continue,
                (false, "DATA") => b"354 go on\r\n",
                (false, "QUIT") => {
                    stream.write_all(b"221 bye\r\n").unwrap();
                    return all;
                }
                (false, _) => b"250 sink\r\n",
            };
            inside = line.trim_end() == "DATA";
            stream.write_all(answer).unwrap();
        }
    });
    (port, told)
}

#[tokio::test]
async fn a_test_mail_arrives_and_a_server_that_does_not_answer_is_told() {
    let t = TestApp::new().await;
    let mail = format!("/w/{}/settings/mail", t.workspace);
    let mut owner = t.browser().await;
    let (port, told) = sink();
    let port = port.to_string();
    let form =
        [("host", "127.0.0.1"), ("port", port.as_str()), ("security", "none"), ("from", "Parvis <parvis@solenne.example>")];
    let _saved = owner.post(&mail, &form).await.expect(303);
    let _sent = owner.post(&format!("{mail}/test"), &[]).await.expect(303);
    let page = owner.get(&mail).await.expect(200).body;
    assert!(page.contains("The server took a mail for lea@solenne.example"), "{page}");
    let told = told.join().unwrap();
    assert!(told.contains("RCPT TO:<lea@solenne.example>") && told.contains("Parvis can write to you"), "{told}");
    // Nobody listens there any more.
    let page = owner.post(&format!("{mail}/test"), &[]).await.expect(422).body;
    assert!(page.contains("could not be reached"), "{page}");
}

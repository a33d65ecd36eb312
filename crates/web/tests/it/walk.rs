//! Every address of the program, walked: who may come through which gate.

use std::collections::HashMap;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use domain::Hat;
use futures_util::FutureExt;
use testkit::TestApp;
use tower::ServiceExt;
use web::{Gate, Route, routes};

const FORM: &str = "application/x-www-form-urlencoded";
/// An id that no row has.
const NOBODYS: &str = "999999";

/// The address with its holes filled: by name where a filling is given, with an id that no row has otherwise.
fn fill(path: &str, fillings: &HashMap<&str, String>) -> String {
    let parts = path.split('/').map(|part| match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        Some(name) => fillings.get(name.trim_start_matches('*')).map_or(NOBODYS, String::as_str),
        None => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn behind(gate: Gate) -> impl Iterator<Item = Route> {
    routes().into_iter().filter(move |route| route.gate == gate)
}

#[tokio::test]
async fn a_stranger_is_told_that_nothing_is_there() {
    TestApp::each(|t| async move {
        let (_, stranger) = t.another_workspace("Brume").await;
        let mut browser = t.browser_of(stranger).await;
        let fillings = HashMap::from([("workspace", t.workspace.to_string())]);
        let mut walked = 0;
        for route in behind(Gate::Member) {
            let path = fill(route.path, &fillings);
            let answer = browser.send(route.method.clone(), &path, Some(FORM), Vec::new()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {path}", route.method);
            assert!(!answer.body.contains("Solenne"), "{} {path} names the workspace", route.method);
            walked += 1;
        }
        assert!(walked > 20, "{walked}");
    })
    .await;
}

/// Rows of publishing, by the names of the holes that they fill.
async fn of_publishing(
    t: &TestApp,
    post: store::Id<store::post::Post>,
    source: &store::source::Source,
) -> [(&'static str, String); 11] {
    let form = app::publish::link::CampaignForm { name: "Hiver".to_owned(), ..app::publish::link::CampaignForm::fresh() };
    let campaign = t.app.add_campaign(&t.actor(), &form).await.unwrap();
    let form = app::publish::link::LinkForm { target: "https://solenne.example/".to_owned(), ..Default::default() };
    let link = t.app.add_link(&t.actor(), &form).await.unwrap().id;
    let steps = vec![app::publish::chain_save::StepForm { hats: vec![Hat::Owner], ..Default::default() }];
    let chain = app::publish::chain_save::ChainForm { name: "Tout".to_owned(), everything: true, steps, ..Default::default() };
    let chain = t.app.add_chain(&t.actor(), &chain).await.unwrap();
    let comment = t.app.comment_on_post(&t.actor(), post, "Bien").await.unwrap();
    let wish = app::publish::evergreen::ListWish {
        name: "Conseils",
        repeat: app::publish::recurrence_set::Repeat { rule: "FREQ=DAILY", zone: "" },
        starts_at: None,
        channels: Vec::new(),
    };
    let list = t.app.save_list(&t.actor(), None, &wish).await.unwrap();
    let wish = app::publish::feed_post::FeedWish {
        source: source.id,
        channels: Vec::new(),
        template: "{title}",
        plans: false,
        hours: (0, 24),
    };
    let rule = t.app.add_feed_rule(&t.actor(), &wish).await.unwrap();
    let wish = app::publish::calendar_days::MarkWish {
        kind: app::publish::calendar_days::MarkKind::Note,
        from: jiff::civil::date(2026, 12, 24),
        to: jiff::civil::date(2026, 12, 24),
        words: "Noël",
    };
    let mark = t.app.mark_days(&t.actor(), &wish).await.unwrap();
    let snippet = app::publish::snippet_save::SnippetForm {
        kind: domain::snippet::Kind::Template,
        name: "Début".to_owned(),
        text: "Bonjour".to_owned(),
        channels: Vec::new(),
        always: false,
    };
    let snippet = t.app.add_snippet(&t.actor(), &snippet).await.unwrap();
    [
        ("amendment", "1".to_owned()),
        ("reader", "1".to_owned()),
        ("snippet", snippet.to_string()),
        ("link", link.to_string()),
        ("campaign", campaign.to_string()),
        ("chain", chain.to_string()),
        ("comment", comment.to_string()),
        ("mark", mark.to_string()),
        ("subscription", "1".to_owned()),
        ("list", list.to_string()),
        ("rule", rule.to_string()),
    ]
}

#[tokio::test]
async fn rows_of_another_workspace_are_not_there() {
    TestApp::each(|t| async move {
        // What is filled in belongs to Solenne; who asks owns Brume and stands in it.
        let (topic, source) = (t.topic("Solenne", "solenne").await, t.source("https://site.example/feed").await);
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let token = t.app.add_token(&t.actor(), "robot", false).await.unwrap();
        t.app.invite_member(&t.actor(), "zoe@solenne.example", &["analyst".to_owned()]).await.unwrap();
        let invitation = t.reader().invitations(t.now()).await.unwrap()[0].id;
        let document = testkit::said("https://site.example/1", "Solenne", "Texte.", t.now());
        t.app.ingest(&t.actor(), &source, vec![document]).await.unwrap();
        let document = t.reader().stream(&store::stream::StreamFilter::default(), None, 1).await.unwrap()[0].id;
        let channel = crate::publishing::channel(&t, "mastodon", "solenne").await;
        let post = crate::publishing::planned(&t, "Neige", &[channel], t.now() + 3_600_000_000).await;
        let delivery = t.reader().deliveries(&store::delivery::DeliveryFilter::default(), 1).await.unwrap()[0].id;
        let picture = app::publish::asset_add::NewAsset { bytes: testkit::photograph(60, 40, 1), ..Default::default() };
        let asset = t.app.add_asset(&t.actor(), picture).await.unwrap().id;
        let (elsewhere, boss) = t.another_workspace("Brume").await;
        let mut fillings = HashMap::from([
            ("workspace", elsewhere.to_string()),
            ("topic", topic.id.to_string()),
            ("source", source.id.to_string()),
            ("document", document.to_string()),
            ("asset", asset.to_string()),
            ("member", paul.to_string()),
            ("token", token.id.to_string()),
            ("invitation", invitation.to_string()),
            ("channel", channel.to_string()),
            ("post", post.to_string()),
            ("delivery", delivery.to_string()),
        ]);
        fillings.extend(of_publishing(&t, post, &source).await);
        let mut browser = t.browser_of(boss).await;
        for route in behind(Gate::Member).filter(|route| route.path.matches('{').count() > 1) {
            let path = fill(route.path, &fillings);
            // A complete form, so that it is the id and not a missing field that is refused.
            let form = b"hats=analyst&name=x&query=x&text=x&title=x&tag=x&note=x&sentiment=neutral&intent=question&kind=review&about=sentiment&said=neutral&feedback=useful&act=drop&version=1&day=2026-11-27&time=09:00&comment=x&seen=x&passes=everything&users-1=1".to_vec();
            let answer = browser.send(route.method.clone(), &path, Some(FORM), form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {path}: {}", route.method, answer.body);
        }
        assert_eq!(t.reader().members().await.unwrap().len(), 2);
        assert_eq!(t.reader().tokens().await.unwrap().len(), 1);
        assert_eq!(t.reader().invitations(t.now()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_door_and_back_afterwards() {
    let t = TestApp::new().await;
    let fillings = HashMap::from([("workspace", t.workspace.to_string())]);
    let mut browser = t.stranger();
    for route in behind(Gate::Member).chain(behind(Gate::Person)) {
        let path = fill(route.path, &fillings);
        let answer = browser.send(route.method.clone(), &path, Some(FORM), Vec::new()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{} {path}", route.method);
        assert!(answer.location().starts_with("/sign-in?next=%2F"), "{} {path}: {}", route.method, answer.location());
    }
}

#[tokio::test]
async fn a_script_without_a_token_is_asked_for_one() {
    let t = TestApp::new().await;
    let fillings = HashMap::new();
    for secret in [None, Some("parvis_made-up")] {
        // Being signed in as the owner does not help: the API knows tokens only.
        let mut script = t.browser().await;
        if let Some(secret) = secret {
            script = script.with_token(secret);
        }
        for route in behind(Gate::Token) {
            let path = fill(route.path, &fillings);
            let answer = script.send(route.method.clone(), &path, Some("application/json"), b"{}".to_vec()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{} {path}: {}", route.method, answer.body);
            assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
        }
    }
}

/// The whole program as one service, and the cookie of its owner.
async fn served(t: &TestApp) -> (axum::Router, String) {
    t.app.user_password("lea@solenne.example", "seven green bottles").await.unwrap();
    let opened = t.app.sign_in("lea@solenne.example", "seven green bottles", app::access::Browser::default()).await.unwrap();
    let cookie = format!("{}={}", web::request::SESSION_COOKIE, opened.cookie.reveal());
    let options = web::Options { secure_cookies: false, behind_proxy: false };
    (web::router(web::Web::new(t.app.clone(), options).unwrap()), cookie)
}

fn from_here(mut request: Request<Body>) -> Request<Body> {
    request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([127, 0, 0, 1], 40_000))));
    request
}

#[tokio::test]
async fn an_act_is_done_to_its_end_though_its_reader_leaves() {
    let t = TestApp::new().await;
    let (router, cookie) = served(&t).await;
    let before = t.app.last_event().await.unwrap();
    let request = Request::post(format!("/w/{}/publish/days", t.workspace))
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, FORM)
        .body(Body::from("kind=note&from=2031-03-12&words=Open+day"));
    let answer = router.oneshot(from_here(request.unwrap())).now_or_never();
    assert!(answer.is_none(), "it was begun, not done, and is let go");
    for _ in 0..1_000 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        if t.app.last_event().await.unwrap() > before {
            return;
        }
    }
    panic!("what was begun was dropped");
}

#[tokio::test]
async fn no_act_is_done_on_the_word_of_another_site() {
    let t = TestApp::new().await;
    let (router, cookie) = served(&t).await;
    let fillings = HashMap::from([("workspace", t.workspace.to_string())]);
    let before = t.app.last_event().await.unwrap();
    for route in routes().into_iter().filter(|route| route.method != Method::GET) {
        for origin in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")] {
            let path = fill(route.path, &fillings);
            let request = Request::builder().method(route.method.clone()).uri(&path).header(origin.0, origin.1);
            let request = request.header(header::COOKIE, &cookie).header(header::HOST, "parvis.example");
            let response = router.clone().oneshot(from_here(request.body(Body::empty()).unwrap())).await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{} {path} from {origin:?}", route.method);
        }
    }
    assert_eq!(t.app.last_event().await.unwrap(), before, "nothing was done");
}

#[tokio::test]
async fn every_page_forbids_what_we_never_do() {
    let t = TestApp::new().await;
    for path in ["/sign-in", "/nowhere", "/health"] {
        let answer = t.stranger().get(path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
    }
}

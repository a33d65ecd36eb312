//! What is refused before any handler is asked, and what is not refused although something else failed.

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use testkit::TestApp;
use tower::ServiceExt;

const FORM: &str = "application/x-www-form-urlencoded";

fn program(t: &TestApp, behind_proxy: bool) -> Router {
    let options = web::Options { secure_cookies: false, behind_proxy };
    web::router(web::Web::new(t.app.clone(), options).unwrap())
}

/// What the program answers: status, content type, body.
async fn asked(router: &Router, mut request: Request<Body>) -> (StatusCode, String, String) {
    request.extensions_mut().insert(ConnectInfo(std::net::SocketAddr::from(([127, 0, 0, 1], 40_000))));
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap().to_owned()).unwrap_or_default();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, kind, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn what_the_framework_refuses_is_told_in_our_words() {
    let t = TestApp::new().await;
    let router = program(&t, false);
    let token = t.app.add_token(&t.actor(), "robot", true).await.unwrap();
    let nobody = br#"{"address":"http://127.0.0.1:1/"}"#.to_vec();
    let much = vec![b' '; web::router::REQUEST_BODY_BYTES_MAX + 1];
    let of_script = |method: &str, path: &str, language: &str, body: Vec<u8>| {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", token.secret.reveal()))
            .header(header::ACCEPT_LANGUAGE, language)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .unwrap()
    };
    for (method, path, language, body, status, words) in [
        ("POST", "/api/v1/topics", "en", much.clone(), 413, "larger than this address takes"),
        ("POST", "/api/v1/topics", "fr", much.clone(), 413, "dépasse ce que cette adresse accepte"),
        ("GET", "/api/v1/mentions?limit=abc", "en", Vec::new(), 400, "cannot be read"),
        ("PATCH", "/api/v1/topics", "fr", Vec::new(), 405, "ne s’utilise pas ainsi"),
        ("POST", "/api/v1/topics", "fr", b"{".to_vec(), 422, "Le corps n’est pas le JSON"),
        ("GET", "/api/v1/topics/999999", "fr", Vec::new(), 404, "Ce sujet"),
        ("POST", "/api/v1/sources/find", "en", nobody.clone(), 422, "\"title\":\"The address could not be read\""),
        ("POST", "/api/v1/sources/find", "fr", nobody, 422, "\"title\":\"L’adresse n’a pas pu être lue\""),
    ] {
        let (got, kind, said) = asked(&router, of_script(method, path, language, body)).await;
        assert_eq!((got.as_u16(), kind.as_str()), (status, "application/problem+json"), "{method} {path}: {said}");
        assert!(said.contains(words), "{method} {path}: {said}");
    }
    let form = Request::post("/sign-in").header("sec-fetch-site", "same-origin").header(header::ACCEPT_LANGUAGE, "fr");
    let form = form.header(header::CONTENT_TYPE, FORM).body(Body::from(much)).unwrap();
    let (status, kind, page) = asked(&router, form).await;
    assert_eq!((status, kind.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "text/html; charset=utf-8"), "{page}");
    assert!(page.contains("rien n’en a été gardé"), "{page}");
}

#[tokio::test]
async fn why_a_message_did_not_leave_is_told_in_the_askers_language() {
    let t = TestApp::new().await;
    let topic = t.topic("Solenne", "solenne").await;
    let secret = t.token("read,write").await;
    let mut script = t.stranger().with_token(&secret);
    let wish = serde_json::json!({
        "about": format!("topic:{}", topic.id), "rhythm": "daily", "way": "mail", "address": "lea@solenne.example",
    });
    let made = script.json(axum::http::Method::POST, "/api/v1/alerts", &wish).await.expect(201).json();
    let one = format!("/api/v1/alerts/{}", made["alert"]["id"]);
    let _ = script.json(axum::http::Method::POST, &format!("{one}/test"), &serde_json::json!({})).await.expect(204);
    t.run_due_jobs().await;
    let router = program(&t, false);
    for (language, words) in [("en", "The workspace has no mail server"), ("fr", "L’espace de travail n’a pas de serveur")] {
        let request = Request::get(format!("{one}/notifications"))
            .header(header::AUTHORIZATION, format!("Bearer {secret}"))
            .header(header::ACCEPT_LANGUAGE, language)
            .body(Body::empty())
            .unwrap();
        let (status, _, said) = asked(&router, request).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        assert!(said.contains(words), "{language}: {said}");
    }
}

#[tokio::test]
async fn a_page_is_drawn_while_nothing_can_be_written() {
    let t = TestApp::new().await;
    let mut browser = t.browser().await;
    assert_eq!(browser.get(&format!("/w/{}/today", t.workspace)).await.status, StatusCode::OK);
    let token = t.app.add_token(&t.actor(), "robot", false).await.unwrap();
    t.wait(600);
    // On SQLite there is one writer, and this one does not end.
    let held = t.store.begin().await.unwrap();
    assert_eq!(browser.get(&format!("/w/{}/today", t.workspace)).await.status, StatusCode::OK);
    let mut script = t.stranger().with_token(token.secret.reveal());
    assert_eq!(script.get("/api/v1/topics").await.status, StatusCode::OK);
    drop(held);
}

#[tokio::test]
async fn a_client_does_not_choose_its_own_address() {
    let t = TestApp::new().await;
    let router = program(&t, true);
    for attempt in 0..60 {
        let request = Request::post("/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", format!("203.0.113.{attempt}"))
            .header("x-forwarded-for", "198.51.100.7")
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from(format!("email=nobody{attempt}@solenne.example&password=seven+green+bottles")));
        let (status, _, page) = asked(&router, request.unwrap()).await;
        if status == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    }
    panic!("the address that our own proxy saw is what is counted");
}

#[tokio::test]
async fn a_password_that_a_proxy_asked_for_does_not_open_the_pages_to_other_sites() {
    let t = TestApp::new().await;
    let router = program(&t, false);
    for (path, shown, expected) in [
        ("/workspaces", "Basic YTpi", StatusCode::FORBIDDEN),
        ("/workspaces", "Bearer x", StatusCode::FORBIDDEN),
        // The API does not look at cookies at all: who shows no token is nobody there.
        ("/api/v1/topics", "Basic YTpi", StatusCode::UNAUTHORIZED),
    ] {
        let request = Request::post(path)
            .header("sec-fetch-site", "cross-site")
            .header(header::AUTHORIZATION, shown)
            .header(header::CONTENT_TYPE, FORM)
            .body(Body::from("name=x"));
        let (status, _, said) = asked(&router, request.unwrap()).await;
        assert_eq!(status, expected, "{path} {shown}: {said}");
    }
}

#[tokio::test]
async fn who_is_refused_is_told_why_in_their_own_language() {
    let t = TestApp::new().await;
    let router = program(&t, false);
    let page = Request::post("/workspaces").header("sec-fetch-site", "cross-site").header(header::ACCEPT_LANGUAGE, "fr");
    let (status, kind, said) = asked(&router, page.header(header::CONTENT_TYPE, FORM).body(Body::from("name=x")).unwrap()).await;
    assert_eq!((status, kind.as_str()), (StatusCode::FORBIDDEN, "text/html; charset=utf-8"));
    assert!(said.contains("un autre site"), "{said}");
    let bare = Request::post("/api/v1/topics").header(header::ACCEPT_LANGUAGE, "fr").body(Body::from("{}")).unwrap();
    let (status, kind, said) = asked(&router, bare).await;
    assert_eq!((status, kind.as_str()), (StatusCode::UNAUTHORIZED, "application/problem+json"), "{said}");
    let token = t.app.add_token(&t.actor(), "robot", true).await.unwrap();
    let folder = |media_type: &str| {
        let request = Request::post("/api/v1/folders").header(header::CONTENT_TYPE, media_type);
        request
            .header(header::AUTHORIZATION, format!("bearer {}", token.secret.reveal()))
            .body(Body::from(r#"{"name":"Presse"}"#))
    };
    let (status, kind, said) = asked(&router, folder("text/plain").unwrap()).await;
    assert_eq!((status, kind.as_str()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "application/problem+json"), "{said}");
    let (status, _, said) = asked(&router, folder("application/json").unwrap()).await;
    assert_eq!(status, StatusCode::CREATED, "{said}");
}

#[tokio::test]
async fn a_filter_that_cannot_be_read_is_refused_and_makes_no_view() {
    let t = TestApp::new().await;
    let token = t.app.add_token(&t.actor(), "robot", true).await.unwrap();
    let mut script = t.stranger().with_token(token.secret.reveal());
    for query in ["topic=Solenne", "topc=3", "period=week", "lang=French"] {
        let answer = script.get(&format!("/api/v1/mentions?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", answer.body);
        let answer = script.get(&format!("/api/v1/mentions/count?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}: {}", answer.body);
        let refused = t.app.save_view(&t.actor(), "Tout", query).await;
        assert!(matches!(refused, Err(app::Refusal::Filter { .. })), "{query}: {refused:?}");
    }
    assert!(t.reader().views().await.unwrap().is_empty());
    assert_eq!(script.get("/api/v1/mentions?period=7d&limit=5&state=open").await.status, StatusCode::OK);
}

//! Every address of the program, walked: who may come through which gate.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    mem::replace,
};

use app::Actor;
use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Method, Request, StatusCode, header},
};
use domain::Hat;
use futures_util::FutureExt;
use store::{Id, access::User, workspace::Workspace};
use testkit::{Answer, Browser, TestApp};
use tower::ServiceExt;
use web::{Gate, Route, routes};

use crate::walk_rows::{self, Fillings};

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

/// Addresses with a hole that no row fills: networks are those that the program knows, the same for every workspace.
const NOT_ROWS: [(&str, &str); 4] = [
    ("/w/{workspace}/channels/new/{network}", "the form that begins a channel of a network"),
    ("/w/{workspace}/channels/new/{network}/consent", "the same, for networks that ask for consent"),
    ("/w/{workspace}/networks/{network}", "what a network can do"),
    ("/api/v1/budgets/{network}", "what the asking workspace may spend at a network"),
];

/// The routes behind a gate with a hole for a row.
fn of_rows(gate: Gate) -> Vec<Route> {
    for (path, why) in NOT_ROWS {
        assert!(routes().iter().any(|route| route.path == path), "{path} ({why}) is no address any more");
    }
    let has_row = |route: &Route| route.path.replace("{workspace}", "").contains('{');
    behind(gate).filter(has_row).filter(|route| NOT_ROWS.iter().all(|(path, _)| *path != route.path)).collect()
}

/// The address with a row in each hole; a hole that no row is known for stops the test.
fn fill_all(path: &str, rows: &Fillings) -> String {
    for hole in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        assert!(rows.contains_key(hole), "{path}: make a row for {hole} in walk_rows.rs, or say in NOT_ROWS why no row fills it");
    }
    fill(path, rows)
}

/// The address asked for, with what it wants behind `?`.
fn address(route: &Route, rows: &Fillings) -> String {
    let wants_document = |path: &str| path.ends_with("{topic}/explain") || path.ends_with("{topic}/exclusions");
    let query = if wants_document(route.path) { format!("?document={}", rows["document"]) } else { String::new() };
    fill_all(route.path, rows) + &query
}

/// The owner of a workspace: with a token that may write where the gate asks for one, signed in otherwise.
async fn asker(t: &TestApp, gate: Gate, workspace: Id<Workspace>, owner: Id<User>) -> Browser {
    if gate != Gate::Token {
        return t.browser_of(owner).await;
    }
    let actor = Actor { workspace, ..t.actor_with(owner, &[Hat::Owner]) };
    let token = t.app.add_token(&actor, "robot", true).await.unwrap();
    t.stranger().with_token(token.secret.reveal())
}

/// Asks for an address about these rows, with all that it wants to be handed in.
async fn ask(browser: &mut Browser, route: &Route, rows: &Fillings) -> (String, Answer) {
    let path = address(route, rows);
    if route.gate != Gate::Token {
        let answer = browser.send(route.method.clone(), &path, Some(FORM), walk_rows::form(rows)).await;
        return (path, answer);
    }
    let wants_body = route.says.as_ref().unwrap().body.is_some();
    let body = walk_rows::body(&route.method, route.path, rows);
    assert_eq!(body.is_some(), wants_body, "{} {path}: see the bodies in walk_rows.rs", route.method);
    let answer = match body {
        Some(body) => browser.json(route.method.clone(), &path, &body).await,
        None => browser.send(route.method.clone(), &path, None, Vec::new()).await,
    };
    (path, answer)
}

/// What the owner of the rows reads at all addresses. Were there nothing for them either, a stranger's 404 would prove nothing.
async fn read_by_their_owner(owner: &mut Browser, gate: Gate, rows: &Fillings) -> BTreeMap<String, String> {
    let mut read = BTreeMap::new();
    for route in of_rows(gate).into_iter().filter(|route| route.method == Method::GET) {
        let (path, answer) = ask(owner, &route, rows).await;
        assert_ne!(answer.status, StatusCode::NOT_FOUND, "{path} is not there for its owner: {}", answer.body);
        read.insert(path, answer.body);
    }
    read
}

/// Has the owner of the rows do everything, what takes rows away last: it is the stranger and not the request that was refused.
async fn done_by_their_owner(owner: &mut Browser, gate: Gate, rows: &Fillings) {
    let loss = |route: &Route| match route.path.rsplit('/').next() {
        Some("remove") => 2,
        _ if route.method == Method::DELETE => 2,
        Some("archive" | "disconnect" | "drop") => 1,
        _ => 0,
    };
    let mut acts: Vec<Route> = of_rows(gate).into_iter().filter(|route| route.method != Method::GET).collect();
    // What is inside of something else is taken away before it.
    acts.sort_by_key(|route| (loss(route), Reverse(route.path.matches('{').count()), route.path));
    for route in acts {
        let (path, answer) = ask(owner, &route, rows).await;
        assert_ne!(answer.status, StatusCode::NOT_FOUND, "{} {path} by its owner: {}", route.method, answer.body);
    }
}

/// Has the owner of Brume ask for the rows of Solenne at every address behind a gate.
async fn walk_with_rows_of_another(t: &TestApp, gate: Gate) {
    let (rows, _servers) = walk_rows::of_every_hole(t).await;
    let (elsewhere, boss) = t.another_workspace("Brume").await;
    let ours = Fillings::from_iter(rows.clone().into_iter().chain([("workspace", t.workspace.to_string())]));
    let asked = Fillings::from_iter(rows.into_iter().chain([("workspace", elsewhere.to_string())]));
    let mut owner = asker(t, gate, t.workspace, t.owner).await;
    let mut stranger = asker(t, gate, elsewhere, boss).await;
    let read = read_by_their_owner(&mut owner, gate, &ours).await;
    assert!(read.len() > 30, "{}", read.len());
    let before = t.app.last_event().await.unwrap();
    for route in of_rows(gate) {
        let (path, answer) = ask(&mut stranger, &route, &asked).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {path}: {}", route.method, answer.body);
        assert!(!answer.body.to_lowercase().contains("solenne"), "{} {path} tells of them: {}", route.method, answer.body);
        if gate == Gate::Token {
            assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{} {path}", route.method);
        }
    }
    // Of no workspace: an act on a row of Solenne would stand in the log of whoever did it.
    let done = t.store.events_after(before, &[], 100).await.unwrap();
    assert!(done.is_empty(), "{done:?}");
    assert_eq!(read_by_their_owner(&mut owner, gate, &ours).await, read, "everything is as it was");
    done_by_their_owner(&mut owner, gate, &ours).await;
}

#[tokio::test]
async fn rows_of_another_workspace_are_not_there() {
    TestApp::each(|t| async move { walk_with_rows_of_another(&t, Gate::Member).await }).await;
}

#[tokio::test]
async fn rows_of_another_workspace_are_not_there_for_scripts() {
    TestApp::each(|t| async move { walk_with_rows_of_another(&t, Gate::Token).await }).await;
}

/// The hole for a row inside of another row, such as a note on a mention.
fn inner_hole(route: &Route) -> Option<&'static str> {
    let holes = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    // An author is no row inside of a site but a name on it, which may be the same in two workspaces.
    holes.filter(|hole| *hole != "workspace").nth(1).filter(|hole| *hole != "author")
}

/// Has the owner of Brume ask for rows of Solenne inside of rows of their own: the outer one is there, and must not let the inner one in.
async fn walk_with_rows_inside_of_our_own(mut t: TestApp, gate: Gate) {
    let brume = t.another_workspace("Brume").await;
    let solenne = (replace(&mut t.workspace, brume.0), replace(&mut t.owner, brume.1));
    let (ours, _our_servers) = walk_rows::of_what_has_rows_inside(&t).await;
    (t.workspace, t.owner) = solenne;
    let (theirs, _servers) = walk_rows::of_every_hole(&t).await;
    let mut own = theirs.clone();
    own.extend(ours.into_iter().chain([("workspace", brume.0.to_string())]));
    let mut owner = asker(&t, gate, brume.0, brume.1).await;
    let before = t.app.last_event().await.unwrap();
    let mut routes = of_rows(gate);
    routes.retain(|route| inner_hole(route).is_some());
    assert!(routes.len() > 2, "{}", routes.len());
    for route in &routes {
        let inner = inner_hole(route).unwrap();
        assert_ne!(theirs[inner], own[inner], "{inner}: a row of each");
        let mut mixed = own.clone();
        mixed.insert(inner, theirs[inner].clone());
        let (path, answer) = ask(&mut owner, route, &mixed).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} {path}: {}", route.method, answer.body);
    }
    assert_eq!(t.app.last_event().await.unwrap(), before, "nothing was done");
    for route in &routes {
        let (path, answer) = ask(&mut owner, route, &own).await;
        assert_ne!(answer.status, StatusCode::NOT_FOUND, "{} {path} with rows of their own: {}", route.method, answer.body);
    }
}

#[tokio::test]
async fn rows_of_another_workspace_are_not_there_inside_of_our_own() {
    for gate in [Gate::Member, Gate::Token] {
        TestApp::each(|t| walk_with_rows_inside_of_our_own(t, gate)).await;
    }
}

/// Has the owner of Brume hand in rows of Solenne, then their own owner.
#[tokio::test]
async fn rows_of_another_workspace_that_are_handed_in_are_not_there() {
    TestApp::each(|t| async move {
        let (rows, _servers) = walk_rows::of_every_hole(&t).await;
        let (elsewhere, boss) = t.another_workspace("Brume").await;
        let mut stranger = asker(&t, Gate::Token, elsewhere, boss).await;
        let mut owner = asker(&t, Gate::Token, t.workspace, t.owner).await;
        let nothing = |answer: &Answer| {
            answer.status.is_client_error() || ["{\"treated\":0}", "{\"changed\":0}"].contains(&answer.body.as_str())
        };
        let before = t.app.last_event().await.unwrap();
        for (path, body) in walk_rows::bodies_with_rows(&rows) {
            let answer = stranger.json(Method::POST, &format!("/api/v1{path}"), &body).await;
            assert!(nothing(&answer), "{path} {body}: {} {}", answer.status, answer.body);
            assert!(!answer.body.to_lowercase().contains("solenne"), "{path} {body} tells of them: {}", answer.body);
        }
        let done = t.store.events_after(before, &[], 100).await.unwrap();
        assert!(done.is_empty(), "{done:?}");
        for (path, body) in walk_rows::bodies_with_rows(&rows) {
            let answer = owner.json(Method::POST, &format!("/api/v1{path}"), &body).await;
            assert!(!nothing(&answer), "{path} {body} by its owner: {} {}", answer.status, answer.body);
        }
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
            // The API looks at no cookie: what another site can borrow is nobody there.
            let refused = if route.gate == Gate::Token { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
            assert_eq!(response.status(), refused, "{} {path} from {origin:?}", route.method);
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

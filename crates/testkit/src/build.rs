//! What must be there before a test begins, put straight into the store.

use app::{Actor, Vault, listen::visit, vault};
use domain::{Clock, Document, Hat, SafeHtml, address};
use serde_json::json;
use store::{
    Id, Store,
    access::{Token, User},
    channel::Channel,
    source::Source,
    topic::Topic,
    workspace::Workspace,
};

/// A session's length in tests, microseconds: a year.
const SESSION_US: i64 = 365 * 86_400 * 1_000_000;

async fn user(tx: &store::Tx, email: &str, now: i64) -> Id<User> {
    let user = User {
        id: Id::new(0),
        email: email.to_owned(),
        name: email.split('@').next().unwrap().to_owned(),
        password_hash: "none".to_owned(),
        language: "en".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        theme: "system".to_owned(),
        density: "comfortable".to_owned(),
        created_at: now,
        disabled_at: None,
    };
    tx.add_user(&user).await.unwrap()
}

pub(crate) async fn workspace(store: &Store, name: &str, email: &str, clock: &Clock) -> (Id<Workspace>, Id<User>) {
    let now = clock.now().as_microsecond();
    let tx = store.begin().await.unwrap();
    let workspace = tx.add_workspace(name, "1", "en", "Europe/Paris", now).await.unwrap();
    let owner = user(&tx, email, now).await;
    tx.put_member(workspace, owner, &[Hat::Owner], now).await.unwrap();
    tx.commit().await.unwrap();
    (workspace, owner)
}

pub(crate) async fn member(store: &Store, workspace: Id<Workspace>, email: &str, hats: &[Hat], clock: &Clock) -> Id<User> {
    let now = clock.now().as_microsecond();
    let tx = store.begin().await.unwrap();
    let member = user(&tx, email, now).await;
    tx.put_member(workspace, member, hats, now).await.unwrap();
    tx.commit().await.unwrap();
    member
}

pub(crate) async fn session(store: &Store, user: Id<User>, clock: &Clock) -> String {
    let now = clock.now().as_microsecond();
    let secret = vault::new_token().unwrap();
    let tx = store.begin().await.unwrap();
    tx.add_session(user, &vault::token_hash(&secret), "test", "127.0.0.1", now, now + SESSION_US).await.unwrap();
    tx.commit().await.unwrap();
    secret
}

pub(crate) async fn token(store: &Store, workspace: Id<Workspace>, user: Id<User>, scopes: &str, clock: &Clock) -> String {
    let now = clock.now().as_microsecond();
    let secret = vault::new_token().unwrap();
    let token = Token {
        id: Id::new(0),
        workspace_id: workspace,
        user_id: user,
        name: "test".to_owned(),
        scopes: scopes.to_owned(),
        created_at: now,
        used_at: None,
        revoked_at: None,
    };
    let tx = store.begin().await.unwrap();
    tx.add_token(&token, &vault::token_hash(&secret)).await.unwrap();
    tx.commit().await.unwrap();
    secret
}

pub(crate) async fn source(store: &Store, workspace: Id<Workspace>, at: &str, clock: &Clock) -> Source {
    let now = clock.now().as_microsecond();
    let source = Source { title: address::site(at).unwrap(), ..Source::new(workspace, at, now) };
    let tx = store.begin().await.unwrap();
    let id = tx.add_source(&source, &address::canonical(at).unwrap()).await.unwrap();
    tx.enqueue(&visit::job(workspace, id, at, now), now).await.unwrap();
    tx.commit().await.unwrap();
    Source { id, ..source }
}

pub(crate) async fn topic(store: &Store, actor: &Actor, name: &str, query: &str, clock: &Clock) -> Topic {
    let now = clock.now().as_microsecond();
    let topic = Topic {
        id: Id::new(0),
        workspace_id: actor.workspace,
        name: name.to_owned(),
        kind: "theme".to_owned(),
        query: query.to_owned(),
        form: None,
        version: 1,
        created_at: now,
        changed_at: now,
        archived_at: None,
    };
    let tx = store.begin().await.unwrap();
    let id = tx.add_topic(&topic, actor.user).await.unwrap();
    tx.record(&actor.event("topic.saved", "topic", Some(id.get()), &json!({}), now)).await.unwrap();
    tx.commit().await.unwrap();
    Topic { id, ..topic }
}

/// The key that seals secrets in tests.
pub(crate) const KEY: [u8; vault::KEY_BYTES] = [1; vault::KEY_BYTES];

pub(crate) async fn channel(t: &crate::TestApp, network: &str, server: &str, account: &str) -> Id<Channel> {
    let now = t.now();
    let channel = Channel {
        id: Id::new(0),
        workspace_id: t.workspace,
        application_id: None,
        network: network.to_owned(),
        name: account.to_owned(),
        handle: format!("@{account}"),
        address: String::new(),
        server: server.to_owned(),
        account: account.to_owned(),
        settings: "{}".to_owned(),
        limits: "{}".to_owned(),
        state: "connected".to_owned(),
        problem: String::new(),
        expires_at: None,
        checked_at: now,
        created_at: now,
        disconnected_at: None,
    };
    let sealed = Vault::new(&KEY).seal(&json!({ "token": account }).to_string()).unwrap();
    let tx = t.store.begin().await.unwrap();
    let id = tx.add_channel(&channel, sealed.stored()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A document as a source would give it, said at `at` (UTC microseconds), at an address of its own.
#[must_use]
pub fn said(address: &str, title: &str, text: &str, at: i64) -> Document {
    let html = SafeHtml::sanitise(&format!("<p>{text}</p>"), None);
    Document {
        guid: Some(address.to_owned()),
        address: Some(address.to_owned()),
        title: title.to_owned(),
        text: html.to_text(),
        html,
        published_at: jiff::Timestamp::from_microsecond(at).ok(),
        ..Document::default()
    }
}

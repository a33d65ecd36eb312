//! A signed call of an address of the user's: what is said as JSON, for whatever they built behind it.

use async_trait::async_trait;
use domain::delivery::{Outcome, Remote};
use reqwest::Method;
use serde_json::json;

use super::{Account, Adapter, Connection, Fault, Field, FieldKind, Sending};
use crate::{
    fetch::Call,
    notify::{Secret, webhook},
};

pub(super) struct Webhook;

#[async_trait]
impl Adapter for Webhook {
    fn fields(&self) -> &'static [Field] {
        &[
            Field { name: "server", kind: FieldKind::Server, required: true },
            Field { name: "secret", kind: FieldKind::Secret, required: true },
        ]
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let host = to.server.host_str().unwrap_or_default().to_owned();
        call(to, "test", &json!({ "kind": "test" })).await?;
        Ok(Account { id: host.clone(), name: host, handle: to.server.to_string(), ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        let files: Vec<_> = sending
            .files
            .iter()
            .map(|file| json!({ "name": file.name, "mime": file.mime, "alt": file.alt, "address": file.address }))
            .collect();
        let variant = sending.variant;
        let body = json!({
            "kind": "post", "key": sending.key, "step": sending.step, "title": variant.title, "text": sending.text(), "files": files,
            "language": variant.language, "settings": variant.settings, "parent": sending.parent, "at": sending.at,
        });
        match call(to, sending.key, &body).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }
}

/// Where it is, when the receiver says so: `{"id": "…", "address": "…"}`.
async fn call(to: &Connection<'_>, key: &str, body: &serde_json::Value) -> Result<Remote, Fault> {
    let at = to.now.as_second();
    let secret = Secret::new(to.secret("secret")?.to_owned());
    let signature = webhook::sign(&secret, at, body.to_string().as_bytes());
    let call = Call::json(Method::POST, to.server.clone(), body, to.now)
        .with(webhook::DELIVERY_HEADER, key)
        .with(webhook::TIMESTAMP_HEADER, at.to_string())
        .with(webhook::SIGNATURE_HEADER, signature)
        .with("idempotency-key", key);
    let reply = to.call(call).await?;
    let mut remote: Remote = reply.json().unwrap_or_default();
    if remote.id.is_empty() {
        key.clone_into(&mut remote.id);
    }
    Ok(remote)
}

//! `GET …/{topic}/versions`: every text that a topic had, who wrote it and why, what changed, what the labels say of it; and
//! `POST …/{topic}/revert`, which takes an earlier one up again.

use app::{
    Refusal,
    listen::topic_quality::{JudgedVersion, LABELS_JUDGED_MAX, Quality, TopicQuality},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Language, proportion::Proportion};
use minijinja::{Value, context, value::Serde};

use super::{
    edit::read,
    found::{self, fault},
    keep,
    query_markup::markup,
};
use crate::{
    Web,
    difference::difference,
    error::Fault,
    format::Reader,
    page,
    pages::mentions::{fields::Fields, row},
    request::Member,
};

/// Draws the texts of a topic.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, topic)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let topic = read(&web, &member, &topic).await?;
    let measured = web.app.topic_quality(&member.actor, topic.id).await.map_err(fault(&web, &member))?;
    let reads = row::reads(&web, &member);
    let own = context! {
        versions => versions(&reads, &measured), relevant => measured.relevant, irrelevant => measured.irrelevant,
        labels_max => LABELS_JUDGED_MAX, revert_href => member.href(&format!("topics/{}/revert", topic.id)),
        missed_href => member.href(&format!("topics/{}/missed", topic.id)),
        unlabelled_href => member.href(&format!("mentions?topic={}&label=none", topic.id)),
        relevant_href => member.href(&format!("mentions?topic={}&label=relevant", topic.id)),
        irrelevant_href => member.href(&format!("mentions?topic={}&label=irrelevant", topic.id)),
    };
    Ok(found::show(&web, &member, &headers, &topic, "versions", own))
}

fn versions(reads: &Reader, measured: &TopicQuality) -> Vec<Value> {
    let texts = &measured.versions;
    let value = |(at, judged): (usize, &JudgedVersion)| {
        let version = &judged.version;
        let changes = texts.get(at + 1).map(|before| difference(&before.version.query, &version.query));
        context! {
            version => version.version, is_now => at == 0, name => version.name.as_deref(), at => version.at, reason => version.reason.as_str(),
            restores => version.restores, by_form => version.form.is_some(), query => Value::from_safe_string(markup(&version.query)),
            changes => changes.map(|changes| Value::from(Serde(&changes))), quality => judged.quality.map(|quality| quality_value(reads, quality)),
            is_other => version.query != texts[0].version.query,
        }
    };
    texts.iter().enumerate().map(value).collect()
}

fn quality_value(reads: &Reader, quality: Quality) -> Value {
    let share = |proportion: Option<Proportion>| {
        proportion.map(|proportion| {
            let (low, high) = proportion.wilson_95();
            context! {
                share => percent(reads, proportion.share()), low => percent(reads, low), high => percent(reads, high),
                held => proportion.held, of => proportion.of,
            }
        })
    };
    context! { precision => share(quality.precision), recall => share(quality.recall) }
}

/// A share as the reader's language writes it, in whole percent.
fn percent(reads: &Reader, share: f64) -> String {
    let space = if reads.language == Language::French { "\u{202f}%" } else { "%" };
    format!("{:.0}{space}", share * 100.0)
}

/// Takes an earlier text up again.
pub(super) async fn revert(
    State(web): State<Web>,
    member: Member,
    Path((_, topic)): Path<(String, String)>,
    body: Bytes,
) -> Result<Response, Fault> {
    let id = keep::id(&web, &member, &topic)?;
    let fields = Fields::read(&body);
    let to = member.href(&format!("topics/{id}/versions"));
    // A number that is none names a text that no topic has.
    let version = fields.text("version").parse().unwrap_or(0);
    match web.app.revert_topic(&member.actor, id, version, fields.text("reason")).await {
        Ok(()) => Ok(page::go(&web, &to, "good", "care-reverted", &[("n", &version.to_string())])),
        Err(Refusal::Invalid { field, why }) => {
            let key = format!("invalid-{field}-{}", why.replace('_', "-"));
            Ok(page::go(&web, &to, "bad", &key, &[]))
        }
        Err(Refusal::Query(_)) => Ok(page::go(&web, &to, "bad", "care-revert-unaskable", &[("n", &version.to_string())])),
        Err(refusal) => Err(fault(&web, &member)(refusal)),
    }
}

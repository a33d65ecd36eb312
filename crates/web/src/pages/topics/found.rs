//! Documents in the lists of a topic's pages, each with the two words that it can be labelled by.

use app::listen::judging::Shown;
use domain::hat::Act;
use minijinja::{Value, context};
use store::{Id, document::Document, topic::Topic};

use crate::{Web, error::Fault, page, pages::mentions::row, private, request::Member};

/// Documents that a list of a topic's page shows at a time.
pub(super) const LISTED: usize = 20;

/// A document of a list.
pub(crate) fn found(web: &Web, member: &Member, shown: &Shown) -> Value {
    // What has no title, as on networks, is called by who said it.
    let named = [&shown.title.text, &shown.author, &shown.site].into_iter().find(|name| !name.is_empty());
    context! {
        author => (!shown.author.is_empty() && !shown.title.text.is_empty()).then_some(shown.author.as_str()), id => shown.id.get(), href => member.href(&format!("mentions/{}", shown.id)), site => shown.site.as_str(), at => shown.published_at,
        title => (!shown.title.text.is_empty()).then(|| private::drawn(web, member, &shown.title)),
        title_words => named.map(|name| private::line(web, member, name)),
        text => private::drawn(web, member, &shown.excerpt),
    }
}

/// The two buttons of a document for a topic; nothing for who may not label.
pub(crate) fn label(member: &Member, topic: Id<Topic>, document: Id<Document>, relevant: Option<bool>) -> Option<Value> {
    member.actor.allows(Act::Treat).then(|| {
        context! {
            action => member.href(&format!("topics/{topic}/labels/{document}")), return_to => member.here.as_str(),
            said => relevant.map(|relevant| if relevant { "relevant" } else { "irrelevant" }),
        }
    })
}

/// How each of these documents is labelled for a topic.
pub(super) async fn labels(
    member: &Member,
    topic: Id<Topic>,
    documents: &[Id<Document>],
) -> Result<std::collections::BTreeMap<Id<Document>, bool>, store::StoreError> {
    let labels = member.reader.labels_of(documents).await?;
    let own = labels.into_values().flatten().filter(|label| label.topic_id == topic);
    Ok(own.map(|label| (label.document_id, label.relevant)).collect())
}

/// How far back was looked, in words, when a page ended before its time.
pub(crate) fn searched_words(web: &Web, member: &Member, searched_to: Option<i64>) -> Option<String> {
    let reads = row::reads(web, member);
    searched_to.map(|at| web.views.words.say(reads.language, "care-searched-to", &[("moment", reads.exact(at).into())]))
}

/// A page of a topic under its tabs.
pub(super) fn show(
    web: &Web,
    member: &Member,
    headers: &axum::http::HeaderMap,
    topic: &Topic,
    tab: &str,
    own: Value,
) -> axum::response::Response {
    let title = web.views.words.say(member.language(), &format!("care-tab-{tab}"), &[]);
    let own = context! { topic => Value::from(minijinja::value::Serde(topic)), tabs => tabs(web, member, topic.id, tab), listen_href => member.href("listen"), ..own };
    page::show(web, member, headers, "listen", &format!("{} · {title}", topic.name), &format!("topics/{tab}.html"), own)
}

/// The pages of a topic.
pub(super) fn tabs(web: &Web, member: &Member, topic: Id<Topic>, here: &str) -> Vec<Value> {
    let tab = |name: &str| {
        let rest = if name == "show" { format!("topics/{topic}") } else { format!("topics/{topic}/{name}") };
        let label = web.views.words.say(member.language(), &format!("care-tab-{name}"), &[]);
        context! { label, href => member.href(&rest), on => name == here }
    };
    ["show", "dashboard", "versions", "leaves", "missed", "why"].map(tab).to_vec()
}

/// Turns a refusal, or a fault of the store, into a page.
pub(super) fn fault<'a, E: Into<app::Refusal>>(web: &'a Web, member: &'a Member) -> impl Fn(E) -> Fault + 'a {
    move |error| Fault::page(web, member.language(), error.into())
}

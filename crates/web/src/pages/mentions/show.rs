//! `GET /w/{workspace}/mentions/{document}`: one mention in full, why it was caught, and what the team did about it.

use app::{
    Noun, Refusal,
    listen::excerpt::Excerpt,
    listen::filter::MentionFilter,
    listen::mention_read::{MentionRead, Why},
};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use store::{Id, document::Document, event::Event, label::Label};
use url::form_urlencoded;

use super::{filters::address, row, row::Rows, understood};
use crate::{Web, error::Fault, format, page, pages::topics::found, private, request::Member};

/// The note that somebody is writing.
#[derive(Clone, Debug, Default)]
pub(super) struct NoteDraft {
    pub(super) text: String,
    pub(super) error: Option<String>,
}

/// Draws a mention.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, document)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Fault> {
    let missing = |_not_a_number| Fault::page(&web, member.language(), Refusal::NoSuch(Noun::Mention));
    let id: Id<Document> = document.parse().map_err(missing)?;
    draw(&web, &member, &headers, id, &query.unwrap_or_default(), NoteDraft::default()).await
}

/// Draws a mention with the note that is being written.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    id: Id<Document>,
    query: &str,
    draft: NoteDraft,
) -> Result<Response, Fault> {
    let fault = |refusal| Fault::page(web, member.language(), refusal);
    let filter = MentionFilter::from_address(query, &row::zone(member));
    let read = web.app.read_mention(&member.actor, id, &filter).await.map_err(fault)?;
    let status = if draft.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let own = own(web, member, &filter, &read, &draft).await.map_err(fault)?;
    let title = if read.document.title.is_empty() {
        read.document.site.clone()
    } else {
        private::line(web, member, &read.document.title)
    };
    Ok(page::show_as(web, member, headers, status, "listen", &title, "mentions/show.html", own))
}

async fn own(
    web: &Web,
    member: &Member,
    filter: &MentionFilter,
    read: &MentionRead,
    draft: &NoteDraft,
) -> Result<Value, Refusal> {
    let reads = row::reads(web, member);
    let names = row::names(member).await?;
    let offered = member.reader.tags(30).await?;
    let document = &read.document;
    let base = format!("mentions/{}", document.id);
    let act = |act: &str| member.href(&format!("{base}/{act}"));
    let filter_words = filter.to_address();
    let beside = |id: Option<Id<Document>>| {
        id.map(|id| {
            member.href(&if filter_words.is_empty() { format!("mentions/{id}") } else { format!("mentions/{id}?{filter_words}") })
        })
    };
    let notes: Vec<Value> = read
        .notes
        .iter()
        .map(|note| {
            context! {
                text => note.text.as_str(), name => note.name.as_str(), at => note.created_at,
                remove_href => (Some(note.user_id) == member.actor.user).then(|| act(&format!("notes/{}/remove", note.id))),
            }
        })
        .collect();
    let versions: Vec<Value> =
        read.versions.iter().map(|version| context! { version => version.version, title => private::line(web, member, &version.title), text => private::line(web, member, &version.text), at => version.seen_at }).collect();
    let labels = member.reader.labels_of(&[document.id]).await?.remove(&document.id).unwrap_or_default();
    let mut whys: Vec<Value> = Vec::new();
    for why in &read.whys {
        whys.push(why_row(web, member, why, labels.iter().find(|label| label.topic_id == why.topic.topic_id)).await?);
    }
    let topics = member.reader.topics().await?;
    let elsewhere: Vec<Value> = topics
        .iter()
        .filter(|topic| read.whys.iter().all(|why| why.topic.topic_id != topic.id))
        .map(|topic| context! { name => topic.name.as_str(), href => member.href(&format!("topics/{}/why?document={}", topic.id, document.id)) })
        .collect();
    let bringers: Vec<Value> = read
        .bringers
        .iter()
        .map(|bringer| context! { title => bringer.title.as_deref(), href => member.href(&format!("sources/{}", bringer.source_id)), at => bringer.found_at })
        .collect();
    let corrections = member.reader.corrections_of(document.id).await?;
    let mention = Rows::new(web, member, &names, filter).row(&read.mention);
    Ok(context! {
        m => mention, understood => understood::card(web, member, document, &corrections), title => private::drawn(web, member, &read.mention.title), body => private::body(web, member, read), private => private::choice(member, [&read.mention.title, &Excerpt::whole(&document.text, Vec::new())]),
        author_address => document.author_address.as_deref(), language => (!document.language.is_empty()).then(|| row::language_words(web, &reads, &document.language)),
        published_at => document.published_at, published_known => document.published_known, found_at => document.found_at, changed_at => document.changed_at,
        latency => (document.found_at - document.published_at) / 1_000_000, done_at => document.done_at,
        done_by => document.done_by.and_then(|id| names.get(&id)).map(String::as_str), categories => read.categories.clone(),
        site_href => address(member, &MentionFilter { site: Some(document.site.clone()), ..MentionFilter::all(reads.zone.clone()) }),
        whys, elsewhere, notes, versions, bringers,
        events => read.events.iter().map(|event| event_row(web, &reads, event)).collect::<Vec<_>>(),
        tag_href => act("tag"), untag_href => act("untag"), assign_href => act("assign"), notes_href => act("notes"),
        tags_offered => offered.iter().map(|tag| tag.tag.clone()).collect::<Vec<_>>(),
        members => names.iter().map(|(id, name)| context! { value => id.get(), label => name.as_str() }).collect::<Vec<_>>(),
        assignee => document.assignee_id.map(Id::get), back_href => address(member, filter), newer_href => beside(read.newer), older_href => beside(read.older),
        return_to => member.here.as_str(), note => draft.text.as_str(), note_error => draft.error.as_deref(),
    })
}

async fn why_row(web: &Web, member: &Member, why: &Why, label: Option<&Label>) -> Result<Value, Refusal> {
    let hits: Vec<Value> = why
        .hits
        .iter()
        .map(|hit| context! { clause => hit.clause.as_str(), count => hit.count, words => hit.words.as_deref().map(|words| private::line(web, member, words)) })
        .collect();
    let (topic, document) = (why.topic.topic_id, why.topic.document_id);
    let base = format!("topics/{topic}");
    // Words to keep such mentions out are worth finding for a wrong one only, and for who may change the topic.
    let is_wrong = label.is_some_and(|label| !label.relevant) && !why.archived && member.actor.allows(Act::Listen);
    let exclusions = if is_wrong { web.app.exclusions(&member.actor, topic, document).await? } else { Vec::new() };
    let edit = member.href(&format!("{base}/edit"));
    let exclusions: Vec<Value> = exclusions
        .iter()
        .map(|one| {
            let asked: String = form_urlencoded::Serializer::new(String::new()).append_pair("exclude", &one.word).finish();
            context! { word => one.word.as_str(), wrong => one.wrong, href => format!("{edit}?{asked}") }
        })
        .collect();
    Ok(context! {
        name => why.topic.name.as_str(), href => member.href(&base), version => why.topic.topic_version,
        version_href => member.href(&format!("{base}/versions#text-{}", why.topic.topic_version)), why_href => member.href(&format!("{base}/why?document={document}")),
        at => why.topic.found_at, holds => why.holds, changed => why.changed, archived => why.archived, hits, is_wrong, exclusions, edit_href => edit,
        label => found::label(member, topic, document, label.map(|label| label.relevant)),
        labelled => label.map(|label| context! { relevant => label.relevant, name => label.name.as_deref(), at => label.at }),
    })
}

fn event_row(web: &Web, reads: &format::Reader, event: &Event) -> Value {
    let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap_or_default();
    let text = |name: &str| detail["what"][name].as_str().unwrap_or_default().to_owned();
    let args = ["tag", "to", "topic"].map(|name| (name, FluentValue::from(text(name))));
    let key = format!("mentions-event-{}", event.verb.trim_start_matches("mention.").replace('_', "-"));
    context! { words => web.views.words.find(reads.language, &key, &args).unwrap_or_else(|| event.verb.clone()), actor => event.actor.as_str(), at => event.at }
}

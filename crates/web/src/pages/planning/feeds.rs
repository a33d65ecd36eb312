//! `/w/{workspace}/publish/feeds`: what becomes of the entries of a source by itself.

use std::collections::BTreeMap;

use app::{
    Noun,
    publish::feed_post::{FeedWish, TEMPLATE_CHARS_MAX},
};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::hat::Act;
use minijinja::{Value, context};
use store::{Id, channel::Channel};

use super::choices;
use crate::{
    Web,
    error::Fault,
    page,
    pages::{
        mentions::fields::Fields,
        publish::{fault, id, mark, mendable, say},
    },
    request::Member,
};

/// The most sources that are offered.
const SOURCES_MAX: u32 = 2_000;

/// What somebody typed.
#[derive(Clone, Debug)]
struct Typed {
    source: String,
    channels: Vec<Id<Channel>>,
    template: String,
    plans: bool,
    hours: (String, String),
    problem: String,
}

/// The page.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let typed = Typed {
        source: String::new(),
        channels: Vec::new(),
        template: "{title}\n\n{link}".to_owned(),
        plans: false,
        hours: ("8".to_owned(), "20".to_owned()),
        problem: String::new(),
    };
    draw(&web, &member, &headers, StatusCode::OK, &typed).await
}

/// Makes a rule.
pub(super) async fn add(State(web): State<Web>, member: Member, headers: HeaderMap, body: Bytes) -> Result<Response, Fault> {
    member.actor.may(Act::Publish).map_err(fault(&web, &member))?;
    let fields = Fields::read(&body);
    let text = |name: &str| fields.text(name).trim().to_owned();
    let mut typed = Typed {
        source: text("source"),
        channels: fields.ids("channel"),
        template: fields.text("template").replace("\r\n", "\n"),
        plans: fields.text("becomes") == "planned",
        hours: (text("from_hour"), text("to_hour")),
        problem: String::new(),
    };
    let wish = FeedWish {
        source: typed.source.parse().unwrap_or(Id::new(0)),
        channels: typed.channels.clone(),
        template: &typed.template,
        plans: typed.plans,
        // What is no hour is refused by the verb.
        hours: (typed.hours.0.parse().unwrap_or(u8::MAX), typed.hours.1.parse().unwrap_or(u8::MAX)),
    };
    let added = if typed.source.is_empty() {
        Err(app::Refusal::Invalid { field: "source", why: "empty" })
    } else {
        Box::pin(web.app.add_feed_rule(&member.actor, &wish)).await
    };
    match added {
        Ok(_) => Ok(page::go(&web, &member.href("publish/feeds"), "good", "plan-feed-added", &[])),
        Err(refusal) => {
            let (status, problem) = mendable(&web, &member, refusal)?;
            typed.problem = problem;
            draw(&web, &member, &headers, status, &typed).await
        }
    }
}

/// Removes a rule.
pub(super) async fn remove(
    State(web): State<Web>,
    member: Member,
    Path((_, said)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let rule = id(&web, &member, &said, Noun::FeedRule)?;
    Box::pin(web.app.remove_feed_rule(&member.actor, rule)).await.map_err(fault(&web, &member))?;
    Ok(page::go(&web, &member.href("publish/feeds"), "good", "plan-feed-removed", &[]))
}

async fn draw(web: &Web, member: &Member, headers: &HeaderMap, status: StatusCode, typed: &Typed) -> Result<Response, Fault> {
    let failed = fault::<store::StoreError>(web, member);
    let channels = member.reader.channels().await.map_err(&failed)?;
    let sources = member.reader.sources(&store::source::SourceFilter::default(), SOURCES_MAX).await.map_err(&failed)?;
    let made: BTreeMap<_, _> = member.reader.feed_posts_made().await.map_err(&failed)?.into_iter().collect();
    let mut rows: Vec<Value> = Vec::new();
    for rule in member.reader.feed_rules().await.map_err(&failed)? {
        let source = member.reader.source(rule.source_id).await.map_err(&failed)?;
        let to: Vec<Id<Channel>> = serde_json::from_str(&rule.channels).unwrap_or_default();
        let marks = channels.iter().filter(|channel| to.contains(&channel.id)).map(|channel| mark(&channel.network));
        rows.push(context! {
            title => source.map(|source| source.title), href => member.href(&format!("sources/{}", rule.source_id)), plans => rule.plans,
            template => rule.template.as_str(), from => rule.from_hour, to => rule.to_hour, made => made.get(&rule.id).copied().unwrap_or(0),
            networks => marks.collect::<Vec<_>>(), remove_href => member.href(&format!("publish/feeds/{}/remove", rule.id)),
        });
    }
    let none = context! { value => "", label => say(web, member, "plan-feed-choose") };
    let offered = sources.iter().map(|source| context! { value => source.id.get(), label => source.title.as_str() });
    let own = context! {
        rows, sources => std::iter::once(none).chain(offered).collect::<Vec<_>>(), source => typed.source.as_str(),
        channels => choices(&channels, &typed.channels), template => typed.template.as_str(), becomes => if typed.plans { "planned" } else { "draft" },
        from_hour => typed.hours.0.as_str(), to_hour => typed.hours.1.as_str(), problem => typed.problem.as_str(), template_max => TEMPLATE_CHARS_MAX,
        base => member.href("publish/feeds"), publish_href => member.href("publish"), sources_href => member.href("sources/new"),
        no_sources => sources.is_empty(), zone => member.workspace.time_zone.replace('_', " "), may_publish => member.actor.allows(Act::Publish),
    };
    Ok(page::show_as(web, member, headers, status, "publish", &say(web, member, "plan-feeds"), "planning/feeds.html", own))
}

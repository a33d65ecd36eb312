//! A mention as the templates draw it.

use std::collections::BTreeMap;

use app::listen::{figures_sample::AuthorKey, filter::MentionFilter, stream::Mention};
use domain::Language;
use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use minijinja::{Value, context};
use store::{Id, access::User, story::Story, topic::Topic};

use super::understood;
use crate::{
    Web, format, frame,
    pages::{authors::author_path, topics::found},
    private,
    request::Member,
};

/// How long the words of a title are that a text without one is given, in characters.
const STAND_IN_TITLE_CHARACTERS_MAX: usize = 90;

/// What is the same for every row of a list.
pub(crate) struct Rows<'a> {
    web: &'a Web,
    member: &'a Member,
    reads: format::Reader,
    names: &'a BTreeMap<Id<User>, String>,
    /// The end of the visit before this one: what was found since is unread.
    left_at: Option<i64>,
    /// The filter that a mention's own page takes along, to know its neighbours.
    filter: String,
    /// The topic that is filtered by: what is labelled is labelled for it.
    topic: Option<Id<Topic>>,
    tones: understood::Tones,
}

/// Whom the page is written for.
pub(crate) fn reads(web: &Web, member: &Member) -> format::Reader {
    format::Reader { language: member.language(), zone: zone(member), now: web.app.clock().now() }
}

/// The zone of the member's days.
pub(crate) fn zone(member: &Member) -> TimeZone {
    TimeZone::get(&member.signed.user.time_zone).unwrap_or(TimeZone::UTC)
}

/// The names of the workspace's members.
pub(crate) async fn names(member: &Member) -> Result<BTreeMap<Id<User>, String>, store::StoreError> {
    Ok(named(member.reader.members().await?))
}

/// Members by their ids.
pub(crate) fn named(members: Vec<store::workspace::Member>) -> BTreeMap<Id<User>, String> {
    members.into_iter().map(|member| (member.user_id, member.name)).collect()
}

/// The icon of a kind of place.
pub(crate) fn kind_symbol(kind: &str) -> &'static str {
    match kind {
        "news" => "page",
        "blog" => "edit",
        "forum" => "comment",
        "review" => "star",
        "social" => "people",
        "video" => "play",
        "comment" => "quote",
        "mail" => "mail",
        _ => "globe",
    }
}

impl<'a> Rows<'a> {
    /// Rows for a member who came by `filter`.
    pub(crate) fn new(web: &'a Web, member: &'a Member, names: &'a BTreeMap<Id<User>, String>, filter: &MentionFilter) -> Self {
        let here = member.signed.memberships.iter().find(|membership| membership.workspace_id == member.workspace.id);
        Self {
            web,
            member,
            reads: reads(web, member),
            names,
            left_at: here.and_then(|membership| membership.left_at),
            filter: filter.to_address(),
            topic: filter.topic,
            tones: understood::Tones::new(web, member.language()),
        }
    }

    /// One row.
    pub(crate) fn row(&self, mention: &Mention) -> Value {
        let row = &mention.row;
        let title = self.title(mention);
        let own = format!("mentions/{}", row.id);
        let href = if self.filter.is_empty() { own.clone() } else { format!("{own}?{}", self.filter) };
        let topics: Vec<Value> = mention
            .topics
            .iter()
            .map(
                |catch| context! { name => catch.name.as_str(), href => self.member.href(&format!("topics/{}", catch.topic_id)) },
            )
            .collect();
        let tags: Vec<Value> =
            mention.tags.iter().map(|tag| context! { name => tag.as_str(), href => self.member.href(&tag_path(tag)) }).collect();
        let speaker = if row.author.is_empty() { &row.site } else { &row.author };
        context! {
            id => row.id.get(), href => self.member.href(&href), outside_href => row.address.as_deref(),
            pick => self.said("frame-mention-pick", "title", &title), outside => self.said("frame-mention-outside", "site", &row.site), title,
            title_marked => (!row.title.is_empty()).then(|| private::drawn(self.web, self.member, &mention.title)),
            text => private::drawn(self.web, self.member, &mention.excerpt), author => some(&row.author).filter(|_| !row.title.is_empty()), author_href => some(&row.author).map(|name| self.member.href(&author_path(&AuthorKey { site: row.site.clone(), name: name.to_owned() }))), site => row.site.as_str(),
            spoken => some(&row.language).filter(|code| *code != self.reads.language.code() && code.len() == 2),
            initials => frame::initials(speaker), hue => frame::hue(speaker), kind_symbol => kind_symbol(&row.kind),
            kind => kind_words(self.web, self.reads.language, &row.kind), at_iso => format::Reader::iso(row.published_at),
            at => self.reads.ago(row.published_at), at_exact => self.reads.exact(row.published_at),
            unread => row.done_at.is_none() && self.left_at.is_some_and(|left| row.found_at > left), starred => row.starred, done => row.done_at.is_some(),
            copies => mention.story.map(|story| copied(self.web, &self.reads, &story)), story_href => mention.story.map(|story| self.member.href(&format!("stories/{}", story.id))),
            topics, tags, assignee => row.assignee_id.and_then(|id| self.names.get(&id)).map(String::as_str), note_count => mention.notes,
            star_href => self.member.href(&format!("mentions/{}/{}", row.id, if row.starred { "unstar" } else { "star" })),
            done_href => self.member.href(&format!("mentions/{}/{}", row.id, if row.done_at.is_some() { "reopen" } else { "done" })),
            return_to => self.member.here.as_str(), rating => row.rating, understood => understood::row(self.web, self.member, &self.tones, row.id, &row.understood), label => self.label(mention),
            label_href => (mention.topics.len() > 1).then(|| format!("{}#labels", self.member.href(&href))),
        }
    }

    /// A sentence that is given one text.
    fn said(&self, key: &str, name: &str, text: &str) -> String {
        self.web.views.words.say(self.reads.language, key, &[(name, FluentValue::from(text))])
    }

    /// The two words for the topic that is filtered by, or for the only one; of several, the mention's own page asks which is meant.
    fn label(&self, mention: &Mention) -> Option<Value> {
        let catch = match (self.topic, &mention.topics[..]) {
            (Some(topic), topics) => topics.iter().find(|catch| catch.topic_id == topic),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        catch.and_then(|catch| found::label(self.member, catch.topic_id, mention.row.id, catch.label))
    }

    /// All of them.
    pub(crate) fn rows(&self, mentions: &[Mention]) -> Vec<Value> {
        mentions.iter().map(|mention| self.row(mention)).collect()
    }

    /// The title; for what has none, as on networks, who said it, or the first words when nobody did.
    fn title(&self, mention: &Mention) -> String {
        let row = &mention.row;
        if !row.title.is_empty() {
            return private::line(self.web, self.member, &row.title);
        }
        some(&row.author)
            .map_or_else(|| stand_in(&private::excerpt_line(self.web, self.member, &mention.excerpt), &row.site), str::to_owned)
    }
}

/// `14 copies on 9 sites`.
fn copied(web: &Web, reads: &format::Reader, story: &Story) -> String {
    let number = |n: i64| FluentValue::from(f64::from(u32::try_from(n).unwrap_or(u32::MAX)));
    web.views.words.say(
        reads.language,
        "stories-copied",
        &[
            ("n", number(story.copies)),
            ("n_words", reads.number(story.copies).into()),
            ("sites", number(story.sites)),
            ("sites_words", reads.number(story.sites).into()),
        ],
    )
}

/// The way to everything that wears a tag, inside the workspace.
pub(crate) fn tag_path(tag: &str) -> String {
    let filter = MentionFilter { tag: Some(tag.to_owned()), ..MentionFilter::all(TimeZone::UTC) };
    format!("mentions?{}", filter.to_address())
}

/// The word for a kind of place.
pub(crate) fn kind_words(web: &Web, language: Language, kind: &str) -> String {
    let known = domain::Kind::from_name(kind).unwrap_or_default();
    web.views.words.say(language, &format!("mentions-kind-{}", known.name()), &[])
}

/// The name of a language in the reader's own, with its region or script when it has one (`pt-BR`), or its code.
pub(crate) fn language_words(web: &Web, reads: &format::Reader, code: &str) -> String {
    let (bare, region) = code.split_once('-').map_or((code, None), |(bare, region)| (bare, Some(region)));
    let known = bare.bytes().all(|byte| byte.is_ascii_lowercase());
    let named = if known { web.views.words.find(reads.language, &format!("mentions-language-{bare}"), &[]) } else { None };
    match (named, region) {
        (Some(name), None) => name,
        (Some(name), Some(region)) => format!("{name} ({region})"),
        (None, _) => code.to_owned(),
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn stand_in(text: &str, site: &str) -> String {
    let words: String = text.chars().take(STAND_IN_TITLE_CHARACTERS_MAX).collect();
    if words.is_empty() { site.to_owned() } else { words }
}

//! `GET /w/{workspace}/palette` and `GET /palette`: every page, topic, source and verb by name, for the palette of the pages.

use app::Refusal;
use axum::Json;
use axum::extract::State;
use domain::{Language, hat::Act};
use serde::{Serialize, Serializer, ser::SerializeMap};
use store::source::SourceFilter;

use crate::{
    Web,
    error::Fault,
    request::{Member, Person},
};

/// The most topics, and the most sources, that are handed over; the page of sources finds the others.
const NAMED_MAX: u32 = 500;

/// What the palette shows, in groups.
#[derive(Serialize)]
pub(super) struct Palette {
    pub(super) groups: Vec<Group>,
}

/// Entries under one heading.
#[derive(Serialize)]
pub(super) struct Group {
    pub(super) label: String,
    pub(super) entries: Vec<Entry>,
}

/// One way to go, or one thing to do.
#[derive(Serialize)]
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) href: String,
    /// What is said beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) hint: String,
    /// `post` for what acts at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) method: Option<&'static str>,
    /// What a `post` carries.
    #[serde(skip_serializing_if = "<[_]>::is_empty", serialize_with = "as_map")]
    pub(super) fields: Carried,
    /// What of the page is pressed instead, when its scripts run.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) press: &'static str,
    /// The keys that do the same.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) keys: &'static str,
}

/// A place inside a workspace: key of its words, path, keys, and what one must be allowed to see it.
const PLACES: [(&str, &str, &str, Act); 19] = [
    ("rail-today", "today", "g t", Act::Read),
    ("rail-listen", "listen", "g l", Act::Read),
    ("rail-publish", "publish", "g p", Act::Read),
    ("deliveries-title", "deliveries", "", Act::Read),
    ("approvals-title", "approvals", "", Act::Read),
    ("channels-title", "channels", "", Act::Read),
    ("rail-signals", "signals", "g i", Act::Read),
    ("rail-mentions", "mentions", "", Act::Read),
    ("care-archive", "archive", "", Act::Read),
    ("rail-sources", "sources", "g o", Act::Read),
    ("rail-alerts", "alerts", "g a", Act::Read),
    ("access-tab-workspace", "settings", "g s", Act::Read),
    ("access-tab-team", "settings/team", "", Act::Read),
    ("access-tab-tokens", "settings/tokens", "", Act::Govern),
    ("access-tab-mail", "settings/mail", "", Act::Govern),
    ("access-tab-publishing", "settings/publishing", "", Act::Read),
    ("access-tab-approval", "settings/approval", "", Act::Read),
    ("access-tab-learning", "settings/learning", "", Act::Read),
    ("access-tab-log", "settings/log", "", Act::Read),
];

/// Fields of a form: names and values.
type Carried = &'static [(&'static str, &'static str)];

/// The colours: key of the words, what of the page is pressed for them, and what the form of a page without scripts carries.
const THEMES: [(&str, &str, Carried); 3] = [
    ("frame-theme-light", "[data-theme-choice=light]", &[("theme", "light")]),
    ("frame-theme-dark", "[data-theme-choice=dark]", &[("theme", "dark")]),
    ("frame-theme-auto", "[data-theme-choice=auto]", &[("theme", "auto")]),
];

/// What can be begun inside a workspace.
const VERBS: [(&str, &str, Act); 9] = [
    ("access-do-topic", "topics/new", Act::Listen),
    ("care-import", "topics/import", Act::Listen),
    ("access-do-source", "sources/new", Act::Listen),
    ("post-new", "posts/new", Act::Publish),
    ("article-new", "articles/new", Act::Publish),
    ("channels-new", "channels/new", Act::Connect),
    ("access-do-alert", "alerts/new", Act::Personal),
    ("access-do-invite", "settings/team#invite", Act::Govern),
    ("access-do-token", "settings/tokens#new", Act::Govern),
];

/// The palette of a page inside a workspace.
pub(super) async fn inside(State(web): State<Web>, member: Member) -> Result<Json<Palette>, Fault> {
    let groups = groups(&web, &member, None).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(Json(Palette { groups }))
}

/// The palette of a page about the user: the workspaces, and oneself.
pub(super) async fn outside(State(web): State<Web>, person: Person) -> Json<Palette> {
    let language = Language::from_code(&person.signed.user.language).unwrap_or_default();
    let say = |key: &str| web.views.words.say(language, key, &[]);
    let workspaces = person
        .signed
        .memberships
        .iter()
        .map(|membership| entry(membership.name.clone(), format!("/w/{}/today", membership.workspace_id)))
        .collect();
    let groups = vec![
        Group { label: say("frame-workspaces"), entries: workspaces },
        Group { label: say("access-find-you"), entries: own(&web, language) },
    ];
    Json(Palette { groups })
}

/// All groups; with `words`, topics and sources are asked for by them, so that none of thousands is missed.
pub(super) async fn groups(web: &Web, member: &Member, words: Option<&str>) -> Result<Vec<Group>, Refusal> {
    let language = member.language();
    let say = |key: &str| web.views.words.say(language, key, &[]);
    let places = PLACES.iter().filter(|(.., act)| member.actor.allows(*act)).map(|&(key, path, keys, _)| {
        // "Team" and "Mail" alone could be anywhere.
        let of = if path.starts_with("settings") { "frame-settings" } else { "" };
        Entry { keys, ..entry(within(&say, of, key), member.href(path)) }
    });
    let verbs = VERBS.iter().filter(|(.., act)| member.actor.allows(*act));
    let exports = [("mentions-export-csv", "mentions.csv"), ("mentions-export-json", "mentions.jsonl")];
    let exports = exports.map(|(key, path)| entry(within(&say, "mentions-export", key), member.href(path)));
    let verbs = verbs.map(|&(key, path, _)| entry(say(key), member.href(path))).chain(exports);
    let topics = member.reader.topics().await?;
    let topics = topics.into_iter().filter(|topic| topic.archived_at.is_none()).take(NAMED_MAX as usize);
    let topics = topics.map(|topic| entry(topic.name, member.href(&format!("topics/{}", topic.id))));
    let filter = SourceFilter { words: words.map(str::to_owned), ..SourceFilter::default() };
    let sources = member.reader.sources(&filter, NAMED_MAX).await?;
    let sources = sources.into_iter().map(|source| Entry {
        hint: url::Url::parse(&source.address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default(),
        ..entry(source.title, member.href(&format!("sources/{}", source.id)))
    });
    let workspaces = member.signed.memberships.iter().filter(|membership| membership.workspace_id != member.workspace.id);
    let workspaces = workspaces.map(|other| entry(other.name.clone(), format!("/w/{}/today", other.workspace_id)));
    let groups = [
        ("access-find-places", places.collect::<Vec<_>>()),
        ("access-find-verbs", verbs.collect()),
        ("rail-topics", topics.collect()),
        ("rail-sources", sources.collect()),
        ("frame-workspaces", workspaces.collect()),
        ("access-find-you", own(web, language)),
    ];
    let groups = groups.into_iter().filter(|(_, entries)| !entries.is_empty());
    Ok(groups.map(|(key, entries)| Group { label: say(key), entries }).collect())
}

fn own(web: &Web, language: Language) -> Vec<Entry> {
    let say = |key: &str| web.views.words.say(language, key, &[]);
    let theme = |&(key, press, fields): &(&str, &'static str, Carried)| {
        let label = within(&say, "frame-theme", key);
        Entry { method: Some("post"), fields, press, ..entry(label, "/me/preferences".to_owned()) }
    };
    let mut own: Vec<Entry> = THEMES.iter().map(theme).collect();
    own.extend([
        entry(say("access-me"), "/me".to_owned()),
        entry(say("access-workspaces"), "/workspaces".to_owned()),
        // Without scripts there are no keys to be shown.
        Entry { press: "button[data-opens=keys]", keys: "?", ..entry(say("frame-keys"), String::new()) },
        Entry { method: Some("post"), ..entry(say("frame-leave"), "/sign-out".to_owned()) },
    ]);
    own
}

/// "Settings › Team": what it is, behind where it is.
fn within(say: &impl Fn(&str) -> String, of: &str, key: &str) -> String {
    if of.is_empty() { say(key) } else { format!("{} › {}", say(of), say(key)) }
}

fn as_map<S: Serializer>(fields: &Carried, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(fields.len()))?;
    for (name, value) in *fields {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

fn entry(label: String, href: String) -> Entry {
    Entry { label, href, hint: String::new(), method: None, fields: &[], press: "", keys: "" }
}

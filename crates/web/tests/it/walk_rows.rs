//! Rows of one workspace for every hole of every address, and what a script hands in where it writes.

use std::collections::{BTreeMap, HashMap};

use app::publish::{
    calendar_days::{MarkKind, MarkWish},
    chain_save::{ChainForm, StepForm},
    evergreen::ListWish,
    feed_post::FeedWish,
    link::{CampaignForm, LinkForm},
    post_save::PostDraft,
    recurrence_set::Repeat,
    snippet_save::SnippetForm,
};
use axum::http::Method;
use domain::{Document, Hat, document::Author, post::Variant, signal::Evidence};
use serde_json::{Value, json};
use store::{
    Id,
    delivery::{Delivery, DeliveryFilter},
    source::Source,
    stream::StreamFilter,
    topic::Topic,
};
use testkit::{FakeNetwork, Keys, MailSink, TestApp, said};

use crate::signals::kept_signal;

/// A row of the workspace for each hole, by the name of the hole.
pub(crate) type Fillings = HashMap<&'static str, String>;

/// Said twice, so that the two are a story.
const STORY: &str =
    "The maker Solenne calls back four thousand jackets of last winter because the zip may open by itself when it freezes.";

/// A part of a picture, in thousandths.
const PART: [u32; 4] = [0, 0, 500, 500];

/// The servers behind the rows: they are asked as long as the rows are.
pub(crate) struct Servers {
    _network: FakeNetwork,
    _mail: MailSink,
}

/// One row of the workspace for every hole of every address. Whatever has a name or words has “Solenne” in them, so that a page that shows
/// any of it can be told.
pub(crate) async fn of_every_hole(t: &TestApp) -> (Fillings, Servers) {
    let network = FakeNetwork::start(Keys::Kept).await;
    let mail = MailSink::start().await;
    let mut fillings = Fillings::new();
    // What is published first: later a chain holds everything, and the sources would be visited.
    fillings.extend(of_what_was_published(t, &network).await);
    fillings.extend(of_newsletters(t, &mail).await);
    fillings.extend(of_members(t).await);
    let topic = t.topic("Solenne", "solenne").await;
    let source = t.source("https://site.example/feed").await;
    fillings.extend(of_sources(t, &source).await);
    fillings.extend(of_mentions(t, &source, &topic).await);
    fillings.extend(of_posts(t).await);
    fillings.extend(of_planning(t, &source).await);
    fillings.extend(of_the_library(t, Some(PART)).await);
    (fillings, Servers { _network: network, _mail: mail })
}

/// Of another workspace, rows that may have rows inside, and these too.
pub(crate) async fn of_what_has_rows_inside(t: &TestApp) -> (Fillings, Servers) {
    let network = FakeNetwork::start(Keys::Kept).await;
    let mail = MailSink::start().await;
    let mut fillings = Fillings::new();
    fillings.extend(of_what_was_published(t, &network).await);
    fillings.extend(of_newsletters(t, &mail).await);
    let topic = t.topic("Brume", "solenne").await;
    let source = t.source("https://brume.example/feed").await;
    fillings.extend(of_mentions(t, &source, &topic).await);
    // Of the same picture, another rendition.
    fillings.extend(of_the_library(t, None).await);
    (fillings, Servers { _network: network, _mail: mail })
}

/// Something that was published, with a change that is wanted of it.
async fn of_what_was_published(t: &TestApp, network: &FakeNetwork) -> [(&'static str, String); 2] {
    let channel = t.granted_channel("mastodon", &network.url(), "lea").await;
    let words = |text: &str| Variant { text: text.to_owned(), ..Variant::default() };
    let draft = PostDraft {
        content: words("Solenne"),
        channels: BTreeMap::from([(channel, None)]),
        due_at: Some(t.now()),
        ..PostDraft::default()
    };
    let begun = t.app.begin_post(&t.actor(), &draft).await.unwrap();
    t.app.plan_post(&t.actor(), begun.id, begun.version).await.unwrap();
    t.run_due_jobs().await;
    let filter = DeliveryFilter { post: Some(begun.id), ..DeliveryFilter::default() };
    let delivery: Id<Delivery> = t.reader().deliveries(&filter, 1).await.unwrap()[0].id;
    t.app.edit_published(&t.actor(), delivery, &words("Solenne, encore")).await.unwrap();
    let amendment = t.reader().amendments(delivery).await.unwrap()[0].id;
    [("delivery", delivery.to_string()), ("amendment", amendment.to_string())]
}

/// A channel that has readers.
async fn of_newsletters(t: &TestApp, mail: &MailSink) -> [(&'static str, String); 2] {
    let channel = t.granted_channel("mail", &format!("smtp://{}", mail.address), "news@solenne.example").await;
    t.app.add_readers(&t.actor(), channel, "Zoé Solenne <zoe@home.example>").await.unwrap();
    let reader = t.reader().subscribers(channel, false, "", 1).await.unwrap()[0].id;
    [("channel", channel.to_string()), ("reader", reader.to_string())]
}

async fn of_members(t: &TestApp) -> [(&'static str, String); 4] {
    let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
    let token = t.app.add_token(&t.actor(), "Solenne", false).await.unwrap();
    t.app.invite_member(&t.actor(), "zoe@solenne.example", &["analyst".to_owned()]).await.unwrap();
    let invitation = t.reader().invitations(t.now()).await.unwrap()[0].id;
    t.app.subscribe_calendar(&t.actor(), "Solenne").await.unwrap();
    let subscription = t.reader().subscriptions(t.owner).await.unwrap()[0].id;
    [
        ("member", paul.to_string()),
        ("token", token.id.to_string()),
        ("invitation", invitation.to_string()),
        ("subscription", subscription.to_string()),
    ]
}

async fn of_sources(t: &TestApp, source: &Source) -> [(&'static str, String); 3] {
    let folder = t.app.add_folder(&t.actor(), "Solenne").await.unwrap();
    let list = b"https://solenne.example/feed\n".to_vec();
    let import = t.app.import_opml(&t.actor(), list, "solenne.txt").await.unwrap();
    [("source", source.id.to_string()), ("folder", folder.to_string()), ("import", import.to_string())]
}

async fn of_mentions(t: &TestApp, source: &Source, topic: &Topic) -> [(&'static str, String); 9] {
    let by_zoe = |site: &str| Document {
        author: Some(Author { name: "Zoe".to_owned(), ..Author::default() }),
        ..said(&format!("https://{site}/1"), "Solenne", STORY, t.now() - 60_000_000)
    };
    t.app.ingest(&t.actor(), source, vec![by_zoe("one.example"), by_zoe("two.example")]).await.unwrap();
    let rows = t.reader().stream(&StreamFilter::default(), None, 2).await.unwrap();
    let document = rows[0].id;
    let story = t.reader().stories(&[document]).await.unwrap().values().next().unwrap().id;
    let note = t.app.add_note(&t.actor(), document, "Solenne répond.").await.unwrap();
    t.app.label_documents(&t.actor(), topic.id, &[document], Some(true)).await.unwrap();
    let view = t.app.save_view(&t.actor(), "Solenne", "site=one.example").await.unwrap();
    let about = format!("topic:{}", topic.id);
    let form = app::listen::alert_save::AlertForm {
        name: "Solenne",
        about: &about,
        rhythm: "daily",
        hour: "7",
        way: "mail",
        address: "lea@solenne.example",
    };
    let alert = t.app.save_alert(&t.actor(), None, form).await.unwrap().id;
    [
        ("topic", topic.id.to_string()),
        ("document", document.to_string()),
        ("story", story.to_string()),
        ("note", note.to_string()),
        ("view", view.to_string()),
        ("alert", alert.to_string()),
        ("signal", kept_signal(t, topic.id, ("peak", ""), 3_600, &Evidence::default()).await.to_string()),
        ("site", "one.example".to_owned()),
        ("author", "Zoe".to_owned()),
    ]
}

/// An article that is planned.
async fn of_posts(t: &TestApp) -> [(&'static str, String); 4] {
    let channel = crate::publishing::channel(t, "wordpress", "solenne").await;
    let content =
        Variant { title: "Solenne".to_owned(), text: "Solenne et la neige.".to_owned(), article: true, ..Variant::default() };
    let due_at = Some(t.now() + 3_600_000_000);
    let draft = PostDraft { content, channels: BTreeMap::from([(channel, None)]), due_at, ..PostDraft::default() };
    let begun = t.app.begin_post(&t.actor(), &draft).await.unwrap();
    t.app.plan_post(&t.actor(), begun.id, begun.version).await.unwrap();
    let post = begun.id;
    let comment = t.app.comment_on_post(&t.actor(), post, "Solenne : bien").await.unwrap();
    let asked = StepForm { hats: vec![Hat::Owner], emails: vec!["client@solenne.example".to_owned()], ..StepForm::default() };
    let chain = ChainForm { name: "Solenne".to_owned(), everything: true, steps: vec![asked], ..ChainForm::default() };
    let chain = t.app.add_chain(&t.actor(), &chain).await.unwrap();
    let outsider = t.reader().outsiders().await.unwrap()[0].id;
    [
        ("post", post.to_string()),
        ("comment", comment.to_string()),
        ("chain", chain.to_string()),
        ("outsider", outsider.to_string()),
    ]
}

async fn of_planning(t: &TestApp, source: &Source) -> [(&'static str, String); 6] {
    let campaign = CampaignForm { name: "Solenne".to_owned(), ..CampaignForm::fresh() };
    let campaign = t.app.add_campaign(&t.actor(), &campaign).await.unwrap();
    let link = LinkForm { target: "https://solenne.example/".to_owned(), name: "Solenne".to_owned(), ..LinkForm::default() };
    let link = t.app.add_link(&t.actor(), &link).await.unwrap().id;
    let repeat = Repeat { rule: "FREQ=DAILY", zone: "" };
    let list = ListWish { name: "Solenne", repeat, starts_at: None, channels: Vec::new() };
    let list = t.app.save_list(&t.actor(), None, &list).await.unwrap();
    let rule = FeedWish { source: source.id, channels: Vec::new(), template: "Solenne : {title}", plans: false, hours: (0, 24) };
    let rule = t.app.add_feed_rule(&t.actor(), &rule).await.unwrap();
    let day = jiff::civil::date(2026, 12, 24);
    let mark = MarkWish { kind: MarkKind::Note, from: day, to: day, words: "Noël chez Solenne" };
    let mark = t.app.mark_days(&t.actor(), &mark).await.unwrap();
    let snippet = SnippetForm {
        kind: domain::snippet::Kind::Template,
        name: "Solenne".to_owned(),
        text: "Bonjour de Solenne".to_owned(),
        channels: Vec::new(),
        always: false,
    };
    let snippet = t.app.add_snippet(&t.actor(), &snippet).await.unwrap();
    [
        ("campaign", campaign.to_string()),
        ("link", link.to_string()),
        ("list", list.to_string()),
        ("rule", rule.to_string()),
        ("mark", mark.to_string()),
        ("snippet", snippet.to_string()),
    ]
}

/// A picture with the rendition that is kept for cutting `part` out of it, or else with its thumbnail.
async fn of_the_library(t: &TestApp, part: Option<[u32; 4]>) -> [(&'static str, String); 2] {
    let picture = app::publish::asset_add::NewAsset {
        name: "solenne.jpg".to_owned(),
        bytes: testkit::photograph(60, 40, 1),
        ..Default::default()
    };
    let id = t.app.add_asset(&t.actor(), picture).await.unwrap().id;
    let asset = t.reader().asset(id).await.unwrap().unwrap();
    // The thumbnail was made when it was handed in.
    let thumbnail = t.reader().renditions(&asset.hash).await.unwrap()[0].key.clone();
    let Some(part) = part else { return [("asset", id.to_string()), ("rendition", thumbnail)] };
    t.app.asset_thumbnail(&t.actor(), &asset, Some(part)).await.unwrap().unwrap();
    let made = t.reader().renditions(&asset.hash).await.unwrap();
    let other = made.into_iter().find(|made| made.key != thumbnail).unwrap().key;
    [("asset", id.to_string()), ("rendition", other)]
}

/// What a script hands in at an address that wants a body: complete, so that it is the id of the address and nothing else that is refused.
/// `None` where the table knows none. Ids in bodies are rows of the same workspace as those in the address.
pub(crate) fn body(method: &Method, path: &str, fillings: &Fillings) -> Option<Value> {
    let row = |hole: &str| fillings[hole].parse::<i64>().unwrap();
    let words = json!({ "text": "x" });
    let act = json!({ "act": "drop" });
    let path = path.strip_prefix("/api/v1").unwrap_or(path);
    Some(match (method.as_str(), path) {
        ("PUT", "/alerts/{alert}") => json!({
            "name": "x", "about": format!("topic:{}", row("topic")), "rhythm": "daily", "way": "mail", "address": "x@brume.example",
        }),
        ("PUT", "/campaigns/{campaign}") => json!({ "name": "x" }),
        ("PUT", "/chains/{chain}") => json!({ "name": "x", "everything": true, "steps": [{ "hats": ["owner"] }] }),
        ("PUT", "/channels/{channel}/link-place") => json!({ "place": "end" }),
        ("PUT", "/channels/{channel}/link-rules") => json!({ "rules": { "source": "x" } }),
        ("POST", "/channels/{channel}/readers") => json!({ "readers": "max@home.example" }),
        ("PUT", "/channels/{channel}/slots") => json!({ "slots": [{ "weekday": 1, "minute": 540 }] }),
        ("POST", "/deliveries/{delivery}/act") => act,
        ("POST", "/deliveries/{delivery}/amendments/{amendment}/act") => act,
        ("POST", "/deliveries/{delivery}/amendments/{amendment}/theirs") => json!({ "version": "1" }),
        ("POST", "/deliveries/{delivery}/edit") => json!({ "content": words }),
        ("PUT", "/folders/{folder}") => json!({ "name": "x" }),
        ("POST", "/links/{link}/switch") => json!({ "off": true }),
        ("PUT", "/lists/{list}") => json!({ "name": "x", "rule": "FREQ=DAILY" }),
        ("PUT", "/media/{asset}") => json!({ "name": "x" }),
        ("POST", "/mentions/{document}/notes") => words,
        ("POST", "/posts/{post}/comments") => words,
        ("POST", "/posts/{post}/decisions") => json!({ "chain": row("chain"), "seen": "x", "yes": true }),
        ("PUT", "/posts/{post}") => json!({ "content": words, "version": 1 }),
        ("PUT", "/posts/{post}/recurrence") => json!({ "rule": "FREQ=WEEKLY;BYDAY=MO" }),
        ("PUT", "/signals/{signal}/feedback") => json!({ "feedback": "useful" }),
        ("PUT", "/snippets/{snippet}") => json!({ "kind": "template", "name": "x", "text": "x" }),
        ("PUT", "/sources/{source}") => json!({ "address": "https://brume.example/feed", "title": "x" }),
        ("PUT", "/topics/{topic}") => json!({ "name": "x", "kind": "theme", "query": "x" }),
        ("PUT", "/topics/{topic}/labels/{document}") => json!({ "relevant": true }),
        ("POST", "/topics/{topic}/revert") => json!({ "version": 1 }),
        _ => return None,
    })
}

/// A form that any page takes, so that it is the id of the address and not a missing field that is refused.
pub(crate) fn form(fillings: &Fillings) -> Vec<u8> {
    let fixed = "hats=analyst&name=x&query=x&text=x&title=x&tag=x&note=x&sentiment=neutral&intent=question&kind=review&about=sentiment\
                 &said=neutral&feedback=useful&act=drop&version=1&day=2026-11-27&time=09:00&comment=x&seen=x&passes=everything&users-1=1";
    format!("{fixed}&chain={}&outsider={}", fillings["chain"], fillings["outsider"]).into_bytes()
}

/// What a script hands in with rows in the body, and where: each is done for their owner and touches nothing of a stranger's.
pub(crate) fn bodies_with_rows(fillings: &Fillings) -> Vec<(&'static str, Value)> {
    let row = |hole: &str| fillings[hole].parse::<i64>().unwrap();
    let words = json!({ "text": "x" });
    let about = |noun: &str, hole: &str| json!({ "name": "x", "about": format!("{noun}:{}", row(hole)), "rhythm": "daily", "way": "mail", "address": "x@brume.example" });
    vec![
        ("/mentions/treat", json!({ "mentions": [row("document")], "act": "star" })),
        ("/mentions/treat", json!({ "mentions": [row("document")], "act": "assign", "assignee": row("member") })),
        ("/mentions/correct", json!({ "mentions": [row("document")], "about": "sentiment", "said": "positive" })),
        ("/alerts", about("topic", "topic")),
        ("/alerts", about("view", "view")),
        ("/alerts", about("signals", "topic")),
        ("/sources/change", json!({ "sources": [row("source")], "act": "pause" })),
        ("/sources/change", json!({ "sources": [row("source")], "act": "move", "folder": row("folder") })),
        ("/feed-rules", json!({ "source": row("source"), "channels": [row("channel")], "template": "{title}" })),
        ("/posts", json!({ "content": words, "channels": [{ "channel": row("channel") }] })),
        ("/posts", json!({ "content": words, "campaign": row("campaign") })),
        ("/lists", json!({ "name": "y", "rule": "FREQ=DAILY", "channels": [row("channel")] })),
        ("/links", json!({ "target": "https://brume.example/", "campaign": row("campaign") })),
        ("/links", json!({ "target": "https://brume.example/", "channel": row("channel") })),
        ("/snippets", json!({ "kind": "template", "name": "y", "text": "x", "channels": [row("channel")] })),
        ("/chains", json!({ "name": "y", "channels": [row("channel")], "steps": [{ "hats": ["owner"] }] })),
        ("/chains", json!({ "name": "z", "campaigns": [row("campaign")], "steps": [{ "hats": ["owner"] }] })),
        ("/chains", json!({ "name": "w", "everything": true, "steps": [{ "users": [row("member")] }] })),
    ]
}

//! Every verb records exactly one event, in its transaction.

use std::collections::BTreeMap;

use app::{
    Refusal,
    access::{Browser, NewAccount, NewPassword, Preferences, Profile},
    govern::{MailForm, WorkspaceForm},
    listen::{
        alert_save::AlertForm,
        mention_treat::Treatment,
        source_add::NewSource,
        source_change::SourceAct,
        taught::About,
        topic_save::{Asked, TopicDraft},
    },
    publish::{
        approval_decide::Verdict,
        asset_add::NewAsset,
        asset_change::AssetForm,
        chain_save::{ChainForm, StepForm},
        channel_consent::{ApplicationForm, ConsentForm},
        delivery_act::DeliveryAct,
        link::{CampaignForm, LinkForm},
        policy::PublishingPolicy,
        post_save::PostDraft,
        snippet_save::SnippetForm,
    },
};
use domain::{
    Hat,
    post::{LinkPlace, Variant},
    snippet::Kind,
};
use store::{Id, delivery::DeliveryFilter, signal::Signal, topic::Topic};
use testkit::{TestApp, said};

const PASSWORD: &str = "seven green bottles";
const DESK: Browser<'static> = Browser { user_agent: "test", address: "192.0.2.7" };

/// Does a verb and holds what it wrote in the log of acts against the one line it should be.
async fn one<T>(t: &TestApp, verb: &str, act: impl Future<Output = Result<T, Refusal>>) -> T {
    let before = t.store.last_event().await.unwrap();
    let done = act.await.unwrap_or_else(|refusal| panic!("{verb}: {refusal:?}"));
    let written = t.store.events_after(before, &[], 100).await.unwrap();
    assert_eq!(written.iter().map(|event| event.verb.as_str()).collect::<Vec<_>>(), [verb]);
    assert!(!written[0].detail.contains(PASSWORD) && !written[0].actor.is_empty(), "{verb}");
    done
}

#[tokio::test]
async fn verbs_of_sources_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let new = |address: &str| NewSource { address: address.to_owned(), title: "Le site".to_owned(), ..NewSource::default() };
        let folder = one(t, "folder.added", app.add_folder(actor, "Presse")).await;
        one(t, "folder.renamed", app.rename_folder(actor, folder, "Presse locale")).await;
        let source = one(t, "source.added", app.add_source(actor, &new("https://site.example/feed"))).await;
        one(t, "source.edited", app.edit_source(actor, source, &new("https://site.example/rss"))).await;
        for (verb, act) in [
            ("source.visit_asked", SourceAct::VisitNow),
            ("source.moved", SourceAct::Move(Some(folder))),
            ("source.paused", SourceAct::Pause),
            ("source.resumed", SourceAct::Resume),
            ("source.removed", SourceAct::Remove),
        ] {
            one(t, verb, app.change_source(actor, source, act)).await;
        }
        one(t, "folder.removed", app.remove_folder(actor, folder)).await;
        let import = one(t, "import.begun", app.import_opml(actor, b"https://a.example/feed\n".to_vec(), "list.txt")).await;
        one(t, "import.stopped", app.stop_import(actor, import)).await;
    })
    .await;
}

/// A server that takes every signed call.
async fn taker() -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = vec![0; 65_536];
            let _ = stream.read(&mut read).await;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}").await;
        }
    });
    address
}

#[tokio::test]
async fn verbs_of_publishing_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let filled = BTreeMap::from([("server".to_owned(), taker().await), ("secret".to_owned(), "a long secret".to_owned())]);
        let channel = one(t, "channel.connected", Box::pin(app.connect_channel(actor, "webhook", &filled))).await;
        one(t, "channel.tested", Box::pin(app.test_channel(actor, channel))).await.unwrap();
        let nothing = BTreeMap::new();
        let form = ConsentForm { network: "x", filled: &nothing, client_id: "app", client_secret: "seal this" };
        let keys = ApplicationForm { network: "x", server: "", client_id: "app", client_secret: "seal this" };
        one(t, "channel.application_set", Box::pin(app.set_application(actor, &keys))).await;
        one(t, "channel.consent_asked", Box::pin(app.begin_consent(actor, &form))).await;
        one(t, "channel.reconnected", Box::pin(app.reconnect_channel(actor, channel, &BTreeMap::new()))).await;
        let budget = domain::budget::Budget { micros: 1, over: domain::post::Gravity::Warns };
        one(t, "publishing.budget_set", Box::pin(app.set_budget(actor, "x", Some(budget)))).await;
        let sink = testkit::MailSink::start().await;
        let filled_mail = BTreeMap::from([
            ("server".to_owned(), format!("smtp://{}", sink.address)),
            ("from".to_owned(), "news@solenne.example".to_owned()),
        ]);
        let letter = one(t, "channel.connected", Box::pin(app.connect_channel(actor, "mail", &filled_mail))).await;
        one(t, "readers.added", Box::pin(app.add_readers(actor, letter, "zoe@home.example\nmax@home.example"))).await;
        let readers = t.reader().subscribers(letter, false, "", 10).await.unwrap();
        let link = app.unsubscribe_address(&readers[0]);
        one(t, "reader.left", Box::pin(app.leave_by_link(link.rsplit('/').next().unwrap()))).await;
        one(t, "reader.returned", Box::pin(app.bring_back_reader(actor, letter, readers[0].id))).await;
        one(t, "reader.removed", Box::pin(app.remove_reader(actor, letter, readers[1].id))).await;
        let draft = |text: &str, due_at| PostDraft {
            content: Variant { text: text.to_owned(), ..Variant::default() },
            channels: BTreeMap::from([(channel, None)]),
            due_at: Some(due_at),
            ..PostDraft::default()
        };
        let begun = one(t, "post.begun", Box::pin(app.begin_post(actor, &draft("Neige", t.now())))).await;
        let written = one(t, "post.written", Box::pin(app.write_post(actor, begun.id, 1, &draft("Pluie", t.now())))).await;
        let planned = one(t, "post.planned", Box::pin(app.plan_post(actor, begun.id, written.version))).await;
        one(t, "delivery.published", async { Ok(t.run_due_jobs().await) }).await;
        one(t, "post.dropped", Box::pin(app.drop_post(actor, begun.id, planned.version))).await;
        one(t, "publishing.held", Box::pin(app.hold_publishing(actor, true))).await;
        let second = app.begin_post(actor, &draft("Neige", t.now())).await.unwrap();
        app.plan_post(actor, second.id, second.version).await.unwrap();
        one(t, "delivery.held", async { Ok(t.run_due_jobs().await) }).await;
        let filter = DeliveryFilter { states: vec!["held".to_owned()], ..DeliveryFilter::default() };
        let held = t.reader().deliveries(&filter, 1).await.unwrap().remove(0).id;
        one(t, "delivery.decided", Box::pin(app.act_on_delivery(actor, held, DeliveryAct::Drop))).await;
        one(t, "publishing.resumed", Box::pin(app.hold_publishing(actor, false))).await;
        one(t, "publishing.policy_set", Box::pin(app.set_publishing_policy(actor, PublishingPolicy::default()))).await;
        one(t, "channel.disconnected", Box::pin(app.disconnect_channel(actor, channel))).await;
    })
    .await;
}

#[tokio::test]
async fn verbs_of_what_was_published_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let network = testkit::FakeNetwork::start(testkit::Keys::Kept).await;
        let filled = BTreeMap::from([("server".to_owned(), network.url()), ("token".to_owned(), "lea".to_owned())]);
        let channel = app.connect_channel(actor, "mastodon", &filled).await.unwrap();
        let draft = PostDraft {
            content: Variant { text: "Neige".to_owned(), ..Variant::default() },
            channels: BTreeMap::from([(channel, None)]),
            due_at: Some(t.now()),
            ..PostDraft::default()
        };
        let begun = app.begin_post(actor, &draft).await.unwrap();
        app.plan_post(actor, begun.id, begun.version).await.unwrap();
        t.run_due_jobs().await;
        let filter = DeliveryFilter { post: Some(begun.id), ..DeliveryFilter::default() };
        let there = t.reader().deliveries(&filter, 1).await.unwrap().remove(0).id;
        let wished = |text: &str| Variant { text: text.to_owned(), ..Variant::default() };
        one(t, "delivery.edit_asked", Box::pin(app.edit_published(actor, there, &wished("Soleil")))).await;
        one(t, "delivery.edited", async { Ok(t.run_due_jobs().await) }).await;
        network.edit_by_hand(&network.told()[0].id, "Brume");
        app.edit_published(actor, there, &wished("Vent")).await.unwrap();
        t.wait(60);
        one(t, "delivery.not_amended", async { Ok(t.run_due_jobs().await) }).await;
        one(t, "delivery.delete_asked", Box::pin(app.delete_published(actor, there))).await;
        t.wait(60);
        one(t, "delivery.deleted", async { Ok(t.run_due_jobs().await) }).await;
    })
    .await;
}

#[tokio::test]
async fn verbs_of_links_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let mut form = CampaignForm { name: "Hiver".to_owned(), ..CampaignForm::fresh() };
        let campaign = one(t, "campaign.added", app.add_campaign(actor, &form)).await;
        "Grand hiver".clone_into(&mut form.name);
        one(t, "campaign.changed", app.change_campaign(actor, campaign, &form)).await;
        let wished = LinkForm { target: "https://solenne.example/".to_owned(), ..LinkForm::default() };
        let link = one(t, "link.added", app.add_link(actor, &wished)).await.id;
        one(t, "link.switched_off", app.switch_link(actor, link, true)).await;
        one(t, "link.switched_on", app.switch_link(actor, link, false)).await;
        one(t, "links.home_set", app.set_link_home(actor, "go.solenne.fr")).await;
        let filled = BTreeMap::from([("server".to_owned(), taker().await), ("secret".to_owned(), "a long secret".to_owned())]);
        let channel = app.connect_channel(actor, "webhook", &filled).await.unwrap();
        let rules = BTreeMap::from([("source".to_owned(), "infolettre".to_owned())]);
        one(t, "channel.link_rules_set", app.set_channel_rules(actor, channel, &rules)).await;
        one(t, "calendar.subscribed", app.subscribe_calendar(actor, "Téléphone")).await;
        let subscription = t.reader().subscriptions(t.owner).await.unwrap().remove(0).id;
        one(t, "calendar.unsubscribed", app.unsubscribe_calendar(actor, subscription)).await;
    })
    .await;
}

#[tokio::test]
async fn verbs_of_snippets_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let form = SnippetForm {
            kind: Kind::Signature,
            name: "Fin".to_owned(),
            text: "— Solenne".to_owned(),
            channels: Vec::new(),
            always: true,
        };
        let snippet = one(t, "snippet.added", app.add_snippet(actor, &form)).await;
        one(t, "snippet.changed", app.change_snippet(actor, snippet, &form)).await;
        one(t, "snippet.removed", app.remove_snippet(actor, snippet)).await;
        let network = testkit::FakeNetwork::start(testkit::Keys::Kept).await;
        let channel = crate::leaving::channel(t, &network, "one").await;
        one(t, "channel.link_place_set", app.set_link_place(actor, channel, LinkPlace::End)).await;
    })
    .await;
}

#[tokio::test]
async fn verbs_of_approval_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let filled = BTreeMap::from([("server".to_owned(), taker().await), ("secret".to_owned(), "a long secret".to_owned())]);
        let channel = app.connect_channel(actor, "webhook", &filled).await.unwrap();
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let paul = t.actor_with(paul, &[Hat::Analyst]);
        let asks = |users: &[Id<store::access::User>], emails: &[&str]| StepForm {
            users: users.to_vec(),
            emails: emails.iter().map(ToString::to_string).collect(),
            ..StepForm::default()
        };
        let form = |step| ChainForm { name: "V".to_owned(), everything: true, steps: vec![step], ..ChainForm::default() };
        let chain = one(t, "chain.added", app.add_chain(actor, &form(asks(&[paul.user.unwrap()], &[])))).await;
        let content = Variant { text: "Neige".to_owned(), ..Variant::default() };
        let draft =
            PostDraft { content, channels: BTreeMap::from([(channel, None)]), due_at: Some(t.now()), ..PostDraft::default() };
        let begun = app.begin_post(actor, &draft).await.unwrap();
        one(t, "post.planned", Box::pin(app.plan_post(actor, begun.id, 1))).await;
        let digest = app.approval_of(&t.reader(), begun.id).await.unwrap().0.remove(0).digest;
        let verdict = |is_yes| Verdict { chain, seen: &digest, is_yes, note: "Parce que" };
        one(t, "post.refused", Box::pin(app.decide(&paul, begun.id, verdict(false)))).await;
        one(t, "post.approved", Box::pin(app.decide(&paul, begun.id, verdict(true)))).await;
        let said = one(t, "post.commented", app.comment_on_post(actor, begun.id, "Voilà")).await;
        one(t, "comment.resolved", app.resolve_comment(actor, said, true)).await;
        one(t, "comment.reopened", app.resolve_comment(actor, said, false)).await;
        one(t, "chain.changed", app.change_chain(actor, chain, &form(asks(&[], &["client@brand.example"])))).await;
        let client = t.reader().outsiders().await.unwrap()[0].id;
        one(t, "approval.link_made", app.make_approval_link(actor, begun.id, client)).await;
        one(t, "chain.removed", app.remove_chain(actor, chain)).await;
    })
    .await;
}

/// A signal of a topic, as the watch would have written it.
async fn a_signal(t: &TestApp, topic: Id<Topic>) -> Id<Signal> {
    let signal = Signal {
        id: Id::new(0),
        workspace_id: t.workspace,
        topic_id: topic,
        kind: "peak".to_owned(),
        phrase: String::new(),
        started_at: t.now(),
        alarmed_at: t.now(),
        peak_at: t.now(),
        last_at: t.now(),
        ended_at: None,
        count: 20.0,
        expected: 1.0,
        low: 0.0,
        high: 3.0,
        above: 17.0,
        score: 0.7,
        buzz: 12.0,
        parts: "{}".to_owned(),
        evidence: "{}".to_owned(),
        finding: "{}".to_owned(),
        hindsight: false,
        feedback: String::new(),
        feedback_by: None,
        feedback_at: None,
    };
    let tx = t.store.begin().await.unwrap();
    let id = tx.add_signal(&signal).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn verbs_of_topics_and_mentions_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let draft = |query: &str| TopicDraft {
            name: "Solenne".to_owned(),
            kind: "theme".to_owned(),
            asked: Asked::Text(query.to_owned()),
        };
        let topic = one(t, "topic.saved", app.save_topic(actor, None, &draft("solenne"))).await;
        one(t, "topic.saved", app.save_topic(actor, Some(topic), &draft("solenne NOT prénom"))).await;
        one(t, "topic.reverted", app.revert_topic(actor, topic, 1, "trop étroit")).await;
        one(t, "topic.search_asked", app.search_archive(actor, topic)).await;
        one(t, "topic.search_stopped", app.stop_search(actor, topic)).await;
        one(t, "signal.recalled", Box::pin(app.recall_signals(actor, topic))).await;
        let signal = a_signal(t, topic).await;
        one(t, "signal.judged", Box::pin(app.judge_signal(actor, signal, "useful"))).await;
        let source = t.source("https://site.example/feed").await;
        let document = said("https://site.example/1", "Solenne", "Texte.", t.now());
        one(t, "documents.ingested", app.ingest(actor, &source, vec![document])).await;
        let rows = t.reader().stream(&store::stream::StreamFilter::default(), None, 1).await.unwrap();
        let mention = rows[0].id;
        for (verb, treatment) in [
            ("mention.starred", Treatment::Star(true)),
            ("mention.unstarred", Treatment::Star(false)),
            ("mention.done", Treatment::Done(true)),
            ("mention.reopened", Treatment::Done(false)),
            ("mention.tagged", Treatment::Tag("presse".to_owned())),
            ("mention.untagged", Treatment::Untag("presse".to_owned())),
            ("mention.assigned", Treatment::Assign(Some(t.owner))),
        ] {
            one(t, verb, app.treat_mentions(actor, &[mention], &treatment)).await;
        }
        for (verb, relevant) in
            [("mention.found_relevant", Some(true)), ("mention.found_irrelevant", Some(false)), ("mention.unlabelled", None)]
        {
            one(t, verb, app.label_documents(actor, topic, &[mention], relevant)).await;
        }
        let note = one(t, "mention.noted", app.add_note(actor, mention, "À rappeler.")).await;
        one(t, "mention.corrected", app.correct_mentions(actor, &[mention], About::Sentiment, "negative")).await;
        one(t, "learning.switched_off", app.switch_learning(actor, false)).await;
        one(t, "learning.switched_on", app.switch_learning(actor, true)).await;
        one(t, "reading.asked", app.reread(actor)).await;
        one(t, "reading.stopped", app.stop_rereading(actor)).await;
        one(t, "private.shown", app.mask_private(actor, false)).await;
        one(t, "private.masked", app.mask_private(actor, true)).await;
        one(t, "mention.note_removed", app.remove_note(actor, mention, note)).await;
        let view = one(t, "view.saved", app.save_view(actor, "Presse", "kind=news")).await;
        one(t, "view.removed", app.remove_view(actor, view)).await;
        let about = format!("topic:{topic}");
        let hook = "https://hook.example/parvis";
        let form = AlertForm { name: "", about: &about, rhythm: "daily", hour: "8", way: "webhook", address: hook };
        let alert = one(t, "alert.saved", app.save_alert(actor, None, form)).await.id;
        one(t, "alert.saved", app.save_alert(actor, Some(alert), form)).await;
        one(t, "alert.secret_renewed", app.renew_alert_secret(actor, alert)).await;
        one(t, "alert.tested", app.test_alert(actor, alert)).await;
        one(t, "alert.paused", app.pause_alert(actor, alert)).await;
        one(t, "alert.resumed", app.resume_alert(actor, alert)).await;
        one(t, "alert.removed", app.remove_alert(actor, alert)).await;
        one(t, "topic.archived", app.archive_topic(actor, topic)).await;
        one(t, "topic.revived", app.revive_topic(actor, topic)).await;
        one(t, "topic.removed", app.remove_topic(actor, topic)).await;
    })
    .await;
}

#[tokio::test]
async fn verbs_of_the_library_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let new = |seed| NewAsset { name: "a.jpg".to_owned(), bytes: testkit::photograph(90, 60, seed), ..NewAsset::default() };
        let asset = one(t, "asset.added", app.add_asset(actor, new(1))).await.id;
        let form = AssetForm { name: "b".to_owned(), ..AssetForm::default() };
        one(t, "asset.changed", app.change_asset(actor, asset, None, form)).await;
        one(t, "asset.replaced", app.replace_asset(actor, asset, new(2))).await;
        one(t, "asset.removed", app.remove_asset(actor, asset)).await;
    })
    .await;
}

#[tokio::test]
async fn verbs_of_accounts_and_workspaces_write_one_line_each() {
    TestApp::each(|t| async move {
        let (t, app, actor) = (&t, &t.app, &t.actor());
        let email = "lea@solenne.example";
        one(t, "user.password_changed", app.user_password(email, PASSWORD)).await;
        let opened = one(t, "session.opened", app.sign_in(email, PASSWORD, DESK)).await;
        let signed = app.signed(opened.cookie.reveal()).await.unwrap().unwrap();
        let profile = Profile { name: "Léa", language: "fr", time_zone: "Europe/Paris" };
        one(t, "user.saved", app.save_profile(&signed, profile)).await;
        let preferences = Preferences { theme: Some("dark"), density: None };
        one(t, "user.preferred", app.save_preferences(&signed, preferences)).await;
        let password = NewPassword { current: PASSWORD, password: "eight green bottles" };
        one(t, "user.password_changed", app.change_password(&signed, password, "192.0.2.7")).await;
        let form = WorkspaceForm { name: "Karst", colour: "2", language: "fr", time_zone: "Europe/Paris" };
        one(t, "workspace.added", app.add_workspace(&signed, form)).await;
        one(t, "workspace.saved", app.save_workspace(actor, WorkspaceForm { name: "Solenne Europe", ..form })).await;
        let mail = MailForm {
            host: "mail.example",
            port: "587",
            security: "start_tls",
            user: "parvis",
            password: PASSWORD,
            from: "parvis@solenne.example",
        };
        one(t, "mail.saved", app.save_mail_server(actor, mail)).await;
        one(t, "mail.removed", app.remove_mail_server(actor)).await;
        let token = one(t, "token.added", app.add_token(actor, "export", false)).await;
        one(t, "token.revoked", app.revoke_token(actor, token.id)).await;
        let colleague = t.member("noe@solenne.example", &[Hat::Analyst]).await;
        one(t, "member.hats_changed", app.change_hats(actor, colleague, &["community_manager".to_owned()])).await;
        one(t, "member.removed", app.remove_member(actor, colleague)).await;
        one(t, "member.invited", app.invite_member(actor, "zoe@solenne.example", &["analyst".to_owned()])).await;
        let account = NewAccount { name: "Ana", password: PASSWORD, language: "en", time_zone: "UTC" };
        let place = Some((t.workspace, &[Hat::Analyst][..]));
        one(t, "user.added", app.user_add("ana@solenne.example", &account, place)).await;
        one(t, "user.disabled", app.user_disable("ana@solenne.example")).await;
        one(t, "session.ended", app.sign_out(&signed)).await;
    })
    .await;
}

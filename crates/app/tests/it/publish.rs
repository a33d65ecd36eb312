//! What we say: once, or told. Against a network that loses answers, on real databases.

use std::collections::BTreeMap;

use app::publish::{channel_consent::ConsentForm, delivery_act::DeliveryAct, post_save::PostDraft};
use domain::post::{Part, Variant};

use testkit::{FakeNetwork, Keys, Mood, TestApp};

use crate::leaving::{channel, deliveries, draft, only, planned, settle, texts};

#[tokio::test]
async fn a_post_leaves_at_its_time_and_once() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let mut said = draft("Première neige", &[one, two], t.now() + 3_600_000_000);
        said.channels.insert(two, Some(Variant { text: "Première neige, ailleurs".to_owned(), ..Variant::default() }));
        let post = planned(&t, &said).await;
        t.run_due_jobs().await;
        assert!(network.told().is_empty());
        t.wait(3_600);
        t.run_due_jobs().await;
        t.run_due_jobs().await;
        assert_eq!(texts(&network).len(), 2);
        assert!(network.told().iter().any(|told| told.token == "two" && told.text == "Première neige, ailleurs"));
        for delivery in deliveries(&t, post).await {
            assert_eq!((delivery.state.as_str(), delivery.published_at), ("published", Some(t.now())));
            let steps = t.reader().delivery_steps(delivery.id).await.unwrap();
            assert!(steps[0].remote_address.starts_with("http://fake.example/@"), "{steps:?}");
            let attempts = t.reader().attempts(delivery.id, 10).await.unwrap();
            assert_eq!((attempts.len(), attempts[0].decided.as_str(), &attempts[0].hash), (1, "published", &delivery.hash));
        }
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_is_lost_is_looked_for_before_anything_is_said_again() {
    TestApp::each(|t| async move {
        for keys in [Keys::Kept, Keys::Ignored] {
            for mood in [Mood::LosesAnswer, Mood::FailsAfter, Mood::AnswersPage, Mood::LosesCall, Mood::Fails] {
                let network = FakeNetwork::start(keys).await;
                let channel = channel(&t, &network, "one").await;
                network.next(&[mood]);
                let looked = network.looks();
                let post = planned(&t, &draft("Première neige", &[channel], t.now())).await;
                t.run_due_jobs().await;
                assert_eq!(only(&t, post).await.state, "unknown", "{mood:?}");
                assert_eq!(network.looks(), looked, "it is left in peace at first");
                settle(&t).await;
                assert_eq!(only(&t, post).await.state, "published", "{keys:?} {mood:?}");
                assert_eq!(texts(&network), ["Première neige"], "{keys:?} {mood:?}");
                assert!(network.looks() > looked);
                t.app.disconnect_channel(&t.actor(), channel).await.unwrap();
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_words_of_before_are_not_taken_for_these() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let first = planned(&t, &draft("Bonjour", &[channel], t.now())).await;
        t.run_due_jobs().await;
        network.next(&[Mood::LosesCall]);
        let second = planned(&t, &draft("Bonjour", &[channel], t.now())).await;
        settle(&t).await;
        assert_eq!(texts(&network), ["Bonjour", "Bonjour"]);
        assert_eq!((only(&t, first).await.state, only(&t, second).await.state), ("published".to_owned(), "published".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_a_process_left_in_the_middle_is_taken_up_by_another() {
    TestApp::each(|t| async move {
        for arrives in [true, false] {
            let network = FakeNetwork::start(Keys::Ignored).await;
            let channel = channel(&t, &network, "one").await;
            if arrives {
                network.next(&[Mood::Slow(60_000)]);
            } else {
                network.next(&[Mood::LosesCall]);
            }
            let text = format!("Une seule fois {arrives}");
            let post = planned(&t, &draft(&text, &[channel], t.now())).await;
            // The process dies while it waits for the answer.
            let other = t.another_process();
            {
                let dying = other.run_due_jobs();
                tokio::pin!(dying);
                while network.calls() == 0 {
                    tokio::select! {
                        _ = &mut dying => break,
                        () = tokio::time::sleep(std::time::Duration::from_millis(5)) => {}
                    }
                }
                assert!(!arrives || only(&t, post).await.state == "sending");
            }
            t.wait(61);
            settle(&t).await;
            assert_eq!(only(&t, post).await.state, "published");
            assert_eq!(texts(&network), [text]);
            t.app.disconnect_channel(&t.actor(), channel).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_network_refuses_is_told_and_tried_again_once_it_is_mended() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        network.behave(|_| Mood::Dislikes);
        let post = planned(&t, &draft("Un gros mot", &[one], t.now())).await;
        settle(&t).await;
        let refused = only(&t, post).await;
        assert_eq!((refused.state.as_str(), refused.reason.as_str()), ("refused", "content"));
        assert!(refused.said.contains("forbidden word"), "{}", refused.said);
        assert_eq!(network.calls(), 1, "a refusal is not tried again");
        network.next(&[]);
        let seen = t.reader().post(post).await.unwrap().unwrap().version;
        let mended = draft("Un mot doux", &[one, two], t.now());
        t.app.write_post(&t.actor(), post, seen, &mended).await.unwrap();
        settle(&t).await;
        assert_eq!(texts(&network), ["Un mot doux", "Un mot doux"]);
    })
    .await;
}

#[tokio::test]
async fn a_dead_token_holds_its_channel_and_nothing_else() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        network.kill("one");
        let first = planned(&t, &draft("Un", &[one, two], t.now())).await;
        let second = planned(&t, &draft("Deux", &[one], t.now() + 60_000_000)).await;
        settle(&t).await;
        let states: Vec<_> = deliveries(&t, first).await.into_iter().map(|d| (d.channel_id, d.state, d.reason)).collect();
        assert!(states.contains(&(one, "held".to_owned(), "channel_auth".to_owned())), "{states:?}");
        assert!(states.contains(&(two, "published".to_owned(), String::new())), "{states:?}");
        assert_eq!(only(&t, second).await.reason, "channel_broken");
        assert_eq!(t.reader().channel(one).await.unwrap().unwrap().state, "broken");
        let filled = BTreeMap::from([("token".to_owned(), "one-anew".to_owned())]);
        let refused = t.app.reconnect_channel(&t.actor(), one, &filled).await.unwrap_err();
        assert_eq!(refused.code(), "invalid_account_another");
    })
    .await;
}

#[tokio::test]
async fn a_network_in_a_hurry_is_given_its_time() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        network.next(&[Mood::Hurried(120)]);
        let post = planned(&t, &draft("Doucement", &[channel], t.now())).await;
        t.run_due_jobs().await;
        let waits = only(&t, post).await;
        assert_eq!(waits.state, "retrying");
        let wait = waits.next_at - t.now();
        assert!((120_000_000..121_000_000).contains(&wait), "as long as it asked, and no longer: {wait} µs");
        t.wait(119);
        t.run_due_jobs().await;
        assert_eq!(network.calls(), 1);
        t.wait(2);
        t.run_due_jobs().await;
        assert_eq!(only(&t, post).await.state, "published");
    })
    .await;
}

#[tokio::test]
async fn accounts_go_at_the_pace_of_their_network() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let rate = domain::network::Network::Mastodon.capabilities().rate;
        let many = usize::try_from(rate.burst).unwrap() + 5;
        for n in 0..many {
            planned(&t, &draft(&format!("Numéro {n}"), &[channel], t.now())).await;
        }
        t.run_due_jobs().await;
        assert_eq!(network.told().len(), many - 5);
        t.wait(2);
        t.run_due_jobs().await;
        assert_eq!(network.told().len(), many - 3);
        settle(&t).await;
        assert_eq!(network.told().len(), many);
    })
    .await;
}

#[tokio::test]
async fn what_is_too_late_and_what_is_held_asks() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let late = planned(&t, &draft("En retard", &[channel], t.now() + 60_000_000)).await;
        // A week of downtime.
        t.wait(7 * 86_400);
        t.run_due_jobs().await;
        let held = only(&t, late).await;
        assert_eq!((held.state.as_str(), held.reason.as_str()), ("held", "late"));
        t.app.hold_publishing(&t.actor(), true).await.unwrap();
        let crisis = planned(&t, &draft("Pas maintenant", &[channel], t.now())).await;
        settle(&t).await;
        assert_eq!(only(&t, crisis).await.reason, "crisis");
        assert!(network.told().is_empty());
        t.app.act_on_delivery(&t.actor(), held.id, DeliveryAct::Release).await.unwrap();
        settle(&t).await;
        assert_eq!(texts(&network), ["En retard"], "released one by one, also while all is held");
        t.app.hold_publishing(&t.actor(), false).await.unwrap();
        settle(&t).await;
        assert_eq!(only(&t, crisis).await.state, "held", "what was held stays held until somebody releases it");
        let id = only(&t, crisis).await.id;
        t.app.act_on_delivery(&t.actor(), id, DeliveryAct::Drop).await.unwrap();
        let again = t.app.act_on_delivery(&t.actor(), id, DeliveryAct::Release).await.unwrap_err();
        assert_eq!((only(&t, crisis).await.state.as_str(), again.code().as_str()), ("cancelled", "delivery_too_late"));
    })
    .await;
}

#[tokio::test]
async fn a_thread_goes_on_from_where_it_is() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        network.next(&[Mood::Well, Mood::LosesAnswer, Mood::LosesCall]);
        let part = |text: &str| Part { text: text.to_owned(), media: Vec::new() };
        let mut said = draft("Un", &[channel], t.now());
        said.content.thread = vec![part("Deux"), part("Trois")];
        said.content.first_comment = "Le lien".to_owned();
        let post = planned(&t, &said).await;
        settle(&t).await;
        assert_eq!(only(&t, post).await.state, "published");
        let told = network.told();
        assert_eq!(texts(&network), ["Un", "Deux", "Trois", "Le lien"]);
        let parents: Vec<&str> = told.iter().map(|told| told.parent.as_str()).collect();
        assert_eq!(parents, ["", &told[0].id, &told[1].id, &told[0].id]);
    })
    .await;
}

#[tokio::test]
async fn two_who_write_are_told_and_a_planned_post_can_be_changed() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let post = planned(&t, &draft("Avant", &[one, two], t.now() + 600_000_000)).await;
        let seen = t.reader().post(post).await.unwrap().unwrap().version;
        let after = draft("Après", &[one], t.now() + 60_000_000);
        t.app.write_post(&t.actor(), post, seen, &after).await.unwrap();
        let late = t.app.write_post(&t.actor(), post, seen, &draft("Perdu ?", &[one], t.now())).await.unwrap_err();
        assert_eq!(late.code(), "post_changed");
        assert_eq!(deliveries(&t, post).await.len(), 1, "the channel that was taken out has nothing to leave");
        t.wait(60);
        t.run_due_jobs().await;
        assert_eq!(texts(&network), ["Après"]);
        let versions = t.reader().post_versions(post, 10).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.version).collect::<Vec<_>>(), [3, 2, 1]);
        let dropped = planned(&t, &draft("Jeté", &[one], t.now() + 60_000_000)).await;
        let seen = t.reader().post(dropped).await.unwrap().unwrap().version;
        t.app.drop_post(&t.actor(), dropped, seen).await.unwrap();
        settle(&t).await;
        assert_eq!(texts(&network), ["Après"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_leave_is_not_planned_and_a_stranger_sees_nothing() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let long = t.app.begin_post(&t.actor(), &draft(&"x".repeat(501), &[channel], t.now())).await.unwrap();
        let refused = t.app.plan_post(&t.actor(), long.id, long.version).await.unwrap_err();
        assert_eq!(refused.code(), "problems");
        let judged = t.app.judge_post(&t.actor(), &draft(&"x".repeat(501), &[channel], t.now()), None).await.unwrap();
        assert_eq!((judged[0].1[0].code.as_str(), judged[0].1[0].amount, judged[0].1[0].limit), ("text_too_long", 501, 500));
        let (elsewhere, user) = t.another_workspace("Ailleurs").await;
        let mut stranger = t.actor_with(user, &[domain::Hat::Owner]);
        stranger.workspace = elsewhere;
        assert_eq!(t.app.plan_post(&stranger, long.id, 1).await.unwrap_err().code(), "no_such_post");
        let theirs = t.app.begin_post(&stranger, &draft("À vous", &[channel], t.now())).await.unwrap_err();
        assert_eq!(theirs.code(), "no_such_channel");
        let filled = BTreeMap::from([("server".to_owned(), network.url())]);
        network.kill("");
        assert_eq!(t.app.connect_channel(&t.actor(), "mastodon", &filled).await.unwrap_err().code(), "channel_auth");
    })
    .await;
}

#[tokio::test]
async fn what_stands_on_a_channel_is_brought_in_and_counted() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        network.say_by_hand("one", "Dit à la main");
        let channel = channel(&t, &network, "one").await;
        let post = planned(&t, &draft("Dit par nous", &[channel], t.now())).await;
        t.run_due_jobs().await;
        let delivery = only(&t, post).await;
        let of_ours = t.reader().publications_of(delivery.id).await.unwrap();
        assert_eq!((of_ours.len(), of_ours[0].text.as_str(), of_ours[0].likes), (1, "Dit par nous", None));
        t.wait(3_600);
        t.run_due_jobs().await;
        let all = t.reader().publications(channel, 0, 10).await.unwrap();
        let mut seen: Vec<_> =
            all.iter().map(|one| (one.text.as_str(), one.delivery_id, one.likes, one.replies, one.shares, one.views)).collect();
        seen.sort_by_key(|seen| seen.0);
        let counted = |text, delivery| (text, delivery, Some(3), Some(1), Some(2), None);
        assert_eq!(seen, [counted("Dit par nous", Some(delivery.id)), counted("Dit à la main", None)]);
        network.forget_all();
        t.wait(3_600);
        t.run_due_jobs().await;
        assert!(t.reader().publications(channel, 0, 10).await.unwrap().is_empty(), "what is gone is gone");
        network.kill("one");
        t.wait(3_600);
        t.run_due_jobs().await;
        assert_eq!(t.reader().channel(channel).await.unwrap().unwrap().state, "broken");
    })
    .await;
}

#[tokio::test]
async fn access_is_granted_at_the_network_once_by_who_was_sent_there() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let filled = BTreeMap::from([("server".to_owned(), network.url())]);
        let form = ConsentForm { network: "mastodon", filled: &filled, client_id: "", client_secret: "" };
        let sent = async || {
            let address = t.app.begin_consent(&t.actor(), &form).await.unwrap();
            assert!(address.as_str().starts_with(&format!("{}/oauth/authorize?", network.url())), "{address}");
            let asked: BTreeMap<String, String> = address.query_pairs().into_owned().collect();
            assert_eq!(asked["client_id"], "parvis-app");
            assert_eq!(asked["redirect_uri"], "http://parvis.example/channels/consent");
            asked["state"].clone()
        };
        let state = sent().await;
        assert_eq!(t.app.consent_workspace(t.owner, &state).await.unwrap(), Some(t.workspace));
        let other = t.member("paul@solenne.example", &[domain::Hat::Owner]).await;
        assert_eq!(t.app.consent_workspace(other, &state).await.unwrap(), None);
        let theirs = t.app.finish_consent(&t.actor_with(other, &[domain::Hat::Owner]), &state, "one").await.unwrap_err();
        assert_eq!(theirs.code(), "no_such_consent");
        let id = t.app.finish_consent(&t.actor(), &state, "one").await.unwrap();
        assert_eq!(t.reader().channel(id).await.unwrap().unwrap().account, "one");
        let again = t.app.finish_consent(&t.actor(), &state, "one").await.unwrap_err();
        assert_eq!(again.code(), "no_such_consent", "a state is good for one return");
        let anew = t.app.finish_consent(&t.actor(), &sent().await, "one").await.unwrap();
        assert_eq!(anew, id, "the same account is the same channel");
        let late = sent().await;
        t.wait(3_601);
        assert_eq!(t.app.finish_consent(&t.actor(), &late, "one").await.unwrap_err().code(), "no_such_consent");
        let x = ConsentForm { network: "x", filled: &BTreeMap::new(), client_id: "", client_secret: "" };
        assert_eq!(t.app.begin_consent(&t.actor(), &x).await.unwrap_err().code(), "invalid_client_id_empty");
        let post = planned(&t, &draft("Par consentement", &[id], t.now())).await;
        t.run_due_jobs().await;
        assert_eq!(only(&t, post).await.state, "published");
    })
    .await;
}

#[tokio::test]
async fn a_planned_post_is_only_written_over_by_what_may_leave() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let post = planned(&t, &draft("Demain", &[channel], t.now() + 86_400_000_000)).await;
        let seen = t.reader().post(post).await.unwrap().unwrap().version;
        let timeless = PostDraft { due_at: None, ..draft("Demain", &[channel], 0) };
        let long = draft(&"x".repeat(501), &[channel], t.now() + 86_400_000_000);
        for (wish, code) in [(timeless, "invalid_due_at_empty"), (long, "problems")] {
            assert_eq!(t.app.write_post(&t.actor(), post, seen, &wish).await.unwrap_err().code(), code);
        }
        t.run_due_jobs().await;
        assert!(network.told().is_empty());
        assert_eq!(only(&t, post).await.state, "waiting");
    })
    .await;
}

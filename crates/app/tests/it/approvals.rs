//! Who has to say yes before something leaves: chains, decisions, links, comments, against a network that tells what reached it.

use app::{
    Actor, Refusal,
    publish::{
        approval::Standing,
        approval_decide::Verdict,
        approval_link::{LINK_SECONDS, LinkState},
        chain_save::{ChainForm, StepForm},
        delivery_act::DeliveryAct,
        post_save::PostDraft,
    },
};
use domain::{Hat, approval::State};
use store::{Id, access::User, chain::Chain, post::Post};
use testkit::{FakeNetwork, Keys, TestApp};

use crate::leaving::{channel, deliveries, draft, planned, texts};

const HOUR_US: i64 = 3_600_000_000;

async fn rewrite(t: &TestApp, post: Id<Post>, draft: &PostDraft) {
    let seen = t.reader().post(post).await.unwrap().unwrap().version;
    t.app.write_post(&t.actor(), post, seen, draft).await.unwrap();
}

async fn stands(t: &TestApp, post: Id<Post>) -> Vec<(String, String)> {
    deliveries(t, post).await.into_iter().map(|one| (one.state, one.reason)).collect()
}

fn at(state: &str, reason: &str) -> (String, String) {
    (state.to_owned(), reason.to_owned())
}

/// A step that asks these members: one of them, or all.
fn users(all: bool, users: &[Id<User>]) -> StepForm {
    StepForm { all, users: users.to_vec(), ..StepForm::default() }
}

fn outsider(email: &str) -> StepForm {
    StepForm { emails: vec![email.to_owned()], ..StepForm::default() }
}

async fn chain(t: &TestApp, steps: Vec<StepForm>) -> Id<Chain> {
    let form = ChainForm { name: "Validation".to_owned(), everything: true, steps, ..ChainForm::default() };
    let id = t.app.add_chain(&t.actor(), &form).await.unwrap();
    t.run_due_jobs().await;
    id
}

async fn standing(t: &TestApp, post: Id<Post>) -> Standing {
    t.app.approval_of(&t.reader(), post).await.unwrap().0.remove(0)
}

async fn decide(t: &TestApp, who: &Actor, post: Id<Post>, is_yes: bool, note: &str) -> Result<(), Refusal> {
    let standing = standing(t, post).await;
    let verdict = Verdict { chain: standing.chain.id, seen: &standing.digest, is_yes, note };
    t.app.decide(who, post, verdict).await
}

/// A member with a hat, and as an actor.
async fn member(t: &TestApp, name: &str, hat: Hat) -> Actor {
    let user = t.member(&format!("{name}@solenne.example"), &[hat]).await;
    Actor { name: name.to_owned(), ..t.actor_with(user, &[hat]) }
}

fn token(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn nothing_leaves_before_every_step_has_said_yes() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let (paul, zoe, hugo) = (
            member(&t, "paul", Hat::Analyst).await,
            member(&t, "zoe", Hat::ContentManager).await,
            member(&t, "hugo", Hat::Analyst).await,
        );
        let asked = [paul.user.unwrap(), zoe.user.unwrap()];
        let any = StepForm { hats: vec![Hat::Owner], ..users(false, &[hugo.user.unwrap()]) };
        chain(&t, vec![users(true, &asked), any]).await;
        let post = planned(&t, &draft("Première neige", &[channel], t.now() + HOUR_US)).await;
        assert_eq!(stands(&t, post).await, [at("waiting", "approval")]);
        // The second step is asked once the first is done; it may not speak before.
        assert_eq!(decide(&t, &hugo, post, true, "").await.unwrap_err().code(), "not_asked");
        assert_eq!(decide(&t, &t.actor(), post, true, "").await.unwrap_err().code(), "own_work");
        decide(&t, &paul, post, true, "Bien").await.unwrap();
        assert_eq!(standing(&t, post).await.step(), 0);
        decide(&t, &zoe, post, true, "").await.unwrap();
        assert_eq!(standing(&t, post).await.step(), 1);
        t.wait(3_600);
        t.run_due_jobs().await;
        assert!(network.told().is_empty(), "due, and one step is missing");
        assert_eq!(stands(&t, post).await, [at("waiting", "approval")]);
        decide(&t, &hugo, post, true, "").await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(texts(&network), ["Première neige"]);
        assert_eq!(decide(&t, &hugo, post, false, "trop tard").await.unwrap_err().code(), "post_too_late");
        let said = t.reader().decisions(post).await.unwrap();
        let hash = deliveries(&t, post).await.remove(0).hash;
        assert!(said.iter().all(|one| one.hash == hash && one.is_yes));
        assert_eq!(
            said.iter().map(|one| (one.who.as_str(), one.step)).collect::<Vec<_>>(),
            [("paul", 0), ("zoe", 0), ("hugo", 1)]
        );
    })
    .await;
}

#[tokio::test]
async fn any_edit_asks_again_and_only_for_what_was_edited() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let paul = member(&t, "paul", Hat::Analyst).await;
        chain(&t, vec![users(false, &[paul.user.unwrap()])]).await;
        let due = t.now() + HOUR_US;
        let post = planned(&t, &draft("Neige", &[one], due)).await;
        let seen = standing(&t, post).await;
        decide(&t, &paul, post, true, "").await.unwrap();
        assert_eq!(stands(&t, post).await, [at("waiting", "")]);
        // Another time is no other text.
        rewrite(&t, post, &draft("Neige", &[one], due + HOUR_US)).await;
        assert_eq!(standing(&t, post).await.state, State::Approved);
        // Another channel is asked about; the first one stays approved.
        rewrite(&t, post, &draft("Neige", &[one, two], due)).await;
        let mut both = stands(&t, post).await;
        both.sort();
        assert_eq!(both, [at("waiting", ""), at("waiting", "approval")]);
        // Another text asks about both, and who decides on what they saw before is told.
        rewrite(&t, post, &draft("Neige et vent", &[one, two], due)).await;
        assert_eq!(stands(&t, post).await, [at("waiting", "approval"), at("waiting", "approval")]);
        let verdict = Verdict { chain: seen.chain.id, seen: &seen.digest, is_yes: true, note: "" };
        assert_eq!(t.app.decide(&paul, post, verdict).await.unwrap_err().code(), "post_changed");
        // Back to the words that were approved: they are approved.
        rewrite(&t, post, &draft("Neige", &[one], due)).await;
        assert_eq!(stands(&t, post).await, [at("waiting", "")]);
        // A yes that is taken back is lost.
        assert_eq!(decide(&t, &paul, post, false, " ").await.unwrap_err().code(), "invalid_reason_empty");
        decide(&t, &paul, post, false, "Pas aujourd’hui").await.unwrap();
        t.wait(3_600);
        t.run_due_jobs().await;
        assert!(network.told().is_empty());
        assert_eq!(standing(&t, post).await.state.code(), "refused");
        decide(&t, &paul, post, true, "").await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(texts(&network), ["Neige"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_while_it_waits_is_held_late_and_never_leaves_unapproved() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let paul = member(&t, "paul", Hat::Analyst).await;
        chain(&t, vec![users(false, &[paul.user.unwrap()])]).await;
        let post = planned(&t, &draft("Neige", &[channel], t.now() + HOUR_US)).await;
        for _ in 0..40 {
            t.wait(180);
            t.run_due_jobs().await;
        }
        assert_eq!(stands(&t, post).await, [at("held", "approval")]);
        let told = t.reader().notices(post, 10).await.unwrap();
        assert!(told.iter().any(|one| one.kind == "late" && one.user_id == t.actor().user), "its author is told");
        let id = deliveries(&t, post).await.remove(0).id;
        let refused = t.app.act_on_delivery(&t.actor(), id, DeliveryAct::Release).await.unwrap_err();
        assert_eq!(refused.code(), "unapproved");
        decide(&t, &paul, post, true, "").await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(stands(&t, post).await, [at("held", "late")], "approved too late: somebody releases it");
        assert!(network.told().is_empty());
        t.app.act_on_delivery(&t.actor(), id, DeliveryAct::Release).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(texts(&network), ["Neige"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_is_asked_of_nobody() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let paul = member(&t, "paul", Hat::Analyst).await;
        chain(&t, vec![users(false, &[paul.user.unwrap()])]).await;
        let post = planned(&t, &draft("Neige", &[channel], t.now() + HOUR_US)).await;
        assert_eq!(t.reader().waiting_asks(10).await.unwrap().len(), 1);
        assert_eq!(t.reader().writers_of(&[post]).await.unwrap(), [(post, t.actor().user.unwrap())]);
        let id = deliveries(&t, post).await.remove(0).id;
        t.app.act_on_delivery(&t.actor(), id, DeliveryAct::Drop).await.unwrap();
        assert!(t.reader().waiting_asks(10).await.unwrap().is_empty());
        let second = planned(&t, &draft("Pluie", &[channel], t.now() + HOUR_US)).await;
        let seen = t.reader().post(second).await.unwrap().unwrap().version;
        t.app.drop_post(&t.actor(), second, seen).await.unwrap();
        assert!(t.reader().waiting_asks(10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_edit_while_the_worker_takes_it_up_never_lets_the_new_words_leave() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        let paul = member(&t, "paul", Hat::Analyst).await;
        chain(&t, vec![users(false, &[paul.user.unwrap()])]).await;
        for round in 0..12 {
            let (old, new) = (format!("Lu {round}"), format!("Pas lu {round}"));
            let post = planned(&t, &draft(&old, &[channel], t.now() + 1_000_000)).await;
            decide(&t, &paul, post, true, "").await.unwrap();
            t.wait(60);
            let seen = t.reader().post(post).await.unwrap().unwrap().version;
            let other = t.another_process();
            let (actor, edited) = (t.actor(), draft(&new, &[channel], t.now()));
            let (_, written) = tokio::join!(other.run_due_jobs(), async {
                for _ in 0..round {
                    tokio::task::yield_now().await;
                }
                t.app.write_post(&actor, post, seen, &edited).await
            });
            t.wait(5);
            t.run_due_jobs().await;
            // Whoever came first: what was read left, or nothing did.
            let stood = stands(&t, post).await.remove(0);
            let left = texts(&network).contains(&old);
            assert!(!texts(&network).contains(&new), "nobody said yes to {new}");
            assert_eq!(stood.0 == "published", left, "{written:?} {stood:?}");
            if !left {
                assert_eq!(stood, at("waiting", "approval"));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_chain_applies_to_its_channels_and_labels_also_to_what_is_planned() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let (one, two) = (channel(&t, &network, "one").await, channel(&t, &network, "two").await);
        let paul = member(&t, "paul", Hat::Analyst).await;
        let due = t.now() + HOUR_US;
        let before = planned(&t, &draft("Avant", &[one], due)).await;
        assert_eq!(stands(&t, before).await, [at("waiting", "")]);
        let steps = vec![users(false, &[paul.user.unwrap()])];
        let form = ChainForm {
            name: "Compte officiel".to_owned(),
            channels: vec![one],
            labels: vec!["Crise".to_owned()],
            steps,
            ..ChainForm::default()
        };
        let id = t.app.add_chain(&t.actor(), &form).await.unwrap();
        t.run_due_jobs().await;
        assert_eq!(stands(&t, before).await, [at("waiting", "approval")]);
        let both = planned(&t, &draft("Ensemble", &[one, two], due)).await;
        let waits: Vec<_> = deliveries(&t, both).await.into_iter().map(|d| (d.channel_id, d.reason)).collect();
        assert!(waits.contains(&(one, "approval".to_owned())) && waits.contains(&(two, String::new())), "{waits:?}");
        let filed = PostDraft { labels: vec![" crise ".to_owned(), "Noël".to_owned()], ..draft("Rappel", &[two], due) };
        let filed = planned(&t, &filed).await;
        assert_eq!(stands(&t, filed).await, [at("waiting", "approval")]);
        t.app.remove_chain(&t.actor(), id).await.unwrap();
        t.run_due_jobs().await;
        t.wait(3_600);
        t.run_due_jobs().await;
        let mut left = texts(&network);
        left.sort();
        assert_eq!(left, ["Avant", "Ensemble", "Ensemble", "Rappel"]);
        assert!(t.reader().asks(&[before, both, filed]).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn chains_that_make_no_sense_are_refused() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let good =
            ChainForm { name: "V".to_owned(), everything: true, steps: vec![users(false, &[paul])], ..ChainForm::default() };
        let wrong = [
            (ChainForm { name: " ".to_owned(), ..good.clone() }, "invalid_name_empty"),
            (ChainForm { everything: false, ..good.clone() }, "invalid_passes_empty"),
            (ChainForm { steps: Vec::new(), ..good.clone() }, "invalid_steps_empty"),
            (ChainForm { steps: vec![StepForm::default()], ..good.clone() }, "invalid_steps_nobody"),
            (ChainForm { steps: vec![users(false, &[paul]); 6], ..good.clone() }, "invalid_steps_too_many"),
            (ChainForm { steps: vec![outsider("nobody")], ..good.clone() }, "invalid_email_not_a_mail_address"),
            (ChainForm { steps: vec![users(false, &[Id::new(999_999)])], ..good.clone() }, "no_such_member"),
            (ChainForm { channels: vec![Id::new(999_999)], ..good.clone() }, "no_such_channel"),
        ];
        for (form, code) in wrong {
            assert_eq!(t.app.add_chain(&t.actor(), &form).await.unwrap_err().code(), code);
        }
        // The address of a member means the member.
        let form = ChainForm { steps: vec![outsider("Paul@solenne.example")], ..good };
        let id = t.app.add_chain(&t.actor(), &form).await.unwrap();
        assert!(t.app.chain(&t.actor(), id).await.unwrap().steps.contains(&format!("{{\"user\":{paul}}}")));
        assert!(t.reader().outsiders().await.unwrap().is_empty());
        let analyst = t.actor_with(paul, &[Hat::Analyst]);
        assert_eq!(t.app.remove_chain(&analyst, id).await.unwrap_err().code(), "not_allowed");
    })
    .await;
}

#[tokio::test]
async fn an_outsider_decides_by_a_link_that_works_once() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        chain(&t, vec![outsider("client@brand.example")]).await;
        let due = t.now() + HOUR_US;
        let post = planned(&t, &draft("Neige", &[channel], due)).await;
        let client = t.reader().outsiders().await.unwrap().remove(0).id;
        let first = t.app.make_approval_link(&t.actor(), post, client).await.unwrap();
        let first = token(first.reveal()).to_owned();
        assert!(t.store.approval_link(&first).await.unwrap().is_none(), "the token itself is not kept");
        let shown = t.app.approval_shown(&first).await.unwrap();
        assert_eq!((shown.state, shown.leaving.len(), shown.asked.len()), (LinkState::Open, 1, 1));
        let chain = shown.asked[0].chain.id;
        let verdict = |is_yes, note| Verdict { chain, seen: &shown.asked[0].digest, is_yes, note };
        t.app.comment_by_link(&first, "Et le logo ?").await.unwrap();
        // A second link takes the place of the first.
        let second = t.app.make_approval_link(&t.actor(), post, client).await.unwrap();
        let second = token(second.reveal()).to_owned();
        assert_eq!(t.app.approval_shown(&first).await.unwrap().state, LinkState::Revoked);
        assert_eq!(t.app.decide_by_link(&first, verdict(true, "")).await.unwrap_err().code(), "link_revoked");
        t.app.decide_by_link(&second, verdict(false, "Sans « neige », merci")).await.unwrap();
        assert_eq!(t.app.approval_shown(&second).await.unwrap().state, LinkState::Used);
        assert_eq!(t.app.comment_by_link(&second, "encore").await.unwrap_err().code(), "link_used");
        t.wait(3_600);
        t.run_due_jobs().await;
        assert!(network.told().is_empty());
        // The text changes, which asks again; a link of before the change would not work.
        rewrite(&t, post, &draft("Soleil", &[channel], t.now() + HOUR_US)).await;
        let third = t.app.make_approval_link(&t.actor(), post, client).await.unwrap();
        let third = token(third.reveal()).to_owned();
        t.wait(LINK_SECONDS + 1);
        assert_eq!(t.app.approval_shown(&third).await.unwrap().state, LinkState::Expired);
        rewrite(&t, post, &draft("Soleil", &[channel], t.now() + HOUR_US)).await;
        let fourth = t.app.make_approval_link(&t.actor(), post, client).await.unwrap();
        let fourth = token(fourth.reveal()).to_owned();
        let now = t.app.approval_shown(&fourth).await.unwrap();
        let yes = Verdict { chain, seen: &now.asked[0].digest, is_yes: true, note: "Parfait" };
        t.app.decide_by_link(&fourth, yes).await.unwrap();
        t.wait(3_600);
        t.run_due_jobs().await;
        assert_eq!(texts(&network), ["Soleil"]);
        assert_eq!(t.app.approval_shown("made-up").await.err().unwrap().code(), "no_such_approval_link");
        let record = t.reader().record(Id::new(0), 10).await.unwrap();
        let said: Vec<_> = record.iter().map(|one| (one.who.as_str(), one.is_yes, one.note.as_str())).collect();
        assert_eq!(said, [("client@brand.example", false, "Sans « neige », merci"), ("client@brand.example", true, "Parfait")]);
        assert_ne!(record[0].hash, record[1].hash);
    })
    .await;
}

#[tokio::test]
async fn an_edit_takes_the_links_back_and_too_many_visits_wait() {
    TestApp::each(|t| async move {
        let network = FakeNetwork::start(Keys::Kept).await;
        let channel = channel(&t, &network, "one").await;
        chain(&t, vec![outsider("client@brand.example")]).await;
        let post = planned(&t, &draft("Neige", &[channel], t.now() + HOUR_US)).await;
        let client = t.reader().outsiders().await.unwrap().remove(0).id;
        let link = t.app.make_approval_link(&t.actor(), post, client).await.unwrap();
        rewrite(&t, post, &draft("Pluie", &[channel], t.now() + HOUR_US)).await;
        assert_eq!(t.app.approval_shown(token(link.reveal())).await.unwrap().state, LinkState::Revoked);
        let counted = (0..1_000).find_map(|_| t.app.count_at_door("192.0.2.9").err());
        assert_eq!(counted.unwrap().code(), "too_often");
        t.app.count_at_door("192.0.2.10").unwrap();
        let (_, stranger) = t.another_workspace("Brume").await;
        let stranger = Actor { workspace: stranger_of(&t, stranger).await, ..t.actor_with(stranger, &[Hat::Owner]) };
        assert_eq!(t.app.make_approval_link(&stranger, post, client).await.err().unwrap().code(), "no_such_post");
        assert_eq!(t.app.comment_on_post(&stranger, post, "?").await.unwrap_err().code(), "no_such_post");
    })
    .await;
}

async fn stranger_of(t: &TestApp, user: Id<User>) -> Id<store::workspace::Workspace> {
    t.store.memberships(user).await.unwrap()[0].workspace_id
}

#[tokio::test]
async fn who_is_called_is_told_and_comments_are_settled() {
    TestApp::each(|t| async move {
        let paul = member(&t, "paul", Hat::Analyst).await;
        let named = t.reader().member(paul.user.unwrap()).await.unwrap().unwrap().name;
        let saved = t.app.begin_post(&t.actor(), &draft("Neige", &[], t.now())).await.unwrap();
        let said = t.app.comment_on_post(&t.actor(), saved.id, &format!("@{named} qu’en dis-tu ?")).await.unwrap();
        t.run_due_jobs().await;
        let told = t.reader().notices(saved.id, 10).await.unwrap();
        // Without a mail server nothing leaves, and that is written down; the home page has it.
        assert_eq!((told.len(), told[0].kind.as_str(), told[0].state.as_str()), (1, "called", "no_server"));
        assert_eq!(told[0].user_id, paul.user);
        let settled = t.app.resolve_comment(&paul, said, true).await.unwrap();
        assert_eq!((settled.resolved_at, settled.resolved_by), (Some(t.now()), paul.user));
        assert!(t.reader().open_post_comments(10).await.unwrap().is_empty());
        t.app.resolve_comment(&paul, said, false).await.unwrap();
        assert_eq!(t.reader().open_post_comments(10).await.unwrap().len(), 1);
        assert_eq!(t.app.comment_on_post(&paul, saved.id, "  ").await.unwrap_err().code(), "invalid_comment_empty");
    })
    .await;
}

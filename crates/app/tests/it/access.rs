//! Who may come in, and what each may do.

use app::{
    Actor, App, Config, Means, Noun, Refusal, Vault,
    access::{
        API_ALLOWANCE, Acceptance, Browser, FIRST_LINK_SECONDS, FirstOwner, INVITATION_SECONDS, NewAccount, NewPassword, Opened,
        Preferences, Profile, SESSION_SECONDS, Signed,
    },
    govern::{MailForm, Posted, WorkspaceForm},
};
use connect::fetch::{Client, FetchPolicy};
use domain::{Clock, Hat};
use jiff::SignedDuration;
use store::Store;
use tempfile::TempDir;
use testkit::{NOW, TestApp};

const PASSWORD: &str = "seven green bottles";
const DESK: Browser<'static> = Browser { user_agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", address: "192.0.2.7" };

fn account<'a>(name: &'a str, password: &'a str) -> NewAccount<'a> {
    NewAccount { name, password, language: "fr", time_zone: "Europe/Paris" }
}

/// A Parvis in which nobody has an account.
async fn empty() -> (App, Clock, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.path().join("parvis.db").display())).await.unwrap();
    let clock = Clock::standing_at(NOW.parse().unwrap());
    let config = Config {
        public_address: "http://parvis.example".to_owned(),
        rhythm: domain::rhythm::Bounds::default(),
        library: app::publish::library::Library::default(),
    };
    let client = Client::new(&FetchPolicy { user_agent_contact: "tests@parvis.example".to_owned(), ..FetchPolicy::default() });
    let app = App::new(store, clock.clone(), client.unwrap(), Vault::new(&[1; app::vault::KEY_BYTES]), config);
    (app, clock, folder)
}

fn first<'a>() -> FirstOwner<'a> {
    FirstOwner { email: " Lea@Solenne.example ", workspace: "Solenne", account: account("Léa Martin", PASSWORD) }
}

async fn first_token(app: &App) -> String {
    app.first_start().await.unwrap().unwrap().reveal().strip_prefix("/welcome/").unwrap().to_owned()
}

async fn signed(app: &App, opened: &Opened) -> Signed {
    app.signed(opened.cookie.reveal()).await.unwrap().unwrap()
}

/// The owner of the kit with a password, signed in.
async fn owner(t: &TestApp) -> Signed {
    t.app.user_password("lea@solenne.example", PASSWORD).await.unwrap();
    let opened = t.app.sign_in("lea@solenne.example", PASSWORD, DESK).await.unwrap();
    signed(&t.app, &opened).await
}

fn names(hats: &[&str]) -> Vec<String> {
    hats.iter().map(|hat| (*hat).to_owned()).collect()
}

#[tokio::test]
async fn the_first_link_makes_one_owner_once() {
    let (app, _clock, _folder) = empty().await;
    let token = first_token(&app).await;
    let (opened, workspace) = app.accept_first(&token, &first(), DESK).await.unwrap();
    let signed = signed(&app, &opened).await;
    assert_eq!((signed.user.email.as_str(), signed.user.language.as_str()), ("lea@solenne.example", "fr"));
    assert_eq!(signed.actor(workspace).unwrap().hats, [Hat::Owner]);
    assert!(matches!(app.accept_first(&token, &first(), DESK).await, Err(Refusal::NoSuch(Noun::Invitation))));
    assert!(app.first_start().await.unwrap().is_none(), "there is an owner now");
}

#[tokio::test]
async fn a_new_start_replaces_the_first_link_and_a_day_ends_it() {
    let (app, clock, _folder) = empty().await;
    let (one, other) = (first_token(&app).await, first_token(&app).await);
    assert!(app.first_invitation(&one).await.is_err());
    app.first_invitation(&other).await.unwrap();
    clock.advance(SignedDuration::from_secs(FIRST_LINK_SECONDS));
    assert!(app.accept_first(&other, &first(), DESK).await.is_err());
}

#[tokio::test]
async fn what_the_first_owner_says_is_checked_before_the_link_is_used() {
    let (app, _clock, _folder) = empty().await;
    let token = first_token(&app).await;
    let refused = async |said: FirstOwner<'_>| match app.accept_first(&token, &said, DESK).await {
        Err(Refusal::Invalid { field, why }) => (field, why),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("taken"),
    };
    assert_eq!(refused(FirstOwner { workspace: " ", ..first() }).await, ("workspace", "empty"));
    assert_eq!(refused(FirstOwner { email: "lea", ..first() }).await, ("email", "not_a_mail_address"));
    assert_eq!(refused(FirstOwner { account: account("Léa", "short"), ..first() }).await, ("password", "too_short"));
    let nowhere = NewAccount { time_zone: "Europe/Atlantis", ..account("Léa", PASSWORD) };
    assert_eq!(refused(FirstOwner { account: nowhere, ..first() }).await, ("time_zone", "unknown"));
    app.accept_first(&token, &first(), DESK).await.unwrap();
}

#[tokio::test]
async fn a_session_ends_by_leaving_by_another_and_by_time() {
    TestApp::each(|t| async move {
        let one = owner(&t).await;
        let opened = t.app.sign_in("LEA@solenne.example", PASSWORD, DESK).await.unwrap();
        let other = signed(&t.app, &opened).await;
        assert_eq!(t.app.sessions(&one).await.unwrap().len(), 2);
        t.app.sign_out(&other).await.unwrap();
        assert!(t.app.signed(opened.cookie.reveal()).await.unwrap().is_none());
        assert!(matches!(t.app.end_session(&one, other.session.id).await, Err(Refusal::NoSuch(Noun::Session))));

        let opened = t.app.sign_in("lea@solenne.example", PASSWORD, DESK).await.unwrap();
        assert_eq!(t.app.end_other_sessions(&one).await.unwrap(), 1);
        assert!(t.app.signed(opened.cookie.reveal()).await.unwrap().is_none());

        let opened = t.app.sign_in("lea@solenne.example", PASSWORD, DESK).await.unwrap();
        t.wait(SESSION_SECONDS - 1);
        assert!(t.app.signed(opened.cookie.reveal()).await.unwrap().is_some());
        t.wait(1);
        assert!(t.app.signed(opened.cookie.reveal()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_session_of_another_user_cannot_be_ended() {
    let t = TestApp::new().await;
    let one = owner(&t).await;
    t.app.user_add("paul@solenne.example", &account("Paul", PASSWORD), None).await.unwrap();
    let opened = t.app.sign_in("paul@solenne.example", PASSWORD, DESK).await.unwrap();
    let paul = signed(&t.app, &opened).await;
    assert!(matches!(t.app.end_session(&one, paul.session.id).await, Err(Refusal::NoSuch(Noun::Session))));
    assert!(t.app.signed(opened.cookie.reveal()).await.unwrap().is_some());
}

#[tokio::test]
async fn guessing_a_password_is_stopped_for_a_while() {
    let t = TestApp::new().await;
    t.app.user_password("lea@solenne.example", PASSWORD).await.unwrap();
    let sign_in = async |password: &str| t.app.sign_in("lea@solenne.example", password, DESK).await.map(drop);
    for _ in 0..10 {
        assert!(matches!(sign_in("wrong").await, Err(Refusal::WrongPassword)));
    }
    assert!(matches!(sign_in(PASSWORD).await, Err(Refusal::TooOften { seconds: 1..=901 })));
    t.wait(15 * 60);
    sign_in(PASSWORD).await.unwrap();
}

#[tokio::test]
async fn trying_many_accounts_from_one_address_is_stopped_and_another_address_is_not() {
    let t = TestApp::new().await;
    t.app.user_password("lea@solenne.example", PASSWORD).await.unwrap();
    let mut stopped = 0;
    for n in 0..45 {
        match t.app.sign_in(&format!("nobody{n}@solenne.example"), "wrong", DESK).await {
            Err(Refusal::TooOften { .. }) => stopped += 1,
            Err(Refusal::WrongPassword) => {}
            _ => panic!("nobody has such an account"),
        }
    }
    assert_eq!(stopped, 5);
    t.app.sign_in("lea@solenne.example", PASSWORD, Browser { address: "198.51.100.1", ..DESK }).await.unwrap();
}

#[tokio::test]
async fn a_closed_account_and_no_account_are_told_alike() {
    let t = TestApp::new().await;
    t.app.user_add("paul@solenne.example", &account("Paul", PASSWORD), None).await.unwrap();
    let opened = t.app.sign_in("paul@solenne.example", PASSWORD, DESK).await.unwrap();
    t.app.user_disable("paul@solenne.example").await.unwrap();
    assert!(t.app.signed(opened.cookie.reveal()).await.unwrap().is_none());
    for email in ["paul@solenne.example", "nobody@solenne.example"] {
        assert!(matches!(t.app.sign_in(email, PASSWORD, DESK).await, Err(Refusal::WrongPassword)), "{email}");
    }
    assert!(matches!(t.app.user_disable("lea@solenne.example").await, Err(Refusal::LastOwner)));
}

#[tokio::test]
async fn changing_the_password_needs_the_old_one_and_ends_the_other_sessions() {
    let t = TestApp::new().await;
    let signed = owner(&t).await;
    let other = t.app.sign_in("lea@solenne.example", PASSWORD, DESK).await.unwrap();
    let wrong = NewPassword { current: "not this one", password: "a brand new one" };
    let refused = t.app.change_password(&signed, wrong, DESK.address).await;
    assert!(matches!(refused, Err(Refusal::Invalid { field: "current", why: "wrong" })));
    let right = NewPassword { current: PASSWORD, password: "a brand new one" };
    assert_eq!(t.app.change_password(&signed, right, DESK.address).await.unwrap(), 1);
    assert!(t.app.signed(other.cookie.reveal()).await.unwrap().is_none());
    assert!(t.app.sign_in("lea@solenne.example", PASSWORD, DESK).await.is_err());
    t.app.sign_in("lea@solenne.example", "a brand new one", DESK).await.unwrap();
}

#[tokio::test]
async fn an_invitation_makes_a_member_once_with_the_hats_it_names() {
    TestApp::each(|t| async move {
        let invite =
            t.app.invite_member(&t.actor(), "Paul@solenne.example", &names(&["analyst", "community_manager"])).await.unwrap();
        assert_eq!(invite.posted, Posted::NoServer);
        let token = invite.link.reveal().strip_prefix("http://parvis.example/join/").unwrap().to_owned();
        let joined = t.app.accept_invitation(&token, Acceptance::New(account("Paul", PASSWORD)), DESK).await.unwrap();
        let paul = signed(&t.app, &joined.opened.unwrap()).await;
        assert_eq!(paul.actor(t.workspace).unwrap().hats, [Hat::CommunityManager, Hat::Analyst]);
        let again = t.app.accept_invitation(&token, Acceptance::New(account("Paul", PASSWORD)), DESK).await;
        assert!(matches!(again, Err(Refusal::NoSuch(Noun::Invitation))));
        let twice = t.app.invite_member(&t.actor(), "paul@solenne.example", &names(&["owner"])).await;
        assert!(matches!(twice, Err(Refusal::Invalid { field: "email", why: "member_already" })));
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_for_one_mail_address_only() {
    let t = TestApp::new().await;
    let (elsewhere, boss) = t.another_workspace("Brume").await;
    let boss =
        Actor { user: Some(boss), name: "Boss".to_owned(), workspace: elsewhere, hats: vec![Hat::Owner], means: Means::Page };
    let invite = t.app.invite_member(&boss, "lea@solenne.example", &names(&["analyst"])).await.unwrap();
    let token = invite.link.reveal().rsplit('/').next().unwrap().to_owned();
    t.app.user_add("paul@solenne.example", &account("Paul", PASSWORD), None).await.unwrap();
    let paul = signed(&t.app, &t.app.sign_in("paul@solenne.example", PASSWORD, DESK).await.unwrap()).await;
    assert!(t.app.accept_invitation(&token, Acceptance::Signed(&paul), DESK).await.is_err());
    let made_up = Acceptance::New(account("Mallory", PASSWORD));
    assert!(matches!(t.app.accept_invitation(&token, made_up, DESK).await, Err(Refusal::Taken(Noun::Member))));
    assert!(t.app.accept_invitation(&token, Acceptance::Password("wrong"), DESK).await.is_err());
    let lea = owner(&t).await;
    let joined = t.app.accept_invitation(&token, Acceptance::Signed(&lea), DESK).await.unwrap();
    assert!(joined.opened.is_none());
    let memberships = t.store.memberships(t.owner).await.unwrap();
    assert_eq!(memberships.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Brume", "Solenne"]);
}

#[tokio::test]
async fn an_invitation_ends_by_a_newer_one_by_being_taken_back_and_by_time() {
    let t = TestApp::new().await;
    let hats = names(&["analyst"]);
    let token = async || {
        let invite = t.app.invite_member(&t.actor(), "paul@solenne.example", &hats).await.unwrap();
        invite.link.reveal().rsplit('/').next().unwrap().to_owned()
    };
    let (one, other) = (token().await, token().await);
    assert!(t.app.invitation(&one).await.is_err());
    t.app.invitation(&other).await.unwrap();
    let id = t.reader().invitations(t.now()).await.unwrap()[0].id;
    let (elsewhere, boss) = t.another_workspace("Brume").await;
    let boss = Actor { workspace: elsewhere, ..t.actor_with(boss, &[Hat::Owner]) };
    assert!(t.app.withdraw_invitation(&boss, id).await.is_err(), "another workspace's");
    t.app.withdraw_invitation(&t.actor(), id).await.unwrap();
    assert!(t.app.invitation(&other).await.is_err());
    let third = token().await;
    t.wait(INVITATION_SECONDS);
    assert!(t.app.invitation(&third).await.is_err());
}

#[tokio::test]
async fn only_who_governs_changes_the_workspace() {
    let t = TestApp::new().await;
    for hat in Hat::ALL.into_iter().filter(|hat| *hat != Hat::Owner) {
        let actor = t.actor_with(t.owner, &[hat]);
        let hats = names(&["owner"]);
        let form = WorkspaceForm { name: "Mine", colour: "1", language: "en", time_zone: "UTC" };
        let mail = MailForm { host: "a.example", port: "25", security: "none", user: "", password: "", from: "a@a.example" };
        let refused = [
            t.app.invite_member(&actor, "x@a.example", &hats).await.map(drop),
            t.app.change_hats(&actor, t.owner, &hats).await,
            t.app.add_token(&actor, "mine", true).await.map(drop),
            t.app.save_workspace(&actor, form).await,
            t.app.save_mail_server(&actor, mail).await,
            t.app.remove_mail_server(&actor).await,
            t.app.mail_shown(&actor).await.map(drop),
            t.app.test_mail(&actor).await.map(drop),
        ];
        for (at, outcome) in refused.into_iter().enumerate() {
            assert!(matches!(outcome, Err(Refusal::NotAllowed(_))), "{} did {at}", hat.name());
        }
    }
    let reading = Actor { means: Means::ReadToken, ..t.actor() };
    assert!(matches!(t.app.add_token(&reading, "more", true).await, Err(Refusal::NotAllowed(_))));
}

#[tokio::test]
async fn the_last_owner_stays_and_stays_owner() {
    TestApp::each(|t| async move {
        let analyst = names(&["analyst"]);
        assert!(matches!(t.app.change_hats(&t.actor(), t.owner, &analyst).await, Err(Refusal::LastOwner)));
        assert!(matches!(t.app.remove_member(&t.actor(), t.owner).await, Err(Refusal::LastOwner)));
        let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
        let as_paul = t.actor_with(paul, &[Hat::Analyst]);
        assert!(matches!(t.app.remove_member(&as_paul, t.owner).await, Err(Refusal::NotAllowed(_))));
        t.app.change_hats(&t.actor(), paul, &names(&["owner"])).await.unwrap();
        t.app.change_hats(&t.actor(), t.owner, &analyst).await.unwrap();
        t.app.remove_member(&t.actor_with(t.owner, &[Hat::Analyst]), t.owner).await.unwrap();
        assert_eq!(t.reader().members().await.unwrap().len(), 1);
        assert!(matches!(t.app.change_hats(&t.actor(), t.owner, &analyst).await, Err(Refusal::NoSuch(Noun::Member))));
    })
    .await;
}

#[tokio::test]
async fn a_token_acts_with_the_hats_of_its_maker_until_either_goes() {
    TestApp::each(|t| async move {
        let paul = t.member("paul@solenne.example", &[Hat::Owner]).await;
        let reading = t.app.add_token(&t.actor_with(paul, &[Hat::Owner]), " monday\nexport ", false).await.unwrap();
        let writing = t.app.add_token(&t.actor_with(paul, &[Hat::Owner]), "robot", true).await.unwrap();
        let means = async |secret: &str| t.app.signed_token(secret).await.unwrap().map(|signed| signed.actor.means);
        assert_eq!(means(reading.secret.reveal()).await, Some(Means::ReadToken));
        assert_eq!(means(writing.secret.reveal()).await, Some(Means::WriteToken));
        assert_eq!(t.reader().tokens().await.unwrap()[1].name, "monday export");
        t.app.revoke_token(&t.actor(), reading.id).await.unwrap();
        assert_eq!(means(reading.secret.reveal()).await, None);
        assert!(matches!(t.app.revoke_token(&t.actor(), reading.id).await, Err(Refusal::NoSuch(Noun::Token))));
        t.app.remove_member(&t.actor(), paul).await.unwrap();
        assert_eq!(means(writing.secret.reveal()).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_token_that_asks_too_often_waits() {
    let t = TestApp::new().await;
    let token = t.app.add_token(&t.actor(), "busy", false).await.unwrap();
    for _ in 0..API_ALLOWANCE.times {
        t.app.count_api_request(token.id).unwrap();
    }
    assert!(matches!(t.app.count_api_request(token.id), Err(Refusal::TooOften { seconds: 1..=61 })));
    t.wait(60);
    t.app.count_api_request(token.id).unwrap();
}

#[tokio::test]
async fn looks_and_profile_are_kept_and_leave_the_password_alone() {
    let t = TestApp::new().await;
    let signed = owner(&t).await;
    t.app.save_preferences(&signed, Preferences { theme: Some("dark"), density: Some("compact") }).await.unwrap();
    t.app.user_password("lea@solenne.example", "changed meanwhile").await.unwrap();
    let profile = Profile { name: "Léa M.", language: "fr", time_zone: "America/Toronto" };
    t.app.save_profile(&signed, profile).await.unwrap();
    let user = t.store.user(t.owner).await.unwrap().unwrap();
    assert_eq!((user.name.as_str(), user.language.as_str(), user.time_zone.as_str()), ("Léa M.", "fr", "America/Toronto"));
    t.app.sign_in("lea@solenne.example", "changed meanwhile", DESK).await.unwrap();
    let unknown = Preferences { theme: Some("neon"), density: None };
    assert!(matches!(t.app.save_preferences(&signed, unknown).await, Err(Refusal::Invalid { field: "theme", .. })));
}

#[tokio::test]
async fn a_workspace_is_made_by_an_owner_and_has_nothing_of_the_other() {
    let t = TestApp::new().await;
    let signed = owner(&t).await;
    let form = WorkspaceForm { name: "Brume", colour: "3", language: "en", time_zone: "Europe/Paris" };
    let id = t.app.add_workspace(&signed, form).await.unwrap();
    assert_ne!(id, t.workspace);
    assert_eq!(t.store.reader(id).members().await.unwrap().len(), 1);
    let paul = t.member("paul@solenne.example", &[Hat::Analyst]).await;
    t.app.user_password("paul@solenne.example", PASSWORD).await.unwrap();
    let opened = t.app.sign_in("paul@solenne.example", PASSWORD, DESK).await.unwrap();
    let paul_signed = self::signed(&t.app, &opened).await;
    assert_eq!(paul_signed.user.id, paul);
    assert!(matches!(t.app.add_workspace(&paul_signed, form).await, Err(Refusal::NotAllowed(_))));
}

#[tokio::test]
async fn the_mail_servers_password_is_sealed_kept_and_never_sent_in_the_clear() {
    TestApp::each(|t| async move {
        let said = MailForm {
            host: "smtp.solenne.example",
            port: "587",
            security: "start_tls",
            user: "parvis",
            password: "p4ss-of-mail",
            from: "Parvis <parvis@solenne.example>",
        };
        t.app.save_mail_server(&t.actor(), said).await.unwrap();
        let stored = t.reader().setting("mail").await.unwrap().unwrap();
        assert!(!stored.contains("p4ss-of-mail"), "{stored}");
        let shown = serde_json::to_string(&t.app.mail_shown(&t.actor()).await.unwrap().unwrap()).unwrap();
        assert!(!shown.contains("p4ss") && shown.contains("\"has_password\":true"), "{shown}");
        t.app.save_mail_server(&t.actor(), MailForm { password: "", port: "465", security: "tls", ..said }).await.unwrap();
        let server = t.app.mail_server(t.workspace).await.unwrap().unwrap();
        assert_eq!((server.port, server.login.unwrap().1.reveal()), (465, "p4ss-of-mail"));
        let refused = [
            (MailForm { security: "none", ..said }, ("security", "password_in_clear")),
            (MailForm { from: "parvis", ..said }, ("from", "not_a_mail_address")),
            (MailForm { port: "0", ..said }, ("port", "not_a_number")),
            (MailForm { host: " ", ..said }, ("host", "empty")),
            (MailForm { password: "", host: "smtp.elsewhere.example", ..said }, ("password", "empty")),
        ];
        for (form, expected) in refused {
            match t.app.save_mail_server(&t.actor(), form).await {
                Err(Refusal::Invalid { field, why }) => assert_eq!((field, why), expected),
                other => panic!("{expected:?}: {other:?}"),
            }
        }
        t.app.remove_mail_server(&t.actor()).await.unwrap();
        assert!(t.app.mail_server(t.workspace).await.unwrap().is_none());
        assert!(matches!(t.app.test_mail(&t.actor()).await, Err(Refusal::NoMailServer)));
    })
    .await;
}

#[tokio::test]
async fn no_line_of_the_log_holds_a_secret() {
    let t = TestApp::new().await;
    let signed = owner(&t).await;
    let token = t.app.add_token(&t.actor(), "robot", true).await.unwrap();
    let invite = t.app.invite_member(&t.actor(), "paul@solenne.example", &names(&["analyst"])).await.unwrap();
    let link_token = invite.link.reveal().rsplit('/').next().unwrap().to_owned();
    let joined = t.app.accept_invitation(&link_token, Acceptance::New(account("Paul", "paul likes apples")), DESK).await.unwrap();
    let paul = joined.opened.unwrap();
    let mail = MailForm {
        host: "smtp.a.example",
        port: "587",
        security: "start_tls",
        user: "u",
        password: "p4ss-of-mail",
        from: "a@a.example",
    };
    t.app.save_mail_server(&t.actor(), mail).await.unwrap();
    t.app.change_password(&signed, NewPassword { current: PASSWORD, password: "a brand new one" }, "").await.unwrap();
    t.app.sign_out(&signed).await.unwrap();
    let events = t.store.events_after(0, &[], 1_000).await.unwrap();
    let verbs: Vec<&str> = events.iter().map(|event| event.verb.as_str()).collect();
    let expected = [
        "user.password_changed",
        "session.opened",
        "token.added",
        "member.invited",
        "member.joined",
        "mail.saved",
        "user.password_changed",
        "session.ended",
    ];
    assert_eq!(verbs, expected, "each verb writes one line");
    let log = format!("{events:?}");
    let hashes = [t.store.user(t.owner).await.unwrap().unwrap().password_hash];
    let secrets = [
        PASSWORD,
        "a brand new one",
        "paul likes apples",
        "p4ss-of-mail",
        token.secret.reveal(),
        &link_token,
        paul.cookie.reveal(),
        &hashes[0],
    ];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} in {log}");
        assert!(!format!("{:?}", signed).contains(secret), "{secret} in the Debug of who is signed in");
    }
}

//! `parvis doctor` and `parvis channel` on a real data folder, beside a network that is as well as it is asked to be.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
};

use domain::Clock;
use serde_json::Value;
use store::{Id, Store, job::NewJob, workspace::Workspace};
use testkit::{FakeNetwork, Keys};

use crate::installation;

/// Longer than work may lie untouched, microseconds.
const LONG_US: i64 = 10 * 60 * 1_000_000;

fn run(data: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The command in a thread of its own, so that the network of the test answers meanwhile.
async fn parvis(data: &Path, arguments: &[&str], input: &str) -> Output {
    let (data, input) = (data.to_owned(), input.to_owned());
    let arguments: Vec<String> = arguments.iter().map(|one| (*one).to_owned()).collect();
    tokio::task::spawn_blocking(move || run(&data, &arguments.iter().map(String::as_str).collect::<Vec<_>>(), &input))
        .await
        .unwrap()
}

/// What the doctor found: whether all is well enough, and the health of each check with its sentence.
async fn doctor(data: &Path) -> (bool, Vec<(String, String, String)>) {
    let output = parvis(data, &["doctor", "--format", "json"], "").await;
    let found: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let word = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    let findings = found["findings"].as_array().unwrap();
    let findings = findings.iter().map(|one| (word(one, "check"), word(one, "health"), word(one, "message"))).collect();
    (output.status.success(), findings)
}

fn of<'a>(findings: &'a [(String, String, String)], check: &str) -> &'a (String, String, String) {
    findings.iter().find(|(name, ..)| name == check).unwrap_or_else(|| panic!("{check} is not in {findings:#?}"))
}

async fn installed(data: &Path) -> (Store, Id<Workspace>) {
    let (store, workspace) = installation::make(data, Clock::machine().now().as_microsecond()).await;
    // The first command makes the key.
    assert!(parvis(data, &["workspace", "list"], "").await.status.success());
    (store, workspace)
}

async fn connected(data: &Path, network: &FakeNetwork, token: &str) -> String {
    let server = format!("server={}", network.url());
    let arguments = ["channel", "connect", "mastodon", "--workspace", "1", "--set", &server, "--secrets", "-"];
    let output = parvis(data, &arguments, &format!("token={token}\n")).await;
    assert!(output.status.success(), "{output:?}");
    out(&output).trim().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_says_what_is_well_and_what_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (well, findings) = doctor(&data).await;
    assert!(!well && of(&findings, "folder").2.contains("is not there") && !data.exists(), "{findings:#?}");
    let (store, workspace) = installed(&data).await;
    let network = FakeNetwork::start(Keys::Kept).await;
    connected(&data, &network, "solenne").await;
    let (well, findings) = doctor(&data).await;
    assert!(well, "{findings:#?}");
    for check in ["folder", "key", "disk", "database", "work", "channel", "clock"] {
        assert_eq!(of(&findings, check).1, "well", "{check}: {findings:#?}");
    }
    let human = parvis(&data, &["doctor"], "").await;
    assert!(out(&human).lines().any(|line| line.starts_with("well\tchannel\tSolenne, ")) && err(&human).is_empty(), "{human:?}");

    // Nobody is at the work.
    let now = Clock::machine().now().as_microsecond();
    let tx = store.begin().await.unwrap();
    let (lane, key) = ("late".to_owned(), "late".to_owned());
    let job = NewJob { workspace_id: workspace, kind: "notice", key, lane, payload: "{}".to_owned(), due_at: now - LONG_US };
    tx.enqueue(&job, now).await.unwrap();
    tx.commit().await.unwrap();
    // Others may read the key; the network forgets our token.
    fs::set_permissions(data.join("key"), fs::Permissions::from_mode(0o644)).unwrap();
    network.kill("solenne");
    let (well, findings) = doctor(&data).await;
    assert!(!well);
    for (check, part) in [("work", "nobody takes it up"), ("key", "chmod 600"), ("channel", "Make a new key there")] {
        let (_, health, message) = of(&findings, check);
        assert!(health == "broken" && message.contains(part), "{check}: {findings:#?}");
    }
    // Without its key nothing is opened, and none is made in its place.
    fs::rename(data.join("key"), data.join("away")).unwrap();
    let (well, findings) = doctor(&data).await;
    assert!(!well && of(&findings, "key").2.contains("bring it back") && !data.join("key").exists(), "{findings:#?}");
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_tells_tables_that_are_behind_and_brings_nothing_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (store, _) = installed(&data).await;
    store.close().await.unwrap();
    fs::remove_file(data.join("parvis.db")).unwrap();
    let (well, findings) = doctor(&data).await;
    assert!(!well && of(&findings, "database").2.contains("is not there") && !data.join("parvis.db").exists(), "{findings:#?}");
    fs::write(data.join("parvis.db"), "").unwrap();
    for _ in 0..2 {
        let (well, findings) = doctor(&data).await;
        assert!(!well && of(&findings, "database").2.contains("version 0 of"), "{findings:#?}");
    }
    assert!(parvis(&data, &["migrate"], "").await.status.success());
    assert_eq!(of(&doctor(&data).await.1, "database").1, "well");
}

#[tokio::test(flavor = "multi_thread")]
async fn channels_are_connected_tested_and_let_go_by_command() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (store, _) = installed(&data).await;
    let network = FakeNetwork::start(Keys::Kept).await;
    let server = format!("server={}", network.url());
    let connect = ["channel", "connect", "mastodon", "--workspace", "1", "--set", &server];
    let refused = parvis(&data, &[&connect[..], &["--set", "token=solenne"]].concat(), "").await;
    assert!(!refused.status.success() && err(&refused).contains("is a secret") && out(&refused).is_empty(), "{refused:?}");
    let unknown = parvis(&data, &[&connect[..], &["--set", "colour=red"]].concat(), "").await;
    assert!(err(&unknown).contains("asks for no colour, but for: server, token"), "{unknown:?}");

    let id = connected(&data, &network, "solenne").await;
    let listed = parvis(&data, &["channel", "list", "--workspace", "1"], "").await;
    assert_eq!(out(&listed), format!("{id}\tmastodon\tCompte solenne\t@solenne@127.0.0.1\tconnected\n"));
    let test = ["channel", "test", id.as_str(), "--workspace", "1"];
    assert!(parvis(&data, &test, "").await.status.success());
    network.kill("solenne");
    let lost = parvis(&data, &test, "").await;
    assert!(!lost.status.success() && err(&lost).contains("The access token is invalid"), "{lost:?}");
    let reconnect = ["channel", "reconnect", id.as_str(), "--workspace", "1", "--secrets", "-"];
    let other = parvis(&data, &reconnect, "token=somebody\n").await;
    assert!(err(&other).contains("account: "), "another account is not this channel: {other:?}");
    let disconnect = ["channel", "disconnect", id.as_str(), "--workspace", "1"];
    assert!(parvis(&data, &disconnect, "").await.status.success());
    assert_eq!(out(&parvis(&data, &["channel", "list", "--workspace", "1"], "").await), "");
    let networks = Command::new(env!("CARGO_BIN_EXE_parvis")).args(["channel", "networks"]).output().unwrap();
    let networks = out(&networks);
    assert!(networks.contains("bluesky\t") && networks.contains("\tproven against the real server\n"), "{networks}");
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn access_is_granted_at_the_network_and_pasted_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (store, _) = installed(&data).await;
    let network = FakeNetwork::start(Keys::Kept).await;
    let unknown = parvis(&data, &["channel", "connect", "x", "--workspace", "1"], "").await;
    assert!(err(&unknown).contains("parvis channel application"), "{unknown:?}");
    let keys = ["channel", "application", "x", "--workspace", "1", "--id", "our-app", "--secret", "-"];
    let kept = parvis(&data, &keys, "a secret of ours\n").await;
    assert!(out(&kept).contains("/channels/consent"), "{kept:?}");
    let sent = parvis(&data, &["channel", "connect", "x", "--workspace", "1"], "").await;
    assert!(err(&sent).contains("client_id=our-app") && err(&sent).contains("nothing was pasted"), "{sent:?}");

    let (at, place) = (format!("server={}", network.url()), data.clone());
    let output = tokio::task::spawn_blocking(move || {
        let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
            .args(["channel", "connect", "mastodon", "--workspace", "1", "--set", &at, "--data"])
            .arg(&place)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        while !line.starts_with("http") {
            line.clear();
            assert!(told.read_line(&mut line).unwrap() > 0, "no address was shown");
        }
        let state = line.trim().split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "http://127.0.0.1:8080/channels/consent?code=elodie&state={state}").unwrap();
        drop(input);
        child.wait_with_output().unwrap()
    })
    .await
    .unwrap();
    assert!(output.status.success(), "{output:?}");
    let listed = parvis(&data, &["channel", "list", "--workspace", "1"], "").await;
    assert!(out(&listed).starts_with(&format!("{}\tmastodon\tCompte elodie", out(&output).trim())), "{listed:?}");
    store.close().await.unwrap();
}

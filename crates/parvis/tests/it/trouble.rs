//! A full disk, and a database that another program holds or that is damaged: told in a sentence, nothing lost, and well again afterwards.
#![expect(clippy::print_stderr, reason = "a test that cannot be set up says why it was skipped")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use domain::Clock;
use store::{Id, workspace::Workspace};

use crate::installation::{self, Running, log_text};

const DISK_FULL: &str = "The disk that holds the data is full";
const LOCKED: &str = "Another program holds the database";
/// How often the disk must be found full before there is room again: the first time could leave the next one stuck.
const TOLD_TIMES: u32 = 3;
/// How often it is looked whether the worker has found out, twice a second.
const LOOKS_MAX: u32 = 240;
/// What SQLite has set aside already takes a few writes more.
const TRIES_MAX: u32 = 100;
const SOURCES: u32 = 60;
const PASSWORD: &str = "seven green bottles";

/// A small disk of one's own, taken away at the end.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where disks may not be mounted.
    fn mount(at: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output().ok()?;
        mounted.status.success().then(|| Self(at.to_owned()))
    }

    /// Fills what is left.
    fn fill(&self) {
        use std::io::Write;
        let mut ballast = fs::File::create(self.0.join("ballast")).unwrap();
        while ballast.write_all(&[0; 1024]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("ballast")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A data folder with an account that can sign in.
async fn with_account(data: &Path) -> Id<Workspace> {
    let now = Clock::machine().now().as_microsecond();
    let (store, workspace) = installation::make(data, now).await;
    // Nothing answers there, and one host is visited slowly: for a while there is always a visit to write down.
    for source in 0..SOURCES {
        installation::add_source(&store, workspace, &format!("http://127.0.0.1:9/{source}.xml"), now).await;
    }
    store.close().await.unwrap();
    let (made, said) = add_user(data, workspace.get());
    assert!(made, "{said}");
    workspace
}

fn add_user(data: &Path, workspace: i64) -> (bool, String) {
    use std::{io::Write, process::Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["user", "add", "lea@solenne.example", "--name", "Léa", "--hat", "owner", "--workspace", &workspace.to_string()])
        .arg("--data")
        .arg(data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Signing in writes a session.
fn sign_in(running: &Running) -> (u16, String) {
    running.ask("POST", "/sign-in", &format!("email=lea%40solenne.example&password={}", PASSWORD.replace(' ', "+")))
}

/// Whether, before long, the worker finds out by itself, and says so to who watches the machine and on every page of who is `signed` in.
fn is_told(running: &Running, signed: &str, workspace: Id<Workspace>) -> bool {
    let cookie =
        signed.lines().filter_map(|line| line.strip_prefix("set-cookie: ")).find(|line| line.starts_with("parvis_session"));
    let cookie = cookie.and_then(|line| line.split(';').next()).unwrap();
    for _ in 0..LOOKS_MAX {
        let (status, said) = running.ask("GET", "/health", "");
        if status == 503 && said.contains("the disk is full") {
            let (status, page) = running.ask_as(cookie, "GET", &format!("/w/{workspace}/today"), "");
            return status == 200 && page.contains("nothing new is collected");
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    false
}

#[tokio::test]
async fn a_full_disk_is_told_and_work_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    let Some(small) = SmallDisk::mount(&disk, 16_384) else {
        eprintln!("skipped: a small disk can be mounted by root only");
        return;
    };
    let data = disk.join("data");
    let workspace = with_account(&data).await;
    // Where the log goes must not fill up: it stands beside the data folder, so it is made a link to elsewhere.
    let log = folder.path().join("log");
    fs::write(&log, "").unwrap();
    std::os::unix::fs::symlink(&log, data.with_extension("log")).unwrap();
    let mut running = Running::start(&data, "all");
    let (status, signed) = sign_in(&running);
    assert_eq!(status, 303);
    small.fill();
    let mut told = 0;
    for _ in 0..TRIES_MAX {
        let (status, page) = sign_in(&running);
        if status == 500 {
            assert!(page.contains(DISK_FULL), "{page}");
            told += 1;
        }
        if told == TOLD_TIMES {
            break;
        }
    }
    assert_eq!(told, TOLD_TIMES, "the disk was never full: {}", log_text(&data));
    assert!(log_text(&data).contains("DiskFull"), "{}", log_text(&data));
    assert_eq!(running.ask("GET", "/sign-in", "").0, 200);
    assert!(is_told(&running, &signed, workspace), "{}", log_text(&data));
    small.make_room();
    assert_eq!(sign_in(&running).0, 303, "{}", log_text(&data));
    assert!(running.is_up());
    running.kill();
    let (equal, said) = installation::command(&data, &["rollups", "--check"]);
    assert!(equal, "{said}");
    drop(small);
}

#[tokio::test]
async fn a_database_that_another_program_holds_is_told_and_work_goes_on_when_it_lets_go() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    with_account(&data).await;
    let mut running = Running::start(&data, "all");
    let other = installation::open(&data).await;
    let held = other.begin().await.unwrap();
    let (running_back, (status, page)) = tokio::task::spawn_blocking(move || {
        let answer = sign_in(&running);
        assert!(running.is_up());
        (running, answer)
    })
    .await
    .unwrap();
    assert_eq!(status, 500, "{page}");
    assert!(page.contains(LOCKED), "{page}");
    drop(held);
    other.close().await.unwrap();
    let running = running_back;
    assert_eq!(sign_in(&running).0, 303, "{}", log_text(&data));
    assert!(log_text(&data).contains("Locked"), "{}", log_text(&data));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    with_account(&data).await;
    fs::write(data.join("parvis.db"), "what a disk that failed gives back\n".repeat(1_000)).unwrap();
    let (well, said) = installation::command(&data, &["doctor"]);
    assert!(!well && said.contains("The database is damaged"), "{said}");
}

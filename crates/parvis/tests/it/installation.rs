//! A data folder, and the program at work on it.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use store::{Id, Store, source::Source, workspace::Workspace};

/// Ranges that the program may fetch from in a test.
const SETTINGS: &str = "allowed_ranges = [\"127.0.0.0/8\"]\ncontact = \"tests@parvis.example\"\n";
/// How long an answer may take: a database that another holds is waited for.
const ANSWER_TIME_MAX: Duration = Duration::from_secs(120);

/// A process that is killed when the test ends, however it ends.
pub(crate) struct Running {
    child: Child,
    /// Where the pages are: host and port.
    pub(crate) at: String,
    _out: BufReader<ChildStdout>,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    /// Starts `parvis serve` and waits until it says where it is.
    pub(crate) fn start(data: &Path, role: &str) -> Self {
        let log = fs::OpenOptions::new().create(true).append(true).open(log_of(data)).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
            .args(["serve", "--listen", "127.0.0.1:0", "--role", role, "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let at = line.trim().strip_prefix("Parvis is at http://").unwrap_or_else(|| panic!("{line:?} {}", log_text(data)));
        Self { at: at.to_owned(), child, _out: out }
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Whether the process is still there.
    pub(crate) fn is_up(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// One request as a browser of our own page sends it; the status and everything that was answered.
    pub(crate) fn ask(&self, method: &str, path: &str, form: &str) -> (u16, String) {
        self.ask_as("", method, path, form)
    }

    /// The same with a cookie.
    pub(crate) fn ask_as(&self, cookie: &str, method: &str, path: &str, form: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.at).unwrap();
        stream.set_read_timeout(Some(ANSWER_TIME_MAX)).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\norigin: http://{}\r\nconnection: close\r\naccept-language: en\r\ncookie: {cookie}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.at,
            self.at,
            form.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, answer)
    }
}

fn log_of(data: &Path) -> PathBuf {
    data.with_extension("log")
}

/// What the program wrote to standard error.
pub(crate) fn log_text(data: &Path) -> String {
    fs::read_to_string(log_of(data)).unwrap_or_default()
}

/// Opens the database of a data folder beside the program.
pub(crate) async fn open(data: &Path) -> Store {
    Store::open(&format!("sqlite:{}", data.join("parvis.db").display())).await.unwrap()
}

/// Makes a data folder with a workspace, and gives its database.
pub(crate) async fn make(data: &Path, now: i64) -> (Store, Id<Workspace>) {
    fs::create_dir_all(data).unwrap();
    fs::write(data.join("parvis.toml"), SETTINGS).unwrap();
    let store = open(data).await;
    let tx = store.begin().await.unwrap();
    let workspace = tx.add_workspace("Solenne", "1", "en", "Europe/Paris", now).await.unwrap();
    tx.commit().await.unwrap();
    (store, workspace)
}

/// Adds a source whose first visit is due.
pub(crate) async fn add_source(store: &Store, workspace: Id<Workspace>, address: &str, now: i64) -> Id<Source> {
    let source = Source { kind: "news".to_owned(), ..Source::new(workspace, address, now) };
    let tx = store.begin().await.unwrap();
    let id = tx.add_source(&source, &domain::address::canonical(address).unwrap()).await.unwrap();
    tx.enqueue(&app::listen::visit::job(workspace, id, address, now), now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Runs a command of the program on a data folder; whether it succeeded, and what it said.
pub(crate) fn command(data: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_parvis")).args(arguments).arg("--data").arg(data).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (output.status.success(), said)
}

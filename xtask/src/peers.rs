//! `cargo xtask peers`: the adapters against real servers of other programs.
//!
//! Each peer is a shell script in `xtask/peers`, which installs it into a cache outside the repository and serves it until its standard
//! input closes. That end of the pipe is ours, so the servers go when we do, however we go. One that cannot be installed is reported as
//! skipped; one that runs and fails, fails.

use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// The peers, the quickest first: each is a script, a module of `crates/connect/tests/peers` and, in capitals, the end of a variable.
const PEERS: [&str; 5] = ["mail", "wordpress", "synapse", "ghost", "bluesky"];
/// How much of what a script said is shown when it failed, bytes.
const SAID_BYTES_MAX: usize = 2_000;

/// How a peer ended.
enum Outcome {
    Passed,
    Skipped(String),
    Failed(anyhow::Error),
}

/// Proves the adapters against the named peers, or all of them. Fails when a name is unknown, or a peer that runs fails.
pub(crate) fn run(names: &[String]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| !PEERS.contains(&name.as_str())) {
        bail!("there is no peer `{unknown}`; there are: {}", PEERS.join(", "));
    }
    let cache = cache()?;
    fs::create_dir_all(&cache)?;
    // Built before anything runs, so that no server waits for a compiler.
    shell::run(ground::cargo()?.args(["test", "--package", "connect", "--test", "peers", "--quiet", "--no-run"]))?;
    let mut ended: Vec<(&str, Duration, Outcome)> = Vec::new();
    for peer in PEERS.into_iter().filter(|peer| names.is_empty() || names.iter().any(|name| name == peer)) {
        println!("\n== {peer} ==");
        let began = Instant::now();
        let outcome = prove(peer, &cache).unwrap_or_else(Outcome::Failed);
        match &outcome {
            Outcome::Passed => {}
            Outcome::Skipped(reason) => println!("skipped: {reason}"),
            Outcome::Failed(error) => println!("failed: {error:#}"),
        }
        ended.push((peer, began.elapsed(), outcome));
    }
    println!();
    for (peer, time, outcome) in &ended {
        let word = match outcome {
            Outcome::Passed => "passed",
            Outcome::Skipped(_) => "skipped",
            Outcome::Failed(_) => "failed",
        };
        println!("{:>8.1} s  {word:<8}{peer}", time.as_secs_f64());
    }
    let failed: Vec<&str> =
        ended.iter().filter(|(_, _, end)| matches!(end, Outcome::Failed(_))).map(|(peer, ..)| *peer).collect();
    if failed.is_empty() { Ok(()) } else { bail!("the adapters failed against {}", failed.join(", ")) }
}

/// Where peers are installed: a folder of the user's cache, so that the next run finds them.
fn cache() -> Result<PathBuf> {
    let home = || ground::variable("HOME").map(|home| Path::new(&home).join(".cache"));
    let folder = ground::variable("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    Ok(folder.context("neither XDG_CACHE_HOME nor HOME says where a cache may be")?.join("parvis-peers"))
}

fn prove(peer: &str, cache: &Path) -> Result<Outcome> {
    if let Err(error) = install(peer, cache) {
        return Ok(Outcome::Skipped(format!("it could not be installed here: {error:#}")));
    }
    let folder = tempfile::Builder::new().prefix("parvis-peer-").tempdir()?;
    // Databases refuse to run as root and run as users of their own, who have to come through.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
    let server = Server::start(peer, cache, folder.path())?;
    let variable = format!("PARVIS_PEER_{}", peer.to_uppercase());
    let mut tests = ground::cargo()?;
    tests.args(["test", "--package", "connect", "--test", "peers", "--quiet", "--", &format!("{peer}::")]);
    let tested = shell::run(tests.env(variable, &server.told));
    drop(server);
    tested.map(|()| Outcome::Passed)
}

fn script(peer: &str, verb: &str, cache: &Path) -> Result<Command> {
    let mut command = Command::new("nice");
    command.args(["-n", "10", "sh"]).arg(ground::repository()?.join("xtask/peers/peer.sh")).args([peer, verb]);
    command.env("PARVIS_PEERS_CACHE", cache).stderr(Stdio::piped());
    Ok(command)
}

fn install(peer: &str, cache: &Path) -> Result<()> {
    let output = script(peer, "install", cache)?.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let from = said.ceil_char_boundary(said.len().saturating_sub(SAID_BYTES_MAX));
    bail!("{}", said[from..].trim().replace('\n', " / "))
}

/// A server that runs. Dropping it ends the server and waits until it has gone.
struct Server {
    /// Where it is and who we are there, as JSON.
    told: String,
    process: Child,
    /// Kept open: a script that says one more word must not fail at it.
    _said: BufReader<ChildStdout>,
}

impl Server {
    fn start(peer: &str, cache: &Path, folder: &Path) -> Result<Self> {
        let mut command = script(peer, "serve", cache)?;
        // Ctrl-C goes to the whole group in front; the servers are ended in order, by the pipe.
        command.env("PARVIS_PEERS_RUN", folder).process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.stderr(Stdio::inherit()).spawn().context("the peer could not be started")?;
        let mut said = BufReader::new(process.stdout.take().context("the peer has no output")?);
        let mut line = String::new();
        while said.read_line(&mut line)? > 0 {
            if let Some(told) = line.trim().strip_prefix("ready ") {
                return Ok(Self { told: told.to_owned(), process, _said: said });
            }
            if let Some(why) = line.trim().strip_prefix("failed ") {
                let why = why.to_owned();
                end(&mut process);
                bail!("{why}");
            }
            line.clear();
        }
        end(&mut process);
        bail!("the peer ended before it was ready")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

/// Closes the script's input and waits until it has ended its servers.
fn end(process: &mut Child) {
    drop(process.stdin.take());
    // It has no other way to go than to end; were the wait itself refused, nothing more could be done here.
    let _ = process.wait();
}

//! A private PostgreSQL for one run: its own folder, its own port, gone afterwards whatever happens.
//!
//! The server is the child of a small shell that waits for its standard input to close. That end of the pipe is ours, so
//! the server goes when we drop it, and also when we are interrupted or killed: no signal has to reach us.

use crate::{ground, shell};
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// How often a start is tried: another program may take the free port between our look and the start.
const START_TRIES_MAX: u32 = 3;
/// How long the server may take to answer, in milliseconds.
const READY_WAIT_MS_MAX: u64 = 30_000;
/// Between two looks whether it answers, in milliseconds.
const READY_LOOK_MS: u64 = 50;
/// The user that the server runs as when we are root, which `postgres` refuses to be. Debian's package makes it.
const SERVER_USER: &str = "postgres";
/// Ends the server by its own pid, then removes its folder. `$1` is the folder, the rest starts the server.
const SUPERVISOR: &str = r#"folder=$1; shift
trap '' INT TERM HUP
"$@" >"$folder/log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
rm -rf "$folder""#;

/// A running server. Dropping it ends the server and removes its folder.
pub(crate) struct Cluster {
    url: String,
    supervisor: Child,
}

impl Cluster {
    /// Makes a cluster with the programs in the folder `programs`, starts it and waits until it answers.
    pub(crate) fn start(programs: &Path) -> Result<Self> {
        let mut last = None;
        for _ in 0..START_TRIES_MAX {
            match Self::try_start(programs) {
                Ok(cluster) => return Ok(cluster),
                Err(error) => last = Some(error),
            }
        }
        Err(last.context("PostgreSQL was not tried")?)
    }

    /// Where tests find it: a superuser without password, the database `postgres`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn try_start(programs: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("parvis-postgres-").tempdir()?.keep();
        let started = initialise(programs, &folder).and_then(|()| launch(programs, &folder));
        if started.is_err() {
            // Best effort: the error that matters is the one of the start.
            let _ = fs::remove_dir_all(&folder);
        }
        started
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        end(&mut self.supervisor);
    }
}

/// Closes the supervisor's input and waits until it has ended the server.
fn end(supervisor: &mut Child) {
    drop(supervisor.stdin.take());
    // It has no other way to go than to end; were the wait itself refused, nothing more could be done here.
    let _ = supervisor.wait();
}

fn initialise(programs: &Path, folder: &Path) -> Result<()> {
    if ground::is_root() {
        shell::run(Command::new("chown").arg(SERVER_USER).arg(folder))?;
    }
    shell::read(
        unprivileged(&programs.join("initdb"))
            .args(["--username=parvis", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"])
            .arg(folder.join("cluster"))
            .current_dir(folder),
    )
    .context("the private PostgreSQL cluster could not be made")?;
    Ok(())
}

fn launch(programs: &Path, folder: &Path) -> Result<Cluster> {
    let port = free_port()?;
    let mut server = unprivileged(&programs.join("postgres"));
    server.arg("-D").arg(folder.join("cluster")).args(["-p", &port.to_string(), "-k"]).arg(folder);
    for setting in [
        "listen_addresses=127.0.0.1",
        "max_connections=200",
        "shared_buffers=256MB",
        // The cluster dies with the run: nothing of it has to outlive a power cut.
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
    ] {
        server.args(["-c", setting]);
    }
    let mut supervisor = Command::new("sh")
        .args(["-c", SUPERVISOR, "supervisor"])
        .arg(folder)
        .arg(server.get_program())
        .args(server.get_args())
        .current_dir("/")
        // Ctrl-C goes to the whole group in front; the server is ended in order, by the pipe.
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .context("the private PostgreSQL could not be started")?;
    if let Err(error) = wait_until_ready(programs, folder, port) {
        end(&mut supervisor);
        return Err(error);
    }
    Ok(Cluster { url: format!("postgres://parvis@127.0.0.1:{port}/postgres"), supervisor })
}

fn wait_until_ready(programs: &Path, folder: &Path, port: u16) -> Result<()> {
    let port = port.to_string();
    for _ in 0..READY_WAIT_MS_MAX / READY_LOOK_MS {
        let asked = Command::new(programs.join("pg_isready"))
            .args(["--quiet", "-h", "127.0.0.1", "-p", &port, "-U", "parvis"])
            .stdin(Stdio::null())
            .status()?;
        if asked.success() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(READY_LOOK_MS));
    }
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    bail!("the private PostgreSQL did not answer within {READY_WAIT_MS_MAX} ms; it said: {}", log.trim())
}

/// A port of the loopback interface that nobody listens on just now.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The program, run as [`SERVER_USER`] when we are root. `setpriv` becomes the program, so its pid is the program's.
fn unprivileged(program: &PathBuf) -> Command {
    if !ground::is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", SERVER_USER, "--regid", SERVER_USER, "--init-groups"]).arg(program);
    command
}

#[cfg(test)]
mod tests {
    use super::Cluster;
    use std::net::TcpStream;

    #[test]
    fn a_cluster_answers_and_is_gone_when_dropped() {
        let Some(programs) = crate::provision::postgres() else {
            println!("skipped: no PostgreSQL server on this machine");
            return;
        };
        let cluster = Cluster::start(&programs).unwrap();
        let address = cluster.url().split(['@', '/']).nth(3).unwrap().to_owned();
        assert!(TcpStream::connect(&address).is_ok(), "{address}");
        drop(cluster);
        assert!(TcpStream::connect(&address).is_err(), "{address} still answers");
    }
}

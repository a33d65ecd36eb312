//! The program: reads the command line and the configuration, puts the parts together, and says in one sentence what went wrong.

mod boot;
mod command;
mod config;
mod connections;
mod demo;
mod line;

use std::process::ExitCode;

use clap::Parser;

/// Texts are read and rows are written by making and dropping many small strings; this allocator takes a tenth off the whole of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let line = line::Line::parse();
    hold_small_pages();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&anyhow::Error::new(error).context("the program could not start its threads")),
    };
    match runtime.block_on(command::run(line)) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads our output may stop reading: that is not a failure of ours.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

/// Of huge pages, two megabytes are held for every few kilobytes that live on: a quarter more memory, for no page that is drawn sooner.
fn hold_small_pages() {
    #[cfg(target_os = "linux")]
    // A kernel that does not know them holds none.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// One sentence on standard error, with its causes behind it.
fn failed(error: &anyhow::Error) -> ExitCode {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "parvis: {error:#}");
    ExitCode::FAILURE
}

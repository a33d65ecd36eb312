//! The tasks of the house: everything that CI does, and everything that `docs/benchmarks.md` says, as one program.
//!
//! `cargo xtask test` is what CI runs. `check` is its part that reads the repository without building it, `bench`
//! measures, `peers` proves adapters against real servers. This is a tool of the house and no part of `parvis`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "what a task prints is its result")]

mod bench;
mod check;
mod cluster;
mod ground;
mod journeys;
mod peers;
mod provision;
mod shell;
mod steps;
mod test;
mod train;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The tasks of the Parvis house.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_version_flag = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Does what CI does: format, lints, house rules, tests on SQLite and PostgreSQL, browser journeys.
    #[command(after_help = "Example: cargo xtask test --quick")]
    Test {
        /// Leaves out whatever needs PostgreSQL or a browser, and installs nothing.
        #[arg(long)]
        quick: bool,
    },
    /// Reads the repository and says where it breaks a rule of the house; builds nothing.
    #[command(after_help = "Example: cargo xtask check")]
    Check,
    /// Measures the release build, prints `name<TAB>value<TAB>unit<TAB>goal` lines and rewrites docs/benchmarks.md.
    #[command(after_help = "Example: cargo xtask bench feed")]
    Bench {
        /// The benches to run; all of them when none is named.
        names: Vec<String>,
        /// The day that stands beside the figures, as YYYY-MM-DD; today's in UTC when not given.
        #[arg(long)]
        date: Option<String>,
        /// What chance begins with in `delivery`: the same number kills at the same places.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Makes the models of `crates/text` again from the labelled texts.
    #[command(after_help = "Example: cargo xtask train tone")]
    Train {
        /// The models to make; all of them when none is named.
        names: Vec<String>,
    },
    /// Proves the adapters against real servers of the kinds they speak to.
    #[command(after_help = "Example: cargo xtask peers wordpress")]
    Peers {
        /// The servers to run; all of them when none is named.
        names: Vec<String>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Test { quick } => test::run(quick),
        Task::Check => check::run(),
        Task::Bench { names, date, seed } => {
            seed.into_iter().for_each(bench::delivery::begin_with);
            bench::run(&names, date)
        }
        Task::Train { names } => train::run(&names),
        Task::Peers { names } => peers::run(&names),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

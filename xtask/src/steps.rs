//! A row of named steps: each says its time, the first failure ends the row, a last line sums up.

use anyhow::Result;
use std::time::{Duration, Instant};

/// How a step that did not fail ended.
pub(crate) enum Outcome {
    /// It was done and found nothing wrong.
    Passed,
    /// It was left out, for this reason.
    Skipped(String),
}

/// One step: what it is called, and what it does to the thing that the steps share.
pub(crate) struct Step<T> {
    /// As a person reads it, e.g. `format`.
    pub(crate) name: &'static str,
    /// Fails with a sentence that says what is wrong.
    pub(crate) run: fn(&mut T) -> Result<Outcome>,
}

/// Runs the steps in order and prints the sum. Fails with the first step that fails; the rest are then not run.
pub(crate) fn run<T>(steps: &[Step<T>], shared: &mut T) -> Result<()> {
    let began = Instant::now();
    let mut times: Vec<(&str, Duration, &str)> = Vec::new();
    let mut failure = None;
    for step in steps {
        println!("\n== {} ==", step.name);
        let step_began = Instant::now();
        let outcome = (step.run)(shared);
        let time = step_began.elapsed();
        match outcome {
            Ok(Outcome::Passed) => times.push((step.name, time, "passed")),
            Ok(Outcome::Skipped(reason)) => {
                println!("skipped: {reason}");
                times.push((step.name, time, "skipped"));
            }
            Err(error) => {
                times.push((step.name, time, "failed"));
                failure = Some((step.name, error));
                break;
            }
        }
    }
    println!();
    for (name, time, outcome) in &times {
        println!("{:>8.1} s  {outcome:<8}{name}", time.as_secs_f64());
    }
    println!("{:>8.1} s  in all", began.elapsed().as_secs_f64());
    let result = match failure {
        None => Ok(()),
        Some((name, error)) => {
            let left = steps.len() - times.len();
            println!("\nThe step `{name}` failed, the {left} after it did not run: {error:#}");
            Err(anyhow::anyhow!("cargo xtask test failed at `{name}`"))
        }
    };
    let count = |wanted: &str| times.iter().filter(|(_, _, outcome)| *outcome == wanted).count();
    println!("{} passed, {} failed, {} skipped", count("passed"), count("failed"), count("skipped"));
    result
}

#[cfg(test)]
mod tests {
    use super::{Outcome, Step, run};
    use anyhow::bail;

    #[test]
    fn the_first_failure_ends_the_row() {
        let steps: [Step<Vec<&str>>; 3] = [
            Step {
                name: "one",
                run: |seen| {
                    seen.push("one");
                    Ok(Outcome::Passed)
                },
            },
            Step {
                name: "two",
                run: |seen| {
                    seen.push("two");
                    bail!("wrong")
                },
            },
            Step {
                name: "three",
                run: |seen| {
                    seen.push("three");
                    Ok(Outcome::Passed)
                },
            },
        ];
        let mut seen = Vec::new();
        assert!(run(&steps, &mut seen).is_err());
        assert_eq!(seen, ["one", "two"]);
    }

    #[test]
    fn a_skipped_step_is_no_failure() {
        let steps: [Step<()>; 1] = [Step { name: "one", run: |()| Ok(Outcome::Skipped("not here".to_owned())) }];
        assert!(run(&steps, &mut ()).is_ok());
    }
}

//! `match`: standing queries held against news texts, by themselves, by the plain evaluator and by another crate, all in one
//! process. `crates/query/examples/matching` says what queries there are and how each figure is taken.

use super::Measured;
use super::figures::{Figure, Goal};
use super::inside::{self, Printed};
use crate::ground;
use anyhow::Result;
use std::process::Command;

/// What may be spent on matching, as a multiple of reading the words alone, by the number of queries.
const COSTS_MAX: [(usize, Option<f64>); 4] = [(1_000, None), (10_000, None), (100_000, Some(2.0)), (1_000_000, Some(6.0))];
/// How much more a document may cost among ten times the queries.
const GROWTH_MAX: f64 = 3.0;
/// The number of queries that is built, edited and compared.
const COMPARED: usize = 100_000;

pub(super) fn measure() -> Result<Measured> {
    let texts = ground::labelled_sets()?.join("matching/agnews.tsv");
    if !texts.exists() {
        return Ok(Measured::Skipped(format!("there is no {}", texts.display())));
    }
    let program = inside::build("query", "matching")?;
    let sizes = COSTS_MAX.map(|(size, _)| size.to_string());
    let printed = Printed::by(Command::new(program).arg(texts).args(&sizes))?;
    let figure = |name: &str, printed_as: &str, unit: &'static str, goal: Goal| -> Result<Figure> {
        Ok(Figure::new(format!("match.{name}"), printed.value(printed_as)?, unit, goal))
    };
    let mut figures = vec![
        figure("analysis", "analysis", "MB/s", Goal::AtLeast(60.0))?,
        figure("analysis_long", "analysis.long", "MB/s", Goal::AtLeast(60.0))?,
    ];
    for (size, most) in COSTS_MAX {
        let goal = || most.map_or(Goal::None, Goal::AtMost);
        figures.push(figure(&format!("cost_{size}"), &format!("cost.{size}"), "× analysis", goal())?);
        figures.push(figure(&format!("cost_long_{size}"), &format!("cost.long.{size}"), "× analysis", goal())?);
        figures.push(figure(&format!("rate_{size}"), &format!("rate.{size}"), "documents/s", Goal::None)?);
        figures.push(figure(&format!("found_{size}"), &format!("found.{size}"), "a document", Goal::None)?);
    }
    let growth = printed.value(&format!("rate.{COMPARED}"))? / printed.value("rate.1000000")?;
    figures.push(Figure::new("match.growth_to_1000000", growth, "×", Goal::AtMost(GROWTH_MAX)));
    figures.push(figure("two_threads", &format!("threads.{COMPARED}"), "× one", Goal::AtLeast(1.8))?);
    figures.push(figure("naive", "naive", "× slower", Goal::AtLeast(500.0))?);
    figures.push(figure("mokaccino", "mokaccino", "× slower", Goal::AtLeast(10.0))?);
    figures.push(figure("build", &format!("build.{COMPARED}"), "s", Goal::AtMost(3.0))?);
    figures.push(figure("memory", &format!("memory.{COMPARED}"), "MB", Goal::AtMost(120.0))?);
    for edit in ["add", "replace", "remove"] {
        figures.push(figure(edit, &format!("{edit}.{COMPARED}"), "µs", Goal::AtMost(50.0))?);
    }
    Ok(Measured::Figures(figures))
}

//! Figures with their goals, and the document that keeps them.

use crate::shell;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

/// What a figure should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Goal {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// Told for comparison, without a goal.
    None,
}

/// One measured figure.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The bench and what was measured, e.g. `feed.checks`.
    pub(crate) name: String,
    /// The value, in `unit`.
    pub(crate) value: f64,
    /// The unit, e.g. `%`, `s`, `MB`, `documents/s`.
    pub(crate) unit: &'static str,
    /// What it should be, in `unit`.
    pub(crate) goal: Goal,
}

impl Figure {
    /// A figure of the bench `bench`.
    pub(crate) fn new(name: impl Into<String>, value: f64, unit: &'static str, goal: Goal) -> Self {
        Self { name: name.into(), value, unit, goal }
    }

    /// Whether the goal is met.
    pub(crate) fn is_reached(&self) -> bool {
        match self.goal {
            Goal::AtLeast(least) => self.value >= least,
            Goal::AtMost(most) => self.value <= most,
            Goal::None => true,
        }
    }

    /// `name<TAB>value<TAB>unit<TAB>goal`.
    pub(crate) fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.name, number(self.value), self.unit, self.goal_text())
    }

    fn goal_text(&self) -> String {
        match self.goal {
            Goal::AtLeast(least) => format!("≥ {}", number(least)),
            Goal::AtMost(most) => format!("≤ {}", number(most)),
            Goal::None => "–".to_owned(),
        }
    }

    fn row(&self, date: &str) -> String {
        let reached = match (self.goal, self.is_reached()) {
            (Goal::None, _) => "",
            (_, true) => "reached",
            (_, false) => "**missed**",
        };
        format!("| `{}` | {} | {} | {} | {reached} | {date} |", self.name, number(self.value), self.unit, self.goal_text())
    }
}

/// Two decimals at most, none where they say nothing.
fn number(value: f64) -> String {
    let text = if value.abs() >= 1000.0 { format!("{value:.0}") } else { format!("{value:.2}") };
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// What the figures were measured on.
pub(crate) struct Machine {
    cores: usize,
    memory_gib: u64,
    processor: String,
}

impl Machine {
    /// This machine. Fails when the system does not tell its cores.
    pub(crate) fn here() -> Result<Self> {
        let cores = shell::read(&mut Command::new("nproc"))?.trim().parse()?;
        let field = |path: &str, name: &str| -> String {
            let text = fs::read_to_string(path).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
            line.split_once(':').map_or("", |(_, value)| value.trim()).to_owned()
        };
        let kib: u64 = field("/proc/meminfo", "MemTotal").split(' ').next().and_then(|kib| kib.parse().ok()).unwrap_or(0);
        let processor = field("/proc/cpuinfo", "model name");
        let processor = if processor.is_empty() { "a processor that does not tell its name".to_owned() } else { processor };
        Ok(Self { cores, memory_gib: (kib + (1 << 19)) >> 20, processor })
    }
}

const OPENING: &str = "# Benchmarks

Measured by `cargo xtask bench [name…]` on the release build; the command rewrites this page and keeps the figures of
benches that were not run. A bench that does not find what it measures on says so and leaves its old figures. What each
bench does stands at the top of its module in `xtask/src/bench/`.
";

/// The document with the figures of one bench put in place of its old ones. `order` is the order of the benches.
pub(crate) fn document(old: &str, order: &[&str], bench: &str, figures: &[Figure], date: &str, machine: &Machine) -> String {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    // A figure is named after its bench: `feed.checks`, `delivery_lost.sqlite`.
    let place_of = |name: &str| {
        order
            .iter()
            .position(|known| name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_'])))
    };
    let own = place_of(bench);
    for row in old.lines().filter(|line| line.starts_with("| `")) {
        let name = row.split('`').nth(1).unwrap_or_default();
        if let Some(place) = place_of(name).filter(|place| Some(*place) != own) {
            rows.entry(place).or_default().push(row.to_owned());
        }
    }
    if let Some(place) = own {
        rows.insert(place, figures.iter().map(|figure| figure.row(date)).collect());
    }
    let mut text = OPENING.to_owned();
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        "\nLast measured on {} cores, {} GiB of memory, {}.\n\n| figure | value | unit | goal | | day |\n|---|--:|---|---|---|---|\n",
        machine.cores, machine.memory_gib, machine.processor
    );
    for row in rows.values().flatten() {
        text.push_str(row);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Figure, Goal, Machine, document};

    #[test]
    fn a_line_has_four_columns() {
        let check = |value, unit, goal, expect| assert_eq!(Figure::new("a.b", value, unit, goal).line(), expect);
        check(97.456, "%", Goal::AtLeast(97.0), "a.b\t97.46\t%\t≥ 97");
        check(5230.7, "documents/s", Goal::None, "a.b\t5231\tdocuments/s\t–");
        check(12.0, "s", Goal::AtMost(60.0), "a.b\t12\ts\t≤ 60");
    }

    #[test]
    fn figures_of_other_benches_stay() {
        let machine = Machine { cores: 2, memory_gib: 24, processor: "a processor".to_owned() };
        let order = ["feed", "build"];
        let build = [
            Figure::new("build.minutes", 13.0, "min", Goal::AtMost(12.0)),
            Figure::new("build_warm.minutes", 1.0, "min", Goal::None),
        ];
        let first = document("", &order, "build", &build, "2026-01-01", &machine);
        let feed = [Figure::new("feed.checks", 98.0, "%", Goal::AtLeast(97.0))];
        let second = document(&first, &order, "feed", &feed, "2026-01-02", &machine);
        let rows: Vec<&str> = second.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(
            rows,
            [
                "| `feed.checks` | 98 | % | ≥ 97 | reached | 2026-01-02 |",
                "| `build.minutes` | 13 | min | ≤ 12 | **missed** | 2026-01-01 |",
                "| `build_warm.minutes` | 1 | min | – |  | 2026-01-01 |",
            ]
        );
        let third = document(&second, &order, "feed", &feed, "2026-01-03", &machine);
        assert_eq!(third.matches("feed.checks").count(), 1);
    }
}

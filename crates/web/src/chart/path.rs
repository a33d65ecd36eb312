//! The paths of lines: runs of known values, and what is not over yet.

use super::volume::{COLUMN, PLOT};
use super::{scaled, units};

/// The values that are final, and of a series that goes on those of its last two points alone.
pub(super) fn parted(values: &[Option<u64>], unfinished: bool) -> (Vec<Option<u64>>, Option<Vec<Option<u64>>>) {
    let count = values.len();
    if !unfinished || count < 2 {
        return (values.to_vec(), None);
    }
    let only = |is_kept: &dyn Fn(usize) -> bool| {
        values.iter().enumerate().map(|(at, value)| value.filter(|_| is_kept(at))).collect::<Vec<_>>()
    };
    (only(&|at| at + 1 < count), Some(only(&|at| at + 2 >= count)))
}

/// One path for each run of known values, in the units of the inner picture. A value alone becomes a short stroke.
pub(super) fn runs(values: &[Option<u64>], top: u64) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut open = false;
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value else {
            open = false;
            continue;
        };
        let (x, y) = ((units(at) + 0.5) * COLUMN, PLOT - scaled(*value, top, PLOT));
        match (open, runs.last_mut()) {
            (true, Some(run)) => run.push_str(&format!("L{x:.1} {y:.1}")),
            _ => runs.push(format!("M{x:.1} {y:.1}h.1")),
        }
        open = true;
    }
    runs
}

/// A run closed down to the zero line.
pub(super) fn closed(run: &str) -> String {
    let first = run.trim_start_matches('M').split(' ').next().unwrap_or("0");
    format!("{run}V{PLOT}H{first}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_over_is_drawn_apart() {
        let values = [Some(1), None, Some(3), Some(2)];
        assert_eq!(parted(&values, false), (values.to_vec(), None));
        assert_eq!(parted(&values, true), (vec![Some(1), None, Some(3), None], Some(vec![None, None, Some(3), Some(2)])));
        assert_eq!(parted(&values[..1], true), (vec![Some(1)], None));
    }
}

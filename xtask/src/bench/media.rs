//! `media`: how long a photograph of about 20 MB takes to become six renditions for six networks (`xtask/examples/renditions.rs`).

use std::process::Command;

use super::figures::{Figure, Goal};
use super::{Measured, inside};
use anyhow::Result;

pub(super) fn measure() -> Result<Measured> {
    let example = inside::build("xtask", "renditions")?;
    let printed = inside::Printed::by(&mut Command::new(example))?;
    Ok(Measured::Figures(vec![
        Figure::new("media.six_renditions", printed.value("six_renditions")?, "s", Goal::AtMost(2.0)),
        Figure::new("media.decoded", printed.value("decoded")?, "s", Goal::None),
        Figure::new("media.photograph", printed.value("megabytes")?, "MB", Goal::None),
    ]))
}

//! `demo`: from the start of `parvis demo` to its first page, and the memory it holds when nobody looks.

use super::Measured;
use super::figures::{Figure, Goal};
use super::running::{Running, Visitor};
use anyhow::{Result, bail};
use std::thread;
use std::time::Duration;

/// From the start of the program to the last byte of the first page, in seconds.
const FIRST_PAGE_SECONDS_MAX: f64 = 3.0;
/// The memory held when idle, in MB.
const IDLE_MB_MAX: f64 = 150.0;
/// How long it is left alone before its memory is read, in seconds: its sixty days are in by then.
const IDLE_WAIT_SECONDS: u64 = 60;

pub(super) fn measure() -> Result<Measured> {
    let program = super::release_program()?;
    let running = Running::start(&program, &["demo", "--no-open", "--port", "0"])?;
    let address = running.address()?;
    let mut visitor = Visitor::default();
    let page = visitor.open(&address)?;
    let first_page = running.began.elapsed().as_secs_f64();
    if page.status != 200 {
        bail!("{address} answers {}", page.status);
    }
    thread::sleep(Duration::from_secs(IDLE_WAIT_SECONDS));
    let (idle, most) = running.memory_mb()?;
    let again = visitor.open(&address)?.time.as_secs_f64() * 1e3;
    Ok(Measured::Figures(vec![
        Figure::new("demo.first_page", first_page, "s", Goal::AtMost(FIRST_PAGE_SECONDS_MAX)),
        Figure::new("demo.page", again, "ms", Goal::None),
        Figure::new("demo.idle_memory", idle, "MB", Goal::AtMost(IDLE_MB_MAX)),
        Figure::new("demo.peak_memory", most, "MB", Goal::None),
    ]))
}

//! When something is happening: the series of a topic's mentions, watched as it grows.
//!
//! A [`Detector`] reads the counts of one topic at one grain (five minutes, an hour, a day), one point after the other, and says
//! for each what was expected, between which bounds, how unusual it is and whether that is worth telling somebody. It holds a few
//! kilobytes and can be kept and resumed at any point. Beside it stand watches for what a count does not show: the share of
//! negative ([`NegativeWatch`]), silence ([`SilenceWatch`]), phrases ([`ThemeWatch`]) and sites ([`SpreadWatch`]). What an alarm
//! is told with is gathered in a [`Signal`], whose [`Buzz`] is an open formula. `docs/signals.md` says all of it for people.
//!
//! Everything is pure: time comes with the points, and the same points give the same answer, live or in a [`replay`].

mod detector;
mod grain;
mod level;
mod point;
mod replay;
mod tails;
mod threshold;
mod week;

pub use detector::Detector;
pub use grain::Grain;
pub use point::{COUNT_MAX, Episode, Kind, Point, Reading, Refused};
pub use replay::{Replay, replay};
pub use threshold::{Feedback, Threshold};

//! When something is happening: the series of a topic's mentions, watched as it grows.
//!
//! A [`Detector`] reads the counts of one topic at one grain (five minutes, an hour, a day), one point after the other, and says
//! for each what was expected, between which bounds, how unusual it is and whether that is worth telling somebody. It holds a few
//! kilobytes and can be kept and resumed at any point. Beside it stand watches for what a count does not show: the share of
//! negative ([`NegativeWatch`]), silence ([`SilenceWatch`]), phrases ([`ThemeWatch`]) and sites ([`SpreadWatch`]). What an alarm
//! is told with is gathered in a [`Signal`], whose [`Buzz`] is an open formula. `docs/signals.md` says all of it for people.
//!
//! Everything is pure: time comes with the points, and the same points give the same answer, live or in a [`replay`].

mod alarm;
mod buzz;
mod detector;
mod evidence;
mod grain;
mod level;
mod negative;
mod point;
mod recent;
mod replay;
mod silence;
mod spread;
mod tails;
mod theme;
mod threshold;
mod topic;
mod week;
mod words;

pub use alarm::Alarm;
pub use buzz::{Buzz, Part, PartKind, Told};
pub use detector::Detector;
pub use evidence::{AMPLIFIERS_MAX, Evidence, HEARD_MAX, Heard, NAMED_MAX, Named};
pub use grain::Grain;
pub use negative::{NegativePoint, NegativeReading, NegativeWatch};
pub use point::{COUNT_MAX, Episode, Kind, Point, Reading, Refused, Signal};
pub use replay::{Replay, replay};
pub use silence::{Quiet, SilenceWatch};
pub use spread::{SPREAD_SITES_MAX, SpreadReading, SpreadWatch};
pub use theme::{PHRASE_BYTES_MAX, PHRASES_MAX, Theme, ThemeWatch};
pub use threshold::{Feedback, Threshold};
pub use topic::{Finding, STEP_S, Said, Slot, TopicWatch, Voices, hour_of_week};

#[cfg(test)]
mod tests;

//! The talk that goes on while one looks: time is cut into slots, each of which says one document or nothing.

use jiff::Timestamp;

use super::{
    Said,
    chance::{Chance, word_key},
    day::{self, Era, Plan, Role, base36},
    rhythm,
    subject::{Matter, Subject, Tone},
};
use crate::demo::{
    brand::SOLENNE,
    sites::{self, Flavour, Mood, Site},
};

/// The length of a slot, in seconds.
const SLOT_SECONDS: i64 = 5;
/// How likely a slot speaks at an ordinary hour, by the age of the demo in seconds up to which it is so: a few at once, so that the page
/// moves while one looks, then ever fewer, for an evening of demo must not dwarf sixty days, nor look like a buzz to the watch for
/// signals.
const SHARES: [(i64, f64); 2] = [(90, 0.12), (900, 1.0 / 100.0)];
/// An hour is at most so many times as lively as an ordinary one.
const LIVELY_MAX: f64 = 2.0;
/// The slots, counted from the start of the demo, that speak for certain and of the brand: something new is there before who looks has
/// read the first page, and what the alerts tell of comes soon after they are on.
const GREETINGS: [i64; 3] = [2, 26, 88];
/// How often such a slot looks for words that name the brand.
const GREETING_TRIES: u64 = 40;
/// How likely a later slot speaks at an ordinary hour: a document in eleven minutes, what an ordinary day brings.
const LATER_SHARE: f64 = 1.0 / 130.0;
/// How far back a site's live documents are looked for, in slots: one day.
const LOOK_BACK_SLOTS: i64 = 86_400 / SLOT_SECONDS;
/// What a live document's code begins with, which no base-36 number of a day does.
const CODE_MARK: char = '_';

/// Everything said from `from` until `to`.
#[cfg(test)]
pub(crate) fn between(era: Era, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Said> {
    let first = from.as_second().div_euclid(SLOT_SECONDS);
    let last = to.as_second().div_euclid(SLOT_SECONDS);
    (first..=last).filter_map(move |slot| in_slot(&era, from, slot)).filter(move |said| said.published <= to)
}

/// The newest that one site said, newest first.
pub(crate) fn of_site(era: Era, from: Timestamp, to: Timestamp, site: &Site, count: usize) -> Vec<Said> {
    let last = to.as_second().div_euclid(SLOT_SECONDS);
    let first = from.as_second().div_euclid(SLOT_SECONDS).max(last - LOOK_BACK_SLOTS);
    (first..=last)
        .rev()
        .filter_map(|slot| {
            let (speaker, at, mut chance) = opening(&era, from, slot)?;
            (speaker.key == site.key && at <= to).then(|| said_in(&era, from, speaker, at, slot, &mut chance))
        })
        .take(count)
        .collect()
}

/// What that slot says, in a demo that started at `from`.
pub(crate) fn in_slot(era: &Era, from: Timestamp, slot: i64) -> Option<Said> {
    let (site, at, mut chance) = opening(era, from, slot)?;
    Some(said_in(era, from, site, at, slot, &mut chance))
}

/// The slot of a live document's code.
pub(crate) fn slot_of(code: &str) -> Option<i64> {
    i64::from_str_radix(code.strip_prefix(CODE_MARK)?, 36).ok().filter(|slot| (0..i64::MAX / SLOT_SECONDS).contains(slot))
}

/// Who speaks in that slot, and when; the cheap half, so that one site's feed need not write the others' documents.
fn opening(era: &Era, from: Timestamp, slot: i64) -> Option<(&'static Site, Timestamp, Chance)> {
    let mut chance = Chance::keyed(&[era.seed, word_key("live"), u64::try_from(slot).ok()?]);
    let at = Timestamp::from_second(slot * SLOT_SECONDS + chance.between(0, SLOT_SECONDS - 1)).ok()?;
    let age = at.as_second() - from.as_second();
    let share = SHARES.iter().find(|(until, _)| age < *until).map_or(LATER_SHARE, |(_, share)| *share);
    let (greets, draw) = (greets(from, slot), chance.share());
    // Most slots are silent at any hour, and need not ask for it.
    if at <= from || !(greets || draw < share * LIVELY_MAX) {
        return None;
    }
    let daily = |site: &Site| if speaks(site) { site.daily } else { 0.0 };
    let weights: Vec<f64> =
        sites::sites().iter().map(|site| daily(site) * rhythm::liveliness(site.flavour, at).max(f64::EPSILON)).collect();
    let lively = weights.iter().sum::<f64>() / sites::sites().iter().map(daily).sum::<f64>();
    if !(greets || draw < share * lively.min(LIVELY_MAX)) {
        return None;
    }
    let site = sites::sites().get(chance.weighed(&weights))?;
    Some((site, at, chance))
}

/// Whether that slot is one of [`GREETINGS`].
fn greets(from: Timestamp, slot: i64) -> bool {
    GREETINGS.contains(&(slot - from.as_second().div_euclid(SLOT_SECONDS)))
}

/// What a speaker says in a slot: in a greeting, something that names the brand.
fn said_in(era: &Era, from: Timestamp, site: &Site, at: Timestamp, slot: i64, chance: &mut Chance) -> Said {
    let first = speak(era, site, at, slot, chance);
    if !greets(from, slot) || names_brand(&first) {
        return first;
    }
    let again = |attempt: u64| {
        let mut chance = Chance::keyed(&[era.seed, word_key("greeting"), slot.unsigned_abs(), attempt]);
        let subject = Subject::chosen(&mut chance, Matter::Gear, Tone::Good, true);
        written(era, site, at, slot, Role::Own(subject), &mut chance)
    };
    (0..GREETING_TRIES).map(again).find(names_brand).unwrap_or(first)
}

/// Whether the text speaks of the brand by its name, which its own first topic listens for.
fn names_brand(said: &Said) -> bool {
    [&said.title, &said.html].into_iter().any(|text| text.contains(SOLENNE.name))
}

/// Whether anybody would hear it: a site that is silent, gone or walled says nothing live.
const fn speaks(site: &Site) -> bool {
    !matches!(site.mood, Mood::Silent(_) | Mood::Gone(_) | Mood::Walled)
}

/// How often a live post of a forum answers rather than opens.
const ANSWER_SHARE: f64 = 0.75;

fn speak(era: &Era, site: &Site, at: Timestamp, slot: i64, chance: &mut Chance) -> Said {
    let subject = Subject::ordinary(chance, site.flavour);
    let answers = site.flavour == Flavour::Forum && chance.happens(ANSWER_SHARE);
    let thread = answers.then(|| day::thread_to_answer(era, rhythm::date_of(at), site, chance)).flatten();
    let role = match thread.filter(|thread| thread.opened < at) {
        Some(thread) => Role::Reply(thread, subject.tone),
        None => Role::Own(subject),
    };
    written(era, site, at, slot, role, chance)
}

fn written(era: &Era, site: &Site, at: Timestamp, slot: i64, role: Role, chance: &mut Chance) -> Said {
    let code = format!("{CODE_MARK}{}", base36(u64::try_from(slot).unwrap_or_default()));
    day::write(era, site, &Plan { at, role }, code, chance)
}

//! What the generator promises: the same talk for the same seed, variety, rhythm, the two stories, and traps.

#![expect(clippy::print_stdout, reason = "the figures are there to be read")]

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::*;

use crate::demo::{SEED, brand};

fn now() -> Timestamp {
    "2026-11-21T21:00:00Z".parse().unwrap()
}

/// Told once for all tests that only read it.
static SIXTY_DAYS: LazyLock<Vec<Said>> = LazyLock::new(|| past(SEED, now(), 60).collect());

fn sixty_days() -> &'static [Said] {
    &SIXTY_DAYS
}

fn date_ago(days: i64) -> jiff::civil::Date {
    rhythm::date_of(now().checked_sub(SignedDuration::from_hours(days * 24)).unwrap())
}

fn on_day(said: &[Said], days: i64) -> Vec<&Said> {
    said.iter().filter(|said| rhythm::date_of(said.published) == date_ago(days)).collect()
}

fn holds(said: &Said, word: &str) -> bool {
    said.title.contains(word) || said.html.contains(word)
}

#[test]
fn the_same_seed_says_the_same_and_another_says_something_else() {
    let one: Vec<Said> = past(SEED, now(), 3).collect();
    assert_eq!(one, past(SEED, now(), 3).collect::<Vec<_>>());
    assert_ne!(one, past(SEED + 1, now(), 3).collect::<Vec<_>>());
    // A shorter past is the end of a longer one, so a day depends on nothing but itself.
    let longer: Vec<Said> = past(SEED, now(), 9).collect();
    assert_eq!(longer[longer.len() - one.len()..], one);
}

#[test]
fn sixty_days_are_a_few_thousand_documents_in_order() {
    let said = sixty_days();
    assert!((6_000..=9_000).contains(&said.len()), "{} documents", said.len());
    assert!(said.windows(2).all(|pair| pair[0].published <= pair[1].published));
    assert!(said.iter().all(|said| said.published <= now()));
    let guids: HashSet<&str> = said.iter().map(|said| said.guid.as_str()).collect();
    assert_eq!(guids.len(), said.len(), "a guid is used twice");
    let places: HashSet<(&str, &str)> = said.iter().map(|said| (said.source, said.path.as_str())).collect();
    assert_eq!(places.len(), said.len(), "an address is used twice");
}

/// Prints and checks how often bodies and headlines come back, reprints and replies in threads aside.
fn check_variety(said: &[Said]) {
    let mut bodies: HashMap<&str, usize> = HashMap::new();
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for said in said.iter().filter(|said| !said.reprint) {
        *bodies.entry(&said.html).or_default() += 1;
        if !said.title.is_empty() && !said.title.starts_with("Re") {
            *titles.entry(&said.title).or_default() += 1;
        }
    }
    let shared: usize = bodies.values().filter(|count| **count > 1).sum();
    let share = 100.0 * shared as f64 / said.len() as f64;
    let (title, most) = titles.iter().max_by_key(|(_, count)| **count).unwrap();
    println!("{} documents, {share:.2} % share a body; {} titles, the most used {most} times: {title}", said.len(), titles.len());
    assert!(share < 1.0, "{share:.2} % share a body");
    assert!(*most <= 3, "{most} times: {title}");
}

#[test]
fn no_page_looks_repeated() {
    check_variety(sixty_days());
    for other in ["2027-04-10T12:00:00Z", "2027-09-30T23:30:00Z"] {
        check_variety(&past(SEED, other.parse().unwrap(), 60).collect::<Vec<_>>());
    }
}

#[test]
fn every_text_is_finished() {
    for said in sixty_days() {
        let text = format!("{} {} {}", said.title, said.html, said.author);
        assert!(!text.contains(['[', ']', '{', '}']), "{text}");
        assert!(said.html.len() > 20 && !said.html.contains("<p></p>"), "{}: {}", said.guid, said.html);
        assert!(!said.author.trim().is_empty(), "{}", said.guid);
        assert_eq!(said.title.is_empty(), said.kind == Kind::Social, "{}: {}", said.guid, said.title);
        assert_eq!(said.rating.is_some(), said.kind == Kind::Review, "{}", said.guid);
    }
}

#[test]
fn days_have_nights_and_weeks_have_sundays() {
    let said = sixty_days();
    let mut hours = [0_usize; 24];
    for said in said {
        hours[rhythm::hour_of(said.published)] += 1;
    }
    let night = hours[1..6].iter().sum::<usize>() as f64 / said.len() as f64;
    println!("by hour: {hours:?}; 1 to 6 o'clock {:.1} %", night * 100.0);
    assert!(night < 0.06, "{night}");
    assert!(hours[20] > 4 * hours[3]);
    let sunday = |kind: Kind| {
        let of_kind: Vec<_> =
            said.iter().filter(|said| said.kind == kind).map(|said| rhythm::date_of(said.published).weekday()).collect();
        of_kind.iter().filter(|day| **day == jiff::civil::Weekday::Sunday).count() as f64 / of_kind.len() as f64
    };
    println!("on Sundays: news {:.1} %, forums {:.1} %", sunday(Kind::News) * 100.0, sunday(Kind::Forum) * 100.0);
    assert!(sunday(Kind::News) < 0.1 && sunday(Kind::Forum) > 0.15);
}

#[test]
fn the_letter_and_the_zip_rise_and_fall() {
    let said = sixty_days();
    let volume: Vec<usize> = (0..=60).map(|days| on_day(said, days).len()).collect();
    println!("by day, from today back: {volume:?}");
    let calm = (13..36).map(|days| volume[days]).sum::<usize>() as f64 / 23.0;
    assert!(volume[39] as f64 > 1.4 * calm, "success {} against {calm}", volume[39]);
    assert!(volume[10] as f64 > 1.6 * calm, "bad buzz {} against {calm}", volume[10]);
    let after = volume[1..=5].iter().sum::<usize>() as f64 / 5.0;
    assert!(after < 1.2 * calm, "the five days before today {after} against {calm}");
}

#[test]
fn the_zip_begins_on_the_forum_at_21_48() {
    let said = sixty_days();
    let first = said.iter().find(|said| holds(said, "fermeture lâche encore")).unwrap();
    assert_eq!((first.source, first.published), ("forum-rando", rhythm::at(date_ago(12), 21, 48, 0)));
    let video = said.iter().find(|said| said.author == "Grand Pas" && holds(said, "zip failed")).unwrap();
    assert_eq!(video.published, rhythm::at(date_ago(12), 23, 5, 0));
    let statement: Vec<_> = said.iter().filter(|said| holds(said, "reconnaît un lot de curseurs")).collect();
    assert_eq!(statement[0].source, "depeche-des-cimes");
    assert!(statement.len() >= 8 && statement[1..].iter().all(|copy| copy.html == statement[0].html && copy.reprint));
}

#[test]
fn traps_and_noise_are_there() {
    let said = sixty_days();
    for (word, least) in [
        ("Solenne Martin", 20),
        ("prénom Solenne", 5),
        ("saxophone", 10),
        ("brume", 10),
        ("névé", 5),
        ("karst", 5),
        ("handball", 5),
    ] {
        let count = said.iter().filter(|said| holds(said, word)).count();
        println!("{word}: {count}");
        assert!(count >= least, "{word}: {count}");
    }
    let ours = said.iter().filter(|said| ["Solenne", "Alto", "Brume", "Lisière"].iter().any(|word| holds(said, word))).count();
    let share = ours as f64 / said.len() as f64;
    println!("about ours: {:.0} %", share * 100.0);
    assert!((0.2..0.6).contains(&share));
}

#[test]
fn any_document_can_be_written_again_alone() {
    let later = now().checked_add(SignedDuration::from_mins(5)).unwrap();
    let live: Vec<Said> = live(SEED, now(), later).collect();
    assert!((4..=20).contains(&live.len()), "{} in five minutes", live.len());
    for said in sixty_days().iter().step_by(211).chain(&live) {
        let site = sites::site(said.source).unwrap();
        assert_eq!(find(SEED, now(), later, site, said.code()).as_ref(), Some(said));
    }
    let site = sites::site("forum-rando").unwrap();
    for code in ["", "_", "zzzzzzzzzzzzzzzzzzz", "_-5", "-1", "0", "_zzzzzzzzzzzz"] {
        assert_eq!(find(SEED, now(), later, site, code), None, "{code}");
    }
}

#[test]
fn one_site_alone_says_what_it_says_among_all() {
    let site = sites::site("summit-talk").unwrap();
    let later = now().checked_add(SignedDuration::from_mins(20)).unwrap();
    let among: Vec<Said> = live(SEED, now(), later).filter(|said| said.source == site.key).collect();
    let mut alone = live_of_site(SEED, now(), later, site, 1_000);
    alone.reverse();
    assert_eq!(alone, among);
    let newest = past_of_site(SEED, now(), 60, site, 30);
    assert_eq!(newest.len(), 30);
    assert!(newest.windows(2).all(|pair| pair[0].published >= pair[1].published));
}

#[test]
fn live_talk_calms_down_after_the_opening() {
    let minutes = |from: i64, to: i64| {
        let at = |minutes| now().checked_add(SignedDuration::from_mins(minutes)).unwrap();
        live(SEED, now(), at(to)).filter(|said| said.published > at(from)).count()
    };
    let (opening, later) = (minutes(0, 10), minutes(20, 30));
    assert!(opening > 2 * later && opening >= 6, "{opening} then {later} in ten minutes");
    // Whoever lets it run sees days like those before.
    let usual = sixty_days().len() / 60;
    let (first, second) = (minutes(0, 24 * 60), minutes(24 * 60, 48 * 60));
    assert!((usual / 2..=2 * usual).contains(&first), "{first} on the first day, {usual} usually");
    assert!((usual / 2..=2 * usual).contains(&second), "{second} on the second day, {usual} usually");
}

/// The whole of it, as a reader meets it.
fn whole(said: &Said) -> String {
    format!("{} {}", said.title, said.html)
}

#[test]
fn something_new_is_there_at_once_and_names_the_brand() {
    for hours in 0..24 {
        let from = now().checked_sub(SignedDuration::from_hours(hours)).unwrap();
        let at = |seconds| from.checked_add(SignedDuration::from_secs(seconds)).unwrap();
        let ours = |from: i64, to: i64| {
            live(SEED, at(0), at(to)).filter(|said| said.published > at(from) && whole(said).contains("Solenne")).count()
        };
        assert!(ours(0, 15) >= 1, "{hours} hours before");
        // What the alerts have to tell of, whether the past took ten seconds to take in or two minutes.
        assert!(ours(15, 135) >= 1 && ours(135, 445) >= 1, "{hours} hours before");
    }
}

#[test]
fn who_starts_the_demo_sees_no_buzz_of_its_own_making() {
    let paris = jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    for (hours, word) in [(0, "Solenne"), (6, "Solenne"), (12, "Solenne"), (18, "Solenne"), (0, "Alto"), (18, "Alto")] {
        let from = now().checked_sub(SignedDuration::from_hours(hours)).unwrap();
        let until = from.checked_add(SignedDuration::from_hours(6)).unwrap();
        let begins = from.checked_sub(SignedDuration::from_hours(42 * 24)).unwrap();
        let mut heard = domain::signal::Said { voices_from_s: i64::MAX, heard: 1.0, ..domain::signal::Said::default() };
        let before = past(SEED, from, 42).collect::<Vec<_>>();
        for said in before.iter().cloned().chain(live(SEED, from, until)).filter(|said| whole(said).contains(word)) {
            let second = said.published.as_second();
            heard.slots.entry(second - second.rem_euclid(domain::signal::STEP_S)).or_default().mentions += 1;
        }
        let mut watch = domain::signal::TopicWatch::new(begins.as_second());
        let found = watch.advance(until.as_second(), &heard, &paris, |_, _| {});
        // The two stories are found; nothing is from the moment on at which the demo began.
        assert!(found.iter().any(|finding| finding.episode.kind == domain::signal::Kind::Peak), "{word}");
        println!(
            "{word}, {hours} hours before: {} live",
            live(SEED, from, from.checked_add(SignedDuration::from_hours(1)).unwrap()).count()
        );
        let new: Vec<_> = found.iter().filter(|finding| finding.episode.start_s >= from.as_second() - 3_600).collect();
        assert!(new.is_empty(), "{word}, {hours} hours before: {new:?}");
    }
}

/// The figures right before or behind every sign of euros in the text.
fn amounts(text: &str) -> Vec<u32> {
    let spaces = [' ', '\u{a0}', '\u{202f}'];
    let before = text.match_indices('€').map(|(at, _)| {
        let digits: String = text[..at].trim_end_matches(spaces).chars().rev().take_while(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>()
    });
    let behind =
        text.match_indices('€').map(|(at, sign)| text[at + sign.len()..].chars().take_while(char::is_ascii_digit).collect());
    before.chain(behind).filter_map(|digits: String| digits.parse().ok()).collect()
}

#[test]
fn a_product_costs_the_same_in_every_headline() {
    let brands = || [&brand::SOLENNE].into_iter().chain(&brand::COMPETITORS);
    let mut seen = 0;
    for said in sixty_days().iter().filter(|said| !said.title.contains(['<', '>'])) {
        // A limit for a choice of many, or the sum of a whole outing, is no price.
        if ["moins de", "under", "budget"].iter().any(|word| said.title.contains(word)) {
            continue;
        }
        let named: Vec<_> =
            brands().flat_map(|brand| brand.products).filter(|product| said.title.contains(product.name)).collect();
        let [product] = named.as_slice() else { continue };
        for amount in amounts(&said.title) {
            seen += 1;
            assert!([product.price, product.price * 4 / 5].contains(&amount), "{}", said.title);
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn what_happened_once_is_told_with_the_same_figures() {
    for said in sixty_days() {
        let text = whole(said);
        for (_, years) in ["fondé Solenne il y a ", "ans de Solenne"]
            .iter()
            .flat_map(|words| text.match_indices(words))
            .filter_map(|(at, words)| Some((words, text[at + words.len()..].split(' ').next()?.parse::<u32>().ok()?)))
        {
            assert_eq!(years, brand::SOLENNE.age, "{text}");
        }
        for batch in ["Lot 09", "Batch 09", "lot 09"].iter().flat_map(|words| text.match_indices(words)) {
            assert!(text[batch.0..].contains("0923"), "{text}");
        }
    }
}

#[test]
fn english_sets_amounts_as_english_does() {
    let english = sixty_days().iter().filter(|said| said.language == Language::English);
    for said in english {
        let text = whole(said);
        for (at, sign) in text.match_indices(['€', '%']) {
            let before = text[..at].chars().next_back().unwrap_or('a');
            let behind = text[at + sign.len()..].chars().next().unwrap_or('a');
            let right = if sign == "%" { before.is_ascii_digit() } else { behind.is_ascii_digit() && !before.is_ascii_digit() };
            assert!(right, "{text}");
        }
    }
}

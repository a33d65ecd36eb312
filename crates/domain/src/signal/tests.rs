//! What holds of every series, and of some that are known.

use proptest::prelude::*;

use super::*;
use crate::Language;

const START_S: i64 = 1_700_000_000 - 1_700_000_000 % 604_800;

/// Numbers that look like chance and are the same each time (xorshift64*, S. Vigna 2016).
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A count by chance alone (D. E. Knuth), or for large means its normal likeness.
    fn count(&mut self, mean: f64) -> f64 {
        if mean > 50.0 {
            let normal = (0..12).map(|_| self.share()).sum::<f64>() - 6.0;
            return (mean + normal * mean.sqrt()).round().max(0.0);
        }
        let (limit, mut product, mut count) = ((-mean).exp(), self.share(), 0.0);
        while product > limit {
            product *= self.share();
            count += 1.0;
        }
        count
    }
}

/// A series of `points` points; `mean` says what is expected of each.
fn series(grain: Grain, points: usize, mean: impl Fn(usize, usize) -> f64) -> Vec<Point> {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let point = |place: usize| {
        let at_s = START_S + i64::try_from(place).unwrap() * i64::from(grain.as_seconds());
        let hour_of_week = u8::try_from((at_s / 3600).rem_euclid(168)).unwrap();
        Point { at_s, hour_of_week, count: chance.count(mean(place, usize::from(hour_of_week))), heard: 1.0 }
    };
    (0..points).map(point).collect()
}

fn alarms(replay: &Replay) -> Vec<usize> {
    (0..replay.readings.len()).filter(|place| replay.readings[*place].alarm.is_some()).collect()
}

#[test]
fn chance_and_the_rhythm_of_the_week_alone_raise_hardly_an_alarm() {
    let day = |hour: usize| if (8..20).contains(&(hour % 24)) { 1.8 } else { 0.2 };
    for (grain, mean) in [
        (Grain::FIVE_MINUTES, 0.0005),
        (Grain::FIVE_MINUTES, 0.5),
        (Grain::FIVE_MINUTES, 800.0),
        (Grain::HOUR, 0.01),
        (Grain::HOUR, 10_000.0),
        (Grain::DAY, 0.15),
    ] {
        let weeks = 8;
        let points = weeks * 604_800 / grain.as_seconds() as usize;
        let replay = replay(grain, series(grain, points, |_, hour| mean * day(hour)));
        assert!(alarms(&replay).len() <= 2, "{grain:?} {mean}: {:?}", alarms(&replay));
    }
}

#[test]
fn a_peak_is_told_once_with_its_start_peak_and_end() {
    for (mean, peak) in [(0.02, 4.0), (3.0, 60.0), (800.0, 9_000.0)] {
        let grain = Grain::FIVE_MINUTES;
        let replay = replay(grain, series(grain, 4032, |place, _| if (3000..3024).contains(&place) { peak } else { mean }));
        let found = alarms(&replay);
        assert!(found.iter().filter(|place| (3000..3030).contains(*place)).count() == 1, "{mean}: {found:?}");
        let place = |second: i64| usize::try_from((second - START_S) / 300).unwrap();
        let episode = replay.episodes.iter().find(|episode| (2990..3030).contains(&place(episode.alarm_s))).unwrap();
        assert!((2998..3004).contains(&place(episode.start_s)) && place(episode.alarm_s) < 3004, "{mean}: {episode:?}");
        assert!((3000..3024).contains(&place(episode.peak_s)), "{mean}: {episode:?}");
        assert!((3020..3045).contains(&place(episode.end_s.unwrap())), "{mean}: {episode:?}");
        assert!(episode.total > 5.0 * episode.total_expected, "{mean}: {episode:?}");
    }
}

#[test]
fn a_new_level_is_learnt_and_no_longer_told() {
    let grain = Grain::HOUR;
    let replay = replay(grain, series(grain, 2000, |place, _| if place < 800 { 20.0 } else { 100.0 }));
    let found = alarms(&replay);
    assert!(found.iter().any(|place| (800..812).contains(place)), "{found:?}");
    assert!(found.iter().all(|place| *place < 900), "{found:?}");
    let last = replay.readings.last().unwrap();
    assert!((80.0..120.0).contains(&last.expected), "{last:?}");
}

/// A bad buzz of six days, as loud as five times the usual on the first three.
#[test]
fn what_is_loud_for_some_days_is_not_learnt_as_usual() {
    const LOUD: [f64; 6] = [4.8, 6.0, 3.8, 2.5, 1.7, 1.3];
    let (grain, begins) = (Grain::HOUR, 168 * 5);
    for mean in [0.8, 2.0, 12.0] {
        let loud = |place: usize| place.checked_sub(begins).and_then(|since| LOUD.get(since / 24)).copied().unwrap_or(1.0);
        let replay = replay(grain, series(grain, 168 * 7, |place, _| mean * loud(place)));
        let most = |from: usize, to: usize| replay.readings[from..to].iter().map(|reading| reading.high).fold(0.0, f64::max);
        let usual = most(begins - 168, begins);
        assert!(alarms(&replay).iter().any(|place| (begins..begins + 24).contains(place)), "{mean}");
        assert!(most(begins, begins + 14 * 24) <= 2.0 * usual, "{mean}: {usual} {}", most(begins, begins + 14 * 24));
    }
}

#[test]
fn the_rhythm_of_the_week_is_learnt() {
    let grain = Grain::HOUR;
    let replay = replay(grain, series(grain, 168 * 8, |_, hour| if (8..20).contains(&(hour % 24)) { 90.0 } else { 10.0 }));
    let of = |hour: usize| replay.readings[168 * 7 + hour].expected;
    assert!((70.0..110.0).contains(&of(14)) && (5.0..20.0).contains(&of(26)), "{} {}", of(14), of(26));
    let inside = replay.readings[168..].iter().filter(|reading| (reading.low..=reading.high).contains(&reading.count)).count();
    assert!(inside * 100 >= 90 * (replay.readings.len() - 168), "{inside}");
}

#[test]
fn silence_is_told_when_the_sources_answer_and_not_when_they_are_ill() {
    let grain = Grain::HOUR;
    let points = series(grain, 1200, |place, _| if place < 1000 { 12.0 } else { 0.0 });
    let run = |heard: f64| {
        let (mut detector, mut watch) = (Detector::new(grain), SilenceWatch::new(grain));
        let mut told = Vec::new();
        for (place, point) in points.iter().enumerate() {
            let heard = if place < 1000 { 1.0 } else { heard };
            let reading = detector.read(&Point { heard, ..*point }).unwrap();
            match watch.read(&reading, heard, detector.scatter()) {
                Quiet::Judged(reading) if reading.alarm.is_some() => told.push(place),
                Quiet::Judged(_) | Quiet::SourcesIll => {}
            }
        }
        told
    };
    let told = run(1.0);
    assert!(told.len() == 1 && (1001..1024).contains(&told[0]), "{told:?}");
    assert_eq!(run(0.2), Vec::<usize>::new());
}

#[test]
fn a_share_that_turns_negative_is_told_and_a_loud_day_with_the_usual_share_is_not() {
    let grain = Grain::HOUR;
    let run = |judged: f64, share: f64| {
        let (mut watch, mut chance, mut told) = (NegativeWatch::new(grain), Chance(77), Vec::new());
        for place in 0..600_usize {
            let bad = (500..512).contains(&place);
            let (judged, share) = if bad { (judged, share) } else { (6.0, 0.15) };
            let negative = (0..judged as u32).filter(|_| chance.share() < share).count() as f64;
            let at_s = START_S + i64::try_from(place).unwrap() * 3600;
            let said = watch.read(&NegativePoint { at_s, judged, negative }).unwrap();
            if said.reading.alarm.is_some() {
                assert!(said.bounds.0 > said.usual_bounds.1);
                told.push(place);
            }
        }
        told
    };
    let told = run(8.0, 0.8);
    assert!(told.len() == 1 && (500..506).contains(&told[0]), "{told:?}");
    assert_eq!(run(400.0, 0.15), Vec::<usize>::new());
}

#[test]
fn a_phrase_that_bursts_is_told_once_and_a_peak_of_everything_is_not() {
    let grain = Grain::HOUR;
    let mut watch = ThemeWatch::new(grain);
    let mut told = Vec::new();
    for place in 0..400_u32 {
        let loud = if (250..260).contains(&place) { 20 } else { 1 };
        let recall = if (350..362).contains(&place) { 6 } else { 0 };
        let rare: Vec<String> = (0..3).map(|number| format!("rare {place} {number}")).collect();
        let mut phrases = vec![("livraison", 4 * loud), ("prix", 2 * loud), ("rappel produit", recall)];
        phrases.extend(rare.iter().map(|phrase| (phrase.as_str(), 1)));
        for theme in watch.read(START_S + i64::from(place) * 3600, 12 * loud + recall, phrases) {
            told.push((place, theme.phrase));
        }
    }
    assert_eq!(told.len(), 1, "{told:?}");
    assert!((350..354).contains(&told[0].0) && told[0].1 == "rappel produit", "{told:?}");
}

#[test]
fn what_spreads_from_one_site_to_many_is_told() {
    let grain = Grain::HOUR;
    let mut watch = SpreadWatch::new(grain);
    let names: Vec<String> = (0..40).map(|number| format!("site{number}.example")).collect();
    let mut told = Vec::new();
    for place in 0..300_usize {
        let many = if (200..206).contains(&place) { 4 * (place - 199) } else { 1 };
        let sites = names[..many].iter().map(String::as_str);
        let said = watch.read(START_S + i64::try_from(place).unwrap() * 3600, sites).unwrap();
        told.extend(said.reading.alarm.map(|_| place));
    }
    assert!(told.len() == 1 && (200..204).contains(&told[0]), "{told:?}");
}

/// The sentences of the last episode of a series, on one site.
fn sentences(grain: Grain, points: Vec<Point>) -> [String; 2] {
    let replay = replay(grain, points);
    let heard = Heard { document: 7, at_s: 0, site: "a.example", author: None, phrases: &[], negative: None, reach: None };
    let evidence = Evidence::gather([heard]);
    let told = Told { count: 60.0, high: 7.0, usual_negative: 0.2, usual_sites: 1.0 };
    let episode = *replay.episodes.last().unwrap();
    let signal = Signal { episode, grain_s: grain.as_seconds(), band: (0.0, 7.0), buzz: Buzz::of(&told, &evidence), evidence };
    [Language::English, Language::French].map(|language| signal.sentence(language))
}

#[test]
fn a_signal_says_itself_in_one_sentence() {
    let points = series(Grain::HOUR, 400, |place, _| if (300..304).contains(&place) { 60.0 } else { 3.0 });
    let [english, french] = sentences(Grain::HOUR, points);
    assert!(english.starts_with("Far more is said than usual: 2"), "{english}");
    assert!(english.ends_with(" mentions in 7\u{a0}hours where about 21 are usual, on one site."), "{english}");
    assert!(french.ends_with("mentions en 7\u{a0}heures, là où l’on en attend d’habitude environ 21, sur un site."), "{french}");
}

#[test]
fn where_hardly_anything_is_usual_the_sentence_says_how_often() {
    let grain = Grain::FIVE_MINUTES;
    let mut points = series(grain, 16_400, |_, _| 0.0);
    for (place, point) in points.iter_mut().enumerate() {
        let burst = (16_200..16_216).contains(&place) && place % 2 == 0;
        point.count = f64::from(u8::from(place % 2_016 == 700 || burst));
    }
    let [english, french] = sentences(grain, points);
    assert!(english.contains(": 8 mentions in ") && english.contains(" where about one a week is usual, "), "{english}");
    assert!(french.contains("\u{a0}minutes, là où l’on en attend d’habitude environ une par semaine, "), "{french}");
}

#[test]
fn a_topic_takes_at_most_twenty_kilobytes() {
    let mut bytes = 0;
    for grain in [Grain::FIVE_MINUTES, Grain::HOUR, Grain::DAY] {
        let mut detector = Detector::new(grain);
        for point in series(grain, 3000, |_, _| 3.0) {
            detector.read(&point).unwrap();
        }
        bytes += detector.memory_bytes();
    }
    let (mut themes, mut spread) = (ThemeWatch::new(Grain::HOUR), SpreadWatch::new(Grain::HOUR));
    let names: Vec<String> = (0..2000).map(|number| format!("{number} {}", "x".repeat(PHRASE_BYTES_MAX - 6))).collect();
    for (place, name) in names.iter().enumerate() {
        let at_s = START_S + i64::try_from(place).unwrap();
        themes.read(at_s, 10, [(name.as_str(), 1)]);
        spread.read(at_s, [name.as_str()]).unwrap();
    }
    bytes += themes.memory_bytes() + spread.memory_bytes() + size_of::<NegativeWatch>() + size_of::<SilenceWatch>();
    assert!(bytes <= 20_480, "{bytes}");
}

#[test]
fn what_was_kept_by_somebody_else_is_no_danger() {
    let mut detector = Detector::new(Grain::HOUR);
    let kept = serde_json::to_value(&detector).unwrap();
    for (field, bad) in [
        ("past", "[]"),
        ("past", r#"[{"count":-3,"mean":1e300}]"#),
        ("newest", "99"),
        ("week", "[]"),
        ("threshold", r#"{"log":1e300,"factor":-2}"#),
        ("level", r#"{"sum":-1,"weight":1,"recent":0,"recent_expected":0,"shifted":0}"#),
    ] {
        let mut changed = kept.clone();
        changed[field] = serde_json::from_str(bad).unwrap();
        let mut resumed: Detector = serde_json::from_value(changed).unwrap();
        let reading = resumed.read(&Point { at_s: 5, hour_of_week: 200, count: 1.0, heard: f64::NAN }).unwrap();
        assert!(reading.expected.is_finite() && reading.high.is_finite(), "{field}: {reading:?}");
        assert!((0.0..=100.0).contains(&resumed.alarm().threshold().value()), "{field}");
    }
    detector.read(&Point { at_s: 5, hour_of_week: 3, count: 1.0, heard: 1.0 }).unwrap();
}

fn any_grain() -> impl Strategy<Value = Grain> {
    prop_oneof![
        Just(Grain::FIVE_MINUTES),
        Just(Grain::HOUR),
        Just(Grain::DAY),
        (60_u32..=86_400).prop_map(|s| Grain::seconds(s).unwrap())
    ]
}

/// Steps in time, and counts of every size, some of them none.
fn any_points() -> impl Strategy<Value = Vec<Point>> {
    let count = prop_oneof![
        6 => (0_u32..40).prop_map(f64::from),
        2 => 0.0..1e6,
        1 => prop_oneof![Just(0.0), Just(-1.0), Just(f64::NAN), Just(f64::INFINITY), Just(1e12), Just(1e300), Just(5e-324)],
    ];
    let step = prop_oneof![8 => Just(1_i64), 1 => -3_i64..400, 1 => Just(i64::MAX / 100_000)];
    let heard = prop_oneof![6 => Just(1.0), 1 => 0.0..1.0, 1 => Just(f64::NAN)];
    prop::collection::vec((step, any::<u8>(), count, heard), 0..600).prop_map(|steps| {
        let mut at_s = START_S;
        let point = |(step, hour_of_week, count, heard): (i64, u8, f64, f64)| {
            at_s = at_s.saturating_add(step.saturating_mul(3600));
            Point { at_s, hour_of_week, count, heard }
        };
        steps.into_iter().map(point).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_reading_is_a_number_within_its_bounds_and_an_episode_has_one_alarm(grain in any_grain(), points in any_points()) {
        let (mut detector, mut silence) = (Detector::new(grain), SilenceWatch::new(grain));
        let mut open = false;
        for point in points {
            let Ok(reading) = detector.read(&point) else { continue };
            prop_assert!((0.0..=1.0).contains(&reading.score) && reading.expected.is_finite() && reading.expected >= 0.0);
            prop_assert!(reading.low <= reading.high && reading.high.is_finite());
            prop_assert_eq!(reading.alarm.is_some(), reading.score >= 0.5);
            if reading.over.is_some() {
                prop_assert!(open);
                open = false;
            }
            if let Some(alarm) = reading.alarm {
                prop_assert!(!open && alarm.start_s <= alarm.alarm_s);
                open = true;
            }
            prop_assert_eq!(open, reading.lasts);
            if let Quiet::Judged(quiet) = silence.read(&reading, point.heard, detector.scatter()) {
                prop_assert!((0.0..=1.0).contains(&quiet.score) && quiet.expected.is_finite());
            }
        }
    }

    #[test]
    fn a_resumed_detector_goes_on_as_if_nothing_had_been(grain in any_grain(), points in any_points(), at in 0_usize..600) {
        let (mut one, mut other) = (Detector::new(grain), Detector::new(grain));
        for (place, point) in points.iter().enumerate() {
            if place == at {
                other = serde_json::from_str(&serde_json::to_string(&other).unwrap()).unwrap();
            }
            match (one.read(point), other.read(point)) {
                (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
                (one, other) => prop_assert_eq!(one.err(), other.err()),
            }
        }
    }

    #[test]
    fn the_watches_say_numbers_whatever_they_read(points in any_points(), names in prop::collection::vec(".{0,70}", 0..8)) {
        let grain = Grain::HOUR;
        let (mut negative, mut spread, mut themes) = (NegativeWatch::new(grain), SpreadWatch::new(grain), ThemeWatch::new(grain));
        for (place, point) in points.iter().enumerate() {
            let judged = NegativePoint { at_s: point.at_s, judged: point.count, negative: point.count * 0.5 };
            if let Ok(said) = negative.read(&judged) {
                prop_assert!((0.0..=1.0).contains(&said.reading.score) && said.bounds.0 <= said.bounds.1 && (0.0..=1.0).contains(&said.usual));
            }
            let some = names.iter().cycle().skip(place).take(3).map(String::as_str);
            if let Ok(said) = spread.read(point.at_s, some.clone()) {
                prop_assert!((0.0..=1.0).contains(&said.reading.score) && said.usual.is_finite());
            }
            for theme in themes.read(point.at_s, u32::from(point.hour_of_week), some.map(|name| (name, 3))) {
                prop_assert!((0.5..=1.0).contains(&theme.score) && theme.expected.is_finite());
            }
        }
    }
}

use proptest::prelude::*;

use super::*;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn now() -> Timestamp {
    "2026-03-11T12:00:00Z".parse().unwrap()
}

/// `count` entries, one every `gap`, the last one `gap` ago.
fn steady(count: i32, gap: SignedDuration) -> Vec<Timestamp> {
    (1..=count).map(|back| now() - gap * back).collect()
}

fn wait(past: &Past<'_>) -> SignedDuration {
    next_visit(past, Bounds::default(), now()).at.unwrap().duration_since(now())
}

fn check_within(past: &Past<'_>, low: SignedDuration, high: SignedDuration) {
    let wait = wait(past);
    assert!((low..=high).contains(&wait), "{wait:?} is not within {low:?} and {high:?} for {past:?}");
}

#[test]
fn a_source_is_visited_about_twice_per_entry() {
    for (count, gap, low, high) in [
        (200, HOUR, HOUR / 3, HOUR * 2 / 3),
        (100, HOUR * 5, HOUR * 3 / 2, HOUR * 7 / 2),
        (500, SignedDuration::from_mins(4), RHYTHM_MIN, RHYTHM_MIN * 2),
        (8, HOUR * 24 * 3, RHYTHM_MAX * 9 / 10, RHYTHM_MAX),
    ] {
        check_within(&Past { source: 7, entries: &steady(count, gap), ..Past::default() }, low, high);
    }
}

#[test]
fn a_burst_counts_once() {
    let mut entries = steady(20, HOUR * 24);
    let calm = wait(&Past { entries: &entries, ..Past::default() });
    let burst = entries[0];
    entries.extend((1..=40).map(|second| burst + SignedDuration::from_secs(second)));
    assert_eq!(wait(&Past { entries: &entries, ..Past::default() }), calm);
}

#[test]
fn the_active_hours_of_a_source_are_visited_more_often() {
    // Twelve entries a day for four weeks, every half hour from 12:00 to 18:00 UTC.
    let entries: Vec<Timestamp> =
        (1..28).flat_map(|day| (0..12).map(move |half| now() - HOUR * 24 * day + SignedDuration::from_mins(30) * half)).collect();
    let past = Past { entries: &entries, ..Past::default() };
    let visit = |at: Timestamp| next_visit(&past, Bounds::default(), at).at.unwrap().duration_since(at);
    let (noon, midnight) = (now(), now() - HOUR * 12);
    assert!(visit(noon) < HOUR, "{:?}", visit(noon));
    assert!(visit(midnight) > HOUR * 4, "{:?}", visit(midnight));
}

#[test]
fn hints_are_lower_bounds_within_limits() {
    let entries = steady(200, HOUR);
    let with = |hints: Hints| Past { source: 3, entries: &entries, hints, ..Past::default() };
    check_within(&with(Hints { ttl: Some(HOUR * 2), ..Hints::default() }), HOUR * 2, HOUR * 11 / 5);
    check_within(&with(Hints { max_age: Some(HOUR * 24 * 365), ..Hints::default() }), RHYTHM_MAX, RHYTHM_MAX);
    check_within(&with(Hints { expires: Some(now() + HOUR * 3), ..Hints::default() }), HOUR * 3, HOUR * 33 / 10);
    check_within(&with(Hints { expires: Some(Timestamp::MIN), ..Hints::default() }), HOUR / 3, HOUR * 2 / 3);
    let asked = next_visit(&with(Hints { update_period: Some(HOUR * 2), ..Hints::default() }), Bounds::default(), now());
    assert_eq!(asked.why, Why::Asked { hint: Hint::UpdatePeriod, wait: HOUR * 2, is_capped: false });
    // A hundred thousand billion days.
    let endless = with(Hints { max_age: Some(SignedDuration::from_secs(i64::MAX)), ..Hints::default() });
    check_within(&endless, RHYTHM_MAX, RHYTHM_MAX);
    let capped = next_visit(&endless, Bounds::default(), now()).why;
    assert_eq!(capped, Why::Asked { hint: Hint::MaxAge, wait: RHYTHM_MAX, is_capped: true });
    assert_eq!(
        capped.sentence(Language::English),
        "The site asks to wait more than 6\u{a0}hours between visits (Cache-Control); the longest pause is 6\u{a0}hours."
    );
    assert!(capped.sentence(Language::French).ends_with("(Cache-Control)\u{202f}; la plus longue pause est de 6\u{a0}heures."));
}

#[test]
fn failures_slow_down_and_never_stop() {
    let entries = steady(200, HOUR);
    let failing = |failures| Past { source: 5, entries: &entries, failures, trouble: Some(Trouble::Failing), ..Past::default() };
    check_within(&failing(1), SignedDuration::from_mins(13), SignedDuration::from_mins(15));
    check_within(&failing(3), SignedDuration::from_mins(54), HOUR);
    for failures in [8, 100, u32::MAX] {
        check_within(&failing(failures), RHYTHM_FAILURE_MAX * 9 / 10, RHYTHM_FAILURE_MAX);
    }
    let blocked = Past { failures: 1, trouble: Some(Trouble::Blocked), ..Past::default() };
    check_within(&blocked, HOUR * 7, HOUR * 8);
}

#[test]
fn a_server_that_asks_to_wait_is_obeyed_and_a_gone_one_left_alone() {
    let asked = |until| Past { failures: 1, trouble: Some(Trouble::AskedToWait { until }), ..Past::default() };
    check_within(&asked(Some(now() + HOUR * 5)), HOUR * 5, HOUR * 5 + RHYTHM_MIN);
    check_within(&asked(Some(now() + HOUR * 500)), RHYTHM_FAILURE_MAX, RHYTHM_FAILURE_MAX);
    check_within(&asked(None), SignedDuration::from_mins(15), SignedDuration::from_mins(16));
    let busy = Past { trouble: Some(Trouble::HostBusy { until: now() + SignedDuration::from_secs(9) }), ..Past::default() };
    check_within(&busy, SignedDuration::from_secs(9), SignedDuration::from_secs(39));
    let resting = Past { trouble: Some(Trouble::HostResting { until: now() + HOUR }), ..Past::default() };
    check_within(&resting, HOUR, HOUR + RHYTHM_MIN);
    let closed = Past { trouble: Some(Trouble::RobotsUnreachable { until: now() + HOUR }), failures: 1, ..Past::default() };
    check_within(&closed, HOUR, HOUR + RHYTHM_MIN);
    let gone = Past { trouble: Some(Trouble::Gone), ..Past::default() };
    assert_eq!(next_visit(&gone, Bounds::default(), now()), NextVisit { at: None, why: Why::Gone });
}

#[test]
fn little_known_sources_are_looked_at_hourly_then_more_rarely() {
    check_within(&Past::default(), HOUR * 9 / 10, HOUR);
    check_within(&Past { entries: &[now() - HOUR * 24], ..Past::default() }, HOUR * 5 / 2, HOUR * 3);
    check_within(&Past { entries: &[now() - HOUR * 24 * 400], ..Past::default() }, RHYTHM_MAX * 9 / 10, RHYTHM_MAX);
    check_within(&Past { entries: &[now() + HOUR * 24 * 400], ..Past::default() }, HOUR * 9 / 10, HOUR);
}

#[test]
fn a_world_in_a_hurry_may_have_its_own_bounds() {
    let bounds = Bounds { min: SignedDuration::from_secs(2), max: SignedDuration::from_secs(20) };
    let entries = steady(60, SignedDuration::from_secs(10));
    let past = Past { entries: &entries, ..Past::default() };
    let wait = next_visit(&past, bounds, now()).at.unwrap().duration_since(now());
    assert!((bounds.min..SignedDuration::from_secs(9)).contains(&wait), "{wait:?}");
}

#[test]
fn silence_is_late_only_when_abnormal() {
    let daily = |silent: i32| -> Vec<Timestamp> { (0..25).map(|day| now() - HOUR * silent - HOUR * 24 * day).collect() };
    let name = |entries: &[Timestamp], trouble| {
        standing(&Past { entries, last_success: Some(now()), trouble, ..Past::default() }, Bounds::default(), now()).name()
    };
    assert_eq!(name(&daily(30), None), "as_expected");
    assert_eq!(name(&daily(72), None), "as_expected");
    assert_eq!(name(&daily(24 * 12), None), "late");
    assert_eq!(name(&daily(24 * 12), Some(Trouble::Failing)), "failing");
    assert_eq!(name(&daily(24 * 12), Some(Trouble::Blocked)), "blocked");
    assert_eq!(name(&daily(24)[..3], None), "as_expected");
    assert_eq!(name(&[], None), "as_expected");
    assert_eq!(standing(&Past::default(), Bounds::default(), now()), Standing::New);
}

#[test]
fn a_weekend_without_news_is_not_late_for_an_office() {
    // Weekdays only, hourly from 9:00 to 17:00 UTC, for four weeks before Monday 2026-03-09, seen in the night before it.
    let monday: Timestamp = "2026-03-09T00:00:00Z".parse().unwrap();
    let entries: Vec<Timestamp> = (1..29)
        .filter(|day| !matches!(day % 7, 1 | 2))
        .flat_map(|day| (9..17).map(move |hour| monday - HOUR * 24 * day + HOUR * hour))
        .collect();
    let past = Past { entries: &entries, last_success: Some(monday), ..Past::default() };
    assert_eq!(standing(&past, Bounds::default(), monday).name(), "as_expected");
    assert_eq!(standing(&past, Bounds::default(), monday + HOUR * 24 * 4).name(), "late");
}

/// Sixty days of entries at random moments before now, `rate` a day by the hour of the day, by a generator that always gives the same.
fn random_entries(rate: impl Fn(i64) -> f64) -> Vec<Timestamp> {
    const STEP_SECONDS: i64 = 60;
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let begin = now() - HOUR * 24 * 60;
    (0..60 * 24 * 60)
        .map(|minute| begin + SignedDuration::from_secs(minute * STEP_SECONDS))
        .filter(|at| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let drawn = f64::from(u32::try_from(state >> 32).unwrap()) / f64::from(u32::MAX);
            drawn < rate(at.as_second().div_euclid(3_600).rem_euclid(24)) / (24.0 * 60.0)
        })
        .collect()
}

/// Lives the last thirty days of a source as Parvis would: visits made, hours between an entry and the visit that found it
/// (on average), and the part of the time at which it was called late.
fn live_through(entries: &[Timestamp]) -> (usize, f64, f64) {
    let (mut at, mut visits, mut late, mut waited, mut found) = (now() - HOUR * 24 * 30, 0_usize, 0_usize, 0.0, 0_usize);
    while at < now() {
        let seen: Vec<Timestamp> = entries.iter().copied().filter(|entry| *entry <= at).collect();
        let past = Past { entries: &seen, last_success: Some(at), ..Past::default() };
        late += usize::from(standing(&past, Bounds::default(), at).name() == "late");
        let next = next_visit(&past, Bounds::default(), at).at.unwrap();
        for entry in entries.iter().filter(|entry| **entry > at && **entry <= next) {
            waited += next.duration_since(*entry).as_secs_f64() / 3_600.0;
            found += 1;
        }
        visits += 1;
        at = next;
    }
    let [visited, found] = [visits, found].map(|count| f64::from(u32::try_from(count).unwrap()));
    (visits, waited / found, f64::from(u32::try_from(late).unwrap()) / visited)
}

#[test]
fn a_source_that_speaks_at_random_is_heard_soon_with_few_visits_and_seldom_called_late() {
    for (name, entries, visits_max, wait_max) in [
        ("eight a day", random_entries(|_| 8.0), 900, 1.2),
        ("once in two days", random_entries(|_| 0.5), 160, 4.0),
        ("office hours", random_entries(|hour| if (8..18).contains(&hour) { 48.0 } else { 0.0 }), 1_600, 0.5),
    ] {
        let (visits, waited, late) = live_through(&entries);
        assert!(visits <= visits_max && waited <= wait_max && late <= 0.005, "{name}: {visits} visits, {waited} h, {late}");
    }
}

#[test]
fn sources_of_one_host_do_not_come_back_in_step() {
    let waits: std::collections::BTreeSet<_> =
        (0..100).map(|source| wait(&Past { source, failures: 2, trouble: Some(Trouble::Failing), ..Past::default() })).collect();
    assert!(waits.len() > 95);
}

#[test]
fn sentences_name_the_reason_in_both_languages() {
    let why = Why::Asked { hint: Hint::Ttl, wait: HOUR * 3, is_capped: false };
    assert_eq!(why.sentence(Language::English), "The site asks to wait 3\u{a0}hours between visits (ttl).");
    assert_eq!(why.sentence(Language::French), "Le site demande d’attendre 3\u{a0}heures entre deux visites (ttl).");
    for (seconds, english) in [(0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (5_400, "90 minutes"), (200_000, "2 days")] {
        let spelled = spell(SignedDuration::from_secs(seconds), Language::English).replace('\u{a0}', " ");
        assert_eq!(spelled, english);
    }
    let late = Standing::Late { since: now() - HOUR * 72, gap: HOUR * 5 };
    let expected = "Late: it answers, but has published nothing for 3\u{a0}days; usually it does about every 5\u{a0}hours.";
    assert_eq!(late.sentence(Language::English, now()), expected);
}

#[test]
fn a_pause_of_the_host_and_unreadable_rules_are_told_as_what_they_are() {
    let until = now() + SignedDuration::from_mins(40);
    let past = |trouble| Past { failures: 1, trouble: Some(trouble), ..Past::default() };
    let check = |trouble: Trouble, language: Language, at: &str, plain: &str| {
        let why = next_visit(&past(trouble), Bounds::default(), now()).why;
        assert_eq!(why.sentence_at(language, now()), at);
        assert_eq!(why.sentence(language), plain);
        assert_eq!(why.sentence_at(language, until), plain, "nothing is left of it");
    };
    let (resting, closed) = (Trouble::HostResting { until }, Trouble::RobotsUnreachable { until });
    check(
        resting,
        Language::English,
        "The site asked for a pause, which holds for all its addresses; it ends in 40\u{a0}minutes.",
        "The site asked for a pause, which holds for all its addresses; nothing is fetched before it ends.",
    );
    check(
        resting,
        Language::French,
        "Le site a demandé une pause, qui vaut pour toutes ses adresses\u{202f}; elle prend fin dans 40\u{a0}minutes.",
        "Le site a demandé une pause, qui vaut pour toutes ses adresses\u{202f}; rien n’est lu avant sa fin.",
    );
    check(
        closed,
        Language::English,
        "The site’s robots.txt could not be read, so nothing of it is fetched; it is asked for again in 40\u{a0}minutes.",
        "The site’s robots.txt could not be read, so nothing of it is fetched; it is asked for again.",
    );
    check(
        closed,
        Language::French,
        "Le robots.txt du site n’a pas pu être lu, donc rien n’en est visité\u{202f}; il sera redemandé dans 40\u{a0}minutes.",
        "Le robots.txt du site n’a pas pu être lu, donc rien n’en est visité\u{202f}; il sera redemandé.",
    );
    // Nobody asked to wait: the list must not say so either.
    assert_eq!(standing(&past(closed), Bounds::default(), now()), Standing::Failing { failures: 1, since: None });
    assert_eq!(standing(&past(resting), Bounds::default(), now()), Standing::New);
    let failing = Standing::Failing { failures: 1, since: None };
    assert_eq!(
        failing.sentence(Language::French, now()),
        "La dernière visite a échoué\u{202f}; la source n’a encore jamais répondu."
    );
}

#[test]
fn a_reason_that_was_kept_before_caps_were_told_still_reads() {
    let kept = r#"{"asked":{"hint":"ttl","wait":"PT3H"}}"#;
    assert_eq!(serde_json::from_str::<Why>(kept).unwrap(), Why::Asked { hint: Hint::Ttl, wait: HOUR * 3, is_capped: false });
}

fn any_trouble() -> impl Strategy<Value = Option<Trouble>> {
    let at = any::<i32>().prop_map(|seconds| now() + SignedDuration::from_secs(i64::from(seconds)));
    prop_oneof![
        Just(None),
        Just(Some(Trouble::Failing)),
        Just(Some(Trouble::Blocked)),
        at.clone().prop_map(|at| Some(Trouble::AskedToWait { until: Some(at) })),
        at.clone().prop_map(|until| Some(Trouble::HostBusy { until })),
        at.clone().prop_map(|until| Some(Trouble::HostResting { until })),
        at.prop_map(|until| Some(Trouble::RobotsUnreachable { until })),
    ]
}

proptest! {
    #[test]
    fn the_bounds_always_hold(
        source: i64,
        failures: u32,
        trouble in any_trouble(),
        ages in prop::collection::vec(any::<i32>(), 0..60),
        ttl in prop::option::of(any::<i64>()),
        max_age in prop::option::of(any::<i64>()),
        min in 0..100_000_i64,
        max in 0..1_000_000_i64,
    ) {
        let entries: Vec<Timestamp> = ages.iter().map(|age| now() - SignedDuration::from_secs(i64::from(*age))).collect();
        let hints = Hints { ttl: ttl.map(SignedDuration::from_secs), max_age: max_age.map(SignedDuration::from_secs), ..Hints::default() };
        let past = Past { source, entries: &entries, last_success: Some(now()), failures, trouble, hints };
        let bounds = Bounds { min: SignedDuration::from_secs(min), max: SignedDuration::from_secs(max) };
        let next = next_visit(&past, bounds, now());
        prop_assert_eq!(next, next_visit(&past, bounds, now()));
        let wait = next.at.unwrap().duration_since(now());
        let ceiling = if trouble.is_some() { RHYTHM_FAILURE_MAX.max(bounds.max) } else { bounds.max };
        prop_assert!(wait <= ceiling.max(bounds.min).max(SignedDuration::from_secs(1)), "{:?}", wait);
        let floor = if trouble.is_some_and(Trouble::is_put_off) { SignedDuration::ZERO } else { bounds.min };
        prop_assert!(wait >= floor, "{:?}", wait);
        for language in Language::ALL {
            prop_assert!(!next.why.sentence(language).is_empty());
            prop_assert!(!next.why.sentence_at(language, now()).is_empty());
            prop_assert!(!standing(&past, bounds, now()).sentence(language, now()).is_empty());
        }
    }

    #[test]
    fn more_failures_never_come_back_much_sooner(source: i64, failures in 1..40_u32) {
        let wait_after = |failures| wait(&Past { source, failures, trouble: Some(Trouble::Failing), ..Past::default() });
        prop_assert!(wait_after(failures + 1) >= wait_after(failures) * 9 / 10);
    }
}

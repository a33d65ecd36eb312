use jiff::{SignedDuration, civil::Weekday::*, tz::TimeZone};
use proptest::prelude::*;

use super::*;
use crate::Language::{English, French};

fn rule(text: &str) -> Recurrence {
    Recurrence::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"))
}

fn wall(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap()
}

const PARIS: &str = "Europe/Paris";
const NEW_YORK: &str = "America/New_York";

/// The moments of the first occurrences from the start on.
fn check(text: &str, start: &str, place: &str, expect: &[&str]) {
    let found: Vec<_> = rule(text)
        .occurrences(wall(start), &zone(place), Timestamp::MIN, expect.len())
        .iter()
        .map(|occurrence| occurrence.at.to_string())
        .collect();
    assert_eq!(found, expect, "{text} from {start} in {place}");
}

/// The days on the wall, in New York, where the examples of the RFC are.
fn check_days(text: &str, start: &str, expect: &[&str]) {
    let found: Vec<_> = rule(text)
        .occurrences(wall(start), &zone(NEW_YORK), Timestamp::MIN, expect.len() + 1)
        .iter()
        .map(|occurrence| occurrence.wall.date().to_string())
        .collect();
    let is_whole = matches!(rule(text).end(), End::Never);
    assert_eq!(&found[..expect.len().min(found.len())], expect, "{text} from {start}");
    assert_eq!(found.len() > expect.len(), is_whole, "{text} from {start} ends");
}

#[test]
fn the_examples_of_the_rfc_come_out_as_it_says() {
    let start = "1997-09-02T09:00";
    check_days("FREQ=DAILY;COUNT=3", start, &["1997-09-02", "1997-09-03", "1997-09-04"]);
    check_days("FREQ=DAILY;INTERVAL=10;COUNT=3", start, &["1997-09-02", "1997-09-12", "1997-09-22"]);
    check_days("FREQ=WEEKLY;INTERVAL=2;WKST=SU", start, &["1997-09-02", "1997-09-16", "1997-09-30", "1997-10-14"]);
    check_days(
        "FREQ=WEEKLY;UNTIL=19970915T000000Z;WKST=SU;BYDAY=TU,TH",
        start,
        &["1997-09-02", "1997-09-04", "1997-09-09", "1997-09-11"],
    );
    check_days(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;WKST=SU;BYDAY=TU,TH",
        start,
        &["1997-09-02", "1997-09-04", "1997-09-16", "1997-09-18"],
    );
    check_days("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "1997-09-05T09:00", &["1997-09-05", "1997-10-03", "1997-11-07"]);
    check_days(
        "FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU",
        "1997-09-07T09:00",
        &["1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30"],
    );
    check_days("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "1997-09-22T09:00", &["1997-09-22", "1997-10-20", "1997-11-17"]);
    check_days("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00", &["1997-09-28", "1997-10-29", "1997-11-28", "1997-12-29"]);
    check_days("FREQ=MONTHLY;COUNT=4;BYMONTHDAY=2,15", start, &["1997-09-02", "1997-09-15", "1997-10-02", "1997-10-15"]);
    check_days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", start, &["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13"]);
    check_days("FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "1997-06-10T09:00", &["1997-06-10", "1997-07-10", "1998-06-10", "1998-07-10"]);
    check_days("FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", &["1997-05-19", "1998-05-18", "1999-05-17"]);
    check_days("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00", &["1997-03-13", "1997-03-20", "1997-03-27", "1998-03-05"]);
    check_days(
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05T09:00",
        &["1996-11-05", "2000-11-07", "2004-11-02"],
    );
    check_days("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00", &["1997-09-04", "1997-10-07", "1997-11-06"]);
    check_days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00", &["1997-09-29", "1997-10-30", "1997-11-27"]);
    check_days(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-08-05T09:00",
        &["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"],
    );
    check_days(
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-08-05T09:00",
        &["1997-08-05", "1997-08-17", "1997-08-19", "1997-08-31"],
    );
    check_days(
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15T09:00",
        &["2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30"],
    );
}

#[test]
fn nine_o_clock_stays_nine_o_clock_through_both_changes() {
    for (place, start, expect) in [
        (PARIS, "2026-03-28T09:00", ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"]),
        (PARIS, "2026-10-24T09:00", ["2026-10-24T07:00:00Z", "2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z"]),
        (PARIS, "2027-03-27T09:00", ["2027-03-27T08:00:00Z", "2027-03-28T07:00:00Z", "2027-03-29T07:00:00Z"]),
        (PARIS, "2027-10-30T09:00", ["2027-10-30T07:00:00Z", "2027-10-31T08:00:00Z", "2027-11-01T08:00:00Z"]),
        (NEW_YORK, "2026-03-07T09:00", ["2026-03-07T14:00:00Z", "2026-03-08T13:00:00Z", "2026-03-09T13:00:00Z"]),
        (NEW_YORK, "2026-10-31T09:00", ["2026-10-31T13:00:00Z", "2026-11-01T14:00:00Z", "2026-11-02T14:00:00Z"]),
        (NEW_YORK, "2027-03-13T09:00", ["2027-03-13T14:00:00Z", "2027-03-14T13:00:00Z", "2027-03-15T13:00:00Z"]),
        (NEW_YORK, "2027-11-06T09:00", ["2027-11-06T13:00:00Z", "2027-11-07T14:00:00Z", "2027-11-08T14:00:00Z"]),
    ] {
        check("FREQ=DAILY", start, place, &expect);
    }
}

#[test]
fn half_past_two_comes_once_a_day_whatever_the_clock_does() {
    for (place, start, expect) in [
        (PARIS, "2026-03-28T02:30", ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"]),
        (PARIS, "2026-10-24T02:30", ["2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
        (PARIS, "2027-03-27T02:30", ["2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"]),
        (PARIS, "2027-10-30T02:30", ["2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z"]),
        (NEW_YORK, "2026-03-07T02:30", ["2026-03-07T07:30:00Z", "2026-03-08T07:30:00Z", "2026-03-09T06:30:00Z"]),
        // There the hour that comes twice is the one from one to two.
        (NEW_YORK, "2026-10-31T01:30", ["2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]),
        (NEW_YORK, "2027-03-13T02:30", ["2027-03-13T07:30:00Z", "2027-03-14T07:30:00Z", "2027-03-15T06:30:00Z"]),
        (NEW_YORK, "2027-11-06T01:30", ["2027-11-06T05:30:00Z", "2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z"]),
    ] {
        check("FREQ=DAILY", start, place, &expect);
    }
}

#[test]
fn weeks_and_months_keep_their_hour() {
    check("FREQ=WEEKLY", "2026-03-22T09:00", PARIS, &["2026-03-22T08:00:00Z", "2026-03-29T07:00:00Z", "2026-04-05T07:00:00Z"]);
    check("FREQ=WEEKLY", "2026-10-18T02:30", PARIS, &["2026-10-18T00:30:00Z", "2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z"]);
    check("FREQ=WEEKLY", "2027-03-07T02:30", NEW_YORK, &["2027-03-07T07:30:00Z", "2027-03-14T07:30:00Z", "2027-03-21T06:30:00Z"]);
    check(
        "FREQ=MONTHLY",
        "2026-01-31T09:00",
        PARIS,
        &["2026-01-31T08:00:00Z", "2026-03-31T07:00:00Z", "2026-05-31T07:00:00Z", "2026-07-31T07:00:00Z"],
    );
    check(
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "2026-01-31T09:00",
        NEW_YORK,
        &["2026-01-31T14:00:00Z", "2026-02-28T14:00:00Z", "2026-03-31T13:00:00Z", "2026-04-30T13:00:00Z"],
    );
    check("FREQ=YEARLY", "2024-02-29T09:00", PARIS, &["2024-02-29T08:00:00Z", "2028-02-29T08:00:00Z"]);
}

#[test]
fn a_clock_that_went_backwards_makes_nothing_again() {
    let daily = rule("FREQ=DAILY");
    let (start, paris) = (wall("2026-03-01T09:00"), zone(PARIS));
    let made = at("2026-03-10T08:00:00Z");
    // The machine's clock shows the day before what was made last.
    assert!(daily.occurrences_between(start, &paris, made, at("2026-03-09T12:00:00Z")).is_empty());
    assert!(daily.occurrences_between(start, &paris, made, made).is_empty());
    let next = daily.occurrences(start, &paris, made, 1);
    assert_eq!(next[0].at, at("2026-03-11T08:00:00Z"));
}

#[test]
fn a_week_of_downtime_is_told_occurrence_by_occurrence() {
    let daily = rule("FREQ=DAILY");
    let missed =
        daily.occurrences_between(wall("2026-03-01T09:00"), &zone(PARIS), at("2026-03-25T08:00:00Z"), at("2026-04-01T12:00:00Z"));
    let expect: Vec<_> = ["26", "27", "28", "29", "30", "31"].map(|day| format!("2026-03-{day}T09:00:00")).into();
    let found: Vec<_> = missed.iter().map(|occurrence| occurrence.wall.to_string()).collect();
    assert_eq!(found[..6], expect);
    assert_eq!(missed.len(), 7);
    assert_eq!(missed[3].at.duration_since(missed[2].at), SignedDuration::from_hours(23));
}

#[test]
fn a_rule_ends_where_it_says() {
    let count = |text| rule(text).occurrences(wall("2026-01-01T09:00"), &zone(PARIS), Timestamp::MIN, 2_000).len();
    assert_eq!(count("FREQ=DAILY;COUNT=5"), 5);
    assert_eq!(count("FREQ=DAILY;UNTIL=20260105"), 5);
    assert_eq!(count("FREQ=DAILY;UNTIL=20260105T085959"), 4);
    assert_eq!(count("FREQ=DAILY;UNTIL=20260105T090000"), 5);
    assert_eq!(count("FREQ=DAILY;UNTIL=20260105T080000Z"), 5);
    assert_eq!(count("FREQ=DAILY;UNTIL=20260105T075959Z"), 4);
    assert_eq!(count("FREQ=DAILY;UNTIL=20251231"), 0);
    // COUNT counts from the start, not from what is asked for.
    let five = rule("FREQ=DAILY;COUNT=5");
    assert_eq!(five.occurrences(wall("2026-01-01T09:00"), &zone(PARIS), at("2026-01-03T08:00:00Z"), 9).len(), 2);
    assert_eq!(count("FREQ=DAILY"), OCCURRENCES_GIVEN_MAX);
}

#[test]
fn a_rule_that_never_holds_comes_to_an_end() {
    let never = rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
    assert!(never.occurrences(wall("2026-01-01T09:00"), &zone(PARIS), Timestamp::MIN, 1).is_empty());
    let last = rule("FREQ=DAILY").occurrences(wall("9999-12-30T09:00"), &TimeZone::UTC, Timestamp::MIN, 9);
    assert!(last.len() <= 2);
    assert!(rule("FREQ=WEEKLY").occurrences(wall("-009999-01-01T00:00"), &TimeZone::UTC, Timestamp::MIN, 2).len() <= 2);
}

#[test]
fn what_is_not_kept_is_refused_by_name() {
    let refuse = |text: &str, code, part| {
        let problem = Recurrence::parse(text).expect_err(text);
        assert_eq!((problem.code(), problem.part()), (code, part), "{text}: {problem}");
    };
    refuse("", "no_frequency", Some("FREQ"));
    refuse("FREQ=HOURLY", "not_kept", Some("FREQ=HOURLY"));
    refuse("FREQ=FORTNIGHTLY", "value", Some("FREQ"));
    refuse("FREQ=DAILY;BYHOUR=9", "not_kept", Some("BYHOUR"));
    refuse("FREQ=YEARLY;BYWEEKNO=20", "not_kept", Some("BYWEEKNO"));
    refuse("FREQ=YEARLY;BYYEARDAY=1", "not_kept", Some("BYYEARDAY"));
    refuse("FREQ=DAILY;RSCALE=CHINESE", "not_kept", Some("RSCALE"));
    refuse("FREQ=DAILY;INTERVAL=0", "value", Some("INTERVAL"));
    refuse("FREQ=DAILY;INTERVAL=1001", "value", Some("INTERVAL"));
    refuse("FREQ=DAILY;COUNT=-1", "value", Some("COUNT"));
    refuse("FREQ=DAILY;COUNT=1;UNTIL=20260101", "two_ends", Some("UNTIL"));
    refuse("FREQ=DAILY;UNTIL=20260231", "value", Some("UNTIL"));
    refuse("FREQ=DAILY;FREQ=WEEKLY", "twice", Some("FREQ"));
    refuse("FREQ=DAILY;COUNT", "no_pair", Some("COUNT"));
    refuse("FREQ=WEEKLY;BYDAY=1MO", "not_with_frequency", Some("BYDAY"));
    refuse("FREQ=WEEKLY;BYMONTHDAY=1", "not_with_frequency", Some("BYMONTHDAY"));
    refuse("FREQ=MONTHLY;BYDAY=6MO", "value", Some("BYDAY"));
    refuse("FREQ=MONTHLY;BYDAY=0MO", "value", Some("BYDAY"));
    refuse("FREQ=MONTHLY;BYDAY=é", "value", Some("BYDAY"));
    refuse("FREQ=MONTHLY;BYMONTHDAY=32", "value", Some("BYMONTHDAY"));
    refuse("FREQ=MONTHLY;BYSETPOS=1", "nothing_to_choose", Some("BYSETPOS"));
    refuse(&format!("FREQ=DAILY;{}", "X".repeat(RULE_BYTES_MAX)), "too_long", None);
}

#[test]
fn a_rule_is_written_as_it_is_read() {
    for (text, expect) in [
        ("RRULE:freq=weekly;byday=tu,th;interval=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
        ("FREQ=MONTHLY;BYDAY=+1MO,-1FR;INTERVAL=1", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("FREQ=DAILY;UNTIL=20260105T075959Z;WKST=MO", "FREQ=DAILY;UNTIL=20260105T075959Z"),
        ("FREQ=YEARLY;BYMONTH=7,6,6;WKST=SU", "FREQ=YEARLY;BYMONTH=6,7;WKST=SU"),
    ] {
        assert_eq!(rule(text).to_string(), expect);
        assert_eq!(rule(expect), rule(text));
    }
}

#[test]
fn a_rule_is_a_sentence_in_both_languages() {
    let start = wall("2026-07-14T09:00");
    let say = |text: &str, english: &str, french: &str| {
        assert_eq!(rule(text).sentence(start, English).replace('\u{a0}', " "), english);
        assert_eq!(rule(text).sentence(start, French).replace('\u{a0}', " "), french);
    };
    say("FREQ=DAILY", "every day at 09:00", "tous les jours à 09:00");
    say("FREQ=DAILY;INTERVAL=2", "every second day at 09:00", "un jour sur deux à 09:00");
    say("FREQ=DAILY;INTERVAL=3;COUNT=5", "every 3 days at 09:00, 5 times", "tous les 3 jours à 09:00, 5 fois");
    say("FREQ=WEEKLY", "every Tuesday at 09:00", "tous les mardis à 09:00");
    say("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every second Tuesday at 09:00", "un mardi sur deux à 09:00");
    say("FREQ=WEEKLY;BYDAY=TH,MO", "every Monday and Thursday at 09:00", "tous les lundis et jeudis à 09:00");
    say(
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH",
        "every 3 weeks on Monday and Thursday at 09:00",
        "toutes les 3 semaines, le lundi et le jeudi à 09:00",
    );
    say("FREQ=MONTHLY", "every month on the 14th at 09:00", "tous les mois, le 14 à 09:00");
    say(
        "FREQ=MONTHLY;BYMONTHDAY=1,-1",
        "every month on the 1st and the last day at 09:00",
        "tous les mois, le 1er et le dernier jour à 09:00",
    );
    say(
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR",
        "every second month on the first Monday and the last Friday at 09:00",
        "un mois sur deux, le premier lundi et le dernier vendredi à 09:00",
    );
    say(
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "every month on the 13th where that is a Friday at 09:00",
        "tous les mois, le 13 quand c’est un vendredi à 09:00",
    );
    say("FREQ=YEARLY", "every year on 14 July at 09:00", "tous les ans, le 14 juillet à 09:00");
    say(
        "FREQ=YEARLY;UNTIL=20301231",
        "every year on 14 July at 09:00, until 31 December 2030",
        "tous les ans, le 14 juillet à 09:00, jusqu’au 31 décembre 2030",
    );
    say(
        "FREQ=YEARLY;BYMONTH=1,6;BYDAY=1MO",
        "every year on the first Monday in January and June at 09:00",
        "tous les ans, le premier lundi en janvier et juin à 09:00",
    );
    say(
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
        "every month on every Monday and every Tuesday, of these days only the last, at 09:00",
        "tous les mois, tous les lundis et tous les mardis, de ces jours seulement le dernier, à 09:00",
    );
}

/// Any rule that may be read, as a text.
fn any_rule() -> impl Strategy<Value = String> {
    let part = |name: &'static str, values: Vec<&'static str>| {
        prop::option::of(prop::sample::subsequence(values.clone(), 1..=values.len().min(3)))
            .prop_map(move |values| values.map_or_else(String::new, |values| format!(";{name}={}", values.join(","))))
    };
    (
        prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        1u32..5,
        part("BYMONTH", vec!["1", "2", "3", "10", "11"]),
        part("BYMONTHDAY", vec!["1", "13", "29", "31", "-1", "-3"]),
        part("BYDAY", vec!["MO", "WE", "SU", "1TU", "-1FR", "2SA"]),
        part("BYSETPOS", vec!["1", "2", "-1"]),
    )
        .prop_map(|(frequency, interval, months, days, weekdays, positions)| {
            format!("FREQ={frequency};INTERVAL={interval}{months}{days}{weekdays}{positions}")
        })
        .prop_filter("parts go together", |text| Recurrence::parse(text).is_ok())
}

proptest! {
    #[test]
    fn every_occurrence_satisfies_its_rule_in_order_at_its_hour(
        text in any_rule(),
        day in 0i32..1_500,
        minute in 0i8..60,
        hour in 0i8..24,
        place in prop::sample::select(vec![PARIS, NEW_YORK, "Australia/Lord_Howe", "Africa/Casablanca"]),
    ) {
        let rule = rule(&text);
        let zone = zone(place);
        let start = jiff::civil::date(2025, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap().at(hour, minute, 0, 0);
        let found = rule.occurrences(start, &zone, Timestamp::MIN, 40);
        prop_assert!(found.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].wall < pair[1].wall));
        for one in &found {
            prop_assert!(one.wall >= start);
            prop_assert_eq!(one.wall.time(), start.time());
            let date = one.wall.date();
            prop_assert!(rule.months.is_empty() || rule.months.contains(&date.month()));
            let from_end = date.day() - date.days_in_month() - 1;
            prop_assert!(rule.month_days.is_empty()
                || rule.month_days.contains(&date.day()) || rule.month_days.contains(&from_end));
            prop_assert!(rule.weekdays.is_empty() || rule.weekdays.iter().any(|on| on.weekday == date.weekday()));
            // The wall shows the rule's own time, but in a gap a later one.
            let shown = zone.to_datetime(one.at);
            let is_gap = zone.to_ambiguous_timestamp(one.wall).is_ambiguous() && shown != one.wall;
            prop_assert!(shown == one.wall || (is_gap && shown > one.wall), "{} is shown at {}", shown, one.wall);
        }
        // What is asked for later on is the rest of the same row.
        if let Some(middle) = found.get(found.len() / 2) {
            let rest = rule.occurrences(start, &zone, middle.at, 10);
            let expect: Vec<_> = found.iter().copied().filter(|one| one.at > middle.at).take(10).collect();
            prop_assert_eq!(&rest[..expect.len().min(rest.len())], &expect[..]);
        }
        prop_assert_eq!(Recurrence::parse(&rule.to_string()).unwrap(), rule);
    }

    #[test]
    fn no_text_makes_it_panic(text in "(FREQ|COUNT|UNTIL|BYDAY|INTERVAL|;|=|,|[0-9-]|MO|DAILY|MONTHLY|\\PC){0,20}") {
        if let Ok(rule) = Recurrence::parse(&text) {
            let _ = rule.sentence(wall("2026-01-31T09:00"), French);
            let _ = rule.occurrences(wall("2026-01-31T09:00"), &TimeZone::UTC, Timestamp::MIN, 2);
        }
    }

    #[test]
    fn a_nth_weekday_is_the_nth(nth in prop::sample::select(vec![1i8, 2, 3, 4, -1, -2]), month in 1i8..=12, year in 2020i16..2040) {
        let text = format!("FREQ=MONTHLY;BYDAY={nth}WE");
        let start = jiff::civil::date(year, month, 1);
        let found = rule(&text).occurrences(start.at(12, 0, 0, 0), &TimeZone::UTC, Timestamp::MIN, 1);
        prop_assert_eq!(found[0].wall.date(), start.nth_weekday_of_month(nth, Wednesday).unwrap());
    }
}

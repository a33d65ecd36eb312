use proptest::prelude::*;

use super::*;
use crate::Language::{English, French};

fn place(code: &str) -> &'static Place {
    Place::from_code(code).unwrap()
}

/// All days of a year as `MMDD`; those that stand in for another with `*`.
fn check(code: &str, year: i16, expect: &str) {
    let found: Vec<_> = place(code)
        .holidays(year)
        .iter()
        .map(|holiday| {
            let star = if holiday.instead_of.is_some() { "*" } else { "" };
            format!("{:02}{:02}{star}", holiday.date.month(), holiday.date.day())
        })
        .collect();
    assert_eq!(found.join(" "), expect, "{code} {year}");
}

#[test]
fn easter_is_when_it_was_and_will_be() {
    for (year, month, day) in [
        (1818, 3, 22),
        (1961, 4, 2),
        (2000, 4, 23),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2038, 4, 25),
        (2285, 3, 22),
    ] {
        assert_eq!(easter(year), Date::new(year, month, day).ok());
    }
    assert_eq!(easter(1582), None);
}

#[test]
fn the_days_are_those_that_were_published() {
    check("FR", 2026, "0101 0406 0501 0508 0514 0525 0714 0815 1101 1111 1225");
    check("FR", 2027, "0101 0329 0501 0506 0508 0517 0714 0815 1101 1111 1225");
    check("FR-AM", 2026, "0101 0403 0406 0501 0508 0514 0525 0714 0815 1101 1111 1225 1226");
    check("FR-AM", 2027, "0101 0326 0329 0501 0506 0508 0517 0714 0815 1101 1111 1225 1226");
    check("BE", 2026, "0101 0406 0501 0514 0525 0721 0815 1101 1111 1225");
    check("BE", 2027, "0101 0329 0501 0506 0517 0721 0815 1101 1111 1225");
    check("CH", 2026, "0101 0514 0801 1225");
    check("CH", 2027, "0101 0506 0801 1225");
    check("LU", 2026, "0101 0406 0501 0509 0514 0525 0623 0815 1101 1225 1226");
    check("LU", 2027, "0101 0329 0501 0506 0509 0517 0623 0815 1101 1225 1226");
    check("DE", 2026, "0101 0403 0406 0501 0514 0525 1003 1225 1226");
    check("DE", 2027, "0101 0326 0329 0501 0506 0517 1003 1225 1226");
    check("ES", 2026, "0101 0106 0403 0501 0815 1012 1101 1206 1208 1225");
    check("ES", 2027, "0101 0106 0326 0501 0815 1012 1101 1206 1208 1225");
    check("IT", 2025, "0101 0106 0420 0421 0425 0501 0602 0815 1101 1208 1225 1226");
    check("IT", 2026, "0101 0106 0405 0406 0425 0501 0602 0815 1004 1101 1208 1225 1226");
    check("IT", 2027, "0101 0106 0328 0329 0425 0501 0602 0815 1004 1101 1208 1225 1226");
    check("PT", 2026, "0101 0403 0405 0425 0501 0604 0610 0815 1005 1101 1201 1208 1225");
    check("PT", 2027, "0101 0326 0328 0425 0501 0527 0610 0815 1005 1101 1201 1208 1225");
    check("NL", 2026, "0101 0405 0406 0427 0505 0514 0524 0525 1225 1226");
    check("NL", 2027, "0101 0328 0329 0427 0505 0506 0516 0517 1225 1226");
    check("IE", 2026, "0101 0202 0317 0406 0504 0601 0803 1026 1225 1226");
    check("IE", 2027, "0101 0201 0317 0329 0503 0607 0802 1025 1225 1226");
    check("CA", 2026, "0101 0403 0518 0701 0907 0930 1012 1111 1225 1226");
    check("CA", 2027, "0101 0326 0524 0701 0906 0930 1011 1111 1225 1226");
    check("MA", 2025, "0101 0111 0114 0501 0730 0814 0820 0821 1106 1118");
    check("MA", 2026, "0101 0111 0114 0501 0730 0814 0820 0821 1031 1106 1118");
}

#[test]
fn a_day_on_a_weekend_has_another_where_the_law_says_so() {
    check("US", 2026, "0101 0119 0216 0525 0619 0703* 0704 0907 1012 1111 1126 1225");
    // New Year 2028 is a Saturday and kept on the last day of 2027.
    check("US", 2027, "0101 0118 0215 0531 0618* 0619 0704 0705* 0906 1011 1111 1125 1224* 1225 1231*");
    check("GB-EAW", 2026, "0101 0403 0406 0504 0525 0831 1225 1226 1228*");
    check("GB-EAW", 2027, "0101 0326 0329 0503 0531 0830 1225 1226 1227* 1228*");
    // Christmas on a Sunday: the day after it is Boxing Day itself (2033, as in 2022).
    check("GB-EAW", 2033, "0101 0103* 0415 0418 0502 0530 0829 1225 1226 1227*");
    let days = place("GB-EAW").holidays(2027);
    let names: Vec<_> = days.iter().filter(|day| day.instead_of.is_some()).map(|day| day.name(English)).collect();
    assert_eq!(names, ["Christmas Day", "Boxing Day"]);
    // King's Day and Canada Day leave a Sunday altogether.
    assert!(place("NL").holidays(2025).iter().any(|day| day.date == jiff::civil::date(2025, 4, 26)));
    assert!(!place("NL").holidays(2025).iter().any(|day| day.date == jiff::civil::date(2025, 4, 27)));
    assert!(place("CA").holidays(2029).iter().any(|day| day.date == jiff::civil::date(2029, 7, 2)));
    // St Brigid's Day is on the first of February where that is a Friday.
    assert!(place("IE").holidays(2030).iter().any(|day| day.date == jiff::civil::date(2030, 2, 1)));
}

#[test]
fn names_are_in_both_languages_and_the_place_s_own() {
    let bastille = place("fr").holidays(2026).into_iter().find(|day| day.date.month() == 7).unwrap();
    assert_eq!((bastille.name(English), bastille.name(French)), ("Bastille Day", "Fête nationale"));
    let belgium = place("BE").holidays(2026).into_iter().find(|day| day.date.month() == 7).unwrap();
    assert_eq!(belgium.own_name(), "Nationale feestdag / Fête nationale / Nationalfeiertag");
    assert_eq!(place("MA").holidays(2026)[0].own_name(), "رأس السنة الميلادية");
    for place in Place::all() {
        assert!(!place.name(French).is_empty());
        for holiday in place.holidays(2026) {
            let codes: Vec<_> = holiday.names.iter().map(|(code, _)| *code).collect();
            assert_eq!(codes[..2], ["en", "fr"]);
            for language in place.languages {
                assert!(codes.contains(language), "{} has no name in {language}: {:?}", place.code, holiday.names);
            }
        }
    }
    assert!(Place::from_code("ZZ").is_none());
}

#[test]
fn a_stretch_of_days_goes_over_the_end_of_a_year() {
    let days = place("FR").holidays_between(jiff::civil::date(2026, 12, 1), jiff::civil::date(2027, 1, 31));
    assert_eq!(days.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(), ["2026-12-25", "2027-01-01"]);
    assert!(place("FR").holidays_between(Date::MIN, Date::MAX).is_empty());
    assert!(place("FR").holidays(YEAR_MIN - 1).is_empty() && place("FR").holidays(YEAR_MAX + 1).is_empty());
}

proptest! {
    #[test]
    fn every_year_has_each_rule_once_in_order(year in YEAR_MIN..=YEAR_MAX, which in 0usize..15) {
        let place = Place::all()[which];
        let days = place.holidays(year);
        let plain = days.iter().filter(|day| day.instead_of.is_none()).count();
        let rules = place.rules.iter().chain(place.also.into_iter().flat_map(|also| also.rules));
        prop_assert_eq!(plain, rules.filter(|rule| rule.since <= year).count());
        prop_assert!(days.windows(2).all(|pair| pair[0].date <= pair[1].date));
        for day in days.iter().filter(|day| day.instead_of.is_some()) {
            prop_assert!(!is_weekend(day.date) && is_weekend(day.instead_of.unwrap()));
        }
    }
}

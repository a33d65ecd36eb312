//! The rules of each place with the law they are from. A table.

use jiff::civil::Weekday::{Friday, Monday, Thursday};

use super::{Names, Place, Rule, Weekend, When, names::*};

pub(super) const ALL: &[&Place] = &[
    &BELGIUM_PLACE,
    &CANADA_PLACE,
    &SWITZERLAND_PLACE,
    &GERMANY_PLACE,
    &SPAIN_PLACE,
    &FRANCE_PLACE,
    &ALSACE_MOSELLE_PLACE,
    &ENGLAND_WALES_PLACE,
    &IRELAND_PLACE,
    &ITALY_PLACE,
    &LUXEMBOURG_PLACE,
    &MOROCCO_PLACE,
    &NETHERLANDS_PLACE,
    &PORTUGAL_PLACE,
    &UNITED_STATES_PLACE,
];

const fn always(names: Names, when: When) -> Rule {
    Rule { names, when, weekend: Weekend::Stays, since: 0 }
}

const fn since(since: i16, names: Names, when: When) -> Rule {
    Rule { names, when, weekend: Weekend::Stays, since }
}

const fn with(weekend: Weekend, names: Names, when: When) -> Rule {
    Rule { names, when, weekend, since: 0 }
}

/// Wet betreffende de feestdagen of 4 January 1974 and the royal decree of 18 April 1974.
static BELGIUM_PLACE: Place = Place {
    code: "BE",
    names: &[("en", "Belgium"), ("fr", "Belgique")],
    languages: &["nl", "fr", "de"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(ASCENSION, When::Easter(39)),
        always(WHIT_MONDAY, When::Easter(50)),
        always(BELGIUM, When::Fixed(7, 21)),
        always(ASSUMPTION, When::Fixed(8, 15)),
        always(ALL_SAINTS, When::Fixed(11, 1)),
        always(ARMISTICE, When::Fixed(11, 11)),
        always(CHRISTMAS, When::Fixed(12, 25)),
    ],
    also: None,
};

/// Canada Labour Code, part III, division V; Canada Day by the Holidays Act. Provinces have others.
static CANADA_PLACE: Place = Place {
    code: "CA",
    names: &[("en", "Canada"), ("fr", "Canada")],
    languages: &["en", "fr"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(GOOD_FRIDAY, When::Easter(-2)),
        always(VICTORIA, When::Before(5, 25, Monday)),
        with(Weekend::SundayMoves(1), CANADA, When::Fixed(7, 1)),
        always(LABOUR_DAY, When::Nth(9, 1, Monday)),
        always(RECONCILIATION, When::Fixed(9, 30)),
        always(THANKSGIVING_CANADA, When::Nth(10, 2, Monday)),
        always(REMEMBRANCE, When::Fixed(11, 11)),
        always(CHRISTMAS, When::Fixed(12, 25)),
        always(BOXING_DAY, When::Fixed(12, 26)),
    ],
    also: None,
};

/// 1 August by article 110 of the constitution; the other three are kept by every canton. Cantons have others.
static SWITZERLAND_PLACE: Place = Place {
    code: "CH",
    names: &[("en", "Switzerland"), ("fr", "Suisse")],
    languages: &["de", "fr", "it"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(ASCENSION, When::Easter(39)),
        always(SWITZERLAND, When::Fixed(8, 1)),
        always(CHRISTMAS, When::Fixed(12, 25)),
    ],
    also: None,
};

/// Those of every state; 3 October by the treaty of unification, article 2. States have others.
static GERMANY_PLACE: Place = Place {
    code: "DE",
    names: &[("en", "Germany"), ("fr", "Allemagne")],
    languages: &["de"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(GOOD_FRIDAY, When::Easter(-2)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(ASCENSION, When::Easter(39)),
        always(WHIT_MONDAY, When::Easter(50)),
        always(GERMAN_UNITY, When::Fixed(10, 3)),
        always(CHRISTMAS, When::Fixed(12, 25)),
        always(SECOND_CHRISTMAS, When::Fixed(12, 26)),
    ],
    also: None,
};

/// Real Decreto 2001/1983, article 45: those that are kept everywhere. Communities have others, and may move one that is on a Sunday.
static SPAIN_PLACE: Place = Place {
    code: "ES",
    names: &[("en", "Spain"), ("fr", "Espagne")],
    languages: &["es"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(EPIPHANY, When::Fixed(1, 6)),
        always(GOOD_FRIDAY, When::Easter(-2)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(ASSUMPTION, When::Fixed(8, 15)),
        always(HISPANIC, When::Fixed(10, 12)),
        always(ALL_SAINTS, When::Fixed(11, 1)),
        always(SPANISH_CONSTITUTION, When::Fixed(12, 6)),
        always(IMMACULATE, When::Fixed(12, 8)),
        always(CHRISTMAS, When::Fixed(12, 25)),
    ],
    also: None,
};

/// Code du travail, article L3133-1.
static FRANCE_PLACE: Place = Place {
    code: "FR",
    names: &[("en", "France"), ("fr", "France")],
    languages: &["fr"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(VICTORY_1945, When::Fixed(5, 8)),
        always(ASCENSION, When::Easter(39)),
        always(WHIT_MONDAY, When::Easter(50)),
        always(BASTILLE, When::Fixed(7, 14)),
        always(ASSUMPTION, When::Fixed(8, 15)),
        always(ALL_SAINTS, When::Fixed(11, 1)),
        always(ARMISTICE, When::Fixed(11, 11)),
        always(CHRISTMAS, When::Fixed(12, 25)),
    ],
    also: None,
};

/// Code du travail, article L3134-13: two more than in France; Good Friday where there is a Protestant church.
static ALSACE_MOSELLE_PLACE: Place = Place {
    code: "FR-AM",
    names: &[("en", "Alsace-Moselle"), ("fr", "Alsace-Moselle")],
    languages: &["fr"],
    rules: &[always(GOOD_FRIDAY, When::Easter(-2)), always(SAINT_STEPHEN, When::Fixed(12, 26))],
    also: Some(&FRANCE_PLACE),
};

/// Banking and Financial Dealings Act 1971, schedule 1, and what is proclaimed under it every year.
static ENGLAND_WALES_PLACE: Place = Place {
    code: "GB-EAW",
    names: &[("en", "England and Wales"), ("fr", "Angleterre et pays de Galles")],
    languages: &["en"],
    rules: &[
        with(Weekend::Next, NEW_YEAR, When::Fixed(1, 1)),
        always(GOOD_FRIDAY, When::Easter(-2)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(EARLY_MAY, When::Nth(5, 1, Monday)),
        always(SPRING_BANK, When::Nth(5, -1, Monday)),
        always(SUMMER_BANK, When::Nth(8, -1, Monday)),
        with(Weekend::Next, CHRISTMAS, When::Fixed(12, 25)),
        with(Weekend::Next, BOXING_DAY, When::Fixed(12, 26)),
    ],
    also: None,
};

/// Organisation of Working Time Act 1997, second schedule.
static IRELAND_PLACE: Place = Place {
    code: "IE",
    names: &[("en", "Ireland"), ("fr", "Irlande")],
    languages: &["en"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(SAINT_BRIGID, When::FirstIfOrMonday(2, Friday)),
        always(SAINT_PATRICK, When::Fixed(3, 17)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(MAY_IRELAND, When::Nth(5, 1, Monday)),
        always(JUNE_IRELAND, When::Nth(6, 1, Monday)),
        always(AUGUST_IRELAND, When::Nth(8, 1, Monday)),
        always(OCTOBER_IRELAND, When::Nth(10, -1, Monday)),
        always(CHRISTMAS, When::Fixed(12, 25)),
        always(SAINT_STEPHEN, When::Fixed(12, 26)),
    ],
    also: None,
};

/// Legge 27 maggio 1949, n. 260; St Francis since 2026 by legge 8 ottobre 2025, n. 151.
static ITALY_PLACE: Place = Place {
    code: "IT",
    names: &[("en", "Italy"), ("fr", "Italie")],
    languages: &["it"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(EPIPHANY, When::Fixed(1, 6)),
        always(EASTER, When::Easter(0)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(LIBERATION_ITALY, When::Fixed(4, 25)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(REPUBLIC_ITALY, When::Fixed(6, 2)),
        always(ASSUMPTION, When::Fixed(8, 15)),
        since(2026, SAINT_FRANCIS, When::Fixed(10, 4)),
        always(ALL_SAINTS, When::Fixed(11, 1)),
        always(IMMACULATE, When::Fixed(12, 8)),
        always(CHRISTMAS, When::Fixed(12, 25)),
        always(SAINT_STEPHEN, When::Fixed(12, 26)),
    ],
    also: None,
};

/// Code du travail, article L. 232-2.
static LUXEMBOURG_PLACE: Place = Place {
    code: "LU",
    names: &[("en", "Luxembourg"), ("fr", "Luxembourg")],
    languages: &["fr", "de"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(EASTER_MONDAY, When::Easter(1)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(EUROPE_DAY, When::Fixed(5, 9)),
        always(ASCENSION, When::Easter(39)),
        always(WHIT_MONDAY, When::Easter(50)),
        always(LUXEMBOURG, When::Fixed(6, 23)),
        always(ASSUMPTION, When::Fixed(8, 15)),
        always(ALL_SAINTS, When::Fixed(11, 1)),
        always(CHRISTMAS, When::Fixed(12, 25)),
        always(SAINT_STEPHEN, When::Fixed(12, 26)),
    ],
    also: None,
};

/// Décrets 2-77-169 and 2-04-426, Unity Day since 2026 by décret 2-26-14. Those of the lunar calendar are not here.
static MOROCCO_PLACE: Place = Place {
    code: "MA",
    names: &[("en", "Morocco"), ("fr", "Maroc")],
    languages: &["ar"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(MANIFESTO, When::Fixed(1, 11)),
        always(AMAZIGH, When::Fixed(1, 14)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(THRONE, When::Fixed(7, 30)),
        always(OUED_ED_DAHAB, When::Fixed(8, 14)),
        always(REVOLUTION, When::Fixed(8, 20)),
        always(YOUTH, When::Fixed(8, 21)),
        since(2026, UNITY, When::Fixed(10, 31)),
        always(GREEN_MARCH, When::Fixed(11, 6)),
        always(INDEPENDENCE_MOROCCO, When::Fixed(11, 18)),
    ],
    also: None,
};

/// Algemene termijnenwet, article 3, with the two Sundays that belong to them.
static NETHERLANDS_PLACE: Place = Place {
    code: "NL",
    names: &[("en", "Netherlands"), ("fr", "Pays-Bas")],
    languages: &["nl"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(EASTER, When::Easter(0)),
        always(EASTER_MONDAY, When::Easter(1)),
        with(Weekend::SundayMoves(-1), KINGS_DAY, When::Fixed(4, 27)),
        always(LIBERATION_NETHERLANDS, When::Fixed(5, 5)),
        always(ASCENSION, When::Easter(39)),
        always(WHIT_SUNDAY, When::Easter(49)),
        always(WHIT_MONDAY, When::Easter(50)),
        always(CHRISTMAS, When::Fixed(12, 25)),
        always(SECOND_CHRISTMAS, When::Fixed(12, 26)),
    ],
    also: None,
};

/// Código do Trabalho, artigo 234.º.
static PORTUGAL_PLACE: Place = Place {
    code: "PT",
    names: &[("en", "Portugal"), ("fr", "Portugal")],
    languages: &["pt"],
    rules: &[
        always(NEW_YEAR, When::Fixed(1, 1)),
        always(GOOD_FRIDAY, When::Easter(-2)),
        always(EASTER, When::Easter(0)),
        always(FREEDOM_PORTUGAL, When::Fixed(4, 25)),
        always(LABOUR_DAY, When::Fixed(5, 1)),
        always(CORPUS_CHRISTI, When::Easter(60)),
        always(PORTUGAL, When::Fixed(6, 10)),
        always(ASSUMPTION, When::Fixed(8, 15)),
        always(REPUBLIC_PORTUGAL, When::Fixed(10, 5)),
        always(ALL_SAINTS, When::Fixed(11, 1)),
        always(INDEPENDENCE_PORTUGAL, When::Fixed(12, 1)),
        always(IMMACULATE, When::Fixed(12, 8)),
        always(CHRISTMAS, When::Fixed(12, 25)),
    ],
    also: None,
};

/// 5 U.S.C. 6103, the federal ones. States have others.
static UNITED_STATES_PLACE: Place = Place {
    code: "US",
    names: &[("en", "United States"), ("fr", "États-Unis")],
    languages: &["en"],
    rules: &[
        with(Weekend::Nearest, NEW_YEAR, When::Fixed(1, 1)),
        always(KING, When::Nth(1, 3, Monday)),
        always(WASHINGTON, When::Nth(2, 3, Monday)),
        always(MEMORIAL, When::Nth(5, -1, Monday)),
        with(Weekend::Nearest, JUNETEENTH, When::Fixed(6, 19)),
        with(Weekend::Nearest, INDEPENDENCE_US, When::Fixed(7, 4)),
        always(LABOR_US, When::Nth(9, 1, Monday)),
        always(COLUMBUS, When::Nth(10, 2, Monday)),
        with(Weekend::Nearest, VETERANS, When::Fixed(11, 11)),
        always(THANKSGIVING_US, When::Nth(11, 4, Thursday)),
        with(Weekend::Nearest, CHRISTMAS, When::Fixed(12, 25)),
    ],
    also: None,
};

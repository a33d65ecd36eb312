//! What a form of this room may say, and the shape in which it is kept.

use domain::{Hat, Language};
use jiff::tz::TimeZone;

use crate::Refusal;

/// The most characters of a name: of a person, a workspace, a token.
pub const NAME_CHARS_MAX: usize = 80;
/// The fewest characters of a password. Length is what counts (NIST SP 800-63B, 3.1.1.2); classes of characters are not asked for.
pub const PASSWORD_CHARS_MIN: usize = 10;
/// The most characters of a password, so that hashing takes the same time for everybody.
pub const PASSWORD_CHARS_MAX: usize = 200;
/// The most bytes of a mail address (RFC 5321, 4.5.3.1).
const MAIL_ADDRESS_BYTES_MAX: usize = 254;
/// How many colours a workspace can have: the style sheet numbers them from 0.
pub const WORKSPACE_COLOURS: u8 = 8;

/// A name: something, and not too long. White space around it is taken off, runs of it become one space.
pub(crate) fn name(field: &'static str, said: &str) -> Result<String, Refusal> {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said: String = said.chars().filter(|c| !c.is_control()).collect();
    if said.is_empty() {
        return Err(Refusal::Invalid { field, why: "empty" });
    }
    if said.chars().count() > NAME_CHARS_MAX {
        return Err(Refusal::Invalid { field, why: "too_long" });
    }
    Ok(said)
}

/// A mail address in lower case. Only what every mail system can write is taken: one `@`, no white space, a host with a dot or
/// `localhost`.
pub(crate) fn email(said: &str) -> Result<String, Refusal> {
    let said = said.trim().to_lowercase();
    if said.is_empty() {
        return Err(Refusal::Invalid { field: "email", why: "empty" });
    }
    if is_mail_address(&said) { Ok(said) } else { Err(Refusal::Invalid { field: "email", why: "not_a_mail_address" }) }
}

/// Whether mail can be written to it, as far as its shape goes.
pub(crate) fn is_mail_address(said: &str) -> bool {
    let fit =
        |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')' | '\\' | '@');
    let Some((local, host)) = said.rsplit_once('@') else { return false };
    let host_is_one = host == "localhost" || (host.contains('.') && host.split('.').all(|label| !label.is_empty()));
    said.len() <= MAIL_ADDRESS_BYTES_MAX && !local.is_empty() && local.chars().all(fit) && host.chars().all(fit) && host_is_one
}

/// A password to be kept.
pub(crate) fn password(said: &str) -> Result<(), Refusal> {
    match said.chars().count() {
        0 => Err(Refusal::Invalid { field: "password", why: "empty" }),
        1..PASSWORD_CHARS_MIN => Err(Refusal::Invalid { field: "password", why: "too_short" }),
        PASSWORD_CHARS_MIN..=PASSWORD_CHARS_MAX => Ok(()),
        _ => Err(Refusal::Invalid { field: "password", why: "too_long" }),
    }
}

/// The code of a language that the program speaks.
pub(crate) fn language(said: &str) -> Result<&'static str, Refusal> {
    Language::from_code(said).map(Language::code).ok_or(Refusal::Invalid { field: "language", why: "unknown" })
}

/// The name of a zone that the machine knows.
pub(crate) fn time_zone(said: &str) -> Result<String, Refusal> {
    match TimeZone::get(said.trim()) {
        Ok(zone) => Ok(zone.iana_name().unwrap_or("UTC").to_owned()),
        Err(_) => Err(Refusal::Invalid { field: "time_zone", why: "unknown" }),
    }
}

/// One of the colours, by its number.
pub(crate) fn colour(said: &str) -> Result<String, Refusal> {
    let number = said.parse::<u8>().ok().filter(|number| *number < WORKSPACE_COLOURS);
    number.map(|number| number.to_string()).ok_or(Refusal::Invalid { field: "colour", why: "unknown" })
}

/// Hats by their names, at least one, in the order of the form.
pub(crate) fn hats(said: &[String]) -> Result<Vec<Hat>, Refusal> {
    let mut hats = Vec::new();
    for name in said {
        hats.push(Hat::from_name(name).ok_or(Refusal::Invalid { field: "hats", why: "unknown" })?);
    }
    hats.sort_unstable();
    hats.dedup();
    if hats.is_empty() { Err(Refusal::Invalid { field: "hats", why: "empty" }) } else { Ok(hats) }
}

/// The zones that a form offers, by name: places and UTC, without the old abbreviations.
#[must_use]
pub fn time_zones() -> Vec<String> {
    const AREAS: [&str; 9] = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian"];
    let known = jiff::tz::db().available();
    let mut zones: Vec<String> = known
        .map(|name| name.to_string())
        .filter(|name| name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area) || area == "Pacific"))
        .collect();
    zones.sort_unstable();
    zones.dedup();
    zones.push("UTC".to_owned());
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_address_has_one_sign_and_a_host() {
        let check = |said: &str, expected: bool| assert_eq!(is_mail_address(said), expected, "{said}");
        check("lea@solenne.example", true);
        check("lea@localhost", true);
        check("léa@solenne.example", true);
        check("lea+veille@mail.solenne.example", true);
        check("lea@solenne", false);
        check("lea", false);
        check("@solenne.example", false);
        check("lea@", false);
        check("lea@solenne..example", false);
        check("lea@a.example, b@a.example", false);
        check("lea@a.example\r\nBcc: x@b.example", false);
        check(&format!("{}@a.example", "l".repeat(300)), false);
    }

    #[test]
    fn names_lose_white_space_and_keep_their_letters() {
        assert_eq!(name("name", "  Léa \n Martin\t").unwrap(), "Léa Martin");
        assert!(matches!(name("name", " \n "), Err(Refusal::Invalid { why: "empty", .. })));
        assert!(matches!(name("name", &"a".repeat(81)), Err(Refusal::Invalid { why: "too_long", .. })));
    }

    #[test]
    fn hats_are_at_least_one_and_each_once() {
        let said = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(hats(&said(&["analyst", "owner", "analyst"])).unwrap(), [Hat::Owner, Hat::Analyst]);
        assert!(hats(&said(&[])).is_err());
        assert!(hats(&said(&["king"])).is_err());
    }

    #[test]
    fn colours_are_numbers_of_the_style_sheet() {
        assert_eq!(colour("7").unwrap(), "7");
        assert!(colour("8").is_err());
        assert!(colour("red").is_err());
    }
}

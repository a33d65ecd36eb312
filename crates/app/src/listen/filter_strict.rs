//! A filter that is handed in rather than followed as a link: what cannot be read of it is refused, for a slip would else ask for
//! everything.

use domain::Kind;
use jiff::{civil::Date, tz::TimeZone};
use url::form_urlencoded;

use crate::{
    Refusal,
    listen::{
        filter::{MentionFilter, Period, aspect, label, moments, period},
        taught::{INTENTS, SENTIMENTS, UNSURE},
    },
};

/// What may stand beside a filter in an address of ours: where in the list, and how it is shown.
const BESIDE: [&str; 6] = ["cursor", "limit", "after", "private", "format", "charts"];

impl MentionFilter {
    /// Reads the query part of an address as [`MentionFilter::from_address`] does.
    ///
    /// # Errors
    /// [`Refusal::Filter`] names the first part that is not known or whose value cannot be read; [`Refusal::Query`] says what is wrong
    /// with the words.
    pub fn strict(text: &str, zone: &TimeZone) -> Result<Self, Refusal> {
        for (name, value) in form_urlencoded::parse(text.trim_start_matches('?').as_bytes()) {
            let value = value.trim();
            if !value.is_empty() && !is_readable(&name, value) {
                return Err(Refusal::Filter { name: name.into_owned(), value: value.to_owned() });
            }
        }
        let filter = Self::from_address(text, zone);
        if filter.words.is_empty() || filter.query.is_some() { Ok(filter) } else { Err(Refusal::Query(filter.problems)) }
    }
}

/// Whether a filter has such a part, and the value is one that it can have.
fn is_readable(name: &str, value: &str) -> bool {
    match name {
        "topic" | "source" | "folder" | "assignee" => value.parse::<i64>().is_ok(),
        "period" => value == "all" || period(value) != Period::All,
        "from" | "to" => value.parse::<Date>().is_ok(),
        "at" => moments(value).is_some(),
        "lang" => value == "none" || is_language(value),
        "sentiment" => SENTIMENTS.contains(&value) || [UNSURE, "none"].contains(&value),
        "intent" => INTENTS.contains(&value),
        "rude" | "starred" => ["0", "1"].contains(&value),
        "kind" => Kind::from_name(value).is_some(),
        "aspect" => aspect(value).is_some(),
        "state" => ["open", "done"].contains(&value),
        "label" => label(value).is_some(),
        "by" => value == "story",
        "site" | "author" | "tag" | "words" => true,
        beside => BESIDE.contains(&beside),
    }
}

/// The shape of what documents carry: a code of ISO 639 in small letters, a region or script behind it perhaps.
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    let code = parts.next().unwrap_or_default();
    (2..=3).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, refused: Option<(&str, &str)>) {
        match MentionFilter::strict(address, &TimeZone::UTC) {
            Ok(_) => assert_eq!(None, refused, "{address}"),
            Err(Refusal::Filter { name, value }) => assert_eq!(Some((name.as_str(), value.as_str())), refused, "{address}"),
            Err(other) => panic!("{address}: {other:?}"),
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_by_its_name() {
        check("", None);
        check("?topic=3&period=56d&lang=fr&limit=5&kind=&state=open", None);
        check("site=a.example&author=L%C3%A9a&tag=x&words=a+OR+b&by=story&at=1-2&label=none&rude=1&sentiment=none", None);
        check("lang=none&period=all&from=2026-11-04", None);
        check("topic=Solenne", Some(("topic", "Solenne")));
        check("topc=3", Some(("topc", "3")));
        check("period=week", Some(("period", "week")));
        check("period=0d", Some(("period", "0d")));
        check("lang=fr&from=04/11/2026", Some(("from", "04/11/2026")));
        check("lang=French", Some(("lang", "French")));
        check("sentiment=angry", Some(("sentiment", "angry")));
        check("kind=tweet", Some(("kind", "tweet")));
        check("state=opened", Some(("state", "opened")));
        check("starred=yes", Some(("starred", "yes")));
        check("by=stories", Some(("by", "stories")));
    }

    #[test]
    fn words_that_cannot_be_asked_are_refused_with_what_is_wrong() {
        assert!(
            matches!(MentionFilter::strict("words=(a", &TimeZone::UTC), Err(Refusal::Query(problems)) if !problems.is_empty())
        );
    }
}

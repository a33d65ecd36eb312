//! The stable codes of problems, by family: what a script acts on, and the place of the page that explains it.

/// A family of codes.
pub(crate) struct Family {
    /// The place on the page, and the end of the key of its words.
    pub(crate) name: &'static str,
    /// Its codes as a person reads them.
    pub(crate) codes: &'static str,
    /// The HTTP status.
    pub(crate) status: u16,
}

const fn family(name: &'static str, codes: &'static str, status: u16) -> Family {
    Family { name, codes, status }
}

/// All families, in the order of their status.
pub(crate) const FAMILIES: [Family; 25] = [
    family("no-token", "no_token", 401),
    family("not-allowed", "not_allowed, needs_person, own_work, not_asked", 403),
    family("no-such", "no_such_…", 404),
    family("method", "method_not_allowed", 405),
    family("taken", "…_taken", 409),
    family("changed", "…_changed", 409),
    family("too-late", "…_too_late", 409),
    family("held", "held", 409),
    family("unapproved", "unapproved", 409),
    family("last-owner", "last_owner", 409),
    family("link", "link_…", 410),
    family("too-large", "too_large", 413),
    family("unreadable", "unreadable", 422),
    family("invalid", "invalid_…", 422),
    family("filter", "filter", 422),
    family("query", "query", 422),
    family("fetch", "fetch", 422),
    family("channel", "channel_…", 422),
    family("problems", "problems", 422),
    family("wrong-password", "wrong_password", 422),
    family("no-mail-server", "no_mail_server", 422),
    family("too-often", "too_often", 429),
    family("database", "database, database_locked, database_damaged, disk_full", 500),
    family("shelf", "shelf", 500),
    family("interrupted", "interrupted", 500),
];

/// The family of a code. One that is not known is told as an interruption: something of ours.
pub(crate) fn family_of(code: &str) -> &'static str {
    let is = |family: &&Family| {
        family.codes.split(", ").any(|known| match (known.strip_suffix('…'), known.strip_prefix('…')) {
            (Some(begin), _) => code.starts_with(begin),
            (_, Some(end)) => code.ends_with(end),
            _ => code == known,
        })
    };
    FAMILIES.iter().find(is).map_or("interrupted", |family| family.name)
}

#[cfg(test)]
mod tests {
    use app::{Noun, Refusal};

    use super::*;

    #[test]
    fn every_code_has_its_place() {
        for (code, expected) in [
            (Refusal::NoSuch(Noun::Topic).code(), "no-such"),
            (Refusal::Taken(Noun::Folder).code(), "taken"),
            (Refusal::Invalid { field: "link", why: "too_long" }.code(), "invalid"),
            (Refusal::Store(store::StoreError::DiskFull).code(), "database"),
            (Refusal::Interrupted.code(), "interrupted"),
            (Refusal::TooLate(Noun::Post).code(), "too-late"),
            ("no_token".to_owned(), "no-token"),
            ("too_large".to_owned(), "too-large"),
            ("no_such_step".to_owned(), "no-such"),
        ] {
            assert_eq!(family_of(&code), expected, "{code}");
        }
    }
}

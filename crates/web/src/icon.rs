//! The line icons of Parvis, drawn for it on a grid of 24, and its logo: an arch, the door onto the square.
//!
//! Icons carry no colour and no size: the style sheet strokes them with the colour of the words beside them. They are always hidden from
//! screen readers, because a word always stands beside them or in the label of what holds them.

use std::collections::HashMap;

use minijinja::{Environment, Error, ErrorKind, Value};

/// Path of the logo: an arch in an arch.
const LOGO: &str = r#"<path d="M4 20.5V11.5a8 8 0 0 1 16 0v9"/><path d="M9 20.5v-8a3 3 0 0 1 6 0v8"/>"#;

/// Name and drawing of each icon, in the order of names.
const ICONS: &[(&str, &str)] = &[
    ("alert", r#"<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15z"/><path d="M10 20.5a2.2 2.2 0 0 0 4 0"/>"#),
    ("animate", r#"<path d="M12 3v4M12 17v4M3 12h4M17 12h4M6 6l2.5 2.5M15.5 15.5 18 18M18 6l-2.5 2.5M8.5 15.5 6 18"/>"#),
    ("api", r#"<path d="m8 8-4 4 4 4M16 8l4 4-4 4M13.5 6l-3 12"/>"#),
    ("assign", r#"<circle cx="10" cy="8" r="3.5"/><path d="M3.5 20c.3-4 2.8-6 6.5-6 1.6 0 3 .4 4 1.1M18 14v6M15 17h6"/>"#),
    ("back", r#"<path d="M19 12H5M11 6l-6 6 6 6"/>"#),
    ("blocked", r#"<circle cx="12" cy="12" r="8.5"/><path d="m6 6 12 12"/>"#),
    ("calendar", r#"<rect x="4" y="5.5" width="16" height="14.5" rx="2"/><path d="M4 10h16M8 3v4M16 3v4"/>"#),
    ("check", r#"<path d="m5 12.5 4.5 4.5L19 7"/>"#),
    ("clock", r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>"#),
    ("close", r#"<path d="m6 6 12 12M18 6 6 18"/>"#),
    ("comment", r#"<path d="M4 5h16v11h-9l-4.5 4v-4H4z"/>"#),
    (
        "copy",
        r#"<rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2"/><path d="M15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5"/>"#,
    ),
    ("done", r#"<circle cx="12" cy="12" r="8.5"/><path d="m8.3 12.3 2.6 2.6 4.9-5.4"/>"#),
    ("down", r#"<path d="m6.5 9.5 5.5 5.5 5.5-5.5"/>"#),
    ("download", r#"<path d="M12 4v11M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15"/>"#),
    ("edit", r#"<path d="M4.5 19.5 5.5 15 15.5 5a2 2 0 0 1 2.9 0l.6.6a2 2 0 0 1 0 2.9L9 18.5zM13.5 7l3.5 3.5"/>"#),
    ("equal", r#"<path d="M5 9.5h14M5 14.5h14"/>"#),
    ("error", r#"<path d="M8.5 3.5h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M12 8v5M12 16.2v.1"/>"#),
    ("external", r#"<path d="M13.5 4.5h6v6M19.5 4.5 11 13M17.5 14v3.5a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2H10"/>"#),
    (
        "eye",
        r#"<path d="M2.5 12c2-4 5.3-6.5 9.5-6.5s7.5 2.5 9.5 6.5c-2 4-5.3 6.5-9.5 6.5S4.5 16 2.5 12z"/><circle cx="12" cy="12" r="2.8"/>"#,
    ),
    ("feed", r#"<path d="M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8"/><circle cx="6.2" cy="17.8" r="1.3"/>"#),
    ("filter", r#"<path d="M4 6h16M7 12h10M10 18h4"/>"#),
    (
        "folder",
        r#"<path d="M3.5 18V6.5a1.5 1.5 0 0 1 1.5-1.5h4.5l2 2.5H19A1.5 1.5 0 0 1 20.5 9v9a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 18z"/>"#,
    ),
    ("forward", r#"<path d="M5 12h14M13 6l6 6-6 6"/>"#),
    ("globe", r#"<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17"/>"#),
    ("help", r#"<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.7v.1"/>"#),
    (
        "image",
        r#"<rect x="3.5" y="5" width="17" height="14" rx="2"/><circle cx="8.5" cy="9.8" r="1.6"/><path d="m4.5 17.5 5-4.5 3.5 3 3-2.5 4 3.5"/>"#,
    ),
    ("inbox", r#"<path d="M4 13h4.2l1.8 3h4l1.8-3H20M4 13l2.5-8h11L20 13v6H4z"/>"#),
    ("info", r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.8v.1"/>"#),
    ("key", r#"<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8M15.5 8l3 3"/>"#),
    (
        "keyboard",
        r#"<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M7 10h.1M10.3 10h.1M13.6 10h.1M17 10h.1M8.5 14h7"/>"#,
    ),
    (
        "language",
        r#"<path d="M4 6h9M8.5 4v2M11 6c-.8 4-3.3 7-6.5 8.5M6.5 9.5c1 2.2 3 3.8 5 4.5M12 20l4.5-10L21 20M13.6 16.5h5.8"/>"#,
    ),
    ("leave", r#"<path d="M14 4.5H6a1.5 1.5 0 0 0-1.5 1.5v12A1.5 1.5 0 0 0 6 19.5h8M10 12h10.5M16.5 8l4 4-4 4"/>"#),
    (
        "link",
        r#"<path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12.5 5.8"/><path d="M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.1-1.1"/>"#,
    ),
    (
        "listen",
        r#"<path d="M5 12.5a7 7 0 0 1 14 0M8.3 12.5a3.7 3.7 0 0 1 7.4 0"/><circle cx="12" cy="12.5" r="1"/><path d="M12 14v6.5"/>"#,
    ),
    ("lock", r#"<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>"#),
    ("mail", r#"<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>"#),
    ("measure", r#"<path d="M5 20V11M10 20V4M15.5 20v-7M21 20H3"/>"#),
    ("minus", r#"<path d="M5 12h14"/>"#),
    ("moderate", r#"<path d="M12 3 5 5.8V11c0 5 3 8 7 10 4-2 7-5 7-10V5.8z"/>"#),
    ("moon", r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>"#),
    ("more", r#"<circle cx="5.5" cy="12" r=".8"/><circle cx="12" cy="12" r=".8"/><circle cx="18.5" cy="12" r=".8"/>"#),
    ("next", r#"<path d="m9.5 6.5 5.5 5.5-5.5 5.5"/>"#),
    ("note", r#"<path d="M5 4h14v10l-5.5 6H5z"/><path d="M19 14h-5.5v6M8.5 8.5h7M8.5 12h4"/>"#),
    ("off_topic", r#"<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.3"/><path d="M4.5 4.5 19.5 19.5"/>"#),
    ("page", r#"<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M13.5 3.5V8.5h5M9 12.5h6M9 16h4"/>"#),
    ("pause", r#"<path d="M9 5.5v13M15 5.5v13"/>"#),
    (
        "people",
        r#"<circle cx="9" cy="8" r="3.3"/><path d="M2.8 20c.2-4 2.5-6 6.2-6s6 2 6.2 6M16 5.2a3.2 3.2 0 0 1 0 5.9M17.2 14.3c2.6.6 4 2.6 4 5.7"/>"#,
    ),
    ("play", r#"<path d="M7.5 5v14L19 12z"/>"#),
    ("plus", r#"<path d="M12 5v14M5 12h14"/>"#),
    ("previous", r#"<path d="M14.5 6.5 9 12l5.5 5.5"/>"#),
    ("publish", r#"<path d="M4 12 20 4l-5 16-3.5-6.5z"/><path d="m11.5 13.5 4-4.5"/>"#),
    ("quote", r#"<path d="M10 7H5v6h4c0 2-1 3.5-3 4M19 7h-5v6h4c0 2-1 3.5-3 4"/>"#),
    ("rail", r#"<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><path d="M9.5 4.5v15"/>"#),
    (
        "refresh",
        r#"<path d="M19.5 11a7.6 7.6 0 0 0-13.8-3L4 10M4.5 13a7.6 7.6 0 0 0 13.8 3l1.7-2M4 5.5V10h4.5M20 18.5V14h-4.5"/>"#,
    ),
    ("save", r#"<path d="M6.5 4h11v16L12 15.5 6.5 20z"/>"#),
    ("search", r#"<circle cx="10.5" cy="10.5" r="6"/><path d="m20 20-5.2-5.2"/>"#),
    (
        "settings",
        r#"<path d="M4 7.5h9M18 7.5h2M4 16.5h2M11 16.5h9"/><circle cx="15.5" cy="7.5" r="2.3"/><circle cx="8.5" cy="16.5" r="2.3"/>"#,
    ),
    ("source", r#"<path d="M12 20V10M12 10a4 4 0 1 0-4-4M12 14c-4 0-7-1-7-1M12 16c4 0 7-2 7-2"/>"#),
    ("star", r#"<path d="m12 3.8 2.5 5.3 5.7.8-4.1 4.1 1 5.8L12 17l-5.1 2.8 1-5.8-4.1-4.1 5.7-.8z"/>"#),
    (
        "story",
        r#"<rect x="4" y="8" width="12" height="12" rx="2"/><path d="M8 8V6a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2M7 12.5h6M7 16h4"/>"#,
    ),
    (
        "sun",
        r#"<circle cx="12" cy="12" r="3.7"/><path d="M12 3v1.8M12 19.2V21M3 12h1.8M19.2 12H21M5.6 5.6l1.3 1.3M17.1 17.1l1.3 1.3M18.4 5.6l-1.3 1.3M6.9 17.1l-1.3 1.3"/>"#,
    ),
    ("tag", r#"<path d="M4 4.5h7.5l8.5 8.5-7 7L4.5 11.5z"/><path d="M8.3 8.3v.1"/>"#),
    ("theme", r#"<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17M12 7.5l4.5-1.5M12 12h8.3M12 16.5l5 1.5"/>"#),
    ("today", r#"<path d="M4 11 12 4l8 7v9h-5v-6H9v6H4z"/>"#),
    ("topic", r#"<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.3"/><path d="M12 12v.1"/>"#),
    ("trash", r#"<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.3 11v5.5M13.7 11v5.5"/>"#),
    ("undo", r#"<path d="M4.5 9.5H14a5.2 5.2 0 0 1 0 10.5H9M8.5 5.5l-4 4 4 4"/>"#),
    ("unsure", r#"<path d="M9 9a3.2 3.2 0 1 1 4.6 2.9c-1 .5-1.6 1.1-1.6 2.3M12 18v.1"/>"#),
    ("up", r#"<path d="m6.5 14.5 5.5-5.5 5.5 5.5"/>"#),
    ("upload", r#"<path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M4.5 19.5h15"/>"#),
    ("user", r#"<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20.3c.4-4.3 3-6.3 7.2-6.3s6.8 2 7.2 6.3"/>"#),
    ("warning", r#"<path d="M12 4 21 19.5H3z"/><path d="M12 10v4.5M12 17v.1"/>"#),
    (
        "webhook",
        r#"<circle cx="12" cy="7" r="3"/><circle cx="6" cy="17" r="3"/><circle cx="18" cy="17" r="3"/><path d="m10.5 9.6-3 4.8M13.5 9.6l3 4.8M9 17h6"/>"#,
    ),
];

/// Icons that point along the line of reading and therefore turn in right-to-left scripts.
const TURNING: &[&str] = &["back", "forward", "leave", "next", "previous", "undo"];

/// The markup of an icon, or `None` when there is none of that name.
#[must_use]
pub fn icon(name: &str) -> Option<String> {
    let place = ICONS.binary_search_by_key(&name, |(key, _)| key).ok()?;
    let (_, drawing) = ICONS.get(place)?;
    let turns = if TURNING.contains(&name) { " icon-turns" } else { "" };
    Some(format!(r#"<svg class="icon{turns}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawing}</svg>"#))
}

/// The markup of the logo, hidden from screen readers: the word Parvis stands beside it.
#[must_use]
pub fn logo() -> String {
    format!(r#"<svg class="icon logo" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{LOGO}</svg>"#)
}

/// Every name that [`icon`] knows, in order.
pub fn names() -> impl Iterator<Item = &'static str> {
    ICONS.iter().map(|(name, _)| *name)
}

/// Gives templates `icon("listen")` and `logo()`. A name that does not exist is an error of the template.
pub fn add_to(env: &mut Environment<'_>) {
    // A page draws hundreds of a dozen of them.
    let drawn: HashMap<&str, Value> = names().filter_map(|name| Some((name, Value::from_safe_string(icon(name)?)))).collect();
    env.add_function("icon", move |name: &str| {
        drawn
            .get(name)
            .cloned()
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("there is no icon named {name:?}")))
    });
    env.add_function("logo", || Value::from_safe_string(logo()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_single() {
        let all: Vec<_> = names().collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(all, sorted);
    }

    #[test]
    fn every_icon_is_found_and_draws_without_colour() {
        for name in names() {
            let markup = icon(name).unwrap();
            assert!(markup.starts_with("<svg class=\"icon"), "{name}");
            for forbidden in ["style=", "fill=", "stroke=", "#"] {
                assert!(!markup.contains(forbidden), "{name} holds {forbidden}");
            }
        }
        assert_eq!(icon("no-such-icon"), None);
    }

    #[test]
    fn what_points_turns_with_the_script() {
        assert!(icon("next").unwrap().contains("icon-turns"));
        assert!(!icon("star").unwrap().contains("icon-turns"));
    }
}

//! CSS selectors that name an element by what will still be there tomorrow: its tag and its stable classes.

use scraper::ElementRef;

/// How many classes a selector names.
const CLASSES_MAX: usize = 2;

/// `tag.class.class` of an element, without classes that a build tool made up or that tell a state.
pub(crate) fn of(element: ElementRef<'_>) -> String {
    let mut selector = element.value().name().to_owned();
    for class in element.value().classes().filter(|class| is_stable(class)).take(CLASSES_MAX) {
        selector.push('.');
        selector.push_str(class);
    }
    selector
}

/// Whether a class is a name that somebody gave and that is the same for each entry of a list. Numbers, hashes
/// (`css-1q2w3e`, `sc-AxjAm`) and places in the list (`first`, `odd`) are not.
fn is_stable(class: &str) -> bool {
    const STATES: [&str; 14] = [
        "first", "last", "odd", "even", "active", "current", "selected", "new", "sticky", "featured", "hidden", "visible",
        "open", "alt",
    ];
    let is_name = class.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_'));
    let letters = class.bytes().filter(u8::is_ascii_alphabetic).count();
    let made_up = ["css-", "sc-", "jsx-", "svelte-", "astro-", "post-type", "category-", "tag-", "status-", "format-"];
    let is_mixed =
        class.bytes().zip(class.bytes().skip(1)).filter(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase()).count() > 2;
    is_name
        && (3..=40).contains(&letters)
        && !is_mixed
        && !STATES.contains(&class)
        && !made_up.iter().any(|start| class.starts_with(start))
}

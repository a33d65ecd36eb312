//! `GET /me`.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Language;
use minijinja::{Value, context};
use store::access::Session;

use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Wrong, language_choices, zone_choices},
    request::Person,
};

/// Which of the forms of the page comes back with what was wrong in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Name, language, zone.
    Profile,
    /// Password.
    Password,
}

/// The page.
pub(super) async fn show(State(web): State<Web>, person: Person, headers: HeaderMap) -> Result<Response, Fault> {
    let user = &person.signed.user;
    let typed = context! { name => user.name.as_str(), language => user.language.as_str(), time_zone => user.time_zone.as_str() };
    draw(&web, &person, &headers, Form::Profile, typed, &Wrong::nothing()).await
}

/// The language of the person's pages.
pub(super) fn language(person: &Person) -> Language {
    Language::from_code(&person.signed.user.language).unwrap_or_default()
}

/// The page with what was typed into one of its forms and what was wrong with it.
pub(super) async fn draw(
    web: &Web,
    person: &Person,
    headers: &HeaderMap,
    form: Form,
    typed: Value,
    wrong: &Wrong,
) -> Result<Response, Fault> {
    let language = language(person);
    let sessions = web.app.sessions(&person.signed).await.map_err(|refusal| Fault::page(web, language, refusal))?;
    let rows: Vec<Value> = sessions.iter().map(|session| row(web, language, person, session)).collect();
    let user = &person.signed.user;
    let zone = typed.get_attr("time_zone").ok().and_then(|zone| zone.as_str().map(str::to_owned)).unwrap_or_default();
    let title = web.views.words.say(language, "access-me", &[]);
    let own = context! {
        typed, email => user.email.as_str(), form => if form == Form::Profile { "profile" } else { "password" },
        errors => wrong.errors.clone(), problem => wrong.problem.as_str(), zones => zone_choices(&zone), languages => language_choices(),
        sessions => rows, others => sessions.len().saturating_sub(1),
    };
    Ok(page::show_person(web, person, headers, wrong.status, &title, "me/show.html", own))
}

fn row(web: &Web, language: Language, person: &Person, session: &Session) -> Value {
    let browser = browser_words(&session.user_agent);
    let unknown = || web.views.words.say(language, "access-browser-unknown", &[]);
    context! {
        id => session.id.get(), browser => browser.unwrap_or_else(unknown), address => session.address.as_str(),
        created_at => session.created_at, seen_at => session.seen_at, ends_at => session.ends_at, is_this => session.id == person.signed.session.id,
    }
}

/// Browser and system out of the browser's own word, such as `Firefox · Linux`. The order matters: most call themselves Safari too.
fn browser_words(user_agent: &str) -> Option<String> {
    const BROWSERS: [(&str, &str); 6] = [
        ("Firefox/", "Firefox"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let of = |table: &[(&str, &'static str)]| table.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name);
    match (of(&BROWSERS), of(&SYSTEMS)) {
        (Some(browser), Some(system)) => Some(format!("{browser} · {system}")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_from_their_own_words() {
        let check = |said: &str, expected: Option<&str>| assert_eq!(browser_words(said).as_deref(), expected, "{said}");
        check("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Some("Firefox · Linux"));
        check(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            Some("Edge · Windows"),
        );
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1",
            Some("Safari · iPhone"),
        );
        check("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", Some("Chrome · Android"));
        check("curl/8.5.0", None);
        check("", None);
    }
}

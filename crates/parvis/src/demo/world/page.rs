//! The sites' pages for people: a home page, an article, an author, and the sentences of servers in a bad mood.

use domain::Language;

use super::World;
use crate::demo::{
    sites::{Flavour, Site},
    talk::{Said, escape},
};

const STYLE: &str = "body{font:17px/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fdfcfa}\
                     header,footer{font:14px/1.4 system-ui,sans-serif;color:#666}header a{color:inherit;font-weight:600}\
                     h1{line-height:1.25}li{margin:.5rem 0}@media(prefers-color-scheme:dark){body{background:#191817;color:#ddd}a{color:#9bf}}";

/// A site's words for its own frame.
struct Words {
    invented: &'static str,
    missing: &'static str,
    checking: &'static str,
    gone: &'static str,
}

const fn words(language: Language) -> Words {
    match language {
        Language::French => Words {
            invented: "Ce site, ses auteurs et ce qu’ils disent sont inventés pour la démonstration de Parvis.",
            missing: "Cette page n’existe pas.",
            checking: "Vérification de votre navigateur. Les programmes ne sont pas admis ici.",
            gone: "Ce site a fermé. Merci à celles et ceux qui nous ont lus.",
        },
        Language::English => Words {
            invented: "This site, its authors and what they say are invented for the demonstration of Parvis.",
            missing: "There is no such page.",
            checking: "Checking your browser. Programs are not admitted here.",
            gone: "This site has closed. Thank you to everyone who read us.",
        },
    }
}

fn frame(world: &World, site: &Site, title: &str, head: &str, body: &str) -> String {
    let base = world.base(site.key);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"alternate\" type=\"{}\" title=\"{}\" href=\"{base}{}\">\n{head}<style>{STYLE}</style>\n</head>\n<body>\n\
         <header><a href=\"{base}/\">{}</a> · {}</header>\n<main>\n{body}</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
        site.language.code(),
        escape(title),
        site.format.media_type(),
        escape(site.name),
        site.feed_path(),
        escape(site.name),
        escape(site.motto),
        words(site.language).invented,
    )
}

/// The home page, with the newest documents.
pub(super) fn home(world: &World, site: &Site, newest: &[Said]) -> String {
    let head = format!("<meta name=\"description\" content=\"{}\">\n", escape(site.motto));
    frame(world, site, site.name, &head, &format!("<h1>{}</h1>\n{}", escape(site.name), list(world, newest)))
}

/// What one author said lately.
pub(super) fn author(world: &World, site: &Site, name: &str, theirs: &[Said]) -> String {
    frame(world, site, name, "", &format!("<h1>{}</h1>\n{}", escape(name), list(world, theirs)))
}

fn list(world: &World, documents: &[Said]) -> String {
    let mut list = String::from("<ul>\n");
    for said in documents {
        let label = if said.title.is_empty() { excerpt(said) } else { escape(&said.title) };
        list.push_str(&format!(
            "<li><a href=\"{}\">{label}</a> <small>{}, <time datetime=\"{}\">{}</time></small></li>\n",
            world.address_of(said),
            escape(&said.author),
            said.published,
            said.published.strftime("%Y-%m-%d %H:%M"),
        ));
    }
    list.push_str("</ul>\n");
    list
}

/// The first words of a post that has no title, as they stand in its markup.
fn excerpt(said: &Said) -> String {
    said.html.lines().next().unwrap_or_default().trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
}

/// One document.
pub(super) fn article(world: &World, site: &Site, said: &Said) -> String {
    let address = world.address_of(said);
    let title = if said.title.is_empty() { escape(&said.author) } else { escape(&said.title) };
    let head = format!(
        "<link rel=\"canonical\" href=\"{address}\">\n<meta name=\"author\" content=\"{author}\">\n\
         <meta property=\"og:type\" content=\"article\">\n<meta property=\"og:title\" content=\"{title}\">\n\
         <meta property=\"og:site_name\" content=\"{}\">\n<meta property=\"og:url\" content=\"{address}\">\n\
         <meta property=\"article:published_time\" content=\"{}\">\n",
        escape(site.name),
        said.published,
        author = escape(&said.author),
    );
    let byline = match &said.author_path {
        Some(path) => {
            format!("<a rel=\"author\" href=\"{}{}\">{}</a>", world.base(site.key), escape(path), escape(&said.author))
        }
        None => escape(&said.author),
    };
    let heading = if site.flavour == Flavour::Social { String::new() } else { format!("<h1>{title}</h1>\n") };
    let body = format!(
        "<article>\n{heading}<p><small>{byline}, <time datetime=\"{}\">{}</time></small></p>\n{}</article>\n",
        said.published,
        said.published.strftime("%Y-%m-%d %H:%M UTC"),
        said.html,
    );
    let name = if said.title.is_empty() { &said.author } else { &said.title };
    frame(world, site, &format!("{name} – {}", site.name), &head, &body)
}

/// The page for an address that leads nowhere.
pub(super) fn missing(world: &World, site: &Site) -> String {
    let sentence = words(site.language).missing;
    frame(world, site, sentence, "", &format!("<p>{sentence}</p>\n"))
}

/// What a wall against robots shows.
pub(super) fn wall(site: &Site) -> String {
    let sentence = words(site.language).checking;
    format!(
        "<!doctype html>\n<title>{}</title>\n<meta name=\"robots\" content=\"noindex\">\n<p>{sentence}</p>\n",
        escape(site.name)
    )
}

/// What is left of a site that has closed.
pub(super) fn gone(site: &Site) -> String {
    let sentence = words(site.language).gone;
    format!("<!doctype html>\n<title>{}</title>\n<p>{sentence}</p>\n", escape(site.name))
}

/// The list of all sites, for who comes to the bare address.
pub(super) fn all_sites(world: &World) -> String {
    let mut page = String::from("<!doctype html>\n<title>Demo world</title>\n<ul>\n");
    for place in world.places() {
        page.push_str(&format!("<li><a href=\"{}\">{}</a></li>\n", place.home, escape(place.site.name)));
    }
    page.push_str("</ul>\n");
    page
}

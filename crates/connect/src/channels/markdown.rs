//! Articles as sites give them back, as Markdown: what an article of ours is compared with, and taken over from.

use domain::{
    SafeHtml,
    post::{Picture, article_with},
};
use htmd::{
    HtmlToMarkdown,
    options::{BulletListMarker, Options},
};

/// What stands for a picture of ours while a text goes through HTML, where only addresses of the web are let through.
const OURS: &str = "https://media.invalid/";
/// How a picture of ours is written in an article.
const MEDIA: &str = "media:";

/// The HTML of a site as Markdown: what it shows, without what tells programs of it. What cannot be converted is plain text.
#[must_use]
pub fn markdown(html: &str) -> String {
    let safe = SafeHtml::sanitise(html, None);
    let options =
        Options { bullet_list_marker: BulletListMarker::Dash, ul_bullet_spacing: 1, ol_number_spacing: 1, ..Options::default() };
    let made = HtmlToMarkdown::builder().options(options).build().convert(safe.as_str());
    made.unwrap_or_else(|_| safe.to_text()).trim().to_owned()
}

/// An article of ours as a site would give it back, so that two texts differ in words and not in how they are marked up.
#[must_use]
pub fn given_back(text: &str) -> String {
    let place = |address: &str| {
        let address = address.strip_prefix(MEDIA).map_or_else(|| address.to_owned(), |number| format!("{OURS}{number}"));
        Some(Picture { address, ..Picture::default() })
    };
    markdown(&article_with(text, place)).replace(OURS, MEDIA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_site_shows_becomes_what_an_author_writes() {
        let html = "<!-- wp:heading --><h2>Laver</h2><p>À <strong>30 °C</strong>, <em>sans</em> <a href=\"https://a.example/x\">adoucissant</a>.</p>\
                    <ul><li>un</li><li>deux</li></ul><script type=\"application/ld+json\">{}</script><!-- parvis:abc -->";
        let expected = "## Laver\n\nÀ **30 °C**, *sans* [adoucissant](https://a.example/x).\n\n- un\n- deux";
        assert_eq!(markdown(html), expected);
        assert_eq!(markdown(""), "");
    }

    #[test]
    fn what_goes_there_and_back_says_the_same_and_stays_so() {
        let text =
            "---\nauthor: Léa\n---\n# Un\n\nTexte  avec *deux*\nlignes.\n\n* a\n* b\n\n![Une crête](media:1)\n\n1. x\n2. y\n";
        let once = given_back(text);
        assert!(once.starts_with("# Un\n\n") && once.contains("![Une crête](media:1)") && !once.contains("author"), "{once}");
        assert_eq!(given_back(&once), once);
    }
}

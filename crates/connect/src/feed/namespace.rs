//! The namespaces that feeds use, under the many addresses by which they are known.

/// What family of names an element or attribute belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Space {
    /// The format's own names, or none at all.
    Core,
    /// Atom 0.3 and 1.0.
    Atom,
    /// RDF.
    Rdf,
    /// `content:encoded`.
    Content,
    /// Dublin Core.
    Dc,
    /// Dublin Core terms.
    DcTerms,
    /// Media RSS.
    Media,
    /// Apple's podcast names, and Google's copies of them.
    Itunes,
    /// The syndication module: how often.
    Sy,
    /// Slashdot's: `slash:comments`.
    Slash,
    /// The well-formed web's: `wfw:commentRss`.
    Wfw,
    /// `FeedBurner`'s: `origLink`.
    FeedBurner,
    /// Threading, RFC 4685.
    Thread,
    /// HTML written as XML.
    Xhtml,
    /// Drawings.
    Svg,
    /// Formulas.
    Math,
    /// `xlink:href`.
    Xlink,
    /// `xml:base`, `xml:lang`.
    Xml,
    /// `frss:`, `FreshRSS`'s attributes of OPML.
    FreshRss,
    /// Anything else.
    Other,
}

/// Addresses, lower case, without a trailing `/` or `#`, and the family each stands for.
const ADDRESSES: [(&str, Space); 43] = [
    ("http://www.w3.org/2005/atom", Space::Atom),
    ("https://www.w3.org/2005/atom", Space::Atom),
    ("http://purl.org/atom/ns", Space::Atom),
    ("http://purl.org/atom-blog/ns", Space::Atom),
    ("http://purl.org/echo", Space::Atom),
    ("http://purl.org/pie", Space::Atom),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("http://purl.org/rss/1.0/modules/content", Space::Content),
    ("http://purl.org/dc/elements/1.1", Space::Dc),
    ("http://purl.org/dc/elements/1.0", Space::Dc),
    ("http://purl.org/rss/1.0/modules/dc", Space::Dc),
    ("http://purl.org/dc/terms", Space::DcTerms),
    ("http://purl.org/rss/1.0/modules/dcterms", Space::DcTerms),
    ("http://search.yahoo.com/mrss", Space::Media),
    ("https://search.yahoo.com/mrss", Space::Media),
    ("http://www.rssboard.org/media-rss", Space::Media),
    ("http://video.search.yahoo.com/mrss", Space::Media),
    ("http://tools.search.yahoo.com/mrss", Space::Media),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("http://www.google.com/schemas/play-podcasts/1.0", Space::Itunes),
    ("http://purl.org/rss/1.0/modules/syndication", Space::Sy),
    ("http://purl.org/rss/1.0/modules/slash", Space::Slash),
    ("http://wellformedweb.org/commentapi", Space::Wfw),
    ("http://wellformedweb.org", Space::Wfw),
    ("http://rssnamespace.org/feedburner/ext/1.0", Space::FeedBurner),
    ("http://purl.org/syndication/thread/1.0", Space::Thread),
    ("http://purl.org/rss/1.0/modules/threading", Space::Thread),
    ("http://www.w3.org/1999/xhtml", Space::Xhtml),
    ("http://www.w3.org/xhtml", Space::Xhtml),
    ("http://www.w3.org/tr/xhtml1", Space::Xhtml),
    ("http://www.w3.org/2000/svg", Space::Svg),
    ("http://www.w3.org/1998/math/mathml", Space::Math),
    ("http://www.w3.org/1999/xlink", Space::Xlink),
    ("http://www.w3.org/xml/1998/namespace", Space::Xml),
    ("https://freshrss.org/opml", Space::FreshRss),
    ("http://purl.org/rss/1.0", Space::Core),
    ("http://purl.org/net/rss1.1", Space::Core),
    ("http://my.netscape.com/rdf/simple/0.9", Space::Core),
    ("http://my.netscape.com/publish/formats/rss-0.91.dtd", Space::Core),
    ("http://channel.netscape.com/rdf/simple/0.9", Space::Core),
    ("http://blogs.law.harvard.edu/tech/rss", Space::Core),
    ("http://www.rssboard.org/rss-specification", Space::Core),
    ("http://cyber.law.harvard.edu/rss", Space::Core),
];

/// The prefixes that everybody uses, for feeds that forget to declare them.
const PREFIXES: [(&str, Space); 22] = [
    ("atom", Space::Atom),
    ("atom10", Space::Atom),
    ("rdf", Space::Rdf),
    ("content", Space::Content),
    ("dc", Space::Dc),
    ("dcterms", Space::DcTerms),
    ("media", Space::Media),
    ("itunes", Space::Itunes),
    ("googleplay", Space::Itunes),
    ("sy", Space::Sy),
    ("slash", Space::Slash),
    ("wfw", Space::Wfw),
    ("feedburner", Space::FeedBurner),
    ("thr", Space::Thread),
    ("xhtml", Space::Xhtml),
    ("html", Space::Xhtml),
    ("svg", Space::Svg),
    ("math", Space::Math),
    ("mml", Space::Math),
    ("xlink", Space::Xlink),
    ("xml", Space::Xml),
    ("frss", Space::FreshRss),
];

/// The family of a namespace's address.
pub(crate) fn of_address(address: &str) -> Space {
    let address = address.trim().to_ascii_lowercase();
    let address = address.trim_end_matches(['/', '#']);
    if address.starts_with("http://backend.userland.com/rss") {
        return Space::Core;
    }
    ADDRESSES.iter().find(|(known, _)| *known == address).map_or(Space::Other, |(_, space)| *space)
}

/// The family of a prefix that nobody declared.
pub(crate) fn of_prefix(prefix: &str) -> Space {
    PREFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map_or(Space::Other, |(_, space)| *space)
}

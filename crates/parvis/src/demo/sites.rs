//! The sites of the little world: where the talk of the demo takes place. All are invented.

use domain::{Kind, Language};

use super::words::{Words, same, words};

/// The name of a site in the demo, which is also the first label of its host: `forum-rando`.
pub(crate) type SourceKey = &'static str;

/// What a site's feed is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// How a site speaks, which is finer than the kind of its documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// A regional newspaper.
    Regional,
    /// A news agency, whose items others reprint.
    Agency,
    /// A magazine of the outdoors or of the trade.
    Magazine,
    /// A blog of one person.
    Blog,
    /// A forum.
    Forum,
    /// A video site.
    Video,
    /// A site of reviews.
    Reviews,
    /// A public feed of a social network.
    Social,
}

/// How a site's server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// It answers.
    Plain,
    /// The feed has moved for good: the address that people know answers 301.
    Moved,
    /// Every fifth visit answers 429 with `Retry-After`.
    Hurried,
    /// Every seventh visit answers 503 with `Retry-After`.
    Overloaded,
    /// A wall against robots: 403.
    Walled,
    /// It answers, but nobody has written since that many days.
    Silent(u32),
    /// It is no more: 410, since that many days.
    Gone(u32),
}

/// One site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    /// The name in addresses.
    pub key: SourceKey,
    /// The name that people read.
    pub name: &'static str,
    /// One line under the name.
    pub motto: &'static str,
    /// The folder in which the demo's team keeps it.
    pub folder: Words,
    /// How it speaks.
    pub flavour: Flavour,
    /// What it is written in.
    pub language: Language,
    /// What its feed is written in.
    pub format: Format,
    /// Documents on an ordinary day.
    pub daily: f64,
    /// How its server behaves.
    pub mood: Mood,
}

impl Site {
    /// The kind of its documents.
    pub(crate) const fn kind(&self) -> Kind {
        match self.flavour {
            Flavour::Regional | Flavour::Agency | Flavour::Magazine => Kind::News,
            Flavour::Blog => Kind::Blog,
            Flavour::Forum => Kind::Forum,
            Flavour::Video => Kind::Video,
            Flavour::Reviews => Kind::Review,
            Flavour::Social => Kind::Social,
        }
    }

    /// The path of its feed. For a site that has moved, the one that the team knows; [`Site::moved_feed_path`] is the new one.
    pub(crate) const fn feed_path(&self) -> &'static str {
        match (self.mood, self.format) {
            (Mood::Moved, _) => "/rss.xml",
            (_, Format::Rss) => "/feed.xml",
            (_, Format::Atom) => "/atom.xml",
            (_, Format::Json) => "/feed.json",
        }
    }

    /// Where the feed is really served.
    pub(crate) const fn moved_feed_path(&self) -> &'static str {
        match self.mood {
            Mood::Moved => "/flux/actualites.xml",
            _ => self.feed_path(),
        }
    }

    /// Since how many days nobody has written there, if so.
    pub(crate) const fn quiet_since(&self) -> Option<u32> {
        match self.mood {
            Mood::Silent(days) | Mood::Gone(days) => Some(days),
            _ => None,
        }
    }
}

/// All sites, in the order of their folders.
pub(crate) fn sites() -> &'static [Site] {
    &SITES
}

/// The site of that name.
pub(crate) fn site(key: &str) -> Option<&'static Site> {
    SITES.iter().find(|site| site.key == key)
}

const PRESS: Words = words("Presse régionale", "Regional press");
const MAGAZINES: Words = words("Magazines outdoor", "Outdoor magazines");
const BLOGS: Words = same("Blogs");
const FORUMS: Words = same("Forums");
const REVIEWS: Words = words("Avis et vidéos", "Reviews and films");
const NETWORKS: Words = words("Réseaux", "Networks");

const PLAIN: Site = Site {
    key: "",
    name: "",
    motto: "",
    folder: PRESS,
    flavour: Flavour::Regional,
    language: Language::French,
    format: Format::Rss,
    daily: 4.0,
    mood: Mood::Plain,
};

#[rustfmt::skip]
static SITES: [Site; 26] = [
    Site { key: "depeche-des-cimes", name: "La Dépêche des cimes", motto: "L’information des vallées, chaque matin", daily: 5.5, ..PLAIN },
    Site { key: "courrier-des-vallees", name: "Le Courrier des vallées", motto: "Toute l’actualité entre deux cols", format: Format::Atom, mood: Mood::Hurried, ..PLAIN },
    Site { key: "echo-du-haut-pays", name: "L’Écho du Haut-Pays", motto: "Votre quotidien depuis 1921", daily: 4.5, ..PLAIN },
    Site { key: "voix-alpine", name: "La Voix alpine", motto: "Politique, culture, montagne", daily: 3.5, mood: Mood::Moved, ..PLAIN },
    Site { key: "gazette-des-gaves", name: "La Gazette des gaves", motto: "Le Sud-Ouest d’en haut", mood: Mood::Overloaded, ..PLAIN },
    Site { key: "agence-altitude", name: "Agence Altitude", motto: "Dépêches de montagne pour la presse", flavour: Flavour::Agency, daily: 2.0, ..PLAIN },
    Site { key: "sommets", name: "Sommets", motto: "Le magazine de ceux qui montent", folder: MAGAZINES, flavour: Flavour::Magazine, format: Format::Atom, daily: 3.0, ..PLAIN },
    Site { key: "sentiers-et-refuges", name: "Sentiers & Refuges", motto: "Marcher, dormir, recommencer", folder: MAGAZINES, flavour: Flavour::Magazine, daily: 2.2, ..PLAIN },
    Site { key: "fil-et-matiere", name: "Fil & Matière", motto: "La lettre professionnelle du textile technique", folder: MAGAZINES, flavour: Flavour::Magazine, daily: 1.2, ..PLAIN },
    Site { key: "ridgeline", name: "Ridgeline Magazine", motto: "Stories from the high ground", folder: MAGAZINES, flavour: Flavour::Magazine, language: Language::English, daily: 3.2, ..PLAIN },
    Site { key: "trail-ledger", name: "The Trail Ledger", motto: "Independent outdoor news", folder: MAGAZINES, flavour: Flavour::Magazine, language: Language::English, format: Format::Json, daily: 3.4, ..PLAIN },
    Site { key: "outdoor-trade", name: "Outdoor Trade Weekly", motto: "The business of being outside", folder: MAGAZINES, flavour: Flavour::Magazine, language: Language::English, daily: 2.4, mood: Mood::Walled, ..PLAIN },
    Site { key: "carnets-de-julie", name: "Les carnets de Julie", motto: "Une marcheuse, ses bosses, ses cartes", folder: BLOGS, flavour: Flavour::Blog, daily: 0.6, ..PLAIN },
    Site { key: "sac-leger", name: "Sac léger", motto: "Moins de grammes, plus de nuits dehors", folder: BLOGS, flavour: Flavour::Blog, format: Format::Atom, daily: 0.7, ..PLAIN },
    Site { key: "bivouac-du-nord", name: "Bivouac du Nord", motto: "Des Vosges aux fjords", folder: BLOGS, flavour: Flavour::Blog, daily: 0.9, mood: Mood::Silent(9), ..PLAIN },
    Site { key: "alpes-a-deux", name: "Les Alpes à deux", motto: "Journal d’un couple en chemin", folder: BLOGS, flavour: Flavour::Blog, daily: 0.5, mood: Mood::Gone(20), ..PLAIN },
    Site { key: "slow-miles", name: "Slow Miles", motto: "Walking as if there were time", folder: BLOGS, flavour: Flavour::Blog, language: Language::English, format: Format::Atom, daily: 0.6, ..PLAIN },
    Site { key: "patch-and-mend", name: "Patch & Mend", motto: "Keeping old kit alive", folder: BLOGS, flavour: Flavour::Blog, language: Language::English, format: Format::Json, daily: 0.7, ..PLAIN },
    Site { key: "forum-rando", name: "Forum Rando", motto: "Le forum des randonneurs", folder: FORUMS, flavour: Flavour::Forum, daily: 16.5, ..PLAIN },
    Site { key: "summit-talk", name: "Summit Talk", motto: "Gear, routes and tall tales", folder: FORUMS, flavour: Flavour::Forum, language: Language::English, format: Format::Atom, daily: 11.5, ..PLAIN },
    Site { key: "avis-terrain", name: "Avis Terrain", motto: "Le matériel noté par ceux qui l’usent", folder: REVIEWS, flavour: Flavour::Reviews, daily: 6.5, ..PLAIN },
    Site { key: "gear-verdict", name: "Gear Verdict", motto: "Reviews by the people who paid", folder: REVIEWS, flavour: Flavour::Reviews, language: Language::English, daily: 4.5, ..PLAIN },
    Site { key: "vues", name: "Vues", motto: "Vidéos de plein air", folder: REVIEWS, flavour: Flavour::Video, format: Format::Atom, daily: 3.6, ..PLAIN },
    Site { key: "hilltop-video", name: "Hilltop Video", motto: "Films from outside", folder: REVIEWS, flavour: Flavour::Video, language: Language::English, format: Format::Atom, daily: 2.0, ..PLAIN },
    Site { key: "azuree", name: "Azurée", motto: "Recherche publique : montagne", folder: NETWORKS, flavour: Flavour::Social, daily: 17.0, ..PLAIN },
    Site { key: "trompe", name: "Trompe", motto: "The mountain server", folder: NETWORKS, flavour: Flavour::Social, language: Language::English, daily: 9.5, ..PLAIN },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_host_labels_and_one_of_a_kind() {
        for (place, site) in SITES.iter().enumerate() {
            assert!(site.key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", site.key);
            assert!(SITES[..place].iter().all(|other| other.key != site.key && other.name != site.name), "{}", site.key);
        }
    }

    #[test]
    fn every_mood_of_a_server_is_met_once_at_least() {
        for wanted in [Mood::Moved, Mood::Hurried, Mood::Overloaded, Mood::Walled] {
            assert!(SITES.iter().any(|site| site.mood == wanted), "{wanted:?}");
        }
        assert!(SITES.iter().any(|site| matches!(site.mood, Mood::Silent(_))));
        assert!(SITES.iter().any(|site| matches!(site.mood, Mood::Gone(_))));
    }
}

//! Solenne, the invented brand of the demo: what it sells, against whom, with what team, and what the team listens to.

use domain::Hat;

use super::words::{Words, same, words};

/// The workspace's name.
pub(crate) const WORKSPACE: &str = "Solenne";
/// The zone in which the team lives.
pub(crate) const ZONE: &str = "Europe/Paris";

/// A brand of the demo's market.
#[derive(Debug)]
pub(crate) struct Brand {
    /// Its name.
    pub name: &'static str,
    /// Its account on social networks.
    pub account: &'static str,
    /// Who founded it.
    pub founder: &'static str,
    /// How many years ago.
    pub age: u32,
    /// What it sells.
    pub products: &'static [Product],
}

/// A thing that is sold, with what French grammar wants to know of it.
#[derive(Debug)]
pub(crate) struct Product {
    /// Its name: `Alto`.
    pub name: &'static str,
    /// What sort of thing it is, in French: `veste`.
    pub french: &'static str,
    /// The same in English: `jacket`.
    pub english: &'static str,
    /// Whether the French noun is feminine.
    pub feminine: bool,
    /// How often it is spoken of, beside its sisters.
    pub weight: f64,
    /// What it costs everywhere, in euros.
    pub price: u32,
}

const fn product(
    name: &'static str,
    french: &'static str,
    english: &'static str,
    feminine: bool,
    weight: f64,
    price: u32,
) -> Product {
    Product { name, french, english, feminine, weight, price }
}

/// The brand whose workspace it is.
pub(crate) static SOLENNE: Brand = Brand {
    name: "Solenne",
    account: "@solenne_outdoor",
    founder: "Camille Aubry",
    age: 16,
    products: &[
        product("Alto", "veste", "jacket", true, 4.0, 319),
        product("Brume", "polaire", "fleece", true, 2.5, 129),
        product("Lisière 28 L", "sac", "pack", false, 2.5, 115),
        product("Givre", "doudoune", "down jacket", true, 1.0, 279),
        product("Sente", "pantalon", "trousers", false, 0.8, 149),
    ],
};

/// Its competitors.
pub(crate) static COMPETITORS: [Brand; 2] = [
    Brand {
        name: "Névé",
        account: "@neve_montagne",
        founder: "Bruno Tallec",
        age: 31,
        products: &[
            product("Sérac", "veste", "jacket", true, 3.0, 349),
            product("Moraine 30", "sac", "pack", false, 2.0, 129),
            product("Congère", "doudoune", "down jacket", true, 1.5, 259),
        ],
    },
    Brand {
        name: "Karst",
        account: "@karst_outdoor",
        founder: "Vera Kolar",
        age: 12,
        products: &[
            product("Lapiaz", "veste", "jacket", true, 3.0, 299),
            product("Aven", "sac", "pack", false, 1.5, 99),
            product("Gour", "polaire", "fleece", true, 1.5, 109),
        ],
    },
];

/// A member of the demo's team.
#[derive(Debug)]
pub(crate) struct Teammate {
    /// The name.
    pub name: &'static str,
    /// The address for signing in.
    pub mail: &'static str,
    /// What they may do.
    pub hats: &'static [Hat],
    /// The language of their pages.
    pub language: domain::Language,
}

/// The team. The first is who looks at the demo.
pub(crate) static TEAM: [Teammate; 4] = [
    Teammate {
        name: "Clara Monnier",
        mail: "clara@solenne.example",
        hats: &[Hat::Owner, Hat::CommunityManager],
        language: domain::Language::French,
    },
    Teammate {
        name: "Léa Fontanel",
        mail: "lea@solenne.example",
        hats: &[Hat::CommunityManager, Hat::ContentManager],
        language: domain::Language::French,
    },
    Teammate {
        name: "Hugo Tessier",
        mail: "hugo@solenne.example",
        hats: &[Hat::SocialMediaManager],
        language: domain::Language::French,
    },
    Teammate { name: "Nora Lindqvist", mail: "nora@solenne.example", hats: &[Hat::Analyst], language: domain::Language::English },
];

/// What a topic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The brand itself.
    OwnBrand,
    /// One of its products.
    Product,
    /// Another brand.
    Competitor,
    /// A theme of the trade.
    Theme,
    /// A person.
    Person,
}

impl Purpose {
    /// The stable name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OwnBrand => "own_brand",
            Self::Product => "product",
            Self::Competitor => "competitor",
            Self::Theme => "theme",
            Self::Person => "person",
        }
    }
}

/// A topic of the demo.
#[derive(Debug)]
pub(crate) struct Topic {
    /// Its name.
    pub name: Words,
    /// What it is about.
    pub purpose: Purpose,
    /// Its query, in Parvis's own language.
    pub query: &'static str,
}

/// What the team listens to. The names of the brand and its products are also a first name, a voice, a weather, a snow patch
/// and a rock: each query shows one way to keep those out.
pub(crate) static TOPICS: [Topic; 8] = [
    Topic {
        name: same("Solenne"),
        purpose: Purpose::OwnBrand,
        query: "(solenne OR @solenne_outdoor OR #solenne) NOT (\"solenne martin\" OR prénom OR prénoms OR \"first name\" OR judo)",
    },
    Topic {
        name: same("Alto"),
        purpose: Purpose::Product,
        query: "(alto NEAR/8 (veste OR vestes OR jacket OR jackets OR solenne OR zip OR fermeture OR curseur OR zipper) OR #alto) \
                NOT (saxophone OR violon OR chorale OR quatuor)",
    },
    Topic {
        name: same("Brume"),
        purpose: Purpose::Product,
        query: "brume NEAR/6 (polaire OR fleece OR solenne) NOT (météo OR brouillard)",
    },
    Topic { name: same("Lisière 28 L"), purpose: Purpose::Product, query: "lisière NEAR/6 (sac OR pack OR 28 OR solenne)" },
    Topic {
        name: same("Névé"),
        purpose: Purpose::Competitor,
        query: "(sérac NEAR/8 (veste OR jacket)) OR (\"moraine 30\") OR (congère NEAR/6 (doudoune OR jacket)) OR ({Névé} NOT \
                (glaciologie OR glaciologues OR \"un névé\" OR \"le névé\"))",
    },
    Topic {
        name: same("Karst"),
        purpose: Purpose::Competitor,
        query: "(lapiaz OR (aven NEAR/6 (sac OR pack)) OR (gour NEAR/6 (polaire OR fleece)) OR {Karst}) NOT (spéléo* OR calcaire OR \
                caving OR cave OR cavers OR grottes OR source)",
    },
    Topic {
        name: words("Réparation", "Repair"),
        purpose: Purpose::Theme,
        query: "(répar* OR recoudre OR recousu* OR rapiécé* OR \"seconde vie\" OR mend OR mended OR patched OR repair*) NEAR/15 (veste* OR \
                doudoune* OR polaire* OR vêtement* OR fermeture* OR jacket* OR fleece OR zipper* OR clothing OR trousers)",
    },
    Topic {
        name: same("Camille Aubry"),
        purpose: Purpose::Person,
        query: "\"camille aubry\" NOT (handball OR gardienne OR \"jets de sept mètres\")",
    },
];

/// When an alert speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlertRhythm {
    /// As soon as there is something, grouped when there is much.
    AtOnce,
    /// Once a day, at that hour of the team's zone.
    DailyAt(u8),
}

/// An alert of the demo, of the first of [`TEAM`]; it goes to the team's chat.
#[derive(Debug)]
pub(crate) struct Alert {
    /// The name of its topic, in French.
    pub topic: &'static str,
    /// When it speaks.
    pub rhythm: AlertRhythm,
}

/// The team's alerts.
pub(crate) static ALERTS: [Alert; 3] = [
    Alert { topic: "Solenne", rhythm: AlertRhythm::AtOnce },
    Alert { topic: "Alto", rhythm: AlertRhythm::AtOnce },
    Alert { topic: "Camille Aubry", rhythm: AlertRhythm::DailyAt(8) },
];

/// What the brand published before the demo began: the account, how many hours ago, and what.
#[rustfmt::skip]
pub(crate) static PAST: [(&str, i64, Words); 12] = [
    ("solenne", 646, words("Deux cents réparations ce mois-ci à l’atelier. Une veste réparée, c’est une veste de moins à fabriquer. #réparation", "Two hundred repairs at the workshop this month. A jacket mended is a jacket less to make. #repair")),
    ("solenne", 571, words("Le sac Lisière 28\u{a0}L revient en vert lichen. En boutique jeudi. #Lisière28L", "The Lisière 28 L pack is back in lichen green. In the shop on Thursday. #Lisière28L")),
    ("atelier-solenne", 530, words("Un curseur de zip qui saute\u{202f}? Trois minutes et une pince\u{202f}: le tutoriel est en ligne.", "A zip slider that jumps? Three minutes and a pair of pliers: the how-to is online.")),
    ("solenne", 478, words("Camille Aubry raconte comment la première Alto est née dans une cave de Briançon.", "Camille Aubry tells how the first Alto was made in a cellar in Briançon.")),
    ("solenne", 403, words("Neige annoncée ce week-end au-dessus de 1\u{202f}800\u{a0}m. Les refuges gardés se réservent. #montagne", "Snow forecast above 1,800 m this weekend. Huts with a warden need booking. #mountains")),
    ("solenne", 332, same("The Brume fleece is now made of 92% recycled wool. Same weight, same warmth. #Brume")),
    ("atelier-solenne", 290, words("Cette semaine à l’atelier\u{202f}: 41 fermetures, 18 coudes, 6 capuches.", "This week at the workshop: 41 zips, 18 elbows, 6 hoods.")),
    ("solenne", 262, words("Certaines fermetures d’Alto cèdent sous tension. Nous regardons cela de près et revenons vers vous.", "Some Alto zips give under tension. We are looking closely and will come back to you.")),
    ("atelier-solenne", 214, words("Fermeture d’Alto\u{202f}: envoyez-nous la veste, nous la changeons, port compris.", "Alto zip: send us the jacket, we replace it, postage included.")),
    ("solenne", 190, words("Vous êtes 312 à avoir répondu\u{202f}: la poche à carte reste sur la poitrine. Merci\u{202f}!", "312 of you answered: the map pocket stays on the chest. Thank you!")),
    ("solenne", 166, words("On ouvre l’atelier de Grenoble au public samedi, de 10\u{a0}h à 17\u{a0}h.", "The Grenoble workshop is open to the public on Saturday, from 10 am to 5 pm.")),
    ("solenne", 26, words("Merci pour vos messages. Le point complet sur les fermetures d’Alto sort demain matin.", "Thank you for your messages. The full story of the Alto zips comes out tomorrow morning.")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_are_about_topics_that_exist() {
        for alert in &ALERTS {
            assert!(TOPICS.iter().any(|topic| topic.name.french == alert.topic), "{}", alert.topic);
        }
    }
}

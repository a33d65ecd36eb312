//! Solenne, the invented brand of the demo: what it sells, against whom, with what team, and what the team listens to.

use domain::Hat;

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
    pub name: &'static str,
    /// What it is about.
    pub purpose: Purpose,
    /// Its query, in Parvis's own language.
    pub query: &'static str,
}

/// What the team listens to. The names of the brand and its products are also a first name, a voice, a weather, a snow patch
/// and a rock: each query shows one way to keep those out.
pub(crate) static TOPICS: [Topic; 8] = [
    Topic {
        name: "Solenne",
        purpose: Purpose::OwnBrand,
        query: "(solenne OR @solenne_outdoor OR #solenne) NOT (\"solenne martin\" OR prénom OR prénoms OR \"first name\" OR judo)",
    },
    Topic {
        name: "Alto",
        purpose: Purpose::Product,
        query: "(alto NEAR/8 (veste OR vestes OR jacket OR jackets OR solenne OR zip OR fermeture OR curseur OR zipper) OR #alto) \
                NOT (saxophone OR violon OR chorale OR quatuor)",
    },
    Topic {
        name: "Brume",
        purpose: Purpose::Product,
        query: "brume NEAR/6 (polaire OR fleece OR solenne) NOT (météo OR brouillard)",
    },
    Topic { name: "Lisière 28 L", purpose: Purpose::Product, query: "lisière NEAR/6 (sac OR pack OR 28 OR solenne)" },
    Topic {
        name: "Névé",
        purpose: Purpose::Competitor,
        query: "(sérac NEAR/8 (veste OR jacket)) OR (\"moraine 30\") OR (congère NEAR/6 (doudoune OR jacket)) OR ({Névé} NOT \
                (glaciologie OR glaciologues OR \"un névé\" OR \"le névé\"))",
    },
    Topic {
        name: "Karst",
        purpose: Purpose::Competitor,
        query: "(lapiaz OR (aven NEAR/6 (sac OR pack)) OR (gour NEAR/6 (polaire OR fleece)) OR {Karst}) NOT (spéléo* OR calcaire OR \
                caving OR cave OR cavers OR grottes OR source)",
    },
    Topic {
        name: "Réparation",
        purpose: Purpose::Theme,
        query: "(répar* OR recoudre OR recousu* OR rapiécé* OR \"seconde vie\" OR mend OR mended OR patched OR repair*) NEAR/15 (veste* OR \
                doudoune* OR polaire* OR vêtement* OR fermeture* OR jacket* OR fleece OR zipper* OR clothing OR trousers)",
    },
    Topic {
        name: "Camille Aubry",
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

/// An alert of the demo; it goes to the first of [`TEAM`].
#[derive(Debug)]
pub(crate) struct Alert {
    /// The name of its topic.
    pub topic: &'static str,
    /// When it speaks.
    pub rhythm: AlertRhythm,
}

/// The team's alerts.
pub(crate) static ALERTS: [Alert; 3] = [
    Alert { topic: "Alto", rhythm: AlertRhythm::AtOnce },
    Alert { topic: "Solenne", rhythm: AlertRhythm::DailyAt(8) },
    Alert { topic: "Camille Aubry", rhythm: AlertRhythm::AtOnce },
];

/// What the brand published before the demo began: the account, how many hours ago, and what.
pub(crate) static PAST: [(&str, i64, &str); 12] = [
    (
        "solenne",
        646,
        "Deux cents réparations ce mois-ci à l’atelier. Une veste réparée, c’est une veste de moins à fabriquer. #réparation",
    ),
    ("solenne", 571, "Le sac Lisière 28 L revient en vert lichen. En boutique jeudi. #Lisière28L"),
    ("atelier-solenne", 530, "Un curseur de zip qui saute ? Trois minutes et une pince : le tutoriel est en ligne."),
    ("solenne", 478, "Camille Aubry raconte comment la première Alto est née dans une cave de Briançon."),
    ("solenne", 403, "Neige annoncée ce week-end au-dessus de 1 800 m. Les refuges gardés se réservent. #montagne"),
    ("solenne", 332, "The Brume fleece is now made of 92% recycled wool. Same weight, same warmth. #Brume"),
    ("atelier-solenne", 290, "Cette semaine à l’atelier : 41 fermetures, 18 coudes, 6 capuches."),
    ("solenne", 237, "Vous êtes 312 à avoir répondu : la poche à carte reste sur la poitrine. Merci !"),
    ("solenne", 166, "On ouvre l’atelier de Grenoble au public samedi, de 10 h à 17 h."),
    ("solenne", 97, "Certaines fermetures d’Alto cèdent au froid. Nous regardons cela de près et revenons vers vous."),
    ("atelier-solenne", 71, "Fermeture d’Alto : envoyez-nous la veste, nous la changeons, port compris."),
    ("solenne", 26, "Merci pour vos messages. Le point complet sur les fermetures d’Alto sort demain matin."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_are_about_topics_that_exist() {
        for alert in &ALERTS {
            assert!(TOPICS.iter().any(|topic| topic.name == alert.topic), "{}", alert.topic);
        }
    }
}

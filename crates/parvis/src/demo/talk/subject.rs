//! What a document is about, and the words that this gives to the grammar.

use domain::Language;

use super::{chance::Chance, grammar::Telling};
use crate::demo::{
    brand::{Brand, COMPETITORS, Product, SOLENNE},
    sites::Flavour,
};

/// What a document is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Matter {
    /// A brand as a company.
    Company,
    /// A product.
    Gear,
    /// Mending clothes.
    Repair,
    /// The founder of Solenne.
    Founder,
    /// The mountain itself: no topic of ours.
    Outdoors,
    /// Anything else of people's days: no topic of ours.
    Everyday,
    /// Words of ours that mean other things: a first name, a voice, the weather, a snow patch, a rock, a namesake.
    Trap,
    /// The jacket that came back with a letter.
    Letter,
    /// The zip of the Alto, before the brand has spoken.
    Zip,
    /// The zip of the Alto, after the brand has spoken.
    ZipAfter,
}

/// How somebody speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Pleased.
    Good,
    /// Displeased.
    Bad,
    /// Neither.
    Plain,
    /// Asking.
    Ask,
}

/// What a document is about, chosen in full.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    /// The sort of thing.
    pub matter: Matter,
    /// How it is spoken of.
    pub tone: Tone,
    /// The brand in question, ours or another's.
    pub brand: &'static Brand,
    /// The product in question.
    pub product: &'static Product,
    /// What it is compared with.
    pub rival: (&'static Brand, &'static Product),
}

/// How often each matter comes up: ours, then theirs, then the rest.
#[rustfmt::skip]
const fn shares(flavour: Flavour) -> [(Matter, bool, f64); 9] {
    use Matter::{Company, Everyday, Founder, Gear, Outdoors, Repair, Trap};
    let [company, their_company, gear, their_gear, repair, founder, outdoors, everyday, trap] = match flavour {
        Flavour::Regional | Flavour::Agency => [7.0, 5.0, 2.0, 2.0, 6.0, 2.5, 28.0, 36.0, 11.5],
        Flavour::Magazine => [8.0, 9.0, 22.0, 20.0, 8.0, 2.5, 27.0, 0.0, 3.5],
        Flavour::Blog => [0.0, 0.0, 24.0, 14.0, 18.0, 0.0, 44.0, 0.0, 0.0],
        Flavour::Forum => [0.0, 0.0, 26.0, 19.0, 8.0, 0.0, 33.0, 14.0, 0.0],
        Flavour::Video => [0.0, 0.0, 32.0, 22.0, 6.0, 0.0, 40.0, 0.0, 0.0],
        Flavour::Reviews => [0.0, 0.0, 52.0, 48.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        Flavour::Social => [0.0, 0.0, 24.0, 15.0, 8.0, 0.0, 27.0, 14.0, 12.0],
    };
    [
        (Company, true, company), (Company, false, their_company), (Gear, true, gear), (Gear, false, their_gear),
        (Repair, true, repair), (Founder, true, founder), (Outdoors, true, outdoors), (Everyday, true, everyday), (Trap, true, trap),
    ]
}

impl Subject {
    /// What comes up on an ordinary day in such a place.
    pub(crate) fn ordinary(chance: &mut Chance, flavour: Flavour) -> Self {
        let shares = shares(flavour);
        let (matter, ours, _) = shares[chance.weighed(&shares.map(|(_, _, weight)| weight))];
        let tone = match chance.weighed(&if ours { [42.0, 16.0, 24.0, 18.0] } else { [36.0, 22.0, 24.0, 18.0] }) {
            0 => Tone::Good,
            1 => Tone::Bad,
            2 => Tone::Plain,
            _ => Tone::Ask,
        };
        Self::chosen(chance, matter, tone, ours)
    }

    /// Something of that matter and tone about our brand, or about another.
    pub(crate) fn chosen(chance: &mut Chance, matter: Matter, tone: Tone, ours: bool) -> Self {
        let other = &COMPETITORS[chance.below(COMPETITORS.len())];
        let (brand, against) = if ours { (&SOLENNE, other) } else { (other, &SOLENNE) };
        let product = match matter {
            Matter::Zip | Matter::ZipAfter => &SOLENNE.products[0],
            _ => weighed(chance, brand.products),
        };
        let like: Vec<&Product> = against.products.iter().filter(|rival| rival.french == product.french).collect();
        let rival = like.first().copied().unwrap_or(&against.products[0]);
        Self { matter, tone, brand, product, rival: (against, rival) }
    }

    /// Gives its words to a telling.
    pub(crate) fn bind(&self, language: Language, telling: &mut Telling<'_>) {
        let (product, rival) = (self.product, self.rival.1);
        telling.keep("marque", self.brand.name);
        telling.keep("fondateur", self.brand.founder);
        telling.keep("compte", self.brand.account);
        telling.keep("nom", product.name);
        telling.keep("age", self.brand.age.to_string());
        telling.keep("prix", product.price.to_string());
        // As in a sale: a fifth less.
        telling.keep("promo", (product.price * 4 / 5).to_string());
        telling.keep("rmarque", self.rival.0.name);
        telling.keep("rnom", rival.name);
        match language {
            Language::English => {
                // Said with its brand half of the time, as people do.
                let maker = if telling.chance().happens(0.5) { format!("{} ", self.brand.name) } else { String::new() };
                telling.keep("p", format!("the {maker}{} {}", product.name, product.english));
                telling.keep("pn", format!("the {} {}", product.name, product.english));
                telling.keep("rp", format!("the {} {}", self.rival.0.name, rival.name));
                telling.keep("sorte", product.english);
            }
            Language::French => bind_french(self, telling),
        }
    }
}

fn bind_french(subject: &Subject, telling: &mut Telling<'_>) {
    let (product, rival) = (subject.product, subject.rival.1);
    let maker = if telling.chance().happens(0.45) { format!(" {}", subject.brand.name) } else { String::new() };
    let named = format!("{}{maker} {}", product.french, product.name);
    let (the, of, to, my, this, it, e) = if product.feminine {
        ("la", "de la", "à la", "ma", "cette", "elle", "e")
    } else {
        ("le", "du", "au", "mon", "ce", "il", "")
    };
    telling.keep("p", format!("{the} {named}"));
    telling.keep("pn", format!("{the} {} {}", product.french, product.name));
    telling.keep("dep", format!("{of} {named}"));
    telling.keep("ap", format!("{to} {named}"));
    telling.keep("cep", format!("{this} {named}"));
    telling.keep("map", format!("{} {}", capital(my), product.french));
    telling.keep("il", it);
    telling.keep("e", e);
    telling.keep("sorte", product.french);
    let rival_the = if rival.feminine { "la" } else { "le" };
    telling.keep("rp", format!("{rival_the} {} {}", rival.name, subject.rival.0.name));
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn weighed(chance: &mut Chance, products: &'static [Product]) -> &'static Product {
    let weights: Vec<f64> = products.iter().map(|product| product.weight).collect();
    &products[chance.weighed(&weights)]
}

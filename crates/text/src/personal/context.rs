//! The words around something, which say what it is where its shape does not.

/// How far is read before and behind, in bytes.
const REACH_BYTES: usize = 60;
/// Words that may stand between a name and its number.
const FILLERS: [&str; 38] = [
    "n", "no", "nr", "num", "numero", "numéro", "number", "nummer", "número", "is", "est", "le", "la", "de", "du", "my", "mon",
    "the", "es", "è", "e", "al", "au", "at", "on", "in", "of", "c", "l", "d", "ce", "id", "me", "moi", "a", "à", "il", "new",
];
/// What numbers are given to that are no telephones.
const REFERENCES: [&str; 100] = [
    "abonné",
    "abonnement",
    "inscription",
    "participant",
    "candidat",
    "allocataire",
    "étudiant",
    "membre",
    "patient",
    "identifiant",
    "member",
    "student",
    "badge",
    "employee",
    "batch",
    "score",
    "rma",
    "dhl",
    "error",
    "erreur",
    "salle",
    "room",
    "vol",
    "flight",
    "promo",
    "coupon",
    "voucher",
    "build",
    "gare",
    "commande",
    "order",
    "ref",
    "réf",
    "reference",
    "référence",
    "client",
    "customer",
    "ticket",
    "dossier",
    "facture",
    "invoice",
    "suivi",
    "tracking",
    "colis",
    "parcel",
    "contrat",
    "contract",
    "compte",
    "account",
    "adhérent",
    "isbn",
    "issn",
    "siret",
    "siren",
    "ean",
    "code",
    "police",
    "chèque",
    "cheque",
    "série",
    "serial",
    "booking",
    "réservation",
    "reservation",
    "lot",
    "sku",
    "produit",
    "product",
    "article",
    "modèle",
    "model",
    "modele",
    "bestellung",
    "bestellnummer",
    "rechnung",
    "pedido",
    "ordine",
    "imei",
    "duns",
    "tva",
    "vat",
    "rcs",
    "case",
    "cas",
    "matricule",
    "licence",
    "license",
    "fiscal",
    "timestamp",
    "epoch",
    "billet",
    "post",
    "tweet",
    "user",
    "item",
    "part",
    "pièce",
    "fidélité",
    "sendungsnummer",
    "kundennummer",
];
const PHONES: [&str; 50] = [
    "tlf",
    "telf",
    "tfno",
    "num",
    "numéro",
    "tel",
    "tél",
    "téléphone",
    "telephone",
    "phone",
    "portable",
    "mobile",
    "mobil",
    "cell",
    "cel",
    "fixe",
    "fax",
    "sms",
    "whatsapp",
    "telegram",
    "signal",
    "appel",
    "rappel",
    "joign",
    "joindre",
    "joignable",
    "call",
    "text",
    "ring",
    "reach",
    "telefon",
    "handy",
    "ruf",
    "anruf",
    "erreichbar",
    "móvil",
    "movil",
    "teléfono",
    "telefono",
    "llám",
    "llam",
    "chiam",
    "cellulare",
    "telemóvel",
    "bel",
    "gsm",
    "natel",
    "télécopie",
    "standard",
    "numero",
];

/// Words before a place, the nearest first, in small letters.
fn words_before(text: &str, at: usize) -> impl Iterator<Item = String> {
    let start = text.floor_char_boundary(at.saturating_sub(REACH_BYTES));
    // A sentence or a line before says nothing of this one.
    let near = text[start..at].rsplit(['\n', '!', '?', ';']).next().unwrap_or_default();
    let words = near.rsplit(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().into_iter()
}

/// Whether the words right before say that this is the number of an order, a file, a product.
pub(super) fn is_reference(text: &str, at: usize) -> bool {
    if text[..at].trim_end_matches([' ', '\u{a0}', '-', ':']).ends_with('#') {
        return true;
    }
    for word in words_before(text, at).take(4) {
        if is_one_of(&word, &REFERENCES) {
            return true;
        }
        if !FILLERS.contains(&word.as_str()) {
            return false;
        }
    }
    false
}

fn is_one_of(word: &str, names: &[&str]) -> bool {
    names.iter().any(|name| word == *name || word.strip_suffix('s').is_some_and(|word| word == *name))
}

/// Whether a few words before speak of a telephone.
pub(super) fn is_phone(text: &str, at: usize) -> bool {
    words_before(text, at)
        .take_while(|word| !word.starts_with(|sign: char| sign.is_ascii_digit()))
        .take(6)
        .any(|word| PHONES.iter().any(|name| if name.len() < 5 { word == *name } else { word.starts_with(name) }))
}

/// Whether the word right before, but for what may stand between, speaks of a telephone.
pub(super) fn is_called_phone(text: &str, at: usize) -> bool {
    is_called(text, at, &PHONES)
}

/// Whether the word right before, but for what may stand between, is one of these or begins so.
pub(super) fn is_called(text: &str, at: usize, names: &[&str]) -> bool {
    let nearest = words_before(text, at).find(|word| !FILLERS.contains(&word.as_str()));
    nearest.is_some_and(|word| names.iter().any(|name| if name.len() < 5 { word == *name } else { word.starts_with(name) }))
}

/// Whether one of these beginnings of words is near, before or behind.
pub(super) fn speaks_of(text: &str, start: usize, end: usize, stems: &[&str]) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(REACH_BYTES));
    let to = text.ceil_char_boundary((end + REACH_BYTES).min(text.len()));
    has_stem(&text[from..start], stems) || has_stem(&text[end..to], stems)
}

/// Whether one of these beginnings of words is near before.
pub(super) fn has_before(text: &str, start: usize, stems: &[&str]) -> bool {
    let from = text.floor_char_boundary(start.saturating_sub(REACH_BYTES));
    has_stem(&text[from..start], stems)
}

fn has_stem(near: &str, stems: &[&str]) -> bool {
    let near = near.to_lowercase();
    near.split(|sign: char| !sign.is_alphanumeric()).any(|word| {
        !word.is_empty() && stems.iter().any(|stem| if stem.len() < 4 { word == *stem } else { word.starts_with(stem) })
    })
}

/// The word right before, in small letters.
pub(super) fn word_before(text: &str, at: usize) -> String {
    words_before(text, at).next().unwrap_or_default()
}

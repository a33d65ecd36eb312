//! What search engines are told of an article in a form of their own: JSON-LD with the words of schema.org, made from what was written and held
//! against what Google asks for ("Article", "Merchant listing", developers.google.com/search/docs/appearance/structured-data).

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::product::{Product, amount, availability, currency, gtin};

/// What is told.
#[derive(Clone, Debug, Default)]
pub struct Told<'a> {
    /// The title.
    pub title: &'a str,
    /// The description.
    pub description: &'a str,
    /// Who wrote it; empty where that is not said.
    pub author: &'a str,
    /// The language, BCP 47; empty where that is not said.
    pub language: &'a str,
    /// Where it is, once that is known.
    pub address: &'a str,
    /// The addresses of its pictures, the most telling first.
    pub images: &'a [String],
    /// When it is published, RFC 3339; empty where that is not known.
    pub published: &'a str,
    /// The product it is about, if any.
    pub product: Option<&'a Product>,
}

/// A property that a kind asks for and that is not told, or whose value cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lacking {
    /// The kind: `BlogPosting`, `Product`, `Offer`.
    pub kind: &'static str,
    /// The property.
    pub property: &'static str,
    /// Whether nothing is shown without it; otherwise less.
    pub required: bool,
}

/// Everything that is told, as JSON-LD: a `BlogPosting`, and a `Product` where there is one. Only what is known stands in it.
#[must_use]
pub fn structured(told: &Told<'_>) -> Value {
    let mut graph = vec![posting(told)];
    graph.extend(told.product.map(|product| of_product(told, product)));
    json!({ "@context": "https://schema.org", "@graph": graph })
}

fn put(into: &mut Map<String, Value>, name: &str, value: &str) {
    if !value.trim().is_empty() {
        into.insert(name.to_owned(), value.trim().into());
    }
}

fn posting(told: &Told<'_>) -> Value {
    let mut made = Map::new();
    made.insert("@type".to_owned(), "BlogPosting".into());
    put(&mut made, "headline", told.title);
    put(&mut made, "description", told.description);
    put(&mut made, "inLanguage", told.language);
    put(&mut made, "url", told.address);
    put(&mut made, "datePublished", told.published);
    if !told.author.trim().is_empty() {
        made.insert("author".to_owned(), json!({ "@type": "Person", "name": told.author.trim() }));
    }
    if !told.images.is_empty() {
        made.insert("image".to_owned(), json!(told.images));
    }
    made.into()
}

fn of_product(told: &Told<'_>, product: &Product) -> Value {
    let mut made = Map::new();
    made.insert("@type".to_owned(), "Product".into());
    put(&mut made, "name", &product.name);
    put(&mut made, "description", told.description);
    put(&mut made, "url", told.address);
    put(&mut made, "sku", &product.sku);
    if let Ok(number) = gtin(&product.gtin) {
        put(&mut made, "gtin", &number);
    }
    if !product.brand.trim().is_empty() {
        made.insert("brand".to_owned(), json!({ "@type": "Brand", "name": product.brand.trim() }));
    }
    if !told.images.is_empty() {
        made.insert("image".to_owned(), json!(told.images));
    }
    let mut offer = Map::new();
    offer.insert("@type".to_owned(), "Offer".into());
    put(&mut offer, "price", &amount(&product.price).unwrap_or_default());
    put(&mut offer, "priceCurrency", &currency(&product.currency).unwrap_or_default());
    put(&mut offer, "url", told.address);
    if let Some(word) = availability(&product.availability) {
        put(&mut offer, "availability", &format!("https://schema.org/{word}"));
    }
    made.insert("offers".to_owned(), offer.into());
    made.into()
}

/// What each kind asks for: required first, then recommended. Google asks nothing of an article but shows more where it is told; a headline is
/// required by us, since nothing else names it.
const ASKED: [(&str, &[&str], &[&str]); 3] = [
    ("BlogPosting", &["headline"], &["image"]),
    ("Product", &["name", "image", "offers"], &["brand", "gtin", "description"]),
    ("Offer", &["price", "priceCurrency"], &["availability"]),
];

/// What is lacking in JSON-LD as [`structured`] makes it, required first within each kind.
#[must_use]
pub fn lacking(made: &Value) -> Vec<Lacking> {
    let mut all = Vec::new();
    for one in made["@graph"].as_array().into_iter().flatten() {
        lacking_in(one, &mut all);
        if one["offers"].is_object() {
            lacking_in(&one["offers"], &mut all);
        }
    }
    all
}

fn lacking_in(one: &Value, all: &mut Vec<Lacking>) {
    let Some((kind, required, recommended)) = ASKED.into_iter().find(|(kind, ..)| one["@type"] == *kind) else { return };
    let lacks = |property: &&&str| one.get(**property).is_none_or(Value::is_null);
    let lacking = |property: &&'static str, required| Lacking { kind, property, required };
    all.extend(required.iter().filter(lacks).map(|property| lacking(property, true)));
    all.extend(recommended.iter().filter(lacks).map(|property| lacking(property, false)));
}

/// JSON-LD as the content of a `script` element, which nothing in it can end.
#[must_use]
pub fn script(made: &Value) -> String {
    let written = made.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">{written}</script>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Product {
        Product {
            name: "Veste Écrin".to_owned(),
            price: "289,00".to_owned(),
            currency: "eur".to_owned(),
            availability: "in_stock".to_owned(),
            gtin: "6291041500213".to_owned(),
            sku: "EC-1".to_owned(),
            brand: "Solenne".to_owned(),
        }
    }

    #[test]
    fn a_sheet_becomes_what_merchants_are_asked_for() {
        let (product, images) = (sheet(), ["https://a.example/1.jpg".to_owned()]);
        let told = Told {
            title: "La veste",
            description: "Chaude",
            author: "Léa",
            images: &images,
            product: Some(&product),
            ..Told::default()
        };
        let made = structured(&told);
        assert_eq!(lacking(&made), []);
        assert_eq!(made["@graph"][1]["offers"]["price"], "289.00");
        assert_eq!(made["@graph"][1]["offers"]["priceCurrency"], "EUR");
        assert_eq!(made["@graph"][1]["offers"]["availability"], "https://schema.org/InStock");
        assert_eq!(made["@graph"][1]["gtin"], "6291041500213");
    }

    #[test]
    fn what_is_lacking_is_named() {
        let bare = Product { price: "beaucoup".to_owned(), ..Product::default() };
        let made = structured(&Told { product: Some(&bare), ..Told::default() });
        let named: Vec<_> = lacking(&made).into_iter().map(|one| (one.kind, one.property, one.required)).collect();
        assert_eq!(
            named,
            [
                ("BlogPosting", "headline", true),
                ("BlogPosting", "image", false),
                ("Product", "name", true),
                ("Product", "image", true),
                ("Product", "brand", false),
                ("Product", "gtin", false),
                ("Product", "description", false),
                ("Offer", "price", true),
                ("Offer", "priceCurrency", true),
                ("Offer", "availability", false)
            ]
        );
    }

    #[test]
    fn nothing_told_ends_the_script() {
        let made = structured(&Told { title: "</script><b>&", ..Told::default() });
        let written = script(&made);
        assert_eq!(written.matches('<').count(), 2);
        let within = written.trim_start_matches("<script type=\"application/ld+json\">").trim_end_matches("</script>");
        assert_eq!(serde_json::from_str::<Value>(within).unwrap(), made);
    }
}

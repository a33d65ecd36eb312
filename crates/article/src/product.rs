//! What is told of a product: its sheet, and whether what it says can be right.

use serde::{Deserialize, Serialize};

/// What is told of a product, as it was written. Empty is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Product {
    /// What it is called.
    pub name: String,
    /// What it costs, in digits with a point or a comma.
    pub price: String,
    /// The currency of the price, ISO 4217.
    pub currency: String,
    /// One of [`AVAILABILITIES`].
    pub availability: String,
    /// Its Global Trade Item Number: 8, 12, 13 or 14 digits.
    pub gtin: String,
    /// What the shop calls it.
    pub sku: String,
    /// Whose it is.
    pub brand: String,
}

/// What `availability` may say, with the word of schema.org (`ItemAvailability`).
pub const AVAILABILITIES: [(&str, &str); 7] = [
    ("in_stock", "InStock"),
    ("out_of_stock", "OutOfStock"),
    ("preorder", "PreOrder"),
    ("backorder", "BackOrder"),
    ("limited", "LimitedAvailability"),
    ("online_only", "OnlineOnly"),
    ("discontinued", "Discontinued"),
];

/// The currencies that are taken: those that are money somewhere by ISO 4217, 2026, without funds, metals and test codes.
const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP \
                          CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR \
                          ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
                          MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
                          SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW \
                          ZWG";

/// What is wrong with a field of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductFault {
    /// It is needed and not told.
    Missing,
    /// It is no amount of money.
    NotAnAmount,
    /// There is no such currency.
    NoCurrency,
    /// It is none of the words that are known.
    UnknownWord,
    /// It has not 8, 12, 13 or 14 digits.
    WrongLength,
    /// Its last digit does not follow from the others: one of them is mistyped.
    WrongCheckDigit,
}

impl ProductFault {
    /// A stable word for it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotAnAmount => "not_an_amount",
            Self::NoCurrency => "no_currency",
            Self::UnknownWord => "unknown_word",
            Self::WrongLength => "wrong_length",
            Self::WrongCheckDigit => "wrong_check_digit",
        }
    }
}

impl Product {
    /// The names of its fields, in the order of a sheet.
    pub const FIELDS: [&str; 7] = ["name", "price", "currency", "availability", "gtin", "sku", "brand"];

    /// Whether nothing is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        Self::FIELDS.iter().all(|name| self.field(name).is_empty())
    }

    /// A field by its name; nothing for another name.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        match name {
            "name" => &self.name,
            "price" => &self.price,
            "currency" => &self.currency,
            "availability" => &self.availability,
            "gtin" => &self.gtin,
            "sku" => &self.sku,
            "brand" => &self.brand,
            _ => "",
        }
    }

    /// The same for writing.
    pub fn field_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "name" => &mut self.name,
            "price" => &mut self.price,
            "currency" => &mut self.currency,
            "availability" => &mut self.availability,
            "gtin" => &mut self.gtin,
            "sku" => &mut self.sku,
            "brand" => &mut self.brand,
            _ => return None,
        })
    }

    /// What is wrong with it, by field. What merchants are asked for by Google ("Merchant listing structured data": name, price, currency)
    /// must be told; the rest may be left out.
    #[must_use]
    pub fn faults(&self) -> Vec<(&'static str, ProductFault)> {
        let mut faults = Vec::new();
        for name in ["name", "price", "currency"] {
            if self.field(name).trim().is_empty() {
                faults.push((name, ProductFault::Missing));
            }
        }
        if !self.price.trim().is_empty() && amount(&self.price).is_none() {
            faults.push(("price", ProductFault::NotAnAmount));
        }
        if !self.currency.trim().is_empty() && currency(&self.currency).is_none() {
            faults.push(("currency", ProductFault::NoCurrency));
        }
        if !self.availability.trim().is_empty() && availability(&self.availability).is_none() {
            faults.push(("availability", ProductFault::UnknownWord));
        }
        if !self.gtin.trim().is_empty()
            && let Err(fault) = gtin(&self.gtin)
        {
            faults.push(("gtin", fault));
        }
        faults
    }
}

/// An amount as schema.org wants it, with a point: "1 299,90" is "1299.90". Nothing for what is no amount above zero.
#[must_use]
pub fn amount(written: &str) -> Option<String> {
    let bare: String = written.trim().chars().filter(|sign| !sign.is_whitespace() && *sign != '\'' && *sign != '’').collect();
    // Of a point and a comma the last one parts the cents.
    let decimal = bare.rfind(['.', ',']).filter(|at| bare.len() - at <= 3 || bare.matches(['.', ',']).count() == 1);
    let (whole, cents) = decimal.map_or((bare.as_str(), ""), |at| (&bare[..at], &bare[at + 1..]));
    let whole: String = whole.chars().filter(|sign| !matches!(sign, '.' | ',')).collect();
    let digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    let fits = !whole.is_empty() && whole.len() <= 12 && cents.len() <= 3 && digits(&whole) && digits(cents);
    let is_zero = whole.chars().chain(cents.chars()).all(|sign| sign == '0');
    (fits && !is_zero).then(|| if cents.is_empty() { whole.clone() } else { format!("{whole}.{cents}") })
}

/// A currency by its code, in capitals.
#[must_use]
pub fn currency(written: &str) -> Option<String> {
    let code = written.trim().to_ascii_uppercase();
    CURRENCIES.split_whitespace().any(|known| known == code).then_some(code)
}

/// The word of schema.org for an availability, written as here or as there.
#[must_use]
pub fn availability(written: &str) -> Option<&'static str> {
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let said = bare(written.trim().rsplit('/').next().unwrap_or_default());
    AVAILABILITIES.into_iter().find(|(ours, theirs)| bare(ours) == said || bare(theirs) == said).map(|(_, theirs)| theirs)
}

/// The digits of a Global Trade Item Number, spaces and hyphens left out.
///
/// # Errors
/// When it has not the digits of one, or its check digit is not that of the others: the digits before it, from the right, count three times and
/// once in turn, and with the check digit their sum is a multiple of ten (GS1 General Specifications, 7.9).
pub fn gtin(written: &str) -> Result<String, ProductFault> {
    let bare: String = written.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let digits: Option<Vec<u32>> = bare.chars().map(|sign| sign.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| [8, 12, 13, 14].contains(&digits.len())) else {
        return Err(ProductFault::WrongLength);
    };
    let weighed = digits.iter().rev().enumerate().map(|(place, digit)| if place % 2 == 0 { *digit } else { digit * 3 });
    if weighed.sum::<u32>() % 10 == 0 { Ok(bare) } else { Err(ProductFault::WrongCheckDigit) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_a_mistyped_digit_is_told() {
        let check = |written: &str, expect: Result<&str, ProductFault>| {
            assert_eq!(gtin(written), expect.map(str::to_owned), "{written}");
        };
        // GS1's own examples of 13, 12, 8 and 14 digits.
        check("629104150021 3", Ok("6291041500213"));
        check("614141000036", Ok("614141000036"));
        check("9638-5074", Ok("96385074"));
        check("10614141000415", Ok("10614141000415"));
        check("6291041500214", Err(ProductFault::WrongCheckDigit));
        check("6291041500231", Err(ProductFault::WrongCheckDigit));
        check("629104150021", Err(ProductFault::WrongCheckDigit));
        check("12345", Err(ProductFault::WrongLength));
        check("62910415002a3", Err(ProductFault::WrongLength));
        check("", Err(ProductFault::WrongLength));
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let check = |written: &str, expect: Option<&str>| assert_eq!(amount(written).as_deref(), expect, "{written}");
        check("129", Some("129"));
        check("129,90", Some("129.90"));
        check("1 299,90", Some("1299.90"));
        check("1.299,90", Some("1299.90"));
        check("1,299.90", Some("1299.90"));
        check("1.299.000", Some("1299000"));
        check("0,00", None);
        check("129 €", None);
        check("-3", None);
        check("", None);
    }

    #[test]
    fn a_sheet_says_what_is_wrong_with_it() {
        let sheet = Product {
            name: "Veste Écrin".to_owned(),
            price: "289,00".to_owned(),
            currency: "eur".to_owned(),
            availability: "https://schema.org/InStock".to_owned(),
            gtin: "6291041500213".to_owned(),
            ..Product::default()
        };
        assert_eq!(sheet.faults(), []);
        let wrong = Product {
            price: "un peu".to_owned(),
            currency: "EURO".to_owned(),
            availability: "bientôt".to_owned(),
            gtin: "6291041500214".to_owned(),
            ..Product::default()
        };
        assert_eq!(
            wrong.faults(),
            [
                ("name", ProductFault::Missing),
                ("price", ProductFault::NotAnAmount),
                ("currency", ProductFault::NoCurrency),
                ("availability", ProductFault::UnknownWord),
                ("gtin", ProductFault::WrongCheckDigit)
            ]
        );
    }
}

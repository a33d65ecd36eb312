//! What may stand after `field:`.

use crate::{
    date::{Date, Period, Span},
    field::{Field, FieldTest},
    fold::fold,
    place,
    problem::ProblemKind,
    syntax::Term,
    terms::TermReader,
    tongue,
};

/// Reads the value of a field that is no part of the text.
///
/// # Errors
/// The problem with the value.
pub(crate) fn test_of(field: Field, value: &str, reader: &mut TermReader) -> Result<FieldTest, ProblemKind> {
    let value = value.trim();
    let bad = || ProblemKind::BadValue(field, value.to_owned());
    if value.is_empty() {
        return Err(ProblemKind::FieldWithoutValue(field));
    }
    Ok(match field {
        Field::Url => FieldTest::Letters(folded(value).ok_or_else(bad)?),
        Field::Site | Field::Link => FieldTest::Address(field, address(value).ok_or_else(bad)?),
        Field::Tld => FieldTest::Tld(folded(value.trim_start_matches(['*', '.'])).ok_or_else(bad)?),
        Field::Author | Field::Source | Field::Tag | Field::Title | Field::Text => {
            let terms = reader.terms(value.trim_start_matches(['@', '#']))?;
            if terms.is_empty() || matches!(terms.last(), Some(Term::Any)) {
                return Err(bad());
            }
            FieldTest::Words(field, terms)
        }
        Field::Followers | Field::Rating | Field::Toxicity | Field::Reach => {
            let number = number(value).ok_or_else(bad)?;
            FieldTest::Number(field, Some(number), Some(number))
        }
        Field::Published => FieldTest::Published(match (Span::parse(value), Date::parse(value)) {
            (Some(span), _) => Period::Last(span),
            (None, Some(date)) => Period::Between(Some(date.clone()), Some(date)),
            (None, None) => return Err(bad()),
        }),
        Field::Thread => FieldTest::Is(field, value.into()),
        Field::Kind | Field::Sentiment | Field::Is | Field::Has => {
            let wanted = fold(value).replace('-', "_");
            let is_known = field.choices().unwrap_or_default().contains(&wanted.as_str());
            FieldTest::Is(field, is_known.then_some(wanted).ok_or_else(bad)?.into())
        }
        Field::Lang => FieldTest::Is(field, tongue::code_of(value).ok_or_else(bad)?),
        Field::Country | Field::Network => FieldTest::Is(field, folded(value).ok_or_else(bad)?),
    })
}

/// Reads `[low TO high]` of a field that has an order.
///
/// # Errors
/// The problem with the range.
pub(crate) fn range_of(field: Field, low: &str, high: &str) -> Result<FieldTest, ProblemKind> {
    let (low, high) = (low.trim(), high.trim());
    let bad = || ProblemKind::BadValue(field, format!("[{low} TO {high}]"));
    if field.is_number() {
        let end = |written: &str| if written == "*" { Ok(None) } else { number(written).map(Some).ok_or_else(bad) };
        return Ok(FieldTest::Number(field, end(low)?, end(high)?));
    }
    if field == Field::Published {
        let end = |written: &str| if written == "*" { Ok(None) } else { Date::parse(written).map(Some).ok_or_else(bad) };
        return Ok(FieldTest::Published(Period::Between(end(low)?, end(high)?)));
    }
    Err(ProblemKind::NoRange(field))
}

/// True for a range that nothing lies in.
pub(crate) fn is_empty_range(test: &FieldTest) -> bool {
    match test {
        FieldTest::Number(_, Some(low), Some(high)) => low > high,
        FieldTest::Published(period @ Period::Between(..)) => {
            matches!(period.bounds_us(0), (Some(from), Some(to)) if from >= to)
        }
        _ => false,
    }
}

fn folded(value: &str) -> Option<Box<str>> {
    let folded = fold(value);
    let kept = folded.trim();
    (!kept.is_empty() && !kept.contains(crate::lexer::is_quote)).then(|| kept.into())
}

fn number(written: &str) -> Option<f64> {
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    written.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// A host with an optional path: no scheme, no `www.`, no `*` around it, lower case.
fn address(value: &str) -> Option<Box<str>> {
    let bare = place::without_scheme(value.trim_start_matches("*."));
    let bare = bare.trim_end_matches(['*', '/', '.']);
    let folded = folded(bare)?;
    let has_host = folded.starts_with(char::is_alphanumeric) && !folded.contains(char::is_whitespace);
    has_host.then_some(folded)
}

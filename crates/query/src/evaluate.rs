//! The plain evaluator: does a query hold for a document?

use crate::{
    analysis::Analysis,
    document::Document,
    field::{Field, FieldTest},
    fold::fold,
    occurrences::{Scope, Text},
    place,
    syntax::{Clause, Node, Query, Term},
    wildcard,
};

/// One document to judge.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'a> {
    pub(crate) text: Text<'a>,
    pub(crate) document: &'a Document<'a>,
    pub(crate) now_us: i64,
}

impl Query {
    /// True when the query holds for the document that `analysis` has read, at the time `now_us` (microseconds since 1970 UTC).
    #[must_use]
    pub fn matches(&self, analysis: &Analysis, document: &Document<'_>, now_us: i64) -> bool {
        Judge::new(analysis, document, now_us).holds(&self.root, Scope::All)
    }
}

impl<'a> Judge<'a> {
    pub(crate) fn new(analysis: &'a Analysis, document: &'a Document<'a>, now_us: i64) -> Self {
        Self { text: Text { analysis, language: document.fields.lang }, document, now_us }
    }

    pub(crate) fn holds(&self, clause: &Clause, scope: Scope) -> bool {
        if let Some((left, right, reach)) = clause.sides() {
            let left = self.text.occurrences(left, scope);
            return !left.is_empty() && self.text.meet(&left, &self.text.occurrences(right, scope), reach);
        }
        match &clause.node {
            Node::And(parts) => parts.iter().all(|part| self.holds(part, scope)),
            Node::Or(parts) => parts.iter().any(|part| self.holds(part, scope)),
            Node::Not(of) => !self.holds(of, scope),
            Node::Term(term) => self.text.has(term, scope),
            Node::AtLeast { count, of } => self.occurs(*count, of, scope),
            Node::Within { title, of } => self.holds(of, if *title { Scope::Title } else { Scope::Rest }),
            Node::Field(test) => self.answers(test),
            Node::Saved { of, .. } => self.holds(of, scope),
            _ => !self.text.occurrences(clause, scope).is_empty(),
        }
    }

    fn occurs(&self, count: u32, of: &Clause, scope: Scope) -> bool {
        match (&of.node, scope) {
            (Node::Term(Term::Word(word)), Scope::All) => {
                self.text.analysis.find(word).is_some_and(|term| self.text.analysis.count(term) >= count)
            }
            _ => self.text.occurrences(of, scope).len() >= count as usize,
        }
    }

    /// True when the field is known and answers the test.
    pub(crate) fn answers(&self, test: &FieldTest) -> bool {
        let fields = &self.document.fields;
        match test {
            FieldTest::Is(field, wanted) => self.is(*field, wanted),
            FieldTest::Words(field, terms) => match field {
                Field::Author => fields.author.is_some_and(|value| has_words(value, terms, false)),
                Field::Source => fields.source.is_some_and(|value| has_words(value, terms, false)),
                Field::Tag => fields.tags.iter().any(|value| has_words(value, terms, true)),
                _ => false,
            },
            FieldTest::Letters(letters) => fields.url.is_some_and(|url| has_letters(url, letters)),
            FieldTest::Address(Field::Link, wanted) => fields.links.iter().any(|link| is_under(link, wanted)),
            FieldTest::Address(_, wanted) => fields.url.into_iter().chain(fields.site).any(|address| is_under(address, wanted)),
            FieldTest::Tld(wanted) => fields.url.into_iter().chain(fields.site).any(|address| {
                let address = fold(place::without_scheme(address));
                place::host_of(&address).strip_suffix(&**wanted).is_some_and(|rest| rest.ends_with('.'))
            }),
            FieldTest::Number(field, low, high) => match field {
                Field::Followers => fields.followers.is_some_and(|value| between(value as f64, *low, *high)),
                Field::Reach => fields.reach.is_some_and(|value| between(value as f64, *low, *high)),
                Field::Rating => fields.rating.is_some_and(|value| between_f32(value, *low, *high)),
                Field::Toxicity => fields.toxicity.is_some_and(|value| between_f32(value, *low, *high)),
                _ => false,
            },
            FieldTest::Published(period) => fields.published.is_some_and(|moment| period.contains(moment, self.now_us)),
        }
    }

    fn is(&self, field: Field, wanted: &str) -> bool {
        let fields = &self.document.fields;
        let same = |value: Option<&str>| value.is_some_and(|value| fold(value) == wanted);
        match field {
            Field::Lang | Field::Country => {
                let value = if field == Field::Lang { fields.lang } else { fields.country };
                same(value) || same(value.and_then(|value| value.split(['-', '_']).next()))
            }
            Field::Network => same(fields.network),
            Field::Kind => same(fields.kind),
            Field::Sentiment => same(fields.sentiment),
            Field::Thread => fields.thread == Some(wanted),
            Field::Is => match wanted {
                "reply" => fields.is.reply,
                "repost" => fields.is.repost,
                "question" => fields.is.question,
                "original" => fields.is.original,
                _ => false,
            },
            Field::Has => match wanted {
                "image" => fields.has.image,
                "video" => fields.has.video,
                "link" => fields.has.link,
                "personal_data" => fields.has.personal_data,
                _ => false,
            },
            _ => false,
        }
    }
}

fn between(value: f64, low: Option<f64>, high: Option<f64>) -> bool {
    low.is_none_or(|low| value >= low) && high.is_none_or(|high| value <= high)
}

/// Bounds are rounded as the value was, so that 0.7 is 0.7.
fn between_f32(value: f32, low: Option<f64>, high: Option<f64>) -> bool {
    low.is_none_or(|low| value >= low as f32) && high.is_none_or(|high| value <= high as f32)
}

/// True when the words stand side by side in `value`, or are all of it.
fn has_words(value: &str, terms: &[Term], whole: bool) -> bool {
    let mut analysis = Analysis::new();
    analysis.read_alone(value);
    let text = Text { analysis: &analysis, language: None };
    let words = analysis.position();
    text.phrase(terms, Scope::All).iter().any(|place| !whole || (place.start == 0 && place.end + 1 == words))
}

fn has_letters(url: &str, letters: &str) -> bool {
    let url = fold(url);
    if letters.contains('*') { wildcard::fits(&format!("*{letters}*"), &url) } else { url.contains(letters) }
}

/// True when the host is the wanted one or under it, and the path is the wanted one or under it.
fn is_under(address: &str, wanted: &str) -> bool {
    let address = fold(place::without_scheme(address));
    let (wanted_host, wanted_path) = wanted.split_at(wanted.find(['/', '?', '#']).unwrap_or(wanted.len()));
    let host = place::host_of(&address);
    let is_host = host.strip_suffix(place::host_of(wanted_host)).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let path = &address[address.find(['/', '?', '#']).unwrap_or(address.len())..];
    let is_path = path.strip_prefix(wanted_path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    is_host && is_path
}

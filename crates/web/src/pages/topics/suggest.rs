//! What the editor of queries suggests while somebody types: fields, what may stand behind them, and other topics.

use query::{Field, HAS_FLAGS, IS_FLAGS, KINDS, SENTIMENTS};
use serde_json::{Value, json};
use store::topic::Topic;

use crate::{Web, request::Member};

/// The most topics that are suggested.
const TOPICS_SUGGESTED_MAX: usize = 500;

/// The suggestions as JSON: `{"fields": [name], "values": {field: [value]}, "topics": [name], "words": {…}}`. `lang:` suggests what the
/// workspace's sources declare.
pub(super) fn suggestions(web: &Web, member: &Member, own: Option<&Topic>, topics: &[Topic], languages: &[String]) -> String {
    let say = |key: &str| web.views.words.say(member.language(), key, &[]);
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
    let others = topics.iter().filter(|topic| own.is_none_or(|own| own.id != topic.id));
    let names: Vec<&str> = others.map(|topic| topic.name.as_str()).take(TOPICS_SUGGESTED_MAX).collect();
    let languages: Vec<&str> = languages.iter().map(String::as_str).filter(|code| !code.is_empty()).collect();
    let mut values = serde_json::Map::new();
    let choices: [(Field, &[&str]); 5] = [
        (Field::Kind, &KINDS),
        (Field::Is, &IS_FLAGS),
        (Field::Has, &HAS_FLAGS),
        (Field::Sentiment, &SENTIMENTS),
        (Field::Lang, &languages),
    ];
    for (field, choices) in choices {
        values.insert(field.name().to_owned(), Value::from(choices.to_vec()));
    }
    let words = json!({ "list": say("care-suggest"), "field": say("care-suggest-field"), "value": say("care-suggest-value"), "topic": say("care-suggest-topic") });
    json!({ "fields": fields, "values": values, "topics": names, "words": words }).to_string()
}

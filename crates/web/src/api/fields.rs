//! The fields of a shape of the OpenAPI document, for people.

use minijinja::{Value as Shown, context};
use serde_json::{Map, Value};

/// Where the document keeps its named shapes.
const SHAPES: &str = "#/components/schemas/";

/// The fields of a schema, in its order: name, kind (a shape's name when it has one), whether it must be there, what it is.
pub(crate) fn fields(schema: &Value) -> Vec<Shown> {
    let needed: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let none = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&none);
    let shown = |(name, field): (&String, &Value)| {
        let (kind, shape) = kind(field);
        let about = field["description"].as_str().unwrap_or_default();
        context! { name, kind, shape, needed => needed.contains(&name.as_str()), about }
    };
    properties.iter().map(shown).collect()
}

/// The name of the shape that a schema refers to.
pub(crate) fn shape_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str().and_then(|address| address.strip_prefix(SHAPES))
}

/// What a field holds in a word, and the shape that it is made of.
fn kind(field: &Value) -> (String, Option<String>) {
    if let Some(shape) = shape_of(field) {
        return (shape.to_owned(), Some(shape.to_owned()));
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        let parts = field[several].as_array().into_iter().flatten();
        let told: Vec<(String, Option<String>)> = parts.map(kind).collect();
        if !told.is_empty() {
            let shape = told.iter().find_map(|(_, shape)| shape.clone());
            return (told.into_iter().map(|(kind, _)| kind).collect::<Vec<_>>().join(" | "), shape);
        }
    }
    let names: Vec<&str> = match &field["type"] {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        name => name.as_str().into_iter().collect(),
    };
    if names.contains(&"array") {
        let (of, shape) = kind(&field["items"]);
        let words = names.iter().map(|name| if *name == "array" { format!("[{of}]") } else { (*name).to_owned() });
        return (words.collect::<Vec<_>>().join(" | "), shape);
    }
    (if names.is_empty() { "any".to_owned() } else { names.join(" | ") }, None)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_is_told_in_a_word() {
        for (field, words, shape) in [
            (json!({ "type": "string" }), "string", None),
            (json!({ "type": ["integer", "null"] }), "integer | null", None),
            (json!({ "type": "array", "items": { "$ref": "#/components/schemas/Catch" } }), "[Catch]", Some("Catch")),
            (
                json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Copied" }] }),
                "null | Copied",
                Some("Copied"),
            ),
            (json!({}), "any", None),
        ] {
            assert_eq!(kind(&field), (words.to_owned(), shape.map(ToOwned::to_owned)), "{field}");
        }
    }
}

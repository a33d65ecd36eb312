//! A query in colours: operators, what must not be, fields, phrases. Only for the eye, so it reads words and nothing more.

/// A query as safe markup.
pub(super) fn markup(query: &str) -> String {
    let mut out = String::with_capacity(query.len() * 2);
    let mut rest = query;
    while !rest.is_empty() {
        let (piece, class) = next(rest);
        rest = &rest[piece.len()..];
        let safe = escape(piece);
        match class {
            Some(class) => out.push_str(&format!("<span class=\"{class}\">{safe}</span>")),
            None => out.push_str(&safe),
        }
    }
    out
}

/// The next piece (never empty) and its class.
fn next(rest: &str) -> (&str, Option<&'static str>) {
    let first = rest.chars().next().unwrap_or(' ');
    if first == '"' {
        let end = rest[1..].find('"').map_or(rest.len(), |at| at + 2);
        return (&rest[..end], Some("q-phrase"));
    }
    if !is_word(first) {
        return (&rest[..first.len_utf8()], None);
    }
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let word = &rest[..end];
    if rest[end..].starts_with(':') {
        return (&rest[..=end], Some("q-field"));
    }
    let operator = word.split('/').next().unwrap_or(word);
    let class = match operator {
        "AND" | "OR" | "NEAR" | "SENTENCE" | "ATLEAST" => Some("q-op"),
        "NOT" => Some("q-not"),
        _ => None,
    };
    (word, class)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '/' | '@' | '#' | '*' | '’' | '\'')
}

/// Text as it may stand in a page.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_language_are_coloured_and_nothing_becomes_markup() {
        assert_eq!(
            markup(r#"("veste alto" OR solenne) NOT lang:de <b>"#),
            r#"(<span class="q-phrase">&quot;veste alto&quot;</span> <span class="q-op">OR</span> solenne) <span class="q-not">NOT</span> <span class="q-field">lang:</span>de &lt;b&gt;"#
        );
        assert_eq!(markup("a NEAR/5 \"b"), "a <span class=\"q-op\">NEAR/5</span> <span class=\"q-phrase\">&quot;b</span>");
        assert_eq!(markup(""), "");
    }
}

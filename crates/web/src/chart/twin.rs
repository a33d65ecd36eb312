//! The same figures as a table, behind a fold: for screen readers, for copying, for who prefers reading.

use super::{ChartWords, escape};

/// One line of a twin: its name, where it leads, its values.
pub(super) struct Line<'a> {
    pub(super) name: &'a str,
    pub(super) href: Option<&'a str>,
    pub(super) values: Vec<String>,
    /// Still to come.
    pub(super) later: bool,
}

/// The fold with the table: `heads` are the columns after the first, whose head is `first`.
pub(super) fn twin(words: &ChartWords, title: &str, first: &str, heads: &[&str], lines: &[Line<'_>]) -> String {
    let mut markup = format!(
        r#"<details class="fold chart-twin"><summary>{}</summary><div class="table-scroll" tabindex="0" role="region" aria-label="{title}"><table class="table"><caption class="hidden">{title}</caption><thead><tr><th scope="col">{}</th>"#,
        escape(&words.table),
        escape(first),
        title = escape(title),
    );
    for head in heads {
        markup.push_str(&format!(r#"<th scope="col" class="number">{}</th>"#, escape(head)));
    }
    markup.push_str("</tr></thead><tbody>");
    for line in lines {
        let name = escape(line.name);
        markup.push_str(if line.later { r#"<tr class="chart-later">"# } else { "<tr>" });
        match line.href {
            Some(href) => markup.push_str(&format!(r#"<th scope="row"><a class="link" href="{}">{name}</a></th>"#, escape(href))),
            None => markup.push_str(&format!(r#"<th scope="row">{name}</th>"#)),
        }
        for value in &line.values {
            markup.push_str(&format!(r#"<td class="number">{}</td>"#, escape(value)));
        }
        markup.push_str("</tr>");
    }
    markup.push_str("</tbody></table></div></details>");
    markup
}

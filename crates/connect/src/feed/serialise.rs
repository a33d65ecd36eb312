//! Writes the inside of an element as HTML, for feeds that carry markup as XML (`type="xhtml"`, `xhtml:body`).

use super::element::{Element, Node};
use super::namespace::Space;

/// HTML elements that have no inside and no end tag.
pub(crate) const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The HTML of what is inside an element.
pub(crate) fn inside(element: &Element) -> String {
    let mut html = String::new();
    for node in &element.nodes {
        write_node(node, Space::Xhtml, false, &mut html);
    }
    html
}

fn write_node(node: &Node, outer: Space, has_xlink: bool, html: &mut String) {
    match node {
        Node::Text(text) => escape_into(text, false, html),
        Node::Element(element) => write_element(element, outer, has_xlink, html),
    }
}

fn write_element(element: &Element, outer: Space, has_xlink: bool, html: &mut String) {
    let is_foreign = matches!(element.space, Space::Svg | Space::Math);
    let space = if is_foreign { element.space } else { Space::Xhtml };
    if !is_foreign && !matches!(element.space, Space::Core | Space::Atom | Space::Xhtml) {
        // A tag of an unknown namespace means nothing in HTML; what is inside may.
        for node in &element.nodes {
            write_node(node, outer, has_xlink, html);
        }
        return;
    }
    let name = if is_foreign { &element.written } else { &element.name };
    html.push('<');
    html.push_str(name);
    if is_foreign && outer != space {
        html.push_str(if space == Space::Svg {
            " xmlns=\"http://www.w3.org/2000/svg\""
        } else {
            " xmlns=\"http://www.w3.org/1998/Math/MathML\""
        });
    }
    let mut has_xlink = has_xlink;
    for attribute in &element.attributes {
        let prefix = match attribute.space {
            Space::Core | Space::Atom => "",
            Space::Xlink => "xlink:",
            _ => continue,
        };
        if !prefix.is_empty() && !has_xlink {
            html.push_str(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
            has_xlink = true;
        }
        html.push(' ');
        html.push_str(prefix);
        html.push_str(&attribute.name);
        html.push_str("=\"");
        escape_into(&attribute.value, true, html);
        html.push('"');
    }
    html.push('>');
    for node in &element.nodes {
        write_node(node, space, has_xlink, html);
    }
    if is_foreign || !VOID.contains(&name.as_str()) {
        html.push_str("</");
        html.push_str(name);
        html.push('>');
    }
}

/// Writes characters so that HTML reads them back as they are.
pub(crate) fn escape_into(text: &str, in_attribute: bool, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' if in_attribute => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

//! Writing XML: text escaped once, here.

use super::super::talk;

/// An XML text in the making.
#[derive(Debug)]
pub(super) struct Xml(String);

impl Xml {
    /// A document that begins with the declaration.
    pub(super) fn declared() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Opens a tag, its attributes as written.
    pub(super) fn open(&mut self, tag: &str) {
        self.0.push('<');
        self.0.push_str(tag);
        self.0.push_str(">\n");
    }

    /// Closes a tag.
    pub(super) fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push_str(">\n");
    }

    /// A tag that holds text. What follows a space in `tag` are attributes.
    pub(super) fn text(&mut self, tag: &str, text: &str) {
        let name = tag.split(' ').next().unwrap_or(tag);
        self.0.push_str(&format!("<{tag}>{}</{name}>\n", talk::escape(text)));
    }

    /// A tag that holds markup as character data.
    pub(super) fn markup(&mut self, tag: &str, markup: &str) {
        self.0.push_str(&format!("<{tag}><![CDATA[{}]]></{tag}>\n", markup.replace("]]>", "]]]]><![CDATA[>")));
    }

    /// A tag without content, its attributes given as pairs.
    pub(super) fn empty(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push_str(&format!(" {name}=\"{}\"", talk::escape(value)));
        }
        self.0.push_str("/>\n");
    }

    /// The text.
    pub(super) fn finished(self) -> String {
        self.0
    }
}

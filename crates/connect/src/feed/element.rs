//! A piece of an XML tree: one element with what is in it.

use std::sync::Arc;

use url::Url;

use super::namespace::Space;

/// What is in an element.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Characters, entities resolved.
    Text(String),
    /// Another element.
    Element(Element),
}

/// An attribute, its entities resolved.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    pub(crate) space: Space,
    /// The name without prefix, as written.
    pub(crate) name: String,
    pub(crate) value: String,
}

/// An element, its scope (base address, language) worked out.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) space: Space,
    /// The name without prefix, lower case.
    pub(crate) name: String,
    /// The name without prefix as written: drawings and formulas care for capitals.
    pub(crate) written: String,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) base: Option<Arc<Url>>,
    pub(crate) language: Option<Arc<str>>,
}

impl Element {
    /// The value of the attribute without prefix (or in the format's own namespace) of that name, trimmed, not empty.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| {
                matches!(attribute.space, Space::Core | Space::Atom | Space::Rdf) && attribute.name.eq_ignore_ascii_case(name)
            })
            .map(|attribute| attribute.value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The elements directly inside.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether it is that element of that family.
    pub(crate) fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// The elements directly inside of that family and name.
    pub(crate) fn all<'a>(&'a self, space: Space, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.elements().filter(move |element| element.is(space, name))
    }

    /// The first element directly inside of that family and name that is not empty, or else the first.
    pub(crate) fn first(&self, space: Space, name: &str) -> Option<&Self> {
        let is_it = |element: &&Self| element.is(space, name);
        self.elements().filter(is_it).find(|element| !element.nodes.is_empty()).or_else(|| self.elements().find(is_it))
    }

    /// The first of several names that is there.
    pub(crate) fn first_of(&self, names: &[(Space, &str)]) -> Option<&Self> {
        names.iter().find_map(|(space, name)| self.first(*space, name).filter(|element| !element.nodes.is_empty()))
    }

    /// The characters inside, those of inner elements too, trimmed.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text.trim().to_owned()
    }

    /// The trimmed text of the first child of that name, when there is any.
    pub(crate) fn text_of(&self, space: Space, name: &str) -> Option<String> {
        self.all(space, name).map(Self::text).find(|text| !text.is_empty())
    }

    fn gather(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(characters) => text.push_str(characters),
                Node::Element(element) => element.gather(text),
            }
        }
    }
}

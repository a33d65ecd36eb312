//! What an address of the API says of itself.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};

type Collect = fn(&mut Vec<(String, RefOr<Schema>)>);

/// A shape of JSON that is given a name in the document.
#[derive(Clone, Copy)]
pub struct Shape {
    name: fn() -> Cow<'static, str>,
    schema: fn() -> RefOr<Schema>,
    collect: Collect,
}

impl Shape {
    /// The shape of a type.
    #[must_use]
    pub fn of<T: ToSchema>() -> Self {
        Self { name: T::name, schema: T::schema, collect: T::schemas }
    }

    /// A reference to it, for a place that needs one.
    pub(crate) fn reference(self) -> Value {
        json!({ "$ref": format!("#/components/schemas/{}", (self.name)()) })
    }

    /// Puts it and what it is made of among the named shapes.
    pub(crate) fn add_to(self, shapes: &mut Map<String, Value>) {
        let mut parts = vec![((self.name)().into_owned(), (self.schema)())];
        (self.collect)(&mut parts);
        for (name, schema) in parts {
            let schema = serde_json::to_value(&schema).unwrap_or_default();
            let known = shapes.entry(name.clone()).or_insert_with(|| schema.clone());
            // Two types of one name would make one of them a lie; the test that draws the document meets it.
            debug_assert_eq!(*known, schema, "two shapes are called {name}");
        }
    }
}

/// Something that may stand behind `?` in an address.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
}

/// What one address with one method does.
#[derive(Clone)]
pub struct Operation {
    /// In a few words.
    pub summary: &'static str,
    /// Whether the token must be one that may write.
    pub writes: bool,
    /// What may stand behind `?`.
    pub query: Vec<Param>,
    /// What is handed in.
    pub body: Option<Shape>,
    /// The media type of what is handed in.
    pub body_type: &'static str,
    /// The status when it succeeds.
    pub status: u16,
    /// What is given back.
    pub answer: Option<Shape>,
    /// The media type of what is given back.
    pub answer_type: &'static str,
    /// Whether `answer` comes in a list: `{"data": […], "next": …}`.
    pub paged: bool,
}

impl Operation {
    fn new(summary: &'static str, writes: bool) -> Self {
        let json = "application/json";
        Self {
            summary,
            writes,
            query: Vec::new(),
            body: None,
            body_type: json,
            status: 200,
            answer: None,
            answer_type: json,
            paged: false,
        }
    }

    /// One that any token may ask.
    #[must_use]
    pub fn read(summary: &'static str) -> Self {
        Self::new(summary, false)
    }

    /// One that only a token with the scope `write` may ask.
    #[must_use]
    pub fn write(summary: &'static str) -> Self {
        Self::new(summary, true)
    }

    /// What may stand behind `?`.
    #[must_use]
    pub fn takes(mut self, query: &[Param]) -> Self {
        self.query.extend_from_slice(query);
        self
    }

    /// What is handed in.
    #[must_use]
    pub fn given<T: ToSchema>(mut self) -> Self {
        self.body = Some(Shape::of::<T>());
        self
    }

    /// What is handed in when it is not JSON.
    #[must_use]
    pub const fn given_as(mut self, media_type: &'static str) -> Self {
        self.body_type = media_type;
        self
    }

    /// What is given back.
    #[must_use]
    pub fn answers<T: ToSchema>(mut self) -> Self {
        self.answer = Some(Shape::of::<T>());
        self
    }

    /// A list of what is given back that comes whole, whatever its length: `next` is never there.
    #[must_use]
    pub fn lists_whole<T: ToSchema>(mut self) -> Self {
        self.answer = Some(Shape::of::<T>());
        self.paged = true;
        self
    }

    /// Pages of what is given back, with the two parameters of paging.
    #[must_use]
    pub fn lists<T: ToSchema>(mut self) -> Self {
        self.answer = Some(Shape::of::<T>());
        self.paged = true;
        self.takes(&[
            Param { name: "limit", about: "how many at most, 1 to 200; 50 when left out" },
            Param { name: "cursor", about: "the `next` of the page before" },
        ])
    }

    /// What is given back when it is not JSON.
    #[must_use]
    pub const fn answers_as(mut self, media_type: &'static str) -> Self {
        self.answer_type = media_type;
        self
    }

    /// The status when it succeeds: 201 for something made, 204 for nothing to say.
    #[must_use]
    pub const fn with(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

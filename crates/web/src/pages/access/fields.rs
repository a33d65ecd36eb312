//! What a form of these rooms hands in, and what it is told when something in it was wrong.

use app::{Refusal, access::Browser};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{StatusCode, header, request::Parts};
use axum::response::IntoResponse;
use domain::{Hat, Language};
use minijinja::{Value, context};
use url::form_urlencoded;

use crate::{
    Web,
    error::{Fault, invalid, told},
    request::remote_address,
};

/// The most fields that are read of one form.
const FIELDS_MAX: usize = 500;

/// The fields of a form. No `Debug`: passwords are among them.
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of a field, without the white space around it; empty when there is no such field.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.secret(name).trim()
    }

    /// The value of a field as it was typed, for passwords.
    pub(crate) fn secret(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// The value of a field that may be missing.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// All values of a field that can be ticked several times.
    pub(crate) fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// What a form is drawn with again, so that nothing typed is lost; passwords are typed anew.
    pub(crate) fn typed(&self) -> Value {
        let kept = self.0.iter().filter(|(name, _)| !matches!(name.as_str(), "password" | "current"));
        Value::from_pairs(kept.map(|(name, value)| (name.as_str(), value.as_str())))
    }
}

impl FromRequest<Web> for Fields {
    type Rejection = Fault;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Fault> {
        let body = Bytes::from_request(request, web).await.map_err(|rejection| Fault::other(rejection.into_response()))?;
        let pairs = form_urlencoded::parse(&body).take(FIELDS_MAX);
        Ok(Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()))
    }
}

/// From where somebody asks.
pub(crate) struct Caller {
    user_agent: String,
    address: String,
}

impl Caller {
    /// As the verbs want it.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { user_agent: &self.user_agent, address: &self.address }
    }

    /// The address of the network.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl FromRequestParts<Web> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let user_agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self { user_agent: user_agent.to_owned(), address: remote_address(web, parts) })
    }
}

/// What was wrong with a form: a sentence beside a field, or one above the form.
pub(crate) struct Wrong {
    /// The status to answer with.
    pub(crate) status: StatusCode,
    /// Field to sentence.
    pub(crate) errors: Value,
    /// The sentence above the form; empty when a field has one.
    pub(crate) problem: String,
}

impl Wrong {
    /// Nothing.
    pub(crate) fn nothing() -> Self {
        Self { status: StatusCode::OK, errors: context! {}, problem: String::new() }
    }

    /// A refusal as the form tells it. What the form cannot mend becomes a page of its own.
    pub(crate) fn of(web: &Web, language: Language, refusal: Refusal) -> Result<Self, Fault> {
        match &refusal {
            Refusal::Invalid { field, why } => {
                let sentence = invalid(web, language, field, why);
                let errors = Value::from_pairs([(*field, sentence)]);
                Ok(Self { status: StatusCode::UNPROCESSABLE_ENTITY, errors, problem: String::new() })
            }
            Refusal::WrongPassword
            | Refusal::TooOften { .. }
            | Refusal::Taken(_)
            | Refusal::LastOwner
            | Refusal::NoMailServer
            | Refusal::Unreadable { .. } => {
                let (status, problem) = told(web, language, &refusal);
                Ok(Self { status, errors: context! {}, problem })
            }
            _ => Err(Fault::page(web, language, refusal)),
        }
    }
}

/// The zones as a grouped choice. One that is kept but not offered stands first, so that saving does not change it.
pub(crate) fn zone_choices(kept: &str) -> Value {
    let zones = app::access::time_zones();
    let mut choices = Vec::new();
    if !kept.is_empty() && kept != "UTC" && !zones.iter().any(|zone| zone == kept) {
        choices.push(context! { value => kept, label => kept });
    }
    choices.push(context! { value => "UTC", label => "UTC" });
    let placed = zones.iter().filter_map(|zone| zone.split_once('/').map(|(area, place)| (area, place, zone.as_str())));
    let placed: Vec<(&str, &str, &str)> = placed.collect();
    for group in placed.chunk_by(|one, other| one.0 == other.0) {
        let inside: Vec<Value> =
            group.iter().map(|(_, place, zone)| context! { value => *zone, label => place.replace('_', " ") }).collect();
        choices.push(context! { label => group[0].0, choices => inside });
    }
    Value::from(choices)
}

/// The languages as a choice, each in its own.
pub(crate) fn language_choices() -> Value {
    let own = |language| match language {
        Language::English => "English",
        Language::French => "Français",
    };
    Language::ALL.into_iter().map(|language| context! { value => language.code(), label => own(language) }).collect()
}

/// The zone that a form begins with: most who read French live in that of Paris; the page's script puts the browser's own in.
pub(crate) const fn first_zone(language: Language) -> &'static str {
    match language {
        Language::French => "Europe/Paris",
        Language::English => "UTC",
    }
}

/// The colours of workspaces as a choice.
pub(crate) fn colour_choices(web: &Web, language: Language) -> Value {
    let name = |number: u8| web.views.words.say(language, &format!("access-colour-{number}"), &[]);
    (0..app::access::WORKSPACE_COLOURS).map(|number| context! { value => number, label => name(number) }).collect()
}

/// The hats as a form shows them: name, word, what it may do, worn or not.
pub(crate) fn hat_choices(web: &Web, language: Language, worn: &[Hat]) -> Value {
    let say = |key: String| web.views.words.say(language, &key, &[]);
    Hat::ALL
        .into_iter()
        .map(|hat| {
            let name = hat.name();
            let key = name.replace('_', "-");
            context! {
                name, label => say(format!("access-hat-{key}")), hint => say(format!("access-hat-{key}-hint")), worn => worn.contains(&hat),
            }
        })
        .collect()
}

/// The hats in words: `owner, analyst`.
pub(crate) fn hat_words(web: &Web, language: Language, worn: &[Hat]) -> String {
    let say = |hat: &Hat| web.views.words.say(language, &format!("access-hat-{}", hat.name().replace('_', "-")), &[]);
    worn.iter().map(say).collect::<Vec<_>>().join(", ")
}

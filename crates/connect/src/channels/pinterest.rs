//! A Pinterest board (developers.pinterest.com, version 5 of the interface).

use std::time::Duration;

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    delivery::{Class, Outcome, Remote, Sight},
    post::links,
};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Account, Adapter, Connection, Consent, Counts, Fault, File, Grant, Multipart, Said, Sending,
    json::{list_at, needed, number_at, text_at},
    seen::{Seen, letters},
};
use crate::fetch::Call;

const HOME: &str = "https://api.pinterest.com";
const CONSENT: Consent = Consent {
    home: HOME,
    between: ",",
    pkce: false,
    basic: true,
    keys_at: "https://developers.pinterest.com/apps/",
    ..Consent::standard(
        "https://www.pinterest.com/oauth/",
        "/v5/oauth/token",
        &["boards:read", "boards:write", "pins:read", "pins:write", "user_accounts:read"],
    )
};
/// Pins of the board that are looked through, newest first: one page.
const LOOKED_AT_MAX: usize = 50;
/// How often Pinterest is asked whether it has worked through a film before the pin is put off.
const LOOKS_MAX: u32 = 20;
/// The wait between two of those.
const WAIT: Duration = Duration::from_secs(2);

pub(super) struct Pinterest;

#[async_trait]
impl Adapter for Pinterest {
    fn consent(&self) -> Option<&'static Consent> {
        Some(&CONSENT)
    }

    async fn account(&self, to: &Connection<'_>) -> Result<Account, Fault> {
        let me = to.call_by(to.reading("/v5/user_account")?, |_, fault| fault).await?;
        let user = needed(&me, "/username")?;
        let shown = text_at(&me, "/business_name");
        let (handle, address) = (format!("@{user}"), format!("https://www.pinterest.com/{user}/"));
        let name = if shown.is_empty() { user.clone() } else { shown };
        Ok(Account { id: user, name, handle, address, ..Account::default() })
    }

    async fn publish(&self, to: &Connection<'_>, sending: &Sending<'_>) -> Outcome {
        match say(to, sending).await {
            Ok(remote) => Outcome::Accepted { remote },
            Err(fault) => fault.outcome(),
        }
    }

    async fn find(&self, to: &Connection<'_>, sought: &Sending<'_>) -> Sight {
        match pins(to, &format!("/v5/boards/{}/pins", board(sought))).await {
            Ok(told) => {
                let found = list_at(&told, "/items").iter().find(|pin| is(pin, sought));
                found.map_or(Sight::NotFound, |pin| Sight::Found { remote: place(text_at(pin, "/id")) })
            }
            Err(fault) => Sight::Blind { why: fault.said },
        }
    }

    async fn edit(&self, to: &Connection<'_>, remote: &Remote, sending: &Sending<'_>) -> Result<Remote, Fault> {
        let body = json!({ "title": sending.variant.title.trim(), "description": sending.text() });
        to.call_by(to.writing(Method::PATCH, &format!("/v5/pins/{}", remote.id), &body)?, |_, fault| fault).await?;
        Ok(remote.clone())
    }

    async fn delete(&self, to: &Connection<'_>, remote: &Remote) -> Result<(), Fault> {
        let call = Call { method: Method::DELETE, ..to.reading(&format!("/v5/pins/{}", remote.id))? };
        match to.call_by(call, |_, fault| fault).await {
            Err(fault) if fault.class == Class::Gone => Ok(()),
            answered => answered.map(drop),
        }
    }

    async fn counts(&self, to: &Connection<'_>, remotes: &[Remote]) -> Result<Vec<(Remote, Counts)>, Fault> {
        let mut counted = Vec::new();
        for remote in remotes {
            let path = format!("/v5/pins/{}?pin_metrics=true", remote.id);
            match to.call_by(to.reading(&path)?, |_, fault| fault).await {
                Ok(pin) => counted.push((remote.clone(), counts(&pin))),
                Err(fault) if fault.class == Class::Gone => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(counted)
    }

    async fn history(&self, to: &Connection<'_>, since: Timestamp) -> Result<Vec<Said>, Fault> {
        let told = pins(to, "/v5/pins").await?;
        let said = |pin: &Value| {
            let at = made(pin).filter(|at| *at >= since)?.as_microsecond();
            let text = [text_at(pin, "/title"), text_at(pin, "/description")].join("\n\n").trim().to_owned();
            Some(Said { remote: place(text_at(pin, "/id")), text, at, counts: counts(pin) })
        };
        Ok(list_at(&told, "/items").iter().filter_map(said).collect())
    }

    async fn refresh(&self, to: &Connection<'_>) -> Result<Option<Grant>, Fault> {
        CONSENT.renewed(to).await
    }
}

fn board<'a>(sending: &Sending<'a>) -> &'a str {
    sending.variant.settings.get("board").map_or("", |told| told.trim())
}

fn place(id: String) -> Remote {
    Remote { address: format!("https://www.pinterest.com/pin/{id}/"), id }
}

/// Pinterest leaves the zone out: it is UTC.
fn made(pin: &Value) -> Option<Timestamp> {
    let told = text_at(pin, "/created_at");
    told.parse().or_else(|_| format!("{told}Z").parse()).ok()
}

fn counts(pin: &Value) -> Counts {
    let of = |name: &str| number_at(pin, &format!("/pin_metrics/lifetime_metrics/{name}"));
    Counts { likes: of("reaction"), replies: of("comment"), views: of("impression"), saves: of("save"), shares: None }
}

async fn pins(to: &Connection<'_>, path: &str) -> Result<Value, Fault> {
    let told = to.call_by(to.reading(&format!("{path}?page_size={LOOKED_AT_MAX}"))?, |_, fault| fault).await?;
    let whole = told.pointer("/items").is_some_and(Value::is_array);
    if whole { Ok(told) } else { Err(Fault::unbelievable("the answer has no pins".to_owned())) }
}

fn is(pin: &Value, sought: &Sending<'_>) -> bool {
    let media = match text_at(pin, "/media/media_type").as_str() {
        "multiple_images" => list_at(pin, "/media/items").len(),
        _ => 1,
    };
    let (id, text, at) = (text_at(pin, "/id"), text_at(pin, "/description"), made(pin));
    at.is_some()
        && letters(&text_at(pin, "/title")) == letters(&sought.variant.title)
        && Seen { id: &id, text: &text, at, parent: None, media: Some(media) }.is(sought)
}

async fn say(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Remote, Fault> {
    let source = source(to, sending).await.map_err(Fault::before)?;
    let mut body = json!({ "board_id": board(sending), "description": sending.text(), "media_source": source });
    if !sending.variant.title.trim().is_empty() {
        body["title"] = sending.variant.title.trim().into();
    }
    if let Some(file) = sending.files.first().filter(|file| !file.alt.is_empty()) {
        body["alt_text"] = file.alt.as_str().into();
    }
    if let Some(link) = links(sending.text()).first() {
        body["link"] = link.said.as_str().into();
    }
    let told = to.call_by(to.writing(Method::POST, "/v5/pins", &body)?, |_, fault| fault).await.map_err(|fault| {
        // A board that is not there is about what is said.
        if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault }
    })?;
    Ok(place(needed(&told, "/id")?))
}

async fn source(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Value, Fault> {
    let inline = |file: &File| json!({ "content_type": file.mime, "data": STANDARD.encode(&file.bytes) });
    match sending.files {
        [] => Err(Fault::content("a pin shows nothing without a picture or a film".to_owned())),
        [file] if file.mime.starts_with("video/") => {
            let id = film(to, file, sending.key).await?;
            // A moment of the film stands for it.
            Ok(json!({ "source_type": "video_id", "media_id": id, "cover_image_key_frame_time": 0 }))
        }
        [file] => {
            let mut source = inline(file);
            source["source_type"] = "image_base64".into();
            Ok(source)
        }
        files => Ok(json!({ "source_type": "multiple_image_base64", "items": files.iter().map(inline).collect::<Vec<_>>() })),
    }
}

/// Brings a film to the place that Pinterest lends for it, and waits until Pinterest has worked through it.
async fn film(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let body = json!({ "media_type": "video" });
    let lent = to.call_by(to.writing(Method::POST, "/v5/media", &body)?, |_, fault| fault).await?;
    let id = needed(&lent, "/media_id")?;
    let mut form = Multipart::new(key);
    for (name, value) in lent.pointer("/upload_parameters").and_then(Value::as_object).into_iter().flatten() {
        form = form.field(name, value.as_str().unwrap_or_default());
    }
    let (kind, body) = form.file("file", file).finish();
    let address =
        needed(&lent, "/upload_url")?.parse().map_err(|error: url::ParseError| Fault::unbelievable(error.to_string()))?;
    to.call(Call { method: Method::POST, address, headers: vec![("content-type", kind)], body, now: to.now }).await?;
    for _ in 0..LOOKS_MAX {
        let told = to.call_by(to.reading(&format!("/v5/media/{id}"))?, |_, fault| fault).await?;
        match text_at(&told, "/status").as_str() {
            "succeeded" => return Ok(id),
            "failed" => return Err(Fault::content("the network could not work through the film".to_owned())),
            _ => tokio::time::sleep(WAIT).await,
        }
    }
    Err(Fault::content("the network is still at work on the film".to_owned()).as_class(Class::Rate))
}

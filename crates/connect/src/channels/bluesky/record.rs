//! A post as a record (`app.bsky.feed.post`).

use domain::post::{links, mentions, tags};
use jiff::Timestamp;
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::super::{Connection, Fault, File, Sending, StepKind};
use super::{Class, Session, ask, get, judge, parts};
use crate::fetch::Call;

/// The alphabet of time identifiers, in which the order of letters is the order of numbers (atproto.com/specs/tid).
const SORTABLE: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";
/// The longest hashtag, bytes (`app.bsky.richtext.facet`).
const TAG_BYTES_MAX: usize = 640;

/// The key of the record: a time identifier (atproto.com/specs/tid) of the second at which the step was first about to leave; the
/// microseconds and the ten bits of the clock are taken from the step's key, so that no two steps share one.
pub(super) fn key(sending: &Sending<'_>) -> String {
    let digest = Sha256::digest(sending.key.as_bytes());
    let drawn = u64::from_be_bytes([0, 0, 0, digest[0], digest[1], digest[2], digest[3], digest[4]]);
    let second = u64::try_from(sending.at).unwrap_or_default() / 1_000_000;
    let micros = second * 1_000_000 + (drawn >> 10) % 1_000_000;
    let number = (micros << 10 | drawn & 0x3ff) & (u64::MAX >> 1);
    (0..13).rev().map(|place| char::from(SORTABLE[usize::from((number >> (5 * place)) as u8 & 31)])).collect()
}

/// The record of a step. The same step is the same record at every try.
pub(super) async fn write(to: &Connection<'_>, session: &Session, sending: &Sending<'_>) -> Result<Value, Fault> {
    let (variant, text) = (sending.variant, sending.text());
    let made = Timestamp::from_microsecond(sending.at).map_err(|error| Fault::content(error.to_string()))?;
    let mut record = json!({ "$type": super::POSTS, "text": text, "createdAt": format!("{made:.3}") });
    let facets = facets(to, session, text).await?;
    if !facets.is_empty() {
        record["facets"] = facets.into();
    }
    if let Some(embed) = embed(to, session, sending).await? {
        record["embed"] = embed;
    }
    if let Some(parent) = sending.parent {
        let parent_is = strong(to, session, &parent.id).await?;
        let root_is = match sending.root.filter(|root| root.id != parent.id) {
            Some(root) => strong(to, session, &root.id).await?,
            None => parent_is.clone(),
        };
        record["reply"] = json!({ "root": root_is, "parent": parent_is });
    }
    if !variant.language.is_empty() {
        record["langs"] = json!([variant.language]);
    }
    if !variant.warning.trim().is_empty() && sending.kind() != StepKind::Comment {
        // The network knows kinds of warnings and no words of ours.
        let label = variant.settings.get("label").map_or("graphic-media", String::as_str);
        record["labels"] = json!({ "$type": "com.atproto.label.defs#selfLabels", "values": [{ "val": label }] });
    }
    Ok(record)
}

/// Which version of a record is answered.
async fn strong(to: &Connection<'_>, session: &Session, uri: &str) -> Result<Value, Fault> {
    let (repo, key) = parts(uri)?;
    let record = get(to, session, repo, key).await.map_err(|fault| {
        // A parent that is gone is about what is said; the account is still there.
        if fault.class == Class::Gone { fault.as_class(Class::Content) } else { fault }
    })?;
    Ok(json!({ "uri": record.uri, "cid": record.cid }))
}

/// Addresses, mentions and hashtags as ranges of UTF-8 bytes. A name that nobody has stays text.
async fn facets(to: &Connection<'_>, session: &Session, text: &str) -> Result<Vec<Value>, Fault> {
    let facet = |at: &std::ops::Range<usize>, feature: Value| json!({ "index": { "byteStart": at.start, "byteEnd": at.end }, "features": [feature] });
    let mut found: Vec<(usize, Value)> = Vec::new();
    for link in links(text) {
        found.push((link.at.start, facet(&link.at, json!({ "$type": "app.bsky.richtext.facet#link", "uri": link.said }))));
    }
    for mention in mentions(text) {
        if let Some(did) = resolve(to, session, &mention.said).await? {
            let feature = json!({ "$type": "app.bsky.richtext.facet#mention", "did": did });
            found.push((mention.at.start, facet(&mention.at, feature)));
        }
    }
    for tag in tags(text).into_iter().filter(|tag| tag.said.len() <= TAG_BYTES_MAX) {
        found.push((tag.at.start, facet(&tag.at, json!({ "$type": "app.bsky.richtext.facet#tag", "tag": tag.said }))));
    }
    found.sort_by_key(|(start, _)| *start);
    Ok(found.into_iter().map(|(_, facet)| facet).collect())
}

async fn resolve(to: &Connection<'_>, session: &Session, handle: &str) -> Result<Option<String>, Fault> {
    #[derive(Deserialize)]
    struct Told {
        did: String,
    }
    // A handle is a domain.
    if !handle.contains('.') || handle.contains(['@', '_']) {
        return Ok(None);
    }
    match ask::<Told>(to, session, &format!("com.atproto.identity.resolveHandle?handle={handle}")).await {
        Ok(told) => Ok(Some(told.did)),
        Err(fault) if matches!(fault.class, Class::Content | Class::Gone) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Files, or else a card of the first address.
async fn embed(to: &Connection<'_>, session: &Session, sending: &Sending<'_>) -> Result<Option<Value>, Fault> {
    let is_video = |file: &&File| file.mime.starts_with("video/");
    if let Some(video) = sending.files.iter().find(is_video) {
        let mut embed = json!({ "$type": "app.bsky.embed.video", "video": upload(to, session, video).await?, "alt": video.alt });
        shape(&mut embed, video);
        return Ok(Some(embed));
    }
    let mut images = Vec::new();
    for file in sending.files {
        let mut image = json!({ "image": upload(to, session, file).await?, "alt": file.alt });
        shape(&mut image, file);
        images.push(image);
    }
    if !images.is_empty() {
        return Ok(Some(json!({ "$type": "app.bsky.embed.images", "images": images })));
    }
    let Some(link) = links(sending.text()).into_iter().next() else { return Ok(None) };
    // What stands behind the address is not ours to fetch now; the card says no more than we know.
    let title = if sending.kind() == StepKind::Post { sending.variant.title.trim() } else { "" };
    let title = if title.is_empty() { link.said.as_str() } else { title };
    let external = json!({ "uri": link.said, "title": title, "description": "" });
    Ok(Some(json!({ "$type": "app.bsky.embed.external", "external": external })))
}

fn shape(embed: &mut Value, file: &File) {
    if file.width > 0 && file.height > 0 {
        embed["aspectRatio"] = json!({ "width": file.width, "height": file.height });
    }
}

/// Brings a file there. The same bytes are the same blob, and one that no record names is thrown away.
async fn upload(to: &Connection<'_>, session: &Session, file: &File) -> Result<Value, Fault> {
    let address = to.at("/xrpc/com.atproto.repo.uploadBlob")?;
    let call = Call { method: Method::POST, address, headers: Vec::new(), body: file.bytes.clone(), now: to.now };
    let call = call.with("content-type", file.mime.clone()).with("authorization", session.bearer());
    let mut told = to.call_by(call, judge).await?;
    match told.get_mut("blob").map(Value::take) {
        Some(blob) if blob.is_object() => Ok(blob),
        _ => Err(Fault::unbelievable("the server did not say where it put a file".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::post::Variant;

    fn sending<'a>(variant: &'a Variant, key: &'a str, at: i64) -> Sending<'a> {
        Sending { variant, step: 0, files: &[], key, root: None, parent: None, at, others: &[] }
    }

    #[test]
    fn a_key_is_a_time_identifier_of_its_second_and_the_same_for_ever() {
        let variant = Variant::default();
        let at = 1_773_230_400_123_456;
        let made = key(&sending(&variant, "delivery-7-0", at));
        assert_eq!(made, key(&sending(&variant, "delivery-7-0", at)));
        assert_eq!(made.len(), 13);
        assert!("234567abcdefghij".contains(&made[..1]) && made.bytes().all(|c| SORTABLE.contains(&c)), "{made}");
        let number = made.bytes().fold(0_u64, |n, c| n << 5 | SORTABLE.iter().position(|&d| d == c).unwrap() as u64);
        assert_eq!(number >> 10 & !0 >> 1, number >> 10);
        assert_eq!((number >> 10) / 1_000_000, 1_773_230_400);
        let others: std::collections::BTreeSet<_> =
            (0..1_000).map(|n| key(&sending(&variant, &format!("delivery-{n}-0"), at))).collect();
        assert_eq!(others.len(), 1_000);
    }
}

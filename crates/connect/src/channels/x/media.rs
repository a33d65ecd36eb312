//! Files of posts on X: pictures in one call, films in pieces that X then works through.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::{
        Connection, Fault, File, Multipart,
        json::{needed, number_at, text_at},
    },
    judged,
};
use crate::fetch::Call;
use domain::delivery::Class;

/// A piece of a film, bytes; X takes up to five million.
const PIECE_BYTES: usize = 4_000_000;
/// How often X is asked whether it has worked through a film before the post is put off.
const LOOKS_MAX: u32 = 20;
/// The longest wait between two of those, seconds.
const WAIT_S_MAX: u64 = 10;

/// Brings a file there with what it shows, and gives its id. One that is brought twice is never shown unless it is named.
pub(super) async fn upload(to: &Connection<'_>, file: &File, key: &str) -> Result<String, Fault> {
    let moves = file.mime == "image/gif";
    let id = if moves || file.mime.starts_with("video/") {
        in_pieces(to, file, key, if moves { "tweet_gif" } else { "tweet_video" }).await?
    } else {
        let form = Multipart::new(key).field("media_category", "tweet_image").field("media_type", &file.mime);
        needed(&send(to, "/2/media/upload", form, file).await?, "/data/id")?
    };
    if !file.alt.is_empty() && !file.mime.starts_with("video/") {
        let body = json!({ "id": id, "metadata": { "alt_text": { "text": file.alt } } });
        to.call_by(to.writing(Method::POST, "/2/media/metadata", &body)?, judged).await?;
    }
    Ok(id)
}

async fn send(to: &Connection<'_>, path: &str, form: Multipart, file: &File) -> Result<Value, Fault> {
    let (kind, body) = form.file("media", file).finish();
    let call = Call { method: Method::POST, address: to.at(path)?, headers: vec![("content-type", kind)], body, now: to.now };
    to.call_by(to.signed(call)?, judged).await
}

async fn in_pieces(to: &Connection<'_>, file: &File, key: &str, category: &str) -> Result<String, Fault> {
    let begin = json!({ "media_type": file.mime, "total_bytes": file.bytes.len(), "media_category": category });
    let told = to.call_by(to.writing(Method::POST, "/2/media/upload/initialize", &begin)?, judged).await?;
    let id = needed(&told, "/data/id")?;
    for (place, bytes) in file.bytes.chunks(PIECE_BYTES).enumerate() {
        let form = Multipart::new(key).field("segment_index", &place.to_string());
        let piece = File { bytes: bytes.to_vec(), ..file.clone() };
        send(to, &format!("/2/media/upload/{id}/append"), form, &piece).await?;
    }
    let mut told = to.call_by(to.writing(Method::POST, &format!("/2/media/upload/{id}/finalize"), &json!({}))?, judged).await?;
    for _ in 0..LOOKS_MAX {
        match text_at(&told, "/data/processing_info/state").as_str() {
            "" | "succeeded" => return Ok(id),
            "failed" => {
                let why = text_at(&told, "/data/processing_info/error/message");
                return Err(Fault::content(format!("the network could not work through the film: {why}")));
            }
            _ => {}
        }
        let wait = number_at(&told, "/data/processing_info/check_after_secs").unwrap_or(1).min(WAIT_S_MAX);
        tokio::time::sleep(Duration::from_secs(wait)).await;
        told = to.call_by(to.reading(&format!("/2/media/upload?command=STATUS&media_id={id}"))?, judged).await?;
    }
    Err(Fault::content("the network is still at work on the film".to_owned()).as_class(Class::Rate))
}

//! Files of LinkedIn posts: brought to an address that LinkedIn gives, then named in the post.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::{
        Connection, Fault, File, Sending,
        json::{list_at, needed, number_at, text_at},
    },
    ask,
};
use crate::fetch::Call;

/// What a post shows; nothing without files.
pub(super) async fn content(to: &Connection<'_>, sending: &Sending<'_>) -> Result<Option<Value>, Fault> {
    let mut shown = Vec::new();
    for file in sending.files {
        shown.push(if file.mime.starts_with("video/") {
            json!({ "id": video(to, file).await?, "title": file.alt })
        } else {
            json!({ "id": image(to, file).await?, "altText": file.alt })
        });
    }
    Ok(match shown.len() {
        0 => None,
        1 => shown.pop().map(|one| json!({ "media": one })),
        _ => Some(json!({ "multiImage": { "images": shown } })),
    })
}

/// How many files a post shows.
pub(super) fn shown(post: &Value) -> usize {
    let several = list_at(post, "/content/multiImage/images").len();
    if several == 0 { usize::from(!text_at(post, "/content/media/id").is_empty()) } else { several }
}

async fn image(to: &Connection<'_>, file: &File) -> Result<String, Fault> {
    let body = json!({ "initializeUploadRequest": { "owner": to.account } });
    let told: Value = ask(to, to.writing(Method::POST, "/rest/images?action=initializeUpload", &body)?).await?.json()?;
    put(to, &needed(&told, "/value/uploadUrl")?, file.bytes.clone()).await?;
    needed(&told, "/value/image")
}

/// In the parts that LinkedIn asks for, whose signatures close the upload.
async fn video(to: &Connection<'_>, file: &File) -> Result<String, Fault> {
    let body = json!({ "initializeUploadRequest": {
        "owner": to.account, "fileSizeBytes": file.bytes.len(), "uploadCaptions": false, "uploadThumbnail": false,
    } });
    let told: Value = ask(to, to.writing(Method::POST, "/rest/videos?action=initializeUpload", &body)?).await?.json()?;
    let video = needed(&told, "/value/video")?;
    let mut parts = Vec::new();
    for part in list_at(&told, "/value/uploadInstructions") {
        let place = |name| number_at(part, name).and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
        let (from, last) = (place("/firstByte"), place("/lastByte"));
        let Some(bytes) = file.bytes.get(from..=last) else {
            return Err(Fault::unbelievable("a part of the film was asked for that is not there".to_owned()));
        };
        parts.push(put(to, &needed(part, "/uploadUrl")?, bytes.to_vec()).await?);
    }
    let token = text_at(&told, "/value/uploadToken");
    let body = json!({ "finalizeUploadRequest": { "video": video, "uploadToken": token, "uploadedPartIds": parts } });
    ask(to, to.writing(Method::POST, "/rest/videos?action=finalizeUpload", &body)?).await?;
    Ok(video)
}

/// Brings bytes to an address, and gives the signature that it answers with; empty where there is none.
async fn put(to: &Connection<'_>, address: &str, body: Vec<u8>) -> Result<String, Fault> {
    let address = address.parse().map_err(|error: url::ParseError| Fault::unbelievable(error.to_string()))?;
    let headers = vec![("content-type", "application/octet-stream".to_owned())];
    let reply = to.call(to.signed(Call { method: Method::PUT, address, headers, body, now: to.now })?).await?;
    Ok(reply.header("etag").unwrap_or_default().trim_matches('"').to_owned())
}

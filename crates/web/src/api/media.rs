//! The library, for scripts.

use std::collections::BTreeMap;

use app::{
    Noun, Refusal,
    publish::asset_change::{AssetForm, alts, tags},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{
    Id,
    asset::{Asset, AssetFilter},
};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging, Param,
    handed_in::{fault, id, read, told_in},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    pages::media::{UPLOAD_BYTES_MAX, take::take},
    request::Script,
    router::{delete, get, post, put},
};

/// Posts that are named where an asset is used.
const POSTS: u32 = 200;

/// A picture or film of the library.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Asset)]
struct AssetView {
    id: i64,
    name: String,
    /// image or video
    kind: String,
    /// Found in its bytes, whatever it was called.
    mime: String,
    /// SHA-256 of its bytes, hexadecimal.
    hash: String,
    bytes: i64,
    /// Pixels as it is shown; 0 when unknown.
    width: i64,
    /// Pixels as it is shown; 0 when unknown.
    height: i64,
    /// How long it plays; 0 when it stands still or when unknown.
    milliseconds: i64,
    /// What it shows, by language.
    alt: BTreeMap<String, String>,
    rights_owner: String,
    rights_note: String,
    /// When the right to use it ends.
    expires_at: Option<String>,
    /// Whether what is published of it goes on telling where and by what it was taken.
    tells: bool,
    folder: String,
    tags: Vec<String>,
    created_at: String,
    changed_at: String,
}

/// What can be said of an asset; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = AssetChange)]
#[serde(deny_unknown_fields)]
struct AssetWish {
    name: Option<String>,
    /// What it shows, by language; replaces all texts.
    alt: Option<BTreeMap<String, String>>,
    rights_owner: Option<String>,
    rights_note: Option<String>,
    /// When the right to use it ends, RFC 3339; an empty text for never.
    expires_at: Option<String>,
    tells: Option<bool>,
    folder: Option<String>,
    tags: Option<Vec<String>>,
}

/// What came of files that were handed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetsTaken)]
struct TakenView {
    added: Vec<AddedView>,
    refused: Vec<RefusedView>,
}

/// A file that is in the library now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetAdded)]
struct AddedView {
    asset: AssetView,
    /// Whether these very bytes were there already; nothing was added then.
    twin: bool,
    /// Whether its name ended like another format.
    misnamed: bool,
    /// Others that look alike.
    alike: Vec<i64>,
}

/// A file that was not taken.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetRefused)]
struct RefusedView {
    name: String,
    /// What happened, what was kept, what to do.
    sentence: String,
}

/// The posts that show an asset.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetUses)]
struct UsesView {
    posts: Vec<UseView>,
}

/// A post that shows an asset.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AssetUse)]
struct UseView {
    post: i64,
    state: String,
    due_at: Option<String>,
    /// Whether it is still to leave on some channel, so that the asset cannot be removed.
    holds: bool,
}

/// What a list may be filtered by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filters {
    words: String,
    folder: Option<String>,
    tag: Option<String>,
    kind: Option<String>,
    without_alt: bool,
    /// RFC 3339; what is no moment filters nothing.
    expires_before: Option<String>,
}

impl From<Asset> for AssetView {
    fn from(asset: Asset) -> Self {
        Self {
            id: asset.id.get(),
            alt: alts(&asset),
            tags: tags(&asset),
            name: asset.name,
            kind: asset.kind,
            mime: asset.mime,
            hash: asset.hash,
            bytes: asset.bytes,
            width: asset.width,
            height: asset.height,
            milliseconds: asset.milliseconds,
            rights_owner: asset.rights_owner,
            rights_note: asset.rights_note,
            expires_at: asset.expires_at.map(Reader::iso),
            tells: asset.tells,
            folder: asset.folder,
            created_at: Reader::iso(asset.created_at),
            changed_at: Reader::iso(asset.changed_at),
        }
    }
}

/// The addresses of the library.
pub(super) fn routes() -> Vec<Route> {
    let filters = [
        Param { name: "words", about: "only those whose name, texts or tags have these words" },
        Param { name: "folder", about: "only those of this folder" },
        Param { name: "tag", about: "only those with this tag" },
        Param { name: "kind", about: "image or video" },
        Param { name: "without_alt", about: "true: only those that nobody described" },
        Param { name: "expires_before", about: "only those whose right ends before this moment, RFC 3339" },
    ];
    vec![
        get("/api/v1/media", Gate::Token, list)
            .says(Operation::read("The library, newest first").lists::<AssetView>().takes(&filters)),
        post("/api/v1/media", Gate::Token, add).layered(DefaultBodyLimit::max(UPLOAD_BYTES_MAX)).says(
            Operation::write("Add files: a form with `folder`, then any number of `files`, or an `address`")
                .given_as("multipart/form-data")
                .answers::<TakenView>(),
        ),
        get("/api/v1/media/{asset}", Gate::Token, show).says(Operation::read("One picture or film").answers::<AssetView>()),
        get("/api/v1/media/{asset}/file", Gate::Token, file)
            .says(Operation::read("The file as it was handed in").answers_as("application/octet-stream")),
        get("/api/v1/media/{asset}/posts", Gate::Token, posts)
            .says(Operation::read("The posts that show it").answers::<UsesView>()),
        put("/api/v1/media/{asset}", Gate::Token, change)
            .says(Operation::write("Change what is said of it").given::<AssetWish>().answers::<AssetView>()),
        delete("/api/v1/media/{asset}", Gate::Token, remove)
            .says(Operation::write("Remove it, unless planned posts need it").with(204)),
    ]
}

async fn asset(web: &Web, script: &Script, said: &str) -> Result<Asset, Fault> {
    let found = script.reader.asset(id(said)).await.map_err(|error| fault(web)(error.into()))?;
    found.filter(|asset| asset.removed_at.is_none()).ok_or_else(|| fault(web)(Refusal::NoSuch(Noun::Asset)))
}

async fn list(
    State(web): State<Web>,
    script: Script,
    Query(paging): Query<Paging>,
    Query(filters): Query<Filters>,
) -> Result<List<AssetView>, Fault> {
    let filter = AssetFilter {
        words: filters.words.split_whitespace().take(10).map(query::fold).collect(),
        folder: filters.folder,
        tag: filters.tag,
        kind: filters.kind,
        without_alt: filters.without_alt,
        expires_before: filters.expires_before.and_then(|moment| Some(moment.parse::<Timestamp>().ok()?.as_microsecond())),
        before: paging.after::<i64>().map_err(fault(&web))?.map(Id::new),
    };
    let assets = script.reader.assets(&filter, paging.limit() + 1).await.map_err(|error| fault(&web)(error.into()))?;
    Ok(List::of(assets.into_iter().map(AssetView::from).collect(), paging.limit(), |asset: &AssetView| asset.id))
}

async fn add(
    State(web): State<Web>,
    script: Script,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<TakenView>), Fault> {
    let fault = fault(&web);
    let taken = match form {
        Ok(form) => Box::pin(take(&web, &script.actor, told_in(), form)).await,
        Err(_) => {
            script.actor.may(domain::hat::Act::Publish).map_err(&fault)?;
            Err(Refusal::Invalid { field: "files", why: "cut_short" })
        }
    };
    let taken = taken.map_err(&fault)?;
    let mut added = Vec::new();
    for one in taken.added {
        let asset = asset(&web, &script, &one.id.to_string()).await?.into();
        added.push(AddedView {
            asset,
            twin: one.twin,
            misnamed: one.misnamed,
            alike: one.alike.into_iter().map(Id::get).collect(),
        });
    }
    let refused: Vec<_> = taken.refused.into_iter().map(|(name, sentence)| RefusedView { name, sentence }).collect();
    let status = if added.is_empty() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Json(TakenView { added, refused })))
}

async fn show(State(web): State<Web>, script: Script, Path(said): Path<String>) -> Result<Json<AssetView>, Fault> {
    Ok(Json(asset(&web, &script, &said).await?.into()))
}

async fn file(State(web): State<Web>, script: Script, Path(said): Path<String>) -> Result<Response, Fault> {
    let asset = asset(&web, &script, &said).await?;
    let file = web.app.asset_bytes(&script.actor, &asset, None).await.map_err(fault(&web))?;
    let file = file.ok_or_else(|| fault(&web)(Refusal::NoSuch(Noun::Asset)))?;
    let kind = HeaderValue::from_str(&file.mime).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    Ok(([(header::CONTENT_TYPE, kind)], file.bytes).into_response())
}

async fn posts(State(web): State<Web>, script: Script, Path(said): Path<String>) -> Result<Json<UsesView>, Fault> {
    let asset = asset(&web, &script, &said).await?;
    let posts = script.reader.posts_with_asset(asset.id, POSTS).await.map_err(|error| fault(&web)(error.into()))?;
    let view = |post: store::asset::Using| UseView {
        post: post.id.get(),
        state: post.state,
        due_at: post.due_at.map(Reader::iso),
        holds: post.open > 0,
    };
    Ok(Json(UsesView { posts: posts.into_iter().map(view).collect() }))
}

async fn change(State(web): State<Web>, script: Script, Path(said): Path<String>, body: Bytes) -> Result<Json<AssetView>, Fault> {
    let fault = fault(&web);
    let standing = asset(&web, &script, &said).await?;
    let wish: AssetWish = read(&web, &body)?;
    let form = AssetForm::of(&standing);
    let expires_at = match wish.expires_at.as_deref() {
        None => form.expires_at,
        Some("") => None,
        Some(moment) => match moment.parse::<Timestamp>() {
            Ok(moment) => Some(moment.as_microsecond()),
            Err(_) => return Err(fault(Refusal::Invalid { field: "expires", why: "not_a_day" })),
        },
    };
    let form = AssetForm {
        name: wish.name.unwrap_or(form.name),
        alt: wish.alt.unwrap_or(form.alt),
        rights_owner: wish.rights_owner.unwrap_or(form.rights_owner),
        rights_note: wish.rights_note.unwrap_or(form.rights_note),
        expires_at,
        tells: wish.tells.unwrap_or(form.tells),
        folder: wish.folder.unwrap_or(form.folder),
        tags: wish.tags.unwrap_or(form.tags),
    };
    web.app.change_asset(&script.actor, standing.id, None, form).await.map_err(&fault)?;
    Ok(Json(asset(&web, &script, &said).await?.into()))
}

async fn remove(State(web): State<Web>, script: Script, Path(said): Path<String>) -> Result<StatusCode, Fault> {
    web.app.remove_asset(&script.actor, id(&said)).await.map_err(fault(&web))?;
    Ok(StatusCode::NO_CONTENT)
}

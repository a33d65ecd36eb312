//! `GET /w/{workspace}/media/{asset}`: one picture or film.

use app::{
    Refusal,
    publish::asset_change::{AssetForm, alt_in, alts, tags},
};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::{Language, hat::Act, post::Variant};
use minijinja::{Value, context};
use store::asset::{Asset, Using};

use super::{fault, list, playing, reads, say, size, thumbnail_href};
use crate::{Web, error::Fault, page, request::Member};

/// Posts that are named where an asset is used.
const POSTS: u32 = 50;
/// The beginning of a text by which a post is recognised, characters.
const EXCERPT_CHARS: usize = 80;

/// Draws the asset.
pub(super) async fn show(
    State(web): State<Web>,
    member: Member,
    headers: HeaderMap,
    Path((_, asset)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let asset = super::asset(&web, &member, &asset).await?;
    let form = AssetForm::of(&asset);
    draw(&web, &member, &headers, StatusCode::OK, &asset, &form, context! {}).await
}

/// The page, its form filled with what was typed and what was wrong with it.
pub(super) async fn draw(
    web: &Web,
    member: &Member,
    headers: &HeaderMap,
    status: StatusCode,
    asset: &Asset,
    form: &AssetForm,
    errors: Value,
) -> Result<Response, Fault> {
    let own = own(web, member, asset, form, errors).await.map_err(fault(web, member))?;
    Ok(page::show_as(web, member, headers, status, "publish", &asset.name, "media/show.html", own))
}

async fn own(web: &Web, member: &Member, asset: &Asset, form: &AssetForm, errors: Value) -> Result<Value, Refusal> {
    let reads = reads(web, member);
    let now = web.app.now();
    let mut alike = Vec::new();
    for id in web.app.assets_alike(&member.actor, asset).await? {
        if let Some(other) = member.reader.asset(id).await? {
            alike.push(list::row(web, member, &other, now));
        }
    }
    let used: Vec<Value> =
        member.reader.posts_with_asset(asset.id, POSTS).await?.iter().map(|post| using(web, member, post)).collect();
    let base = member.href(&format!("media/{}", asset.id));
    let renditions: Vec<Value> = member
        .reader
        .renditions(&asset.hash)
        .await?
        .iter()
        .map(|made| {
            context! {
                href => format!("{base}/renditions/{}", made.key), format => made.mime.rsplit('/').next(), width => made.width, height => made.height,
                size => size(&reads, made.bytes), at => made.created_at,
            }
        })
        .collect();
    let author = match asset.created_by {
        Some(user) => member.reader.members().await?.into_iter().find(|member| member.user_id == user).map(|member| member.name),
        None => None,
    };
    let versions = member.reader.asset_files(asset.id).await?.len();
    let folders: Vec<String> = member.reader.asset_folders().await?.into_iter().map(|folder| folder.name).collect();
    let filled = context! {
        name => form.name.as_str(), rights_owner => form.rights_owner.as_str(), rights_note => form.rights_note.as_str(), folder => form.folder.as_str(), tells => form.tells,
        tags => form.tags.join(", "), expires => form.expires_at.map(|end| reads.zoned(end - 1).date().to_string()),
    };
    Ok(context! {
        held => context! {
            name => asset.name.as_str(), kind => asset.kind.as_str(), mime => asset.mime.as_str(), width => asset.width, height => asset.height, hash => asset.hash.as_str(),
            size => size(&reads, asset.bytes), playing => playing(asset.milliseconds), created_at => asset.created_at, changed_at => asset.changed_at,
            alt => alt_in(asset, member.language().code()), author, tags => tags(asset), moves => asset.mime == "image/gif" && asset.milliseconds > 0,
            expired => asset.expires_at.is_some_and(|end| end <= now), versions,
        },
        thumbnail => thumbnail_href(member, asset), typed => filled, alts => languages(web, member, asset, form), errors, used, renditions, alike,
        folders,
        base, list_href => member.href("media"), may_change => member.actor.allows(Act::Publish),
    })
}

/// A field for the text in each language: that of the workspace first, then those in which there is one, then the others of the pages.
fn languages(web: &Web, member: &Member, asset: &Asset, form: &AssetForm) -> Vec<Value> {
    let mut codes = vec![member.workspace.language.clone()];
    codes.extend(alts(asset).into_keys());
    codes.extend(form.alt.keys().cloned());
    codes.extend([Language::English, Language::French].map(|language| language.code().to_owned()));
    let mut fields: Vec<Value> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for code in &codes {
        if !seen.contains(&code.as_str()) {
            seen.push(code);
            let known = web.views.words.find(member.language(), &format!("media-language-{code}"), &[]);
            fields.push(context! { name => format!("alt-{code}"), label => known.unwrap_or_else(|| code.clone()), text => form.alt.get(code) });
        }
    }
    fields
}

fn using(web: &Web, member: &Member, post: &Using) -> Value {
    let said: Variant = serde_json::from_str(&post.content).unwrap_or_default();
    let text = if said.title.trim().is_empty() { said.text } else { said.title };
    let excerpt: String = text.chars().take(EXCERPT_CHARS).collect();
    let state = if post.state == "planned" && post.open == 0 { "left" } else { post.state.as_str() };
    context! {
        href => member.href(&format!("posts/{}", post.id)), excerpt => excerpt.trim(), id => post.id.get(), due_at => post.due_at,
        state => say(web, member, &format!("media-post-{state}")), holds => post.open > 0,
    }
}

//! Short links and campaigns, for scripts.

use std::collections::BTreeMap;

use app::{
    Noun, Refusal,
    publish::link::{CampaignForm, LinkForm},
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use store::{
    Id,
    link::{Campaign, Followed, Link},
};
use utoipa::ToSchema;

use super::{
    List, Operation, Paging, Param,
    handed_in::{fault, id, read},
};
use crate::{
    Gate, Route, Web,
    error::Fault,
    format::Reader,
    request::Script,
    router::{get, post, put},
};

/// Posts of a campaign that are told at once.
const CAMPAIGN_POSTS: u32 = 200;

/// A short link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Link)]
struct LinkView {
    id: i64,
    /// The short address.
    address: String,
    /// Where it leads.
    target: String,
    name: String,
    campaign: Option<i64>,
    /// Visits by browsers that did not say they are programs.
    humans: i64,
    /// Visits by programs: previews, search engines, scanners.
    robots: i64,
    created_at: String,
    /// Since when it leads nowhere.
    off_at: Option<String>,
}

/// A day of a short link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkDay)]
struct DayView {
    /// UTC.
    day: String,
    humans: i64,
    robots: i64,
}

/// A short link with its days.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = LinkWhole)]
struct WholeView {
    link: LinkView,
    /// Days on which it was followed, oldest first.
    days: Vec<DayView>,
}

/// A short link that is wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = LinkWish)]
#[serde(deny_unknown_fields)]
struct LinkWish {
    /// Where it is to lead.
    target: String,
    /// The ending of the address; one is made when it is left out.
    #[serde(default)]
    slug: String,
    #[serde(default)]
    name: String,
    /// The campaign whose rules are added to the target.
    campaign: Option<i64>,
    /// The channel that fills the holes of those rules.
    channel: Option<i64>,
}

/// Whether a link is to lead anywhere.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = LinkSwitch)]
#[serde(deny_unknown_fields)]
struct SwitchWish {
    off: bool,
}

/// A campaign, also one that is wanted.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Campaign)]
#[serde(deny_unknown_fields)]
struct CampaignView {
    /// Given back, never asked for.
    #[serde(default)]
    id: i64,
    name: String,
    /// Its first day, `2026-11-27`; may be empty.
    #[serde(default)]
    starts_on: String,
    /// Its last day; may be empty.
    #[serde(default)]
    ends_on: String,
    /// What is added to its links: templates for `source`, `medium`, `campaign`, `term`, `content`.
    #[serde(default)]
    rules: BTreeMap<String, String>,
}

impl CampaignView {
    fn of(campaign: &Campaign) -> Self {
        let CampaignForm { name, starts_on, ends_on, rules } = CampaignForm::of(campaign);
        Self { id: campaign.id.get(), name, starts_on, ends_on, rules }
    }

    fn form(self) -> CampaignForm {
        CampaignForm { name: self.name, starts_on: self.starts_on, ends_on: self.ends_on, rules: self.rules }
    }
}

/// The campaigns.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Campaigns)]
struct CampaignsView {
    campaigns: Vec<CampaignView>,
}

/// The posts of a campaign.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CampaignPosts)]
struct CampaignPostsView {
    /// Those without a time first, then the latest; at most 200.
    posts: Vec<CampaignPostView>,
}

/// A post of a campaign; its deliveries are those of `GET /api/v1/deliveries?post=`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CampaignPost)]
struct CampaignPostView {
    id: i64,
    /// `draft`, `planned` or `listed` (a text of an evergreen list).
    state: String,
    due_at: Option<String>,
}

/// What the list is asked for by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    campaign: Option<i64>,
}

/// The addresses of these nouns.
pub(super) fn routes() -> Vec<Route> {
    let filter = [Param { name: "campaign", about: "only those of this campaign" }];
    vec![
        get("/api/v1/links", Gate::Token, list)
            .says(Operation::read("Short links, newest first").lists::<LinkView>().takes(&filter)),
        post("/api/v1/links", Gate::Token, add)
            .says(Operation::write("Make a short link").given::<LinkWish>().answers::<LinkView>().with(201)),
        get("/api/v1/links/{link}", Gate::Token, show).says(Operation::read("One short link, day by day").answers::<WholeView>()),
        post("/api/v1/links/{link}/switch", Gate::Token, switch)
            .says(Operation::write("Switch a short link off or on").given::<SwitchWish>().answers::<WholeView>()),
        get("/api/v1/campaigns", Gate::Token, campaigns).says(Operation::read("Campaigns").answers::<CampaignsView>()),
        post("/api/v1/campaigns", Gate::Token, add_campaign)
            .says(Operation::write("Begin a campaign").given::<CampaignView>().answers::<CampaignView>().with(201)),
        put("/api/v1/campaigns/{campaign}", Gate::Token, change_campaign)
            .says(Operation::write("Change a campaign").given::<CampaignView>().answers::<CampaignView>()),
        get("/api/v1/campaigns/{campaign}/posts", Gate::Token, campaign_posts)
            .says(Operation::read("The posts of a campaign but those that were thrown away").answers::<CampaignPostsView>()),
    ]
}

fn view(home: &str, link: &Followed) -> LinkView {
    LinkView {
        id: link.id.get(),
        address: format!("{home}{}", link.slug),
        target: link.target.clone(),
        name: link.name.clone(),
        campaign: link.campaign_id.map(Id::get),
        humans: link.humans,
        robots: link.robots,
        created_at: Reader::iso(link.created_at),
        off_at: link.off_at.map(Reader::iso),
    }
}

async fn list(
    State(web): State<Web>,
    script: Script,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Result<List<LinkView>, Fault> {
    let failed = |error: store::StoreError| fault(&web)(error.into());
    let before: Option<i64> = paging.after().map_err(fault(&web))?;
    let limit = paging.limit();
    let home = web.app.short_home(script.actor.workspace).await.map_err(fault(&web))?;
    let found = script.reader.links(asked.campaign.map(Id::new), before.map(Id::new), limit.saturating_add(1)).await;
    let rows: Vec<LinkView> = found.map_err(failed)?.iter().map(|link| view(&home, link)).collect();
    Ok(List::of(rows, limit, |last| last.id))
}

async fn add(State(web): State<Web>, script: Script, body: Bytes) -> Result<(StatusCode, Json<LinkView>), Fault> {
    let wish: LinkWish = read(&web, &body)?;
    let form = LinkForm {
        target: wish.target,
        slug: wish.slug,
        name: wish.name,
        campaign: wish.campaign.map(Id::new),
        channel: wish.channel.map(Id::new),
    };
    let link = web.app.add_link(&script.actor, &form).await.map_err(fault(&web))?;
    Ok((StatusCode::CREATED, Json(whole(&web, &script, link.id).await?.link)))
}

async fn show(State(web): State<Web>, script: Script, Path(link): Path<String>) -> Result<Json<WholeView>, Fault> {
    whole(&web, &script, id(&link)).await.map(Json)
}

async fn switch(State(web): State<Web>, script: Script, Path(link): Path<String>, body: Bytes) -> Result<Json<WholeView>, Fault> {
    let wish: SwitchWish = read(&web, &body)?;
    let link: Id<Link> = id(&link);
    web.app.switch_link(&script.actor, link, wish.off).await.map_err(fault(&web))?;
    whole(&web, &script, link).await.map(Json)
}

async fn whole(web: &Web, script: &Script, id: Id<Link>) -> Result<WholeView, Fault> {
    let failed = |error: store::StoreError| fault(web)(error.into());
    let link = script.reader.link(id).await.map_err(failed)?.ok_or_else(|| fault(web)(Refusal::NoSuch(Noun::Link)))?;
    let days = script.reader.link_days(id).await.map_err(failed)?;
    let followed = Followed {
        id: link.id,
        slug: link.slug,
        target: link.target,
        name: link.name,
        campaign_id: link.campaign_id,
        created_at: link.created_at,
        off_at: link.off_at,
        humans: days.iter().map(|day| day.humans).sum(),
        robots: days.iter().map(|day| day.robots).sum(),
    };
    let home = web.app.short_home(script.actor.workspace).await.map_err(fault(web))?;
    let day = |day: store::link::LinkDay| DayView { day: day.day, humans: day.humans, robots: day.robots };
    Ok(WholeView { link: view(&home, &followed), days: days.into_iter().map(day).collect() })
}

async fn campaigns(State(web): State<Web>, script: Script) -> Result<Json<CampaignsView>, Fault> {
    let found = script.reader.campaigns().await.map_err(|error| fault(&web)(error.into()))?;
    Ok(Json(CampaignsView { campaigns: found.iter().map(CampaignView::of).collect() }))
}

async fn add_campaign(State(web): State<Web>, script: Script, body: Bytes) -> Result<(StatusCode, Json<CampaignView>), Fault> {
    let wish: CampaignView = read(&web, &body)?;
    let id = web.app.add_campaign(&script.actor, &wish.form()).await.map_err(fault(&web))?;
    Ok((StatusCode::CREATED, Json(kept(&web, &script, id).await?)))
}

async fn change_campaign(
    State(web): State<Web>,
    script: Script,
    Path(campaign): Path<String>,
    body: Bytes,
) -> Result<Json<CampaignView>, Fault> {
    let wish: CampaignView = read(&web, &body)?;
    let campaign: Id<Campaign> = id(&campaign);
    web.app.change_campaign(&script.actor, campaign, &wish.form()).await.map_err(fault(&web))?;
    kept(&web, &script, campaign).await.map(Json)
}

async fn campaign_posts(
    State(web): State<Web>,
    script: Script,
    Path(campaign): Path<String>,
) -> Result<Json<CampaignPostsView>, Fault> {
    let id = kept(&web, &script, id(&campaign)).await?.id;
    let posts = script.reader.campaign_posts(Id::new(id), CAMPAIGN_POSTS).await.map_err(|error| fault(&web)(error.into()))?;
    let view =
        |post: store::post::Post| CampaignPostView { id: post.id.get(), state: post.state, due_at: post.due_at.map(Reader::iso) };
    Ok(Json(CampaignPostsView { posts: posts.into_iter().map(view).collect() }))
}

async fn kept(web: &Web, script: &Script, id: Id<Campaign>) -> Result<CampaignView, Fault> {
    let found = script.reader.campaign(id).await.map_err(|error| fault(web)(error.into()))?;
    found.as_ref().map(CampaignView::of).ok_or_else(|| fault(web)(Refusal::NoSuch(Noun::Campaign)))
}

//! `GET /w/{workspace}/settings/learning`: how right the models are where people corrected them, before and after they learned.

use app::listen::{
    reread::{REREAD_DAYS, REREAD_JOB},
    taught::About,
};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::hat::Act;
use fluent_bundle::FluentValue;
use minijinja::{Value, context};
use store::{correction::Gain, topic::Topic};

use super::tabs;
use crate::{Web, error::Fault, page, pages::mentions::fields::Fields, request::Member};

/// What is learned of; places are taken as people say them.
const LEARNED: [About; 2] = [About::Sentiment, About::Intent];

/// A share of fewer corrections than this says nothing.
const MEASURED_MIN: i64 = 10;

/// The measured gain in words: "on your 240 corrections: 71 % → 83 %". Nothing when nobody corrected anything.
pub(crate) fn gain_words(web: &Web, member: &Member, gain: Gain) -> Option<String> {
    if gain.corrections == 0 {
        return None;
    }
    if gain.corrections < MEASURED_MIN {
        #[expect(clippy::cast_precision_loss, reason = "counts of what people did")]
        let args = [("n", FluentValue::from(gain.corrections as f64)), ("least", FluentValue::from(MEASURED_MIN as f64))];
        return Some(web.views.words.say(member.language(), "understood-gain-few", &args));
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of what people did")]
    let percent = |right: i64| (right as f64 * 100.0 / gain.corrections as f64).round();
    let args: [(&str, FluentValue<'_>); 3] = [
        ("n", (gain.corrections as f64).into()),
        ("before", percent(gain.model).into()),
        ("after", percent(gain.learned).into()),
    ];
    Some(web.views.words.say(member.language(), "understood-gain", &args))
}

/// The gain in the workspace and on each topic.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    let fault = |error: store::StoreError| Fault::page(&web, member.language(), error.into());
    let topics = member.reader.topics().await.map_err(fault)?;
    let mut rows: Vec<Value> = Vec::new();
    for about in LEARNED {
        let whole = member.reader.gain(about.name(), None).await.map_err(fault)?;
        let mut of_topics: Vec<Value> = Vec::new();
        for Topic { id, name, .. } in &topics {
            let gain = member.reader.gain(about.name(), Some(*id)).await.map_err(fault)?;
            of_topics.extend(gain_words(&web, &member, gain).map(|words| {
                context! { name, words, href => member.href(&format!("topics/{id}")) }
            }));
        }
        let name = web.views.words.say(member.language(), &format!("understood-{}", about.name()), &[]);
        rows.push(context! { name, words => gain_words(&web, &member, whole), topics => of_topics });
    }
    let is_on = web.app.learning_is_on(&member.actor).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let reread = member.reader.open_job(REREAD_JOB, &member.workspace.id.to_string()).await.map_err(fault)?;
    let title = web.views.words.say(member.language(), "access-tab-learning", &[]);
    let own = context! {
        tabs => tabs(&web, &member, "learning"), rows, is_on, may_switch => member.actor.allows(Act::Listen),
        reread => reread.map(|job| context! { done => job.done, total => job.total }), reread_href => member.href("settings/learning/reread"), reread_days => REREAD_DAYS,
        switch_href => member.href("settings/learning"), mentions_href => member.href("mentions"),
    };
    Ok(page::show(&web, &member, &headers, "settings", &title, "settings/learning.html", own))
}

/// `POST …/settings/learning`: what was learned is used, or not.
pub(super) async fn switch(State(web): State<Web>, member: Member, body: Bytes) -> Result<Response, Fault> {
    let on = Fields::read(&body).text("on") == "1";
    web.app.switch_learning(&member.actor, on).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    let said = if on { "understood-switched-on" } else { "understood-switched-off" };
    Ok(page::go(&web, &member.href("settings/learning"), "good", said, &[]))
}

/// `POST …/settings/learning/reread`: what was read before is read again.
pub(super) async fn reread(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    web.app.reread(&member.actor).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(page::go(&web, &member.href("settings/learning"), "good", "understood-reread-began", &[]))
}

/// `POST …/settings/learning/reread/stop`: the reading again stops where it is.
pub(super) async fn stop(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    web.app.stop_rereading(&member.actor).await.map_err(|refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(page::go(&web, &member.href("settings/learning"), "good", "understood-reread-stopped", &[]))
}

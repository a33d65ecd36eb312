//! `/w/{workspace}/settings/mail`: the server that alerts and invitations are sent through.

use app::{Refusal, govern::MailForm};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use minijinja::{Value, context, value::Serde};

use super::tabs;
use crate::{
    Web,
    error::Fault,
    page,
    pages::access::fields::{Fields, Wrong},
    request::Member,
};

/// The form.
pub(super) async fn show(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    draw(&web, &member, &headers, None, &Wrong::nothing()).await
}

/// Saves it.
pub(super) async fn act(State(web): State<Web>, member: Member, headers: HeaderMap, fields: Fields) -> Result<Response, Fault> {
    let said = MailForm {
        host: fields.text("host"),
        port: fields.text("port"),
        security: fields.text("security"),
        user: fields.text("user"),
        password: fields.secret("password"),
        from: fields.text("from"),
    };
    match web.app.save_mail_server(&member.actor, said).await {
        Ok(()) => Ok(page::go(&web, &member.href("settings/mail"), "good", "access-mail-saved", &[])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, Some(fields.typed()), &wrong).await
        }
    }
}

/// Sends a mail to oneself.
pub(super) async fn test(State(web): State<Web>, member: Member, headers: HeaderMap) -> Result<Response, Fault> {
    match web.app.test_mail(&member.actor).await {
        Ok(email) => Ok(page::go(&web, &member.href("settings/mail"), "good", "access-mail-test-taken", &[("email", &email)])),
        Err(refusal) => {
            let wrong = Wrong::of(&web, member.language(), refusal)?;
            draw(&web, &member, &headers, None, &wrong).await
        }
    }
}

/// Takes the server away.
pub(super) async fn remove(State(web): State<Web>, member: Member) -> Result<Response, Fault> {
    let done = web.app.remove_mail_server(&member.actor).await;
    done.map_err(|refusal: Refusal| Fault::page(&web, member.language(), refusal))?;
    Ok(page::go(&web, &member.href("settings/mail"), "good", "access-mail-removed", &[]))
}

async fn draw(web: &Web, member: &Member, headers: &HeaderMap, typed: Option<Value>, wrong: &Wrong) -> Result<Response, Fault> {
    let language = member.language();
    let kept = web.app.mail_shown(&member.actor).await.map_err(|refusal| Fault::page(web, language, refusal))?;
    let is_set = kept.is_some();
    let kept_or_first = || match &kept {
        Some(kept) => Value::from(Serde(kept)),
        None => context! { port => 587, security => "start_tls" },
    };
    let title = web.views.words.say(language, "access-tab-mail", &[]);
    let own = context! {
        tabs => tabs(web, member, "mail"), typed => typed.unwrap_or_else(kept_or_first), is_set,
        has_password => kept.as_ref().is_some_and(|kept| kept.has_password), errors => wrong.errors.clone(), problem => wrong.problem.as_str(),
        base => member.href("settings/mail"), email => member.signed.user.email.as_str(),
    };
    Ok(page::show_as(web, member, headers, wrong.status, "settings", &title, "settings/mail.html", own))
}

//! `parvis user` and `parvis token`.

use anyhow::{Context, bail};
use app::access::NewAccount;
use domain::Hat;
use store::Id;

use crate::{
    boot,
    line::{Token, User},
};

/// Makes, changes or closes an account.
///
/// # Errors
/// When the account or workspace is not there, or the password is too short.
pub(crate) async fn user(command: User) -> anyhow::Result<()> {
    match command {
        User::Add { place, email, name, workspace, hats } => {
            let mut worn = Vec::new();
            for hat in &hats {
                let Some(hat) = Hat::from_name(hat) else {
                    bail!("{hat} is not a hat: owner, content_manager, social_media_manager, community_manager, analyst")
                };
                worn.push(hat);
            }
            let password = password_from_input()?;
            let app = boot::open_app_for_command(&place).await?;
            let workspace_row = app.workspace(Id::new(workspace)).await.context("the account was not made")?;
            let (language, time_zone) = (&workspace_row.language, &workspace_row.time_zone);
            let said = NewAccount { name: &name, password: &password, language, time_zone };
            app.user_add(&email, &said, Some((Id::new(workspace), &worn))).await.context("the account was not made")?;
            Ok(boot::say(&format!("{email} can sign in now."))?)
        }
        User::Password { place, email } => {
            let password = password_from_input()?;
            let app = boot::open_app_for_command(&place).await?;
            app.user_password(&email, &password).await.context("the password was not changed")?;
            Ok(boot::say(&format!("{email} has a new password; all its sessions were ended."))?)
        }
        User::Disable { place, email } => {
            let app = boot::open_app_for_command(&place).await?;
            app.user_disable(&email).await.context("the account was not closed")?;
            Ok(boot::say(&format!("{email} can no longer sign in; all its sessions were ended."))?)
        }
    }
}

/// Makes a token and prints it, once.
///
/// # Errors
/// When the member or workspace is not there.
pub(crate) async fn token(command: Token) -> anyhow::Result<()> {
    let Token::Create { place, workspace, email, name, write } = command;
    let app = boot::open_app_for_command(&place).await?;
    let token = app.token_create(Id::new(workspace), &email, &name, write).await.context("the token was not made")?;
    Ok(boot::say(token.secret.reveal())?)
}

fn password_from_input() -> anyhow::Result<String> {
    let text = std::io::read_to_string(std::io::stdin()).context("standard input cannot be read")?;
    let password = text.lines().next().unwrap_or_default();
    if password.is_empty() {
        bail!("the password is read from standard input, and there was none");
    }
    Ok(password.to_owned())
}

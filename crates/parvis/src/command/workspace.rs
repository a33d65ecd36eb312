//! `parvis workspace`.

use serde_json::json;

use crate::{
    boot,
    line::{Format, WorkspaceCommand},
};

/// Lists the workspaces.
///
/// # Errors
/// When the database cannot be opened.
pub(crate) async fn run(command: WorkspaceCommand) -> anyhow::Result<()> {
    let WorkspaceCommand::List { place, format } = command;
    let workspaces = boot::open_app_for_command(&place).await?.workspaces().await?;
    if format == Format::Json {
        let list: Vec<_> = workspaces.iter().map(|workspace| json!({ "id": workspace.id, "name": workspace.name })).collect();
        return Ok(boot::say(&json!(list).to_string())?);
    }
    for workspace in workspaces {
        boot::say(&format!("{}\t{}", workspace.id, workspace.name))?;
    }
    Ok(())
}

//! The one way to read a workspace.

use sea_orm::DatabaseConnection;

use crate::{Id, connection::Engine, workspace::Workspace};

/// A view of one workspace. It cannot write and cannot see another workspace: every query of it carries the workspace's id.
/// Its questions are beside their nouns.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(crate) connection: DatabaseConnection,
    pub(crate) engine: Engine,
    pub(crate) workspace: Id<Workspace>,
}

impl Reader {
    pub(crate) const fn new(connection: DatabaseConnection, engine: Engine, workspace: Id<Workspace>) -> Self {
        Self { connection, engine, workspace }
    }

    /// The workspace that is being read.
    #[must_use]
    pub const fn workspace_id(&self) -> Id<Workspace> {
        self.workspace
    }
}

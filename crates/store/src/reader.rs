//! The one way to read a workspace.

use crate::{Id, connection::Engine, readers::Readers, workspace::Workspace};

/// A view of one workspace. It cannot write and cannot see another workspace: every query of it carries the workspace's id.
/// Its questions are beside their nouns.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(crate) connection: Readers,
    pub(crate) engine: Engine,
    pub(crate) workspace: Id<Workspace>,
}

impl Reader {
    pub(crate) const fn new(connection: Readers, engine: Engine, workspace: Id<Workspace>) -> Self {
        Self { connection, engine, workspace }
    }

    /// The same reader for questions that do not wait for one another: those that are asked at once, as by `try_join!`, go to SQLite
    /// and back together.
    #[must_use]
    pub fn together(&self) -> Self {
        Self { connection: self.connection.together(), ..self.clone() }
    }

    /// The workspace that is being read.
    #[must_use]
    pub const fn workspace_id(&self) -> Id<Workspace> {
        self.workspace
    }
}

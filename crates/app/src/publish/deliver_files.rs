//! The files of a step of a delivery, before it is called.

use connect::channels::{File, Sending};
use domain::{delivery::State, post::Medium};
use store::delivery::Delivery;

use super::{
    asset_files::Unfit,
    deliver::{Hindrance, Leaving},
};
use crate::{App, Refusal};

/// How long a delivery waits for a library that does not answer, microseconds.
const FILES_AGAIN_US: i64 = 60 * 1_000_000;

/// Whether a step has its files.
pub(super) enum Ready {
    /// Here they are.
    Files(Vec<File>),
    /// The library does not answer: it is asked again.
    Later,
    /// One of them cannot leave.
    Never(Hindrance),
}

impl App {
    /// The files of the step that is due. Rights are looked at every time: they may have ended since it was planned.
    pub(super) async fn step_files(&self, leaving: &Leaving) -> Result<Ready, Refusal> {
        let can = &leaving.opened.can;
        let workspace = leaving.delivery.workspace_id;
        match Box::pin(self.files(workspace, step_media(leaving), &can.media, can.pulls_media)).await {
            Ok(Ok(files)) => Ok(Ready::Files(files)),
            Ok(Err(unfit)) => Ok(Ready::Never(refused(unfit))),
            Err(fault @ (Refusal::Shelf(_) | Refusal::Store(store::StoreError::DiskFull))) => {
                tracing::warn!(delivery = %leaving.delivery.id, error = ?fault, "the library does not answer");
                Ok(Ready::Later)
            }
            Err(refusal) => Err(refusal),
        }
    }

    /// Lets the delivery wait in the open until the library answers; the late policy tells when that takes too long.
    pub(super) async fn wait_for_files(&self, leaving: &mut Leaving) -> Result<bool, Refusal> {
        let next_at = self.now().saturating_add(FILES_AGAIN_US);
        let waits = Delivery { next_at, reason: "files".to_owned(), ..leaving.delivery.clone() };
        let tx = self.store.begin().await?;
        self.moved(tx, leaving, waits).await
    }
}

fn refused(unfit: Unfit) -> Hindrance {
    let said = match unfit {
        Unfit::Fault(fault) => fault.to_string(),
        Unfit::Gone | Unfit::Expired => String::new(),
    };
    Hindrance { state: State::Refused, reason: unfit.name(), said }
}

/// What the step that is due shows.
fn step_media(leaving: &Leaving) -> &[Medium] {
    let Ok(step) = usize::try_from(leaving.delivery.step) else { return &[] };
    let variant = &leaving.variant;
    let sending = Sending { variant, step, files: &[], key: "", root: None, parent: None, at: 0, others: &[] };
    match sending.kind() {
        connect::channels::StepKind::Post => &variant.media,
        connect::channels::StepKind::Part => variant.thread.get(step - 1).map_or(&[], |part| &part.media),
        connect::channels::StepKind::Comment => &[],
    }
}

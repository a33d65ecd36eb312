//! A disk without room, and a writer that was left in the middle.

use std::{fs, io::Write, path::Path, process::Command, time::Duration};

use store::{Store, StoreError};

/// How often what fails is tried.
const TIMES: usize = 3;
/// The most rows that a test writes until the disk is full.
const ROWS_MAX: usize = 10_000;

/// Unmounts when the test ends, however it ends.
struct Mounted<'a>(&'a Path);

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

/// A disk of sixteen megabytes; none where disks may not be mounted.
fn mount(at: &Path) -> Option<Mounted<'_>> {
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16384k", "tmpfs"]).arg(at).output().ok()?;
    mounted.status.success().then_some(Mounted(at))
}

fn fill(ballast: &Path) {
    let mut file = fs::File::create(ballast).unwrap();
    while file.write_all(&[0; 1_024]).is_ok() {}
}

async fn write(store: &Store, name: &str) -> Result<(), StoreError> {
    let tx = store.begin().await?;
    tx.add_workspace(name, "1", "en", "UTC", 1).await?;
    tx.commit().await
}

/// Writes rows of `bytes` bytes until there is no room; says how many were kept.
async fn write_until_full(store: &Store, bytes: usize) -> usize {
    for kept in 0..ROWS_MAX {
        match write(store, &"x".repeat(bytes)).await {
            Ok(()) => {}
            Err(StoreError::DiskFull) => return kept,
            Err(other) => panic!("{other:?}"),
        }
    }
    panic!("the disk was never full");
}

#[tokio::test]
async fn a_full_disk_is_told_loses_nothing_and_is_forgotten_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(_mounted) = mount(folder.path()) else {
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        let () = eprintln!("skipped: a small disk can be mounted by root only");
        return;
    };
    let store = Store::open(&format!("sqlite:{}", folder.path().join("parvis.db").display())).await.unwrap();
    let ballast = folder.path().join("ballast");
    let mut kept = 0;
    // Small rows fill the disk at the commit, great ones within a statement.
    for bytes in [10, 100_000, 10, 2_000_000] {
        fill(&ballast);
        kept += write_until_full(&store, bytes).await;
        for _ in 0..TIMES {
            assert!(matches!(write(&store, &"x".repeat(bytes)).await, Err(StoreError::DiskFull)));
            assert_eq!(store.workspaces().await.unwrap().len(), kept);
        }
        fs::remove_file(&ballast).unwrap();
        write(&store, "there is room").await.unwrap();
        kept += 1;
        assert_eq!(store.workspaces().await.unwrap().len(), kept);
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_writer_that_is_dropped_in_the_middle_leaves_nothing_and_holds_up_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", folder.path().join("parvis.db").display())).await.unwrap();
    for micros in 0..200 {
        let unfinished = async {
            let tx = store.begin().await?;
            tx.add_workspace("half", "1", "en", "UTC", 1).await?;
            // Never answers: only dropping ends it.
            std::future::pending::<()>().await;
            tx.commit().await
        };
        assert!(tokio::time::timeout(Duration::from_micros(micros * 10), unfinished).await.is_err());
        write(&store, "whole").await.unwrap();
    }
    assert!(store.workspaces().await.unwrap().iter().all(|workspace| workspace.name == "whole"));
}

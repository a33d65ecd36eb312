//! The write-ahead log of SQLite comes into the file while the store is open, and is gone when it is closed.

use std::{path::Path, time::Duration};

use store::Store;

/// What is written, in settings of a mebibyte: more than is folded at once, and less than the writer folds by itself.
const WRITTEN_MIB: u64 = 24;
/// What of it must come into the file: the end of the log waits for more.
const FOLDED_MIB: u64 = 12;
/// How long is waited for what must come, in seconds, before it is called lost.
const LOST_SECONDS: u64 = 60;

fn bytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

#[tokio::test]
async fn a_long_log_is_put_into_the_file_beside_the_writer() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parvis.db");
    let address = format!("sqlite:{}", file.display());
    let store = Store::open(&address).await.unwrap();
    let tx = store.begin().await.unwrap();
    let workspace = tx.add_workspace("Folding", "1", "en", "UTC", 1).await.unwrap();
    tx.commit().await.unwrap();
    for number in 0..WRITTEN_MIB {
        let tx = store.begin().await.unwrap();
        tx.put_setting(workspace, &number.to_string(), &"x".repeat(1 << 20)).await.unwrap();
        tx.commit().await.unwrap();
    }
    let folded = async {
        while bytes(&file) < (FOLDED_MIB << 20) {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(LOST_SECONDS), folded).await.expect("the log stays out of the file");
    assert_eq!(store.reader(workspace).setting("7").await.unwrap().map(|value| value.len()), Some(1 << 20));
    store.close().await.unwrap();
    assert_eq!(bytes(&folder.path().join("parvis.db-wal")), 0);
    let store = Store::open(&address).await.unwrap();
    assert_eq!(store.reader(workspace).setting("23").await.unwrap().map(|value| value.len()), Some(1 << 20));
    store.close().await.unwrap();
}

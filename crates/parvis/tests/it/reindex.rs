//! `parvis reindex` on a data folder.

use domain::Clock;

use crate::installation;

#[tokio::test]
async fn reindex_says_what_it_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (store, _) = installation::make(&data, Clock::machine().now().as_microsecond()).await;
    store.close().await.unwrap();
    let (well, said) = installation::command(&data, &["reindex"]);
    assert!(well && said.contains("0 documents, 0 of them copies."), "{said}");
}

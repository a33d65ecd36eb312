//! Readers of a file: questions that go together, and questions that nobody waits for any more.

use std::{future::Future, pin::pin, task::Poll, time::Duration};

use store::{Id, Store, workspace::Workspace};

/// More questions than there are connections.
const MANY: i64 = 40;
/// How long is waited for what must come, in seconds, before it is called lost.
const LOST_SECONDS: u64 = 20;

/// A database with a workspace that has settings `0` to `39`, each with its number as its value.
async fn settled(address: &str) -> (Store, Id<Workspace>) {
    let store = Store::open(address).await.unwrap();
    let tx = store.begin().await.unwrap();
    let workspace = tx.add_workspace("Readers", "1", "en", "UTC", 1).await.unwrap();
    for number in 0..MANY {
        tx.put_setting(workspace, &number.to_string(), &format!("value {number}")).await.unwrap();
    }
    tx.commit().await.unwrap();
    (store, workspace)
}

#[tokio::test]
async fn questions_that_are_asked_at_once_get_their_own_answers() {
    let folder = tempfile::tempdir().unwrap();
    let (store, workspace) = settled(&format!("sqlite:{}/parvis.db", folder.path().display())).await;
    let reader = store.reader(workspace).together();
    for turn in 0..3 {
        let name = |number: i64| (number + turn).to_string();
        let (first, second, third, fourth) = (name(1), name(2), name(3), "none".to_owned());
        let (first, workspace, second, members, entrance, fourth) = tokio::try_join!(
            reader.setting(&first),
            reader.workspace(),
            reader.setting(&second),
            reader.members(),
            reader.entrance(&third),
            reader.setting(&fourth),
        )
        .unwrap();
        assert_eq!((first, second, fourth), (Some(format!("value {}", turn + 1)), Some(format!("value {}", turn + 2)), None));
        assert_eq!((workspace.unwrap().name.as_str(), members.len()), ("Readers", 0));
        assert_eq!(entrance.unwrap().setting, Some(format!("value {}", turn + 3)));
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_question_that_nobody_waits_for_holds_no_connection() {
    let folder = tempfile::tempdir().unwrap();
    let (store, workspace) = settled(&format!("sqlite:{}/parvis.db", folder.path().display())).await;
    for reader in [store.reader(workspace), store.reader(workspace).together()] {
        let mut begun = 0;
        for number in 0..MANY {
            let name = number.to_string();
            let mut asked = pin!(reader.setting(&name));
            // It is begun, and dropped before it is answered, unless the answer was quicker.
            begun += i64::from(std::future::poll_fn(|context| Poll::Ready(asked.as_mut().poll(context).is_pending())).await);
        }
        assert!(begun > MANY / 2, "{begun} of {MANY} were dropped");
    }
    let reader = store.reader(workspace);
    let all = async {
        let asked = (0..MANY).map(|number| {
            let reader = reader.clone();
            tokio::spawn(async move { reader.setting(&number.to_string()).await.unwrap() })
        });
        for (number, answer) in asked.collect::<Vec<_>>().into_iter().enumerate() {
            assert_eq!(answer.await.unwrap(), Some(format!("value {number}")));
        }
        store.close().await.unwrap();
    };
    tokio::time::timeout(Duration::from_secs(LOST_SECONDS), all).await.unwrap();
    assert!(reader.setting("1").await.is_err());
}

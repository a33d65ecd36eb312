//! Tables made once, found again, and refused when a newer program made them.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use store::{Store, StoreError};

/// An empty database: its address, and whatever keeps it there.
struct Empty {
    address: String,
    _folder: tempfile::TempDir,
}

async fn on_sqlite() -> Empty {
    let folder = tempfile::tempdir().unwrap();
    Empty { address: format!("sqlite:{}?mode=rwc", folder.path().join("parvis.db").display()), _folder: folder }
}

async fn on_postgres() -> Option<Empty> {
    #[expect(clippy::disallowed_methods, reason = "the address of the test server comes from the test runner")]
    let server = std::env::var("PARVIS_TEST_POSTGRES").ok()?;
    let folder = tempfile::tempdir().unwrap();
    // The folder's name is as good as random, and nobody else's at this moment.
    let name: String = folder.path().file_name().unwrap().to_string_lossy().chars().filter(char::is_ascii_alphanumeric).collect();
    let schema = format!("m{}{}", std::process::id(), name.to_lowercase());
    let admin = Database::connect(&server).await.unwrap();
    admin.execute_unprepared(&format!("CREATE SCHEMA {schema}")).await.unwrap();
    admin.close().await.unwrap();
    let joint = if server.contains('?') { '&' } else { '?' };
    Some(Empty { address: format!("{server}{joint}options[search_path]={schema}"), _folder: folder })
}

/// Runs a test on the address of an empty database of each engine.
async fn each<F: Future<Output = ()>>(test: impl Fn(String) -> F) {
    let empty = on_sqlite().await;
    test(empty.address.clone()).await;
    match on_postgres().await {
        Some(empty) => test(empty.address.clone()).await,
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        None => eprintln!("skipped on PostgreSQL: PARVIS_TEST_POSTGRES is not set"),
    }
}

async fn number(database: &DatabaseConnection, sql: &str) -> i64 {
    let statement = sea_orm::Statement::from_string(database.get_database_backend(), sql);
    database.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[tokio::test]
async fn tables_are_made_once_and_what_is_in_them_stays() {
    each(|address| async move {
        let store = Store::open(&address).await.unwrap();
        let tx = store.begin().await.unwrap();
        let workspace = tx.add_workspace("Solenne", "1", "fr", "Europe/Paris", 1).await.unwrap();
        tx.commit().await.unwrap();
        store.close().await.unwrap();
        let store = Store::open(&address).await.unwrap();
        assert_eq!(store.reader(workspace).workspace().await.unwrap().unwrap().name, "Solenne");
        let database = Database::connect(&address).await.unwrap();
        assert_eq!(number(&database, "SELECT COUNT(*) - MAX(version) AS n FROM schema_version").await, 0);
    })
    .await;
}

#[tokio::test]
async fn processes_that_start_at_once_make_the_tables_together() {
    each(|address| async move {
        let opened = tokio::join!(Store::open(&address), Store::open(&address), Store::open(&address));
        for store in [opened.0, opened.1, opened.2] {
            store.unwrap().ping().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_left_alone() {
    each(|address| async move {
        Store::open(&address).await.unwrap().close().await.unwrap();
        let database = Database::connect(&address).await.unwrap();
        let known = number(&database, "SELECT MAX(version) AS n FROM schema_version").await;
        database.execute_unprepared("INSERT INTO schema_version (version) VALUES (1000)").await.unwrap();
        match Store::open(&address).await {
            Err(StoreError::TooNew { found: 1000, known: says }) => assert_eq!(says, known),
            other => panic!("{other:?}"),
        }
        assert_eq!(number(&database, "SELECT COUNT(*) AS n FROM workspaces").await, 0);
    })
    .await;
}

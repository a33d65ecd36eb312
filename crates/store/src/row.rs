//! The few words in which this crate speaks to the engine.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::{Id, StoreError};

/// All rows of a query.
pub(crate) async fn all<T: FromQueryResult>(
    c: &impl ConnectionTrait,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<T>, StoreError> {
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    let rows = c.query_all_raw(statement).await?;
    rows.iter().map(|row| T::from_query_result(row, "").map_err(StoreError::from)).collect()
}

/// The first row of a query, if any.
pub(crate) async fn one<T: FromQueryResult>(
    c: &impl ConnectionTrait,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<T>, StoreError> {
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    let row = c.query_one_raw(statement).await?;
    row.map(|row| T::from_query_result(&row, "").map_err(StoreError::from)).transpose()
}

/// Runs a statement; says how many rows it touched.
pub(crate) async fn run(c: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, values);
    Ok(c.execute_raw(statement).await?.rows_affected())
}

/// The id that an `INSERT … RETURNING id` gave.
pub(crate) async fn insert(c: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<i64, StoreError> {
    #[derive(FromQueryResult)]
    struct Inserted {
        id: i64,
    }
    let row: Option<Inserted> = one(c, sql, values).await?;
    row.map(|row| row.id).ok_or(StoreError::Unreadable { what: "id of a new row" })
}

/// One number, such as a count; 0 when there is no row.
pub(crate) async fn number(c: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<i64, StoreError> {
    #[derive(FromQueryResult)]
    struct Number {
        n: i64,
    }
    let row: Option<Number> = one(c, sql, values).await?;
    Ok(row.map_or(0, |row| row.n))
}

/// Runs statements one after the other and gives all that they return.
pub(crate) async fn each<T: FromQueryResult>(
    c: &impl ConnectionTrait,
    statements: Vec<(String, Vec<Value>)>,
) -> Result<Vec<T>, StoreError> {
    let mut given = Vec::new();
    for (sql, values) in statements {
        given.extend(all(c, &sql, values).await?);
    }
    Ok(given)
}

/// Runs statements that return nothing.
pub(crate) async fn run_each(c: &impl ConnectionTrait, statements: Vec<(String, Vec<Value>)>) -> Result<(), StoreError> {
    for (sql, values) in statements {
        run(c, &sql, values).await?;
    }
    Ok(())
}

/// The list that `Engine::numbers` and `Engine::words` read.
pub(crate) fn list(values: impl IntoIterator<Item = impl Into<serde_json::Value>>) -> Value {
    serde_json::Value::from_iter(values).to_string().into()
}

/// Ids as such a list.
pub(crate) fn ids<N>(ids: &[Id<N>]) -> Value {
    list(ids.iter().map(|id| id.get()))
}

//! The few words in which this crate speaks to the engine.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::StoreError;

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

/// `($1, $2), ($3, $4)`: the placeholders of `rows` rows of `columns` values, numbered from `first`.
pub(crate) fn tuples(rows: usize, columns: usize, first: usize) -> String {
    let mut sql = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                sql.push_str(", ");
            }
            sql.push('$');
            sql.push_str(&(first + row * columns + column).to_string());
        }
        sql.push(')');
    }
    sql
}

/// `$3, $4, $5`: the placeholders of a list of `count` values, numbered from `first`. An empty list gives `NULL`, which is in nothing.
pub(crate) fn list(count: usize, first: usize) -> String {
    if count == 0 {
        return "NULL".to_owned();
    }
    let placeholders: Vec<String> = (first..first + count).map(|n| format!("${n}")).collect();
    placeholders.join(", ")
}

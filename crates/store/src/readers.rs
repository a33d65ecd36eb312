//! The connections that read.
//!
//! On SQLite they are kept here and not by the driver's pool, which asks a connection whether it still answers each time that it is given
//! back: a second way to the thread of the connection and back for each question, and a page asks twenty.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use futures_util::TryStreamExt as _;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement, Value,
    prelude::async_trait::async_trait,
    sqlx::{
        self, AssertSqlSafe, ConnectOptions as _, Connection as _, Either, Executor as _,
        sqlite::{SqliteConnectOptions, SqliteConnection},
    },
};
use sea_query_sqlx::SqlxValues;
use tokio::{
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, oneshot},
};

/// Whatever reads. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) enum Readers {
    /// The pool of PostgreSQL, which writes as well.
    Server(DatabaseConnection),
    /// Connections to a file of SQLite.
    File(FileReaders),
    /// The same, for questions that are asked at once.
    Together(Together),
}

/// Gathers questions that are asked at once, as by `try_join!`, and puts them to one connection in one go: each way to the thread of a
/// connection and back costs more than most answers.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    file: FileReaders,
    waiting: Arc<Mutex<Vec<Waiting>>>,
}

/// A question that waits for those beside it.
#[derive(Debug)]
struct Waiting {
    statement: Statement,
    answer: oneshot::Sender<Result<Vec<QueryResult>, DbErr>>,
}

/// A few connections to one file of SQLite. Cheap to clone.
#[derive(Clone)]
pub(crate) struct FileReaders {
    shared: Arc<Shared>,
}

struct Shared {
    options: SqliteConnectOptions,
    /// The connections that nobody reads by. The one that was given back last is taken first: its cache is the warmest.
    idle: Mutex<Vec<SqliteConnection>>,
    /// How many more may read.
    turns: Arc<Semaphore>,
    connections_max: u32,
    wait: Duration,
}

/// A connection while one question is asked.
struct Taken {
    connection: Option<SqliteConnection>,
    turn: Option<OwnedSemaphorePermit>,
    shared: Arc<Shared>,
}

impl FileReaders {
    /// Opens the first connection; more are opened when they are needed, up to `connections_max`. Whoever finds all of them taken waits
    /// for `wait` at most.
    pub(crate) async fn open(options: SqliteConnectOptions, connections_max: u32, wait: Duration) -> Result<Self, DbErr> {
        let first = options.connect().await.map_err(|error| DbErr::Conn(told(error)))?;
        let turns = Arc::new(Semaphore::new(connections_max as usize));
        Ok(Self { shared: Arc::new(Shared { options, idle: Mutex::new(vec![first]), turns, connections_max, wait }) })
    }

    async fn take(&self) -> Result<Taken, DbErr> {
        let shared = &self.shared;
        let turn = tokio::time::timeout(shared.wait, shared.turns.clone().acquire_owned())
            .await
            .map_err(|_elapsed| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
            .map_err(|_closed| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?;
        let idle = shared.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => shared.options.connect().await.map_err(|error| DbErr::Conn(told(error)))?,
        };
        Ok(Taken { connection: Some(connection), turn: Some(turn), shared: shared.clone() })
    }

    /// The rows of each of these statements, asked in one go.
    async fn all_of(&self, mut statements: Vec<Statement>) -> Result<Vec<Vec<QueryResult>>, DbErr> {
        let (mut answers, mut rows) = (Vec::with_capacity(statements.len()), Vec::new());
        let statement = if statements.len() == 1 { statements.remove(0) } else { joined(statements) };
        let mut taken = self.take().await?;
        let mut given = taken.connection()?.fetch_many(query(statement));
        while let Some(one) = given.try_next().await.map_err(|error| DbErr::Query(told(error)))? {
            match one {
                // One of the statements has come to its end.
                Either::Left(_) => answers.push(std::mem::take(&mut rows)),
                Either::Right(row) => rows.push(row.into()),
            }
        }
        drop(given);
        taken.give_back();
        Ok(answers)
    }

    /// Waits until nobody reads any more and closes all connections.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        let shared = &self.shared;
        let turns = shared.turns.acquire_many(shared.connections_max).await;
        let idle = std::mem::take(&mut *shared.idle());
        for connection in idle {
            connection.close().await.map_err(|error| DbErr::Conn(told(error)))?;
        }
        shared.turns.close();
        drop(turns);
        Ok(())
    }
}

impl Together {
    /// Whoever asks first lets the others come, and then asks for all of them.
    async fn ask(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let (answer, answered) = oneshot::channel();
        let is_first = {
            let mut waiting = self.waiting();
            waiting.push(Waiting { statement, answer });
            waiting.len() == 1
        };
        if is_first {
            let mut leading = Leading(Some(self));
            // What is joined with this one is begun before this one goes on.
            tokio::task::yield_now().await;
            leading.0 = None;
            let waiting = std::mem::take(&mut *self.waiting());
            let (statements, answers): (Vec<_>, Vec<_>) = waiting.into_iter().map(|one| (one.statement, one.answer)).unzip();
            match self.file.all_of(statements).await {
                // Whoever asked and went away needs no answer.
                Ok(rows) => answers.into_iter().zip(rows).for_each(|(answer, rows)| drop(answer.send(Ok(rows)))),
                Err(error) => answers.into_iter().for_each(|answer| drop(answer.send(Err(error.clone())))),
            }
        }
        // Who was first went away, and the others are not waited for either.
        answered.await.map_err(|_gone| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whoever asked first and has not asked for the others yet. When they go away instead, so do the others: nobody would ask for them.
struct Leading<'a>(Option<&'a Together>);

impl Drop for Leading<'_> {
    fn drop(&mut self) {
        if let Some(together) = self.0 {
            together.waiting().clear();
        }
    }
}

/// Statements as one, their parameters one after the other: the numbers of the later ones are moved.
fn joined(statements: Vec<Statement>) -> Statement {
    let mut sql = String::new();
    let mut values = Vec::new();
    for statement in statements {
        let mut parts = statement.sql.split('$');
        sql.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = part.split_at(digits);
            sql.push('$');
            match number.parse::<usize>() {
                Ok(number) => sql.push_str(&(number + values.len()).to_string()),
                Err(_) => sql.push_str(number),
            }
            sql.push_str(rest);
        }
        sql.push_str(";\n");
        values.extend(statement.values.into_iter().flat_map(|values| values.0));
    }
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)
}

impl Shared {
    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        // Nothing that holds it can fail halfway.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    /// The connection; it is there until it is given back.
    fn connection(&mut self) -> Result<&mut SqliteConnection, DbErr> {
        self.connection.as_mut().ok_or(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))
    }

    /// Gives it back after a question that was answered to its end.
    fn give_back(mut self) {
        if let Some(connection) = self.connection.take() {
            self.shared.idle().push(connection);
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // Whoever asked went away, or the question failed: the connection may still be at it, and is idle once it answers again.
        let (Some(mut connection), Ok(runtime)) = (self.connection.take(), Handle::try_current()) else { return };
        let (turn, shared) = (self.turn.take(), self.shared.clone());
        runtime.spawn(async move {
            if connection.ping().await.is_ok() {
                shared.idle().push(connection);
            }
            drop(turn);
        });
    }
}

impl Readers {
    /// The same, gathering questions that are asked at once. PostgreSQL answers them beside each other as it is.
    pub(crate) fn together(&self) -> Self {
        match self {
            Self::Server(pool) => Self::Server(pool.clone()),
            Self::File(file) | Self::Together(Together { file, .. }) => {
                Self::Together(Together { file: file.clone(), waiting: Arc::default() })
            }
        }
    }

    /// Answers when the database does.
    pub(crate) async fn ping(&self) -> Result<(), DbErr> {
        match self {
            Self::Server(pool) => pool.ping().await,
            Self::File(file) | Self::Together(Together { file, .. }) => {
                let mut taken = file.take().await?;
                taken.connection()?.ping().await.map_err(|error| DbErr::Conn(told(error)))?;
                taken.give_back();
                Ok(())
            }
        }
    }

    /// Closes every connection.
    pub(crate) async fn close(&self) -> Result<(), DbErr> {
        match self {
            Self::Server(pool) => pool.close_by_ref().await,
            Self::File(file) | Self::Together(Together { file, .. }) => file.close().await,
        }
    }
}

#[async_trait]
impl ConnectionTrait for Readers {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Server(pool) => pool.get_database_backend(),
            Self::File(_) | Self::Together(_) => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Server(pool) => pool.execute_raw(statement).await,
            Self::File(file) | Self::Together(Together { file, .. }) => {
                let mut taken = file.take().await?;
                let done = query(statement).execute(taken.connection()?).await.map_err(|error| DbErr::Exec(told(error)))?;
                taken.give_back();
                Ok(done.into())
            }
        }
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Server(pool) => pool.execute_unprepared(sql).await,
            Self::File(_) | Self::Together(_) => self.execute_raw(Statement::from_string(DbBackend::Sqlite, sql)).await,
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Server(pool) => pool.query_one_raw(statement).await,
            Self::File(file) => {
                let mut taken = file.take().await?;
                let row = query(statement).fetch_optional(taken.connection()?).await;
                let row = row.map_err(|error| DbErr::Query(told(error)))?;
                taken.give_back();
                Ok(row.map(QueryResult::from))
            }
            Self::Together(together) => Ok(together.ask(statement).await?.into_iter().next()),
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Server(pool) => pool.query_all_raw(statement).await,
            Self::File(file) => Ok(file.all_of(vec![statement]).await?.pop().unwrap_or_default()),
            Self::Together(together) => together.ask(statement).await,
        }
    }
}

/// A statement with its parameters, as the driver takes it; it stays prepared.
fn query(statement: Statement) -> sqlx::query::Query<'static, sqlx::Sqlite, SqlxValues> {
    let values = statement.values.unwrap_or_else(|| sea_orm::Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(with_limits(statement.sql, &values.0)), SqlxValues(values))
}

/// Writes limits that are given as parameters into the statement. SQLite plans for the value of such a parameter, and therefore prepares
/// the statement anew each time that a value is given, be it the same one (`sqlite3ExprIsInteger` and `vdbeUnbind` of its source); and
/// where it does not know how few rows are wanted it may sort all of them.
fn with_limits(sql: String, values: &[Value]) -> String {
    const GIVEN: &str = "LIMIT $";
    if !sql.contains(GIVEN) {
        return sql;
    }
    let mut parts = sql.split(GIVEN);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_at(part.bytes().take_while(u8::is_ascii_digit).count());
        let value = number.parse::<usize>().ok().and_then(|number| values.get(number.checked_sub(1)?));
        match value {
            Some(Value::BigInt(Some(limit))) => written.push_str(&format!("LIMIT {limit}")),
            Some(Value::Int(Some(limit))) => written.push_str(&format!("LIMIT {limit}")),
            _ => written.extend([GIVEN, number]),
        }
        written.push_str(rest);
    }
    written
}

fn told(error: sqlx::Error) -> RuntimeErr {
    RuntimeErr::SqlxError(Arc::new(error))
}

impl fmt::Debug for FileReaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileReaders").field("idle", &self.shared.idle().len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_stands_in_the_statement_and_nothing_else_does() {
        let check = |sql: &str, expect: &str| {
            assert_eq!(with_limits(sql.to_owned(), &[7_i64.into(), 40_i64.into(), "many".into()]), expect);
        };
        check("SELECT $1 LIMIT $2", "SELECT $1 LIMIT 40");
        check("SELECT $1 LIMIT $1 OFFSET $2; SELECT $2 LIMIT $2;", "SELECT $1 LIMIT 7 OFFSET $2; SELECT $2 LIMIT 40;");
        check("SELECT 1 LIMIT 5", "SELECT 1 LIMIT 5");
        check("SELECT 1 LIMIT $3", "SELECT 1 LIMIT $3");
        check("SELECT 1 LIMIT $0 LIMIT $4", "SELECT 1 LIMIT $0 LIMIT $4");
        let one = || Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT $1 LIMIT $2", [1.into(), 2.into()]);
        let both = joined(vec![one(), one()]);
        assert_eq!(with_limits(both.sql, &both.values.unwrap().0), "SELECT $1 LIMIT 2;\nSELECT $3 LIMIT 2;\n");
    }
}

//! Hashing passwords off the async threads, few at once.

use tokio::sync::Semaphore;

use crate::{Refusal, vault};

/// Hashes under way at once. Each takes 19 MiB and a core for tens of milliseconds; a flood of tries waits here instead of taking
/// the machine's memory.
const HASHES_AT_ONCE_MAX: usize = 2;
/// One for the whole process, because the memory is the process's.
static HASHING: Semaphore = Semaphore::const_new(HASHES_AT_ONCE_MAX);

/// The hash of no password, with the parameters of all others: what is compared with when there is no account, so that the answer
/// takes as long as with one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The argon2id string of a password.
pub(crate) async fn hash(password: &str) -> Result<String, Refusal> {
    let password = password.to_owned();
    off_thread(move || vault::hash_password(&password)).await?
}

/// Whether it is the password of that hash; takes as long when there is no hash.
pub(crate) async fn is_right(password: &str, hash: Option<&str>) -> Result<bool, Refusal> {
    let (password, hash) = (password.to_owned(), hash.unwrap_or(NOBODY).to_owned());
    off_thread(move || vault::is_password(&password, &hash)).await
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    let Ok(_turn) = HASHING.acquire().await else { return Err(Refusal::Interrupted) };
    tokio::task::spawn_blocking(work).await.or(Err(Refusal::Interrupted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_account_costs_as_much_as_one() {
        let parameters = |hash: &str| hash.rsplitn(3, '$').last().map(str::to_owned);
        let real = vault::hash_password("correct horse").unwrap();
        assert_eq!(parameters(NOBODY), parameters(&real));
        assert!(!vault::is_password("", NOBODY));
        let lengths = |hash: &str| hash.split('$').map(str::len).collect::<Vec<_>>();
        assert_eq!(lengths(NOBODY), lengths(&real));
    }
}

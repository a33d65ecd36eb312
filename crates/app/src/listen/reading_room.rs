//! Where texts are read: by as many readers at once as the machine has processors, however many sources answer at the same time. What a
//! reader remembers of words takes some megabytes; it stays for the next batch while others are waiting, and goes when nobody reads.

use std::{num::NonZero, sync::Mutex, thread};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::Refusal;

/// How many readers there are where the machine does not tell its processors.
const READERS_UNTOLD: usize = 2;

/// The room, and the readers in it who have nothing to do.
#[derive(Debug)]
pub(crate) struct ReadingRoom {
    seats: Semaphore,
    seat_count: usize,
    idle: Mutex<Vec<text::Reader>>,
}

impl Default for ReadingRoom {
    fn default() -> Self {
        let seat_count = thread::available_parallelism().map_or(READERS_UNTOLD, NonZero::get);
        Self { seats: Semaphore::new(seat_count), seat_count, idle: Mutex::default() }
    }
}

impl ReadingRoom {
    /// Has a reader do some work, away from the async threads, as soon as one is free. What is answered does not depend on what that
    /// reader read before: it remembers only what would be worked out again.
    ///
    /// # Errors
    /// When the program is ending.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut text::Reader) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let seat = self.seats.acquire().await.or(Err(Refusal::Interrupted))?;
        let mut reader = self.idle().pop().unwrap_or_default();
        let (done, reader) = tokio::task::spawn_blocking(move || (work(&mut reader), reader)).await?;
        self.idle().push(reader);
        self.leave(seat);
        Ok(done)
    }

    /// Does other heavy work on a seat, such as parsing a feed. Sixty-four sites that answer at once would otherwise be parsed by as many
    /// threads, each of which keeps some megabytes of its own, and none the sooner.
    ///
    /// # Errors
    /// When the program is ending.
    pub(crate) async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
        let seat = self.seats.acquire().await.or(Err(Refusal::Interrupted))?;
        let done = tokio::task::spawn_blocking(work).await;
        self.leave(seat);
        Ok(done?)
    }

    /// Frees a seat; whoever leaves last sends the readers home.
    fn leave(&self, seat: SemaphorePermit<'_>) {
        drop(seat);
        if self.seats.available_permits() == self.seat_count {
            self.idle().clear();
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<text::Reader>> {
        // Readers who were being handed over when a thread ended badly are as good as any.
        self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn there_are_never_more_readers_than_seats_and_none_when_nobody_reads() {
        let room = Arc::new(ReadingRoom { seats: Semaphore::new(2), seat_count: 2, idle: Mutex::default() });
        let (reading, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut readings = tokio::task::JoinSet::new();
        for turn in 0..40 {
            let (room, reading, most) = (room.clone(), reading.clone(), most.clone());
            readings.spawn(async move {
                let work = move |reader: &mut text::Reader| {
                    most.fetch_max(reading.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let read = reader.read("Livraison en retard, je suis déçu.", None).language;
                    reading.fetch_sub(1, Ordering::SeqCst);
                    read
                };
                // Other heavy work takes the same seats.
                if turn % 2 == 0 { room.read(work).await } else { room.work(move || work(&mut text::Reader::default())).await }
            });
        }
        while let Some(read) = readings.join_next().await {
            assert_eq!(read.unwrap().unwrap(), "fr");
        }
        assert!((1..=2).contains(&most.load(Ordering::SeqCst)), "{most:?}");
        assert!(room.idle().is_empty());
    }

    #[tokio::test]
    async fn work_that_panics_costs_its_reader_only() {
        let room = ReadingRoom { seats: Semaphore::new(1), seat_count: 1, idle: Mutex::default() };
        let broken: Result<(), Refusal> = room.read(|_| panic!("a fault of ours")).await;
        assert!(broken.is_err());
        assert!(!room.read(|reader| reader.read("Hello there", None).language.is_empty()).await.unwrap());
    }
}

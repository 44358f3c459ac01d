//! Reading ahead: documents are read on a thread of their own, so that what is done with one is
//! written while the next is still to come.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::{Error, Result, anyhow};

use crate::input::Document;

/// What comes from reading.
#[expect(clippy::large_enum_variant, reason = "nearly all are documents")]
pub enum Read {
    Document(Document),
    /// A document that cannot be read; reading goes on behind it.
    Failed(Error),
    /// There are no more.
    End,
}

/// Reads documents as long as there is room for them, and gives each to `put`, until that says
/// that nobody wants more.
///
/// The thread is not waited for: a reader of standard input may wait for ever.
pub fn read(
    documents: impl Iterator<Item = Result<Document>> + Send + 'static,
    room: Arc<Room>,
    put: impl Fn(Read) -> bool + Send + 'static,
) {
    let mut documents = documents;
    thread::spawn(move || {
        loop {
            room.wait();
            let next = catch_unwind(AssertUnwindSafe(|| documents.next()));
            let (read, is_last) = match next {
                Ok(Some(Ok(document))) => (Read::Document(document), false),
                Ok(Some(Err(error))) => (Read::Failed(error), false),
                Ok(None) => (Read::End, true),
                Err(_) => {
                    let defect =
                        "a defect of exonym stopped the reading (see above); please report it";
                    (Read::Failed(anyhow!(defect)), true)
                }
            };
            let was_stopped = is_last && !matches!(read, Read::End);
            room.take(&read);
            if !put(read) || is_last {
                // Who counts on an end gets one.
                let _ = was_stopped && put(Read::End);
                return;
            }
        }
    });
}

/// Room for documents that are read and not yet written.
pub struct Room {
    most: usize,
    held: Mutex<Held>,
    freed: Condvar,
}

#[derive(Default)]
struct Held {
    documents: usize,
    bytes: usize,
    /// Whether the reading waits for room.
    waits: bool,
}

/// Bytes of documents in memory at a time; one more may be begun below that.
const BYTES: usize = 16 << 20;

impl Room {
    /// Room for so many documents, and some megabytes of them in all.
    pub fn new(most: usize) -> Room {
        Room {
            most,
            held: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// Waits until there is room. Where there is none, half of all is to be free first, so that
    /// the threads do not wake each other for every document.
    fn wait(&self) {
        let mut held = self.held();
        if held.documents < self.most && held.bytes < BYTES {
            return;
        }
        held.waits = true;
        while held.waits {
            held = self
                .freed
                .wait(held)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn take(&self, read: &Read) {
        let bytes = match read {
            Read::Document(document) => document.bytes.len(),
            Read::Failed(_) => 0,
            Read::End => return,
        };
        let mut held = self.held();
        held.documents += 1;
        held.bytes += bytes;
    }

    /// Frees the room of a document of so many bytes; returns whether nothing is under way any more.
    pub fn free(&self, bytes: usize) -> bool {
        let mut held = self.held();
        held.documents -= 1;
        held.bytes -= bytes;
        if held.waits && held.documents <= self.most / 2 && held.bytes <= BYTES / 2 {
            held.waits = false;
            self.freed.notify_one();
        }
        held.documents == 0
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_in_its_place_and_then_the_end() {
        let failed = [Err(anyhow!("one")), Err(anyhow!("two"))];
        let (put, get) = mpsc::channel();
        let room = Arc::new(Room::new(1));
        read(failed.into_iter(), room.clone(), move |read| {
            put.send(read).is_ok()
        });
        for expected in ["one", "two"] {
            let Ok(Read::Failed(error)) = get.recv() else {
                panic!("`{expected}` is not told");
            };
            assert_eq!(error.to_string(), expected);
            assert!(room.free(0));
        }
        assert!(matches!(get.recv(), Ok(Read::End)));
    }

    #[test]
    fn a_defect_of_reading_is_an_error_and_the_end() {
        let broken =
            std::iter::from_fn(|| -> Option<Result<Document>> { panic!("broken on purpose") });
        let (put, get) = mpsc::channel();
        read(broken, Arc::new(Room::new(1)), move |read| {
            put.send(read).is_ok()
        });
        assert!(matches!(get.recv(), Ok(Read::Failed(_))));
        assert!(matches!(get.recv(), Ok(Read::End)));
        assert!(get.recv().is_err());
    }
}

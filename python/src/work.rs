//! Many texts, worked on side by side.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use exonym::Scratch;

use crate::error::Failure;

/// Threads that work on texts, and the scratches they leave to the next.
///
/// Threads live no longer than a call: a process that forks between calls, as
/// Python's do, has none to miss.
#[derive(Debug)]
pub struct Workers {
    jobs: usize,
    scratches: Mutex<Vec<Scratch>>,
}

impl Workers {
    /// Of so many threads; of one for each processor if it is 0.
    pub fn new(jobs: usize) -> Workers {
        let jobs = match jobs {
            0 => thread::available_parallelism().map_or(1, Into::into),
            jobs => jobs,
        };
        Workers {
            jobs,
            scratches: Mutex::default(),
        }
    }

    /// How many threads work at most.
    pub fn jobs(&self) -> usize {
        self.jobs
    }

    /// Does one piece of work, on this thread. A defect that it brings to light
    /// must not take the process with it.
    pub fn one<T>(
        &self,
        work: impl FnOnce(&mut Scratch) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut scratch = self.scratches().pop().unwrap_or_default();
        let done = catch_unwind(AssertUnwindSafe(|| work(&mut scratch)));
        if done.is_ok() {
            self.scratches().push(scratch);
        }
        done.unwrap_or(Err(Failure::Defect))
    }

    /// Does `work` for each number below `count`; the results are in their order.
    pub fn each<T: Send>(
        &self,
        count: usize,
        work: impl Fn(usize, &mut Scratch) -> Result<T, Failure> + Sync,
    ) -> Vec<Result<T, Failure>> {
        /// Texts that a thread takes at a time.
        const BLOCK: usize = 16;
        let next = AtomicUsize::new(0);
        let worker = || {
            let mut done = Vec::new();
            loop {
                let first = next.fetch_add(BLOCK, Ordering::Relaxed);
                if first >= count {
                    return done;
                }
                for at in first..count.min(first + BLOCK) {
                    done.push((at, self.one(|scratch| work(at, scratch))));
                }
            }
        };
        let threads = self.jobs.min(count.div_ceil(BLOCK));
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
            let mut done = worker();
            for other in others {
                // What may panic is caught where it works on a text.
                done.extend(other.join().unwrap_or_default());
            }
            done
        });
        done.sort_unstable_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }

    fn scratches(&self) -> std::sync::MutexGuard<'_, Vec<Scratch>> {
        self.scratches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

//! Many documents, worked on side by side and written in order.

use std::io::Write;

use anyhow::Result;
use exonym::Scratch;
use rayon::prelude::*;

use crate::args::Inputs;
use crate::exit::{self, Code};
use crate::input::{self, Document, Options};

/// What was found and done, in all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub failed: usize,
    pub mentions: usize,
    pub edits: usize,
}

/// What became of one document.
pub struct Done {
    pub output: Vec<u8>,
    pub mentions: usize,
    pub edits: usize,
    /// What is to be said on standard error.
    pub remarks: String,
    /// Why it could not be worked on; the output is then what stood there before.
    pub failed: Option<anyhow::Error>,
}

/// Runs `work` on every document and writes what it returns, in the order of
/// the documents. One that fails is reported and counted; the others go on.
pub fn run(
    inputs: &Inputs,
    options: &Options,
    out: &mut impl Write,
    work: impl Fn(Document, &mut Scratch) -> Result<Done> + Sync,
) -> Result<Tally> {
    let pool = pool(inputs.jobs)?;
    // So many documents, and so many bytes of them, are in memory at a time.
    let (most, bytes) = (pool.current_num_threads() * 32, 16 << 20);
    let mut documents = input::documents(inputs, options);
    let mut tally = Tally::default();
    loop {
        let mut size = 0;
        let mut batch = Vec::new();
        while batch.len() < most && size < bytes {
            let Some(document) = documents.next() else {
                break;
            };
            size += document.as_ref().map_or(0, |document| document.bytes.len());
            batch.push(document);
        }
        if batch.is_empty() {
            return Ok(tally);
        }
        let work = |scratch: &mut Scratch, document: Result<Document>| work(document?, scratch);
        let done: Vec<Result<Done>> = pool.install(|| {
            batch
                .into_par_iter()
                .map_init(Scratch::default, work)
                .collect()
        });
        for done in done {
            tally.add(done, out)?;
        }
    }
}

/// A pool of `jobs` threads; without a number, of one for each processor.
pub fn pool(jobs: Option<u16>) -> Result<rayon::ThreadPool> {
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0).into())
        .build()?)
}

impl Tally {
    fn add(&mut self, done: Result<Done>, out: &mut impl Write) -> Result<()> {
        match done {
            Ok(done) => {
                eprint!("{}", done.remarks);
                out.write_all(&done.output)?;
                self.mentions += done.mentions;
                self.edits += done.edits;
                if let Some(error) = done.failed {
                    exit::report(&error);
                    self.failed += 1;
                }
            }
            Err(error) => {
                exit::report(&error);
                self.failed += 1;
            }
        }
        Ok(())
    }

    /// The exit code, if nothing else speaks for another.
    pub fn code(&self) -> Code {
        if self.failed > 0 {
            Code::Inputs
        } else {
            Code::Done
        }
    }
}

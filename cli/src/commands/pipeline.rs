//! Many documents, worked on side by side and written in order.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use anyhow::{Result, anyhow};
use exonym::Scratch;

use super::ahead::{self, Read, Room};
use crate::exit::{self, Code};
use crate::input::{self, Document, Doubt, Options, Paths};
use crate::message::{self, note, say};
use crate::output::Sink;
use crate::progress::Progress;
use crate::terminal;
use crate::words::counted;

/// What was found and done, in all.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Texts, or files, lines and rows with some.
    pub documents: usize,
    /// Those in which something changes.
    pub changed: usize,
    pub failed: usize,
    /// Those of the failed that could not even be read, and so are not in the output.
    pub unread: usize,
    pub mentions: usize,
    pub edits: usize,
    /// The first that failed.
    pub failures: Vec<Failure>,
    /// The number of the last text in which something changes.
    last_changed: Option<usize>,
}

/// What could not be worked on, and why.
#[derive(Clone, Debug)]
pub struct Failure {
    pub input: String,
    pub error: String,
}

/// What became of one document.
pub struct Done<T = Vec<u8>> {
    pub output: T,
    pub mentions: usize,
    pub edits: usize,
    /// What is to be said on standard error of how its file is read, once for that.
    pub doubts: Vec<Doubt>,
    /// What is to be said there of itself.
    pub remarks: String,
    /// Why it could not be worked on; the output is then what stood there before.
    pub failed: Option<anyhow::Error>,
}

/// Documents that are in memory at a time, for each worker.
const DOCUMENTS: usize = 64;
/// Short documents that a worker takes and hands back at a time, so that the threads do not wake
/// each other for every line, and bytes after which it takes no more.
const TAKEN: usize = 16;
const TAKEN_BYTES: usize = 8 << 10;

/// Runs `work` on every document of the files and gives what it returns to `sink`, in the order of
/// the documents. One that fails is reported and counted; the others go on.
///
/// A thread reads, this one writes, workers do the rest, each with a scratch of its own for all
/// its documents. What is done is not held back for what is still to come, save for those that the
/// worker took with it.
pub fn run<T: Send + 'static>(
    mut paths: Paths,
    jobs: Option<u16>,
    options: &Options,
    sink: &mut impl Sink<T>,
    work: impl Fn(Document, &mut Scratch) -> Result<Done<T>> + Sync,
) -> Result<Tally> {
    let progress = match options.fills_terminal {
        true => Progress::none(),
        false => Progress::bytes(paths.bytes()),
    };
    let how = How {
        jobs,
        options,
        progress: &progress,
    };
    let left = std::mem::take(&mut paths.left);
    let tally = run_on(paths, how, sink, work)?;
    left.say();
    Ok(tally)
}

/// How documents are worked on.
#[derive(Clone, Copy)]
pub struct How<'a> {
    pub jobs: Option<u16>,
    pub options: &'a Options,
    pub progress: &'a Progress,
}

/// What the thread that writes is told by the others.
enum Event<T> {
    Read(Read),
    /// The documents of these numbers are done.
    Done(Vec<(usize, Result<Done<T>>)>),
}

/// The same for files that are found already.
pub fn run_on<T: Send + 'static>(
    paths: Paths,
    how: How<'_>,
    sink: &mut impl Sink<T>,
    work: impl Fn(Document, &mut Scratch) -> Result<Done<T>> + Sync,
) -> Result<Tally> {
    let workers = workers(how.jobs);
    let (give, tasks) = mpsc::channel::<(usize, Document)>();
    let (tell, events) = mpsc::channel();
    let (tasks, work) = (&Mutex::new(tasks), &work);
    let room = Arc::new(Room::new(workers * DOCUMENTS));
    let documents = input::documents(paths, how.options.clone());
    let reader = tell.clone();
    ahead::read(documents, room.clone(), move |read| {
        reader.send(Event::Read(read)).is_ok()
    });
    // Both channels end with this closure, however it is left, and with them the workers.
    std::thread::scope(move |scope| {
        for _ in 0..workers {
            let answer = tell.clone();
            scope.spawn(move || {
                let mut scratch = Scratch::default();
                loop {
                    let tasks = next(tasks);
                    if tasks.is_empty() {
                        return;
                    }
                    let done = tasks.into_iter().map(|(number, document)| {
                        (number, carefully(document, &mut scratch, work))
                    });
                    if answer.send(Event::Done(done.collect())).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        write_in_order(&events, &give, &room, how.progress, sink)
    })
}

/// Hands documents on as they are read, and gives what is done to `sink` in their order.
fn write_in_order<T>(
    events: &mpsc::Receiver<Event<T>>,
    give: &mpsc::Sender<(usize, Document)>,
    room: &Room,
    progress: &Progress,
    sink: &mut impl Sink<T>,
) -> Result<Tally> {
    let mut flow = Flow::new();
    let mut tally = Tally::default();
    loop {
        match events.recv()? {
            Event::Read(Read::Document(document)) => {
                tally.documents += usize::from(document.begins_text());
                let number = flow.begin(document.bytes.len(), tally.documents);
                drop(give.send((number, document)));
            }
            Event::Read(Read::Failed(error)) => {
                tally.unread += 1;
                let number = flow.begin(0, tally.documents);
                flow.end(number, Err(error));
            }
            Event::Read(Read::End) => flow.ended = true,
            Event::Done(all) => {
                for (number, done) in all {
                    flow.end(number, done);
                }
            }
        }
        while let Some((begun, done)) = flow.next_in_order() {
            progress.add(begun.size as u64);
            tally.add(done, begun.text, progress, sink)?;
            if room.free(begun.size) {
                sink.pause()?;
            }
        }
        if flow.begun.is_empty() && flow.ended {
            return Ok(tally);
        }
    }
}

/// The next task, and more if they are short and there; none if there will be no more.
fn next(tasks: &Mutex<mpsc::Receiver<(usize, Document)>>) -> Vec<(usize, Document)> {
    let tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut taken, mut bytes) = (Vec::new(), 0);
    let mut task = tasks.recv().ok();
    while let Some((number, document)) = task {
        bytes += document.bytes.len();
        taken.push((number, document));
        task = match taken.len() < TAKEN && bytes < TAKEN_BYTES {
            true => tasks.try_recv().ok(),
            false => None,
        };
    }
    taken
}

/// Works on one document. A defect of the program that it brings to light
/// must not take the others with it.
fn carefully<T>(
    document: Document,
    scratch: &mut Scratch,
    work: impl Fn(Document, &mut Scratch) -> Result<Done<T>>,
) -> Result<Done<T>> {
    let name = document.id().to_string();
    let done = catch_unwind(AssertUnwindSafe(|| work(document, scratch)));
    done.unwrap_or_else(|_| {
        *scratch = Scratch::default();
        Err(anyhow!(
            "{name}: a defect of exonym stopped the work on it (see above); please report it"
        ))
    })
}

/// A document under way.
#[derive(Clone, Copy)]
struct Begun {
    size: usize,
    /// The number of the text that it is, or a chunk of.
    text: usize,
}

/// Documents under way, in order.
struct Flow<T> {
    /// Number of the first that is not written.
    first: usize,
    /// Each from there on.
    begun: VecDeque<Begun>,
    /// What is done, by number.
    done: BTreeMap<usize, Result<Done<T>>>,
    /// Whether all have been read.
    ended: bool,
}

impl<T> Flow<T> {
    fn new() -> Flow<T> {
        Flow {
            first: 0,
            begun: VecDeque::new(),
            done: BTreeMap::new(),
            ended: false,
        }
    }

    fn begin(&mut self, size: usize, text: usize) -> usize {
        self.begun.push_back(Begun { size, text });
        self.first + self.begun.len() - 1
    }

    fn end(&mut self, number: usize, done: Result<Done<T>>) {
        self.done.insert(number, done);
    }

    /// The next that is done.
    fn next_in_order(&mut self) -> Option<(Begun, Result<Done<T>>)> {
        let begun = *self.begun.front()?;
        let done = self.done.remove(&self.first)?;
        self.begun.pop_front();
        self.first += 1;
        Some((begun, done))
    }
}

/// How many threads work side by side: as many as are asked for, or as there are processors.
fn workers(jobs: Option<u16>) -> usize {
    match jobs {
        Some(jobs) => jobs.into(),
        None => std::thread::available_parallelism().map_or(1, Into::into),
    }
}

/// A pool of `jobs` threads; without a number, of one for each processor.
pub fn pool(jobs: Option<u16>) -> Result<rayon::ThreadPool> {
    Ok(rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0).into())
        .build()?)
}

impl Tally {
    fn add<T>(
        &mut self,
        done: Result<Done<T>>,
        text: usize,
        progress: &Progress,
        sink: &mut impl Sink<T>,
    ) -> Result<()> {
        match done {
            Ok(done) => {
                let doubts = done.doubts.into_iter().filter_map(Doubt::say);
                let remarks = doubts.collect::<String>() + &done.remarks;
                if !remarks.is_empty() {
                    progress.beside(|| message::write(&remarks));
                }
                sink.put(done.output)?;
                if let Some(error) = &done.failed {
                    self.fail(error, progress);
                }
                self.mentions += done.mentions;
                self.edits += done.edits;
                // Of a text in chunks, the first that changes counts.
                if done.edits > 0 && self.last_changed != Some(text) {
                    self.last_changed = Some(text);
                    self.changed += 1;
                }
            }
            Err(error) => self.fail(&error, progress),
        }
        Ok(())
    }

    /// Reports and counts a failure.
    fn fail(&mut self, error: &anyhow::Error, progress: &Progress) {
        const KEPT: usize = 50;
        progress.beside(|| exit::report(error));
        self.failed += 1;
        if self.failures.len() < KEPT {
            let causes: Vec<String> = error.chain().skip(1).map(ToString::to_string).collect();
            let (input, error) = match causes.is_empty() {
                true => (String::new(), error.to_string()),
                false => (error.to_string(), causes.join(": ")),
            };
            self.failures.push(Failure { input, error });
        }
    }

    /// Whether there was something to do and all of it failed: what an earlier run wrote is then worth more than
    /// what this one has.
    pub fn has_failed(&self) -> bool {
        self.failed > 0 && self.documents <= self.failed - self.unread
    }

    /// Says that a file stays as it was, or is not made, where all has failed.
    pub fn say_unwritten(path: &Path) {
        let line = format!(
            "{}: not written: there is nothing that could be read",
            path.display()
        );
        say!("{}", terminal::safe(&line));
    }

    /// Says what was found, where the results went to a file.
    pub fn say_found(&self, path: &Path) {
        let spoilt = self.failed - self.unread;
        let names = counted(self.mentions, "name");
        let texts = counted(self.documents.saturating_sub(spoilt), "text");
        let summary = format!("{}: {names} in {texts}", path.display());
        note!("{}", terminal::safe(&summary));
    }

    /// Both in all.
    pub fn and(mut self, other: Tally) -> Tally {
        self.failures.extend(other.failures);
        Tally {
            documents: self.documents + other.documents,
            changed: self.changed + other.changed,
            failed: self.failed + other.failed,
            unread: self.unread + other.unread,
            mentions: self.mentions + other.mentions,
            edits: self.edits + other.edits,
            failures: self.failures,
            last_changed: None,
        }
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

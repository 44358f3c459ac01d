//! Exit codes, and the last words before one.

use std::borrow::Cow;
use std::io;
use std::process::ExitCode;

use exonym::ErrorKind;

use crate::diagnostics;
use crate::message::{self, say};
use crate::terminal;

/// What the program tells its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Done, or the reader of the output has gone.
    Done = 0,
    /// Nothing found, or `--check` found something to change.
    Nothing = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// A gazetteer cannot be read or made.
    Gazetteer = 3,
    /// Some inputs failed; the others are done.
    Inputs = 4,
    /// Ended by Ctrl-C.
    Interrupted = 130,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> ExitCode {
        ExitCode::from(code as u8)
    }
}

/// A mistake in the command line that clap cannot see.
#[derive(Debug)]
pub struct Usage(pub String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Prints an error and chooses the code for it.
pub fn report(error: &anyhow::Error) -> Code {
    if is_closed_pipe(error) {
        return Code::Done;
    }
    if let Some(error) = error.downcast_ref::<clap::Error>() {
        return usage(error);
    }
    let library = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<exonym::Error>());
    if let Some(ErrorKind::Source { diagnostics, .. }) = library.map(exonym::Error::kind) {
        message::write(&diagnostics::render(
            diagnostics,
            terminal::color_on_stderr(),
        ));
    }
    let mut message = String::new();
    for cause in error.chain() {
        let text = cause.to_string();
        // An error of the library already says what caused it.
        if !message.contains(&text) {
            message = if message.is_empty() {
                text
            } else {
                format!("{message}: {text}")
            };
        }
    }
    say!("exonym: {}", terminal::safe(&message));
    match library.map(exonym::Error::kind) {
        Some(ErrorKind::Config(_)) => Code::Usage,
        _ if error.is::<Usage>() => Code::Usage,
        Some(ErrorKind::Io { .. }) if error.is::<GazetteerTrouble>() => Code::Gazetteer,
        Some(ErrorKind::Io { .. }) => Code::Inputs,
        Some(_) => Code::Gazetteer,
        None if error.is::<GazetteerTrouble>() => Code::Gazetteer,
        None => Code::Inputs,
    }
}

/// What clap has to say: help, or what is wrong with the command line.
fn usage(error: &clap::Error) -> Code {
    let plain = error.render().to_string();
    match terminal::safe(&plain) {
        // Nothing can be done about a terminal that cannot be written to.
        Cow::Borrowed(_) => drop(error.print()),
        Cow::Owned(safe) => message::write(&safe),
    }
    match error.use_stderr() {
        true => Code::Usage,
        false => Code::Done,
    }
}

/// Marks an error as one of a gazetteer, even if it is only a file that is not there.
#[derive(Debug)]
pub struct GazetteerTrouble(pub String);

impl std::fmt::Display for GazetteerTrouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GazetteerTrouble {}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}

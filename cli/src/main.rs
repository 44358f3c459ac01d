//! exonym: finds names in multilingual text, links them, and writes them one way.

#![deny(clippy::print_stderr)] // `message` writes without fear.

mod args;
mod commands;
mod config;
mod diagnostics;
mod exit;
mod gazetteers;
mod input;
mod interrupt;
mod lines;
mod message;
mod output;
mod overwrite;
mod progress;
mod queries;
mod terminal;
mod unpack;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    interrupt::watch();
    let done = commands::parse().and_then(|(args, config)| commands::run(args, &config));
    match done {
        Ok(code) => code.into(),
        Err(error) => exit::report(&error).into(),
    }
}

//! exonym: finds names in multilingual text, links them, and writes them one way.

mod args;
mod commands;
mod config;
mod diagnostics;
mod exit;
mod gazetteers;
mod input;
mod lines;
mod output;
mod terminal;
mod unpack;
mod words;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = match commands::Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let code = if error.use_stderr() {
                exit::Code::Usage
            } else {
                exit::Code::Done
            };
            // Nothing can be done about a terminal that cannot be written to.
            let _ = error.print();
            return code.into();
        }
    };
    match commands::run(args) {
        Ok(code) => code.into(),
        Err(error) => exit::report(&error).into(),
    }
}

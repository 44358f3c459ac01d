//! `exonym completions`.

use std::io::Write as _;

use anyhow::Result;
use clap::Args;
use clap_complete::{Shell, generate};

use crate::exit::Code;
use crate::output::Output;

/// How each shell is told, for `--help`.
pub const HELP: &str = "\
To put them where the shell looks:
  bash        exonym completions bash > ~/.local/share/bash-completion/completions/exonym
  zsh         exonym completions zsh > ~/.zfunc/_exonym     # with fpath+=~/.zfunc before compinit
  fish        exonym completions fish > ~/.config/fish/completions/exonym.fish
  elvish      exonym completions elvish >> ~/.config/elvish/rc.elv
  powershell  exonym completions powershell >> $PROFILE";

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Completions {
    /// The shell that is to complete verbs, options and values
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub fn run(args: &Completions) -> Result<Code> {
    let mut script = Vec::new();
    generate(args.shell, &mut super::command(), "exonym", &mut script);
    let mut out = Output::new(None)?;
    out.write_all(&script)?;
    out.finish()?;
    Ok(Code::Done)
}

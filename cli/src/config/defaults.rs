//! The settings of the file as defaults of the command line.

use clap::builder::{OsStr, ValueParser};
use clap::{Arg, ArgAction, Command};

use super::file::Entry;
use super::settings::{Kind, SETTINGS, Setting};

/// Makes flags that are settings take a value, so that `--demonyms=false` wins over the file.
pub fn switches(command: Command) -> Command {
    of_verbs(command, |verb| {
        let is_switch = |setting: &&Setting| matches!(setting.kind, Kind::Switch | Kind::Opposite);
        SETTINGS
            .iter()
            .filter(is_switch)
            .fold(verb, |verb, setting| {
                with(verb, setting, |arg| {
                    arg.action(ArgAction::Set)
                        .num_args(0..=1)
                        .require_equals(true)
                        .value_parser(ValueParser::bool())
                        .value_name("BOOL")
                        .default_value("false")
                        .default_missing_value("true")
                        .hide_default_value(true)
                        .hide_possible_values(true)
                })
            })
    })
}

/// Makes what the file says the defaults of all verbs.
pub fn apply(command: Command, entries: &[Entry]) -> Command {
    of_verbs(command, |verb| {
        entries.iter().fold(verb, |verb, entry| {
            let values: Vec<OsStr> = entry.args.iter().map(OsStr::from).collect();
            with(verb, entry.setting, |arg| arg.default_values(values))
        })
    })
}

fn of_verbs(mut command: Command, change: impl Fn(Command) -> Command) -> Command {
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    for verb in verbs {
        command = command.mut_subcommand(verb, &change);
    }
    command
}

/// Changes the option of a setting, if the verb has it.
fn with(verb: Command, setting: &Setting, change: impl FnOnce(Arg) -> Arg) -> Command {
    let has = verb
        .get_arguments()
        .any(|arg| arg.get_id() == setting.option && !arg.is_positional());
    match has {
        true => verb.mut_arg(setting.option, change),
        false => verb,
    }
}

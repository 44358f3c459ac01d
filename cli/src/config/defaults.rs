//! The settings of the file as defaults of the command line.

use clap::builder::{OsStr, ValueParser};
use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command};

use super::Config;
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
pub fn apply(command: Command, config: &Config) -> Command {
    of_verbs(command, |verb| {
        config.entries.iter().fold(verb, |verb, entry| {
            let values: Vec<OsStr> = entry.args.iter().map(OsStr::from).collect();
            with(verb, entry.setting, |arg| arg.default_values(values))
        })
    })
}

/// Whether the option takes the values, or why not.
pub fn test(setting: &Setting, args: &[String]) -> Result<(), String> {
    let command = crate::commands::command();
    let mut verbs = command.get_subcommands();
    let option = |verb: &Command| {
        let mut options = verb.get_arguments();
        options.find(|arg| arg.get_id() == setting.option).cloned()
    };
    let Some(arg) = verbs.find_map(option) else {
        return Ok(());
    };
    let name = format!("--{}", arg.get_long().unwrap_or_default());
    // What the option wants beside it does not matter here.
    let alone = Arg::new(setting.option)
        .long(arg.get_long().unwrap_or_default().to_owned())
        .value_parser(arg.get_value_parser().clone())
        .action(arg.get_action().clone())
        .num_args(1)
        .allow_hyphen_values(true);
    let alone = Command::new(setting.key).no_binary_name(true).arg(alone);
    let words = args.iter().map(|value| format!("{name}={value}"));
    let error = match alone.try_get_matches_from(words) {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    let context = |kind| error.get(kind).map(ToString::to_string);
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let why = std::error::Error::source(&error).map(ToString::to_string);
    let known = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(known)) => Some(format!("one of {}", known.join(", "))),
        _ => None,
    };
    let why = why.or(known).unwrap_or_else(|| error.kind().to_string());
    Err(format!("`{}` cannot be `{value}`: {why}", setting.key))
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

//! Trying the values of the file on the options of the command line.

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, Command};

use super::settings::Setting;

/// Whether the option of a setting takes the values, or why not.
pub fn test(command: &Command, setting: &Setting, args: &[String]) -> Result<(), String> {
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

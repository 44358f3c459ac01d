//! Manners towards the terminal.

use std::borrow::Cow;
use std::io::IsTerminal;

/// Whether messages may be coloured.
pub fn color_on_stderr() -> bool {
    color(std::io::stderr().is_terminal())
}

/// Whether data may be coloured.
pub fn color_on_stdout() -> bool {
    color(std::io::stdout().is_terminal())
}

/// `NO_COLOR` and `CLICOLOR_FORCE` as their conventions say.
fn color(terminal: bool) -> bool {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !set("NO_COLOR") && (set("CLICOLOR_FORCE") || (terminal && !dumb))
}

/// Text for standard output: as it is for a program, made safe for a terminal.
pub fn shown(text: &str) -> Cow<'_, str> {
    if std::io::stdout().is_terminal() {
        safe(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// Text from files with everything made visible that could command the
/// terminal or reorder the line: controls, bidirectional and invisible characters.
pub fn safe(text: &str) -> Cow<'_, str> {
    let hostile = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
    };
    if !text.contains(hostile) {
        return Cow::Borrowed(text);
    }
    let escape = |c: char| {
        if hostile(c) {
            c.escape_unicode().to_string()
        } else {
            c.to_string()
        }
    };
    Cow::Owned(text.chars().map(escape).collect())
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(
            safe("Erevan\u{1b}[31m\u{202e}"),
            "Erevan\\u{1b}[31m\\u{202e}"
        );
        assert_eq!(safe("Երևան\n"), "Երևան\n");
    }
}

//! Manners towards the terminal.

use std::borrow::Cow;
use std::io::IsTerminal;

use crate::message::note;

/// Whether somebody reads the data as it comes.
pub fn is_stdout() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether somebody reads the messages as they come.
pub fn is_stderr() -> bool {
    std::io::stderr().is_terminal()
}

/// Standard input; who is to type it is told so, and how to end it.
pub fn stdin() -> std::io::Stdin {
    let stdin = std::io::stdin();
    if stdin.is_terminal() && is_stderr() {
        note!("exonym: reading from the terminal; Ctrl-D at the start of a line ends it");
    }
    stdin
}

/// Whether messages may be coloured.
pub fn color_on_stderr() -> bool {
    color(is_stderr())
}

/// Whether data may be coloured.
pub fn color_on_stdout() -> bool {
    color(is_stdout())
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
    if is_stdout() {
        safe(text)
    } else {
        Cow::Borrowed(text)
    }
}

/// Text as a cell of a table with tabs between: what would end the cell or the line is written
/// as `\t`, `\n` or `\r`.
pub fn cell(text: &str) -> Cow<'_, str> {
    if !text.contains(['\t', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let escaped = text.replace('\t', "\\t").replace('\n', "\\n");
    Cow::Owned(escaped.replace('\r', "\\r"))
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
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // At the end of a line a carriage return does no harm.
        let ends_line = c == '\r' && chars.peek() == Some(&'\n');
        match hostile(c) && !ends_line {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::{cell, safe};

    #[test]
    fn cells_keep_to_themselves() {
        assert_eq!(cell("Hayk\tKonjoryan\r\n"), r"Hayk\tKonjoryan\r\n");
        assert_eq!(cell(r"a\tb"), r"a\tb");
    }

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(
            safe("Erevan\u{1b}[31m\u{202e}"),
            "Erevan\\u{1b}[31m\\u{202e}"
        );
        assert_eq!(safe("Երևան\r\n\r"), "Երևան\r\n\\u{d}");
    }
}

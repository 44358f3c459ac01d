//! Suggestions: a table with a column `accept`, of which only what a person said
//! `yes` to is taken.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::decode;
use crate::error::{Error, Result};
use crate::rules::rule_rows;

/// What became of the suggestions in a source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestions {
    /// Rows with `yes`.
    pub accepted: usize,
    /// Rows with `no`.
    pub refused: usize,
    /// Rows that nobody has decided on.
    pub open: usize,
}

impl Suggestions {
    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.accepted + self.refused + self.open
    }
}

/// What a cell of the column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Yes,
    No,
    None,
}

/// Words for yes and no, in the languages that people fill in spreadsheets in.
static WORDS: LazyLock<HashMap<&str, Answer>> = LazyLock::new(|| {
    let answer = |word: &str| {
        if word == "yes" {
            Answer::Yes
        } else {
            Answer::No
        }
    };
    let rows = rule_rows(include_str!("accept.tsv"));
    rows.filter_map(|row| Some((*row.first()?, answer(row.get(1)?))))
        .collect()
});

/// What a cell says; `None` if that cannot be told.
pub(super) fn answer(cell: &str) -> Option<Answer> {
    let word = cell.trim().to_lowercase();
    match word.as_str() {
        "" => Some(Answer::None),
        word => WORDS.get(word).copied(),
    }
}

/// What stands between the cells of a table of suggestions; `None` if it is none.
///
/// Spreadsheets save with a comma, a semicolon or a tab, as the language of the
/// system has it. The columns `id`, `name` and `accept` tell which it is.
pub(crate) fn learned_delimiter(text: &[u8]) -> Option<u8> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let end = memchr::memchr2(b'\r', b'\n', text).unwrap_or(text.len());
    let header = std::str::from_utf8(text.get(..end)?).ok()?.to_lowercase();
    [b',', b';', b'\t'].into_iter().find(|delimiter| {
        let cells = || {
            header
                .split(char::from(*delimiter))
                .map(|cell| cell.trim().trim_matches('"'))
        };
        ["id", "name", "accept"]
            .iter()
            .all(|needed| cells().any(|cell| cell == *needed))
    })
}

/// The text of a file, in whatever encoding its byte order mark says.
pub(crate) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let text = decode::decode(Cow::Borrowed(bytes), None)
        .map_err(|trouble| Error::config(format!("{}; {}", trouble.message, trouble.help)))?;
    let not_utf8 = || Error::config("the file is not UTF-8; save it as CSV in UTF-8");
    match text {
        Cow::Borrowed(text) => std::str::from_utf8(text)
            .map(Cow::Borrowed)
            .map_err(|_| not_utf8()),
        Cow::Owned(text) => String::from_utf8(text)
            .map(Cow::Owned)
            .map_err(|_| not_utf8()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_people_and_spreadsheets() {
        for (cell, said) in [
            ("yes", Some(Answer::Yes)),
            (" X ", Some(Answer::Yes)),
            ("TRUE", Some(Answer::Yes)),
            ("ИСТИНА", Some(Answer::Yes)),
            ("nein", Some(Answer::No)),
            ("0", Some(Answer::No)),
            ("", Some(Answer::None)),
            ("perhaps", None),
        ] {
            assert_eq!(answer(cell), said, "{cell}");
        }
    }

    #[test]
    fn a_table_of_suggestions_is_known_by_its_header() {
        assert_eq!(learned_delimiter(b"id,name,accept,count\n"), Some(b','));
        assert_eq!(
            learned_delimiter(b"\xef\xbb\xbf\"id\";Name;ACCEPT"),
            Some(b';')
        );
        assert_eq!(learned_delimiter(b"accept\tid\tname\r\n"), Some(b'\t'));
        assert_eq!(learned_delimiter(b"id,name\naccept,id,name"), None);
        assert_eq!(learned_delimiter(b""), None);
    }
}

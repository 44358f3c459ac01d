//! Words that a line's end or a mark of the printer has torn in two: what stands before or behind the
//! tear is no word, and no name either. What is a name with its pieces together was read so before; what a hyphen
//! ties to it may stand on the next line: `Moscow-based`.

use std::sync::LazyLock;

use crate::matcher::beside::stretch::Stretch;
use crate::rules::{TableSet, first_columns};
use crate::text::base_language;

/// For each language the words that a hyphen ties to a name.
static TIED: LazyLock<TableSet<(&str, &str)>> =
    LazyLock::new(|| first_columns(include_str!("../rules/behind_hyphens.tsv")).collect());

/// Marks that part a word: the soft hyphen, and what scanned texts have for a hyphen at the end of a line.
const TEARS: &[char] = &['\u{ad}', '¬'];

/// Whether the match is but a piece of a word: `Dane¬mark`, `Kum=passessakin`, `Nor-` at the end of a line.
pub(super) fn is_torn(stretch: &Stretch<'_>) -> bool {
    let span = stretch.span();
    goes_on(&stretch.text[span.end..], stretch)
        || went_before(&stretch.text[..span.start], stretch.surface())
}

fn goes_on(after: &str, stretch: &Stretch<'_>) -> bool {
    // Old print has it for a hyphen in compounds too: `Turku=reisu`.
    const LONGEST_PIECE: usize = 4;
    let surface = stretch.surface();
    let small = |rest: &str| rest.starts_with(char::is_lowercase);
    if let Some(rest) = after.strip_prefix(TEARS) {
        let rest = rest.trim_start();
        // `L'Isle¬Adam`: what has several pieces goes on with a capital too.
        return small(rest)
            || surface.contains(['\'', '’']) && rest.starts_with(char::is_alphabetic);
    }
    if let Some(rest) = after.strip_prefix('=') {
        return small(rest.trim_start()) && surface.chars().count() <= LONGEST_PIECE;
    }
    let next_line = after.strip_prefix("-\n").or(after.strip_prefix("-\r\n"));
    next_line.is_some_and(|rest| small(rest) && !is_tied(rest, stretch.lang))
}

fn is_tied(rest: &str, lang: &str) -> bool {
    let end = rest.find(|c: char| !c.is_alphabetic());
    TIED.contains(&(base_language(lang), &rest[..end.unwrap_or(rest.len())]))
}

fn went_before(before: &str, surface: &str) -> bool {
    let ahead = before.trim_end_matches(['\n', '\r']).strip_suffix(TEARS);
    surface.starts_with(char::is_lowercase)
        && ahead.is_some_and(|ahead| ahead.ends_with(char::is_lowercase))
}

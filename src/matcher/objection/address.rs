//! Names within web and mail addresses, handles, hashtags and names of files, which are none.

use crate::Span;
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::stretch::Stretch;
use crate::text::{Flags, Joint};

/// What stands behind a dot without a space is the end of an address if it is no longer: `.РФ`.
const LONGEST_DOMAIN: usize = 4;

/// The text without white space that was looked at last. Names that stand in one
/// follow one another, and it may be as long as the text.
#[derive(Default)]
pub(in crate::matcher) struct Unspaced(Span);

impl Unspaced {
    /// A name and what stands around it up to white space, of what is very long the part around it.
    pub(in crate::matcher) fn chunk<'t>(&mut self, stretch: &Stretch<'t>) -> &'t str {
        /// What is longer must not be looked through again and again.
        const REACH: usize = 1024;
        /// The same of ASCII, as long addresses are; scripts without spaces are not.
        const ASCII_REACH: usize = 4 * REACH;
        let (text, span) = (stretch.text, stretch.span());
        let start = self.around(text, span.start).start;
        let end = self.around(text, span.end).end;
        let back = |reach| span.start.saturating_sub(reach).max(start);
        let from = match back(ASCII_REACH) {
            far if text.as_bytes()[far..span.start].is_ascii() => far,
            _ => text.ceil_char_boundary(back(REACH)),
        };
        let chunk = &text[from..text.floor_char_boundary(end.min(span.end + REACH))];
        match from > start {
            // What a cut begins with is not what the whole begins with: `/Kiev` of `Kiev/Kiev`.
            true => chunk.trim_start_matches(|c: char| !c.is_alphanumeric()),
            false => chunk,
        }
    }

    /// What lies around `at` up to white space.
    fn around(&mut self, text: &str, at: usize) -> &Span {
        let Span { start, end } = self.0;
        if self.0.is_empty() || at < start || at > end {
            let gap = char::is_whitespace;
            let rest = text[..at].trim_end_matches(|c| !gap(c));
            let after = text[at..].find(gap);
            self.0 = rest.len()..after.map_or(text.len(), |after| at + after);
        }
        &self.0
    }
}

/// Whether a match stands in an address, and is not listed with its marks; `chunk` is what stands
/// around it.
pub(super) fn is_in_address(
    stretch: &Stretch<'_>,
    candidates: &[Candidate<'_>],
    chunk: &str,
) -> bool {
    // `EE.UU.` may be listed with a space, and its last stop, as likely the sentence's, is not in the match.
    let letters = |text: &str| -> String { text.replace(['.', ' '], "") };
    let is_spelled_so = |c: &Candidate<'_>| {
        c.tier == Tier::Exact
            || c.name.text.ends_with('.') && letters(c.name.text) == letters(stretch.surface())
    };
    let listed_so = candidates
        .iter()
        .any(|c| is_spelled_so(c) && c.name.text.contains(['.', '@', '/']));
    !listed_so && (is_behind_dot(stretch) || is_address(chunk))
}

/// Whether it may be the end of an address: `.РФ`, `kiev.ua`; in scripts without spaces a word that is abbreviated
/// stands so in front of names: `จ.ตรัง`.
fn is_behind_dot(stretch: &Stretch<'_>) -> bool {
    let first = stretch.here();
    let before = stretch.before().map(|at| &stretch.tokens[at]);
    let short = stretch.surface().chars().count() <= LONGEST_DOMAIN;
    let glued =
        first.joint == Joint::Dot && before.is_some_and(|before| !before.has(Flags::SINGLE));
    let ahead = &stretch.text[..first.span().start];
    let led = ahead
        .strip_suffix('.')
        .is_some_and(|ahead| ahead.is_empty() || ahead.ends_with(char::is_whitespace));
    short && !first.is_dense() && (glued || led)
}

/// Whether a piece of text without white space is a web or mail address, a
/// handle, a hashtag or the name of a file: `info@kiev.ua`, `kiev.ua/Kiev`, `#Kiev`, `Turkey.pdf`.
fn is_address(chunk: &str) -> bool {
    let chunk = chunk.trim_matches(|c: char| {
        !c.is_alphanumeric() && !matches!(c, '#' | '＃' | '@' | '＠' | '/' | '\\' | '~')
    });
    let extension = chunk.rsplit_once('.').is_some_and(|(stem, end)| {
        let one_case = end.bytes().all(|b| b.is_ascii_lowercase())
            || end.bytes().all(|b| b.is_ascii_uppercase());
        let letters = end.len() >= 2 && end.len() <= 4 && one_case;
        letters && stem.ends_with(char::is_alphanumeric)
    });
    if is_agency(chunk) {
        return false;
    }
    let starts = ["#", "＃", "@", "＠", "/", "~/", "www."]
        .iter()
        .any(|start| chunk.starts_with(start));
    let marks = chunk.contains("://") || chunk.contains('@') || chunk.contains('\\');
    starts || extension || marks || begins_with_host(chunk)
}

/// `/БТА/`: capitals between strokes, or behind one.
fn is_agency(chunk: &str) -> bool {
    let name = chunk.strip_prefix('/').unwrap_or_default();
    let name = name.strip_suffix('/').unwrap_or(name);
    name.chars().count() > 1 && name.chars().all(char::is_uppercase)
}

/// Whether it begins with the name of a computer, and a path, question, place or port follows:
/// `en.wikipedia.org/wiki/Kiev`. `St.Petersburg/Moscow` does not.
fn begins_with_host(chunk: &str) -> bool {
    let Some((host, _)) = chunk.split_once(['/', '?', '#', ':']) else {
        return false;
    };
    let label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    host.rsplit_once('.').is_some_and(|(rest, last)| {
        last.len() >= 2
            && last.bytes().all(|b| b.is_ascii_lowercase())
            && rest.split('.').all(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::Run;
    use crate::matcher::beside::stretch::Passage;
    use crate::matcher::layers::Layers;
    use crate::text::tokenize;

    #[test]
    fn a_stretch_ends_at_white_space() {
        let text = "Lviv Kiev/Lviv\u{a0}New York/Kiev";
        let mut unspaced = Unspaced::default();
        let mut around = |word: &str, nth: usize| {
            let (at, _) = text.match_indices(word).nth(nth).unwrap();
            text[unspaced.around(text, at).clone()].to_owned()
        };
        for (word, nth, expected) in [
            ("Lviv", 0, "Lviv"),
            ("Kiev", 0, "Kiev/Lviv"),
            ("Lviv", 1, "Kiev/Lviv"),
            ("New", 0, "New"),
            ("Kiev", 1, "York/Kiev"),
            ("York", 0, "York/Kiev"),
        ] {
            assert_eq!(around(word, nth), expected, "{word} {nth}");
        }
    }

    #[test]
    fn a_cut_is_no_beginning() {
        let text = "Kiev/".repeat(2_000);
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let layers = Layers::new(Vec::new());
        let run = Run {
            start: 0,
            text: &text,
        };
        let passage = Passage::new(run, &tokens, "", &layers);
        let mut unspaced = Unspaced::default();
        for at in 0..2_000 {
            let stretch = passage.stretch(at, at);
            assert!(!is_address(unspaced.chunk(&stretch)), "{at}");
        }
    }

    #[test]
    fn addresses_begin_with_a_host() {
        for chunk in [
            "en.wikipedia.org/wiki/Kiev",
            "kiev.ua:80",
            "a-b.co?q=Kiev",
            "x.info#Kiev",
        ] {
            assert!(begins_with_host(chunk), "{chunk}");
        }
        for chunk in [
            "Kiev/Turkey",
            "St.Petersburg/Moscow",
            "e.g./Kiev",
            "U.S./Turkey",
            "..ua/Kiev",
            "Kiev:",
        ] {
            assert!(!begins_with_host(chunk), "{chunk}");
        }
    }
}

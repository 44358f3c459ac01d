//! Words that a line break parts: `Phila-` at the end of a line, and `delphia` on the next.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::Span;
use crate::rules::rule_rows;

/// A sign at which a line breaks, and whether it stands nowhere else.
static SIGNS: LazyLock<Vec<(char, bool)>> = LazyLock::new(|| {
    let sign = |code: &str| char::from_u32(u32::from_str_radix(code.strip_prefix("U+")?, 16).ok()?);
    rule_rows(include_str!("word_breaks.tsv"))
        .filter_map(|row| Some((sign(row[0])?, *row.get(1)? == "always")))
        .collect()
});

/// The text with each broken word in one piece: what parts it gives way to as many bytes of format characters, so that
/// all keeps its place.
///
/// A hyphen may belong to the word. It does if `is_listed` knows what stands in front of it, and not the whole:
/// `Moscow-based`.
pub(crate) fn unbroken<'t>(
    text: &'t str,
    is_listed: impl Fn(&str, Wanted) -> bool,
) -> Cow<'t, str> {
    let (mut whole, mut done) = (String::new(), 0);
    for place in places(text.as_bytes()) {
        let Some(gap) = Break::at(text, place).filter(|gap| gap.span.start >= done) else {
            continue;
        };
        if gap.parts_one_word(text, &is_listed) {
            whole.push_str(&text[done..gap.span.start]);
            push_nothing(gap.span.len(), &mut whole);
            done = gap.span.end;
        }
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => {
            whole.push_str(&text[done..]);
            Cow::Owned(whole)
        }
    }
}

/// The same of a surface: without what breaks it, and with the hyphen that may belong to it.
pub(crate) fn without_breaks(surface: &str) -> Option<[String; 2]> {
    let (mut one, mut hyphened, mut done) = (String::new(), String::new(), 0);
    for place in places(surface.as_bytes()) {
        let Some(gap) = Break::at(surface, place).filter(|gap| gap.span.start >= done) else {
            continue;
        };
        for text in [&mut one, &mut hyphened] {
            text.push_str(&surface[done..gap.span.start]);
        }
        hyphened.push('-');
        done = gap.span.end;
    }
    one.push_str(&surface[done..]);
    hyphened.push_str(&surface[done..]);
    (done > 0).then_some([one, hyphened])
}

/// What is asked of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Whether it is one.
    Name,
    /// Whether one is or begins so.
    Beginning,
}

/// Where a word may be broken: at line feeds and not signs.
fn places(text: &[u8]) -> impl Iterator<Item = usize> {
    /// The first byte of a not sign, and of others.
    const FIRST: u8 = 0xC2;
    memchr::memchr2_iter(b'\n', FIRST, text)
}

/// Tells of a break even if the line feed behind it is gone.
const NOT_SIGN: char = '\u{ac}';

/// A sign between letters, and the line feed and white space behind it.
struct Break {
    span: Span,
    always: bool,
}

impl Break {
    fn at(text: &str, place: usize) -> Option<Break> {
        const WHITE: [char; 3] = [' ', '\t', '\r'];
        let rest = &text[place..];
        let before = match rest.starts_with('\n') {
            true => text[..place].trim_end_matches(WHITE),
            false => &text[..place + rest.starts_with(NOT_SIGN).then_some(NOT_SIGN.len_utf8())?],
        };
        let sign = before.chars().next_back()?;
        let (_, always) = *SIGNS.iter().find(|(known, _)| *known == sign)?;
        let start = before.len() - sign.len_utf8();
        let line = text[before.len()..].trim_start_matches(WHITE);
        let behind = line.strip_prefix('\n').unwrap_or(line);
        let behind = behind.trim_start_matches(WHITE);
        let is_between = text[..start].ends_with(char::is_alphanumeric)
            && behind.starts_with(char::is_alphabetic);
        is_between.then_some(Break {
            span: start..text.len() - behind.len(),
            always,
        })
    }

    fn parts_one_word(&self, text: &str, is_listed: impl Fn(&str, Wanted) -> bool) -> bool {
        let (first, rest) = self.pieces(text);
        let [capital, small] =
            [char::is_uppercase, char::is_lowercase].map(|is| first.chars().any(is));
        let goes_on_small = !rest.starts_with(char::is_uppercase);
        let in_capitals = capital && !small && !rest.contains(char::is_lowercase);
        // Names begin with a capital where there are any, and `X-ray` is no word in two pieces.
        let is_piece =
            first.chars().nth(1).is_some() && (!small || first.starts_with(char::is_uppercase));
        if !goes_on_small && !in_capitals || !self.always && !is_piece {
            return false;
        }
        let is_beginning = |joint: &str| is_listed(&[first, rest].join(joint), Wanted::Beginning);
        let is_hyphened = || is_beginning("-") || !self.always && is_listed(first, Wanted::Name);
        is_beginning("") || goes_on_small && (has_ending(first, rest, &is_listed) || !is_hyphened())
    }

    /// The letters and digits on both sides.
    fn pieces<'t>(&self, text: &'t str) -> (&'t str, &'t str) {
        let parts = |c: char| !c.is_alphanumeric();
        let (before, behind) = (&text[..self.span.start], &text[self.span.end..]);
        let first = before.rsplit(parts).next();
        let rest = behind.split(parts).next();
        (first.unwrap_or_default(), rest.unwrap_or_default())
    }
}

/// Whether both make a listed name with an ending: `Buda-`, `pesten`.
fn has_ending(first: &str, rest: &str, is_listed: impl Fn(&str, Wanted) -> bool) -> bool {
    const LONGEST_ENDING: usize = 5;
    let ends = rest.char_indices().rev().map(|(at, _)| &rest[..at]);
    ends.take(LONGEST_ENDING)
        .filter(|stem| !stem.is_empty())
        .any(|stem| is_listed(&[first, stem].concat(), Wanted::Name))
}

/// Adds so many bytes, two at least, that are nothing to a reader: soft hyphens, and a zero-width space for an odd one.
fn push_nothing(bytes: usize, text: &mut String) {
    if bytes % 2 == 1 {
        text.push('\u{200b}');
    }
    let rest = bytes - 3 * (bytes % 2);
    text.extend(std::iter::repeat_n('\u{ad}', rest / 2));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let listed = ["Moscow", "Philadelphia", "WASHINGTON", "Buda", "Budapest"];
        let whole = unbroken(text, |word, _| listed.contains(&word));
        assert_eq!(whole.len(), text.len(), "{text:?}");
        whole.replace(['\u{ad}', '\u{200b}'], "|")
    }

    #[test]
    fn broken_words_are_one_and_all_keeps_its_place() {
        for (text, expected) in [
            ("in Phila-\ndelphia", "in Phila|delphia"),
            ("in Phila-\r\n  delphia", "in Phila||delphia"),
            ("Phila- \ndelphia", "Phila|delphia"),
            ("WASHING-\nTON", "WASHING|TON"),
            ("Buda-\npesten", "Buda|pesten"),
            ("Con=\nſtantinopel", "Con|ſtantinopel"),
            (
                "Bona¬parte, Ver¬\nsailles, Nor¬ folk",
                "Bona|parte, Ver|sailles, Nor|folk",
            ),
            ("le géné\u{ad}\nral", "le géné|ral"),
            ("Մոսկ֊\nվա", "Մոսկ|վա"),
            // The hyphen is one, or no word goes on.
            ("Moscow-\nbased", "Moscow-\nbased"),
            ("Nord-\nKorea", "Nord-\nKorea"),
            ("SAINT-\nETIENNE", "SAINT-\nETIENNE"),
            ("X-\nray", "X-\nray"),
            ("pro-\nrussisch", "pro-\nrussisch"),
            ("Phila-\n\ndelphia", "Phila-\n\ndelphia"),
            ("Phila -\ndelphia", "Phila -\ndelphia"),
            ("Isle¬Adam", "Isle¬Adam"),
            ("a ¬ b ¬", "a ¬ b ¬"),
            ("-\n", "-\n"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn surfaces_lose_their_breaks() {
        let without = without_breaks("Phila-\n delphia");
        assert_eq!(
            without,
            Some(["Philadelphia".into(), "Phila-delphia".into()])
        );
        assert_eq!(without_breaks("New\nYork"), None);
    }
}

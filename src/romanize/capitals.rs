//! The capitals of what a standard writes.

use std::ops::Range;

/// Which capitals a standard writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Capitals {
    /// As in the source.
    Kept,
    /// Not written.
    None,
    /// As in the source; letters joined by a tie are one.
    Tied,
}

impl Capitals {
    /// As the field of a file says.
    pub(super) fn of(field: &str) -> Capitals {
        match field {
            "none" => Capitals::None,
            "tie" => Capitals::Tied,
            _ => Capitals::Kept,
        }
    }

    /// Writes an output with the capitals of its source, a part of the text.
    pub(super) fn write(self, output: &str, text: &[char], source: Range<usize>, out: &mut String) {
        let capital = text[source.clone()]
            .iter()
            .find(|c| c.is_uppercase() || c.is_lowercase())
            .is_some_and(|c| c.is_uppercase());
        if !capital || self == Capitals::None {
            out.push_str(output);
        } else if among_capitals(text, &source) {
            out.extend(output.chars().flat_map(char::to_uppercase));
        } else {
            self.write_capitalized(output, out);
        }
    }

    fn write_capitalized(self, output: &str, out: &mut String) {
        const TIE: char = '\u{361}';
        let mut done = false;
        let mut chars = output.chars().peekable();
        while let Some(c) = chars.next() {
            match !done && c.is_lowercase() {
                true => out.extend(c.to_uppercase()),
                false => out.push(c),
            }
            let tied = self == Capitals::Tied && (c == TIE || chars.peek() == Some(&TIE));
            done |= c.is_alphabetic() && !tied || (c != TIE && done);
        }
    }
}

/// Whether the letter after the source is a capital; at the end of a word, the one before. An apostrophe
/// inside a word is passed over.
fn among_capitals(text: &[char], source: &Range<usize>) -> bool {
    fn letter<'c>(mut beside: impl Iterator<Item = &'c char>) -> Option<&'c char> {
        let first = beside.next()?;
        let letter = if is_apostrophe(*first) {
            beside.next()?
        } else {
            first
        };
        letter.is_alphabetic().then_some(letter)
    }
    let next = letter(text[source.end..].iter());
    let neighbour = next.or_else(|| letter(text[..source.start].iter().rev()));
    neighbour.is_some_and(|c| c.is_uppercase())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_have_the_capitals_of_their_source() {
        for (capitals, text, expected) in [
            (Capitals::Kept, "щ", "shch"),
            (Capitals::Kept, "Щи", "Shch"),
            (Capitals::Kept, "ЩИ", "SHCH"),
            (Capitals::Kept, "Щ’И", "SHCH"),
            (Capitals::None, "ЩИ", "shch"),
        ] {
            let text: Vec<char> = text.chars().collect();
            let mut out = String::new();
            capitals.write("shch", &text, 0..1, &mut out);
            assert_eq!(out, expected, "{capitals:?} {text:?}");
        }
        for (capitals, expected) in [(Capitals::Kept, "T͡s"), (Capitals::Tied, "T͡S")] {
            let mut out = String::new();
            capitals.write("t͡s", &['Ц', 'а'], 0..1, &mut out);
            assert_eq!(out, expected);
        }
    }
}

//! Texts letter by letter: as rules read them, and as they stand.

use unicode_normalization::char::is_combining_mark;

/// A text as rules read it, composed or taken apart.
#[derive(Default)]
pub(super) struct Letters<'t> {
    pub(super) chars: Vec<char>,
    /// What stands in the text for a character and those behind it that have nothing here.
    sources: Vec<&'t str>,
}

impl<'t> Letters<'t> {
    /// Adds a letter of the text as the rules have it.
    pub(super) fn push(&mut self, letter: &'t str, chars: impl Iterator<Item = char>) {
        let before = self.chars.len();
        self.chars.extend(chars);
        self.sources.resize(self.chars.len(), "");
        if let Some(source) = self.sources.get_mut(before) {
            *source = letter;
        }
    }

    /// Whether something of the text stands for this character, not for one before it.
    pub(super) fn begins_at(&self, at: usize) -> bool {
        !self.sources[at].is_empty()
    }

    /// What stands in the text from a character to the next that has a source, and where that is.
    pub(super) fn stretch(&self, at: usize) -> (&'t str, usize) {
        let more = self.sources[at + 1..].iter();
        let more = more.take_while(|source| source.is_empty()).count();
        (self.sources[at], at + 1 + more)
    }
}

/// The letters of a text with the marks on them; jamo of one syllable are one.
pub(super) fn split_letters(text: &str) -> impl Iterator<Item = &str> {
    let goes_on = |c: char| is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}');
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        chars.next()?;
        let behind = chars.as_str().trim_start_matches(goes_on);
        let (letter, after) = rest.split_at(rest.len() - behind.len());
        rest = after;
        Some(letter)
    })
}

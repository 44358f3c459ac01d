//! What one code point does: its word class, its case, what it folds to.
//!
//! One load from a two-stage table made by the build script; the layout of an
//! entry is known here and in `build/chars.rs` only.

use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/chars.rs"));

/// What a character does to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// Parts names: punctuation, symbols, controls.
    Other,
    Letter,
    Digit,
    /// A mark that belongs to the character before.
    Extend,
    /// A format character: no part of any name, parts nothing.
    Ignorable,
    /// A character of a script without spaces: a token of its own.
    Dense,
    Space,
    Newline,
    Hyphen,
    Apostrophe,
    Dot,
    Colon,
    Connector,
    /// Opens or closes a quotation.
    Quotation,
}

const CLASSES: [Class; 16] = [
    Class::Other,
    Class::Letter,
    Class::Digit,
    Class::Extend,
    Class::Ignorable,
    Class::Dense,
    Class::Space,
    Class::Newline,
    Class::Hyphen,
    Class::Apostrophe,
    Class::Dot,
    Class::Colon,
    Class::Connector,
    Class::Quotation,
    Class::Other,
    Class::Other,
];

/// What a character folds to, its neighbours aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// Nothing.
    Drop,
    One(char),
    Many(&'static str),
}

/// The table entry of one character.
#[derive(Clone, Copy)]
pub(crate) struct Char(u32);

impl Char {
    #[inline(always)]
    pub(crate) fn of(c: char) -> Char {
        let code = c as usize;
        Char(BLOCKS[INDEX[code >> 7] as usize][code & 127])
    }

    #[inline(always)]
    pub(crate) fn ascii(byte: u8) -> Char {
        Char(BLOCKS[0][(byte & 127) as usize])
    }

    #[inline(always)]
    pub(crate) fn class(self) -> Class {
        CLASSES[(self.0 >> 24 & 15) as usize]
    }

    /// Whether the class is that of letters or digits.
    #[inline(always)]
    pub(crate) fn is_alphanumeric(self) -> bool {
        const LETTER: u32 = Class::Letter as u32;
        const DIGIT: u32 = Class::Digit as u32;
        matches!(self.0 >> 24 & 15, LETTER | DIGIT)
    }

    #[inline(always)]
    pub(crate) fn is_upper(self) -> bool {
        self.0 & 1 << 28 != 0
    }

    #[inline(always)]
    pub(crate) fn is_lower(self) -> bool {
        self.0 & 1 << 29 != 0
    }

    /// Whether the fold depends on the letter before.
    #[inline(always)]
    pub(crate) fn needs_context(self) -> bool {
        self.0 & 1 << 30 != 0
    }

    /// Whether it is a letter for a vowel, in some words at least.
    pub(crate) fn may_be_vowel(self) -> bool {
        self.0 & 1 << 31 != 0
    }

    /// Whether it is a letter for nothing but a vowel: `y` is not.
    pub(crate) fn is_vowel(self) -> bool {
        self.may_be_vowel() && self.0 & 1 << 23 == 0
    }

    #[inline(always)]
    pub(crate) fn fold(self) -> Fold {
        let value = self.0 & 0x1F_FFFF;
        match self.0 >> 21 & 3 {
            1 => Fold::One(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)),
            2 => Fold::Many(EXPANSIONS[value as usize]),
            _ => Fold::Drop,
        }
    }
}

/// What single characters of scripts without spaces fold to, if it is several characters.
pub(crate) static DENSE_EXPANSIONS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let dense = |text: &&str| text.chars().all(|c| Char::of(c).class() == Class::Dense);
    EXPANSIONS.into_iter().filter(dense).collect()
});

pub(crate) fn is_quotation_mark(c: char) -> bool {
    Char::of(c).class() == Class::Quotation
}

/// What may close a quotation that a mark opens; `None` if it opens none.
pub(crate) fn closing_marks(opening: char) -> Option<&'static str> {
    let (_, closing) = QUOTATIONS.iter().find(|(opens, _)| *opens == opening)?;
    Some(closing)
}

/// What `now` makes of the folded letter before it, if the two fold together.
pub(crate) fn in_context(before: char, now: char) -> Option<&'static str> {
    CONTEXT
        .iter()
        .find(|(b, n, _)| *b == before && *n == now)
        .map(|(_, _, key)| *key)
}

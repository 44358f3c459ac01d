//! Tokens: the smallest pieces of text that names are made of.

use crate::Span;

/// How a token hangs on to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Joint {
    /// Punctuation, a blank line, the beginning of the text: no name crosses.
    Hard,
    /// Nothing between: neighbours in a script without spaces, or two scripts that meet.
    None,
    /// White space on one line.
    Space,
    /// White space with one line break.
    Line,
    /// A hyphen or dash without white space.
    Hyphen,
    /// An apostrophe inside a word, as in `O'Brien`, `Erevan's`, `Ankara'da`.
    Apostrophe,
    /// A full stop inside a word, as in `U.S.A`.
    Dot,
    /// A full stop and white space, as in `St. Petersburg`.
    DotSpace,
    /// A colon inside a word, as in Finnish `EU:n`.
    Colon,
    /// A low line, as in `São_Paulo`.
    Connector,
    /// An apostrophe beside white space or a hyphen, a hyphen before white space, a dash between white space and a
    /// number, or a quotation mark beside white space: `Workers' Party`, `in 't Veld`, `Ust'-Kozhva`, `Grens- en`,
    /// `Поток — 2`, `partia «Wola»`. Only names that have the same cross.
    Marked,
}

/// A piece of a word between joints, or one cluster of a script without spaces.
///
/// UAX #29 words are one token, but parted at apostrophes, full stops, colons
/// and low lines inside them, so that `O'Brien's` is three tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Hash of the folded characters.
    pub(crate) hash: u64,
    pub(crate) joint: Joint,
    pub(crate) flags: Flags,
}

impl Token {
    /// Where it stands, in bytes of the tokenized text.
    #[inline]
    pub fn span(&self) -> Span {
        self.start as usize..self.end as usize
    }

    /// How it hangs on to the token before.
    #[inline]
    pub fn joint(&self) -> Joint {
        self.joint
    }

    /// Whether it is one cluster of a script written without spaces.
    #[inline]
    pub fn is_dense(&self) -> bool {
        self.flags.has(Flags::DENSE)
    }

    #[inline]
    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags.has(flag)
    }

    /// Whether it has a capital first, and small letters: `Yerevan`.
    #[inline]
    pub(crate) fn is_capitalised(&self) -> bool {
        self.has(Flags::CAPITAL) && self.has(Flags::LOWER)
    }

    /// Whether it has no small letters: `YEREVAN`.
    #[inline]
    pub(crate) fn is_in_capitals(&self) -> bool {
        self.has(Flags::CAPITAL) && !self.has(Flags::LOWER)
    }
}

/// What is known of a token beside its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u8);

impl Flags {
    /// The first cased letter is a capital.
    pub(crate) const CAPITAL: u8 = 1;
    /// A lower-case letter occurs.
    pub(crate) const LOWER: u8 = 2;
    /// One cluster of a script without spaces.
    pub(crate) const DENSE: u8 = 4;
    /// Begins with a digit.
    pub(crate) const DIGIT: u8 = 8;
    /// One letter or digit, marks aside, that may be an initial; no dense cluster is.
    pub(crate) const SINGLE: u8 = 16;
    /// Folds to nothing, or longer than [`MAX_TOKEN`]: takes part in no name.
    pub(crate) const VOID: u8 = 32;
    /// A letter with case occurs.
    pub(crate) const CASED: u8 = 64;

    #[inline]
    pub(crate) fn has(self, flag: u8) -> bool {
        self.0 & flag != 0
    }

    #[inline]
    pub(crate) fn set(&mut self, flag: u8) {
        self.0 |= flag;
    }
}

/// Longest token, in characters, that can be part of a name; what is longer is not a word.
pub const MAX_TOKEN: usize = 256;

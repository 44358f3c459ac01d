//! What is wrong with a gazetteer source, and where.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use crate::error::Error;

/// A place in a gazetteer source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// The file, or a stand-in such as `<stdin>`.
    pub file: Arc<PathBuf>,
    /// Line, counted from 1; 0 if the file as a whole is meant.
    pub line: u64,
    /// Column of the first offending character, in characters, counted from 1; 0 if the line as a whole is meant.
    pub column: u64,
    /// The text of the line, shortened if it is long, for a message that shows it.
    pub text: String,
    /// The offending part of `text`, in bytes.
    pub highlight: std::ops::Range<usize>,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing need be done about it.
    Note,
    /// The row is used all the same.
    Warning,
    /// The row cannot be used.
    Error,
}

impl Severity {
    /// The word used in messages, JSON and settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// One finding about a gazetteer source.
///
/// ```
/// use exonym::gazetteer::source::{SourceOptions, read_bytes};
///
/// let options = SourceOptions::new().keep_going(true);
/// let source = read_bytes("names.csv", b"id,name,kind\nQ1953,Yerevan,alais\n", &options)?;
/// let found = &source.diagnostics[0];
/// assert_eq!((found.position.line, found.position.column), (2, 15));
/// assert_eq!(found.help, "did you mean `alias`?");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub position: Position,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line; may be empty.
    pub help: String,
    /// How many findings it stands for: 1, or more for a last one that counts those that are not described.
    pub count: usize,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.severity.as_str();
        write!(f, "{word}[{}]: {}", self.code.as_str(), self.message)?;
        write!(f, " at {}", self.position.file.display())?;
        if self.position.line > 0 {
            write!(f, ":{}", self.position.line)?;
        }
        if self.position.column > 0 {
            write!(f, ":{}", self.position.column)?;
        }
        Ok(())
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $text:literal, $severity:ident;)+) => {
        /// The kinds of findings. The text of a code never changes its meaning.
        ///
        /// `E1…` and `W2…` are found by [reading](crate::gazetteer::source), `W3…` by [checking](crate::lint),
        /// `…4…` by [importing](crate::gazetteer::import).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $variant,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// Its short name: `E` for errors, `W` for warnings, and a number.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $text),+ }
            }

            /// How bad it is, unless [`Levels`](super::Levels) say otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }
        }

        impl FromStr for Code {
            type Err = Error;

            fn from_str(text: &str) -> Result<Code, Error> {
                let known = Code::ALL.iter().copied().find(|code| code.as_str() == text);
                known.ok_or_else(|| Error::config(format!("unknown code `{text}`")))
            }
        }
    };
}

codes! {
    /// The file is empty or has only a header.
    Empty = "E101", Error;
    /// The bytes are not text in a known encoding.
    Encoding = "E102", Error;
    /// The header lacks `id` or the name column.
    MissingColumn = "E103", Error;
    /// Two columns of the header have the same name.
    DuplicateColumn = "E104", Error;
    /// The header looks as if another delimiter was used.
    Delimiter = "E105", Error;
    /// A row has more or fewer fields than the header.
    Ragged = "E106", Error;
    /// A quote was opened and not closed.
    UnclosedQuote = "E107", Error;
    /// A field is longer than the limit.
    TooLong = "E108", Error;
    /// A NUL or another control character stands in a field.
    Control = "E109", Error;
    /// The id is empty.
    EmptyId = "E110", Error;
    /// The kind is not one of the known words.
    UnknownKind = "E113", Error;
    /// The weight is not a number of zero or more.
    BadWeight = "E114", Error;
    /// The language is not a BCP 47 tag.
    BadLanguage = "E115", Error;
    /// An entity has two canonical names in one language.
    TwoCanonicals = "E116", Error;
    /// Bidirectional control characters stand in a name; they are ignored in keys.
    BidiControl = "W201", Warning;
    /// The same name stands twice for one entity.
    DuplicateName = "W202", Warning;
    /// White space stands around a field; it is removed.
    Whitespace = "W203", Warning;
    /// The name is made of letters of several scripts that look alike.
    MixedScript = "W204", Warning;
    /// A column has no name.
    UnnamedColumn = "W205", Warning;
    /// A column is kept as an attribute, but its name is close to one that has a meaning.
    SuspiciousColumn = "W206", Warning;
    /// The canonical name of one entity is an alias of another and the other way round: such names are left as
    /// they are.
    CanonicalCycle = "W207", Warning;
    /// Rows of one entity disagree about its type; the commonest is taken.
    TypeConflict = "W208", Warning;
    /// The name is empty, or has no letter or digit; the row is left out.
    EmptyName = "W209", Warning;
    /// The type is not one of the known words; it counts as not said.
    UnknownType = "W210", Warning;
    /// What a person wrote of a suggestion is neither yes nor no; it counts as not decided.
    UnclearAnswer = "W211", Warning;
    /// The column `country` holds no code of ISO 3166; it is kept as it is, and agrees with no other country.
    UnknownCountry = "W212", Warning;
    /// Several entities bear a name, and none is clearly the likeliest.
    Ambiguous = "W301", Warning;
    /// Several entities bear a name, and a better known one is taken.
    Overshadowed = "W302", Note;
    /// The name is a common word.
    CommonWord = "W303", Warning;
    /// The name has one or two letters.
    TooShort = "W304", Warning;
    /// The name is typed in letters that only look like those of its language.
    Lookalike = "W305", Warning;
    /// The name is not in a script of its language.
    WrongScript = "W306", Warning;
    /// Invisible characters stand in a name.
    Invisible = "W307", Warning;
    /// The name is not in the composed form (NFC), so that editors may not find it.
    NotComposed = "W308", Note;
    /// An alias of one entity is the canonical name of another.
    AliasIsCanonical = "W309", Warning;
    /// Another name of the entity is the same but for what is folded away.
    Redundant = "W310", Note;
    /// An entity has demonyms and no other name.
    DemonymOnly = "W311", Warning;
    /// No name of the entity is canonical.
    NoCanonical = "W312", Note;
    /// A canonical name is taken for another entity: names of this one are left as they are.
    CanonicalMoves = "W313", Warning;
    /// The name is never found in text.
    NeverFound = "W314", Warning;
    /// A line or element of an imported file is not what the format says; it is dropped.
    Malformed = "E401", Error;
    /// A name of an imported file cannot stand in a CSV; it is left out.
    NameLeftOut = "W401", Warning;
    /// The language of a name of an imported file is no tag; the name is taken without.
    UnknownLanguage = "W402", Warning;
}

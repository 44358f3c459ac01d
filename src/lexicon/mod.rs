//! The lexicon of name parts: words that stand for one another in names.
//!
//! `Volodymyr` and `Vladimir`, `Hakob` and `Акоп`, 裕毅 and `Yuki` are one name
//! each, which no rule of letters tells. A lexicon holds groups of such words,
//! folded; a word may be in several groups. Its file is an FST of the words with
//! two tables, from words to groups and back.

mod build;
mod forms;

pub(crate) use forms::Form;

use std::fmt;

use fst::raw;

use crate::error::{Error, ErrorKind, Result};
use crate::fold::FOLD_VERSION;
use crate::store::{Bytes, Verify};

const MAGIC: [u8; 8] = *b"EXONYMLX";
const FORMAT_VERSION: u32 = 1;
/// Magic, versions, checksum, numbers of words, groups and memberships, length of the FST.
const HEADER_LEN: usize = 40;

/// Groups of name parts that stand for one another, immutable and shared freely between threads.
///
/// ```
/// use exonym::Lexicon;
///
/// let lexicon = Lexicon::from_text("vladimir volodymyr володимир\nmykola nikolai\n")?;
/// assert!(lexicon.share("vladimir", "volodymyr").is_some());
/// assert!(lexicon.share("vladimir", "nikolai").is_none());
/// # Ok::<(), exonym::Error>(())
/// ```
pub struct Lexicon {
    bytes: Bytes,
    words: usize,
    groups: usize,
    memberships: usize,
    fst_len: usize,
    forms: forms::Cache,
}

impl Lexicon {
    /// Compiles groups, one a line, words parted by spaces or tabs; `#` begins a comment.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`] if there are more words than a file can hold (2³¹).
    pub fn from_text(text: &str) -> Result<Lexicon> {
        Lexicon::from_bytes("lexicon", Lexicon::compile(text)?)
    }

    /// Compiles groups to the bytes of a lexicon file; the order of lines makes no difference.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::from_text`].
    pub fn compile(text: &str) -> Result<Vec<u8>> {
        build::compile(text)
    }

    /// Opens the bytes of a file; `name` stands for it in messages.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Damaged`], [`ErrorKind::TooOld`], [`ErrorKind::TooNew`] if the bytes are not what
    /// [`Lexicon::compile`] made.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Lexicon> {
        Lexicon::new(name, Bytes::Owned(bytes), Verify::All)
    }

    /// Opens bytes that are part of the program, and therefore not checked again.
    ///
    /// # Errors
    ///
    /// As [`Lexicon::from_bytes`].
    pub fn from_static(name: &str, bytes: &'static [u8]) -> Result<Lexicon> {
        Lexicon::new(name, Bytes::Static(bytes), Verify::Header)
    }

    fn new(name: &str, bytes: Bytes, verify: Verify) -> Result<Lexicon> {
        let all = bytes.as_ref();
        let damaged = |detail: &str| {
            crate::Error::from(ErrorKind::Damaged {
                name: name.to_owned(),
                section: "the lexicon",
                detail: detail.to_owned(),
            })
        };
        if !all.starts_with(&MAGIC) || all.len() < HEADER_LEN {
            return Err(damaged("it does not begin as one"));
        }
        check_version(name, "format version", u32_at(all, 8), FORMAT_VERSION)?;
        check_version(name, "fold version", u32_at(all, 12), FOLD_VERSION)?;
        let [words, groups, memberships, fst_len] =
            [20, 24, 28, 32].map(|at| u64::from(u32_at(all, at)));
        let tables = (words + 1) + (groups + 1) + 2 * memberships;
        if all.len() as u64 != HEADER_LEN as u64 + fst_len + tables * 4 {
            return Err(damaged("its length is not as its header says"));
        }
        // No longer than the bytes that are there.
        let [words, groups, memberships, fst_len] =
            [words, groups, memberships, fst_len].map(|number| number as usize);
        if verify == Verify::All && u32_at(all, 16) != crc32fast::hash(&all[20..]) {
            return Err(damaged("the checksum differs"));
        }
        if raw::Fst::new(&all[HEADER_LEN..HEADER_LEN + fst_len]).is_err() {
            return Err(damaged("its words cannot be read"));
        }
        Ok(Lexicon {
            bytes,
            words,
            groups,
            memberships,
            fst_len,
            forms: forms::Cache::default(),
        })
    }

    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.words
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.words == 0
    }

    /// The groups that a folded word is in, in rising order.
    pub fn groups_of(&self, part: &str) -> impl Iterator<Item = u32> + use<'_> {
        let ordinal = self.fst().and_then(|fst| fst.get(part.as_bytes()));
        let base = HEADER_LEN + self.fst_len;
        self.list(
            base,
            base + (self.words + 1) * 4,
            ordinal.map(|o| o.value() as usize),
        )
    }

    /// The folded words of a group.
    pub fn words_of(&self, group: u32) -> impl Iterator<Item = String> + use<'_> {
        let fst = self.fst();
        self.members(group)
            .filter_map(move |ordinal| word_at(fst.as_ref()?, ordinal.into()))
    }

    /// How many words a group has.
    pub fn size_of(&self, group: u32) -> usize {
        self.members(group).count()
    }

    /// The smallest group that two folded words are both in.
    pub fn share(&self, a: &str, b: &str) -> Option<u32> {
        let of_b: Vec<u32> = self.groups_of(b).collect();
        if of_b.is_empty() {
            return None;
        }
        self.groups_of(a)
            .filter(|group| of_b.binary_search(group).is_ok())
            .min_by_key(|group| self.size_of(*group))
    }

    fn fst(&self) -> Option<raw::Fst<&[u8]>> {
        raw::Fst::new(
            self.bytes
                .as_ref()
                .get(HEADER_LEN..HEADER_LEN + self.fst_len)?,
        )
        .ok()
    }

    /// The places, in the FST, of a group's words.
    fn members(&self, group: u32) -> impl Iterator<Item = u32> + use<'_> {
        let base = HEADER_LEN + self.fst_len + (self.words + 1 + self.memberships) * 4;
        let group = usize::try_from(group).ok().filter(|g| *g < self.groups);
        self.list(base, base + (self.groups + 1) * 4, group)
    }

    /// One list of a table: `starts` holds where each list begins, and the last ends, in `items`.
    fn list(
        &self,
        starts: usize,
        items: usize,
        which: Option<usize>,
    ) -> impl Iterator<Item = u32> + use<'_> {
        let all = self.bytes.as_ref();
        let range = which.map(|at| {
            let start = |at: usize| u32_at(all, starts + at * 4) as usize;
            items + start(at) * 4..items + start(at + 1) * 4
        });
        let list = range.and_then(|range| all.get(range)).unwrap_or(&[]);
        list.chunks_exact(4).map(|item| u32_at(item, 0))
    }
}

/// The word of a place in the FST. The first node has many ways on, which are in the order of places, too: the one to
/// take is found by halves.
fn word_at(fst: &raw::Fst<&[u8]>, mut place: u64) -> Option<String> {
    let (mut word, mut node) = (Vec::new(), fst.root());
    while place != 0 || !node.is_final() {
        let (mut from, mut to) = (0, node.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match node.transition(middle).out.value() <= place {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        let taken = node.transition(from.checked_sub(1)?);
        place -= taken.out.value();
        word.push(taken.inp);
        node = fst.node(taken.addr);
    }
    String::from_utf8(word).ok()
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, groups) = (self.words, self.groups);
        write!(f, "Lexicon {{ words: {words}, groups: {groups} }}")
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes
        .get(at..at + 4)
        .map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

fn check_version(name: &str, what: &'static str, found: u32, supported: u32) -> Result<()> {
    match found == supported {
        true => Ok(()),
        false => Err(Error::other_version(name, what, found, supported)),
    }
}

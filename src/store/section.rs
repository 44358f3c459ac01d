//! Names and numbers of the container format.

pub(super) const MAGIC: [u8; 8] = *b"EXONYM\x1A\n";
/// Version of the layout; a change that old readers would misread raises it.
pub(crate) const FORMAT_VERSION: u32 = 7;

pub(super) const HEADER_LEN: usize = 64;
pub(super) const ENTRY_LEN: usize = 32;
pub(super) const FOOTER_LEN: usize = 24;
pub(super) const ALIGN: usize = 8;
/// More sections than any version will write; guards the table's length.
pub(super) const MAX_SECTIONS: u32 = 64;
/// Flag of a section without which the file cannot be understood.
pub(super) const REQUIRED: u32 = 1;

pub(super) fn inverted_magic() -> [u8; 8] {
    MAGIC.map(|byte| !byte)
}

/// What a section holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u32)]
pub(crate) enum Section {
    /// JSON: counts, sources, licences.
    Meta = 1,
    /// FST: key of a name → name index, or list in `Postings`.
    Surfaces = 2,
    /// Hash table: words that keys begin with → value in `Surfaces`, and whether keys go on.
    Prefixes = 3,
    /// Lists of name indices, each led by its length, the most prominent first.
    Postings = 4,
    /// Fixed-size records of entities, sorted by id.
    Entities = 5,
    /// Fixed-size records of names, by entity.
    Names = 6,
    /// The text of ids, names and attributes.
    Strings = 7,
    /// Language tags, one a line.
    Languages = 8,
    /// FST: word of a name → list in `PartLists`.
    Parts = 9,
    /// The names that have a word, and where.
    PartLists = 10,
    /// Sorted keys of the pairs of words in names of people, each with its entity.
    Skeletons = 11,
    /// Sets of bits: which words may begin a key.
    Gate = 12,
    /// Where each name comes from; not in every file.
    Origins = 13,
}

impl Section {
    pub(crate) const ALL: [Section; 13] = [
        Section::Meta,
        Section::Surfaces,
        Section::Prefixes,
        Section::Postings,
        Section::Entities,
        Section::Names,
        Section::Strings,
        Section::Languages,
        Section::Parts,
        Section::PartLists,
        Section::Skeletons,
        Section::Gate,
        Section::Origins,
    ];

    /// Whether a file cannot be understood without it.
    pub(super) fn is_required(self) -> bool {
        self != Section::Origins
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Section::Meta => "section meta",
            Section::Surfaces => "section surfaces",
            Section::Prefixes => "section prefixes",
            Section::Postings => "section postings",
            Section::Entities => "section entities",
            Section::Names => "section names",
            Section::Strings => "section strings",
            Section::Languages => "section languages",
            Section::Parts => "section parts",
            Section::PartLists => "section part-lists",
            Section::Skeletons => "section skeletons",
            Section::Gate => "section gate",
            Section::Origins => "section origins",
        }
    }

    pub(super) fn from_code(code: u32) -> Option<Section> {
        Section::ALL
            .into_iter()
            .find(|section| *section as u32 == code)
    }
}

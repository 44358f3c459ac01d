//! Names that stay, though another is canonical.

use super::Edit;

/// A name that was to be written otherwise, and stays.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GivenUp {
    /// What would have been written, and where.
    pub edit: Edit,
    /// What was in the way.
    pub obstacle: Obstacle,
}

/// Why a name is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// The encoding of the text has not all its characters.
    Encoding,
    /// The words around it would have to change too: an article, an ending, what marks a genitive.
    Grammar,
    /// With it there the text would be read otherwise, here or elsewhere, and a second run would change more.
    Neighbours,
    /// It is inflected, and the ending cannot be carried over: [`Inflected::Base`](super::Inflected::Base) writes it
    /// without.
    Inflected,
    /// The language of the text is not known, and in the language that lists the name it may be the right one.
    Language,
    /// The markup that the old name stands in has no place for it.
    Markup,
}

/// What was given up for each obstacle, in the order of the text.
pub(crate) fn given_up(groups: impl IntoIterator<Item = (Vec<Edit>, Obstacle)>) -> Vec<GivenUp> {
    let of_group = |(edits, obstacle): (Vec<Edit>, Obstacle)| {
        let edits = edits.into_iter();
        edits.map(move |edit| GivenUp { edit, obstacle })
    };
    let mut all: Vec<GivenUp> = groups.into_iter().flat_map(of_group).collect();
    all.sort_by_key(|given_up| given_up.edit.span.start);
    all
}

//! Marks on Latin letters: what is written with others than a name, or without its own among words that have theirs, is
//! another word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold::key;
use crate::gazetteer::{Casing, EntityType, NameKind};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::stretch::Stretch;
use crate::text::{base_language, script_of};

/// Whether a single word has marks that no name of the place or abbreviation has, as Estonian `Päris` is not Paris, or lacks those
/// of its name in the language of the text, which writes them: Latvian `Cita` is not Čita, nor Turkish `Sami` a case of Şam.
pub(super) fn are_others(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let told = entity.entity_type == EntityType::Place && name.kind != NameKind::Demonym
        || name.casing == Casing::Capitals;
    told && script_of(stretch.surface()) == "Latn"
        && script_of(name.text) == "Latn"
        && (has_others(stretch, candidate) || lacks_its_own(stretch, candidate))
}

fn has_others(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    // That on the last letter may be an ending's: Latvian `Rīgā`.
    let own = marks(but_last(stretch.surface()));
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let has_all = |name: &str| {
        let mut marks = marks(name);
        own.iter().all(|mark| {
            let at = marks.iter().position(|other| other == mark);
            at.map(|at| marks.swap_remove(at)).is_some()
        })
    };
    candidate.tier == Tier::Folded
        && !own.is_empty()
        && gazetteer
            .names(&candidate.entity)
            .filter(|name| key(name.text) == key(candidate.name.text))
            .all(|name| !has_all(name.text))
}

/// A longer word without them is rather written in haste: `Venissieux`. In other cases than the listed one a vowel may lose
/// its mark, as that of Rzeszów in `Rzeszowa`, but not the first letter.
fn lacks_its_own(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    const LONGEST: usize = 5;
    /// A place of more people may be meant even so.
    const GREAT: f32 = 2_000_000.0;
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let surface = stretch.surface();
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let is_bare = match tier {
        Tier::Folded => {
            !marks(name.text).is_empty() && gazetteer.names(entity).all(|name| name.text != surface)
        }
        Tier::Inflected => name.text.chars().next().is_some_and(|first| {
            let mut letter = [0; 4];
            !marks(first.encode_utf8(&mut letter)).is_empty()
        }),
        _ => false,
    };
    surface.is_ascii()
        && surface.len() <= LONGEST
        && entity.weight > 0.0
        && entity.weight < GREAT
        && base_language(name.lang) == base_language(stretch.lang)
        && is_bare
        && !marks(around(stretch)).is_empty()
}

/// So much text before and behind as shows how it is written.
fn around<'p>(stretch: &Stretch<'p>) -> &'p str {
    const REACH: usize = 300;
    let (text, span) = (stretch.text, stretch.span());
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH));
    &text[from..text.ceil_char_boundary((span.end + REACH).min(text.len()))]
}

fn but_last(word: &str) -> &str {
    let last = word.char_indices().next_back();
    last.map_or(word, |(end, _)| &word[..end])
}

/// The marks on the letters of a word, in order. A cedilla is as good as a comma, and a dot above is but part of `İ`.
fn marks(word: &str) -> Vec<char> {
    const DOT: char = '\u{307}';
    const CEDILLA: char = '\u{327}';
    const COMMA: char = '\u{326}';
    if word.is_ascii() {
        return Vec::new();
    }
    let marks = word.nfd().filter(|c| is_combining_mark(*c) && *c != DOT);
    marks
        .map(|c| if c == COMMA { CEDILLA } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_words() {
        for (word, expected) in [
            ("Paris", ""),
            ("Päris", "\u{308}"),
            ("Iași", "\u{327}"),
            ("Iaşi", "\u{327}"),
            ("İzmir", ""),
            ("Đắk Lắk", "\u{306}\u{301}\u{306}\u{301}"),
        ] {
            assert_eq!(
                marks(word).into_iter().collect::<String>(),
                expected,
                "{word}"
            );
        }
    }
}

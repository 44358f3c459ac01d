//! Marks on Latin letters: what is written with others than a name, or without its own among words that have theirs, is
//! another word.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold::key;
use crate::gazetteer::{Casing, EntityType, NameKind};
use crate::matcher::annotation::{Candidate, Tier};
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::size::METROPOLIS;
use crate::rules::rule_rows;
use crate::text::chars::Char;
use crate::text::{base_language, script_of};

/// Whether a single word has marks that no name of the place or abbreviation has, as Estonian `Päris` is not
/// Paris, or lacks those of its name in the language of the text, which writes them: Latvian `Cita` is not Čita,
/// nor Turkish `Sami` a case of Şam, nor Czech `Cechu` of Čech.
pub(super) fn are_others(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let told = entity.entity_type == EntityType::Place && name.kind != NameKind::Demonym
        || name.casing == Casing::Capitals;
    script_of(stretch.surface()) == "Latn"
        && script_of(name.text) == "Latn"
        && (told && (has_others(stretch, candidate) || gains_in_a_case(stretch, candidate))
            || (told || name.kind == NameKind::Demonym) && lacks_its_own(stretch, candidate))
}

/// Whether a vowel of the name in a case of the language gains a mark, and is no other: Latvian `Nīcas` is of Nīca, not of
/// Nica, as it calls Nice. Icelandic `Möltu` is of Malta, Polish `Belfaście` of Belfast; endings may begin before the last letter.
fn gains_in_a_case(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let gains = |name: &str| {
        let bare = |c: char| c.nfd().next().unwrap_or(c);
        let pairs = but_last(stretch.surface())
            .chars()
            .zip(but_last(name).chars());
        pairs
            .map(|(own, listed)| (fold_case(own), fold_case(listed)))
            .take_while(|(own, listed)| bare(*own) == bare(*listed))
            .any(|(own, listed)| {
                own != listed && listed == bare(listed) && Char::of(listed).may_be_vowel()
            })
    };
    *tier == Tier::Inflected
        && base_language(name.lang) == base_language(stretch.lang)
        && gains(name.text)
        && gazetteer
            .names(entity)
            .filter(|other| key(other.text) == key(name.text))
            .all(|other| gains(other.text))
}

/// A letter as it is written small.
fn fold_case(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Languages in which a word with other marks is another word, and whether it is the place of the mark that tells.
static TELLING_MARKS: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/telling_marks.tsv"));
    rows.map(|row| (row[0], row.get(1) == Some(&"place")))
        .collect()
});

/// Whether the text's language tells words apart by their marks, and a name of the language has others: Vietnamese
/// `Văn Thanh` is not Vận Thành, nor a single `Lao` Lào where the words around have their marks. Which vowel has them is a
/// matter of taste: `Hoà Bình`, `Hòa Bình`; but Greek `λαγός` is a hare, not Λάγος.
pub(super) fn tell_apart(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { entity, name, .. } = candidate;
    let own = base_language(stretch.lang);
    let surface = stretch.surface();
    let single = stretch.first == stretch.last;
    let Some((_, by_place)) = TELLING_MARKS.iter().find(|(lang, _)| *lang == own) else {
        return false;
    };
    if candidate.tier != Tier::Folded || base_language(name.lang) != own {
        return false;
    }
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let mut names = gazetteer.names(entity);
    if *by_place {
        let written = marked(surface);
        return single
            && written.contains(&true)
            && has_marks(name.text)
            && !names
                .any(|other| key(other.text) == key(surface) && marked(other.text) == written);
    }
    if surface.is_ascii() && !(single && has_marks(around(stretch)))
        || !single && !has_marks(name.text)
        || key(name.text) != key(surface)
    {
        return false;
    }
    let written = all_marks(surface);
    !names.any(|other| key(other.text) == key(surface) && all_marks(other.text) == written)
}

/// The marks of all letters, sorted.
fn all_marks(text: &str) -> Vec<char> {
    let mut marks: Vec<char> = text.nfd().filter(|c| is_combining_mark(*c)).collect();
    marks.sort_unstable();
    marks
}

/// A name that is listed without marks is meant by a word with some, as `Zürich` where somebody lists Zurich,
/// unless the language of the text calls the place otherwise, or it is an abbreviation.
fn has_others(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { entity, name, .. } = candidate;
    // That on the last letter may be an ending's: Latvian `Rīgā`.
    let own = marked(but_last(stretch.surface()));
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let is_so = |other: &str| key(other) == key(name.text);
    let otherwise = || {
        let mut names = gazetteer.names_in(entity, base_language(stretch.lang));
        let mut any = false;
        let same = names.any(|name| {
            any = true;
            is_so(name.text)
        });
        any && !same
    };
    // Serbian has a letter for the stroke: `Inđija` is not `Indija`.
    let lacks_stroke = || {
        base_language(name.lang) == base_language(stretch.lang)
            && stretch.surface().contains(STROKED)
            && !name.text.contains(STROKED)
    };
    // Another mark on the same letter is a slip: `Neuchàtel`.
    let has_all = |name: &str| {
        let marked = marked(name);
        own.iter().zip(&marked).all(|(own, name)| !own || *name)
    };
    candidate.tier == Tier::Folded
        && own.contains(&true)
        && (has_marks(name.text)
            || name.casing == Casing::Capitals
            || lacks_stroke()
            || otherwise())
        && gazetteer
            .names(entity)
            .filter(|name| is_so(name.text))
            .all(|name| !has_all(name.text))
}

/// A longer word without them is rather written in haste: `Venissieux`. In other cases than the listed one a vowel
/// may lose its mark, as that of Rzeszów in `Rzeszowa`, but not the first letter.
fn lacks_its_own(stretch: &Stretch<'_>, candidate: &Candidate<'_>) -> bool {
    const LONGEST: usize = 5;
    let Candidate {
        entity, name, tier, ..
    } = candidate;
    let surface = stretch.surface();
    let gazetteer = &stretch.layers.gazetteers()[candidate.layer];
    let is_bare = match tier {
        Tier::Folded => {
            // A place of more people may be meant even so.
            entity.weight < METROPOLIS
                && has_marks(name.text)
                && gazetteer.names(entity).all(|name| name.text != surface)
        }
        Tier::Inflected => name.text.chars().next().is_some_and(|first| {
            let mut letter = [0; 4];
            has_marks(first.encode_utf8(&mut letter))
        }),
        _ => false,
    };
    surface.is_ascii()
        && surface.len() <= LONGEST
        && entity.weight > 0.0
        && base_language(name.lang) == base_language(stretch.lang)
        && is_bare
        && has_marks(around(stretch))
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

/// Letters with a stroke that Unicode takes for no mark.
const STROKED: [char; 10] = ['đ', 'Đ', 'ł', 'Ł', 'ø', 'Ø', 'ħ', 'Ħ', 'ŧ', 'Ŧ'];

/// Of each letter of a word, whether it has a mark, or a stroke that is part of it. A dot above is but part of `İ`.
fn marked(word: &str) -> Vec<bool> {
    const DOT: char = '\u{307}';
    let mut marked = Vec::new();
    for c in word.nfd() {
        match marked.last_mut() {
            Some(letter) if is_combining_mark(c) => *letter |= c != DOT,
            _ => marked.push(STROKED.contains(&c)),
        }
    }
    marked
}

fn has_marks(text: &str) -> bool {
    !text.is_ascii() && marked(text).contains(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_words() {
        for (word, expected) in [
            ("Paris", "....."),
            ("Päris", ".x..."),
            ("Iași", "..x."),
            ("İzmir", "....."),
            ("Đắk", "xx."),
        ] {
            let letters = marked(word).into_iter();
            let marks: String = letters
                .map(|marked| if marked { 'x' } else { '.' })
                .collect();
            assert_eq!(marks, expected, "{word}");
        }
    }
}

//! Names that occur by accident inside longer words of scripts without spaces:
//! 中国 (China) in 发展中国家 (developing countries).

use std::sync::LazyLock;

use crate::matcher::beside::attached::is_kind_of_place;
use crate::matcher::beside::stretch::Stretch;
use crate::matcher::words;
use crate::rules::{Table, TableSet, rule_rows};
use crate::text::{Dotted, Joint, base_language, is_katakana};

/// Longest word, in characters, that is looked for around a match.
const LONGEST: usize = 8;

/// Whether a listed common word covers the match, or begins before it or ends behind it and overlaps it. Of a word for
/// a kind of place at its end that is no matter: 兵庫県 in 兵庫県警 is that prefecture.
pub(in crate::matcher) fn is_part_of_word(stretch: &Stretch<'_>) -> bool {
    is_cut(stretch, false)
}

/// The same of any word: 上海市 in 上海市民, where 上海 stands as well.
pub(in crate::matcher) fn is_cut_anywhere(stretch: &Stretch<'_>) -> bool {
    is_cut(stretch, true)
}

fn is_cut(stretch: &Stretch<'_>, anywhere: bool) -> bool {
    if !stretch.here().is_dense() {
        return false;
    }
    let span = stretch.span();
    let text = stretch.text;
    let starts: Vec<usize> = text[..span.start]
        .char_indices()
        .rev()
        .take(LONGEST)
        .map(|(at, _)| at)
        .collect();
    let inside: Vec<usize> = text[span.clone()]
        .char_indices()
        .map(|(at, _)| span.start + at)
        .collect();
    let ends: Vec<usize> = text[span.end..]
        .char_indices()
        .take(LONGEST)
        .map(|(at, c)| span.end + at + c.len_utf8())
        .collect();
    let is_word = |start: usize, end: usize| {
        text.get(start..end)
            .is_some_and(|word| WORDS.contains(word))
    };
    let kind = |at: usize| {
        let last = text[at..span.end].chars();
        at > span.start && last.clone().count() == 1 && last.clone().all(is_kind_of_place)
    };
    let inner_ends = inside.iter().skip(1).copied().chain([span.end]);
    let before = starts.iter().any(|start| {
        inner_ends
            .clone()
            .chain(ends.iter().copied())
            .any(|end| is_word(*start, end))
    });
    before
        || inside
            .iter()
            .filter(|start| anywhere || !kind(**start))
            .any(|start| ends.iter().any(|end| is_word(*start, *end)))
}

/// Whether the match is part of a longer foreign name in Han characters: 雷斯 in 古特雷斯. All its characters
/// only write sounds, and so do two more beside it that no other name `covered`; one more for a little town, as 米雷
/// in 米雷伊.
pub(super) fn is_part_of_transcription(
    stretch: &Stretch<'_>,
    little: bool,
    covered: &[bool],
) -> bool {
    let enough = if little { 1 } else { 2 };
    let tokens = stretch.tokens;
    let letter = |at: usize| stretch.text[tokens[at].span()].chars().next();
    let place = |at: usize| TRANSCRIBING.get(&letter(at)?).copied();
    let may_write_sounds =
        |at: usize| place(at).is_some_and(|place| place != Transcribes::BesideDot);
    let writes_sounds = |at: usize| place(at) == Some(Transcribes::Everywhere);
    if !tokens[stretch.first].is_dense() || !(stretch.first..=stretch.last).all(may_write_sounds) {
        return false;
    }
    let joined = |at: usize| tokens[at].joint == Joint::None;
    let free = |at: usize| !covered[at] && writes_sounds(at);
    let before = (0..stretch.first).rev().take(enough);
    let before = before.take_while(|at| joined(at + 1) && free(*at)).count();
    let behind = (stretch.last + 1..tokens.len()).take(enough);
    let behind = behind.take_while(|at| joined(*at) && free(*at)).count();
    before == enough || behind == enough
}

/// Whether a dot joins the match with a word that is no name by itself, as in the names of foreigners: ジャック・ロンドン,
/// 杰克·伦敦. `alone` tells whether what is before and behind it is none.
pub(in crate::matcher) fn is_joined_by_dot(stretch: &Stretch<'_>, alone: (bool, bool)) -> bool {
    let span = stretch.here().span().start..stretch.tokens[stretch.last].span().end;
    let joins = |dot: Option<char>, other: Option<char>, own: Option<char>| {
        let both = |test: fn(char) -> bool| other.is_some_and(test) && own.is_some_and(test);
        match dot.and_then(Dotted::by) {
            Some(Dotted::Katakana) => both(is_katakana),
            Some(Dotted::Han) => both(is_han),
            None => false,
        }
    };
    let mut before = stretch.text[..span.start].chars().rev();
    let mut behind = stretch.text[span.end..].chars();
    let surface = &stretch.text[span];
    (alone.0 && joins(before.next(), before.next(), surface.chars().next()))
        || (alone.1 && joins(behind.next(), behind.next(), surface.chars().next_back()))
}

/// Whether a Han character may write a sound of a foreigner's name that has a dot.
pub(in crate::matcher) fn writes_sounds(c: char) -> bool {
    TRANSCRIBING.contains_key(&c)
}

/// Where a Han character writes the sounds of foreign names.
#[derive(Clone, Copy, PartialEq)]
enum Transcribes {
    /// Wherever two such stand together.
    Everywhere,
    /// In a place's own name.
    Within,
    /// Around the dot of a person's name.
    BesideDot,
}

/// Such characters, of both scripts.
static TRANSCRIBING: LazyLock<Table<char, Transcribes>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("../rules/transcribing.tsv"));
    let letters = rows.flat_map(|row| {
        let place = match row.get(2) {
            Some(&"within") => Transcribes::Within,
            Some(&"dot") => Transcribes::BesideDot,
            _ => Transcribes::Everywhere,
        };
        let both = row.into_iter().take(2).flat_map(str::chars);
        both.map(move |letter| (letter, place))
    });
    letters.collect()
});

/// Words of more than one character in scripts without spaces.
static WORDS: LazyLock<TableSet<&'static str>> =
    LazyLock::new(|| words::dense_words().map(|(word, _)| word).collect());

/// The same, common ones of two Han characters, with their languages: longer ones are as often names.
static COMMON: LazyLock<TableSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let short = |word: &str| word.chars().count() == 2 && word.chars().all(is_han);
    words::dense_words()
        .filter(|(word, _)| short(word))
        .collect()
});

/// Whether a word of two Han characters is a common one of the language.
pub(in crate::matcher) fn is_common(word: &str, lang: &str) -> bool {
    let own = base_language(lang);
    COMMON.contains(&(word, own))
}

/// The same, those that are written in letters, with their languages.
static IN_LETTERS: LazyLock<TableSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    words::dense_words()
        .filter(|(word, _)| !word.chars().any(is_han))
        .collect()
});

/// Whether a word without Han characters is a common one of the language: เลย is a town, and an adverb.
pub(super) fn is_common_in_letters(word: &str, lang: &str) -> bool {
    let own = base_language(lang);
    IN_LETTERS.contains(&(word, own))
}

pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

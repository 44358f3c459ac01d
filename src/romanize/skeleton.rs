//! Skeletons: what of a word's consonants outlasts transliteration.
//!
//! `Kondzhoryan`, `Կոնջորյան` and `Kondschorjan` have one skeleton. By itself it
//! is far too coarse a key; that two words of a run have the skeletons of two
//! words of a listed name tells cheaply which runs are worth the lattice.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::brahmic::devanagari_of;
use crate::fold::fold;
use crate::rules::{Table, rule_rows};
use crate::text::script_of;

/// A word with letters that may be read in several ways has no more skeletons than this.
const MOST: usize = 8;
/// Longest group of letters of the table.
const LONGEST_GROUP: usize = 4;
/// Begins the skeleton of a word with few consonants that begins with none of them: `Ali` is no `Lee`.
const OPEN: char = '.';
/// Two words that together have fewer consonants tell nothing.
pub(crate) const SHORTEST_PAIR: usize = 3;
/// Nor does one alone that has fewer.
pub(crate) const SHORTEST_ALONE: usize = 3;

/// The skeletons of a word; `None` if there are no classes for its script.
pub(crate) fn skeletons(word: &str) -> Option<Vec<String>> {
    let (script, letters) = in_table(script_of(word), fold(word));
    let groups = CLASSES.get(script)?;
    let mut rest = letters.as_str();
    let mut skeletons = vec![String::new()];
    while let Some(first) = rest.chars().next() {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let known = |end| Some((end, groups.get(&rest[..end])?));
        let longest = ends.take(LONGEST_GROUP).filter_map(known).last();
        rest = &rest[longest.map_or(first.len_utf8(), |(end, _)| end)..];
        extend(
            &mut skeletons,
            longest.map_or(&[""], |(_, readings)| readings),
        );
    }
    skeletons.iter_mut().for_each(close);
    skeletons.sort();
    skeletons.dedup();
    Some(skeletons)
}

/// A folded word in the letters that the table has for its script, and the script of those.
fn in_table(script: &'static str, folded: String) -> (&'static str, String) {
    if script == "Hang" {
        return (script, folded.nfd().collect());
    }
    match devanagari_of(script) {
        Some(letter) => ("Deva", folded.chars().map(letter).collect()),
        None => (script, folded),
    }
}

/// Adds each of the readings of some letters, which are classes, to each skeleton.
fn extend(skeletons: &mut Vec<String>, readings: &[&str]) {
    if let [reading] = readings {
        skeletons
            .iter_mut()
            .for_each(|skeleton| push(skeleton, reading));
        return;
    }
    let before = std::mem::take(skeletons);
    let room = MOST / before.len().max(1);
    for skeleton in before {
        // A particle of one letter may stand before the word.
        let is_apart = room > 1 && skeleton.is_empty() && readings.contains(&"");
        skeletons.extend(is_apart.then(|| skeleton.clone()));
        let readings = readings.iter().take(room.max(1) - usize::from(is_apart));
        for reading in readings {
            let mut skeleton = skeleton.clone();
            push(&mut skeleton, reading);
            skeletons.push(skeleton);
        }
    }
}

/// Adds classes; one twice in a row is once.
fn push(skeleton: &mut String, classes: &str) {
    if skeleton.is_empty() && classes.is_empty() {
        skeleton.push(OPEN);
    }
    for class in classes.chars() {
        if !skeleton.ends_with(class) {
            skeleton.push(class);
        }
    }
}

/// Forgets with what a word begins whose consonants tell enough, or that has none.
fn close(skeleton: &mut String) {
    const FEW: usize = 2;
    if skeleton.starts_with(OPEN) && !(1..=FEW).contains(&consonants(skeleton)) {
        skeleton.remove(0);
    }
}

/// How many consonants a skeleton has.
pub(crate) fn consonants(skeleton: &str) -> usize {
    skeleton.trim_start_matches(OPEN).len()
}

/// Whose names a pair of words is looked for in. Part of the file format: it stands between the words.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
pub(crate) enum Whose {
    Person = b' ',
    Place = b'-',
}

/// A word of a name as pairs are made of it.
pub(crate) struct NameWord<S> {
    pub(crate) skeletons: S,
    /// It is a small word, as `bin` is.
    pub(crate) particle: bool,
}

/// The keys of the pairs of words that tell of a name and have so many consonants together, whatever their order.
///
/// Many names have a particle: in the middle of one it makes a pair with the next word alone.
pub(crate) fn pair_keys(
    words: &[NameWord<impl AsRef<[String]>>],
    whose: Whose,
    least: usize,
) -> Vec<u32> {
    let all = words.len() == 2;
    let tells = |a: usize, b: usize| {
        all || !words[b].particle && (a == 0 || b == a + 1 || !words[a].particle)
    };
    let behind = |a: usize| (a + 1..words.len()).filter(move |b| tells(a, *b));
    let pairs = (0..words.len()).flat_map(|a| behind(a).map(move |b| [a, b]));
    let pairs = pairs.map(|pair| pair.map(|at| words[at].skeletons.as_ref()));
    keys_of_pairs(pairs, whose, least)
}

/// The keys of these pairs of words.
pub(crate) fn keys_of_pairs<'w>(
    pairs: impl Iterator<Item = [&'w [String]; 2]>,
    whose: Whose,
    least: usize,
) -> Vec<u32> {
    let mut keys = Vec::new();
    for [first, second] in pairs {
        for a in first {
            keys.extend(second.iter().filter_map(|b| pair_key(a, b, whose, least)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The keys of a word that is a name by itself, if it has so many consonants.
pub(crate) fn word_keys(word: &[String], least: usize) -> Vec<u32> {
    let telling = word.iter().filter(|skeleton| consonants(skeleton) >= least);
    telling.map(|skeleton| hash(skeleton.bytes())).collect()
}

/// Of both, the lesser first.
fn pair_key(a: &str, b: &str, whose: Whose, least: usize) -> Option<u32> {
    if consonants(a) + consonants(b) < least || a.is_empty() || b.is_empty() {
        return None;
    }
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    Some(hash(a.bytes().chain([whose as u8]).chain(b.bytes())))
}

/// FNV-1a. Part of the file format.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

type Groups = Table<&'static str, Vec<&'static str>>;

/// Script → group of letters → its readings, each of some classes or none.
static CLASSES: LazyLock<Table<&'static str, Groups>> = LazyLock::new(|| {
    let mut scripts: Table<&str, Groups> = Table::default();
    for row in rule_rows(include_str!("skeleton.tsv")).filter(|row| row.len() >= 3) {
        let readings: Vec<&str> = row[2]
            .split('|')
            .map(|classes| classes.trim_matches('-'))
            .collect();
        for group in row[1].split(' ') {
            scripts
                .entry(row[0])
                .or_default()
                .insert(group, readings.clone());
        }
    }
    scripts
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_share_a_skeleton() {
        for group in [
            &[
                "Kondzhoryan",
                "Konjoryan",
                "Kondschorjan",
                "Kondjorian",
                "Կոնջորյան",
                "Конджорян",
            ][..],
            &["Hayk", "Aik", "Haïk", "Հայկ", "Айк"],
            &["Khatami", "Hatemi", "Chatami", "Хатами"],
            &["Zelenskyy", "Selenskyj", "Зеленський", "Zelensky"],
            &["Gorbachev", "Gorbatschow", "Горбачёв"],
            &["Μητσοτάκης", "Mitsotakis"],
            &["Jorge", "Хорхе"],
            &["Giorgio", "Джорджо", "Giorgos"],
            &["Xenia", "Ксения", "Ξένια", "Senia"],
            &["Joaquín", "Хоакин"],
            &["Cécile", "Сесиль"],
            &["Ćosić", "Ћосић", "Чосич"],
            &["Xi", "Си"],
            &["Kyriakos", "Cyriacus", "Κυριάκος"],
            &["Xue", "Hsüeh", "Сюэ"],
            &["Ouattara", "Watara", "Уаттара"],
            &["גל", "וגל"],
            &["Watson", "Уотсон"],
            &["Slucki", "Slutsky", "Слуцкий"],
            &[
                "Macron",
                "მაკრონი",
                "מקרון",
                "ماكرون",
                "مکرون",
                "मैक्रों",
                "ম্যাক্রোঁ",
                "மக்ரோன்",
                "마크롱",
                "මැක්‍රෝන්",
            ],
            &[
                "Merkel",
                "მერკელი",
                "מרקל",
                "ميركل",
                "मर्केल",
                "మెర్కెల్",
                "메르켈",
            ],
            &[
                "Johnson",
                "ჯონსონი",
                "ג'ונסון",
                "جونسون",
                "जॉनसन",
                "জনসন",
                "ਜੌਹਨਸਨ",
                "존슨",
            ],
            &[
                "Gandhi",
                "განდი",
                "גנדי",
                "غاندي",
                "गांधी",
                "ગાંધી",
                "காந்தி",
                "간디",
            ],
            &["Khatami", "ხათამი", "ח'אתמי", "خاتمی", "ख़ातमी"],
            &["Jaishankar", "ჯაიშანკარი", "جايشانكار", "जयशंकर", "জয়শঙ্কর"],
        ] {
            let all: Vec<Vec<String>> = group.iter().map(|word| skeletons(word).unwrap()).collect();
            for other in &all[1..] {
                assert!(
                    other.iter().any(|skeleton| all[0].contains(skeleton)),
                    "{group:?}: {all:?}"
                );
            }
        }
        assert_eq!(skeletons("東京"), None);
        // What is told apart.
        assert_ne!(skeletons("Шахин"), skeletons("Какин"));
        assert_ne!(skeletons("Ali"), skeletons("Lee"));
        assert_ne!(skeletons("Али"), skeletons("Ли"));
    }

    #[test]
    fn work_is_bounded() {
        assert!(skeletons(&"gh".repeat(500)).unwrap().len() <= MOST);
    }

    #[test]
    fn the_order_of_words_does_not_matter() {
        let word = |word: &str| NameWord {
            skeletons: skeletons(word).unwrap(),
            particle: false,
        };
        let words = |a: &str, b: &str| [word(a), word(b)];
        assert_eq!(
            pair_keys(&words("Nikol", "Pashinyan"), Whose::Person, 3),
            pair_keys(&words("Pashinyan", "Nikol"), Whose::Person, 3)
        );
        assert!(pair_keys(&words("Ai", "Oe"), Whose::Person, 0).is_empty());
        assert!(pair_keys(&words("Nikol", "Pashinyan"), Whose::Person, 7).is_empty());
    }
}

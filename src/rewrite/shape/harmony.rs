//! Which endings fit a name: their vowels go by the vowels of the name, and their first letter by its last.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::capitals::{in_capitals, small};
use crate::rules::rule_rows;
use crate::text::base_language;
use crate::text::chars::Char;

/// Whether what stands behind a name is no ending set off by an apostrophe that another name would have otherwise:
/// `Diyarbekir'de`, but `Diyarbakır'da`.
pub(in crate::rewrite) fn keeps_ending(after: &str, surface: &str, name: &str, lang: &str) -> bool {
    let ending = after.strip_prefix(['\'', '’']).unwrap_or_default();
    let is_ending = match in_capitals(surface) {
        true => ending.starts_with(char::is_alphabetic),
        false => ending.starts_with(char::is_lowercase),
    };
    let Some(harmony) = Harmony::of(lang).filter(|_| is_ending) else {
        return true;
    };
    harmony.goes_alike(surface, name, ending) && harmony.joins_alike(surface, name, ending)
}

/// What endings go by in a language that writes them behind an unchanged name: a row of `carrying.tsv`.
pub(super) struct Harmony {
    lang: &'static str,
    /// The letter y is a vowel.
    y_is_vowel: bool,
    /// The last letters of a name behind which the first ones of endings are others.
    hard: Vec<char>,
    assimilated: Vec<char>,
    /// None, where all vowels of a name are told apart.
    back: Vec<char>,
    round: Vec<char>,
    /// Vowels of endings that go by back vowels alone.
    wide: Vec<char>,
}

impl Harmony {
    /// That of a language, if it writes endings so.
    pub(super) fn of(lang: &str) -> Option<&'static Harmony> {
        static LANGUAGES: LazyLock<HashMap<&str, Harmony>> = LazyLock::new(|| {
            let rows = rule_rows(include_str!("carrying.tsv"));
            rows.map(|row| (row[0], Harmony::read(&row))).collect()
        });
        LANGUAGES.get(base_language(lang))
    }

    fn read(row: &[&'static str]) -> Harmony {
        let letters = |column: usize| {
            let cell = row.get(column).filter(|cell| **cell != "-");
            cell.into_iter()
                .flat_map(|cell| cell.split(' '))
                .filter_map(|letter| letter.chars().next())
                .collect()
        };
        Harmony {
            lang: row[0],
            y_is_vowel: row.get(1) == Some(&"vowel"),
            hard: letters(2),
            assimilated: letters(3),
            back: letters(4),
            round: letters(5),
            wide: letters(6),
        }
    }

    /// Whether an ending that fits one name fits the other: both have the same last vowel, and end in a vowel or not.
    pub(super) fn is_of_both(&self, a: &str, b: &str) -> bool {
        let is_vowel = |c: &char| match self.y_is_vowel {
            true => Char::of(*c).may_be_vowel(),
            false => Char::of(*c).is_vowel(),
        };
        let last = |name: &str| name.to_lowercase().nfc().filter(is_vowel).last();
        let open = |name: &str| {
            let last = name.to_lowercase().nfc().last();
            last.is_some_and(|c| is_vowel(&c))
        };
        last(a) == last(b) && open(a) == open(b)
    }

    /// Whether an ending has the same vowels behind one name and another: wide ones by whether the last vowel is a back
    /// one, others by whether it is round, too. A name that ends in a vowel takes another letter between.
    fn goes_alike(&self, a: &str, b: &str, ending: &str) -> bool {
        if self.back.is_empty() {
            return self.is_of_both(a, b);
        }
        let letters = |text: &str| -> Vec<char> { small(text, self.lang).nfc().collect() };
        let is_vowel = |c: &char| Char::of(*c).is_vowel();
        let last = |name: &str| letters(name).into_iter().rfind(is_vowel);
        let open = |name: &str| letters(name).last().copied() == last(name);
        let class =
            |name: &str| last(name).map(|c| (self.back.contains(&c), self.round.contains(&c)));
        let (Some(a_class), Some(b_class)) = (class(a), class(b)) else {
            return false;
        };
        let first = letters(ending).into_iter().find(is_vowel);
        let same = match first.is_some_and(|c| self.wide.contains(&c)) {
            true => a_class.0 == b_class.0,
            false => a_class == b_class,
        };
        same && open(a) == open(b)
    }

    /// Whether an ending begins behind one name as it does behind another.
    pub(super) fn joins_alike(&self, a: &str, b: &str, ending: &str) -> bool {
        let is_hard = |name: &str| {
            let last = name.to_lowercase().nfc().last();
            last.is_some_and(|last| self.hard.contains(&last))
        };
        let first = ending.chars().flat_map(char::to_lowercase).next();
        !first.is_some_and(|c| self.assimilated.contains(&c)) || is_hard(a) == is_hard(b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn set_off_endings_stay_where_they_fit() {
        for (after, surface, name, fits) in [
            ("'de", "Diyarbekir", "Diyarbakır", false),
            ("'de kar", "Kiev", "Kiyev", true),
            ("’ye", "Mezre", "Elazığ", false),
            ("'da", "Vaspurakan", "Van", true),
            ("'de", "Kyiv", "Kiev", true),
            ("'in", "Kiev", "Tebriz", true),
            ("'in", "Kiev", "Sümbül", false),
            ("'nin", "Kahire", "Kiev", false),
            ("'DE", "DİYARBEKİR", "DİYARBAKIR", false),
            ("'da", "Batum", "Tokat", false),
            (" da", "Batum", "Tokat", true),
        ] {
            assert_eq!(
                keeps_ending(after, surface, name, "tr"),
                fits,
                "{surface}{after}: {name}"
            );
        }
        assert!(keeps_ending("'s", "Kiev", "Kyiv", "en"));
    }
}

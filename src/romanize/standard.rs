//! Text exactly as one published standard writes it.

use std::sync::{LazyLock, OnceLock};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::capitals::Capitals;
use super::rule_file::{Rule, Unread, jamo};
use super::source::{Letters, split_letters};
use crate::rules::{Table, rule_rows};

include!(concat!(env!("OUT_DIR"), "/standards.rs"));

/// A published standard of transliteration or transcription.
///
/// ```
/// let bgn = exonym::romanize::standard("bgnpcgn-rus-Cyrl-Latn-1947").unwrap();
/// assert_eq!(bgn.apply("Хрущёв, ЕРЕВАН"), "Khrushchëv, YEREVAN");
/// assert_eq!(bgn.from, "Cyrl");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Standard {
    /// Its id in the style of ISO 24229: authority, language, scripts, year.
    pub id: &'static str,
    /// Other ids it goes by.
    pub aliases: Vec<&'static str>,
    /// Its name.
    pub name: &'static str,
    /// Language it is made for, as a BCP 47 tag.
    pub language: &'static str,
    /// Script it reads, by ISO 15924.
    pub from: &'static str,
    /// Script it writes, by ISO 15924.
    pub to: &'static str,
    /// Where it is published.
    pub source: &'static str,
    /// `national`, `formal` or `other`.
    pub(super) tier: &'static str,
    /// The language whose press writes so, if it is one's.
    pub(super) press: &'static str,
    decompose: Decompose,
    capitals: Capitals,
    file: Unread,
    by_first: OnceLock<ByFirst>,
}

/// Rules by the first character of their source, longest source first.
type ByFirst = Table<char, Vec<usize>>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Decompose {
    No,
    All,
    Hangul,
}

static STANDARDS: LazyLock<Vec<Standard>> = LazyLock::new(|| {
    let mut standards: Vec<Standard> = FILES
        .iter()
        .map(|(_, text)| Standard::new(Unread::new(text)))
        .collect();
    standards.sort_by_key(|standard| standard.id);
    standards
});

/// All standards, by id.
pub fn standards() -> &'static [Standard] {
    &STANDARDS
}

/// The standard of this id or alias, capitals aside.
pub fn standard(id: &str) -> Option<&'static Standard> {
    let same = |other: &&str| other.eq_ignore_ascii_case(id);
    STANDARDS
        .iter()
        .find(|standard| same(&standard.id) || standard.aliases.iter().any(same))
}

/// What the press of a language writes for a name in another, by its standards.
pub(crate) fn press_spellings(name: &str, of: &str, lang: &str) -> impl Iterator<Item = String> {
    let own = STANDARDS.iter().filter(move |standard| {
        !standard.press.is_empty() && standard.press == lang && standard.language == of
    });
    own.map(move |standard| standard.apply(name))
}

impl Standard {
    fn new(file: Unread) -> Standard {
        let aliases = file
            .field("aliases")
            .split(',')
            .map(str::trim)
            .filter(|alias| !alias.is_empty());
        Standard {
            id: file.field("id"),
            aliases: aliases.collect(),
            name: file.field("name"),
            language: file.field("language"),
            from: file.field("from"),
            to: file.field("to"),
            source: file.field("source"),
            tier: file.field("tier"),
            press: file.field("press"),
            decompose: match file.field("decompose") {
                "nfd" => Decompose::All,
                "jamo" => Decompose::Hangul,
                _ => Decompose::No,
            },
            capitals: Capitals::of(file.field("capitals")),
            file,
            by_first: OnceLock::new(),
        }
    }

    /// Writes `text` by this standard; letters it does not know stay as they are, byte for byte. Polytonic letters that
    /// it does not know are read as the monotonic ones, and joiners without width of the Arabic script are not written.
    pub fn apply(&self, text: &str) -> String {
        let letters = self.letters(text);
        let chars = letters.chars.as_slice();
        let lower: Vec<char> = chars
            .iter()
            .map(|c| c.to_lowercase().next().unwrap_or(*c))
            .collect();
        let mut out = String::new();
        let mut at = 0;
        while at < chars.len() {
            let end = match self.rule_at(&lower, at) {
                Some(rule) => {
                    let end = at + rule.source.len();
                    self.capitals.write(rule.output, chars, at..end, &mut out);
                    end
                }
                None if self.from == "Arab" && JOINERS.contains(&chars[at]) => at + 1,
                // A mark: its letter was written without it.
                None if !letters.begins_at(at) => {
                    out.push(chars[at]);
                    at + 1
                }
                None => {
                    let (source, end) = letters.stretch(at);
                    let is_known = |at| self.rule_at(&lower, at).is_some();
                    let is_unknown = chars[at].is_alphabetic() || !(at + 1..end).any(is_known);
                    if is_unknown {
                        out.push_str(source);
                        end
                    } else {
                        // What is no letter under a mark.
                        out.push(chars[at]);
                        at + 1
                    }
                }
            };
            at = end;
        }
        out
    }

    /// The text in the form that the rules are written in.
    fn letters<'t>(&self, text: &'t str) -> Letters<'t> {
        let mut letters = Letters::default();
        for letter in split_letters(text) {
            match self.decompose {
                Decompose::No => match composed(letter) {
                    Some(c) => letters.push(letter, std::iter::once(c)),
                    None => letters.push(letter, letter.nfc().flat_map(|c| self.known_letters(c))),
                },
                Decompose::All => letters.push(letter, letter.nfd()),
                Decompose::Hangul => letters.push(letter, letter.nfc().flat_map(jamo)),
            }
        }
        if self.language == "ar" {
            with_plain_article(&mut letters.chars);
        }
        letters
    }

    /// A letter, or for one of polytonic Greek that the standard does not know the monotonic one.
    fn known_letters(&self, c: char) -> Vec<char> {
        let lower = || c.to_lowercase().next().unwrap_or(c);
        if !is_polytonic(c) || self.by_first().contains_key(&lower()) {
            return vec![c];
        }
        monotonic(c)
    }

    fn by_first(&self) -> &ByFirst {
        self.by_first.get_or_init(|| {
            let rules = self.file.read().map_or(&[][..], |file| &file.rules);
            by_first(rules)
        })
    }

    fn rule_at(&self, lower: &[char], at: usize) -> Option<&Rule> {
        let rules = &self.file.read()?.rules;
        let candidates = self
            .by_first()
            .get(&lower[at])?
            .iter()
            .map(|rule| &rules[*rule]);
        candidates.into_iter().find(|rule| {
            let end = at + rule.source.len();
            lower.get(at..end) == Some(rule.source.as_slice())
                && rule.left.holds_before(lower, at)
                && rule.right.holds_after(lower, end)
        })
    }
}

/// The character of a letter that is one and composed, as nearly all are, and not of polytonic Greek.
fn composed(letter: &str) -> Option<char> {
    let mut chars = letter.chars();
    let one = chars.next().filter(|c| !is_polytonic(*c))?;
    let is_composed = || is_nfc_quick(std::iter::once(one)) == IsNormalized::Yes;
    (chars.next().is_none() && is_composed()).then_some(one)
}

fn is_polytonic(c: char) -> bool {
    matches!(c, '\u{1f00}'..='\u{1fff}')
}

/// What joins or parts letters and has no width of its own, as in Persian compounds.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Gives the Arabic article a plain alif, as rules know it, where it is written with one of connection.
fn with_plain_article(text: &mut [char]) {
    const WASLA: char = '\u{671}';
    for at in 0..text.len() {
        let begins = at == 0 || !text[at - 1].is_alphanumeric();
        if begins && text[at] == WASLA && text.get(at + 1) == Some(&'ل') {
            text[at] = 'ا';
        }
    }
}

/// A letter of polytonic Greek with the one accent that is written since 1982, and without breathings.
fn monotonic(c: char) -> Vec<char> {
    static MARKS: LazyLock<Table<char, &str>> = LazyLock::new(|| {
        let rows = rule_rows(include_str!("monotonic.tsv")).skip(1);
        rows.filter_map(|row| Some((row[0].chars().last()?, *row.get(1)?)))
            .collect()
    });
    let marks = |c: char| match MARKS.get(&c) {
        Some(mark) => mark.chars().filter(|c| *c != '◌').collect(),
        None => vec![c],
    };
    std::iter::once(c).nfd().flat_map(marks).nfc().collect()
}

fn by_first(rules: &[Rule]) -> ByFirst {
    let mut by_first = ByFirst::default();
    for (at, rule) in rules.iter().enumerate() {
        if let Some(first) = rule.source.first() {
            by_first.entry(*first).or_default().push(at);
        }
    }
    for list in by_first.values_mut() {
        list.sort_by_key(|at| (std::cmp::Reverse(rules[*at].source.len()), *at));
    }
    by_first
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::romanize::rule_file::RuleFile;

    #[test]
    fn the_press_of_a_language_has_its_own_spellings() {
        assert!(press_spellings("Лукашенко", "ru", "sv").eq(["Lukasjenko"]));
    }

    #[test]
    fn every_file_is_a_standard_of_its_own() {
        let mut ids = HashSet::new();
        for (name, text) in FILES {
            let file = RuleFile::parse(text)
                .unwrap_or_else(|problem| panic!("standards/{name}.tsv: {problem}"));
            let sourced = file.rules.iter().all(|rule| !rule.source.is_empty());
            assert!(sourced, "standards/{name}.tsv: a rule has no source");
            let standard = Standard::new(Unread::new(text));
            assert_eq!(standard.id, *name, "the file is named after its id");
            for field in [
                standard.name,
                standard.language,
                standard.from,
                standard.to,
                standard.source,
            ] {
                assert!(!field.is_empty(), "standards/{name}.tsv lacks a field");
            }
            for id in std::iter::once(&standard.id).chain(&standard.aliases) {
                assert!(ids.insert(id.to_lowercase()), "{id} stands twice");
            }
        }
        assert!(standards().len() >= 60);
    }

    #[test]
    fn unknown_letters_stay_byte_for_byte() {
        for standard in standards() {
            for unknown in ["caf\u{e9}", "cafe\u{301}", "a\u{323}\u{307}", "\u{1e69}"] {
                if standard.from != "Latn" {
                    assert_eq!(standard.apply(unknown), unknown, "{}", standard.id);
                }
            }
        }
        let bgn = standard("bgnpcgn-rus-Cyrl-Latn-1947").unwrap();
        assert_eq!(
            bgn.apply("\u{1f08}ρα \u{1112}\u{1161}"),
            "\u{1f08}ρα \u{1112}\u{1161}"
        );
        assert_eq!(bgn.apply("и\u{306} ле\u{301}"), "y le\u{301}");
    }

    #[test]
    fn rules_leave_no_letter_of_their_script_in_names_of_their_language() {
        for (id, source, expected) in [
            (
                "bgnpcgn-rus-Cyrl-Latn-1947-alt",
                "Конджорян Щёлково",
                "Kondzhoryan Shchëlkovo",
            ),
            ("iso-rus-Cyrl-Latn-9-1995", "Чехов", "Čehov"),
            (
                "icao-rus-Cyrl-Latn-9303",
                "АЙК КОНДЖОРЯН",
                "AIK KONDZHORIAN",
            ),
            (
                "ua-ukr-Cyrl-Latn-2010",
                "Згурський, Київ",
                "Zghurskyi, Kyiv",
            ),
            ("bgnpcgn-hye-Armn-Latn-1981", "Երևան", "Yerevan"),
            ("ggg-kat-Geor-Latn-2002", "ჯუღაშვილი", "jughashvili"),
            // An apostrophe does not end a word in capitals.
            ("bgnpcgn-ron-Cyrl-Latn-2002", "СОЦИ'Я", "SOŢI'EA"),
        ] {
            let standard = standard(id).unwrap_or_else(|| panic!("{id}"));
            assert_eq!(standard.apply(source), expected, "{id}");
        }
    }
}

//! The rule sets of the lattice: what a letter may have become in Latin script.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock, PoisonError, RwLock};

use super::brahmic;
use super::rule_file::{Rule, RuleFile, Unread};
use super::rule_list::{RuleList, Written};
use super::syllables::Syllables;
use crate::rules::context::{Classes, Context};
use crate::rules::{Table, rule_rows};
use crate::text::{base_language, is_kana, script_of, unmixed};

mod conventions {
    include!(concat!(env!("OUT_DIR"), "/conventions.rs"));
}
mod learned {
    include!(concat!(env!("OUT_DIR"), "/learned.rs"));
}

/// The rules that may apply to one word, by the first character of their source.
#[derive(Debug, Default)]
pub(crate) struct RuleSet {
    by_first: Table<char, RuleList>,
    /// Rules without a source: letters that were not written.
    insertions: RuleList,
    /// Rules for the syllables that Han characters are read as.
    syllables: Syllables,
    /// Hangul syllables are to be taken apart first.
    pub(super) jamo: bool,
    /// Vowels that are written in front of the consonant they are spoken behind, as in Thai; rules have them behind it.
    front: &'static str,
    /// Signs that no rule has: those of tone.
    unread: &'static str,
    /// Signs between syllables, which are edges to the rules.
    parts: &'static str,
}

/// Rules of a language that a text is not known to be in cost this much more.
const FOREIGN: f32 = 0.15;
/// Rules made for another script of the same family cost this much more.
const PARALLEL: f32 = 0.05;
/// Learned rules are no better than press spellings where there are rules made by hand.
const LEARNED: f32 = 0.35;

impl RuleSet {
    fn add(&mut self, file: &RuleFile, cost: impl Fn(f32) -> f32) {
        self.jamo |= file.field("decompose") == "jamo";
        for (own, field) in [
            (&mut self.front, "front"),
            (&mut self.unread, "unread"),
            (&mut self.parts, "parts"),
        ] {
            if own.is_empty() {
                *own = file.field(field);
            }
        }
        let is_ordered = file.field("front") == self.front && file.field("unread") == self.unread;
        for rule in &file.rules {
            let source = match is_ordered {
                true => rule.source.clone(),
                false => self.in_order(rule.source.clone()),
            };
            if source.is_empty() && !rule.source.is_empty() {
                continue;
            }
            let rule = Rule {
                source,
                cost: cost(rule.cost),
                ..rule.clone()
            };
            match rule.source.first() {
                _ if file.field("reading") == "syllables" => self.syllables.add(rule),
                Some(first) => self.by_first.entry(*first).or_default().push(rule),
                None if !rule.output.is_empty() => self.insertions.push(rule),
                None => {}
            }
        }
    }

    /// Ready to be asked.
    fn sorted(mut self) -> RuleSet {
        let lists = self.by_first.values_mut();
        lists.chain([&mut self.insertions]).for_each(RuleList::sort);
        self.syllables.sort();
        self
    }

    /// The characters of a word in the order that rules read them in.
    fn in_order(&self, mut word: Vec<char>) -> Vec<char> {
        if self.front.is_empty() && self.unread.is_empty() {
            return word;
        }
        word.retain(|c| !self.unread.contains(*c));
        let mut at = 0;
        while at + 1 < word.len() {
            if self.front.contains(word[at]) && !is_mark(word[at + 1]) {
                word.swap(at, at + 1);
                at += 1;
            }
            at += 1;
        }
        word
    }

    fn is_empty(&self) -> bool {
        self.by_first.is_empty() && self.syllables.is_empty()
    }

    /// What the rules write that read on from a place of a word and fit there, sorted by output, length and cost.
    pub(super) fn reading<'r>(
        &'r self,
        word: &'r [char],
        at: usize,
    ) -> impl Iterator<Item = &'r Written> {
        let here = word.get(at).and_then(|c| self.by_first.get(c));
        here.into_iter()
            .flat_map(move |rules| rules.fitting(word, at))
    }

    /// What is added at a place without reading on, in the same order.
    pub(super) fn adding<'r>(
        &'r self,
        word: &'r [char],
        at: usize,
    ) -> impl Iterator<Item = &'r Written> {
        self.insertions.fitting(word, at)
    }

    /// Whether characters are read as their syllables, too.
    /// What the readings of the character of Han script at a place are written as, in no order; nothing for other scripts.
    pub(super) fn syllables<'r>(
        &'r self,
        word: &[char],
        at: usize,
    ) -> impl Iterator<Item = &'r Written> + use<'r> {
        let sign = word.get(at).copied();
        sign.into_iter().flat_map(|sign| self.syllables.of(sign))
    }
}

/// The rules for words of a script, read as a language if it is known.
///
/// Gives `None` for a script there are no rules for.
pub(crate) fn rule_set(script: &'static str, lang: &str) -> Option<&'static RuleSet> {
    let lang = match FILES.get_key_value(base_language(lang)) {
        Some((lang, file)) if file.field("from") == script => lang,
        _ => "",
    };
    set_of(script, lang)
        .get_or_init(|| compile(script, lang).map(RuleSet::sorted))
        .as_ref()
}

/// A language that there are rules of the press for, as it is called there, and the script that they read.
pub(super) fn of_language(lang: &str) -> Option<(&'static str, &'static str)> {
    let (lang, file) = FILES.get_key_value(lang)?;
    (file.field("language") == *lang).then_some((*lang, file.field("from")))
}

/// Where the rules of a script and language are, or will be.
///
/// The lock is held only to look: no word waits for the rules of another script.
fn set_of(script: &'static str, lang: &'static str) -> &'static OnceLock<Option<RuleSet>> {
    type Sets = Table<(&'static str, &'static str), &'static OnceLock<Option<RuleSet>>>;
    static SETS: LazyLock<RwLock<Sets>> = LazyLock::new(RwLock::default);
    let known = SETS.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(set) = known.get(&(script, lang)) {
        return set;
    }
    drop(known);
    let mut sets = SETS.write().unwrap_or_else(PoisonError::into_inner);
    // Sets live as long as the program: there are as many as languages.
    sets.entry((script, lang))
        .or_insert_with(|| Box::leak(Box::default()))
}

/// Convention files by language.
pub(super) static FILES: LazyLock<BTreeMap<&'static str, Unread>> = LazyLock::new(|| {
    let files = conventions::FILES.iter();
    files
        .map(|(name, text)| (*name, Unread::new(text)))
        .collect()
});

fn compile(script: &'static str, lang: &str) -> Option<RuleSet> {
    if script == "Latn" {
        return Some(latin());
    }
    let mut set = RuleSet::default();
    // Names from elsewhere are read by ear unless the language writes every sound of them.
    let by_ear = FILES
        .get(lang)
        .is_none_or(|own| own.field("by sound") != "none");
    for (name, file) in FILES.iter() {
        if !by_ear && file.field("reading") == "by sound" {
            continue;
        }
        let own = *name == lang
            || lang.is_empty()
            || file.field("language") == "mul"
            || file.field("pivot") == "reverse";
        let of_script = Some(file).filter(|file| file.field("from") == script);
        if let Some(file) = of_script.and_then(Unread::read) {
            set.add(file, |cost| if own { cost } else { cost + FOREIGN });
        }
        if let Some(parallel) = brahmic::parallel(file, script) {
            set.add(&parallel, |cost| cost + PARALLEL);
        }
    }
    if script == "Hani" {
        set.syllables.add_systems();
    }
    let pooled = format!("und-{script}");
    if let Some((_, text)) = learned::FILES.iter().find(|(name, _)| *name == pooled) {
        let file = RuleFile::parse(text).ok()?;
        // Readings are the ground that rules for characters stand on.
        let alone = set.is_empty() || file.field("reading") == "syllables";
        set.add(&file, |cost| {
            if alone {
                cost * 0.5
            } else {
                LEARNED + cost * 0.5
            }
        });
    }
    (!set.is_empty()).then_some(set)
}

/// Spellings of one Latin name in other languages, and of names that came through Russian.
fn latin() -> RuleSet {
    let mut set = RuleSet::default();
    let classes = Classes::new();
    let text = conventions::FILES
        .iter()
        .find(|(name, _)| *name == "latin")
        .map_or("", |(_, text)| text);
    for row in rule_rows(text).skip(1).filter(|row| row.len() >= 3) {
        let cost = row[2].parse().unwrap_or(1.0);
        for (from, to) in [(row[0], row[1]), (row[1], row[0])] {
            let context = |marked: bool, mark| {
                Context::parse(if marked { mark } else { "" }, &classes).unwrap_or_default()
            };
            let rule = Rule {
                source: from.trim_matches(['^', '$']).chars().collect(),
                left: context(from.starts_with('^') || to.starts_with('^'), "^"),
                right: context(from.ends_with('$') || to.ends_with('$'), "$"),
                output: to.trim_matches(['^', '$']),
                cost,
                rank: 0,
            };
            match rule.source.first() {
                Some(first) => set.by_first.entry(*first).or_default().push(rule),
                None if !rule.output.is_empty() => set.insertions.push(rule),
                None => {}
            }
        }
    }
    if let Some(pivot) = FILES.get("latin-pivot").and_then(Unread::read) {
        set.add(pivot, |cost| cost);
    }
    for letter in ('a'..='z').chain('0'..='9') {
        let same = Rule {
            source: vec![letter],
            left: Context::default(),
            right: Context::default(),
            output: LETTERS
                .get(letter_at(letter)..letter_at(letter) + 1)
                .unwrap_or(""),
            cost: 0.0,
            rank: 0,
        };
        set.by_first.entry(letter).or_default().push(same);
    }
    set
}

/// A syllable of pinyin or of Wade-Giles without its marks; ü is v.
pub(super) fn plain(syllable: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let letters = syllable.nfc().map(|c| if c == 'ü' { 'v' } else { c });
    letters.nfd().filter(char::is_ascii_alphabetic).collect()
}

static LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";

fn letter_at(letter: char) -> usize {
    LETTERS.find(letter).unwrap_or(0)
}

/// The script that a name is read in: Japanese kana, which elsewhere go with Han characters, by themselves.
pub(super) fn script_read(name: &str) -> &'static str {
    match script_of(name) {
        "Hani" if name.contains(is_kana) => "Kana",
        script => script,
    }
}

/// The word as the rules want it, and the set of them, if there is any way to read its script.
pub(crate) fn word_and_rules(word: &str, lang: &str) -> Option<(Vec<char>, &'static RuleSet)> {
    use unicode_normalization::UnicodeNormalization;
    let word = &plain_letters(word);
    let script = match script_read(word) {
        "" => return None,
        script => script,
    };
    let Some(rules) = rule_set(script, lang) else {
        return by_letters(word);
    };
    let chars: Vec<char> = match script {
        "Latn" => latin_letters(word),
        "Hang" if rules.jamo => word.nfd().collect(),
        // In the signs of one way of writing.
        "Hani" => crate::fold::fold(word)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect(),
        _ => {
            let letters = word.nfc().flat_map(char::to_lowercase);
            rules.in_order(
                letters
                    .filter(|c| c.is_alphanumeric() || is_mark(*c) || rules.parts.contains(*c))
                    .collect(),
            )
        }
    };
    Some((chars, rules))
}

/// The word in the letters that rules are written for: no forms of letters as
/// they stand in a line, no half-width kana, no tatweel, none that only look like those of the rest.
fn plain_letters(word: &str) -> Cow<'_, str> {
    match unmixed(word) {
        Cow::Borrowed(word) => without_forms(word),
        Cow::Owned(word) => Cow::Owned(without_forms(&word).into_owned()),
    }
}

fn without_forms(word: &str) -> Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    const TATWEEL: char = '\u{640}';
    // Elsewhere a compatible letter may be one of an alphabet, as `և` and `ำ` are.
    let form = |c| matches!(c, '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{ff00}'..='\u{ffef}');
    if !word.contains(|c| c == TATWEEL || form(c)) {
        return Cow::Borrowed(word);
    }
    let letters = word.chars().filter(|c| *c != TATWEEL).flat_map(|c| {
        let plain: Vec<char> = match form(c) {
            true => std::iter::once(c).nfkc().collect(),
            false => vec![c],
        };
        plain
    });
    Cow::Owned(letters.filter(|c| *c != TATWEEL).nfc().collect())
}

fn latin_letters(word: &str) -> Vec<char> {
    crate::fold::fold(word)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// A word of a script without rules is read letter by letter, and then as a Latin one.
fn by_letters(word: &str) -> Option<(Vec<char>, &'static RuleSet)> {
    let letters = super::letters::latin(word);
    let chars = latin_letters(&letters);
    (!chars.is_empty())
        .then(|| Some((chars, rule_set("Latn", "")?)))
        .flatten()
}

pub(super) fn is_mark(c: char) -> bool {
    use crate::text::chars::{Char, Class};
    Char::of(c).class() == Class::Extend
}

#[cfg(test)]
#[path = "rules_test.rs"]
mod tests;

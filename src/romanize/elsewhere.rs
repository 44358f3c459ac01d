//! Names in Han characters as they are read outside Mandarin: 梁振英 is Leung
//! Chun-ying in Hong Kong, 文在寅 Moon Jae-in in Korea, 習近平 Tập Cận Bình in Vietnam.
//!
//! A name is read in one language from its first character to its last, so
//! each language writes the word anew, in a spelling that has rules of its own.

use super::han::{self, Readings};
use super::rules::{RuleSet, rule_set, word_and_rules};
use crate::text::{base_language, script_of};

/// A word as another language writes it, and the rules for that.
pub(crate) struct Reading {
    pub(crate) word: Vec<char>,
    pub(crate) rules: &'static RuleSet,
    /// What it costs to take it for a name of that language.
    pub(crate) cost: f32,
}

/// A language that reads Han characters in its own way.
struct Tongue {
    lang: &'static str,
    readings: &'static Readings,
    /// What it puts between two syllables.
    joint: &'static str,
    /// The rules for what it writes; otherwise those of its script.
    rules: Option<&'static str>,
}

static TONGUES: [&Tongue; 3] = [
    &Tongue {
        lang: "yue",
        readings: &han::CANTONESE,
        joint: "'",
        rules: Some("Jyut"),
    },
    &Tongue {
        lang: "ko",
        readings: &han::KOREAN,
        joint: "",
        rules: None,
    },
    &Tongue {
        lang: "vi",
        readings: &han::VIETNAMESE,
        joint: "",
        rules: None,
    },
];

/// Names of more characters are no names of people or places of China and its neighbours.
const MOST_CHARACTERS: usize = 6;
/// Ways to read one word in one language.
const MOST_WAYS: usize = 4;
/// What it costs to read a name in another language than Mandarin.
const ELSEWHERE: f32 = 0.12;
/// What a reading costs that is not the usual one of its character.
const UNUSUAL: f32 = 0.1;

/// How a word of Han characters is read outside Mandarin; nothing for other words.
///
/// In a text whose language reads them itself it is that language alone.
pub(crate) fn readings(word: &str, lang: &str) -> Vec<Reading> {
    let characters = word.chars().count();
    if script_of(word) != "Hani" || !(1..=MOST_CHARACTERS).contains(&characters) {
        return Vec::new();
    }
    let lang = base_language(lang);
    let own = TONGUES.iter().filter(|tongue| tongue.lang == lang);
    let tongues: Vec<_> = match lang {
        "ja" => return Vec::new(),
        _ if own.clone().count() > 0 => own.collect(),
        _ => TONGUES.iter().collect(),
    };
    let readings = tongues.into_iter().flat_map(|tongue| tongue.read(word));
    readings.collect()
}

impl Tongue {
    fn read(&self, word: &str) -> Vec<Reading> {
        let written = self.written(word);
        let reading = |(written, cost): (String, f32)| {
            let (word, rules) = match self.rules {
                Some(script) => (written.chars().collect(), rule_set(script, self.lang)?),
                None => word_and_rules(&written, self.lang)?,
            };
            Some(Reading { word, rules, cost })
        };
        written.into_iter().filter_map(reading).collect()
    }

    /// The word in the spelling of the language, with costs; nothing if it has a character that is not read there.
    fn written(&self, word: &str) -> Vec<(String, f32)> {
        let mut written = vec![(String::new(), ELSEWHERE)];
        for c in word.chars() {
            let syllables = self.readings.of(c);
            let mut longer = Vec::new();
            for (before, cost) in &written {
                for (nth, syllable) in syllables.iter().enumerate() {
                    let joint = if before.is_empty() { "" } else { self.joint };
                    let cost = cost + if nth == 0 { 0.0 } else { UNUSUAL };
                    longer.push((format!("{before}{joint}{syllable}"), cost));
                }
            }
            longer.sort_by(|a, b| a.1.total_cmp(&b.1));
            longer.truncate(MOST_WAYS);
            written = longer;
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use crate::romanize::spellings;

    #[test]
    fn a_name_is_read_in_one_language() {
        for (name, spelling) in [
            ("梁振英", "leungchunying"),
            ("陳婉嫻", "chanyuenhan"),
            ("王國興", "wongkwokhing"),
            ("文在寅", "moonjaein"),
            ("习近平", "tapcanbinh"),
            ("洪秀柱", "hunghsiuchu"),
        ] {
            let all = spellings(name, "", 64);
            assert!(
                all.iter().any(|(found, _)| found == spelling),
                "{name}: {all:?}"
            );
        }
        let mixed = spellings("梁振英", "", 64);
        assert!(!mixed.iter().any(|(found, _)| found == "leungzhenying"));
    }

    #[test]
    fn where_the_language_is_known_no_other_is_read() {
        let of = |lang| spellings("安倍", lang, 64);
        assert!(of("ja").iter().all(|(found, _)| found != "onpui"));
        assert!(of("").iter().any(|(found, _)| found == "onpui"));
        assert!(of("ko").iter().all(|(found, _)| found != "onpui"));
    }
}

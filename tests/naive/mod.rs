//! A naive matcher: every stretch of words looked up in a map.
//!
//! It has its own idea of words, keys and boundaries, written for the few
//! characters that the texts are made of.

use std::collections::{BTreeMap, HashMap};

use exonym::matcher::OverlapPolicy;
use exonym::{Annotation, Reason};

/// A word of the oracle: where it is, and what stands before it.
struct Word<'t> {
    start: usize,
    text: &'t str,
    gap: &'t str,
}

fn is_dense(c: char) -> bool {
    matches!(c, '一'..='龥' | 'ァ'..='ヶ')
}

fn is_dense_word(word: &Word) -> bool {
    word.text.starts_with(is_dense)
}

/// Runs of letters, and single dense characters.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    let mut open = false;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if open && !is_dense(c) {
            let last = words.last_mut().expect("a word is open");
            last.text = &text[last.start..next];
        } else {
            words.push(Word {
                start: at,
                text: &text[at..next],
                gap: &text[end..at],
            });
        }
        end = next;
        open = !is_dense(c);
    }
    words
}

fn length(word: &Word) -> usize {
    word.text.chars().count()
}

/// A single letter or digit, as in `U.S.A.`; a character of a dense script is a word.
fn is_initial(word: &Word) -> bool {
    length(word) == 1 && !is_dense_word(word)
}

/// What may as well be a possessive, a quotation mark or an elision: a name crosses it only if it
/// is listed with the same.
const MARKED: [&str; 10] = ["' ", "’ ", " '", " ’", "'-", "’-", "-'", "-’", "- ", "– "];

/// The marks within words that stand together: in front of which word of the key, and which.
fn marks(words: &[Word]) -> Vec<(usize, String)> {
    let mut nth = 1;
    let mut marks = Vec::new();
    for pair in words.windows(2) {
        if MARKED.contains(&pair[1].gap) {
            let one_form = pair[1].gap.replace('’', "'").replace('–', "-");
            marks.push((nth, one_form));
        }
        nth += usize::from(glue(&pair[0], &pair[1]) != Some(""));
    }
    marks
}

/// What stands between two words in a key; `None` if no name crosses.
fn glue(before: &Word, word: &Word) -> Option<&'static str> {
    match word.gap {
        "" | "'" | "’" => Some(""),
        " " | "  " | "\n" | "-" | "–" | "_" => Some(" "),
        "." if is_initial(before) => Some(""),
        "." => Some(" "),
        gap if MARKED.contains(&gap) => Some(" "),
        ". " if is_initial(before) || before.text.eq_ignore_ascii_case("st") => Some(" "),
        _ => None,
    }
}

/// The key of words that stand together.
fn window_key(words: &[Word]) -> Option<String> {
    let mut key = words[0].text.to_lowercase();
    for pair in words.windows(2) {
        key.push_str(glue(&pair[0], &pair[1])?);
        key.push_str(&pair[1].text.to_lowercase());
    }
    Some(key)
}

/// The key of a name: there every joint is meant.
fn name_key(name: &str) -> String {
    let words = words(name);
    let mut key = String::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &words[at]);
        key.push_str(match before {
            None => "",
            Some(before) => glue(before, word).unwrap_or(" "),
        });
        key.push_str(&word.text.to_lowercase());
    }
    key
}

/// Katakana that runs on is one word.
fn one_katakana(a: &Word, b: &Word) -> bool {
    let katakana = |word: &Word| word.text.starts_with(|c| matches!(c, 'ァ'..='ヺ' | 'ー'));
    katakana(a) && katakana(b)
}

/// Whether a name may begin at a word, given the one before.
fn begins(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &words[at]) else {
        return true;
    };
    match words[at].gap {
        "" => {
            (is_dense_word(before) || is_dense_word(&words[at]))
                && !one_katakana(before, &words[at])
        }
        "'" | "’" => length(before) <= 5,
        "." => !is_initial(before) || !is_initial(&words[at]),
        _ => true,
    }
}

/// Whether a name may end at a word, given the one after.
fn ends(words: &[Word], at: usize) -> bool {
    let Some(next) = words.get(at + 1) else {
        return true;
    };
    match next.gap {
        "" => (is_dense_word(&words[at]) || is_dense_word(next)) && !one_katakana(&words[at], next),
        "'" | "’" => next.text.eq_ignore_ascii_case("s") || length(&words[at]) >= 3,
        "." => !is_initial(&words[at]) || !is_initial(next),
        _ => true,
    }
}

/// First word, last word and ids of a match.
type Found = (usize, usize, Vec<String>);

/// An id and the marks that the name is listed with.
type Listed = (String, Vec<(usize, String)>);

pub struct Oracle {
    names: HashMap<String, Vec<Listed>>,
    longest: usize,
}

impl Oracle {
    pub fn new(names: &[(String, String)]) -> Oracle {
        let mut map: HashMap<String, Vec<Listed>> = HashMap::new();
        for (id, name) in names {
            // A low line may stand for a space or for nothing.
            for key in [name_key(name), name_key(&name.replace('_', ""))] {
                let listed = map.entry(key).or_default();
                listed.push((id.clone(), marks(&words(name))));
                listed.sort();
                listed.dedup();
            }
        }
        let longest = map.keys().map(String::len).max();
        Oracle {
            longest: longest.unwrap_or(0),
            names: map,
        }
    }

    /// The ids of a key, of names with all the marks that stand between the words.
    fn ids(&self, key: &str, words: &[Word]) -> Vec<String> {
        let marks = marks(words);
        let listed = self.names.get(key).into_iter().flatten();
        let mut ids: Vec<String> = listed
            .filter(|(_, own)| marks.iter().all(|mark| own.contains(mark)))
            .map(|(id, _)| id.clone())
            .collect();
        ids.dedup();
        ids
    }

    fn all(&self, words: &[Word]) -> Vec<Found> {
        let mut found = Vec::new();
        for first in (0..words.len()).filter(|at| begins(words, *at)) {
            for last in first..words.len() {
                let Some(key) = window_key(&words[first..=last]) else {
                    break;
                };
                if key.len() > self.longest {
                    break;
                }
                let ids = self.ids(&key, &words[first..=last]);
                if !ids.is_empty() && ends(words, last) {
                    found.push((first, last, ids));
                }
            }
        }
        found.sort_by_key(|(first, last, _)| (*first, std::cmp::Reverse(*last)));
        found
    }

    fn find(&self, words: &[Word], policy: OverlapPolicy) -> Vec<Found> {
        let all = self.all(words);
        match policy {
            OverlapPolicy::NoSub => {
                let within =
                    |a: &Found, b: &Found| b.0 <= a.0 && a.1 <= b.1 && (a.0, a.1) != (b.0, b.1);
                let free = |a: &&Found| !all.iter().any(|b| within(a, b));
                all.iter().filter(free).cloned().collect()
            }
            OverlapPolicy::Longest => {
                let mut left = all;
                let mut kept: Vec<Found> = Vec::new();
                // The longest, the first of equally long ones; then what is clear of it.
                while let Some(best) = left
                    .iter()
                    .min_by_key(|m| (std::cmp::Reverse(m.1 - m.0), m.0))
                    .cloned()
                {
                    left.retain(|m| m.1 < best.0 || best.1 < m.0);
                    kept.push(best);
                }
                kept.sort_by_key(|m| m.0);
                kept
            }
            _ => all,
        }
    }
}

/// The first of all, of those that begin there the longest, and on from its end.
pub fn leftmost(oracle: &Oracle, text: &str) -> Vec<usize> {
    let words = words(text);
    let mut free = 0;
    let mut starts = Vec::new();
    // In order, the longest first.
    for (first, last, _) in oracle.all(&words) {
        if first >= free {
            starts.push(words[first].start);
            free = last + 1;
        }
    }
    starts
}

/// What is found, by place: ids, and whether it is too short to be linked.
pub type Result = BTreeMap<(usize, usize), (Vec<String>, bool)>;

pub fn expected(oracle: &Oracle, text: &str, policy: OverlapPolicy) -> Result {
    let words = words(text);
    let found = oracle.find(&words, policy);
    let place = |m: &Found| {
        let last = &words[m.1];
        let short = m.0 == m.1 && (is_dense_word(last) || length(last) < 3);
        let end = last.start + last.text.len();
        // The full stop of dotted initials belongs to them: `U.S.`.
        let initials =
            m.0 < m.1 && last.gap == "." && is_initial(last) && is_initial(&words[m.1 - 1]);
        let stop = initials && text[end..].starts_with('.');
        (
            (words[m.0].start, end + usize::from(stop)),
            (m.2.clone(), short),
        )
    };
    found.iter().map(place).collect()
}

pub fn actual(annotation: &Annotation) -> Result {
    let mentions = annotation.mentions.iter().map(|m| {
        let rivals = m.rivals.iter().map(|rival| rival.entity.id);
        let ids = rivals.chain([m.entity.id]).map(str::to_owned).collect();
        (m.span.clone(), ids, false)
    });
    let abstentions = annotation.abstentions.iter().map(|a| {
        assert!(
            matches!(
                a.reason,
                Reason::TooShort | Reason::Address | Reason::OtherAbbreviation
            ) || a.candidates.len() > 1,
            "{a:?}"
        );
        let ids = a.candidates.iter().map(|c| c.entity.id.to_owned());
        (a.span.clone(), ids.collect(), a.reason == Reason::TooShort)
    });
    let all = mentions.chain(abstentions);
    all.map(|(span, mut ids, short): (_, Vec<String>, _)| {
        ids.sort();
        ((span.start, span.end), (ids, short))
    })
    .collect()
}

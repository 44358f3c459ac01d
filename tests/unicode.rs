//! Words, keys and case against the data files of the Unicode Standard.
//!
//! Where we mean to differ, the difference has a name and a reason here, or a
//! row in `tests/unicode/exceptions.tsv`; an exception that no character needs
//! fails like a deviation that no exception covers.

use std::collections::{BTreeMap, BTreeSet};

use exonym::fold::key;
use exonym::text::{script_of, tokenize};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

const WORD_BREAKS: &str = include_str!("unicode/WordBreakTest.txt");
const NORMALIZATION: &str = include_str!("unicode/NormalizationTest.txt");
const CASE_FOLDING: &str = include_str!("unicode/CaseFolding.txt");
const EXCEPTIONS: &str = include_str!("unicode/exceptions.tsv");
const MARKS: &str = include_str!("../src/text/marks.tsv");

/// A difference we mean: the characters concerned, and why.
struct Exception {
    name: &'static str,
    covers: fn(char) -> bool,
    #[expect(dead_code, reason = "read by people")]
    why: &'static str,
}

/// The exception that covers a character, noted as used.
fn excused(exceptions: &'static [Exception], c: char, used: &mut BTreeSet<&'static str>) -> bool {
    let found = exceptions.iter().find(|exception| (exception.covers)(c));
    used.extend(found.map(|exception| exception.name));
    found.is_some()
}

fn assert_all_used(exceptions: &[Exception], used: &BTreeSet<&'static str>) {
    let idle: Vec<_> = exceptions
        .iter()
        .map(|exception| exception.name)
        .filter(|name| !used.contains(name))
        .collect();
    assert!(idle.is_empty(), "exceptions without a case: {idle:?}");
}

fn code_point(hex: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(hex.trim(), 16).ok()?)
}

fn string(hexes: &str) -> String {
    hexes.split_whitespace().filter_map(code_point).collect()
}

/// The fields of the lines of a data file, comments left out.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim())
        .filter(|line| !line.is_empty() && !line.starts_with('@'))
}

/// Where a word may be parted further: characters of these classes in `marks.tsv`.
fn parts_words(c: char) -> bool {
    MARKS.lines().any(|line| {
        let mut fields = line.split('\t');
        let class = fields.next().unwrap_or("");
        let mark = fields
            .next()
            .and_then(|f| code_point(f.strip_prefix("U+")?));
        matches!(
            class,
            "apostrophe" | "hyphen" | "dot" | "colon" | "connector"
        ) && mark == Some(c)
    })
}

fn is_format(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{600}'..='\u{605}' | '\u{61C}' | '\u{6DD}' | '\u{70F}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Characters that UAX #29 takes into words and we do not.
const NO_PART_OF_WORDS: &[Exception] = &[
    Exception {
        name: "separators of numbers",
        covers: |c| {
            matches!(
                c,
                ',' | ';' | '\u{37E}' | '\u{589}' | '\u{60C}' | '\u{60D}' | '\u{66B}' | '\u{66C}'
            )
        },
        why: "join 3,200 to one word; no name holds one, and a list without spaces must part",
    },
    Exception {
        name: "Hebrew double quote",
        covers: |c| c == '"',
        why: "joins Hebrew letters to one word, but ASCII quotes around a name must part it; gershayim do join",
    },
    Exception {
        name: "emoji",
        covers: |c| matches!(c, '\u{1F000}'..='\u{1FAFF}'),
        why: "a joiner ties one to the word before; no name holds one",
    },
];

/// Characters that UAX #29 parts and we join.
const JOINED: &[Exception] = &[
    Exception {
        name: "Thai and Lao aa",
        covers: |c| matches!(c, '\u{E32}' | '\u{E33}' | '\u{EB2}' | '\u{EB3}'),
        why: "am decomposes to a mark and aa: both forms must be one cluster; alone it begins none",
    },
    Exception {
        name: "Arabic number signs",
        covers: |c| matches!(c, '\u{600}'..='\u{605}' | '\u{6DD}'),
        why: "format characters drawn around digits: digits there, nothing here",
    },
];

/// Compares our tokens with the word boundaries of UAX #29.
///
/// No token may run across a boundary; what tokens leave of a word must be
/// marks at which words are parted; and tokens that touch within a word must
/// be clusters of a dense script.
fn compare(text: &str, words: &[&str], used: &mut BTreeSet<&'static str>) -> Result<(), String> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut at = 0;
    for word in words {
        let (start, end) = (at, at + word.len());
        at = end;
        let across = tokens
            .iter()
            .find(|t| t.span().start < end && end < t.span().end);
        if let Some(token) = across {
            let (before, after) = text.split_at(end);
            let next = after.chars().next().unwrap_or(' ');
            let last = before
                .trim_end_matches(|c| {
                    is_combining_mark(c) || (is_format(c) && !JOINED.iter().any(|e| (e.covers)(c)))
                })
                .chars()
                .next_back()
                .unwrap_or(' ');
            if !excused(JOINED, next, used) && !excused(JOINED, last, used) {
                return Err(format!("{:?} runs across {word:?}", &text[token.span()]));
            }
        }
        if !word.contains(|c: char| c.is_alphanumeric() && !is_combining_mark(c))
            || across.is_some()
        {
            continue;
        }
        let inside = |byte: usize| tokens.iter().any(|t| t.span().contains(&byte));
        for (offset, c) in word
            .char_indices()
            .filter(|(offset, _)| !inside(start + offset))
        {
            let fine = parts_words(c)
                || is_format(c)
                || is_combining_mark(c)
                || excused(NO_PART_OF_WORDS, c, used)
                || excused(JOINED, c, used);
            if !fine {
                return Err(format!("{c:?} at {offset} of {word:?} is in no token"));
            }
        }
        let within = tokens
            .iter()
            .filter(|t| start <= t.span().start && t.span().end <= end);
        let within: Vec<_> = within.collect();
        for pair in within.windows(2) {
            let touch = text[pair[0].span().end..pair[1].span().start]
                .chars()
                .all(is_format);
            if touch && !pair[0].is_dense() && !pair[1].is_dense() {
                return Err(format!("{word:?} is parted without a mark"));
            }
        }
    }
    Ok(())
}

#[test]
fn words_of_the_standard() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in lines(WORD_BREAKS) {
        let words: Vec<String> = line
            .split('÷')
            .map(|word| string(&word.replace('×', " ")))
            .filter(|word| !word.is_empty())
            .collect();
        let text = words.concat();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        wrong.extend(
            compare(&text, &words, &mut used)
                .err()
                .map(|e| format!("{line}: {e}")),
        );
        count += 1;
    }
    assert!(count > 1_900, "only {count} lines");
    assert!(
        wrong.is_empty(),
        "{} lines:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_all_used(NO_PART_OF_WORDS, &used);
}

/// Strings of several scripts, with what stands in and between words.
fn mixed() -> impl Strategy<Value = String> {
    let letters = "[a-zÀ-ÿĀ-ſА-яЁёѐ-џԱ-Ֆա-և\u{531}-\u{556}ა-ჰΑ-ωא-ת؀-ۿऀ-ॿ一-乿ぁ-ゖァ-ヺ가-갿ก-ฺเ-๎ກ-ຮກ-໌က-ဪក-ឳ]{1,6}";
    let marks = "[\u{300}-\u{304}\u{5B0}-\u{5B4}\u{64B}-\u{650}\u{200C}\u{200D}\u{AD}\u{2060}]";
    let joints = "[ '’.:_\\-‐–·‧\n,;\"!?()«»]{1,2}";
    let piece = prop_oneof![
        6 => letters,
        2 => "[0-9٠-٩०-९]{1,3}",
        1 => marks,
        5 => joints,
        1 => "[😀-😂🇦-🇩]{1,2}",
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4096) })]

    #[test]
    fn words_of_mixed_scripts(text in mixed()) {
        let words: Vec<&str> = text.split_word_bounds().collect();
        let found = compare(&text, &words, &mut BTreeSet::new());
        prop_assert!(found.is_ok(), "{text:?}: {}", found.unwrap_err());
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        // A mark that follows no letter is a word there, and nothing here.
        let has_letter = |word: &str| word.contains(|c: char| c.is_alphanumeric() && !is_combining_mark(c) && !JOINED.iter().any(|e| (e.covers)(c)));
        let words = text.unicode_word_indices().filter(|(_, word)| has_letter(word));
        for (at, word) in words {
            let has_token = tokens.iter().any(|t| t.span().start < at + word.len() && at < t.span().end);
            prop_assert!(has_token, "{word:?} of {text:?} has no token");
        }
    }
}

/// Characters whose compatibility forms are not one key.
const NOT_ONE_KEY: &[Exception] = &[
    Exception {
        name: "signs that spell several letters",
        covers: |c| !c.is_alphabetic() && c.nfkc().nth(1).is_some(),
        why: "™, ℡, ㎏, ⒜: written beside a name, no part of it; as letters they would spoil its key",
    },
    Exception {
        name: "signs for phrases",
        covers: |c| matches!(c, '\u{FDFA}' | '\u{FDFB}' | '\u{FDFC}'),
        why: "one character, one token; their compatibility forms have spaces and are several",
    },
    Exception {
        name: "iota subscript alone",
        covers: |c| c == '\u{37A}',
        why: "its compatibility form is a mark on a space, and a mark begins no word",
    },
    Exception {
        name: "piles of kept marks",
        covers: |c| is_combining_mark(c) && key(&format!("a{c}")) != "a",
        why: "vowel signs, viramas and tones are kept in the order written; sorting several on one letter needs more than a table",
    },
];

#[test]
fn normalization_forms_have_one_key() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in lines(NORMALIZATION) {
        let forms: Vec<String> = line.split(';').take(5).map(string).collect();
        if !forms[0].contains(char::is_alphabetic) && !forms[4].contains(char::is_alphabetic) {
            continue;
        }
        count += 1;
        let keys: Vec<String> = forms.iter().map(|form| key(form)).collect();
        let one = keys.iter().all(|key| *key == keys[0]);
        if !one && !forms[0].chars().any(|c| excused(NOT_ONE_KEY, c, &mut used)) {
            wrong.push(format!("{line}: {keys:?}"));
        }
    }
    assert!(count > 18_000, "only {count} lines");
    assert!(
        wrong.is_empty(),
        "{} lines:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_all_used(NOT_ONE_KEY, &used);
}

/// Letters whose case folding we do not follow.
const OTHER_CASE: &[Exception] = &[Exception {
    name: "iota subscript alone",
    covers: |c| c == '\u{345}',
    why: "a mark begins no word; after a letter it does fold to iota",
}];

#[test]
fn case_folding_keeps_the_key() {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in lines(CASE_FOLDING) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        if !matches!(fields[1], "C" | "F") {
            continue;
        }
        count += 1;
        let (source, target) = (string(fields[0]), string(fields[2]));
        let same = key(&source) == key(&target);
        if !same && !source.chars().any(|c| excused(OTHER_CASE, c, &mut used)) {
            wrong.push(format!("{line}: {:?} {:?}", key(&source), key(&target)));
        }
    }
    assert!(count > 1_500, "only {count} mappings");
    assert!(
        wrong.is_empty(),
        "{} mappings:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_all_used(OTHER_CASE, &used);
}

/// The blocks in which every letter must have a key of its script.
const BLOCKS: &[(&str, &[std::ops::RangeInclusive<u32>])] = &[
    (
        "Latn",
        &[
            0x0000..=0x024F,
            0x1E00..=0x1EFF,
            0x2C60..=0x2C7F,
            0xA720..=0xA7FF,
            0xAB30..=0xAB6F,
            0x10780..=0x107BF,
            0x1DF00..=0x1DFFF,
        ],
    ),
    (
        "Cyrl",
        &[
            0x0400..=0x052F,
            0x1C80..=0x1C8F,
            0xA640..=0xA69F,
            0x1E030..=0x1E08F,
        ],
    ),
    ("Grek", &[0x0370..=0x03FF, 0x1F00..=0x1FFF]),
    ("Armn", &[0x0530..=0x058F, 0xFB13..=0xFB17]),
    ("Geor", &[0x10A0..=0x10FF, 0x1C90..=0x1CBF, 0x2D00..=0x2D2F]),
    ("Hebr", &[0x0590..=0x05FF, 0xFB1D..=0xFB4F]),
    (
        "Arab",
        &[
            0x0600..=0x06FF,
            0x0750..=0x077F,
            0x0870..=0x089F,
            0x08A0..=0x08FF,
            0xFB50..=0xFDFF,
            0xFE70..=0xFEFF,
        ],
    ),
];

#[test]
fn no_letter_is_left_behind() {
    let mut expected: BTreeMap<char, &str> = EXCEPTIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let c = code_point(fields[0].trim_start_matches("U+"));
            assert_eq!(fields.len(), 3, "{line}");
            assert!(!fields[2].is_empty(), "{line}: no reason");
            (c.expect("a code point"), fields[1])
        })
        .collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (script, blocks) in BLOCKS {
        let letters = blocks.iter().cloned().flatten().filter_map(char::from_u32);
        for c in letters.filter(|c| c.is_alphabetic() && !is_combining_mark(*c)) {
            count += 1;
            let key = key(&c.to_string());
            let own = |k: char| match *script {
                "Latn" => k.is_ascii_lowercase(),
                _ => k.is_alphabetic() && script_of(&k.to_string()) == *script,
            };
            let fine = !key.is_empty() && key.chars().all(own);
            match (fine, expected.remove(&c)) {
                (true, None) => {}
                (false, Some(listed)) if listed == key => {}
                (false, _) => wrong.push(format!("U+{:04X}\t{key}\t{c} folds amiss", c as u32)),
                (true, Some(_)) => wrong.push(format!("U+{:04X}: no exception any more", c as u32)),
            }
        }
    }
    assert!(count > 3_000, "only {count} letters");
    assert!(expected.is_empty(), "in none of the blocks: {expected:?}");
    assert!(
        wrong.is_empty(),
        "{} letters:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

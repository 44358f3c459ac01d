//! Keys and case against the data files of the Unicode Standard.

mod unicode;

use std::collections::BTreeMap;

use exonym::fold::key;
use exonym::text::script_of;
use unicode::{Deviations, Exception, code_point, excused, lines, string};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const NORMALIZATION: &str = include_str!("unicode/NormalizationTest.txt");
const CASE_FOLDING: &str = include_str!("unicode/CaseFolding.txt");
const EXCEPTIONS: &str = include_str!("unicode/exceptions.tsv");

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
    let mut found = Deviations::new();
    for line in lines(NORMALIZATION) {
        let forms: Vec<String> = line.split(';').take(5).map(string).collect();
        if !forms[0].contains(char::is_alphabetic) && !forms[4].contains(char::is_alphabetic) {
            continue;
        }
        found.count += 1;
        let keys: Vec<String> = forms.iter().map(|form| key(form)).collect();
        let one = keys.iter().all(|key| *key == keys[0]);
        let mut excused = |c: char| excused(NOT_ONE_KEY, c, &mut found.used);
        if !one && !forms[0].chars().any(&mut excused) {
            found.wrong.push(format!("{line}: {keys:?}"));
        }
    }
    found.assert_none(18_000, NOT_ONE_KEY);
}

/// Letters whose case folding we do not follow.
const OTHER_CASE: &[Exception] = &[Exception {
    name: "iota subscript alone",
    covers: |c| c == '\u{345}',
    why: "a mark begins no word; after a letter it does fold to iota",
}];

#[test]
fn case_folding_keeps_the_key() {
    let mut found = Deviations::new();
    for line in lines(CASE_FOLDING) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        if !matches!(fields[1], "C" | "F") {
            continue;
        }
        found.count += 1;
        let (source, target) = (string(fields[0]), string(fields[2]));
        let same = key(&source) == key(&target);
        let mut excused = |c: char| excused(OTHER_CASE, c, &mut found.used);
        if !same && !source.chars().any(&mut excused) {
            let keys = (key(&source), key(&target));
            found.wrong.push(format!("{line}: {keys:?}"));
        }
    }
    found.assert_none(1_500, OTHER_CASE);
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
    let mut found = Deviations::new();
    for (script, blocks) in BLOCKS {
        let letters = blocks.iter().cloned().flatten().filter_map(char::from_u32);
        for c in letters.filter(|c| c.is_alphabetic() && !is_combining_mark(*c)) {
            found.count += 1;
            let key = key(&c.to_string());
            let own = |k: char| match *script {
                "Latn" => k.is_ascii_lowercase(),
                _ => k.is_alphabetic() && script_of(&k.to_string()) == *script,
            };
            let fine = !key.is_empty() && key.chars().all(own);
            match (fine, expected.remove(&c)) {
                (true, None) => {}
                (false, Some(listed)) if listed == key => {}
                (false, _) => {
                    let amiss = format!("U+{:04X}\t{key}\t{c} folds amiss", c as u32);
                    found.wrong.push(amiss);
                }
                (true, Some(_)) => {
                    let idle = format!("U+{:04X}: no exception any more", c as u32);
                    found.wrong.push(idle);
                }
            }
        }
    }
    assert!(expected.is_empty(), "in none of the blocks: {expected:?}");
    found.assert_none(3_000, &[]);
}

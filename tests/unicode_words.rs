//! Words against the data files of the Unicode Standard.

mod unicode;

use std::collections::BTreeSet;

use exonym::text::tokenize;
use proptest::prelude::*;
use unicode::{Deviations, Exception, code_point, excused, lines, string};
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

const WORD_BREAKS: &str = include_str!("unicode/WordBreakTest.txt");
const MARKS: &str = include_str!("../src/text/marks.tsv");

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
    let mut found = Deviations::new();
    for line in lines(WORD_BREAKS) {
        let words: Vec<String> = line
            .split('÷')
            .map(|word| string(&word.replace('×', " ")))
            .filter(|word| !word.is_empty())
            .collect();
        let text = words.concat();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let wrong = compare(&text, &words, &mut found.used).err();
        found.wrong.extend(wrong.map(|e| format!("{line}: {e}")));
        found.count += 1;
    }
    found.assert_none(1_900, NO_PART_OF_WORDS);
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

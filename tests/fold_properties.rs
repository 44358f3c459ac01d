//! What must hold of keys and tokens whatever the text.

use exonym::fold::{fold, key};
use exonym::text::tokenize;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Letters and digits, single characters and short runs, of many scripts.
const PIECES: &[&str] = &[
    "a", "I", "z", "Q", "é", "Ł", "ß", "ẞ", "İ", "ı", "ø", "ǅ", "ﬁ", "ŉ", "ế", "Ơ", "ʻ", "ꞌ", "ǃ",
    "µ", "А", "б", "й", "Й", "и", "ё", "Ї", "ў", "ѐ", "ґ", "Α", "ς", "Σ", "ΐ", "ᾳ", "Ὠ", "ώ", "Ժ",
    "ո", "ւ", "Ւ", "և", "ՙ", "ა", "Ა", "Ⴀ", "ჸ", "א", "ם", "שׁ", "ﭏ", "ع", "ی", "ة", "أ", "ـ", "ﷲ",
    "ﻼ", "ﹰ", "ܐ", "अ", "क", "क़", "ব", "த", "王", "⼀", "玉", "か", "が", "ガ", "ﾊ", "ー", "ｶ",
    "한", "글", "ก", "กำ", "ນ", "က", "ខ", "Ⓜ", "²", "７", "٣", "3", "Ⅷ",
];

/// Marks that keys drop, and sequences that compose.
const MARKS: &[&str] = &[
    "\u{301}", "\u{306}", "\u{308}", "\u{323}", "\u{327}", "\u{5B0}", "\u{64B}", "\u{651}",
];

const JOINTS: &[&str] = &[
    " ", " ", " ", "-", "–", "'", "’", ".", ". ", ":", "_", "·", ", ", "\n", "/", "™", "😀",
    "\u{387}", "：", "＿",
];

/// Format characters: joiners, soft hyphen, direction marks.
const INVISIBLE: &[char] = &[
    '\u{AD}', '\u{200B}', '\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{202A}', '\u{202C}',
    '\u{202E}', '\u{2060}', '\u{2066}', '\u{2069}', '\u{FEFF}', '\u{61C}',
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<(u8, u8)>(), 0..24).prop_map(|choices| {
        let piece = |(kind, which): (u8, u8)| {
            let from = match kind % 8 {
                0 => MARKS,
                1 | 2 => JOINTS,
                _ => PIECES,
            };
            from[usize::from(which) % from.len()]
        };
        choices.into_iter().map(piece).collect()
    })
}

/// Any characters at all, but mostly of the lower planes.
fn anything() -> impl Strategy<Value = String> {
    let c = prop_oneof![
        3 => any::<u16>().prop_filter_map("surrogate", |n| char::from_u32(n.into())),
        1 => any::<char>(),
        1 => prop::sample::select(vec![' ', '\'', '.', '-', 'a']),
    ];
    prop::collection::vec(c, 0..40).prop_map(String::from_iter)
}

/// The text with an invisible character after some of its characters.
fn sprinkled(text: &str, choices: &[u8]) -> String {
    let mut sprinkled = String::new();
    for (at, c) in text.chars().enumerate() {
        sprinkled.push(c);
        let choice = usize::from(choices[at % choices.len()]);
        sprinkled.extend(INVISIBLE.get(choice));
    }
    sprinkled
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn a_key_is_its_own_key(text in text()) {
        // Pieces of two alphabets that an apostrophe joins are unlike one word of both.
        let other = |c: char| matches!(c, '\u{370}'..='\u{58f}');
        let of_both = |word: &str| word.contains(other) && word.contains(|c: char| c.is_ascii_alphabetic());
        if !key(&text).split(' ').any(of_both) {
            prop_assert_eq!(key(&key(&text)), key(&text));
        }
    }

    #[test]
    fn a_key_has_single_separators_between_words(text in anything()) {
        let key = key(&text);
        prop_assert!(!key.contains("  ") && key.trim() == key, "{:?}", key);
    }

    #[test]
    fn case_does_not_matter(text in text()) {
        // An initial is one letter, and ß has two capitals.
        let text = text.replace('.', "");
        prop_assert_eq!(key(&text.to_uppercase()), key(&text));
        prop_assert_eq!(key(&text.to_lowercase()), key(&text));
    }

    #[test]
    fn normalization_forms_do_not_matter(text in text()) {
        // A syllable of Hangul is several letters in NFD, and so no initial.
        let hangul = text.contains(['한', '글']);
        let text = if hangul { text.replace('.', "") } else { text };
        let expected = key(&text);
        prop_assert_eq!(key(&text.nfc().to_string()), &*expected);
        prop_assert_eq!(key(&text.nfd().to_string()), &*expected);
        // ™ spells letters only as NFKC, ² is a digit only then, a lone vowel mark
        // stands on a space, and a ligature before a full stop is an initial no more.
        let text = text.replace(['™', '²', 'ﹰ', '.'], "");
        prop_assert_eq!(key(&text.nfkc().to_string()), key(&text));
    }

    #[test]
    fn invisible_characters_do_not_matter(text in text(), choices in prop::collection::vec(0u8..40, 1..8)) {
        prop_assert_eq!(key(&sprinkled(&text, &choices)), key(&text));
    }

    #[test]
    fn no_token_grows_out_of_bounds(text in anything()) {
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        // These two spell whole phrases.
        let phrases = |word: &str| word.matches(['\u{FDFA}', '\u{FDFB}']).count();
        for word in tokens.iter().map(|token| &text[token.span()]) {
            let bound = word.len() * 4 + 32 + phrases(word) * 32;
            prop_assert!(key(word).len() <= bound, "{:?}", word);
        }
        prop_assert!(fold(&text).len() <= text.len() * 12);
    }

    #[test]
    fn tokens_stand_in_order_and_leave_no_letter(text in anything()) {
        let mut tokens = Vec::new();
        tokenize(&text, &mut tokens);
        let mut at = 0;
        for token in &tokens {
            let span = token.span();
            prop_assert!(at <= span.start && span.start < span.end);
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert_eq!(key(&text[at..span.start]), "", "between tokens of {:?}", text);
            at = span.end;
        }
        prop_assert_eq!(key(&text[at..]), "");
    }
}

//! The table of prefixes is there, and makes matching faster but no different.

mod container;
mod random;

use container::Container;
use exonym::{Document, Gazetteer, GazetteerBuilder, Matcher, Record, Scratch};
use random::Random;

/// Words and what may stand between them, so chosen that texts are full of names and near names.
const WORDS: [&str; 28] = [
    "new",
    "New",
    "York",
    "NEW",
    "Saint",
    "St",
    "O",
    "Brien",
    "U",
    "S",
    "A",
    "Étienne",
    "Ереван",
    "ереван",
    "ѐ",
    "Երեւան",
    "և",
    "北",
    "京",
    "ໝ",
    "ຫມ",
    "ຫ",
    "ນ",
    "กรุง",
    "ヿ",
    "コト",
    "が",
    "ــ",
];
const JOINTS: [&str; 12] = [
    " ", " ", "", "", "-", "'", "’", ".", ". ", "\n", ", ", "\u{200d}",
];

fn text(random: &mut Random, words: usize) -> String {
    let mut text = String::new();
    for _ in 0..words {
        text.push_str(random.pick::<&str>(&WORDS));
        text.push_str(random.pick::<&str>(&JOINTS));
    }
    text
}

fn gazetteer(names: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    for (n, name) in names.into_iter().enumerate() {
        builder.add(Record::new(format!("Q{n}"), name));
    }
    builder.to_bytes().unwrap()
}

#[test]
fn there_is_one() {
    for names in [&["Yerevan"][..], &["New York", "New", "Newark", "北京"]] {
        let names = names.iter().map(|name| name.to_string());
        let mut file = Container::read(&gazetteer(names));
        assert!(!file.part("prefixes").bytes.is_empty());
    }
}

#[test]
fn the_same_is_found_without_it() {
    let mut random = Random(11);
    for case in 0..300 {
        let names: Vec<String> = (0..40)
            .map(|_| {
                let words = 1 + random.below(3);
                text(&mut random, words)
            })
            .collect();
        let file = gazetteer(names);
        let mut without = Container::read(&file);
        without.part("prefixes").bytes.clear();
        let without = without.forge();
        let open = |file| Matcher::new(Gazetteer::from_bytes("test", file).unwrap());
        let (with, without) = (open(file), open(without));
        let mut scratch = Scratch::default();
        // Twice, since a thread remembers words.
        for _ in 0..2 {
            let text = text(&mut random, 60);
            let found = with.annotate(&Document::new(&text), &mut scratch);
            let expected = without.annotate(&Document::new(&text), &mut scratch);
            assert_eq!(found, expected, "case {case}: {text:?}");
        }
    }
}

/// Every part of `a'a'a'…` may begin a name; the work must not grow with the square.
#[test]
fn a_long_word_of_many_parts() {
    let matcher =
        Matcher::new(Gazetteer::from_bytes("test", gazetteer(["O'Brien".into()])).unwrap());
    for part in ["a'", "a.", "O’"] {
        let text = part.repeat(200_000) + " O'Brien";
        let annotation = matcher.annotate(&Document::new(&text), &mut Scratch::default());
        let starts: Vec<_> = annotation.mentions.iter().map(|m| m.span.start).collect();
        assert_eq!(starts, [text.len() - 7]);
    }
}

//! What must hold of rewriting whatever the gazetteer and the text.

use exonym::rewrite::{Template, apply};
use exonym::{Document, GazetteerBuilder, Matcher, NameKind, Record, Rewriter, Scratch};
use proptest::prelude::*;

/// Numbers read as one decision after another.
struct Choices(std::vec::IntoIter<u16>);

fn choices() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 10..200)
}

/// Words that are in no word list, so that many are linked.
const WORDS: &[&str] = &[
    "Qarzan",
    "Qarzen",
    "Zuqov",
    "zuqov",
    "Vexiq",
    "QARZAN",
    "Xo",
    "al",
    "Ծաքվա",
    "Зюкав",
    "ქაჯვა",
    "王玉水",
    "玉水",
];

const KINDS: &[Option<NameKind>] = &[
    None,
    None,
    Some(NameKind::Canonical),
    Some(NameKind::Alias),
    Some(NameKind::Former),
    Some(NameKind::Abbreviation),
    Some(NameKind::Demonym),
];

impl Choices {
    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.0.next().unwrap_or(0)) % all.len()]
    }

    fn name(&mut self) -> String {
        let mut name = self.of(WORDS).to_owned();
        while self.of(&[false, false, true]) {
            name.push_str(self.of(&[" ", " ", "-", "'", ". "]));
            name.push_str(self.of(WORDS));
        }
        name
    }

    /// Few words and few ids: names are aliases of others' canonical names, in chains and circles.
    fn records(&mut self) -> Vec<Record> {
        let count = self.of(&[1, 2, 4, 8, 16]);
        let record = |_| Record {
            kind: self.of(KINDS),
            lang: self.of(&["", "", "en", "ru"]).to_owned(),
            entity_type: self.of(&["person", "place", "other"]).parse().ok(),
            weight: self.of(&[None, Some(1.0), Some(1e6)]),
            ..Record::new(self.of(&["A", "B", "C", "D", "E"]), self.name())
        };
        (0..count).map(record).collect()
    }

    /// Bytes with names in them, not all of them UTF-8.
    fn text(&mut self, names: &[String]) -> Vec<u8> {
        const BETWEEN: &[&[u8]] = &[
            b" ",
            b" ",
            b" ",
            b", ",
            b". ",
            b"\n",
            b"'s ",
            b"-",
            b" \xFF ",
            b"\xC3",
            b"",
            b" [",
            b"] ",
            " — ".as_bytes(),
        ];
        let mut text = Vec::new();
        for _ in 0..self.of(&[1, 4, 12]) {
            let name = &names[usize::from(self.0.next().unwrap_or(0)) % names.len()];
            match self.of(&[0, 0, 0, 1, 2]) {
                0 => text.extend(name.as_bytes()),
                1 => text.extend(name.to_uppercase().as_bytes()),
                _ => text.extend(self.of(WORDS).as_bytes()),
            }
            text.extend(self.of(BETWEEN));
        }
        text
    }

    fn rewriter<'m>(&mut self, matcher: &'m Matcher) -> Rewriter<'m> {
        Rewriter::new(matcher)
            .to(self.of(&["", "", "en", "ru"]))
            .abbreviations(self.of(&[false, true]))
            .former(self.of(&[false, true]))
    }
}

fn matcher(records: &[Record]) -> Matcher {
    let mut builder = GazetteerBuilder::new();
    builder.extend(records.iter().cloned());
    Matcher::new(builder.to_gazetteer("random").expect("it builds"))
}

/// A gazetteer, a text with its names, and what decides the rest.
fn scene(numbers: Vec<u16>) -> (Matcher, Vec<u8>, Choices) {
    let mut choices = Choices(numbers.into_iter());
    let records = choices.records();
    let names: Vec<String> = records.iter().map(|record| record.name.clone()).collect();
    let text = choices.text(&names);
    (matcher(&records), text, choices)
}

fn shown(text: &[u8]) -> String {
    text.escape_ascii().to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn only_mentions_change(numbers in choices()) {
        let (matcher, text, mut choices) = scene(numbers);
        let rewriting = choices.rewriter(&matcher).rewrite(&Document::new(&text), &mut Scratch::default());
        let mut at = 0;
        let mut out = &rewriting.text[..];
        for edit in &rewriting.edits {
            let kept = &text[at..edit.span.start];
            prop_assert!(out.starts_with(kept));
            out = &out[kept.len()..];
            prop_assert!(out.starts_with(edit.replacement.as_bytes()));
            out = &out[edit.replacement.len()..];
            at = edit.span.end;
            prop_assert!(rewriting.annotation.mentions.iter().any(|m| m.span == edit.span), "{:?}", edit);
        }
        prop_assert_eq!(out, &text[at..]);
        prop_assert_eq!(&apply(&text, &rewriting.edits), &rewriting.text);
    }

    #[test]
    fn a_second_run_changes_nothing(numbers in choices()) {
        let (matcher, text, mut choices) = scene(numbers);
        let rewriter = choices.rewriter(&matcher);
        let mut scratch = Scratch::default();
        let once = rewriter.rewrite(&Document::new(&text), &mut scratch);
        let twice = rewriter.rewrite(&Document::new(&once.text), &mut scratch);
        prop_assert_eq!(shown(&twice.text), shown(&once.text), "{:?}", shown(&text));
    }

    #[test]
    fn a_second_run_leaves_templates_alone(numbers in choices()) {
        let (matcher, text, mut choices) = scene(numbers);
        let template: Template = choices.of(&["{canonical} [{id}]", "<{id}>{surface}</{id}>", "{canonical}", "[{type}: {surface}]"]).parse().unwrap();
        let rewriter = choices.rewriter(&matcher).template(template);
        let mut scratch = Scratch::default();
        let once = rewriter.rewrite(&Document::new(&text), &mut scratch);
        let twice = rewriter.rewrite(&Document::new(&once.text), &mut scratch);
        prop_assert_eq!(shown(&twice.text), shown(&once.text), "{:?}", shown(&text));
    }

    #[test]
    fn canonical_names_stay(numbers in choices()) {
        let mut choices = Choices(numbers.into_iter());
        // Words that differ by more than folding, so that no name is a variant of another.
        const OWN: &[&str] = &["Qarzan", "Qarzen", "Vexiq", "QUVEX", "zeqal", "Ծաքվա", "Зюкав", "ქაჯვა", "王玉水"];
        let mut name = || {
            let words: Vec<&str> = (0..choices.of(&[1, 2, 3])).map(|_| choices.of(OWN)).collect();
            words.join(" ")
        };
        let names: Vec<String> = (0..8).map(|_| name()).collect();
        let records: Vec<Record> = names.iter().enumerate().map(|(at, name)| Record::new(format!("E{at}"), name)).collect();
        let piece = |_| names[usize::from(choices.0.next().unwrap_or(0)) % names.len()].clone() + choices.of(&[", ", "; ", ". ", "\n\n"]);
        let text: String = (0..12).map(piece).collect();
        let matcher = matcher(&records);
        let rewriting = Rewriter::new(&matcher).rewrite(&Document::new(&text), &mut Scratch::default());
        let rewritten = String::from_utf8(rewriting.text).unwrap();
        prop_assert_eq!(rewritten, text, "{:?}", rewriting.edits);
    }
}

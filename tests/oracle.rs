//! The matcher against a naive one (`naive`).
//!
//! Names begin in lower case or have no case and are no words of any language,
//! so that nothing but the tokens decides what is found.

mod naive;
mod random;

use std::sync::Arc;

use exonym::matcher::OverlapPolicy;
use exonym::{Annotation, Document, Gazetteer, GazetteerBuilder, Matcher, Record, Scratch};
use naive::{Oracle, actual, expected, leftmost};
use proptest::prelude::*;
use random::Random;

fn gazetteer(names: &[(String, String)]) -> Gazetteer {
    let mut builder = GazetteerBuilder::new();
    builder.extend(names.iter().map(|(id, name)| Record::new(id, name)));
    builder.to_gazetteer("random").expect("it builds")
}

const POLICIES: [OverlapPolicy; 3] = [
    OverlapPolicy::All,
    OverlapPolicy::NoSub,
    OverlapPolicy::Longest,
];

/// A row of numbers, read as one decision after another: much faster than
/// strategies within strategies, and still shrunk.
struct Choices(std::vec::IntoIter<u16>);

fn choices() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 20..500)
}

impl Choices {
    fn below(&mut self, most: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % most
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Words that recur, so that names share, nest and overlap.
    fn word(&mut self) -> String {
        const KINDS: [(&[char], usize, usize); 9] = [
            (&['q', 'x', 'z'], 1, 3),
            (&['q', 'x', 'z'], 1, 3),
            (&['q', 'x', 'z'], 2, 3),
            (&['q', 'x', 'z'], 4, 7),
            (&['王', '玉', '水'], 1, 3),
            (&['ヴ', 'ヵ'], 1, 2),
            (&['ქ', 'ყ', 'ჭ'], 2, 3),
            (&['1', '2', '3'], 1, 2),
            (&[], 0, 0),
        ];
        match self.of(&KINDS) {
            (&[], ..) => self.of(&["st", "s"]).to_owned(),
            (letters, least, most) => {
                let length = least + self.below(most - least + 1);
                (0..length).map(|_| self.of(letters)).collect()
            }
        }
    }

    fn joint(&mut self) -> &'static str {
        const JOINTS: [&str; 18] = [
            " ", " ", " ", " ", " ", " ", "-", "-", "'", "’", ".", ". ", "–", "_", "", "' ", " ’",
            "-'",
        ];
        self.of(&JOINTS)
    }

    fn phrase(&mut self, most: usize) -> String {
        let mut phrase = self.word();
        for _ in 0..self.below(most) {
            phrase.push_str(self.joint());
            phrase.push_str(&self.word());
        }
        phrase
    }

    fn names(&mut self) -> Vec<(String, String)> {
        let count = 1 + self.below(30);
        let id = |choices: &mut Choices| choices.of(&["A", "B", "C", "D", "E", "F"]).to_owned();
        (0..count).map(|_| (id(self), self.phrase(4))).collect()
    }

    /// Names of the gazetteer among other words.
    fn text(&mut self, names: &[(String, String)]) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.below(16) {
            let name = &names[self.below(names.len())].1;
            text.push_str(&match self.below(3) {
                0 => name.clone(),
                1 => capitals_within(name),
                _ => self.phrase(6),
            });
            text.push_str(match self.below(10) {
                0 => self.of(&["\n", "\n\n", ", ", "  "]),
                _ => self.joint(),
            });
        }
        text
    }
}

/// A gazetteer and a text.
fn scene(numbers: Vec<u16>) -> (Vec<(String, String)>, String) {
    let mut choices = Choices(numbers.into_iter());
    let names = choices.names();
    let text = choices.text(&names);
    (names, text)
}

/// Letters after a letter in capitals: another case, but no capital at the
/// beginning, which would tell more than the tokens do.
fn capitals_within(name: &str) -> String {
    let mut before = ' ';
    let capital = |c: char| {
        let after_letter = std::mem::replace(&mut before, c).is_alphabetic();
        if after_letter {
            c.to_ascii_uppercase()
        } else {
            c
        }
    };
    name.chars().map(capital).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn finds_what_the_oracle_finds(numbers in choices()) {
        let (names, text) = scene(numbers);
        let oracle = Oracle::new(&names);
        let gazetteer = Arc::new(gazetteer(&names));
        for policy in POLICIES {
            let matcher = Matcher::new(gazetteer.clone()).overlaps(policy);
            let annotation = matcher.annotate(&Document::new(&text), &mut Scratch::default());
            prop_assert_eq!(actual(&annotation), expected(&oracle, &text, policy), "{:?} {:?} {:?}", policy, text, names);
        }
    }

    #[test]
    fn listed_names_are_those_of_the_oracle(numbers in choices(), cut in 0usize..30) {
        let (names, text) = scene(numbers);
        let (a, b) = names.split_at(cut.min(names.len()));
        let matcher = Matcher::layered([Arc::new(gazetteer(a)), Arc::new(gazetteer(b))]);
        let mut starts = Vec::new();
        matcher.listed(&Document::new(&text), &mut Scratch::default(), |span, _| starts.push(span.start));
        prop_assert_eq!(starts, leftmost(&Oracle::new(&names), &text), "{:?} {:?}", text, names);
    }

    /// The names of two gazetteers add up, however they are dealt out.
    #[test]
    fn two_layers_find_what_one_does(numbers in choices(), cut in 0usize..30) {
        let (names, text) = scene(numbers);
        let (a, b) = names.split_at(cut.min(names.len()));
        let one = Matcher::new(gazetteer(&names));
        let two = Matcher::layered([Arc::new(gazetteer(a)), Arc::new(gazetteer(b))]);
        for policy in POLICIES {
            let (one, two) = (one.clone().overlaps(policy), two.clone().overlaps(policy));
            let document = Document::new(&text);
            let (mut s, mut t) = (Scratch::default(), Scratch::default());
            prop_assert_eq!(actual(&one.annotate(&document, &mut s)), actual(&two.annotate(&document, &mut t)));
        }
    }
}

/// Pronounceable words that no language has, by number.
fn invented(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "qa", "xo", "zu", "qix", "vzo", "xaq", "zeq", "quz", "xyz", "zov", "qex", "vuq", "xiz",
        "zaq", "quv", "xev",
    ];
    let mut word = String::from("q");
    for _ in 0..3 {
        word.push_str(SYLLABLES[number % 16]);
        number /= 16;
    }
    word
}

#[test]
fn finds_what_the_oracle_finds_among_100_000_names() {
    let mut random = Random(1);
    let names: Vec<(String, String)> = (0..100_000)
        .map(|at| {
            let count = 1 + random.below(3);
            let words: Vec<String> = (0..count).map(|_| invented(random.below(4096))).collect();
            (
                format!("E{at}"),
                words.join(random.pick::<&str>(&["-", " "])),
            )
        })
        .collect();
    let text: String = (0..4_000)
        .map(|_| {
            invented(random.below(4096)) + random.pick::<&str>(&[" ", " ", " ", "-", ", ", "’s "])
        })
        .collect();
    let oracle = Oracle::new(&names);
    let gazetteer = Arc::new(gazetteer(&names));
    for policy in POLICIES {
        let matcher = Matcher::new(gazetteer.clone()).overlaps(policy);
        let annotation = matcher.annotate(&Document::new(&text), &mut Scratch::default());
        let (actual, expected) = (actual(&annotation), expected(&oracle, &text, policy));
        assert!(expected.len() > 1_000, "only {} matches", expected.len());
        assert_eq!(actual.len(), expected.len(), "{policy:?}");
        for (actual, expected) in actual.iter().zip(&expected) {
            assert!(
                agree(actual, expected),
                "{policy:?}: {actual:?}, {expected:?}"
            );
        }
    }
}

/// Whether the same was found at a place; of many namesakes some are enough.
fn agree(
    (place, (ids, short)): (&(usize, usize), &(Vec<String>, bool)),
    expected: (&(usize, usize), &(Vec<String>, bool)),
) -> bool {
    const KEPT: usize = 16;
    let (expected_place, (all, expected_short)) = expected;
    let many = all.len() > KEPT && ids.len() == KEPT && ids.iter().all(|id| all.contains(id));
    (place, short) == (expected_place, expected_short) && (ids == all || many)
}

#[test]
fn of_many_namesakes_some_are_kept() {
    let names: Vec<(String, String)> = (0..40).map(|at| (format!("E{at}"), "Foo".into())).collect();
    let matcher = Matcher::new(gazetteer(&names));
    let annotation = matcher.annotate(&Document::new("in Foo"), &mut Scratch::default());
    let kept: Vec<usize> = annotation
        .abstentions
        .iter()
        .map(|a| a.candidates.len())
        .collect();
    assert_eq!(kept, [16]);
}

fn found<'t>(annotation: &Annotation, text: &'t str) -> Vec<&'t str> {
    let mentions = annotation.mentions.iter();
    mentions.map(|m| &text[m.span.clone()]).collect()
}

#[test]
fn the_search_goes_on_right_after_a_match() {
    let names = ["foo bar", "foo bar baz qux quux", "baz"].map(|n| (n.into(), n.into()));
    let matcher = Matcher::new(gazetteer(&names));
    let text = "in foo bar baz qux today";
    let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
    assert_eq!(found(&annotation, text), ["foo bar", "baz"]);
}

#[test]
fn threads_share_a_matcher() {
    fn shared<T: Send + Sync>() {}
    shared::<Matcher>();
    shared::<Gazetteer>();
    shared::<Annotation>();
    fn sent<T: Send>() {}
    sent::<Scratch>();

    let names: Vec<(String, String)> = (0..500)
        .map(|at| {
            (
                format!("E{at}"),
                format!("{} {}", invented(at), invented(at * 7)),
            )
        })
        .collect();
    let matcher = Matcher::new(gazetteer(&names));
    let texts: Vec<String> = (0..64)
        .map(|at| {
            let piece = |n: usize| format!("{} was in {}, ", names[(at * n) % 500].1, names[n].1);
            (0..20).map(piece).collect()
        })
        .collect();
    let all = || {
        let mut scratch = Scratch::default();
        let annotate = |text| matcher.annotate(&Document::new(text), &mut scratch);
        texts.iter().map(annotate).collect::<Vec<_>>()
    };
    let serial = all();
    assert!(
        serial
            .iter()
            .all(|annotation| annotation.mentions.len() == 40)
    );
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(all)).collect();
        for thread in threads {
            assert_eq!(thread.join().expect("no panic"), serial);
        }
    });
}

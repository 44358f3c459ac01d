//! The matcher against a naive one: every stretch of words looked up in a map.
//!
//! The oracle has its own idea of words, keys and boundaries, written for the
//! few characters the generators use. Names begin in lower case or have no
//! case and are no words of any language, so that nothing but the tokens
//! decides what is found.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use exonym::{
    Annotation, Document, Gazetteer, GazetteerBuilder, Matcher, OverlapPolicy, Reason, Record,
    Scratch,
};
use proptest::prelude::*;

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

struct Oracle {
    names: HashMap<String, Vec<Listed>>,
    longest: usize,
}

impl Oracle {
    fn new(names: &[(String, String)]) -> Oracle {
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
fn leftmost(oracle: &Oracle, text: &str) -> Vec<usize> {
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
type Result = BTreeMap<(usize, usize), (Vec<String>, bool)>;

fn expected(oracle: &Oracle, text: &str, policy: OverlapPolicy) -> Result {
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

fn actual(annotation: &Annotation) -> Result {
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
    // A fixed sequence, so that a failure comes again.
    let mut state = 0x2545_F491_4F6C_DD1Du64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below
    };
    let names: Vec<(String, String)> = (0..100_000)
        .map(|at| {
            let words: Vec<String> = (0..1 + next(3)).map(|_| invented(next(4096))).collect();
            (format!("E{at}"), words.join(["-", " "][next(2)]))
        })
        .collect();
    let text: String = (0..4_000)
        .map(|_| invented(next(4096)) + [" ", " ", " ", "-", ", ", "’s "][next(6)])
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

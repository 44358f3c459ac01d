//! Finding listed names in text, beside other ways to do it, in one run: `cargo bench -p exonym --bench peers`.
//!
//! Sizes may be given behind it (`-- 1000 1000000`), and a text with `--corpus FILE`, plain or JSON lines with
//! a field `text`; without, frames of news in six languages are filled with names. Names are made (of syllables, by number), so that the figure is
//! for a large automaton whose words no real text leans on, or those of a file with `EXONYM_NAMES=FILE`, which
//! `benches/place_names.py` writes. Prints the median of five runs, in MB of UTF-8 a
//! second on one core, and what it is of the floor: words, fold and hash, without which no name is found
//! whatever its case and accents.
//!
//! What is found differs: daachorse and aho-corasick find exact bytes, also inside other words; the walk of an
//! FST and the table of n-grams find lower-cased whole words. So each count is compared with that of its own
//! first run, and names that daachorse finds on word boundaries must be among ours. Of names of a file, those that
//! are not are counted: a real name may be in lower case, or have brackets or a comma in it.

mod names;

use std::collections::HashMap;
use std::time::Instant;

use exonym::text::tokenize;
use exonym::{Document, GazetteerBuilder, Matcher, NameKind, Record, Rewriter, Scratch};
use fst::Map;
use unicode_segmentation::UnicodeSegmentation;

const RUNS: usize = 5;
/// In which every tenth entity has another canonical name.
const OTHER_LANGUAGE: &str = "de";
/// Words of the longest name.
const WORDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let test = arguments.iter().any(|argument| argument == "--test");
    let corpus = arguments.iter().position(|argument| argument == "--corpus");
    let corpus = corpus.map(|at| names::corpus(arguments.get(at + 1).expect("--corpus FILE")));
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|a| a.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = if test {
            vec![1_000]
        } else {
            vec![1_000, 200_000, 1_000_000]
        };
    }
    for size in sizes {
        let bytes = if test { 200_000 } else { 8_000_000 };
        Bench::new(size, bytes, corpus.as_deref()).run();
    }
}

/// One gazetteer and one text.
struct Bench {
    records: Vec<Record>,
    /// Of the records, sorted, none twice.
    names: Vec<String>,
    /// Whether they are made ones.
    made: bool,
    text: String,
    floor: f64,
}

impl Bench {
    fn new(size: usize, bytes: usize, corpus: Option<&str>) -> Bench {
        let listed: Option<Vec<Record>> = names::of_file().map(|all| all.take(size).collect());
        let mut names: Vec<String> = match &listed {
            Some(records) => records.iter().map(|record| record.name.clone()).collect(),
            None => (0..size).map(names::name).collect(),
        };
        assert_eq!(names.len(), size, "the file has fewer names");
        let made = || names::text(bytes, |n| names[n % size].clone());
        let text = corpus.map_or_else(made, str::to_owned);
        names.sort_unstable();
        names.dedup();
        let made = listed.is_none();
        let entity_each = || names.iter().enumerate().flat_map(entity).collect();
        Bench {
            records: listed.unwrap_or_else(entity_each),
            names,
            made,
            text,
            floor: 0.0,
        }
    }

    fn run(&mut self) {
        println!(
            "\n{} names, {:.1} MB of text",
            self.names.len(),
            self.text.len() as f64 / 1e6
        );
        let (text, names) = (self.text.clone(), self.names.clone());
        let mut tokens = Vec::new();
        self.floor = self.time("floor: words, fold, hash", || {
            tokens.clear();
            tokenize(&text, &mut tokens);
            tokens.len()
        });
        self.ours(&text);
        self.peers(&text, &names);
    }

    fn ours(&mut self, text: &str) {
        let start = Instant::now();
        let mut builder = GazetteerBuilder::new();
        builder.extend(self.records.iter().cloned());
        let matcher = Matcher::new(builder.to_gazetteer("bench").expect("the names are fine"));
        println!("  built in {:.1?}", start.elapsed());
        let document = Document::new(text).lang("en");
        let mut scratch = Scratch::default();
        self.time("exonym, listed names", || {
            let mut count = 0;
            matcher.listed(&document, &mut scratch, |_, _| count += 1);
            count
        });
        self.time("exonym, annotate", || {
            matcher.annotate(&document, &mut scratch).mentions.len()
        });
        let rewriter = Rewriter::new(&matcher);
        self.time("exonym, rewrite", || {
            rewriter.rewrite(&document, &mut scratch).text.len()
        });
        if self.made {
            let rewriter = Rewriter::new(&matcher).to(OTHER_LANGUAGE);
            self.time("exonym, rewrite one in ten", || {
                rewriter.rewrite(&document, &mut scratch).text.len()
            });
        }
        self.compare(&matcher, text);
    }

    /// What daachorse finds on word boundaries, we find too, or something that covers its beginning.
    fn compare(&self, matcher: &Matcher, text: &str) {
        let (mut reach, mut covered) = (0, vec![false; text.len() + 1]);
        matcher.listed(&Document::new(text), &mut Scratch::default(), |span, _| {
            assert!(span.start >= reach, "names overlap");
            reach = span.end;
            covered[span].fill(true);
        });
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |start: usize, end: usize| {
            !letter(text[..start].chars().next_back()) && !letter(text[end..].chars().next())
        };
        let peer = daachorse::CharwiseDoubleArrayAhoCorasick::<u32>::new(&self.names)
            .expect("the names differ");
        let theirs = peer.find_overlapping_iter(text);
        let missed = theirs.filter(|m| whole(m.start(), m.end()) && !covered[m.start()]);
        let missed = missed.count();
        assert!(!self.made || missed == 0, "daachorse finds {missed} more");
        println!("  that only daachorse finds: {missed}");
    }

    fn peers(&mut self, text: &str, names: &[String]) {
        use daachorse::{
            CharwiseDoubleArrayAhoCorasickBuilder, DoubleArrayAhoCorasickBuilder, MatchKind,
        };
        let kind = MatchKind::LeftmostLongest;
        let charwise = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(kind)
            .build::<_, _, u32>(names)
            .expect("the names differ");
        self.time("daachorse, by characters", || {
            charwise.leftmost_find_iter(text).count()
        });
        drop(charwise);
        let bytewise = DoubleArrayAhoCorasickBuilder::new()
            .match_kind(kind)
            .build::<_, _, u32>(names)
            .expect("the names differ");
        self.time("daachorse, by bytes", || {
            bytewise.leftmost_find_iter(text).count()
        });
        drop(bytewise);
        if names.len() <= 200_000 {
            let automaton = aho_corasick::AhoCorasick::builder()
                .match_kind(aho_corasick::MatchKind::LeftmostLongest)
                .build(names)
                .expect("not too many");
            self.time("aho-corasick", || automaton.find_iter(text).count());
        }
        let mut keys: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
        keys.sort_unstable();
        keys.dedup();
        let map = Map::from_iter(keys.iter().zip(0u64..)).expect("sorted");
        self.time("fst along unicode words", || fst_walk(&map, text));
        let table: HashMap<&str, u32> = keys.iter().map(String::as_str).zip(0..).collect();
        self.time("hash table of n-grams", || n_grams(&table, text));
    }

    /// Times a kernel and prints its median; every run must count the same.
    fn time(&self, what: &str, mut kernel: impl FnMut() -> usize) -> f64 {
        let expected = kernel();
        assert!(expected > 0, "{what} finds nothing");
        let mut rates: Vec<f64> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                assert_eq!(kernel(), expected, "{what}");
                self.text.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        let rate = rates[RUNS / 2];
        let floor = if self.floor > 0.0 { self.floor } else { rate };
        println!(
            "  {what:28} {rate:8.1} MB/s  {:5.2} of the floor  {expected:9}",
            rate / floor
        );
        rate
    }
}

/// The records of the entity of one made name.
fn entity((nth, name): (usize, &String)) -> impl Iterator<Item = Record> {
    let other = nth.is_multiple_of(10).then(|| Record {
        lang: OTHER_LANGUAGE.to_owned(),
        kind: Some(NameKind::Canonical),
        ..Record::new(name, format!("{name}sk"))
    });
    [Record::new(name, name)].into_iter().chain(other)
}

/// From every word on, the lower-cased words and what is between them, byte by byte.
fn fst_walk(map: &Map<Vec<u8>>, text: &str) -> usize {
    let fst = map.as_fst();
    let mut found = 0;
    for (start, _) in text.unicode_word_indices() {
        let mut node = fst.root();
        'walk: for c in text[start..].chars().flat_map(char::to_lowercase) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let Some(at) = node.find_input(byte) else {
                    break 'walk;
                };
                node = fst.node(node.transition(at).addr);
            }
            if node.is_final() {
                found += 1;
            }
        }
    }
    found
}

/// Each run of up to three lower-cased words, looked up.
fn n_grams(table: &HashMap<&str, u32>, text: &str) -> usize {
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    let mut found = 0;
    let mut run = String::new();
    for first in 0..words.len() {
        run.clear();
        for word in &words[first..words.len().min(first + WORDS)] {
            if !run.is_empty() {
                run.push(' ');
            }
            run.push_str(word);
            found += usize::from(table.contains_key(run.as_str()));
        }
    }
    found
}

//! Six kernels, each by itself, for instruction counts: `.ci/instructions.sh` runs them under callgrind.
//!
//! Behind it goes the name of a kernel; without one all run, as a test that each still finds something. Sizes
//! are fixed and small, since callgrind is some fifty times slower than the machine. What is made beforehand
//! is the same for every kernel, `none` among them, whose count is taken off that of the others.

#[expect(dead_code, reason = "the instructions are those of made names")]
mod names;

use std::hint::black_box;

use exonym::fold::fold;
use exonym::romanize::spellings;
use exonym::text::tokenize;
use exonym::{Document, EntityType, GazetteerBuilder, Matcher, Record, Scratch, Tier};

/// Bytes of text.
const TEXT: usize = 400_000;
/// Names listed.
const LISTED: usize = 2_000;
/// Rounds of looking up all names that are listed.
const ROUNDS: usize = 5;
/// Names looked up in another script.
const ASKED: usize = 400;

/// Runs and gives the number of what it has found.
type Kernel = fn(&Bench) -> usize;

const KERNELS: [(&str, Kernel); 6] = [
    ("fold", |bench| fold(&bench.text).len()),
    ("tokenize", |bench| {
        let mut tokens = Vec::new();
        tokenize(&bench.text, &mut tokens);
        tokens.len()
    }),
    ("listed", |bench| bench.listed(&bench.text)),
    ("annotate", |bench| bench.annotated(&bench.text)),
    ("lookup", |bench| {
        let names = (0..ROUNDS).flat_map(|_| &bench.names);
        names.filter(|name| bench.found(name, Tier::Exact)).count()
    }),
    ("lattice", |bench| {
        let names = bench.asked.iter();
        names
            .filter(|name| bench.found(name, Tier::Romanized))
            .count()
    }),
];

fn main() {
    let wanted = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let bench = Bench::new();
    bench.warm_up();
    if wanted.as_deref() == Some("none") {
        return;
    }
    let chosen = |name: &str| wanted.as_deref().is_none_or(|wanted| wanted == name);
    let mut ran = 0;
    for (name, kernel) in KERNELS.into_iter().filter(|(name, _)| chosen(name)) {
        let found = black_box(kernel(black_box(&bench)));
        println!("{name}: {found}");
        assert!(found > 0, "{name} finds nothing");
        ran += 1;
    }
    assert!(ran > 0, "no kernel is called {wanted:?}");
}

/// What all kernels work on.
struct Bench {
    text: String,
    names: Vec<String>,
    /// Names in Cyrillic that are listed in Latin script.
    asked: Vec<String>,
    matcher: Matcher,
}

impl Bench {
    fn new() -> Bench {
        let names: Vec<String> = (0..LISTED).map(names::name).collect();
        let cyrillic = |name: &String| name.chars().all(|c| !c.is_ascii());
        let strangers = (LISTED..).map(names::name).filter(cyrillic);
        let asked: Vec<String> = strangers.take(ASKED).collect();
        let latin = asked
            .iter()
            .filter_map(|name| spellings(name, "ru", 1).pop());
        let latin = latin.map(|(name, _)| name[..1].to_uppercase() + &name[1..]);
        let mut builder = GazetteerBuilder::new();
        builder.extend(names.iter().cloned().chain(latin).map(|name| Record {
            entity_type: Some(EntityType::Person),
            ..Record::new(name.clone(), name)
        }));
        Bench {
            text: names::text(TEXT, |n| names::name(n % LISTED)),
            matcher: Matcher::new(builder.to_gazetteer("kernels").expect("the names are fine")),
            names,
            asked,
        }
    }

    /// Loads what is loaded on first use, so that no kernel counts it.
    fn warm_up(&self) {
        let text = self.text.lines().take(6).collect::<Vec<_>>().join("\n");
        black_box(fold(&text));
        black_box(self.listed(&text) + self.annotated(&text));
        black_box(self.found(&self.names[0], Tier::Exact));
        black_box(self.found(&self.asked[0], Tier::Romanized));
    }

    fn listed(&self, text: &str) -> usize {
        let mut count = 0;
        let (document, mut scratch) = (Document::new(text), Scratch::default());
        self.matcher
            .listed(&document, &mut scratch, |_, _| count += 1);
        count
    }

    fn annotated(&self, text: &str) -> usize {
        let (document, mut scratch) = (Document::new(text), Scratch::default());
        self.matcher
            .annotate(&document, &mut scratch)
            .mentions
            .len()
    }

    /// Whether the likeliest entity of a name is found in this way.
    fn found(&self, name: &str, tier: Tier) -> bool {
        let candidates = self.matcher.lookup(name, "", 5);
        candidates.first().is_some_and(|first| first.tier == tier)
    }
}

//! How long a look-up takes, among a million entities: `cargo bench -p exonym --bench lookup`.
//!
//! Names are those of the gazetteer sources and, to fill up, made ones (`made:`), so that the figure is for a
//! large FST. Asked are names of the sources in other scripts, which are not loaded. Exact look-ups are names as
//! listed. Prints the rate of the one, and median and 99th percentile of the other.

use std::time::{Duration, Instant};

use exonym::{EntityType, GazetteerBuilder, Matcher, Record, Tier};

const ENTITIES: usize = 1_000_000;
const ASKED: usize = 2_000;
const EXACT: usize = 100_000;

/// Pseudo-random numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

const SYLLABLES: [&str; 30] = [
    "ka", "ra", "mi", "no", "shi", "ber", "to", "van", "der", "sko", "vic", "len", "dra", "gor",
    "pe", "lu", "sa", "ti", "mar", "han", "el", "bo", "ny", "za", "qu", "wen", "fi", "or", "us",
    "jo",
];

fn made(random: &mut Random) -> String {
    let count = 2 + random.below(3);
    let word: String = (0..count)
        .map(|_| SYLLABLES[random.below(SYLLABLES.len())])
        .collect();
    word[..1].to_uppercase() + &word[1..]
}

/// English canonical names, and names in other scripts, of a source.
fn names(file: &str) -> (Vec<String>, Vec<String>) {
    let path = format!("{}/gazetteer/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("the source is in the repository");
    let (mut english, mut other) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1).filter(|line| !line.contains('"')) {
        let cells: Vec<&str> = line.split(',').collect();
        match cells[..] {
            [_, name, "en", _, "canonical", ..] => english.push(name.to_owned()),
            [_, name, _, ..] if !name.is_ascii() => other.push(name.to_owned()),
            _ => {}
        }
    }
    (english, other)
}

/// A million names: those of the sources, and people made of their words.
fn entities(
    people: &[String],
    places: &[String],
    random: &mut Random,
) -> Vec<(String, EntityType)> {
    let words: Vec<&str> = people
        .iter()
        .chain(places)
        .flat_map(|name| name.split(' '))
        .filter(|word| word.len() > 3)
        .collect();
    let mut all: Vec<(String, EntityType)> = Vec::with_capacity(ENTITIES);
    all.extend(people.iter().map(|name| (name.clone(), EntityType::Person)));
    all.extend(places.iter().map(|name| (name.clone(), EntityType::Place)));
    while all.len() < ENTITIES {
        let word = words[random.below(words.len())];
        let other = match random.below(2) {
            0 => words[random.below(words.len())].to_owned(),
            _ => made(random),
        };
        all.push((format!("{word} {other}"), EntityType::Person));
    }
    all
}

fn matcher(all: &[(String, EntityType)]) -> Matcher {
    let mut builder = GazetteerBuilder::new();
    builder.extend(all.iter().enumerate().map(|(nth, (name, kind))| Record {
        lang: "en".into(),
        entity_type: Some(*kind),
        ..Record::new(format!("made:{nth}"), name)
    }));
    Matcher::new(builder.to_gazetteer("a million").expect("it builds"))
}

fn ask_as_listed(matcher: &Matcher, all: &[(String, EntityType)]) {
    let start = Instant::now();
    let exact = all.iter().step_by(all.len() / EXACT).take(EXACT);
    let found = exact.filter(|(name, _)| !matcher.lookup(name, "", 5).is_empty());
    let found = found.count();
    let took = start.elapsed();
    assert_eq!(found, EXACT, "every listed name is found");
    println!("exact: {:.0} a second", EXACT as f64 / took.as_secs_f64());
}

fn ask_in_other_scripts(matcher: &Matcher, asked: &[String]) {
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    for name in asked.iter().step_by(asked.len() / ASKED).take(ASKED) {
        let start = Instant::now();
        let candidates = matcher.lookup(name, "", 5);
        times.push(start.elapsed());
        let first = candidates.first();
        found += usize::from(first.is_some_and(|c| c.tier == Tier::Romanized));
    }
    assert!(found > ASKED / 2, "most names have candidates, not {found}");
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!(
        "another spelling: median {:.2?}, 99 % {:.2?}, longest {:.2?}; {found} of {} with candidates",
        at(0.5),
        at(0.99),
        at(1.0),
        times.len()
    );
}

fn main() {
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let (mut people, mut asked) = (Vec::new(), Vec::new());
    for file in ["people_leaders.csv", "people_news.csv"] {
        let (english, other) = names(file);
        people.extend(english);
        asked.extend(other);
    }
    let (places, other) = names("cities.csv");
    asked.extend(other.into_iter().step_by(100));
    let all = entities(&people, &places, &mut Random(0x9e37_79b9_7f4a_7c15));
    let matcher = matcher(&all);
    ask_as_listed(&matcher, &all);
    ask_in_other_scripts(&matcher, &asked);
}

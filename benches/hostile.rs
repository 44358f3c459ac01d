//! Time for texts that are made to be slow, and for twice as much of each: `cargo bench -p exonym --bench hostile`.
//!
//! Prints milliseconds for n and 2n units, the best of three runs each, and the ratio, which is 2 where time is
//! linear in the text. Texts over 4 MiB are read in runs of that size, so what is not linear within a run shows
//! in the smaller texts alone. Twice as much of the same must have twice as many mentions.

#[expect(dead_code, reason = "texts of news are not hostile")]
mod names;

use std::time::Instant;

use exonym::compare::{Options, compare};
use exonym::{Document, EntityType, GazetteerBuilder, Matcher, Record, Scratch};

const RUNS: usize = 3;
/// More than this is not linear: 2, and what a machine that does something else adds.
const LIMIT: f64 = 2.2;
/// Entities of one name.
const NAMESAKES: usize = 300;

/// A text of any size, made to be slow.
struct Case {
    what: &'static str,
    /// How many units are n.
    units: usize,
    make: fn(usize) -> String,
    /// Whether there is a mention in each unit for whoever lists names, and for whoever annotates; `None`
    /// where units differ.
    finds: Option<[bool; 2]>,
}

const CASES: [Case; 16] = [
    Case {
        what: "one token, 10 MB",
        units: 5_000_000,
        make: |n| "a".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "one token",
        units: 2_000_000,
        make: |n| "a".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "U+FDFA, one token",
        units: 500_000,
        make: |n| "\u{FDFA}".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "U+FDFA, many tokens",
        units: 500_000,
        make: |n| "\u{FDFA} ".repeat(n),
        finds: Some([true, true]),
    },
    Case {
        what: "new new new …",
        units: 500_000,
        make: |n| "new ".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "New New New …",
        units: 500_000,
        make: |n| "New ".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "combining marks",
        units: 500_000,
        make: |n| "e".to_owned() + &"\u{301}".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "parentheses, none closed",
        units: 500_000,
        make: |n| "(".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "parentheses, nested",
        units: 250_000,
        make: |n| "(".repeat(n) + &")".repeat(n),
        finds: Some([false, false]),
    },
    Case {
        what: "a name in each",
        units: 200_000,
        make: |n| "(Yerevan ".repeat(n),
        finds: Some([true, true]),
    },
    Case {
        what: "a name in front of each",
        units: 200_000,
        make: |n| "Yerevan (".repeat(n),
        finds: Some([true, true]),
    },
    Case {
        what: "names with no space between",
        units: 100_000,
        make: |n| "Yerevan/".repeat(n),
        finds: None,
    },
    Case {
        what: "unknown capitalised words",
        units: 20_000,
        make: |n| {
            let words = (0..n).map(|nth| names::name(STRANGERS + nth));
            words.collect::<Vec<_>>().join(" ")
        },
        finds: None,
    },
    Case {
        what: "letters with points",
        units: 500_000,
        make: |n| {
            ('A'..='Z')
                .cycle()
                .take(n)
                .flat_map(|c| [c, '.', ' '])
                .collect()
        },
        finds: Some([false, false]),
    },
    Case {
        what: "namesakes",
        units: 2_000,
        make: |n| "Then John Smith spoke to Smith. ".repeat(n),
        finds: Some([true, false]),
    },
    Case {
        what: "towns and their regions",
        units: 10_000,
        make: |n| "Newark in Ohio, he said. ".repeat(n),
        finds: Some([true, true]),
    },
];

/// Names listed, of which [`names::name`] is the first.
const LISTED: usize = 1_000;
/// The first name that is not listed.
const STRANGERS: usize = 1_000_000;

fn main() {
    let test = std::env::args().any(|argument| argument == "--test");
    let matcher = matcher();
    println!("{:28}{:>24}{:>32}", "", "listed", "annotate");
    let mut slow = Vec::new();
    for case in &CASES {
        let units = if test { 300 } else { case.units };
        let texts = [units, 2 * units].map(case.make);
        let mut line = format!("{:28}", case.what);
        for (nth, way) in [listed, annotated].into_iter().enumerate() {
            let finds = case.finds.map(|finds| finds[nth]);
            let times = time(case.what, &matcher, &texts, way, finds);
            if test {
                continue;
            }
            let ratio = times[1] / times[0];
            line += &format!("{:9.1} {:9.1} ms {ratio:6.2}   ", times[0], times[1]);
            if ratio > LIMIT {
                slow.push(case.what);
            }
        }
        println!("{}", line.trim_end());
    }
    if !slow.is_empty() {
        println!("not linear: {}", slow.join(", "));
    }
    names_of_many_words(test);
}

/// What is known of a word is found once, not again for each word of the other name: two names of many words take
/// little longer to compare than their words one by one.
fn names_of_many_words(test: bool) {
    const NAMES: &str = "Александр Николай Владимир Михаил Константин Виктор Сергей Дмитрий \
        Андрей Алексей Евгений Василий Григорий Анатолий Леонид Борис Валерий Юрий Станислав \
        Вячеслав Геннадий Аркадий Ростислав Иннокентий";
    let options = Options::new().entity_type(Some(EntityType::Person));
    let words: Vec<&str> = NAMES.split_whitespace().collect();
    let turned: Vec<&str> = words.iter().rev().copied().collect();
    let each: Vec<(&str, &str)> = words.iter().copied().zip(turned.iter().copied()).collect();
    let whole = turned.join(" ");
    let time = |pairs: &[(&str, &str)], matching: usize| {
        let compared = |_| {
            let start = Instant::now();
            let matched = pairs
                .iter()
                .filter(|(a, b)| compare(a, b, &options).matched);
            assert_eq!(matched.count(), matching);
            start.elapsed().as_secs_f64() * 1e3
        };
        (0..RUNS).map(compared).fold(f64::INFINITY, f64::min)
    };
    // The order of words is free, and no word is another's.
    let (single, together) = (time(&each, 0), time(&[(NAMES, &whole)], 1));
    if !test {
        println!("compared, 24 words one by one and as one name: {single:.1}, {together:.1} ms");
    }
}

/// Names that begin like the texts, persons to be misspelled, and namesakes.
fn matcher() -> Matcher {
    let person = Some(EntityType::Person);
    let place = Some(EntityType::Place);
    let mut builder = GazetteerBuilder::new();
    let places = ["Yerevan", "New York", "New New New York", "\u{FDFA}"];
    builder.extend(places.map(|name| Record {
        entity_type: place,
        ..Record::new(name, name)
    }));
    let attributes = |all: &[(&str, &str)]| {
        all.iter()
            .map(|(a, b)| (a.to_string(), b.to_string()))
            .collect()
    };
    let american = |id: &str, name: &str, more: &[(&str, &str)]| Record {
        entity_type: place,
        weight: Some(1e6),
        attributes: attributes(&[&[("country", "US")], more].concat()),
        ..Record::new(id, name)
    };
    builder.extend([
        american("ohio", "Ohio", &[("level", "1"), ("region", "US.OH")]),
        american("newark:oh", "Newark", &[("region", "US.OH")]),
        american("newark:nj", "Newark", &[("region", "US.NJ")]),
    ]);
    builder.extend((0..NAMESAKES).map(|nth| Record {
        entity_type: person,
        ..Record::new(format!("smith:{nth}"), "John Smith")
    }));
    builder.extend((0..LISTED).map(|nth| Record {
        entity_type: person,
        ..Record::new(format!("made:{nth}"), names::name(nth))
    }));
    Matcher::new(builder.to_gazetteer("hostile").expect("the names are fine"))
}

/// Counts what is found in a text.
type Way = fn(&Matcher, &str) -> usize;

fn listed(matcher: &Matcher, text: &str) -> usize {
    let mut count = 0;
    matcher.listed(&Document::new(text), &mut Scratch::default(), |_, _| {
        count += 1;
    });
    count
}

fn annotated(matcher: &Matcher, text: &str) -> usize {
    let annotation = matcher.annotate(&Document::new(text).lang("en"), &mut Scratch::default());
    annotation.mentions.len()
}

/// The shortest time for each text, in milliseconds; neither remembers anything of the other.
fn time(
    what: &str,
    matcher: &Matcher,
    texts: &[String; 2],
    way: Way,
    finds: Option<bool>,
) -> [f64; 2] {
    let counts = texts.each_ref().map(|text| way(matcher, text));
    if let Some(finds) = finds {
        assert_eq!(counts[1], 2 * counts[0], "{what}: mentions double");
        assert_eq!(counts[0] > 0, finds, "{what}: {} mentions", counts[0]);
    }
    let mut best = [f64::INFINITY; 2];
    for _ in 0..RUNS {
        for (nth, text) in texts.iter().enumerate() {
            let start = Instant::now();
            assert_eq!(way(matcher, text), counts[nth], "{what}");
            best[nth] = best[nth].min(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    best
}

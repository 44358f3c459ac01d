//! A gazetteer to damage, and whether what is left of it is refused with the right error or answers as before.

use std::sync::OnceLock;

use exonym::{
    Document, EntityType, Error, ErrorKind, Gazetteer, GazetteerBuilder, Matcher, NameKind, Record,
    Rewriter, Scratch,
};

use crate::container::{ENTRY, FOOTER, HEADER, KINDS, span, u32_at};
use crate::random::Random;

/// Syllables to make names of, and the language they are said to be in.
const SYLLABLES: [(&str, &[&str]); 11] = [
    ("en", &["Ka", "ren", "vo", "ston", "dal", "ía", "ü"]),
    ("ru", &["Ка", "рен", "во", "ский", "дал", "ё", "й"]),
    ("hy", &["Կա", "րեն", "վո", "յան", "դալ", "և", "ու"]),
    ("ka", &["კა", "რენ", "ვო", "შვილი", "დალ"]),
    ("el", &["Κα", "ρεν", "βο", "πουλος", "δάλ"]),
    ("ar", &["كا", "رن", "فو", "يان", "دال"]),
    ("he", &["קא", "רן", "וו", "יאן", "דל"]),
    ("hi", &["का", "रेन", "वो", "यान", "दल"]),
    ("zh", &["北", "京", "上", "海", "山", "东"]),
    ("ko", &["카", "렌", "보", "얀", "달"]),
    ("th", &["กา", "เรน", "โว", "ยาน", "ดาล"]),
];

fn name(random: &mut Random, syllables: &[&str]) -> String {
    let mut name = String::new();
    for word in 0..1 + random.below(3) {
        if word > 0 {
            name.push_str(random.pick::<&str>(&[" ", "-", "’", " "]));
        }
        for _ in 0..2 + random.below(2) {
            name.push_str(random.pick::<&str>(syllables));
        }
    }
    name
}

/// A source with several scripts, ambiguous names, attributes and other ids.
fn records(seed: u64) -> Vec<Record> {
    let mut random = Random(seed);
    let mut records: Vec<Record> = Vec::new();
    for entity in 0..64 {
        for n in 0..4 {
            let (lang, syllables) = *random.pick(&SYLLABLES);
            let shared = n == 3 && entity > 0;
            let name = match shared {
                true => random.pick(&records).name.clone(),
                false => name(&mut random, syllables),
            };
            let mut record = Record::new(format!("Q{}", 1000 + entity * 37), name);
            record.lang = lang.to_owned();
            record.kind = (n > 1).then(|| *random.pick(NameKind::ALL));
            record.entity_type = Some(EntityType::ALL[entity % 4]);
            record.weight = Some((entity * entity) as f32);
            if n == 0 {
                record.same_as = vec![format!("geonames:{}", 5000 + entity)];
                record.attributes = vec![("note".into(), format!("number {entity}"))];
            }
            records.push(record);
        }
    }
    let place = |id: &str, name: &str, weight| Record {
        entity_type: Some(EntityType::Place),
        weight: Some(weight),
        ..Record::new(id, name)
    };
    records.push(place("A1", "Yerevan", 100.0));
    records.push(place("A1", "Erevan", 100.0));
    records.push(place("A1", "Ереван", 100.0));
    records.push(place("A2", "Georgia", 10.0));
    records.push(place("A3", "Georgia", 11.0));
    records.push(place("A4", "Saint-Étienne", 1.0));
    records.push(place("A5", "上海山", 1.0));
    records
}

pub fn build(seed: u64) -> Vec<u8> {
    let mut builder = GazetteerBuilder::new();
    builder.extend(records(seed));
    builder.describe("licences", "CC0");
    builder.to_bytes().unwrap()
}

/// The file that is damaged in all these tests, of about 20 kB.
pub fn whole() -> &'static [u8] {
    static WHOLE: OnceLock<Vec<u8>> = OnceLock::new();
    WHOLE.get_or_init(|| build(1))
}

pub fn open(file: &[u8]) -> Result<Gazetteer, Error> {
    Gazetteer::from_bytes("test.gaz", file.to_vec())
}

/// Names and ids to ask for, some of which are not listed.
pub fn probes() -> &'static [String] {
    static PROBES: OnceLock<Vec<String>> = OnceLock::new();
    PROBES.get_or_init(|| {
        let listed = records(1).into_iter().map(|record| record.name);
        let others = ["EREVAN", "Tbilisi", "", "saint etienne", "Q1037"].map(str::to_owned);
        listed.step_by(19).chain(others).collect()
    })
}

/// Everything a gazetteer can be asked, in one text.
pub fn answers(gazetteer: Gazetteer, probes: &[String]) -> String {
    let text = "From EREVAN, Saint-Etienne and Georgia: Ереван’s O'Kárendal, 上海山, Կարենյան.";
    let mut said = format!("{:?}\n", gazetteer.stats().meta);
    for entity in gazetteer.entities() {
        let same_as: Vec<_> = entity.same_as().collect();
        said += &format!("{entity:?} {same_as:?} {:?}\n", entity.attributes());
    }
    let matcher = Matcher::new(gazetteer);
    for probe in probes {
        said += &format!("{probe}: {:?}\n", matcher.lookup(probe, "ru", 9));
        let Some(entity) = matcher.entity(probe) else {
            continue;
        };
        let names: Vec<_> = matcher.gazetteers()[0].names(&entity).take(20).collect();
        said += &format!("{names:?} {:?}\n", matcher.canonical(probe, "hy"));
    }
    let text = format!("{text} {}", probes.join(", "));
    let mut scratch = Scratch::default();
    for lang in ["", "ru"] {
        let document = Document::new(&text).lang(lang);
        let rewriting = Rewriter::new(&matcher).rewrite(&document, &mut scratch);
        said += &format!("{:?}\n", rewriting.annotation);
        said += &String::from_utf8_lossy(&rewriting.text);
    }
    said
}

pub fn expected() -> &'static str {
    static EXPECTED: OnceLock<String> = OnceLock::new();
    EXPECTED.get_or_init(|| answers(open(whole()).unwrap(), probes()))
}

/// Where a file is damaged, by its error; `None` if it answers as the whole one.
pub fn judged(file: &[u8]) -> Option<String> {
    match open(file) {
        Ok(gazetteer) => {
            assert_eq!(answers(gazetteer, probes()), expected());
            None
        }
        Err(error) => Some(place(&error)),
    }
}

fn place(error: &Error) -> String {
    assert!(error.is_gazetteer_file(), "{error}");
    assert!(error.to_string().starts_with("test.gaz: "), "{error}");
    match error.kind() {
        ErrorKind::Damaged { section, .. } => (*section).to_owned(),
        ErrorKind::NotAGazetteer { .. } => "no gazetteer".to_owned(),
        ErrorKind::TooOld { what, .. } => format!("{what} too old"),
        ErrorKind::TooNew { what, .. } => format!("{what} too new"),
        other => panic!("{other}"),
    }
}

/// What the error must name when the byte at `at` is damaged.
pub fn part_of(file: &[u8], at: usize) -> String {
    let sections = u32_at(file, 20) as usize;
    let footer = file.len() - FOOTER;
    if at < HEADER + sections * ENTRY || (footer + 8..footer + 12).contains(&at) {
        return "the header".to_owned();
    }
    if at >= footer {
        return "the footer".to_owned();
    }
    match (0..sections).find(|n| span(file, *n).contains(&at)) {
        Some(n) => {
            let code = u32_at(file, HEADER + n * ENTRY) as usize;
            format!("section {}", KINDS[code - 1])
        }
        None => "the padding".to_owned(),
    }
}

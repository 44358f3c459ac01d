//! Learning spellings: what is kept of texts, and how it goes into a table that a
//! person has been at.

use exonym::gazetteer::source::{SourceOptions, read_bytes};
use exonym::learn::{Learned, Learner, check_table};
use exonym::{Document, EntityType, GazetteerBuilder, Matcher, NameKind, Record, Scratch};

fn matcher() -> Matcher {
    let name = |id: &str, lang: &str, name: &str, entity_type| Record {
        lang: lang.into(),
        entity_type: Some(entity_type),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        name("hayk", "hy", "Հայկ Կոնջորյան", EntityType::Person),
        name("hayk", "en", "Hayk Konjoryan", EntityType::Person),
        name("nikol", "en", "Nikol Pashinyan", EntityType::Person),
        name("yerevan", "ru", "Ереван", EntityType::Place),
    ]);
    Matcher::new(builder.to_gazetteer("test").unwrap())
}

fn learn(matcher: &Matcher, texts: &[&str], existing: Option<&str>) -> Learned {
    let mut learner = Learner::new();
    for text in texts {
        let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
        learner.note(text.as_bytes(), &annotation);
    }
    learner.merge(matcher, existing.map(str::as_bytes)).unwrap()
}

/// The cells of some columns, a row each.
fn cells(table: &[u8], columns: &[&str]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(table)
        .unwrap()
        .strip_prefix('\u{feff}')
        .unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| {
        columns
            .iter()
            .map(|column| row[at(column)].to_owned())
            .collect()
    })
    .collect()
}

const ARTICLES: [&str; 3] = [
    "The deputy Aik Kondzhoryan said on Monday that he would not come. Hayk Konjoryan was listed.",
    "In the evening Aik Kondzhoryan met Nikol Pashinyan; later Aik Kondzhoryan left.",
    "Он приехал из Еревана и вернулся в Ереван.",
];

#[test]
fn spellings_are_collected_with_what_a_person_needs_to_judge() {
    let matcher = matcher();
    let learned = learn(&matcher, &ARTICLES, None);
    let rows = cells(
        &learned.table,
        &[
            "id",
            "name",
            "lang",
            "type",
            "kind",
            "accept",
            "count",
            "documents",
            "found",
            "tier",
            "route",
            "from",
        ],
    );
    assert_eq!(
        rows,
        [
            [
                "hayk",
                "Aik Kondzhoryan",
                "en",
                "person",
                "alias",
                "",
                "3",
                "2",
                "linked",
                "romanized",
                "hy→ru→Latn",
                "Հայկ Կոնջորյան"
            ],
            [
                "yerevan",
                "Еревана",
                "ru",
                "place",
                "designation",
                "",
                "1",
                "1",
                "linked",
                "inflected",
                "",
                "Ереван"
            ],
        ]
    );
    let examples = cells(&learned.table, &["examples"]);
    assert_eq!(
        examples[0][0],
        "… Kondzhoryan met Nikol Pashinyan; later [Aik Kondzhoryan] left.… | \
         …In the evening [Aik Kondzhoryan] met Nikol Pashinyan; later Aik Kondzhor… | \
         …The deputy [Aik Kondzhoryan] said on Monday that he would not come. …"
    );
    assert_eq!(
        (learned.new, learned.again, learned.rows, learned.open),
        (2, 0, 2, 2)
    );
}

#[test]
fn the_order_of_the_texts_makes_no_difference() {
    let matcher = matcher();
    let forth = learn(&matcher, &ARTICLES, None);
    let [first, second, third] = ARTICLES;
    assert_eq!(learn(&matcher, &[third, second, first], None), forth);
}

#[test]
fn counts_add_up_and_what_the_person_wrote_stays() {
    let matcher = matcher();
    let reviewed = "\u{feff}id;name;accept;count;documents;Whose;examples\n\
                    hayk;AIK KONDZHORYAN;yes;4;2;Ani;…one […]…\n\
                    other;Someone Else;no;1;1;;\n";
    let learned = learn(&matcher, &ARTICLES[..2], Some(reviewed));
    let text = String::from_utf8(learned.table.clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "\u{feff}id;name;accept;count;documents;Whose;examples;lang;type;kind;found;tier;score;route;from;entity_name"
    );
    assert!(
        lines[1].starts_with("hayk;AIK KONDZHORYAN;yes;7;4;Ani;\"…one […]… | … Kondzhoryan met"),
        "{}",
        lines[1]
    );
    assert_eq!(lines[2], "other;Someone Else;no;1;1;;;;;;;;;;;");
    assert_eq!(
        (learned.new, learned.again, learned.rows, learned.open),
        (0, 1, 2, 0)
    );
    // Nothing new: nothing changes.
    let again = learn(&matcher, &[], Some(&text));
    assert_eq!(String::from_utf8(again.table).unwrap(), text);
}

#[test]
fn near_misses_are_kept_if_they_come_again() {
    let matcher = matcher().min_score(0.999);
    let once = learn(&matcher, &ARTICLES[..1], None);
    assert_eq!(once.rows, 0);
    let twice = learn(&matcher, &ARTICLES[..2], None);
    let rows = cells(&twice.table, &["id", "name", "accept", "count", "found"]);
    assert_eq!(rows, [["hayk", "Aik Kondzhoryan", "", "3", "near miss"]]);
}

#[test]
fn only_accepted_rows_are_built() {
    let matcher = matcher();
    let learned = learn(&matcher, &ARTICLES, None);
    let text = String::from_utf8(learned.table).unwrap();
    let read =
        |text: &str| read_bytes("learned.csv", text.as_bytes(), &SourceOptions::new()).unwrap();
    let open = read(&text);
    assert_eq!((open.records.len(), open.suggestions.open), (0, 2));
    let accepted = read(
        &text
            .replace("person,alias,,", "person,alias,yes,")
            .replace("designation,,", "designation,no,"),
    );
    assert_eq!(
        (accepted.suggestions.accepted, accepted.suggestions.refused),
        (1, 1)
    );
    assert!(
        accepted.diagnostics.is_empty(),
        "{:?}",
        accepted.diagnostics
    );
    let record = Record {
        lang: "en".into(),
        entity_type: Some(EntityType::Person),
        kind: Some(NameKind::Alias),
        ..Record::new("hayk", "Aik Kondzhoryan")
    };
    assert_eq!(accepted.records, [record]);
}

#[test]
fn another_file_is_not_taken_for_a_table() {
    assert!(check_table(b"").is_ok());
    assert!(check_table(b"id,name,accept\n").is_ok());
    for text in [
        &b"id,name,lang\nQ1,Yerevan,en\n"[..],
        b"PK\x03\x04",
        b"\xff\xfe\x00",
        b"accept",
    ] {
        assert!(check_table(text).is_err(), "{}", text.escape_ascii());
    }
    let utf16: Vec<u8> = "\u{feff}id\tname\taccept\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(check_table(&utf16).is_ok());
}

#[test]
fn an_unclosed_quote_does_not_swallow_answers() {
    let table = "id,name,lang,type,kind,accept\n\
                 Q14,\"Aik Kondzhoryan,,person,alias,yes\n\
                 Q14,Ajk Kondjorian,,person,alias,no\n";
    let error = exonym::learn::check_table(table.as_bytes()).unwrap_err();
    assert!(
        error.to_string().contains("line 2: a quotation mark"),
        "{error}"
    );
    let closed = table.replace("Kondzhoryan,,", "Kondzhoryan\",,");
    exonym::learn::check_table(closed.as_bytes()).unwrap();
}

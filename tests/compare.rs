//! Runs the lists of `tests/compare`: two names, and whether they are one, or why not.

use exonym::compare::{Comparison, How, Options, compare};
use exonym::{EntityType, Gazetteer, GazetteerBuilder, Lexicon, Record};

const GROUPS: &str = "\
vladimir volodymyr владимир володимир
dietrich дитрих
maria mariya мария
mario марио
alexander aleksandr александр
alexandra aleksandra александра
ivanov ivanova";

/// Two countries with their names in two languages.
fn places() -> Gazetteer {
    let place = |id: &str, name: &str| Record {
        entity_type: Some(EntityType::Place),
        weight: Some(3_000_000.0),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        place("Q399", "Armenia"),
        place("Q399", "Армении"),
        place("Q230", "Georgia"),
    ]);
    builder.to_gazetteer("places").unwrap()
}

fn run(list: &str, entity_type: EntityType) {
    let lexicon = Lexicon::from_text(GROUPS).unwrap();
    let places = places();
    let options = Options::new()
        .entity_type(Some(entity_type))
        .lexicon(Some(&lexicon))
        .places(Some(&places));
    let rows = list.lines().filter(|line| !line.starts_with('#'));
    let mut wrong = Vec::new();
    for row in rows {
        let [first, second, expected] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}: not three fields");
        };
        let forth = compare(first, second, &options);
        let back = compare(second, first, &options);
        if verdict(&forth) != expected {
            wrong.push(format!(
                "{first} / {second}: {} {:?}",
                verdict(&forth),
                forth
            ));
        }
        if forth.matched != back.matched || (forth.score - back.score).abs() > 0.0005 {
            wrong.push(format!(
                "{first} / {second}: {} and back {}",
                forth.score, back.score
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `=`, the reason of the first veto, or `?` for a score that is too low.
fn verdict(comparison: &Comparison) -> String {
    match comparison.vetoes.first() {
        _ if comparison.matched => "=".into(),
        Some(veto) => serde_json::to_value(veto.reason)
            .unwrap()
            .as_str()
            .unwrap()
            .into(),
        None => "?".into(),
    }
}

#[test]
fn persons() {
    run(include_str!("compare/persons.tsv"), EntityType::Person);
}

#[test]
fn organizations() {
    run(
        include_str!("compare/organizations.tsv"),
        EntityType::Organization,
    );
}

#[test]
fn places_by_their_names() {
    run(include_str!("compare/places.tsv"), EntityType::Place);
}

#[test]
fn what_names_are_of_is_judged_from_their_words() {
    let judged = |first, second| compare(first, second, &Options::new()).entity_type;
    assert_eq!(
        judged("Siemens AG", "Siemens Aktiengesellschaft"),
        EntityType::Organization
    );
    assert_eq!(judged("Николай II", "Nicholas II"), EntityType::Person);
    assert_eq!(
        judged("Hayk Konjoryan", "Aik Kondzhoryan"),
        EntityType::Person
    );
}

#[test]
fn one_legal_form_tells_an_organisation_if_no_person_is_called_so() {
    let same = [
        ("Norvik", "ПАО «Норвик»"),
        ("Apple", "Apple Inc."),
        ("Siemens", "Siemens GmbH"),
    ];
    for (first, second) in same {
        let compared = compare(first, second, &Options::new());
        assert!(compared.matched, "{first} / {second}");
        assert_eq!(compared.entity_type, EntityType::Organization);
    }
    let others = [
        ("Maria Sa", "Maria"),
        ("Paulo SÁ", "Paulo"),
        ("Anna As", "Anna"),
        ("Kim CO", "Kim"),
    ];
    for (first, second) in others {
        let compared = compare(first, second, &Options::new());
        assert!(!compared.matched, "{first} / {second}");
    }
    let firm = compare("John Smith", "John Smith Ltd", &Options::new());
    assert_eq!(firm.entity_type, EntityType::Person);
}

#[test]
fn any_names_are_compared_in_bounded_time() {
    let long = "ща".repeat(300);
    let many = "Иван ".repeat(300);
    let initials = "A. B. C. ".repeat(100);
    for name in [
        "", " ", "-", "/", "a", "𐎀", "\u{300}", &long, &many, &initials, "LLC", "Dr.", "1.5",
        "1.5 Foo", "...", ".",
    ] {
        for other in ["", "Vladimir Putin", &long, &many, &initials] {
            for entity_type in [
                EntityType::Person,
                EntityType::Organization,
                EntityType::Place,
            ] {
                let options = Options::new().entity_type(Some(entity_type));
                let comparison = compare(name, other, &options);
                assert!((0.0..=1.0).contains(&comparison.score), "{name} / {other}");
            }
        }
    }
}

#[test]
fn names_that_a_gazetteer_lists_for_one_thing_are_one() {
    let places = places();
    let rules = Options::new().entity_type(Some(EntityType::Place));
    assert!(!compare("Suomi", "Finland", &rules).matched);
    let mut builder = GazetteerBuilder::new();
    let place = |id: &str, name: &str| Record {
        entity_type: Some(EntityType::Place),
        ..Record::new(id, name)
    };
    builder.extend([
        place("Q33", "Finland"),
        place("Q33", "Suomi"),
        place("Q399", "Armenia"),
    ]);
    let authority = builder.to_gazetteer("authority").unwrap();
    let options = rules.places(Some(&places)).authority(Some(&authority));
    for (first, second) in [("Suomi", "Finland"), ("FINLAND", "Suomi")] {
        let comparison = compare(first, second, &options);
        assert!(comparison.matched, "{comparison:?}");
        assert_eq!(comparison.parts[0].how, How::Listed);
    }
    assert!(!compare("Suomi", "Armenia", &options).matched);
    // Not as what it is not.
    let person = options.entity_type(Some(EntityType::Person));
    assert!(!compare("Suomi", "Finland", &person).matched);
}

/// Two countries, two towns of which one has two names, and a man with a name in Han characters.
fn authority() -> Gazetteer {
    let record = |entity_type, id: &str, name: &str| Record {
        entity_type: Some(entity_type),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        record(EntityType::Place, "Q794", "Iran"),
        record(EntityType::Place, "Q796", "Iraq"),
        record(EntityType::Place, "Q1032", "Niger"),
        record(EntityType::Place, "Q1033", "Nigeria"),
        record(EntityType::Place, "Q1741", "Vienna"),
        record(EntityType::Place, "Q1741", "Wien"),
        record(EntityType::Place, "Q1", "Sofia"),
        record(EntityType::Place, "Q2", "Sofiya"),
        record(EntityType::Person, "Q16574", "Chiang Kai-shek"),
        record(EntityType::Person, "Q16574", "蔣介石"),
        record(EntityType::Person, "p:father", "George H. W. Bush"),
        record(EntityType::Person, "p:son", "George W. Bush"),
    ]);
    builder.to_gazetteer("authority").unwrap()
}

#[test]
fn what_is_listed_tells_names_together_and_apart() {
    let authority = authority();
    let verdict = |first: &str, second: &str| {
        let options = Options::new().authority(Some(&authority));
        let (forth, back) = (
            compare(first, second, &options),
            compare(second, first, &options),
        );
        assert_eq!(forth.score, back.score, "{first} / {second}");
        verdict(&forth)
    };
    assert_eq!(verdict("Iran", "Iraq"), "two-things");
    assert_eq!(verdict("Niger", "Nigeria"), "two-things");
    assert_eq!(verdict("Vienna", "Wien"), "=");
    assert_eq!(verdict("Chiang Kai-shek", "Jiang Jieshi"), "=");
    assert_eq!(verdict("Chiang Kai-shek", "Jiang Jieping"), "family-name");
    assert_eq!(verdict("George H. W. Bush", "George W. Bush"), "two-things");
    assert_eq!(verdict("George Walker Bush", "George W. Bush"), "=");
    // A convention of spelling tells no things apart.
    assert_eq!(verdict("Sofia", "Sofiya"), "=");
    // Nothing is told by what only one of them is listed for.
    assert_eq!(verdict("Nigerya", "Nigeria"), "=");
    let persons = Options::new()
        .authority(Some(&authority))
        .entity_type(Some(EntityType::Person));
    assert!(compare("Niger", "Nigeria", &persons).matched);
}

//! Single names that a gazetteer does not list and an authority knows.

use std::sync::Arc;

use exonym::matcher::Evidence;
use exonym::{EntityType, Gazetteer, GazetteerBuilder, Matcher, NameKind, Reason, Record, Tier};

/// Places with an id, a name, its language and how many people live there.
fn places(rows: &[(&str, &str, &str, u32)]) -> Arc<Gazetteer> {
    let mut builder = GazetteerBuilder::new();
    builder.extend(rows.iter().map(|(id, name, lang, people)| Record {
        entity_type: Some(EntityType::Place),
        lang: (*lang).to_owned(),
        weight: (*people > 0).then_some(*people as f32),
        ..Record::new(*id, *name)
    }));
    Arc::new(builder.to_gazetteer("places").expect("it can be compiled"))
}

fn authority() -> Arc<Gazetteer> {
    places(&[
        ("Q1741", "Vienna", "en", 1_900_000),
        ("Q1741", "Dunaj", "sl", 0),
        ("geonames:1", "Berlin", "en", 3_700_000),
        ("geonames:1", "Берлин", "ru", 0),
        ("geonames:2", "Berlin", "en", 10_000),
        ("Q90", "Paris", "en", 2_000_000),
        ("Q91", "Pariser", "en", 900),
        ("Q91", "Парис", "ru", 0),
    ])
}

/// What is linked, or the first candidate in brackets.
fn linked(matcher: &Matcher, name: &str) -> String {
    let candidates = matcher.lookup(name, "", 5);
    match (matcher.decide(&candidates), candidates.first()) {
        (Ok(best), _) => best.entity.id.to_owned(),
        (Err(_), Some(first)) => format!("({})", first.entity.id),
        (Err(_), None) => String::new(),
    }
}

#[test]
fn another_name_of_the_same_is_found() {
    let own = places(&[("seat", "Vienna", "", 0)]);
    let matcher = Matcher::new(own).authority(authority());
    let found = matcher.lookup("Dunaj", "sl", 1);
    assert_eq!(found[0].entity.id, "seat");
    assert_eq!(found[0].name.text, "Dunaj");
    assert_eq!(
        (found[0].tier, found[0].evidence),
        (Tier::Lexicon, Evidence::Authority)
    );
    assert_eq!(linked(&matcher, "Dunaj"), "seat");
    assert_eq!(linked(&matcher.authority(None), "Dunaj"), "");
}

#[test]
fn what_a_route_gives_is_hardly_in_doubt_for_namesakes_elsewhere() {
    let known = places(&[
        ("Q1", "Berezovka", "en", 20_000),
        ("Q2", "Berezivka", "en", 10_000),
        ("Q3", "Berezuvka", "en", 10_000),
    ]);
    // What Russian makes of Березівка is Березовка, and not Березувка.
    let own = places(&[
        ("home", "Berezivka", "en", 0),
        ("home", "Березівка", "uk", 0),
    ]);
    let matcher = Matcher::new(own).authority(Arc::clone(&known));
    assert_eq!(linked(&matcher, "Berezovka"), "home");
    assert_eq!(linked(&matcher, "Berezuvka"), "(home)");
    let own = places(&[("home", "Berezivka", "en", 0)]);
    assert_eq!(
        linked(&Matcher::new(own).authority(known), "Berezovka"),
        "(home)"
    );
}

#[test]
fn what_has_the_very_id_goes_before_what_is_called_alike() {
    let known = places(&[
        ("Q1741", "Wien", "de", 1_900_000),
        ("Q1741", "Dunaj", "sl", 0),
        ("Q1741", "Vienna", "en", 0),
    ]);
    let own = places(&[("Q1741", "Bécs", "hu", 0), ("valley", "Vienna", "sl", 0)]);
    let matcher = Matcher::new(own).authority(known);
    let candidates = matcher.lookup("Dunaj", "sl", 5);
    let found: Vec<&str> = candidates.iter().map(|found| found.entity.id).collect();
    assert_eq!(found, ["Q1741", "valley"]);
    let best = matcher
        .decide(&candidates)
        .expect("one is clearly the best");
    assert_eq!(best.entity.id, "Q1741");
}

#[test]
fn a_demonym_is_found_unless_a_place_is_called_so() {
    let demonym = |id: &str, name: &str| Record {
        entity_type: Some(EntityType::Place),
        kind: Some(NameKind::Demonym),
        lang: "ru".to_owned(),
        ..Record::new(id, name)
    };
    let place = |id: &str, name: &str, lang: &str, people: f32| Record {
        entity_type: Some(EntityType::Place),
        lang: lang.to_owned(),
        weight: Some(people),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        place("Q212", "Ukraine", "en", 40_000_000.0),
        demonym("Q212", "украинский"),
        demonym("Q212", "украинка"),
        place("geonames:690773", "Ukrayinka", "en", 15_000.0),
        place("geonames:690773", "Украинка", "ru", 15_000.0),
    ]);
    let authority = Arc::new(
        builder
            .to_gazetteer("authority")
            .expect("it can be compiled"),
    );
    let state = [("ua", "Ukraine", "", 0)];
    let both = [state[0], ("town", "Ukrayinka", "", 0)];
    let of = |own: &[_]| Matcher::new(places(own)).authority(authority.clone());
    assert_eq!(linked(&of(&state), "украинский"), "ua");
    assert_eq!(linked(&of(&state), "Украинка"), "ua");
    assert_eq!(linked(&of(&both), "Украинка"), "town");
}

#[test]
fn an_id_says_which_of_two_namesakes_is_listed() {
    let small = Matcher::new(places(&[("geonames:2", "Berlin", "", 0)]));
    assert_eq!(
        linked(&small, "Берлин"),
        "geonames:2",
        "nothing else is known"
    );
    let small = small.authority(authority());
    assert_eq!(linked(&small, "Берлин"), "(geonames:2)");
    // A spelling that the authority does not have either.
    assert_eq!(linked(&small, "ბერლინი"), "(geonames:2)");
    assert_eq!(
        linked(&small, "Berlin"),
        "geonames:2",
        "what is listed is asked of nobody"
    );

    let large = Matcher::new(places(&[("geonames:1", "Berlin", "", 0)])).authority(authority());
    assert_eq!(linked(&large, "Берлин"), "geonames:1");
    assert_eq!(linked(&large, "ბერლინი"), "geonames:1");
}

#[test]
fn a_name_of_something_else_is_no_other_spelling() {
    let own = places(&[("Q90", "Paris", "", 0)]);
    assert_eq!(linked(&Matcher::new(own.clone()), "Парис"), "Q90");
    assert_eq!(
        linked(&Matcher::new(own).authority(authority()), "Парис"),
        "(Q90)"
    );
}

#[test]
fn a_namesake_is_told_from_a_name_that_is_not_near() {
    let reason = |matcher: &Matcher, name: &str| {
        let candidates = matcher.lookup(name, "", 5);
        matcher.decide(&candidates).err()
    };
    let small = Matcher::new(places(&[("geonames:2", "Berlin", "en", 0)])).authority(authority());
    assert_eq!(reason(&small, "Берлин"), Some(Reason::Namesake));
    let paris = Matcher::new(places(&[("Q90", "Paris", "en", 0)])).authority(authority());
    assert_eq!(reason(&paris, "Парис"), Some(Reason::Namesake));
    let tbilisi = Matcher::new(places(&[("Q994", "თბილისი", "ka", 0)])).authority(authority());
    assert_eq!(reason(&tbilisi, "Tiflis"), Some(Reason::Doubtful));
}

#[test]
fn an_id_of_another_type_of_thing_is_not_believed() {
    let mut own = GazetteerBuilder::new();
    own.add(Record {
        entity_type: Some(EntityType::Person),
        ..Record::new("Q1741", "John Miller")
    });
    let own = own.to_gazetteer("own").expect("it can be compiled");
    assert_eq!(
        linked(&Matcher::new(own).authority(authority()), "Dunaj"),
        ""
    );
}

#[test]
fn namesakes_without_number_are_not_all_looked_at() {
    let rows: Vec<String> = (0..20_000).map(|n| format!("seat-{n}")).collect();
    let rows: Vec<_> = rows
        .iter()
        .map(|id| (id.as_str(), "Vienna", "", 0))
        .collect();
    let matcher = Matcher::new(places(&rows)).authority(authority());
    assert_eq!(matcher.lookup("Dunaj", "sl", usize::MAX).len(), 64);
}

#[test]
fn an_organisation_goes_by_an_abbreviation_that_is_listed_elsewhere() {
    let organization = |id: &str, name: &str, lang: &str, kind| Record {
        entity_type: Some(EntityType::Organization),
        lang: lang.into(),
        kind,
        ..Record::new(id, name)
    };
    let gazetteer = |rows: Vec<Record>| {
        let mut builder = GazetteerBuilder::new();
        builder.extend(rows);
        Arc::new(
            builder
                .to_gazetteer("organizations")
                .expect("it can be compiled"),
        )
    };
    let name = "Федеральное бюро расследований";
    let authority = gazetteer(vec![
        organization("org:bureau", name, "ru", None),
        organization("org:bureau", "ФБР", "ru", Some(NameKind::Abbreviation)),
    ]);
    let own = gazetteer(vec![organization("bureau", name, "ru", None)]);
    let matcher = Matcher::new(own).authority(authority);
    let found = matcher.lookup("ФБР", "ru", 1);
    let best = matcher.decide(&found).map(|best| best.entity.id);
    assert_eq!(best, Ok("bureau"));
}

#[test]
fn what_is_listed_elsewhere_is_found_in_another_spelling_too() {
    let known = places(&[
        ("Q7", "Zelenohrad", "en", 90_000),
        ("Q7", "Karlmarksovsk", "", 0),
        ("Q8", "Tarvinia", "en", 5_000_000),
    ]);
    let own = places(&[
        ("seat", "Zelenohrad", "", 0),
        ("other", "Verkhnia Lipa", "", 0),
    ]);
    let matcher = Matcher::new(own).authority(known);
    let candidates = matcher.lookup("Карлмарксовск", "", 5);
    let best = matcher.decide(&candidates).expect("nothing else is near");
    assert_eq!(best.entity.id, "seat");
    assert_eq!(
        (best.tier, best.evidence),
        (Tier::Romanized, Evidence::Authority)
    );
    // Of what is not listed here nothing is found.
    assert_eq!(linked(&matcher, "Тарвиния"), "");
    assert_eq!(linked(&matcher.authority(None), "Карлмарксовск"), "");
}

#[test]
fn what_people_are_called_in_another_spelling_is_no_name_of_their_country() {
    let demonym = |name: &str| Record {
        entity_type: Some(EntityType::Place),
        kind: Some(NameKind::Demonym),
        lang: "en".to_owned(),
        ..Record::new("Q8", name)
    };
    let country = |id: &str| Record {
        entity_type: Some(EntityType::Place),
        ..Record::new(id, "Tarvinia")
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([country("Q8"), demonym("Vandalmark")]);
    let known = Arc::new(builder.to_gazetteer("known").expect("it can be compiled"));
    let mut builder = GazetteerBuilder::new();
    builder.extend([country("land")]);
    let own = builder.to_gazetteer("own").expect("it can be compiled");
    let matcher = Matcher::new(own).authority(known);
    assert_eq!(linked(&matcher, "Vandalmark"), "land");
    assert_eq!(linked(&matcher, "Вандалмарк"), "");
}

#[test]
fn a_town_that_is_called_as_people_are_is_no_country() {
    let record = |id: &str, name: &str, kind, weight| Record {
        entity_type: Some(EntityType::Place),
        kind: Some(kind),
        weight: Some(weight),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        record("Q8", "Tarvinia", NameKind::Canonical, 40_000_000.0),
        record("Q8", "Tarvinka", NameKind::Demonym, 40_000_000.0),
        record("Q9", "Tarvinka", NameKind::Canonical, 12_000.0),
        record("Q9", "Lower Mill", NameKind::Alias, 12_000.0),
    ]);
    let known = Arc::new(builder.to_gazetteer("known").expect("it can be compiled"));
    let matcher = Matcher::new(places(&[("town", "Tarvinka", "", 0)])).authority(known);
    assert_eq!(linked(&matcher, "Lower Mill"), "town");
}

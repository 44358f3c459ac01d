//! Names in orders, scripts and spellings that nobody listed.

use exonym::{
    Document, EntityType, GazetteerBuilder, Matcher, NameKind, Reason, Record, Rewriter, Scratch,
    Tier,
};

fn person(id: &str, name: &str, lang: &str) -> Record {
    Record {
        lang: lang.into(),
        entity_type: Some(EntityType::Person),
        ..Record::new(id, name)
    }
}

fn place(id: &str, name: &str, lang: &str) -> Record {
    Record {
        entity_type: Some(EntityType::Place),
        ..person(id, name, lang)
    }
}

fn of_weight(weight: f32, record: Record) -> Record {
    Record {
        weight: Some(weight),
        ..record
    }
}

fn matcher(names: impl IntoIterator<Item = Record>) -> Matcher {
    let mut builder = GazetteerBuilder::new();
    builder.extend(names);
    Matcher::new(builder.to_gazetteer("spellings").unwrap())
}

/// Canonical names, and for one person the Armenian name: no other spelling is listed.
fn canonical_names() -> Matcher {
    matcher([
        person("p:konjoryan", "Hayk Konjoryan", "en"),
        person("p:konjoryan", "Հայկ Կոնջորյան", "hy"),
        person("p:pashinyan", "Nikol Pashinyan", "en"),
        person("p:putin", "Vladimir Putin", "en"),
        person("p:horbulin", "Volodymyr Horbulin", "en"),
        person("p:cameron", "David Cameron", "en"),
        person("p:johnson", "Boris Johnson", "en"),
        person("p:leyen", "Ursula von der Leyen", "en"),
        person("p:chandra", "Narendra Chandra", "en"),
        // Known by a name in its own script alone.
        person("p:mirzoyan", "Արարատ Միրզոյան", "hy"),
        place("q:yerevan", "Yerevan", ""),
        place("q:tbilisi", "Tbilisi", ""),
        place("q:thessaloniki", "Thessaloniki", ""),
    ])
}

/// The names that are found in a text, as they are written there.
fn found<'t>(matcher: &Matcher, text: &'t str, lang: &str) -> Vec<&'t str> {
    let annotation = matcher.annotate(&Document::new(text).lang(lang), &mut Scratch::default());
    let mentions = annotation.mentions.iter();
    mentions.map(|m| &text[m.span.clone()]).collect()
}

fn linked(matcher: &Matcher, name: &str) -> Result<(String, Tier), Reason> {
    let candidates = matcher.lookup(name, "", 5);
    matcher
        .decide(&candidates)
        .map(|candidate| (candidate.entity.id.to_owned(), candidate.tier))
}

/// One town has nothing but its English name; there is nothing but the rules of the script.
#[test]
fn a_town_is_found_in_the_scripts_of_asia() {
    let matcher = matcher([
        place("q:tbilisi", "Tbilisi", ""),
        place("q:lampedusa", "Lampedusa", ""),
        place("q:rotterdam", "Rotterdam", ""),
        place("q:miyazaki", "Miyazaki", ""),
        place("q:panama", "Panama", ""),
        place("q:peru", "Peru", ""),
        place("q:bonn", "Bonn", ""),
        place("q:kragujevac", "Kragujevac", ""),
    ]);
    for (name, id) in [
        ("รอตเทอร์ดัม", "q:rotterdam"),
        ("เปรู", "q:peru"),
        ("ทบิลิซี", "q:tbilisi"),
        ("රොටර්ඩෑම්", "q:rotterdam"),
        ("මියසාකි", "q:miyazaki"),
        ("ରଟରଡାମ", "q:rotterdam"),
        ("ମିୟାଜାକି", "q:miyazaki"),
        ("པ་ན་མ", "q:panama"),
        ("لامپېدۇزا", "q:lampedusa"),
        ("كراگۇيېۋاتس", "q:kragujevac"),
        ("ຣອດເຕີດາມ", "q:rotterdam"),
        ("ເປຣູ", "q:peru"),
        ("ត្បីលីស៊ី", "q:tbilisi"),
    ] {
        let best = matcher.lookup(name, "", 1);
        let found = best.first().map(|candidate| candidate.entity.id);
        assert_eq!(found, Some(id), "{name}");
    }
    // Vowels count: a town of other vowels, or of more letters, is another.
    for name in ["เบลลินี", "බාමාකෝ"] {
        assert!(linked(&matcher, name).is_err(), "{name}");
    }
}

#[test]
fn a_name_is_found_in_the_spellings_it_takes() {
    let matcher = canonical_names();
    for (name, id) in [
        // By way of Russian, French, German; in Russian and Greek letters.
        ("Aik Kondzhoryan", "p:konjoryan"),
        ("Айк Конджорян", "p:konjoryan"),
        ("Haïk Kondjorian", "p:konjoryan"),
        ("Hajk Kondschorjan", "p:konjoryan"),
        ("Nikol Pachinian", "p:pashinyan"),
        ("Νικόλ Πασινιάν", "p:pashinyan"),
        ("ნიკოლ ფაშინიანი", "p:pashinyan"),
        ("ニコル・パシニャン", "p:pashinyan"),
        ("Wladimir Putin", "p:putin"),
        ("Владимир Путин", "p:putin"),
        ("ולדימיר פוטין", "p:putin"),
        ("فلاديمير بوتين", "p:putin"),
        // In another order, with a patronymic, with an initial.
        ("Путин, Владимир Владимирович", "p:putin"),
        ("PUTIN Vladimir", "p:putin"),
        ("V. Putin", "p:putin"),
        // Foreigners written by ear.
        ("Дејвид Камерон", "p:cameron"),
        ("Борис Джонсон", "p:johnson"),
        ("Урсула фон дер Ляйен", "p:leyen"),
        // Listed in Armenian only, asked in Latin letters.
        ("Ararat Mirzoyan", "p:mirzoyan"),
        ("Арарат Мирзоян", "p:mirzoyan"),
        // Places.
        ("Ереван", "q:yerevan"),
        ("Երևան", "q:yerevan"),
        ("თბილისი", "q:tbilisi"),
        ("Θεσσαλονίκη", "q:thessaloniki"),
        // With a vowel between the consonants.
        ("நரேந்திர சந்திரா", "p:chandra"),
    ] {
        let (found, tier) =
            linked(&matcher, name).unwrap_or_else(|reason| panic!("{name}: {reason:?}"));
        assert_eq!(found, id, "{name}");
        assert!(tier > Tier::Exact, "{name}");
    }
}

#[test]
fn names_in_han_characters_are_read_as_in_their_own_country() {
    let names = ["Leung Chun-ying", "Pak Pong-ju", "Hung Hsiu-chu"];
    let matcher = matcher(names.map(|name| person(name, name, "")));
    for (name, id) in [
        ("梁振英", "Leung Chun-ying"),
        ("朴鳳柱", "Pak Pong-ju"),
        ("朴凤柱", "Pak Pong-ju"),
        ("洪秀柱", "Hung Hsiu-chu"),
    ] {
        let found = linked(&matcher, name);
        assert_eq!(found.map(|(found, _)| found), Ok(id.to_owned()), "{name}");
    }
}

#[test]
fn words_joined_parted_translated_and_in_scripts_without_spaces() {
    let matcher = matcher([
        place("q:sf", "San Francisco", "en"),
        place("q:portlaoise", "Portlaoise", "en"),
        place("q:west", "West Chicago", "en"),
        place("q:chicago", "Chicago", "en"),
        place("q:lake", "Meadow Lake", "en"),
        place("q:hague", "The Hague", "en"),
        place("q:lexington", "Lexington", "en"),
        place("q:pensacola", "Pensacola", "en"),
        place("q:minsk", "Minsk", "en"),
        place("q:nanjing", "Nanjing", "en"),
        person("p:keating", "Paul Keating", "en"),
        person("p:allan", "Richard Allan, Baron Allan of Hallam", "en"),
    ]);
    for (name, id) in [
        ("Sanfrancisco", "q:sf"),
        ("Сан-Франциско", "q:sf"),
        ("Сан Франциско", "q:sf"),
        ("サンフランシスコ", "q:sf"),
        ("Port Laoise", "q:portlaoise"),
        ("Западен Чикаго", "q:west"),
        ("웨스트 시카고", "q:west"),
        ("Чикаго", "q:chicago"),
        ("La Haye Meadow Lake", ""),
        ("Meadow järvi", "q:lake"),
        ("Hague", "q:hague"),
        // Letters of one Indian script by the rules of another.
        ("লেক্সিংটন", "q:lexington"),
        // By the readings of characters, in either form.
        ("朋沙科拉", "q:pensacola"),
        ("明斯克", "q:minsk"),
        ("南京", "q:nanjing"),
        ("保羅·基廷", "p:keating"),
        ("保罗·基廷", "p:keating"),
        // A script without rules of its own.
        ("ᎻᏂᏍᎩ", ""),
        // What stands behind a name.
        ("Richard Allan", "p:allan"),
    ] {
        let candidates = matcher.lookup(name, "", 5);
        let first = candidates
            .first()
            .map_or("", |candidate| candidate.entity.id);
        if id.is_empty() {
            assert!(
                matcher.decide(&candidates).is_err(),
                "{name}: {candidates:?}"
            );
        } else {
            assert_eq!(first, id, "{name}");
        }
    }
}

#[test]
fn namesakes_that_are_not_listed_so_are_rivals_too() {
    let matcher = matcher([
        of_weight(100_000.0, place("q:newport-wales", "Newport", "en")),
        of_weight(100_000.0, place("q:newport-wales", "Ньюпорт", "ru")),
        of_weight(90_000.0, place("q:newport-usa", "Newport", "en")),
    ]);
    assert_eq!(linked(&matcher, "Ньюпорт"), Err(Reason::Ambiguous));
    assert_eq!(matcher.lookup("Ньюпорт", "", 5).len(), 2);
}

#[test]
fn alone_a_name_is_of_the_place_that_is_far_better_known() {
    for (next, found) in [
        (9_000.0, Ok(("q:wales".to_owned(), Tier::Exact))),
        (20_000.0, Err(Reason::Ambiguous)),
    ] {
        let matcher = matcher([
            of_weight(100_000.0, place("q:wales", "Newport", "")),
            of_weight(next, place("q:usa", "Newport", "")),
        ]);
        assert_eq!(linked(&matcher, "Newport"), found, "{next}");
    }
}

#[test]
fn a_name_of_several_words_is_found_among_many_that_have_one_of_them() {
    let mut names = vec![person("p:leyen", "Ursula von der Leyen", "")];
    for a in 'a'..='t' {
        names.extend(('a'..='t').map(|b| {
            let name = format!("Fon Dup{a}nt{b}");
            person(&name, &name, "")
        }));
    }
    let matcher = matcher(names);
    for name in ["Урсула фон дер Лайен", "Ούρσουλα φον ντερ Λέιεν"]
    {
        let found = linked(&matcher, name).map(|(id, _)| id);
        assert_eq!(found, Ok("p:leyen".into()), "{name}");
    }
}

#[test]
fn initials_in_front_are_left_out_and_given_names_shortened() {
    let matcher = matcher([
        person("p:hoover", "J. Edgar Hoover", ""),
        person("p:zahid", "Muhammad Zahid Karim", ""),
    ]);
    for (name, id) in [
        ("Эдгар Хувер", "p:hoover"),
        ("Mohd Zahid Kareem", "p:zahid"),
    ] {
        let found = linked(&matcher, name).map(|(id, _)| id);
        assert_eq!(found, Ok(id.into()), "{name}");
        assert!(matcher.lookup(name, "", 1)[0].cost < 1.0, "{name}");
    }
}

#[test]
fn a_longer_name_is_no_other_person() {
    let matcher = matcher([
        person("p:lee", "Mike Lee", "en"),
        person("p:kim", "Kim Ki Nam", "en"),
        person("p:tan", "Sam Tan", "en"),
    ]);
    for name in ["Майкл Хаммер", "Kim Yong Nam", "Pavel Smetana"] {
        assert!(linked(&matcher, name).is_err(), "{name}");
    }
}

#[test]
fn another_name_is_not_taken_for_it() {
    let matcher = canonical_names();
    for name in [
        "Vladimir Pashinyan",
        "Nikol Putin",
        "Lyudmila Putina",
        "David Johnson",
        "Hayk Petrosyan",
        "Yelena Kondratyeva",
        "Thessaly",
        "Даниил",
        "Ursula Le Guin",
    ] {
        assert!(
            linked(&matcher, name).is_err(),
            "{name}: {:?}",
            linked(&matcher, name)
        );
    }
}

#[test]
fn people_known_by_a_word_or_with_a_title_are_not_taken_for_their_namesakes() {
    let names = [
        "Yana",
        "Nina",
        "Evgeny",
        "Bogdan",
        "Robert Quane, Baron Quane",
        "H. DAN SUWARNO, SE, MBA",
    ];
    let matcher = matcher(names.map(|name| person(name, name, "")));
    for (name, id) in [
        ("Богдан", "Bogdan"),
        ("Роберт Куэйн", "Robert Quane, Baron Quane"),
    ] {
        let found = linked(&matcher, name).map(|(id, _)| id);
        assert_eq!(found.as_deref(), Ok(id), "{name}");
    }
    for name in [
        "Ann",
        "Enan",
        "Евгений Морозов",
        "Новотнович, Роберт",
        "Роберт",
        "ダン・キム",
    ] {
        assert!(linked(&matcher, name).is_err(), "{name}");
    }
}

#[test]
fn the_listed_spelling_comes_first() {
    let matcher = canonical_names();
    assert_eq!(
        linked(&matcher, "Vladimir Putin"),
        Ok(("p:putin".into(), Tier::Exact))
    );
    assert_eq!(
        linked(&matcher, "VLADIMIR PUTIN"),
        Ok(("p:putin".into(), Tier::Folded))
    );
}

#[test]
fn running_text_is_searched_for_them_on_request() {
    let text = "The head of the ruling party, Aik Kondzhoryan, spoke after Prime Minister Nikol Pachinian; nobody met Vladimir Pashinyan.";
    let found = |spellings| found(&canonical_names().spellings(spellings), text, "en");
    assert_eq!(found(false), Vec::<&str>::new());
    assert_eq!(found(true), ["Aik Kondzhoryan", "Nikol Pachinian"]);
}

#[test]
fn a_word_that_follows_directly_is_rather_more_of_the_name() {
    let matcher = canonical_names();
    for (text, expected) in [
        (
            "There Nikol Pachinian, too, was met.",
            &["Nikol Pachinian"][..],
        ),
        ("There Nikol Pachinian Bagramian was met.", &[]),
        // Though it is taken for a place.
        ("There Nikol Pachinian Tbilisi was met.", &["Tbilisi"]),
        // What stands in front may be of something else.
        ("Of Tbilisi Nikol Pachinian spoke.", &["Nikol Pachinian"]),
    ] {
        assert_eq!(found(&matcher, text, "en"), expected, "{text}");
    }
}

#[test]
fn what_may_be_a_case_form_is_linked_and_left_as_it_stands() {
    let matcher = canonical_names().spellings(true);
    let rewriter = Rewriter::new(&matcher).to("en");
    let rewrite = |text: &str, lang: &str| {
        let rewriting = rewriter.rewrite(&Document::new(text).lang(lang), &mut Scratch::default());
        (
            String::from_utf8(rewriting.text).unwrap(),
            rewriting.annotation.mentions.len(),
        )
    };
    assert_eq!(
        rewrite("met Aik Kondzhoryan there", "en"),
        ("met Hayk Konjoryan there".into(), 1)
    );
    assert_eq!(
        rewrite("видел Владимира Путина там", "ru"),
        ("видел Владимира Путина там".into(), 1)
    );
}

#[test]
fn what_is_inflected_and_listed_in_another_script_is_found_in_text() {
    let matcher = matcher([person("p:pashinyan", "Nikol Pashinyan", "")]);
    let text = "Встреча с Николом Пашиняном прошла.";
    assert_eq!(found(&matcher, text, "ru"), ["Николом Пашиняном"]);
}

#[test]
fn what_is_called_a_town_is_no_country_or_region() {
    let state = |name: &str| Record {
        attributes: vec![("level".to_owned(), "1".to_owned())],
        ..place("state", name, "")
    };
    let matcher = matcher([
        state("Veldania"),
        state("Велданья"),
        place("town", "Veldania City", ""),
        place("other", "Korvath", ""),
    ]);
    for name in ["Місто Велданья", "Велданья-Сити", "Veldanja-urbo"] {
        let first = matcher.lookup(name, "", 1);
        assert_eq!(first[0].entity.id, "town", "{name}");
    }
    let found = linked(&matcher, "Місто Корват").map(|(found, _)| found);
    assert_eq!(found, Ok("other".to_owned()));
}

#[test]
fn what_people_are_called_is_not_spelled_in_other_ways() {
    let people = Record {
        kind: Some(NameKind::Demonym),
        ..place("country", "tarvina", "")
    };
    let matcher = matcher([
        place("country", "Tarvinia", ""),
        people,
        place("town", "Tarvina", ""),
    ]);
    let found = linked(&matcher, "Тарвина").map(|(found, _)| found);
    assert_eq!(found, Ok("town".to_owned()));
}

#[test]
fn a_number_behind_a_name_is_no_word_that_may_be_left_out() {
    let matcher = matcher([
        person("king", "Vasilko I", ""),
        person("other", "Dana Orlik", ""),
    ]);
    for name in ["Vasilko Borun", "Василько Борун"] {
        assert!(linked(&matcher, name).is_err(), "{name}");
    }
    let found = linked(&matcher, "Василько I").map(|(found, _)| found);
    assert_eq!(found, Ok("king".to_owned()));
}

/// Where many names of a language are listed, a word of it that is none is hardly a name listed in another one.
#[test]
fn a_word_is_another_spelling_of_a_name_in_its_own_language() {
    let matcher = matcher([
        place("own", "Исаакиевское", "ru"),
        place("foreign", "Veleslavinsko", "cs"),
    ]);
    let linked = |name: &str| {
        let candidates = matcher.lookup(name, "ru", 5);
        matcher.decide(&candidates).map(|best| best.entity.id)
    };
    assert_eq!(linked("Исакиевское"), Ok("own"));
    assert_eq!(linked("Велеславинско"), Err(Reason::Doubtful));
}

/// The scores are chances: all candidates share one.
#[test]
fn namesakes_share_the_chance_to_be_meant() {
    let namesakes = (0..4).map(|n| place(&format!("town {n}"), "Karlovka", ""));
    // What goes by many names is likelier to go by one more.
    let known = ["Orlovka", "Orlowka", "Orłówka", "Orlofka", "Orlivka"];
    let known = known.map(|name| place("well known", name, ""));
    let village = place("village", "Orlovka", "");
    let matcher = matcher(namesakes.chain(known).chain([village]));
    for (name, namesakes) in [("Карловка", 4), ("Орловка", 2)] {
        let candidates = matcher.lookup(name, "", 9);
        assert_eq!(candidates.len(), namesakes, "{name}");
        let all: f32 = candidates.iter().map(|candidate| candidate.score).sum();
        assert!(all > 0.9 && all <= 1.0, "{name}: {all}");
    }
    let candidates = matcher.lookup("Орловка", "", 9);
    assert_eq!(candidates[0].entity.id, "well known");
    assert!(candidates[0].score > 2.0 * candidates[1].score);
}

#[test]
fn a_house_named_after_somebody_is_found_with_the_word_for_it_written_short() {
    let theatre = Record {
        entity_type: Some(EntityType::Organization),
        ..place("theatre", "Театр имени Горбунова", "ru")
    };
    let matcher = matcher([theatre]);
    for name in ["Театр им. Горбунова", "Театр Горбунова"] {
        let found = linked(&matcher, name).map(|(found, _)| found);
        assert_eq!(found, Ok("theatre".to_owned()), "{name}");
    }
}

#[test]
fn long_and_ambiguous_words_are_answered_in_bounded_time() {
    let matcher = canonical_names();
    for name in [
        "i".repeat(256),
        "ща".repeat(128),
        "שו".repeat(60),
        "a b c d e f g h i j k l m".into(),
        "شششش ".repeat(8),
        "斯".repeat(256),
        "尔克斯特".repeat(12),
        "ཀ".repeat(48),
        "\u{0c4d}".repeat(64),
        "ya ".repeat(8),
    ] {
        assert!(linked(&matcher, &name).is_err());
    }
}

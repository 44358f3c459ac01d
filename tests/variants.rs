//! Runs the list `variants.tsv`: a name, a spelling of it, and the route and standards that give it.

use exonym::Lexicon;
use exonym::fold::key;
use exonym::romanize::Variants;

/// Words written without vowels, as a lexicon knows them.
const GROUPS: &str = "شريف sherif\nواتارا wattara\nقاسم qasim\nسليماني suleymani";

#[test]
fn names_take_the_spellings_their_routes_give() {
    let lexicon = Lexicon::from_text(GROUPS).unwrap();
    let mut wrong = Vec::new();
    for row in include_str!("variants.tsv")
        .lines()
        .filter(|row| !row.starts_with('#'))
    {
        let [name, lang, spelling, route, standards] = row.split('\t').collect::<Vec<_>>()[..]
        else {
            panic!("{row}: not five fields");
        };
        let found = Variants::new(lang).lexicon(Some(&lexicon)).of(name);
        let same = found
            .iter()
            .filter(|variant| key(&variant.name) == key(spelling));
        let ways = same.flat_map(|variant| &variant.ways);
        let right = ways
            .filter(|way| way.route == route && way.standards.join("+") == standards)
            .count();
        if right == 0 {
            let cheapest: Vec<_> = found
                .iter()
                .take(8)
                .map(|v| (&v.name, &v.ways[0]))
                .collect();
            wrong.push(format!("{row}\n  {cheapest:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_cheapest_way_to_a_spelling_is_told() {
    let way = |name, lang, spelled| Variants::new(lang).way(name, spelled);
    let aik = way("Հայկ Կոնջորյան", "hy", "KONDZHORYAN Ayk").unwrap();
    assert_eq!(aik.route, "hy→ru→Latn");
    assert_eq!(way("Հայկ Կոնջորյան", "hy", "Հայկ Կոնջորյան"), None);
    assert_eq!(way("Հայկ Կոնջորյան", "hy", "Hayk Petrosyan"), None);
}

#[test]
fn via_a_language_nothing_else_is_listed() {
    let found = Variants::new("").via("ru").of("Հայկ Կոնջորյան");
    assert!(!found.is_empty());
    assert!(
        found
            .iter()
            .flat_map(|v| &v.ways)
            .all(|way| way.route.starts_with("hy→ru"))
    );
}

#[test]
fn any_name_has_variants_or_none_in_bounded_time() {
    let long = "ща".repeat(300);
    let many = "Հայկ ".repeat(40);
    let hyphens = "а-".repeat(200);
    for name in [
        "", " ", "-", "a", "𐎀", "\u{300}", &long, &many, &hyphens, "· ·",
    ] {
        for lang in ["", "hy", "ru", "xx", "zh-Hant"] {
            for variant in Variants::new(lang).of(name) {
                assert!(!variant.ways.is_empty());
            }
        }
    }
}

#[test]
fn what_standards_prescribe_goes_first() {
    let first = |name: &str, lang: &str| Variants::new(lang).of(name).remove(0).name;
    assert_eq!(first("Ռուբեն", "hy"), "Ruben");
    assert_eq!(first("Юлія Їжакевич", "uk"), "Yuliia Yizhakevych");
    assert_eq!(first("Згурський", "uk"), "Zghurskyi");
}

#[test]
fn a_name_is_read_in_the_language_of_its_letters() {
    for (name, route) in [
        ("Юлія Їжакевич", "uk→Latn"),
        ("Максім Ўладзіміравіч", "be→Latn"),
        ("Ђорђе Његош", "sr→Latn"),
        ("Ѓорѓи Ќосев", "mk→Latn"),
        ("Өвөрхангай", "mn→Latn"),
        ("Қызылорда", "kk→Latn"),
        ("Эмомалӣ Раҳмон", "tg→Latn"),
        ("Владимир", "ru→Latn"),
        ("علی\u{200c}رضا", "fa→Latn"),
        ("محمد", "ar→Latn"),
        ("毛泽东", "zh→Latn"),
        ("ヤマダ", "ja→Latn"),
        ("やまだ", "ja→Latn"),
        ("ᠮᠣᠩᠭᠣᠯ", "mn→Latn"),
    ] {
        let found = Variants::new("").of(name);
        assert!(!found.is_empty(), "{name}");
        assert_eq!(found[0].ways[0].route, route, "{name}: {found:?}");
    }
    assert!(Variants::new("ja").of("山田").is_empty());
}

#[test]
fn no_letter_of_an_old_spelling_is_left() {
    for (standard, name, written) in [
        (
            "elot-ell-Grek-Latn-743-2001-ts",
            "Ἀριστοτέλης τῆς Ἑλλάδος",
            "Aristotélis tís Elládos",
        ),
        ("bgnpcgn-ell-Grek-Latn-1996", "Ῥόδος", "Ródos"),
        ("din-grc-Grek-Latn-31634-2011-t1", "Ῥόδος", "Rhodos"),
        ("alalc-ara-Arab-Latn-1997", "ٱلْقَاهِرَة", "al-qāhirah"),
        ("alalc-ara-Arab-Latn-1997", "الْقَاهِرَة", "al-qāhirah"),
        ("odni-fas-Arab-Latn-2015", "علی\u{200c}رضا", "’lyrza"),
    ] {
        let standard = exonym::romanize::standard(standard).unwrap();
        assert_eq!(standard.apply(name), written, "{name}");
    }
}

//! The lexicon of name parts: its file, and what the matcher makes of it.

use std::sync::Arc;

use exonym::{EntityType, ErrorKind, GazetteerBuilder, Lexicon, Matcher, Record, Tier};

const GROUPS: &str = "\
# a comment
Vladimir Volodymyr Володимир Wowka
volodymyr wolodymyr
王 tebil wong
alone
two words-joined
";

fn matcher() -> Matcher {
    let record = |id: &str, name: &str, entity_type| Record {
        entity_type: Some(entity_type),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        record("putin", "Vladimir Putin", EntityType::Person),
        record("wong", "Joshua Wong", EntityType::Person),
        record("vladimir", "Vladimir Oblast", EntityType::Place),
    ]);
    Matcher::new(builder.to_gazetteer("lexicon").unwrap())
        .lexicon(Arc::new(Lexicon::from_text(GROUPS).unwrap()))
}

#[test]
fn words_share_the_groups_they_stand_in() {
    let lexicon = Lexicon::from_text(GROUPS).unwrap();
    assert_eq!(lexicon.len(), 8);
    let shared = lexicon.share("vladimir", "володимир").unwrap();
    assert_eq!(lexicon.size_of(shared), 4);
    assert!(lexicon.words_of(shared).any(|word| word == "wowka"));
    assert_eq!(lexicon.groups_of("volodymyr").count(), 2);
    assert_eq!(lexicon.share("vladimir", "wolodymyr"), None);
    assert_eq!(lexicon.share("alone", "alone"), None);
    assert_eq!(lexicon.words_of(u32::MAX).count(), 0);
}

#[test]
fn the_bytes_depend_on_the_groups_alone() {
    let reversed: Vec<&str> = GROUPS.lines().rev().collect();
    assert_eq!(
        Lexicon::compile(GROUPS).unwrap(),
        Lexicon::compile(&reversed.join("\n")).unwrap()
    );
    assert!(Lexicon::from_text("").unwrap().is_empty());
}

#[test]
fn damaged_bytes_are_refused() {
    let bytes = Lexicon::compile(GROUPS).unwrap();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x20;
        let refused = Lexicon::from_bytes("damaged", damaged);
        assert!(refused.is_err(), "byte {at}");
    }
    for len in 0..bytes.len() {
        let refused = Lexicon::from_bytes("short", bytes[..len].to_vec()).unwrap_err();
        assert!(
            matches!(refused.kind(), ErrorKind::Damaged { .. }),
            "{len} bytes"
        );
    }
}

#[test]
fn persons_are_found_by_words_that_stand_for_theirs() {
    let matcher = matcher();
    let found = |name: &str| {
        let candidates = matcher.lookup(name, "", 5);
        let best = matcher.decide(&candidates).ok()?;
        Some((best.entity.id.to_owned(), best.tier))
    };
    for name in ["Wowka Putin", "PUTIN Wowka"] {
        assert_eq!(found(name), Some(("putin".into(), Tier::Lexicon)), "{name}");
    }
    assert_eq!(found("Vladimir Putin"), Some(("putin".into(), Tier::Exact)));
    // Readings of one character are different family names.
    assert_eq!(found("Joshua Tebil"), None);
    assert_eq!(found("Joshua 王"), Some(("wong".into(), Tier::Lexicon)));
    // Places have names of their own.
    assert_eq!(found("Wowka Oblast"), None);
}

#[test]
fn without_a_lexicon_they_are_not() {
    let matcher = matcher().lexicon(None);
    let candidates = matcher.lookup("Wowka Putin", "", 5);
    assert!(matcher.decide(&candidates).is_err());
}

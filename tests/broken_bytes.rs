//! Bytes that are no UTF-8: they part names, and nothing else.

use exonym::{Document, EntityType, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};

fn matcher() -> Matcher {
    let name = |id: &str, name: &str, lang: &str, entity_type| Record {
        lang: lang.to_owned(),
        entity_type: Some(entity_type),
        ..Record::new(id, name)
    };
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        name("HK", "Hayk Konjoryan", "en", EntityType::Person),
        name("YER", "Yerevan", "en", EntityType::Place),
        name("YER", "Ереван", "ru", EntityType::Place),
        name("YER", "Erevan", "en", EntityType::Place),
    ]);
    Matcher::new(builder.to_gazetteer("example").expect("the names are fine"))
}

/// The spans of the mentions, as text, and the language.
fn read(text: &[u8]) -> (Vec<String>, String) {
    let matcher = matcher();
    let annotation = matcher.annotate(&Document::new(text), &mut Scratch::default());
    let surface = |span: &exonym::Span| String::from_utf8_lossy(&text[span.clone()]).into_owned();
    let mentions = annotation.mentions.iter().map(|m| surface(&m.span));
    (mentions.collect(), annotation.lang)
}

#[test]
fn an_article_goes_on_behind_them() {
    let (mentions, _) = read(b"Hayk Konjoryan spoke here.\xFF\xFE Then Konjoryan left.");
    assert_eq!(mentions, ["Hayk Konjoryan", "Konjoryan"]);
}

#[test]
fn the_language_is_that_of_the_whole() {
    let russian = "Он сказал, что это было в Ереване, где он и живёт.";
    let (mentions, lang) = read(&[b"The \xFF. ", russian.as_bytes()].concat());
    assert_eq!((mentions, &*lang), (vec!["Ереване".to_owned()], "ru"));
}

#[test]
fn no_name_runs_across_one() {
    assert!(read(b"Hayk\xFFKonjoryan, Yere\xFFvan").0.is_empty());
}

#[test]
fn they_stay_where_they_are() {
    let matcher = matcher();
    let text = b"\xE2\x82 He was in Erevan\xFF with \xC3";
    let rewriting = Rewriter::new(&matcher).rewrite(&Document::new(text), &mut Scratch::default());
    let expected = b"\xE2\x82 He was in Yerevan\xFF with \xC3";
    assert_eq!(rewriting.text, expected);
}

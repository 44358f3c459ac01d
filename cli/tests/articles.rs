//! Six articles in six languages and four scripts, on the default gazetteer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use exonym::{Document, Matcher, Rewriter, Scratch};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/articles")
}

/// What an editor expects of each article: every surface form that must be
/// linked with its entity, and every one that must not be.
fn expected(name: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let path = folder().join(name).with_extension("expected.tsv");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (mut linked, mut left) = (BTreeMap::new(), Vec::new());
    for line in text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (surface, id) = line.split_once('\t').expect("two columns");
        match id {
            "-" => left.push(surface.to_owned()),
            id => drop(linked.insert(surface.to_owned(), id.to_owned())),
        }
    }
    (linked, left)
}

#[test]
fn every_expected_name_is_linked_and_no_other_is_touched() {
    let matcher = Matcher::new(exonym_gazetteer::default());
    let rewriter = Rewriter::new(&matcher);
    let mut scratch = Scratch::default();
    for lang in ["en", "ru", "hy", "ka", "fr", "zh"] {
        let name = format!("{lang}.txt");
        let text = std::fs::read_to_string(folder().join(&name)).unwrap();
        let rewriting = rewriter.rewrite(&Document::new(&text), &mut scratch);
        assert_eq!(rewriting.annotation.lang, lang, "{name}: language");

        let (linked, left) = expected(&name);
        let found: BTreeMap<&str, &str> = rewriting
            .annotation
            .mentions
            .iter()
            .map(|mention| (&text[mention.span.clone()], mention.entity.id))
            .collect();
        for (surface, id) in &linked {
            assert_eq!(
                found.get(surface.as_str()),
                Some(&id.as_str()),
                "{name}: {surface}"
            );
        }
        for surface in &left {
            assert_eq!(found.get(surface.as_str()), None, "{name}: {surface}");
        }

        let wanted =
            std::fs::read_to_string(folder().join(&name).with_extension("normalized.txt")).unwrap();
        assert_eq!(String::from_utf8(rewriting.text).unwrap(), wanted, "{name}");
        let again = rewriter.rewrite(&Document::new(&wanted), &mut scratch);
        assert!(
            again.edits.is_empty(),
            "{name}: a second run changes {:?}",
            again.edits
        );
    }
}

//! Runs the cases of `tests/cases/*.toml`: a gazetteer, a text, and what must
//! come of it. A failing case is listed by file and name, all of them at once.

use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use exonym::gazetteer::source::{SourceOptions, read_bytes};
use exonym::matcher::{Abstention, OverlapPolicy};
use exonym::rewrite::{Rewriting, Template};
use exonym::{Document, Gazetteer, GazetteerBuilder, Lexicon, Matcher, Mention, Rewriter, Scratch};
use toml::{Table, Value};

/// The keys a case may have; one that is misspelt would test nothing.
const KEYS: &[&str] = &[
    "name",
    "gazetteer",
    "layer",
    "authority",
    "people",
    "text",
    "lang",
    "to",
    "template",
    "policy",
    "mentions",
    "abstained",
    "rewritten",
];

fn string<'t>(case: &'t Table, key: &str) -> Option<&'t str> {
    case.get(key).and_then(Value::as_str)
}

fn list(case: &Table, key: &str) -> Vec<String> {
    let items = case.get(key).and_then(Value::as_array);
    let items = items.into_iter().flatten().filter_map(Value::as_str);
    items.map(str::to_owned).collect()
}

/// Given names that the program knows for such, as it does by the lexicon that it comes with;
/// the cases' `people` adds more.
const GIVEN_NAMES: &str = "michael mikhail michelle\nсергей sergey\nigor ihor\nраиса raisa\nludmila ludmiła людмила\n\
    rudolf rodolfo\nivanka ivana\nkerry keri\nirving irwin\n";

/// The names of a case: its own rows, or those of the file.
fn matcher(case: &Table, file: &Table) -> Result<Matcher, exonym::Error> {
    let layer = |key| string(case, key).or(string(file, key));
    let compile = |rows: &str| -> Result<Arc<Gazetteer>, exonym::Error> {
        let source = read_bytes("case.csv", rows.as_bytes(), &SourceOptions::new())?;
        let mut builder = GazetteerBuilder::new();
        builder.extend(source.records);
        Ok(builder.to_gazetteer("case")?.into())
    };
    let mut gazetteers = Vec::new();
    for rows in ["gazetteer", "layer"].into_iter().filter_map(layer) {
        gazetteers.push(compile(rows)?);
    }
    let authority = layer("authority").map(compile).transpose()?;
    let policy = match string(case, "policy") {
        Some("all") => OverlapPolicy::All,
        Some("nosub") => OverlapPolicy::NoSub,
        _ => OverlapPolicy::Longest,
    };
    let matcher = Matcher::layered(gazetteers)
        .overlaps(policy)
        .authority(authority);
    let people = GIVEN_NAMES.to_owned() + layer("people").unwrap_or_default();
    Ok(matcher.lexicon(Arc::new(Lexicon::from_text(&people)?)))
}

fn differ<T: PartialEq + Debug>(what: &str, got: T, expected: T) -> Result<(), String> {
    match got == expected {
        true => Ok(()),
        false => Err(format!(
            "{what}\n       got {got:?}\n  expected {expected:?}"
        )),
    }
}

fn run(case: &Table, file: &Table) -> Result<(), String> {
    if let Some(key) = case.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("unknown key `{key}`"));
    }
    let matcher = matcher(case, file).map_err(|e| e.to_string())?;
    let text = string(case, "text").ok_or("no text")?;
    let lang = string(case, "lang").unwrap_or("");
    let document = Document::new(text).lang(lang);
    let mut rewriter = Rewriter::new(&matcher).to(string(case, "to").unwrap_or(""));
    if let Some(template) = string(case, "template") {
        rewriter = rewriter.template(template.parse::<Template>().map_err(|e| e.to_string())?);
    }
    let rewriting = rewriter.rewrite(&document, &mut Scratch::default());
    let annotation = &rewriting.annotation;
    let mentions = annotation.mentions.iter();
    let mentions = mentions.map(|m| format!("{} -> {}", &text[m.span.clone()], m.entity.id));
    differ("mentions", mentions.collect(), list(case, "mentions"))?;
    let reason = |a: &Abstention| {
        serde_json::to_value(a.reason).map(|r| r.as_str().unwrap_or("").to_owned())
    };
    let abstained = annotation.abstentions.iter();
    let abstained = abstained.map(|a| {
        format!(
            "{} -> {}",
            &text[a.span.clone()],
            reason(a).unwrap_or_default()
        )
    });
    differ("abstained", abstained.collect(), list(case, "abstained"))?;
    let rewritten = String::from_utf8_lossy(&rewriting.text);
    differ(
        "rewritten",
        &*rewritten,
        string(case, "rewritten").unwrap_or(&rewritten),
    )?;
    holds_of_all(&rewriter, &rewriting, lang)
}

/// What holds of every case: only mentions are written over, and what is written stays when it is read again.
fn holds_of_all(
    rewriter: &Rewriter<'_>,
    rewriting: &Rewriting<'_>,
    lang: &str,
) -> Result<(), String> {
    let mentions = &rewriting.annotation.mentions;
    let beside = rewriting.edits.iter().find(|edit| {
        let is_within =
            |m: &Mention<'_>| m.span.start <= edit.span.start && edit.span.end <= m.span.end;
        !mentions.iter().any(is_within)
    });
    differ("an edit of what is no mention", beside, None)?;
    let again = rewriter.rewrite(
        &Document::new(&rewriting.text).lang(lang),
        &mut Scratch::default(),
    );
    differ(
        "rewritten again",
        String::from_utf8_lossy(&again.text),
        String::from_utf8_lossy(&rewriting.text),
    )
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let (mut count, mut failures) = (0, Vec::new());
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
    {
        let text = std::fs::read_to_string(path).expect("it can be read");
        let file: Table = text
            .parse()
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for case in file
            .get("case")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            count += 1;
            let case = case.as_table().expect("a table");
            if let Err(message) = run(case, &file) {
                let name = string(case, "name").unwrap_or("?");
                let stem = path.file_stem().unwrap_or_default().display();
                failures.push(format!("{stem}: {name}: {message}"));
            }
        }
    }
    assert!(count >= 100, "only {count} cases");
    assert!(
        failures.is_empty(),
        "{} of {count} cases fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

//! Documents with markup, case by case: `tests/markup/*.toml`.
//!
//! A case has a `source`, the `text` that is read from it, and what is `written`
//! (nothing if it is left as it is). Whatever is written must be read again as
//! the same text rewritten, and a second run must change nothing.

#![cfg(feature = "markup")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use exonym::markup::{Content, MarkupTemplate, Options};
use exonym::rewrite::{Rewriting, apply};
use exonym::{GazetteerBuilder, Matcher, NameKind, Record, Rewriter, Scratch};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// html, xml, markdown; what the file is called if not said.
    #[serde(default)]
    format: String,
    source: String,
    text: Option<String>,
    written: Option<String>,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    attributes: Vec<String>,
    /// A template with markup.
    template: Option<String>,
    /// What the error says, for what cannot be read.
    error: Option<String>,
    /// Unless it is usual, the encoding that is written.
    encoding: Option<String>,
}

/// Names that leave no doubt, of one word and of several.
fn matcher() -> Matcher {
    let mut builder = GazetteerBuilder::new();
    let record = |canonical: bool, id: &str, name: &str, lang: &str| Record {
        lang: lang.to_owned(),
        entity_type: "place".parse().ok(),
        kind: canonical.then_some(NameKind::Canonical),
        ..Record::new(id, name)
    };
    for (id, lang, canonical, alias) in [
        ("Q1953", "en", "Yerevan", "Erevan"),
        ("Q1953", "ru", "Эривань", "Ереван"),
        ("Q43", "en", "Türkiye", "Turkey"),
        ("Q43", "de", "Türkei", "Turkei"),
        ("Q225", "en", "Bosnia & Herzegovina", "Bosnia-Herzegovina"),
        ("Q1008", "en", "Côte d'Ivoire", "Ivory Coast"),
        ("Q408", "en", "The \"Land\" <Down> Under", "Downunder Land"),
        ("Q656", "en", "Saint Petersburg", "Sankt Peterburg"),
        ("Q649", "en", "Zavran Mir Bolan Zuqov", "Zavran Kel Zuqov"),
        ("Q650", "en", "Qarzan Bolan Vexiq", "Qarzan Kel Mop Vexiq"),
        ("Q884", "en", "Vladi*vostok", "Wladiwostok"),
    ] {
        builder.extend([
            record(true, id, canonical, lang),
            record(false, id, alias, lang),
        ]);
    }
    Matcher::new(builder.to_gazetteer("cases").unwrap())
}

fn read(format: &str, source: &[u8], options: &Options) -> exonym::Result<Content> {
    match format {
        "html" => Content::html(source, options),
        "xml" => Content::xml(source, options),
        "markdown" => Content::markdown(std::str::from_utf8(source).unwrap(), options),
        other => panic!("unknown format {other}"),
    }
}

impl Case {
    fn options(&self) -> Options {
        let encoding = self.encoding.as_deref().unwrap_or("utf-8");
        Options::new()
            .attributes(self.attributes.iter().map(String::as_str))
            .encoding(encoding_rs::Encoding::for_label(encoding.as_bytes()).unwrap())
            .tags(self.template.is_some())
    }

    fn rewrite<'m>(&self, matcher: &'m Matcher, content: &Content, source: &[u8]) -> Rewriting<'m> {
        let rewriter = Rewriter::new(matcher);
        let scratch = &mut Scratch::default();
        match &self.template {
            None => content.rewrite(source, &rewriter, &self.lang, scratch),
            Some(template) => {
                let template: MarkupTemplate = template.parse().unwrap();
                content.mark_up(source, &rewriter, &template, &self.lang, scratch)
            }
        }
    }

    fn run(&self, format: &str, matcher: &Matcher) -> Result<(), String> {
        let same = |what: &str, found: &[u8], wanted: &str| match found == wanted.as_bytes() {
            true => Ok(()),
            false => {
                let found = String::from_utf8_lossy(found);
                Err(format!("{what}\n  wanted {wanted:?}\n  found  {found:?}"))
            }
        };
        let source = self.source.as_bytes();
        let content = match (read(format, source, &self.options()), &self.error) {
            (Ok(content), None) => content,
            (Err(error), Some(wanted)) => {
                return same("error", error.to_string().as_bytes(), wanted);
            }
            (Ok(_), Some(wanted)) => return Err(format!("no error, but wanted {wanted:?}")),
            (Err(error), None) => return Err(format!("error {error}")),
        };
        if let Some(text) = &self.text {
            same("text", content.text(), text)?;
        }
        let rewriting = self.rewrite(matcher, &content, source);
        same(
            "written",
            &rewriting.text,
            self.written.as_ref().unwrap_or(&self.source),
        )?;
        same(
            "applied",
            &apply(source, &rewriting.edits),
            self.written.as_ref().unwrap_or(&self.source),
        )?;
        let again = read(format, &rewriting.text, &self.options()).map_err(|e| e.to_string())?;
        let twice = self.rewrite(matcher, &again, &rewriting.text);
        same(
            "second run",
            &twice.text,
            &String::from_utf8_lossy(&rewriting.text),
        )
    }
}

#[test]
fn cases() {
    let matcher = matcher();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markup");
    let (mut count, mut failed) = (0, String::new());
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    for file in files {
        let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let cases: BTreeMap<String, Case> =
            toml::from_str(&text).unwrap_or_else(|e| panic!("{stem}: {e}"));
        for (name, case) in cases {
            count += 1;
            let format = if case.format.is_empty() {
                &stem
            } else {
                &case.format
            };
            if let Err(problem) = case.run(format, &matcher) {
                failed += &format!("{stem}: {name}: {problem}\n");
            }
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
    assert!(count >= 100, "{count} cases");
}

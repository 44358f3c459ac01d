//! Opening what `-g` names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use exonym::gazetteer::Diagnostic;
use exonym::gazetteer::source::{SourceOptions, add_files, read_bytes};
use exonym::{ErrorKind, Gazetteer, GazetteerBuilder, Lexicon, Matcher};

use crate::args::{Finding, Gazetteers};
use crate::diagnostics;
use crate::exit::{GazetteerTrouble, Usage};
use crate::input;
use crate::message;
use crate::terminal;
use crate::words::counted;

/// The matcher over all gazetteers named, later ones winning; the default one if none is.
pub fn matcher(args: &Gazetteers) -> Result<Matcher> {
    let matcher = if args.gazetteers.is_empty() {
        Matcher::new(exonym_gazetteer::default())
    } else {
        let names = args.gazetteers.iter();
        let opened: Result<Vec<Arc<Gazetteer>>> =
            names.map(|name| Ok(Arc::new(open(name)?))).collect();
        Matcher::layered(opened?).authority(authority(args))
    };
    Ok(matcher.lexicon(lexicon(args.no_lexicon)))
}

/// The default gazetteer, to be asked about names that those in use do not list, unless it is one
/// of them or nothing is to be asked.
fn authority(args: &Gazetteers) -> Option<Arc<Gazetteer>> {
    let in_use = args.gazetteers.iter().any(|name| name == "default");
    (!in_use && !args.no_lexicon).then(|| Arc::new(exonym_gazetteer::default()))
}

/// The built-in lexicon, unless it is not wanted.
pub fn lexicon(without: bool) -> Option<Arc<Lexicon>> {
    (!without).then(|| Arc::new(exonym_gazetteer::lexicon()))
}

/// Opens a compiled gazetteer, compiles a CSV in memory, or takes the default one.
pub fn open(name: &str) -> Result<Gazetteer> {
    let path = Path::new(name);
    let trouble = || GazetteerTrouble(format!("gazetteer {name}"));
    // Where the library says itself which file it is.
    let unreadable = || GazetteerTrouble("the gazetteer cannot be used".to_owned());
    let unusable = |error: exonym::Error| match error.kind() {
        ErrorKind::Source { diagnostics, .. } => rows(name, diagnostics).into(),
        _ => anyhow::Error::from(error).context(unreadable()),
    };
    if name == "default" && !path.is_file() {
        return Ok(exonym_gazetteer::default());
    }
    if let Some(meant) = meant(path) {
        let problem = format!("gazetteer {name}: there is no such file; did you mean `{meant}`?");
        return Err(GazetteerTrouble(problem).into());
    }
    if input::is_spreadsheet(path) && path.is_file() {
        let problem = format!(
            "gazetteer {name}: a spreadsheet; export the sheet as CSV in UTF-8, with columns id and name"
        );
        return Err(GazetteerTrouble(problem).into());
    }
    let is_source = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"));
    let is_pipe = std::fs::metadata(path).is_ok_and(|meta| !meta.is_file() && !meta.is_dir());
    let options = SourceOptions::default();
    let mut builder = GazetteerBuilder::new();
    let found = if is_pipe {
        // Such as `<(…)` of a shell: it has no name to go by, and is read but once.
        let bytes = std::fs::read(path).with_context(trouble)?;
        match Gazetteer::from_bytes(name, bytes.clone()) {
            Err(error) if matches!(error.kind(), ErrorKind::NotAGazetteer { .. }) => {
                let source = read_bytes(name, &bytes, &options).map_err(unusable)?;
                builder.extend(source.records);
                source.diagnostics
            }
            opened => return opened.with_context(trouble),
        }
    } else if is_source {
        let source = add_files(&mut builder, &[path], &options).map_err(unusable)?;
        source.diagnostics
    } else {
        return Gazetteer::open(path).with_context(unreadable);
    };
    message::write(&diagnostics::render(&found, terminal::color_on_stderr()));
    builder.to_gazetteer(name).with_context(trouble)
}

/// Shows what is wrong with the rows of a CSV, and says who can do without them: this verb has no options for that.
fn rows(name: &str, found: &[Diagnostic]) -> GazetteerTrouble {
    message::write(&diagnostics::render(found, terminal::color_on_stderr()));
    let errors = counted(found.iter().map(|one| one.count).sum(), "error");
    GazetteerTrouble(format!(
        "gazetteer {name}: {errors} in it; mend the file, or compile it with `exonym build {name} -o names.gaz`, which takes --encoding, --delimiter and --keep-going"
    ))
}

/// What is meant by a name of which there is no file: the built-in gazetteer, or a file beside it that is called
/// nearly so.
fn meant(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy();
    let is_slip =
        |known: &str, word: &str| 4 * strsim::osa_distance(known, word) <= known.chars().count();
    if std::fs::symlink_metadata(path).is_ok() {
        return None;
    }
    if is_slip("default", &name) {
        return Some("default".to_owned());
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let here = Path::new(".");
    let entries = std::fs::read_dir(if folder == Path::new("") {
        here
    } else {
        folder
    })
    .ok()?;
    let files = entries.filter_map(|entry| Some(folder.join(entry.ok()?.file_name())));
    let is_meant = |file: &PathBuf| {
        let ends = |end: &str| {
            file.extension()
                .is_some_and(|own| own.eq_ignore_ascii_case(end))
        };
        let stem = |path: &Path| {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        };
        let called = stem(file).unwrap_or_default();
        let is_called = is_slip(&called, &stem(path).unwrap_or_default());
        ["gaz", "csv", "tsv"].into_iter().any(ends) && is_called
    };
    // The same of several, whatever the order of the folder.
    let file = files.filter(is_meant).min()?;
    Some(file.display().to_string())
}

/// Refuses a language that no gazetteer has names in; none at all is fine.
pub fn check_language(matcher: &Matcher, to: &str) -> Result<()> {
    match to.is_empty() || matcher.writes(to) {
        true => Ok(()),
        false => Err(Usage(format!(
            "--to {to}: no gazetteer has names in this language; give a tag such as `en` or `zh-Hant`"
        ))
        .into()),
    }
}

/// A matcher for running text, with the settings asked for.
pub fn finder(args: &Gazetteers, finding: &Finding) -> Result<Matcher> {
    Ok(matcher(args)?
        .spellings(!finding.no_spellings)
        .min_score(finding.min_score)
        .types(finding.types.iter().copied()))
}

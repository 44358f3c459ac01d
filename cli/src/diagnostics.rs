//! Shows findings about a gazetteer source the way rustc shows its own.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use exonym::gazetteer::{Code, Diagnostic, Position, Severity};

/// One block for each finding, with a blank line between them and a line end
/// at the end; empty if there are none.
pub fn render(diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = match color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let blocks: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| renderer.render(&[group(diagnostic)]) + "\n")
        .collect();
    blocks.join("\n")
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.as_str());
    let position = &diagnostic.position;
    let mut group = Group::with_title(title);
    // The renderer counts the column itself, in what is left of a shortened line.
    let counts_right = position.column == shown_column(position);
    if !counts_right {
        group = group.element(origin(position));
    }
    if position.column > 0 {
        let snippet = snippet(diagnostic);
        group = group.element(match counts_right {
            true => snippet.path(position.file.to_string_lossy()),
            false => snippet,
        });
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&diagnostic.help));
    }
    group
}

/// The column of the highlight in the text as it is shown.
fn shown_column(position: &Position) -> u64 {
    let before = position.text.get(..position.highlight.start);
    before.unwrap_or_default().chars().count() as u64 + 1
}

/// `names.csv:3:7`, or as much of it as is known.
fn origin(position: &Position) -> Origin<'_> {
    let mut origin = Origin::path(position.file.to_string_lossy());
    if position.line > 0 {
        origin = origin.line(saturate(position.line));
    }
    if position.column > 0 {
        origin = origin.char_column(saturate(position.column));
    }
    origin
}

fn snippet(diagnostic: &Diagnostic) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let position = &diagnostic.position;
    let mark = AnnotationKind::Primary
        .span(position.highlight.clone())
        .label(label(diagnostic.code));
    Snippet::source(&position.text)
        .line_start(saturate(position.line))
        .annotation(mark)
}

/// A word below the line, where it says more than the message does.
fn label(code: Code) -> Option<&'static str> {
    match code {
        Code::Ragged => Some("the row differs from here on"),
        Code::UnclosedQuote => Some("opened here"),
        Code::TwoCanonicals => Some("second canonical name"),
        Code::TypeConflict => Some("said to be something else before"),
        Code::CanonicalCycle => Some("canonical name of the other entity"),
        Code::DuplicateName | Code::DuplicateColumn => Some("second time"),
        _ => None,
    }
}

fn saturate(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use exonym::gazetteer::source::{SourceOptions, read_bytes};

    use super::*;

    fn rendered(csv: &str) -> String {
        let options = SourceOptions::new().keep_going(true);
        match read_bytes("names.csv", csv.as_bytes(), &options) {
            Ok(source) => render(&source.diagnostics, false),
            Err(error) => match error.kind() {
                exonym::ErrorKind::Source { diagnostics, .. } => render(diagnostics, false),
                _ => error.to_string(),
            },
        }
    }

    #[test]
    fn a_finding_shows_its_line() {
        let expected = "\
error[E113]: unknown kind `alais`
 --> names.csv:2:12
  |
2 | Q1,Yerevan,alais
  |            ^^^^^
  |
  = help: did you mean `alias`?
";
        assert_eq!(rendered("id,name,kind\nQ1,Yerevan,alais\n"), expected);
    }

    #[test]
    fn the_column_is_that_of_the_file_though_the_line_is_shortened() {
        let text = rendered(&format!("id,name,note\nQ1,x,{}\u{7}\n", "ё".repeat(200)));
        assert!(text.contains(" --> names.csv:2:206\n"), "{text}");
    }

    #[test]
    fn a_finding_about_a_file_shows_no_line() {
        assert!(rendered("").starts_with("error[E101]: the file is empty\n--> names.csv\n"));
        assert_eq!(render(&[], true), "");
    }
}

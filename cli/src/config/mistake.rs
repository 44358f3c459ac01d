//! What is wrong in the file, shown the way rustc shows it.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Something wrong at a place of the file.
#[derive(Debug)]
pub struct Mistake {
    pub span: Range<usize>,
    pub message: String,
    /// What to do; empty if the message says it.
    pub help: String,
}

impl Mistake {
    pub fn new(span: Range<usize>, message: String, help: String) -> Mistake {
        Mistake {
            span,
            message,
            help,
        }
    }
}

/// A block for each mistake, with a blank line behind it.
pub fn render(name: &str, text: &str, mistakes: &[Mistake], color: bool) -> String {
    let renderer = match color {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let mut shown = String::new();
    for mistake in mistakes {
        let mark = AnnotationKind::Primary.span(mistake.span.clone());
        let snippet = Snippet::source(text).path(name).annotation(mark);
        let mut group = Level::ERROR
            .primary_title(&mistake.message)
            .element(snippet);
        if !mistake.help.is_empty() {
            group = group.element(Level::HELP.message(&mistake.help));
        }
        shown += &renderer.render(&[group]);
        shown += "\n\n";
    }
    shown
}

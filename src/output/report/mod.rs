//! A page for people: the texts with every name marked, and what was linked to what.
//!
//! Each text is read by itself, side by side with others ([`ReportText`], in
//! `text`): its paragraphs in pieces, as far as they are shown (`marks`), and what is to be counted. A [`Report`] puts
//! them together in order (`tables`), and writes one file that fetches nothing and needs no script.
//! What the template `report.html.j2` expects is at its head, and in types in
//! `page`; what may be shown of strings from anywhere is in `shown`. Of an input of any
//! size the page has a bounded part, and says what it has not.

mod marks;
mod page;
mod shown;
mod tables;
mod text;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

pub use text::ReportText;

use crate::error::{Error, Result};
use page::{Document, Failure, Page};
use tables::Tables;

/// Characters of all texts that are shown.
const CHARACTERS: usize = 1_000_000;
/// Names that are marked, in all texts.
const MARKS: usize = 5_000;
/// Documents that are listed.
const DOCUMENTS: usize = 500;
/// Inputs that are named at the head of the page, and those that failed.
const FILES: usize = 8;
const FAILURES: usize = 50;

/// A page that shows what was found in texts.
///
/// ```
/// use exonym::output::report::{Report, ReportText};
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q1953", "Yerevan"), Record::new("Q1953", "Erevan")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
/// let text = "In <Erevan>";
/// let found = Rewriter::new(&matcher).rewrite(&Document::new(text), &mut Scratch::default());
///
/// let mut report = Report::new("Names in a text");
/// report.gazetteer("example");
/// report.add(ReportText::new("a.txt", text.as_bytes(), &found.annotation, &found.edits, &matcher));
/// let page = report.render()?;
/// assert!(page.contains("In &lt;"));
/// assert!(page.contains("<del>Erevan</del><ins>Yerevan</ins>"));
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Debug)]
pub struct Report {
    title: String,
    files: Vec<String>,
    files_omitted: usize,
    gazetteers: Vec<String>,
    failures: Vec<Failure>,
    failures_omitted: usize,
    documents: Vec<Document>,
    documents_omitted: usize,
    tables: Tables,
    /// What may still be shown of texts.
    characters: usize,
    marks: usize,
}

impl Report {
    /// A page without texts. An empty title is made of the texts.
    pub fn new(title: &str) -> Report {
        Report {
            title: shown::name(title),
            files: Vec::new(),
            files_omitted: 0,
            gazetteers: Vec::new(),
            failures: Vec::new(),
            failures_omitted: 0,
            documents: Vec::new(),
            documents_omitted: 0,
            tables: Tables::default(),
            characters: CHARACTERS,
            marks: MARKS,
        }
    }

    /// Names an input, as the user did.
    pub fn file(&mut self, name: &str) {
        match self.files.len() < FILES {
            true => self.files.push(shown::name(name)),
            false => self.files_omitted += 1,
        }
    }

    /// Names a gazetteer; they are named as they are layered.
    pub fn gazetteer(&mut self, name: &str) {
        self.gazetteers.push(shown::name(name));
    }

    /// Says that an input could not be read, and why. `file` may be empty if `error` names it.
    pub fn failed(&mut self, file: &str, error: &str) {
        if self.failures.len() == FAILURES {
            self.failures_omitted += 1;
            return;
        }
        self.failures.push(Failure {
            file: shown::name(file),
            error: shown::name(error),
        });
    }

    /// Adds the next text. As much of it is shown as there is room for; all of it is counted.
    pub fn add(&mut self, text: ReportText) {
        let listed = self.documents.len() < DOCUMENTS;
        let number = listed.then_some(self.documents.len() + 1);
        self.tables.add(&text, number);
        if !listed {
            self.documents_omitted += 1;
            return;
        }
        let ReportText {
            mut document,
            mut sizes,
            ..
        } = text;
        let fitting = sizes.iter().take_while(|size| {
            let fits = size.room <= self.characters && size.marks <= self.marks;
            if fits {
                self.characters -= size.room;
                self.marks -= size.marks;
            }
            fits
        });
        sizes.truncate(fitting.count());
        if sizes.len() < document.paragraphs.len() {
            document.paragraphs.truncate(sizes.len());
            document.paragraphs.shrink_to_fit();
            document.characters_shown = sizes.last().map_or(0, |size| size.end);
        }
        self.documents.push(document);
    }

    /// Writes the page: HTML in one piece.
    ///
    /// # Errors
    ///
    /// None are known: the template is checked by tests.
    pub fn render(self) -> Result<String> {
        let trouble = |error: minijinja::Error| Error::config(format!("report: {error:#}"));
        let mut templates = Environment::new();
        templates.set_undefined_behavior(UndefinedBehavior::Strict);
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, source) in [
            ("report.css", include_str!("report.css")),
            ("report.js", include_str!("report.js")),
            ("report.html.j2", include_str!("report.html.j2")),
        ] {
            templates.add_template(name, source).map_err(trouble)?;
        }
        let template = templates.get_template("report.html.j2").map_err(trouble)?;
        template
            .render(Value::from(Serde(self.page())))
            .map_err(trouble)
    }

    fn page(self) -> Page {
        let mut page = Page {
            tool: concat!("exonym ", env!("CARGO_PKG_VERSION")),
            title: self.title,
            files: self.files,
            files_omitted: self.files_omitted,
            gazetteers: self.gazetteers,
            failures: self.failures,
            failures_omitted: self.failures_omitted,
            documents: self.documents,
            documents_omitted: self.documents_omitted,
            tables: self.tables.finish(),
        };
        if page.title.is_empty() {
            page.title = match page.documents.as_slice() {
                [only] => only.name.clone(),
                all => format!("Names in {} documents", all.len() + page.documents_omitted),
            };
        }
        page.link_to_rows();
        page.name_bins();
        page
    }
}

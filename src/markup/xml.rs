//! From XML to its text.
//!
//! The parser is quick-xml's. It expands nothing: an entity that the document
//! declares stays where it is, and no name runs across it.

use quick_xml::Reader;
use quick_xml::errors::IllFormedError;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::{BytesStart, Event};

use super::Options;
use super::attributes::TextAttributes;
use super::builder::{Builder, Gap};
use super::content::{Content, Tag, TagKind};
use super::elements::{Display, Element, Vocabulary};
use super::escape::Context;
use super::scope::{DEEPEST, State};
use crate::error::{Error, ErrorKind, Result};

/// The text of a document; an error if it is not well-formed.
pub(super) fn read(source: &[u8], options: &Options) -> Result<Content> {
    let text = std::str::from_utf8(source).map_err(|error| {
        let problem =
            "not UTF-8, as it should be by its declaration; give --encoding if it is another";
        misplaced(source, error.valid_up_to(), problem)
    })?;
    let mut document = Document {
        source: text,
        options,
        builder: Builder::new(source, options.encoding),
        asides: Builder::new(source, options.encoding),
        vocabulary: None,
        open: Vec::new(),
        names: Default::default(),
        declares_entities: false,
    };
    document.read()?;
    Ok(document.builder.finish(Some(document.asides)))
}

struct Document<'s, 'o> {
    source: &'s str,
    options: &'o Options,
    builder: Builder<'s>,
    /// Attributes that are text.
    asides: Builder<'s>,
    vocabulary: Option<&'static Vocabulary>,
    /// The open elements: where their tag is, and what holds in them.
    open: Vec<(usize, State)>,
    names: std::collections::HashMap<String, u32>,
    declares_entities: bool,
}

/// What the attributes of a tag say.
#[derive(Default)]
struct Attributes {
    of_text: TextAttributes,
    /// Those that may be text: the name, and where the value begins and ends.
    texts: Vec<(String, usize, usize)>,
    /// The word before a break of a line goes on behind it.
    word_goes_on: bool,
}

impl Document<'_, '_> {
    fn read(&mut self) -> Result<()> {
        let source = self.source;
        let mut reader = Reader::from_str(source);
        loop {
            let from = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|error| {
                misplaced(
                    source.as_bytes(),
                    reader.error_position() as usize,
                    &message_of(&error),
                )
            })?;
            let to = reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => self.start(&tag, from, to, TagKind::Start)?,
                Event::Empty(tag) => self.start(&tag, from, to, TagKind::Alone)?,
                Event::End(tag) => self.end(tag.name().as_ref(), from, to),
                Event::Text(_) => self.text(from, to, None, Context::Text),
                Event::CData(_) => {
                    let (open, close) = ("<![CDATA[".len(), "]]>".len());
                    self.text(from + open, to - close, None, Context::Cdata);
                }
                Event::GeneralRef(_) => self.reference(from, to),
                Event::DocType(text) => self.declares_entities = text.contains('['),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
        }
        match self.open.last() {
            None => Ok(()),
            Some((at, _)) => {
                let problem = "this element is never closed";
                Err(misplaced(source.as_bytes(), *at, problem))
            }
        }
    }

    fn state(&self) -> State {
        self.open
            .last()
            .map_or(State::default(), |(_, state)| *state)
    }

    fn start(&mut self, tag: &BytesStart<'_>, from: usize, to: usize, kind: TagKind) -> Result<()> {
        if self.open.len() == DEEPEST {
            let problem = format!("elements are nested deeper than {DEEPEST}");
            return Err(misplaced(self.source.as_bytes(), from, &problem));
        }
        let vocabulary = match self.vocabulary {
            Some(vocabulary) => vocabulary,
            None => *self.vocabulary.insert(vocabulary_of(tag)),
        };
        let name = tag.local_name();
        let element = vocabulary.element(name.as_ref());
        let Attributes {
            of_text,
            texts,
            word_goes_on,
        } = self.attributes(tag, from)?;
        let state = of_text.state(element, self.state(), &mut self.builder);
        if !(element.display == Display::Line && word_goes_on) {
            self.builder.part_at(element);
        }
        let name = name.as_ref().to_owned();
        for (attribute, start, end) in texts {
            if !state.skip && of_text.is_text(&name, &attribute, self.options) {
                self.aside(start, end, state);
            }
        }
        self.note(&name, element, (from, to), kind);
        if kind == TagKind::Start {
            self.open.push((from, state));
        }
        Ok(())
    }

    /// What the attributes of a tag say, which begins at `from`.
    fn attributes(&self, tag: &BytesStart<'_>, from: usize) -> Result<Attributes> {
        let mut attributes = Attributes::default();
        // Looking for an attribute given twice would take a time that grows with the square.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| {
                let problem = format!("in this tag: {error}");
                misplaced(self.source.as_bytes(), from, &problem)
            })?;
            let name = attribute.key.as_ref();
            attributes.word_goes_on |= name == "break" && attribute.value == "no";
            if TextAttributes::is_telling(name) {
                attributes.of_text.add(name, &attribute.value);
            }
            if self.options.reads(name) {
                let start = attribute.value.as_ptr() as usize - self.source.as_ptr() as usize;
                let text = (name.to_owned(), start, start + attribute.value.len());
                attributes.texts.push(text);
            }
        }
        Ok(attributes)
    }

    fn end(&mut self, name: &str, from: usize, to: usize) {
        let local = name.rsplit(':').next().unwrap_or(name);
        let vocabulary = self.vocabulary.unwrap_or(Vocabulary::of_root("", ""));
        let element = vocabulary.element(local);
        self.builder.part_at(element);
        self.note(local, element, (from, to), TagKind::End);
        self.open.pop();
    }

    fn note(&mut self, name: &str, element: &Element, (start, end): (usize, usize), kind: TagKind) {
        if self.options.tags {
            let next = self.names.len() as u32;
            let name = *self.names.entry(name.to_owned()).or_insert(next);
            self.builder.tag(Tag {
                start: start as u32,
                end: end as u32,
                kind,
                name,
                link: element.link,
            });
        }
    }

    /// Adds a stretch of the source that is text, or stands for some.
    fn text(&mut self, from: usize, to: usize, decoded: Option<&str>, context: Context) {
        let state = self.state();
        if state.skip {
            if !self.source[from..to].trim().is_empty() {
                self.builder.part(Gap::Apart);
            }
            return;
        }
        (self.builder.lang, self.builder.linked) = (state.lang, state.linked);
        match decoded {
            None => self.builder.literal(from, to, context),
            Some(text) => self.builder.decoded(text.as_bytes(), from, to, context),
        }
    }

    /// Adds the character of a reference; what is not known parts names.
    fn reference(&mut self, from: usize, to: usize) {
        match self.resolve(&self.source[from + 1..to - 1]) {
            Some(text) => self.text(from, to, Some(&text), Context::Text),
            None => self.builder.part(Gap::Apart),
        }
    }

    /// What a reference stands for. The names of HTML are known everywhere, but
    /// not where a document declares entities of its own.
    fn resolve(&self, name: &str) -> Option<String> {
        if let Some(number) = name.strip_prefix('#') {
            let code = match number.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            return code.ok().and_then(char::from_u32).map(String::from);
        }
        let known = match self.declares_entities {
            true => resolve_xml_entity(name),
            false => resolve_html5_entity(name),
        };
        known.map(str::to_owned)
    }

    /// Adds an attribute that is text.
    fn aside(&mut self, start: usize, end: usize, state: State) {
        let context = match self.source.as_bytes()[start - 1] {
            b'"' => Context::DoubleQuoted,
            _ => Context::SingleQuoted,
        };
        self.asides.part(Gap::Paragraph);
        self.asides.lang = state.lang;
        let mut at = start;
        while at < end {
            let value = &self.source[at..end];
            let literal = value.find('&').unwrap_or(value.len());
            self.asides.literal(at, at + literal, context);
            at += literal;
            if at == end {
                return;
            }
            let Some(len) = self.source[at..end]
                .find(';')
                .map(|semicolon| semicolon + 1)
            else {
                self.asides.part(Gap::Apart);
                return;
            };
            match self.resolve(&self.source[at + 1..at + len - 1]) {
                Some(text) => self.asides.decoded(text.as_bytes(), at, at + len, context),
                None => self.asides.part(Gap::Apart),
            }
            at += len;
        }
    }
}

/// The vocabulary of a document, by the tag of its root.
fn vocabulary_of(root: &BytesStart<'_>) -> &'static Vocabulary {
    let name = root.name();
    let name = name.as_ref();
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let declared = match prefix {
        "" => "xmlns".to_owned(),
        prefix => format!("xmlns:{prefix}"),
    };
    let namespace = root
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == declared)
        .map_or(String::new(), |attribute| attribute.value.into_owned());
    Vocabulary::of_root(local, &namespace)
}

/// What is wrong, and what to do about it.
fn message_of(error: &quick_xml::Error) -> String {
    let remedy = match error {
        quick_xml::Error::IllFormed(
            IllFormedError::MismatchedEndTag { .. } | IllFormedError::UnmatchedEndTag(_),
        ) => "; close the elements in turn, or read it as HTML with --input-format html",
        quick_xml::Error::IllFormed(IllFormedError::UnclosedReference) => {
            "; write `&amp;` for an ampersand"
        }
        _ => "",
    };
    format!("{error}{remedy}")
}

fn misplaced(source: &[u8], at: usize, problem: &str) -> Error {
    let before = &source[..at.min(source.len())];
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    ErrorKind::Markup {
        line: memchr::memchr_iter(b'\n', before).count() + 1,
        column: String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count()
            + 1,
        problem: problem.to_owned(),
    }
    .into()
}

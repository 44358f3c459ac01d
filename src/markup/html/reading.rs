//! Following the tokenizer through a page.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State as Tokenizing};

use super::Page;
use super::value::{Attribute, Named, stretch};
use crate::markup::attributes::TextAttributes;
use crate::markup::builder::Gap;
use crate::markup::content::{Tag, TagKind};
use crate::markup::elements::{Contents, Element, HTML};
use crate::markup::escape::Context;
use crate::markup::scope::State;

/// The tokenizer's reader: where it is, and the tag or attribute it is in.
pub(super) struct Reading<'p, 's, 'o> {
    page: &'p mut Page<'s, 'o>,
    /// Where the tokenizer is.
    at: usize,
    /// Where the text begins that it hands on next.
    from: usize,
    tag_at: usize,
    tag: Named,
    is_end: bool,
    self_closing: bool,
    last_start: Named,
    of_text: TextAttributes,
    attribute: Option<Attribute>,
    /// The attributes of the tag that may be text, once each.
    texts: Vec<Attribute>,
}

impl<'p, 's, 'o> Reading<'p, 's, 'o> {
    pub(super) fn new(page: &'p mut Page<'s, 'o>, from: usize) -> Reading<'p, 's, 'o> {
        Reading {
            page,
            at: from,
            from,
            tag_at: from,
            tag: Named::default(),
            is_end: false,
            self_closing: false,
            last_start: Named::default(),
            of_text: TextAttributes::default(),
            attribute: None,
            texts: Vec::new(),
        }
    }

    fn start_tag(&mut self) -> Option<Tokenizing> {
        let name = std::mem::take(&mut self.tag);
        let element = HTML.element(name.as_str());
        self.page.scope.make_room(element);
        let around = self.page.scope.state();
        let state = self.of_text.state(element, around, &mut self.page.builder);
        self.page.builder.part_at(element);
        self.add_asides(name.as_str(), state);
        let alone = element.void || (self.self_closing && around.foreign);
        self.note(
            &name,
            element,
            if alone {
                TagKind::Alone
            } else {
                TagKind::Start
            },
        );
        if !alone {
            self.page.scope.open(name.as_str(), element, state);
        }
        self.last_start = name;
        // In foreign elements such as `<svg>` there are no such contents.
        match element.contents {
            _ if alone || around.foreign => None,
            Contents::Markup => None,
            Contents::Raw => Some(Tokenizing::RawText),
            Contents::Script => Some(Tokenizing::ScriptData),
            Contents::References => Some(Tokenizing::RcData),
            Contents::RawToEnd => Some(Tokenizing::PlainText),
        }
    }

    fn end_tag(&mut self) {
        let name = std::mem::take(&mut self.tag);
        let element = HTML.element(name.as_str());
        self.page.builder.part_at(element);
        self.note(&name, element, TagKind::End);
        self.page.scope.close(name.as_str());
        self.tag = name;
    }

    fn note(&mut self, name: &Named, element: &Element, kind: TagKind) {
        if self.page.options.tags {
            let tag = Tag {
                start: self.tag_at as u32,
                end: self.at as u32,
                kind,
                name: self.page.scope.name(name.as_str()),
                link: element.link,
            };
            self.page.builder.tag(tag);
        }
    }

    /// Adds the attributes of a tag that are text.
    fn add_asides(&mut self, element: &str, state: State) {
        let page = &mut *self.page;
        for attribute in self.texts.drain(..) {
            let name = attribute.name.as_str();
            if let Some(context) = attribute.context
                && !state.skip
                && self.of_text.is_text(element, name, page.options)
            {
                page.asides.part(Gap::Paragraph);
                page.asides.lang = state.lang;
                attribute.add_to(&mut page.asides, context);
            }
        }
    }

    /// Takes in the attribute that has come to its end.
    fn end_attribute(&mut self) {
        let Some(attribute) = self.attribute.take() else {
            return;
        };
        let name = attribute.name.as_str();
        if TextAttributes::is_telling(name) {
            self.of_text.add(name, &attribute.value(self.page.source));
        }
        // Of attributes of one name the first counts.
        let known = |known: &Attribute| known.name.as_str() == name;
        if self.page.options.reads(name) && !self.texts.iter().any(known) {
            self.texts.push(attribute);
        }
    }
}

impl Emitter for Reading<'_, '_, '_> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.at = self.at.saturating_add_signed(offset);
    }

    fn emit_string(&mut self, handed: &[u8]) {
        const CDATA: &[u8] = b"<![CDATA[";
        if self.page.source[self.from..].starts_with(CDATA) && self.page.state().foreign {
            self.from += CDATA.len();
        }
        if self.at <= self.from {
            return;
        }
        let (to, literal) = stretch(self.page.source, self.from, self.at, handed);
        let decoded = (!literal).then_some(handed);
        let context = match self.page.state().text_only {
            true => Context::TextOnly,
            false => Context::Text,
        };
        self.page.text(self.from, to, decoded, context);
        self.from = to;
    }

    fn init_string(&mut self) {
        self.from = self.at;
    }

    fn start_open_tag(&mut self) {
        self.tag_at = self.at.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.tag.clear();
        self.is_end = false;
        self.self_closing = false;
        self.of_text = TextAttributes::default();
        self.attribute = None;
        self.texts.clear();
    }

    fn init_end_tag(&mut self) {
        self.init_start_tag();
        self.is_end = true;
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.push(name);
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn init_attribute(&mut self) {
        self.end_attribute();
        self.attribute = Some(Attribute::default());
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        if let Some(value) = &mut self.attribute {
            value.name.push(name);
        }
    }

    fn init_attribute_value(&mut self) {
        let context = match self.at.checked_sub(1).map(|at| self.page.source[at]) {
            Some(b'"') => Context::DoubleQuoted,
            Some(b'\'') => Context::SingleQuoted,
            _ => Context::Unquoted,
        };
        let (at, options) = (self.at, self.page.options);
        let matters = |name: &str| TextAttributes::is_telling(name) || options.reads(name);
        let attribute = self.attribute.take();
        self.attribute = attribute.filter(|attribute| matters(attribute.name.as_str()));
        if let Some(attribute) = &mut self.attribute {
            (attribute.from, attribute.context) = (at, Some(context));
        }
    }

    fn push_attribute_value(&mut self, handed: &[u8]) {
        if let Some(attribute) = &mut self.attribute {
            attribute.push(self.page.source, self.at, handed);
        }
    }

    fn emit_current_tag(&mut self) -> Option<Tokenizing> {
        self.end_attribute();
        self.from = self.at;
        if self.is_end {
            self.end_tag();
            return None;
        }
        self.start_tag()
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && self.tag.as_str() == self.last_start.as_str()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.page.state().foreign
    }

    fn emit_current_comment(&mut self) {
        self.from = self.at;
    }

    fn emit_current_doctype(&mut self) {
        self.from = self.at;
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}
    fn emit_eof(&mut self) {}
    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}

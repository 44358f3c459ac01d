//! From Markdown to its text.
//!
//! The parser is pulldown-cmark's: CommonMark with the tables, strikethrough,
//! footnotes, wiki links and front matter that are in use. HTML in it is read as
//! such. Code, front matter, addresses and the labels that links are found by
//! are left out.

use pulldown_cmark::{CowStr, Event, LinkType, Options as Extensions, Parser, Tag, TagEnd};

use super::Options;
use super::builder::Gap;
use super::content::Content;
use super::escape::Context;
use super::html::Page;

/// The text of a document.
pub(super) fn read(source: &str, options: &Options) -> Content {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_WIKILINKS
        | Extensions::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Extensions::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut document = Document {
        source,
        options,
        page: Page::new(source.as_bytes(), options),
        skipped: 0,
        links: Vec::new(),
    };
    for (event, range) in Parser::new_ext(source, extensions).into_offset_iter() {
        document.take(event, range.start, range.end);
    }
    document.page.finish()
}

struct Document<'s, 'o> {
    source: &'s str,
    options: &'o Options,
    page: Page<'s, 'o>,
    /// So many open elements have text that is left as it is.
    skipped: usize,
    /// The open links and images: whether their text is left as it is.
    links: Vec<bool>,
}

impl Document<'_, '_> {
    fn take(&mut self, event: Event<'_>, from: usize, to: usize) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, from, to),
            Event::SoftBreak => self.page.builder.part(Gap::Line),
            Event::HardBreak | Event::Rule => self.page.builder.part(Gap::Paragraph),
            Event::Html(_) | Event::InlineHtml(_) => self.page.read(from, to),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.page.builder.part(Gap::Apart);
            }
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.page.builder.part(Gap::Apart);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
            Tag::Superscript | Tag::Subscript => self.page.builder.part(Gap::Apart),
            Tag::Link { link_type, .. } => self.open_link(keeps_text(*link_type)),
            Tag::Image { link_type, .. } => {
                self.page.builder.part(Gap::Apart);
                let wanted = self.options.reads("alt");
                self.open_link(keeps_text(*link_type) || !wanted);
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.page.builder.part(Gap::Paragraph);
                self.skipped += 1;
            }
            _ => self.page.builder.part(Gap::Paragraph),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {}
            TagEnd::Superscript | TagEnd::Subscript => self.page.builder.part(Gap::Apart),
            TagEnd::Link => self.close_link(),
            TagEnd::Image => {
                self.page.builder.part(Gap::Apart);
                self.close_link();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.page.builder.part(Gap::Paragraph);
                self.skipped -= 1;
            }
            _ => self.page.builder.part(Gap::Paragraph),
        }
    }

    fn open_link(&mut self, kept: bool) {
        self.links.push(kept);
        self.skipped += usize::from(kept);
    }

    fn close_link(&mut self) {
        let kept = self.links.pop().unwrap_or(false);
        self.skipped -= usize::from(kept);
    }

    fn text(&mut self, text: &CowStr<'_>, from: usize, to: usize) {
        if self.skipped > 0 {
            self.page.builder.part(Gap::Apart);
            return;
        }
        let literal = self.source.get(from..to) == Some(text);
        let decoded = (!literal).then(|| text.as_bytes());
        self.page.linked = !self.links.is_empty();
        self.page.text(from, to, decoded, Context::Markdown);
    }
}

/// Whether the text of a link is what the link is found by, so that it has to stay.
fn keeps_text(link: LinkType) -> bool {
    match link {
        LinkType::Inline | LinkType::Reference | LinkType::ReferenceUnknown => false,
        LinkType::WikiLink { has_pothole } => !has_pothole,
        LinkType::Collapsed | LinkType::CollapsedUnknown => true,
        LinkType::Shortcut | LinkType::ShortcutUnknown => true,
        LinkType::Autolink | LinkType::Email => true,
    }
}

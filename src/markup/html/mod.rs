//! From HTML to its text.
//!
//! The tokenizer is html5gum's, which follows the HTML Living Standard and says
//! at each step where in the source it is. What it hands on is not kept, only
//! where it stood.

mod reading;
mod value;

use html5gum::Tokenizer;
use reading::Reading;

use super::Options;
use super::builder::{Builder, Gap};
use super::content::Content;
use super::escape::Context;
use super::scope::{Scope, State};

/// The text of a page.
pub(super) fn read(source: &[u8], options: &Options) -> Content {
    let mut page = Page::new(source, options);
    page.read(0, source.len());
    page.finish()
}

/// A page as far as it is read.
pub(super) struct Page<'s, 'o> {
    source: &'s [u8],
    options: &'o Options,
    pub(super) builder: Builder<'s>,
    /// Attributes that are text.
    asides: Builder<'s>,
    scope: Scope,
    /// What comes stands in a link, whatever the tags say.
    pub(super) linked: bool,
}

impl<'s, 'o> Page<'s, 'o> {
    pub(super) fn new(source: &'s [u8], options: &'o Options) -> Page<'s, 'o> {
        Page {
            source,
            options,
            builder: Builder::new(source, options.encoding),
            asides: Builder::new(source, options.encoding),
            scope: Scope::default(),
            linked: false,
        }
    }

    /// Reads a stretch of the source as HTML.
    pub(super) fn read(&mut self, from: usize, to: usize) {
        let source = &self.source[from..to];
        let reading = Reading::new(self, from);
        let tokenizer = Tokenizer::new_with_emitter(source, reading);
        // Reading from memory does not fail.
        let _ = tokenizer.finish();
    }

    /// What holds for the text that comes.
    pub(super) fn state(&self) -> State {
        self.scope.state()
    }

    /// Adds a stretch of the source that is text, or stands for some.
    pub(super) fn text(
        &mut self,
        from: usize,
        to: usize,
        decoded: Option<&[u8]>,
        context: Context,
    ) {
        let state = self.scope.state();
        if state.skip {
            // Whatever is left out keeps apart what is on either side of it.
            if !self.source[from..to].trim_ascii().is_empty() {
                self.builder.part(Gap::Apart);
            }
            return;
        }
        self.builder.lang = state.lang;
        self.builder.linked = state.linked || self.linked;
        match decoded {
            None => self.builder.literal(from, to, context),
            Some(text) => self.builder.decoded(text, from, to, context),
        }
    }

    pub(super) fn finish(self) -> Content {
        self.builder.finish(Some(self.asides))
    }
}

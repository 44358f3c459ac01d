//! Documents with markup: HTML, XML, Markdown.
//!
//! A parser says where the text of a document is (`html`, `xml`, `markdown`);
//! the [`Content`] puts it together, references decoded and inline tags left out
//! (`builder`), and knows for each character where it came from (`content`).
//! Names are found in that text, as in any (`finding`), and what is to be written
//! is written into the original bytes, escaped as its place asks (`escape`):
//! nothing else of the document changes, and nothing is written anew. What an
//! element is for the text around it is in `elements.tsv`; which are open, and
//! what that means, is for `scope` and `attributes`.
//!
//! Fields of JSON and CSV are texts in bytes of another look too (`field`), and
//! so is any text in another encoding than UTF-8 ([`Decoded`]).

mod attributes;
mod builder;
mod content;
mod elements;
mod encoding;
mod escape;
mod field;
mod finding;
mod html;
mod markdown;
mod scope;
mod template;
mod xml;

use encoding_rs::Encoding;

pub use content::Content;
pub use encoding::{Decoded, declared_encoding};
pub use template::MarkupTemplate;

use crate::error::{Error, ErrorKind, Result};

/// How documents are read.
///
/// ```
/// use exonym::markup::{Content, Options};
///
/// let page = r#"<p title="In Erevan">In <b>Ere</b>van &amp; Tiflis</p><pre>Erevan</pre>"#;
/// let content = Content::html(page.as_bytes(), &Options::new())?;
/// assert_eq!(content.text(), b"In Erevan & Tiflis");
/// assert_eq!(&page[content.original(&(3..9))], "Ere</b>van");
///
/// let content = Content::html(page.as_bytes(), &Options::new().attributes(["title"]))?;
/// assert_eq!(content.text(), b"In Erevan & Tiflis\n\nIn Erevan");
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    attributes: Vec<String>,
    encoding: &'static Encoding,
    tags: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options::new()
    }
}

impl Options {
    /// Reads text, and no attributes, for a document in UTF-8.
    pub fn new() -> Options {
        Options {
            attributes: Vec::new(),
            encoding: encoding_rs::UTF_8,
            tags: false,
        }
    }

    /// Also reads these attributes, such as `title` and `alt`, each a paragraph of its own behind the text.
    ///
    /// `content` is only that of a `<meta>` that describes the page. An image's
    /// description in Markdown counts as `alt`.
    pub fn attributes<A: Into<String>>(mut self, names: impl IntoIterator<Item = A>) -> Options {
        self.attributes = names.into_iter().map(Into::into).collect();
        self
    }

    /// Whether attributes of a name are read.
    fn reads(&self, name: &str) -> bool {
        self.attributes.iter().any(|wanted| wanted == name)
    }

    /// The attributes that usually hold text for readers.
    pub fn usual_attributes() -> &'static [&'static str] {
        attributes::USUAL
    }

    /// The encoding that the document will be written in: what it has not is written as a number.
    pub fn encoding(mut self, encoding: &'static Encoding) -> Options {
        self.encoding = encoding;
        self
    }

    /// Keeps in mind where the tags are, which [`Content::mark_up`] needs.
    pub fn tags(mut self, yes: bool) -> Options {
        self.tags = yes;
        self
    }
}

impl Content {
    /// The largest document that is read, in bytes.
    pub const LARGEST: usize = 1 << 30;

    /// Reads HTML, however broken.
    ///
    /// Left out are `script`, `style`, `code`, `pre`, `textarea` and the like,
    /// and what `translate="no"` or the class `notranslate` says is not to be
    /// translated. Languages are taken from `lang` attributes.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`] if the page is over [`Content::LARGEST`].
    pub fn html(page: &[u8], options: &Options) -> Result<Content> {
        bounded(page)?;
        Ok(html::read(page, options))
    }

    /// Reads XML; in TEI and NITF it is known which elements a name may run across.
    ///
    /// Entities that the document declares are not expanded, and no name runs across them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Markup`] if it is not well-formed or nested deeper than any
    /// document would be, and [`ErrorKind::Limit`] if it is over [`Content::LARGEST`].
    pub fn xml(document: &[u8], options: &Options) -> Result<Content> {
        bounded(document)?;
        xml::read(document, options)
    }

    /// Reads Markdown. Code, front matter, addresses, and the text of links that
    /// are found by it (`[name]`, `[name][]`) are left out; HTML in it is read as HTML.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Limit`] if it is over [`Content::LARGEST`].
    pub fn markdown(document: &str, options: &Options) -> Result<Content> {
        bounded(document.as_bytes())?;
        Ok(markdown::read(document, options))
    }
}

fn bounded(document: &[u8]) -> Result<()> {
    match document.len() {
        len if len <= Content::LARGEST => Ok(()),
        len => Err(Error::from(ErrorKind::Limit {
            what: "a document with markup",
            got: len as u64,
            limit: Content::LARGEST as u64,
        })),
    }
}

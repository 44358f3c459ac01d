//! Templates with markup: a link, an element around each name.

mod writing;

use std::str::FromStr;

use super::content::{Tag, TagKind};
use super::elements::Vocabulary;
use super::escape::Context;
use super::{Options, html};
use crate::error::{Error, Result};
use crate::rewrite::{Field, Template};

/// Markup to write around names: a [`Template`] whose text is markup.
///
/// `{surface}` or `{canonical}` between tags is the name as it stands in the
/// document, tags within it included; in an attribute, as `{id}` and `{type}`
/// everywhere, it is plain text, escaped. Tags must be closed.
///
/// A name that a tag begins or ends in is written by it only if the tags directly
/// before and behind can be taken in. What would be a link in a link, or stands
/// in a template already, is written as without a template.
///
/// ```
/// use exonym::markup::{Content, MarkupTemplate, Options};
/// use exonym::{GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q43", "Türkiye")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
///
/// let template: MarkupTemplate = "<a href=\"https://example.org/{id}\">{surface}</a>".parse()?;
/// let page = "<p>In <b>Türkiye</b>".as_bytes();
/// let content = Content::html(page, &Options::new().tags(true))?;
/// let rewriting = content.mark_up(page, &Rewriter::new(&matcher), &template, "en", &mut Scratch::default());
/// assert_eq!(rewriting.text, "<p>In <b><a href=\"https://example.org/Q43\">Türkiye</a></b>".as_bytes());
///
/// assert!("<a href=\"{id}\">{surface}".parse::<MarkupTemplate>().is_err());
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct MarkupTemplate {
    /// What is written before the name, and behind it.
    before: Vec<Bit>,
    behind: Vec<Bit>,
    /// The name is the canonical one.
    canonical: bool,
    link: bool,
}

/// A bit of a template.
#[derive(Clone, Debug)]
enum Bit {
    Markup(String),
    /// A field, and the quotes it stands in; none between tags.
    Field(Field, Option<Context>),
}

impl FromStr for MarkupTemplate {
    type Err = Error;

    fn from_str(source: &str) -> Result<MarkupTemplate> {
        let bad = |problem: &str| Error::config(format!("template `{source}`: {problem}"));
        let template: Template = source.parse()?;
        let mut place = Place::Text;
        let (mut before, mut behind, mut name) = (Vec::new(), Vec::new(), None);
        for part in template.parts() {
            let bits = if name.is_none() {
                &mut before
            } else {
                &mut behind
            };
            match part {
                Ok(text) => {
                    place = place.after(text);
                    bits.push(Bit::Markup(text.to_owned()));
                }
                Err(field) => match place {
                    Place::Tag => return Err(bad("put a field of a tag in quotes")),
                    Place::Text if name.is_none() && field.is_name() => {
                        name = Some(field == Field::Canonical);
                    }
                    Place::Text => bits.push(Bit::Field(field, None)),
                    Place::Quotes(quotes) => bits.push(Bit::Field(field, Some(quotes))),
                },
            }
        }
        let Some(canonical) = name else {
            return Err(bad("{canonical} or {surface} must stand between the tags"));
        };
        let template = MarkupTemplate {
            before,
            behind,
            canonical,
            link: false,
        };
        match unbalanced(&template.tags()) {
            (0, unclosed) if unclosed.is_empty() => Ok(MarkupTemplate {
                link: elements(source).any(Vocabulary::is_link),
                ..template
            }),
            _ => Err(bad("close each tag, in turn")),
        }
    }
}

impl MarkupTemplate {
    /// The tags of the template.
    fn tags(&self) -> Vec<Tag> {
        let mut filled = String::new();
        for bit in self.before.iter().chain(&self.behind) {
            filled.push_str(match bit {
                Bit::Markup(markup) => markup,
                Bit::Field(..) => "x",
            });
        }
        html::read(filled.as_bytes(), &Options::new().tags(true)).tags
    }
}

/// The names of the elements whose tags a template has.
fn elements(source: &str) -> impl Iterator<Item = &str> {
    source.split('<').skip(1).map(|tag| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        let end = tag.find(|c| !is_name(c)).unwrap_or(tag.len());
        tag[..end].rsplit(':').next().unwrap_or_default()
    })
}

/// How many end tags close nothing here, and the names of the elements that are not closed.
fn unbalanced(tags: &[Tag]) -> (usize, Vec<u32>) {
    let (mut closed, mut open) = (0, Vec::new());
    for tag in tags {
        match tag.kind {
            TagKind::Start => open.push(tag.name),
            TagKind::End if open.last() == Some(&tag.name) => drop(open.pop()),
            TagKind::End => closed += 1,
            TagKind::Alone => {}
        }
    }
    (closed, open)
}

/// Where in markup one is.
#[derive(Clone, Copy)]
enum Place {
    Text,
    Tag,
    Quotes(Context),
}

impl Place {
    fn after(self, markup: &str) -> Place {
        markup.chars().fold(self, |place, c| match (place, c) {
            (Place::Text, '<') => Place::Tag,
            (Place::Tag, '>') => Place::Text,
            (Place::Tag, '"') => Place::Quotes(Context::DoubleQuoted),
            (Place::Tag, '\'') => Place::Quotes(Context::SingleQuoted),
            (Place::Quotes(Context::DoubleQuoted), '"') => Place::Tag,
            (Place::Quotes(Context::SingleQuoted), '\'') => Place::Tag,
            (place, _) => place,
        })
    }
}

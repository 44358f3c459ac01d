//! Writing the canonical names into the text.
//!
//! Only the bytes of mentions change. The replacement keeps the shape of what
//! it replaces (`shape`): capitals stay capitals, a surname alone stays one,
//! endings after an apostrophe are not touched, apostrophes are of the text's
//! kind (`signs`). What is written for a mention, and what
//! stays, is `replacement`. A name that needs another article than stands there is not
//! written (`grammar`). What rewriting would not leave alone on a second run is
//! not rewritten in the first (`settle`).

mod edit;
mod given_up;
mod grammar;
mod house;
mod quotes;
mod replacement;
mod settle;
mod shape;
mod signs;
mod template;

pub use edit::{Edit, apply, new_spans};
pub(crate) use given_up::given_up;
pub use given_up::{GivenUp, Obstacle};
#[cfg(feature = "markup")]
pub(crate) use template::Field;
pub use template::Template;

use std::cell::LazyCell;

use encoding_rs::Encoding;

use crate::Span;
use crate::gazetteer::{EntityType, NameKind};
use crate::matcher::{Annotation, Document, Matcher, Mention, Scratch, Tier};
use crate::text::{base_language, language_tag};
use replacement::{in_one_script, put_right};
use signs::{Signs, with_cedillas};

/// Rewrites texts with the canonical names of a matcher's gazetteers.
///
/// ```
/// use exonym::{Document, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
///
/// let mut builder = GazetteerBuilder::new();
/// builder.extend([Record::new("Q1953", "Yerevan"), Record::new("Q1953", "Erevan")]);
/// let matcher = Matcher::new(builder.to_gazetteer("example")?);
///
/// let rewriting = Rewriter::new(&matcher).rewrite(&Document::new("EREVAN: Erevan’s mayor"), &mut Scratch::default());
/// assert_eq!(rewriting.text, "YEREVAN: Yerevan’s mayor".as_bytes());
/// assert_eq!(rewriting.edits.len(), 2);
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Rewriter<'m> {
    matcher: &'m Matcher,
    to: String,
    template: Option<Template>,
    abbreviations: bool,
    former: bool,
    demonyms: bool,
    inflected: Inflected,
    skip_quotes: bool,
    encoding: &'static Encoding,
}

/// What to do with inflected forms whose ending cannot be carried over to the canonical name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inflected {
    /// Leave them as they are.
    #[default]
    Keep,
    /// Write the canonical name as it is listed.
    Base,
}

/// A text rewritten.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rewriting<'m> {
    /// The new text.
    pub text: Vec<u8>,
    /// What was changed, in spans of the original text, in order.
    pub edits: Vec<Edit>,
    /// What was to be changed and stays, in spans of the original text, in order.
    pub given_up: Vec<GivenUp>,
    /// The names found in the original text.
    pub annotation: Annotation<'m>,
}

impl<'m> Rewriter<'m> {
    /// Writes canonical names in the language of each text, as far as the
    /// gazetteer has one in that script.
    pub fn new(matcher: &'m Matcher) -> Rewriter<'m> {
        Rewriter {
            matcher,
            to: String::new(),
            template: None,
            abbreviations: false,
            former: false,
            demonyms: false,
            inflected: Inflected::Keep,
            skip_quotes: false,
            encoding: encoding_rs::UTF_8,
        }
    }

    /// Writes canonical names of this language, whatever language the text is in.
    pub fn to(mut self, lang: impl Into<String>) -> Rewriter<'m> {
        self.to = language_tag(&lang.into());
        self
    }

    /// Writes every mention by a template instead of the bare canonical name.
    pub fn template(mut self, template: Template) -> Rewriter<'m> {
        self.template = Some(template);
        self
    }

    /// Also writes out abbreviations, which otherwise stay.
    pub fn abbreviations(mut self, yes: bool) -> Rewriter<'m> {
        self.abbreviations = yes;
        self
    }

    /// Also brings former names up to date, which otherwise stay: the siege of Constantinople was not one of Istanbul.
    pub fn former(mut self, yes: bool) -> Rewriter<'m> {
        self.former = yes;
        self
    }

    /// Also writes demonyms one way: the first that the last gazetteer lists for the entity in that language, in
    /// the number and gender of the one that stands there.
    pub fn demonyms(mut self, yes: bool) -> Rewriter<'m> {
        self.demonyms = yes;
        self
    }

    /// What to do with inflected forms of a name that is not the canonical one.
    pub fn inflected(mut self, policy: Inflected) -> Rewriter<'m> {
        self.inflected = policy;
        self
    }

    /// Leaves quotations as they are.
    pub fn skip_quotes(mut self, yes: bool) -> Rewriter<'m> {
        self.skip_quotes = yes;
        self
    }

    /// Leaves names whose canonical one has characters that an encoding has not.
    pub fn writable_in(mut self, encoding: &'static Encoding) -> Rewriter<'m> {
        self.encoding = encoding;
        self
    }

    /// Rewrites one text.
    pub fn rewrite(&self, document: &Document<'_>, scratch: &mut Scratch) -> Rewriting<'m> {
        let annotation = self.matcher.annotate(document, scratch);
        let Wanted { edits, unfit } = self.wanted(document.text, &annotation);
        let (mut edits, unwritable): (_, Vec<Edit>) = edits
            .into_iter()
            .partition(|edit| self.is_writable(&edit.replacement));
        let unsettled = self.settle(document, &annotation, &mut edits, scratch);
        let mut given_up = given_up([
            (unwritable, Obstacle::Encoding),
            (unfit, Obstacle::Grammar),
            (unsettled, Obstacle::Neighbours),
        ]);
        self.add_unwritten(document.text, &annotation, &edits, &mut given_up);
        Rewriting {
            text: apply(document.text, &edits),
            edits,
            given_up,
            annotation,
        }
    }

    /// Adds the names that were not even to be written, though another is canonical.
    fn add_unwritten(
        &self,
        text: &[u8],
        annotation: &Annotation<'_>,
        edits: &[Edit],
        given_up: &mut Vec<GivenUp>,
    ) {
        let quotations = self.left_quotations(text);
        let has = |mention: &Mention<'_>| {
            let start = mention.span.start;
            let done = edits.binary_search_by_key(&start, |edit| edit.span.start);
            let kept = given_up.binary_search_by_key(&start, |kept| kept.edit.span.start);
            done.is_ok() || kept.is_ok()
        };
        let unwritten =
            |mention: &&Mention<'_>| !has(mention) && !is_within(&mention.span, &quotations);
        let mentions = annotation.mentions.iter().filter(unwritten);
        let more: Vec<GivenUp> = mentions
            .filter_map(|mention| {
                let surface = std::str::from_utf8(&text[mention.span.clone()]).ok()?;
                let lang = annotation.lang_at(mention.span.start);
                let (replacement, obstacle) = self.unwritten(surface, mention, lang)?;
                let span = mention.span.clone();
                let edit = Edit { span, replacement };
                Some(GivenUp { edit, obstacle })
            })
            .collect();
        given_up.extend(more);
        given_up.sort_by_key(|kept| kept.edit.span.start);
    }

    /// Whether a name may stand where it would be written, going by what stands in front and behind.
    fn fits(
        &self,
        text: &[u8],
        surface: &str,
        name: &str,
        mention: &Mention<'_>,
        lang: &str,
    ) -> bool {
        let before = before(text, mention);
        let is_person = mention.entity.entity_type == EntityType::Person;
        // `J.-C.Juncker`: the initials go on outside of what was found.
        let behind = text[mention.span.end..].first();
        let torn = surface.contains('.') && (before.ends_with(".-") || behind == Some(&b'-'));
        if is_person && torn {
            return false;
        }
        // Nobody brings names up to date, or into their base form, who minds what stands around.
        let wanted = mention.name.kind == NameKind::Former
            || mention.tier == Tier::Inflected && self.inflected != Inflected::Keep;
        if !self.keeps_language(lang) {
            return true;
        }
        let after = after(text, mention);
        let bears = match mention.name.kind {
            NameKind::Demonym => true,
            _ if is_person => grammar::has_its_form(before, surface, name, lang),
            _ => {
                grammar::fits(before, surface, name, mention, lang)
                    && (wanted || grammar::agrees(surface, name, mention, lang))
            }
        };
        bears
            && grammar::keeps_genitive((before, after), surface, name, lang)
            && shape::keeps_ending(after, surface, name, lang)
    }

    /// Whether names are written in the language of the text, whose grammar they are to fit.
    fn keeps_language(&self, lang: &str) -> bool {
        self.to.is_empty() || base_language(&self.to) == base_language(lang)
    }

    /// The edits that bring each name to its canonical form, as far as the encoding has its characters.
    fn propose(&self, text: &[u8], annotation: &Annotation<'_>) -> Vec<Edit> {
        let mut edits = self.wanted(text, annotation).edits;
        edits.retain(|edit| self.is_writable(&edit.replacement));
        edits
    }

    /// A name with cedillas where the encoding has them and no commas, as in that of Central Europe.
    fn in_encoding(&self, name: String) -> String {
        if self.is_writable(&name) {
            return name;
        }
        Some(with_cedillas(&name))
            .filter(|name| self.is_writable(name))
            .unwrap_or(name)
    }

    fn is_writable(&self, text: &str) -> bool {
        let (_, _, unwritable) = self.encoding.encode(text);
        !unwritable
    }

    /// The edits that bring each name to its canonical form.
    fn wanted(&self, text: &[u8], annotation: &Annotation<'_>) -> Wanted {
        let signs = LazyCell::new(|| Signs::of(text, &annotation.lang));
        let mut unfit = Vec::new();
        let edit = |mention: &Mention<'_>| {
            let surface = std::str::from_utf8(&text[mention.span.clone()]).ok()?;
            let lang = annotation.lang_at(mention.span.start);
            let target = if self.to.is_empty() { lang } else { &self.to };
            let canonical = self
                .replacement(surface, mention, lang)
                .filter(|name| {
                    let fits = *name == in_one_script(surface, mention)
                        || self.fits(text, surface, name, mention, lang);
                    if !fits {
                        unfit.push(Edit {
                            span: mention.span.clone(),
                            replacement: name.clone(),
                        });
                    }
                    fits
                })
                .or_else(|| put_right(surface, mention))
                .map(|name| shape::at_beginning(name, surface, before(text, mention), target))
                .map(|name| self.in_encoding(signs.write(name)))
                .filter(|name| name != surface)
                .map(|name| with_stop(name, surface, &text[mention.span.end..]));
            let replacement = match &self.template {
                None => canonical?,
                Some(template) => {
                    let name = canonical.as_deref().unwrap_or(surface);
                    template.fill(text, surface, (mention, &annotation.mentions), name)?
                }
            };
            Some(Edit {
                span: mention.span.clone(),
                replacement,
            })
        };
        let quotations = self.left_quotations(text);
        let mentions = annotation.mentions.iter();
        let edits = mentions
            .filter(|mention| !is_within(&mention.span, &quotations))
            .filter_map(edit)
            .collect();
        Wanted { edits, unfit }
    }

    /// The quotations of a text, if they are left as they are.
    pub(crate) fn left_quotations(&self, text: &[u8]) -> Vec<Span> {
        match self.skip_quotes {
            true => quotes::quotations(text),
            false => Vec::new(),
        }
    }
}

/// Whether a span lies in one of `stretches`, which are in order and apart.
pub(crate) fn is_within(span: &Span, stretches: &[Span]) -> bool {
    let before = stretches.partition_point(|stretch| stretch.end < span.end);
    let stretch = stretches.get(before);
    stretch.is_some_and(|stretch| stretch.start <= span.start)
}

/// What names are to become.
struct Wanted {
    edits: Vec<Edit>,
    /// Names that the words around have no place for.
    unfit: Vec<Edit>,
}

/// The text right behind a mention, as far as it is UTF-8.
fn after<'t>(text: &'t [u8], mention: &Mention<'_>) -> &'t str {
    /// Longer than any ending.
    const REACH: usize = 48;
    let end = mention.span.end;
    let after = &text[end..text.len().min(end + REACH)];
    let first = after.utf8_chunks().next();
    first.map_or("", |chunk| chunk.valid())
}

/// The text right in front of a mention, as far as it is UTF-8.
fn before<'t>(text: &'t [u8], mention: &Mention<'_>) -> &'t str {
    /// Longer than any article and the word before it.
    const REACH: usize = 48;
    let before = &text[mention.span.start.saturating_sub(REACH)..mention.span.start];
    let last = before.utf8_chunks().last();
    last.map_or("", |chunk| chunk.valid())
}

/// The last stop of initials may end the sentence too: then it is kept.
fn with_stop(name: String, surface: &str, after: &[u8]) -> String {
    let next = String::from_utf8_lossy(&after[..after.len().min(16)])
        .trim_start()
        .chars()
        .next();
    let ends_sentence = next.is_none_or(char::is_uppercase);
    if surface.ends_with('.') && !name.ends_with('.') && ends_sentence {
        name + "."
    } else {
        name
    }
}

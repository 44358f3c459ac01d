//! Finding and writing names in the text of a document.

use std::borrow::Cow;

use super::Content;
use super::template::MarkupTemplate;
use crate::Span;
use crate::matcher::{Annotation, Document, Matcher, Scratch, judged_language};
use crate::rewrite::{Edit, GivenUp, Obstacle, Rewriter, Rewriting, apply, given_up};

/// The text of one language, put together from all over the document.
struct Section<'c> {
    lang: String,
    text: Cow<'c, [u8]>,
    /// Where it comes from, and where that begins in `text`.
    ranges: Vec<(Span, usize)>,
}

impl Content {
    /// Finds the names in the text; spans are of [`Content::text`].
    ///
    /// `lang`, if it is not empty, is the language of the whole; otherwise the
    /// document's `lang` attributes say it for their parts, unless a longer text
    /// is plainly in another, and where they say nothing it is judged as always.
    pub fn annotate<'m>(
        &self,
        matcher: &'m Matcher,
        lang: &str,
        scratch: &mut Scratch,
    ) -> Annotation<'m> {
        let mut whole = Whole::default();
        for section in self.by_language(lang) {
            let document = Document::new(&section.text).lang(&section.lang);
            whole.add(&section, matcher.annotate(&document, scratch));
        }
        whole.finish()
    }

    /// Rewrites the document that this is the content of.
    ///
    /// The text and edits that it returns are of `source`, the annotation and what is given up of
    /// [`Content::text`]; languages are as in [`Content::annotate`].
    ///
    /// ```
    /// use exonym::markup::{Content, Options};
    /// use exonym::{GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// builder.extend([Record::new("Q43", "Turkey"), Record::new("Q43", "Türkiye")]);
    /// let matcher = Matcher::new(builder.to_gazetteer("example")?);
    ///
    /// let page = b"<p title='T&uuml;rkiye'><b>T&uuml;r</b>kiye";
    /// let content = Content::html(page, &Options::new())?;
    /// let rewriting = content.rewrite(page, &Rewriter::new(&matcher), "", &mut Scratch::default());
    /// assert_eq!(rewriting.text, b"<p title='T&uuml;rkiye'><b>Turkey</b>");
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn rewrite<'m>(
        &self,
        source: &[u8],
        rewriter: &Rewriter<'m>,
        lang: &str,
        scratch: &mut Scratch,
    ) -> Rewriting<'m> {
        let rewriting = self.rewrite_text(rewriter, lang, scratch);
        let (edits, failed) = self.lower_all(&rewriting.edits);
        rewriting_of_source(source, edits, failed, rewriting)
    }

    /// Rewrites the document, and puts markup around each name by a template.
    ///
    /// The content must have been read with [`Options::tags`](super::Options::tags). What is returned is as for
    /// [`Content::rewrite`].
    pub fn mark_up<'m>(
        &self,
        source: &[u8],
        rewriter: &Rewriter<'m>,
        template: &MarkupTemplate,
        lang: &str,
        scratch: &mut Scratch,
    ) -> Rewriting<'m> {
        let rewriting = self.rewrite_text(rewriter, lang, scratch);
        let (edits, failed) = template.edits(self, source, rewriter, &rewriting);
        rewriting_of_source(source, edits, failed, rewriting)
    }

    /// Rewrites [`Content::text`], of which all that is returned is; languages are as in [`Content::annotate`].
    pub fn rewrite_text<'m>(
        &self,
        rewriter: &Rewriter<'m>,
        lang: &str,
        scratch: &mut Scratch,
    ) -> Rewriting<'m> {
        let (mut whole, mut edits, mut given_up) = (Whole::default(), Vec::new(), Vec::new());
        for section in self.by_language(lang) {
            let document = Document::new(&section.text).lang(&section.lang);
            let mut rewriting = rewriter.rewrite(&document, scratch);
            let kept = rewriting.given_up.iter_mut().map(|kept| &mut kept.edit);
            for edit in rewriting.edits.iter_mut().chain(kept) {
                edit.span = section.place(&edit.span);
            }
            edits.append(&mut rewriting.edits);
            given_up.append(&mut rewriting.given_up);
            whole.add(&section, rewriting.annotation);
        }
        edits.sort_by_key(|edit: &Edit| edit.span.start);
        given_up.sort_by_key(|kept: &GivenUp| kept.edit.span.start);
        Rewriting {
            text: apply(&self.text, &edits),
            edits,
            given_up,
            annotation: whole.finish(),
        }
    }

    /// The text of each language.
    fn by_language(&self, lang: &str) -> Vec<Section<'_>> {
        let whole = |lang: &str| Section {
            lang: lang.to_owned(),
            text: Cow::Borrowed(&self.text[..]),
            ranges: vec![(0..self.text.len(), 0)],
        };
        if !lang.is_empty() {
            return vec![whole(lang)];
        }
        let starts = self.sections.iter().map(|(start, _)| *start as usize);
        let ends = starts.clone().skip(1).chain([self.text.len()]);
        let ranges: Vec<(u16, Span)> = (self.sections.iter().zip(starts.zip(ends)))
            .map(|((_, lang), (start, end))| (*lang, start..end))
            .filter(|(_, range)| !range.is_empty())
            .collect();
        let mut sections: Vec<Section<'_>> = match ranges.as_slice() {
            [(lang, _)] => vec![whole(&self.langs[usize::from(*lang)])],
            _ => self.gather(&ranges),
        };
        for section in &mut sections {
            believe(section);
        }
        sections
    }

    /// Puts together what is in one language; nothing runs across what stood between.
    fn gather(&self, ranges: &[(u16, Span)]) -> Vec<Section<'_>> {
        let mut sections: Vec<Section<'_>> = Vec::new();
        let mut numbers: Vec<Option<usize>> = vec![None; self.langs.len()];
        for (lang, range) in ranges {
            let number = *numbers[usize::from(*lang)].get_or_insert_with(|| {
                sections.push(Section {
                    lang: self.langs[usize::from(*lang)].clone(),
                    text: Cow::Owned(Vec::new()),
                    ranges: Vec::new(),
                });
                sections.len() - 1
            });
            let section = &mut sections[number];
            let text = section.text.to_mut();
            if !text.is_empty() {
                text.extend_from_slice("\u{FFFC}".as_bytes());
            }
            section.ranges.push((range.clone(), text.len()));
            text.extend_from_slice(&self.text[range.clone()]);
        }
        sections
    }
}

/// The rewriting of a source by these edits; `failed` are those of its text that could not be made there.
fn rewriting_of_source<'m>(
    source: &[u8],
    edits: Vec<Edit>,
    failed: Vec<Edit>,
    of_text: Rewriting<'m>,
) -> Rewriting<'m> {
    let mut kept = of_text.given_up;
    kept.extend(given_up([(failed, Obstacle::Markup)]));
    kept.sort_by_key(|kept| kept.edit.span.start);
    Rewriting {
        text: apply(source, &edits),
        edits,
        given_up: kept,
        annotation: of_text.annotation,
    }
}

/// Many pages name a language that they are not in: a longer text of another one is believed more.
fn believe(section: &mut Section<'_>) {
    const LONG: usize = 300;
    const FAR: usize = 8 << 10;
    let head = &section.text[..section.text.len().min(FAR)];
    if section.lang.is_empty() || head.len() < LONG {
        return;
    }
    if let Some(chunk) = head.utf8_chunks().max_by_key(|chunk| chunk.valid().len())
        && let Some(judged) = judged_language(chunk.valid(), &section.lang)
    {
        section.lang = judged.to_owned();
    }
}

impl Section<'_> {
    /// Where in the text of the document a stretch of this one stands.
    fn place(&self, span: &Span) -> Span {
        let at = self
            .ranges
            .partition_point(|(_, start)| *start <= span.start);
        match at.checked_sub(1).map(|at| &self.ranges[at]) {
            Some((range, start)) => {
                range.start + span.start - start..range.start + span.end - start
            }
            None => span.clone(),
        }
    }

    /// The languages that its pieces were found to be in: each of that of the whole, but for lines in others.
    fn languages(&self, found: &Annotation<'_>) -> Vec<(Span, String)> {
        let mut languages = Vec::new();
        for (range, start) in &self.ranges {
            let end = start + range.len();
            let first = found
                .languages
                .partition_point(|(lines, _)| lines.end <= *start);
            let others = found.languages[first..].iter();
            let mut at = *start;
            let mut add = |span: Span, lang: &str| {
                let span = range.start + span.start - start..range.start + span.end - start;
                languages.extend((!span.is_empty()).then(|| (span, lang.to_owned())));
            };
            for (lines, lang) in others.take_while(|(lines, _)| lines.start < end) {
                let lines = lines.start.max(at)..lines.end.min(end);
                add(at..lines.start, &found.lang);
                add(lines.clone(), lang);
                at = lines.end;
            }
            add(at..end, &found.lang);
        }
        languages
    }
}

/// The names of all sections.
#[derive(Default)]
struct Whole<'m> {
    annotation: Annotation<'m>,
    /// The language of the document is that of most of its text.
    most: usize,
    /// Where what languages were found.
    languages: Vec<(Span, String)>,
}

impl<'m> Whole<'m> {
    fn add(&mut self, section: &Section<'_>, mut found: Annotation<'m>) {
        self.languages.extend(section.languages(&found));
        for mention in &mut found.mentions {
            mention.span = section.place(&mention.span);
        }
        for abstention in &mut found.abstentions {
            abstention.span = section.place(&abstention.span);
        }
        self.annotation.mentions.append(&mut found.mentions);
        self.annotation.abstentions.append(&mut found.abstentions);
        if section.text.len() > self.most {
            self.most = section.text.len();
            self.annotation.lang = found.lang;
        }
    }

    fn finish(mut self) -> Annotation<'m> {
        let order = |span: &Span| (span.start, span.end);
        self.annotation.mentions.sort_by_key(|m| order(&m.span));
        self.annotation.abstentions.sort_by_key(|a| order(&a.span));
        let main = &self.annotation.lang;
        self.languages.retain(|(_, lang)| lang != main);
        self.languages.sort_by_key(|(span, _)| span.start);
        self.annotation.languages = self.languages;
        self.annotation
    }
}

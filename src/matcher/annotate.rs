//! From a text to its annotation.

use std::ops::Range;

use super::annotation::{Abstention, Annotation, Evidence, Reason, language_in};
use super::article::{chain, initialisms, office, regnal, scheme, titled};
use super::beside::stretch::Passage;
use super::language::{self, Spelled};
use super::scan::run::runs;
use super::{Document, Matcher, Run, Scratch, passage, resolve, scan};
use crate::Span;
use crate::text::{language_tag, mended, stated_language, unbroken};

impl Matcher {
    /// Finds the names in a text.
    ///
    /// Takes time linear in the text for any gazetteer whose names are of bounded length.
    pub fn annotate<'m>(
        &'m self,
        document: &Document<'_>,
        scratch: &mut Scratch,
    ) -> Annotation<'m> {
        let text = mended(document.text);
        let declared =
            stated_language(document.lang).unwrap_or_else(|_| language_tag(document.lang));
        let declared = language::read_as(declared);
        let text = unbroken(&text, |word, wanted| {
            scan::is_listed(self.layers.searched(), word, wanted)
        });
        let (mut annotation, mut main) = (Annotation::default(), "");
        for run in runs(&text) {
            scan::scan(self.layers.searched(), run.text, scratch);
            if !declared.is_empty() {
                self.annotate_run(run, &declared, scratch, &mut annotation);
                continue;
            }
            if main.is_empty() {
                main = self.language(run.text, scratch);
            }
            match self.parts(run.text, main, scratch).as_slice() {
                [] => {}
                [part] if part.lang == main => {
                    self.annotate_run(run, main, scratch, &mut annotation);
                }
                parts => self.annotate_parts(run, (main, parts), scratch, &mut annotation),
            }
        }
        annotation.lang = match declared.is_empty() {
            true => main.to_owned(),
            false => declared,
        };
        annotation
    }

    /// Reads a run in its main language, and what lines of it are in others once for each of those: their names are found
    /// there, and beside them those that the whole text tells of.
    fn annotate_parts<'m>(
        &'m self,
        run: Run<'_>,
        (main, parts): (&str, &[language::Part]),
        scratch: &mut Scratch,
        annotation: &mut Annotation<'m>,
    ) {
        let (mut whole, mut own) = (Annotation::default(), Annotation::default());
        self.annotate_run(run, main, scratch, &mut whole);
        for part in parts.iter().filter(|part| part.lang != main) {
            let alone = part.alone(run.text);
            let alone = Run {
                text: &alone,
                ..run
            };
            scan::scan(self.layers.searched(), alone.text, scratch);
            self.annotate_run(alone, part.lang, scratch, &mut own);
            let in_text = |lines: &Range<usize>| lines.start + run.start..lines.end + run.start;
            let languages = part.lines.iter().map(in_text);
            own.languages
                .extend(languages.map(|lines| (lines, part.lang.to_owned())));
        }
        own.sort();
        annotation.append(merged(whole, own));
    }

    /// Finds the names in a run that has been scanned.
    fn annotate_run<'m>(
        &'m self,
        run: Run<'_>,
        lang: &str,
        scratch: &mut Scratch,
        annotation: &mut Annotation<'m>,
    ) {
        scratch.in_vain.take_over(self.owner, lang);
        scratch.vocabulary.take_over(self.owner, lang);
        scratch.runs.take_over(self.owner, lang);
        scratch.words.take_over(self.owner);
        scratch.people.take_over(self.owner);
        scratch.places.take_over(self.owner);
        scratch.speakers.take_over(self.owner);
        scratch.bearers.take_over(self.owner);
        scan::inflected::add(self, run.text, lang, scratch);
        let (matches, doubts) = passage::matches(self, run, lang, scratch);
        let mut decided = resolve::resolve(matches, lang, &self.layers);
        scheme::add(self, run, scratch.tokens.len(), doubts, &mut decided);
        let passage = Passage::new(run, &scratch.tokens, lang, &self.layers);
        regnal::check(passage, &mut decided);
        initialisms::add(passage, &mut decided);
        office::add(&self.layers, passage, &mut decided);
        chain::add(passage, &mut decided);
        titled::add(passage, &mut decided);
        regnal::check(passage, &mut decided);
        resolve::report(decided, (self.min_score, &self.types), annotation);
    }

    /// The language of a text that has been scanned, empty if it cannot be told.
    fn language(&self, text: &str, scratch: &Scratch) -> &'static str {
        let names = Spelled::new(self.layers.searched(), text, scratch);
        language::detect(text, &scratch.tokens, |lang| {
            names.count(0..scratch.tokens.len(), lang)
        })
    }

    /// The languages of its lines, of which most are in `main`.
    fn parts(&self, text: &str, main: &'static str, scratch: &Scratch) -> Vec<language::Part> {
        let names = Spelled::new(self.layers.searched(), text, scratch);
        language::parts(text, &scratch.tokens, main, |tokens, lang| {
            names.count(tokens, lang)
        })
    }
}

/// What a text has, and in the lines of other languages what is found in those (`own`).
fn merged<'m>(mut whole: Annotation<'m>, mut own: Annotation<'m>) -> Annotation<'m> {
    let languages = std::mem::take(&mut own.languages);
    let is_other = |span: &Span| language_in(&languages, span.start).is_some();
    // Only the whole knows what begins in a line of one language and ends in the next, and whom it names in full elsewhere.
    let is_broken = |span: &Span| {
        let last = span.end.saturating_sub(1);
        language_in(&languages, span.start) != language_in(&languages, last)
    };
    let is_doubtful = |left: &Abstention<'_>| left.reason == Reason::PersonOrPlace;
    let broken = whole.mentions.iter().map(|m| &m.span);
    let broken = Spans::of(broken.filter(|span| is_broken(span)));
    let doubtful = whole.abstentions.iter().filter(|a| is_doubtful(a));
    let doubtful = Spans::of(doubtful.map(|a| &a.span));
    own.mentions
        .retain(|m| !broken.meet(&m.span) && !doubtful.meet(&m.span));
    let found = Spans::of(own.mentions.iter().map(|m| &m.span));
    whole.mentions.retain(|m| {
        let by_article = m.evidence == Evidence::Article && !found.meet(&m.span);
        !is_other(&m.span) || is_broken(&m.span) || by_article
    });
    whole
        .abstentions
        .retain(|a| !is_other(&a.span) || is_doubtful(a) && !found.meet(&a.span));
    let linked = Spans::of(whole.mentions.iter().map(|m| &m.span));
    let left = Spans::of(whole.abstentions.iter().map(|a| &a.span));
    own.abstentions
        .retain(|a| !linked.meet(&a.span) && !left.meet(&a.span));
    whole.append(own);
    whole.languages = languages;
    whole.sort();
    whole
}

/// Stretches of a text, in its order.
struct Spans(Vec<Span>);

impl Spans {
    fn of<'a>(spans: impl Iterator<Item = &'a Span>) -> Spans {
        let mut spans: Vec<Span> = spans.cloned().collect();
        spans.sort_by_key(|span| span.start);
        Spans(spans)
    }

    /// Whether one of them overlaps another stretch.
    fn meet(&self, span: &Span) -> bool {
        let next = self.0.partition_point(|other| other.end <= span.start);
        self.0.get(next).is_some_and(|other| other.start < span.end)
    }
}

//! From a text to its annotation.

use std::ops::Range;

use super::annotation::Annotation;
use super::article::{chain, initialisms, office, regnal, scheme, titled};
use super::beside::stretch::Passage;
use super::language::{self, Spelled};
use super::scan::run::runs;
use super::{Document, Matcher, Run, Scratch, passage, resolve, scan};
use crate::Span;
use crate::text::{language_tag, mended};

impl Matcher {
    /// Finds the names in a text.
    ///
    /// Takes time linear in the text for any gazetteer whose names are of bounded length.
    pub fn annotate<'m>(
        &'m self,
        document: &Document<'_>,
        scratch: &mut Scratch,
    ) -> Annotation<'m> {
        let (text, declared) = (mended(document.text), language_tag(document.lang));
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

    /// Reads a run once for each language that lines of it are in.
    fn annotate_parts<'m>(
        &'m self,
        run: Run<'_>,
        (main, parts): (&str, &[language::Part]),
        scratch: &mut Scratch,
        annotation: &mut Annotation<'m>,
    ) {
        let before = (annotation.mentions.len(), annotation.abstentions.len());
        for part in parts {
            let alone = part.alone(run.text);
            let own = Run {
                text: &alone,
                ..run
            };
            scan::scan(self.layers.searched(), own.text, scratch);
            self.annotate_run(own, part.lang, scratch, annotation);
            let lines = part.lines.iter().filter(|_| part.lang != main);
            let in_text = |lines: &Range<usize>| lines.start + run.start..lines.end + run.start;
            let languages = lines.map(|lines| (in_text(lines), part.lang.to_owned()));
            annotation.languages.extend(languages);
        }
        annotation.languages.sort_by_key(|(lines, _)| lines.start);
        let order = |span: &Span| (span.start, span.end);
        annotation.mentions[before.0..].sort_by_key(|m| order(&m.span));
        annotation.abstentions[before.1..].sort_by_key(|a| order(&a.span));
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
        scratch.people.take_over(self.owner);
        scratch.places.take_over(self.owner);
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

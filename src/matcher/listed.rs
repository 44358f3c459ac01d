//! Listed names as they stand in a text, for whoever wants no more than a dictionary finds.

use super::beside::stretch::{Passage, Stretch};
use super::scan;
use super::scan::run::{Run, runs};
use super::{Document, Matcher, Scratch};
use crate::Span;
use crate::gazetteer::Name;
use crate::text::mended;

impl Matcher {
    /// Gives `found` the listed names that stand in a text on word boundaries, case, accents and
    /// width aside, where their capitals allow it: the first, of those that begin there the longest,
    /// and on from its end. Of several entities of one name the most prominent stands for all.
    ///
    /// Nothing is decided: no endings, no other spellings, no common words, no namesakes.
    /// That is [`Matcher::annotate`]; this is many times faster.
    ///
    /// ```
    /// use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
    ///
    /// let mut builder = GazetteerBuilder::new();
    /// builder.extend(["Foo Bar", "Foo Bar Baz Qux", "Baz"].map(|name| Record::new(name, name)));
    /// let matcher = Matcher::new(builder.to_gazetteer("example")?);
    ///
    /// let text = "FOO BAR Baz today, and a baz";
    /// let mut found = Vec::new();
    /// matcher.listed(&Document::new(text), &mut Scratch::default(), |span, name| {
    ///     found.push((&text[span], name.text));
    /// });
    /// assert_eq!(found, [("FOO BAR", "Foo Bar"), ("Baz", "Baz")]);
    /// # Ok::<(), exonym::Error>(())
    /// ```
    pub fn listed<'m>(
        &'m self,
        document: &Document<'_>,
        scratch: &mut Scratch,
        mut found: impl FnMut(Span, Name<'m>),
    ) {
        /// Tokens that are looked at before the next: they stay in the processor's nearest cache.
        const PIECE: usize = 1024;
        let text = mended(document.text);
        for run in runs(&text) {
            let mut from = 0;
            while from < run.text.len() {
                let gazetteers = self.gazetteers().iter().map(|gazetteer| &**gazetteer);
                from = scan::scan_some(gazetteers, run.text, from, PIECE, scratch);
                self.listed_in(run, scratch, &mut found);
            }
        }
    }

    /// Hands out the listed names among the hits in a piece of a run.
    fn listed_in<'m>(
        &'m self,
        run: Run<'_>,
        scratch: &mut Scratch,
        found: &mut impl FnMut(Span, Name<'m>),
    ) {
        if self.gazetteers().len() > 1 {
            scratch
                .hits
                .sort_unstable_by_key(|hit| (hit.first, hit.last));
        }
        let passage = Passage::new(run, &scratch.tokens, "", &self.layers);
        let mut free = 0;
        let mut hits = scratch.hits.as_slice();
        while let Some(first) = hits.first().map(|hit| hit.first) {
            let same = hits.iter().take_while(|hit| hit.first == first).count();
            let (here, rest) = hits.split_at(same);
            hits = rest;
            if first < free {
                continue;
            }
            // The shorter come first.
            for hit in here.iter().rev() {
                let stretch = passage.stretch(hit.first as usize, hit.last as usize);
                if let Some(name) = self.listed_at(&stretch, hit) {
                    let span = stretch.span();
                    found(run.start + span.start..run.start + span.end, name);
                    free = hit.last + 1;
                    break;
                }
            }
        }
    }

    fn listed_at<'m>(&'m self, stretch: &Stretch<'_>, hit: &scan::Hit) -> Option<Name<'m>> {
        if !stretch.on_boundaries() {
            return None;
        }
        let gazetteer = &self.gazetteers()[hit.layer as usize];
        let mut names = gazetteer
            .posting(hit.value)
            .filter_map(|at| gazetteer.name_at(at));
        names.find(|name| stretch.casing_allows(name.casing) && stretch.spelling_allows(name.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{GazetteerBuilder, Record};

    #[test]
    fn no_name_is_lost_between_pieces() {
        let mut builder = GazetteerBuilder::new();
        builder.add(Record::new("Qf", "Foo Bar"));
        let matcher = Matcher::new(builder.to_gazetteer("pieces").unwrap());
        for (text, each) in [
            ("Foo Bar, ", 1),
            ("Foo Bar ", 1),
            ("x Foo Bar. ", 1),
            ("Foo, Bar; ", 0),
        ] {
            let (times, mut count) = (5_000, 0);
            let text = text.repeat(times);
            matcher.listed(&Document::new(&text), &mut Scratch::default(), |span, _| {
                assert_eq!(&text[span], "Foo Bar");
                count += 1;
            });
            assert_eq!(count, times * each);
        }
    }
}

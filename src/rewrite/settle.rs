//! What a second run would not leave alone is not rewritten in the first.
//!
//! A new name may stand beside words that make it part of another, or be
//! another entity's name; the edits next to such a place are given up, or else those that
//! are to blame wherever they stand. A second run proposes those again and must give them up too.

use super::edit::{after_edits, take_next_to, touching};
use super::{Edit, Rewriter, apply, new_spans};
use crate::Span;
use crate::matcher::{Annotation, Document, Scratch};

/// So many rounds give up only what is next to an unsettled place.
const NEXT_ALONE: u32 = 2;

/// What the runs after so many more propose is not settled, whatever was given up before.
const MOST_RUNS: usize = 2;

/// What the next run reads, and would write.
struct Reading<'m> {
    text: Vec<u8>,
    annotation: Annotation<'m>,
    proposed: Vec<Edit>,
    /// Where that is something new, or another entity's name.
    news: Vec<Span>,
}

/// What is done to a text, and how many runs came before.
struct Run<'r> {
    document: &'r Document<'r>,
    annotation: &'r Annotation<'r>,
    number: usize,
}

impl Rewriter<'_> {
    /// Takes out of `edits` those that a second run would add to or read otherwise, and returns them.
    pub(super) fn settle(
        &self,
        document: &Document<'_>,
        annotation: &Annotation<'_>,
        edits: &mut Vec<Edit>,
        scratch: &mut Scratch,
    ) -> Vec<Edit> {
        let run = Run {
            document,
            annotation,
            number: 0,
        };
        self.settle_run(&run, edits, scratch)
    }

    fn settle_run(&self, run: &Run<'_>, edits: &mut Vec<Edit>, scratch: &mut Scratch) -> Vec<Edit> {
        let mut given_up = Vec::new();
        // Given up only since nothing nearer to an unsettled place could be.
        let mut suspects = Vec::new();
        let mut searched = run.number >= MOST_RUNS;
        for round in 0.. {
            let unsettled = match edits.is_empty() {
                true => Vec::new(),
                false => self.unsettled(run, edits, &given_up, scratch),
            };
            let is_lost = edits.is_empty() && suspects.len() > 1;
            if !searched && (is_lost || round >= NEXT_ALONE && !unsettled.is_empty()) {
                searched = true;
                give_back(&suspects, edits, &mut given_up);
                self.settle_by_halves(run, edits, &mut given_up, scratch);
                continue;
            }
            if unsettled.is_empty() {
                break;
            }
            let beside = touching(edits, &unsettled);
            let taken = take_next_to(edits, &unsettled, reach(round));
            suspects.extend(taken.iter().filter(|edit| !beside.contains(edit)).cloned());
            give_up(taken, &mut given_up);
        }
        given_up
    }

    /// Finds the edits that unsettle what stands far from them, and gives up those alone: what cannot be written all
    /// together is tried half by half. What is not tried within so many readings of the text is given up too.
    fn settle_by_halves(
        &self,
        run: &Run<'_>,
        edits: &mut Vec<Edit>,
        given_up: &mut Vec<Edit>,
        scratch: &mut Scratch,
    ) {
        const MOST_READINGS: usize = 24;
        let all = std::mem::take(edits);
        let mut left: Vec<&[Edit]> = vec![&all];
        let mut readings = 0;
        while let Some(part) = left.pop() {
            if readings == MOST_READINGS {
                break;
            }
            readings += 1;
            let kept = edits.len();
            edits.extend_from_slice(part);
            let is_kept = |edit: &&Edit| {
                let at = edits.binary_search_by_key(&edit.span.start, |kept| kept.span.start);
                at.is_ok()
            };
            let others = all.iter().filter(|edit| !is_kept(edit));
            let mut others: Vec<Edit> = others.chain(&*given_up).cloned().collect();
            others.sort_unstable_by_key(|edit| edit.span.start);
            if self.reading(run, edits, &others, scratch).news.is_empty() {
                continue;
            }
            edits.truncate(kept);
            if let (first, rest @ [_, ..]) = part.split_at(part.len() / 2)
                && !first.is_empty()
            {
                left.extend([rest, first]);
            }
        }
        let missed = all.iter().filter(|edit| !edits.contains(edit)).cloned();
        give_up(missed.collect(), given_up);
    }

    /// Where in the edited text the next run would write something new, or read another entity's name.
    fn unsettled(
        &self,
        run: &Run<'_>,
        edits: &[Edit],
        given_up: &[Edit],
        scratch: &mut Scratch,
    ) -> Vec<Span> {
        let Reading {
            text,
            annotation,
            mut proposed,
            news: mut unsettled,
        } = self.reading(run, edits, given_up, scratch);
        if unsettled.is_empty() && !proposed.is_empty() {
            let next = Run {
                document: &Document {
                    text: &text,
                    lang: run.document.lang,
                },
                annotation: &annotation,
                number: run.number + 1,
            };
            self.settle_run(&next, &mut proposed, scratch);
            unsettled.extend(proposed.into_iter().map(|edit| edit.span));
        }
        unsettled
    }

    /// What the next run reads in the edited text.
    fn reading(
        &self,
        run: &Run<'_>,
        edits: &[Edit],
        given_up: &[Edit],
        scratch: &mut Scratch,
    ) -> Reading<'_> {
        let text = apply(run.document.text, edits);
        let again = Document {
            text: &text,
            lang: run.document.lang,
        };
        let annotation = self.matcher.annotate(&again, scratch);
        let proposed = self.propose(&text, &annotation);
        // A run of so many more takes nothing for given up: what it proposes is not settled.
        let known = match run.number < MOST_RUNS {
            true => after_edits(given_up, edits),
            false => Vec::new(),
        };
        let is_known = |edit: &Edit| {
            let at = known.binary_search_by_key(&edit.span.start, |known| known.span.start);
            at.is_ok_and(|at| known[at] == *edit)
        };
        let news = proposed.iter().filter(|edit| !is_known(edit));
        let news = news
            .map(|edit| edit.span.clone())
            .chain(misread(edits, run.annotation, &annotation))
            .collect();
        Reading {
            text,
            annotation,
            proposed,
            news,
        }
    }
}

/// Adds to what is given up, which is in the order of the text.
fn give_up(edits: Vec<Edit>, given_up: &mut Vec<Edit>) {
    given_up.extend(edits);
    given_up.sort_unstable_by_key(|edit| edit.span.start);
}

/// Takes back what was given up.
fn give_back(suspects: &[Edit], edits: &mut Vec<Edit>, given_up: &mut Vec<Edit>) {
    edits.extend(given_up.extract_if(.., |edit| suspects.contains(edit)));
    edits.sort_unstable_by_key(|edit| edit.span.start);
}

/// How many more edits are given up on either side in a round: what is not settled by then has its
/// reason farther off. A round reads the text once more, so they are to be few.
fn reach(round: u32) -> usize {
    match round.checked_sub(NEXT_ALONE) {
        None => 0,
        Some(more) => 4usize.checked_pow(more).unwrap_or(usize::MAX),
    }
}

/// Where the new text says another entity than the original did.
fn misread(edits: &[Edit], meant: &Annotation<'_>, read: &Annotation<'_>) -> Vec<Span> {
    let entity = |annotation: &Annotation<'_>, span: &Span| {
        let at = annotation
            .mentions
            .binary_search_by_key(&span.start, |mention| mention.span.start)
            .ok()?;
        Some(&annotation.mentions[at])
            .filter(|mention| mention.span == *span)
            .map(|mention| mention.entity.id.to_owned())
    };
    let spans = new_spans(edits).into_iter().zip(edits);
    let other = spans.filter(|(new, edit)| {
        entity(read, new)
            .is_some_and(|now| entity(meant, &edit.span).is_some_and(|then| then != now))
    });
    other.map(|(new, _)| new).collect()
}

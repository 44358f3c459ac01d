//! What a second run would not leave alone is not rewritten in the first.
//!
//! A new name may stand beside words that make it part of another, or be
//! another entity's name; the edits next to such a place are given up. A
//! second run proposes those again and must give them up too.

use super::edit::{after_edits, take_next_to};
use super::{Edit, Rewriter, apply, new_spans};
use crate::Span;
use crate::matcher::{Annotation, Document, Scratch};

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
        for round in 0.. {
            if edits.is_empty() {
                break;
            }
            let unsettled = self.unsettled(run, edits, &given_up, scratch);
            if unsettled.is_empty() {
                break;
            }
            given_up.extend(take_next_to(edits, &unsettled, reach(round)));
            given_up.sort_unstable_by_key(|edit| edit.span.start);
        }
        given_up
    }

    /// Where in the edited text the next run would write something new, or read another entity's name.
    fn unsettled(
        &self,
        run: &Run<'_>,
        edits: &[Edit],
        given_up: &[Edit],
        scratch: &mut Scratch,
    ) -> Vec<Span> {
        /// A run of so many more takes nothing for given up: what it proposes is not settled.
        const MOST_RUNS: usize = 2;
        let text = apply(run.document.text, edits);
        let again = Document {
            text: &text,
            lang: run.document.lang,
        };
        let reread = self.matcher.annotate(&again, scratch);
        let mut proposed = self.propose(&text, &reread);
        let known = match run.number {
            0..MOST_RUNS => after_edits(given_up, edits),
            _ => Vec::new(),
        };
        let is_known = |edit: &Edit| {
            let at = known.binary_search_by_key(&edit.span.start, |known| known.span.start);
            at.is_ok_and(|at| known[at] == *edit)
        };
        let news = proposed.iter().filter(|edit| !is_known(edit));
        let mut unsettled: Vec<Span> = news
            .map(|edit| edit.span.clone())
            .chain(misread(edits, run.annotation, &reread))
            .collect();
        if unsettled.is_empty() && !proposed.is_empty() {
            let next = Run {
                document: &again,
                annotation: &reread,
                number: run.number + 1,
            };
            self.settle_run(&next, &mut proposed, scratch);
            unsettled.extend(proposed.into_iter().map(|edit| edit.span));
        }
        unsettled
    }
}

/// How many more edits are given up on either side in a round: what is not settled by then has its
/// reason farther off. A round reads the text once more, so they are to be few.
fn reach(round: u32) -> usize {
    const NEXT_ALONE: u32 = 2;
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

//! Edits: what is written in place of what.

use crate::Span;

/// A replacement of one span of the original text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the original text.
    pub span: Span,
    /// What is written in its place.
    pub replacement: String,
}

/// Applies edits, which must be sorted and disjoint; one that is not is passed over.
///
/// ```
/// use exonym::rewrite::{Edit, apply};
///
/// let edit = Edit { span: 3..9, replacement: "Yerevan".into() };
/// assert_eq!(apply(b"in Erevan\xFF", &[edit]), b"in Yerevan\xFF");
/// ```
pub fn apply(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + edits.len() * 8);
    let mut at = 0;
    for edit in edits {
        if let Some(kept) = text
            .get(at..edit.span.start)
            .filter(|_| edit.span.end <= text.len())
        {
            out.extend_from_slice(kept);
            out.extend_from_slice(edit.replacement.as_bytes());
            at = edit.span.end;
        }
    }
    out.extend_from_slice(&text[at..]);
    out
}

/// Where the replacements of sorted edits stand in the edited text.
pub fn new_spans(edits: &[Edit]) -> Vec<Span> {
    let mut shift = 0isize;
    let place = |edit: &Edit| {
        let start = edit.span.start.saturating_add_signed(shift);
        shift += edit.replacement.len() as isize - edit.span.len() as isize;
        start..start + edit.replacement.len()
    };
    edits.iter().map(place).collect()
}

/// Drops the edits next to any of `places`, which are spans of the edited text:
/// those that touch one, or else the nearest on either side.
pub(super) fn drop_next_to(edits: &mut Vec<Edit>, places: &[Span]) {
    let spans = new_spans(edits);
    let mut drop = vec![false; edits.len()];
    for place in places {
        let after = spans.partition_point(|span| span.end < place.start);
        let touching = spans[after..]
            .iter()
            .take_while(|span| span.start <= place.end)
            .count();
        let (from, to) = match touching {
            0 => (after.saturating_sub(1), (after + 1).min(spans.len())),
            n => (after, after + n),
        };
        drop[from..to].fill(true);
    }
    let mut drop = drop.into_iter();
    edits.retain(|_| !drop.next().unwrap_or(false));
}

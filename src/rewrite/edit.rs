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
            .filter(|_| (edit.span.start..=text.len()).contains(&edit.span.end))
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

/// Takes out the edits next to any of `places`, which are spans of the edited text: those that
/// touch one, or else the nearest on either side, and `reach` more to each side.
pub(super) fn take_next_to(edits: &mut Vec<Edit>, places: &[Span], reach: usize) -> Vec<Edit> {
    let spans = new_spans(edits);
    let mut taken = vec![false; edits.len()];
    for place in places {
        let after = spans.partition_point(|span| span.end < place.start);
        let touching = spans[after..]
            .iter()
            .take_while(|span| span.start <= place.end)
            .count();
        let (from, to) = match touching {
            0 => (after.saturating_sub(1), after + 1),
            n => (after, after + n),
        };
        let to = to.saturating_add(reach).min(spans.len());
        taken[from.saturating_sub(reach)..to].fill(true);
    }
    let mut taken = taken.into_iter();
    edits
        .extract_if(.., |_| taken.next().unwrap_or(false))
        .collect()
}

/// The edits whose replacements touch any of `places`, which are spans of the edited text.
pub(super) fn touching(edits: &[Edit], places: &[Span]) -> Vec<Edit> {
    let touches = |span: &Span| {
        let is_beside = |place: &Span| span.start <= place.end && place.start <= span.end;
        places.iter().any(is_beside)
    };
    let spans = new_spans(edits).into_iter().zip(edits);
    spans
        .filter(|(span, _)| touches(span))
        .map(|(_, edit)| edit.clone())
        .collect()
}

/// Edits of the original text that are none of `made`, as edits of what those make of it.
pub(super) fn after_edits(edits: &[Edit], made: &[Edit]) -> Vec<Edit> {
    let (mut shift, mut made) = (0isize, made.iter().peekable());
    let mut moved = Vec::with_capacity(edits.len());
    for edit in edits {
        while let Some(before) = made.next_if(|made| made.span.end <= edit.span.start) {
            shift += before.replacement.len() as isize - before.span.len() as isize;
        }
        let start = edit.span.start.saturating_add_signed(shift);
        moved.push(Edit {
            span: start..start + edit.span.len(),
            replacement: edit.replacement.clone(),
        });
    }
    moved
}

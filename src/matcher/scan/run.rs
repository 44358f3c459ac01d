//! The stretches in which a text is read.

/// A stretch of text in which names are looked for, and where it begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'t> {
    pub(crate) start: usize,
    pub(crate) text: &'t str,
}

/// Parts a long text at line breaks, so that memory for tokens stays bounded and offsets in a run fit 32 bits.
pub(in crate::matcher) fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    const LONGEST: usize = 4 << 20;
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text[start..];
        let end = match rest.len() {
            0 => return None,
            len if len <= LONGEST => len,
            _ => cut(rest, LONGEST),
        };
        let text = &rest[..end];
        start += end;
        Some(Run {
            start: start - end,
            text,
        })
    })
}

/// Where to cut a long text: near its end, after a blank line, a line, or a space if there is one.
fn cut(text: &str, longest: usize) -> usize {
    const NEAR: usize = 64 << 10;
    let window = &text[..text.floor_char_boundary(longest)];
    let from = window.floor_char_boundary(window.len().saturating_sub(NEAR));
    let after = |mark: &str| Some(from + window[from..].rfind(mark)? + mark.len());
    after("\n\n")
        .or_else(|| after("\n"))
        .or_else(|| after(" "))
        .unwrap_or(window.len())
}

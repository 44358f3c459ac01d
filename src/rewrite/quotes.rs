//! Quotations: what somebody else wrote or said.

use std::sync::LazyLock;

use crate::Span;
use crate::rules::rule_rows;
use crate::text::mended;

/// The quotations of a text, marks included: from an opening mark to the closing one of its kind in the same
/// paragraph, if white space is between. A title of one word in quotes is no quotation.
pub(super) fn quotations(text: &[u8]) -> Vec<Span> {
    let text = mended(text);
    let mut quotations = Vec::new();
    let (mut start, mut end) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            in_paragraph(&text[start..end], start, &mut quotations);
            start = end;
        }
        end += line.len();
    }
    in_paragraph(&text[start..], start, &mut quotations);
    quotations
}

fn in_paragraph(text: &str, start: usize, quotations: &mut Vec<Span>) {
    // The mark that would close, and where the quotation began.
    let mut open: Option<(Vec<char>, usize)> = None;
    for (at, c) in text.char_indices() {
        if let Some((closing, from)) = &open {
            if closing.contains(&c) {
                let inside = &text[*from..at];
                if inside.trim().contains(char::is_whitespace) {
                    quotations.push(start + from..start + at + c.len_utf8());
                }
                open = None;
            }
        } else if let Some((_, closing)) = MARKS.iter().find(|(mark, _)| *mark == c) {
            open = Some((closing.clone(), at));
        }
    }
}

/// Opening marks, each with what may close it.
static MARKS: LazyLock<Vec<(char, Vec<char>)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("quotes.tsv")).filter(|row| row.len() >= 2);
    rows.filter_map(|row| {
        Some((
            row[0].chars().next()?,
            row[1].chars().filter(|c| *c != ' ').collect(),
        ))
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found() {
        let found = |text: &str| -> Vec<String> {
            quotations(text.as_bytes())
                .into_iter()
                .map(|span| text[span].to_owned())
                .collect()
        };
        assert_eq!(
            found("He said \"we met in Erevan\" and left \"Erevan\"."),
            ["\"we met in Erevan\""]
        );
        assert_eq!(
            found("„wir waren in Erevan“, «мы были тут»"),
            ["„wir waren in Erevan“", "«мы были тут»"]
        );
        assert_eq!(
            found("an \"open one\n\nand \"another par\""),
            ["\"another par\""]
        );
        assert_eq!(
            found("an \"open one\r\n\r\nand \"another par\""),
            ["\"another par\""]
        );
    }

    #[test]
    fn a_broken_byte_ends_no_quotation() {
        let text = b"\"I was \xFF there\" and \"gone";
        assert!(matches!(quotations(text)[..], [Span { start: 0, end: 15 }]));
    }
}

//! Quotations: what somebody else wrote or said.

use crate::Span;
use crate::text::{closing_marks, mended};

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
    // The marks that would close, and where the quotation began.
    let mut open: Option<(&str, usize)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((closing, from)) if closing.contains(c) => {
                if text[from..at].trim().contains(char::is_whitespace) {
                    quotations.push(start + from..start + at + c.len_utf8());
                }
                open = None;
            }
            Some(_) => {}
            None => {
                let closing = closing_marks(c).filter(|closing| {
                    !closing.contains(c) || may_open(&text[..at], &text[at + c.len_utf8()..])
                });
                open = closing.map(|closing| (closing, at));
            }
        }
    }
}

/// Whether a mark that opens as it closes is at the beginning of something: `it,” he said` goes on from
/// the paragraph before.
fn may_open(before: &str, behind: &str) -> bool {
    let ends = |c: char| {
        // Where words are parted by nothing, so are quotations.
        c.is_lowercase() || c.is_uppercase() || c.is_numeric() || ".,;:!?…".contains(c)
    };
    !before.ends_with(ends) && behind.starts_with(|c: char| !c.is_whitespace())
}

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
        assert_eq!(found("hon sade ”vi var i Kiev”"), ["”vi var i Kiev”"]);
        assert_eq!(
            found("It is the end of it,” he said. “I went to Erevan,” he added"),
            ["“I went to Erevan,”"]
        );
        assert_eq!(found("他说\"我 在\"基辅"), ["\"我 在\""]);
        assert_eq!(
            found("‟in the town”, 《two words》"),
            ["‟in the town”", "《two words》"]
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

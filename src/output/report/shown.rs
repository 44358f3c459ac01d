//! What may be shown of strings that may hold anything.
//!
//! The template escapes what is markup; here is named what could hide or turn
//! around what stands beside it.

/// Longest name, id or message that is shown, in characters.
const LONGEST: usize = 200;

/// Whether a character is named instead of printed: controls, bidirectional
/// embeddings, overrides and isolates, other invisible characters, and what is no
/// character. Joiners and directional marks stay, as real text needs them.
pub(super) fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What a hidden character is called.
pub(super) fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A text with hidden characters named.
pub(super) fn visible(text: &str) -> String {
    if !text.contains(is_hidden) {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        match is_hidden(c) {
            true => out += &format!("⟨{}⟩", code(c)),
            false => out.push(c),
        }
    }
    out
}

/// A name, id or message on one line, cut if it is long.
pub(super) fn name(text: &str) -> String {
    // So much has room for the longest, whatever it is made of.
    let end = text.char_indices().nth(4 * LONGEST);
    let text = visible(&text[..end.map_or(text.len(), |(at, _)| at)]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_is_named() {
        assert_eq!(
            name(" a\u{202E}\n b\u{200D}\0"),
            "a⟨U+202E⟩ b\u{200D}⟨U+0000⟩"
        );
        assert_eq!(name(&"é".repeat(300)), "é".repeat(200) + "…");
    }
}

//! Text from bytes that need not be UTF-8.

use std::borrow::Cow;

/// What stands for a byte that is no UTF-8: one byte, so that all else keeps its place. It parts names.
const SUBSTITUTE: char = '\u{1A}';

/// The text with each byte that is no part of valid UTF-8 replaced by one control character: an article
/// stays one article, whatever an old system left in it.
pub(crate) fn mended(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut error = std::str::from_utf8(bytes).err();
    let mut text = String::with_capacity(bytes.len());
    while let Some(found) = error {
        let rest = &bytes[text.len()..];
        let (valid, broken) = rest.split_at(found.valid_up_to());
        text.push_str(std::str::from_utf8(valid).unwrap_or_default());
        let broken = found.error_len().unwrap_or(broken.len());
        text.extend(std::iter::repeat_n(SUBSTITUTE, broken));
        error = std::str::from_utf8(&bytes[text.len()..]).err();
    }
    text.push_str(std::str::from_utf8(&bytes[text.len()..]).unwrap_or_default());
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_valid_keeps_its_place() {
        for (bytes, expected) in [
            (&b""[..], ""),
            ("Ереван".as_bytes(), "Ереван"),
            (b"a\xFFb", "a\u{1A}b"),
            (b"\xE2\x82", "\u{1A}\u{1A}"),
            (b"\xE2\x82z\xF0\x9F", "\u{1A}\u{1A}z\u{1A}\u{1A}"),
            (b"\xC3\xA9\xC3", "é\u{1A}"),
        ] {
            assert_eq!(mended(bytes), expected);
            assert_eq!(mended(bytes).len(), bytes.len());
        }
    }
}

//! Line ends of all kinds: LF, CR LF and CR.

use memchr::memchr2_iter;

/// How many lines end in `bytes`, be it with LF, CR LF or CR.
pub(super) fn count_line_ends(bytes: &[u8]) -> u64 {
    memchr2_iter(b'\r', b'\n', bytes)
        .filter(|&i| bytes.get(i) == Some(&b'\n') || bytes.get(i + 1) != Some(&b'\n'))
        .count() as u64
}

/// A row without the line end behind it.
pub(super) fn trim_line_end(raw: &[u8]) -> &[u8] {
    let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
    raw.strip_suffix(b"\r").unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_of_all_kinds() {
        assert_eq!(count_line_ends(b"a\nb\r\nc\rd"), 3);
        assert_eq!(count_line_ends(b"\r\r\n\n"), 3);
    }
}

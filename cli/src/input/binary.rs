//! What is no text: an archive, an image, an office document.
//!
//! A name is found in them by chance, and written into them it destroys them.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memchr;

use crate::unpack;

/// How much of a file tells what it is, in bytes.
pub const HEAD: u64 = 8 << 10;

/// The first bytes of formats, as their specifications say, with what they are and how to come to a text.
const BEGINNINGS: [(&[u8], &str); 18] = [
    (b"\xFF\xFE\0\0", "in UTF-32, which is not read"),
    (b"\0\0\xFE\xFF", "in UTF-32, which is not read"),
    (
        b"%PDF-",
        "PDF; make a text of it, for example with pdftotext",
    ),
    (b"%!PS-", "PostScript"),
    (
        b"PK\x03\x04",
        "a ZIP archive, as office documents are; unpack it, or save the document as text or HTML, and a sheet as CSV",
    ),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an office document; save it as text or HTML, and a sheet as CSV",
    ),
    (
        b"PAR1",
        "Parquet; write it as JSON lines or CSV, or read it from Python with exonym.arrow",
    ),
    (
        b"ARROW1\0\0",
        "an Arrow file; write it as JSON lines or CSV, or read it from Python with exonym.arrow",
    ),
    (
        b"Obj\x01",
        "Avro; write it as JSON lines, for example with avrocat",
    ),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it"),
    (b"Rar!\x1A\x07", "a RAR archive; unpack it"),
    (b"\xFD7zXZ\0", "compressed with xz; unpack it"),
];

/// What a file is by its first bytes, if it is no text; `said` is the encoding it is said to be in.
pub fn what(head: &[u8], said: Option<&'static Encoding>) -> Option<&'static str> {
    let known = BEGINNINGS.iter().find(|(bytes, _)| head.starts_with(bytes));
    if let Some((_, what)) = known {
        return Some(*what);
    }
    let by_mark = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    let wide = by_mark
        .or(said)
        .is_some_and(|e| e == UTF_16LE || e == UTF_16BE);
    let has_nul = !wide && memchr(0, head).is_some();
    has_nul.then_some("binary; a text in UTF-16 needs --encoding utf-16le or utf-16be")
}

/// Whether a file is no text, unpacked if it is compressed. What cannot be read is not known to be.
pub fn is_binary(path: &Path, said: Option<&'static Encoding>) -> bool {
    let read = || -> io::Result<Vec<u8>> {
        let (unpacked, _) = unpack::unpacked(BufReader::new(File::open(path)?))?;
        head(unpacked)
    };
    read().is_ok_and(|head| what(&head, said).is_some())
}

/// The first bytes of what there is to read.
pub fn head(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    reader.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_other_things() {
        for text in [
            "",
            "Erevan",
            "PK is no archive",
            "PAR is golf",
            "\u{FEFF}Ереван",
            "%PDF",
        ] {
            assert_eq!(what(text.as_bytes(), None), None, "{text}");
        }
        for bytes in [
            &b"%PDF-1.7\n"[..],
            b"PK\x03\x04\x14",
            b"PAR1\x15\x04",
            b"GIF89a",
            b"E\0r\0e\0v\0",
            b"\xFF\xFE\0\0E\0\0\0",
        ] {
            assert!(what(bytes, None).is_some(), "{}", bytes.escape_ascii());
        }
        assert_eq!(what(b"\xFF\xFEE\0r\0", None), None);
        assert_eq!(what(b"E\0r\0", Some(UTF_16LE)), None);
        assert!(what(b"a\0b", encoding_rs::Encoding::for_label(b"latin1")).is_some());
    }
}

//! From the bytes of a file to UTF-8.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::line_ends::count_line_ends;

/// Why the bytes are no text.
pub(super) struct Trouble {
    /// The line it was found on; 0 if the file as a whole is meant.
    pub(super) line: u64,
    pub(super) message: String,
    pub(super) help: String,
}

impl Trouble {
    fn whole(message: impl Into<String>, help: impl Into<String>) -> Trouble {
        Trouble {
            line: 0,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// How many bytes are looked at to tell UTF-16 without a byte-order mark.
const SAMPLE: usize = 1024;

/// First bytes of files that are mistaken for CSV, and what they are.
const NOT_TEXT: &[(&[u8], &str, &str)] = &[
    (
        b"PK\x03\x04",
        "a ZIP archive, perhaps an .xlsx or .ods spreadsheet",
        "export the sheet as CSV in UTF-8",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office document",
        "export the sheet as CSV in UTF-8",
    ),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
    (
        b"\x28\xb5\x2f\xfd",
        "compressed with zstd",
        "unpack it first",
    ),
    (b"BZh", "compressed with bzip2", "unpack it first"),
    (b"\xff\xfe\x00\x00", "in UTF-32", "save the file as UTF-8"),
    (b"\x00\x00\xfe\xff", "in UTF-32", "save the file as UTF-8"),
];

/// Decodes what is not UTF-8 and takes off the byte-order mark.
///
/// UTF-8 is not checked here: a bad row is the matter of that row.
pub(super) fn decode<'a>(
    bytes: Cow<'a, [u8]>,
    declared: Option<&'static Encoding>,
) -> Result<Cow<'a, [u8]>, Trouble> {
    for (magic, what, help) in NOT_TEXT {
        if bytes.starts_with(magic) {
            return Err(Trouble::whole(format!("the file is {what}"), *help));
        }
    }
    let (encoding, bom) = match Encoding::for_bom(&bytes) {
        Some(found) => found,
        None => (declared.unwrap_or(UTF_8), 0),
    };
    if encoding == UTF_8 {
        if let Some(label) = utf16_without_bom(&bytes) {
            return Err(Trouble::whole(
                "the file looks like UTF-16 without a byte-order mark",
                format!(
                    "use `--encoding {}`, or save it as UTF-8",
                    label.to_lowercase()
                ),
            ));
        }
        return Ok(skip(bytes, bom));
    }
    let body = bytes.get(bom..).unwrap_or_default();
    decode_as(body, bom, encoding).map(|text| Cow::Owned(text.into_bytes()))
}

fn skip(bytes: Cow<'_, [u8]>, n: usize) -> Cow<'_, [u8]> {
    match bytes {
        Cow::Borrowed(b) => Cow::Borrowed(b.get(n..).unwrap_or_default()),
        Cow::Owned(mut b) => {
            b.drain(..n.min(b.len()));
            Cow::Owned(b)
        }
    }
}

/// Names the byte order if nearly every other byte is zero.
fn utf16_without_bom(bytes: &[u8]) -> Option<&'static str> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    // A header is ASCII whatever follows, but short: a third is enough.
    match pairs {
        0..=2 => None,
        _ if odd * 3 >= pairs && even * 20 <= pairs => Some(UTF_16LE.name()),
        _ if even * 3 >= pairs && odd * 20 <= pairs => Some(UTF_16BE.name()),
        _ => None,
    }
}

/// Decodes all of `bytes`, which begin at `offset` of the file.
fn decode_as(bytes: &[u8], offset: usize, encoding: &'static Encoding) -> Result<String, Trouble> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let too_large = || Trouble::whole("the file is too large to decode", "split it");
    let capacity = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .ok_or_else(too_large)?;
    let mut text = String::with_capacity(capacity);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::OutputFull, _) => Err(too_large()),
        (DecoderResult::Malformed(bad, after), read) => {
            let at = read.saturating_sub(usize::from(bad) + usize::from(after));
            Err(Trouble {
                line: count_line_ends(text.as_bytes()) + 1,
                message: format!(
                    "the bytes at offset {} are not {}",
                    offset + at,
                    encoding.name()
                ),
                help: "name the right encoding with `--encoding`, or save the file as UTF-8".into(),
            })
        }
    }
}

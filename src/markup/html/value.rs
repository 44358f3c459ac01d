//! Names, and values of attributes, as the tokenizer hands them on: in pieces.

use crate::markup::builder::Builder;
use crate::markup::escape::Context;

/// A name; one that is too long is none that matters.
#[derive(Debug, Default)]
pub(super) struct Named {
    name: String,
    too_long: bool,
}

impl Named {
    const LONGEST: usize = 64;

    pub(super) fn clear(&mut self) {
        self.name.clear();
        self.too_long = false;
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) if self.name.len() + text.len() <= Named::LONGEST => self.name.push_str(text),
            _ => self.too_long = true,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        if self.too_long { "-" } else { &self.name }
    }
}

/// An attribute, and where its value stands.
#[derive(Debug, Default)]
pub(super) struct Attribute {
    pub(super) name: Named,
    /// How its value is quoted, once there is one.
    pub(super) context: Option<Context>,
    /// Where what the tokenizer hands on next begins.
    pub(super) from: usize,
    stretches: Vec<Stretch>,
    /// What references in it stand for, one behind the other.
    decoded: Vec<u8>,
}

/// A stretch of the source; `decoded` is the length of what it stands for, if that is another text.
#[derive(Debug)]
struct Stretch {
    from: u32,
    to: u32,
    decoded: Option<std::num::NonZeroU32>,
}

impl Attribute {
    /// Takes in what the tokenizer hands on, which it read up to `at`.
    pub(super) fn push(&mut self, source: &[u8], at: usize, handed: &[u8]) {
        if at <= self.from {
            return;
        }
        let (to, literal) = stretch(source, self.from, at, handed);
        let (from, end) = (self.from as u32, to as u32);
        self.from = to;
        match self.stretches.last_mut() {
            Some(last) if literal && last.decoded.is_none() && last.to == from => last.to = end,
            _ => {
                let decoded = if literal { &[] } else { handed };
                self.decoded.extend_from_slice(decoded);
                self.stretches.push(Stretch {
                    from,
                    to: end,
                    decoded: (decoded.len() as u32).try_into().ok(),
                });
            }
        }
    }

    /// The value, or nothing if it is longer than any that says something about the text.
    pub(super) fn value(&self, source: &[u8]) -> String {
        const LONGEST: u32 = 1 << 16;
        let mut value = Vec::new();
        if self.stretches.iter().map(|s| s.to - s.from).sum::<u32>() < LONGEST {
            self.each(|from, to, decoded| {
                value.extend_from_slice(decoded.unwrap_or(&source[from..to]));
            });
        }
        String::from_utf8_lossy(&value).into_owned()
    }

    /// Adds the value to a text.
    pub(super) fn add_to(&self, text: &mut Builder<'_>, context: Context) {
        self.each(|from, to, decoded| match decoded {
            None => text.literal(from, to, context),
            Some(decoded) => text.decoded(decoded, from, to, context),
        });
    }

    fn each(&self, mut take: impl FnMut(usize, usize, Option<&[u8]>)) {
        let mut rest = &self.decoded[..];
        for stretch in &self.stretches {
            let decoded = stretch.decoded.map(|len| {
                let (decoded, behind) = rest.split_at(len.get() as usize);
                rest = behind;
                decoded
            });
            take(stretch.from as usize, stretch.to as usize, decoded);
        }
    }
}

/// What a stretch of the source is, if the tokenizer makes of it what it hands on:
/// where it ends, and whether it stands for itself.
///
/// The tokenizer may be some bytes ahead of what it hands on, and makes one line
/// feed of each line break.
pub(super) fn stretch(source: &[u8], from: usize, at: usize, handed: &[u8]) -> (usize, bool) {
    let raw = &source[from..at];
    if raw == handed || raw.first() == Some(&b'\n') || raw.contains(&b'\r') {
        (at, true)
    } else if raw.len() > handed.len() && raw[0] != b'&' && raw.starts_with(handed) {
        (from + handed.len(), true)
    } else {
        (at, false)
    }
}

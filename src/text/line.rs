//! Byte offsets in other units.

/// Turns byte offsets into code points and UTF-16 units, for offsets that
/// come in rising order: one pass over the text in all.
///
/// ```
/// use exonym::text::Offsets;
///
/// let mut offsets = Offsets::new("🇦🇲 Երևան".as_bytes());
/// assert_eq!(offsets.at(9), (3, 5));   // code points, UTF-16 units
/// assert_eq!(offsets.at(19), (8, 10));
/// ```
///
/// A byte that is no part of valid UTF-8 counts as the replacement character
/// that a reader would see: one for each beginning of a character that breaks off, and
/// for each byte that can begin none.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    bytes: &'t [u8],
    at: usize,
    chars: usize,
    utf16: usize,
}

impl<'t> Offsets<'t> {
    /// Begins at the start of `bytes`.
    pub fn new(bytes: &'t [u8]) -> Offsets<'t> {
        Offsets {
            bytes,
            at: 0,
            chars: 0,
            utf16: 0,
        }
    }

    /// Code points and UTF-16 units before byte `offset`.
    ///
    /// An offset lower than one asked for earlier starts over from the beginning.
    pub fn at(&mut self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.bytes.len());
        if offset < self.at {
            *self = Offsets::new(self.bytes);
        }
        for chunk in self.bytes[self.at..offset].utf8_chunks() {
            let valid = chunk.valid();
            let chars = valid.chars().count();
            let astral = valid.bytes().filter(|b| *b >= 0xF0).count();
            let broken = usize::from(!chunk.invalid().is_empty());
            self.chars += chars + broken;
            self.utf16 += chars + astral + broken;
        }
        self.at = offset;
        (self.chars, self.utf16)
    }
}

//! Places in a text.

/// A half-open range of bytes of the original text.
pub type Span = std::ops::Range<usize>;

//! What the scan finds.

use crate::inflect::{Base, Cases, Spelling, Types};

/// A key found: the tokens it covers and what the FST holds for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::matcher) struct Hit {
    /// First token.
    pub(in crate::matcher) first: u32,
    /// Last token, itself part of the hit.
    pub(in crate::matcher) last: u32,
    /// Value in the FST of that gazetteer.
    pub(in crate::matcher) value: u64,
    /// Which gazetteer; the one behind the last is the authority.
    pub(in crate::matcher) layer: u32,
    /// What was assumed of its endings, if the text has the name inflected.
    pub(in crate::matcher) bent: Option<Bent>,
}

impl Hit {
    /// A name as it is listed.
    pub(super) fn new(first: usize, last: usize, value: u64, layer: u32) -> Hit {
        Hit {
            first: first as u32,
            last: last as u32,
            value,
            layer,
            bent: None,
        }
    }
}

/// What is assumed of an inflected name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::matcher) struct Bent {
    pub(in crate::matcher) cost: f32,
    pub(in crate::matcher) cases: Cases,
    pub(in crate::matcher) types: Types,
    /// Whether a word had to be read in another spelling, and whether it was all.
    pub(in crate::matcher) spelling: Spelling,
}

impl Bent {
    /// With one more word, of this base; `None` if they do not agree.
    pub(in crate::matcher) fn with(before: Option<Bent>, base: &Base) -> Option<Bent> {
        let Some(before) = before else {
            return Some(Bent {
                cost: base.cost,
                cases: base.cases,
                types: base.types,
                spelling: base.spelling,
            });
        };
        Some(Bent {
            // The words of a name are inflected alike: one ending bears out the other.
            cost: before.cost.max(base.cost) + 0.03,
            cases: before.cases.agree(base.cases)?,
            types: before.types.both(base.types),
            spelling: match (before.spelling, base.spelling) {
                (Spelling::Other, Spelling::Other) => Spelling::Other,
                (Spelling::Own, Spelling::Own) => Spelling::Own,
                _ => Spelling::OtherInflected,
            },
        })
    }
}

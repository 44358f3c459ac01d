//! Sets of characters that rules ask for.

/// Some characters: of each sixty-four neighbours among which any is, which those are, a bit for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CharSet(Vec<(u32, u64)>);

impl CharSet {
    pub(crate) fn has(&self, c: char) -> bool {
        let (block, bit) = (c as u32 / u64::BITS, 1 << (c as u32 % u64::BITS));
        self.0
            .iter()
            .any(|(own, bits)| *own == block && bits & bit != 0)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = char> {
        let code = |block: u32, bit: usize| char::from_u32(block * u64::BITS + bit as u32);
        self.0
            .iter()
            .flat_map(move |(block, bits)| ones(*bits).filter_map(move |bit| code(*block, bit)))
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> CharSet {
        let mut set = CharSet::default();
        for c in characters {
            let (block, bit) = (c as u32 / u64::BITS, 1 << (c as u32 % u64::BITS));
            match set.0.binary_search_by_key(&block, |(own, _)| *own) {
                Ok(at) => set.0[at].1 |= bit,
                Err(at) => set.0.insert(at, (block, bit)),
            }
        }
        set
    }
}

/// A set of characters, which may be taken to hold others, too: most conditions fail at the
/// nearest character, and one look tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letters(u64);

impl Letters {
    pub(crate) const ANY: Letters = Letters(u64::MAX);
    pub(crate) const NO: Letters = Letters(0);
    /// How many letters are told apart. Those of one alphabet have different numbers; the last is for no letter, which
    /// is in no other set than that of all.
    pub(crate) const NUMBERS: usize = u64::BITS as usize;

    /// The number of the letter that stands at a place, if one does.
    #[inline]
    pub(crate) fn number(letter: Option<&char>) -> usize {
        const LAST: usize = Letters::NUMBERS - 1;
        letter.map_or(LAST, |c| *c as usize % LAST)
    }

    /// That character alone, as far as they are told apart.
    pub(crate) fn one(c: char) -> Letters {
        Letters(1 << Letters::number(Some(&c)))
    }

    pub(crate) fn and(self, others: Letters) -> Letters {
        Letters(self.0 | others.0)
    }

    /// Whether a letter of this number may be among them.
    #[inline]
    pub(crate) fn may_have(self, number: usize) -> bool {
        self.0 >> number & 1 != 0
    }

    /// The numbers of its letters.
    pub(crate) fn numbers(self) -> impl Iterator<Item = usize> {
        ones(self.0)
    }
}

impl Default for Letters {
    fn default() -> Letters {
        Letters::ANY
    }
}

/// The bits that are set, the lowest first.
#[inline]
pub(crate) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lowest = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (lowest < u64::BITS).then_some(lowest as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let letters = "хабвя́zaé東";
        let set: CharSet = letters.chars().collect();
        assert!(letters.chars().all(|c| set.has(c)));
        assert!(!"гbяé".chars().all(|c| set.has(c)) && !set.has('г'));
        let mut sorted: Vec<char> = letters.chars().collect();
        sorted.sort_unstable();
        assert!(set.iter().eq(sorted));
    }

    #[test]
    fn no_letter_is_among_any_alone() {
        let some = Letters::one('а').and(Letters::one('я'));
        let number = |c| Letters::number(Some(&c));
        assert!(some.may_have(number('я')) && !some.may_have(number('б')));
        let none = Letters::number(None);
        assert!(!some.may_have(none) && Letters::ANY.may_have(none));
    }
}

//! The gate: which words certainly begin no name.
//!
//! Two sets of bits, one bit for a hash, answer most questions in far less
//! memory than the table of prefixes takes: one has the first words of all keys, the
//! other those that may stand in small letters, as few do. A bit that is set
//! may be another word's; the table knows.

/// Bits of the set of all for each word of it: a word that is none passes once in sixteen times.
const ROOM: usize = 16;
/// The same of the small set, which most words of a text are asked of, and which stays small.
const SMALL_ROOM: usize = 64;
/// Bytes in front of the sets: the length of the first.
const LENGTH: usize = 8;

/// The sets, read from the bytes of their section.
#[derive(Clone, Copy)]
pub(crate) struct Gate<'a> {
    all: Bits<'a>,
    small: Bits<'a>,
}

/// A set of hashes; without bits everything may be in it.
#[derive(Clone, Copy)]
struct Bits<'a>(&'a [u8]);

impl<'a> Gate<'a> {
    /// `bytes` may be of any content: what cannot be read is a gate that lets everything pass.
    pub(crate) fn new(bytes: &'a [u8]) -> Gate<'a> {
        let open = Gate {
            all: Bits(&[]),
            small: Bits(&[]),
        };
        let Some((length, sets)) = bytes.split_first_chunk::<LENGTH>() else {
            return open;
        };
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        match sets.split_at_checked(length) {
            Some((all, small)) => Gate {
                all: Bits::new(all),
                small: Bits::new(small),
            },
            None => open,
        }
    }

    /// Whether a word of this hash may begin a name; `small`: though it begins with a small letter.
    #[inline]
    pub(crate) fn lets_pass(&self, hash: u64, small: bool) -> bool {
        if small { self.small } else { self.all }.may_have(hash)
    }

    /// Makes the bytes from the hashes of first words, each with whether it may be in small letters.
    pub(crate) fn build(heads: impl Iterator<Item = (u64, bool)> + Clone) -> Vec<u8> {
        let all = set(heads.clone().map(|(hash, _)| hash), ROOM);
        let small = heads.filter(|(_, small)| *small).map(|(hash, _)| hash);
        let small = set(small, SMALL_ROOM);
        [&(all.len() as u64).to_le_bytes()[..], &all, &small].concat()
    }
}

impl<'a> Bits<'a> {
    fn new(bytes: &'a [u8]) -> Bits<'a> {
        Bits(if bytes.len().is_power_of_two() {
            bytes
        } else {
            &[]
        })
    }

    #[inline]
    fn may_have(self, hash: u64) -> bool {
        let (byte, bit) = place(hash, self.0.len());
        self.0.get(byte).is_none_or(|byte| byte & bit != 0)
    }
}

/// The byte and bit of a hash in a set of `len` bytes, a power of two.
#[inline]
fn place(hash: u64, len: usize) -> (usize, u8) {
    // The table of prefixes takes its slots from the highest bits, and compares the low ones.
    let at = (hash >> 11) as usize;
    (at >> 3 & len.wrapping_sub(1), 1 << (at & 7))
}

fn set(hashes: impl Iterator<Item = u64> + Clone, room: usize) -> Vec<u8> {
    let count = hashes.clone().count();
    let mut bits = vec![0; (count * room / 8).next_power_of_two()];
    for hash in hashes {
        let (byte, bit) = place(hash, bits.len());
        bits[byte] |= bit;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes() {
        let hash = |n: u64| (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let heads = (0..1000).map(|n| (hash(n), n % 10 == 0));
        let bytes = Gate::build(heads.clone());
        let gate = Gate::new(&bytes);
        for (hash, small) in heads {
            assert!(gate.lets_pass(hash, false));
            assert!(!small || gate.lets_pass(hash, true));
        }
        let others = (1000..11_000).map(hash);
        let passing = others.filter(|hash| gate.lets_pass(*hash, false)).count();
        assert!(passing < 1000, "{passing} of 10,000 others pass");
    }

    #[test]
    fn what_cannot_be_read_lets_everything_pass() {
        for bytes in [&[][..], &[1; 7], &[9, 0, 0, 0, 0, 0, 0, 0, 1], &[0; 11]] {
            assert!(Gate::new(bytes).lets_pass(7, false));
        }
    }
}

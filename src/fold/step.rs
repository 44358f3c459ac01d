//! One step of the hash of a folded word: the build script takes it, too. Part
//! of the file format: see `FOLD_VERSION`.

/// The hash of nothing.
pub(crate) const SEED: u64 = 0x6578_6F6E_796D_0001;
const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash with one more character, which is folded already.
#[inline(always)]
pub(crate) fn step(hash: u64, c: char) -> u64 {
    (hash.rotate_left(23) ^ c as u64).wrapping_mul(MULTIPLIER)
}

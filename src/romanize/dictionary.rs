//! What the search walks: an FST of many words, or a trie of a few.

use fst::raw;

/// Words to search among, as an automaton over their bytes.
///
/// What the transitions to a node put out, added up with the value there, is the value of the word.
pub(crate) trait Dictionary {
    fn root(&self) -> usize;

    /// The node that a byte leads to, and what that puts out.
    fn find(&self, node: usize, byte: u8) -> Option<(usize, u64)>;

    /// Bytes with the nodes they lead to and what that puts out, sorted by byte.
    fn transitions(&self, node: usize) -> impl Iterator<Item = (u8, usize, u64)>;

    /// What a node adds to the value, if a word ends there.
    fn value(&self, node: usize) -> Option<u64>;

    /// The value of a word.
    fn get(&self, word: &str) -> Option<u64> {
        let step = |(node, output), byte| {
            let (next, more) = self.find(node, byte)?;
            Some((next, output + more))
        };
        let (node, output) = word.bytes().try_fold((self.root(), 0), step)?;
        Some(output + self.value(node)?)
    }
}

impl Dictionary for raw::Fst<&[u8]> {
    fn root(&self) -> usize {
        raw::Fst::root(self).addr()
    }

    #[inline]
    fn find(&self, node: usize, byte: u8) -> Option<(usize, u64)> {
        let node = self.node(node);
        let transition = node.transition(node.find_input(byte)?);
        Some((transition.addr, transition.out.value()))
    }

    #[inline]
    fn transitions(&self, node: usize) -> impl Iterator<Item = (u8, usize, u64)> {
        let node = self.node(node);
        (0..node.len()).map(move |at| {
            let transition = node.transition(at);
            (transition.inp, transition.addr, transition.out.value())
        })
    }

    fn value(&self, node: usize) -> Option<u64> {
        let node = self.node(node);
        node.is_final().then(|| node.final_output().value())
    }
}

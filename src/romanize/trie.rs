//! A few words to search among, where making an FST would take longer than the search.

use std::num::NonZeroU32;

use super::dictionary::Dictionary;

/// A tree of the bytes of words, each word with a value.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    /// The bytes that lead on from each node, sorted; each leads to a node of its own, the first to that behind
    /// the root.
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// Where its bytes begin and end.
    first: u32,
    end: u32,
    value: Option<NonZeroU32>,
}

impl Trie {
    /// The tree of words that come sorted; of a word that comes again the last value counts. Values are less than 2³².
    pub(crate) fn new(words: &[(impl AsRef<[u8]>, u32)]) -> Trie {
        let letters = words.iter().map(|(word, _)| word.as_ref().len()).sum();
        let mut trie = Trie {
            nodes: Vec::with_capacity(1 + letters),
            bytes: Vec::with_capacity(letters),
        };
        trie.nodes.push(Node::default());
        // Nodes whose words, alike up to a depth, are still to be divided by their next byte.
        let mut open = vec![(0, 0, words)];
        while let Some((node, depth, words)) = open.pop() {
            let byte = |word: &(_, u32)| AsRef::<[u8]>::as_ref(&word.0).get(depth).copied();
            let first = trie.bytes.len() as u32;
            for same in words.chunk_by(|a, b| byte(a) == byte(b)) {
                match byte(&same[0]) {
                    None => {
                        trie.nodes[node].value = same.last().and_then(|(_, value)| kept(*value))
                    }
                    Some(byte) => {
                        open.push((trie.nodes.len(), depth + 1, same));
                        trie.bytes.push(byte);
                        trie.nodes.push(Node::default());
                    }
                }
            }
            let node = &mut trie.nodes[node];
            (node.first, node.end) = (first, trie.bytes.len() as u32);
        }
        trie.nodes.shrink_to_fit();
        trie.bytes.shrink_to_fit();
        trie
    }

    /// The bytes that lead on from a node, and where the first of them leads.
    fn edges(&self, node: usize) -> (&[u8], usize) {
        let Node { first, end, .. } = self.nodes[node];
        (
            &self.bytes[first as usize..end as usize],
            first as usize + 1,
        )
    }
}

/// A value as nodes keep it, which tells it from none.
fn kept(value: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(value.wrapping_add(1))
}

impl Dictionary for Trie {
    fn root(&self) -> usize {
        0
    }

    fn find(&self, node: usize, byte: u8) -> Option<(usize, u64)> {
        let (bytes, first) = self.edges(node);
        let at = bytes.iter().position(|other| *other == byte)?;
        Some((first + at, 0))
    }

    fn transitions(&self, node: usize) -> impl Iterator<Item = (u8, usize, u64)> {
        let (bytes, first) = self.edges(node);
        bytes
            .iter()
            .zip(first..)
            .map(|(byte, next)| (*byte, next, 0))
    }

    fn value(&self, node: usize) -> Option<u64> {
        let value = self.nodes[node].value?;
        Some(u64::from(value.get() - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_to_their_values() {
        let trie = Trie::new(&[("aik", 1), ("aikaz", 2), ("hayk", 3)]);
        assert_eq!(trie.get("aik"), Some(1));
        assert_eq!(trie.get("aikaz"), Some(2));
        assert_eq!(trie.get("hayk"), Some(3));
        assert_eq!(trie.get("ai"), None);
        assert_eq!(trie.get("aika2"), None);
        assert_eq!(trie.transitions(trie.root()).count(), 2);
    }
}

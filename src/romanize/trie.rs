//! A few words to search among, where making an FST would take longer than the search.

use std::ops::Range;

use super::dictionary::Dictionary;

/// A tree of the bytes of words, each word with a value.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
    /// The bytes that lead on from each node, sorted, with the nodes they lead to.
    edges: Vec<(u8, u32)>,
}

#[derive(Debug, Default)]
struct Node {
    edges: Range<u32>,
    value: Option<u64>,
}

impl Trie {
    /// The tree of words that come sorted; of a word that comes again the last value counts.
    pub(crate) fn new(words: &[(impl AsRef<str>, u64)]) -> Trie {
        let (mut nodes, mut edges) = (vec![Node::default()], Vec::new());
        // Nodes whose words, alike up to a depth, are still to be divided by their next byte.
        let mut open = vec![(0, 0, words)];
        while let Some((node, depth, words)) = open.pop() {
            let byte =
                |word: &(_, u64)| AsRef::<str>::as_ref(&word.0).as_bytes().get(depth).copied();
            let first = edges.len() as u32;
            for same in words.chunk_by(|a, b| byte(a) == byte(b)) {
                match byte(&same[0]) {
                    None => nodes[node].value = same.last().map(|(_, value)| *value),
                    Some(byte) => {
                        edges.push((byte, nodes.len() as u32));
                        open.push((nodes.len(), depth + 1, same));
                        nodes.push(Node::default());
                    }
                }
            }
            nodes[node].edges = first..edges.len() as u32;
        }
        Trie { nodes, edges }
    }

    fn edges(&self, node: usize) -> &[(u8, u32)] {
        let Range { start, end } = self.nodes[node].edges;
        &self.edges[start as usize..end as usize]
    }
}

impl Dictionary for Trie {
    fn root(&self) -> usize {
        0
    }

    fn find(&self, node: usize, byte: u8) -> Option<(usize, u64)> {
        let edge = self.edges(node).iter().find(|(other, _)| *other == byte)?;
        Some((edge.1 as usize, 0))
    }

    fn transitions(&self, node: usize) -> impl Iterator<Item = (u8, usize, u64)> {
        let edges = self.edges(node).iter();
        edges.map(|(byte, next)| (*byte, *next as usize, 0))
    }

    fn value(&self, node: usize) -> Option<u64> {
        self.nodes[node].value
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

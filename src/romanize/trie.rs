//! A few words to search among, where making an FST would take longer than the search.

use super::dictionary::Dictionary;

/// A tree of the bytes of words, each word with a value.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Bytes with the nodes they lead to, sorted.
    next: Vec<(u8, usize)>,
    value: Option<u64>,
}

impl Trie {
    /// The tree of words that come sorted; of a word that comes again the last value counts.
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = (&'w str, u64)>) -> Trie {
        let mut nodes = vec![Node::default()];
        for (word, value) in words {
            let mut at = 0;
            for byte in word.bytes() {
                at = match nodes[at]
                    .next
                    .binary_search_by_key(&byte, |(byte, _)| *byte)
                {
                    Ok(found) => nodes[at].next[found].1,
                    Err(place) => {
                        let new = nodes.len();
                        nodes.push(Node::default());
                        nodes[at].next.insert(place, (byte, new));
                        new
                    }
                };
            }
            nodes[at].value = Some(value);
        }
        Trie { nodes }
    }
}

impl Dictionary for Trie {
    fn root(&self) -> usize {
        0
    }

    fn find(&self, node: usize, byte: u8) -> Option<(usize, u64)> {
        let next = &self.nodes[node].next;
        let at = next.binary_search_by_key(&byte, |(byte, _)| *byte).ok()?;
        Some((next[at].1, 0))
    }

    fn transitions(&self, node: usize) -> impl Iterator<Item = (u8, usize, u64)> {
        self.nodes[node]
            .next
            .iter()
            .map(|(byte, next)| (*byte, *next, 0))
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
        let trie = Trie::new([("aik", 1), ("aikaz", 2), ("hayk", 3)]);
        assert_eq!(trie.get("aik"), Some(1));
        assert_eq!(trie.get("aikaz"), Some(2));
        assert_eq!(trie.get("hayk"), Some(3));
        assert_eq!(trie.get("ai"), None);
        assert_eq!(trie.get("aika2"), None);
        assert_eq!(trie.transitions(trie.root()).count(), 2);
    }
}

//! The names that have a word: how a list of them is written, read and searched.

/// Bytes of a part in the file, and of the count that stands before the parts of a word.
pub(super) const PART_LEN: usize = 8;

/// One word of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    /// Index of the name.
    pub(crate) name: u32,
    /// Which of its words this is, from 0.
    pub(crate) position: u8,
    /// How many words are written as one here.
    pub(crate) span: u8,
    /// How many words the name has.
    pub(crate) words: u8,
    /// Cost of this spelling, in hundredths.
    pub(crate) cost: u8,
}

impl Part {
    /// As it stands in the file.
    pub(super) fn bytes(self) -> [u8; PART_LEN] {
        let [a, b, c, d] = self.name.to_le_bytes();
        [a, b, c, d, self.position, self.words, self.cost, self.span]
    }

    /// Bytes that are in the same order as parts.
    pub(in crate::gazetteer) fn sorted_bytes(self) -> [u8; PART_LEN] {
        let [a, b, c, d] = self.name.to_be_bytes();
        [a, b, c, d, self.position, self.span, self.words, self.cost]
    }

    pub(super) fn of_sorted_bytes(bytes: &[u8]) -> Option<Part> {
        let [a, b, c, d, position, span, words, cost] = *bytes else {
            return None;
        };
        Some(Part {
            name: u32::from_be_bytes([a, b, c, d]),
            position,
            span,
            words,
            cost,
        })
    }
}

/// The names that have one word, sorted by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartList<'g>(&'g [u8]);

impl<'g> PartList<'g> {
    /// The list that a value stands for; an empty one if there is none.
    pub(super) fn at(lists: &'g [u8], value: u64) -> PartList<'g> {
        let at = usize::try_from(value)
            .ok()
            .and_then(|value| value.checked_mul(PART_LEN));
        let items = at.and_then(|at| {
            let count = u64::from_le_bytes(lists.get(at..at + PART_LEN)?.try_into().ok()?);
            let len = usize::try_from(count).ok()?.checked_mul(PART_LEN)?;
            lists.get(at + PART_LEN..(at + PART_LEN).checked_add(len)?)
        });
        PartList(items.unwrap_or(&[]))
    }

    pub(crate) fn len(self) -> usize {
        self.0.len() / PART_LEN
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = Part> + use<'g> {
        self.0.chunks_exact(PART_LEN).map(part)
    }

    /// The places that the word has in one name.
    pub(crate) fn of_name(self, name: u32) -> impl Iterator<Item = Part> + use<'g> {
        let at = self.first_from(0, name);
        PartList(&self.0[at * PART_LEN..])
            .iter()
            .take_while(move |part| part.name == name)
    }

    /// Adds the names that are in both lists, looking at no more than `most` of the shorter.
    pub(crate) fn in_both(self, other: PartList<'g>, most: usize, names: &mut Vec<u32>) {
        let (short, long) = if self.len() <= other.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut at = 0;
        for part in short.iter().take(most) {
            at = long.first_from(at, part.name);
            if at == long.len() {
                return;
            }
            if long.name_at(at) == part.name {
                names.push(part.name);
            }
        }
    }

    fn name_at(self, at: usize) -> u32 {
        part(&self.0[at * PART_LEN..(at + 1) * PART_LEN]).name
    }

    /// The first place from `at` on whose name is not before `name`: by leaps, then by halves.
    fn first_from(self, at: usize, name: u32) -> usize {
        let (mut low, mut step) = (at, 1);
        while low + step <= self.len() && self.name_at(low + step - 1) < name {
            low += step;
            step *= 2;
        }
        let mut high = (low + step - 1).min(self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.name_at(middle) < name {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn part(item: &[u8]) -> Part {
    Part {
        name: u32::from_le_bytes([item[0], item[1], item[2], item[3]]),
        position: item[4],
        words: item[5],
        cost: item[6],
        span: item[7].max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[u32]) -> Vec<u8> {
        let record = |name: &u32| [name.to_le_bytes(), [0, 2, 0, 1]].concat();
        names.iter().flat_map(record).collect()
    }

    #[test]
    fn names_that_two_words_share() {
        let (a, b) = (list(&[1, 3, 3, 8, 9, 12]), list(&[0, 3, 4, 5, 6, 7, 9, 20]));
        let (a, b) = (PartList(&a), PartList(&b));
        for (one, other) in [(a, b), (b, a)] {
            let mut names = Vec::new();
            one.in_both(other, usize::MAX, &mut names);
            names.dedup();
            assert_eq!(names, [3, 9]);
        }
        assert_eq!(a.of_name(3).count(), 2);
        assert_eq!(a.of_name(4).count(), 0);
        assert_eq!(b.of_name(20).count(), 1);
        let mut names = Vec::new();
        a.in_both(PartList(&[]), usize::MAX, &mut names);
        assert_eq!(names, [] as [u32; 0]);
    }
}

//! From lines of words to the bytes of a lexicon.

use fst::raw;

use super::{FORMAT_VERSION, MAGIC};
use crate::error::{Error, ErrorKind, Result};
use crate::fold::{FOLD_VERSION, key};

pub(super) fn compile(text: &str) -> Result<Vec<u8>> {
    let groups = groups(text);
    let mut words: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    words.sort_unstable();
    words.dedup();
    let memberships: usize = groups.iter().map(Vec::len).sum();
    const LIMIT: usize = 1 << 31;
    if memberships > LIMIT {
        return Err(Error::from(ErrorKind::Limit {
            what: "the number of words in the lexicon",
            got: memberships as u64,
            limit: LIMIT as u64,
        }));
    }
    let mut fst = raw::Builder::memory();
    for (ordinal, word) in words.iter().enumerate() {
        fst.insert(word, ordinal as u64).map_err(memory)?;
    }
    let fst = fst.into_inner().map_err(memory)?;
    let by_group: Vec<Vec<u32>> = groups
        .iter()
        .map(|group| {
            group
                .iter()
                .filter_map(|word| place(&words, word))
                .collect()
        })
        .collect();
    let mut by_word = vec![Vec::new(); words.len()];
    for (group, members) in by_group.iter().enumerate() {
        for ordinal in members {
            by_word[*ordinal as usize].push(group as u32);
        }
    }
    let counts = [words.len(), groups.len(), memberships, fst.len(), 0];
    let mut rest: Vec<u8> = counts
        .iter()
        .flat_map(|n| (*n as u32).to_le_bytes())
        .collect();
    rest.extend(&fst);
    table(&by_word, &mut rest);
    table(&by_group, &mut rest);
    let mut bytes = MAGIC.to_vec();
    for number in [FORMAT_VERSION, FOLD_VERSION, crc32fast::hash(&rest)] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.append(&mut rest);
    Ok(bytes)
}

fn memory(error: fst::Error) -> Error {
    Error::io("memory", std::io::Error::other(error))
}

/// The groups of two and more different words, folded, in order.
fn groups(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let mut groups: Vec<Vec<String>> = lines
        .map(|line| {
            let mut words: Vec<String> = line.split_whitespace().map(key).collect();
            words.retain(|word| !word.is_empty() && !word.contains(' '));
            words.sort_unstable();
            words.dedup();
            words
        })
        .filter(|words| words.len() > 1)
        .collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

fn place(words: &[&str], word: &str) -> Option<u32> {
    words.binary_search(&word).ok().map(|at| at as u32)
}

/// Where each list begins and the last ends, then all lists.
fn table(lists: &[Vec<u32>], out: &mut Vec<u8>) {
    let mut start = 0u32;
    out.extend(start.to_le_bytes());
    for list in lists {
        start += list.len() as u32;
        out.extend(start.to_le_bytes());
    }
    out.extend(lists.iter().flatten().flat_map(|item| item.to_le_bytes()));
}

//! Scripts of India lend each other rules: their letters stand in the same
//! order in Unicode, after the standard they were taken from (ISCII).

use super::rule_file::{RuleFile, Unread};

/// First code points of blocks laid out as Devanagari.
const BLOCKS: [(&str, u32); 9] = [
    ("Deva", 0x0900),
    ("Beng", 0x0980),
    ("Guru", 0x0a00),
    ("Gujr", 0x0a80),
    ("Orya", 0x0b00),
    ("Taml", 0x0b80),
    ("Telu", 0x0c00),
    ("Knda", 0x0c80),
    ("Mlym", 0x0d00),
];

fn block(script: &str) -> Option<u32> {
    let found = BLOCKS.iter().find(|(name, _)| *name == script);
    found.map(|(_, first)| *first)
}

/// What gives the letter of Devanagari that stands where one of another such script does; none for other scripts.
pub(super) fn devanagari_of(script: &str) -> Option<impl Fn(char) -> char + use<>> {
    let (from, to) = (block(script)?, block("Deva")?);
    Some(move |c| moved(c, from, to))
}

/// The character at the same place of another block, if it is of the first.
fn moved(c: char, from: u32, to: u32) -> char {
    let offset = u32::from(c)
        .checked_sub(from)
        .filter(|offset| *offset < 0x80);
    offset
        .and_then(|offset| char::from_u32(to + offset))
        .unwrap_or(c)
}

/// Rules by sound for a script, made of those for Devanagari.
pub(super) fn parallel(file: &Unread, script: &str) -> Option<RuleFile> {
    let own = file.field("from");
    if file.field("reading") != "by sound" || own != "Deva" || own == script {
        return None;
    }
    let (from, to) = (block(own)?, block(script)?);
    Some(file.read()?.map(|c| moved(c, from, to)))
}

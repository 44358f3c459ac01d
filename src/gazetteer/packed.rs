//! Records as bytes, in which the builder sorts them.

use super::numbers::{push_number, take_number};
use super::origins::SourceSet;
use super::{EntityType, NameKind, Record};

/// All of a record but its id, with its sources. `number` is that of the record among all: of two records of one
/// entity, the bytes of the earlier come first.
pub(super) fn pack(number: u64, record: &Record, sources: SourceSet, bytes: &mut Vec<u8>) {
    bytes.extend(number.to_be_bytes());
    push_number(bytes, sources.bits());
    bytes.push(record.entity_type.map_or(UNSAID, |said| said as u8));
    bytes.push(record.kind.map_or(UNSAID, |said| said as u8));
    bytes.extend(record.weight.unwrap_or(0.0).to_le_bytes());
    push_str(bytes, &record.name);
    push_str(bytes, &record.lang);
    push_number(bytes, record.same_as.len() as u64);
    record.same_as.iter().for_each(|id| push_str(bytes, id));
    for (column, value) in &record.attributes {
        push_str(bytes, column);
        push_str(bytes, value);
    }
}

/// Stands for a type or kind that is not said.
const UNSAID: u8 = u8::MAX;

fn push_str(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len() as u64);
    bytes.extend(text.as_bytes());
}

/// The record and its sources; what was [packed](pack) is never `None`.
pub(super) fn unpack(bytes: &[u8]) -> Option<(Record, SourceSet)> {
    let (_number, mut bytes) = bytes.split_first_chunk::<8>()?;
    let sources = SourceSet::of_bits(take_number(&mut bytes)?);
    let ([entity_type, kind], rest) = bytes.split_first_chunk::<2>()?;
    let (weight, rest) = rest.split_first_chunk::<4>()?;
    bytes = rest;
    let mut record = Record {
        entity_type: EntityType::from_code(*entity_type),
        kind: NameKind::from_code(*kind),
        weight: Some(f32::from_le_bytes(*weight)),
        name: take_str(&mut bytes)?,
        lang: take_str(&mut bytes)?,
        ..Record::default()
    };
    for _ in 0..take_number(&mut bytes)? {
        record.same_as.push(take_str(&mut bytes)?);
    }
    while !bytes.is_empty() {
        let attribute = (take_str(&mut bytes)?, take_str(&mut bytes)?);
        record.attributes.push(attribute);
    }
    Some((record, sources))
}

fn take_str(bytes: &mut &[u8]) -> Option<String> {
    let len = take_number(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(len)?;
    *bytes = rest;
    std::str::from_utf8(text).ok().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_back() {
        let sources = SourceSet::of_bits(5);
        let full = Record {
            lang: "hy".into(),
            entity_type: Some(EntityType::Place),
            kind: Some(NameKind::Endonym),
            weight: Some(1.5e6),
            same_as: vec!["geonames:616052".into(), String::new()],
            attributes: vec![("country".into(), "AM".into()), (String::new(), "é".into())],
            ..Record::new("", "Երևան")
        };
        let bare = Record {
            weight: Some(0.0),
            ..Record::new("", "")
        };
        for record in [full, bare] {
            let mut bytes = Vec::new();
            pack(7, &record, sources, &mut bytes);
            assert_eq!(unpack(&bytes), Some((record, sources)));
            assert_eq!(unpack(&bytes[..bytes.len() / 2]), None);
        }
    }
}

//! What one line says of an entity, and how it is kept on disk.

use super::super::{EntityType, NameKind};

/// One thing that is said of an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Fact {
    pub(super) id: String,
    pub(super) name: Option<Named>,
    pub(super) entity_type: Option<EntityType>,
    pub(super) weight: Option<f32>,
    /// Id of the entity elsewhere; empty if none is said.
    pub(super) same_as: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) standing: Standing,
}

/// Whether what is said of an entity is enough to take it; the most that is said counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// No: it is only named.
    #[default]
    Named,
    /// Yes.
    Described,
    /// It is nothing to take, whatever else is said.
    Excluded,
}

/// A name and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    pub(super) text: String,
    pub(super) lang: String,
    pub(super) role: Role,
}

/// What a name is to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The first of its language and of the lowest number is canonical, the others are aliases.
    Preferred(u8),
    /// Canonical if it is the only one of its language and none is preferred.
    Plain,
    /// Of this kind, whatever others there are.
    Kind(NameKind),
}

const PLAIN: u8 = 0xFF;
const KINDS: u8 = 0x80;

impl Role {
    fn code(self) -> u8 {
        match self {
            Role::Preferred(rank) => rank.min(KINDS - 1),
            Role::Kind(kind) => KINDS + kind as u8,
            Role::Plain => PLAIN,
        }
    }

    fn from_code(code: u8) -> Option<Role> {
        match code {
            PLAIN => Some(Role::Plain),
            rank if rank < KINDS => Some(Role::Preferred(rank)),
            kind => NameKind::from_code(kind - KINDS).map(Role::Kind),
        }
    }
}

impl Fact {
    /// A name of an entity.
    pub(super) fn name(id: &str, text: String, lang: String, role: Role) -> Fact {
        Fact {
            id: id.to_owned(),
            name: Some(Named { text, lang, role }),
            ..Fact::default()
        }
    }

    /// About how many bytes it takes in memory.
    pub(super) fn size(&self) -> usize {
        let name = self
            .name
            .as_ref()
            .map_or(0, |name| name.text.len() + name.lang.len());
        let attributes = self
            .attributes
            .iter()
            .map(|(column, value)| column.len() + value.len() + 64);
        std::mem::size_of::<Fact>()
            + self.id.len()
            + name
            + self.same_as.len()
            + attributes.sum::<usize>()
    }

    /// Appends it to what is to be written to disk.
    pub(super) fn encode(&self, bytes: &mut Vec<u8>) {
        push(bytes, &self.id);
        let (text, lang, role) = match &self.name {
            Some(name) => (name.text.as_str(), name.lang.as_str(), name.role.code()),
            None => ("", "", PLAIN),
        };
        push(bytes, text);
        push(bytes, lang);
        bytes.push(role);
        bytes.push(
            self.entity_type
                .map_or(u8::MAX, |entity_type| entity_type as u8),
        );
        bytes.extend(self.weight.unwrap_or(f32::NAN).to_le_bytes());
        push(bytes, &self.same_as);
        bytes.push(self.standing as u8);
        bytes.extend((self.attributes.len() as u32).to_le_bytes());
        for (column, value) in &self.attributes {
            push(bytes, column);
            push(bytes, value);
        }
    }

    /// Reads what [`Fact::encode`] wrote.
    pub(super) fn decode(mut bytes: &[u8]) -> Option<Fact> {
        let bytes = &mut bytes;
        let (id, text, lang) = (take(bytes)?, take(bytes)?, take(bytes)?);
        let role = Role::from_code(byte(bytes)?)?;
        let entity_type = EntityType::from_code(byte(bytes)?);
        let weight = f32::from_le_bytes(*chunk(bytes)?);
        let same_as = take(bytes)?;
        let standing = match byte(bytes)? {
            0 => Standing::Named,
            1 => Standing::Described,
            _ => Standing::Excluded,
        };
        let count = u32::from_le_bytes(*chunk(bytes)?);
        let attributes = (0..count)
            .map(|_| Some((take(bytes)?, take(bytes)?)))
            .collect::<Option<_>>()?;
        Some(Fact {
            id,
            name: (!text.is_empty()).then_some(Named { text, lang, role }),
            entity_type,
            weight: (!weight.is_nan()).then_some(weight),
            same_as,
            attributes,
            standing,
        })
    }
}

fn push(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend((text.len() as u32).to_le_bytes());
    bytes.extend(text.as_bytes());
}

fn take(bytes: &mut &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(*chunk(bytes)?);
    let (text, rest) = bytes.split_at_checked(length as usize)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).ok()
}

fn byte(bytes: &mut &[u8]) -> Option<u8> {
    Some(chunk::<1>(bytes)?[0])
}

fn chunk<'b, const N: usize>(bytes: &mut &'b [u8]) -> Option<&'b [u8; N]> {
    let (chunk, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back() {
        let whole = Fact {
            id: "Q399".into(),
            name: Some(Named {
                text: "Երևան".into(),
                lang: "hy".into(),
                role: Role::Kind(NameKind::Endonym),
            }),
            entity_type: Some(EntityType::Place),
            weight: Some(0.5),
            same_as: "geonames:1".into(),
            attributes: vec![("country".into(), "AM".into())],
            standing: Standing::Described,
        };
        for fact in [
            whole.clone(),
            Fact {
                name: None,
                weight: None,
                entity_type: None,
                ..whole
            },
            Fact::default(),
        ] {
            let mut bytes = Vec::new();
            fact.encode(&mut bytes);
            assert_eq!(Fact::decode(&bytes), Some(fact));
            assert_eq!(Fact::decode(&bytes[..bytes.len() - 1]), None);
        }
        for role in [
            Role::Preferred(0),
            Role::Preferred(3),
            Role::Plain,
            Role::Kind(NameKind::Designation),
        ] {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
    }
}

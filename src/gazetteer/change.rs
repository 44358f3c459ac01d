//! One difference between two gazetteers.

use serde::Serialize;

/// One thing that is different.
///
/// Serialized, it is an object whose field `change` says which; `old` and `new`
/// are left out where there is nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Change<'g> {
    /// An entity is new, with all its names.
    EntityAdded {
        /// Its id.
        id: &'g str,
        /// Its first canonical name.
        canonical: &'g str,
        /// How many names it has.
        names: usize,
    },
    /// An entity is gone, with all its names.
    EntityRemoved {
        /// Its id.
        id: &'g str,
        /// Its first canonical name.
        canonical: &'g str,
        /// How many names it had.
        names: usize,
    },
    /// A name of an entity that both have is new.
    NameAdded {
        /// The entity.
        id: &'g str,
        /// The name.
        name: &'g str,
        /// Its language.
        lang: &'g str,
        /// What kind it is.
        kind: &'static str,
    },
    /// A name of an entity that both have is gone.
    NameRemoved {
        /// The entity.
        id: &'g str,
        /// The name.
        name: &'g str,
        /// Its language.
        lang: &'g str,
        /// What kind it was.
        kind: &'static str,
    },
    /// A name went from one entity to another.
    NameMoved {
        /// The entity that has it now.
        id: &'g str,
        /// The name.
        name: &'g str,
        /// Its language.
        lang: &'g str,
        /// The entity that had it.
        from: &'g str,
    },
    /// A name is of another kind, of which neither is canonical.
    KindChanged {
        /// The entity.
        id: &'g str,
        /// The name.
        name: &'g str,
        /// Its language.
        lang: &'g str,
        /// What kind it was.
        old: &'static str,
        /// What kind it is.
        new: &'static str,
    },
    /// In a language, another name is written.
    CanonicalChanged {
        /// The entity.
        id: &'g str,
        /// The language.
        lang: &'g str,
        /// The canonical name before.
        #[serde(skip_serializing_if = "Option::is_none")]
        old: Option<&'g str>,
        /// The canonical name now.
        #[serde(skip_serializing_if = "Option::is_none")]
        new: Option<&'g str>,
    },
    /// The type, the weight, the other ids or an attribute of an entity is another.
    FieldChanged {
        /// The entity.
        id: &'g str,
        /// The column.
        field: String,
        /// What it said before.
        #[serde(skip_serializing_if = "Option::is_none")]
        old: Option<String>,
        /// What it says now.
        #[serde(skip_serializing_if = "Option::is_none")]
        new: Option<String>,
    },
}

impl<'g> Change<'g> {
    /// The entity it is about.
    pub fn id(&self) -> &'g str {
        match self {
            Change::EntityAdded { id, .. }
            | Change::EntityRemoved { id, .. }
            | Change::NameAdded { id, .. }
            | Change::NameRemoved { id, .. }
            | Change::NameMoved { id, .. }
            | Change::KindChanged { id, .. }
            | Change::CanonicalChanged { id, .. }
            | Change::FieldChanged { id, .. } => id,
        }
    }
}

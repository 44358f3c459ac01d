//! The JSON of Wikibase, as far as names go; all other fields are passed over.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// An item, property or lexeme.
#[derive(Deserialize)]
pub(super) struct Item<'j> {
    #[serde(borrow)]
    pub(super) id: Cow<'j, str>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Option<Cow<'j, str>>,
    #[serde(borrow, default)]
    pub(super) labels: Terms<'j, Term<'j>>,
    #[serde(borrow, default)]
    pub(super) aliases: Terms<'j, Vec<Term<'j>>>,
    #[serde(borrow, default)]
    pub(super) claims: Claims<'j>,
    #[serde(default)]
    pub(super) sitelinks: Counted,
}

/// The statements that are looked at. An item without any has an empty array here.
#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'j"))]
pub(super) struct Claims<'j> {
    #[serde(rename = "P31")]
    pub(super) instance_of: Vec<Statement<EntityId<'j>>>,
    #[serde(rename = "P1705")]
    pub(super) native_label: Vec<Statement<MonolingualText<'j>>>,
    #[serde(rename = "P1448")]
    pub(super) official_name: Vec<Statement<MonolingualText<'j>>>,
    #[serde(rename = "P1813")]
    pub(super) short_name: Vec<Statement<MonolingualText<'j>>>,
    #[serde(rename = "P1549")]
    pub(super) demonym: Vec<Statement<MonolingualText<'j>>>,
    #[serde(rename = "P1566")]
    pub(super) geonames_id: Vec<Statement<Cow<'j, str>>>,
}

/// A statement with a value of one sort.
#[derive(Deserialize)]
#[serde(bound(deserialize = "V: Deserialize<'de>"))]
pub(super) struct Statement<V> {
    mainsnak: Snak<V>,
    #[serde(default)]
    rank: Rank,
    #[serde(default)]
    qualifiers: Qualifiers,
}

impl<V> Statement<V> {
    /// Its value, if it is known and the statement is not deprecated.
    pub(super) fn value(&self) -> Option<&V> {
        let value = self.mainsnak.datavalue.as_ref()?;
        (self.rank != Rank::Deprecated).then_some(&value.value)
    }

    /// Whether it is said to hold no longer.
    pub(super) fn has_ended(&self) -> bool {
        self.qualifiers.end_time.is_some()
    }
}

#[derive(Deserialize)]
#[serde(bound(deserialize = "V: Deserialize<'de>"))]
struct Snak<V> {
    /// There is none if the value is said to be unknown, or not to be.
    datavalue: Option<DataValue<V>>,
}

#[derive(Deserialize)]
struct DataValue<V> {
    value: V,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rank {
    Preferred,
    #[default]
    Normal,
    Deprecated,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Qualifiers {
    #[serde(rename = "P582")]
    end_time: Option<IgnoredAny>,
}

/// A text and its language.
#[derive(Deserialize)]
pub(super) struct MonolingualText<'j> {
    #[serde(borrow)]
    pub(super) text: Cow<'j, str>,
    #[serde(borrow)]
    pub(super) language: Cow<'j, str>,
}

/// Another entity; old dumps give only the number of items.
#[derive(Deserialize)]
pub(super) struct EntityId<'j> {
    #[serde(borrow)]
    id: Option<Cow<'j, str>>,
    #[serde(rename = "numeric-id")]
    number: Option<u64>,
}

impl EntityId<'_> {
    pub(super) fn id(&self) -> Option<Cow<'_, str>> {
        let id = self.id.as_deref().map(Cow::Borrowed);
        id.or_else(|| Some(Cow::Owned(format!("Q{}", self.number?))))
    }
}

/// A label or alias.
#[derive(Deserialize)]
pub(super) struct Term<'j> {
    #[serde(borrow)]
    value: Cow<'j, str>,
}

impl std::ops::Deref for Term<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

/// A string, borrowed from the JSON if nothing in it is escaped.
#[derive(Deserialize)]
struct Text<'j>(#[serde(borrow)] Cow<'j, str>);

/// What stands under each language; an empty array if there is none.
pub(super) struct Terms<'j, T>(pub(super) Vec<(Cow<'j, str>, T)>);

/// How many entries an object has; an empty array has none.
#[derive(Default)]
pub(super) struct Counted(pub(super) u64);

/// What is made of the entries of an object.
trait FromEntries<'de>: Default {
    type Key: Deserialize<'de>;
    type Value: Deserialize<'de>;

    fn add(&mut self, key: Self::Key, value: Self::Value);
}

impl<T> Default for Terms<'_, T> {
    fn default() -> Self {
        Terms(Vec::new())
    }
}

impl<'de: 'j, 'j, T: Deserialize<'de>> FromEntries<'de> for Terms<'j, T> {
    type Key = Text<'j>;
    type Value = T;

    fn add(&mut self, lang: Text<'j>, term: T) {
        self.0.push((lang.0, term));
    }
}

impl<'de> FromEntries<'de> for Counted {
    type Key = IgnoredAny;
    type Value = IgnoredAny;

    fn add(&mut self, _: IgnoredAny, _: IgnoredAny) {
        self.0 += 1;
    }
}

impl<'de: 'j, 'j, T: Deserialize<'de>> Deserialize<'de> for Terms<'j, T> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Entries(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(Entries(PhantomData))
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: FromEntries<'de>> Visitor<'de> for Entries<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, or an empty array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<T, A::Error> {
        let mut entries = T::default();
        while let Some((key, value)) = object.next_entry()? {
            entries.add(key, value);
        }
        Ok(entries)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<T, A::Error> {
        match array.next_element::<IgnoredAny>()? {
            None => Ok(T::default()),
            Some(_) => Err(serde::de::Error::custom(
                "an array with elements where an object is wanted",
            )),
        }
    }
}

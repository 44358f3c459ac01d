//! The languages of a gazetteer's names, by number and by tag.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::rules::first_columns;
use crate::text::{base_language, script_of};

/// The table of languages: names tell theirs by its number.
pub(super) struct Languages {
    tags: Vec<String>,
    numbers: HashMap<String, usize>,
    /// Of each language, the number of the one it is a variant of among `bases`.
    base_of: Vec<usize>,
    bases: HashMap<String, usize>,
}

impl Languages {
    /// Reads the lines of the section.
    pub(super) fn read(section: &[u8]) -> Languages {
        let tags = String::from_utf8_lossy(section);
        let mut languages = Languages {
            tags: tags.split('\n').map(str::to_owned).collect(),
            numbers: HashMap::new(),
            base_of: Vec::new(),
            bases: HashMap::new(),
        };
        for (number, tag) in languages.tags.iter().enumerate() {
            languages.numbers.entry(tag.clone()).or_insert(number);
            let next = languages.bases.len();
            let base = languages.bases.entry(base_language(tag).to_owned());
            languages.base_of.push(*base.or_insert(next));
        }
        languages
    }

    /// The tag of a number; empty if there is no such number.
    pub(super) fn tag(&self, number: usize) -> &str {
        self.tags.get(number).map_or("", String::as_str)
    }

    /// The number of a tag.
    pub(super) fn number(&self, tag: &str) -> Option<usize> {
        self.numbers.get(tag).copied()
    }

    /// Tells of numbers whether they are of a language or its variants.
    pub(super) fn variants_of<'l>(&'l self, base: &str) -> impl Fn(usize) -> bool + use<'l> {
        let base = self.bases.get(base).copied();
        move |number| base.is_some() && self.base_of.get(number).copied() == base
    }
}

/// The tag whose names serve in a region: that of a larger region (`es-419` for `es-MX`), or of the script that the
/// language has there, where it is not its usual one (`zh-Hant` for `zh-TW`).
pub(super) fn parent_tag(lang: &str) -> Option<&'static str> {
    static PARENTS: LazyLock<HashMap<&str, &str>> =
        LazyLock::new(|| first_columns(include_str!("region_parents.tsv")).collect());
    PARENTS.get(lang).copied()
}

/// Whether a name of a language may stand where a tag asks for a script: simplified characters not in `zh-Hant`,
/// Cyrillic letters not in `sr-Latn`. Tags of whole writing systems, as `Hans` and `Jpan`, are the usual ones of
/// their languages.
pub(super) fn is_written_so(name: &str, tag: &str) -> bool {
    const USUAL: [&str; 4] = ["Hans", "Jpan", "Kore", "Hrkt"];
    let mut subtags = tag.split('-').skip(1);
    let script = subtags.find(|subtag| subtag.len() == 4);
    script.is_none_or(|script| USUAL.contains(&script) || script_of(name) == script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_have_the_names_of_larger_ones() {
        for (tag, parent) in [
            ("es-MX", "es-419"),
            ("es-BR", "es-419"),
            ("pt-CH", "pt-PT"),
            ("en-MT", "en-GB"),
            ("zh-TW", "zh-Hant"),
        ] {
            assert_eq!(parent_tag(tag), Some(parent), "{tag}");
        }
        assert_eq!(parent_tag("pt-BR"), None);
    }
}

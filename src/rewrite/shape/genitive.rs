//! The genitive of languages that hang it on a name as it is: German `Selenskyjs`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::capitals::in_capitals;
use crate::rules::rule_rows;
use crate::text::base_language;

/// A row of `genitives.tsv`.
struct Genitive {
    ending: &'static str,
    not_behind: Vec<&'static str>,
}

/// A form without the ending of its genitive, which it is known to stand in; nothing if the language hangs none on.
pub(super) fn stem<'s>(form: &'s str, lang: &str) -> Option<&'s str> {
    let genitive = LANGUAGES.get(base_language(lang))?;
    let stem = match in_capitals(form) {
        true => form.strip_suffix(&genitive.ending.to_uppercase())?,
        false => form.strip_suffix(genitive.ending)?,
    };
    genitive.is_written_behind(stem).then_some(stem)
}

/// The genitive of a name; nothing if it is not hung on that.
pub(super) fn of(name: &str, lang: &str) -> Option<String> {
    let genitive = LANGUAGES.get(base_language(lang))?;
    let ending = match in_capitals(name) {
        true => genitive.ending.to_uppercase(),
        false => genitive.ending.to_owned(),
    };
    genitive
        .is_written_behind(name)
        .then(|| format!("{name}{ending}"))
}

impl Genitive {
    fn is_written_behind(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let mut ends = self.not_behind.iter();
        name.ends_with(char::is_alphabetic) && !ends.any(|end| name.ends_with(end))
    }
}

static LANGUAGES: LazyLock<HashMap<&str, Genitive>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("genitives.tsv"));
    rows.filter_map(|row| {
        let genitive = Genitive {
            ending: row.get(1)?,
            not_behind: row.get(2)?.split(' ').collect(),
        };
        Some((row[0], genitive))
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genitives_are_taken_off_and_hung_on() {
        assert_eq!(stem("Nikol Paschinjans", "de"), Some("Nikol Paschinjan"));
        assert_eq!(stem("PASCHINJANS", "de-AT"), Some("PASCHINJAN"));
        assert_eq!(stem("Straussens", "en"), None);
        assert_eq!(stem("Obamas", "nl"), None);
        assert_eq!(
            of("Nikol Pashinyan", "de").as_deref(),
            Some("Nikol Pashinyans")
        );
        assert_eq!(of("Olaf Scholz", "de"), None);
        assert_eq!(of("ZÜRICH", "de").as_deref(), Some("ZÜRICHS"));
    }
}

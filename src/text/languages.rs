//! Language tags as people give them.

use std::sync::LazyLock;

use super::{distance, language_tag};
use crate::error::{Error, Result};
use crate::rules::{first_column, rule_rows};

/// A language: its tag, what is written instead of it, and what it is called.
struct Language {
    tag: &'static str,
    instead: Vec<&'static str>,
    names: Vec<&'static str>,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("languages.tsv")).skip(1);
    let language = |row: Vec<&'static str>| {
        Some(Language {
            tag: row[0],
            instead: row.get(1)?.split(' ').collect(),
            names: row.get(2)?.split('|').collect(),
        })
    };
    rows.filter_map(language).collect()
});

/// A language tag that a person gives, in its usual capitals; empty is no language.
///
/// ```
/// use exonym::text::known_language;
///
/// assert_eq!(known_language("zh_hant")?, "zh-Hant");
/// let error = known_language("russian").unwrap_err();
/// assert_eq!(error.to_string(), "did you mean `ru` (Russian)?");
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// If a tag of two letters is none of ISO 639-1, as `ua`, or what stands there is no tag: texts would be read without
/// the rules of their language, and nobody would know.
pub fn known_language(tag: &str) -> Result<String> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let primary = primary.to_lowercase();
    let known = |language: &&Language| language.tag == primary;
    if primary.is_empty() && tag.is_empty() || LANGUAGES.iter().any(|l| known(&l)) {
        return Ok(language_tag(tag));
    }
    if let Some(meant) = meant(&primary) {
        let name = meant.names.first().unwrap_or(&meant.tag);
        return Err(Error::config(format!(
            "did you mean `{}` ({name})?",
            meant.tag
        )));
    }
    match primary.len() == 3 && primary.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Ok(language_tag(tag)),
        false if primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase()) => {
            Err(Error::config(format!(
                "no language has the code `{primary}`; give one such as `en` or `zh-Hant`"
            )))
        }
        false => Err(Error::config(
            "give a BCP 47 tag, such as `en` or `zh-Hant`",
        )),
    }
}

/// The language that a text says it is in, also by a code of ISO 639-2, as `rus`; empty if it says only that it is not
/// known, that there are several or that there is none: `und`, `mul`, `zxx`.
///
/// ```
/// use exonym::text::stated_language;
///
/// assert_eq!(stated_language("rus")?, "ru");
/// assert_eq!(stated_language("und")?, "");
/// # Ok::<(), exonym::Error>(())
/// ```
///
/// # Errors
///
/// As [`known_language`].
pub fn stated_language(tag: &str) -> Result<String> {
    static NONE: LazyLock<Vec<&str>> =
        LazyLock::new(|| first_column(include_str!("no_languages.tsv")).collect());
    let (primary, rest) = match tag.find(['-', '_']) {
        Some(end) => tag.split_at(end),
        None => (tag, ""),
    };
    let primary = primary.to_lowercase();
    if NONE.contains(&primary.as_str()) {
        return Ok(String::new());
    }
    let code = |language: &&Language| language.instead.contains(&primary.as_str());
    match LANGUAGES.iter().find(|l| primary.len() == 3 && code(l)) {
        Some(language) => Ok(language_tag(&format!("{}{rest}", language.tag))),
        None => known_language(tag),
    }
}

/// The language that was meant by another code of it or its name, as good as it is spelled.
fn meant(word: &str) -> Option<&'static Language> {
    /// Bytes of the longest name and more.
    const LONGEST: usize = 40;
    let by_code = LANGUAGES.iter().find(|l| l.instead.contains(&word));
    by_code.or_else(|| {
        let slips = |language: &Language| {
            let names = language.names.iter();
            names.map(|name| distance(&name.to_lowercase(), word)).min()
        };
        let is_name = (4..=LONGEST).contains(&word.len());
        let names = LANGUAGES.iter().filter(|_| is_name);
        let (slips, best) = names
            .filter_map(|language| Some((slips(language)?, language)))
            .min_by_key(|(slips, _)| *slips)?;
        // One slip is believed in short names, two in long ones.
        (slips <= 1 + usize::from(word.len() > 6)).then_some(best)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked() {
        for (given, tag) in [
            ("", ""),
            ("EN", "en"),
            ("zh_hant", "zh-Hant"),
            ("hyw", "hyw"),
            ("und", "und"),
        ] {
            assert_eq!(known_language(given).unwrap(), tag, "{given}");
        }
        for (given, said) in [
            ("ua", "did you mean `uk` (Ukrainian)?"),
            ("cz", "did you mean `cs` (Czech)?"),
            ("rus", "did you mean `ru` (Russian)?"),
            ("ger-DE", "did you mean `de` (German)?"),
            ("russian", "did you mean `ru` (Russian)?"),
            ("Armenain", "did you mean `hy` (Armenian)?"),
            ("englisch", "did you mean `en` (English)?"),
            (
                "xx",
                "no language has the code `xx`; give one such as `en` or `zh-Hant`",
            ),
            ("-", "give a BCP 47 tag, such as `en` or `zh-Hant`"),
            ("none", "give a BCP 47 tag, such as `en` or `zh-Hant`"),
        ] {
            let error = known_language(given).unwrap_err();
            assert_eq!(error.to_string(), said, "{given}");
        }
    }

    #[test]
    fn texts_may_state_their_language_by_three_letters_or_none() {
        for (given, tag) in [
            ("rus", "ru"),
            ("ger-DE", "de-DE"),
            ("hye_AM", "hy-AM"),
            ("zh_hant", "zh-Hant"),
            ("hyw", "hyw"),
            ("und", ""),
            ("UND-Latn", ""),
            ("mul", ""),
            ("zxx", ""),
            ("unknown", ""),
            ("", ""),
        ] {
            assert_eq!(stated_language(given).unwrap(), tag, "{given}");
        }
        assert!(stated_language("russian").is_err());
        assert!(stated_language("ua").is_err());
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(LANGUAGES.len(), 184);
        assert!(
            LANGUAGES
                .iter()
                .all(|l| l.tag.len() == 2 && !l.names.is_empty())
        );
    }
}

//! Language tags as people give them.

use std::sync::LazyLock;

use exonym::text::language_tag;

/// A language: its tag, what is written instead of it, and what it is called.
struct Language {
    tag: &'static str,
    instead: Vec<&'static str>,
    names: Vec<&'static str>,
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let rows = include_str!("languages.tsv").lines();
    rows.filter(|row| !row.starts_with('#'))
        .skip(1)
        .filter_map(|row| {
            let mut cells = row.split('\t');
            Some(Language {
                tag: cells.next()?,
                instead: cells.next()?.split(' ').collect(),
                names: cells.next()?.split('|').collect(),
            })
        })
        .collect()
});

/// A language tag in its usual capitals; empty is no language.
///
/// A tag of two letters must be one of ISO 639-1: with another, such as `ua`, texts would be
/// read without the rules of their language, and nobody would know.
pub fn lang(tag: &str) -> Result<String, String> {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    let primary = primary.to_lowercase();
    let known = |language: &&Language| language.tag == primary;
    if primary.is_empty() && tag.is_empty() || LANGUAGES.iter().any(|l| known(&l)) {
        return Ok(language_tag(tag));
    }
    if let Some(meant) = meant(&primary) {
        let name = meant.names.first().unwrap_or(&meant.tag);
        return Err(format!("did you mean `{}` ({name})?", meant.tag));
    }
    match primary.len() == 3 && primary.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Ok(language_tag(tag)),
        false if primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase()) => Err(
            format!("no language has the code `{primary}`; give one such as `en` or `zh-Hant`"),
        ),
        false => Err("give a BCP 47 tag, such as `en` or `zh-Hant`".into()),
    }
}

/// The language that was meant by another code of it or its name, as good as it is spelled.
fn meant(word: &str) -> Option<&'static Language> {
    let by_code = LANGUAGES.iter().find(|l| l.instead.contains(&word));
    by_code.or_else(|| {
        const LEAST: f64 = 0.9;
        let likeness = |language: &Language| {
            let names = language.names.iter();
            names
                .map(|name| strsim::jaro_winkler(&name.to_lowercase(), word))
                .fold(0.0, f64::max)
        };
        let best = LANGUAGES
            .iter()
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
        (word.len() > 3 && likeness(best) >= LEAST).then_some(best)
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
            assert_eq!(lang(given).as_deref(), Ok(tag), "{given}");
        }
        for (given, said) in [
            ("ua", "did you mean `uk` (Ukrainian)?"),
            ("cz", "did you mean `cs` (Czech)?"),
            ("rus", "did you mean `ru` (Russian)?"),
            ("ger-DE", "did you mean `de` (German)?"),
            ("russian", "did you mean `ru` (Russian)?"),
            ("Armenain", "did you mean `hy` (Armenian)?"),
            (
                "xx",
                "no language has the code `xx`; give one such as `en` or `zh-Hant`",
            ),
            ("-", "give a BCP 47 tag, such as `en` or `zh-Hant`"),
        ] {
            assert_eq!(lang(given), Err(said.to_owned()), "{given}");
        }
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

//! What is wrong with a name by itself.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::finding::Finding;
use super::scripts;
use crate::gazetteer::source::{Listed, is_invisible};
use crate::gazetteer::{Code, NameKind};
use crate::matcher::words;
use crate::text::{base_language, has_short_names, in_script, script_of, tokenize};

/// All that is wrong with one name.
pub(super) fn check(record: Listed<'_>, kind: NameKind) -> Vec<Finding> {
    let name = record.name;
    let findings = [
        common_word(record),
        too_short(name),
        (!has_any_script(kind)).then(|| script(record)).flatten(),
        invisible(name),
        not_composed(name),
    ];
    findings.into_iter().flatten().collect()
}

/// W303
fn common_word(record: Listed<'_>) -> Option<Finding> {
    let name = record.name;
    if is_in_capitals(name) {
        // Found in capitals only, as words are not written.
        return None;
    }
    let mut tokens = Vec::new();
    tokenize(name, &mut tokens);
    let [word] = tokens.as_slice() else {
        return None;
    };
    let lang = base_language(record.lang);
    let languages: Vec<String> = words::languages_with(word)
        .filter(|of_word| lang.is_empty() || *of_word == lang)
        .map(|of_word| format!("`{of_word}`"))
        .collect();
    if languages.is_empty() {
        return None;
    }
    let message = format!("`{name}` is a common word in {}", listed(&languages));
    let help = match lang {
        "" => "say which language the name is in, or list a longer form of it",
        _ => "it is linked only where the text speaks for it; list a longer form, or leave it out",
    };
    Some(Finding::new(Code::CommonWord, message, help))
}

/// The first few of a list, and that there are more.
fn listed(items: &[String]) -> String {
    const SHOWN: usize = 3;
    let shown = items
        .iter()
        .take(SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match items.len() - items.len().min(SHOWN) {
        0 => shown,
        1 => format!("{shown} and one more language"),
        more => format!("{shown} and {more} more languages"),
    }
}

/// W304: what is written in capitals, and what one character is a word of, may be short.
fn too_short(name: &str) -> Option<Finding> {
    const SHORT: usize = 2;
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    let allowed = match has_short_names(script_of(name)) {
        true => 1,
        false => SHORT,
    };
    if letters > allowed || (letters == SHORT && is_in_capitals(name)) {
        return None;
    }
    let counted = if letters == 1 {
        "1 letter".to_owned()
    } else {
        format!("{letters} letters")
    };
    let message = format!("`{name}` has only {counted}");
    let help = "it is hardly ever linked; list a longer form, or leave it out";
    Some(Finding::new(Code::TooShort, message, help))
}

fn is_in_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// `UK` is an abbreviation in every script.
fn has_any_script(kind: NameKind) -> bool {
    matches!(kind, NameKind::Romanization | NameKind::Abbreviation)
}

/// W305 and W306: a name in another script than its language is written in.
fn script(record: Listed<'_>) -> Option<Finding> {
    let (name, lang) = (record.name, record.lang);
    let own = script_of(name);
    let usual = scripts::of_language(lang)?;
    if own.is_empty() || usual.contains(&own) {
        return None;
    }
    let own = scripts::name(own);
    if let Some(meant) = usual.iter().find_map(|script| in_script(name, script)) {
        let message =
            format!("`{name}` is typed in {own} letters that look like those of `{lang}`");
        let help = format!(
            "type it anew: `{meant}`, in {} letters",
            scripts::name(script_of(&meant))
        );
        return Some(Finding::new(Code::Lookalike, message, help));
    }
    let usual = scripts::usual(&usual).into_iter();
    let usual: Vec<String> = usual.map(scripts::name).collect();
    let message = format!(
        "`{name}` is in {own} script, but `{lang}` is written in {}",
        usual.join(" or ")
    );
    let help = "set its language right; if it is a transcription, its kind is `romanization`";
    Some(Finding::new(Code::WrongScript, message, help))
}

/// W307
fn invisible(name: &str) -> Option<Finding> {
    let c = name.chars().find(|c| is_invisible(*c))?;
    let message = format!("invisible character U+{:04X} in `{name}`", u32::from(c));
    Some(Finding {
        part: c.to_string(),
        ..Finding::new(Code::Invisible, message, "remove it; `--fix` does")
    })
}

/// W308
fn not_composed(name: &str) -> Option<Finding> {
    if name.is_ascii() || is_nfc(name) {
        return None;
    }
    let composed: String = name.nfc().collect();
    let message = format!("`{name}` is spelled with separate accents");
    let help = format!("write `{composed}`, as keyboards do; `--fix` does");
    Some(Finding::new(Code::NotComposed, message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_by_script() {
        for (name, short) in [
            ("Li", true),
            ("EU", false),
            ("X", true),
            ("Å", true),
            ("Ба", true),
            ("京", true),
            ("東京", false),
            ("서울", false),
            ("Ivo", false),
        ] {
            assert_eq!(too_short(name).is_some(), short, "{name}");
        }
    }
}

//! Letters that look like those of another script.

use std::sync::LazyLock;

use unicode_script::UnicodeScript;

use crate::rules::rule_rows;

/// A letter and the Latin letter it looks like.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let rows = rule_rows(include_str!("lookalikes.tsv"));
    let first = |text: &str| text.chars().next();
    rows.filter_map(|row| Some((first(row.first()?)?, first(row.get(1)?)?)))
        .collect()
});

/// The name typed in letters of a script that look the same; `None` if some
/// letter has no likeness there.
pub(super) fn in_script(name: &str, script: &str) -> Option<String> {
    name.chars().map(|c| letter_in(c, script)).collect()
}

fn letter_in(c: char, script: &str) -> Option<char> {
    if !c.is_alphabetic() || c.script().short_name() == script {
        return Some(c);
    }
    let latin = match c.script().short_name() {
        "Latn" => c,
        _ => PAIRS.iter().find(|(letter, _)| *letter == c)?.1,
    };
    if script == "Latn" {
        return Some(latin);
    }
    let of_script =
        |(letter, looks): &&(char, char)| *looks == latin && letter.script().short_name() == script;
    PAIRS.iter().find(of_script).map(|(letter, _)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_put_in_another_script() {
        for (name, script, typed) in [
            ("СОСО", "Latn", Some("COCO")),
            ("Koma", "Cyrl", None),
            ("Kopa", "Cyrl", Some("Кора")),
            ("KOMA", "Cyrl", Some("КОМА")),
            ("ΑΘΗΝΑ", "Cyrl", None),
            ("ΑΤΜΗ", "Cyrl", Some("АТМН")),
            ("Москва", "Latn", None),
        ] {
            assert_eq!(in_script(name, script).as_deref(), typed, "{name}");
        }
    }
}

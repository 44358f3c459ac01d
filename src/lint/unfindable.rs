//! What is wrong with a name that stands in no text, where that can be told.

/// Why a name stands in no text, and what to do about it.
pub(super) fn cause(name: &str) -> Option<(String, String)> {
    let causes = [spreadsheet_error, tag, reference, list, remark, turned];
    causes.iter().find_map(|cause| cause(name))
}

/// `#N/A`, `#DIV/0!`
fn spreadsheet_error(name: &str) -> Option<(String, String)> {
    let rest = name.strip_prefix('#')?;
    let is_error = rest.contains(['/', '!', '?'])
        && rest
            .chars()
            .all(|c| c.is_ascii_uppercase() || "/0!?".contains(c));
    is_error.then(|| {
        let why = "it is an error of a spreadsheet";
        (
            why.to_owned(),
            "mend the formula, or leave the row out".to_owned(),
        )
    })
}

/// `<b>Acme</b>`
fn tag(name: &str) -> Option<(String, String)> {
    let (before, rest) = name.split_once('<')?;
    let (inside, behind) = rest.split_once('>')?;
    let is_tag = inside
        .trim_start_matches('/')
        .starts_with(|c: char| c.is_ascii_alphabetic());
    is_tag.then(|| {
        let behind = behind.split('<').next().unwrap_or_default();
        let help = format!(
            "write the name alone: `{}`",
            format!("{before}{behind}").trim()
        );
        (format!("`<{inside}>` is markup"), help)
    })
}

/// `Trinidad &amp; Tobago`
fn reference(name: &str) -> Option<(String, String)> {
    let start = name.find('&')?;
    let len = name[start..].find(';')? + 1;
    let reference = &name[start..start + len];
    let inside = &reference[1..len - 1];
    let is_reference = inside.len() > 1
        && inside
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '#');
    is_reference.then(|| {
        let help = "write the character that is meant, such as `&` for `&amp;`";
        (
            format!("`{reference}` is a character as HTML writes it"),
            help.to_owned(),
        )
    })
}

/// `Leninakan;Alexandropol`
fn list(name: &str) -> Option<(String, String)> {
    let several = name
        .split(';')
        .filter(|part| !part.trim().is_empty())
        .count()
        > 1;
    several.then(|| {
        let help = "part aliases by `|`, or give each name a row";
        ("`;` parts no names".to_owned(), help.to_owned())
    })
}

/// `Name (disambiguation)`
fn remark(name: &str) -> Option<(String, String)> {
    let (start, end) = (name.find('(')?, name.rfind(')')?);
    let remark = name.get(start..=end).filter(|_| start < end)?;
    let rest = format!(
        "{} {}",
        name[..start].trim_end(),
        name[end + 1..].trim_start()
    );
    let help = match rest.trim() {
        "" => return None,
        rest => format!(
            "write it without: `{rest}`; what tells namesakes apart are type and other columns"
        ),
    };
    Some((format!("texts have no `{remark}` behind it"), help))
}

/// `Smith, John`
fn turned(name: &str) -> Option<(String, String)> {
    let (family, given) = name.split_once(", ")?;
    let is_one = !given.contains(',') && !given.trim().is_empty();
    is_one.then(|| {
        let help = format!(
            "if it is a person's name, write it as texts do: `{} {family}`",
            given.trim()
        );
        ("a comma parts it".to_owned(), help)
    })
}

#[cfg(test)]
mod tests {
    use super::cause;

    #[test]
    fn causes_are_told() {
        for (name, why, remedy) in [
            (
                "Leninakan;Alexandropol",
                "`;` parts no names",
                "part aliases by `|`, or give each name a row",
            ),
            (
                "Trinidad &amp; Tobago",
                "`&amp;` is a character as HTML writes it",
                "write the character that is meant, such as `&` for `&amp;`",
            ),
            (
                "<b>Acme</b>",
                "`<b>` is markup",
                "write the name alone: `Acme`",
            ),
            (
                "Name (disambiguation)",
                "texts have no `(disambiguation)` behind it",
                "write it without: `Name`; what tells namesakes apart are type and other columns",
            ),
            (
                "Smith, John",
                "a comma parts it",
                "if it is a person's name, write it as texts do: `John Smith`",
            ),
            (
                "#N/A",
                "it is an error of a spreadsheet",
                "mend the formula, or leave the row out",
            ),
            (
                "#DIV/0!",
                "it is an error of a spreadsheet",
                "mend the formula, or leave the row out",
            ),
        ] {
            let told = cause(name);
            assert_eq!(told, Some((why.to_owned(), remedy.to_owned())), "{name}");
        }
        for name in [
            "Erevan",
            "#erevan",
            "a < b > c",
            ")(",
            "(1)",
            "a, b, c",
            ";",
        ] {
            assert_eq!(cause(name), None, "{name}");
        }
        assert!(cause("AT&T; Bell").is_some_and(|(why, _)| why.starts_with("`;`")));
    }
}

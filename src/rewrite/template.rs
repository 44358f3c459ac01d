//! Templates: how a mention is written.

use std::fmt;
use std::str::FromStr;

use crate::Error;
use crate::matcher::Mention;

/// A text with fields in braces, filled in for each mention.
///
/// Fields: `{canonical}` the canonical name in the shape of the surface form,
/// `{surface}` what stands in the text, `{id}`, `{type}`; `{{` and `}}` are
/// braces. A mention that stands in its template already is left alone.
///
/// ```
/// use exonym::rewrite::Template;
///
/// let template: Template = "{canonical} [{id}]".parse()?;
/// assert_eq!(template.to_string(), "{canonical} [{id}]");
/// let error = "{cannonical}".parse::<Template>().unwrap_err();
/// assert!(error.to_string().contains("unknown field `cannonical`"));
/// # Ok::<(), exonym::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(Field),
}

/// What stands in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Canonical,
    Surface,
    Id,
    Type,
}

impl Field {
    /// Whether it is a name, as the mention's or as the canonical one.
    pub(crate) fn is_name(self) -> bool {
        matches!(self, Field::Canonical | Field::Surface)
    }

    /// What it is for one mention.
    pub(crate) fn value<'v>(
        self,
        mention: &'v Mention<'_>,
        surface: &'v str,
        canonical: &'v str,
    ) -> &'v str {
        match self {
            Field::Canonical => canonical,
            Field::Surface => surface,
            Field::Id => mention.entity.id,
            Field::Type => mention.mention_type().as_str(),
        }
    }

    fn named(field: &str) -> Option<Field> {
        Some(match field {
            "canonical" => Field::Canonical,
            "surface" => Field::Surface,
            "id" => Field::Id,
            "type" => Field::Type,
            _ => return None,
        })
    }
}

impl Template {
    /// Its parts: text, or a field.
    #[cfg(feature = "markup")]
    pub(crate) fn parts(&self) -> impl Iterator<Item = Result<&str, Field>> {
        self.parts.iter().map(|part| match part {
            Part::Text(text) => Ok(text.as_str()),
            Part::Field(field) => Err(*field),
        })
    }

    /// The mention written by this template; `None` if it stands so already, beside `all` the mentions of the text.
    pub(super) fn fill(
        &self,
        text: &[u8],
        surface: &str,
        (mention, all): (&Mention<'_>, &[Mention<'_>]),
        canonical: &str,
    ) -> Option<String> {
        let mut filled = String::new();
        // Where in the filled template the name itself stands, if it does.
        let mut name_at = None;
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Field(field) => {
                    let value = field.value(mention, surface, canonical);
                    if field.is_name() && value == surface {
                        name_at = name_at.or(Some(filled.len()));
                    }
                    filled.push_str(value);
                }
            }
        }
        let stands_already = name_at.and_then(|at| {
            let from = mention.span.start.checked_sub(at)?;
            text.get(from..from + filled.len())
        });
        let written = stands_already == Some(filled.as_bytes())
            || self.encloses(text, mention)
            || self.is_one_of_two(text, mention, all);
        (!written).then_some(filled)
    }
}

impl Template {
    /// Whether a mention stands between the very texts that enclose a name in
    /// the template, and so is the second name of one that is filled in already.
    fn encloses(&self, text: &[u8], mention: &Mention<'_>) -> bool {
        let (before, after) = (&text[..mention.span.start], &text[mention.span.end..]);
        self.parts.windows(3).any(|parts| match parts {
            [Part::Text(left), Part::Field(field), Part::Text(right)] if field.is_name() => {
                let telling =
                    |part: &str| part.contains(|c: char| !c.is_alphanumeric() && c != ' ');
                telling(left)
                    && telling(right)
                    && before.ends_with(left.as_bytes())
                    && after.starts_with(right.as_bytes())
            }
            _ => false,
        })
    }
}

impl Template {
    /// Whether a mention and others of the same entity stand as the names of this template, with all its texts between.
    fn is_one_of_two(&self, text: &[u8], mention: &Mention<'_>, all: &[Mention<'_>]) -> bool {
        let same = |other: &&Mention<'_>| other.entity.id == mention.entity.id;
        // They come in the order of the text.
        let before = |at: usize| all.partition_point(|other| other.span.start < at);
        let starting_at = |at: usize| {
            let other = all.get(before(at)).filter(same);
            other.filter(|other| other.span.start == at)
        };
        let ending_at = |at: usize| {
            let other = all[..before(at)].last().filter(same);
            other.filter(|other| other.span.end == at)
        };
        let plain = |part: &Part| match part {
            Part::Text(text) => Some(text.clone()),
            Part::Field(field) if field.is_name() => None,
            Part::Field(field) => Some(field.value(mention, "", "").to_owned()),
        };
        let back = |at: usize, part: &Part| match plain(part) {
            Some(plain) => text[..at]
                .ends_with(plain.as_bytes())
                .then(|| at - plain.len()),
            None => ending_at(at).map(|other| other.span.start),
        };
        let on = |at: usize, part: &Part| match plain(part) {
            Some(plain) => text[at..]
                .starts_with(plain.as_bytes())
                .then(|| at + plain.len()),
            None => starting_at(at).map(|other| other.span.end),
        };
        let names = || {
            self.parts
                .iter()
                .enumerate()
                .filter(|(_, part)| plain(part).is_none())
        };
        names().count() > 1
            && names().any(|(nth, _)| {
                let (before, behind) = (&self.parts[..nth], &self.parts[nth + 1..]);
                before
                    .iter()
                    .rev()
                    .try_fold(mention.span.start, back)
                    .is_some()
                    && behind.iter().try_fold(mention.span.end, on).is_some()
            })
    }
}

impl FromStr for Template {
    type Err = Error;

    fn from_str(source: &str) -> Result<Template, Error> {
        let mut parts = Vec::new();
        let mut text = String::new();
        let mut chars = source.chars().enumerate().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '{' | '}' if chars.next_if(|(_, next)| *next == c).is_some() => text.push(c),
                '{' => {
                    let inside = || chars.next_if(|(_, c)| *c != '}').map(|(_, c)| c);
                    let field: String = std::iter::from_fn(inside).collect();
                    if chars.next().is_none() {
                        return Err(bad(source, unpaired('{', at, "is never closed")));
                    }
                    parts.extend((!text.is_empty()).then(|| Part::Text(std::mem::take(&mut text))));
                    let known = Field::named(&field).ok_or_else(|| {
                        let known = "canonical, surface, id, type";
                        bad(source, format!("unknown field `{field}`; known: {known}"))
                    })?;
                    parts.push(Part::Field(known));
                }
                '}' => return Err(bad(source, unpaired('}', at, "closes nothing"))),
                c => text.push(c),
            }
        }
        parts.extend((!text.is_empty()).then_some(Part::Text(text)));
        if !parts.iter().any(|part| matches!(part, Part::Field(_))) {
            let problem = "it has no field, and every name would become the same words; known: \
                {canonical}, {surface}, {id}, {type}";
            return Err(bad(source, problem.to_owned()));
        }
        Ok(Template {
            source: source.to_owned(),
            parts,
        })
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

/// What is wrong with a brace that stands alone.
fn unpaired(brace: char, at: usize, problem: &str) -> String {
    let place = at + 1;
    format!("the `{brace}` at character {place} {problem}; write `{brace}{brace}` for a brace")
}

fn bad(source: &str, problem: String) -> Error {
    Error::config(format!("template `{source}`: {problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_has_a_field() {
        for source in ["", "Yerevan", "{{canonical}}"] {
            let error = source.parse::<Template>().unwrap_err().to_string();
            assert!(error.contains("it has no field"), "{error}");
        }
    }

    #[test]
    fn errors_point_at_characters() {
        for (source, place) in [("Ереван {id", "character 8"), ("Ереван }", "character 8")]
        {
            let error = source.parse::<Template>().unwrap_err().to_string();
            assert!(error.contains(place), "{error}");
        }
    }
}

//! Writing characters so that a reader of the markup sees those characters.

use encoding_rs::Encoding;

/// Where in a document a stretch of text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// Between tags of HTML or XML.
    Text,
    /// There too, but in an element that holds no tags, such as `<title>`.
    TextOnly,
    /// In a CDATA section.
    Cdata,
    /// In an attribute's value, in double quotes, in single ones, in none.
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
    Markdown,
    /// In a string of JSON, or of JSON that has no character beyond ASCII.
    Json,
    AsciiJson,
    /// In a quoted field of CSV.
    QuotedField,
    /// As it is.
    Plain,
}

impl Context {
    /// Whether there are references here, or tags.
    pub(super) fn is_markup(self) -> bool {
        match self {
            Context::Text | Context::TextOnly | Context::Markdown => true,
            Context::DoubleQuoted | Context::SingleQuoted | Context::Unquoted => true,
            Context::Cdata | Context::Plain | Context::QuotedField => false,
            Context::Json | Context::AsciiJson => false,
        }
    }
}

/// `text` as it is written there; `None` if it cannot be.
pub(super) fn escape(text: &str, context: Context, encoding: &'static Encoding) -> Option<String> {
    let escaped = match context {
        Context::Text | Context::TextOnly => references(text, |c| matches!(c, '<' | '>')),
        Context::DoubleQuoted => references(text, |c| matches!(c, '"' | '<')),
        Context::SingleQuoted => references(text, |c| matches!(c, '\'' | '<')),
        Context::Unquoted => references(text, |c| {
            c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '=' | '`')
        }),
        Context::Cdata => text.replace("]]>", "]]]]><![CDATA[>"),
        Context::Markdown => markdown(text),
        Context::Json => json(text, |_| false),
        Context::AsciiJson => ascii_json(text),
        Context::QuotedField => text.replace('"', "\"\""),
        Context::Plain => text.to_owned(),
    };
    let (_, _, unwritable) = encoding.encode(&escaped);
    match context {
        _ if !unwritable => Some(escaped),
        Context::Cdata | Context::Plain | Context::QuotedField => None,
        Context::Json | Context::AsciiJson => Some(ascii_json(text)),
        _ => Some(with_numbers(&escaped, encoding)),
    }
}

/// With references for ampersands, and for some characters more.
fn references(text: &str, more: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' if more(c) => out.push_str("&lt;"),
            '>' if more(c) => out.push_str("&gt;"),
            '"' if more(c) => out.push_str("&quot;"),
            c if more(c) => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// With numbers for the characters that the encoding has not.
fn with_numbers(text: &str, encoding: &'static Encoding) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match encoding.encode(c.encode_utf8(&mut [0; 4])).2 {
            true => out.push_str(&format!("&#{};", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// With a backslash before what might be read as markup. A name has letters
/// on either side of its marks, or a space: those that need no more are left.
fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let marks = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            // At the head of a line these make a heading, a list, a quotation.
            '#' | '+' | '-' | '>' | '=' | ':' => out.is_empty(),
            '.' | ')' => !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// With an escape for all that is not ASCII.
fn ascii_json(text: &str) -> String {
    json(text, |c| !c.is_ascii())
}

/// With escapes for what JSON asks them for, and for some characters more.
fn json(text: &str, more: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_ascii_control() || more(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        let escaped = |text, context| escape(text, context, encoding_rs::UTF_8).unwrap();
        for (context, text, written) in [
            (Context::Text, "A & <B>", "A &amp; &lt;B&gt;"),
            (Context::DoubleQuoted, "\"A\" 'B'", "&quot;A&quot; 'B'"),
            (Context::SingleQuoted, "Côte d'Ivoire", "Côte d&#39;Ivoire"),
            (Context::Unquoted, "New York", "New&#32;York"),
            (Context::Cdata, "a]]>b", "a]]]]><![CDATA[>b"),
            (
                Context::Markdown,
                "*A* & B_C 1. [x]",
                "\\*A\\* & B_C 1. \\[x\\]",
            ),
            (Context::Markdown, "1. FC Köln", "1\\. FC Köln"),
            (Context::Json, "\"Ü\\\"", "\\\"Ü\\\\\\\""),
            (Context::AsciiJson, "Ü𐐀", "\\u00dc\\ud801\\udc00"),
            (Context::QuotedField, "\"A\"", "\"\"A\"\""),
        ] {
            assert_eq!(escaped(text, context), written, "{context:?}");
        }
    }

    #[test]
    fn what_an_encoding_has_not_is_a_number_or_nothing() {
        let written = |context| escape("Երևան", context, encoding_rs::WINDOWS_1251);
        assert_eq!(
            written(Context::Text).unwrap(),
            "&#1333;&#1408;&#1415;&#1377;&#1398;"
        );
        assert_eq!(written(Context::Plain), None);
        assert_eq!(written(Context::Cdata), None);
    }
}

//! Pages made by chance, whole and broken.

use proptest::prelude::*;

pub fn choices() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 20..400)
}

/// Numbers read as one decision after another.
pub struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    pub fn new(numbers: Vec<u16>) -> Choices {
        Choices(numbers.into_iter())
    }

    /// One of these.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.0.next().unwrap_or(0)) % all.len()]
    }

    /// A text of names and other words, some of their characters as references.
    fn text(&mut self, out: &mut String) {
        for _ in 0..self.of(&[0, 1, 2, 4]) {
            let word = self.of(WORDS);
            for c in word.chars() {
                match self.of(&[0, 0, 0, 0, 0, 0, 1, 2]) {
                    _ if c == '<' => out.push_str("&lt;"),
                    1 => out.push_str(&format!("&#{};", u32::from(c))),
                    2 if c == 'ü' => out.push_str("&uuml;"),
                    2 if c == ' ' => out.push_str("\n  "),
                    _ => out.push(c),
                }
                self.comment(out);
            }
            out.push_str(self.of(&[" ", ", ", " ", "\n", " &amp; ", ". ", "\n\n  ", "&nbsp;"]));
        }
    }

    fn comment(&mut self, out: &mut String) {
        if self.of(&[false; 24]) || self.0.len() % 37 == 1 {
            out.push_str("<!-- Qarzen -->");
        }
    }

    fn inline(&mut self, out: &mut String, depth: usize) {
        for _ in 0..self.of(&[1, 1, 2, 3]) {
            let tag = self.of(&[
                "", "", "b", "i", "span", "code", "sup", "img", "wbr", "a", "br",
            ]);
            match tag {
                "" => self.text(out),
                "img" | "wbr" | "br" => out.push_str(&format!("<{tag}>")),
                _ if depth == 0 => self.text(out),
                // No link stands in a link.
                "a" if out.matches("<a ").count() > out.matches("</a>").count() => self.text(out),
                tag => {
                    let attribute = self.of(&[
                        "",
                        " title='Qarzen'",
                        " lang=en",
                        " translate=no",
                        " class=\"x\"",
                    ]);
                    let href = if tag == "a" { " href=Qarzen" } else { "" };
                    out.push_str(&format!("<{tag}{href}{attribute}>"));
                    self.inline(out, depth - 1);
                    out.push_str(&format!("</{tag}>"));
                }
            }
        }
    }

    fn block(&mut self, out: &mut String, depth: usize) {
        for _ in 0..self.of(&[1, 2, 3]) {
            let tag = self.of(&[
                "p",
                "p",
                "div",
                "h2",
                "ul",
                "table",
                "pre",
                "blockquote",
                "script",
            ]);
            let close = self.of(&[true, true, true, false]);
            let space = self.of(&["", "\n", "\n\n  "]);
            out.push_str(space);
            match tag {
                "script" => out.push_str("<script>'Qarzen</p><b>'</script>"),
                "ul" if depth > 0 => {
                    out.push_str("<ul>");
                    for _ in 0..self.of(&[1, 2]) {
                        out.push_str("<li>");
                        self.inline(out, 2);
                        out.push_str(if close { "</li>" } else { "" });
                    }
                    out.push_str("</ul>");
                }
                "table" if depth > 0 => {
                    out.push_str("<table><tbody>");
                    for _ in 0..self.of(&[1, 2]) {
                        out.push_str("<tr><td>");
                        self.inline(out, 2);
                        out.push_str(if close { "</td><td>" } else { "<td>" });
                        self.inline(out, 1);
                        out.push_str(if close { "</td></tr>" } else { "" });
                    }
                    out.push_str("</tbody></table>");
                }
                "div" | "blockquote" if depth > 0 => {
                    out.push_str(&format!("<{tag}>"));
                    self.block(out, depth - 1);
                    out.push_str(&format!("</{tag}>"));
                }
                tag => {
                    let tag = if matches!(tag, "ul" | "table") {
                        "p"
                    } else {
                        tag
                    };
                    out.push_str(&format!("<{tag}>"));
                    self.inline(out, 3);
                    if close || tag != "p" {
                        out.push_str(&format!("</{tag}>"));
                    }
                }
            }
        }
    }

    pub fn page(&mut self) -> String {
        let mut out = String::from("<!DOCTYPE html><html><head><title>");
        self.text(&mut out);
        out.push_str("</title></head><body>");
        self.block(&mut out, 2);
        out
    }

    /// Tags, halves of tags and names in any order.
    pub fn soup(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        while self.0.len() > 0 {
            match self.of(&[0, 0, 1]) {
                0 => out.extend_from_slice(self.of(SOUP)),
                _ => out.extend_from_slice(self.of(WORDS).as_bytes()),
            }
        }
        out
    }
}

pub const WORDS: &[&str] = &[
    "Qarzen",
    "Qarzan",
    "Zuqüv Vexiq",
    "Vexiq",
    "Zuqüv",
    "Kel Mop Dra",
    "and",
    "the",
    "x<y>z",
    "Nu & Nu",
];

const SOUP: &[&[u8]] = &[
    b"<p>",
    b"</p>",
    b"<b>",
    b"</b>",
    b"<i",
    b">",
    b" ",
    b"\n",
    b"\r\n",
    b"&",
    b"&amp;",
    b"&#",
    b"&#x",
    b"x41",
    b";",
    b"<",
    b"</",
    b"<!",
    b"<!--",
    b"-->",
    b"<?",
    b"<![CDATA[",
    b"]]>",
    b"'",
    b"\"",
    b"=",
    b" title=",
    b" lang=",
    b"en",
    b" translate=no",
    b"<svg>",
    b"</svg>",
    b"<math>",
    b"<script>",
    b"</script",
    b"<title>",
    b"</title>",
    b"<textarea>",
    b"<code>",
    b"</code>",
    b"<table>",
    b"<td>",
    b"<li>",
    b"</table>",
    b"<a href=x>",
    b"</a>",
    b"<br/>",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"<plaintext>",
    b"</",
    b"&not",
    b"&uuml",
    b"&nGg;",
    b"<p title='",
    b"<pre>",
    b"</pre>",
    b"<template>",
];

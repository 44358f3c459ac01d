//! What must hold of documents with markup, whatever they are: pages made by
//! chance, whole and broken, read by html5ever too.

#![cfg(feature = "markup")]

use std::borrow::Cow;
use std::sync::LazyLock;

use exonym::markup::{Content, Decoded, Options};
use exonym::rewrite::apply;
use exonym::{Document, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;

/// Numbers read as one decision after another.
struct Choices(std::vec::IntoIter<u16>);

impl Choices {
    fn of<T: Copy>(&mut self, all: &[T]) -> T {
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

    fn page(&mut self) -> String {
        let mut out = String::from("<!DOCTYPE html><html><head><title>");
        self.text(&mut out);
        out.push_str("</title></head><body>");
        self.block(&mut out, 2);
        out
    }

    /// Tags, halves of tags and names in any order.
    fn soup(&mut self) -> Vec<u8> {
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

const WORDS: &[&str] = &[
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

static MATCHER: LazyLock<Matcher> = LazyLock::new(|| {
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        Record::new("A", "Qarzan"),
        Record::new("A", "Qarzen"),
        Record::new("B", "Zuqov Mop"),
        Record::new("B", "Zuqüv Vexiq"),
        Record::new("C", "X <Y> & \"Z'"),
        Record::new("C", "Kel Mop Dra"),
        Record::new("D", "amp"),
        Record::new("D", "Nu & Nu"),
    ]);
    Matcher::new(builder.to_gazetteer("random").expect("it builds"))
});

fn choices() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 20..400)
}

/// The text of a tree, by the same table of elements as the library has it, and
/// its markup without the text.
#[derive(Default)]
struct Oracle {
    text: String,
    gap: u8,
    markup: String,
}

impl Oracle {
    fn read(page: &[u8]) -> Oracle {
        let dom = html5ever::parse_document(RcDom::default(), Default::default())
            .from_utf8()
            .one(page);
        let mut oracle = Oracle::default();
        oracle.walk(&dom.document, false);
        oracle
    }

    fn walk(&mut self, node: &Handle, skip: bool) {
        match &node.data {
            NodeData::Text { contents } => self.say(&contents.borrow(), skip),
            NodeData::Element { name, attrs, .. } => {
                let attribute = |name: &str| {
                    let attributes = attrs.borrow();
                    let found = attributes.iter().find(|a| &*a.name.local == name);
                    found.map(|a| a.value.to_string())
                };
                let (gap, own) = match &*name.local {
                    "b" | "i" | "span" | "a" | "wbr" => (0, false),
                    "script" => (0, true),
                    "sup" | "img" => (1, false),
                    "code" => (1, true),
                    "pre" => (2, true),
                    _ => (2, false),
                };
                let skip = skip || own || attribute("translate").as_deref() == Some("no");
                self.markup += &format!("<{} {:?}>", name.local, attrs.borrow());
                self.gap = self.gap.max(gap);
                node.children
                    .borrow()
                    .iter()
                    .for_each(|node| self.walk(node, skip));
                self.gap = self.gap.max(gap);
                self.markup += "</>";
            }
            NodeData::Comment { contents } => self.markup += &format!("<!--{contents}-->"),
            _ => node
                .children
                .borrow()
                .iter()
                .for_each(|node| self.walk(node, skip)),
        }
    }

    fn say(&mut self, text: &str, skip: bool) {
        if skip {
            if !text.trim_ascii().is_empty() {
                self.gap = self.gap.max(1);
            }
            return;
        }
        let fresh = self.text.is_empty() || self.gap == 2;
        let text = if fresh { text.trim_ascii_start() } else { text };
        if text.is_empty() {
            return;
        }
        match std::mem::take(&mut self.gap) {
            _ if self.text.is_empty() => {}
            1 => self.text.push('\u{FFFC}'),
            2 => self.text.push('\u{2029}'),
            _ => {}
        }
        self.text.push_str(text);
    }

    fn shown(&self) -> String {
        by_paragraphs(&self.text)
    }
}

/// With white space as a browser would show it, and paragraphs a line each.
fn shown(text: &str) -> String {
    by_paragraphs(&text.replace("\n\n", "\u{2029}"))
}

fn by_paragraphs(text: &str) -> String {
    let paragraph = |text: &str| text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    text.split('\u{2029}')
        .map(paragraph)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The text of a page rewritten as a plain text is.
fn rewritten(rewriter: &Rewriter<'_>, content: &Content) -> Vec<u8> {
    let document = Document::new(content.text()).lang("en");
    rewriter.rewrite(&document, &mut Scratch::default()).text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn pages_are_read_as_browsers_do_and_only_names_change(numbers in choices()) {
        let page = Choices(numbers.into_iter()).page();
        let source = page.as_bytes();
        let scratch = &mut Scratch::default();
        let rewriter = Rewriter::new(&MATCHER);
        let content = Content::html(source, &Options::new()).unwrap();
        let text = String::from_utf8(content.text().to_vec()).unwrap();
        let before = Oracle::read(source);
        prop_assert_eq!(shown(&text), before.shown(), "{}", page);

        let rewriting = content.rewrite(source, &rewriter, "en", scratch);
        prop_assert_eq!(&apply(source, &rewriting.edits), &rewriting.text);
        let after = Oracle::read(&rewriting.text);
        prop_assert_eq!(&after.markup, &before.markup, "{}", page);
        let wanted = String::from_utf8(rewritten(&rewriter, &content)).unwrap();
        prop_assert_eq!(after.shown(), shown(&wanted), "{}", page);

        // What is between the edits is there, byte for byte, and nothing else.
        let (mut at, mut rest) = (0, &rewriting.text[..]);
        for edit in &rewriting.edits {
            let kept = &source[at..edit.span.start];
            prop_assert!(rest.starts_with(kept));
            rest = &rest[kept.len() + edit.replacement.len()..];
            at = edit.span.end;
        }
        prop_assert_eq!(rest, &source[at..]);
    }

    #[test]
    fn broken_pages_are_left_as_they_are_but_for_names(numbers in choices()) {
        let source = Choices(numbers.into_iter()).soup();
        let scratch = &mut Scratch::default();
        let rewriter = Rewriter::new(&MATCHER);
        let options = Options::new().attributes(["title"]);
        let content = Content::html(&source, &options).unwrap();
        let rewriting = content.rewrite(&source, &rewriter, "en", scratch);
        let again = Content::html(&rewriting.text, &options).unwrap();
        let twice = again.rewrite(&rewriting.text, &rewriter, "en", scratch);
        prop_assert_eq!(
            twice.text.escape_ascii().to_string(),
            rewriting.text.escape_ascii().to_string(),
            "{}", source.escape_ascii()
        );
        // Each stretch of the text stands where it is said to.
        for mention in &rewriting.annotation.mentions {
            let span = content.original(&mention.span);
            prop_assert!(span.start < span.end && span.end <= source.len());
        }
    }

    #[test]
    fn xml_is_read_as_it_is_written(numbers in choices()) {
        let mut choices = Choices(numbers.into_iter());
        let (mut source, mut text) = (String::from("<d>"), String::new());
        let mut open = Vec::new();
        for _ in 0..choices.of(&[3, 6, 12]) {
            match choices.of(&[0, 0, 0, 1, 2, 3, 4]) {
                0 => {
                    let word = choices.of(WORDS);
                    source += &match choices.of(&[0, 1, 2]) {
                        0 => word.replace('&', "&amp;").replace('<', "&lt;"),
                        1 => format!("<![CDATA[{word}]]>"),
                        _ => word.chars().map(|c| format!("&#x{:X};", u32::from(c))).collect(),
                    };
                    text += word;
                }
                1 => {
                    source += "<b a='Qarzen'>";
                    open.push("</b>");
                }
                2 => source += "<!-- Qarzen --><?x Qarzen?>",
                3 => source += open.pop().unwrap_or("<b/>"),
                _ => {
                    source += ", ";
                    text += ", ";
                }
            }
        }
        source.extend(open.into_iter().rev());
        source += "</d>";
        let content = Content::xml(source.as_bytes(), &Options::new()).unwrap();
        prop_assert_eq!(String::from_utf8_lossy(content.text()), text.trim_ascii_start());
        let scratch = &mut Scratch::default();
        let rewriter = Rewriter::new(&MATCHER);
        let rewriting = content.rewrite(source.as_bytes(), &rewriter, "en", scratch);
        let again = Content::xml(&rewriting.text, &Options::new()).unwrap();
        prop_assert_eq!(again.text(), &rewritten(&rewriter, &content)[..], "{}", source);
    }

    #[test]
    fn texts_in_other_encodings_change_only_where_they_are_edited(
        numbers in prop::collection::vec(any::<u16>(), 20..120),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        const LABELS: &[&str] = &["utf-16le", "utf-16be", "windows-1252", "shift_jis", "gb18030", "euc-kr", "big5", "utf-8"];
        let mut choices = Choices(numbers.into_iter());
        let encoding = encoding_rs::Encoding::for_label(choices.of(LABELS).as_bytes()).unwrap();
        let mut source = Vec::new();
        let writer = Decoded::new(b"", Some(encoding)).unwrap();
        let mut bytes = bytes.chunks(3);
        for _ in 0..choices.of(&[2, 5, 9]) {
            source.extend(writer.encode(choices.of(WORDS)).unwrap_or_default());
            source.extend(writer.encode(" ").unwrap());
            source.extend(bytes.next().unwrap_or_default());
        }
        let Ok(decoded) = Decoded::new(&source, Some(encoding)) else { return Ok(()) };
        let rewriter = Rewriter::new(&MATCHER).writable_in(decoded.encoding());
        let rewriting = rewriter.rewrite(&Document::new(decoded.text()), &mut Scratch::default());
        let spans: Vec<_> = rewriting.edits.iter().map(|edit| edit.span.clone()).collect();
        let places = decoded.spans(&spans);
        let written = decoded.apply(&rewriting.edits);
        let (mut at, mut rest) = (0, &written[..]);
        for (edit, place) in rewriting.edits.iter().zip(&places) {
            let (old, _) = encoding.decode_without_bom_handling(&source[place.clone()]);
            prop_assert_eq!(Cow::Borrowed(old.as_bytes()), Cow::Borrowed(&decoded.text()[edit.span.clone()]));
            let new = decoded.encode(&edit.replacement).unwrap();
            let kept = &source[at..place.start];
            prop_assert!(rest.starts_with(kept));
            prop_assert!(rest[kept.len()..].starts_with(&new));
            rest = &rest[kept.len() + new.len()..];
            at = place.end;
        }
        prop_assert_eq!(rest, &source[at..]);
    }
}

//! What must hold of documents with markup, whatever they are: pages made by
//! chance, whole and broken, read by html5ever too.

#![cfg(feature = "markup")]

mod pages;

use std::borrow::Cow;
use std::sync::LazyLock;

use exonym::markup::{Content, Decoded, Options};
use exonym::rewrite::apply;
use exonym::{Document, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pages::{Choices, WORDS, choices};
use proptest::prelude::*;

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
        let page = Choices::new(numbers).page();
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
        let source = Choices::new(numbers).soup();
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
        let mut choices = Choices::new(numbers);
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
        let mut choices = Choices::new(numbers);
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

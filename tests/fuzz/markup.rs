//! What the fuzz targets of documents do with their bytes.

use exonym::markup::{Content, Decoded, MarkupTemplate, Options, declared_encoding};
use exonym::{Document, Rewriter, Scratch, rewrite};

use super::MATCHER;

/// Any bytes as HTML.
pub fn html(data: &[u8]) {
    let Some((&how, page)) = data.split_first() else {
        return;
    };
    document(how, page, |page, options| Content::html(page, options).ok());
}

/// Any bytes as XML.
pub fn xml(data: &[u8]) {
    let Some((&how, source)) = data.split_first() else {
        return;
    };
    document(how, source, |source, options| {
        Content::xml(source, options).ok()
    });
}

/// Any text as Markdown. Marks next to a name may come to mean something else
/// with another name, so what is written is not asked to stay.
pub fn markdown(data: &[u8]) {
    let Some((&how, source)) = data.split_first() else {
        return;
    };
    let source = String::from_utf8_lossy(source);
    let Ok(content) = Content::markdown(&source, &options(how)) else {
        return;
    };
    placed(&content, source.as_bytes());
    let rewriter = Rewriter::new(&MATCHER);
    content.rewrite(source.as_bytes(), &rewriter, "", &mut Scratch::default());
}

/// Any bytes as a text in some encoding, with a string of JSON or a cell of CSV in it.
pub fn encoded(data: &[u8]) {
    let Some((&how, source)) = data.split_first() else {
        return;
    };
    const LABELS: [&[u8]; 8] = [
        b"utf-8",
        b"utf-16le",
        b"utf-16be",
        b"windows-1251",
        b"shift_jis",
        b"gb18030",
        b"big5",
        b"iso-2022-jp",
    ];
    let encoding = encoding_rs::Encoding::for_label(LABELS[usize::from(how & 7)]);
    let _ = declared_encoding(source);
    let Ok(decoded) = Decoded::new(source, encoding) else {
        return;
    };
    assert_eq!(decoded.apply(&[]), source);
    let rewriter = Rewriter::new(&MATCHER).writable_in(decoded.encoding());
    let text = decoded.text();
    let rewriting = rewriter.rewrite(&Document::new(text), &mut Scratch::default());
    let written = decoded.apply(&rewriting.edits);
    if decoded.is_source() {
        assert_eq!(written, rewriting.text);
    }
    let fields = [
        Content::json_string(text, 0..text.len(), decoded.encoding()),
        Content::csv_cell(text, 0..text.len(), decoded.encoding()),
    ];
    for field in fields {
        placed(&field, text);
        let rewriting = rewriter.rewrite(&Document::new(field.text()), &mut Scratch::default());
        rewrite::apply(text, &field.edits(&rewriting.edits));
        field.cell_edits(text, 0..text.len(), &rewriting.edits, b',');
    }
}

fn options(how: u8) -> Options {
    let attributes: &[&str] = if how & 1 == 0 { &[] } else { &["title", "alt"] };
    let encoding = match how & 2 {
        0 => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1251,
    };
    Options::new()
        .attributes(attributes.iter().copied())
        .encoding(encoding)
        .tags(true)
}

/// Nothing but names changes, and only once.
fn document(how: u8, source: &[u8], read: impl Fn(&[u8], &Options) -> Option<Content>) {
    let options = options(how);
    let Some(content) = read(source, &options) else {
        return;
    };
    placed(&content, source);
    let template: Option<MarkupTemplate> = match how >> 2 & 3 {
        0 | 1 => None,
        2 => "<a href='/{id}'>{canonical}</a>".parse().ok(),
        _ => "<q id=\"{surface}\">{surface}</q>".parse().ok(),
    };
    let rewriter = Rewriter::new(&MATCHER);
    let scratch = &mut Scratch::default();
    let mut rewritten = |content: &Content, source: &[u8]| match &template {
        None => content.rewrite(source, &rewriter, "", scratch),
        Some(template) => content.mark_up(source, &rewriter, template, "", scratch),
    };
    let first = rewritten(&content, source);
    assert_eq!(first.text, rewrite::apply(source, &first.edits));
    let again = read(&first.text, &options).expect("what was well-formed is so still");
    let second = rewritten(&again, &first.text);
    assert_eq!(
        second.text.escape_ascii().to_string(),
        first.text.escape_ascii().to_string()
    );
}

/// Each stretch of the text stands in the source, where it says.
fn placed(content: &Content, source: &[u8]) {
    let text = content.text();
    for start in 0..text.len().min(200) {
        let span = content.original(&(start..start + 1));
        assert!(span.start <= span.end && span.end <= source.len());
    }
}

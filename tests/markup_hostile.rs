//! Documents made to hurt: memory stays in proportion to their size, whatever is in
//! them. The sizes are such that work which grew with their square would not end.

#![cfg(feature = "markup")]

use exonym::markup::{Content, MarkupTemplate, Options};
use exonym::{Document, ErrorKind, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;

/// How many times its size a document may take while it is read, and some room to begin with.
const TIMES: usize = 12;
const ROOM: usize = 4 * MIB;

/// The parser of Markdown keeps a tree, which has a node for each mark.
const TIMES_MARKS: usize = 256;

/// What `read` returns, its memory bounded by the size of what it reads.
fn bounded<T>(name: &str, source: &[u8], times: usize, read: impl FnOnce(&[u8]) -> T) -> T {
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let result = read(source);
    let peak = ALLOCATOR.peak_usage() - before;
    let most = times * source.len() + ROOM;
    assert!(peak <= most, "{name}: {peak} bytes for {}", source.len());
    result
}

fn numbered(count: usize, each: impl Fn(usize) -> String) -> String {
    (0..count).map(each).collect()
}

fn pages() -> Vec<(&'static str, String)> {
    let many = |what: &str, count: usize| what.repeat(count);
    vec![
        ("nested", many("<div>", 1_000_000)),
        (
            "nested and closed",
            many("<b>", 100_000) + &many("</b>", 100_000),
        ),
        ("nested with text", many("<p><i>x", 80_000)),
        (
            "end tags of what is not open",
            many("<div>", 9_000) + &many("</b>", 100_000),
        ),
        (
            "end tags behind a barrier",
            format!("<b>{}{}", many("<table><td>", 4_000), many("</b>", 100_000)),
        ),
        ("items", many("<li>", 100_000)),
        (
            "items in what does not hold them",
            many("<b>", 9_000) + &many("<li><b>", 80_000),
        ),
        ("cells", many("<td>", 100_000)),
        ("tables in tables", many("<table><tr><td>", 100_000)),
        ("foreign", many("<svg><title>", 100_000)),
        (
            "an attribute",
            format!("<a title='{}'>x</a>", many("x", 64 * MIB)),
        ),
        (
            "an attribute without an end",
            format!("<a title='{}", many("x", 16 * MIB)),
        ),
        (
            "an attribute of references",
            format!("<a title='{}'>x</a>", many("&amp;", 150_000)),
        ),
        (
            "a class",
            format!("<a class='{}'>x</a>", many("x ", 4 * MIB)),
        ),
        (
            "a language",
            format!("<a lang='{}'>x</a>", many("x-", 4 * MIB)),
        ),
        (
            "languages",
            numbered(100_000, |n| format!("<p lang=x{n}>x")),
        ),
        (
            "languages by turns",
            many("<i lang=en>x</i><i lang=de>x</i>", 50_000),
        ),
        (
            "attributes",
            format!("<a {}>", numbered(100_000, |n| format!("a{n}=b "))),
        ),
        (
            "attributes of one name",
            format!("<a {}>", many("title=b ", 100_000)),
        ),
        (
            "names of elements",
            numbered(100_000, |n| format!("<x{n}>")),
        ),
        (
            "the name of an element",
            format!("<{}>", many("x", 16 * MIB)),
        ),
        ("angles", many("<", 1_000_000)),
        ("ampersands", many("&", 1_000_000)),
        ("references", many("&nGg;", 100_000)),
        ("a number", format!("&#{}", many("9", 4 * MIB))),
        ("comments", many("<!-->", 100_000)),
        (
            "a comment without an end",
            format!("<!--{}", many("-x", 4 * MIB)),
        ),
        (
            "a script without an end",
            format!("<script>{}", many("<!--<script", 150_000)),
        ),
        (
            "a title without an end",
            format!("<title>{}", many("</titl", 150_000)),
        ),
        (
            "a section without an end",
            format!("<svg><![CDATA[{}", many("]", 1_000_000)),
        ),
        (
            "an instruction without an end",
            format!("<?{}", many("?", MIB)),
        ),
        (
            "a doctype without an end",
            format!("<!DOCTYPE{}", many(" \"", MIB)),
        ),
        ("blank lines", format!("x{}x", many("\r\n", 500_000))),
        ("spaces and tags", many(" <b> </b>", 100_000)),
        ("text", many("x y ", 4 * MIB)),
    ]
}

fn documents() -> Vec<(&'static str, String)> {
    let many = |what: &str, count: usize| what.repeat(count);
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
    vec![
        ("nested", many("<d>", 1_000_000)),
        (
            "nested as deep as may be",
            many("<d>", 10_000) + &many("</d>", 10_000),
        ),
        ("laughs", format!("{laughs}<d>{}</d>", many("&d;", 80_000))),
        (
            "an attribute",
            format!("<d title='{}'/>", many("x", 64 * MIB)),
        ),
        (
            "an attribute of ampersands",
            format!("<d title='{}'/>", many("&", MIB)),
        ),
        (
            "attributes",
            format!("<d {}/>", numbered(100_000, |n| format!("a{n}='b' "))),
        ),
        ("instructions", format!("<d>{}</d>", many("<?x?>", 100_000))),
        (
            "sections",
            format!("<d>{}</d>", many("<![CDATA[x]]>", 80_000)),
        ),
        ("references", format!("<d>{}</d>", many("&#65;", 100_000))),
        (
            "a section without an end",
            format!("<d><![CDATA[{}", many("]", MIB)),
        ),
        (
            "a comment without an end",
            format!("<d><!--{}", many("-", MIB)),
        ),
        (
            "an attribute without an end",
            format!("<d title='{}", many("x", MIB)),
        ),
        (
            "a reference without an end",
            format!("<d>&{}", many("x", MIB)),
        ),
        (
            "a declaration without an end",
            format!("<!DOCTYPE d [{}", many("<!ENTITY ", MIB / 8)),
        ),
    ]
}

fn texts() -> Vec<(&'static str, String)> {
    let many = |what: &str, count: usize| what.repeat(count);
    vec![
        ("brackets", many("[", 100_000)),
        ("pictures", many("![", 100_000)),
        ("links", many("[a](", 50_000)),
        ("stars", many("*a **a ", 50_000)),
        ("low lines", many("_a __a ", 50_000)),
        ("quotations", many("> ", 2_000) + "a"),
        (
            "lists",
            numbered(500, |n| format!("{}- a\n", " ".repeat(2 * n))),
        ),
        (
            "backticks",
            numbered(1_000, |n| format!("{}a ", "`".repeat(n))),
        ),
        ("tags", many("<a ", 50_000)),
        ("references", many("&amp;", 100_000)),
        (
            "cells",
            many("|a", 50_000) + "\n" + &many("|-", 50_000) + "\n",
        ),
        ("definitions", numbered(20_000, |n| format!("[a{n}]: /x\n"))),
    ]
}

fn matcher() -> Matcher {
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        Record::new("A", "Qarzan Zuqov"),
        Record::new("A", "Qarzen Mop"),
    ]);
    Matcher::new(builder.to_gazetteer("hostile").unwrap())
}

/// One test, as all share the allocator.
#[test]
fn memory_is_in_proportion() {
    let options = Options::new().attributes(["title"]).tags(true);
    for (name, page) in pages() {
        let content = bounded(name, page.as_bytes(), TIMES, |page| {
            Content::html(page, &options)
        });
        assert!(content.unwrap().text().len() <= 2 * page.len(), "{name}");
    }
    for (name, document) in documents() {
        let read = bounded(name, document.as_bytes(), TIMES, |source| {
            Content::xml(source, &options)
        });
        match read {
            Ok(content) => assert!(content.text().len() <= 2 * document.len(), "{name}"),
            Err(error) => assert!(
                matches!(error.kind(), ErrorKind::Markup { .. }),
                "{name}: {error}"
            ),
        }
    }
    for (name, text) in texts() {
        let read = |text: &[u8]| Content::markdown(std::str::from_utf8(text).unwrap(), &options);
        bounded(name, text.as_bytes(), TIMES_MARKS, read).unwrap();
    }
    writing();
}

/// As many names as there may be, each across tags, and a template for each.
fn writing() {
    const COUNT: usize = 8_000;
    let (matcher, scratch) = (matcher(), &mut Scratch::default());
    let rewriter = Rewriter::new(&matcher);
    let page = "<p>In <b>Qar</b>zen <i>Mop</i> \"now and\"".repeat(COUNT);
    let content = Content::html(page.as_bytes(), &Options::new().tags(true)).unwrap();
    let rewriting = content.rewrite(page.as_bytes(), &rewriter, "en", scratch);
    assert_eq!(rewriting.annotation.mentions.len(), COUNT);
    assert_eq!(rewriting.edits.len(), 3 * COUNT);
    let template: MarkupTemplate = "<q title='{id}'>{surface}</q>".parse().unwrap();
    let skipping = rewriter.clone().skip_quotes(true);
    let marked = content.mark_up(page.as_bytes(), &skipping, &template, "en", scratch);
    assert_eq!(marked.edits.len(), 2 * COUNT);
    let plain = rewriter.rewrite(&Document::new(content.text()).lang("en"), scratch);
    assert_eq!(plain.edits.len(), COUNT);
}

//! Rewriting a page against rewriting the text of it, in bytes of that text. Each
//! bench checks its counts, so that a wrong answer is not a fast one.

use divan::Bencher;
use divan::counter::BytesCount;
use exonym::markup::{Content, Decoded, Options};
use exonym::{Document, GazetteerBuilder, Matcher, Record, Rewriter, Scratch};

fn main() {
    divan::main();
}

/// Paragraphs of a page, a name or two in each: as text, and with the markup that news has.
fn paragraphs() -> (String, String) {
    let (mut text, mut page) = (String::new(), String::from("<!DOCTYPE html><html><body>\n"));
    for n in 0..8_000 {
        let (one, two) = (name(n * 7), name(n * 13 + 5));
        text.push_str(&format!(
            "Delegations from {one} & others arrived in the capital on Monday, while officials of {two} “declined” to comment.\n\n"
        ));
        page.push_str(&format!(
            "<p class=\"story-body\">Delegations from <a href=\"/topic/{n}\">{one}</a> &amp; others arrived in the \
             capital on Monday, while <em>officials</em> of {two} &ldquo;declined&rdquo; to comment.</p>\n"
        ));
    }
    (text, page)
}

/// The n-th of an endless list of names. Every other one is to be rewritten.
fn name(n: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "re", "vo", "mi", "shen", "dra", "lo", "nu", "tar", "be", "go", "zi", "pel", "an",
        "sti", "mor",
    ];
    let mut word = String::new();
    let mut rest = n % 1000;
    for _ in 0..3 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word[..1].to_uppercase() + &word[1..]
}

fn matcher() -> Matcher {
    let mut builder = GazetteerBuilder::new();
    for n in 0..1000 {
        let id = format!("x:{n}");
        if n % 2 == 0 {
            builder.extend([Record::new(&*id, format!("{}ov", name(n)))]);
        }
        builder.extend([Record::new(&*id, name(n))]);
    }
    Matcher::new(builder.to_gazetteer("bench").expect("the names are fine"))
}

#[divan::bench]
fn rewrite_text(bencher: Bencher) {
    let ((text, _), matcher) = (paragraphs(), matcher());
    let (rewriter, mut scratch) = (Rewriter::new(&matcher), Scratch::default());
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let document = Document::new(&text).lang("en");
        let rewriting = rewriter.rewrite(&document, &mut scratch);
        assert!(rewriting.edits.len() > 4_000);
        rewriting.edits.len()
    });
}

#[divan::bench]
fn rewrite_html(bencher: Bencher) {
    let ((text, page), matcher) = (paragraphs(), matcher());
    let (rewriter, mut scratch) = (Rewriter::new(&matcher), Scratch::default());
    let plain = rewriter.rewrite(&Document::new(&text).lang("en"), &mut scratch);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        let content = Content::html(page.as_bytes(), &Options::new()).unwrap();
        let rewriting = content.rewrite(page.as_bytes(), &rewriter, "en", &mut scratch);
        assert_eq!(rewriting.edits.len(), plain.edits.len());
        rewriting.edits.len()
    });
}

#[divan::bench]
fn read_html(bencher: Bencher) {
    let (text, page) = paragraphs();
    bencher.counter(BytesCount::of_str(&page)).bench_local(|| {
        let content = Content::html(page.as_bytes(), &Options::new()).unwrap();
        assert_eq!(content.text().len(), text.trim_end().len());
    });
}

#[divan::bench(args = ["windows-1252", "utf-16le", "gb18030"])]
fn apply_in(bencher: Bencher, label: &str) {
    let text = paragraphs().0.replace(['“', '”'], "\"");
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    let writer = Decoded::new(b"", encoding).unwrap();
    let source = writer.encode(&text).unwrap();
    bencher
        .counter(BytesCount::new(source.len()))
        .bench_local(|| {
            let decoded = Decoded::new(&source, encoding).unwrap();
            let end = decoded.text().len();
            assert_eq!(decoded.original(&[end]), [source.len()]);
        });
}

//! The page of `report`.

mod folder;

use folder::Folder;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::Value;

const NAMES: &str = "\
id,name,lang,type,kind
Q1953,Yerevan,en,place,canonical
Q1953,Erevan,,place,alias
\"<i>&\"\"' id\",\"Bad </style><script>alert(1)</script> Name\",en,organization,canonical
Q7747,Vladimir Putin,en,person,canonical
Q230,Georgia,en,place,canonical
Q1428,Georgia,en,place,canonical
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder
}

/// Writes a report with options at their white space, and reads it.
fn report(folder: &Folder, options: &str) -> (i32, String) {
    let options = options.split_whitespace();
    let args: Vec<&str> = ["report", "-g", "names.csv", "-o", "report.html"]
        .into_iter()
        .chain(options)
        .collect();
    let ran = folder.run(&args);
    assert_eq!(ran.out, "");
    (ran.code.unwrap(), folder.read("report.html"))
}

/// The page as browsers read it, which must find nothing wrong.
fn parse(page: &str) -> RcDom {
    let dom =
        html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(page);
    let errors = dom.errors.borrow().clone();
    assert!(errors.is_empty(), "{errors:?}");
    dom
}

/// Everything below a node, itself first.
fn nodes(node: &Handle) -> Vec<Handle> {
    let mut all = vec![node.clone()];
    let mut at = 0;
    while at < all.len() {
        let children = all[at].children.borrow().clone();
        all.splice(at + 1..at + 1, children);
        at += 1;
    }
    all
}

fn element(node: &Handle) -> Option<&str> {
    match &node.data {
        NodeData::Element { name, .. } => Some(&name.local),
        _ => None,
    }
}

fn attributes(node: &Handle) -> Vec<(String, String)> {
    match &node.data {
        NodeData::Element { attrs, .. } => attrs
            .borrow()
            .iter()
            .map(|a| (a.name.local.to_string(), a.value.to_string()))
            .collect(),
        _ => Vec::new(),
    }
}

fn text(node: &Handle) -> String {
    let text = |node: &Handle| match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    };
    nodes(node).iter().map(text).collect()
}

/// The marked names: what stands in the text, and the ids on its card.
fn marks(dom: &RcDom) -> Vec<(String, Vec<String>)> {
    let is = |node: &Handle, name: &str| element(node) == Some(name);
    let all = nodes(&dom.document);
    let marks = all.iter().filter(|node| is(node, "mark"));
    let mark = |mark: &Handle| {
        let inner = nodes(mark);
        let surface = inner
            .iter()
            .find(|node| is(node, "u") || is(node, "del"))
            .map(text)
            .unwrap();
        let id = |node: &&Handle| attributes(node).contains(&("class".into(), "id".into()));
        (surface, inner.iter().filter(id).map(text).collect())
    };
    marks.map(mark).collect()
}

#[test]
fn every_mention_is_marked_and_every_name_left_is_listed() {
    let folder = folder();
    folder.write(
        "a.txt",
        "EREVAN: Vladimir Putin and Georgia.\n\nThen Erevan\u{202E} \u{1}again.\n",
    );
    folder.write("b.html", "<p>In <b>Ere</b>van &amp; Yerevan");
    let (code, page) = report(&folder, "a.txt b.html");
    assert_eq!(code, 0);
    let dom = parse(&page);
    let lines = folder
        .run(&[
            "annotate",
            "-g",
            "names.csv",
            "--format",
            "jsonl",
            "a.txt",
            "b.html",
        ])
        .out;
    let mut wanted = Vec::new();
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        for mention in line["mentions"].as_array().unwrap() {
            wanted.push(
                [&mention["surface"], &mention["entity"]]
                    .map(|value| value.as_str().unwrap().to_owned()),
            );
        }
    }
    let found: Vec<_> = marks(&dom)
        .into_iter()
        .map(|(surface, ids)| [surface, ids[0].clone()])
        .collect();
    assert_eq!(found, wanted);
    assert_eq!(found.len(), 5);
    assert!(
        page.contains("<del>Erevan</del><ins>Yerevan</ins>")
            && page.contains("<del>EREVAN</del><ins>YEREVAN</ins>")
    );
    assert!(page.contains("several entities bear this name"));
    assert!(
        page.contains(">U+202E</span>")
            && page.contains(">U+0001</span>")
            && !page.contains('\u{202E}')
    );
}

#[test]
fn nothing_breaks_out_of_the_page_and_nothing_is_fetched() {
    let folder = folder();
    let hostile = "</p></body></html><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} <!-- ]]> &lt;\n\
        Bad </style><script>alert(1)</script> Name and <a href=\"javascript:x\">Georgia</a>";
    folder.write("a.txt", hostile);
    folder.write("<b>&\".txt", "In Yerevan");
    let (code, page) = report(
        &folder,
        "--title <i>\"{{title}} a.txt <b>&\".txt missing<u>.txt",
    );
    assert_eq!(code, 4);
    let dom = parse(&page);
    let all = nodes(&dom.document);
    let mut scripts = 0;
    for node in &all {
        match element(node) {
            Some("script") => scripts += 1,
            Some(name @ ("img" | "iframe" | "object" | "embed" | "base" | "form")) => {
                panic!("{name}")
            }
            _ => {}
        }
        for (name, value) in attributes(node) {
            assert!(!name.starts_with("on"), "{name}={value}");
            if ["href", "src", "srcset", "action", "data", "xlink:href"].contains(&name.as_str()) {
                assert!(
                    value.starts_with('#') || value == "data:,",
                    "{name}={value}"
                );
            }
        }
    }
    assert_eq!(scripts, 1);
    assert!(!page.contains("url(") && !page.contains("@import"));
    assert!(text(&dom.document).contains("{{ 7*7 }} {% raw %}"));
    assert!(text(&dom.document).contains("missing<u>.txt"));
}

#[test]
fn the_page_is_bounded() {
    let folder = folder();
    // Many names, many texts, one long line, many hidden characters, many rows; the files are read in 14 chunks.
    let many = "In Erevan and Georgia.\n".repeat(20_000);
    folder.write("many.txt", &many);
    folder.write("line.txt", "word ".repeat(100_000));
    folder.write("broken.txt", b"\xFF".repeat(300_000));
    folder.write("hidden.txt", "\u{202E}".repeat(100_000));
    let lines: String = (0..700)
        .map(|n| format!("{{\"id\":\"d{n}\",\"text\":\"In Yerevan with Vladimir Putin {n}.\"}}\n"))
        .collect();
    folder.write("texts.jsonl", lines);
    let (code, page) = report(
        &folder,
        "many.txt line.txt broken.txt hidden.txt texts.jsonl",
    );
    assert_eq!(code, 0);
    assert!(page.len() < 20 << 20, "{} bytes", page.len());
    let dom = parse(&page);
    let marked =
        page.matches("<mark ").count() + page.matches("<span class=\"left\" tabindex").count();
    assert!((4_000..=5_000).contains(&marked), "{marked}");
    assert!(
        page.contains("characters are shown.")
            && page.contains("214 more documents are not listed"),
        "{}",
        text(&dom.document).len()
    );
    // Whatever is not shown is counted.
    assert!(page.contains("21,400 names linked to 2 entities in 714 documents"));
}

#[test]
fn a_report_of_nothing_says_so() {
    let folder = folder();
    folder.write("a.txt", "nothing at all");
    let (code, page) = report(&folder, "a.txt");
    assert_eq!(code, 1);
    assert!(page.contains("No name linked in 1 document of 14 characters"));
    parse(&page);
    let (code, page) = report(&folder, "missing.txt");
    assert_eq!(code, 4);
    assert!(
        page.contains("Nothing was read") && page.contains("<bdi>missing.txt</bdi>: "),
        "{page}"
    );
    let ran = folder.run(&["report", "-g", "names.csv", "--to", "eo", "a.txt"]);
    assert!(
        ran.code == Some(2)
            && ran
                .err
                .contains("--to eo: no gazetteer has names in this language")
    );
    let ran = folder.run_with(&["report", "-g", "names.csv"], "In Yerevan");
    assert!(
        ran.code == Some(0) && ran.out.starts_with("<!DOCTYPE html>"),
        "{}",
        ran.err
    );
}

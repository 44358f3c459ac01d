//! What must hold of the formats whatever the text.

mod random;

use exonym::matcher::OverlapPolicy;
use exonym::output::{
    DocumentRecord, IriTemplate, OffsetUnit, SolrOptions, write_brat, write_conllu, write_iob2,
    write_solr, write_tei, write_web_annotation,
};
use exonym::{Document, GazetteerBuilder, Matcher, Record, Scratch};
use random::Random;

const PIECES: &[&[u8]] = &[
    b"Qarzan",
    b"Qarzan Vexiq",
    b"Vexiq Zuqov",
    b"Zuqov",
    "Ծաքվա".as_bytes(),
    "王玉水".as_bytes(),
    b"in",
    b"the",
    b"He said.",
    b" ",
    b" ",
    b" ",
    b"  ",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\t",
    b"-",
    b"'s",
    b". ",
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"]]>",
    b"\"",
    b"'",
    b"|",
    b"(",
    b"%",
    b"#",
    b"_",
    b"\\n",
    b"\0",
    b"\x1b",
    b"\x7f",
    b"\xFF",
    b"\xE2\x82",
    b"\xC3",
    "é".as_bytes(),
    "e\u{301}".as_bytes(),
    "\u{308}".as_bytes(),
    "🇦🇲".as_bytes(),
    "👩‍👩‍👧".as_bytes(),
    "\u{85}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{A0}".as_bytes(),
    "\u{FEFF}".as_bytes(),
    "\u{202E}".as_bytes(),
    "\u{FFFE}".as_bytes(),
    "\u{3000}".as_bytes(),
];

fn matcher() -> Matcher {
    let mut builder = GazetteerBuilder::new();
    builder.extend([
        Record::new("Q1", "Qarzan"),
        Record::new("Q-2 (a|b)", "Qarzan Vexiq"),
        Record::new("<\"3\">%", "Vexiq Zuqov"),
        Record::new("Q4", "Zuqov"),
        Record::new("Q5", "Ծաքվա"),
        Record::new("Q6", "王玉水"),
    ]);
    Matcher::new(builder.to_gazetteer("example").unwrap()).overlaps(OverlapPolicy::All)
}

fn text(random: &mut Random) -> Vec<u8> {
    let pieces = random.below(24);
    (0..pieces)
        .flat_map(|_| random.pick(PIECES).iter().copied())
        .collect()
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The text and the mentions of CoNLL-U.
fn from_conllu(conllu: &str) -> (String, usize) {
    let (mut text, mut mentions) = (String::new(), 0);
    for line in conllu
        .split('\n')
        .filter(|line| !line.starts_with("# ") && !line.is_empty())
    {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 10, "{line}");
        let feature = |name: &str| fields[9].split('|').find_map(|f| f.strip_prefix(name));
        text += &feature("SpacesBefore=").map_or(String::new(), spaces);
        text += fields[1];
        text += &match feature("SpaceAfter=") {
            Some(_) => String::new(),
            None => feature("SpacesAfter=").map_or(" ".into(), spaces),
        };
        mentions += feature("Entity=").map_or(0, |entity| entity.matches('(').count());
    }
    (text, mentions)
}

fn spaces(letters: &str) -> String {
    let mut out = String::new();
    let mut chars = letters.chars();
    while chars.next().is_some() {
        match chars.next().unwrap() {
            's' => out.push(' '),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            'n' => out.push('\n'),
            _ => {
                let code: String = chars.by_ref().take(4).collect();
                out.extend(char::from_u32(u32::from_str_radix(&code, 16).unwrap()));
            }
        }
    }
    out
}

/// Checks that TEI has the text, but for what XML cannot hold.
fn check_tei(tei: &str, readable: &str) {
    let read = roxmltree::Document::parse(tei).unwrap_or_else(|e| panic!("{e}: {tei}"));
    let body = read
        .descendants()
        .find(|node| node.has_tag_name("body"))
        .unwrap();
    let legal = |c: char| {
        if (c < ' ' && !"\t\r\n".contains(c)) || c == '\u{FFFE}' {
            '\u{FFFD}'
        } else {
            c
        }
    };
    let found: String = body
        .descendants()
        .filter(|n| n.is_text())
        .filter_map(|n| n.text())
        .collect();
    assert_eq!(found, readable.chars().map(legal).collect::<String>());
}

/// Checks that CoNLL-U has the text and all mentions.
fn check_conllu(conllu: &str, readable: &str, count: usize) {
    let (found, mentions) = from_conllu(conllu);
    // White space alone has no word to hang on.
    if !found.is_empty() {
        assert_eq!((found.as_str(), mentions), (readable, count), "{conllu}");
    }
}

/// Checks that IOB2 has two columns, and mentions if there are any; of those that overlap it has one.
fn check_iob2(iob2: &str, count: usize) {
    let mut lines = iob2.split('\n');
    let two_columns = |line: &str| line.is_empty() || line.split('\t').count() == 2;
    assert!(lines.all(two_columns), "{iob2}");
    let begun = iob2.matches("\tB-").count();
    assert!(count == 0 || (1..=count).contains(&begun), "{iob2}");
}

/// Checks that brat has all mentions, each with the words that stand at its places.
fn check_brat(brat: &str, readable: &str, count: usize) {
    let mentions = || brat.split('\n').filter(|line| line.starts_with('T'));
    assert_eq!(mentions().count(), count);
    for line in mentions() {
        let [_, places, words] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (_, places) = places.split_once(' ').unwrap();
        let part = |place: &str| {
            let (start, end) = place.split_once(' ').unwrap();
            let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
            let chars = readable.chars().skip(start).take(end - start);
            chars.collect::<String>()
        };
        let parts: Vec<String> = places.split(';').map(part).collect();
        assert_eq!(words, parts.join(" "));
    }
}

#[test]
fn every_format_holds_the_text_and_the_names() {
    let matcher = matcher();
    let (mut random, mut scratch) = (Random(7), Scratch::default());
    let mut names = 0;
    for _ in 0..2_048 {
        let text = text(&mut random);
        let annotation = matcher.annotate(&Document::new(&text), &mut scratch);
        let record = DocumentRecord::new(
            "a\n#b".into(),
            &text,
            &annotation,
            &matcher,
            OffsetUnit::Utf16,
        );
        let readable = String::from_utf8_lossy(&text);
        let count = annotation.mentions.len();
        names += count;
        let iris = IriTemplate::default();
        let tei = written(|out| write_tei(&record, &text, &iris, out));
        check_tei(&tei, &readable);
        let conllu = written(|out| write_conllu(&record, &text, out));
        check_conllu(&conllu, &readable, count);
        check_iob2(&written(|out| write_iob2(&record, &text, out)), count);
        let brat = written(|out| write_brat(&record, &text, out));
        check_brat(&brat, &readable, count);
        let web = written(|out| write_web_annotation(&record, &text, &iris, out));
        let web: serde_json::Value = serde_json::from_str(&web).unwrap();
        assert_eq!(web["first"]["items"].as_array().unwrap().len(), count);
        let solr = written(|out| write_solr(&record, SolrOptions::new(), out));
        let solr: serde_json::Value = serde_json::from_str(&solr).unwrap();
        assert_eq!(solr["tagsCount"], count);
    }
    assert!(names > 2_000, "{names}");
}

#[test]
fn a_record_of_another_text_does_no_harm() {
    let matcher = matcher();
    let (mut random, mut scratch) = (Random(8), Scratch::default());
    for _ in 0..512 {
        let (text, other) = (text(&mut random), text(&mut random));
        let annotation = matcher.annotate(&Document::new(&text), &mut scratch);
        let record = DocumentRecord::new(3.into(), &text, &annotation, &matcher, OffsetUnit::Bytes);
        written(|out| write_tei(&record, &other, &IriTemplate::default(), out));
        written(|out| write_conllu(&record, &other, out));
        written(|out| write_iob2(&record, &other, out));
        written(|out| write_brat(&record, &other, out));
        written(|out| write_web_annotation(&record, &other, &IriTemplate::default(), out));
    }
}

#[cfg(feature = "report")]
#[test]
fn every_text_can_be_reported() {
    use exonym::output::report::{Report, ReportText};
    let matcher = matcher();
    let (mut random, mut scratch) = (Random(9), Scratch::default());
    for _ in 0..64 {
        let mut report = Report::new("");
        let mut mentions = 0;
        for _ in 0..random.below(4) {
            let text = text(&mut random);
            let found =
                exonym::Rewriter::new(&matcher).rewrite(&Document::new(&text), &mut scratch);
            mentions += found.annotation.mentions.len();
            report.add(ReportText::new(
                "a",
                &text,
                &found.annotation,
                &found.edits,
                &matcher,
            ));
            let other = text.get(1..).unwrap_or_default();
            report.add(ReportText::new(
                "b",
                other,
                &found.annotation,
                &found.edits,
                &matcher,
            ));
        }
        let page = report.render().unwrap();
        assert!(page.matches("<mark ").count() <= 2 * mentions);
        assert!(!page.contains('\u{202E}') && !page.contains('\0'));
    }
}

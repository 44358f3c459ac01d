//! The formats of `annotate`: each read back, by other readers where there are any.

mod folder;
mod readers;

use folder::Folder;
use readers::Mention;
use serde_json::Value;

const NAMES: &str = "\
id,name,lang,type,kind
Q1953,Yerevan,en,place,canonical
Q1953,Erevan,,place,alias
Q399,Armenia,en,place,canonical
Q399,Armenian,en,place,demonym
Q656,Saint Petersburg,en,place,canonical
un 1|x,United Nations,en,organization,canonical
Q7747,Vladimir Putin,en,person,canonical
";

const TEXT: &str = "🇦🇲 In Erevan <b>&amp;</b> the United Nations.\r\n\
Armenian–Turkish talks;\tSaint\r\nPetersburg’s \"port\".\n\n\u{1} Vladimir Putin\u{a0}left Yerevan\n";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("names.csv", NAMES);
    folder.write("a.txt", TEXT);
    folder.write("b.txt", b"\xFFIn Yerevan \xE2\x82now: Erevan\n");
    folder
}

/// Runs `annotate` with options at its white space; what it writes, which must go well.
fn annotate(folder: &Folder, options: &str) -> String {
    let options = options.split_whitespace();
    let args: Vec<&str> = ["annotate", "-g", "names.csv", "--lang", "en"]
        .into_iter()
        .chain(options)
        .collect();
    let ran = folder.run(&args);
    assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.err);
    // Where the results went to a file, it is said how many there are, and nothing else.
    let lines = usize::from(args.contains(&"-o"));
    assert_eq!(ran.err.lines().count(), lines, "{args:?}: {}", ran.err);
    ran.out
}

/// Code and messages of `annotate` with options at its white space.
fn refused(folder: &Folder, options: &str) -> (i32, String) {
    let args: Vec<&str> = ["annotate", "-g", "names.csv"]
        .into_iter()
        .chain(options.split_whitespace())
        .collect();
    let ran = folder.run(&args);
    (ran.code.unwrap(), ran.err)
}

/// The mentions of each text as JSON lines have them.
fn mentions(folder: &Folder, options: &str) -> Vec<Vec<Mention>> {
    let lines = annotate(folder, &format!("--format jsonl {options}"));
    lines.lines().map(readers::json_line).collect()
}

#[test]
fn brat_has_the_mentions_of_json_lines() {
    let folder = folder();
    let wanted = &mentions(&folder, "a.txt")[0];
    assert_eq!(wanted.len(), 6);
    let out = annotate(&folder, "--format brat a.txt");
    let mut lines = out.lines();
    for (n, (start, end, surface, entity, kind)) in (1..).zip(wanted) {
        let fields: Vec<&str> = lines.next().unwrap().split('\t').collect();
        assert_eq!(fields[0], format!("T{n}"));
        let (found, places) = fields[1].split_once(' ').unwrap();
        assert_eq!(found, kind);
        let places: Vec<(usize, usize)> = places
            .split(';')
            .map(|place| place.split_once(' ').unwrap())
            .map(|(start, end)| (start.parse().unwrap(), end.parse().unwrap()))
            .collect();
        assert_eq!((places[0].0, places[places.len() - 1].1), (*start, *end));
        assert_eq!(places.len(), 1 + surface.matches('\n').count());
        let parts: Vec<String> = places
            .iter()
            .map(|(start, end)| readers::chars(TEXT, *start, *end))
            .collect();
        assert_eq!(fields[2], parts.join(" "));
        let fields: Vec<&str> = lines.next().unwrap().split('\t').collect();
        let id = entity.replace(' ', "%20");
        assert_eq!(
            fields[..2],
            [format!("N{n}"), format!("Reference T{n} exonym:{id}")]
        );
    }
    assert_eq!(lines.next(), None);
}

#[test]
fn brat_has_a_file_for_each_text() {
    let folder = folder();
    folder.write("page.html", "<p>In <b>Ere</b>van &amp; Yerevan");
    folder.write("news.jsonl", "{\"id\":\"../1\",\"text\":\"In Erevan\"}\n{\"text\":\"nothing\"}\n{\"id\":\"../1\",\"text\":\"Yerevan\"}\n");
    let several = refused(&folder, "--format brat a.txt b.txt");
    assert_eq!(
        several,
        (
            2,
            "exonym: brat has a file for each text; give a folder for several: -o FOLDER/\n".into()
        )
    );
    let (code, message) = refused(&folder, "--format brat page.html");
    assert!(
        code == 4
            && message.contains(
                "page.html: brat has texts without markup in files of their own; with -o FOLDER/"
            ),
        "{message}"
    );

    assert_eq!(
        annotate(
            &folder,
            "--format brat -o out/brat/ a.txt b.txt page.html news.jsonl"
        ),
        ""
    );
    assert_eq!(folder.read("out/brat/a.txt"), TEXT);
    assert_eq!(
        folder.read("out/brat/a.ann"),
        annotate(&folder, "--format brat a.txt")
    );
    assert_eq!(
        folder.read("out/brat/b.txt"),
        "\u{FFFD}In Yerevan \u{FFFD}now: Erevan\n"
    );
    assert_eq!(folder.read("out/brat/page.txt"), "In Erevan & Yerevan");
    assert_eq!(
        folder.read("out/brat/page.ann"),
        "T1\tplace 3 9\tErevan\nN1\tReference T1 exonym:Q1953\tYerevan\nT2\tplace 12 19\tYerevan\nN2\tReference T2 exonym:Q1953\tYerevan\n"
    );
    assert_eq!(folder.read("out/brat/news-.._1.txt"), "In Erevan");
    assert_eq!(folder.read("out/brat/news-2.ann"), "");
    assert_eq!(folder.read("out/brat/news-.._1-2.txt"), "Yerevan");

    folder.write("out/brat/a.txt", "another");
    let (code, message) = refused(&folder, "--format brat -o out/brat a.txt b.txt");
    assert_eq!(
        (code, folder.read("out/brat/a.txt").as_str()),
        (4, "another")
    );
    assert!(
        message.contains("a.txt: another text stands there; take it away, or name another folder"),
        "{message}"
    );
}

#[test]
fn iob2_has_a_word_and_its_tag_on_each_line() {
    let folder = folder();
    let out = annotate(&folder, "--format iob2 a.txt b.txt");
    assert!(
        out.starts_with("-DOCSTART-\tO\n\n🇦🇲\tO\nIn\tO\nErevan\tB-place\n<\tO\nb\tO\n"),
        "{out}"
    );
    assert!(
        out.contains(
            "\nUnited\tB-organization\nNations\tI-organization\n.\tO\n\nArmenian\tB-demonym\n–\tO\n"
        ),
        "{out}"
    );
    assert!(
        out.contains("\nSaint\tB-place\nPetersburg\tI-place\n’s\tO\n"),
        "{out}"
    );
    assert!(out.contains("\n.\tO\n\nVladimir\tB-person\nPutin\tI-person\nleft\tO\nYerevan\tB-place\n\n-DOCSTART-\tO\n\n"), "{out}");
    for line in out.lines() {
        assert!(line.is_empty() || line.split('\t').count() == 2, "{line}");
    }
}

#[test]
fn the_text_can_be_had_back_from_conllu() {
    let folder = folder();
    let out = annotate(&folder, "--format conllu a.txt");
    let (found, text) = readers::conllu(&out);
    assert_eq!(text, TEXT);
    assert_eq!(found, mentions(&folder, "a.txt")[0]);
    assert_eq!(out.matches("# newpar").count(), 2, "{out}");
    assert!(out.contains("(Q399~demonym-demonym-1-Q399)"), "{out}");
}

#[test]
fn web_annotations_select_the_mentions() {
    let folder = folder();
    let out = annotate(
        &folder,
        "--format web-annotation --iri https://example.org/{id} a.txt b.txt",
    );
    let texts = [
        TEXT.to_owned(),
        "\u{FFFD}In Yerevan \u{FFFD}now: Erevan\n".to_owned(),
    ];
    for ((line, text), wanted) in out
        .lines()
        .zip(&texts)
        .zip(mentions(&folder, "a.txt b.txt"))
    {
        let collection: Value = serde_json::from_str(line).unwrap();
        let items = collection["first"]["items"].as_array().unwrap();
        assert_eq!(collection["total"], wanted.len());
        assert_eq!(items.len(), wanted.len());
        for (item, (start, end, surface, entity, _)) in items.iter().zip(wanted) {
            let [position, quote] = item["target"]["selector"].as_array().unwrap().as_slice()
            else {
                panic!("{item}");
            };
            assert_eq!(
                (&position["start"], &position["end"]),
                (&start.into(), &end.into())
            );
            assert_eq!(quote["exact"], surface);
            let [prefix, exact, suffix] =
                ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().unwrap());
            assert!(text.contains(&format!("{prefix}{exact}{suffix}")));
            let iri = entity.replace(' ', "%20").replace('|', "%7C");
            assert_eq!(
                item["body"][0]["source"],
                format!("https://example.org/{iri}")
            );
        }
    }
}

#[test]
fn solr_answers_as_its_tagger_does() {
    let folder = folder();
    let out = annotate(
        &folder,
        "--format solr --matchText --tagsLimit 3 --overlaps NO_SUB a.txt",
    );
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["responseHeader"]["status"], 0);
    assert_eq!(
        (&answer["tagsCount"], &answer["response"]["numFound"]),
        (&3.into(), &3.into())
    );
    let units: Vec<u16> = TEXT.encode_utf16().collect();
    for tag in answer["tags"].as_array().unwrap() {
        let place = |name: &str| usize::try_from(tag[name].as_u64().unwrap()).unwrap();
        let matched = String::from_utf16(&units[place("startOffset")..place("endOffset")]).unwrap();
        assert_eq!(tag["matchText"], matched);
        let docs = answer["response"]["docs"].as_array().unwrap();
        assert!(docs.iter().any(|doc| doc["id"] == tag["ids"][0]));
    }
    let chars = annotate(&folder, "--format solr --offsets chars a.txt");
    let chars: Value = serde_json::from_str(&chars).unwrap();
    assert_eq!(
        chars["tags"][0]["startOffset"],
        mentions(&folder, "a.txt")[0][0].0
    );
    assert!(chars["tags"][0].get("matchText").is_none());
}

#[test]
fn tei_is_the_text_with_its_names() {
    let folder = folder();
    let wanted = mentions(&folder, "a.txt b.txt");
    let one = annotate(&folder, "--format tei a.txt");
    let read = roxmltree::Document::parse(&one).unwrap();
    assert!(
        read.root_element()
            .has_tag_name(("http://www.tei-c.org/ns/1.0", "TEI"))
    );
    let (found, whole) = readers::tei(read.root_element());
    assert_eq!(whole, TEXT.replace('\u{1}', "\u{FFFD}"));
    assert_eq!(found, wanted[0]);
    assert_eq!(one.matches("<p>").count(), 3 + 2, "{one}");

    let both = annotate(&folder, "--format tei a.txt b.txt");
    let read = roxmltree::Document::parse(&both).unwrap();
    assert!(read.root_element().has_tag_name("teiCorpus"));
    let texts: Vec<_> = read
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("TEI"))
        .collect();
    let found: Vec<_> = texts.into_iter().map(|text| readers::tei(text).0).collect();
    assert_eq!(found, wanted);

    assert_eq!(annotate(&folder, "--format tei -o tei/ a.txt b.txt"), "");
    assert_eq!(folder.read("tei/a.xml"), one);
    let with_iris = annotate(&folder, "--format tei --iri https://example.org/{id} a.txt");
    assert!(
        with_iris.contains("ref=\"https://example.org/Q1953\""),
        "{with_iris}"
    );
}

#[test]
fn overlapping_names_nest_where_they_can() {
    let folder = folder();
    folder.write("names.csv", "id,name,type\nA,Bank of New York,organization\nB,New York,place\nC,York Times,organization\n");
    folder.write("a.txt", "Bank of New York Times");
    let tei = annotate(&folder, "--format tei --overlaps all a.txt");
    assert!(
        tei.contains(
            "<orgName ref=\"A\">Bank of <placeName ref=\"B\">New York</placeName></orgName> Times"
        ),
        "{tei}"
    );
    let iob2 = annotate(&folder, "--format iob2 --overlaps all a.txt");
    assert!(iob2.contains("Bank\tB-organization\nof\tI-organization\nNew\tI-organization\nYork\tI-organization\nTimes\tO\n"), "{iob2}");
    let conllu = annotate(&folder, "--format conllu --overlaps all a.txt");
    let entities: Vec<&str> = conllu
        .lines()
        .filter_map(|line| line.split("Entity=").nth(1))
        .filter(|entity| !entity.starts_with("eid"))
        .collect();
    assert_eq!(
        entities,
        [
            "(A-organization-1-A",
            "(B-place-1-B",
            "B)A)(C-organization-1-C",
            "C)|SpaceAfter=No"
        ]
    );
}

#[test]
fn what_a_format_has_no_place_for_is_refused() {
    let folder = folder();
    for (options, message) in [
        (
            "--format brat --offsets bytes",
            "--format brat: --offsets: its offsets are in characters",
        ),
        (
            "--format web-annotation --offsets utf16",
            "--format web-annotation: --offsets: its offsets are in characters",
        ),
        (
            "--format tei --offsets chars",
            "--format tei: --offsets: it has none",
        ),
        (
            "--format iob2 --abstentions",
            "--format iob2: names that are not linked are listed in text and jsonl only",
        ),
        (
            "--format solr --with-text",
            "--format solr: --with-text is for jsonl",
        ),
        (
            "--match-text",
            "--format text: --match-text and --tags-limit are for solr",
        ),
        (
            "--format conllu --iri x{id}",
            "--format conllu: --iri is for web-annotation and tei",
        ),
        (
            "--format tei --iri https://example.org/",
            "has no place for the id; write {id} there",
        ),
        ("--format tei --iri <{id}>", "is no IRI"),
        (
            "--format conll",
            "invalid value 'conll' for '--format <FORMAT>'",
        ),
    ] {
        let (code, found) = refused(&folder, &format!("{options} a.txt"));
        assert!(
            code == 2 && found.contains(message),
            "{options}: {code} {found}"
        );
    }
}

#[test]
fn texts_in_fields_and_with_markup_have_places_of_their_own() {
    let folder = folder();
    folder.write(
        "news.jsonl",
        "{\"id\":7,\"title\":\"Erevan\",\"text\":\"In \\\"a\\\" Yerevan\"}\n",
    );
    let options = "--field title --field text news.jsonl";
    let conllu = annotate(&folder, &format!("--format conllu {options}"));
    assert!(
        conllu.contains("# newdoc id = 7#title\n") && conllu.contains("# newdoc id = 7#text\n"),
        "{conllu}"
    );
    let web = annotate(&folder, &format!("--format web-annotation {options}"));
    assert!(web.contains("\"target\":{\"source\":\"7#text\",\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":7,\"end\":14}"), "{web}");
    let solr = annotate(&folder, &format!("--format solr {options}"));
    assert!(
        solr.contains("\"id\":7,\"field\":\"title\",\"tagsCount\":1"),
        "{solr}"
    );
    folder.write("page.html", "<p>In <b>Ere</b>van &amp; so on");
    let tei = annotate(&folder, "--format tei page.html");
    assert!(
        tei.contains(
            "<body><p>In <placeName ref=\"Q1953\">Erevan</placeName> &amp; so on</p></body>"
        ),
        "{tei}"
    );
}

#[test]
fn standard_input_is_what_fields_and_columns_say() {
    let folder = folder();
    let normalized = |options: &[&str], input: &str| {
        let mut args = vec!["normalize", "-g", "names.csv", "--lang", "en"];
        args.extend(options);
        let ran = folder.run_with(&args, input);
        assert_eq!(ran.code, Some(0), "{args:?}: {}", ran.err);
        ran.out
    };
    let line = "{\"text\":\"In Erevan.\",\"url\":\"Erevan\"}\n";
    let changed = line.replacen("Erevan", "Yerevan", 1);
    assert_eq!(normalized(&["--field", "text"], line), changed);
    let table = "text,url\nIn Erevan.,Erevan\n";
    let changed = table.replacen("Erevan", "Yerevan", 1);
    assert_eq!(normalized(&["--column", "text"], table), changed);
    assert_eq!(normalized(&[], "In Erevan"), "In Yerevan");
}

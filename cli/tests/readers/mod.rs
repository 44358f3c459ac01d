//! Reads back what `annotate` writes.

use serde_json::Value;

/// Start and end in characters, surface form, entity and type.
pub type Mention = (usize, usize, String, String, String);

/// The characters of a text from one place to another.
pub fn chars(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// The mentions of one JSON object.
pub fn json_line(line: &str) -> Vec<Mention> {
    let line: Value = serde_json::from_str(line).unwrap();
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let string = |value: &Value| value.as_str().unwrap().to_owned();
    let mention = |m: &Value| {
        (
            number(&m["start"]),
            number(&m["end"]),
            string(&m["surface"]),
            string(&m["entity"]),
            string(&m["type"]),
        )
    };
    let mentions = line["mentions"].as_array().unwrap();
    mentions.iter().map(mention).collect()
}

/// The mentions of a text in CoNLL-U, and the text.
pub fn conllu(written: &str) -> (Vec<Mention>, String) {
    let mut text = String::new();
    let (mut begun, mut found) = (Vec::new(), Vec::new());
    let is_word = |line: &&str| !line.starts_with('#') && !line.is_empty();
    for line in written.lines().filter(is_word) {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 10, "{line}");
        let feature = |name: &str| {
            let mut features = fields[9].split('|');
            features.find_map(|feature| feature.strip_prefix(name)?.strip_prefix('='))
        };
        text += &feature("SpacesBefore").map_or(String::new(), spaces);
        let entity = feature("Entity").unwrap_or("");
        if let Some(bracket) = entity.strip_prefix('(') {
            let attributes = bracket.trim_end_matches(')').split('-');
            let attributes: Vec<String> = attributes.map(str::to_owned).collect();
            begun.push((text.chars().count(), attributes));
        }
        text += fields[1];
        if entity.ends_with(')') {
            let (start, attributes) = begun.pop().unwrap();
            let end = text.chars().count();
            let id = attributes[3].replace("%20", " ").replace("%7C", "|");
            found.push((
                start,
                end,
                chars(&text, start, end),
                id,
                attributes[1].clone(),
            ));
        }
        text += &match feature("SpaceAfter") {
            Some("No") => String::new(),
            _ => feature("SpacesAfter").map_or(" ".into(), spaces),
        };
    }
    (found, text)
}

/// White space as CoNLL-U spells it.
fn spaces(spelled: &str) -> String {
    let escapes = [
        ("\\s", " "),
        ("\\t", "\t"),
        ("\\r", "\r"),
        ("\\n", "\n"),
        ("\\u00A0", "\u{a0}"),
        ("\\u0001", "\u{1}"),
    ];
    let spelled = spelled.to_owned();
    escapes
        .iter()
        .fold(spelled, |text, (escape, c)| text.replace(escape, c))
}

/// The mentions of a text in TEI, and the text.
pub fn tei(text: roxmltree::Node<'_, '_>) -> (Vec<Mention>, String) {
    let (mut names, mut whole) = (Vec::new(), String::new());
    let body = text
        .descendants()
        .find(|node| node.has_tag_name("body"))
        .unwrap();
    fn walk(node: roxmltree::Node<'_, '_>, whole: &mut String, names: &mut Vec<Mention>) {
        let start = whole.chars().count();
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            *whole += text;
        }
        for child in node.children() {
            walk(child, whole, names);
        }
        if let Some(reference) = node.attribute("ref") {
            let kind = match (node.tag_name().name(), node.attribute("type")) {
                ("persName", None) => "person",
                ("placeName", None) => "place",
                ("orgName", None) => "organization",
                ("name", Some(kind)) => kind,
                other => panic!("{other:?}"),
            };
            let id = reference.replace("%20", " ").replace("%7C", "|");
            let end = whole.chars().count();
            names.push((start, end, chars(whole, start, end), id, kind.to_owned()));
        }
    }
    walk(body, &mut whole, &mut names);
    (names, whole)
}

//! What the fuzz targets do with their bytes, and what must hold.

use std::sync::{Arc, LazyLock};

use exonym::fold::{fold, key};
use exonym::gazetteer::source::{SourceOptions, read_bytes};
use exonym::matcher::OverlapPolicy;
use exonym::rewrite::{Edit, Template};
use exonym::text::{Offsets, Token, tokenize};
use exonym::{Document, ErrorKind, Gazetteer, GazetteerBuilder, Matcher, Rewriter, Scratch};

#[path = "../container/mod.rs"]
mod container;
#[path = "markup.rs"]
mod markup;

pub use markup::{encoded, html, markdown, xml};

/// A gazetteer with what makes trouble: namesakes, abbreviations, names within
/// names, apostrophes, dense scripts, canonical names by language.
const SOURCE: &str = "\
id,name,lang,type,kind,weight,same_as,note
Q1953,Yerevan,en,place,canonical,1000,geonames:616052,capital
Q1953,Ереван,ru,place,canonical,,,
Q1953,Erevan,,place,alias,,,
Q1953,Երևան,hy,place,endonym,,,
Q399,Armenia,en,place,canonical,5000,,
Q399,Armenian,en,place,demonym,,,
Q230,Georgia,en,place,canonical,5000,,
Q1428,Georgia,en,place,canonical,5100,,
Q43,Türkiye,,place,canonical,9000,,
Q43,Turkey,en,place,alias,,,
Q60,New York City,en,place,canonical,9000,,
Q60,New York,en,place,alias,,,
Q60,NYC,en,place,abbreviation,,,
Q30,United States,en,place,canonical,9000,,
Q30,US,en,place,abbreviation,,,
Q30,U.S.A.,en,place,abbreviation,,,
Q656,Saint Petersburg,en,place,canonical,5000,,
Q656,St. Petersburg,en,place,alias,,,
Q656,Leningrad,en,place,former,,,
P1,Volodymyr Zelenskyy,en,person,canonical,100,,
P1,Vladimir Zelensky,en,person,alias,,,
P1,Zelensky,en,person,alias,,,
P2,Sinéad O'Connor,en,person,canonical,10,,
P2,O’Connor,en,person,alias,,,
Q956,北京,zh,place,canonical,900,,
Q956,北京市,zh,place,alias,,,
Q956,Beijing,en,place,canonical,,,
Q956,Peking,en,place,alias,,,
Q1861,กรุงเทพ,th,place,canonical,900,,
Q9199,ໝ໐ນ,lo,place,canonical,,,
O1,Shell,en,organization,canonical,50,,
O1,Royal Dutch Shell plc,en,organization,alias,,,
";

fn gazetteer() -> GazetteerBuilder {
    let source = read_bytes("names.csv", SOURCE.as_bytes(), &SourceOptions::new());
    let mut builder = GazetteerBuilder::new();
    builder.extend(source.expect("the source has no errors").records);
    builder
}

static MATCHER: LazyLock<Matcher> = LazyLock::new(|| {
    let gazetteer = gazetteer().to_gazetteer("names").expect("it compiles");
    Matcher::new(gazetteer)
});

/// Asks a gazetteer what can be asked.
fn ask(gazetteer: Gazetteer) {
    let text = "Erevan, NEW YORK’s O'Connor and 北京市; US Georgia. Turkey’s";
    for entity in gazetteer.entities() {
        let names = gazetteer.names(&entity).take(10);
        names.for_each(|name| drop(gazetteer.find(name.text)));
        let _ = (entity.attributes(), entity.same_as().count());
        let _ = gazetteer.canonical(&entity, "ru");
    }
    let _ = (gazetteer.stats(), gazetteer.entity("Q399"));
    let matcher = Matcher::new(Arc::new(gazetteer));
    let _ = matcher.lookup("Yerevan", "en", 5);
    Rewriter::new(&matcher).rewrite(&Document::new(text), &mut Scratch::default());
}

/// Any bytes as a gazetteer file.
pub fn open_bytes(data: &[u8]) {
    match Gazetteer::from_bytes("fuzz", data.to_vec()) {
        Ok(gazetteer) => ask(gazetteer),
        Err(error) => assert!(error.is_gazetteer_file(), "{error}"),
    }
}

/// A gazetteer file whose checksums are right, but not its sections: every four
/// bytes are a change {section, place, place, byte}. The section `surfaces` is
/// left alone: the `fst` crate panics on forged bytes.
pub fn open_forged(data: &[u8]) {
    static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| gazetteer().to_bytes().expect("compiles"));
    let mut file = container::Container::read(&WHOLE);
    for change in data.chunks_exact(4) {
        let kind = container::KINDS[usize::from(change[0] & 7)];
        let bytes = &mut file.part(kind).bytes;
        let at = usize::from(change[1]) << 8 | usize::from(change[2]);
        match at.checked_rem(bytes.len()) {
            Some(_) if kind == "surfaces" => {}
            Some(at) if change[0] & 0x80 != 0 => bytes.truncate(at),
            Some(at) => bytes[at] = change[3],
            None => {}
        }
    }
    open_bytes(&file.forge());
}

/// Any bytes as a gazetteer source; what is read can be compiled and found.
pub fn read_csv(data: &[u8]) {
    let Some((&options, text)) = data.split_first() else {
        return;
    };
    let delimiters = [None, Some(b';'), Some(b'\t'), Some(b'|')];
    let encodings = ["utf-8", "utf-16le", "windows-1251", "shift_jis"];
    let mut how = SourceOptions::new().keep_going(options & 1 != 0);
    if let Some(delimiter) = delimiters[usize::from(options >> 1 & 3)] {
        how = how.delimiter(delimiter);
    }
    if options & 8 != 0 {
        let encoding = encodings[usize::from(options >> 4 & 3)];
        how = how.encoding(encoding).expect("it is known");
    }
    match read_bytes("fuzz.csv", text, &how) {
        Ok(source) => {
            source.diagnostics.iter().for_each(|d| drop(d.to_string()));
            let mut builder = GazetteerBuilder::new();
            builder.extend(source.records.iter().cloned());
            let gazetteer = builder.to_gazetteer("fuzz").expect("it compiles");
            for record in source.records.iter().filter(|r| !key(&r.name).is_empty()) {
                let found = gazetteer.find(&record.name);
                let mut ids = found.iter().map(|name| gazetteer.entity_of(name).id);
                assert!(ids.any(|id| id == record.id), "{record:?}");
            }
        }
        Err(error) => match error.kind() {
            ErrorKind::Source { diagnostics, .. } => {
                assert!(!diagnostics.is_empty());
                diagnostics.iter().for_each(|d| drop(d.to_string()));
            }
            other => panic!("{other}"),
        },
    }
}

/// Any text cut into tokens and folded.
pub fn fold_tokenize(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(text, &mut tokens);
    let mut offsets = Offsets::new(text.as_bytes());
    let mut at = 0;
    for token in &tokens {
        let span = token.span();
        assert!(at <= span.start && span.start < span.end, "{span:?}");
        let between = text
            .get(at..span.start)
            .expect("on boundaries of characters");
        let missed = between.contains(|c: char| c.is_ascii_alphanumeric());
        assert!(!missed, "{between:?} is no token");
        let chars = text[..span.start].chars().count();
        assert_eq!(offsets.at(span.start).0, chars);
        at = text[..span.end].len();
    }

    let once = key(text);
    assert_eq!(key(&once), once, "{text:?}");
    let trimmed = !once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  ");
    assert!(trimmed, "{once:?}");
    assert_eq!(once.is_empty(), key(&fold(text)).is_empty(), "{text:?}");
}

/// Any bytes as a text: nothing but names changes, and only once.
pub fn normalize(data: &[u8]) {
    let [how, lang, text @ ..] = data else {
        return;
    };
    let langs = ["", "en", "ru", "hy", "tr", "zh", "de", "th"];
    let policy = match how & 1 {
        0 => OverlapPolicy::Longest,
        _ => OverlapPolicy::NoSub,
    };
    let matcher = MATCHER.clone().overlaps(policy);
    let mut rewriter = Rewriter::new(&matcher)
        .abbreviations(how & 2 != 0)
        .former(how & 4 != 0)
        .to(langs[usize::from(lang >> 3 & 7)]);
    let templates = [
        None,
        None,
        Some("{canonical} [{id}]"),
        Some("<{surface}|{type}>"),
    ];
    if let Some(template) = templates[usize::from(how >> 3 & 3)] {
        rewriter = rewriter.template(template.parse().expect("it is a template"));
    }

    let document = Document::new(text).lang(langs[usize::from(lang & 7)]);
    let mut scratch = Scratch::default();
    let first = rewriter.rewrite(&document, &mut scratch);
    assert_eq!(first.text, applied(text, &first.edits));

    let document = Document::new(&first.text).lang(langs[usize::from(lang & 7)]);
    let second = rewriter.rewrite(&document, &mut scratch);
    assert_eq!(second.edits, [], "{}", String::from_utf8_lossy(&first.text));
    assert!(second.text == first.text);
}

/// The text with its edits, which are in order and in it.
fn applied(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    for edit in edits {
        assert!(edit.span.start < edit.span.end, "{edit:?}");
        out.extend_from_slice(text.get(at..edit.span.start).expect("edits in order"));
        out.extend_from_slice(edit.replacement.as_bytes());
        at = edit.span.end;
    }
    out.extend_from_slice(text.get(at..).expect("edits in the text"));
    out
}

/// Any text as a template, with which a mention is written.
pub fn template(data: &[u8]) {
    let source = &*String::from_utf8_lossy(data);
    let Ok(template) = source.parse::<Template>() else {
        return;
    };
    assert_eq!(template.to_string(), source);
    assert_eq!(
        template.to_string().parse::<Template>().ok(),
        Some(template.clone())
    );
    let text = b"In Erevan and Armenia, near New York.";
    let rewriter = Rewriter::new(&MATCHER).template(template);
    let mut scratch = Scratch::default();
    let first = rewriter.rewrite(&Document::new(text), &mut scratch);
    assert_eq!(first.text, applied(text, &first.edits));
    let second = rewriter.rewrite(&Document::new(&first.text), &mut scratch);
    assert_eq!(second.edits, []);
}

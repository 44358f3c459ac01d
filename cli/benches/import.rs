//! How fast each format is imported, and in how much memory: whole processes over
//! made-up files of over 200 MB each. The counts are asserted, and so is the limit
//! of memory.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// So large is each input.
const SIZE: u64 = 210 << 20;
/// So much memory no import may take.
const LIMIT: u64 = 300 << 20;

/// A format, the options it needs, the end of its file, and what makes its text.
struct Case {
    format: &'static str,
    options: &'static [&'static str],
    end: &'static str,
    head: &'static str,
    tail: &'static str,
    /// The text of an entity.
    entity: fn(u64) -> String,
    /// How many names each entity has.
    names: u64,
}

const CASES: &[Case] = &[
    Case {
        format: "wikidata",
        options: &[],
        end: "json",
        head: "[\n",
        tail: "]\n",
        entity: wikidata,
        names: 42,
    },
    Case {
        format: "wikidata-query",
        options: &[],
        end: "json",
        head: "{\"results\":{\"bindings\":[\n",
        tail: "]}}",
        entity: query,
        names: 3,
    },
    Case {
        format: "wikidata-query",
        options: &[],
        end: "csv",
        head: "item,itemLabel,itemAltLabel\n",
        tail: "",
        entity: query_csv,
        names: 3,
    },
    Case {
        format: "geonames",
        options: &[],
        end: "txt",
        head: "",
        tail: "",
        entity: place,
        names: 3,
    },
    Case {
        format: "ftm",
        options: &[],
        end: "json",
        head: "",
        tail: "",
        entity: ftm,
        names: 3,
    },
    Case {
        format: "skos",
        options: &["--type", "place"],
        end: "ttl",
        head: TURTLE,
        tail: "",
        entity: turtle,
        names: 3,
    },
    Case {
        format: "skos",
        options: &["--type", "place"],
        end: "rdf",
        head: XML,
        tail: "</rdf:RDF>\n",
        entity: xml,
        names: 3,
    },
    Case {
        format: "jrc-names",
        options: &[],
        end: "txt",
        head: "",
        tail: "",
        entity: jrc,
        names: 3,
    },
    Case {
        format: "table",
        options: &["--map", "id=ID,name=Name,aliases=Also,weight=People"],
        end: "csv",
        head: "ID,Name,Also,People\n",
        tail: "",
        entity: row,
        names: 3,
    },
];

const TURTLE: &str =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix ex: <http://example.org/> .\n";
const XML: &str = "<?xml version=\"1.0\"?>\n<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:skos=\"http://www.w3.org/2004/02/skos/core#\">\n";

fn main() {
    // `cargo bench -- --test` asks only whether it works.
    let size = match std::env::args().any(|arg| arg == "--test") {
        true => 1 << 20,
        false => SIZE,
    };
    let folder = tempfile::tempdir().expect("a folder can be made");
    println!(
        "{:24}{:>10}{:>14}{:>14}{:>12}",
        "format", "MB/s", "entities/s", "names", "peak MiB"
    );
    for case in CASES {
        run(case, folder.path(), size);
    }
    alternate_names(folder.path(), size);
}

fn run(case: &Case, folder: &Path, size: u64) {
    let input = folder.join(format!("input.{}", case.end));
    let (bytes, entities) = write(&input, size, case);
    let name = format!("{} .{}", case.format, case.end);
    import(
        &name,
        folder,
        case.format,
        case.options,
        &[&input],
        (bytes, entities, entities * case.names),
    );
}

/// GeoNames with its table of alternate names, which lie apart from the places.
fn alternate_names(folder: &Path, size: u64) {
    let (places, names) = (folder.join("places.txt"), folder.join("names.txt"));
    let case = CASES
        .iter()
        .find(|case| case.format == "geonames")
        .expect("it is one of them");
    let (bytes, entities) = write(&places, size / 4, case);
    let mut out = BufWriter::new(File::create(&names).expect("the file can be made"));
    let mut written = 0;
    let mut count = 0;
    // In an order that is not that of the places.
    while written < size {
        let id = count * 7919 % entities;
        let lang = ["ru", "hy", "fr", "de"][count as usize / entities as usize % 4];
        let line = format!("{count}\t{id}\t{lang}\tName {id} of {count}\t\t\t\t\t\t\n");
        out.write_all(line.as_bytes()).expect("it can be written");
        written += line.len() as u64;
        count += 1;
    }
    drop(out);
    let counts = (bytes + written, entities, entities + count);
    import(
        "geonames both",
        folder,
        "geonames",
        &[],
        &[&places, &names],
        counts,
    );
}

/// Writes entities until the file is large enough; its size and their number.
fn write(path: &Path, size: u64, case: &Case) -> (u64, u64) {
    let mut out = BufWriter::new(File::create(path).expect("the file can be made"));
    let mut bytes = case.head.len() as u64;
    out.write_all(case.head.as_bytes())
        .expect("it can be written");
    let mut entities = 0;
    while bytes < size {
        let text = (case.entity)(entities);
        bytes += text.len() as u64;
        out.write_all(text.as_bytes()).expect("it can be written");
        entities += 1;
    }
    out.write_all(case.tail.as_bytes())
        .expect("it can be written");
    out.flush().expect("it can be written");
    (bytes, entities)
}

/// Imports files and prints the rate and peak; `counts` are bytes, entities and names.
fn import(
    name: &str,
    folder: &Path,
    format: &str,
    options: &[&str],
    inputs: &[&Path],
    counts: (u64, u64, u64),
) {
    let output = folder.join("names.csv");
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_exonym"))
        .args(["import", "--keep-going", "--from", format, "-o"])
        .arg(&output)
        .args(options)
        .args(inputs)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let peak = peak(&mut child);
    let took = start.elapsed();
    let said = child.wait_with_output().expect("the program ends");
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    let (bytes, entities, names) = counts;
    let expected = format!("{entities} entities, {names} names");
    assert!(said.contains(&expected), "{name}: {expected}; {said}");
    assert!(peak <= LIMIT, "{name}: {} MiB of memory", peak >> 20);
    let rate = |count: u64| count as f64 / took.as_secs_f64();
    println!(
        "{name:24}{:>10.1}{:>14.0}{names:>14}{:>12}",
        rate(bytes) / 1e6,
        rate(entities),
        peak >> 20
    );
    fs::remove_file(&output).expect("it was written");
    inputs
        .iter()
        .for_each(|input| fs::remove_file(input).expect("it was read"));
}

/// The most memory that a process ever took, as far as the system tells; waits for its end.
fn peak(child: &mut Child) -> u64 {
    let mut peak = 0;
    while child.try_wait().expect("it can be asked").is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes =
            line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) << 10);
        std::thread::sleep(Duration::from_millis(5));
    }
    peak
}

fn wikidata(n: u64) -> String {
    let terms: Vec<String> = [
        "en", "ru", "hy", "fr", "de", "es", "it", "pl", "uk", "tr", "fa", "ar", "ja", "zh", "ko",
        "nl", "sv", "fi", "cs", "el",
    ]
    .iter()
    .map(|lang| format!("\"{lang}\":{{\"language\":\"{lang}\",\"value\":\"Name {n} in {lang}\"}}"))
    .collect();
    let aliases: Vec<String> = terms
        .iter()
        .map(|term| term.replacen('{', "[{", 1).replace("Name", "Alias") + "]")
        .collect();
    let rest = "{\"mainsnak\":{\"snaktype\":\"value\",\"property\":\"P9999\",\"datavalue\":{\"value\":\"something of no interest here\",\"type\":\"string\"}},\"type\":\"statement\",\"rank\":\"normal\"}";
    let others: Vec<String> = (0..40)
        .map(|p| format!("\"P{}\":[{rest}]", 5000 + p))
        .collect();
    let human = "{\"mainsnak\":{\"snaktype\":\"value\",\"property\":\"P31\",\"datavalue\":{\"value\":{\"entity-type\":\"item\",\"numeric-id\":5,\"id\":\"Q5\"},\"type\":\"wikibase-entityid\"}},\"rank\":\"normal\"}";
    let native = format!(
        "{{\"mainsnak\":{{\"snaktype\":\"value\",\"datavalue\":{{\"value\":{{\"text\":\"Անուն {n}\",\"language\":\"hy\"}},\"type\":\"monolingualtext\"}}}},\"rank\":\"normal\"}}"
    );
    let demonym = native.replace("Անուն", "Ժողովուրդ");
    format!(
        "{{\"type\":\"item\",\"id\":\"Q{n}\",\"labels\":{{{}}},\"descriptions\":{{}},\"aliases\":{{{}}},\"claims\":{{\"P31\":[{human}],\"P1705\":[{native}],\"P1549\":[{demonym}],{}}},\"sitelinks\":{{\"enwiki\":{{\"title\":\"x\"}}}}}},\n",
        terms.join(","),
        aliases.join(","),
        others.join(",")
    )
}

fn query(n: u64) -> String {
    let comma = if n == 0 { "" } else { "," };
    format!(
        "{comma}{{\"item\":{{\"type\":\"uri\",\"value\":\"http://www.wikidata.org/entity/Q{n}\"}},\"itemLabel\":{{\"xml:lang\":\"en\",\"type\":\"literal\",\"value\":\"Name {n}\"}},\"itemAltLabel\":{{\"xml:lang\":\"en\",\"type\":\"literal\",\"value\":\"Alias {n}, Other {n}\"}}}}\n"
    )
}

fn query_csv(n: u64) -> String {
    format!("http://www.wikidata.org/entity/Q{n},Name {n},\"Alias {n}, Other {n}\"\n")
}

fn place(n: u64) -> String {
    format!(
        "{n}\tName {n}\tName {n}\tAlias {n},Other {n}\t40.18\t44.51\tP\tPPL\tAM\t\t11\t\t\t\t{n}\t\t994\tAsia/Yerevan\t2025-01-01\n"
    )
}

fn ftm(n: u64) -> String {
    format!(
        "{{\"id\":\"NK-{n}\",\"caption\":\"Name {n}\",\"schema\":\"Person\",\"properties\":{{\"name\":[\"Name {n}\"],\"alias\":[\"Alias {n}\",\"Other {n}\"],\"birthDate\":[\"1980\"],\"topics\":[\"role.pep\"],\"position\":[\"a position of no interest here\"]}},\"datasets\":[\"made_up\"],\"first_seen\":\"2025-01-01T00:00:00\"}}\n"
    )
}

fn turtle(n: u64) -> String {
    format!(
        "ex:c{n} a skos:Concept ; skos:prefLabel \"Name {n}\"@en ; skos:altLabel \"Alias {n}\"@en, \"Other {n}\"@ru ; skos:broader ex:c0 .\n"
    )
}

fn xml(n: u64) -> String {
    format!(
        "<skos:Concept rdf:about=\"http://example.org/c{n}\"><skos:prefLabel xml:lang=\"en\">Name {n}</skos:prefLabel><skos:altLabel xml:lang=\"en\">Alias {n}</skos:altLabel><skos:altLabel xml:lang=\"ru\">Other {n}</skos:altLabel></skos:Concept>\n"
    )
}

fn jrc(n: u64) -> String {
    let id = n + 1;
    format!("{id}\tP\tu\tName+{n}\n{id}\tP\tru\tAlias+{n}\n{id}\tP\tu\tOther+{n}\n")
}

fn row(n: u64) -> String {
    format!("exo:{n},Name {n},Alias {n}|Other {n},{n}\n")
}

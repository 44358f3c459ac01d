//! A damaged gazetteer is refused with the right error, or answers as the whole
//! one does; it is never guessed at, and nothing panics.

mod container;
mod judge;
mod random;

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use container::{Container, ENTRY, FOOTER, HEADER, KINDS, Part, seal, span, u32_at};
use exonym::{Document, Error, ErrorKind, Gazetteer, Matcher, Scratch};
use judge::{answers, build, expected, judged, open, part_of, probes, whole};
use random::Random;

/// Runs `test` on all of `range`, on two threads.
fn in_halves(range: Range<usize>, test: impl Fn(usize) + Sync) {
    let middle = range.start + range.len() / 2;
    std::thread::scope(|scope| {
        scope.spawn(|| (range.start..middle).for_each(&test));
        (middle..range.end).for_each(&test);
    });
}

#[test]
fn the_file_is_as_large_as_meant() {
    let (file, gazetteer) = (whole(), open(whole()).unwrap());
    assert!((16_000..240_000).contains(&file.len()), "{}", file.len());
    // Flips, truncations and random changes.
    assert!(file.len() * 4 + 5_000 >= 80_000, "{}", file.len());
    assert_eq!(Container::read(file).write(), file);
    let ambiguous = gazetteer.stats().meta["counts"]["ambiguous"].as_u64();
    assert!(ambiguous > Some(10), "{ambiguous:?}");
    assert!(expected().contains("geonames:5003") && expected().contains("A1"));
}

#[test]
fn every_byte_with_three_bits_flipped() {
    in_halves(0..whole().len(), |at| {
        let part = part_of(whole(), at);
        for bit in [0, 7, 1 + at % 6] {
            let mut file = whole().to_vec();
            file[at] ^= 1 << bit;
            assert_eq!(judged(&file).as_ref(), Some(&part), "byte {at}, bit {bit}");
        }
    });
}

#[test]
fn every_truncation() {
    in_halves(0..whole().len(), |len| {
        let part = match len {
            ..8 => "no gazetteer",
            8..88 => "the header",
            _ => "the footer",
        };
        assert_eq!(
            judged(&whole()[..len]).as_deref(),
            Some(part),
            "{len} bytes"
        );
    });
}

#[test]
fn random_changes_of_many_bytes() {
    let mut random = Random(7);
    for n in 0..5_000 {
        let mut file = whole().to_vec();
        match n % 4 {
            0 => (0..2 + random.below(30)).for_each(|_| {
                let at = random.below(file.len());
                file[at] = random.next() as u8;
            }),
            // A block that was never written, as after a crash of the system.
            1 => {
                let start = random.below(file.len());
                let end = (start + random.below(4096)).min(file.len());
                file[start..end].fill(0);
            }
            // A block in the wrong place.
            2 => {
                let len = 1 + random.below(2048);
                let (from, to) = (
                    random.below(file.len() - len),
                    random.below(file.len() - len),
                );
                file.copy_within(from..from + len, to);
            }
            // Bytes that went missing or were put in.
            _ => {
                let (at, len) = (random.below(file.len()), 1 + random.below(16));
                let end = (at + len).min(file.len());
                match random.below(2) {
                    0 => drop(file.drain(at..end)),
                    _ => drop(file.splice(at..at, vec![random.next() as u8; len])),
                }
            }
        }
        let (place, same) = (judged(&file), file == whole());
        assert_eq!(place.is_none(), same, "case {n}");
        // Unless it lost its magic bytes at both ends, it is still known to be ours.
        if file.starts_with(&whole()[..8]) {
            assert_ne!(place.as_deref(), Some("no gazetteer"), "case {n}");
        }
    }
}

#[test]
fn versions_are_judged_if_the_header_is_whole() {
    let versions = [
        (8, "format version"),
        (12, "fold version"),
        (16, "Unicode version"),
    ];
    for (at, what) in versions {
        let now = u32_at(whole(), at);
        for (version, how) in [(now - 1, "old"), (now + 1, "new"), (u32::MAX, "new")] {
            let mut file = whole().to_vec();
            file[at..at + 4].copy_from_slice(&version.to_le_bytes());
            assert_eq!(judged(&file).as_deref(), Some("the header"), "{what}");
            seal(&mut file);
            assert_eq!(judged(&file), Some(format!("{what} too {how}")));
            // What is cut short is damaged, whatever its version.
            assert_eq!(
                judged(&file[..file.len() - 1]).as_deref(),
                Some("the footer")
            );
        }
    }
    let mut file = whole().to_vec();
    file[12..16].copy_from_slice(&99u32.to_le_bytes());
    seal(&mut file);
    let message = open(&file).unwrap_err().to_string();
    assert!(message.contains("fold version 99 is newer"), "{message}");
    assert!(message.contains("update exonym"), "{message}");
}

#[test]
fn a_section_of_another_build() {
    let other = Container::read(&build(2));
    for (n, kind) in KINDS.iter().enumerate() {
        let section = format!("section {kind}");
        let mut mixed = Container::read(whole());
        assert_ne!(mixed.parts[n].bytes, other.parts[n].bytes, "{section}");
        mixed.parts[n].bytes.clone_from(&other.parts[n].bytes);
        assert_eq!(judged(&mixed.write()), Some(section));
        // With its own entry in the table, but the checksum of the old table.
        mixed.parts[n].crc = other.parts[n].crc;
        let mut file = mixed.write();
        let crc = file.len() - FOOTER + 8;
        let old = whole().len() - FOOTER + 8;
        file[crc..crc + 4].copy_from_slice(&whole()[old..old + 4]);
        assert_eq!(judged(&file).as_deref(), Some("the header"));
    }
}

#[test]
fn sections_not_known_or_not_there() {
    for code in [0, 99, 1000, u32::MAX] {
        let mut file = Container::read(whole());
        file.parts.push(Part {
            code,
            required: false,
            crc: 0,
            bytes: b"from the future".to_vec(),
        });
        assert_eq!(judged(&file.write()).as_deref(), Some("an unknown section"));
        assert_eq!(judged(&file.forge()), None);
        file.parts.rotate_right(3);
        assert_eq!(judged(&file.forge()), None);
        file.parts.iter_mut().for_each(|part| part.required = true);
        assert_eq!(judged(&file.forge()).as_deref(), Some("section too new"));
    }
    for (n, kind) in KINDS.iter().enumerate() {
        let mut file = Container::read(whole());
        file.parts.remove(n);
        let missing = format!("section {kind}");
        assert_eq!(judged(&file.forge()), Some(missing));
    }
    let mut file = Container::read(whole());
    file.parts = vec![file.parts[0].clone(); 65];
    assert_eq!(judged(&file.forge()).as_deref(), Some("the header"));
}

#[test]
fn places_that_cannot_be() {
    let field = |n: usize, field: usize| HEADER + n * ENTRY + 8 + 8 * field;
    let start = |n: usize| span(whole(), n).start as u64;
    let len = |n: usize| span(whole(), n).len() as u64;
    for (at, number) in [
        (field(0, 0), 0),
        (field(0, 0), 63),
        (field(1, 0), start(0)),
        (field(1, 0), start(1) + 4),
        (field(2, 0), start(1) + 8),
        (field(7, 0), whole().len() as u64),
        (field(7, 0), u64::MAX - 7),
        (field(0, 1), len(0) + 8),
        (field(7, 1), whole().len() as u64),
        (field(7, 1), u64::MAX),
        (field(7, 1), u64::MAX - start(7) + 1),
    ] {
        let mut file = whole().to_vec();
        file[at..at + 8].copy_from_slice(&number.to_le_bytes());
        seal(&mut file);
        let place = judged(&file);
        assert_eq!(place.as_deref(), Some("the section table"), "{at} {number}");
    }
}

#[test]
fn not_ours_and_not_all_ours() {
    let mut random = Random(3);
    let garbage: Vec<u8> = (0..20_000).map(|_| random.next() as u8).collect();
    for (file, part) in [
        (&b""[..], "no gazetteer"),
        (b"EXON", "no gazetteer"),
        (b"id,name\nQ1,Yerevan\n", "no gazetteer"),
        (&[0; 4096], "no gazetteer"),
        (&garbage, "no gazetteer"),
        (
            &[b"exonym\x1a\n", &whole()[8..whole().len() - 1]].concat(),
            "no gazetteer",
        ),
        (b"EXONYM\x1a\n", "the header"),
        (&[b"EXONYM\x1a\n", &garbage[..]].concat(), "the footer"),
        (&[b"EXONYM\x1a\n", &[0; 4096][..]].concat(), "the footer"),
        (&[b"EXONYM\x1a\n", &[255; 4096][..]].concat(), "the footer"),
        (&[whole(), b"\n"].concat(), "the footer"),
        (&[whole(), &garbage].concat(), "the footer"),
        (&[whole(), whole()].concat(), "the footer"),
        // A text editor or transfer in text mode changes the ends of lines.
        (&[b"EXONYM\x1a\r\n", &whole()[8..]].concat(), "the header"),
    ] {
        assert_eq!(judged(file).as_deref(), Some(part));
    }
    let said = |file: &[u8]| open(file).unwrap_err().to_string();
    assert!(said(b"").contains("it is empty"));
    assert!(said(b"id,name\n").contains("it begins with `id,name\\n`"));
    assert!(said(&[whole(), b"12345"].concat()).contains("5 bytes follow its end"));
    let cut = said(&whole()[..1000]);
    assert!(
        cut.contains(&format!("1000 bytes of {}", whole().len())),
        "{cut}"
    );
}

/// `open_unverified` promises nothing of the answers from a damaged file, but
/// header, table and footer are checked all the same.
#[test]
fn unverified_is_still_framed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.gaz");
    let open = |bytes: &[u8]| {
        let mut file = std::fs::File::create(&path).unwrap();
        file.write_all(bytes).unwrap();
        Gazetteer::open_unverified(&path)
    };
    let place = |error: Error| match error.kind() {
        ErrorKind::Damaged { section, .. } => (*section).to_owned(),
        _ => panic!("{error}"),
    };
    assert_eq!(answers(open(whole()).unwrap(), probes()), expected());
    let frame = 0..HEADER + KINDS.len() * ENTRY;
    for at in frame.chain(whole().len() - FOOTER..whole().len()) {
        let mut file = whole().to_vec();
        file[at] ^= 1 << (at % 8);
        let part = part_of(whole(), at);
        assert_eq!(place(open(&file).unwrap_err()), part, "byte {at}");
    }
    for len in (8..whole().len()).step_by(97) {
        let part = if len < 88 { "the header" } else { "the footer" };
        assert_eq!(place(open(&whole()[..len]).unwrap_err()), part);
    }
    for (n, kind) in KINDS.iter().enumerate() {
        let mut file = whole().to_vec();
        let span = span(&file, n);
        file[span.start + span.len() / 2] ^= 1;
        assert!(open(&file).is_ok(), "section {kind}");
    }
}

/// Checksums tell accidents, not forgers. Whatever the sections hold, look-ups
/// come back: all places and lengths are checked when they are used. Two
/// are left out, `surfaces` and `parts`: their bytes belong to the `fst` crate, which
/// panics on forged ones.
#[test]
fn forged_sections_give_answers_or_errors() {
    let sections: Vec<&str> = KINDS
        .into_iter()
        .filter(|k| !matches!(*k, "surfaces" | "parts"))
        .collect();
    in_halves(0..5_000, |n| {
        let mut random = Random(n as u64);
        let mut file = Container::read(whole());
        for _ in 0..1 + random.below(2) {
            let bytes = &mut file.part(random.pick::<&str>(&sections)).bytes;
            // The second change may find nothing left by the first.
            bytes.resize(bytes.len().max(1), 0);
            match random.below(5) {
                0 => bytes.truncate(random.below(bytes.len())),
                1 => bytes.iter_mut().for_each(|b| *b = random.next() as u8),
                2 => {
                    let start = random.below(bytes.len());
                    bytes[start..].fill(*random.pick(&[0, 0x7F, 0x80, 0xFF]));
                }
                _ => (0..1 + random.below(200)).for_each(|_| {
                    let at = random.below(bytes.len());
                    bytes[at] = random.next() as u8;
                }),
            }
        }
        if let Ok(gazetteer) = open(&file.forge()) {
            answers(gazetteer, &probes()[..4]);
        }
    });
}

/// The same where values are: every slot of the table of prefixes leads to another name.
#[test]
fn forged_prefixes_are_not_followed() {
    for shift in [1, 2, 3, 5, 100, 1 << 20, u32::MAX / 2, 1 << 31] {
        let mut file = Container::read(whole());
        for slot in file.part("prefixes").bytes.chunks_exact_mut(8) {
            if u32_at(slot, 0) != 0 {
                let forged = u32_at(slot, 4).wrapping_add(shift);
                slot[4..].copy_from_slice(&forged.to_le_bytes());
            }
        }
        let matcher = Matcher::new(Arc::new(open(&file.forge()).unwrap())).spellings(false);
        let text = probes().join(", ");
        let annotation = matcher.annotate(&Document::new(&text), &mut Scratch::default());
        // Other names are taken only if the first of them is written just so.
        for mention in annotation.mentions {
            let surface = &text[mention.span.clone()];
            let rivals = mention.rivals.iter().map(|rival| rival.name);
            let mut names = rivals.chain([mention.name]);
            assert!(names.any(|name| name.text == surface), "{shift}: {surface}");
        }
        assert_eq!(matcher.lookup("Erevan", "", 9).len(), 1);
    }
}

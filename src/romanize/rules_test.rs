//! Every file of rules can be read, and has a rule for every letter of its alphabet.

use std::collections::HashMap;

use super::*;

/// Every line of a file that is wrong.
fn wrong(folder: &str, name: &str, text: &'static str) -> Vec<String> {
    let lines = match name {
        "latin" => two_way_rows(text),
        _ => RuleFile::parse(text).err().into_iter().collect(),
    };
    let at = |line: String| format!("{folder}/{name}.tsv: {line}");
    lines.into_iter().map(at).collect()
}

/// The wrong lines of a file of pairs that stand for each other.
fn two_way_rows(text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let mut rows = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(rows.next().map(|(_, header)| &header[..8]), Some("a\tb\tcost"));
    let bad = rows.filter(|(_, line)| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.len() < 3 || cells[2].parse::<f32>().is_err()
    });
    bad.map(|(at, line)| format!("line {}: `{line}`", at + 1)).collect()
}

#[test]
fn every_file_of_rules_is_read() {
    let conventions = conventions::FILES.iter().map(|file| ("rules", file));
    let learned = learned::FILES.iter().map(|file| ("learned", file));
    let wrong: Vec<String> = conventions
        .chain(learned)
        .flat_map(|(folder, (name, text))| wrong(folder, name, text))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_wrong_line_is_named() {
    let header = "# language: xx\nsource\tleft\tright\toutput\tcost\n";
    for (row, problem) in [("a\t\t\tb\tmuch", "`much` is no cost"), ("a\t{Q}\t\tb\t0", "Q")] {
        let text = format!("{header}b\t\t\tb\t0\n{row}\n");
        let wrong = wrong("rules", "xx", text.leak());
        assert!(wrong[0].starts_with("rules/xx.tsv: line 4: "), "{wrong:?}");
        assert!(wrong[0].contains(problem), "{wrong:?}");
    }
    let pairs = two_way_rows("# from: Latn\na\tb\tcost\nph\tf\t0.1\nck\tk\n");
    assert_eq!(pairs, ["line 4: `ck\tk`"]);
}

#[test]
fn every_letter_of_an_alphabet_has_a_rule() {
    // Tables of words, readings and sounds, which have no alphabet.
    const OTHERS: [&str; 6] = ["ko-surnames", "latin", "latin-pivot", "pinyin", "ru-pivot", "zh"];
    let alphabets: HashMap<&str, &str> = rule_rows(include_str!("alphabets.tsv"))
        .skip(1)
        .map(|row| (row[0], row[1]))
        .collect();
    let mut wrong = Vec::new();
    for (name, text) in conventions::FILES {
        if OTHERS.contains(name) || name.starts_with("sound-") {
            continue;
        }
        let Some(letters) = alphabets.get(name) else {
            wrong.push(format!("alphabets.tsv has no line for rules/{name}.tsv"));
            continue;
        };
        let file = RuleFile::parse(text).unwrap();
        let alone = |letter| file.rules.iter().any(|rule| rule.source == [letter]);
        let missing: String = letters.chars().filter(|letter| !alone(*letter)).collect();
        if !missing.is_empty() {
            wrong.push(format!("rules/{name}.tsv has no rule for {missing}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

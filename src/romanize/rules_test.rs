//! Every file of rules can be read, and has a rule for every letter of its alphabet.

use std::collections::HashMap;

use super::*;

/// Every line of a file that is wrong.
fn wrong(folder: &str, name: &str, text: &'static str) -> Vec<String> {
    let lines = match name {
        "latin" => two_way_rows(text),
        // A table of systems side by side, which no lattice reads.
        "pinyin" => Vec::new(),
        _ => RuleFile::parse(text).err().into_iter().collect(),
    };
    let at = |line: String| format!("{folder}/{name}.tsv: {line}");
    lines.into_iter().map(at).collect()
}

/// The wrong lines of a file of pairs that stand for each other.
fn two_way_rows(text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    let mut rows = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(
        rows.next().map(|(_, header)| &header[..8]),
        Some("a\tb\tcost")
    );
    let bad = rows.filter(|(_, line)| {
        let cells: Vec<&str> = line.split('\t').collect();
        cells.len() < 3 || cells[2].parse::<f32>().is_err()
    });
    bad.map(|(at, line)| format!("line {}: `{line}`", at + 1))
        .collect()
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
    for (row, problem) in [
        ("a\t\t\tb\tmuch", "`much` is no cost"),
        ("a\t{Q}\t\tb\t0", "Q"),
    ] {
        let text = format!("{header}b\t\t\tb\t0\n{row}\n");
        let wrong = wrong("rules", "xx", text.leak());
        assert!(wrong[0].starts_with("rules/xx.tsv: line 4: "), "{wrong:?}");
        assert!(wrong[0].contains(problem), "{wrong:?}");
    }
    let pairs = two_way_rows("# from: Latn\na\tb\tcost\nph\tf\t0.1\nck\tk\n");
    assert_eq!(pairs, ["line 4: `ck\tk`"]);
}

#[test]
fn forms_of_letters_are_read_as_the_letters() {
    let cheapest = |word| crate::romanize::spellings(word, "", 3);
    for (form, plain) in [
        ("\u{feb3}\u{fecc}\u{fef4}\u{feaa}", "سعيد"),
        ("ســعيــد", "سعيد"),
        ("ﾌﾟｰﾁﾝ", "プーチン"),
        ("\u{fb16}", "վն"),
    ] {
        assert!(!cheapest(plain).is_empty());
        assert_eq!(cheapest(form), cheapest(plain), "{form}");
    }
    // Letters of an alphabet stay as they are.
    for word in ["Արեւ և", "ทำ", "ກຳ"] {
        assert_eq!(plain_letters(word), word);
    }
}

#[test]
fn the_cheapest_spelling_is_that_of_the_press() {
    let mut wrong = Vec::new();
    for (lang, words) in [
        (
            "th",
            &[
                ("เดลี", "deli"),
                ("เมือง", "mueang"),
                ("เชียงใหม่", "chiangmai"),
                ("แพร่", "phrae"),
                ("หาดใหญ่", "hadyai"),
                ("เหนือ", "nuea"),
                ("เปลี่ยน", "plian"),
            ][..],
        ),
        (
            "lo",
            &[("ເມືອງ", "muang"), ("ແກ້ວ", "kaev"), ("ເໜືອ", "nua")][..],
        ),
        (
            "km",
            &[("ភ្នំពេញ", "phnompenh"), ("ប៉ារីស", "paris"), ("កែប", "kaep")][..],
        ),
        ("si", &[("පැනමා", "panama"), ("රොටර්ඩෑම්", "rotardam")][..]),
        ("or", &[("କଟକ", "kataka")][..]),
        (
            "dz",
            &[
                ("བུམ་ཐང", "bumthang"),
                ("ཐིམ་ཕུ", "thimphu"),
                ("སྤ་རོ", "paro"),
                ("པ་ན་མ", "panama"),
            ][..],
        ),
        ("ug", &[("ئۈرۈمچى", "urumchi"), ("تۇرپان", "turpan")][..]),
        ("ml", &[("തിരുവനന്തപുരം", "thiruvananthapuram")][..]),
        ("bn", &[("রায়", "ray")][..]),
    ] {
        for (word, spelled) in words {
            let spellings = crate::romanize::spellings(word, lang, 40);
            let cost = |spelling: &str| spellings.iter().find(|(own, _)| own == spelling);
            let (cheapest, found) = (spellings.first(), cost(spelled));
            let is_cheapest = found.zip(cheapest).is_some_and(|(a, b)| a.1 <= b.1);
            if !is_cheapest {
                wrong.push(format!(
                    "{word}, {spelled}: {:?}",
                    &spellings[..spellings.len().min(4)]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_readings_are_there_too() {
    for (word, lang, spelled) in [
        ("เปรู", "th", "peru"),
        ("เกรแฮม", "th", "krehaem"),
        ("เฉลิม", "th", "chaloem"),
        ("ໄຊຍະບູລີ", "lo", "xaiyabuli"),
    ] {
        let spellings = crate::romanize::spellings(word, lang, 60);
        let found = spellings.iter().any(|(spelling, _)| spelling == spelled);
        assert!(found, "{word}: {spellings:?}");
    }
    // Where a sign takes the vowel away, none is written.
    for (word, lang) in [("ನ್ಸ್", "kn"), ("න්ස්", "si"), ("न्स्", "hi"), ("ன்ஸ்", "ta")]
    {
        let (spelling, cost) = &crate::romanize::spellings(word, lang, 2)[1];
        assert!(!spelling.contains('a') || *cost > 0.1, "{word}: {spelling}");
    }
    // A vowel is not lost lightly.
    let spellings = crate::romanize::spellings("เบล", "th", 20);
    let without = spellings.iter().find(|(spelling, _)| spelling == "bl");
    assert!(without.is_none_or(|(_, cost)| *cost > 0.3), "{spellings:?}");
}

#[test]
fn no_rule_has_a_sign_that_is_not_read() {
    for (name, text) in conventions::FILES {
        let Ok(file) = RuleFile::parse(text) else {
            continue;
        };
        let unread = file.field("unread");
        let has_one = |rule: &Rule| rule.source.iter().any(|c| unread.contains(*c));
        let wrong = file.rules.iter().find(|rule| has_one(rule));
        assert!(wrong.is_none(), "rules/{name}.tsv: {wrong:?}");
    }
}

#[test]
fn han_signs_of_rules_are_those_that_words_are_read_in() {
    for (name, text) in conventions::FILES {
        let Ok(file) = RuleFile::parse(text) else {
            continue;
        };
        for rule in file.rules.iter().filter(|_| file.field("from") == "Hani") {
            let source: String = rule.source.iter().collect();
            assert_eq!(crate::fold::fold(&source), source, "rules/{name}.tsv");
        }
    }
}

#[test]
fn no_word_waits_for_the_rules_of_another_script() {
    let script = "Copt";
    let (begun, wait) = std::sync::mpsc::channel();
    let (done, end) = std::sync::mpsc::channel::<()>();
    let slow = std::thread::spawn(move || {
        set_of(script, "").get_or_init(|| {
            begun.send(()).unwrap();
            end.recv().unwrap();
            None
        });
    });
    wait.recv().unwrap();
    assert!(rule_set("Cyrl", "ru").is_some());
    done.send(()).unwrap();
    slow.join().unwrap();
}

#[test]
fn spellings_cost_what_their_rules_say() {
    let mut text = String::from("source\tleft\tright\toutput\tcost\n");
    for hundredths in 0..200 {
        text += &format!("а\t\t\tx{hundredths}\t{}\n", hundredths as f32 / 100.0);
    }
    let mut rules = RuleSet::default();
    rules.add(&RuleFile::parse(text.leak()).unwrap(), |cost| cost);
    let rules = Box::leak(Box::new(rules.sorted()));
    let spellings = crate::romanize::expand::expand(&['а'], rules, 200);
    assert_eq!(spellings.len(), 200);
    for (spelling, cost) in spellings {
        let hundredths: f32 = spelling[1..].parse().unwrap();
        assert!(
            (cost - hundredths / 100.0).abs() < 0.001,
            "{spelling}: {cost}"
        );
    }
}

#[test]
fn every_letter_of_an_alphabet_has_a_rule() {
    // Tables of words, readings and sounds, which have no alphabet.
    const OTHERS: [&str; 7] = [
        "ko-surnames",
        "latin",
        "latin-pivot",
        "pinyin",
        "ru-pivot",
        "yue",
        "zh",
    ];
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
        let alone = |letter: char| {
            let has_rule = file.rules.iter().any(|rule| rule.source == [letter]);
            has_rule || file.field("unread").contains(letter)
        };
        let missing: String = letters.chars().filter(|letter| !alone(*letter)).collect();
        if !missing.is_empty() {
            wrong.push(format!("rules/{name}.tsv has no rule for {missing}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

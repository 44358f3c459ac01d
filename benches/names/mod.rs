//! Names and texts for benches, the same in every run.

use exonym::{EntityType, Record};

/// The names of the file that `EXONYM_NAMES` names, one by one: a CSV of `id,name,lang,type` as
/// `benches/place_names.py` writes it, of places. `None` if the variable is not set.
pub fn of_file() -> Option<impl Iterator<Item = Record>> {
    let path = std::env::var("EXONYM_NAMES").ok()?;
    let reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let record = move |row: csv::Result<[String; 4]>| {
        let [id, name, lang, _] = row.unwrap_or_else(|error| panic!("{path}: {error}"));
        Record {
            lang,
            entity_type: Some(EntityType::Place),
            ..Record::new(id, name)
        }
    };
    Some(reader.into_deserialize().map(record))
}

/// The n-th of an endless list of names: one to three words of syllables.
pub fn name(n: usize) -> String {
    match n % 5 {
        0 | 1 => word(n),
        2 | 3 => format!("{} {}", word(n), word(n / 5 + 7)),
        _ => format!("{} {} {}", word(n), word(n / 3 + 1), word(n / 7 + 3)),
    }
}

fn word(n: usize) -> String {
    const LATIN: [&str; 32] = [
        "ka", "re", "vo", "mi", "shen", "dra", "lo", "nu", "tar", "be", "go", "zi", "pel", "an",
        "sti", "mor", "qua", "hel", "fi", "ju", "wer", "xa", "bri", "cho", "dun", "eps", "gly",
        "hov", "ist", "kra", "lem", "nyo",
    ];
    const CYRILLIC: [&str; 32] = [
        "ка", "ре", "во", "ми", "шен", "дра", "ло", "ну", "тар", "бе", "го", "зи", "пел", "ан",
        "сти", "мор", "ква", "хел", "фи", "жу", "вер", "кса", "бри", "чо", "дун", "эпс", "гли",
        "хов", "ист", "кра", "лем", "ньо",
    ];
    let syllables = if n.is_multiple_of(4) { CYRILLIC } else { LATIN };
    let mut rest = n.wrapping_mul(0x9E37_79B1) ^ n >> 3;
    let count = 3 + rest % 2;
    let mut word = String::new();
    for _ in 0..count {
        word.push_str(syllables[rest % 32]);
        rest /= 32;
    }
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text of a file: of JSON lines, their fields `text`, with blank lines between.
pub fn corpus(path: &str) -> String {
    let content = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    if !path.ends_with(".jsonl") {
        return content;
    }
    let text = |(line, number): (&str, usize)| {
        let document: serde_json::Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{path}:{number}: {error}"));
        document["text"].as_str().unwrap_or_default().to_owned() + "\n\n"
    };
    content.lines().zip(1..).map(text).collect()
}

/// A text of at least so many bytes in which names stand, each the one of a number that `name` is given; or
/// the corpus that `EXONYM_CORPUS` names.
pub fn text(bytes: usize, name: impl Fn(usize) -> String) -> String {
    const FRAMES: [&str; 6] = [
        "Delegations from NAME arrived in the capital on Monday, while officials of NAME declined to comment on what the prime minister had called an unfortunate misunderstanding.\n",
        "Представители NAME прибыли в столицу в понедельник, а делегация из NAME отказалась от комментариев и заявила, что переговоры будут продолжены на следующей неделе.\n",
        "La délégation de NAME est arrivée lundi dans la capitale; celle de NAME n’a pas fait de commentaire, mais elle a laissé entendre que les discussions se poursuivraient.\n",
        "NAME ժամանեց պատվիրակություն, իսկ NAME մեկնաբանություն չտվեց երկուշաբթի օրը, թեև բանակցությունները շարունակվելու են հաջորդ շաբաթ։\n",
        "Die Abordnung aus NAME traf am Montag in der Hauptstadt ein, die aus NAME wollte sich nicht äußern und verwies auf die Gespräche der kommenden Woche.\n",
        "NAME heyeti pazartesi günü başkente ulaştı; NAME yetkilileri ise yorum yapmadı ve görüşmelerin gelecek hafta süreceğini söyledi.\n",
    ];
    if let Ok(path) = std::env::var("EXONYM_CORPUS") {
        return corpus(&path);
    }
    let mut text = String::with_capacity(bytes + 1024);
    let mut n = 0usize;
    while text.len() < bytes {
        let mut pieces = FRAMES[n % FRAMES.len()].split("NAME");
        text.push_str(pieces.next().unwrap_or(""));
        for piece in pieces {
            n = n.wrapping_add(1);
            text.push_str(&name(n.wrapping_mul(7919)));
            text.push_str(piece);
        }
    }
    text
}

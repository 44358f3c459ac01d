//! A newcomer's hour: from a spreadsheet to a gazetteer that learns, each step
//! with what is said on the way.

mod folder;

use folder::{Folder, Ran};

/// As a spreadsheet in a European language saves it.
const SHEET: &str = "\u{feff}Nr;Full name;In Armenian;Also written;What;Note\r\n\
    p1;Hayk Konjoryan;Հայկ Կոնջորյան;H. Konjoryan;Person;deputy\r\n\
    p2;Of;;;Person;a slip\r\n\
    l1;Yerevan;Երևան;\"Erivan; Jerewan\";city;\r\n";

const ARTICLE: &str = "The deputy Aik Kondzhoryan said on Monday that he had come from Jerewan.\n";

fn run(folder: &Folder, line: &str) -> Ran {
    // Words in quotes hold spaces.
    let mut args: Vec<String> = Vec::new();
    for (nth, part) in line.split('\'').enumerate() {
        match nth % 2 {
            1 => args.push(part.to_owned()),
            _ => args.extend(part.split_whitespace().map(str::to_owned)),
        }
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    folder.run(&args)
}

/// Without a map, it is said what there is and how to go on.
fn import(folder: &Folder) {
    let ran = run(folder, "import --from table sheet.csv -o names.csv");
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.err.contains("no column of names is known"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("--delimiter ';'"), "{}", ran.err);
    let map =
        "'id=Nr,name:en=\"Full name\",name:hy=\"In Armenian\",aliases=\"Also written\",type=What'";
    let import =
        format!("import --from table sheet.csv --delimiter ; --map {map} --lang en -o names.csv");
    let ran = run(folder, &import);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), "names.csv: 3 entities, 8 names\n")
    );
}

/// What will do harm is pointed at, and then mended in the file.
fn check_and_mend(folder: &Folder) {
    let ran = run(folder, "check names.csv");
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out
            .contains("warning[W303]: `Of` is a common word in `en`"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("--> names.csv:5:4"), "{}", ran.out);
    let names: String = folder
        .read("names.csv")
        .lines()
        .filter(|line| !line.contains(",Of,"))
        .map(|line| format!("{line}\n"))
        .collect();
    folder.write("names.csv", names);
    let ran = run(folder, "check names.csv");
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (Some(0), "7 names of 2 entities: nothing to report\n"),
        "{}",
        ran.out
    );
}

fn build_and_normalize(folder: &Folder) {
    let ran = run(folder, "build names.csv -o names.gaz");
    assert_eq!(
        ran.err,
        "names.gaz: 2 entities, 7 names, 7 keys (0 shared by several entities)\n"
    );
    let ran = run(folder, "normalize -g names.gaz article.txt");
    assert_eq!(
        ran.out, "The deputy Hayk Konjoryan said on Monday that he had come from Yerevan.\n",
        "{}",
        ran.err
    );
}

/// The spelling was not listed: it is learned, and said where to look.
fn learn(folder: &Folder) {
    let ran = run(
        folder,
        "annotate -g names.gaz --learn learned.csv article.txt",
    );
    assert!(
        ran.out
            .contains("Aik Kondzhoryan\tHayk Konjoryan\tp1\tperson\tromanized"),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        "learned.csv: 1 new spelling, 0 found again; 1 to review: write yes or no in the column `accept`\n"
    );
    let learned = folder.read("learned.csv");
    assert!(
        learned.starts_with("\u{feff}id,name,lang,type,kind,accept,count,"),
        "{learned}"
    );
    assert!(
        learned.contains("p1,Aik Kondzhoryan,en,person,alias,,1,1,linked,romanized,"),
        "{learned}"
    );
}

/// Before anybody has looked, nothing of it is built.
fn build_unreviewed(folder: &Folder) {
    let ran = run(folder, "build names.csv learned.csv -o same.gaz");
    assert!(
        ran.err.starts_with(
            "1 suggestion: 0 accepted, 0 refused, 1 not decided\nsame.gaz: 2 entities, 7 names,"
        ),
        "{}",
        ran.err
    );
    assert_eq!(folder.bytes("same.gaz"), folder.bytes("names.gaz"));
}

/// The person says yes, and the spreadsheet saves in its own way.
fn review_and_build(folder: &Folder) {
    let learned = folder.read("learned.csv");
    let reviewed = learned.replace("person,alias,,", "person,alias,Ja,");
    assert!(!reviewed.contains('"') && reviewed != learned, "{reviewed}");
    folder.write("learned.csv", reviewed.replace(',', ";"));
    let ran = run(folder, "build names.csv learned.csv -o new.gaz");
    assert!(
        ran.err.starts_with(
            "1 suggestion: 1 accepted, 0 refused, 0 not decided\nnew.gaz: 2 entities, 8 names,"
        ),
        "{}",
        ran.err
    );
    let ran = run(folder, "diff names.gaz new.gaz");
    assert_eq!(ran.out, "+ p1\tname\tAik Kondzhoryan (en, alias)\n");
    let ran = run(
        folder,
        "annotate -g new.gaz --learn learned.csv article.txt",
    );
    assert!(
        ran.out
            .contains("Aik Kondzhoryan\tHayk Konjoryan\tp1\tperson\texact"),
        "{}",
        ran.out
    );
    assert_eq!(
        ran.err,
        "learned.csv: 0 new spellings, 0 found again; nothing to review\n"
    );
}

#[test]
fn from_a_spreadsheet_to_a_gazetteer_that_learns() {
    let folder = Folder::new();
    folder.write("sheet.csv", SHEET);
    folder.write("article.txt", ARTICLE);
    import(&folder);
    check_and_mend(&folder);
    build_and_normalize(&folder);
    learn(&folder);
    build_unreviewed(&folder);
    review_and_build(&folder);
}

#[test]
fn counts_of_several_runs_add_up() {
    let folder = Folder::new();
    folder.write(
        "names.csv",
        "id,name,lang,type\np1,Հայկ Կոնջորյան,hy,person\n",
    );
    folder.write("a.txt", ARTICLE);
    folder.write("b.txt", ARTICLE);
    for (run_number, count) in [(1, "2,2"), (2, "4,4")] {
        let ran = run(
            &folder,
            "annotate -g names.csv --learn learned.csv --jobs 2 a.txt b.txt",
        );
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        let learned = folder.read("learned.csv");
        assert!(
            learned.contains(&format!("alias,,{count},linked")),
            "run {run_number}: {learned}"
        );
    }
}

#[test]
fn another_file_is_not_written_over() {
    let folder = Folder::new();
    folder.write("names.csv", "id,name\np1,Yerevan\n");
    folder.write("a.txt", "Yerevan");
    let ran = run(&folder, "annotate -g names.csv --learn names.csv a.txt");
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err.contains("names.csv: no table of learned spellings"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("names.csv"), "id,name\np1,Yerevan\n");
}

//! The verbs for single names, as a person or a script meets them.

mod folder;

use folder::Folder;

/// Exit code and standard output.
fn run(args: &[&str], input: &str) -> (Option<i32>, String) {
    let (code, out, _) = run_whole(args, input);
    (code, out)
}

/// Exit code, standard output and standard error.
fn run_whole(args: &[&str], input: &str) -> (Option<i32>, String, String) {
    let ran = Folder::new().run_with(args, input);
    (ran.code, ran.out, ran.err)
}

fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(line).unwrap()
}

#[test]
fn compare_answers_pairs_in_the_order_asked() {
    let input = "Vladimir Putin\tПутин В.\nVladimir Putin\tVladimir Medvedev\n\tx\n";
    let (code, out) = run(&["compare", "--type", "person", "--format", "jsonl"], input);
    let answers: Vec<_> = out.lines().map(json).collect();
    assert_eq!(code, Some(0));
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["match"], true);
    assert_eq!(answers[0]["parts"][0]["how"], "initial");
    assert_eq!(answers[1]["match"], false);
    assert_eq!(answers[1]["vetoes"][0]["reason"], "family-name");
    assert_eq!(answers[2]["score"], 0.0);
}

#[test]
fn compare_says_with_its_code_whether_they_match() {
    assert_eq!(
        run(&["compare", "Aik Kondzhoryan", "Հայկ Կոնջորյան"], "").0,
        Some(0)
    );
    assert_eq!(
        run(&["compare", "Bank of Georgia", "Bank of Armenia"], "").0,
        Some(1)
    );
    assert_eq!(run(&["compare", "one"], "").0, Some(2));
}

#[test]
fn compare_names_a_bad_line_and_does_the_others() {
    let input = "Vladimir Putin\tPutin\n\nno tab here\nErevan\tYerevan\n";
    let (code, out, err) = run_whole(&["compare"], input);
    assert_eq!(code, Some(4));
    let first_names: Vec<&str> = out
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split('\t').next())
        .collect();
    assert_eq!(first_names, ["Vladimir Putin", "Erevan"], "{out}");
    for line in [2, 3] {
        let told = format!("<stdin>:{line}: two names with a tab between are wanted");
        assert!(err.contains(&told), "{err}");
    }
}

#[test]
fn compare_knows_names_by_the_lexicon() {
    for [one, other] in [
        ["Bob Johnson", "Robert Johnson"],
        ["Таня Бойчук", "Tetiana Boichuk"],
        ["Pepe Ibarra", "José Ibarra"],
        ["Nicholas Kravets", "Микола Кравець"],
    ] {
        let found = |options: &[&str]| run(&[&["compare"], options, &[one, other]].concat(), "").0;
        assert_eq!(found(&[]), Some(0), "{one}, {other}");
        assert_eq!(found(&["--no-lexicon"]), Some(1), "{one}, {other}");
    }
}

#[test]
fn names_that_sound_alike_abroad_are_not_one() {
    for [one, other] in [
        ["Оксана Иванова", "Ксения Иванова"],
        ["Asia Bibi", "Joanna Bibi"],
        ["Nino Burjanadze", "Giovanni Burjanadze"],
        ["Petya Dubarova", "Petro Dubarova"],
        ["Ola Nilsson", "Aleksandra Nilsson"],
    ] {
        assert_eq!(
            run(&["compare", one, other], "").0,
            Some(1),
            "{one}, {other}"
        );
    }
}

#[test]
fn lookup_knows_names_by_the_lexicon() {
    let names = std::env::temp_dir().join(format!("exonym-names-{}.csv", std::process::id()));
    std::fs::write(&names, "id,name,type\nQ1,Robert Johnson,person\n").unwrap();
    let names = names.to_str().unwrap();
    let ask = ["lookup", "--format", "jsonl", "-g", names, "Bob Johnson"];
    let linked = json(&run(&ask, "").1);
    let without = json(&run(&[&ask[..], &["--no-lexicon"]].concat(), "").1);
    std::fs::remove_file(names).unwrap();
    assert_eq!(linked["match"]["tier"], "lexicon");
    let cost = linked["match"]["cost"].to_string();
    assert!(cost.len() <= "0.000".len(), "{cost}");
    assert_eq!(without["match"], serde_json::Value::Null);
}

#[test]
fn variants_by_way_of_an_unknown_language_are_a_mistake() {
    let (code, out, err) = run_whole(&["variants", "--via", "eo", "Հայկ"], "");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("--via eo") && err.contains("en, ru"), "{err}");
}

#[test]
fn variants_name_their_standards_and_route() {
    let (code, out) = run(
        &["variants", "--via", "ru", "--limit", "40", "Հայկ Կոնջորյան"],
        "",
    );
    assert_eq!(code, Some(0));
    let aik = out
        .lines()
        .find(|line| line.starts_with("Aik Kondzhorian\t"))
        .unwrap();
    assert!(
        aik.contains("\thy→ru→Latn\tvar-hye-Armn-Cyrl-rus-personal + icao-rus-Cyrl-Latn-9303"),
        "{aik}"
    );

    let (_, out) = run(
        &[
            "variants", "--lang", "uk", "--format", "jsonl", "--limit", "3",
        ],
        "Київ\nЛьвів\n",
    );
    let answers: Vec<_> = out.lines().map(json).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["query"], "Київ");
    assert_eq!(answers[0]["variants"].as_array().unwrap().len(), 3);
    assert_eq!(run(&["variants", "--lang", "eo", "?"], "").0, Some(1));
}

#[test]
fn the_route_of_a_spelling_is_told() {
    let (_, out) = run(&["lookup", "--format", "jsonl", "Hajk Kondschorjan"], "");
    let link = &json(&out)["match"];
    assert_eq!(link["route"], "hy→Latn");
    assert_eq!(link["standards"][0], "var-hye-Armn-Latn-german");
    assert_eq!(link["from"], "Հայկ Կոնջորյան");

    let (_, out) = run(&["explain", "Aik Kondzhoryan"], "");
    assert!(
        out.contains("route    hy→ru→Latn from `Հայկ Կոնջորյան`"),
        "{out}"
    );
}

#[test]
fn the_list_of_standards_tells_their_direction_and_source() {
    let (_, out) = run(&["romanize", "--list", "--format", "json"], "");
    let list = json(&out);
    for standard in list.as_array().unwrap() {
        for field in ["id", "from", "to", "source", "language"] {
            assert!(
                standard[field]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{standard}"
            );
        }
        assert!(standard["aliases"].is_array());
    }
}

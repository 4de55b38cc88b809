//! `counter check`, `counter catalog due`, `lint`, `test` and `stats`, as an author calls them.
use serde_json::Value;
use std::process::Command;

pub fn told(args: &[&str]) -> (bool, Value) {
    let out =
        Command::new(env!("CARGO_BIN_EXE_counter")).arg("--json").args(args).output().unwrap();
    (out.status.success(), serde_json::from_slice(&out.stdout).unwrap())
}

#[test]
fn numbers_and_codes_are_valid_doubtful_or_refused() {
    for (kind, value, verdict, reason) in [
        ("resident", "440699199001010014", "valid", None),
        ("resident", "440699900101001", "doubtful", Some("fifteen_digits")),
        ("resident", "440699199001010015", "doubtful", Some("check_digit")),
        ("resident", "4406991990", "refused", Some("wrong_length")),
        ("uscc", "91512081MA62K0260E", "valid", None),
        ("uscc", "91350100M000100Y4Z", "refused", Some("wrong_alphabet")),
        ("uscc", "91440699MA0TEXT04F", "valid", None),
        ("organisation", "D2143569-X", "valid", None),
        ("foreign-pr", "911124198108030024", "valid", None),
        ("hmt-permit", "H12345678", "valid", None),
        ("taiwan-permit", "12345678", "valid", None),
        ("passport", "E12345678", "valid", None),
        ("division", "440607001", "valid", None),
        ("division", "440699", "doubtful", Some("unknown_division")),
        ("ethnic", "01", "valid", None),
        ("ethnic", "57", "refused", Some("unknown_code")),
        ("certificate", "11100000MB032716990223401000000000160019", "valid", None),
    ] {
        let (_, answer) = told(&["check", kind, value]);
        assert_eq!(
            (&answer["verdict"], answer["reason"].as_str()),
            (&verdict.into(), reason),
            "{kind} {value}"
        );
    }
    let (_, town) = told(&["check", "division", "440607001"]);
    assert_eq!(town["name"], "西南街道");
    assert_eq!(told(&["check", "resident", "440699900101001"]).1["normal"], "440699199001010014");
}

#[test]
fn what_stands_around_a_number_is_no_part_of_it() {
    let unseen = [
        "\u{200b}", "\u{200e}", "\u{feff}", "\u{202d}", "\u{202c}", "\u{2060}", "\u{ad}",
        "\u{2066}", "\u{e5e5}",
    ];
    let number = "440699199001010014";
    let around = unseen.iter().flat_map(|c| [format!("{c}{number}"), format!("{number}{c}")]);
    let habits = [
        "\u{a0}440699199001010014",
        "440699-19900101-0014",
        "'440699199001010014",
        "４４０６９９１９９００１０１００１４",
    ];
    for typed in around.chain(habits.map(str::to_owned)) {
        let (_, answer) = told(&["check", "resident", &typed]);
        assert_eq!(
            (&answer["verdict"], &answer["normal"]),
            (&"valid".into(), &number.into()),
            "{typed}"
        );
    }
}

#[test]
fn telephones_and_accounts_as_the_window_judges_them() {
    for (kind, value, verdict, reason) in [
        ("phone", "＋８６ 10012345678", "valid", None),
        ("phone", "+853 1234 5678", "valid", None),
        ("phone", "0757-00001234转801", "valid", None),
        ("phone", "12345", "doubtful", Some("phone_service")),
        ("phone", "1001234", "doubtful", Some("phone_without_area")),
        ("phone", "100123456", "refused", Some("phone")),
        ("account", "6200-0000-0000-0000-000", "valid", None),
        ("account", "44-069901040000001", "valid", None),
        ("account", "6200000000000000007", "doubtful", Some("bank_check_digit")),
        ("account", "6200x", "refused", Some("bank_account")),
        ("ethnic", "+1", "refused", Some("unknown_code")),
        ("resident", "440699209901010016", "doubtful", Some("birth_in_future")),
        ("resident", "440699190001010013", "doubtful", Some("age_implausible")),
    ] {
        let (_, answer) = told(&["check", kind, value]);
        let said = (&answer["verdict"], answer["reason"].as_str());
        assert_eq!(said, (&verdict.into(), reason), "{kind} {value}");
    }
}

#[test]
fn numbers_are_digits_alone() {
    for args in [
        ["catalog", "due", "--days", "+5", "--received", "2026-02-13"],
        ["catalog", "due", "--days", "5", "--received", "2026-02-13T9:+5"],
        ["catalog", "due", "--days", "5", "--received", "2026-02-13T+9:05"],
    ] {
        assert!(!told(&args).0, "{args:?}");
    }
    for args in [
        &["drill", "--data", "/nowhere", "--cases", "+3"][..],
        &["drill", "--data", "/nowhere", "--cases", "3", "--page-kib", "4097"],
        &["centre", "code", "none.centre", "--purpose", "join", "--out", "none", "--days", "+7"],
        &["office", "--pace", "３００"],
    ] {
        assert_eq!(told(args).1["code"], "usage", "{args:?}");
    }
    let answer = told(&["catalog", "due", "--days", "5", "--received", "2026-02-13T9:05"]);
    assert_eq!(answer.1["due"], "2026-02-27");
}

#[test]
fn the_deadline_vectors() {
    for (received, days, due, provisional) in [
        ("2026-02-13", "5", "2026-02-27", false),
        ("2026-09-30", "5", "2026-10-13", false),
        ("2026-04-20", "20", "2026-05-20", false),
        ("2026-04-30", "10", "2026-05-18", false),
        ("2026-05-08", "1", "2026-05-09", false),
        ("2026-02-14", "1", "2026-02-24", false),
        // New Year's Day is off in a year that is not announced too.
        ("2026-12-25", "5", "2027-01-04", true),
        ("2025-09-30", "1", "2025-10-09", false),
    ] {
        let (fine, answer) = told(&["catalog", "due", "--days", days, "--received", received]);
        assert!(fine);
        assert_eq!(
            (&answer["due"], answer["provisional"] == true),
            (&due.into(), provisional),
            "{received} + {days}"
        );
    }
}

#[test]
fn an_items_due_date_and_what_is_no_date() {
    let on_the_spot =
        told(&["catalog", "due", "chengxiang-yanglao", "--received", "2026-02-13T16:30"]);
    assert_eq!(on_the_spot.1["due"], "2026-02-13");
    let late =
        told(&["catalog", "due", "chengxiang-yanglao", "--received", "2026-02-13T17:30:00Z"]);
    assert_eq!(late.1["due"], "2026-02-14", "by the counter's own zone");
    for (args, code) in [
        (["catalog", "due", "chengxiang-yanglao", "--received", "2026-02-30"], "not_a_date"),
        (["catalog", "due", "chengxiang-yanglao", "--received", "2026-02-13T25:00"], "not_a_date"),
        (["catalog", "due", "nothing", "--received", "2026-02-13"], "unknown_item"),
    ] {
        let (fine, answer) = told(&args);
        assert!(!fine);
        assert_eq!(answer["code"], code);
    }
}

const AGENT: &str = "when: agent == \"agent\"";

#[test]
fn the_example_pack_is_sound_and_a_spoilt_one_is_not() {
    assert_eq!(told(&["catalog", "lint"]).1["findings"], serde_json::json!([]));
    let (fine, tested) = told(&["catalog", "test", "--mutate"]);
    assert!(fine && tested["mutations"]["survivors"] == serde_json::json!([]), "{tested}");
    assert_eq!(told(&["catalog", "stats"]).1["items"], 32);

    let folder = tempfile::tempdir().unwrap();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    for part in ["items", "forms"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
        for file in std::fs::read_dir(source.join(part)).unwrap().flatten() {
            std::fs::copy(file.path(), folder.path().join(part).join(file.file_name())).unwrap();
        }
    }
    for file in ["pack.yaml", "cases.yaml"] {
        std::fs::copy(source.join(file), folder.path().join(file)).unwrap();
    }
    let (at, item) =
        (folder.path().to_str().unwrap(), folder.path().join("items/chengxiang-yanglao.yaml"));
    assert!(told(&["catalog", "test", at]).0);
    let text = std::fs::read_to_string(&item).unwrap();
    std::fs::write(&item, text.replace(AGENT, "when: agent == \"self\"")).unwrap();
    let (fine, said) = told(&["catalog", "test", at]);
    assert!(
        !fine
            && said["code"] == "catalog_test"
            && said["message"].as_str().unwrap().contains("agent_id_card"),
        "{said}"
    );
    std::fs::write(&item, text.replace(AGENT, "when: agent == \"nobody\"")).unwrap();
    let (fine, said) = told(&["catalog", "lint", at]);
    assert!(!fine && said["message"].as_str().unwrap().contains("dangling_reference"), "{said}");
    std::fs::write(&item, text.replace("questions:", "questions: [")).unwrap();
    let (fine, said) = told(&["catalog", "lint", at]);
    assert!(!fine && said["message"].as_str().unwrap().contains("line"), "{said}");
}

#[test]
fn a_template_is_tried_where_the_pack_is_linted() {
    let folder = tempfile::tempdir().unwrap();
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog");
    for part in ["items", "forms", "templates"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    for part in ["items", "forms"] {
        for file in std::fs::read_dir(source.join(part)).unwrap().flatten() {
            std::fs::copy(file.path(), folder.path().join(part).join(file.file_name())).unwrap();
        }
    }
    for file in ["pack.yaml", "cases.yaml"] {
        std::fs::copy(source.join(file), folder.path().join(file)).unwrap();
    }
    let template = folder.path().join("templates/refusal.typ");
    let text = "#import \"base.typ\": *\n#let sheet = json(\"sheet.json\")\n\
                #show: body => case-paper(\"通知\", sheet, body)\n#sheet.opening\n";
    std::fs::write(&template, text).unwrap();
    let at = folder.path().to_str().unwrap();
    let (fine, said) = told(&["catalog", "lint", at]);
    assert!(fine, "{said}");
    std::fs::write(&template, text.replace("sheet.opening", "sheet.openings")).unwrap();
    let (fine, said) = told(&["catalog", "lint", at]);
    let found = said["findings"].as_array().unwrap();
    assert!(!fine && found.len() == 1, "{said}");
    assert_eq!((&found[0]["code"], &found[0]["line"]), (&"broken_template".into(), &4.into()));
    assert_eq!(found[0]["file"], "templates/refusal.typ");
}

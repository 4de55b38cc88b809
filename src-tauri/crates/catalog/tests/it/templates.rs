//! Templates of papers in a pack: lines of their own with digests, and what refuses them.
use counter_catalog::{
    CatalogError, Key, LONGEST_FILE, LintCode, Pack, Source, Template, Trust, lint_source,
};
use counter_core::date::parse_date;

const TEXT: &str = "#import \"base.typ\": *\n正文\n";

fn key() -> Key {
    Key::example_key().unwrap()
}

fn source(templates: &[(&str, &str)]) -> Source {
    let item = "{id: one, name: 一, department: 示例局, task_type: '21', project_type: on_the_spot, form: general}";
    let files = [
        ("pack.yaml", "{id: small, version: '1', title: 小包, note: 示例}"),
        ("items/one.yaml", item),
        ("forms/general.yaml", "{id: general, title: 申请表, sections: []}"),
        ("cases.yaml", "[]"),
    ];
    let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned()));
    let templates =
        templates.iter().map(|(form, text)| (format!("templates/{form}.typ"), (*text).to_owned()));
    files.chain(templates).collect()
}

fn sign(templates: &[(&str, &str)]) -> Vec<u8> {
    Pack::from_source(&source(templates)).unwrap().sign_pack(&key(), None).unwrap()
}

fn admit(bytes: &[u8]) -> Result<Pack, CatalogError> {
    let keys = [key().public_key()];
    let today = parse_date("2026-12-01").unwrap();
    Pack::admit(bytes, &Trust { keys: &keys, today, current: None, newest: None })
}

/// The body with another digest in the head, signed anew: what a careless publisher could send.
fn sign_anew(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, rest) = text.split_once('\n').unwrap();
    let (_, body) = rest.split_once('\n').unwrap();
    let body = change(body);
    let mut head: serde_json::Value = serde_json::from_str(head).unwrap();
    let digest = ring::digest::digest(&ring::digest::SHA256, body.as_bytes());
    head["sha256"] = hex::encode(digest).into();
    sign_lines(&head.to_string(), &body)
}

fn sign_lines(head: &str, body: &str) -> Vec<u8> {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    let seed = b"example pack: anyone may sign it";
    let pair = ring::signature::Ed25519KeyPair::from_seed_unchecked(seed).unwrap();
    let signature = STANDARD.encode(pair.sign(head.as_bytes()));
    let seal = serde_json::json!({ "key": key().public_key(), "signature": signature });
    format!("{head}\n{seal}\n{body}").into_bytes()
}

#[test]
fn a_pack_gives_back_its_templates_each_with_its_digest() {
    let pack = admit(&sign(&[("refusal", TEXT), ("acceptance_receipt", "甲")])).unwrap();
    let forms: Vec<&str> = pack.templates().iter().map(|one| one.form.as_str()).collect();
    assert_eq!(forms, ["acceptance_receipt", "refusal"]);
    let template: &Template = pack.template("refusal").unwrap();
    assert_eq!((template.text.as_str(), template.sha256.len()), (TEXT, 64));
    assert_eq!(pack.template("blank_form"), None);
    assert_eq!(pack.len(), 1, "no template is taken for an item");
    let again = pack.sign_pack(&key(), None).unwrap();
    assert_eq!(again, sign(&[("acceptance_receipt", "甲"), ("refusal", TEXT)]));
}

#[test]
fn only_a_pack_with_templates_asks_for_a_program_that_reads_them() {
    let head = |bytes: &[u8]| -> serde_json::Value {
        serde_json::from_slice(bytes.split(|byte| *byte == b'\n').next().unwrap()).unwrap()
    };
    let plain = head(&sign(&[]));
    assert_eq!((&plain["pack"], &plain["needs"]), (&2.into(), &"0.2.0".into()));
    assert!(plain.get("templates").is_none(), "as it ever was: {plain}");
    let drawn = head(&sign(&[("refusal", TEXT)]));
    assert_eq!((&drawn["pack"], &drawn["templates"]), (&3.into(), &1.into()));
    assert_eq!(drawn["needs"], "0.6.0");
}

#[test]
fn a_template_that_is_not_what_its_line_says_refuses_the_pack() {
    let bytes = sign(&[("refusal", TEXT)]);
    admit(&sign_anew(&bytes, str::to_owned)).unwrap();
    let code =
        |change: &dyn Fn(&str) -> String| admit(&sign_anew(&bytes, change)).unwrap_err().code();
    assert_eq!(code(&|body| body.replace("正文", "别文")), "catalog_damaged");
    assert_eq!(code(&|body| format!("{body}{{\"more\":1}}\n")), "catalog_not_a_bundle");
    let without = |body: &str| -> String {
        let lines = body.lines().filter(|line| !line.contains("template"));
        lines.map(|line| format!("{line}\n")).collect()
    };
    assert_eq!(code(&without), "catalog_not_a_bundle");
}

#[test]
fn a_template_has_a_mebibyte_at_most() {
    let long = "文".repeat(LONGEST_FILE as usize / 3 + 1);
    assert_eq!(admit(&sign(&[("refusal", &long)])).unwrap_err().code(), "catalog_file_too_large");
    admit(&sign(&[("refusal", &long[3..])])).unwrap();
    let home = tempfile::tempdir().unwrap();
    for (name, text) in source(&[]).files() {
        let path = home.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    std::fs::create_dir(home.path().join("templates")).unwrap();
    std::fs::write(home.path().join("templates/refusal.typ"), TEXT).unwrap();
    let read = Source::from_dir(home.path()).unwrap();
    assert_eq!(read.templates().collect::<Vec<_>>(), [("refusal", TEXT)]);
    std::fs::write(home.path().join("templates/refusal.typ"), &long).unwrap();
    let refused = Source::from_dir(home.path()).unwrap_err();
    assert_eq!(refused.code(), "catalog_file_too_large");
}

#[test]
fn a_template_of_no_paper_and_a_file_that_is_none_are_named() {
    let pack = admit(&sign(&[("refusal", TEXT), ("check_record", TEXT), ("day_sheet", TEXT)]));
    let pack = pack.unwrap();
    assert!(pack.template("refusal").is_some());
    for own in ["check_record", "day_sheet"] {
        assert_eq!(pack.template(own), None, "the window's own papers are the program's: {own}");
    }
    let lints = lint_source(&source(&[("refusal", TEXT), ("day_sheet", TEXT), ("refusals", TEXT)]));
    let lints: Vec<(&str, LintCode)> =
        lints.iter().map(|lint| (lint.file.as_str(), lint.code)).collect();
    assert_eq!(
        lints,
        [
            ("templates/day_sheet.typ", LintCode::UnknownTemplate),
            ("templates/refusals.typ", LintCode::UnknownTemplate),
        ]
    );
}

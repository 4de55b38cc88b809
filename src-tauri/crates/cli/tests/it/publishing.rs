//! From an author's folder to a file that stations take: key, pack, verify, diff, and what each
//! refuses.
use crate::judging::told;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog")
}

/// A copy of the example pack with this version, in which everybody applies for a pension in
/// person.
fn changed(folder: &Path, version: &str) -> PathBuf {
    let to = folder.join(version);
    for part in ["items", "forms"] {
        std::fs::create_dir_all(to.join(part)).unwrap();
        for file in std::fs::read_dir(catalogue().join(part)).unwrap().flatten() {
            std::fs::copy(file.path(), to.join(part).join(file.file_name())).unwrap();
        }
    }
    let head = std::fs::read_to_string(catalogue().join("pack.yaml")).unwrap();
    let line = head.lines().find(|line| line.starts_with("version:")).unwrap();
    std::fs::write(to.join("pack.yaml"), head.replace(line, &format!("version: '{version}'")))
        .unwrap();
    let item = to.join("items/chengxiang-yanglao.yaml");
    let text = std::fs::read_to_string(&item).unwrap();
    std::fs::write(
        &item,
        text.replace("when: agent == \"agent\"", "when: agent == \"agent\" && group == \"dibao\""),
    )
    .unwrap();
    to
}

fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_pack_is_signed_and_what_a_station_refuses_has_a_name() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let (secret, file, later) = (place("key"), place("a.pack"), place("b.pack"));
    let (fine, made) = told(&["catalog", "key", word(&secret)]);
    assert!(fine, "{made}");
    let public = made["key"].as_str().unwrap();
    assert_eq!(
        told(&["catalog", "key", word(&secret)]).1["code"],
        "catalog_unreadable",
        "never over an older key"
    );
    let new = changed(folder.path(), "2027.1");
    let signed = told(&[
        "catalog",
        "pack",
        word(&new),
        "--out",
        word(&file),
        "--key",
        word(&secret),
        "--until",
        "2027-06-30",
    ]);
    assert_eq!(
        (signed.0, &signed.1["version"], &signed.1["items"]),
        (true, &"2027.1".into(), &32.into()),
        "{}",
        signed.1
    );

    let verify = |file: &Path, more: &[&str]| {
        let (fine, said) =
            told(&[&["catalog", "verify", word(file), "--key", public][..], more].concat());
        if fine { "fine".to_owned() } else { said["code"].as_str().unwrap().to_owned() }
    };
    assert_eq!(verify(&file, &["--today", "2027-06-30"]), "fine");
    assert_eq!(verify(&file, &["--today", "2027-07-01"]), "catalog_expired");
    assert_eq!(told(&["catalog", "verify", word(&file)]).1["code"], "catalog_wrong_key");
    let next = changed(folder.path(), "2027.2");
    told(&["catalog", "pack", word(&next), "--out", word(&later), "--key", word(&secret)]);
    assert_eq!(
        verify(&file, &["--today", "2027-01-01", "--current", word(&later)]),
        "catalog_older"
    );
    assert_eq!(verify(&later, &["--current", word(&file)]), "fine");

    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(place("flipped.pack"), &bytes).unwrap();
    assert_eq!(verify(&place("flipped.pack"), &[]), "catalog_damaged");
    // Two gigabytes of nothing: refused by its length, before a byte of it is read.
    std::fs::File::create(place("huge.pack")).unwrap().set_len(2 << 30).unwrap();
    assert_eq!(verify(&place("huge.pack"), &[]), "catalog_too_large");
    std::fs::write(place("html.pack"), "<html>\n<body>\n").unwrap();
    assert_eq!(verify(&place("html.pack"), &[]), "catalog_not_a_bundle");

    let (fine, found) = told(&["catalog", "diff", word(&catalogue()), word(&file)]);
    let lists = &found["changed"][0]["lists"];
    assert!(fine && lists[0]["no_longer"][0]["name"] == "代办人身份证", "{found}");
    assert_eq!(lists[0]["when"][1][1], "别人代办");
    let listed = [
        "catalog",
        "checklist",
        "chengxiang-yanglao",
        "--answer",
        "agent=agent",
        "--answer",
        "group=normal",
    ];
    let needs = |more: &[&str]| {
        let (_, list) = told(&[&listed[..], more].concat());
        list["materials"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["need"] != "not_needed")
            .count()
    };
    assert_eq!((needs(&[]), needs(&["--pack", word(&file)])), (5, 3));
}

#[test]
fn tables_become_a_pack() {
    let folder = tempfile::tempdir().unwrap();
    let (items, materials) = (folder.path().join("items.csv"), folder.path().join("materials.csv"));
    std::fs::write(&items,
        "task_code,task_name,dept_name,project_type,promise_day,promise_type\nA1,示例事项甲,示例局,2,0,工作日\nA2,示例事项乙,示例局,1,5,工作日\n").unwrap();
    std::fs::write(
        &materials,
        "task_code,material_name,is_need,page_num,source_type\nA1,居民身份证,1,1,20\nA9,没有事项的材料,1,1,20\n",
    )
    .unwrap();
    let into = folder.path().join("pack");
    let (fine, told_of) =
        told(&["catalog", "import", word(&items), word(&materials), "--into", word(&into)]);
    assert!(fine, "{told_of}");
    assert_eq!(told_of["written"]["added"].as_array().unwrap().len(), 2, "{told_of}");
    let flags = told_of["flags"].as_array().unwrap();
    assert!(
        flags.iter().any(|flag| flag["code"] == "orphan_material" && flag["row"] == 3),
        "{told_of}"
    );
    assert_eq!(told(&["catalog", "stats", word(&into)]).1["items"], 2);
    assert!(
        !told(&["catalog", "import", word(&folder.path().join("none.csv")), "--into", word(&into)])
            .0
    );
}

#[test]
fn findings_name_file_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    let pack = changed(folder.path(), "2027.3");
    let (fine, said) = told(&["catalog", "lint", word(&pack)]);
    // Without its cases nothing is tested, and an agent's letter is asked of one group alone.
    let findings = said["findings"].as_array().unwrap();
    let (untested, others): (Vec<&Value>, Vec<&Value>) =
        findings.iter().partition(|one| one["code"] == "leaf_without_test");
    let others: Vec<_> = others.iter().map(|one| (&one["code"], &one["of"], &one["at"])).collect();
    let expected = json!(["actor_without_row", "chengxiang-yanglao", "agent.agent"]);
    assert!(!fine && !untested.is_empty());
    assert_eq!(others, [(&expected[0], &expected[1], &expected[2])]);
    assert!(!said["no_longer_issued"].as_array().unwrap().is_empty());
    let item = pack.join("items/tekun.yaml");
    let text = std::fs::read_to_string(&item).unwrap();
    std::fs::write(&item, text.replacen("when: kind ==", "when: kind =", 1)).unwrap();
    let (_, said) = told(&["catalog", "lint", word(&pack)]);
    let broken =
        said["findings"].as_array().unwrap().iter().find(|one| one["code"] == "malformed").unwrap();
    assert_eq!(broken["file"], "items/tekun.yaml");
    let line = broken["line"].as_u64().unwrap() as usize;
    let written = std::fs::read_to_string(&item).unwrap();
    assert!(written.lines().nth(line - 1).unwrap().contains("when: kind = "), "{broken}");
    assert_eq!(broken["column"], 14, "{broken}");
}

//! The JSON Schemas that an author's editor reads say the same as the reader does.

use std::fs;
use std::path::{Path, PathBuf};

use counter_catalog::{ChecklistCase, Pack, Source};
use counter_core::form::FormDef;
use counter_core::item::Item;
use jsonschema::Validator;
use serde_json::{Value, json};

fn catalog() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalog")
}

fn text(name: &str) -> Value {
    let path = catalog().join("schema").join(format!("{name}.schema.json"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

pub fn schema(name: &str) -> Validator {
    jsonschema::draft202012::new(&text(name)).unwrap()
}

fn limit() -> Value {
    json!({"legal_days": 20, "promise_days": 7, "working": true, "rolls": false, "text": "公示除外",
        "official": true, "class": "general",
        "special": [{"name": "实地核查", "days": 3, "working": true}]})
}

fn terms() -> Value {
    json!([{"when": "biz == 'new'", "project_type": "on_the_spot", "limit": limit(), "fee": "20 元",
        "expired_card": "allow"}])
}

fn requires() -> Value {
    json!([{"when": "card.age >= 80", "text": "年满八十周岁", "official": true}])
}

/// A document of each kind in which everything is written that can be.
fn full(name: &str) -> Value {
    match name {
        "item" => json!({
            "id": "one", "name": "示例", "everyday": ["示例"], "department": "示例局", "task_type": "05",
            "project_type": "commitment",
            "for_whom": "both", "legacy": {"note": "停办", "instead": "two"}, "fee": "免费",
            "limit": limit(),
            "article32": true, "conditions": ["年满十八周岁"],
            "questions": [{"id": "biz", "text": "办哪种？", "ask_when": "agent == 'agent'",
                "options": [{"id": "new", "label": "新办", "known_when": "card.age < 60",
                    "acting": "guardian"}]}],
            "materials": [{"id": "card", "name": "身份证", "kind": 1, "original": 1, "copy": 1,
                "source": 20, "need": "later",
                "accept": "see_and_copy", "when": "biz == 'new'", "later_when": "biz == 'new'", "any_group": "g", "cert": "居民身份证",
                "official": true,
                "note": "说明", "points": ["清晰"], "supply": "chip", "person": "applicant",
                "parts": ["fire"], "sample": "样子",
                "blank": "general", "authority": true}],
            "form": "general", "signature": "none", "points": ["齐全"], "note": "说明", "redirect": "别处",
            "codes": {"national": {"task_code": "A"}}, "law": [{"name": "条例", "article": "第一条",
                "official": true}],
            "route": "delegated",
            "joint": {"lead": "fire", "parts": [{"id": "fire", "department": "消防", "name": "验收"}]},
            "effective": {"from": "2026-05-01", "until": "2026-12-31"},
            "class": "construction", "levels": ["4"], "expired_card": "block",
            "terms": terms(), "requires": requires(), "age_on": {"months_ahead": 1, "day": "08-31"},
            "entrustment": {"document": "委托书", "from": "2026-05-01", "until": "2026-12-31",
                "stations": ["A"], "levels": ["5"], "refusal": true,
                "points": [{"id": "true", "text": "属实"}], "official": true},
            "visits": {"most": 1, "official": true}
        }),
        "form" => {
            json!({"id": "general", "title": "申请表", "sections": [{"title": "一", "fields": [
            {"id": "way", "label": "方式", "kind": "choice", "required": true,
                "options": [{"value": "post", "label": "邮寄"}],
             "prefill": "answer.way", "hint": "任选", "max_len": 10, "required_when": "a=b",
             "sample": "post"}]}],
            "declaration": ["属实"], "signs": ["申请人签名"]})
        }
        "pack" => {
            json!({"id": "small", "version": "1", "title": "小包", "note": "示例",
                "until": "2027-01-01", "needs": "0.2.0"})
        }
        _ => {
            json!([{"item": "one", "title": "本人", "answers": {"biz": "new"},
                "materials": ["card"], "later": ["card"], "fee": "免费", "days": 7, "on_the_spot": true,
                "eligible": true, "special": [{"name": "实地核查", "days": 3, "working": true}],
                "expired_card": "allow"}])
        }
    }
}

/// What the reader makes of a document; the error, if it refuses it. JSON is YAML.
fn read(name: &str, document: &Value) -> Result<Value, String> {
    let text = document.to_string();
    let back = |read: Result<Value, serde_norway::Error>| read.map_err(|error| error.to_string());
    match name {
        "item" => back(serde_norway::from_str::<Item>(&text).map(|item| json!(item))),
        "form" => back(serde_norway::from_str::<FormDef>(&text).map(|form| json!(form))),
        "pack" => {
            let source: Source = [("pack.yaml".to_owned(), text)].into_iter().collect();
            Pack::from_source(&source).map(|_| document.clone()).map_err(|error| error.to_string())
        }
        _ => back(serde_norway::from_str::<Vec<ChecklistCase>>(&text).map(|cases| json!(cases))),
    }
}

#[test]
fn every_file_of_the_example_pack_fits_its_schema() {
    let source = Source::from_dir(&catalog()).unwrap();
    let mut seen = 0;
    for (file, text) in source.files() {
        let name = match file.split_once('/') {
            Some(("items", _)) => "item",
            Some(("forms", _)) => "form",
            _ => file.strip_suffix(".yaml").unwrap(),
        };
        let document: Value = serde_norway::from_str(text).unwrap();
        let wrong: Vec<String> = schema(name)
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(wrong, [] as [String; 0], "{file}");
        seen += 1;
    }
    assert!(seen > 30);
    // The schemas lie in the folder and are no part of the pack.
    assert!(Source::builtin().files().all(|(name, _)| name.ends_with(".yaml")));
}

/// Both know the same names at every level, and nothing is without a word for the author.
#[test]
fn every_name_of_the_schema_is_one_of_the_reader_and_the_other_way_round() {
    for name in ["item", "form", "pack", "cases"] {
        let document = full(name);
        assert!(schema(name).is_valid(&document), "{name}");
        // Everything is set, so what the reader writes back has all its fields.
        let back = read(name, &document).unwrap();
        assert_eq!(back, document, "{name}");
        let root = text(name);
        same_names(&root, &root, &back, name);
    }
}

fn same_names(root: &Value, schema: &Value, value: &Value, path: &str) {
    let schema = resolved(root, schema);
    match (value, schema.get("properties")) {
        (Value::Object(fields), Some(Value::Object(properties))) => {
            assert_eq!(
                fields.keys().collect::<Vec<_>>(),
                properties.keys().collect::<Vec<_>>(),
                "{path}"
            );
            assert_eq!(schema["additionalProperties"], json!(false), "{path}");
            for (key, property) in properties {
                let path = format!("{path}/{key}");
                let said = [property, resolved(root, property)]
                    .into_iter()
                    .find_map(|one| one["description"].as_str());
                assert!(said.is_some_and(|said| !said.is_ascii()), "{path} is not described");
                same_names(root, property, &fields[key], &path);
            }
        }
        (Value::Object(fields), _) => {
            for (key, value) in fields {
                same_names(root, &schema["additionalProperties"], value, &format!("{path}/{key}"));
            }
        }
        (Value::Array(list), _) => {
            same_names(root, &schema["items"], &list[0], &format!("{path}/0"))
        }
        _ => {}
    }
}

fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => root.pointer(name.trim_start_matches('#')).unwrap(),
        None => schema,
    }
}

/// The full document with one place put to something else, or away.
fn altered(name: &str, path: &str, to: Option<&Value>) -> Value {
    let mut document = full(name);
    let (around, key) = path.rsplit_once('/').unwrap();
    match (document.pointer_mut(around).unwrap(), to) {
        (Value::Object(fields), Some(to)) => drop(fields.insert(key.to_owned(), to.clone())),
        (Value::Object(fields), None) => drop(fields.remove(key).unwrap()),
        (Value::Array(list), Some(to)) => list[key.parse::<usize>().unwrap()] = to.clone(),
        (other, _) => panic!("{path}: {other}"),
    }
    document
}

#[track_caller]
fn agree(name: &str, document: &Value, fits: bool, what: &str) {
    let read = read(name, document);
    assert_eq!(read.is_ok(), fits, "{name} {what}: {read:?}");
    assert_eq!(schema(name).is_valid(document), fits, "{name} {what} by the schema");
}

/// Each place of each document, by its path.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
        }
        _ => Vec::new(),
    };
    for (key, child) in children {
        let path = format!("{path}/{key}");
        found.push(path.clone());
        places(child, &path, found);
    }
}

/// Every field taken away, misspelt, and put to something else: whatever the reader says of it, the
/// schema says too.
#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    let others = [json!({"misspelt": {}}), json!([[1]]), json!(-1), json!(true), json!(null)];
    let mut tried = [0, 0];
    for name in ["item", "form", "pack", "cases"] {
        let (full, schema, mut all) = (full(name), schema(name), Vec::new());
        places(&full, "", &mut all);
        for path in all {
            let (around, key) = path.rsplit_once('/').unwrap();
            let mut documents: Vec<Value> =
                others.iter().map(|to| altered(name, &path, Some(to))).collect();
            if full.pointer(around).unwrap().is_object() {
                documents.push(altered(name, &path, None));
                documents.push(altered(name, &format!("{around}/{key}_"), Some(&json!("x"))));
            }
            for document in documents {
                let (read, fits) = (read(name, &document), schema.is_valid(&document));
                // Without quotes the reader takes a text for what it says; the schema wants them,
                // so that no 05 is lost.
                let to = document.pointer(&path).unwrap_or(&full);
                let bare = full.pointer(&path).unwrap().is_string()
                    && (to.is_number() || to.is_boolean() || to.is_null());
                assert!(
                    read.is_ok() == fits || bare && !fits,
                    "{name}{path} {to}: {read:?}, schema {fits}"
                );
                tried[usize::from(fits)] += 1;
            }
        }
    }
    assert!(tried[0] > 300 && tried[1] > 60, "{tried:?}");
}

#[test]
fn words_and_numbers_that_are_in_no_list() {
    let wrong = [
        ("/project_type", json!("at_once")),
        ("/for_whom", json!("people")),
        ("/route", json!("post")),
        ("/limit/class", json!("slow")),
        ("/limit/promise_days", json!(1.5)),
        ("/limit/legal_days", json!("二十")),
        ("/materials/0/need", json!("必要")),
        ("/materials/0/accept", json!("scan")),
        ("/materials/0/supply", json!("mail")),
        ("/materials/0/person", json!("friend")),
        ("/materials/0/kind", json!(256)),
        ("/materials/0/copy", json!(4_294_967_296_u64)),
        ("/materials/0/when", json!("")),
        ("/materials/0/when", json!(format!("biz == '{}'", "a".repeat(2_000)))),
        ("/effective/from", json!("明天")),
        ("/expired_card", json!("maybe")),
        ("/terms/0/expired_card", json!("maybe")),
        ("/signature", json!("optional")),
        ("/age_on/day", json!("birthday")),
        ("/age_on/day", json!("8-31")),
        ("/questions/0/options/0/acting", json!("friend")),
        ("/entrustment/until", json!("永久")),
        ("/visits/most", json!("一次")),
    ];
    for (path, to) in wrong {
        agree("item", &altered("item", path, Some(&to)), false, path);
    }
    agree(
        "form",
        &altered("form", "/sections/0/fields/0/kind", Some(&json!("picture"))),
        false,
        "kind",
    );
    agree("pack", &altered("pack", "/until", Some(&json!("永远"))), false, "until");
    for word in ["on_the_spot", "commitment", "即办件", "承诺件"] {
        agree("item", &altered("item", "/project_type", Some(&json!(word))), true, word);
    }
    for word in ["original", "see_and_copy", "see_only", "copy", "both", "orig", "see", "seeonly"] {
        agree("item", &altered("item", "/materials/0/accept", Some(&json!(word))), true, word);
    }
}

//! The inside of one invented item: questions, papers with conditions, everyday names. Not its
//! name.

use counter_core::item::{Condition, Item};
use fastrand::Rng;
use serde_json::{Value, json};

use super::words::{MATERIALS, POINTS, SAYINGS};
use super::{Named, pick};
use crate::error::CatalogError;

const MODES: [&str; 3] = ["original", "see_and_copy", "copy"];
/// When a paper is wanted, by the question it asks after. Each holds in some situations and not in
/// others.
const WHEN: [&[&str]; 4] = [
    &[
        "biz == \"new\"",
        "biz in [\"change\", \"renew\"]",
        "biz in [\"renew\", \"cancel\"]",
        "biz != \"cancel\"",
    ],
    &["agent == \"agent\""],
    &[
        "place == \"rented\"",
        "biz == \"new\" && place == \"own\"",
        "place in [\"rented\", \"lent\"]",
    ],
    &["scale == \"large\"", "scale == \"large\" && biz == \"new\"", "!(scale == \"small\")"],
];

pub(super) fn invent_item(rng: &mut Rng, at: usize, named: Named) -> Result<Item, CatalogError> {
    let questions = rng.usize(2..=4);
    let item = json!({
        "id": format!("fuzai-{at:05}"),
        "name": named.name,
        "everyday": everyday(rng, &named),
        "department": named.department,
        "task_type": pick(rng, &["01", "05", "07", "20", "21"]),
        "project_type": pick(rng, &["on_the_spot", "commitment"]),
        "for_whom": pick(rng, &["person", "firm", "both"]),
        "questions": asked(questions),
        "materials": materials(rng, questions),
        "form": "general",
        "points": [pick(rng, &POINTS), "材料与系统内登记一致"],
        "note": "负载示例，不是真的事项",
    });
    serde_json::from_value(item).map_err(CatalogError::NotAnItem)
}

fn everyday(rng: &mut Rng, named: &Named) -> Vec<String> {
    let target = rng.usize(2..=6);
    let mut names: Vec<String> = Vec::new();
    while names.len() < target {
        let saying = pick(rng, &SAYINGS).replace("{a}", named.field).replace("{b}", named.thing);
        if !names.contains(&saying) {
            names.push(saying);
        }
    }
    names
}

fn asked(how_many: usize) -> Vec<Value> {
    let option = |id: &str, label: &str| json!({"id": id, "label": label});
    let mut questions = vec![
        json!({"id": "biz", "text": "办哪一种？", "options": [
            option("new", "新办"), option("change", "变更"), option("renew", "延续"),
            option("cancel", "注销"),
        ]}),
        json!({"id": "agent", "text": "谁来办？", "options": [
            option("self", "本人来办"),
            {"id": "agent", "label": "别人代办", "known_when": "people.agent == \"yes\""},
        ]}),
        json!({"id": "place", "text": "场地是谁的？", "ask_when": "biz in [\"new\", \"change\"]",
            "options": [
            option("own", "自有"), option("rented", "租用"), option("lent", "无偿借用"),
        ]}),
        json!({"id": "scale", "text": "规模多大？", "options": [
            option("small", "限额以下"), option("large", "限额以上"),
        ]}),
    ];
    questions.truncate(how_many);
    questions
}

/// The application, a paper for each question so that none is asked for nothing, and what chance
/// adds.
fn materials(rng: &mut Rng, questions: usize) -> Vec<Value> {
    let mut names = MATERIALS;
    rng.shuffle(&mut names);
    let target = rng.usize(4..=12).max(questions + 1);
    let mut list = vec![material(rng, 0, "申请书", None)];
    for (at, name) in (1..target).zip(names) {
        let when = match at - 1 {
            question if question < questions => condition_on(rng, question),
            _ if rng.bool() => {
                let question = rng.usize(..questions);
                condition_on(rng, question)
            }
            _ => None,
        };
        list.push(material(rng, at, name, when));
    }
    list
}

fn condition_on(rng: &mut Rng, question: usize) -> Option<&'static str> {
    WHEN.get(question).map(|conditions| pick(rng, conditions))
}

fn material(rng: &mut Rng, at: usize, name: &str, when: Option<&str>) -> Value {
    let accept = pick(rng, &MODES);
    let first = rng.usize(..POINTS.len());
    let mut material = json!({
        "id": format!("paper_{at}"),
        "name": name,
        "kind": rng.u8(1..=3),
        "original": u8::from(accept != "copy"),
        "copy": u8::from(accept != "original"),
        "source": pick(rng, &[10, 20, 99]),
        "need": pick(rng, &["required", "required", "required", "optional", "later"]),
        "accept": accept,
        "official": false,
        "supply": if at == 0 { "form" } else { "paper" },
        "points": [POINTS.get(first), POINTS.get((first + 3) % POINTS.len())],
    });
    if let (Some(when), Some(fields)) =
        (when.filter(|when| Condition::parse(when).is_ok()), material.as_object_mut())
    {
        fields.insert("when".to_owned(), json!(when));
    }
    material
}

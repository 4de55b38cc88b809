//! Finding an item, and what to bring for it.
use crate::output::{Fault, Outcome};
use counter_catalog::{Pack, Search, Why};
use counter_core::item::{Row, RowNeed, Why as Reason, unknown_answers};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn search(pack: &Pack, query: &str) -> Value {
    let hits = Search::new(pack).find(query);
    let rows: Vec<Value> = hits.iter().map(|h| json!({ "id": h.id, "name": h.name, "why": why(&h.why) })).collect();
    json!({ "results": rows })
}

fn why(why: &Why) -> String {
    match why {
        Why::Exact => "exact".to_owned(),
        Why::Name => "name".to_owned(),
        Why::Everyday(word) => format!("everyday:{word}"),
        Why::Pinyin => "pinyin".to_owned(),
        Why::Initials => "initials".to_owned(),
        Why::Department => "department".to_owned(),
        Why::Typo(word) => format!("typo:{word}"),
        Why::Words(word) => format!("words:{word}"),
    }
}

pub fn checklist(pack: &Pack, id: &str, answers: &[String]) -> Outcome {
    let item = pack.item(id).ok_or_else(|| Fault::new("unknown_item", format!("no item {id}")))?;
    let mut given = BTreeMap::new();
    for answer in answers {
        let (question, option) =
            answer.split_once('=').ok_or_else(|| Fault::usage("an answer is written QUESTION=OPTION"))?;
        given.insert(question.to_owned(), option.to_owned());
    }
    if let Some(unknown) = unknown_answers(item, &given).first() {
        return Err(Fault::new("unknown_answer", format!("{id} has no {unknown}")));
    }
    let rows: Vec<Value> = counter_core::item::checklist(item, &given).iter().map(row).collect();
    Ok(json!({ "materials": rows }))
}

fn row(row: &Row) -> Value {
    let need = match &row.need {
        RowNeed::Required => "required".to_owned(),
        RowNeed::Optional => "optional".to_owned(),
        RowNeed::Later => "later".to_owned(),
        RowNeed::OneOf(group) => format!("one_of:{group}"),
        RowNeed::NotNeeded => "not_needed".to_owned(),
    };
    let pairs =
        |parts: &[(String, String)]| parts.iter().map(|(q, o)| format!("{q} {o}")).collect::<Vec<_>>().join("; ");
    let why = match &row.why {
        Reason::Always => "always".to_owned(),
        Reason::Because(parts) | Reason::NotNeededBecause(parts) => pairs(parts),
        Reason::Unanswered(parts) => format!("unanswered: {}", parts.join(", ")),
        Reason::OneOfGroup(parts) => format!("one of: {}", parts.join(", ")),
    };
    json!({ "name": row.name, "original": row.original, "copy": row.copy, "need": need, "why": why })
}

//! Finding an item, and what to bring for it.
use crate::output::{Fault, Outcome};
use counter_catalog::{Pack, Search, Why};
use counter_core::item::{self, Row, RowNeed, unknown_answers};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn search_items(pack: &Pack, query: &str) -> Value {
    let hits = Search::new(pack).find_with(query, &[]);
    let rows: Vec<Value> = hits
        .best
        .iter()
        .map(|h| json!({ "id": h.id, "name": h.name, "why": reason_word(&h.why) }))
        .collect();
    json!({ "results": rows, "more": hits.more })
}

fn reason_word(why: &Why) -> String {
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

pub fn show_checklist(pack: &Pack, id: &str, answers: &[String]) -> Outcome {
    let item = pack.item(id).ok_or_else(|| Fault::new("unknown_item", format!("no item {id}")))?;
    let mut answered = BTreeMap::new();
    for answer in answers {
        let (question, option) = answer
            .split_once('=')
            .ok_or_else(|| Fault::wrong_usage("an answer is written QUESTION=OPTION"))?;
        answered.insert(question.to_owned(), option.to_owned());
    }
    if let Some(unknown) = unknown_answers(item, &answered).first() {
        return Err(Fault::new("unknown_answer", format!("{id} has no {unknown}")));
    }
    let rows: Vec<Value> = item::build_checklist(item, &answered).iter().map(row_json).collect();
    Ok(json!({ "materials": rows }))
}

fn row_json(row: &Row) -> Value {
    let need = match &row.need {
        RowNeed::Required => "required".to_owned(),
        RowNeed::Optional => "optional".to_owned(),
        RowNeed::Later => "later".to_owned(),
        RowNeed::OneOf(group) => format!("one_of:{group}"),
        RowNeed::NotNeeded => "not_needed".to_owned(),
    };
    let pairs = |parts: &[(String, String)]| {
        parts.iter().map(|(q, o)| format!("{q} {o}")).collect::<Vec<_>>().join("; ")
    };
    let reason = match &row.why {
        item::Why::Always => "always".to_owned(),
        item::Why::Because(parts) | item::Why::NotNeededBecause(parts) => pairs(parts),
        item::Why::Unanswered(parts) => format!("unanswered: {}", parts.join(", ")),
        item::Why::OneOfGroup(parts) => format!("one of: {}", parts.join(", ")),
    };
    json!({ "name": row.name, "original": row.original, "copy": row.copy, "need": need,
        "why": reason })
}

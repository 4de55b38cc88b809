//! `counter catalog …`: finding an item, the checklist of a situation, a due date; what an author looks at.
use crate::due::{self, Due};
use crate::say::{Fault, Outcome};
use clap::Subcommand;
use counter_catalog::{CatalogError, ChecklistCase, Pack, Search, Why, failures, lint, mutations};
use counter_core::item::{Item, Row, RowNeed, Why as Reason, checklist, unknown_answers};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Subcommand)]
pub enum What {
    /// Finds items by characters, pinyin, initials and everyday names.
    Search { query: String },
    /// What to bring for an item.
    Checklist {
        item: String,
        /// QUESTION=OPTION, as often as needed.
        #[arg(long = "answer")]
        answers: Vec<String>,
    },
    /// When an item must be done, or so many working days after a day.
    Due(Due),
    /// What should be mended in a pack's folder, or in the pack of this program.
    Lint { folder: Option<PathBuf> },
    /// Whether a pack gives the lists that its `cases.yaml` expects.
    Test {
        folder: Option<PathBuf>,
        /// Also puts each condition wrong in turn: a case must notice.
        #[arg(long)]
        mutate: bool,
    },
    /// How large a pack is.
    Stats { folder: Option<PathBuf> },
}

pub fn run(what: What) -> Outcome {
    match what {
        What::Search { query } => Ok(search(&pack(None)?, &query)),
        What::Checklist { item, answers } => list(&pack(None)?, &item, &answers),
        What::Due(asked) => due::run(&asked),
        What::Lint { folder } => {
            let found = lint(&pack(folder.as_deref())?);
            sound(found.is_empty(), "lint", json!({ "findings": found }))
        }
        What::Test { folder, mutate } => test(folder.as_deref(), mutate),
        What::Stats { folder } => Ok(stats(&pack(folder.as_deref())?)),
    }
}

pub fn pack(folder: Option<&Path>) -> Result<Pack, Fault> {
    folder.map_or_else(Pack::builtin, Pack::from_dir).map_err(unread)
}

fn unread(error: CatalogError) -> Fault {
    Fault::new(error.code(), error.to_string())
}

/// What is not sound is told in full and ends with a code of its own.
fn sound(is: bool, code: &str, told: Value) -> Outcome {
    if is { Ok(told) } else { Err(Fault::new(&format!("catalog_{code}"), told.to_string())) }
}

fn test(folder: Option<&Path>, mutate: bool) -> Outcome {
    let pack = pack(folder)?;
    let cases = folder.map_or_else(ChecklistCase::builtin, ChecklistCase::from_dir).map_err(unread)?;
    let failed = failures(&pack, &cases);
    let mut told = json!({ "cases": cases.len(), "failed": failed });
    let mut fine = failed.is_empty();
    if mutate {
        let found = mutations(&pack, &cases);
        fine &= found.survivors.is_empty();
        told["mutations"] = json!(found);
    }
    sound(fine, "test", told)
}

fn stats(pack: &Pack) -> Value {
    let items = pack.items();
    let count = |of: fn(&Item) -> usize| items.iter().map(of).sum::<usize>();
    json!({
        "pack": pack.id(), "version": pack.version(), "items": items.len(), "forms": pack.forms().len(),
        "questions": count(|item| item.questions.len()), "materials": count(|item| item.materials.len()),
        "conditions": count(|item| item.materials.iter().map(|m| m.when.len() + m.when_all.len()).sum()),
        "replaced": items.iter().filter(|item| item.legacy.is_some()).count(),
    })
}

fn search(pack: &Pack, query: &str) -> Value {
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
    }
}

fn list(pack: &Pack, id: &str, answers: &[String]) -> Outcome {
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
    let rows: Vec<Value> = checklist(item, &given).iter().map(row).collect();
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

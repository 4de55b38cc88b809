//! What an author of items works with: lint, test, import, diff, stats.
use super::{open, source, unread};
use crate::output::{Fault, Outcome};
use clap::Args;
use counter_catalog::{ChecklistCase, Pack, diff, failures, import, lint, mutations};
use counter_core::item::Item;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Tables {
    #[arg(required = true)]
    tables: Vec<PathBuf>,
    /// The pack's folder; made when it is not there.
    #[arg(long)]
    into: PathBuf,
    /// Which code of 办件类型 means 即办件 in these tables.
    #[arg(long, default_value = "2")]
    on_the_spot: Vec<String>,
    /// Over files that differ. What an author wrote into them is lost.
    #[arg(long)]
    replace: bool,
}

/// What is not sound is told in full and ends with a code of its own.
fn sound(is: bool, code: &str, told: Value) -> Outcome {
    if is { Ok(told) } else { Err(Fault::with(&format!("catalog_{code}"), told)) }
}

/// Findings in items that are no longer issued are told apart: nobody has to mend those.
pub fn look(folder: Option<&Path>) -> Outcome {
    let (legacy, found): (Vec<_>, Vec<_>) = lint(&source(folder)?).into_iter().partition(|one| one.legacy);
    sound(found.is_empty(), "lint", json!({ "findings": found, "no_longer_issued": legacy }))
}

pub fn test(folder: Option<&Path>, mutate: bool) -> Outcome {
    let source = source(folder)?;
    let pack = Pack::from_source(&source).map_err(unread)?;
    let cases = ChecklistCase::from_source(&source).map_err(unread)?;
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

pub fn import(asked: &Tables) -> Outcome {
    let options = import::Options { on_the_spot_codes: asked.on_the_spot.clone(), replace: asked.replace };
    import::run(&asked.tables, &asked.into, &options).map(|done| json!(done)).map_err(unread)
}

pub fn compare(old: &Path, new: &Path) -> Outcome {
    Ok(json!(diff(&open(Some(old))?, &open(Some(new))?)))
}

pub fn stats(pack: &Pack) -> Value {
    let items: Vec<&Item> = pack.items().collect();
    let count = |of: fn(&Item) -> usize| items.iter().map(|item| of(item)).sum::<usize>();
    json!({
        "pack": pack.id(), "version": pack.version(), "items": items.len(), "forms": pack.forms().len(),
        "questions": count(|item| item.questions.len()), "materials": count(|item| item.materials.len()),
        "conditions": count(|item| item.materials.iter().filter(|m| m.when.is_some()).count()),
        "joint": count(|item| usize::from(item.joint.is_some())),
        "replaced": count(|item| usize::from(item.legacy.is_some())),
    })
}

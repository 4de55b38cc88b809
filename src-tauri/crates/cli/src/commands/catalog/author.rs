//! What an author of items works with: lint, test, diff, stats.
use super::templates::lint_templates;
use crate::commands::pack::{catalog_fault, open_pack, open_source};
use crate::output::{Fault, Outcome};
use counter_catalog::{ChecklistCase, Pack, find_failures, lint_source, try_mutations};
use counter_core::item::Item;
use serde_json::{Value, json};
use std::path::Path;

/// What is not sound is reported in full and ends with a code of its own.
fn report_if_sound(sound: bool, code: &str, report: Value) -> Outcome {
    if sound { Ok(report) } else { Err(Fault::with_detail(&format!("catalog_{code}"), report)) }
}

/// Findings in items that are no longer issued are told apart: nobody has to mend those.
pub async fn lint_pack(folder: Option<&Path>) -> Outcome {
    let source = open_source(folder)?;
    let broken = lint_templates(&source).await?;
    let findings = lint_source(&source).into_iter().chain(broken);
    let (legacy, current): (Vec<_>, Vec<_>) = findings.partition(|finding| finding.legacy);
    report_if_sound(
        current.is_empty(),
        "lint",
        json!({ "findings": current, "no_longer_issued": legacy }),
    )
}

pub fn test_cases(folder: Option<&Path>, mutate: bool) -> Outcome {
    let source = open_source(folder)?;
    let pack = Pack::from_source(&source).map_err(catalog_fault)?;
    let cases = ChecklistCase::from_source(&source).map_err(catalog_fault)?;
    let failed = find_failures(&pack, &cases);
    let mut report = json!({ "cases": cases.len(), "failed": failed });
    let mut sound = failed.is_empty();
    if mutate {
        let mutations = try_mutations(&pack, &cases);
        sound &= mutations.survivors.is_empty();
        report["mutations"] = json!(mutations);
    }
    report_if_sound(sound, "test", report)
}

pub fn compare_packs(old: &Path, new: &Path) -> Outcome {
    Ok(json!(counter_catalog::compare_packs(&open_pack(Some(old))?, &open_pack(Some(new))?)))
}

pub fn count_pack(pack: &Pack) -> Value {
    let items: Vec<&Item> = pack.items().collect();
    let count = |measure: fn(&Item) -> usize| items.iter().map(|item| measure(item)).sum::<usize>();
    json!({
        "pack": pack.id(), "version": pack.version(), "items": items.len(),
        "forms": pack.forms().len(),
        "questions": count(|item| item.questions.len()),
        "materials": count(|item| item.materials.len()),
        "conditions": count(|item| item.materials.iter().filter(|m| m.when.is_some()).count()),
        "joint": count(|item| usize::from(item.joint.is_some())),
        "replaced": count(|item| usize::from(item.legacy.is_some())),
    })
}

//! What is missing or faulty among the papers of a case, in the words in which it is asked for.

use super::materials::{CaseMaterial, MaterialState, is_group_received};
use crate::case::Fault;
use crate::item::{CopyBy, NO_COPY_NEEDED, RowNeed, Supply, Why, copy_by};

/// One fault for each paper that is faulty or missing, one for each group of which none is here.
pub(super) fn list_faults(materials: &[CaseMaterial], window_scans: bool) -> Vec<Fault> {
    let mut groups = Vec::new();
    let mut faults = Vec::new();
    for material in materials {
        let group = material.group();
        let (problem, fix) = match (material.state, &material.row.need) {
            (MaterialState::Problem, _) => {
                (material.problem.as_deref().unwrap_or_default(), repair_words())
            }
            (MaterialState::Missing, RowNeed::Required) if material.def.supply != Supply::Form => {
                ("未提交", count_words(material, window_scans))
            }
            (MaterialState::Missing, RowNeed::OneOf(_))
                if !groups.contains(&group) && !is_group_received(materials, group) =>
            {
                groups.push(group);
                ("未提交", choice_words(material))
            }
            _ => continue,
        };
        faults.push(Fault {
            material: Some(material.id().to_owned()),
            name: material.name().to_owned(),
            problem: problem.to_owned(),
            fix,
            reason: None,
        });
    }
    faults
}

fn repair_words() -> String {
    "请补充或更正后提交。".to_owned()
}

pub(super) fn count_words(material: &CaseMaterial, window_scans: bool) -> String {
    let (original, copy) = (material.row.original, material.row.copy);
    if copy_by(original, copy, window_scans) == Some(CopyBy::Window) {
        return format!("请提交原件 {original} 份，{NO_COPY_NEEDED}。");
    }
    match (original, copy) {
        (0, 0) => "请提交。".to_owned(),
        (n, 0) => format!("请提交原件 {n} 份。"),
        (0, n) => format!("请提交复印件 {n} 份。"),
        (o, c) => format!("请提交原件 {o} 份、复印件 {c} 份。"),
    }
}

fn choice_words(material: &CaseMaterial) -> String {
    let choices = match &material.row.why {
        Why::OneOfGroup(names) => names.join("、"),
        // While a question decides on the group no notice can be given; the screen shows what it
        // waits for.
        Why::Unanswered(questions) => questions.join("、"),
        Why::Always | Why::Because(_) | Why::NotNeededBecause(_) => String::new(),
    };
    format!("以下任选其一：{choices}。")
}

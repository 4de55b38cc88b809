//! What a correction notice says: everything that is missing or faulty now (行政许可法 art. 32: once,
//! and everything), and what it may ask for without giving a reason (清单标准收件).

use super::assessment::CaseAssessment;
use super::materials::{CaseMaterial, MaterialState, is_group_received};
use crate::case::Fault;
use crate::item::{RowNeed, Supply, Why};

/// A short name of a listed paper, 户口簿 for 居民户口簿, is that paper; anything shorter than this is in
/// too many names.
const SHORTEST_NAME: usize = 3;

/// One fault for each paper that is faulty or missing, one for each group of which none is here.
pub fn suggest_corrections(assessment: &CaseAssessment) -> Vec<Fault> {
    let materials = assessment.materials.as_slice();
    let mut groups = Vec::new();
    let mut faults = Vec::new();
    for material in materials {
        let group = material.group();
        let (problem, fix) = match (material.state, &material.row.need) {
            (MaterialState::Problem, _) => {
                (material.problem.as_deref().unwrap_or_default(), repair_words())
            }
            (MaterialState::Missing, RowNeed::Required) if material.def.supply != Supply::Form => {
                ("未提交", count_words(material.row.original, material.row.copy))
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

/// What a notice may ask for without a reason: the papers of this citizen's list, and the fields of
/// the form, by name.
pub fn list_requestable<'b>(assessment: &'b CaseAssessment<'_>) -> Vec<&'b str> {
    let papers =
        assessment.materials.iter().filter(|material| material.is_needed()).map(CaseMaterial::name);
    let fields =
        assessment.form.iter().flat_map(|form| form.def.fields()).map(|field| field.label.as_str());
    papers.chain(fields).collect()
}

/// Whether the list holds nothing of that name, so that the clerk must say why it is asked for.
pub fn is_off_list(requestable: &[&str], name: &str) -> bool {
    let name = name.trim();
    let distinctive = name.chars().count() >= SHORTEST_NAME;
    !requestable
        .iter()
        .any(|listed| name.contains(listed) || (distinctive && listed.contains(name)))
}

fn repair_words() -> String {
    "请补充或更正后提交。".to_owned()
}

fn count_words(original: u32, copy: u32) -> String {
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

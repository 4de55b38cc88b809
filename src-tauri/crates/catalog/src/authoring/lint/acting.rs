//! Whoever acts for the applicant: an answer by which somebody else comes asks for them, and the list
//! has their papers in each situation in which they act.

use counter_core::casework::acting_role;
use counter_core::item::{
    Item, MaterialDef, PersonRole, Row, RowNeed, Supply, build_checklist, questions_open,
};

use super::LintCode;
use super::look::Look;
use crate::authoring::situations::Answers;

/// Words of a label by which somebody else comes than the applicant.
const SOMEBODY_ELSE: [&str; 5] = ["代办", "代为办理", "监护人来办", "配偶来办", "委托"];
/// A label with it is of the applicant, whatever else it says.
const IN_PERSON: &str = "本人来办";

/// The applicant acts for nobody, and whoever else comes is asked for.
pub(super) fn lint_acting(item: &Item, situations: &[Answers], look: &mut Look) {
    for (at, question) in item.questions.iter().enumerate() {
        for (n, option) in question.options.iter().enumerate() {
            let leaf = format!("{}.{}", question.id, option.id);
            let path = format!("questions/{at}/options/{n}");
            let acts = |answers: &&Answers| {
                answers.get(&question.id) == Some(&option.id)
                    && questions_open(item, answers).contains(&question.id)
            };
            match acting_role(question, &option.id) {
                Some(PersonRole::Applicant) => {
                    look.add(LintCode::ActsForThemselves, &format!("{path}/acting"), leaf);
                }
                Some(role) if lacks_rows(item, role, situations.iter().filter(acts)) => {
                    look.add(LintCode::ActorWithoutRow, &path, leaf);
                }
                None if says_somebody_else(&option.label) => {
                    look.add(LintCode::ActingUnsaid, &path, leaf);
                }
                _ => {}
            }
        }
    }
}

fn says_somebody_else(label: &str) -> bool {
    !label.contains(IN_PERSON)
        && !label.starts_with(['不', '没'])
        && SOMEBODY_ELSE.iter().any(|words| label.contains(words))
}

/// The own card of whoever acts, and an agent's letter, in each situation in which they act. An item
/// that has no such row at all asks for the person alone.
fn lacks_rows<'a>(
    item: &Item,
    role: PersonRole,
    situations: impl Iterator<Item = &'a Answers>,
) -> bool {
    let find_rows = |fits: &dyn Fn(&MaterialDef) -> bool| -> Vec<usize> {
        let materials = item.materials.iter().enumerate();
        materials.filter(|(_, material)| fits(material)).map(|(at, _)| at).collect()
    };
    let cards = find_rows(&|row| row.supply == Supply::Chip && row.person == Some(role));
    let letters = find_rows(&|row| role == PersonRole::Agent && row.authority);
    if cards.is_empty() && letters.is_empty() {
        return false;
    }
    let lacks = |list: &[Row], rows: &[usize]| {
        let mut needs = rows.iter().filter_map(|at| list.get(*at));
        !rows.is_empty() && needs.all(|row| row.need == RowNeed::NotNeeded)
    };
    let mut lists = situations.map(|answers| build_checklist(item, answers));
    lists.any(|list| lacks(&list, &cards) || lacks(&list, &letters))
}

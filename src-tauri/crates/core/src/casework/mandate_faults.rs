//! By what somebody acts: the paper of the list that shows it, and what is wrong with it in the
//! words of a notice.

use super::assessment::CaseAssessment;
use super::materials::CaseMaterial;
use crate::case::{Fault, MandateGround, Person};
use crate::date::Date;
use crate::item::Supply;

/// As a notice names it.
pub(super) const MANDATE: &str = "代办依据";
/// In the name of every paper that shows it.
const GUARDIANSHIP: &str = "监护";

/// The paper of this citizen's list that shows such a ground, by its name.
pub fn find_ground_paper<'a>(
    assessment: &'a CaseAssessment<'_>,
    ground: MandateGround,
) -> Option<&'a str> {
    let shows = |row: &&CaseMaterial| match ground {
        MandateGround::OtherGuardian => row.name().contains(GUARDIANSHIP),
        // As an agent by a letter of authority, as a guardian by the proof of that.
        MandateGround::Committee => row.def.authority || row.name().contains(GUARDIANSHIP),
        MandateGround::Letter | MandateGround::Parent => false,
    };
    let mut papers = assessment
        .materials
        .iter()
        .filter(|row| row.is_needed() && row.def.supply == Supply::Paper);
    papers.find(shows).map(CaseMaterial::name)
}

/// Whoever acts by what is not on record, or ended before the day.
pub(super) fn list_mandate_faults(assessment: &CaseAssessment) -> Vec<Fault> {
    let (case, day) = (assessment.case, assessment.as_input().counter_day);
    let problem_of = |person: &Person| {
        let role = person.role.word();
        if case.asks_mandate(person) {
            return Some(format!("{role}代办的依据、范围和期限没有写明"));
        }
        let last_day = person.find_mandate_end(day)?;
        Some(format!("{role}的代办期限已于{}届满", long_date(last_day)))
    };
    case.people.iter().filter_map(problem_of).map(mandate_fault).collect()
}

fn mandate_fault(problem: String) -> Fault {
    Fault {
        material: None,
        name: MANDATE.to_owned(),
        problem,
        fix: "请提交写明依据、范围和期限且在有效期内的证明或委托书。".to_owned(),
        reason: None,
    }
}

fn long_date(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

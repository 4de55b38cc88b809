//! Who signs the application form of a case. The applicant; in the applicant's place whoever acts for
//! them signs the own name (代), a guardian by law, an agent by the authority that is on record (民法典
//! art. 23, 161, 162); beside them whoever else signs.
//!
//! Invariant: a form that is signed at all is signed by somebody, and by nobody twice.

use super::case_input::CaseInput;
use super::materials::CaseMaterial;
use super::situation::required_representatives;
use crate::case::{Case, Person, Witness};
use crate::idnum::IdKind;
use crate::item::{PersonRole, Supply};
use crate::private::Private;

/// Somebody who has to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Id in the case.
    pub person: String,
    /// As it stands on the form.
    pub name: Private,
    pub role: PersonRole,
    /// 代: the own name for the applicant.
    pub signs_for: bool,
    /// Before whom they sign, where they cannot write: with a line of the own below those of all who
    /// sign.
    pub witness: Option<Witness>,
}

impl Signer {
    fn new(case: &Case, person: &Person, signs_for: bool) -> Self {
        let name = person.form_name().into();
        let witness = case.signing.find_witness(&person.id).cloned();
        Self { person: person.id.clone(), name, role: person.role, signs_for, witness }
    }
}

/// The item asks for it, and its list has the form that is made here.
pub(super) fn wants_signature(input: &CaseInput) -> bool {
    let is_form = |row: &CaseMaterial| row.def.supply == Supply::Form && row.is_needed();
    input.item.is_some_and(|item| item.signature.is_required())
        && input.form.is_some()
        && input.materials.iter().any(is_form)
}

/// In the order of their lines.
pub(super) fn list_signers(input: &CaseInput) -> Vec<Signer> {
    if !wants_signature(input) {
        return Vec::new();
    }
    let acting = find_acting(input);
    let applicant = input.case.find_person(PersonRole::Applicant);
    let is_firm = applicant.is_some_and(|person| person.id_kind == IdKind::Uscc);
    // Whoever stands for a firm stays at the office where an agent comes with its word.
    let is_away = |person: &Person| {
        let stands_for_firm =
            matches!(person.role, PersonRole::LegalRepresentative | PersonRole::PersonInCharge);
        is_firm && acting.is_some() && stands_for_firm
    };
    let is_other = |person: &&Person| {
        let is_first = acting.is_some_and(|acting| acting.id == person.id);
        person.role != PersonRole::Applicant && person.signs && !is_first && !is_away(person)
    };
    let others: Vec<&Person> = input.case.people.iter().filter(is_other).collect();
    // A firm has no hand of its own: whoever stands for it signs. Absence alone frees nobody.
    let own = applicant.filter(|person| (person.signs && !is_firm) || others.is_empty());
    let mut signers: Vec<Signer> = Vec::new();
    for person in acting.or(own).into_iter().chain(others) {
        if !signers.iter().any(|other| is_same_human(input.case, other, person)) {
            let signs_for = acting.is_some_and(|acting| acting.id == person.id);
            signers.push(Signer::new(input.case, person, signs_for));
        }
    }
    signers
}

/// An agent or a guardian who came; a spouse only where an answer says that they act.
fn find_acting<'a>(input: &CaseInput<'a>) -> Option<&'a Person> {
    let acting = required_representatives(input.item, input.situation, input.answers);
    let spouse = acting.contains(&PersonRole::Spouse).then_some(PersonRole::Spouse);
    let roles = [PersonRole::Agent, PersonRole::Guardian].into_iter().chain(spouse);
    let came = |person: &&Person| person.present || person.signs;
    roles.into_iter().find_map(|role| input.case.find_person(role).filter(came))
}

/// One human in two roles, such as owner and person in charge, signs once.
fn is_same_human(case: &Case, signer: &Signer, other: &Person) -> bool {
    let one = case.people.iter().find(|person| person.id == signer.person);
    one.is_some_and(|one| {
        one.id_kind == other.id_kind
            && !one.number.is_empty()
            && one.is_numbered(other.id_kind, other.number.expose())
    })
}

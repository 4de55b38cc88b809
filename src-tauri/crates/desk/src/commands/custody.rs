//! Where what was brought is now: back with its owner, or held at the window and where there.
use super::citizen::clear_list;
use super::editing::{record_facts, require_status, show_case};
use super::materials::require_material;
use crate::Failure;
use crate::contract::limits::{PLACE, check_length};
use crate::contract::views::CaseView;
use crate::contract::{CaseId, FailureCode, MaterialCustody};
use crate::desk::Desk;
use counter_core::case::Custody;
use counter_core::fact::Fact;
use counter_core::private::Private;
use counter_core::state::Action;
use counter_core::text::normalize_line;

/// Of one row. Giving it back is possible after the decision too.
pub async fn set_custody(desk: &Desk, payload: MaterialCustody) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    require_material(&file, &payload.material)?;
    require_status(&file, Action::GiveBackOriginal)?;
    let place = payload.place.map(|place| normalize_line(&place)).filter(|place| !place.is_empty());
    if place.is_some() && payload.custody != Custody::Held {
        return Err(Failure::new(FailureCode::BadRequest));
    }
    check_length(place.as_deref().unwrap_or_default(), PLACE)?;
    let (material, custody, place) = (payload.material, payload.custody, place.map(Private::new));
    record_facts(desk, file, vec![Fact::CustodySet { material, custody, place }])
}

/// 全部退还: of every row of which nobody said yet where it is. What the window keeps is held at the
/// window where the key is pressed.
pub async fn give_back_all(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    require_status(&file, Action::GiveBackOriginal)?;
    let window = desk.station.require_clerk()?.window;
    let custody_fact = |material: &str, custody: Custody| {
        let place = (custody == Custody::Held).then(|| Private::new(window.clone()));
        Fact::CustodySet { material: material.to_owned(), custody, place }
    };
    let assessment = file.assess();
    let due = assessment.materials.iter().filter_map(|row| Some((row.id(), row.due_custody()?)));
    let facts: Vec<Fact> = due.map(|(material, custody)| custody_fact(material, custody)).collect();
    clear_list(desk);
    match facts.is_empty() {
        true => show_case(desk, &file),
        false => record_facts(desk, file, facts),
    }
}

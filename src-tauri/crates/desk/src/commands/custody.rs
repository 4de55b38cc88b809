//! Where what was brought is now: back with its owner, or held at the window and where there.
use super::citizen::clear_list;
use super::editing::{record_facts, require_status, show_case};
use super::materials::require_material;
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::contract::limits::{PLACE, check_length};
use crate::contract::views::CaseView;
use crate::contract::{CaseId, FailureCode, MaterialCustody};
use crate::desk::Desk;
use counter_core::case::Custody;
use counter_core::casework::CaseMaterial;
use counter_core::fact::Fact;
use counter_core::private::Private;
use counter_core::state::Action;
use counter_core::text::normalize_line;

/// Of one row, its copies apart from what else came. Giving it back is possible after the decision
/// too.
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
    let fact = if payload.copies {
        require_copies(&file, &material)?;
        Fact::CopiesSet { material, custody, place }
    } else {
        Fact::CustodySet { material, custody, place }
    };
    record_facts(desk, file, vec![fact])
}

/// Of copies that did not come nobody can say where they are.
fn require_copies(file: &CaseFile, material: &str) -> Result<(), Failure> {
    let assessment = file.assess();
    let has_copies = assessment.find_material(material).is_some_and(|row| row.papers.copies > 0);
    has_copies.then_some(()).ok_or_else(|| Failure::new(FailureCode::BadRequest))
}

/// 全部退还: of every row of which nobody said yet where it is. What stays is held where the place
/// says, or at the window where the key is pressed.
pub async fn give_back_all(desk: &Desk, payload: CaseId) -> Result<CaseView, Failure> {
    let file = desk.cases.read_case(&payload.case)?;
    require_status(&file, Action::GiveBackOriginal)?;
    let place = desk.station.custody_place(&desk.station.require_clerk()?.window);
    let assessment = file.assess();
    let facts: Vec<Fact> =
        assessment.materials.iter().flat_map(|row| settle_row(row, &place)).collect();
    clear_list(desk);
    match facts.is_empty() {
        true => show_case(desk, &file),
        false => record_facts(desk, file, facts),
    }
}

fn settle_row(row: &CaseMaterial, place: &str) -> Vec<Fact> {
    let material = || row.id().to_owned();
    let place_of = |custody: Custody| (custody == Custody::Held).then(|| Private::new(place));
    let papers = row.due_custody().map(|custody| Fact::CustodySet {
        material: material(),
        custody,
        place: place_of(custody),
    });
    let copies = row.due_copies().map(|custody| Fact::CopiesSet {
        material: material(),
        custody,
        place: place_of(custody),
    });
    papers.into_iter().chain(copies).collect()
}

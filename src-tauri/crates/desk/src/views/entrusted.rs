//! What of an accepted case the window may decide in the department's name, and why not.
use crate::Failure;
use crate::cases::Cases;
use crate::cases::case_file::CaseFile;
use crate::contract::views::{CaseClock, DocumentView, EntrustedView, PointView};
use counter_core::case::Case;
use counter_core::casework::DepartmentDecides;
use counter_core::date::date_text;
use counter_core::item::{DecisionPoint, Entrustment};
use counter_core::state::Action;

/// None where nothing of the item is entrusted, or nothing is to be decided now.
pub fn entrusted_view(
    cases: &Cases,
    file: &CaseFile,
    preview: Option<(DocumentView, bool)>,
) -> Option<EntrustedView> {
    let item = file.item().filter(|item| item.joint.is_none())?;
    let entrustment = item.entrustment.as_ref()?;
    if !file.may(Action::DecideForDepartment) || file.case.hold.is_some() {
        return None;
    }
    let (preview, preview_granted) = preview.unzip();
    let judge = |granted| find_obstacle(cases.judge_counter(file, granted));
    Some(EntrustedView {
        department: item.department.clone(),
        document: entrustment.document.clone(),
        until: date_text(entrustment.until),
        official: entrustment.official,
        points: point_views(&file.case, entrustment),
        grant: judge(true),
        refusal: judge(false),
        numbers: cases.count_numbers(&item.department).unwrap_or_default(),
        preview,
        preview_granted,
    })
}

/// What the window may still decide itself does not wait for its department.
pub fn at_counter(clock: CaseClock, entrusted: Option<&EntrustedView>) -> CaseClock {
    let is_here = entrusted
        .is_some_and(|view| matches!(view.grant, None | Some(DepartmentDecides::PointsOpen)));
    CaseClock { with_department: clock.with_department && !is_here, ..clock }
}

/// What could not be asked of the store is not decided here.
fn find_obstacle<T>(
    judged: Result<Result<T, DepartmentDecides>, Failure>,
) -> Option<DepartmentDecides> {
    judged.unwrap_or(Err(DepartmentDecides::NoNumber)).err()
}

fn point_views(case: &Case, entrustment: &Entrustment) -> Vec<PointView> {
    let view = |point: &DecisionPoint| PointView {
        id: point.id.clone(),
        text: point.text.clone(),
        met: case.is_point_met(&point.id),
    };
    entrustment.points.iter().map(view).collect()
}

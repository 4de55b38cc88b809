//! The whole case as the window shows it.
use super::{
    amendment, any_window, clock, decision, entrusted, events, form, item, lists, materials,
    outbox, people, readiness, signing,
};
use crate::cases::case_file::CaseFile;
use crate::cases::{Cases, hold};
use crate::contract::views::{
    BeforeCitizen, CaseView, CorrectionView, DamageView, DocumentView, Hand, NoticeItem,
    PendingCard, ReplacementView,
};
use crate::station::Station;
use counter_core::case::{Case, DecisionKind, PageOf};
use counter_core::casework::{
    CaseAssessment, check_corrections, list_missing_corrections, requested_corrections,
};
use counter_core::date::moment_text;
use counter_core::item::WindowScope;
use std::collections::BTreeSet;

/// What lies in memory beside the case: a card that was read, a decision that is looked at, whom the
/// form stands before.
#[derive(Default)]
pub struct Pending {
    pub card: Option<PendingCard>,
    pub proposal: Option<(DocumentView, DecisionKind)>,
    /// A decision in a department's name, and whether it grants.
    pub entrusted: Option<(DocumentView, bool)>,
    /// The office hears of such decisions.
    pub takes_decisions: bool,
    pub before: Option<BeforeCitizen>,
}

pub fn case_view(
    cases: &Cases,
    file: &CaseFile,
    assessment: &CaseAssessment,
    pending: Pending,
) -> CaseView {
    let case = &file.case;
    let today = cases.station.now().date();
    // What was begun goes on, whatever the window takes by now.
    let window = WindowScope::default();
    let entrusted = entrusted::entrusted_view(cases, file, pending.entrusted)
        .filter(|_| pending.takes_decisions);
    let clock = entrusted::at_counter(clock::case_clock(cases, file), entrusted.as_ref());
    CaseView {
        id: file.id.clone(),
        status: case.status,
        delivery: file.delivery(),
        delivery_code: file.outbox.as_ref().and_then(|row| row.last_code.clone()),
        number: case.official.clone(),
        provisional: case.provisional.clone(),
        editable: file.is_editable() && case.hold.is_none(),
        revision: case.revision(),
        amended: !case.touched.is_empty(),
        asked: list_requests(case),
        returns: amendment::return_views(file),
        corrections_in: case.corrected_at().map(moment_text),
        corrections: list_corrections(assessment),
        corrections_missing: list_missing_corrections(assessment),
        steps: clock::step_views(file),
        events: events::event_views(&cases.station, case, file.item()),
        withdrawal: events::withdrawal_view(file),
        entrusted,
        lapse: events::lapse_view(file),
        refiling: events::refiling_view(file),
        section: case.section,
        item: assessment.item.map(|item| {
            item::item_view(&file.catalog, item, &assessment.situation, today, &window)
        }),
        questions: assessment
            .item
            .map(|item| item::questions(item, &assessment.situation))
            .unwrap_or_default(),
        people: people::person_views(assessment, today),
        pending_card: pending.card,
        materials: materials::material_views(file, assessment, cases.station.scans_papers()),
        pages: materials::page_views(file),
        undo: case.undo.last().map(|(code, _)| (*code).to_owned()),
        form: assessment.form.as_ref().map(form::form_view),
        signing: signing::signing_view(cases, file, assessment, pending.before),
        clock,
        decision: decision::decision_view(cases, file, assessment, pending.proposal),
        documents: case
            .documents
            .iter()
            .map(|(paper, at)| decision::document_view(file, paper, *at))
            .collect(),
        opened_at: moment_text(case.opened_at),
        clerk: case.clerk.clone(),
        hold: case.hold.as_ref().map(|hold| lists::hold_view(hold.into())),
        can_hold: hold::can_hold(case),
        hands: list_hands(&cases.station, case),
        slip: case.slip.as_ref().map(|slip| lists::slip_view(slip.into())),
        carried: case.carried_from.is_some(),
        left_pages: case.left_pages,
        replacement: case.replacement.as_ref().map(|replacement| ReplacementView {
            revision: replacement.revision,
            code: outbox::explain_code(&replacement.code),
        }),
        damage: find_damage(cases, file),
        continued: any_window::continued_view(case),
        elsewhere: any_window::elsewhere_view(case),
        sections: readiness::section_briefs(&assessment.readiness),
        next: readiness::next_step(&assessment.readiness),
    }
}

/// What a notice, or the acceptance of a case that nobody answered, still waits for.
fn list_requests(case: &Case) -> Vec<NoticeItem> {
    let requests = requested_corrections(case).iter().chain(case.late_papers());
    requests.map(amendment::notice_item).collect()
}

fn list_corrections(assessment: &CaseAssessment) -> Vec<CorrectionView> {
    let lines = check_corrections(assessment).into_iter();
    lines.map(|line| CorrectionView { came: line.has_come, by_word: line.is_by_word }).collect()
}

fn find_damage(cases: &Cases, file: &CaseFile) -> Option<DamageView> {
    let damaged = cases.damaged_files(&file.id);
    let case = &file.case;
    let is_damaged = |page: &&PageOf| damaged.contains(&page.file);
    let pages = case.pages.iter().zip(1..).filter(|(page, _)| is_damaged(page));
    let pages: Vec<u32> = pages.map(|(_, order)| order).collect();
    let of_pages: BTreeSet<&String> = case
        .pages
        .iter()
        .chain(case.deleted.iter().map(|(_, page)| page))
        .filter(is_damaged)
        .map(|page| &page.file)
        .collect();
    let others = (damaged.len() - of_pages.len()) as u32;
    (!pages.is_empty() || others > 0).then_some(DamageView { pages, others })
}

/// Who opened the case and who took it over, in order; the last one acts now.
fn list_hands(station: &Station, case: &Case) -> Vec<Hand> {
    let numbers = std::iter::once(&case.clerk).chain(&case.taken_over);
    numbers
        .map(|number| Hand { number: number.clone(), name: station.colleague_name(number) })
        .collect()
}

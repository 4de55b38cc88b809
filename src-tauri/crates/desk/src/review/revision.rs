//! One case to read. The newest revision of a case of this station comes from its journal; an older
//! one from what was filed; a case of another window from the office. People stay masked until they
//! are asked for.
use super::Review;
use super::pages::{IssuedPaper, add_paper, hide_pages, own_page};
use super::reading::{self, Visibility};
use super::signatures::{add_signed_form, refusal_views, signature_views, slip_view};
use crate::Failure;
use crate::cases::case_file::CaseFile;
use crate::cases::signing::find_sent_form;
use crate::cases::submission::{refusal_wires, signature_wires, slip_wire};
use crate::contract::views::{ReviewDecision, ReviewPage, ReviewView};
use crate::contract::{FailureCode, ReviewOf};
use crate::views::amendment::return_views;
use crate::views::clock::case_clock;
use crate::views::decision::document_view;
use crate::views::events::event_views;
use crate::views::materials::page_views;
use counter_core::date::moment_text;
use counter_core::state::{Action, Delivery, Role, Status, is_allowed};
use std::collections::BTreeMap;

impl Review {
    pub async fn review_view(
        &self,
        wanted: &ReviewOf,
        masked: bool,
    ) -> Result<ReviewView, Failure> {
        let mut view = self.read_revision(wanted, Visibility { masked }).await?;
        self.add_marks(&mut view).await;
        self.add_late_decision(&mut view).await;
        if masked {
            hide_pages(&mut view.pages);
        }
        self.mark_replacement_read(&view)?;
        Ok(view)
    }

    async fn read_revision(
        &self,
        wanted: &ReviewOf,
        visibility: Visibility,
    ) -> Result<ReviewView, Failure> {
        let case = wanted.case.as_str();
        if !self.cases.has_case(case)? {
            return self.review_from_office(wanted, visibility).await;
        }
        let file = self.cases.read_case(case)?;
        let newest = file.case.revision();
        if file.case.is_given_back {
            return self.review_from_office(wanted, visibility).await;
        }
        match wanted.revision.filter(|n| *n != newest) {
            // Another window's: only the office has it.
            Some(n) if n <= file.case.revisions_before() => {
                self.review_from_office(wanted, visibility).await
            }
            None => Ok(self.review_own(&file, visibility)),
            Some(n) => self.review_older(&file, n, visibility).await,
        }
    }

    async fn review_older(
        &self,
        file: &CaseFile,
        n: u32,
        visibility: Visibility,
    ) -> Result<ReviewView, Failure> {
        let filed = self.own_submissions(&file.id)?.into_iter().find(|filed| filed.revision == n);
        let filed = filed.ok_or_else(|| Failure::new(FailureCode::NoSuchCase))?;
        let mut view = self.review_filed(&filed, visibility).await?;
        view.number = file.case.official.clone();
        view.of = file.case.revision();
        view.source = "station".into();
        view.returns = return_views(file);
        view.events = event_views(&self.station, &file.case, file.item());
        view.revisions = reading::revision_briefs(file);
        view.late = self.own_late(file);
        if filed.words.is_none() {
            let decision = file.case.decisions.get((n as usize).wrapping_sub(1));
            view.decision =
                decision.map(|decided| reading::decision_view(file, decided)).or(view.decision);
        }
        Ok(view)
    }

    /// In the words that it was filed with.
    fn own_decision(&self, file: &CaseFile) -> Option<ReviewDecision> {
        let newest = file.case.decision()?;
        let submissions = self.own_submissions(&file.id).unwrap_or_default();
        let filed = submissions
            .iter()
            .find(|filed| filed.revision == file.case.revision() && filed.words.is_some());
        let of_journal = || reading::decision_view(file, newest);
        Some(filed.map_or_else(of_journal, reading::filed_decision_view))
    }

    fn review_own(&self, file: &CaseFile, visibility: Visibility) -> ReviewView {
        let case = &file.case;
        let assessment = file.assess();
        let no_values = BTreeMap::new();
        let values = assessment.form.as_ref().map_or(&no_values, |form| &form.values);
        let item = case.item.clone().unwrap_or_default();
        let mut pages: Vec<ReviewPage> = page_views(file).into_iter().map(own_page).collect();
        let mut documents = Vec::new();
        for (document, at) in &case.documents {
            let paper = document_view(file, document, *at);
            let base = format!("{}/page", paper.url);
            let paper = IssuedPaper {
                sha256: &document.sha256,
                base,
                form: paper.form,
                number: paper.number,
                issued_at: paper.issued_at,
                pages: paper.pages,
                revision: paper.revision,
            };
            documents.push(add_paper(&mut pages, paper));
        }
        let signed = signature_wires(&assessment);
        let form_pages = find_sent_form(&assessment).map_or(0, |form| form.pages);
        let extent = (form_pages, case.revision());
        documents.extend(add_signed_form(&mut pages, &file.id, &signed, extent));
        let blocked = reason_not_to_return(file);
        ReviewView {
            case: file.id.clone(),
            number: case.official.clone(),
            provisional: case.provisional.clone(),
            revision: case.revision(),
            of: case.revision(),
            source: "station".into(),
            masked: visibility.masked,
            item: file.item_name(),
            status: case.status,
            delivery: file.delivery(),
            clerk: case.acting_clerk().to_owned(),
            window: case.window.clone(),
            received_at: case.received.map(moment_text),
            slip: case.slip.as_ref().map(|(slip, _)| slip.clone()),
            clock: Some(case_clock(&self.cases, file)),
            people: case.people.iter().map(|person| visibility.person_view(case, person)).collect(),
            answers: reading::answer_views(&file.catalog, &item, &assessment.answers),
            form: visibility.form_sections(&file.catalog, &item, values),
            materials: reading::own_materials(visibility, &assessment),
            pages,
            decision: self.own_decision(file),
            documents,
            returns: return_views(file),
            events: event_views(&self.station, case, file.item()),
            revisions: reading::revision_briefs(file),
            can_return: blocked.is_none(),
            blocked: blocked.map(str::to_owned),
            author: None,
            marks: Vec::new(),
            late: self.own_late(file),
            signatures: signature_views(visibility, &signed),
            refusals: refusal_views(visibility, &refusal_wires(&assessment)),
            signed_slip: slip_wire(&assessment).as_ref().map(slip_view),
            no_words: None,
        }
    }
}

/// Why this case cannot be sent back now, if it cannot.
fn reason_not_to_return(file: &CaseFile) -> Option<&'static str> {
    match file.case.status {
        Status::Returned => Some("already_returned"),
        Status::Completed => Some("already_decided"),
        Status::Withdrawn => Some("withdrawn"),
        Status::Lapsed => Some("lapsed"),
        Status::Voided if file.case.void_event().is_some() => Some("voided"),
        status if !is_allowed(status, Role::Supervisor, Action::Return) => Some("not_decided"),
        _ if file.delivery() != Delivery::Acknowledged => Some("not_acknowledged"),
        _ => None,
    }
}

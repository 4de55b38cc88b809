//! The papers of a story, made by the functions that the program makes them by, each with what it may
//! say.
use super::oracle::WRONG_ITEM;
use super::paper::{Body, Paper};
use super::record::Record;
use super::scene::{Scene, What};
use super::story::Story;
use crate::cases::case_file::CaseFile;
use crate::papers::blank::Blank;
use crate::papers::check_record::check_record;
use crate::papers::context::PaperContext;
use crate::papers::course::{CaseCourse, course_slip};
use crate::papers::day_sheet::{DayCase, DaySheet};
use crate::papers::entrusted::entrusted_decision;
use crate::papers::example::CATALOG;
use crate::papers::lapse::lapse_notice;
use crate::papers::letters::{commitment, handover_slip, step_letter};
use crate::papers::mandate::{fill_mandate, find_mandate_blank};
use crate::papers::notices::{application_form, decision_paper, materials_receipt};
use crate::papers::one_time_list::one_time_list;
use crate::papers::refiling::refiling_notice;
use crate::papers::reprint::reprint_line;
use crate::papers::withdrawal::withdrawal_request;
use counter_core::daysheet::count_held;
use counter_core::fact::Fact;
use counter_core::item::PersonRole;
use counter_core::journal::Entry;
use counter_core::state::Status;
use counter_documents::Sheet;

impl Story {
    /// Where the case lets it be made.
    pub fn print(&mut self, what: &What) {
        let (mut file, mut entries) = (self.file(), self.entries.clone());
        if let What::Preview(decision) = what {
            entries.push(self.make_entry(Fact::Decided { decision: (**decision).clone() }));
            file = file.after_decision(decision, self.now, self.by);
        }
        let Some(body) = make_body(self, &file, &entries, what) else { return };
        let record = Record { entries: &entries, file: &file, now: self.now };
        let scene = Scene::new(record, &self.window, what);
        let (form, claims) = (scene.form_name(), scene.list_claims());
        let letterhead = self.window.letterhead(self.now, form);
        self.papers.push(Paper { form, body, letterhead, claims });
    }
}

fn make_body(story: &Story, file: &CaseFile, entries: &[Entry], what: &What) -> Option<Body> {
    let context = story.context();
    let decision = file.case.decision().map(|(decision, _)| decision);
    let sheet = match what {
        What::List => one_time_list(&context, &CATALOG.pack, story.item, &file.case.answers),
        What::Blank(def, is_sample) => {
            let form = CATALOG.pack.form(story.item.blank_of(def)?)?;
            let (version, material) = (CATALOG.pack.version(), def.name.as_str());
            let sample = *is_sample;
            Blank { item: story.item, material, form, version, sample }.sheet(&context)
        }
        What::Mandate => {
            file.case.find_person(PersonRole::Agent)?;
            fill_mandate(&context, file, &find_mandate_blank(file)?)
        }
        What::Receipt => make_receipt(&context, file)?,
        What::Form => application_form(&context, file).ok()?,
        What::Preview(decision) => decision_paper(&context, file, decision, None),
        What::Decided => decision_paper(&context, file, decision?, file.case.display_number()),
        What::Commitment => commitment(&context, file, decision?.deferred.as_ref()?),
        What::Letter(id) => {
            let step = file.case.told.iter().find(|step| step.id == *id)?;
            step_letter(&context, file, step)?
        }
        What::Slip => handover_slip(&context, file, "bad_manifest"),
        What::Withdrawal(by, covered) => withdrawal_request(&context, file, *by, *covered),
        What::Entrusted(id) => {
            entrusted_decision(&context, file, &file.case.find_event(id)?.event)?
        }
        What::Lapse => {
            lapse_notice(&context, file, file.case.lapse_terms()?, file.case.lapse_warning()?)
        }
        What::Refiling(standing) => {
            file.case.display_number()?;
            refiling_notice(&context, file, WRONG_ITEM, *standing)?
        }
        What::Course | What::Check if file.case.status == Status::Draft => return None,
        What::Course => {
            let visits = file.case.attendance().len();
            course_slip(&context, file, &CaseCourse::new(&context, file, entries, visits))
        }
        What::Check => check_record(&context, file, entries),
        What::Day => make_day_sheet(story, file).paper(&context),
        What::Reprint(id) => {
            return Some(Body::Line(reprint_line(&file.case, story.document(id), story.now)));
        }
    };
    Some(Body::Sheet(Box::new(sheet)))
}

/// Of a case that is received and undecided, or beside its notice, where something came.
fn make_receipt(context: &PaperContext, file: &CaseFile) -> Option<Sheet> {
    let is_of_status = matches!(file.case.status, Status::Received | Status::Correction);
    let has_come = crate::papers::brought::has_brought(&file.assess(), file);
    (is_of_status && has_come).then(|| materials_receipt(context, file))
}

fn make_day_sheet(story: &Story, file: &CaseFile) -> DaySheet {
    let record = Record { entries: &story.entries, file, now: story.now };
    let day = Scene::new(record, &story.window, &What::Day).find_day();
    let case = DayCase {
        id: file.id.clone(),
        case: file.case.clone(),
        newest: file.outbox.clone(),
        item_name: file.item_name(),
        held: count_held(&file.assess().materials),
    };
    DaySheet::new(day, story.now, &[case])
}

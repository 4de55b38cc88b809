//! The form that stands before the citizen: which one, of whom, how far they are. In memory alone.
//!
//! Invariant: the citizen's screen shows a person's data only between the clerk's key and the end of
//! signing. A lock by hand blanks it at once and it comes back at the same place; hold, leaving the
//! case, another form, a decision, signing out and the place's time without a touch empty it.
//! Held by `a_form_is_gone_from_the_citizens_screen_when_its_time_is_over` (desk).
mod ending;

use super::Desk;
use crate::cases::signing::Signer;
use crate::contract::Topic;
use crate::contract::views::{BeforeCitizen, CitizenForm, CitizenStep, ReadBackLine};
use counter_core::private::Private;
use counter_documents::SignatureBox;

#[derive(Clone)]
pub struct FormBeforeCitizen {
    /// Of this showing.
    pub id: String,
    pub case: String,
    pub document: String,
    pub signer: Signer,
    /// All who sign it, in the order of their lines.
    pub signers: Vec<Signer>,
    pub step: CitizenStep,
    pub lines: Vec<ReadBackLine>,
    pub terms: Vec<String>,
    /// Where each signer's line lies on the paper.
    pub boxes: Vec<SignatureBox>,
    pub takes_strokes: bool,
    pub idle_minutes: u32,
    /// The citizen touched it: that the screen showed it is on record.
    pub is_noted: bool,
    /// The clerk was told that it goes soon.
    is_warned: bool,
}

/// What a showing begins with.
pub struct Showing {
    pub id: String,
    pub case: String,
    pub document: String,
    pub signer: Signer,
    pub signers: Vec<Signer>,
    pub lines: Vec<ReadBackLine>,
    pub terms: Vec<String>,
    pub boxes: Vec<SignatureBox>,
    pub takes_strokes: bool,
    pub idle_minutes: u32,
}

impl Desk {
    /// Whatever else the screen showed makes room.
    pub fn put_citizen_form(&self, showing: Showing) {
        let Showing { id, case, document, signer, signers, lines, terms, boxes, .. } = showing;
        let before = self.citizen_form.lock().replace(FormBeforeCitizen {
            id,
            case,
            document,
            signer,
            signers,
            step: CitizenStep::ReadBack,
            lines,
            terms,
            boxes,
            takes_strokes: showing.takes_strokes,
            idle_minutes: showing.idle_minutes,
            is_noted: false,
            is_warned: false,
        });
        self.setup_tries.end();
        self.clear_citizen_pages();
        self.station.note_citizen_reads(true);
        if let Some(before) = before {
            self.station.announce(Topic::Case(before.case));
        }
        self.announce_citizen_form();
    }

    pub fn find_citizen_form(&self) -> Option<FormBeforeCitizen> {
        self.watch_citizen_form();
        self.citizen_form.lock().clone()
    }

    /// The citizen touched it, and it is that far now.
    pub fn move_citizen_form(&self, id: &str, step: CitizenStep) {
        self.station.note_citizen_touch(0);
        let is_done = step == CitizenStep::Done;
        if let Some(form) = self.citizen_form.lock().as_mut().filter(|form| form.id == id) {
            form.step = step;
            form.is_noted = true;
            form.is_warned = false;
            // The end of signing: of the person nothing stays, not the name either.
            if is_done {
                form.lines.clear();
                form.terms.clear();
                form.boxes.clear();
                form.signers.clear();
                form.signer.name = Private::default();
                form.signer.witness = None;
            }
        }
        if is_done {
            self.station.note_citizen_reads(false);
        }
        self.announce_citizen_form();
    }

    /// The clerk answered a doubt by looking and leaving it as it is: it is read back from the
    /// beginning. What was touched on the showing before counts no more.
    pub fn begin_citizen_form_again(&self, document: &str, id: String) {
        if let Some(form) = self.citizen_form.lock().as_mut().filter(|f| f.document == document) {
            form.id = id;
            form.step = CitizenStep::ReadBack;
        }
        self.announce_citizen_form();
    }

    /// For the clerk of this case.
    pub fn find_before_citizen(&self, case: &str) -> Option<BeforeCitizen> {
        let form = self.citizen_form.lock();
        let form = form.as_ref().filter(|form| form.case == case)?;
        Some(BeforeCitizen { person: form.signer.person.clone(), step: form.step })
    }

    pub fn citizen_form_view(&self) -> Option<CitizenForm> {
        let form = self.find_citizen_form()?;
        Some(CitizenForm {
            id: form.id,
            step: form.step,
            lines: form.lines,
            terms: form.terms,
            signer: form.signer.name.into_exposed(),
            signs_for: form.signer.signs_for,
            witness: form.signer.witness.map(|witness| witness.name.into_exposed()),
            takes_strokes: form.takes_strokes,
        })
    }

    fn announce_citizen_form(&self) {
        let case = self.citizen_form.lock().as_ref().map(|form| form.case.clone());
        self.station.announce(Topic::Citizen);
        self.station.announce(Topic::Status);
        if let Some(case) = case {
            self.station.announce(Topic::Case(case));
        }
    }
}

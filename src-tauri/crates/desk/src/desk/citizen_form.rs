//! The form that stands before the citizen: which one, of whom, how far they are. In memory alone.
//!
//! Invariant: the citizen's screen shows a person's data only between the clerk's key and the end of
//! signing. A lock by hand blanks it at once and it comes back at the same place; hold, leaving the
//! case, another form, a decision, signing out and the place's time without a touch empty it.
//! Held by `a_form_is_gone_from_the_citizens_screen_when_its_time_is_over` (desk).
use super::Desk;
use crate::cases::signing::Signer;
use crate::contract::Topic;
use crate::contract::views::{BeforeCitizen, CitizenForm, CitizenStep, ReadBackLine};
use counter_documents::SignatureBox;

/// From here on the clerk is warned.
const WARNED_SECONDS: u32 = 30;

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
        self.citizen_list.lock().take();
        self.citizen_papers.lock().take();
        self.station.note_citizen_reads(true);
        if let Some(before) = before {
            self.station.announce(Topic::Case(before.case));
        }
        self.announce_citizen_form();
    }

    /// Says whether there was one.
    pub fn drop_citizen_form(&self) -> bool {
        let dropped = self.citizen_form.lock().take();
        let Some(dropped) = dropped else { return false };
        self.station.note_citizen_reads(false);
        self.station.announce(Topic::Citizen);
        self.station.announce(Topic::Status);
        self.station.announce(Topic::Case(dropped.case));
        true
    }

    /// The clerk goes to this case, or to none.
    pub fn drop_form_of_other(&self, case: Option<&str>) {
        let is_other = |form: &FormBeforeCitizen| Some(form.case.as_str()) != case;
        if self.citizen_form.lock().as_ref().is_some_and(is_other) {
            self.drop_citizen_form();
        }
    }

    /// A case was changed: what stands there may say something else now.
    pub fn drop_stale_form(&self, case: &str, in_force: Option<&str>) {
        let is_stale = |form: &FormBeforeCitizen| {
            form.case == case && Some(form.document.as_str()) != in_force
        };
        if self.citizen_form.lock().as_ref().is_some_and(is_stale) {
            self.drop_citizen_form();
        }
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
            // The end of signing: of the person nothing stays but the name of who signed.
            if is_done {
                form.lines.clear();
                form.terms.clear();
                form.boxes.clear();
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

    /// Takes it away when its time is over, and tells the clerk shortly before.
    pub fn watch_citizen_form(&self) {
        let Some(left) = self.citizen_form_seconds() else { return };
        if left == 0 || self.station.has_citizen_time_ended() {
            self.drop_citizen_form();
            return;
        }
        let is_news = self.citizen_form.lock().as_mut().is_some_and(|form| {
            let was_warned = std::mem::replace(&mut form.is_warned, left <= WARNED_SECONDS);
            was_warned != form.is_warned
        });
        if is_news {
            self.station.announce(Topic::Status);
        }
    }

    /// Since the newest touch on either side.
    pub fn citizen_form_seconds(&self) -> Option<u32> {
        let idle_minutes = self.citizen_form.lock().as_ref().map(|form| form.idle_minutes)?;
        let left_ms = i64::from(idle_minutes) * 60_000 - self.station.untouched_ms();
        Some(u32::try_from(left_ms.max(0) / 1000).unwrap_or(u32::MAX))
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

//! What the deciding office says of an accepted case: asked for while the line is up, noted once in
//! the journal of the case at this window, and told to the clerk, who relays it. The window cannot
//! stop or lengthen a clock by itself.
//!
//! Invariant: special procedures, extensions, the decision and the handing over are the deciding
//! office's words (`POST /cases/{case}/steps`): the window hears them (`desk::delivery::steps`),
//! notes each once, tells the clerk and prints the paper the law wants. Nothing at the counter
//! stops or lengthens a clock.
use super::Delivery;
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::{Notice, NoticeKind};
use crate::station::stored::StoredName;
use counter_backoffice::StepWire;
use counter_core::case::Step;
use counter_core::code::variant_code;
use counter_core::date::Moment;
use counter_core::fact::Fact;
use counter_core::private::Private;
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use std::time::Duration;

const ASK_EVERY_MS: i64 = 10_000;
const PATIENCE: Duration = Duration::from_secs(5);

/// The last step that came, and from which office: another one counts anew.
#[derive(Default, Serialize, Deserialize)]
struct LastStep {
    office: String,
    seq: u64,
}

/// Names nobody: a number, and what happened.
#[derive(Serialize, Deserialize)]
struct UnreadStep {
    case: String,
    number: String,
    what: String,
}

impl Delivery {
    pub async fn watch_office_steps(&self) {
        let now = self.station.now().millis();
        let last_ms = self.steps_asked_ms.load(Ordering::Relaxed);
        if !self.office.line().is_up() || (now - last_ms).abs() < ASK_EVERY_MS {
            return;
        }
        self.steps_asked_ms.store(now, Ordering::Relaxed);
        let (Some(client), Some(credential)) =
            (self.office.client(), self.station.delivery_credential())
        else {
            return;
        };
        let office = self.station.office_id();
        let last: LastStep = self.station.stored_value(StoredName::OfficeSteps).unwrap_or_default();
        let after = if last.office == office { last.seq } else { 0 };
        let Ok(Ok(steps)) =
            tokio::time::timeout(PATIENCE, client.get_steps(&credential, after)).await
        else {
            return;
        };
        for step in steps {
            let last = LastStep { office: office.clone(), seq: step.seq };
            let noted = self.note_step(&step);
            // What could not be noted is asked for again, and the next ones wait behind it: steps
            // have an order.
            if let Err(failure) =
                noted.and_then(|()| self.station.store_value(StoredName::OfficeSteps, &last))
            {
                tracing::warn!(code = failure.code.as_str(), "a step of a case could not be noted");
                return;
            }
        }
    }

    /// Into the journal of the case, if it is at this window and not there yet.
    fn note_step(&self, wire: &StepWire) -> Result<(), Failure> {
        let (case, id) = (wire.case.to_string(), wire.id.to_string());
        if !self.cases.has_case(&case)? {
            return Ok(());
        }
        let file = match self.cases.read_case(&case) {
            // One damaged case must not keep what is said of the others.
            Err(failure) if failure.code == FailureCode::DatabaseDamaged => return Ok(()),
            outcome => outcome?,
        };
        if file.case.has_step(&id) || file.case.is_given_back {
            return Ok(());
        }
        let (at, by_name) = (Moment::from_millis(wire.at.as_millisecond()), wire.by_name.clone());
        let (what, fact) = match wire.step.read() {
            Some(step) => {
                let is_asked = file.case.is_withdrawal_asked();
                (step_kind(&step, is_asked), Fact::StepTold { id, step, by_name, at })
            }
            None => {
                let text = Private::new(wire.step.text());
                ("unknown".to_owned(), Fact::StepUnknown { id, text, by_name, at })
            }
        };
        self.cases.append_facts_by(&wire.by, file, vec![fact], Vec::new())?;
        self.add_unread(case, wire.number.clone(), what)
    }

    /// `what`: as the notice has its words.
    pub(super) fn add_unread(
        &self,
        case: String,
        number: String,
        what: String,
    ) -> Result<(), Failure> {
        let mut unread = self.unread_steps();
        unread.push(UnreadStep { case, number, what });
        self.station.store_value(StoredName::OfficeStepsUnread, &unread)
    }

    fn unread_steps(&self) -> Vec<UnreadStep> {
        self.station.stored_value(StoredName::OfficeStepsUnread).unwrap_or_default()
    }

    /// The oldest that nobody has read, and how many are behind it.
    pub fn step_notice(&self) -> Option<Notice> {
        let unread = self.unread_steps();
        let first = unread.first()?;
        let params = [
            ("case", first.case.clone()),
            ("number", first.number.clone()),
            ("what", first.what.clone()),
            ("more", (unread.len() - 1).to_string()),
        ];
        Some(Notice::new(NoticeKind::StepTold, true, &params))
    }

    /// What the office says next of the case is to be relayed by whoever is at the window.
    pub fn has_unread_step(&self, case: &str) -> bool {
        self.unread_steps().iter().any(|step| step.case == case)
    }

    /// Whoever reads it goes on with the case.
    pub fn mark_step_read(&self) -> Result<(), Failure> {
        let unread = self.unread_steps();
        if let Some(first) = unread.first() {
            self.station.admit_to_case(&self.station.require_clerk()?.number, &first.case);
        }
        let behind = unread.get(1..).unwrap_or_default();
        self.station.store_value(StoredName::OfficeStepsUnread, &behind)
    }
}

/// The kind of a step; a refusal is told as such, and a decision that came before the office had ended
/// the case, as was asked.
fn step_kind(step: &Step, is_withdrawal_asked: bool) -> String {
    match step {
        Step::Decided { granted: true, .. } if is_withdrawal_asked => "granted_after_all".into(),
        Step::Decided { granted: false, .. } if is_withdrawal_asked => "refused_after_all".into(),
        Step::Withdrawn { .. } => "withdrawn".into(),
        Step::Voided { .. } => "voided".into(),
        Step::SpecialProcedure { procedure, .. } => variant_code(procedure),
        Step::SpecialEnded { .. } => "special_ended".into(),
        Step::Extended { .. } => "extended".into(),
        Step::Decided { granted: true, .. } => "granted".into(),
        Step::Decided { granted: false, .. } => "not_granted".into(),
        Step::Delivered { .. } => "delivered".into(),
    }
}

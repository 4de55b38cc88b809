//! The window ends its part of a case: it decides in the department's name, under one of the 文号 that
//! the office gave, or it ends what never was corrected. The applicant has the paper, so that the
//! office hears of it as of something done. Whether the day of a notice is over is not asked here.
use crate::office::DEPARTMENT;
use crate::plan::{Intake, lapse_terms};
use crate::station::{append_facts, read_case};
use crate::wish::may_tell;
use crate::world::World;
use counter_core::case::{Case, ENTRUSTED_PAPERS, Event, EventKind, LAPSE_NOTICE, WarnedBy};
use counter_core::fact::Fact;
use counter_core::state::Role;
use counter_desk::Failure;
use counter_desk::courier::Post;

impl World {
    pub fn end_part(&self, intake: &Intake) -> Result<(), Failure> {
        let id = intake.id.to_string();
        let Some(case) = self.store(|s| read_case(s, &id))? else { return self.expect_restored() };
        let is_ending = |kind| matches!(kind, EventKind::Decided | EventKind::Lapsed);
        if let Some(told) = case.events.iter().find(|told| is_ending(told.event.kind())) {
            // A cut after the transaction: it is there, and shown now.
            self.show_event(id, told.id.clone());
            return Ok(());
        }
        match intake.lapses {
            true => self.end_uncorrected(intake, &case),
            false => self.decide_for_department(intake, &case),
        }
    }

    /// The number is taken before the paper is made; one that a cut left without a paper comes first.
    fn decide_for_department(&self, intake: &Intake, case: &Case) -> Result<(), Failure> {
        let id = intake.id.to_string();
        let of_number = |number: String| Event::Decided {
            granted: true,
            number,
            entrusted_by: "示例委托书".to_owned(),
            points: vec!["identity".to_owned()],
            reasons: Vec::new(),
        };
        if case.is_withdrawal_asked()
            || case.is_void_asked()
            || !may_tell(case, &of_number(String::new()), Role::Clerk)
        {
            return Ok(());
        }
        let numbers = self.store(|s| s.taken_document_numbers())?;
        let unborne = numbers.into_iter().find(|one| one.case == id).map(|one| one.number);
        let number = match unborne {
            Some(number) => Some(number),
            None => self.store(|s| s.take_document_number(DEPARTMENT, &id))?,
        };
        // None left: the department decides.
        let Some(number) = number else { return Ok(()) };
        self.tell_office(intake, case, of_number(number), Some(ENTRUSTED_PAPERS[0]))
    }

    /// The applicant is told first, which is a fact of its own.
    fn end_uncorrected(&self, intake: &Intake, case: &Case) -> Result<(), Failure> {
        let (id, at) = (intake.id.to_string(), self.station_time());
        let terms = case.lapse_terms().cloned().unwrap_or_else(|| lapse_terms(at.date()));
        let event = Event::Lapsed {
            until: terms.until,
            consequence: terms.consequence,
            source: terms.source,
            how: WarnedBy::Telephone,
            warned_on: at.date(),
        };
        let (revision, how, on) = (case.revision(), WarnedBy::Telephone, at.date());
        let warning = Fact::LapseWarned { revision, how, on };
        if !may_tell(case, &event, Role::Clerk) || !case.may_state(&warning, Role::Clerk) {
            return Ok(());
        }
        let case = match case.lapse_warning() {
            Some(_) => case.clone(),
            None => self.store(|s| append_facts(s, &id, vec![warning], at, &[]))?,
        };
        self.tell_office(intake, &case, event, Some(LAPSE_NOTICE))
    }
}

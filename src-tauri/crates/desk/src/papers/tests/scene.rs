//! A paper that is to be made: of which record, where, and what it is to carry. What is said below it
//! is what its sentences rest on, read off the record.
use super::counting::{count_working_days, spell_receipt_code};
use super::record::Record;
use super::window::Window;
use crate::papers::card_warnings::warning_words;
use crate::papers::example::CATALOG;
use crate::papers::sentences::Sentence;
use crate::papers::wording::{deadline_day, long_date, long_moment};
use counter_backoffice::Submission;
use counter_core::case::{
    Decision, DecisionKind, Deferred, Event, LapseTerms, Person, Reading, Step, VoidStanding,
    WarnedBy,
};
use counter_core::casework::{CaseAssessment, CaseMaterial, list_unsigned};
use counter_core::clock::{ClockKind, Course, legal_clock};
use counter_core::date::Date;
use counter_core::fact::Fact;
use counter_core::item::{
    Accept, MaterialDef, PersonRole, ProjectType, RowNeed, Supply, questions_unanswered,
};
use counter_core::state::Status;

/// A paper by what asks for it.
#[derive(Clone)]
pub enum What {
    List,
    /// A form of the pack, or its sample.
    Blank(&'static MaterialDef, bool),
    Mandate,
    Receipt,
    Form,
    /// Before it is decided.
    Preview(Box<Decision>),
    Decided,
    Commitment,
    /// Of the step with this id.
    Letter(String),
    Slip,
    /// For this person to sign; whether the clerk read that their authority covers it.
    Withdrawal(PersonRole, bool),
    /// Of the event with this id.
    Entrusted(String),
    /// The case ends, as its corrections never came.
    Lapse,
    /// What has become of the case of the wrong item.
    Refiling(VoidStanding),
    /// How far the case is, and what comes next.
    Course,
    Check,
    Day,
    /// Of the document with this id.
    Reprint(String),
}

pub struct Scene<'a> {
    pub record: Record<'a>,
    pub window: &'a Window,
    pub what: &'a What,
    pub assessment: CaseAssessment<'a>,
    pub is_whole: bool,
    /// The sentence about the day by which it is to be finished, and the day.
    pub due: (Sentence, String),
}

impl<'a> Scene<'a> {
    pub fn new(record: Record<'a>, window: &'a Window, what: &'a What) -> Scene<'a> {
        let assessment = record.file.assess();
        Scene {
            is_whole: is_whole(&record, &assessment),
            due: find_due(&record),
            record,
            window,
            what,
            assessment,
        }
    }

    /// The decision that the paper carries.
    pub fn carried(&self) -> Option<&'a Decision> {
        let carries = matches!(self.what, What::Preview(_) | What::Decided | What::Slip);
        self.record.decision().filter(|_| carries)
    }

    /// What was promised to follow, where the paper is about that.
    pub fn promised(&self) -> Option<&'a Deferred> {
        let carries = matches!(self.what, What::Preview(_) | What::Decided | What::Commitment);
        self.record.decision().filter(|_| carries)?.deferred.as_ref()
    }

    /// What the notice states of corrections that never come, where the paper is about that.
    pub fn lapse(&self) -> Option<&'a LapseTerms> {
        let states = matches!(self.what, What::Preview(_) | What::Decided | What::Lapse);
        self.record.decision().filter(|_| states)?.lapse.as_ref()
    }

    /// How the applicant was told before it ends, and when.
    pub fn lapse_warning(&self) -> Option<(WarnedBy, Date)> {
        self.record.last(|entry| match &entry.fact {
            Fact::LapseWarned { how, on, .. } => Some((*how, *on)),
            _ => None,
        })
    }

    pub fn step(&self) -> Option<&'a Step> {
        let What::Letter(wanted) = self.what else { return None };
        self.record.last(|entry| match &entry.fact {
            Fact::StepTold { id, step, .. } if id == wanted => Some(step),
            _ => None,
        })
    }

    /// What the counter decided in the department's name, where the paper is about that.
    pub fn entrusted(&self) -> Option<&'a Event> {
        let What::Entrusted(wanted) = self.what else { return None };
        self.record.last(|entry| match &entry.fact {
            Fact::EventMade { id, event } if id == wanted => Some(event),
            _ => None,
        })
    }

    /// Whether that grants.
    pub fn grants(&self) -> Option<bool> {
        match self.entrusted()? {
            Event::Decided { granted, .. } => Some(*granted),
            Event::WithdrawalAsked { .. } | Event::Lapsed { .. } | Event::Void { .. } => None,
        }
    }

    pub fn item_name(&self) -> String {
        self.record.file.item_name()
    }

    pub fn received_words(&self) -> String {
        let received = self.record.received().map(long_moment).unwrap_or_default();
        match self.record.slip() {
            Some((slip, _)) => format!("{received}（纸质登记单 {slip} 号补录）"),
            None => received,
        }
    }

    /// Of a case that came from a paper slip.
    pub fn slip_words(&self) -> Option<String> {
        self.record.slip().map(|_| self.received_words())
    }

    /// Five working days from the receipt.
    pub fn five_days(&self) -> Option<String> {
        Some(count_working_days(self.record.received()?.date(), 5))
    }

    /// 核验码, of the submission that the newest decision was stored with.
    pub fn code(&self) -> Option<String> {
        let is_made = matches!(self.what, What::Decided | What::Check | What::Slip);
        let row = self.record.file.outbox.as_ref().filter(|_| is_made)?;
        let submission: Submission = serde_json::from_str(&row.payload).unwrap();
        let (case, decided_at) = (submission.case.to_string(), submission.decided_at.to_string());
        let Submission { revision, journal_head, .. } = submission;
        (revision == self.record.count_submissions())
            .then(|| spell_receipt_code(&case, revision, &journal_head, &decided_at))
    }

    /// A form was made, or is with the acceptance.
    pub fn goes_with_form(&self) -> bool {
        let is_accepted = |decision: &Decision| decision.kind == DecisionKind::Accept;
        self.record.decision().is_some_and(is_accepted) || self.record.form_in_force().is_some()
    }

    /// Whoever's card was read in the place of a paper.
    pub fn find_holder(&self, row: &CaseMaterial<'_>) -> Option<&'a Person> {
        let is_by_chip = row.def.supply == Supply::Chip && row.is_needed();
        let role = row.def.person.unwrap_or(PersonRole::Applicant);
        let has_pages = !self.record.row(row.def).pages.is_empty();
        let person = self.record.person_as(role).filter(|_| is_by_chip && !has_pages);
        person.filter(|person| person.reading == Reading::Card)
    }

    /// People of whose document something was noted that speaks against it.
    pub fn noted_people(&self) -> Vec<&'a Person> {
        let is_noted = |person: &&Person| {
            person.warnings.iter().any(|code| warning_words(person, code).is_some())
        };
        self.record.people().into_iter().filter(is_noted).collect()
    }
}

/// Nothing of the list and the form is missing, faulty, or not compared.
fn is_whole(record: &Record<'_>, assessment: &CaseAssessment<'_>) -> bool {
    let Some(item) = assessment.item else { return false };
    let are_pages_placed = record.pages().iter().all(|leaf| leaf.row.is_some());
    let stands_accepted = record.accepted_at().is_some() && record.count_submissions() > 1;
    let is_signed = stands_accepted || list_unsigned(assessment).is_empty();
    let is_filled = assessment.form.as_ref().is_none_or(|form| form.is_complete());
    questions_unanswered(item, &assessment.situation).is_empty()
        && are_pages_placed
        && is_filled
        && is_signed
        && assessment.materials.iter().all(|row| is_row_whole(record, assessment, row))
}

fn is_row_whole(
    record: &Record<'_>,
    assessment: &CaseAssessment<'_>,
    row: &CaseMaterial<'_>,
) -> bool {
    if !row.is_needed() || row.def.supply == Supply::Form {
        return true;
    }
    let facts = record.row(row.def);
    let is_here = has_arrived(record, row.def);
    let is_owed = match &row.row.need {
        RowNeed::Required => true,
        RowNeed::OneOf(group) => {
            let mut mates = assessment
                .materials
                .iter()
                .filter(|mate| matches!(&mate.row.need, RowNeed::OneOf(other) if other == group));
            !mates
                .any(|mate| has_arrived(record, mate.def) && record.row(mate.def).problem.is_none())
        }
        RowNeed::Optional | RowNeed::Later | RowNeed::NotNeeded => false,
    };
    let is_to_compare = matches!(row.def.accept, Accept::SeeAndCopy | Accept::SeeOnly)
        && !facts.pages.is_empty()
        && record.file.case.certificate_of(&row.def.id).is_none();
    // No picture says how many there are.
    let is_pictured = facts.pages.iter().any(|page| page.source == "scan");
    let is_counted = row.def.supply != Supply::Object || facts.papers.objects > 0 || !is_pictured;
    facts.problem.is_none()
        && (is_here || !is_owed)
        && is_counted
        && (facts.compared.is_some() || !is_to_compare)
}

fn has_arrived(record: &Record<'_>, def: &MaterialDef) -> bool {
    let facts = record.row(def);
    let has_pages = !facts.pages.is_empty();
    let count = facts.papers.objects;
    match def.supply {
        Supply::Chip => {
            let holder = record.person_as(def.person.unwrap_or(PersonRole::Applicant));
            has_pages || holder.is_some_and(|person| person.reading == Reading::Card)
        }
        Supply::Object => has_pages || (count > 0 && count >= def.original),
        Supply::Paper | Supply::Form => has_pages,
    }
}

/// On what the day rests: the case itself where it is done on the spot, else what the catalogue names.
/// Working days that nothing stops or adds to are counted here, all else by the clock of the rules.
fn find_due(record: &Record<'_>) -> (Sentence, String) {
    let guide = (Sentence::DueGuide, String::new());
    let Some(item) = record.file.settled_item() else { return guide };
    let accepted = record.accepted_at().unwrap_or(record.now).date();
    let course = Course { accepted: Some(accepted), ..record.file.course() };
    let today = record.now.date();
    let clock = legal_clock(&item, &course, Status::Accepted, &CATALOG.calendar, today);
    let Some(deadline) = clock.deadline else { return guide };
    let limit = item.limit.as_ref();
    let is_promised = limit.is_some_and(|limit| limit.promise_days.is_some());
    let is_by_law = limit.is_some_and(|limit| limit.legal_days.is_some() && limit.class.is_none());
    if clock.kind == ClockKind::OnTheSpot && item.project_type == ProjectType::OnTheSpot {
        let received = record.received().filter(|_| !record.was_notified());
        let day = received.map_or(deadline.date, |received| received.date());
        return match day == today {
            true => (Sentence::DueToday, String::new()),
            false => (Sentence::DueThatDay, long_date(day)),
        };
    }
    let named = limit.filter(|limit| limit.working && (is_promised || is_by_law));
    let days = named.and_then(|limit| limit.promise_days.or(limit.legal_days));
    let is_plain = !record.has(|fact| matches!(fact, Fact::StepTold { .. }));
    let counted = days.filter(|_| is_plain).zip(course.acceptance_day());
    let day = match counted {
        Some((days, start)) => count_working_days(start, days),
        None => deadline_day(&clock).unwrap_or_default(),
    };
    match clock.kind {
        ClockKind::Promise if is_promised => (Sentence::DuePromised, day),
        ClockKind::Promise if is_by_law => (Sentence::DueLegal, day),
        _ => guide,
    }
}

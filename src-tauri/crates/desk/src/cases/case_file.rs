//! A case with what it needs to be understood: its pinned catalogue and how far it is on its way.
use crate::Failure;
use crate::catalog::loaded_pack::LoadedPack;
use crate::contract::FailureCode;
use counter_backoffice::read_receipt_code;
use counter_core::case::{Case, Decision, LapseObstacle};
use counter_core::casework::{CaseAssessment, settle_case_item};
use counter_core::clock::Course;
use counter_core::code::parse_variant;
use counter_core::date::{Date, Moment};
use counter_core::fact::Fact;
use counter_core::form::FormDef;
use counter_core::item::Item;
use counter_core::receipt_code::ReceiptCode;
use counter_core::state::{self, Action, Delivery, Role, Status};
use counter_store::OutboxRow;
use std::borrow::Cow;
use std::sync::Arc;

#[derive(Clone)]
pub struct CaseFile {
    pub id: String,
    pub case: Case,
    pub catalog: Arc<LoadedPack>,
    /// The pack in use: days are counted by its calendar.
    pub in_use: Arc<LoadedPack>,
    /// Its newest submission.
    pub outbox: Option<OutboxRow>,
    /// The day on which it is looked at.
    pub today: Date,
}

impl CaseFile {
    pub fn item(&self) -> Option<&Item> {
        self.catalog.pack.item(self.case.item.as_deref()?)
    }

    /// The item as it is in this citizen's situation.
    pub fn settled_item(&self) -> Option<Cow<'_, Item>> {
        self.item().map(|item| settle_case_item(&self.case, item))
    }

    pub fn require_item(&self) -> Result<&Item, Failure> {
        self.item().ok_or_else(|| Failure::new(FailureCode::NoItem))
    }

    pub fn form(&self) -> Option<&FormDef> {
        self.catalog.pack.form(&self.item()?.form)
    }

    /// The item's name; empty before one is chosen.
    pub fn item_name(&self) -> String {
        self.item().map(|item| item.name.clone()).unwrap_or_default()
    }

    /// As the list calls the row; its id where the list has no such row.
    pub fn material_name<'a>(&'a self, id: &'a str) -> &'a str {
        let rows = self.item().map(|item| item.materials.as_slice()).unwrap_or_default();
        rows.iter().find(|row| row.id == id).map_or(id, |row| row.name.as_str())
    }

    /// The days of the case for the legal clock.
    pub fn course(&self) -> Course {
        self.case.clock_course()
    }

    /// Everything that item and form say of the case as it stands. Worked out anew by each call.
    pub fn assess(&self) -> CaseAssessment<'_> {
        CaseAssessment::new(&self.case, self.item(), self.form(), self.today)
            .with_silence(self.is_left_unanswered())
    }

    /// 逾期视为受理: the time to answer is over, and nobody had answered.
    pub fn is_left_unanswered(&self) -> bool {
        let calendar = &self.in_use.calendar;
        self.item().is_some_and(|item| self.case.is_left_unanswered(item, calendar, self.today))
    }

    /// As it will stand once that is decided.
    pub fn after_decision(&self, decision: &Decision, at: Moment, by: &str) -> CaseFile {
        let mut after = self.clone();
        after.case.apply(&Fact::Decided { decision: decision.clone() }, at, by);
        after
    }

    /// 核验码 of the newest decision: of its submission as it is stored, so none before that is.
    pub fn receipt_code(&self) -> Option<ReceiptCode> {
        let row = self.outbox.as_ref()?;
        let is_newest = row.revision == self.case.revision();
        is_newest.then(|| read_receipt_code(&row.payload)).flatten()
    }

    /// Papers may be changed until the decision, and again while a correction is waited for or
    /// after the case was sent back.
    pub fn is_editable(&self) -> bool {
        self.may(Action::Edit)
    }

    pub fn may(&self, action: Action) -> bool {
        state::is_allowed(self.case.status, Role::Clerk, action)
    }

    /// Papers came, nobody has asked for it yet to whom the office did not say no, and it does not go on
    /// paper. What the office has a decision of the window does not end by itself, nor what silence
    /// accepted.
    pub fn can_withdraw(&self) -> bool {
        let (action, revision) = (self.case.withdrawal_action(), self.case.revision());
        let is_draft = self.case.status == Status::Draft;
        let is_here = !is_draft && revision == 0 && !self.is_left_unanswered();
        let is_open = match action {
            Action::Abandon => is_here,
            _ => !self.case.handed_over.contains(&revision) && !self.case.is_withdrawal_asked(),
        };
        is_open && self.may(action)
    }

    /// Why a clerk cannot end the case for corrections that never came; none where one may.
    pub fn find_lapse_obstacle(&self) -> Option<LapseObstacle> {
        self.case.find_lapse_obstacle(self.today)
    }

    /// It stands accepted at this window, nobody has asked for its end yet to whom the office did not say
    /// no, and it does not go on paper. Whether the department has begun, the office knows best.
    pub fn can_void(&self) -> bool {
        let (case, revision) = (&self.case, self.case.revision());
        let is_open = !case.is_void_asked()
            && !case.is_withdrawal_asked()
            && !case.handed_over.contains(&revision);
        let may = state::is_allowed(case.status, Role::Supervisor, Action::Void);
        may && is_open && case.stands_accepted() && case.display_number().is_some()
    }

    /// The delivery state of the newest submission, or none.
    pub fn delivery(&self) -> Delivery {
        self.outbox.as_ref().and_then(delivery_of_row).unwrap_or(Delivery::None)
    }
}

pub fn delivery_of_row(row: &OutboxRow) -> Option<Delivery> {
    parse_variant(&row.state)
}

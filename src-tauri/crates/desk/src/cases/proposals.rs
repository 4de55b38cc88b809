//! What lies between a look and a deed, in memory only: a card that was read and does not fit the
//! case yet, a decision that is looked at before it is issued. By case; gone with the clerk who saw
//! it.
use super::Cases;
use crate::contract::views::{DocumentView, PendingCard};
use counter_core::case::{ConsentedAct, Decision, DecisionKind, Person};
use counter_core::date::Moment;
use counter_core::idnum::IdKind;
use counter_core::private::Private;

/// Somebody who showed a card has hardly gone before.
const CARD_HOLDS_MS: i64 = 10 * 60_000;

/// A card that was read in no case.
#[derive(Clone)]
pub struct CardRead {
    pub kind: IdKind,
    pub number: Private,
    pub at: Moment,
}

pub struct PendingReading {
    pub view: PendingCard,
    pub person: Person,
}

pub struct Proposal {
    /// Of this look at this paper: proposed anew it is another one.
    pub id: String,
    pub decision: Decision,
    pub pdf: Vec<u8>,
    pub view: DocumentView,
}

/// A decision in a department's name, looked at.
pub struct EntrustedProposal {
    /// Of this look at this paper.
    pub id: String,
    pub granted: bool,
    /// Why it is refused, as the paper says it.
    pub reasons: Vec<String>,
    pub pdf: Vec<u8>,
    pub view: DocumentView,
}

impl Cases {
    pub fn put_proposal(&self, case: &str, proposal: Proposal) {
        self.proposals.lock().insert(case.to_owned(), proposal);
    }

    /// Of whichever kind, none is looked at any more.
    pub fn take_proposal(&self, case: &str) -> Option<Proposal> {
        self.take_entrusted(case);
        self.proposals.lock().remove(case)
    }

    pub fn put_entrusted(&self, case: &str, proposal: EntrustedProposal) {
        self.entrusted.lock().insert(case.to_owned(), proposal);
    }

    pub fn take_entrusted(&self, case: &str) -> Option<EntrustedProposal> {
        self.entrusted.lock().remove(case)
    }

    pub fn read_entrusted<T>(
        &self,
        case: &str,
        read: impl FnOnce(&EntrustedProposal) -> T,
    ) -> Option<T> {
        self.entrusted.lock().get(case).map(read)
    }

    pub fn read_proposal<T>(&self, case: &str, read: impl FnOnce(&Proposal) -> T) -> Option<T> {
        self.proposals.lock().get(case).map(read)
    }

    /// What nobody answered in time stands accepted: that it belongs elsewhere is said only with a
    /// supervisor. So is what a notice before could have told, and that promised papers may come later;
    /// and a refusal in a department's name.
    pub fn wants_supervisor(&self, case: &str, act: ConsentedAct) -> bool {
        if act == ConsentedAct::DecideForDepartment {
            return self.read_entrusted(case, |proposal| !proposal.granted) == Some(true);
        }
        if act == ConsentedAct::VoidCase {
            return true;
        }
        if act != ConsentedAct::Issue {
            return false;
        }
        let is_supervisors = |proposal: &Proposal| proposal.decision.is_supervisors();
        let is_redirect = |proposal: &Proposal| proposal.decision.kind == DecisionKind::Redirect;
        self.read_proposal(case, is_supervisors) == Some(true)
            || (self.read_proposal(case, is_redirect) == Some(true)
                && self.read_case(case).is_ok_and(|file| file.is_left_unanswered()))
    }

    /// A paper being looked at names the one who left.
    pub fn drop_proposals(&self) {
        self.proposals.lock().clear();
        self.entrusted.lock().clear();
    }

    pub fn put_pending_reading(&self, case: &str, reading: PendingReading) {
        self.pending_readings.lock().insert(case.to_owned(), reading);
    }

    pub fn take_pending_reading(&self, case: &str) -> Option<PendingReading> {
        self.pending_readings.lock().remove(case)
    }

    pub fn pending_card(&self, case: &str) -> Option<PendingCard> {
        self.pending_readings.lock().get(case).map(|reading| reading.view.clone())
    }

    /// The holder of a card that was read to find a case by, or to show one.
    pub fn note_card(&self, card: CardRead) {
        *self.card_read.lock() = Some(card);
    }

    /// The same, while they are surely still there.
    pub fn card_read(&self) -> Option<CardRead> {
        let now = self.station.now().millis();
        let card = self.card_read.lock().clone();
        card.filter(|card| (now - card.at.millis()).abs() < CARD_HOLDS_MS)
    }

    /// What names somebody goes with the clerk who saw it.
    pub fn forget_people(&self) {
        self.pending_readings.lock().clear();
        self.card_read.lock().take();
        self.drop_proposals();
    }
}

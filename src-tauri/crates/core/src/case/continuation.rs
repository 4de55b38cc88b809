//! A case that goes on at another window of its station: there it has a journal of its own, which
//! says where it goes on from; the window that it went from notes what was filed there.

use serde::{Deserialize, Serialize};

use super::Case;
use super::fact::Fact;
use crate::state::Status;
use crate::time::date::Moment;

/// What the office had acknowledged last of the case when the window took it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuation {
    /// The office's.
    pub number: String,
    pub revision: u32,
    /// The head that this revision's submission named, hexadecimal.
    pub journal_head: String,
}

/// What the office's record says of who filed that revision, and the claim under which a window goes
/// on from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Id of the claim, and when it ends at the latest.
    pub claim: String,
    pub until: Moment,
    /// Number of the clerk who decided the revision, and where.
    pub clerk: String,
    pub window: String,
    /// Who opened the case.
    pub opened_by: String,
    /// When the case counts as accepted, where it stood accepted before that decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_at: Option<Moment>,
}

/// A revision that another window of the station filed, and the office acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    pub revision: u32,
    pub clerk: String,
    pub window: String,
    /// When the office acknowledged it.
    pub at: Moment,
    pub journal_head: String,
}

impl Case {
    /// Revisions that lie before this journal, at another window.
    pub fn revisions_before(&self) -> u32 {
        self.continuation.as_ref().map_or(0, |join| join.revision)
    }

    /// The newest that another window filed.
    pub fn newest_elsewhere(&self) -> Option<&Elsewhere> {
        self.elsewhere.iter().max_by_key(|there| there.revision)
    }

    /// Another window filed a newer revision than this journal has.
    pub fn went_on_elsewhere(&self) -> bool {
        self.newest_elsewhere().is_some_and(|there| there.revision > self.revision())
    }

    /// Another window began the case, this one has it in hand, and decided nothing of it yet.
    pub fn is_only_claimed(&self) -> bool {
        let is_undecided = self.revision() <= self.revisions_before();
        self.record.is_some() && !self.is_given_back && is_undecided && self.events.is_empty()
    }

    /// Who opened the case, at whichever window.
    pub fn first_clerk(&self) -> &str {
        self.record.as_ref().map_or(&self.clerk, |record| &record.opened_by)
    }

    /// When the acceptance that began with this decision, by its place, counts: as the record says,
    /// where it began before this journal.
    pub(super) fn accepted_by_record(&self, place: usize) -> Option<Moment> {
        let is_before = place < self.revisions_before() as usize;
        self.record.as_ref().filter(|_| is_before)?.accepted_at
    }

    pub(super) fn apply_continuation(&mut self, fact: &Fact, at: Moment) {
        match fact {
            Fact::RecordTaken { record } => self.record = Some(record.clone()),
            Fact::ToldByRecord { by, at: then, told } => {
                self.apply(told, *then, by);
                self.updated_at = at;
            }
            Fact::ClaimEnded { .. } => self.give_back(at),
            Fact::TakenUpAgain { continues } => {
                self.forget(at);
                self.continuation = Some(continues.clone());
                self.status = Status::Draft;
            }
            _ => {}
        }
    }

    /// Which case it is stays, and where it went on from; of whom it was, nothing.
    fn give_back(&mut self, at: Moment) {
        let (item, pack_version) = (self.item.clone(), self.pack_version.clone());
        let numbers = (self.provisional.clone(), self.official.clone());
        self.forget(at);
        (self.item, self.pack_version) = (item, pack_version);
        (self.provisional, self.official) = numbers;
        self.status = Status::Voided;
        self.is_given_back = true;
    }

    /// Back to the first entry.
    fn forget(&mut self, at: Moment) {
        let before = std::mem::replace(self, Case::empty(at));
        self.clerk = before.clerk;
        self.station = before.station;
        self.window = before.window;
        self.opened_at = before.opened_at;
        self.pack_version = before.pack_version;
        self.chain = before.chain;
        self.continuation = before.continuation;
        self.elsewhere = before.elsewhere;
        (self.length, self.last_hash) = (before.length, before.last_hash);
    }

    /// Heard twice is once: the office keeps one revision of a number.
    pub(super) fn apply_elsewhere(&mut self, fact: &Fact) {
        let Fact::ContinuedElsewhere { revision, clerk, window, at, journal_head } = fact else {
            return;
        };
        if self.elsewhere.iter().any(|there| there.revision == *revision) {
            return;
        }
        self.elsewhere.push(Elsewhere {
            revision: *revision,
            clerk: clerk.clone(),
            window: window.clone(),
            at: *at,
            journal_head: journal_head.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::decision::{Decision, DecisionKind};
    use crate::case::journal::Chain;

    fn opened(continues: Option<Continuation>) -> Fact {
        Fact::Opened {
            station: "示例镇便民服务中心".into(),
            window: "4号窗".into(),
            pack_version: "2026.11".into(),
            chain: Chain::Second,
            continues,
        }
    }

    fn fold(facts: &[Fact]) -> Case {
        let at = Moment::from_millis(1_790_000_000_000);
        let mut case = Case::empty(at);
        for fact in facts {
            case.apply(fact, at, "1002");
        }
        case
    }

    #[test]
    fn a_journal_says_where_it_goes_on_from_in_its_first_entry() {
        let join = Continuation {
            number: "SL-20261122-000017".into(),
            revision: 2,
            journal_head: "0f".repeat(32),
        };
        let body = serde_json::to_string(&opened(Some(join.clone()))).unwrap();
        let read: Fact = serde_json::from_str(&body).unwrap();
        let case = fold(&[read]);
        assert_eq!((case.revisions_before(), case.continuation), (2, Some(join)));
        let body = serde_json::to_string(&opened(None)).unwrap();
        assert!(!body.contains("continues"), "what began here is written as it ever was: {body}");
        assert_eq!(fold(&[opened(None)]).revisions_before(), 0);
    }

    fn moment(minute: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + minute * 60_000)
    }

    fn told(minute: i64, fact: Fact) -> Fact {
        Fact::ToldByRecord { by: "1001".into(), at: moment(minute - 100), told: Box::new(fact) }
    }

    fn decided(kind: DecisionKind) -> Fact {
        Fact::Decided { decision: Decision::of_kind(kind) }
    }

    /// Of a case that the first window received, asked corrections for, and accepted since.
    fn taken(accepted_at: Option<Moment>) -> Vec<Fact> {
        let join = Continuation {
            number: "SL-20261122-000017".into(),
            revision: 2,
            journal_head: "0f".repeat(32),
        };
        let record = Record {
            claim: "c".into(),
            until: moment(600),
            clerk: "1001".into(),
            window: "3号窗".into(),
            opened_by: "1000".into(),
            accepted_at,
        };
        vec![
            opened(Some(join)),
            Fact::RecordTaken { record },
            told(0, Fact::Received),
            told(1, decided(DecisionKind::Correction)),
            told(5, decided(DecisionKind::Accept)),
        ]
    }

    #[test]
    fn what_the_record_tells_is_as_it_was_there_and_the_next_decision_is_the_next_revision() {
        let corrected = moment(-97);
        let case = fold(&taken(Some(corrected)));
        assert_eq!((case.status, case.revision()), (Status::Accepted, 2));
        assert_eq!((case.received, case.accepted_at()), (Some(moment(-100)), Some(corrected)));
        assert!(case.is_only_claimed() && case.open_revisions().is_empty());
        assert!(case.was_notified(), "a further notice is a further one here too");
        assert_eq!((case.first_clerk(), case.clerk.as_str()), ("1000", "1002"));
        assert_eq!(case.updated_at, fold(&[]).updated_at, "it was told now");
        let mut facts = taken(None);
        facts.push(decided(DecisionKind::Accept));
        let next = fold(&facts);
        assert_eq!((next.revision(), next.open_revisions()), (3, vec![3]));
        assert_eq!((next.is_only_claimed(), next.in_place_of()), (false, None));
        assert_eq!(next.accepted_at(), Some(moment(-95)), "as it was first accepted");
    }

    #[test]
    fn what_is_given_back_leaves_nobody_here_and_may_be_taken_up_again() {
        let mut facts = taken(None);
        facts.push(Fact::ClaimEnded { by_hand: true });
        let back = fold(&facts);
        assert_eq!((back.status, back.is_given_back), (Status::Voided, true));
        assert!(back.received.is_none() && back.decisions.is_empty() && back.record.is_none());
        let join = back.continuation.clone().unwrap();
        facts.push(Fact::TakenUpAgain { continues: Continuation { revision: 3, ..join } });
        facts.extend(taken(None).split_off(1));
        facts.push(told(7, decided(DecisionKind::Accept)));
        let again = fold(&facts);
        assert_eq!((again.revisions_before(), again.revision()), (3, 3));
        assert!(again.is_only_claimed() && again.status == Status::Accepted);
        assert_eq!(again.clerk, "1002");
    }

    #[test]
    fn what_was_filed_elsewhere_is_noted_once_and_moves_nothing() {
        let there = |revision| Fact::ContinuedElsewhere {
            revision,
            clerk: "1002".into(),
            window: "4号窗".into(),
            at: Moment::from_millis(1_790_000_100_000),
            journal_head: "0f".repeat(32),
        };
        let case = fold(&[opened(None), there(3), there(2), there(3)]);
        assert_eq!(case.elsewhere.len(), 2);
        assert_eq!(case.newest_elsewhere().map(|there| there.revision), Some(3));
        let untouched = fold(&[opened(None)]);
        assert_eq!((case.status, case.revision()), (untouched.status, untouched.revision()));
    }
}

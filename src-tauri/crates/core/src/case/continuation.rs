//! A case that goes on at another window of its station: there it has a journal of its own, which
//! says where it goes on from; the window that it went from notes what was filed there.

use serde::{Deserialize, Serialize};

use super::Case;
use super::fact::Fact;
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

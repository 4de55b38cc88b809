//! Any window of a station: a case is found by its number or by a person's card, read, and claimed by
//! one window after the other; what another window filed of it is told to the rest.

use counter_core::case::{Continuation, Deemed, Deferred};
use counter_core::limits::{MAX_KEY_CHARS, MAX_TEXT_CHARS, is_within};
use counter_core::private::Private;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::case::{Decision, OfficeCase, Submission};
use super::event::EventWire;
use super::marks::Author;
use super::review::ReturnWire;
use super::step::StepWire;
use super::words::DecisionWords;

/// In one answer at most; newest first.
pub const MAX_FOUND: u32 = 50;

/// Body of `POST /cases/search`: one of the two. By POST: a number never stands in an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseQuestion {
    /// The office's, or the one that was shown while the line was down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonQuestion>,
}

impl CaseQuestion {
    pub fn is_possible(&self) -> bool {
        let is_number = |text: &str| !text.trim().is_empty() && is_within(text, MAX_KEY_CHARS);
        match (&self.number, &self.person) {
            (Some(number), None) => is_number(number),
            (None, Some(person)) => {
                is_number(&person.id_kind)
                    && !person.number.expose().trim().is_empty()
                    && is_within(person.number.expose(), MAX_TEXT_CHARS)
            }
            _ => false,
        }
    }
}

/// As `PersonWire` has it: who brought the case, or acted for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonQuestion {
    pub id_kind: String,
    pub number: Private,
}

/// One line of its answer. Names nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FoundCase {
    #[serde(flatten)]
    pub filed: OfficeCase,
    /// Number of the clerk who decided the newest revision, and where.
    pub clerk: String,
    pub window: String,
    /// The case began at the installation at which whoever asks has signed in.
    #[serde(default)]
    pub here: bool,
    /// Whoever goes on with it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimWire>,
}

/// Answer to `GET /cases/{case}/record`: all that a window needs to go on with the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordWire {
    pub number: String,
    /// The newest that the office has acknowledged: what goes on goes on from it.
    pub revision: u32,
    /// Without its permits.
    pub submission: Submission,
    /// What was decided before it, oldest first. None from an office that keeps only the newest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierRevision>,
    /// Every return, event and step of the case so far, oldest first.
    pub returns: Vec<ReturnWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepWire>,
    /// Who decided it, where the office can prove it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    #[serde(default)]
    pub here: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimWire>,
}

/// What an earlier revision decided. Of papers and people the newest says all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EarlierRevision {
    pub revision: u32,
    pub decision: Decision,
    pub decided_at: Timestamp,
    /// Number of the clerk who decided it, and where.
    pub clerk: String,
    pub window: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred: Option<Deferred>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deemed: Option<Deemed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<DecisionWords>,
}

impl From<Submission> for EarlierRevision {
    fn from(filed: Submission) -> EarlierRevision {
        EarlierRevision {
            revision: filed.revision,
            decision: filed.decision,
            decided_at: filed.decided_at,
            clerk: filed.clerk,
            window: filed.window,
            deferred: filed.deferred,
            deemed: filed.deemed,
            words: filed.words,
        }
    }
}

impl RecordWire {
    /// What the journal of whoever goes on begins with.
    pub fn continuation(&self) -> Continuation {
        Continuation {
            number: self.number.clone(),
            revision: self.revision,
            journal_head: self.submission.journal_head.clone(),
        }
    }
}

/// Body of `POST /cases/{case}/claims`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRequest {
    /// Made by the caller: a repeat under the same id is the same claim.
    pub id: Uuid,
    /// The revision that was read. When a newer one came in meanwhile, nothing is claimed.
    pub revision: u32,
}

/// One window's hand on a case. It ends with the acknowledgement of the next revision, by hand, by a
/// supervisor, or with the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimWire {
    pub id: Uuid,
    pub case: Uuid,
    pub number: String,
    pub revision: u32,
    /// Number and name of the clerk.
    pub by: String,
    pub by_name: String,
    /// Where that is, as the clerk's account has it.
    pub window: String,
    /// At the installation whose credential asks, or at which the clerk who asks has signed in.
    #[serde(default)]
    pub here: bool,
    pub at: Timestamp,
    /// The end of its day.
    pub until: Timestamp,
    /// Where it ended before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// One line of the answer to `GET /continuations`: a revision that the office acknowledged of a case
/// that more than one window has had in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionElsewhere {
    /// Grows over all stations: a window asks for what came after the last one it heard.
    pub seq: u64,
    pub case: Uuid,
    pub number: String,
    pub revision: u32,
    /// Number of the clerk who decided it, and where.
    pub clerk: String,
    pub window: String,
    pub at: Timestamp,
    pub journal_head: String,
    /// Filed by the installation that asks.
    #[serde(default)]
    pub here: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(number: Option<&str>, person: Option<(&str, &str)>) -> CaseQuestion {
        let person = person.map(|(id_kind, number)| PersonQuestion {
            id_kind: id_kind.into(),
            number: Private::new(number),
        });
        CaseQuestion { number: number.map(str::to_owned), person }
    }

    #[test]
    fn one_thing_is_asked_after_at_a_time() {
        let card = Some(("resident", "440699199001010014"));
        assert!(question(Some("SL-20261122-000017"), None).is_possible());
        assert!(question(None, card).is_possible());
        let long = "9".repeat(MAX_KEY_CHARS + 1);
        for wrong in [
            question(None, None),
            question(Some("SL-20261122-000017"), card),
            question(Some(" "), None),
            question(Some(&long), None),
            question(None, Some(("", "440699199001010014"))),
            question(None, Some(("resident", " "))),
        ] {
            assert!(!wrong.is_possible(), "{wrong:?}");
        }
    }
}

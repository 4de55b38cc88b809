//! What was decided about a case, the papers made of it, and what a supervisor sent back.
use super::lapse::LapseTerms;
use super::signature::SignatureBox;
use crate::identity::private::Private;
use crate::state::Status;
use crate::time::date::{Date, Moment};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    Accept,
    Correction,
    Refuse,
    Redirect,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    pub material: Option<String>,
    pub name: String,
    pub problem: String,
    pub fix: String,
    /// Why something was asked for that the checklist does not hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub kind: DecisionKind,
    pub faults: Vec<Fault>,
    pub reasons: Vec<String>,
    pub right_office: Option<String>,
    /// 容缺受理: accepted although papers that may follow are not here yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deferred: Option<Deferred>,
    /// 逾期视为受理: nobody had answered in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deemed: Option<Deemed>,
    /// 再次补正告知: the notice is not the first one. Journals of before 0.7.0 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further: Option<FurtherNotice>,
    /// 补正期限 and what follows, of a notice that states both. Journals of before 0.7.0 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse: Option<LapseTerms>,
}

impl Decision {
    pub fn of_kind(kind: DecisionKind) -> Self {
        Self {
            kind,
            faults: Vec::new(),
            reasons: Vec::new(),
            right_office: None,
            deferred: None,
            deemed: None,
            further: None,
            lapse: None,
        }
    }

    /// The status that a case has by it.
    pub fn status(&self) -> Status {
        match self.kind {
            DecisionKind::Accept if self.deferred.is_some() => Status::Deferred,
            DecisionKind::Accept if self.late_papers().is_some() => Status::Deemed,
            DecisionKind::Accept => Status::Accepted,
            DecisionKind::Correction => Status::Correction,
            DecisionKind::Refuse => Status::Refused,
            DecisionKind::Redirect => Status::Redirected,
        }
    }

    /// What is still asked for of a case that silence accepted; none where nothing is.
    pub fn late_papers(&self) -> Option<&[Fault]> {
        let papers = self.deemed.as_ref()?.papers.as_slice();
        (!papers.is_empty()).then_some(papers)
    }

    /// A further notice that names what did not come after the one before.
    pub fn names_seen_faults(&self) -> bool {
        self.further.as_ref().is_some_and(|further| !further.seen_before.is_empty())
    }

    /// It gives promised papers a later day.
    pub fn extends_deferral(&self) -> bool {
        self.deferred.as_ref().is_some_and(|deferred| deferred.extended.is_some())
    }

    /// Only a supervisor may say so, whatever the case stands for.
    pub fn is_supervisors(&self) -> bool {
        self.names_seen_faults() || self.extends_deferral()
    }

    /// Places, from 0, of what a further notice names that came after the one before; none of a
    /// first one.
    pub fn list_new_places(&self) -> Vec<u32> {
        let Some(further) = &self.further else { return Vec::new() };
        let places = (0u32..).zip(&self.faults).map(|(place, _)| place);
        places.filter(|place| !further.seen_before.contains(place)).collect()
    }
}

/// A notice after one that was given (行政许可法 art. 32: once, and everything).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherNotice {
    /// Places on this notice, from 0, of what does not lie on a page, a certificate or a field that
    /// came after the one before.
    pub seen_before: Vec<u32>,
    /// The supervisor's, where there is any of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Which papers the applicant promised to bring, and until when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deferred {
    pub until: Date,
    pub materials: Vec<String>,
    /// This decision gives a later day than was promised. Journals of before 0.7.0 have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extended: Option<Extension>,
}

/// Once in a case, with a supervisor's reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The day that was promised before.
    pub from: Date,
    pub reason: Private,
}

/// Accepted since the stamp of receipt, because the time to answer went by in silence (行政许可法
/// art. 32 (4)).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deemed {
    /// What is still asked for (补交). No clock waits for it.
    pub papers: Vec<Fault>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub id: String,
    /// Stable name of the form, such as `acceptance_receipt`.
    pub form: String,
    pub file: String,
    pub number: Option<String>,
    pub pages: u32,
    pub sha256: String,
    pub len: u64,
    /// Of an application form: digest of what it prints (`casework::digest_values`). None in journals
    /// before 0.5.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<String>,
    /// Of an application form: where each who signs it does, in the order of their lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signature_boxes: Vec<SignatureBox>,
    /// 核验码, where the paper bears one: as it was printed, so that a record that was altered since has
    /// another. None in journals before 0.6.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// What is known of this computer's clock at a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockNote {
    /// When the office last bore it out; none where it never had.
    pub confirmed: Option<Moment>,
}

/// One thing that a supervisor wants put right. `target` is `case`, `field:<id>` or
/// `material:<id>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    pub target: String,
    pub text: Private,
}

/// A case sent back to its window: which revision, by whom, why.
#[derive(Clone, Debug, PartialEq)]
pub struct SentBack {
    pub id: String,
    pub revision: u32,
    pub by: String,
    pub by_name: String,
    pub at: Moment,
    pub comments: Vec<Comment>,
}

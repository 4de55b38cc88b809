//! The decision's words on the wire: what its paper says, what it rests on, and what came for each
//! row of the checklist.
//!
//! Invariant: all of it is beside what an office judges by. An office that does not know these words
//! passes them over, and its digest and its answer are the same.

use counter_core::case::PaperCount;
use counter_core::date::Date;
use counter_core::private::Private;
use serde::{Deserialize, Serialize};

/// What a decision says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct DecisionWords {
    /// What a correction notice asks for, all of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultWire>,
    /// As printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Private>,
    /// As printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<String>,
    /// Whose matter it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_office: Option<Private>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<PromiseWire>,
    /// What the window answered after its day, in this case so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<LateWire>,
    /// The papers that were issued before this decision; its own are made after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PaperWire>,
    /// What of the notices so far is here by the clerk's word alone, for it is neither row nor field.
    /// None from stations before 0.7.0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionWire>,
    /// 再次补正告知: of a notice after one that was given. None from stations before 0.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further: Option<FurtherWire>,
}

/// What a further notice names that did not come after the one before, and why it is told only now.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherWire {
    /// Places in `faults`, from 0. All others lie on pages, certificates or fields that came since.
    pub seen_before: Vec<u32>,
    /// Of the supervisor who consented, where there is any of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Private>,
}

/// One thing to put right.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FaultWire {
    /// Row of the checklist or field of the form, by its id, where it is one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub name: Private,
    pub problem: Private,
    /// How to put it right.
    #[serde(default, skip_serializing_if = "Private::is_empty")]
    pub fix: Private,
    /// Why something is asked for that is not on the citizen's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Private>,
}

/// Who said, and when, that what a line of a notice asked for is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionWire {
    /// As on the notice.
    pub name: Private,
    pub clerk: String,
    pub at: jiff::Timestamp,
}

/// Until when it will be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseWire {
    /// As printed.
    pub text: String,
    /// The day, where the text names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// Counted on a calendar that is not known yet (暂定).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// A step after its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateWire {
    /// Which limit ran: `correction_notice`, `on_the_spot`, `promise` ….
    pub kind: String,
    pub due: Date,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    pub on: Date,
}

/// A paper that was issued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperWire {
    pub form: String,
    /// Names the part of the manifest that it is, if it is one.
    pub sha256: String,
    /// As it stands on the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub issued_at: jiff::Timestamp,
    /// How often it came out of a printer; from stations before 0.7.0, or was kept as a file.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub prints: u32,
    /// How often it was kept as a file, for want of a printer.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub saves: u32,
}

/// What came for a row of the checklist, and where it is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct IntakeWire {
    #[serde(default, skip_serializing_if = "PaperCount::is_empty")]
    pub papers: PaperCount,
    /// Pages under the row.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pages: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckWire>,
    /// `held` or `returned`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custody: Option<String>,
    /// Where what is held lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Private>,
    /// Of the citizen's copies; `custody` and `place` are of originals and objects. None from stations
    /// before 0.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies_custody: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies_place: Option<Private>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Private>,
}

/// Who compared the original with the pages, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckWire {
    pub clerk: String,
    pub at: jiff::Timestamp,
}

impl DecisionWords {
    /// What people or settings wrote.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let faults = self.faults.iter().flat_map(|fault| {
            [&fault.name, &fault.problem, &fault.fix].into_iter().chain(&fault.reason)
        });
        let came = self.corrections.iter().map(|correction| &correction.name);
        let further = self.further.iter().flat_map(|further| &further.reason);
        let private = faults.chain(&self.reasons).chain(&self.right_office);
        let private = private.chain(came).chain(further);
        let private = private.map(Private::expose);
        let promise = self.promise.iter().map(|promise| &promise.text);
        private.chain(self.remedies.iter().chain(promise).map(String::as_str))
    }
}

impl IntakeWire {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.place.iter().chain(&self.copies_place).chain(&self.problem).map(Private::expose)
    }
}

fn is_zero(count: &u32) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_none_of_is_not_sent() {
        let text = |value: &DecisionWords| serde_json::to_string(value).unwrap();
        assert_eq!(text(&DecisionWords::default()), "{}");
        assert_eq!(serde_json::to_string(&IntakeWire::default()).unwrap(), "{}");
        let fault =
            FaultWire {
                name: "户口簿".into(), problem: "缺页".into(), ..FaultWire::default()
            };
        let words = DecisionWords { faults: vec![fault], ..DecisionWords::default() };
        assert_eq!(text(&words), r#"{"faults":[{"name":"户口簿","problem":"缺页"}]}"#);
        assert_eq!(serde_json::from_str::<DecisionWords>(&text(&words)).unwrap(), words);
    }

    #[test]
    fn nothing_of_what_people_wrote_is_told_by_debug() {
        let private = || Private::new("陈示例");
        let fault = FaultWire {
            name: private(),
            problem: private(),
            fix: private(),
            reason: Some(private()),
            ..FaultWire::default()
        };
        let words = DecisionWords {
            faults: vec![fault],
            reasons: vec![private()],
            right_office: Some(private()),
            corrections: vec![CorrectionWire {
                name: private(),
                clerk: "1001".into(),
                at: jiff::Timestamp::UNIX_EPOCH,
            }],
            further: Some(FurtherWire { seen_before: vec![0], reason: Some(private()) }),
            ..DecisionWords::default()
        };
        let intake = IntakeWire {
            place: Some(private()),
            problem: Some(private()),
            ..IntakeWire::default()
        };
        assert!(!format!("{words:?} {intake:?}").contains('陈'));
    }
}

//! What the deciding office tells the window of a case's way after it was accepted: special
//! procedures, an extension, the decision, the handing over. Not the window's own acts: those are
//! revisions.

use counter_core::case::Step;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

/// Body of `POST /cases/{case}/steps`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepRequest {
    /// Made by the caller: a repeat under the same id is the same step.
    pub id: Uuid,
    pub step: Step,
}

/// A step as the office entered it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepWire {
    /// Grows over all cases: a station asks for what came after the last one it heard.
    pub seq: u64,
    pub id: Uuid,
    pub case: Uuid,
    pub number: String,
    /// Number and name of who entered it.
    pub by: String,
    pub by_name: String,
    pub at: jiff::Timestamp,
    pub step: StepText,
}

/// A step as it came, to the byte: a kind that this program does not know keeps nobody from hearing
/// the next one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepText(Box<RawValue>);

impl StepText {
    /// None for a kind, or a form of it, that this program does not know.
    pub fn read(&self) -> Option<Step> {
        serde_json::from_str(self.0.get()).ok()
    }

    pub fn text(&self) -> &str {
        self.0.get()
    }
}

impl TryFrom<&Step> for StepText {
    type Error = serde_json::Error;

    fn try_from(step: &Step) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(step).map(Self)
    }
}

impl PartialEq for StepText {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_of_an_unknown_kind_is_heard_as_it_came_and_so_is_the_next() {
        let step = |id: u32, step: &str| {
            format!(
                r#"{{"seq":{id},"id":"6f0c0c5e-0000-4000-8000-00000000000{id}","case":"6f0c0c5e-0000-4000-8000-00000000000a",
                "number":"示例 1","by":"2001","by_name":"示例审查员","at":"2026-12-01T10:00:00Z","step":{step}}}"#
            )
        };
        let unknown = r#"{"kind":"moved_on","to":{"office":"示例局","n":1.50}}"#;
        let delivered = r#"{"kind":"delivered","on":"2026-12-01"}"#;
        let list = format!("[{},{}]", step(1, unknown), step(2, delivered));
        let steps: Vec<StepWire> = serde_json::from_str(&list).unwrap();
        assert_eq!((steps[0].step.text(), steps[0].step.read()), (unknown, None));
        assert!(matches!(steps[1].step.read(), Some(Step::Delivered { .. })));
        let back = StepText::try_from(&steps[1].step.read().unwrap()).unwrap();
        assert_eq!(back, steps[1].step);
    }
}

//! How long an item may take, as the catalogue says it. Not the counting: that is the clock.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    #[serde(default)]
    pub legal_days: Option<u32>,
    #[serde(default)]
    pub promise_days: Option<u32>,
    /// Working days, as 行政许可法 art. 82 has it, unless the catalogue says calendar days.
    #[serde(default = "yes")]
    pub working: bool,
    /// Calendar days that end on a day off go on to the next working day (民法典 art. 203), unless the
    /// item's own rule says otherwise; of no meaning for working days.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub rolls: bool,
    #[serde(default)]
    pub text: Option<String>,
    /// Read in a source, not general knowledge.
    #[serde(default)]
    pub official: bool,
    /// Stands in where no promise is named; never the promise itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<LimitClass>,
    /// Whose time is not counted; the item names it beforehand, the office says when it begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special: Vec<SpecialProcedure>,
}

/// A procedure of the item that takes time of its own (特殊环节), 现场核查.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialProcedure {
    pub name: String,
    pub days: u32,
    #[serde(default = "yes")]
    pub working: bool,
}

impl Limit {
    /// The whole as people read it: the text, then what is not counted.
    pub fn describe(&self) -> Option<String> {
        let special = self.special.iter().map(SpecialProcedure::describe);
        let parts: Vec<String> = self.text.iter().cloned().chain(special).collect();
        (!parts.is_empty()).then(|| parts.join("；"))
    }

    /// The days the catalogue itself names: the promise, else the legal limit.
    pub fn named_days(&self) -> Option<u32> {
        self.promise_days.or(self.legal_days)
    }
}

/// How one counter sorted its items by their time [G]: a setting of the pack, not a rule that is in
/// force anywhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitClass {
    /// Done by the clerk the same day.
    Simple,
    /// One level decides.
    General,
    /// District and city decide, within one limit for both.
    CrossLevel,
    /// Within the statutory limit, nothing shorter.
    Special,
}

impl LimitClass {
    /// Working days from acceptance, 0 for the same day; none where only the statute limits.
    pub fn class_days(self) -> Option<u32> {
        match self {
            Self::Simple => Some(0),
            Self::General => Some(5),
            Self::CrossLevel => Some(10),
            Self::Special => None,
        }
    }
}

impl SpecialProcedure {
    fn describe(&self) -> String {
        let unit = if self.working { "个工作日" } else { "日" };
        format!("{} {} {unit}，不计入办理时限", self.name, self.days)
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_counted_stands_behind_the_text() {
        let describe =
            |json: serde_json::Value| serde_json::from_value::<Limit>(json).unwrap().describe();
        assert_eq!(describe(serde_json::json!({ "legal_days": 20 })), None);
        let check = serde_json::json!([{ "name": "实地核查", "days": 3 }]);
        assert_eq!(
            describe(serde_json::json!({ "text": "可延长 10 个工作日", "special": check }))
                .as_deref(),
            Some("可延长 10 个工作日；实地核查 3 个工作日，不计入办理时限")
        );
        let notice = serde_json::json!([{ "name": "公示", "days": 7, "working": false }]);
        assert_eq!(
            describe(serde_json::json!({ "special": notice })).as_deref(),
            Some("公示 7 日，不计入办理时限")
        );
    }
}

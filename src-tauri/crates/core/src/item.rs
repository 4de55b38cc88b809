//! What the catalogue says about an item: situations, materials, limits. Pure data, parsed elsewhere.
//! Not the evaluation for one citizen: that is [`checklist`].

mod checklist;
mod situation;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use checklist::{Row, RowNeed, Why, checklist, questions_open, questions_unanswered, unknown_answers};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub everyday: Vec<String>,
    pub department: String,
    /// Power category, e.g. `05` 行政给付, `07` 行政确认, `21` 公共服务.
    pub task_type: String,
    pub project_type: ProjectType,
    #[serde(default)]
    pub for_whom: ForWhom,
    #[serde(default)]
    pub legacy: Option<Legacy>,
    #[serde(default)]
    pub fee: Option<String>,
    #[serde(default)]
    pub limit: Option<Limit>,
    /// Whether 行政许可法 art. 32 governs receipt: five working days to say what is missing.
    #[serde(default)]
    pub article32: bool,
    #[serde(default)]
    pub conditions: Vec<String>,
    #[serde(default)]
    pub questions: Vec<Question>,
    #[serde(default)]
    pub materials: Vec<MaterialDef>,
    /// Id of the form.
    pub form: String,
    /// Acceptance points for the whole item (收件要点).
    #[serde(default)]
    pub points: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub redirect: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectType {
    /// 即办件: done while the citizen waits, or the same day.
    #[serde(alias = "即办件")]
    OnTheSpot,
    /// 承诺件: examined, with a promised day.
    #[serde(alias = "承诺件")]
    Commitment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ForWhom {
    #[default]
    Person,
    Firm,
    Both,
}

/// An item that is no longer issued, and what to use instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legacy {
    pub note: String,
    /// Item id.
    #[serde(default)]
    pub instead: Option<String>,
}

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
    #[serde(default)]
    pub text: Option<String>,
    /// Read in a source, not general knowledge.
    #[serde(default)]
    pub official: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub text: String,
    pub options: Vec<Choice>,
    /// `question.option`; asked when any of them is chosen, always when empty.
    #[serde(default)]
    pub ask_when: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MaterialDef {
    pub id: String,
    pub name: String,
    /// 1 certificate, 2 form, 3 other.
    #[serde(default)]
    pub kind: u8,
    /// How many originals.
    #[serde(default)]
    pub original: u32,
    /// How many copies.
    #[serde(default)]
    pub copy: u32,
    /// 10 the applicant's own, 20 issued by an authority, 99 other.
    #[serde(default)]
    pub source: u8,
    #[serde(default)]
    pub need: Need,
    #[serde(default)]
    pub accept: Accept,
    /// `question.option`; needed when any of them is chosen, always when empty.
    #[serde(default)]
    pub when: Vec<String>,
    /// `question.option`; needed only when all of them are chosen.
    #[serde(default)]
    pub when_all: Vec<String>,
    /// At least one member of the group satisfies it.
    #[serde(default)]
    pub any_group: Option<String>,
    /// Kind of electronic certificate that may replace the paper.
    #[serde(default)]
    pub cert: Option<String>,
    #[serde(default)]
    pub official: bool,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub points: Vec<String>,
    #[serde(default)]
    pub supply: Supply,
    /// Whose card, for [`Supply::Chip`].
    #[serde(default)]
    pub person: Option<PersonRole>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    #[default]
    Required,
    Optional,
    /// 容缺后补: may follow.
    Later,
}

/// What is kept and what is only looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accept {
    #[default]
    #[serde(alias = "orig")]
    Original,
    #[serde(alias = "see")]
    SeeAndCopy,
    #[serde(alias = "seeonly")]
    SeeOnly,
    Copy,
    Both,
}

/// How the material reaches the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Supply {
    #[default]
    Paper,
    /// Satisfied by reading the person's card.
    Chip,
    /// The application form this program typesets.
    Form,
    /// A thing, such as a photograph.
    Object,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    Applicant,
    Spouse,
    Guardian,
    Agent,
    LegalRepresentative,
    PersonInCharge,
}

fn yes() -> bool {
    true
}

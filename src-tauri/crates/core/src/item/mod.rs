//! What the catalogue says about an item: situations, materials, limits. Pure data, parsed
//! elsewhere. Not the evaluation for one citizen: that is [`build_checklist`].

mod age_day;
mod checklist;
mod condition;
mod copies;
mod entrustment;
mod known;
mod limit;
mod order;
mod signature;
mod situation;
mod terms;
#[cfg(test)]
mod tests;
mod visits;
mod window;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::time::date::Date;

pub use age_day::{AgeDay, AgeOn};
pub use checklist::{
    Row, RowNeed, Why, build_checklist, known_answers, questions_open, questions_unanswered,
    unknown_answers,
};
pub use condition::{Comparison, Condition, ConditionError, Is, LONGEST, Tree, Value};
pub use copies::{CopyBy, NO_COPY_NEEDED, copy_by};
pub use entrustment::{DecisionPoint, Entrustment};
pub use known::{AGE, AGENT, FACTS, FactDef, HELD, KIND, LIBRARY, SEX, find_fact, library_fact};
pub use limit::{Limit, LimitClass, SpecialProcedure};
pub use order::asking_order;
pub use signature::SignatureRule;
pub use terms::{Requirement, Terms, find_expired_card_rule, judge_requirements, settle_item};
pub use visits::PromisedVisits;
pub use window::{NotThisWindow, WindowScope};

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
    /// Whether that form is signed before the case is accepted.
    #[serde(default, skip_serializing_if = "SignatureRule::is_required")]
    pub signature: SignatureRule,
    /// Acceptance points for the whole item (收件要点).
    #[serde(default)]
    pub points: Vec<String>,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub redirect: Option<String>,
    /// Codes by source (`national`, `guangdong`) and the source's own field name, verbatim: they
    /// are opaque.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub law: Vec<Basis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint: Option<Joint>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<Effective>,
    /// Class of the windows that take it (窗口类别), in a word of the centre's own; nothing is known
    /// without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// 行使层级 as the source says them: `2` 省, `3` 市, `4` 县, `5` 镇, `6` 村. Nothing is known when
    /// empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// What a card that is not valid on the day is worth here; the clerk's to decide without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expired_card: Option<ExpiredCard>,
    /// Kind, limit, fee and worth of an expired card of single situations; see [`settle_item`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Terms>,
    /// What the card can say of the conditions, beside those that are words alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<Requirement>,
    /// The day on which `card.age` is taken in the conditions of this item; the day the case is
    /// opened, of a paper slip the day on which it came, without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_on: Option<AgeDay>,
    /// 委托: the counter decides in the department's name. Without one only the department decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entrustment: Option<Entrustment>,
    /// 到办事现场次数, as the place promises it; nobody promised anything without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<PromisedVisits>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiredCard {
    /// It will do, and that is a reason to go on.
    Allow,
    /// Nothing is accepted with it, whatever the reason.
    Block,
}

/// What the item rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    #[serde(default)]
    pub official: bool,
}

/// How a case of another place is handled (同城通办).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// 电子预审、物理流转: the papers follow.
    EReviewPaperTransfer,
    /// 电子审批.
    EApproval,
    /// 权限开放: decided at this counter.
    Delegated,
}

/// One intake, several departments (并联审批、联合验收).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    /// Id of the part whose department leads.
    pub lead: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub id: String,
    pub department: String,
    /// What this department does of it.
    pub name: String,
}

/// Both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effective {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Item {
    /// Whether it may be filed on this day.
    pub fn in_force(&self, day: Date) -> bool {
        let Some(Effective { from, until }) = self.effective else { return true };
        from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until)
    }

    /// Id of the form that is the material's blank: its own, or the item's where this program makes
    /// the paper.
    pub fn blank_of<'a>(&'a self, material: &'a MaterialDef) -> Option<&'a str> {
        let made_here = material.supply == Supply::Form;
        material.blank.as_deref().or(made_here.then_some(self.form.as_str()))
    }
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

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
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
pub struct Question {
    pub id: String,
    pub text: String,
    pub options: Vec<Choice>,
    /// Always asked without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask_when: Option<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    pub label: String,
    /// Facts alone: when they hold, this is the answer and nobody is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_when: Option<Condition>,
    /// Who then acts for the applicant, and has to be in the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting: Option<PersonRole>,
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
    /// Needed by everybody without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// May follow in these situations, whatever `need` says otherwise (先行办理，事后补交).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later_when: Option<Condition>,
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
    /// Ids of the departments' parts of a joint item that use it; collected once. All of them when
    /// empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// How a filled one looks, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// Id of the pack's form that is its blank; a paper made here has the item's own without saying
    /// so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<String>,
    /// The applicant's word for an agent (授权委托书): without it an agent signs no form.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub authority: bool,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    #[default]
    Required,
    Optional,
    /// 容缺后补: may follow.
    Later,
}

/// What is kept and what is only looked at.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
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
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
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

impl PersonRole {
    /// As papers call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Applicant => "申请人",
            Self::Spouse => "配偶",
            Self::Guardian => "监护人",
            Self::Agent => "代办人",
            Self::LegalRepresentative => "法定代表人",
            Self::PersonInCharge => "负责人",
        }
    }
}

//! What the counter knows without asking: facts of the card and of who stands there, beside the answers under dotted names.
//! Not where they come from: the desk reads them off the case.

/// A fact a condition may name.
pub struct FactDef {
    pub name: &'static str,
    /// As a clerk says it.
    pub label: &'static str,
    /// Compared as a whole number; otherwise only equal or not, with one of `values`.
    pub number: bool,
    pub values: &'static [&'static str],
}

/// Whole years on the day the case was opened.
pub const AGE: &str = "card.age";
pub const SEX: &str = "card.sex";
/// Kind of the applicant's document.
pub const KIND: &str = "card.kind";
/// Whether somebody acts for the applicant; known once such a person is in the case.
pub const AGENT: &str = "people.agent";

pub const FACTS: [FactDef; 4] = [
    FactDef { name: AGE, label: "申请人年龄", number: true, values: &[] },
    FactDef { name: SEX, label: "申请人性别", number: false, values: &["男", "女"] },
    FactDef {
        name: KIND,
        label: "申请人证件",
        number: false,
        values: &["resident", "hmt_residence", "foreign_pr", "hmt_permit", "taiwan_permit", "passport"],
    },
    FactDef { name: AGENT, label: "代办人在场", number: false, values: &["yes"] },
];

pub fn fact(name: &str) -> Option<&'static FactDef> {
    FACTS.iter().find(|fact| fact.name == name)
}

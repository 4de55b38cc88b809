//! What the counter knows without asking: facts of the card, of who stands there and of the
//! certificate library, beside the answers under dotted names. Not where they come from: the desk
//! reads them off the case.
//!
//! Invariant: the library says what is there, never what is not (`library.*` facts have one value).

/// A fact a condition may name.
pub struct FactDef {
    pub name: &'static str,
    /// As a clerk says it.
    pub label: &'static str,
    /// Compared as a whole number; otherwise only equal or not, with one of `values`.
    pub number: bool,
    pub values: &'static [&'static str],
}

/// Whole years on the day that the item names, else on the day the case was opened.
pub const AGE: &str = "card.age";
pub const SEX: &str = "card.sex";
/// Kind of the applicant's document.
pub const KIND: &str = "card.kind";
/// Whether somebody acts for the applicant; known once such a person is in the case.
pub const AGENT: &str = "people.agent";

/// The one value of a fact of the library: only what is there is known. None found is no "no".
pub const HELD: &str = "held";

/// The applicant's good certificates that are in the case, by kind.
pub const LIBRARY: [(&str, &str); 11] = [
    ("居住证", "library.residence_permit"),
    ("居民户口簿", "library.household_register"),
    ("残疾人证", "library.disability_certificate"),
    ("结婚证", "library.marriage_certificate"),
    ("离婚证", "library.divorce_certificate"),
    ("出生医学证明", "library.birth_certificate"),
    ("不动产权证书", "library.property_certificate"),
    ("营业执照", "library.business_licence"),
    ("健康证明", "library.health_certificate"),
    ("道路运输证", "library.transport_licence"),
    ("建筑工程施工许可证", "library.construction_permit"),
];

const fn in_library(name: &'static str, label: &'static str) -> FactDef {
    FactDef { name, label, number: false, values: &[HELD] }
}

pub const FACTS: [FactDef; 15] = [
    FactDef { name: AGE, label: "申请人年龄", number: true, values: &[] },
    FactDef { name: SEX, label: "申请人性别", number: false, values: &["男", "女"] },
    FactDef {
        name: KIND,
        label: "申请人证件",
        number: false,
        values: &[
            "resident",
            "hmt_residence",
            "foreign_pr",
            "hmt_permit",
            "taiwan_permit",
            "passport",
        ],
    },
    FactDef { name: AGENT, label: "代办人在场", number: false, values: &["yes"] },
    in_library(LIBRARY[0].1, "证照库有居住证"),
    in_library(LIBRARY[1].1, "证照库有居民户口簿"),
    in_library(LIBRARY[2].1, "证照库有残疾人证"),
    in_library(LIBRARY[3].1, "证照库有结婚证"),
    in_library(LIBRARY[4].1, "证照库有离婚证"),
    in_library(LIBRARY[5].1, "证照库有出生医学证明"),
    in_library(LIBRARY[6].1, "证照库有不动产权证书"),
    in_library(LIBRARY[7].1, "证照库有营业执照"),
    in_library(LIBRARY[8].1, "证照库有健康证明"),
    in_library(LIBRARY[9].1, "证照库有道路运输证"),
    in_library(LIBRARY[10].1, "证照库有建筑工程施工许可证"),
];

pub fn find_fact(name: &str) -> Option<&'static FactDef> {
    FACTS.iter().find(|fact| fact.name == name)
}

/// The fact that a certificate of this kind is.
pub fn library_fact(kind: &str) -> Option<&'static str> {
    LIBRARY.iter().find(|(known, _)| *known == kind).map(|(_, name)| *name)
}

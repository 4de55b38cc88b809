//! What the office found out by itself about a revision when it was filed: who decided, as far as a
//! permit proves it, and what is odd. A mark refuses nothing; a supervisor looks and clears it.

use counter_core::case::DEPARTMENT_BEGUN;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Most marks that are cleared at once.
pub const MAX_CLEARED: usize = 50;
const MAX_NAME_BYTES: usize = 64;

/// Something that an honest station can make and a supervisor should know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum FilingMark {
    /// None came along, one for another station, or one that its own installation did not bring: a
    /// station of 0.1.0, or an installation that had none for that time.
    NoPermit,
    /// Its signature is not of this office's key.
    PermitUnproven,
    /// Decided before it began or after it ended.
    PermitEnded,
    /// The office has no such account.
    UnknownClerk,
    /// The account has ended by now.
    AccountEnded,
    /// Not a clerk's nor a supervisor's, and without a mentor's proven consent: a trainee decides
    /// nothing alone.
    UnfitRole,
    /// Of a pack that the office never gave out.
    UnknownPack,
    /// The pack has no such item.
    UnknownItem,
    /// Received or decided on a day that cannot be true by the office's clock.
    DateOutOfBounds,
    /// A decision in a department's name on a case that does not stand accepted here.
    NotAccepted,
    /// A decision in a department's name on a case that was decided before.
    AlreadyDecided,
    /// Its 文号 is none that this installation was given.
    NumberNotGiven,
    /// Its 文号 is another decision's already.
    NumberUsed,
    /// Ended for corrections that never came, and the case waits for none here.
    NotNotified,
    /// A void of a case that its department had begun with: it is only a request to the department.
    DepartmentBegun,
    /// Decided at another window than the case began at, which had no claim to it then.
    ClaimEnded,
    /// One of a later office, by its name.
    Other(String),
}

impl FilingMark {
    pub const KNOWN: [FilingMark; 16] = [
        FilingMark::NoPermit,
        FilingMark::PermitUnproven,
        FilingMark::PermitEnded,
        FilingMark::UnknownClerk,
        FilingMark::AccountEnded,
        FilingMark::UnfitRole,
        FilingMark::UnknownPack,
        FilingMark::UnknownItem,
        FilingMark::DateOutOfBounds,
        FilingMark::NotAccepted,
        FilingMark::AlreadyDecided,
        FilingMark::NumberNotGiven,
        FilingMark::NumberUsed,
        FilingMark::NotNotified,
        FilingMark::DepartmentBegun,
        FilingMark::ClaimEnded,
    ];

    /// Stable, snake_case; the screen has the words.
    pub fn name(&self) -> &str {
        match self {
            Self::NoPermit => "no_permit",
            Self::PermitUnproven => "permit_unproven",
            Self::PermitEnded => "permit_ended",
            Self::UnknownClerk => "unknown_clerk",
            Self::AccountEnded => "account_ended",
            Self::UnfitRole => "unfit_role",
            Self::UnknownPack => "unknown_pack",
            Self::UnknownItem => "unknown_item",
            Self::DateOutOfBounds => "date_out_of_bounds",
            Self::NotAccepted => "not_accepted",
            Self::AlreadyDecided => "already_decided",
            Self::NumberNotGiven => "number_not_given",
            Self::NumberUsed => "number_used",
            Self::NotNotified => "not_notified",
            Self::DepartmentBegun => DEPARTMENT_BEGUN,
            Self::ClaimEnded => "claim_ended",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for FilingMark {
    fn from(name: String) -> Self {
        let mark = Self::KNOWN.into_iter().find(|mark| mark.name() == name);
        mark.unwrap_or(Self::Other(name))
    }
}

impl From<FilingMark> for String {
    fn from(mark: FilingMark) -> String {
        mark.name().to_owned()
    }
}

/// Who decided, as the office itself can prove it. Nobody can be named as author without a permit
/// for that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The clerk's number.
    pub clerk: String,
    /// As the account had it when the case was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As the permit has it.
    pub role: String,
    pub installation: Uuid,
    pub from: Timestamp,
    pub until: Timestamp,
    /// Number of the mentor who agreed, where a permit of theirs proves that they could.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented_by: Option<String>,
}

/// A revision of a case with what was odd of it and nobody has cleared yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionMarks {
    pub revision: u32,
    pub marks: Vec<FilingMark>,
}

/// Body of `POST /cases/{case}/revisions/{n}/marks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClearMarks {
    /// Those that were looked into. What the revision does not have is passed over.
    pub cleared: Vec<FilingMark>,
}

impl ClearMarks {
    pub fn is_possible(&self) -> bool {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        let is_name =
            |name: &str| (1..=MAX_NAME_BYTES).contains(&name.len()) && name.bytes().all(fits);
        self.cleared.len() <= MAX_CLEARED && self.cleared.iter().all(|mark| is_name(mark.name()))
    }
}

/// Its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarksLeft {
    pub marks: Vec<FilingMark>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_travels_by_its_name_and_a_later_one_is_kept_as_it_came() {
        for mark in FilingMark::KNOWN {
            let text = serde_json::to_string(&mark).unwrap();
            assert_eq!(text, format!("\"{}\"", mark.name()));
            assert_eq!(serde_json::from_str::<FilingMark>(&text).unwrap(), mark);
            assert!(crate::OPENAPI.contains(&format!("`{}`", mark.name())), "{text}");
        }
        let later: FilingMark = serde_json::from_str("\"seen_twice\"").unwrap();
        assert_eq!(later, FilingMark::Other("seen_twice".into()));
        assert_eq!(serde_json::to_string(&later).unwrap(), "\"seen_twice\"");
    }

    #[test]
    fn what_is_no_mark_is_not_cleared() {
        let cleared = |names: Vec<&str>| ClearMarks {
            cleared: names.into_iter().map(|name| FilingMark::from(name.to_owned())).collect(),
        };
        assert!(cleared(vec![]).is_possible());
        assert!(cleared(vec!["no_permit"; MAX_CLEARED]).is_possible());
        assert!(!cleared(vec!["no_permit"; MAX_CLEARED + 1]).is_possible());
        for bad in ["", "No", "é", "a b", &"a".repeat(65)] {
            assert!(!cleared(vec![bad]).is_possible(), "{bad}");
        }
        assert!(crate::OPENAPI.contains(&format!(
            "maxItems: {MAX_CLEARED}, items: {{$ref: \"#/components/schemas/FilingMark"
        )));
    }
}

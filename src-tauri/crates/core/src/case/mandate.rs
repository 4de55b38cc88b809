//! By what, how far and until when somebody acts for the applicant: as the paper says that the
//! clerk was shown. Nothing of it is assumed.
use crate::identity::private::Private;
use crate::item::PersonRole;
use crate::time::date::Date;
use serde::{Deserialize, Serialize};

/// By what somebody acts for the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateGround {
    /// 委托: the applicant's own word, in a letter of authority (民法典 art. 165).
    Letter,
    /// 父母 of an applicant under age (arts. 17, 27), until they are of age.
    Parent,
    /// 其他监护人, by the paper that shows it (arts. 27, 28).
    OtherGuardian,
    /// 居（村）委会, by its letter.
    Committee,
}

impl MandateGround {
    /// Those of a role; none of whoever acts by no ground that is asked for.
    pub fn of_role(role: PersonRole) -> &'static [MandateGround] {
        match role {
            PersonRole::Agent => &[Self::Letter, Self::Committee],
            PersonRole::Guardian => &[Self::Parent, Self::OtherGuardian, Self::Committee],
            PersonRole::Applicant
            | PersonRole::Spouse
            | PersonRole::LegalRepresentative
            | PersonRole::PersonInCharge => &[],
        }
    }

    /// Its paper is named with it. A letter of authority has its own row; a parent needs none.
    pub fn names_paper(self) -> bool {
        matches!(self, Self::OtherGuardian | Self::Committee)
    }
}

/// Until when, as the clerk chose it. Without one it is not on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandateEnd {
    /// 办结为止. A program of before 0.7.0 reads it as no day, so that it stops at the entry.
    CaseEnd,
    /// The last day.
    #[serde(untagged)]
    Day(Date),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mandate {
    pub extent: Private,
    /// None in journals of before 0.7.0, where the clerk could leave it empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<MandateEnd>,
    /// None in journals of before 0.7.0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<MandateGround>,
    /// The paper that shows the ground, where that names one.
    #[serde(default, skip_serializing_if = "Private::is_empty")]
    pub paper: Private,
}

impl Mandate {
    pub fn last_day(&self) -> Option<Date> {
        match self.until? {
            MandateEnd::CaseEnd => None,
            MandateEnd::Day(day) => Some(day),
        }
    }

    /// Good on its last day, like a card.
    pub fn is_past(&self, today: Date) -> bool {
        self.last_day().is_some_and(|last_day| last_day < today)
    }

    /// Its end is on record, and a ground that somebody of this role may have.
    pub fn is_whole(&self, role: PersonRole) -> bool {
        let grounds = MandateGround::of_role(role);
        self.until.is_some() && self.ground.is_some_and(|ground| grounds.contains(&ground))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn mandate(until: Option<MandateEnd>) -> Mandate {
        Mandate { extent: "办理本事项".into(), until, ground: None, paper: Private::default() }
    }

    #[test]
    fn a_mandate_is_good_on_its_last_day() {
        let day = |day: Date| mandate(Some(MandateEnd::Day(day)));
        let today = date(2026, 11, 30);
        assert!(!mandate(None).is_past(today) && !day(today).is_past(today));
        assert!(!mandate(Some(MandateEnd::CaseEnd)).is_past(today));
        assert!(day(date(2026, 11, 29)).is_past(today));
    }

    #[test]
    fn an_entry_of_before_there_was_a_choice_is_read_and_written_as_it_was() {
        for (json, until) in [
            (r#"{"extent":"办理本事项"}"#, None),
            (
                r#"{"extent":"办理本事项","until":"2026-12-31"}"#,
                Some(MandateEnd::Day(date(2026, 12, 31))),
            ),
        ] {
            let old: Mandate = serde_json::from_str(json).unwrap();
            assert_eq!(old, mandate(until));
            assert!(!old.is_whole(PersonRole::Agent));
            assert_eq!(serde_json::to_string(&old).unwrap(), json);
        }
    }

    #[test]
    fn until_the_case_ends_is_a_word_that_is_no_day() {
        let whole = Mandate {
            ground: Some(MandateGround::OtherGuardian),
            paper: "监护关系证明".into(),
            ..mandate(Some(MandateEnd::CaseEnd))
        };
        let value = serde_json::to_value(&whole).unwrap();
        assert_eq!(
            (&value["until"], &value["ground"]),
            (&"case_end".into(), &"other_guardian".into())
        );
        assert!(serde_json::from_value::<Date>(value["until"].clone()).is_err(), "an older reader");
        assert_eq!(serde_json::from_value::<Mandate>(value).unwrap(), whole);
        assert!(whole.is_whole(PersonRole::Guardian) && !whole.is_whole(PersonRole::Agent));
    }
}

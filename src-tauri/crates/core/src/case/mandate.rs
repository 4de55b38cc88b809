//! What somebody who acts for the applicant may do, and until when: as the authority says that the
//! clerk was shown. Nothing of it is assumed.
use crate::identity::private::Private;
use crate::time::date::Date;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mandate {
    pub extent: Private,
    /// Its last day; none where the authority names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Mandate {
    /// Good on its last day, like a card.
    pub fn is_past(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_mandate_is_good_on_its_last_day() {
        let until = |day: Option<Date>| Mandate { extent: "办理本事项".into(), until: day };
        let today = date(2026, 11, 30);
        assert!(!until(None).is_past(today) && !until(Some(today)).is_past(today));
        assert!(until(Some(date(2026, 11, 29))).is_past(today));
        let mandate: Mandate = serde_json::from_str(r#"{"extent":"办理本事项"}"#).unwrap();
        assert_eq!(mandate, until(None));
        assert_eq!(serde_json::to_string(&mandate).unwrap(), r#"{"extent":"办理本事项"}"#);
    }
}

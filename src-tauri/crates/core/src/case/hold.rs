//! A case put aside: why, and where the originals are meanwhile. Not who may: that is `state`.
use crate::identity::private::Private;
use crate::time::date::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// Gone to make copies.
    Copying,
    /// Waiting for a call from the family.
    Call,
    /// Gone to fetch what is missing.
    Fetching,
    Other,
    /// 待值班长同意作废: no supervisor was to be had; the receipts that were given out stand.
    VoidConsent,
    /// 待签字: the citizen was gone when the case was opened again under the right item, and was
    /// telephoned; it is completed when they come to sign.
    Signature,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Originals {
    WithOwner,
    AtWindow,
    NoOriginals,
}

/// The hold a case is under now.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    pub reason: HoldReason,
    pub note: Option<Private>,
    pub originals: Originals,
    pub since: Moment,
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::case::fact::Fact;
    use crate::case::journal::Chain;
    use crate::state::{Action, Role, Status, is_allowed};

    fn at(minute: i64) -> Moment {
        Moment::from_millis(1_790_000_000_000 + minute * 60_000)
    }

    fn opened() -> Case {
        let mut case = Case::empty(at(0));
        let fact = Fact::Opened {
            station: "示例".into(),
            window: "3号窗".into(),
            pack_version: "1".into(),
            chain: Chain::Second,
            continues: None,
        };
        case.apply(&fact, at(0), "1001");
        case
    }

    #[test]
    fn a_hold_ends_where_it_began() {
        let mut case = opened();
        case.apply(&Fact::SectionOpened { section: 3 }, at(1), "1001");
        let held =
            Fact::Held { reason: HoldReason::Copying, note: None, originals: Originals::AtWindow };
        case.apply(&held, at(2), "1001");
        assert_eq!(case.hold.as_ref().map(|hold| hold.since), Some(at(2)));
        case.apply(&Fact::Resumed, at(9), "1002");
        assert!(case.hold.is_none());
        assert_eq!((case.section, case.status), (3, Status::Draft));
    }

    #[test]
    fn what_is_not_over_can_wait() {
        for status in [Status::Draft, Status::Received, Status::Correction, Status::Returned] {
            assert!(is_allowed(status, Role::Clerk, Action::Hold), "{status:?}");
        }
        for status in [
            Status::Accepted,
            Status::Refused,
            Status::Redirected,
            Status::Completed,
            Status::Voided,
        ] {
            assert!(!is_allowed(status, Role::Supervisor, Action::Hold), "{status:?}");
        }
    }

    #[test]
    fn the_opener_stays_named_when_a_colleague_acts() {
        let mut case = opened();
        case.apply(&Fact::TakenOver { from: "1001".into(), to: "1002".into() }, at(1), "1002");
        assert_eq!((case.clerk.as_str(), case.acting_clerk()), ("1001", "1002"));
    }

    #[test]
    fn only_a_slip_moves_the_time_of_the_stamp() {
        let mut stamped = opened();
        stamped.apply(&Fact::Received, at(5), "1001");
        assert_eq!(stamped.received, Some(at(5)));
        let mut slip = opened();
        slip.apply(&Fact::SlipNoted { slip: "0007".into(), received_at: at(-600) }, at(1), "1001");
        assert_eq!(slip.received, None, "a slip alone is no receipt");
        slip.apply(&Fact::Received, at(5), "1001");
        assert_eq!(slip.received, Some(at(-600)));
    }
}

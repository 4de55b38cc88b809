//! One table: which status of a case allows which action to whom. Not the doing: that is a journal
//! entry. What the table says stands in `tests/states.txt`, to be read whole.

mod not_built;

pub use not_built::NOT_BUILT;

use serde::{Deserialize, Serialize};

/// Where a case stands for the citizen and the law.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Draft,
    /// Papers handed over and kept: a deliberate, stamped act. The legal clock counts from it.
    Received,
    /// A correction notice is out; the next step is the citizen's.
    Correction,
    Accepted,
    /// 容缺受理: accepted, and papers that may follow are promised by a day.
    Deferred,
    /// 逾期视为受理: nobody answered in time, so it stands accepted, and papers are still asked for
    /// (补交).
    Deemed,
    /// 不予受理.
    Refused,
    /// Not our office; the right one was named.
    Redirected,
    /// 退件待处理: a supervisor sent it back to the window with comments; the clerk amends it and
    /// decides again.
    Returned,
    /// 拒收待改: the office does not take the newest submission; pages and words are put right, the
    /// decision stands.
    Replacing,
    /// 办结: the deciding office decided, or the counter in its name.
    Completed,
    /// 撤回: the deciding office ended it, as the applicant had asked.
    Withdrawn,
    /// 逾期未补: ended at the window, as the corrections never came by the day that the notice stated.
    Lapsed,
    /// Opened by mistake or abandoned, with a reason.
    Voided,
}

/// Where a case stands on its way to the office.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Nothing to send yet.
    #[default]
    None,
    Queued,
    Sending,
    /// The office gave its number and waits for the materials.
    AwaitingMaterials,
    /// The office has verified every digest. Only now may anything be purged.
    Acknowledged,
    Refused,
    /// Set aside and visible; the rest of the queue goes on.
    Parked,
    /// A later revision went in its place.
    Replaced,
    /// 纸质移交: what the office did not take was handed over on paper.
    HandedOver,
}

impl Delivery {
    /// Nothing more becomes of it.
    pub fn is_settled(self) -> bool {
        matches!(self, Delivery::Acknowledged | Delivery::Replaced | Delivery::HandedOver)
    }

    /// Only a person can help.
    pub fn is_set_aside(self) -> bool {
        matches!(self, Delivery::Refused | Delivery::Parked)
    }
}

/// What a person may do. What a trainee or trainer may do only with a mentor's consent, and who may
/// open which session, is decided elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Clerk,
    Supervisor,
    Trainer,
    Trainee,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// People, item, answers, pages and form.
    Edit,
    /// Put the case aside, with a reason.
    Hold,
    /// Stamp the receipt of the papers.
    Receive,
    /// Stamp that all of what the notice asked for came in.
    ReceiveCorrections,
    Accept,
    /// Accept although papers that may follow are missing (容缺受理).
    Defer,
    /// Give promised papers a later day: needs a supervisor's reason.
    ExtendDeferral,
    NotifyCorrection,
    /// A further correction notice on what came after the one before alone.
    NotifyNew,
    /// A further correction notice on anything that was there: needs a supervisor's reason.
    NotifyAgain,
    Refuse,
    Redirect,
    /// Send the case back to its window, with comments (退件).
    Return,
    Submit,
    /// Put right what the office does not take; the decision stands.
    Replace,
    /// Hand over on paper what the office does not take.
    HandOver,
    /// Print a paper of the case, also again (补打).
    Reprint,
    /// Record where an original is: kept, or back with its owner.
    GiveBackOriginal,
    /// End what was not decided, with a reason.
    Abandon,
    /// Tell the office that the applicant asks to withdraw (撤回申请).
    AskWithdrawal,
    /// Decide in the department's name what it has entrusted (委托).
    DecideForDepartment,
    /// End the case, as the corrections never came by the day that its notice stated (逾期未补); also
    /// note before that the applicant was told.
    Lapse,
    /// 作废重开: make an accepted case void, as of the wrong item: needs a supervisor's consent.
    Void,
    /// Put it aside until a supervisor is to be had for that.
    AwaitVoid,
}

use Action::{
    Abandon, Accept, AskWithdrawal, AwaitVoid, DecideForDepartment, Defer, Edit, ExtendDeferral,
    GiveBackOriginal, HandOver, Hold, Lapse, NotifyAgain, NotifyCorrection, NotifyNew, Receive,
    ReceiveCorrections, Redirect, Refuse, Replace, Reprint, Return, Submit, Void,
};

/// The table. In each row the last actions, as many as the number says, are for a supervisor only.
const TABLE: [(Status, &[Action], usize); 14] = [
    (Status::Draft, &[Edit, Hold, Receive, Redirect, GiveBackOriginal, Abandon], 0),
    // Abandon: the applicant withdraws; papers go back, the stamp and the reason stay in the
    // journal.
    (
        Status::Received,
        &[
            Edit,
            Hold,
            Accept,
            Defer,
            NotifyCorrection,
            Refuse,
            Redirect,
            Submit,
            Reprint,
            GiveBackOriginal,
            Abandon,
        ],
        0,
    ),
    // The corrections come in: pages and fields are added, then the case is decided again.
    (
        Status::Correction,
        &[
            Edit,
            Hold,
            ReceiveCorrections,
            Accept,
            Defer,
            NotifyNew,
            Refuse,
            Submit,
            Replace,
            HandOver,
            Reprint,
            GiveBackOriginal,
            Lapse,
            Return,
            NotifyAgain,
        ],
        2,
    ),
    // The promised papers come in: added, then the case is accepted again, whole or with what is
    // still to come.
    (
        Status::Deferred,
        &[
            Edit,
            Hold,
            Accept,
            Defer,
            Submit,
            Replace,
            HandOver,
            Reprint,
            GiveBackOriginal,
            AskWithdrawal,
            AwaitVoid,
            Return,
            ExtendDeferral,
            Void,
        ],
        3,
    ),
    // What was left unanswered is accepted; papers that come are added, and it is accepted again.
    (
        Status::Deemed,
        &[
            Edit,
            Hold,
            Accept,
            Submit,
            Replace,
            HandOver,
            Reprint,
            GiveBackOriginal,
            AskWithdrawal,
            AwaitVoid,
            Return,
            Void,
        ],
        2,
    ),
    (
        Status::Accepted,
        &[
            Submit,
            Replace,
            HandOver,
            Reprint,
            GiveBackOriginal,
            AskWithdrawal,
            DecideForDepartment,
            AwaitVoid,
            Return,
            Void,
        ],
        2,
    ),
    (Status::Refused, &[Submit, Replace, HandOver, Reprint, GiveBackOriginal, Return], 1),
    (Status::Redirected, &[Submit, Replace, HandOver, Reprint, GiveBackOriginal, Return], 1),
    // The decision was given out on paper: it is not taken anew, only what goes to the office is.
    (Status::Replacing, &[Edit, Hold, Submit, HandOver, Reprint, GiveBackOriginal], 0),
    // Any decision may be the right one after a second look; which notice it is says
    // `Case::action_of`. What was redirected before its papers were received is received now. What had
    // been accepted is accepted again or made void (`Case::may_state`).
    (
        Status::Returned,
        &[
            Edit,
            Hold,
            Receive,
            Accept,
            Defer,
            NotifyCorrection,
            NotifyNew,
            Refuse,
            Redirect,
            Submit,
            Reprint,
            GiveBackOriginal,
            AwaitVoid,
            NotifyAgain,
            Void,
        ],
        2,
    ),
    (Status::Completed, &[Submit, HandOver, Reprint, GiveBackOriginal], 0),
    (Status::Withdrawn, &[Submit, HandOver, Reprint, GiveBackOriginal], 0),
    (Status::Lapsed, &[Submit, HandOver, Reprint, GiveBackOriginal], 0),
    // Voiding does not make originals or papers disappear.
    (Status::Voided, &[Submit, HandOver, Reprint, GiveBackOriginal], 0),
];

/// What a role may do with a case in a status.
pub fn allowed_actions(status: Status, role: Role) -> &'static [Action] {
    let Some((_, actions, supervised)) = TABLE.iter().find(|row| row.0 == status) else {
        return &[];
    };
    match role {
        Role::Supervisor => actions,
        Role::Clerk | Role::Trainer | Role::Trainee => {
            actions.split_at(actions.len().saturating_sub(*supervised)).0
        }
    }
}

pub fn is_allowed(status: Status, role: Role, action: Action) -> bool {
    allowed_actions(status, role).contains(&action)
}

/// The status an action leads to, if it changes any. Ask [`is_allowed`] first.
pub fn leads_to(action: Action) -> Option<Status> {
    match action {
        Receive => Some(Status::Received),
        Accept => Some(Status::Accepted),
        Defer | ExtendDeferral => Some(Status::Deferred),
        NotifyCorrection | NotifyNew | NotifyAgain => Some(Status::Correction),
        Refuse => Some(Status::Refused),
        Redirect => Some(Status::Redirected),
        Return => Some(Status::Returned),
        Replace => Some(Status::Replacing),
        Abandon => Some(Status::Voided),
        DecideForDepartment => Some(Status::Completed),
        Lapse => Some(Status::Lapsed),
        ReceiveCorrections | Edit | Hold | Submit | HandOver | Reprint | GiveBackOriginal
        | AskWithdrawal | Void | AwaitVoid => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::code::variant_code;

    const ROLES: [Role; 4] = [Role::Clerk, Role::Supervisor, Role::Trainer, Role::Trainee];
    const NOTICES: [Action; 3] = [NotifyCorrection, NotifyNew, NotifyAgain];

    /// The whole table, a status after the other: each action with those who may take it, and where
    /// it leads.
    fn describe_table() -> String {
        let mut text = String::new();
        for (status, actions, _) in TABLE {
            text += &format!("{}\n", variant_code(&status));
            for action in actions {
                let may = |role: &Role| is_allowed(status, *role, *action);
                let roles: Vec<String> =
                    ROLES.iter().filter(|role| may(role)).map(variant_code).collect();
                let next = leads_to(*action).map(|next| format!(" → {}", variant_code(&next)));
                text += &format!(
                    "  {}: {}{}\n",
                    variant_code(action),
                    roles.join(" "),
                    next.unwrap_or_default()
                );
            }
        }
        for (name, meaning) in NOT_BUILT {
            text += &format!("{name} ({meaning}): not built\n");
        }
        text
    }

    #[test]
    fn the_table_is_the_one_that_was_read() {
        let on_record = include_str!("../tests/states.txt");
        assert_eq!(describe_table(), on_record, "read what changed, then put it on record");
    }

    #[test]
    fn a_withdrawal_is_asked_for_while_a_case_stands_accepted() {
        for (status, _, _) in TABLE {
            let stands = matches!(status, Status::Accepted | Status::Deferred | Status::Deemed);
            for role in ROLES {
                assert_eq!(is_allowed(status, role, AskWithdrawal), stands, "{status:?} {role:?}");
            }
        }
    }

    #[test]
    fn a_void_is_a_supervisors_and_of_what_was_accepted() {
        for (status, _, _) in TABLE {
            let was_accepted = matches!(
                status,
                Status::Accepted | Status::Deferred | Status::Deemed | Status::Returned
            );
            for role in ROLES {
                let may = was_accepted && role == Role::Supervisor;
                assert_eq!(is_allowed(status, role, Void), may, "{status:?} {role:?}");
                assert_eq!(
                    is_allowed(status, role, AwaitVoid),
                    was_accepted,
                    "{status:?} {role:?}"
                );
            }
        }
    }

    #[test]
    fn the_counter_decides_for_a_department_only_what_stands_accepted_whole() {
        for (status, _, _) in TABLE {
            for role in ROLES {
                let may = is_allowed(status, role, DecideForDepartment);
                assert_eq!(may, status == Status::Accepted, "{status:?} {role:?}");
            }
        }
    }

    #[test]
    fn only_what_waits_for_corrections_lapses_and_then_nothing_is_decided_any_more() {
        for (status, _, _) in TABLE {
            for role in ROLES {
                let may = is_allowed(status, role, Lapse);
                assert_eq!(may, status == Status::Correction, "{status:?} {role:?}");
            }
        }
        for action in [Edit, Accept, Refuse, Return, Replace].into_iter().chain(NOTICES) {
            assert!(!is_allowed(Status::Lapsed, Role::Supervisor, action), "{action:?}");
        }
    }

    #[test]
    fn every_status_has_one_row_and_can_be_reached() {
        let rows: BTreeSet<Status> = TABLE.iter().map(|row| row.0).collect();
        assert_eq!(rows.len(), TABLE.len());
        // Silence is nobody's action: it makes an acceptance one with papers still asked for. One is the
        // deciding office's word.
        let mut reached: BTreeSet<Status> =
            [Status::Draft, Status::Deemed, Status::Withdrawn].into();
        for _ in 0..TABLE.len() {
            let next: Vec<Status> = reached
                .iter()
                .flat_map(|status| allowed_actions(*status, Role::Supervisor))
                .filter_map(|action| leads_to(*action))
                .collect();
            reached.extend(next);
        }
        assert_eq!(reached, rows);
    }

    #[test]
    fn a_decided_case_is_not_edited_or_decided_again() {
        for status in [Status::Accepted, Status::Refused, Status::Redirected, Status::Completed] {
            for action in [Edit, Accept, Refuse, Redirect, Abandon].into_iter().chain(NOTICES) {
                assert!(!is_allowed(status, Role::Supervisor, action), "{status:?} {action:?}");
            }
        }
    }

    #[test]
    fn nothing_is_decided_before_receipt_but_not_ours() {
        for action in [Accept, Refuse, NotifyCorrection, Submit] {
            assert!(!is_allowed(Status::Draft, Role::Clerk, action), "{action:?}");
        }
        assert!(is_allowed(Status::Draft, Role::Clerk, Redirect));
    }

    #[test]
    fn a_further_notice_on_what_was_there_needs_a_supervisor() {
        for role in [Role::Clerk, Role::Trainer, Role::Trainee] {
            assert!(is_allowed(Status::Correction, role, NotifyNew));
            assert!(!is_allowed(Status::Correction, role, NotifyAgain));
            assert!(!is_allowed(Status::Correction, role, NotifyCorrection));
        }
        assert!(is_allowed(Status::Correction, Role::Supervisor, NotifyAgain));
    }

    #[test]
    fn a_later_day_for_promised_papers_needs_a_supervisor_and_papers_that_were_promised() {
        for (status, _, _) in TABLE {
            for role in ROLES {
                let may = status == Status::Deferred && role == Role::Supervisor;
                assert_eq!(is_allowed(status, role, ExtendDeferral), may, "{status:?} {role:?}");
            }
        }
    }

    #[test]
    fn only_a_supervisor_sends_back_and_only_the_window_amends_then() {
        for status in [Status::Correction, Status::Accepted, Status::Refused, Status::Redirected] {
            assert!(is_allowed(status, Role::Supervisor, Return), "{status:?}");
            assert!(!is_allowed(status, Role::Clerk, Return), "{status:?}");
        }
        for status in [Status::Draft, Status::Received, Status::Returned, Status::Voided] {
            assert!(!is_allowed(status, Role::Supervisor, Return), "{status:?}");
        }
        for action in [Edit, Accept, Refuse, Redirect, NotifyCorrection, NotifyNew] {
            assert!(is_allowed(Status::Returned, Role::Clerk, action), "{action:?}");
        }
        assert!(!is_allowed(Status::Returned, Role::Clerk, NotifyAgain));
    }

    #[test]
    fn what_the_office_does_not_take_is_put_right_without_deciding_again() {
        for status in [Status::Correction, Status::Accepted, Status::Refused, Status::Redirected] {
            assert!(is_allowed(status, Role::Clerk, Replace), "{status:?}");
            assert!(is_allowed(status, Role::Clerk, HandOver), "{status:?}");
        }
        for status in [Status::Draft, Status::Received, Status::Returned, Status::Voided] {
            assert!(!is_allowed(status, Role::Supervisor, Replace), "{status:?}");
            assert!(!is_allowed(status, Role::Supervisor, HandOver), "{status:?}");
        }
        for action in [Edit, Submit, HandOver] {
            assert!(is_allowed(Status::Replacing, Role::Clerk, action), "{action:?}");
        }
        for action in [Accept, Defer, Refuse, Redirect, Return].into_iter().chain(NOTICES) {
            assert!(!is_allowed(Status::Replacing, Role::Supervisor, action), "{action:?}");
        }
    }

    #[test]
    fn what_silence_accepted_is_only_accepted_again() {
        for action in [Edit, Accept, GiveBackOriginal, Replace] {
            assert!(is_allowed(Status::Deemed, Role::Clerk, action), "{action:?}");
        }
        for action in [Defer, Refuse, Redirect, Abandon].into_iter().chain(NOTICES) {
            assert!(!is_allowed(Status::Deemed, Role::Supervisor, action), "{action:?}");
        }
    }

    #[test]
    fn names_on_the_wire_are_snake_case() {
        assert_eq!(
            serde_json::to_string(&Delivery::AwaitingMaterials).unwrap(),
            "\"awaiting_materials\""
        );
        assert_eq!(serde_json::from_str::<Status>("\"correction\"").unwrap(), Status::Correction);
    }
}

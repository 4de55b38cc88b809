//! Another clerk's case is opened with a reason, and whatever is done or seen of it waits for that:
//! `open_colleagues_case` writes it into the audit trail, once a session. Not asked where the work
//! itself is the reason: a case that came by relief, one that the office leaves to this window – sent
//! back, not taken, or gone on with – and one that a supervisor has open in review.
use crate::Failure;
use crate::contract::{Access, Command, FOR_ANY_CASE, FailureCode};
use crate::desk::Desk;
use counter_core::code::parse_variant;
use counter_core::state::Status;
use counter_store::HeadRow;

impl Desk {
    pub(super) fn check_case(&self, command: Command, case: Option<&str>) -> Result<(), Failure> {
        let is_asked = command.access == Access::Clerk && !FOR_ANY_CASE.contains(&command.name);
        case.filter(|_| is_asked).map_or(Ok(()), |case| self.require_own_case(case))
    }

    /// A supervisor reads the cases of others in the review, which is the reason, and admits.
    pub(super) fn require_own_case(&self, case: &str) -> Result<(), Failure> {
        let clerk = self.station.require_clerk()?;
        if self.station.is_admitted(&clerk.number, case) {
            return Ok(());
        }
        let head = self.station.with_store(|store| store.head(case))?;
        // What was given back is nobody's, and nobody is in it.
        let is_others = |head: &HeadRow| head.clerk != clerk.number && !head.clerk.is_empty();
        let Some(head) = head.filter(is_others) else { return Ok(()) };
        if !self.is_left_to_window(&head)? {
            let name = self.station.colleague_name(&head.clerk);
            return Err(Failure::new(FailureCode::ColleaguesCase).with("name", name));
        }
        self.station.admit_to_case(&clerk.number, case);
        Ok(())
    }

    fn is_left_to_window(&self, head: &HeadRow) -> Result<bool, Failure> {
        let is_back = matches!(
            parse_variant::<Status>(&head.status),
            Some(Status::Returned | Status::Replacing)
        );
        let is_told = || self.delivery.has_unread_step(&head.case);
        Ok(is_back || is_told() || self.delivery.is_set_aside(&head.case)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::find_command;

    #[test]
    fn what_is_for_any_case_is_a_clerks_command() {
        for name in FOR_ANY_CASE {
            let access = find_command(name).map(|command| command.access);
            assert_eq!(access, Some(Access::Clerk), "{name}");
        }
    }
}

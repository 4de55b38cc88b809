//! What is still done where the disk has no room left, and the reserve is gone but for what the case on
//! the screen is finished with.
//!
//! Invariant: where the disk is full and so is the reserve, nothing is revealed or exported, no other
//! case is opened or looked at; the case on the screen can be finished and printed.
//! Held by `on_a_full_disk_the_case_on_the_screen_is_finished_and_nothing_else` (desk).
use super::Station;
use crate::Failure;
use crate::contract::{Access, Command, FailureCode, TOLD_FIRST};

/// Whatever case they name, and whoever's it is.
const WANTS_ROOM: [&str; 10] = [
    "open_case",
    "another_item",
    "void_case",
    "open_slip",
    "continue_case",
    "open_colleagues_case",
    "begin_scenario",
    "scan",
    "look_up",
    "reveal",
];

impl Station {
    /// A clerk works on it: what it writes may take the last share of the reserve.
    pub fn note_case_on_screen(&self, command: Command, case: Option<&str>) {
        let Some(case) = case.filter(|_| command.access == Access::Clerk) else { return };
        let noted = self.with_store(|store| {
            store.favour_case(case);
            Ok::<_, Failure>(())
        });
        if noted.is_err() {
            tracing::debug!("no case is on the screen: the store is not open");
        }
    }

    pub fn require_room(&self, command: Command, case: Option<&str>) -> Result<(), Failure> {
        // Exports, and what is printed of no case.
        let is_of_no_case = case.is_none() && TOLD_FIRST.contains(&command.name);
        if is_of_no_case || WANTS_ROOM.contains(&command.name) {
            return self.require_room_for(None);
        }
        case.map_or(Ok(()), |case| self.require_room_for(Some(case)))
    }

    /// For this case, or for anything more where none is named. Without an open store there is
    /// nothing that could be full.
    pub fn require_room_for(&self, case: Option<&str>) -> Result<(), Failure> {
        let is_out = self.with_store(|store| Ok::<_, Failure>(store.is_out_of_room(case)));
        match is_out {
            Ok(true) => Err(Failure::new(FailureCode::DiskFull)),
            _ => Ok(()),
        }
    }

    /// For a paper that is a file beside the records.
    pub fn make_room(&self, bytes: usize) -> bool {
        let made = self.with_store(|store| Ok::<_, Failure>(store.make_room(bytes as u64)));
        made.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::find_command;

    #[test]
    fn what_wants_room_is_a_command() {
        for name in WANTS_ROOM {
            assert!(find_command(name).is_some(), "{name}");
        }
    }
}

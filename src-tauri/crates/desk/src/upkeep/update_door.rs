//! While the checker installs a package, nobody at the door begins with a program that is being
//! exchanged: the window says so, three minutes at most. It goes by the lock that the checker has
//! alone while the package manager works. Whoever is signed in is never asked to wait.
use super::Upkeep;
use super::updates::{READ_EVERY_MS, RUNNING};
use crate::Failure;
use crate::contract::FailureCode;
use crate::contract::views::{UpdateStage, UpdatingView};
use crate::station::stored::StoredName;
use counter_core::update::{UpdateState, is_newer_version};

const PATIENCE_MS: i64 = 180_000;
/// The checker lets go of the lock a moment before it has written down how it ended.
const SETTLING_MS: i64 = 15_000;

/// Of this start.
#[derive(Default)]
pub struct UpdateDoor {
    phase: Phase,
    /// What is being installed, as far as the checker said.
    version: Option<String>,
    is_forced: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Quiet,
    AtWork {
        since_ms: i64,
        /// Since when the lock is free and how it ended is not said yet.
        free_ms: Option<i64>,
    },
    Installed,
    /// It took too long: nobody waits any more.
    Late,
    Skipped,
}

impl UpdateDoor {
    fn is_at_work(&self) -> bool {
        matches!(self.phase, Phase::AtWork { .. })
    }

    /// Goes on from the look before.
    fn look(&mut self, now: i64, is_held: bool, state: &UpdateState) {
        if is_held {
            let newer = |version: &str| is_newer_version(version, RUNNING);
            let waiting = state.waiting.as_ref().filter(|waiting| newer(&waiting.version));
            self.version = waiting.map(|waiting| waiting.version.clone());
            self.is_forced = waiting.is_some_and(|waiting| waiting.forced);
        }
        self.phase = match (self.phase, is_held) {
            (Phase::AtWork { since_ms, .. }, true) => match (now - since_ms).abs() < PATIENCE_MS {
                true => Phase::AtWork { since_ms, free_ms: None },
                false => Phase::Late,
            },
            (Phase::Late, true) => Phase::Late,
            (Phase::Skipped, true) if !self.is_forced => Phase::Skipped,
            (_, true) => Phase::AtWork { since_ms: now, free_ms: None },
            (Phase::AtWork { since_ms, free_ms }, false) => settle(now, since_ms, free_ms, state),
            (Phase::Late, false) => Phase::Quiet,
            (phase, false) => phase,
        };
    }

    fn show(&self, now: i64, was_skipped: bool) -> Option<UpdatingView> {
        let (stage, past_ms) = match self.phase {
            Phase::Quiet | Phase::Skipped => return None,
            Phase::AtWork { since_ms, .. } => (UpdateStage::AtWork, (now - since_ms).abs()),
            Phase::Installed => (UpdateStage::Installed, 0),
            Phase::Late => (UpdateStage::Late, 0),
        };
        let seconds = u32::try_from(past_ms / 1_000).unwrap_or_default();
        Some(UpdatingView { stage, seconds, can_skip: !self.is_forced && !was_skipped })
    }
}

/// The lock is free: installed, or not, or not said yet.
fn settle(now: i64, since_ms: i64, free_ms: Option<i64>, state: &UpdateState) -> Phase {
    let installed = state.installed.as_ref();
    if installed.is_some_and(|installed| is_newer_version(&installed.version, RUNNING)) {
        return Phase::Installed;
    }
    let free_ms = free_ms.unwrap_or(now);
    match state.waiting.is_some() && (now - free_ms).abs() < SETTLING_MS {
        true => Phase::AtWork { since_ms, free_ms: Some(free_ms) },
        false => Phase::Quiet,
    }
}

impl Upkeep {
    /// What the door is to show. Nothing here waits for the lock.
    pub fn look_at_update(&self) -> Option<UpdatingView> {
        if self.station.is_signed_in() {
            return None;
        }
        let now = self.station.now().millis();
        let is_held = self.station.in_use.is_taken();
        let mut door = self.update_door.lock();
        // What is told at its end was written since.
        let age = if is_held || door.is_at_work() { 0 } else { READ_EVERY_MS };
        door.look(now, is_held, &self.update_state_within(age));
        let was_skipped = door.version.as_ref().is_some_and(|version| {
            self.station.stored_text(StoredName::UpdateSkipped).as_ref() == Some(version)
        });
        door.show(now, was_skipped)
    }

    /// Until the next start, and once for each version; never below the minimum.
    pub fn skip_update(&self) -> Result<(), Failure> {
        let view = self.look_at_update();
        let is_late = view.as_ref().is_some_and(|view| view.stage == UpdateStage::Late);
        if is_late || !view.is_some_and(|view| view.can_skip) {
            return Err(Failure::new(FailureCode::BadRequest));
        }
        let mut door = self.update_door.lock();
        let waited_for = door.version.clone().filter(|_| door.is_at_work());
        door.phase = Phase::Skipped;
        drop(door);
        if let Some(version) = waited_for {
            // Before the passphrase was given nothing can be written: then it is this start's.
            let _ = self.station.store_text(StoredName::UpdateSkipped, &version);
        }
        Ok(())
    }

    pub fn is_newer_installed(&self) -> bool {
        self.look_at_update().is_some_and(|view| view.stage == UpdateStage::Installed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const AT: &str = "2026-12-01T08:00:00Z";

    fn state(value: Value) -> UpdateState {
        serde_json::from_value(value).unwrap()
    }

    fn waits(forced: bool) -> UpdateState {
        state(json!({ "waiting": { "version": "99.0.1", "forced": forced, "since": AT } }))
    }

    fn installed(version: &str) -> UpdateState {
        state(json!({ "installed": { "version": version, "at": AT } }))
    }

    fn stage(door: &UpdateDoor, now: i64) -> Option<(UpdateStage, u32, bool)> {
        door.show(now, false).map(|view| (view.stage, view.seconds, view.can_skip))
    }

    #[test]
    fn three_minutes_at_most_and_only_while_it_is_held() {
        let mut door = UpdateDoor::default();
        door.look(1_000, false, &waits(false));
        assert_eq!(stage(&door, 1_000), None, "what waits is not at work");
        door.look(2_000, true, &waits(false));
        assert_eq!(stage(&door, 2_000), Some((UpdateStage::AtWork, 0, true)));
        door.look(181_999, true, &waits(true));
        assert_eq!(stage(&door, 181_999), Some((UpdateStage::AtWork, 179, false)));
        door.look(182_000, true, &waits(true));
        assert_eq!(stage(&door, 182_000), Some((UpdateStage::Late, 0, false)));
        door.look(400_000, true, &waits(true));
        assert_eq!(stage(&door, 400_000).unwrap().0, UpdateStage::Late, "never anew");
        door.look(401_000, false, &waits(true));
        assert_eq!(stage(&door, 401_000), None);
    }

    #[test]
    fn its_end_is_told_as_the_checker_wrote_it_down() {
        let at_work = || {
            let mut door = UpdateDoor::default();
            door.look(1_000, true, &waits(false));
            door.look(2_000, false, &waits(false));
            assert_eq!(stage(&door, 2_000).unwrap().0, UpdateStage::AtWork, "not said yet");
            door
        };
        let mut door = at_work();
        door.look(3_000, false, &installed("99.0.1"));
        assert_eq!(stage(&door, 3_000).unwrap().0, UpdateStage::Installed);
        let mut door = at_work();
        door.look(3_000, false, &installed(RUNNING));
        assert_eq!(stage(&door, 3_000), None, "the same program is no other");
        let mut door = at_work();
        door.look(17_000, false, &waits(false));
        assert_eq!(stage(&door, 17_000), None, "a checker that was killed says nothing more");
    }

    #[test]
    fn who_skipped_is_left_alone_but_for_what_is_forced() {
        let mut door = UpdateDoor { phase: Phase::Skipped, ..UpdateDoor::default() };
        door.look(1_000, true, &waits(false));
        assert_eq!(stage(&door, 1_000), None);
        door.look(2_000, true, &waits(true));
        assert_eq!(stage(&door, 2_000), Some((UpdateStage::AtWork, 0, false)));
        assert!(!door.show(2_000, true).unwrap().can_skip);
    }
}

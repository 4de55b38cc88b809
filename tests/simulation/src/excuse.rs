//! What need not be at the office when the day is over.
use crate::ledger::Ledger;
use crate::plan::Intake;
use crate::world::World;

/// The office will never take it, and nobody puts it right; or the disk went back behind it, so
/// that it is lost here or was decided differently.
pub fn is_excused(world: &World, ledger: &Ledger, case: &str) -> bool {
    let is_it = |intake: &&Intake| intake.id.to_string() == case;
    let has_poison =
        world.cases.iter().find(is_it).is_some_and(|intake| intake.poisoned && !intake.mended);
    let copy_ms = ledger.copied_at.filter(|_| ledger.restored).unwrap_or(i64::MAX);
    has_poison || ledger.shown.iter().any(|(of, _, _, at)| of == case && *at >= copy_ms)
}

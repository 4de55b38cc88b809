//! Which word of the deciding office may follow which.

use counter_core::case::Step;

/// No procedure takes longer, and no extension: what is beyond is a slip of the hand.
const MAX_DAYS: u32 = 730;
const MAX_REASON: usize = 500;

/// Whether a case can go this step after those, each with its id.
pub fn may_follow(steps: &[(String, Step)], next: &Step) -> bool {
    let decided = steps
        .iter()
        .find_map(|(_, step)| if let Step::Decided { on, .. } = step { Some(*on) } else { None });
    let ends = |step: &Step| matches!(step, Step::Withdrawn { .. } | Step::Voided { .. });
    if steps.iter().any(|(_, step)| ends(step)) {
        return false;
    }
    let is_possible = |days: u32| (1..=MAX_DAYS).contains(&days);
    match next {
        Step::SpecialProcedure { days, .. } => decided.is_none() && is_possible(*days),
        Step::SpecialEnded { begun, on } => {
            let over = steps
                .iter()
                .any(|(_, step)| matches!(step, Step::SpecialEnded { begun: b, .. } if b == begun));
            let from = steps.iter().find_map(|(id, step)| match step {
                Step::SpecialProcedure { from, .. } if id == begun => Some(*from),
                _ => None,
            });
            !over && from.is_some_and(|from| from <= *on)
        }
        Step::Extended { days, reason } => {
            let len = reason.trim().chars().count();
            decided.is_none() && is_possible(*days) && (1..=MAX_REASON).contains(&len)
        }
        Step::Decided { .. } | Step::Withdrawn { .. } | Step::Voided { .. } => decided.is_none(),
        Step::Delivered { on } => {
            let delivered = steps.iter().any(|(_, step)| matches!(step, Step::Delivered { .. }));
            !delivered && decided.is_some_and(|decided| decided <= *on)
        }
    }
}

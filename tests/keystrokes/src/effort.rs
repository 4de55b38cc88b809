//! The clerk's own time by the keystroke-level model: what hands and head take of a case, while the
//! citizen's time, the machine's and the typing into a form count elsewhere. An upper estimate.

use std::time::Duration;

/// Of a slow hand.
const KEY: Duration = Duration::from_millis(280);
/// To make up one's mind.
const DECISION: Duration = Duration::from_millis(1_350);

/// Each command is decided upon, and is a chord; a letter is one key.
pub fn estimate_effort(commands: u32, letters: u32) -> Duration {
    (DECISION + 2 * KEY) * commands + KEY * letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_takes_a_decision_and_two_keys_and_a_letter_one_key() {
        assert_eq!(estimate_effort(0, 0), Duration::ZERO);
        assert_eq!(estimate_effort(1, 0), Duration::from_millis(1_910));
        assert_eq!(estimate_effort(10, 3), Duration::from_millis(19_940));
    }
}

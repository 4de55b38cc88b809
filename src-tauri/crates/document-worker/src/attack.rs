//! A job for tests alone, in builds for development: to try the walls from inside.

use counter_walls::attack::Attack;
use serde_json::{Value, json};
use std::thread;

/// Its answer: with what the system refused it, or nothing. None where the header asks for something
/// else. `beside`: on a thread that is started for it, as a library's pool starts its own.
pub fn answer_attack(header: &[u8]) -> Option<Vec<u8>> {
    let asked: Value = serde_json::from_slice(header).ok()?;
    let attack = Attack::find(asked.get("attack_from_inside")?.as_str()?)?;
    let target = asked.get("target")?.as_str()?.to_owned();
    let outcome = match asked.get("beside")?.as_bool()? {
        true => thread::spawn(move || attack.attempt(&target)).join().ok()?,
        false => attack.attempt(&target),
    };
    let refused = outcome.err().map(|error| error.raw_os_error().unwrap_or_default());
    serde_json::to_vec(&json!({ "refused": refused })).ok()
}
